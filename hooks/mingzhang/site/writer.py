"""Writes the data pages of both languages, the exports and the published data files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

from markupsafe import Markup, escape

from mingzhang import urls
from mingzhang.account.account import Account, ordered, totals
from mingzhang.account.catalog import catalog_of, shared_indicators
from mingzhang.charts.svg import Pictures
from mingzhang.exports.datapackage import dataset
from mingzhang.exports.files import DataFiles, page_downloads
from mingzhang.exports.index import DataFile, beside
from mingzhang.feeds.ids import SiteAddress
from mingzhang.feeds.subscriptions import Subscriptions
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES, Language
from mingzhang.model.periods import day
from mingzhang.old_urls import OldAddresses
from mingzhang.pages.all import page_at, pages
from mingzhang.pages.page import Page, as_of, newest_report
from mingzhang.pages.viewer import Viewer
from mingzhang.reading.load import Dataset
from mingzhang.search.index import SearchIndex, subject
from mingzhang.search.passages import document
from mingzhang.site.fragments import Fragments
from mingzhang.site.frame import Frame, Slots, section
from mingzhang.site.other_files import other_files, share_files
from mingzhang.site.output import Publication
from mingzhang.site.redirects import redirect
from mingzhang.site.report_links import ReportLinks
from mingzhang.site.sharing.badges import icons
from mingzhang.site.sharing.cards import cards
from mingzhang.site.sharing.meta import cite, data_block, data_link, meta, page_address


class Renderer(Protocol):
    """What any renderer of frames must be able to do."""

    words: dict[Language, Words]
    today: date
    address: str
    """The site's own address, empty if not known."""
    feedback: ReportLinks

    def frame(self, language: Language, depth: int) -> Frame:
        """The frame of the language for pages at the depth."""

    def head(self, path: str) -> str:
        """Links of the page's head."""


