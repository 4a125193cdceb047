"""A build's output folder: put together beside the old site and put in its place in one step, or
not at all.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from filelock import FileLock, Timeout

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_WAITS = "Another build of this project is under way; this one waits until it has ended."


def turn_of(cache: Path) -> FileLock:
    """What only one build of the project has at a time; `cache` is its folder for what builds keep.
    The system takes it from a process that is killed.
    """
    cache.mkdir(parents=True, exist_ok=True)
    return FileLock(cache / "lock", thread_local=False)


class Publication:
    """What one build publishes. Files of the site are links to finished files; where the file
    system has no hard links, copies.

    The tree of the site before the last is kept and brought up to date, so that a build takes as
    long as there are changes. What lies in it is compared, never believed.
    """

    def __init__(self, site: Path, cache: Path) -> None:
        """`cache` is the project's own folder for what builds keep."""
        self.site = site
        self.written = 0
        """How many files of the new site are not the old site's; known when it is finished."""
        self._lock = turn_of(cache)
        self._room = cache / "site"
        self._files: dict[str, str] = {}

    @property
    def drafts(self) -> Path:
        """A folder that is empty when the build begins; what is written there becomes the site's,
        unless it is the same already.
        """
        return self._room / "drafts"

    def begin(self, say: Callable[[str], None] = print) -> None:
        """Waits for other builds of the project, and clears what a killed one left."""
        self._room.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            say(_WAITS)
            self._lock.acquire()
        shutil.rmtree(self.drafts, ignore_errors=True)
        self.drafts.mkdir()

    def write(self, path: str, content: str | bytes) -> None:
        """Writes a file of the site. Raises ValueError for a path that leads out of it."""
        draft = self.drafts / _inside(path)
        draft.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content.encode() if isinstance(content, str) else content)

    def link(self, path: str, file: str) -> None:
        """Gives a finished file its place in the site. Raises ValueError for a path that leads out
        of it.
        """
        self._files[_inside(path)] = file

    def finish(self) -> None:
        """Puts the new site in the place of the old one, in one step where the system can exchange
        folders.
        """
        for path in _paths_below(self.drafts):
            draft, old = f"{self.drafts}/{path}", f"{self.site}/{path}"
            self._files[path] = old if _same_content(old, draft) else draft
        inodes = {path: os.stat(file).st_ino for path, file in self._files.items()}  # noqa: PTH116
        self.written = sum(_inode(f"{self.site}/{path}") != inodes[path] for path in inodes)
        tree = self._tree()
        _bring_up_to_date(tree, self._files, inodes)
        _exchange(tree, self.site)
        if tree.parent != self._room:
            shutil.rmtree(tree, ignore_errors=True)
        self.abandon()

    def abandon(self) -> None:
        """Lets other builds begin; a site that is not finished stays as it was."""
        shutil.rmtree(self.drafts, ignore_errors=True)
        self._lock.release()

    def _tree(self) -> Path:
        """The folder that becomes the site: where it can be exchanged with it."""
        self.site.parent.mkdir(parents=True, exist_ok=True)
        if self.site.parent.stat().st_dev == self._room.stat().st_dev:
            return self._room / "tree"
        return self.site.with_name(f".{self.site.name}.building")


class InPlace:
    """A folder that only a preview shows: files stand in it as soon as they are there."""

    def __init__(self, site: Path) -> None:
        self.site = site

    def write(self, path: str, content: str | bytes) -> None:
        """Writes a file of the site. Raises ValueError for a path that leads out of it."""
        target = self._place_for(path)
        target.write_bytes(content.encode() if isinstance(content, str) else content)

    def link(self, path: str, file: str) -> None:
        """Gives a finished file its place in the site. Raises ValueError for a path that leads out
        of it.
        """
        _link(file, str(self._place_for(path)))

    def _place_for(self, path: str) -> Path:
        """Where nothing stands: what was linked is never written to."""
        target = self.site / _inside(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        return target


def _inside(path: str) -> str:
    if ".." in path.split("/") or path.startswith("/"):
        raise ValueError(f"“{path}” leads out of the site.")
    return path


def _bring_up_to_date(tree: Path, files: Mapping[str, str], inodes: Mapping[str, int]) -> None:
    """Makes the folder hold just these files: as few system calls as can be, they are most of the
    time that a file takes.
    """
    folders = _folders_of(files)
    tree.mkdir(parents=True, exist_ok=True)
    made = {""}
    there = dict(_swept(str(tree), "", files, folders, made))
    for path, file in files.items():
        if there.get(path) == inodes[path]:
            continue
        target, folder = f"{tree}/{path}", path.rpartition("/")[0]
        if path in there:
            os.unlink(target)  # noqa: PTH108
        elif folder not in made:
            os.makedirs(f"{tree}/{folder}", exist_ok=True)  # noqa: PTH103
            made.add(folder)
        _link(file, target)


def _folders_of(files: Mapping[str, str]) -> set[str]:
    """Every folder above a file, below the root."""
    folders: set[str] = set()
    for path in files:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def _swept(
    folder: str, prefix: str, files: Mapping[str, str], folders: set[str], kept: set[str]
) -> Iterator[tuple[str, int]]:
    """The files that may stay, each with its inode; whatever else lies there is removed. `kept`
    takes in the folders that stay.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if path in folders:
                    kept.add(path)
                    yield from _swept(entry.path, f"{path}/", files, folders, kept)
                else:
                    shutil.rmtree(entry.path)
            elif path in files:
                yield path, entry.inode()
            else:
                os.unlink(entry.path)  # noqa: PTH108


def _paths_below(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if not path.is_dir():
            yield path.relative_to(folder).as_posix()


def _inode(path: str) -> int | None:
    try:
        return os.stat(path).st_ino  # noqa: PTH116
    except OSError:
        return None


def _same_content(one: str, other: str) -> bool:
    try:
        return Path(one).read_bytes() == Path(other).read_bytes()
    except OSError:
        return False


def _link(file: str, target: str) -> None:
    try:
        os.link(file, target)
    except OSError:
        shutil.copyfile(file, target)


def _exchange(tree: Path, site: Path) -> None:
    """Gives each of the two folders the other's name, in one step on Linux (renameat2)."""
    if not site.exists():
        tree.rename(site)
    elif not _exchanged(tree, site):
        old = tree.with_name(f"{tree.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        site.rename(old)
        tree.rename(site)
        old.rename(tree)


def _exchanged(one: Path, other: Path) -> bool:
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    paths = (os.fsencode(one), os.fsencode(other))
    return bool(renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)
