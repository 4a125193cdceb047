"""The text of a document: compared without spaces, widths and line ends; its clauses by path."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from mingzhang.diagnostics.problems import Location
from mingzhang.editing.sources.numerals import value_of

Span = tuple[int, int]
"""Where a part of the normalised text begins and ends."""
Grid = tuple[tuple[int, int], ...]
"""Headings: the number of each and its place."""

_HALF = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_ALIKE = (
    ("，", ",，"),
    ("；", ";；"),
    ("：", ":："),
    ("？", "?？"),
    ("！", "!！"),
    ("（", "(（"),
    ("）", ")）"),
    ('"', "“”„＂「」『』"),
    ("'", "‘’＇"),
    ("〔", "[［【〔"),
    ("〕", "]］】〕"),
    ("〈", "<＜〈"),
    ("〉", ">＞〉"),
    ("-", "-‐‑‒–—―－−﹣~～〜"),
    ("·", "·•・‧"),
    ("平方米", "㎡"),
    ("立方米", "㎥"),
)
_SIGNS = _HALF | {ord(sign): shown for shown, signs in _ALIKE for sign in signs}
_SPACE = re.compile("[\\s\u200b-\u200f\u2060\ufeff]")
_NUMERAL = "[一二三四五六七八九十]+"
_STARTS = re.compile(rf"\s*(?:{_NUMERAL}、|[（(]{_NUMERAL}[）)]|\d{{1,3}}[.、．)）]|[①-⑳])")
_ENDS = "。：；！？）"
"""Signs after which a line end is the end of a paragraph, not a fold of the page."""
_STEP = re.compile(rf"（({_NUMERAL})）|({_NUMERAL})|(\d+)）|(\d+)|([①-⑳])|、")
_LABELS = (
    re.compile(f"（({_NUMERAL})）"),
    re.compile(f"({_NUMERAL})、"),
    re.compile(r"（?(\d{1,2})）"),
    re.compile(r"(\d{1,2})[.、](?!\d)"),
    re.compile("([①-⑳])"),
)
"""How a heading of each kind of step is printed, in the order of the groups of a step."""


def normalised(text: str) -> str:
    """The text as it is compared: one width, one kind of each sign, no spaces."""
    return "".join(_normal_sign(text, index) for index in range(len(text)))


def _normal_sign(text: str, index: int) -> str:
    sign = text[index]
    if _SPACE.match(sign):
        return ""
    around = text[index - 1 : index] + text[index + 1 : index + 2]
    if sign == "," and len(around) == 2 and around.isdecimal():
        return sign
    return _SIGNS.get(ord(sign), sign)


@dataclass(frozen=True, slots=True)
class SourceText:
    """The part of a text that holds a plan."""

    path: str
    raw: str
    text: str
    """What is printed, normalised, without line ends."""
    places: tuple[int, ...]
    """For each sign of `text` its place in `raw`."""
    breaks: tuple[int, ...]
    """Where paragraphs begin in `text`."""

    @classmethod
    def of(cls, path: str, raw: str, part: Span | None = None) -> SourceText:
        """The document of a text, or of the part of it between two places."""
        begin, end = part or (0, len(raw))
        signs: list[str] = []
        places: list[int] = []
        breaks = [0]
        for index in range(begin, end):
            shown = _normal_sign(raw, index)
            signs.extend(shown)
            places.extend([index] * len(shown))
            if not shown and signs and _is_break(raw, signs[-1], index):
                breaks.append(len(signs))
        return cls(path, raw, "".join(signs), tuple(places), tuple(sorted({*breaks})))

    def location(self, index: int) -> Location:
        """Where a sign of the normalised text stands in the file."""
        place = self.places[index] if index < len(self.places) else len(self.raw)
        line = self.raw.count("\n", 0, place) + 1
        return Location(self.path, line, place - self.raw.rfind("\n", 0, place))

    def excerpt(self, begin: int, end: int, around: int = 12) -> str:
        """What is printed there with a few signs before and after, on one line."""
        if not self.places:
            return ""
        first = self.places[max(0, begin - around)]
        last = self.places[min(len(self.places), end + around) - 1]
        return re.sub(r"\s*\n\s*", "", self.raw[first : last + 1]).strip()

    def find(self, words: str, within: Span | None = None) -> list[Span]:
        """Every place of the words, compared as normalised; none for words without signs."""
        wanted = normalised(words)
        begin, end = within or (0, len(self.text))
        pattern = re.compile(f"(?={re.escape(wanted)})")
        places = (match.start() for match in pattern.finditer(self.text, begin, end))
        return [(at, at + len(wanted)) for at in places if wanted and at + len(wanted) <= end]

    def paragraphs(self) -> Iterator[Span]:
        """Where each paragraph begins and ends."""
        return pairwise((*self.breaks, len(self.text)))

    def clause(self, path: str) -> Span | None:
        """The part that a path such as 二（二）6 or 四1、2） names, with its heading."""
        begin, end = 0, len(self.text)
        steps = list(_STEP.finditer(normalised(path)))
        if not steps or "".join(step[0] for step in steps) != normalised(path):
            return None
        for step in steps:
            if step.lastindex:
                headings = self._headings(step.lastindex - 1, (begin, end))
                wanted = _number_of(step[step.lastindex])
                if wanted is None or wanted not in headings:
                    return None
                begin = headings[wanted]
                end = min((at for at in headings.values() if at > begin), default=end)
        return begin, end

    def _headings(self, kind: int, within: Span) -> dict[int, int]:
        """The headings of one kind by their numbers: the longest row that counts upward."""
        headings = [
            (number, match.start())
            for match in _LABELS[kind].finditer(self.text, *within)
            if self.begins(match.start()) and (number := _number_of(match[1])) is not None
        ]
        rows: list[Grid] = []
        for number, at in headings:
            before = [row for row in rows if row[-1][0] < number]
            rows.append((*_best_row(before), (number, at)))
        return dict(_best_row(rows))

    def begins(self, index: int) -> bool:
        """Whether a heading can begin there: at a paragraph, or after the end of a sentence."""
        at = bisect_right(self.breaks, index) - 1
        return self.breaks[at] == index or self.text[index - 1] in _ENDS


def _is_break(raw: str, before: str, index: int) -> bool:
    """Whether the space at the place parts paragraphs, or numbers that would run together."""
    after = raw[index + 1 : index + 2]
    if raw[index] != "\n":
        return before.isdecimal() and after.isdecimal()
    rest = raw[index + 1 : index + 60].lstrip()
    digits = before.isdecimal() and rest[:1].isdecimal()
    return before in _ENDS or digits or bool(_STARTS.match(rest))


def _best_row(rows: list[Grid]) -> Grid:
    return max(rows, key=_worth) if rows else ()


def _worth(row: Grid) -> tuple[int, int]:
    """How likely a row of headings is the true one: long, and without gaps."""
    gaps = sum(later[0] - earlier[0] - 1 for earlier, later in pairwise(row))
    return len(row), -gaps - row[0][0]


def _number_of(label: str) -> int | None:
    """The number of a heading; None where its characters form none."""
    if "①" <= label <= "⑳":
        return ord(label) - ord("①") + 1
    try:
        return int(value_of(label))
    except ValueError:
        return None
