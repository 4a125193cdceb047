"""Parts kept by content: whole or not at all, and never trusted when they were touched."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from mingzhang.build.store import GENERATIONS, ShardWriter, Store, digest


def a_part(store: Store, key: str, before: str | None = None, **files: str) -> None:
    out = store.begin(key, before)
    for name, text in files.items():
        out.make(name, text, partial(out.write, f"{name}/index.html", text))
    out.finish()


def contents(store: Store, key: str) -> dict[str, str] | None:
    part = store.get(key)
    if part is None:
        return None
    return {file.path: (store.folder(key) / file.name).read_text() for file in part.files}


def test_a_part_is_there_when_it_is_finished(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.get("k1") is None
    out = store.begin("k1", None)
    out.make("a", "1", partial(out.write, "a/index.html", "A"))
    assert store.get("k1") is None
    out.finish()
    assert contents(store, "k1") == {"a/index.html": "A"}


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def flip(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


@pytest.mark.parametrize("damage", [cut, flip, Path.unlink])
@pytest.mark.parametrize("name", ["1", "2", "shard", "entries"])
def test_a_damaged_part_is_as_if_it_were_not_there(damage, name: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    store = Store(tmp_path)
    a_part(store, "k1", a="AA", b="BB")
    damage(store.folder("k1") / name)
    assert store.get("k1") is None
    a_part(store, "k1", a="AA", b="BB")
    assert contents(store, "k1") == {"a/index.html": "AA", "b/index.html": "BB"}


def test_what_is_as_before_stays_the_same_file(tmp_path: Path) -> None:
    store = Store(tmp_path)
    a_part(store, "k1", a="A", b="B")
    a_part(store, "k2", "k1", b="B", a="C")
    old, new = store.folder("k1"), store.folder("k2")
    assert (old / "2").samefile(new / "1")
    assert not (old / "1").samefile(new / "2")
    assert (contents(store, "k1"), contents(store, "k2")) == (
        {"a/index.html": "A", "b/index.html": "B"},
        {"b/index.html": "B", "a/index.html": "C"},
    )


def test_an_item_is_made_again_only_if_its_key_is_another(tmp_path: Path) -> None:
    store, made = Store(tmp_path), []
    for key, keys in (("k1", {"a": "1", "b": "1"}), ("k2", {"b": "1", "a": "2", "c": "1"})):
        out = store.begin(key, "k1" if key == "k2" else None)
        for name, own in keys.items():

            def make(name: str = name, own: str = own, out: ShardWriter = out) -> None:
                made.append((name, own))
                out.write(f"{name}/index.html", f"{name}{own}", {"path": name})
                out.item.pages.append(f"{name}/")

            out.make(name, own, make)
        out.finish()
    assert made == [("a", "1"), ("b", "1"), ("a", "2"), ("c", "1")]
    assert contents(store, "k2") == {
        "b/index.html": "b1",
        "a/index.html": "a2",
        "c/index.html": "c1",
    }
    part = store.get("k2")
    assert part and [*part.pages] == ["b/", "a/", "c/"]
    assert [row["path"] for item in part.items.values() for row in item.listed] == ["b", "a", "c"]


def test_of_two_builds_at_once_the_first_part_stays(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    store = Store(tmp_path)
    one = store.begin("k1", None)
    monkeypatch.setattr(os, "getpid", lambda: 1)
    other = store.begin("k1", None)
    for out in (one, other):
        out.make("a", "1", partial(out.write, "a/index.html", "A"))
        out.finish()
    assert contents(store, "k1") == {"a/index.html": "A"}
    assert [path.name for path in store.folder("k1").parent.iterdir()] == ["k1"]


def test_parts_of_the_last_builds_are_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for number in range(GENERATIONS + 2):
        a_part(store, f"k{number}", a=str(number))
        store.keep({"plan": f"k{number}"})
        assert store.last() == {"plan": f"k{number}"}
    assert [n for n in range(GENERATIONS + 2) if store.get(f"k{n}")] == [2, 3, 4]


def test_a_damaged_list_of_builds_is_an_empty_one(tmp_path: Path) -> None:
    store = Store(tmp_path)
    a_part(store, "k1", a="A")
    store.keep({"plan": "k1"})
    (tmp_path / "builds").write_text("[{")
    assert store.last() == {}


def test_a_key_tells_where_one_part_ends_and_the_next_begins() -> None:
    assert (
        len({digest(parts) for parts in (["ab", "c"], ["a", "bc"], ["abc"], [b"ab", "c", ""])}) == 4
    )
    assert digest(["a"]) == digest([b"a"])
