"""What search keeps of a page: what leads to it, and what a result shows of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mingzhang.account.status import Status
from mingzhang.pages.page import Page
from mingzhang.search.passages import PageText, Passage
from mingzhang.search.terms import runs

_UNNAMED = {"snapshot", "text", "list"}
"""Kinds of pages that are not about one thing with a name."""
SHOWN_AT_ONCE = 6_000
"""Bytes of text of a page; what is more stands in a file of its own, for when it is needed."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page is, besides its text."""

    url: str
    """Below the root of the language."""
    kind: str
    plan: str = ""
    """The id of the plan that it belongs to, if one."""
    invented: bool = False
    also: tuple[str, ...] = ()
    """Other names that lead to it: ids, names in the other language, spellings, numbers."""
    standing: Sequence[tuple[Status, int]] = ()
    """How many of its targets have each status."""


def subject(page: Page) -> PageFacts:
    """What the data page is."""
    return PageFacts(
        page.path,
        page.content.kind,
        page.plan.id if page.plan else "",
        bool(page.plan and page.plan.invented),
        page.also,
        page.standing,
    )


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What the index keeps of a page: plain values, which can go from one process to another."""

    kind: str
    names: tuple[str, ...]
    """What pinyin leads to; empty for a page that is not about one thing."""
    tiers: tuple[str, str, str]
    """New runs of its names, its headings and its text, each on a line."""
    text: str
    """What a result shows of it, as JSON."""
    rest: str = ""
    """What its passages say further, as JSON; empty if that is all."""


def search_entry(subject: PageFacts, page: PageText) -> SearchEntry:
    """What the index keeps of the page."""
    names = (page.title, *subject.also)
    anchors = (passage.anchor for passage in page.passages)
    lines = (line for passage in page.passages for line in passage.text.split("\n"))
    seen: set[str] = set()
    tiers: list[str] = []
    for texts in (names, (*page.headings, *anchors), lines):
        new = set().union(*map(runs, texts)) - seen
        seen |= new
        tiers.append("\n".join(new))
    about = {**asdict(subject), "also": "\n".join(subject.also), "title": page.title}
    shown, rest, cut = _parted(page.passages)
    parts = [
        (p.anchor, p.heading, p.status, text) for p, text in zip(page.passages, shown, strict=True)
    ]
    more = {"cut": cut} if rest else {}
    return SearchEntry(
        subject.kind,
        () if subject.kind in _UNNAMED else names,
        (tiers[0], tiers[1], tiers[2]),
        as_json({**about, **more, "parts": parts}),
        as_json(rest) if rest else "",
    )


def _parted(passages: Sequence[Passage]) -> tuple[list[str], list[str], int]:
    """What is shown of each text at once, what each says further, and the first that is cut; all
    cut at lines, and after those in which the heading stands.
    """
    room, shown = SHOWN_AT_ONCE, []
    for passage in passages:
        text, heading = passage.text, len(passage.heading)
        end = _lines_within(text, room)
        room = room - len(text.encode()) if end == len(text) else 0
        if end < heading:
            at = text.find("\n", heading - 1)
            end = at if at >= 0 else len(text)
        shown.append(text[:end])
    rest = [passage.text[len(text) :] for passage, text in zip(passages, shown, strict=True)]
    cut = next((place for place, more in enumerate(rest) if more), 0)
    return shown, rest if any(rest) else [], cut


def _lines_within(text: str, room: int) -> int:
    """Where the last line ends that has room, in bytes."""
    whole = text.encode()
    if len(whole) <= room:
        return len(text)
    return max(0, whole[:room].decode(errors="ignore").rfind("\n"))


def as_json(content: Any) -> str:
    """Compact JSON."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
