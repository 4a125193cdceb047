"""A segment: the pages that are made together, such as those of a plan, as search knows them. Their
numbers begin with 0 in each, so that no other segment changes with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import groupby
from typing import Protocol

from mingzhang.language import Language
from mingzhang.search.pages import SearchEntry
from mingzhang.search.pinyin import syllables
from mingzhang.search.terms import drawer, pinyin_drawers, terms_of

_TOGETHER = 4_000
"""Bytes of pages in a file, at most, unless one alone has more."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_HASH = 10
"""Bytes of a hash by which a drawer is known."""


@dataclass(frozen=True, slots=True)
class SegmentHead:
    """What can be said of a segment without looking into its drawers: plain values."""

    name: str
    plan: str
    """The id of its plan, if it is one's."""
    invented: bool
    runs: tuple[tuple[str, int, int], ...]
    """Pages of one kind follow each other: the kind, how many, and how many stand in a file."""
    digest: str
    """Stands for its files of pages."""
    drawers: tuple[str, ...]
    hashes: tuple[str, ...]
    """Of each drawer, what stands for its content."""
    ends: tuple[int, ...]
    """Where each drawer ends, in bytes, if they follow each other."""


class Segment(Protocol):
    """A segment whose drawers can be opened."""

    @property
    def head(self) -> SegmentHead: ...

    def drawer(self, number: int) -> str:
        """The terms in the drawer, each on a line with the pages that have it."""
        ...


@dataclass(frozen=True, slots=True)
class MadeSegment:
    """A segment just made, with its files."""

    head: SegmentHead
    content: bytes
    """Its drawers."""
    files: tuple[tuple[str, str], ...]
    """The pages, by names below the folder of pages."""

    def drawer(self, number: int) -> str:
        """The terms in the drawer."""
        ends = (0, *self.head.ends)
        return self.content[ends[number] : ends[number + 1]].decode()


def segment_of(
    name: str,
    language: Language,
    entries: Sequence[SearchEntry],
    plan: str = "",
    *,
    invented: bool = False,
) -> MadeSegment:
    """The segment of the pages."""
    runs, files = _files_of(entries)
    drawers = {
        name: "\n".join(f"{term}\t{pages}" for term, pages in sorted(found.items())).encode()
        for name, found in sorted(_drawers_of(entries, language).items())
    }
    ends, end = [], 0
    for content in drawers.values():
        end += len(content)
        ends.append(end)
    head = SegmentHead(
        name,
        plan,
        invented,
        tuple(runs),
        sha256("\n".join(f"{file} {text}" for file, text in files).encode()).hexdigest(),
        tuple(drawers),
        tuple(sha256(content).hexdigest()[: 2 * _HASH] for content in drawers.values()),
        tuple(ends),
    )
    named = tuple((f"{name}/{file}", text) for file, text in files)
    return MadeSegment(head, b"".join(drawers.values()), named)


def _files_of(
    entries: Sequence[SearchEntry],
) -> tuple[list[tuple[str, int, int]], list[tuple[str, str]]]:
    """The runs of pages, and their files: small pages of a run share one."""
    runs: list[tuple[str, int, int]] = []
    files: list[tuple[str, str]] = []
    number = 0
    for kind, group in groupby(entries, key=lambda entry: entry.kind):
        of_kind = [*group]
        size = sum(len(entry.text.encode()) for entry in of_kind)
        together = max(1, _TOGETHER * len(of_kind) // size)
        runs.append((kind, len(of_kind), together))
        for at in range(0, len(of_kind), together):
            texts = ",".join(entry.text for entry in of_kind[at : at + together])
            files.append((f"{number + at}.json", f"[{texts}]"))
        rests = ((number + at, entry.rest) for at, entry in enumerate(of_kind))
        files += [(f"{at}-rest.json", rest) for at, rest in rests if rest]
        number += len(of_kind)
    return runs, files


def _drawers_of(entries: Sequence[SearchEntry], language: Language) -> dict[str, dict[str, str]]:
    """By drawer the pages of each term, as text."""
    tiers, written = _Tiers(len(entries)), cache(_Tiers(len(entries)).written)
    drawers: dict[str, dict[str, str]] = {}
    for term, pages in tiers.of_terms(entries).items():
        drawers.setdefault(drawer(term), {})[term] = written(pages)
    if language == "zh":
        for typed, pages in _typed(entries).items():
            for name in pinyin_drawers(typed):
                drawers.setdefault(name, {})[typed] = written(pages)
    return drawers


def _typed(entries: Sequence[SearchEntry]) -> Mapping[str, int]:
    """Names in syllables, each with the set of pages that have it."""
    found: dict[str, int] = {}
    for number, entry in enumerate(entries):
        for name in entry.names:
            if typed := _syllables(name):
                found[typed] = found.get(typed, 0) | 1 << number
    return found


_syllables = cache(syllables)


class _Tiers:
    """Sets of pages by where they have a term: in a name, a heading or the text. One number holds
    the three, a bit a page.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._all = (1 << count) - 1

    def of_terms(self, entries: Sequence[SearchEntry]) -> Mapping[str, int]:
        """The pages of each term. What pages share is cut into terms once."""
        by_run: dict[str, int] = {}
        for number, entry in enumerate(entries):
            for tier, new in enumerate(entry.tiers):
                bit = 1 << (number + tier * self._count)
                for run in new.split("\n") if new else ():
                    by_run[run] = by_run.get(run, 0) | bit
        by_term: dict[str, int] = {}
        for run, pages in by_run.items():
            for term in terms_of(run):
                by_term[term] = by_term.get(term, 0) | pages
        return by_term

    def written(self, pages: int) -> str:
        """The tiers as text, each page in the first that has it: `0,1/1` are pages 0 and 2 by name,
        and 1 by a heading. A page is told by how many are left out before it.
        """
        texts, seen = [], 0
        for tier in range(3):
            here = pages >> tier * self._count & self._all & ~seen
            seen |= here
            texts.append(_left_out(here) if here else "")
        return "/".join(texts).rstrip("/")


def _left_out(pages: int) -> str:
    """How many pages are left out before each, from the bits of the set."""
    zeros = f"{pages:b}"[:0:-1].split("1")
    return ",".join([in_digits(len(each)) for each in zeros])


@cache
def in_digits(number: int) -> str:
    """The number in letters and figures, to the base of 36."""
    text = ""
    while True:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
        if not number:
            return text


def merged(contents: Iterable[tuple[int, str]]) -> dict[str, str]:
    """The pages of each term of a drawer in all segments, whose contents come by their numbers:
    `0:3/1;c:0` are pages of the first and of the 13th segment.
    """
    pages: dict[str, list[str]] = {}
    for number, content in contents:
        prefix = f"{in_digits(number)}:"
        for line in content.split("\n"):
            term, _, here = line.partition("\t")
            pages.setdefault(term, []).append(prefix + here)
    return {term: ";".join(found) for term, found in sorted(pages.items())}
