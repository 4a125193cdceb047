"""The search index: what leads to a page, how its files are cut, and the same bytes again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mingzhang.language import Language
from mingzhang.pages.home import HomeContent
from mingzhang.pages.page import KINDS, Content, Page
from mingzhang.pages.plan.projects import ProjectContent
from mingzhang.pages.plan.snapshots import SnapshotContent
from mingzhang.pages.targets import PlanTargetsContent
from mingzhang.pages.taxonomy.departments import BodyContent
from mingzhang.pages.taxonomy.indicators import IndicatorContent
from mingzhang.pages.taxonomy.lists import DepartmentContent, ListContent
from mingzhang.search.index import PageFacts, SearchIndex, search_entry, shard, subject, terms
from mingzhang.search.passages import document
from tests.support.builders import a_plan
from tests.support.paths import ROOT

FINDER = ROOT / "overrides" / "assets" / "javascripts" / "finder.js"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("海绵城市", {"海绵", "绵城", "城市", "市", "海绵城", "绵城市"}),
        ("市", {"市"}),
        ("Sewage Works", {"sewage", "works"}),
        ("ＣＯＤ 37.02㎡", {"cod", "37", "02m2"}),
        ("鲁〔2019〕146号", {"鲁", "2019", "146", "号"}),
        ("——，。", set()),
    ],
)
def test_text_is_cut_into_words_and_into_two_and_three_characters(
    text: str, found: set[str]
) -> None:
    assert terms(text) == found


@pytest.mark.parametrize(
    ("term", "name"), [("海绵", "h77"), ("海", "h77"), ("sewage", "wse"), ("5", "w5")]
)
def test_terms_that_begin_alike_stand_in_one_file(term: str, name: str) -> None:
    assert shard(term) == name


def written(*pages: tuple[PageFacts, str], language: Language = "zh") -> dict[str, Any]:
    """The files of an index over the pages."""
    files: dict[str, str] = {}
    index = SearchIndex(language, files.__setitem__)
    for about, body in pages:
        index.add(search_entry(about, document(body)))
    index.finish()
    return {name: json.loads(text) for name, text in files.items()}


SPONGE = PageFacts("themes/sponge-city/", "theme", also=("sponge-city", "Sponge city"))
PROJECT = PageFacts("plans/p/a/b/", "project", "p", True, ("b",), (("behind", 2),))
BODY = '<h1>工程</h1><p>水。</p><article id="t"><h3>海绵</h3></article>'


def test_a_page_is_found_by_name_then_heading_then_text_and_once_for_each_term() -> None:
    files = written((SPONGE, "<h1>海绵</h1><p>海绵</p>"), (PROJECT, BODY), (PROJECT, "<p>海绵</p>"))
    assert files["search/terms/h77.json"] == {"海绵": [[0], [1], [2]]}
    assert files["search/terms/wsp.json"] == {"sponge": [[0], [], []]}


def test_pages_of_a_term_are_told_by_their_distances() -> None:
    files = written(*[(SPONGE, f"<p>{text}</p>") for text in ("水", "土", "水", "水")])
    assert files["search/terms/h34.json"]["水"] == [[], [], [0, 2, 1]]


def test_a_target_is_found_by_its_id() -> None:
    files = written((PROJECT, '<article id="sewers-2022">x</article>'))
    assert files["search/terms/wse.json"] == {"sewers": [[], [0], []]}


def test_a_page_says_what_is_shown_of_it() -> None:
    assert written((PROJECT, BODY))["search/pages/0.json"] == {
        "url": "plans/p/a/b/",
        "kind": "project",
        "plan": "p",
        "invented": True,
        "also": "b",
        "standing": [["behind", 2]],
        "title": "工程",
        "parts": [["", "", "", "水。"], ["t", "海绵", "", "海绵"]],
    }


def test_runs_of_pages_tell_the_kind_and_plan_of_each() -> None:
    files = written((SPONGE, ""), (SPONGE, ""), (PROJECT, ""))
    assert files["search/index.json"]["groups"] == [
        ["theme", "", False, 2],
        ["project", "p", True, 1],
    ]


def test_every_file_of_terms_is_named() -> None:
    files = written((SPONGE, "<h1>海绵 water</h1>"))
    named = {f"search/terms/{name}.json" for name in files["search/index.json"]["shards"]}
    assert named == {name for name in files if "/terms/" in name}


def test_chinese_names_can_be_typed_in_pinyin_and_other_text_cannot() -> None:
    pages = [(SPONGE, "<h1>海绵</h1><p>城市</p>"), (PageFacts("about/", "text"), "<h1>关于</h1>")]
    files = written(*pages)
    assert files["search/pinyin.json"] == [[0, "hai mian"]]
    english = written(*pages, language="en")
    assert "en/search/pinyin.json" not in english
    assert english["en/search/index.json"]["pinyin"] is False


def test_the_version_changes_with_any_file_and_with_nothing_else() -> None:
    one, same = written((SPONGE, "<p>a</p>")), written((SPONGE, "<p>a</p>"))
    other = written((SPONGE, "<p>b</p>"))
    assert one == same
    assert one["search/index.json"]["version"] != other["search/index.json"]["version"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (ProjectContent, "project"),
        (DepartmentContent, "department"),
        (BodyContent, "department"),
        (IndicatorContent, "indicator"),
        (ListContent, "list"),
        (PlanTargetsContent, "list"),
        (SnapshotContent, "snapshot"),
        (HomeContent, "list"),
    ],
)
def test_a_page_is_of_the_kind_that_it_is_about(content: type[Content], kind: str) -> None:
    empty = content.__new__(content)
    page = Page("a/", empty, "T", "D", "plans", a_plan(id="p", invented=True))
    assert subject(page) == PageFacts("a/", kind, "p", True)


def test_the_script_ranks_every_kind() -> None:
    script = FINDER.read_text("utf-8")
    for name in ("KINDS", "NAMED"):
        ranks = json.loads(script.partition(f"const {name} = ")[2].partition(";")[0])
        assert sorted(ranks) == sorted(KINDS)
