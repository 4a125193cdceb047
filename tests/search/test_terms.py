"""What text is cut into, and where each term stands."""

from __future__ import annotations

import re

import pytest

from mingzhang.search.terms import HAN_DRAWERS, drawer, filed, mixed, pinyin_drawers, runs, terms_of
from tests.support.paths import ROOT

FINDER = ROOT / "overrides" / "assets" / "javascripts" / "finder.js"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("海绵城市", {"海", "绵", "城", "市", "海绵", "绵城", "城市", "海绵城", "绵城市"}),
        ("市", {"市"}),
        ("Sewage Works", {"sewage", "works"}),
        ("ＣＯＤ 37.02㎡", {"cod", "37", "02m2"}),
        ("鲁〔2019〕146号", {"鲁", "2019", "146", "号"}),
        ("——，。", set()),
    ],
)
def test_text_is_cut_into_words_and_into_one_two_and_three_characters(
    text: str, found: set[str]
) -> None:
    assert {term for run in runs(text) for term in terms_of(run)} == found


@pytest.mark.parametrize(
    ("term", "name"), [("海绵", "h5e"), ("海", "h177"), ("sewage", "wse"), ("5", "w5")]
)
def test_each_term_has_its_drawer(term: str, name: str) -> None:
    assert drawer(term) == name


def test_terms_of_chinese_are_spread_over_drawers() -> None:
    terms = {chr(0x4E00 + a) + chr(0x5B00 + b) for a in range(64) for b in range(64)}
    counts: dict[str, int] = {}
    for term in terms:
        counts[drawer(term)] = counts.get(drawer(term), 0) + 1
    assert max(counts.values()) < 8 * len(terms) / HAN_DRAWERS


def test_a_name_in_pinyin_stands_where_it_may_be_looked_for() -> None:
    assert pinyin_drawers("hai mian cheng") == {"phm", "pmc", "pha", "pmi", "pch"}
    assert pinyin_drawers("e") == set()


def test_a_drawer_of_a_large_site_is_cut_into_files() -> None:
    pages = {term: "0:0" for term in ("海绵", "绵", "城市", "城")}
    here = {term: found for term, found in pages.items() if drawer(term) == drawer("海绵")}
    assert filed("h5e", here, 1) == {"h5e": here}
    files = filed("h5e", here, 4)
    assert [*files] == ["h5e", "h25e", "h45e", "h65e"]
    assert files[f"h{mixed('海绵') % (4 * HAN_DRAWERS):x}"] == here
    assert filed("wse", {"sewage": "0:0"}, 4) == {"wse": {"sewage": "0:0"}}


def test_the_script_knows_the_number_of_drawers() -> None:
    assert re.search(rf"^const DRAWERS = {HAN_DRAWERS};$", FINDER.read_text("utf-8"), re.MULTILINE)
