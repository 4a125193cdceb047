"""The link check over a built site: every address inside it must lead to a file, and every `#part`
to an id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LINK = re.compile(r"""\s(?:href|src|action)="([^"]*)\"""")
_ID = re.compile(r"""\sid="([^"]+)\"""")


def dead_links(site: Path, root: str = "/") -> Iterator[str]:
    """A sentence for each link that leads nowhere, in the order of the pages; `root` is the path
    the site is served at.
    """
    for page in sorted(site.rglob("*.html")):
        seen: set[str] = set()
        for found in _LINK.findall(page.read_text("utf-8")):
            link = unescape(found)
            if link not in seen and not _leads(site, page, link, root.rstrip("/")):
                yield f"{page.relative_to(site)}: the link “{link}” leads nowhere."
            seen.add(link)


def _leads(site: Path, page: Path, link: str, root: str) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True  # another site's affair
    path, part = unquote(parts.path), unquote(parts.fragment)
    if path.startswith("/") and not path.startswith(f"{root}/"):
        return False
    target = (site / path[len(root) :].lstrip("/")) if path.startswith("/") else page.parent / path
    target = target.resolve() if path else page
    if target.is_dir():
        target = target / "index.html"
    if not target.is_file() or site.resolve() not in target.resolve().parents:
        return False
    return not part or target.suffix != ".html" or part in _ids(target)


@cache
def _ids(page: Path) -> frozenset[str]:
    return frozenset(_ID.findall(page.read_text("utf-8")))
