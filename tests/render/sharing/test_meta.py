"""What a page tells those who pass it on: citation, Open Graph and data for search engines."""

from __future__ import annotations

import json

from mingzhang.model.periods import parse_period
from mingzhang.model.plan import Plan
from mingzhang.render.sharing.meta import bare, cite, data_block, meta, page_address
from tests.support.builders import a_plan, words

SITE = "https://city.example.org/open/"


def test_a_citation_names_title_date_and_address() -> None:
    found = cite("Parks · Mingzhang", parse_period("2025-06-30"), words("en"), address=f"{SITE}x/")
    assert (
        "Cite as: Mingzhang, “Parks”, data as of 30 June 2025, https://city.example.org/open/x/, "
        "[day read]." in found
    )
    assert 'href="https://creativecommons.org/licenses/by/4.0/" rel="license"' in found


def test_a_citation_without_report_or_address_says_so() -> None:
    found = cite("公园 · 明账", None, words("zh"), address="")
    assert "引用：明账，“公园”，暂无公开报告，〔网址〕，〔查阅日期〕。" in found


def test_an_invented_plan_has_the_licence_of_the_software() -> None:
    found = cite("公园", None, words("zh"), address="", invented=True)
    assert "MIT" in found and "CC BY" not in found


def test_a_hostile_title_stays_text() -> None:
    assert "<b>" not in cite("<b>", None, words("en"), address="")
    assert '"><b>' not in meta("", '"><b>', "", words("en"), "")


def test_open_graph_names_both_languages_and_the_address_where_it_is_known() -> None:
    found = meta("plans/", "Plans · Mingzhang", "All plans.", words("en"), SITE)
    assert found.splitlines()[:7] == [
        '<meta property="og:type" content="website">',
        '<meta property="og:site_name" content="Mingzhang">',
        '<meta property="og:title" content="Plans">',
        '<meta property="og:description" content="All plans.">',
        '<meta property="og:locale" content="en_GB">',
        '<meta property="og:locale:alternate" content="zh_CN">',
        '<meta property="og:url" content="https://city.example.org/open/en/plans/">',
    ]
    assert "og:url" not in meta("plans/", "计划", "", words("zh"), "")


def test_a_page_shows_the_picture_of_its_plan_else_that_of_the_site() -> None:
    def picture(plan: Plan | None) -> list[str]:
        return meta("", "Plans", "", words("en"), SITE, plan=plan).splitlines()[-6:]

    assert picture(a_plan()) == [
        '<meta property="og:image" content="https://city.example.org/open/share/plans/demo.en.png">',
        '<meta property="og:image:type" content="image/png">',
        '<meta property="og:image:width" content="1200">',
        '<meta property="og:image:height" content="630">',
        '<meta property="og:image:alt" content="The promises of “Demo”, counted by status">',
        '<meta name="twitter:card" content="summary_large_image">',
    ]
    assert picture(None)[0].endswith('"https://city.example.org/open/share/site.en.png">')


def test_without_the_sites_address_no_picture_is_named() -> None:
    found = meta("", "Plans", "", words("en"), "", plan=a_plan())
    assert "image" not in found and "twitter" not in found


def test_a_data_block_can_not_be_left() -> None:
    found = data_block({"name": "</script><script>alert(1)</script>&"})
    assert found.count("<") == 2
    text = found.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(text) == {"name": "</script><script>alert(1)</script>&"}


def test_an_address_is_that_of_the_language() -> None:
    assert page_address("plans/", "zh", SITE) == f"{SITE}plans/"
    assert page_address("plans/", "en", "") == ""
    assert bare("明账", words("zh")) == "明账"
