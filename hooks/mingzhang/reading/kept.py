"""Values that are kept between runs: a folder of files, each written whole and named by what it was
made of.

Nothing is ever trusted because it lies there: a file that is damaged, cut off or written by someone
else is as good as none, and what is read back can only be values of our own classes.
"""

from __future__ import annotations

import os
import pickle
import zlib
from collections.abc import Collection
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile, mkstemp
from typing import Any

_MARK = b"mingzhang record 1\n"
_KEEPERS = ("build", "diagnostics", "model", "reading", "rules", "search")
_OURS = tuple(f"mingzhang.{name}." for name in _KEEPERS)
_FOREIGN = {("datetime", "date"), ("decimal", "Decimal")}
"""What our records hold that is not of our own classes; texts, numbers and tuples need no name."""


class KeptFiles:
    """Values by name in a folder, which is made when the first is kept.

    Where the folder can't be written, nothing is kept, and nothing fails.
    """

    def __init__(self, folder: Path | None) -> None:
        """Without a folder nothing is ever kept."""
        self.folder = folder

    def get(self, name: str) -> Any:
        """The value kept under the name, or None."""
        if self.folder is None:
            return None
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return None
        return unpacked(data)

    def has(self, name: str) -> bool:
        """Whether something is kept under the name."""
        return self.folder is not None and (self.folder / name).is_file()

    def put(self, name: str, value: Any) -> None:
        """Keeps the value, in place of an earlier one, as a whole or not at all."""
        if self.folder is None:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, new = mkstemp(dir=self.folder, prefix=".")
        except OSError:
            return
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(packed(value))
            Path(new).replace(self.folder / name)
        except OSError:
            Path(new).unlink(missing_ok=True)

    def clock(self) -> int:
        """Now, by the clock of the file system, in nanoseconds; 0 where nothing can be kept."""
        if self.folder is None:
            return 0
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with TemporaryFile(dir=self.folder) as file:
                return os.fstat(file.fileno()).st_mtime_ns
        except OSError:
            return 0

    def names(self) -> list[str]:
        """The name of every value that is kept."""
        if self.folder is None or not self.folder.is_dir():
            return []
        return sorted(path.name for path in self.folder.iterdir())

    def remove(self, names: Collection[str]) -> None:
        """Removes what is kept under the names."""
        for name in names:
            if self.folder is not None:
                _removed(self.folder / name)


def _removed(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:  # another run, or another system's lock; it is removed another time
        return


def packed(value: Any) -> bytes:
    """The value as a file holds it."""
    content = zlib.compress(pickle.dumps(value, protocol=5), 1)
    return _MARK + sha256(content).digest() + content


def unpacked(data: bytes) -> Any:
    """What was kept, or None if that is not whole or not ours."""
    digest, content = data[len(_MARK) :][:32], data[len(_MARK) + 32 :]
    if not data.startswith(_MARK) or sha256(content).digest() != digest:
        return None
    try:
        return _OwnClasses(BytesIO(zlib.decompress(content))).load()
    except Exception:  # whatever it holds, it is not what this program keeps
        return None


class _OwnClasses(pickle.Unpickler):
    """Makes records and nothing else: no function is ever called by its name."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of ours with the name. Raises UnpicklingError for anything else."""
        if "." not in name and (module.startswith(_OURS) or (module, name) in _FOREIGN):
            named = super().find_class(module, name)
            if isinstance(named, type) and named.__module__ == module:
                return named
        raise pickle.UnpicklingError(f"{module}.{name}")
