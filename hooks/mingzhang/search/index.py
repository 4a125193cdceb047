"""The search index of one language: terms lead to pages, and a page's file says what to show of it.
overrides/assets/javascripts/finder.js reads it; the two must cut text into the same terms.

It stays ours: search programs made for spaced words lose Chinese phrases, pinyin and statuses.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mingzhang import urls
from mingzhang.account.status import Status
from mingzhang.language import LANGUAGES, Language
from mingzhang.pages.page import Page
from mingzhang.search.passages import PageText, document
from mingzhang.search.pinyin import syllables

_RUNS = re.compile("[\u3007\u3400-\u9fff]+|[a-z0-9]+")
_UNNAMED = {"snapshot", "text", "list"}
"""Kinds of pages that are not about one thing with a name."""

Tier = dict[str, "array[int]"]
"""Pages by term."""


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

    group: tuple[str, str, bool]
    """Kind, plan, and whether the plan is invented."""
    names: tuple[str, ...]
    """What pinyin leads to; empty for a page that is not about one thing."""
    tiers: tuple[str, str, str]
    """New terms of its names, its headings and its text, each on a line."""
    text: str
    """Its file, as JSON."""


def search_entry(subject: PageFacts, page: PageText) -> SearchEntry:
    """What the index keeps of the page."""
    names = (page.title, *subject.also)
    anchors = (passage.anchor for passage in page.passages)
    texts = (passage.text for passage in page.passages)
    seen: set[str] = set()
    tiers: list[str] = []
    for lines in (names, (*page.headings, *anchors), texts):
        new = terms("\n".join(lines)) - seen
        seen |= new
        tiers.append("\n".join(new))
    about = {**asdict(subject), "also": "\n".join(subject.also), "title": page.title}
    parts = [(p.anchor, p.heading, p.status, p.text) for p in page.passages]
    return SearchEntry(
        (subject.kind, subject.plan, subject.invented),
        () if subject.kind in _UNNAMED else names,
        (tiers[0], tiers[1], tiers[2]),
        _json({**about, "parts": parts}),
    )


class SearchIndex:
    """Grows page by page. Files of pages are written at once, those of terms at the end."""

    def __init__(self, language: Language, write: Callable[[str, str], None]) -> None:
        self._language = language
        self._publish = write
        self._hash = hashlib.sha256()
        self._tiers: tuple[Tier, Tier, Tier] = ({}, {}, {})
        """Titles and names, headings, text: a page stands in the first that has the term."""
        self._groups: list[list[Any]] = []
        self._names: list[tuple[int, str]] = []
        self.pages = 0

    def add(self, entry: SearchEntry) -> None:
        """Takes the page in."""
        number, self.pages = self.pages, self.pages + 1
        for tier, new in zip(self._tiers, entry.tiers, strict=True):
            for term in new.split("\n") if new else ():
                tier.setdefault(term, array("I")).append(number)
        self._count_in_group(entry.group)
        self._names += [(number, name) for name in entry.names]
        self._write(f"pages/{number}.json", entry.text)

    def _count_in_group(self, group: tuple[str, str, bool]) -> None:
        """Pages of one kind and plan follow each other, so that a few runs tell those of all."""
        if self._groups and self._groups[-1][:3] == [*group]:
            self._groups[-1][3] += 1
        else:
            self._groups.append([*group, 1])

    def finish(self) -> None:
        """Writes the files of terms, and last the one that everything begins with."""
        shards: dict[str, dict[str, list[list[int]]]] = {}
        for place, tier in enumerate(self._tiers):
            for term, pages in tier.items():
                places = shards.setdefault(shard(term), {}).setdefault(term, [[], [], []])
                places[place] = list(_distances(pages))
        for name, pages_by_term in sorted(shards.items()):
            self._write(f"terms/{name}.json", _json(dict(sorted(pages_by_term.items()))))
        if self._language == "zh":
            typed = [(number, syllables(name)) for number, name in self._names]
            self._write("pinyin.json", _json([entry for entry in typed if entry[1]]))
        entry = {
            "version": self._hash.hexdigest()[:12],
            "groups": self._groups,
            "shards": sorted(shards),
            "pinyin": self._language == "zh",
        }
        self._write("index.json", _json(entry))

    def _write(self, name: str, text: str) -> None:
        self._hash.update(f"{name}\n{text}\n".encode())
        self._publish(urls.localised(f"{urls.SEARCH}{name}", self._language), text)


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def indexes_of(write: Callable[[str, str], None]) -> dict[Language, SearchIndex]:
    """An empty index of each language."""
    return {language: SearchIndex(language, write) for language in LANGUAGES}


def finish(
    indexes: Mapping[Language, SearchIndex], texts: Mapping[Language, Mapping[str, str]]
) -> None:
    """Takes in the bodies of the hand-written pages by address, and writes what is left."""
    for language, index in indexes.items():
        for url, body in sorted(texts[language].items()):
            index.add(search_entry(PageFacts(url, "text"), document(body)))
        index.finish()


def terms(text: str) -> set[str]:
    """Words of Latin letters and figures; of Chinese each two and three neighbours, and the last
    character of a stretch, so that every character begins a term.
    """
    parts: set[str] = set()
    for run in set(_RUNS.findall(unicodedata.normalize("NFKC", text).lower())):
        if run[0] < "\u3000":
            parts.add(run)
        else:
            parts.update(run[at : at + 2] for at in range(len(run)))
            parts.update(run[at : at + 3] for at in range(len(run) - 2))
    return parts


def shard(term: str) -> str:
    """The file of the term: by its first character, or by the first two letters of a word."""
    return f"w{term[:2]}" if term[0] < "\u3000" else f"h{ord(term[0]) & 255:x}"


def _distances(pages: array[int]) -> Iterator[int]:
    """Each page as the distance from the one before."""
    before = 0
    for page in pages:
        yield page - before
        before = page
