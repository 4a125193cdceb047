"""The link check: what leads nowhere is told, whatever way it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.site.link_check import dead_links

PAGES = {
    "index.html": '<p id="top">',
    "plans/index.html": '<h1 id="二（一）" data-id="x">',
    "plans/demo/index.html": "",
    "data/plan.json": "{}",
    "a#b/index.html": "",
    "a b.html": '<p id="q?r">',
}


def dead(
    folder: Path, html: str, page: str = "plans/demo/index.html", root: str = "/"
) -> list[str]:
    """What is said of the links in the page."""
    for name, text in {**PAGES, page: html}.items():
        path = folder / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return list(dead_links(folder / "site", root))


def links(*addresses: str) -> str:
    return "".join(f'<a href="{address}">x</a>' for address in addresses)


ALIVE = [
    "", "#", "../", "../../", "./", "../#二（一）", "../#%E4%BA%8C%EF%BC%88%E4%B8%80%EF%BC%89",
    "../../data/plan.json", "../../data/plan.json#any", "/", "/plans/", "/plans", "/#top",
    "../?q=公园#二（一）", "?q=x", "../?q=%23none", "../?a=1&amp;b=2", "../../a%23b/",
    "../../a%20b.html", "../../a b.html#q%3Fr", "https://example.org/none#none", "//cdn/none",
    "mailto:a@b.c",
]  # fmt: skip


@pytest.mark.parametrize("address", ALIVE)
def test_what_leads_somewhere_is_not_told(address: str, tmp_path: Path) -> None:
    assert dead(tmp_path, links(address)) == []


DEAD = [
    "none/", "../none", "../../none.css", "/none/", "#none", "../#none", "../#x", "../?q=x#none",
    "../../../", "/../", "../../data/", "../../a", "../../a%2523b/", "/plans/demo/none?q=x",
]  # fmt: skip


@pytest.mark.parametrize("address", DEAD)
def test_what_leads_nowhere_is_told(address: str, tmp_path: Path) -> None:
    assert dead(tmp_path, links(address)) == [
        f"plans/demo/index.html: the link “{address}” leads nowhere."
    ]


def test_a_link_is_told_once_a_page_as_a_reader_sees_it(tmp_path: Path) -> None:
    assert dead(tmp_path, links("none/?a&amp;b", "none/?a&amp;b", "gone/")) == [
        "plans/demo/index.html: the link “none/?a&b” leads nowhere.",
        "plans/demo/index.html: the link “gone/” leads nowhere.",
    ]


def test_pages_are_told_in_their_order(tmp_path: Path) -> None:
    dead(tmp_path, links("b/"), page="z.html")
    assert [line.partition(":")[0] for line in dead(tmp_path, links("a/"), page="b.html")] == [
        "b.html",
        "z.html",
    ]


def test_pictures_scripts_and_forms_are_links_too(tmp_path: Path) -> None:
    html = '<img src="none.svg"><script\nsrc="none.js"></script><form action="none/"></form>'
    assert [line.split("“")[1].split("”")[0] for line in dead(tmp_path, html)] == [
        "none.svg",
        "none.js",
        "none/",
    ]


def test_a_link_is_read_as_a_browser_reads_it(tmp_path: Path) -> None:
    html = "<a HREF='none/'><!-- <a href=\"x\"> --><p title='<a href=\"y\">'><a href=none.html>"
    assert len(dead(tmp_path, html)) == 2


def test_what_a_script_takes_from_a_template_is_checked_too(tmp_path: Path) -> None:
    html = '<template id="t"><p id="in"><a href="#in"></a></p></template><a href="#t"></a>'
    assert [line.split("“")[1].split("”")[0] for line in dead(tmp_path, html)] == ["#in"]


def test_an_attribute_that_only_ends_like_a_link_is_none(tmp_path: Path) -> None:
    assert dead(tmp_path, '<p data-href="none" data-src="none">') == []


@pytest.mark.parametrize("root", ["/open/accounts/", "/open/accounts"])
def test_a_site_below_a_path_is_checked_from_there(root: str, tmp_path: Path) -> None:
    assert (
        dead(tmp_path, links("/open/accounts/", "/open/accounts/plans/#二（一）"), root=root) == []
    )
    (told,) = dead(tmp_path, links("/open/accounts/none/"), root=root)
    assert told == "plans/demo/index.html: the link “/open/accounts/none/” leads nowhere."


def test_a_link_that_misses_the_path_of_the_site_leads_nowhere(tmp_path: Path) -> None:
    (told,) = dead(tmp_path, links("/plans/"), root="/open/accounts/")
    assert told == "plans/demo/index.html: the link “/plans/” leads nowhere."
