"""The search as a part: made from segments that are kept, and the same as if all were made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mingzhang.build.search_part import KeptSegment, write_search, write_segment
from mingzhang.build.store import Shard, Store
from mingzhang.language import LANGUAGES
from mingzhang.search.pages import PageFacts, search_entry
from mingzhang.search.passages import document

TEXTS = {language: {"about/": "<h1>关于 about</h1>"} for language in LANGUAGES}


def a_part(store: Store, key: str, *bodies: str, before: str | None = None) -> None:
    """A part with pages, and its segment."""
    out = store.begin(key, before)

    def write() -> None:
        for language in LANGUAGES:
            for body in bodies:
                entry = search_entry(PageFacts("p/", "project", "p"), document(body))
                out.entries[language].append(entry)

    out.make("p", key, write)
    write_segment("p", out, "p")
    out.finish()


def a_search(store: Store, key: str, *parts: str, before: str | None = None) -> Shard:
    out = store.begin(key, before)
    write_search(parts, TEXTS, store, out)
    return out.finish()


def contents(store: Store, key: str) -> dict[str, str]:
    part = store.get(key)
    assert part
    return {file.path: (store.folder(key) / file.name).read_text("utf-8") for file in part.files}


def test_a_search_after_an_edit_is_that_of_a_clean_build(tmp_path: Path) -> None:
    store, clean = Store(tmp_path / "store"), Store(tmp_path / "clean")
    a_part(store, "p1", "<p>海绵 water</p>", "<p>城市</p>")
    a_part(store, "q1", "<p>海绵 fire</p>")
    a_search(store, "s1", "p1", "q1")
    a_part(store, "p2", "<p>海绵 earth</p>", "<p>城市</p>", "<p>城</p>", before="p1")
    a_search(store, "s2", "p2", "q1", before="s1")
    a_part(clean, "p2", "<p>海绵 earth</p>", "<p>城市</p>", "<p>城</p>")
    a_part(clean, "q1", "<p>海绵 fire</p>")
    a_search(clean, "s2", "p2", "q1")
    assert contents(store, "s2") == contents(clean, "s2")
    assert contents(store, "p2") == contents(clean, "p2")


def test_only_files_of_terms_that_changed_are_made_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    a_part(store, "p1", "<p>海绵 water</p>")
    a_part(store, "q1", "<p>海绵 fire</p>")
    old = a_search(store, "s1", "p1", "q1")
    a_part(store, "p2", "<p>海绵 earth</p>", before="p1")
    new = a_search(store, "s2", "p2", "q1", before="s1")
    names = {file.path: store.folder("s1") / file.name for file in old.files}
    made = {
        file.path
        for file in new.files
        if file.path not in names or not names[file.path].samefile(store.folder("s2") / file.name)
    }
    assert made == {
        *("search/terms/wea.json", "search/index.json"),
        *("en/search/terms/wea.json", "en/search/index.json"),
    }


def test_a_part_writes_the_pages_of_its_segment(tmp_path: Path) -> None:
    store = Store(tmp_path)
    a_part(store, "p1", "<h1>水</h1>", "<h1>火</h1>")
    files = contents(store, "p1")
    assert sorted(files) == ["en/search/pages/p/0.json", "search/pages/p/0.json"]
    assert [page["title"] for page in json.loads(files["search/pages/p/0.json"])] == ["水", "火"]


def test_hand_written_pages_are_found(tmp_path: Path) -> None:
    store = Store(tmp_path)
    a_search(store, "s1")
    files = contents(store, "s1")
    assert json.loads(files["search/terms/wab.json"]) == {"about": "0:0"}
    assert json.loads(files["search/pages/_written/0.json"])[0]["url"] == "about/"


@pytest.mark.parametrize("name", ["segment.zh", "terms.zh", "segment.en", "terms.en"])
def test_a_part_with_a_damaged_segment_is_as_if_it_were_not_there(
    name: str, tmp_path: Path
) -> None:
    store = Store(tmp_path)
    a_part(store, "p1", "<p>水</p>")
    path = store.folder("p1") / name
    path.write_bytes(path.read_bytes()[:-1])
    assert store.get("p1") is None


def test_a_segment_that_was_taken_away_is_no_empty_one(tmp_path: Path) -> None:
    store = Store(tmp_path)
    a_part(store, "p1", "<p>水</p>")
    (store.folder("p1") / "segment.zh").unlink()
    with pytest.raises(FileNotFoundError):
        a_search(store, "s1", "p1")


def test_a_drawer_is_read_without_the_others(tmp_path: Path) -> None:
    store = Store(tmp_path)
    a_part(store, "p1", "<p>water fire</p>")
    segment = KeptSegment(store.folder("p1"), "en")
    assert segment.head.drawers == ("wfi", "wwa")
    assert [segment.drawer(at) for at in range(2)] == ["fire\t//0", "water\t//0"]


def test_without_pages_there_is_no_segment(tmp_path: Path) -> None:
    store = Store(tmp_path)
    a_part(store, "p1")
    assert contents(store, "p1") == {}
