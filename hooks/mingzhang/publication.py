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
        self._folders: set[Path] = set()

    def begin(self) -> None:
        """Makes an empty staging folder; clears what a killed build left."""
        shutil.rmtree(self.staging, ignore_errors=True)
        self.staging.mkdir(parents=True)

    def write(self, path: str, content: str | bytes) -> None:
        """Writes a file below the site's root. Raises ValueError for a path that leads out."""
        target = self.staging / path
        if ".." in Path(path).parts or Path(path).is_absolute():
            raise ValueError(f"“{path}” leads out of the site.")
        data = content.encode() if isinstance(content, str) else content
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        old = self.site / path
        try:
            if old.stat().st_size == len(data) and old.read_bytes() == data:
                target.unlink(missing_ok=True)
                target.hardlink_to(old)
                return
        except OSError:
            pass  # no such page yet, or a file system without hard links
        target.unlink(missing_ok=True)
        target.write_bytes(data)
        self.written += 1

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


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders atomically (Linux renameat2); False where the system can't."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    paths = (os.fsencode(one), os.fsencode(other))
    return bool(renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)
