"""What a record is made of, as a key: the files of its folder and the code that reads them.

Two records with one key are equal. A key costs reading every byte; `KeyIndex` knows by what the
system says of files (as Git's index does) which of them are still as they were.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

import pydantic
import rapidfuzz
import yaml

from mingzhang.model.registries import REGISTRY_RECORDS
from mingzhang.reading.kept import KeptFiles
from mingzhang.reading.yaml_text import OF_REGISTRIES

_PACKAGE = Path(__file__).parent.parent
_READS = ("diagnostics", "model", "reading", "language.py")
"""What of this package decides how files become records."""
_INDEX = re.compile("index-[0-9a-f]{16}")
_SLACK = 2_000_000_000
"""Nanoseconds: the coarsest that file systems tell the time of a change."""


def code_key(parts: Iterable[str] = _READS) -> str:
    """A key of the parts of this package, of Python and of the libraries that read files."""
    return _code_key(tuple(parts))


@cache
def _code_key(parts: tuple[str, ...]) -> str:
    versions = (sys.version, pydantic.VERSION, yaml.__version__, rapidfuzz.__version__)
    digest = sha256("\n".join(versions).encode())
    for part in parts:
        path = _PACKAGE / part
        files = [path] if path.is_file() else sorted(path.rglob("*.*"))
        for file in files:
            if file.suffix in {".py", ".yml"}:
                digest.update(f"\n{file.relative_to(_PACKAGE)}\n".encode() + file.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file or folder, and what the system says of it."""

    path: str
    name: str
    """Its path from the folder that is looked at."""
    what: os.stat_result

    @property
    def is_folder(self) -> bool:
        return stat.S_ISDIR(self.what.st_mode)


class _Unsure(Exception):
    """Something lies there whose content has no key: a link, a pipe, what can't be read."""


def _entries(folder: str, above: str = "") -> Iterator[_Entry]:
    """Everything below the folder but hidden files. Raises _Unsure or OSError."""
    with os.scandir(folder) as listed:
        each = sorted(listed, key=lambda one: one.name)
    for one in each:
        entry = _Entry(one.path, f"{above}{one.name}", one.stat(follow_symlinks=False))
        if entry.is_folder:
            yield entry
            yield from _entries(entry.path, f"{entry.name}/")
        elif not one.name.startswith("."):
            if not stat.S_ISREG(entry.what.st_mode):
                raise _Unsure
            yield entry


def _key_of(shown: str, entries: Iterable[_Entry]) -> str:
    """The key of what is read of the entries. Raises OSError."""
    digest = sha256(f"{code_key()}\n{shown}".encode(errors="surrogateescape"))
    for entry in entries:
        name = entry.name.encode(errors="surrogateescape")
        if entry.is_folder:
            digest.update(b"\0folder\0" + name)
        elif entry.what.st_size > OF_REGISTRIES.bytes:  # nobody reads it
            digest.update(b"\0%d\0%d\0" % (entry.what.st_size, entry.what.st_mtime_ns) + name)
        else:
            content = sha256(Path(entry.path).read_bytes()).digest()
            digest.update(b"\0file\0" + content + name)
    return digest.hexdigest()


def plan_key(folder: Path, shown: str) -> str | None:
    """The key of what `plan_folder.read_plan` returns for the folder; None if it has none, because
    something lies there that is no plain file or can't be read.
    """
    try:
        return _key_of(shown, _entries(str(folder)))
    except (OSError, _Unsure):
        return None


def registries_key(root: Path, name: str) -> str | None:
    """The key of what `registries.read_registries` returns for the folder of data; None if none."""
    try:
        return _key_of(name, _registry_entries(root))
    except (OSError, _Unsure):
        return None


def _registry_entries(root: Path) -> Iterator[_Entry]:
    for kind in REGISTRY_RECORDS:
        for path in (root / f"{kind}.yml", root / kind):
            if path.is_symlink():
                raise _Unsure
            if path.exists():
                entry = _Entry(str(path), path.name, path.stat())
                yield entry
                if entry.is_folder:
                    yield from _entries(str(path), f"{path.name}/")


@dataclass(frozen=True, slots=True)
class FolderState:
    """What the system says of every file of a folder."""

    digest: str
    newest: int
    """When the last of them was changed, in nanoseconds."""

    @classmethod
    def of(cls, entries: Iterable[_Entry]) -> FolderState:
        """The state of the entries."""
        newest, digest = 0, sha256()
        for entry in entries:
            what = entry.what
            times = (what.st_mtime_ns, what.st_ctime_ns)
            newest = max(newest, *times)
            facts = (entry.name, what.st_mode, what.st_size, what.st_ino, *times)
            digest.update(repr(facts).encode(errors="surrogateescape"))
        return cls(digest.hexdigest(), newest)


@dataclass(slots=True)
class _Known:
    """What an index knows when it is written."""

    root: str
    began: int
    """When the run began, by the file system's clock: what was changed later isn't known."""
    code: str
    """What keys are made with besides the files: other code gives other keys."""
    keys: dict[str, tuple[FolderState, str]] = field(default_factory=dict)
    """State and key, by the name under which it was asked for."""


class KeyIndex:
    """The keys of one folder of data, and which of its files need not be read to know them.

    A key is taken from the index if no file was changed since, and if none was changed so shortly
    before it was read that the system's clock can't tell (Git's “racy” files).
    """

    def __init__(self, kept: KeptFiles, root: Path, shown: str) -> None:
        self._kept = kept
        place = str(root.absolute())
        of_folder = sha256(f"{place}\n{shown}".encode(errors="surrogateescape")).hexdigest()
        self.name = f"index-{of_folder[:16]}"
        """Under this name it is kept; what else is kept of the folder begins with it and a dot."""
        self._now = _Known(place, kept.clock(), code_key())
        before = kept.get(self.name)
        is_known = isinstance(before, _Known) and getattr(before, "code", "") == code_key()
        self._before = before if is_known else _Known(place, 0, "")
        self._root, self._shown, self._reread = root, shown, False

    def of_plan(self, folder: Path, shown: str) -> str | None:
        """What `plan_key` returns."""
        return self._key(shown, lambda: _entries(str(folder)))

    def of_registries(self) -> str | None:
        """What `registries_key` returns."""
        return self._key(self._shown, lambda: _registry_entries(self._root))

    def _key(self, shown: str, entries: Callable[[], Iterator[_Entry]]) -> str | None:
        try:
            listed = list(entries())
            state = FolderState.of(listed)
            before, key = self._before.keys.get(shown, (None, ""))
            if before != state or state.newest >= self._before.began - _SLACK:
                key, self._reread = _key_of(shown, listed), True
        except (OSError, _Unsure):
            return None
        self._now.keys[shown] = state, key
        return key

    def keep(self) -> None:
        """Keeps the index, and of all records only those that an index names of a folder that is
        still there.
        """
        if self._kept.folder is None:
            return
        if not self._reread and self._before.keys.keys() == self._now.keys.keys():
            return
        self._kept.put(self.name, self._now)
        names = self._kept.names()
        named = {self.name}
        for name in names:
            index = self._kept.get(name) if _INDEX.fullmatch(name) else None
            if isinstance(index, _Known) and Path(index.root).is_dir():
                named |= {name, *(key for _, key in index.keys.values())}
        self._kept.remove([name for name in names if name.partition(".")[0] not in named])
