"""The search as a part of the site: each part that has pages keeps a segment, and what is put
together from these is made again only where one of them is another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from mmap import ACCESS_READ, mmap
from pathlib import Path

from mingzhang.build.store import ShardWriter, Store
from mingzhang.language import LANGUAGES, Language
from mingzhang.reading.kept import KeptFiles
from mingzhang.search.index import SearchIndex, address, written_segment
from mingzhang.search.segment import MadeSegment, SegmentHead, segment_of

_HEAD, _TERMS = "segment", "terms"


def write_segment(name: str, out: ShardWriter, plan: str = "", *, invented: bool = False) -> None:
    """Writes what search shows of the part's pages, and keeps what it finds them by. A part without
    such pages has no segment.
    """

    def write() -> None:
        for language in LANGUAGES:
            entries = out.entries_of_all(language)
            segment = segment_of(name, language, entries, plan, invented=invented)
            _write_pages(segment, language, out)
            out.keep(f"{_HEAD}.{language}", segment.head)
            out.keep(f"{_TERMS}.{language}", segment.content)

    if out.entries_of_all(LANGUAGES[0]):
        out.make("search", out.key, write)


def write_search(
    parts: Sequence[str],
    texts: Mapping[Language, Mapping[str, str]],
    store: Store,
    out: ShardWriter,
) -> None:
    """The search over the parts with these keys and the bodies of the hand-written pages. Raises
    FileNotFoundError if a segment was taken away meanwhile.
    """
    for language in LANGUAGES:
        written = written_segment(texts[language], language)
        kept = (KeptSegment(store.folder(key), language) for key in parts)
        index = SearchIndex(language, [*kept, written])
        for drawer, content in index.drawers.items():
            write = partial(_write_all, index.terms(drawer), out)
            out.make(f"{language}/{drawer}", content, write)
        out.make(language, out.key, partial(_write_entry, index, written, language, out))


def _write_all(files: Iterable[tuple[str, str]], out: ShardWriter) -> None:
    for path, text in files:
        out.write(path, text)


def _write_entry(
    index: SearchIndex, written: MadeSegment, language: Language, out: ShardWriter
) -> None:
    _write_pages(written, language, out)
    out.write(*index.entry())


def _write_pages(segment: MadeSegment, language: Language, out: ShardWriter) -> None:
    _write_all(_addressed(segment, language), out)


def _addressed(segment: MadeSegment, language: Language) -> Iterator[tuple[str, str]]:
    for name, text in segment.files:
        yield address(f"pages/{name}", language), text


class KeptSegment:
    """The segment of a part in the store."""

    def __init__(self, folder: Path, language: Language) -> None:
        self._folder, self._language = folder, language

    @cached_property
    def head(self) -> SegmentHead:
        """Raises FileNotFoundError if it is not there."""
        head = KeptFiles(self._folder).get(f"{_HEAD}.{self._language}")
        if not isinstance(head, SegmentHead):
            raise FileNotFoundError(self._folder / f"{_HEAD}.{self._language}")
        return head

    def drawer(self, number: int) -> str:
        """The terms in the drawer; nothing else of the file is read."""
        ends = self.head.ends
        return self._content[ends[number - 1] if number else 0 : ends[number]].decode()

    @cached_property
    def _content(self) -> mmap:
        with (self._folder / f"{_TERMS}.{self._language}").open("rb") as file:
            return mmap(file.fileno(), 0, access=ACCESS_READ)
