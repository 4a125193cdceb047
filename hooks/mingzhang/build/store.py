"""What builds made, kept by content: a part of the site that is made from the same is linked,
not made again. A part that is not whole is as if it were not there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from mingzhang.language import LANGUAGES, Language
from mingzhang.reading.kept import KeptFiles, packed, unpacked
from mingzhang.search.pages import SearchEntry

GENERATIONS = 3
"""How many of the last builds' parts are kept."""
Entries = dict[str, dict[Language, list[SearchEntry]]]
"""What search takes in of a part's pages, by item."""
_SHARD, _ENTRIES, _BUILDS = "shard", "entries", "builds"


class StoredFile(NamedTuple):
    """A file of the site as it lies in the store; a tuple, since thousands are read at once."""

    path: str
    """From the site's root."""
    name: str
    """Its name in the folder of its part."""
    size: int
    time: int
    """When it was written, in nanoseconds: a file that was touched since is not trusted."""


@dataclass(slots=True)
class Item:
    """What is made together within a part, and kept as long as its own key is the same."""

    key: str
    files: list[StoredFile] = field(default_factory=list)
    listed: list[Mapping[str, Any]] = field(default_factory=list)
    """What the index of data files says of those among them."""
    pages: list[str] = field(default_factory=list)
    """Paths of its data pages, below the root of a language."""
    unlisted: set[str] = field(default_factory=set)
    """Those that are kept from search engines."""
    notes: list[str] = field(default_factory=list)
    """What is to be said to whoever builds."""
    is_searched: bool = False
    """Whether search takes in any of its pages."""


@dataclass(slots=True)
class Shard:
    """What a build made of a part of the site."""

    items: dict[str, Item] = field(default_factory=dict)
    facets: dict[str, str] = field(default_factory=dict)
    """Of a plan: what it has a say in, with a hash of what it says."""
    kept: list[StoredFile] = field(default_factory=list)
    """What is no file of the site, but kept for the builds that follow."""
    drawn: int = 0
    """Charts that had to be drawn."""

    @property
    def files(self) -> Iterator[StoredFile]:
        """The files of all its items."""
        return (file for item in self.items.values() for file in item.files)

    @property
    def pages(self) -> Iterator[str]:
        """The paths of its data pages."""
        return (path for item in self.items.values() for path in item.pages)

    def is_whole_in(self, folder: Path) -> bool:
        """Whether each of its files lies there as it was written."""
        return all(
            _is_as_written(f"{folder}/{file.name}", file) for file in (*self.files, *self.kept)
        )

    def settle(self, folder: Path) -> bool:
        """Takes over the times of its files where they lie now; False if one is not there whole."""
        try:
            for item in self.items.values():
                item.files = [_settled(file, folder) for file in item.files]
            self.kept = [_settled(file, folder) for file in self.kept]
        except OSError:
            return False
        return True


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
        shard: Shard | None = KeptFiles(folder).get(_SHARD)
        if shard and shard.is_whole_in(folder):
            return shard
        shutil.rmtree(folder, ignore_errors=True)
        return None

    def packed(self, key: str) -> bytes:
        """The part as one file, for another store."""
        return packed({path.name: path.read_bytes() for path in self.folder(key).iterdir()})

    def unpack(self, key: str, content: bytes) -> bool:
        """Takes a part over from another store; False if it is not whole."""
        files = unpacked(content)
        if not isinstance(files, dict):
            return False
        folder = self.folder(key).with_name(f"{key}.{os.getpid()}")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, data in files.items():
            (folder / Path(name).name).write_bytes(data)
        kept = KeptFiles(folder)
        shard: Shard | None = kept.get(_SHARD)
        if shard is None or not shard.settle(folder):
            shutil.rmtree(folder)
            return False
        kept.put(_SHARD, shard)
        _put_in_place(folder, self.folder(key))
        return True

    def entries(self, key: str) -> Entries:
        """What search takes in of a part that is whole."""
        entries: Entries = KeptFiles(self.folder(key)).get(_ENTRIES) or {}
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
        KeptFiles(self.root).put(_BUILDS, builds)
        kept = {key for build in builds for key in build.values()}
        for folder in self.root.glob("??/*"):
            if folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)

    def _builds(self) -> Sequence[dict[str, str]]:
        return KeptFiles(self.root).get(_BUILDS) or ()


