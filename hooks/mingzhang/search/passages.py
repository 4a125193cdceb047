"""What search finds on a page: its title and its passages, read from the finished HTML of its body.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_UNSEARCHED = re.compile(r"<(\w+)\b[^>]*\sdata-unsearched\b[^>]*>")
_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_SPACE = re.compile(r"\s+")
# Tags within a line of text; every other tag ends the line, so that nothing is found across it.
_WITHIN = re.compile(r"</?(?:a|abbr|b|bdi|cite|code|em|i|mark|s|span|strong|time)\b[^>]*>")
_APART = re.compile(r" ?</?small\b[^>]*> ?")
_TAG = re.compile(r"<[^>]*>")
_LINES = re.compile(r" *\n[ \n]*")
_TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>")
_HEADING = re.compile(r'<h[2-4]\b[^>]*>(.*?)</h[2-4]>|<span class="what">(.*?)</span>')
_STATUS = re.compile(r'class="status s-([\w-]+)"')
_TURN = re.compile(r'<(?:/article>|/section>|aside\b|h2\b|[a-z0-9]+\b[^>]*?\sid=")')
_ANCHOR = re.compile(r'<([a-z0-9]+)\b[^>]*?\sid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a page that an address of its own leads to, or the rest of the page."""

    anchor: str
    """The id that leads to it; empty for the rest."""
    heading: str
    status: str
    """The status of the target that it is about, if it is about one."""
    text: str
    """Its lines; a line is what a reader sees without a break of its own."""


@dataclass(frozen=True, slots=True)
class PageText:
    """A page as search sees it."""

    title: str
    passages: tuple[Passage, ...]
    headings: tuple[str, ...]


def document(body: str) -> PageText:
    """The page's main text; what is marked `data-unsearched` and pictures are left out."""
    html = _SPACE.sub(" ", _SVG.sub("", _searched(body)))
    title = _TITLE.search(html)
    html = _TITLE.sub("", html, count=1)
    rest: list[str] = []
    own: list[Passage] = []
    for piece in _pieces(html):
        if found := _ANCHOR.match(piece):
            own.append(_passage(found[1], found[2], piece))
        else:
            rest.append(piece)
    whole = Passage("", "", "", _text("\n".join(rest)))
    headings = tuple(_text(one or other) for one, other in _HEADING.findall(html))
    return PageText(_text(title[1]) if title else "", (whole, *own), headings)


def _pieces(html: str) -> Iterator[str]:
    """The text cut before tags with an id and before headings, and after what such tags hold."""
    at = 0
    for found in _TURN.finditer(html):
        cut = found.end() if found[0].startswith("</") else found.start()
        yield html[at:cut]
        at = cut
    yield html[at:]


def _passage(tag: str, anchor: str, piece: str) -> Passage:
    heading = _HEADING.search(piece)
    status = _STATUS.search(piece) if tag in {"article", "li"} else None
    return Passage(
        anchor,
        _text(heading[1] or heading[2]) if heading else "",
        status[1] if status else "",
        _text(piece),
    )


def _searched(body: str) -> str:
    """The body without the elements that are marked, and what is in them."""
    parts, at = [], 0
    while found := _UNSEARCHED.search(body, at):
        parts.append(body[at : found.start()])
        at = _end(body, found[1], found.end())
    return "".join([*parts, body[at:]])


def _end(body: str, tag: str, at: int) -> int:
    """Where the element ends whose start tag ended at the place."""
    depth = 1
    for found in re.compile(rf"<(/?){tag}\b").finditer(body, at):
        depth += -1 if found[1] else 1
        if not depth:
            return body.index(">", found.end()) + 1
    return len(body)


def _text(html: str) -> str:
    lines = _TAG.sub("\n", _WITHIN.sub("", _APART.sub(" ", html)))
    return _LINES.sub("\n", unescape(lines)).strip()
