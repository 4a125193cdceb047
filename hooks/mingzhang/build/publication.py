"""A build's output folder: written beside the old site and put in its place in one step, or not at
all.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class Publication:
    """The staging folder of one build. What is the same as in the old site becomes a hard link to
    it.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        self.staging = site.with_name(f".{site.name}.building")
        self.written = 0
        self._folders: set[str] = {""}
        self._update = False

    def begin(self) -> None:
        """Makes an empty staging folder; clears what a killed build left."""
        shutil.rmtree(self.staging, ignore_errors=True)
        self.staging.mkdir(parents=True)
        self._update = self.site.exists()

    def write(self, path: str, content: str | bytes) -> None:
        """Writes a file below the site's root. Raises ValueError for a path that leads out of it.

        As few system calls as can be: they are most of the time that a page takes.
        """
        data = content.encode() if isinstance(content, str) else content
        target, old = self._place_for(path), f"{self.site}/{path}"
        if not (self._update and _holds(old, data) and _link(old, target)):
            _create(target, data)
            self.written += 1

    def link(self, path: str, file: str) -> None:
        """Gives a finished file its place below the site's root; where the file system has no hard
        links, a copy.
        """
        target = self._place_for(path)
        if not _link(file, target):
            shutil.copyfile(file, target)
        if not (self._update and _is_same(f"{self.site}/{path}", target)):
            self.written += 1

    def _place_for(self, path: str) -> str:
        """Where the file is put, in a folder that is there."""
        if ".." in path.split("/") or path.startswith("/"):
            raise ValueError(f"“{path}” leads out of the site.")
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            (self.staging / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return f"{self.staging}/{path}"

    def finish(self) -> None:
        """Puts the staging folder in the place of the site, in one step where the system can
        exchange folders.
        """
        if not self.site.exists():
            self.staging.rename(self.site)
        elif _exchange(self.staging, self.site):
            shutil.rmtree(self.staging)
        else:
            old = self.site.with_name(f".{self.site.name}.old")
            shutil.rmtree(old, ignore_errors=True)
            self.site.rename(old)
            self.staging.rename(self.site)
            shutil.rmtree(old)

    def abandon(self) -> None:
        """Removes the staging folder; the old site stays as it was."""
        shutil.rmtree(self.staging, ignore_errors=True)


def _holds(path: str, data: bytes) -> bool:
    """Whether the file is there with just these bytes."""
    try:
        file = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        return os.read(file, len(data) + 1) == data
    except OSError:
        return False
    finally:
        os.close(file)


def _is_same(one: str, other: str) -> bool:
    """Whether both are names of one file, or it was not copied since."""
    try:
        return os.path.samefile(one, other)  # noqa: PTH121
    except OSError:
        return False


def _link(old: str, target: str) -> bool:
    """Links the new name to the old file; False on a file system without hard links."""
    try:
        os.link(old, target)
    except FileExistsError:
        Path(target).unlink()
        os.link(old, target)
    except OSError:
        return False
    return True


def _create(target: str, data: bytes) -> None:
    """Writes a new file, never through a link to the old site's."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        file = os.open(target, flags, 0o644)
    except FileExistsError:
        Path(target).unlink()
        file = os.open(target, flags, 0o644)
    with os.fdopen(file, "wb") as opened:
        opened.write(data)


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders atomically (Linux renameat2); False where the system can't."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    paths = (os.fsencode(one), os.fsencode(other))
    return bool(renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)
