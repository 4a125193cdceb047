"""What others can take from the site: its files with sizes and hashes, and the index of them."""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mingzhang.exports.datapackage import Download

TYPES = {
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yml": "application/yaml",
    ".atom": "application/atom+xml",
    ".ics": "text/calendar",
    ".svg": "image/svg+xml",
}
_JSON_FEED = "application/feed+json"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file for others: its path from the folder of the index, what it is, its content and the
    schema it keeps.
    """

    path: str
    kind: str
    content: bytes
    schema: str | None = None
    copy_of: str | None = None
    """The path of the same file under the present id, if this is an old address."""

    @property
    def mediatype(self) -> str:
        """By the end of its name; a feed in JSON has a type of its own."""
        ending = Path(self.path).suffix
        return _JSON_FEED if (self.kind, ending) == ("feed", ".json") else TYPES[ending]

    @property
    def address(self) -> str:
        """Its path from the site's root."""
        return posixpath.normpath(f"data/{self.path}")

    def described(self) -> Download:
        """Without the content."""
        digest = hashlib.sha256(self.content).hexdigest()
        return Download(self.path, self.mediatype, len(self.content), digest)

    def listed(self) -> dict[str, Any]:
        """Its entry in the index."""
        file = self.described()
        return {
            "path": self.path,
            "kind": self.kind,
            "mediatype": file.mediatype,
            "bytes": file.bytes,
            "sha256": file.sha256,
            "schema": self.schema,
            "copy_of": self.copy_of,
        }

    def at(self, address: str) -> DataFile:
        """A copy of it at an old address."""
        return replace(self, path=posixpath.relpath(address, "data"), copy_of=self.path)


def beside(address: str, kind: str, content: str | bytes, schema: str | None = None) -> DataFile:
    """A file at the address, which is from the site's root, as the index knows it."""
    data = content.encode() if isinstance(content, str) else content
    return DataFile(posixpath.relpath(address, "data"), kind, data, schema)
