"""The link check over a built site: every address inside it must lead to a file, and every `#part`
to an id.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

_ADDRESSES = ("href", "src", "action")
_LINKING = "[href], [src], [action]"


def dead_links(site: Path, root: str = "/") -> Iterator[str]:
    """A sentence for each link that leads nowhere, in the order of the pages; `root` is the path
    the site is served at.
    """
    for page in sorted(site.rglob("*.html")):
        for link in dict.fromkeys(_links(page)):
            if not _leads(site, page, link, root.rstrip("/")):
                yield f"{page.relative_to(site)}: the link “{link}” leads nowhere."


def _links(page: Path) -> Iterator[str]:
    """Every address that the page names, those in templates of its scripts last; an empty one is
    that of the page.
    """
    tree = _parsed(page)
    elements = tree.css(_LINKING)
    for template in tree.template_fragments():
        elements += template.css(_LINKING)
    for element in elements:
        attributes = element.attributes
        yield from (attributes[name] or "" for name in _ADDRESSES if name in attributes)


def _leads(site: Path, page: Path, link: str, root: str) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True  # another site's affair
    path, part = unquote(parts.path), unquote(parts.fragment)
    if path.startswith("/") and not path.startswith(f"{root}/"):
        return False
    at = site if path.startswith("/") else page.parent
    beyond = path[len(root) :] if path.startswith("/") else path
    target = _file(site, normpath(f"{at}/{beyond}")) if path else page
    if target is None:
        return False
    return not part or target.suffix != ".html" or part in _ids(target)


@cache
def _file(site: Path, path: str) -> Path | None:
    """The file within the site that stands at the path, or in the folder there."""
    target = Path(path).resolve()
    if target.is_dir():
        target = target / "index.html"
    if not target.is_file() or site.resolve() not in target.resolve().parents:
        return None
    return target


@cache
def _ids(page: Path) -> frozenset[str]:
    """The ids that an address can lead to; those within a template are none."""
    return frozenset(element.id for element in _parsed(page).css("[id]") if element.id)


def _parsed(page: Path) -> LexborHTMLParser:
    return LexborHTMLParser(page.read_text("utf-8"))
