"""What search finds on a page: its title and its passages, read from the finished HTML of its body.
Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

_IN_LINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "s", "span", "strong", "time"}
)
"""Elements within a line of text; every other ends the line, so that nothing is found across it."""
_UNREAD = frozenset({"svg", "-comment"})
_HEADINGS = frozenset({"h2", "h3", "h4"})


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
    reader = _Reader()
    page = LexborHTMLParser(body).body
    if page is not None:
        reader.read_within(page)
    return PageText(
        _lines_of(reader.title or []), reader.passages(), tuple(map(_lines_of, reader.headings))
    )


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
    """Walks a page's elements. A stretch begins at an element with an id, at an aside and at a
    heading of the second level; it ends where the next begins or an article or a section ends.
    """

    def __init__(self) -> None:
        self.title: list[str] | None = None
        self.headings: list[list[str]] = []
        self._stretches = [_Stretch()]
        self._within: list[str] | None = None
        """The pieces of the heading that is being read."""

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

    def read_within(self, parent: LexborNode) -> None:
        """Takes in what the element holds."""
        for child in parent.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                self._add((child.text_content or "").replace("\n", " "))
            elif tag not in _UNREAD:
                self._read(tag, child)

    def _read(self, tag: str, element: LexborNode) -> None:
        attributes = element.attributes
        if "data-unsearched" in attributes:
            return
        if tag == "h1" and self.title is None:
            self.title = _pieces_of(element)
            return
        name, names = attributes.get("id") or "", attributes.get("class") or ""
        if name or tag in {"aside", "h2"}:
            self._stretches.append(_Stretch(name, tag in {"article", "li"}))
        edge = _edge(tag)
        self._add(edge)
        if self._within is None and (tag in _HEADINGS or (tag == "span" and names == "what")):
            self._begin_heading()
            self.read_within(element)
            self._within = None
        else:
            self._note_status(names)
            self.read_within(element)
        self._add(edge)
        if tag in {"article", "section"}:
            self._stretches.append(_Stretch())

    def _add(self, text: str) -> None:
        if text:
            self._stretches[-1].pieces.append(text)
            if self._within is not None:
                self._within.append(text)

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


def _edge(tag: str) -> str:
    """What stands before and after an element of the kind: nothing, a space or a new line."""
    if tag in _IN_LINE:
        return ""
    return " " if tag == "small" else "\n"


def _pieces_of(element: LexborNode) -> list[str]:
    """The texts within an element, whatever ids and headings it holds."""
    pieces: list[str] = []
    for child in element.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            pieces.append((child.text_content or "").replace("\n", " "))
        elif tag not in _UNREAD and "data-unsearched" not in child.attributes:
            pieces += [_edge(tag), *_pieces_of(child), _edge(tag)]
    return pieces


def _lines_of(pieces: list[str]) -> str:
    """The pieces as lines: spaces as a reader sees them, no empty line."""
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
