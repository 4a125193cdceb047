"""The search index of one language: terms lead to pages, and a page's file says what to show of it.
overrides/assets/javascripts/finder.js reads it; the two must cut text into the same terms.

It stays ours: search programs made for spaced words lose Chinese phrases, pinyin and statuses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256

from mingzhang import urls
from mingzhang.language import Language
from mingzhang.search.pages import PageFacts, as_json, search_entry
from mingzhang.search.passages import document
from mingzhang.search.segment import MadeSegment, Segment, merged, segment_of
from mingzhang.search.terms import filed, is_han

SHARED, WRITTEN = "_shared", "_written"
"""Names of the segments of what spans plans and of the hand-written pages, which no plan has."""


_PAGES_UNCUT = 8192


def written_segment(bodies: Mapping[str, str], language: Language) -> MadeSegment:
    """The segment of the hand-written pages, given their bodies by address."""
    entries = [
        search_entry(PageFacts(url, "text"), document(body)) for url, body in sorted(bodies.items())
    ]
    return segment_of(WRITTEN, language, entries)


def address(name: str, language: Language) -> str:
    """Where a file of the search stands, from the site's root."""
    return urls.localised(f"{urls.SEARCH}{name}", language)


class SearchIndex:
    """What is put together from the segments of a language."""

    def __init__(self, language: Language, segments: Sequence[Segment]) -> None:
        self._language = language
        self._segments = segments
        pages = sum(count for each in segments for _, count, _ in each.head.runs)
        self.cut = 1 << ((pages - 1) // _PAGES_UNCUT).bit_length()
        """Into how many files each drawer of Chinese terms is cut: files grow less than the site.
        """

    @cached_property
    def drawers(self) -> Mapping[str, str]:
        """What stands for the content of each drawer, by name."""
        found: dict[str, list[str]] = {}
        for number, segment in enumerate(self._segments):
            head = segment.head
            for drawer, content in zip(head.drawers, head.hashes, strict=True):
                found.setdefault(drawer, [str(self.cut)]).append(f"{number} {content}")
        return {
            drawer: sha256(" ".join(contents).encode()).hexdigest()
            for drawer, contents in sorted(found.items())
        }

    def terms(self, drawer: str) -> Iterator[tuple[str, str]]:
        """The files of a drawer: the address of each and what it holds."""
        contents = (
            (number, segment.drawer(place))
            for number, (segment, places) in enumerate(
                zip(self._segments, self._places, strict=True)
            )
            if (place := places.get(drawer)) is not None
        )
        for name, pages in filed(drawer, merged(contents), self.cut).items():
            yield address(f"terms/{name}.json", self._language), as_json(pages)

    @cached_property
    def _places(self) -> Sequence[Mapping[str, int]]:
        """Of each segment, the number of each of its drawers."""
        heads = (segment.head for segment in self._segments)
        return [{name: at for at, name in enumerate(head.drawers)} for head in heads]

    def entry(self) -> tuple[str, str]:
        """The file that everything begins with."""
        content = {
            "version": self._version,
            "segments": [
                (head.name, head.plan, int(head.invented), head.runs)
                for head in (segment.head for segment in self._segments)
            ],
            "terms": " ".join(name for name in self.drawers if not is_han(name)),
            "han": f"{sum(1 << int(name[1:], 16) for name in self.drawers if is_han(name)):x}",
            "cut": self.cut,
            "pinyin": self._language == "zh",
        }
        return address("index.json", self._language), as_json(content)

    @property
    def _version(self) -> str:
        """Stands for all other files."""
        return sha256("\n".join(self._contents()).encode()).hexdigest()[:12]

    def _contents(self) -> Iterator[str]:
        for segment in self._segments:
            yield f"{segment.head.name} {segment.head.digest}"
        for drawer, content in self.drawers.items():
            yield f"{drawer} {content}"
