"""The page that leads on from an old address."""

from __future__ import annotations

import pytest

from mingzhang.render.redirects import redirect
from tests.support.builders import Html, words
from tests.support.templates import a_language


def page(language: str, address: str = "") -> str:
    said = words(language)
    return redirect("plans/old/a/", "plans/new/a/", address, said, a_language(said))


@pytest.mark.parametrize(("language", "root"), [("zh", "../../../"), ("en", "../../../../")])
def test_the_page_leads_on_without_script_and_names_the_new_address(
    language: str, root: str
) -> None:
    html = page(language)
    new = "../../../plans/new/a/"
    tags = Html(html).tags
    assert ("meta", {"http-equiv": "refresh", "content": f"0; url={new}"}) in tags
    assert ("meta", {"name": "robots", "content": "noindex"}) in tags
    assert ("link", {"rel": "canonical", "href": new}) in tags
    assert ("a", {"href": new}) in tags
    assert [given["src"] for tag, given in tags if tag == "script"] == [
        f"{root}assets/javascripts/moved.js"
    ]
    assert words(language)("moved.link") in html


def test_the_canonical_address_is_whole_where_the_sites_is_known() -> None:
    html = page("en", "https://a.example/open/")
    assert '<link rel="canonical" href="https://a.example/open/en/plans/new/a/">' in html
