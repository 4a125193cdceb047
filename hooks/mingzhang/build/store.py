"""What builds made, kept by content: a part of the site that is made from the same is linked,
not made again. A part that is not whole is as if it were not there.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mingzhang.language import LANGUAGES, Language
from mingzhang.search.index import SearchEntry

GENERATIONS = 3
"""How many of the last builds' parts are kept."""
Entries = dict[Language, list[SearchEntry]]
"""What search takes in of a part's pages."""
_SHARD, _ENTRIES, _BUILDS, _DIGEST = "shard", "entries", "builds.json", 32


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the site as it lies in the store."""

    path: str
    """From the site's root."""
    size: int
    time: int
    """When it was written, in nanoseconds: a file that was touched since is not trusted."""


@dataclass(slots=True)
class Shard:
    """What a part of a build made. Files lie in its folder by their number."""

    files: list[StoredFile] = field(default_factory=list)
    listed: list[Mapping[str, Any]] = field(default_factory=list)
    """What the index of data files says of those among them."""
    pages: list[str] = field(default_factory=list)
    """Paths of its data pages, below the root of a language."""
    unlisted: set[str] = field(default_factory=set)
    """Those that are kept from search engines."""
    notes: list[str] = field(default_factory=list)
    """What is to be said to whoever builds."""
    drawn: int = 0
    """Charts that had to be drawn."""
    searched: StoredFile | None = None
    """The file of what search takes in."""

    def is_whole_in(self, folder: Path) -> bool:
        """Whether each of its files lies there as it was written."""
        named = [(str(number), file) for number, file in enumerate(self.files)]
        named += [(_ENTRIES, self.searched)] if self.searched else []
        return all(_is_as_written(folder / name, file) for name, file in named)


class Store:
    """A folder of parts by their keys."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def folder(self, key: str) -> Path:
        """Where the part lies."""
        return self.root / key[:2] / key

    def get(self, key: str) -> Shard | None:
        """The part; None if it is not there or not whole."""
        folder = self.folder(key)
        if not folder.exists():
            return None
        shard: Shard | None = _read(folder / _SHARD)
        if shard and shard.is_whole_in(folder):
            return shard
        shutil.rmtree(folder, ignore_errors=True)
        return None

    def entries(self, key: str) -> Entries | None:
        """What search takes in of the part; None if it is not whole."""
        entries: Entries | None = _read(self.folder(key) / _ENTRIES)
        return entries

    def begin(self, key: str, before: str | None) -> ShardWriter:
        """A new part; `before` is the key of what stood in its place in the last build."""
        return ShardWriter(self, key, self.get(before) if before else None, before or "")

    def last(self) -> Mapping[str, str]:
        """The keys of the last build's parts by their names."""
        builds = self._builds()
        return builds[0] if builds else {}

    def keep(self, keys: Mapping[str, str]) -> None:
        """Notes the parts of a finished build, and drops what none of the last builds has."""
        builds = [dict(keys), *(one for one in self._builds() if one != keys)][:GENERATIONS]
        part = self.root / f"{_BUILDS}.{os.getpid()}"
        part.write_text(json.dumps(builds), "utf-8")
        part.replace(self.root / _BUILDS)
        kept = {key for build in builds for key in build.values()}
        for folder in self.root.glob("??/*"):
            if folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)

    def _builds(self) -> Sequence[dict[str, str]]:
        try:
            builds = json.loads((self.root / _BUILDS).read_text("utf-8"))
        except (OSError, ValueError):
            return ()
        return builds if isinstance(builds, list) else ()


class ShardWriter:
    """Writes a part beside its place, and puts it there whole at the end."""

    def __init__(self, store: Store, key: str, before: Shard | None, old: str) -> None:
        self.shard = Shard()
        self.entries: Entries = {language: [] for language in LANGUAGES}
        self._place = store.folder(key)
        self._folder = self._place.with_name(f"{key}.{os.getpid()}")
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        self._before = {
            file.path: store.folder(old) / str(n)
            for n, file in enumerate(before.files if before else ())
        }

    def write(
        self, path: str, content: str | bytes, listed: Mapping[str, Any] | None = None
    ) -> None:
        """Writes a file; what is the same as before stays the same file, with its time."""
        data = content.encode() if isinstance(content, str) else content
        target = f"{self._folder}/{len(self.shard.files)}"
        old = self._before.get(path)
        if old is None or not _linked_if_same(old, data, target):
            with open(target, "xb") as file:  # noqa: PTH123
                file.write(data)
        self.shard.files.append(_stored(path, target))
        if listed:
            self.shard.listed.append(listed)

    def finish(self) -> Shard:
        """Puts the part in its place; if another build was first, its part stays."""
        _write(self._folder / _ENTRIES, self.entries)
        self.shard.searched = _stored(_ENTRIES, f"{self._folder}/{_ENTRIES}")
        _write(self._folder / _SHARD, self.shard)
        try:
            self._folder.rename(self._place)
        except OSError:
            shutil.rmtree(self._folder, ignore_errors=True)
        return self.shard


def digest(parts: Iterable[bytes | str]) -> str:
    """A key: stands for all of the parts, in their order."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()


def _stored(path: str, file: str) -> StoredFile:
    stat = os.stat(file)  # noqa: PTH116
    return StoredFile(path, stat.st_size, stat.st_mtime_ns)


def _write(path: Path, value: object) -> None:
    content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    path.write_bytes(hashlib.sha256(content).digest() + content)


def _read(path: Path) -> Any:
    """The value in a file of the store; None if it is not there or not whole."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:
        return None
    return pickle.loads(content[_DIGEST:])  # written by ourselves: the digest guards from damage


def _is_as_written(path: Path, file: StoredFile) -> bool:
    try:
        stat = os.stat(path)  # noqa: PTH116
    except OSError:
        return False
    return (stat.st_size, stat.st_mtime_ns) == (file.size, file.time)


def _linked_if_same(old: Path, data: bytes, target: str) -> bool:
    """Whether the old file holds the same bytes; then the target is another name of it."""
    try:
        if old.stat().st_size != len(data) or old.read_bytes() != data:
            return False
        os.link(old, target)
    except OSError:
        return False
    return True
