"""The page that leads on from an old address."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.render.fragments import Fragments
from mingzhang.render.redirects import redirect
from tests.support.builders import Html, words
from tests.support.paths import ROOT


def page(folder: Path, language: str, address: str = "") -> str:
    said = words(language)
    fragments = Fragments(ROOT / "overrides" / "fragments", said, folder / language)
    return redirect("plans/old/a/", "plans/new/a/", address, said, fragments)


@pytest.mark.parametrize(("language", "root"), [("zh", "../../../"), ("en", "../../../../")])
def test_the_page_leads_on_without_script_and_names_the_new_address(
    language: str, root: str, tmp_path: Path
) -> None:
    html = page(tmp_path, language)
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


def test_the_canonical_address_is_whole_where_the_sites_is_known(tmp_path: Path) -> None:
    html = page(tmp_path, "en", "https://a.example/open/")
    assert '<link rel="canonical" href="https://a.example/open/en/plans/new/a/">' in html
