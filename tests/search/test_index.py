"""The search index of a language: what is put together from segments, and the same bytes again."""

from __future__ import annotations

import json
from typing import Any

from mingzhang.language import Language
from mingzhang.search.index import SearchIndex, written_segment
from mingzhang.search.pages import PageFacts, search_entry
from mingzhang.search.passages import document
from mingzhang.search.segment import MadeSegment, segment_of
from mingzhang.search.terms import HAN_DRAWERS

SPONGE = PageFacts("themes/sponge-city/", "theme")
PROJECT = PageFacts("plans/p/a/b/", "project", "p", True)


def a_segment(name: str, *bodies: str, facts: PageFacts = PROJECT) -> MadeSegment:
    entries = [search_entry(facts, document(body)) for body in bodies]
    return segment_of(name, "zh", entries, facts.plan, invented=facts.invented)


def written(*segments: MadeSegment, language: Language = "zh") -> dict[str, Any]:
    """The files of an index over the segments."""
    index = SearchIndex(language, segments)
    files = dict(file for drawer in index.drawers for file in index.terms(drawer))
    return {name: json.loads(text) for name, text in (*files.items(), index.entry())}


def test_the_entry_tells_segments_with_their_runs_of_pages() -> None:
    entry = written(a_segment("_shared", "", facts=SPONGE), a_segment("p", "", ""))
    assert entry["search/index.json"]["segments"] == [
        ["_shared", "", 0, [["theme", 1, 30]]],
        ["p", "p", 1, [["project", 2, 32]]],
    ]
    assert entry["search/index.json"]["cut"] == 1


def test_every_file_of_terms_is_named() -> None:
    files = written(a_segment("p", "<h1>海绵 water</h1>"), a_segment("q", "<p>fire</p>"))
    entry = files["search/index.json"]
    han = int(entry["han"], 16)
    names = [f"h{at:x}" for at in range(HAN_DRAWERS) if han >> at & 1]
    names += entry["terms"].split(" ")
    assert {f"search/terms/{name}.json" for name in names} == {n for n in files if "/terms/" in n}
    assert entry["terms"] == "pha phm pmi wfi wwa"


def test_pages_of_a_term_are_told_by_segment() -> None:
    files = written(a_segment("p", "<p>水</p>"), a_segment("q", "<h1>水</h1>"))
    assert files["search/terms/h34.json"]["水"] == "0://0;1:0"


def test_a_segment_that_grows_changes_no_number_of_another() -> None:
    q = a_segment("q", "<h1>水</h1>")
    small, grown = (written(a_segment("p", *["<p>火</p>"] * count), q) for count in (1, 300))
    assert small["search/terms/h34.json"] == grown["search/terms/h34.json"] == {"水": "1:0"}


def test_only_drawers_that_changed_have_another_key() -> None:
    q = a_segment("q", "<h1>水</h1>")
    before, after = (
        SearchIndex("zh", [a_segment("p", f"<p>水 {word}</p>"), q]).drawers
        for word in ("fire", "earth")
    )
    assert {name for name in {**before, **after} if before.get(name) != after.get(name)} == {
        "wfi",
        "wea",
    }


def test_the_version_changes_with_any_file_and_with_nothing_else() -> None:
    one, same = written(a_segment("p", "<p>a</p>")), written(a_segment("p", "<p>a</p>"))
    assert one == same
    for other in ("<p>b</p>", "<p>a.</p>"):
        version = written(a_segment("p", other))["search/index.json"]["version"]
        assert version != one["search/index.json"]["version"]


def test_a_large_site_has_more_files() -> None:
    index = SearchIndex("zh", [a_segment("p", *["<p>水</p>"] * 8_193)])
    assert index.cut == 2
    files = dict(index.terms("h34"))
    assert sorted(files) == ["search/terms/h234.json", "search/terms/h34.json"]
    assert sum("水" in text for text in files.values()) == 1


def test_written_pages_are_a_segment_in_the_order_of_their_addresses() -> None:
    segment = written_segment({"b/": "<h1>B</h1>", "a/": "<h1>A</h1>"}, "en")
    (name, text), *_ = segment.files
    assert name == "_written/0.json"
    assert [(page["url"], page["kind"]) for page in json.loads(text)] == [
        ("a/", "text"),
        ("b/", "text"),
    ]
    assert "en/search/index.json" in written(segment, language="en")
