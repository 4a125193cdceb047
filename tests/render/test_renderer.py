"""Whole pages: the frame's slots, and what a page puts into them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mingzhang.account.account import account_of
from mingzhang.language import Language
from mingzhang.model.fields import Text
from mingzhang.pages.home import PlansContent, SearchContent
from mingzhang.pages.page import Page
from mingzhang.render.frame import POLICY, Slots
from mingzhang.render.renderer import Renderer
from tests.support.builders import a_plan, a_snapshot, a_target
from tests.support.editions import a_renderer


def slots(renderer: Renderer, page: Page, language: Language = "zh") -> Slots:
    return renderer.slots(page, language)


def a_page(path: str = "search/", **more: object) -> Page:
    """A page whose body needs nothing of the data."""
    search = SearchContent(
        result_forms={"one": "", "other": ""}, choices=[], statuses=[], instead=[], other=""
    )
    given = {"content": search, "title": "T", "description": "D", "section": ""}
    return Page(path, **{**given, **more})  # type: ignore[arg-type]


def test_title_and_description_are_escaped(tmp_path: Path) -> None:
    page = a_page(title='<b>"&', description="<i>")
    shown = slots(a_renderer(tmp_path), page)
    assert (shown.title, shown.description) == ("&lt;b&gt;&#34;&amp;", "&lt;i&gt;")


def test_data_that_looks_like_a_slot_is_printed(tmp_path: Path) -> None:
    html = a_renderer(tmp_path).html(a_page(title="⟦as_of⟧", description="⟦body⟧"), "zh")
    assert html.startswith("title=⟦as_of⟧\ndescription=⟦body⟧\n")


@pytest.mark.parametrize(
    ("path", "chinese", "english"),
    [
        ("", "en/", "../"),
        ("plans/", "../en/plans/", "../../plans/"),
        ("plans/a/b/", "../../../en/plans/a/b/", "../../../../plans/a/b/"),
    ],
)
def test_each_page_leads_to_itself_in_the_other_language(
    path: str, chinese: str, english: str, tmp_path: Path
) -> None:
    renderer = a_renderer(tmp_path)
    assert slots(renderer, a_page(path), "zh").other == chinese
    assert slots(renderer, a_page(path), "en").other == english


def test_the_search_page_has_a_script_and_no_other_policy(tmp_path: Path) -> None:
    renderer = a_renderer(tmp_path)
    search = slots(renderer, a_page(), "en")
    assert search.policy == POLICY
    assert search.scripts == (
        '<script src="../../assets/javascripts/finder.js" type="module"></script>'
        '<script src="../../assets/javascripts/search.js" type="module"></script>'
    )
    assert slots(renderer, a_page(content=PlansContent(plans=[])), "en").scripts == ""


def test_only_pages_of_an_invented_plan_have_the_banner(tmp_path: Path) -> None:
    real, dream = a_plan(), a_plan(id="dream", invented=True)
    renderer = a_renderer(tmp_path, real, dream)
    assert slots(renderer, a_page()).banner == slots(renderer, a_page(plan=real)).banner == ""
    assert slots(renderer, a_page(plan=dream)).banner == (
        '<aside class="invented" aria-label="提示">'
        "<p>示例市是虚构的城市，这里的一切都只用来演示。</p></aside>"
    )
    assert "is invented" in slots(renderer, a_page(plan=dream), "en").banner


def test_the_day_of_the_data_is_that_of_the_page(tmp_path: Path) -> None:
    real = a_plan(snapshots=(a_snapshot("2025"), a_snapshot("2025-06-30")))
    none = a_plan(id="none")
    dream = a_plan(id="dream", invented=True, snapshots=(a_snapshot("2026-03"),))
    renderer = a_renderer(tmp_path, real, none, dream)

    def as_of(page: Page) -> str:
        return slots(renderer, page, "en").as_of

    assert as_of(a_page()) == "Data as of 2025"
    assert as_of(a_page(plan=real)) == "Data as of 2025"
    assert as_of(a_page(plan=none)) == "No public report yet"
    assert as_of(a_page(plan=dream)) == "Data as of March 2026"


def test_without_a_report_of_a_real_plan_the_site_has_none(tmp_path: Path) -> None:
    renderer = a_renderer(tmp_path, a_plan(invented=True, snapshots=(a_snapshot("2025"),)))
    assert slots(renderer, a_page()).as_of == "尚无公开报告"


def test_the_head_and_the_section_are_the_pages_own(tmp_path: Path) -> None:
    renderer = a_renderer(tmp_path, address="https://city.example.org/")
    shown = slots(renderer, a_page("themes/", section="themes"))
    assert shown.head.startswith(
        '<link rel="alternate" hreflang="zh-Hans" href="https://city.example.org/themes/">'
    )
    assert (shown.at_themes, shown.at_plans) == (' aria-current="true"', "")


def test_only_what_may_be_listed_is_found_by_search_engines(tmp_path: Path) -> None:
    renderer = a_renderer(tmp_path)
    found, hidden = slots(renderer, a_page()), slots(renderer, a_page(listed=False))
    robots = '<meta name="robots" content="noindex">'
    assert (robots in found.head, robots in hidden.head) == (False, True)


def test_the_page_for_wrong_addresses_begins_at_the_root(tmp_path: Path) -> None:
    renderer = a_renderer(tmp_path)
    html = renderer.press.missing(renderer.filler, "/open/").body
    assert 'href="/open/"' in html and 'href="/open/en/"' in html


def test_a_hostile_plan_never_leaves_its_page(tmp_path: Path) -> None:
    text = Text(zh="</title><script>alert(1)</script>⟦body⟧")
    plan = a_plan(a_target(title=text.model_dump()), title=text.model_dump(), snapshots=())
    renderer = a_renderer(tmp_path, plan)
    account = account_of(plan, date(2025, 1, 1))
    assert account.plan.title.zh == text.zh
    from mingzhang.pages.plan.overview import plan_pages
    from tests.support.builders import a_viewer

    for page in plan_pages(account, a_viewer("zh")):
        html = renderer.html(page, "zh")
        assert "<script>" not in html
        assert "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;⟦body⟧" in html
