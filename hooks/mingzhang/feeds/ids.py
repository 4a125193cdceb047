"""What leaves the site: its addresses seen from elsewhere, and ids that never change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from mingzhang import urls

TAG_YEAR = "2026"
"""RFC 4151 wants a date on which the name was held; it is part of every id and stays as it is."""
_AUTHORITY = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*")
_NAMESPACE = uuid5(NAMESPACE_URL, "mingzhang")


@dataclass(frozen=True, slots=True)
class SiteAddress:
    """The site's own address, empty where the operator did not set it."""

    site_url: str

    def link(self, path: str, start: str) -> str:
        """The address of `path`; without the site's own it is relative to the file `start`."""
        if self.site_url:
            return self.absolute(path)
        return f"{'../' * start.count('/')}{path}" or "./"

    def absolute(self, path: str) -> str:
        """The whole address of `path`, where the site's own is known."""
        return urls.absolute(self.site_url, path)

    def tag(self, path: str) -> str:
        """An id: `tag:host,2026:path` (RFC 4151); without a host `urn:uuid:` (RFC 9562, v5)."""
        host = urlsplit(self.site_url).hostname or ""
        if _AUTHORITY.fullmatch(host):
            return f"tag:{host},{TAG_YEAR}:{path}"
        return f"urn:uuid:{uuid(path)}"


def uuid(path: str) -> str:
    """An id that depends on nothing but the path: the same on every site with the same record."""
    return str(uuid5(_NAMESPACE, path))
