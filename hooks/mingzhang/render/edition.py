"""What all files of one build share, whichever process makes them. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES, Language
from mingzhang.model.registries import Registries
from mingzhang.render.frame import FrameKey
from mingzhang.render.report_links import ReportLinks


@dataclass(frozen=True)
class Edition:
    """One build of a site: its settings, its day, and what is the same on every page."""

    project: Path
    """The folder of templates and tools, where `.cache` stands too."""
    plans: Path
    """The folder of data, wherever it stands."""
    registries: Registries
    frames: Mapping[FrameKey, str]
    """Rendered frames with the names of their slots, by language and depth."""
    report_links: ReportLinks
    address: str
    """The site's own, empty if not known."""
    measures: frozenset[str]
    """Measures that several plans use; only these have a page."""
    is_searched: bool = True
    """Whether there is a search of the site's own."""
    is_pages_alone: bool = False
    """Whether exports, feeds, calendars, cards and pictures are left out too: what `make bench`
    compares with programs that write pages and nothing else.
    """

    @cached_property
    def words(self) -> dict[Language, Words]:
        """The words of each language with the units of the site."""
        return {language: Words(language, self.registries.units) for language in LANGUAGES}
