"""Values that are kept between runs: whole or not at all, and records alone."""

from __future__ import annotations

import os
import pickle
import zlib
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from mingzhang.diagnostics.problems import Location, Problem, says
from mingzhang.model.nodes import REFUSED, LocatedList, LocatedMap
from mingzhang.model.periods import year
from mingzhang.reading import kept as module
from mingzhang.reading.kept import KeptFiles

VALUE = {
    "plain": ("a", 1, None, frozenset({"x"}), date(2026, 1, 2), Decimal("1.50")),
    "ours": (Location("plans/a.yml", 3, 4), year(2026), REFUSED),
    "problem": Problem(Location("a"), says("wrong-value", says("hint.opened", line=2), found="x")),
}


def packed(data: bytes) -> bytes:
    """What is kept, around a pickle of any kind."""
    content = zlib.compress(data)
    return module._MARK + sha256(content).digest() + content


def test_a_value_comes_back_as_it_was(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path / "new" / "folder")
    assert kept.get("a") is None and not kept.has("a")
    kept.put("a", VALUE)
    assert kept.get("a") == VALUE and kept.has("a")
    kept.put("a", "other")
    assert kept.get("a") == "other"
    assert kept.names() == ["a"]


def test_located_values_keep_their_places(tmp_path: Path) -> None:
    items, whole = LocatedList(Location("a.yml", 2, 3)), LocatedMap(Location("a.yml"))
    items.put(REFUSED, Location("a.yml", 2, 5))
    whole.put("items", items, Location("a.yml", 2, 1), items.where)
    whole.lacks_keys = True
    kept = KeptFiles(tmp_path)
    kept.put("whole", whole)
    back = kept.get("whole")
    assert back == whole and back.lacks_keys
    assert (back.where, back.keys_at, back.values_at) == (
        whole.where,
        whole.keys_at,
        whole.values_at,
    )
    assert back["items"][0] is REFUSED
    assert (back["items"].where, back["items"].values_at) == (items.where, items.values_at)


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    kept = KeptFiles(None)
    kept.put("a", 1)
    kept.remove(["a"])
    assert (kept.get("a"), kept.has("a"), kept.names(), kept.clock()) == (None, False, [], 0)


def test_a_folder_that_cannot_be_written_keeps_nothing_and_fails_nowhere(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = KeptFiles(tmp_path / "file" / "below")
    kept.put("a", 1)
    assert (kept.get("a"), kept.names(), kept.clock()) == (None, [], 0)
    (tmp_path / "taken").mkdir()
    kept = KeptFiles(tmp_path)
    kept.put("taken", 1)
    kept.remove(["taken", "never there"])
    assert kept.get("taken") is None
    assert kept.names() == ["file", "taken"]


def test_a_disk_that_is_full_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    kept = KeptFiles(tmp_path)
    kept.put("a", 1)
    assert kept.names() == []


def test_what_is_damaged_or_cut_off_is_as_good_as_none(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path)
    kept.put("a", VALUE)
    whole = (tmp_path / "a").read_bytes()
    for end in range(len(whole)):
        (tmp_path / "a").write_bytes(whole[:end])
        assert kept.get("a") is None
        spoilt = bytearray(whole)
        spoilt[end] ^= 1
        (tmp_path / "a").write_bytes(spoilt)
        assert kept.get("a") is None
    (tmp_path / "a").write_bytes(whole + b"\0")
    assert kept.get("a") is None
    (tmp_path / "a").write_bytes(whole)
    assert kept.get("a") == VALUE


class Foreign:
    """A value that calls what it names when it is read back."""

    def __init__(self, called: Any, *arguments: Any) -> None:
        self.called = called, arguments

    def __reduce__(self) -> Any:
        return self.called


def named(module_: str, name: str) -> bytes:
    """A pickle that calls what the name leads to in the module, with a text."""
    texts = b"".join(b"\x8c" + bytes([len(text)]) + text.encode() for text in (module_, name))
    return b"\x80\x04" + texts + b"\x93\x8c\x04made\x85R."


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no pickle",
        pickle.dumps(Foreign(os.mkdir, "made")),
        pickle.dumps(Foreign(eval, "__import__('os').mkdir('made')")),
        pickle.dumps(Path("made")),
        named("mingzhang.reading.kept", "os.mkdir"),
        named("mingzhang.reading.kept", "mkstemp"),
        named("mingzhang.reading.kept", "Path"),
        named("mingzhang.diagnostics.problems", "clipped"),
        named("mingzhang.cli.command", "Refusal"),
        named("mingzhang.model.no_such", "Class"),
        named("mingzhang.model.periods", "NoSuchClass"),
    ],
)
def test_what_another_program_wrote_is_never_made(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a").write_bytes(packed(data))
    assert KeptFiles(tmp_path).get("a") is None
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_the_clock_is_that_of_the_file_system(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path / "new")
    before = kept.clock()
    (tmp_path / "file").touch()
    assert 0 < before <= (tmp_path / "file").stat().st_mtime_ns <= kept.clock()
    assert kept.names() == []
