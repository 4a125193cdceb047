"""What search keeps of a page."""

from __future__ import annotations

import json

import pytest

from mingzhang.pages.home import HomeContent
from mingzhang.pages.page import KINDS, Content, Page
from mingzhang.pages.plan.projects import ProjectContent
from mingzhang.pages.plan.snapshots import SnapshotContent
from mingzhang.pages.targets import PlanTargetsContent
from mingzhang.pages.taxonomy.departments import BodyContent
from mingzhang.pages.taxonomy.indicators import IndicatorContent
from mingzhang.pages.taxonomy.lists import DepartmentContent, ListContent
from mingzhang.search.pages import SHOWN_AT_ONCE, PageFacts, search_entry, subject
from mingzhang.search.passages import PageText, Passage, document
from tests.support.builders import a_plan
from tests.support.paths import ROOT

FINDER = ROOT / "overrides" / "assets" / "javascripts" / "finder.js"
PROJECT = PageFacts("plans/p/a/b/", "project", "p", True, ("b",), (("behind", 2),))
BODY = '<h1>工程</h1><p>水。</p><article id="t"><h3>海绵</h3></article>'


def test_a_page_says_what_is_shown_of_it() -> None:
    entry = search_entry(PROJECT, document(BODY))
    assert json.loads(entry.text) == {
        "url": "plans/p/a/b/",
        "kind": "project",
        "plan": "p",
        "invented": True,
        "also": "b",
        "standing": [["behind", 2]],
        "title": "工程",
        "parts": [["", "", "", "水。"], ["t", "海绵", "", "海绵"]],
    }
    assert entry.rest == ""


def test_what_leads_to_a_page_stands_in_the_first_place_that_has_it() -> None:
    entry = search_entry(PROJECT, document(BODY + "<p>工程 海绵 b</p>"))
    assert [set(tier.split("\n")) for tier in entry.tiers] == [{"工程", "b"}, {"海绵", "t"}, {"水"}]


def test_pages_that_are_about_one_thing_have_names() -> None:
    assert search_entry(PROJECT, document(BODY)).names == ("工程", "b")
    assert search_entry(PageFacts("about/", "text"), document(BODY)).names == ()


@pytest.mark.parametrize("line", ["水" * 30, "water " * 20])
def test_of_a_long_page_whole_lines_are_shown_and_the_rest_is_apart(line: str) -> None:
    long = "\n".join([line] * 100)
    passages = [Passage("", "", "", "短\n" + long), Passage("a", "头", "", "头\n" + long)]
    entry = search_entry(PROJECT, PageText("T", tuple(passages), ()))
    page, rest = json.loads(entry.text), json.loads(entry.rest)
    shown = [part[3] for part in page["parts"]]
    assert page["cut"] == 0
    assert 0 < len(shown[0].encode()) <= SHOWN_AT_ONCE
    assert shown[1] == "头"
    assert rest[0].startswith("\n")
    whole = [text + more for text, more in zip(shown, rest, strict=True)]
    assert whole == [passage.text for passage in passages]


def test_the_first_passage_that_is_cut_is_told() -> None:
    passages = (Passage("", "", "", "短"), Passage("a", "头", "", "水\n" * 9_000))
    assert json.loads(search_entry(PROJECT, PageText("T", passages, ())).text)["cut"] == 1


def test_of_a_passage_that_is_cut_at_least_the_lines_of_its_heading_are_shown() -> None:
    passages = (
        Passage("", "", "", "水\n" * 9_000),
        Passage("a", "海绵城市", "", "一\n海绵 城市\n三\n四"),
        Passage("b", "海绵城市", "", "海绵 城市"),
        Passage("c", "", "", "五"),
    )
    page = json.loads(search_entry(PROJECT, PageText("T", passages, ())).text)
    assert [part[3] for part in page["parts"]][1:] == ["一\n海绵 城市", "海绵 城市", ""]


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
