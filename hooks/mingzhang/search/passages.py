"""What search finds on a page: its title and its passages, read from the finished HTML of its body.
Pure.

The bodies are our own and well-formed, so a walk along their tags is enough; a tree of
elements would take half as long again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

_IN_LINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "s", "span", "strong", "time"}
)
"""Elements within a line of text; every other ends the line, so that nothing is found across it."""
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_HEADINGS = frozenset({"h2", "h3", "h4"})

_REST = r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>"""
_TAG = re.compile(rf"(</?[a-zA-Z]{_REST})")
_TAGS = re.compile("((?:</?[a-zA-Z][^<>]*+> *+)++)")
"""Tags that follow each other: the same few follow each other on all pages."""
_TAGS_WITH_SIGNS = re.compile(rf"((?:</?[a-zA-Z]{_REST} *+)++)")
"""The same where an attribute holds signs of tags."""
_ADDRESS = re.compile(r' href="[^"<>]*"')
_PICTURE = re.compile(r"<svg\b[^<]*+(?:<(?!/?svg\b)[^<]*+)*+</svg>")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_UNSEARCHED = re.compile(rf"""<([a-zA-Z][\w-]*+)(?=\s){_REST}""")
_MARK = "data-unsearched"
_ATTRIBUTE = re.compile(r"""\s(id|class)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")


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
    """The rest of the page, then each passage with an address of its own, in the page's order."""
    headings: tuple[str, ...]


def document(body: str) -> PageText:
    """The page's main text; what is marked `data-unsearched` and pictures are left out."""
    html = _COMMENT.sub("", body) if "<!--" in body else body
    html = _without_unsearched(_without_pictures(html.replace("\n", " ")))
    pieces = _pieces_of(_ADDRESS.sub("", html))
    reader, end = _Reader(), pieces.pop()
    add: Callable[[str], None] = reader.add
    slowly = False
    for text, tags in zip(pieces[::2], pieces[1::2], strict=True):
        if text:
            add(text)
        told = _turns_of(tags)
        if slowly or not isinstance(told, str):
            for piece in _told_of(tags) if slowly or reader.until else told:
                reader.turn(piece)
            slowly = bool(reader.until)
            add = reader.add if slowly else reader.to.append
        elif told:
            add(told)
    add(end)
    return PageText(
        _lines_of(reader.title or []), reader.passages(), tuple(map(_lines_of, reader.headings))
    )


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag that may be a turn of the page."""

    name: str
    ends: bool
    id: str
    classes: str


def _pieces_of(html: str) -> list[str]:
    """Texts and tags by turns."""
    pieces = _TAGS.split(html)
    texts = "".join(pieces[::2])
    return _TAGS_WITH_SIGNS.split(html) if "<" in texts or ">" in texts else pieces


@lru_cache(maxsize=1 << 14)
def _turns_of(html: str) -> tuple[_Tag | str, ...] | str:
    """What stands in the place of the tags; where one of them is a turn, each apart."""
    turns: list[_Tag | str] = []
    edges = ""
    for tag in _told_of(html):
        if isinstance(tag, str):
            edges += tag
        elif _is_turn(tag):
            turns += [edges, tag]
            edges = ""
        else:
            edges += _edge(tag.name)
    return (*turns, edges) if turns else edges


@lru_cache(maxsize=1 << 14)
def _told_of(html: str) -> tuple[_Tag | str, ...]:
    """The tags, and what stands between them."""
    return tuple(_told(one) if one[0] == "<" else one for one in _TAG.split(html) if one)


def _is_turn(tag: _Tag) -> bool:
    if tag.ends:
        return tag.name in {"article", "section"}
    named = tag.id or tag.classes == "what" or tag.classes.startswith("status s-")
    return bool(named) or tag.name in {"aside", "h1", *_HEADINGS}


@lru_cache(maxsize=4096)
def _told(html: str) -> _Tag:
    given: dict[str, str] = {}
    for key, *values in _ATTRIBUTE.findall(html):
        given.setdefault(key, unescape("".join(values)))
    name = html.strip("</>").partition(" ")[0].lower()
    return _Tag(name, html.startswith("</"), given.get("id", ""), given.get("class", ""))


def _without_pictures(html: str) -> str:
    html = _PICTURE.sub("", html)
    kept, at = [], 0
    while (begin := html.find("<svg", at)) >= 0:
        kept.append(html[at:begin])
        at = _end_of("svg", html, begin + 4)
    return "".join([*kept, html[at:]]) if at else html


def _without_unsearched(html: str) -> str:
    """The page without the elements that are marked so; one that never ends hides the rest."""
    kept, at, mark = [], 0, html.find(_MARK)
    while mark >= 0:
        begin = html.rfind("<", at, mark)
        tag = _UNSEARCHED.match(html, begin) if begin >= 0 else None
        if tag and tag.end() > mark:
            kept.append(html[at:begin])
            at = tag.end() if tag[1] in _VOID else _end_of(tag[1], html, tag.end())
        mark = html.find(_MARK, max(at, mark + 1))
    return "".join([*kept, html[at:]]) if at else html


def _end_of(name: str, html: str, at: int) -> int:
    """Where the element of the name ends that is open at the place."""
    end = html.find(f"</{name}>", at)
    if end >= 0 and html.find(f"<{name}", at, end) < 0:
        return end + len(name) + 3
    depth, edges = 1, _edges(name)
    while depth:
        found = edges.search(html, at)
        if found is None:
            return len(html)
        at = found.end()
        depth += -1 if found[0].startswith("</") else 1
    return at


@lru_cache(maxsize=64)
def _edges(name: str) -> re.Pattern[str]:
    return re.compile(rf"</?{name}(?=[\s/>]){_REST}")


@dataclass(slots=True)
class _Stretch:
    """What stands between two turns of a page: texts as they follow each other, `\\n` where a line
    ends.
    """

    anchor: str = ""
    target: bool = False
    """Whether it is about a target; the first status in it is then the target's."""
    status: str = ""
    heading: list[str] | None = None
    pieces: list[str] = field(default_factory=list)


class _Reader:
    """Goes along a page's tags. A stretch begins at an element with an id, at an aside and at a
    heading of the second level; it ends where the next begins or an article or a section ends.
    """

    def __init__(self) -> None:
        self.title: list[str] | None = None
        self.headings: list[list[str]] = []
        self.until = ""
        """The element that ends the heading or the title that is being read."""
        self._depth = 0
        """How many elements of that name are open."""
        self._stretches = [_Stretch()]
        self._within: list[str] | None = None
        """The pieces of the heading that is being read."""
        self.to = self._stretches[0].pieces
        """Where texts go to; while a heading is read, through `add`."""

    def passages(self) -> tuple[Passage, ...]:
        """The stretches without an id together, then each of the others."""
        rest: list[str] = []
        for stretch in self._stretches:
            if not stretch.anchor:
                rest += [*stretch.pieces, "\n"]
        own = (
            Passage(each.anchor, _lines_of(each.heading or []), each.status, _lines_of(each.pieces))
            for each in self._stretches
            if each.anchor
        )
        return (Passage("", "", "", _lines_of(rest)), *own)

    def add(self, text: str) -> None:
        """Takes in a text, or what stands in the place of a tag."""
        self.to.append(text)
        if self._within is not None:
            self._within.append(text)

    def turn(self, tag: _Tag | str) -> None:
        """Takes in a tag that is more than the edge of a line, or that stands in a heading."""
        if isinstance(tag, str):
            self.add(tag)
        elif self.until == "h1":
            self._go_on_in_title(tag)
        elif tag.ends:
            self._end(tag.name)
        elif tag.name == "h1" and self.title is None:
            self.title = self.to = []
            self.until, self._depth = "h1", 1
        else:
            self._begin(tag)

    def _go_on_in_title(self, tag: _Tag) -> None:
        if self._ends_here(tag.name, tag.ends):
            self.to = self._stretches[-1].pieces
        else:
            self.add(_edge(tag.name))

    def _begin(self, tag: _Tag) -> None:
        if tag.id or tag.name in {"aside", "h2"}:
            self._start(_Stretch(tag.id, tag.name in {"article", "li"}))
        self.add(_edge(tag.name))
        heads = tag.name in _HEADINGS or (tag.name == "span" and tag.classes == "what")
        if heads and self._within is None:
            self._begin_heading()
            self.until, self._depth = tag.name, 1
        else:
            self._note_status(tag.classes)
            if self.until:
                self._ends_here(tag.name, False)

    def _end(self, name: str) -> None:
        if self.until and self._ends_here(name, True):
            self._within = None
        self.add(_edge(name))
        if name in {"article", "section"}:
            self._start(_Stretch())

    def _start(self, stretch: _Stretch) -> None:
        self._stretches.append(stretch)
        self.to = stretch.pieces

    def _ends_here(self, name: str, ends: bool) -> bool:
        """Whether the tag ends the heading or the title that is being read."""
        if name == self.until and name not in _VOID:
            self._depth += -1 if ends else 1
        if self._depth:
            return False
        self.until = ""
        return True

    def _begin_heading(self) -> None:
        """A heading belongs to the page and, if it is the first, to its stretch."""
        self._within = []
        self.headings.append(self._within)
        stretch = self._stretches[-1]
        if stretch.heading is None:
            stretch.heading = self._within

    def _note_status(self, names: str) -> None:
        """Of a stretch about a target: the first status, by the classes of an element."""
        stretch = self._stretches[-1]
        if stretch.target and not stretch.status and names.startswith("status s-"):
            stretch.status = names.removeprefix("status s-")


@lru_cache(maxsize=256)
def _edge(tag: str) -> str:
    """What stands before and after an element of the kind: nothing, a space or a new line."""
    if tag in _IN_LINE:
        return ""
    return " " if tag == "small" else "\n"


def _lines_of(pieces: list[str]) -> str:
    """The pieces as lines: spaces as a reader sees them, no empty line."""
    text = "".join(pieces)
    if "&" in text:
        text = unescape(text)
    return "\n".join([" ".join(words) for line in text.split("\n") if (words := line.split())])