class Writer:
    """One build's pages and files."""

    def __init__(
        self,
        publication: Publication,
        project: Path,
        dataset: Dataset,
        accounts: Sequence[Account],
        renderer: Renderer,
    ) -> None:
        self.publication = publication
        self.project = project
        self.dataset = dataset
        self.accounts = accounts
        self.catalog = catalog_of(accounts, dataset.registries)
        self.follow = Subscriptions(accounts, self.catalog, dataset.registries)
        self.renderer = renderer
        folder, cache = project / "overrides" / "fragments", project / ".cache" / "jinja"
        self.fragments = {
            language: Fragments(folder, renderer.words[language], cache / language)
            for language in LANGUAGES
        }
        self.old = OldAddresses(dataset.plans, dataset.registries)
        self.shapes = icons((project / _SPRITE).read_text("utf-8"))
        self._frames: dict[tuple[Language, int], Frame] = {}
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
                say("%s: %d data pages", language, count)
            say("%d charts drawn, the others were known", pictures.drawn)
        if self.renderer.address:  # else no page can name them
            words = self.renderer.words
            for path, png in share_files(self.accounts, words, self.shapes, self.project, say):
                for address in (path, *self.old.of(path)):
                    self.publication.write(address, png)
        self._write_data()
        return paths

    def page(self, path: str, language: Language) -> str | None:
        """The one page at the address, None where there is none. Raises DrawingError."""
        with self._pictures() as pictures:
            viewer = self._viewer(language, pictures)
            found = page_at(path, self.accounts, self.catalog, viewer)
        return str(self.html(found, language)) if found else None

    def _pictures(self) -> Pictures:
        return Pictures(self.project / ".cache" / "charts", self.project)

    def _viewer(self, language: Language, pictures: Pictures) -> Viewer:
        words, shared = self.renderer.words[language], shared_indicators(self.catalog)
        return Viewer(words, pictures, self.dataset.registries, shared)

    def _write_page(self, page: Page, language: Language, index: SearchIndex | None) -> None:
        slots = self.slots(page, language)
        self._put(page.path, language, self._frame(page, language).fill(slots))
        if index and page.listed and page.content.is_searched:
            index.add(subject(page), document(slots.body))

    def _put(self, path: str, language: Language, html: str) -> None:
        """Writes the page, and at each of its old addresses one that leads to it."""
        self.publication.write(f"{urls.localised(path, language)}index.html", html)
        for old in self.old.of(path):
            words, fragments = self.renderer.words[language], self.fragments[language]
            moved = redirect(old, path, self.renderer.address, words, fragments)
            self.publication.write(f"{urls.localised(old, language)}index.html", moved)

    def _write_cards(self, language: Language) -> None:
        words, fragments = self.renderer.words[language], self.fragments[language]
        built = words.when(day(self.renderer.today))
        for path, content in cards(self.accounts, words, fragments, self.shapes, built):
            if path.endswith("/"):
                self._put(path, language, content)
            else:
                self._badges.append(beside(path, "badge", content))

    def html(self, page: Page, language: Language) -> str:
        """The whole page: its body spliced into the frame."""
        return self._frame(page, language).fill(self.slots(page, language))

    def _frame(self, page: Page, language: Language) -> Frame:
        depth = page.path.count("/")
        key = (language, depth)
        if key not in self._frames:
            self._frames[key] = self.renderer.frame(language, depth)
        return self._frames[key]

    def _context(self, page: Page, language: Language, home: str, root: str) -> dict[str, Any]:
        """What every template may print besides the page's own: ways and addresses."""
        words, feedback = self.renderer.words[language], self.renderer.feedback
        begins = self.renderer.address or words("cite.address")
        return {
            **page.content.context(),
            "home": home or "./",
            "root": root or "./",
            "address": begins,
            "site": f"{begins}{urls.localised('', language)}",
            "follow": self.follow.ways(page, words),
            "report": lambda target: feedback.of_target(target, page, language),
        }

    def slots(self, page: Page, language: Language) -> Slots:
        """What the page puts into its frame."""
        words, home = self.renderer.words[language], urls.up(page.path)
        root = home if language == "zh" else f"{home}../"
        address, feedback = self.renderer.address, self.renderer.feedback
        context = self._context(page, language, home, root)
        newest = newest_report([page.plan] if page.plan else self.dataset.real_plans)
        other = (f"{home}en/{page.path}" if language == "zh" else f"{home}../{page.path}") or "./"
        return Slots(
            title=str(escape(page.title)),
            description=str(escape(page.description)),
            body=self.fragments[language].render(page.content.template, **context),
            other=other,
            as_of=as_of(newest, words),
            report=str(escape(feedback.of_page(page, language))),
            address=str(escape(page_address(page.path, language, address))),
            head="\n".join(
                (
                    self.renderer.head(page.path),
                    self._canonical(page, language, home),
                    self.follow.head(page, words, root),
                    *self._told(page, words, root),
                )
            ).strip(),
            banner=self._banner(page, words),
            scripts="".join(_SCRIPT.format(root or "./", name) for name in page.content.scripts),
            cite=cite(
                page.title,
                newest,
                words,
                address=page_address(page.path, language, address),
                invented=bool(page.plan and page.plan.invented),
            ),
            **section(page.section),
        )

    def _canonical(self, page: Page, language: Language, home: str) -> str:
        if not page.canonical:
            return ""
        whole = page_address(page.canonical, language, self.renderer.address)
        return Markup('<link rel="canonical" href="{}">').format(whole or home + page.canonical)

    def missing(self, root: str) -> Markup:
        """The body of the page for wrong addresses, in both languages; `root` is the site's own
        path.
        """
        both = [(self.renderer.words["zh"], root), (self.renderer.words["en"], f"{root}en/")]
        return self.fragments["zh"].render("site/missing", both=both)

    def _told(self, page: Page, words: Words, root: str) -> Iterator[str]:
        """What the head says to other sites and to search engines."""
        address = self.renderer.address
        if not page.listed:
            yield _NOT_LISTED
        yield meta(page.path, page.title, page.description, words, address, plan=page.plan)
        if not page.content.describes_data:
            return
        chosen = [a for a in self.accounts if page.plan is None or a.plan is page.plan]
        yield data_link(root)
        yield data_block(
            dataset(
                chosen,
                regions=self.dataset.registries.regions,
                files=page_downloads(page.plan),
                words=self.renderer.words,
                today=self.renderer.today,
                address=address,
                folder=f"{root}data/",
            )
        )

    @staticmethod
    def _banner(page: Page, words: Words) -> str:
        if not (page.plan and page.plan.invented):
            return ""
        notice = '<aside class="invented" aria-label="{}"><p>{}</p></aside>'
        return Markup(notice).format(words("invented.label"), words("invented.banner"))

    def _write_data(self) -> None:
        origin = SiteAddress(self.renderer.feedback.site_url)
        others = other_files(self.accounts, self.follow, self.renderer.words, origin)
        files = DataFiles(
            self.accounts,
            self.catalog,
            self.dataset.registries,
            self.renderer.words,
            self.renderer.today,
            self.renderer.address,
            self.project,
            chain(others, self._badges),
            self.old,
            self.project / ".cache" / "workbooks",
        )
        for file in files:
            self.publication.write(file.address, file.content)

    def summary(self, pages_: int, seconds: float) -> str:
        """The last line of a build: plans, targets by status, pages, seconds."""
        found = totals(self.accounts)
        listed = ", ".join(f"{number} {status}" for status, number in ordered(found.counts))
        return (
            f"{len(self.accounts)} plans, {found.promises} targets ({listed}), "
            f"{2 * pages_} data pages, {self.publication.written} files changed, {seconds:.1f} s"
        )


_SCRIPT = '<script src="{}assets/javascripts/{}" type="module"></script>'
_NOT_LISTED = '<meta name="robots" content="noindex">'
_SPRITE = "overrides/partials/sprite.html"