class ShardWriter:
    """Writes a part beside its place, and puts it there whole at the end."""

    def __init__(self, store: Store, key: str, before: Shard | None, old: str) -> None:
        self.key = key
        self.shard = Shard()
        self.item = Item("")
        """The one that is being made."""
        self.entries: dict[Language, list[SearchEntry]] = {}
        """What search takes in of it."""
        self._all_entries: Entries = {}
        self._place = store.folder(key)
        self._folder = self._place.with_name(f"{key}.{os.getpid()}")
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        self._before, self._old = before or Shard(), store.folder(old)
        self._old_entries = store.entries(old) if before else {}
        self._old_files = {file.path: file for file in self._before.files}
        self._count = 0

    def make(self, name: str, key: str, make: Callable[[], None]) -> None:
        """An item of the part: made, or kept if it was there under the same key."""
        old = self._before.items.get(name)
        if old and old.key == key and (name in self._old_entries or not old.is_searched):
            self.item = replace(old, files=[self._kept(file) for file in old.files])
            self.entries = self._old_entries.get(name, {})
        else:
            self.item, self.entries = Item(key), {language: [] for language in LANGUAGES}
            make()
        self.shard.items[name] = self.item
        self.item.is_searched = any(self.entries.values())
        if self.item.is_searched:
            self._all_entries[name] = self.entries

    def entries_of_all(self, language: Language) -> list[SearchEntry]:
        """What search takes in of the items that are made so far."""
        return [entry for entries in self._all_entries.values() for entry in entries[language]]

    def forget_entries(self) -> None:
        """Keeps none of them for the next build, which makes every item again."""
        self._all_entries = {}

    def keep(self, name: str, value: Any) -> None:
        """Keeps a value beside the files of the site; bytes as they are."""
        if isinstance(value, bytes):
            (self._folder / name).write_bytes(value)
        else:
            KeptFiles(self._folder).put(name, value)
        self.shard.kept.append(_stored("", name, f"{self._folder}/{name}"))

    def write(
        self, path: str, content: str | bytes, listed: Mapping[str, Any] | None = None
    ) -> None:
        """Writes a file of the item; what is the same as before stays the same file, with its
        time.
        """
        data = content.encode() if isinstance(content, str) else content
        old = self._old_files.get(path)
        if old and old.size == len(data) and (self._old / old.name).read_bytes() == data:
            file = self._kept(old)
        else:
            name = self._next_name()
            with open(f"{self._folder}/{name}", "xb") as out:  # noqa: PTH123
                out.write(data)
            file = _stored(path, name, f"{self._folder}/{name}")
        self.item.files.append(file)
        if listed:
            self.item.listed.append(listed)

    def _kept(self, file: StoredFile) -> StoredFile:
        """The file of the part before, under another name; a copy where there are no links."""
        name = self._next_name()
        source, target = f"{self._old}/{file.name}", f"{self._folder}/{name}"
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)
        return _stored(file.path, name, target)

    def _next_name(self) -> str:
        self._count += 1
        return str(self._count)

    def finish(self) -> Shard:
        """Puts the part in its place; if another build was first, its part stays."""
        self.keep(_ENTRIES, self._all_entries)
        KeptFiles(self._folder).put(_SHARD, self.shard)
        _put_in_place(self._folder, self._place)
        return self.shard


def _put_in_place(folder: Path, place: Path) -> None:
    """Gives a finished part its place; if another build was first, its part stays."""
    try:
        folder.rename(place)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)


def digest(parts: Iterable[bytes | str]) -> str:
    """A key: stands for all of the parts, in their order."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()


def _stored(path: str, name: str, file: str) -> StoredFile:
    stat = os.stat(file)  # noqa: PTH116
    return StoredFile(path, name, stat.st_size, stat.st_mtime_ns)


def _settled(file: StoredFile, folder: Path) -> StoredFile:
    """The file as it lies in the folder. Raises OSError if it is not there or has another size."""
    settled = _stored(file.path, file.name, f"{folder}/{file.name}")
    if settled.size != file.size:
        raise FileNotFoundError(file.name)
    return settled


def _is_as_written(path: str, file: StoredFile) -> bool:
    try:
        stat = os.stat(path)  # noqa: PTH116
    except OSError:
        return False
    return (stat.st_size, stat.st_mtime_ns) == (file.size, file.time)
