"""Writes the data pages of both languages, the exports and the published data files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.account.catalog import catalog_of, shared_indicators
from mingzhang.build.other_files import other_files, share_files
from mingzhang.build.publication import Publication
from mingzhang.charts.svg import Pictures
from mingzhang.exports.datapackage import dataset
from mingzhang.exports.files import DataFiles, page_downloads
from mingzhang.exports.index import DataFile, beside
from mingzhang.feeds.ids import SiteAddress
from mingzhang.feeds.subscriptions import Subscriptions
from mingzhang.i18n.words import Words
from mingzhang.language import HTML_LANG, LANGUAGES, Language
from mingzhang.model.periods import day
from mingzhang.old_urls import OldAddresses
from mingzhang.pages.all import page_at, pages
from mingzhang.pages.page import Page
from mingzhang.pages.viewer import Viewer
from mingzhang.reading.load import Dataset
from mingzhang.render.fragments import Fragments
from mingzhang.render.frame import Frames, Slots
from mingzhang.render.redirects import redirect
from mingzhang.render.sharing.badges import icons
from mingzhang.render.sharing.cards import cards
from mingzhang.render.sharing.meta import data_block, data_link
from mingzhang.render.slots import SlotFiller
from mingzhang.search.index import SearchIndex, subject
from mingzhang.search.passages import document


class Writer:
    """One build's pages and files."""

    def __init__(
        self,
        publication: Publication,
        project: Path,
        dataset: Dataset,
        accounts: Sequence[Account],
        *,
        plans: Path,
        slots: SlotFiller,
        frames: Frames,
        today: date,
    ) -> None:
        """`project` holds templates and tools, `plans` the files of the data."""
        self.publication = publication
        self.project = project
        self.plans = plans
        self.dataset = dataset
        self.accounts = accounts
        self.catalog = catalog_of(accounts, dataset.registries)
        self.follow = Subscriptions(accounts, self.catalog, dataset.registries)
        self.filler = slots
        self.words, self.today = slots.words, today
        self.frames = frames
        # Compiled templates are kept by their paths, which a link in front of them must not change.
        templates = (project / "overrides" / "fragments").resolve()
        cache = project / ".cache" / "jinja"
        self.fragments = {
            language: Fragments(templates, self.words[language], cache / language)
            for language in LANGUAGES
        }
        self.old = OldAddresses(dataset.plans, dataset.registries)
        self.shapes = icons((project / _SPRITE).read_text("utf-8"))
        self._badges: list[DataFile] = []
        self.unlisted: set[str] = set()
        """Paths of pages that are kept from search engines."""

    def write(
        self, say: Callable[..., None], indexes: Mapping[Language, SearchIndex] | None = None
    ) -> list[str]:
        """Writes everything and returns the paths of the pages; the indexes take in what can be
        searched. Raises DrawingError.
        """
        paths: list[str] = []
        with self._pictures() as pictures:
            for language in LANGUAGES:
                count = 0
                for page in pages(self.accounts, self.catalog, self._viewer(language, pictures)):
                    self._write_page(page, language, (indexes or {}).get(language))
                    count += 1
                    if language == "zh":
                        paths.append(page.path)
                        self.unlisted |= set() if page.listed else {page.path}
                self._write_cards(language)
                say("%s: %d pages", HTML_LANG[language], count)
            say("%d charts drawn, the others kept from an earlier build", pictures.drawn)
        if self.filler.address:  # else no page can name them
            for path, png in share_files(self.accounts, self.words, self.shapes, self.project, say):
                for address in (path, *self.old.of(path)):
                    self.publication.write(address, png)
        self._write_data()
        return paths

    def page(self, path: str, language: Language) -> str | None:
        """The one page at the address, None where there is none. Raises DrawingError."""
        with self._pictures() as pictures:
            viewer = self._viewer(language, pictures)
            page = page_at(path, self.accounts, self.catalog, viewer)
        return str(self.html(page, language)) if page else None

    def _pictures(self) -> Pictures:
        return Pictures(self.project / ".cache" / "charts", self.project)

    def _viewer(self, language: Language, pictures: Pictures) -> Viewer:
        words, shared = self.words[language], shared_indicators(self.catalog)
        return Viewer(words, pictures, self.dataset.registries, shared)

    def _write_page(self, page: Page, language: Language, index: SearchIndex | None) -> None:
        slots = self.slots(page, language)
        self._put(page.path, language, self.frames.of(page.path, language).fill(slots))
        if index and page.listed and page.content.is_searched:
            index.add(subject(page), document(slots.body))

    def _put(self, path: str, language: Language, html: str) -> None:
        """Writes the page, and at each of its old addresses one that leads to it."""
        self.publication.write(f"{urls.localised(path, language)}index.html", html)
        for old in self.old.of(path):
            words, fragments = self.words[language], self.fragments[language]
            moved = redirect(old, path, self.filler.address, words, fragments)
            self.publication.write(f"{urls.localised(old, language)}index.html", moved)

    def _write_cards(self, language: Language) -> None:
        words, fragments = self.words[language], self.fragments[language]
        built = words.when(day(self.today))
        for path, content in cards(self.accounts, words, fragments, self.shapes, built):
            if path.endswith("/"):
                self._put(path, language, content)
            else:
                self._badges.append(beside(path, "badge", content))

    def html(self, page: Page, language: Language) -> str:
        """The whole page: its body spliced into the frame."""
        return self.frames.of(page.path, language).fill(self.slots(page, language))

    def slots(self, page: Page, language: Language) -> Slots:
        """What the page puts into its frame."""
        root = urls.up(urls.localised(page.path, language))
        context = self._context(page, language, root)
        return self.filler.of_page(
            page,
            language,
            body=self.fragments[language].render(page.content.template, **context),
            scripts="".join(_SCRIPT.format(root or "./", name) for name in page.content.scripts),
            feeds=self.follow.head(page, self.words[language], root),
            data=self._data(page, self.words[language], root),
        )

    def _context(self, page: Page, language: Language, root: str) -> dict[str, Any]:
        """What every template may print besides the page's own: ways and addresses."""
        words, report_links = self.words[language], self.filler.report_links
        begins = self.filler.address or words("cite.address")
        return {
            **page.content.context(),
            "home": urls.up(page.path) or "./",
            "root": root or "./",
            "address": begins,
            "site": f"{begins}{urls.localised('', language)}",
            "follow": self.follow.ways(page, words),
            "report": lambda target: report_links.of_target(target, page, language),
        }

    def missing(self, root: str) -> Slots:
        """The slots of the page for wrong addresses, in both languages; `root` is the site's own
        path.
        """
        both = [(self.words["zh"], root), (self.words["en"], f"{root}en/")]
        body = self.fragments["zh"].render("site/missing", both=both)
        return self.filler.of_missing(root, body)

    def _data(self, page: Page, words: Words, root: str) -> Iterator[str]:
        """What the head of a page of downloads tells search engines of the data."""
        if not page.content.describes_data:
            return
        chosen = [a for a in self.accounts if page.plan is None or a.plan is page.plan]
        yield data_link(root)
        yield data_block(
            dataset(
                chosen,
                regions=self.dataset.registries.regions,
                files=page_downloads(page.plan),
                words=self.words,
                today=self.today,
                address=self.filler.address,
                folder=f"{root}data/",
            )
        )

    def _write_data(self) -> None:
        origin = SiteAddress(self.filler.address)
        others = other_files(self.accounts, self.follow, self.words, origin)
        files = DataFiles(
            self.accounts,
            self.catalog,
            self.dataset.registries,
            self.words,
            self.today,
            self.filler.address,
            self.plans,
            chain(others, self._badges),
            self.old,
            self.project / ".cache" / "workbooks",
        )
        for file in files:
            self.publication.write(file.address, file.content)


_SCRIPT = '<script src="{}assets/javascripts/{}" type="module"></script>'
_SPRITE = "overrides/partials/sprite.html"
