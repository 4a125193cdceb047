"""The edge to MkDocs: its events, the frame, and the order of a build. The only module that
imports MkDocs.
"""

from __future__ import annotations

import gc
import logging
import os
import posixpath
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as DocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler

from mingzhang import clock, urls
from mingzhang.account.account import Account, account_of, in_order, same_since
from mingzhang.account.catalog import catalog_of, shared_indicators
from mingzhang.account.turning_days import holds_since
from mingzhang.build import sitemap
from mingzhang.build.cluster import Cluster, ClusterError
from mingzhang.build.on_demand import OnDemand
from mingzhang.build.publication import InPlace, Publication, turn_of
from mingzhang.build.run import Build
from mingzhang.build.store import Shard
from mingzhang.charts.svg import DrawingError
from mingzhang.diagnostics.problems import Problem
from mingzhang.diagnostics.report import language_of, report, sentence
from mingzhang.i18n.words import Words
from mingzhang.language import HTML_LANG, LANGUAGES, OTHER, Language
from mingzhang.model.contacts import contact_fault
from mingzhang.pages.page import newest_report
from mingzhang.reading.data_folder import DataFolder
from mingzhang.reading.kept import KeptFiles
from mingzhang.reading.load import Before, Dataset, load_folder, name_of, no_folder
from mingzhang.render.edition import Edition
from mingzhang.render.frame import DEPTHS, FrameContext, Slots, tokens
from mingzhang.render.press import Press
from mingzhang.render.report_links import ReportLinks
from mingzhang.render.slots import SlotFiller
from mingzhang.rules.examine import examine_folder
from mingzhang.site.closing import closing
from mingzhang.site.preview import Preview, watch
from mingzhang.site.unchanged import inputs_key, note_build

log = get_plugin_logger("mingzhang")


class Site:
    """One build: everything is made afresh in `on_config`, because MkDocs keeps hooks between
    builds.
    """

    preview: Preview | None = None
    """Set once the site is served."""

    def __init__(self, serves: bool = False) -> None:
        """`serves`: data pages are rendered when they are asked for, and not built."""
        self.serves = serves
        self.read_before: Before = {}
        self.accounts: Sequence[Account] = ()
        self._accounts_of: date | None = None
        """The day for which they are worked out."""
        self._completed: Dataset | None = None
        self._completing = threading.Lock()
        self.closing: Sequence[str] = ()
        """What is said when all is done; empty until a build is."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads and checks the data; a problem stops the build before anything is touched."""
        self.project = Path(config.config_file_path or "mkdocs.yml").parent
        self.cache = self.project / ".cache"
        self.today = clock.today()
        self.plans = self.project / str(config.extra.get("plans", "plans"))
        # Before anything is read: what is saved while it is read is then seen as a change.
        self.inputs = "" if self.serves else inputs_key(config)
        problems = self.reread()
        if problems and not self.preview:
            listed = report(problems, "en")
            raise PluginError(f"The data has problems, nothing is published.\n{listed}")
        self.report_links = self._report_links(config)
        self.cluster = _cluster(config)
        self.docs: dict[Language, dict[str, str]] = {lang: {} for lang in LANGUAGES}
        self.publication = Publication(Path(config.site_dir), self.cache)
        config.site_dir = str(self.publication.drafts)
        self.publication.begin(log.info)
        self.address = config.site_url or ""
        return config

    def _report_links(self, config: MkDocsConfig) -> ReportLinks:
        address = str(config.extra.get("report") or "")
        if address and (fault := contact_fault(address)):
            raise PluginError(f"mkdocs.yml, extra.report: {sentence(fault, 'en')}")
        return ReportLinks(address, config.site_url or "")

    def reread(self) -> Sequence[Problem]:
        """Takes over the data if it is sound, else keeps what there was; returns the problems."""
        name = name_of(self.plans)
        if not self.plans.is_dir():
            return [no_folder(self.plans, name)]
        folder = DataFolder.of(self.plans, name, KeptFiles(self.cache / "records"))
        if problems := examine_folder(folder, self.today).problems:
            return problems
        # The record stays to the end of the build: the collector need not walk it again and again.
        gc.unfreeze()
        gc.disable()
        dataset = load_folder(folder, before=self.read_before)
        gc.freeze()
        gc.enable()
        if dataset.problems:  # who saved a file just now
            return dataset.problems
        log.info("%d plans read, no problems", len(dataset.plans))
        self.dataset = dataset
        self.words = {lang: Words(lang, dataset.registries.units) for lang in LANGUAGES}
        before = {id(account.plan): account for account in self.accounts}
        if self._accounts_of != self.today:
            before, self._accounts_of = {}, self.today
        self.accounts = [
            before.get(id(plan)) or account_of(plan, holds_since(plan, self.today))
            for plan in in_order(dataset.plans)
        ]
        self.catalog = catalog_of(self.accounts, dataset.registries)
        self.on_demand: OnDemand | None = None
        return ()

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keeps what frames are rendered with."""
        self.nav, self.files = nav, files
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keeps the theme's templates. MkDocs renders none by itself: the page for wrong addresses
        and the sitemap are written with the data pages.
        """
        self.environment = env
        config.theme.static_templates.clear()
        return env

    def on_page_context(
        self, context: Any, *, page: DocsPage, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Gives a hand-written page its frame; the language follows from its address."""
        language, path = _split(page.url)
        self.docs[language][path] = str(page.content)
        about = str(page.meta.get("description", ""))
        slots = self._filler().of_written(path, str(page.title), about, language)
        frame = self._theme(config).around(slots, language, urls.up(path))
        context["frame"] = replace(frame, heading=str(page.title))
        config.theme["language"] = HTML_LANG[language]
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes the site and puts it in the place of the old one."""
        self.config, self._frames = config, self._rendered_frames(config)
        root = urlsplit(config.site_url or "/").path
        press = Press(self._edition(config))
        missing = self._theme(config).missing(press.missing(self._filler(), root), root)
        self.publication.write("404.html", missing)
        pages = () if self.serves else self._write_data(config)
        self._no_warnings(config)
        self.publication.finish()
        if self.preview:
            self.preview.rebuilt()
        elif not self.serves:
            self._note(config, len(pages) * len(LANGUAGES))

    def _write_data(self, config: MkDocsConfig) -> Collection[str]:
        """Writes every data page, the exports and the search; returns the paths of the pages."""
        try:
            parts = self._build(self.publication)
        except (DrawingError, ClusterError) as error:
            raise PluginError(str(error)) from None
        items = [item for part in parts for item in part.items.values()]
        paths = {path for item in items for path in item.pages}
        listed = paths.difference(*(item.unlisted for item in items)) | self.docs["zh"].keys()
        self.publication.write("sitemap.xml", sitemap.sitemap(sorted(listed), config.site_url))
        return paths

    def _build(self, publication: Publication | InPlace) -> Sequence[Shard]:
        edition = self._edition(self.config)
        return Build(
            edition,
            self.accounts,
            self.catalog,
            publication,
            self.today,
            log.info,
            self.cluster,
        ).write(self.docs)

    def _note(self, config: MkDocsConfig, pages: int) -> None:
        """Keeps what is said at the end, now and if nothing has changed the next time."""
        site, changed = self.publication.site, self.publication.written
        self.closing = tuple(self._closing(pages, changed, config))
        note_build(config, site, self.inputs, tuple(self._closing(pages, 0, config)))

    def _closing(self, pages: int, changed: int, config: MkDocsConfig) -> Iterator[str]:
        return closing(
            self.accounts,
            self.words[language_of(*map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG")))],
            pages=pages,
            changed=changed,
            site=_from_here(self.publication.site),
            has_address=bool(config.site_url),
        )

    def on_shutdown(self) -> None:
        """After a build, says what came of it and how to go on."""
        if self.closing and not self.preview:
            log.info("%s", "\n".join(self.closing))

    def _filler(self) -> SlotFiller:
        newest = newest_report(self.dataset.real_plans)
        return SlotFiller(
            self.words, newest, self.report_links, same_since(self.accounts), self.address
        )

    def _theme(self, config: MkDocsConfig) -> Theme:
        return Theme(config, self.nav, self.files, self.environment, self.words)

    def _rendered_frames(self, config: MkDocsConfig) -> dict[tuple[Language, int], str]:
        theme = self._theme(config)
        return {
            (language, depth): theme.page(tokens(), language, depth)
            for language in LANGUAGES
            for depth in DEPTHS
        }

    def _edition(self, config: MkDocsConfig) -> Edition:
        alone = bool(config.extra.get("pages_alone", False))
        return Edition(
            self.project,
            self.plans,
            self.dataset.registries,
            self._frames,
            self.report_links,
            self.address,
            shared_indicators(self.catalog),
            is_searched=bool(config.extra.get("search", True)) and not alone,
            is_pages_alone=alone,
        )

    @staticmethod
    def _no_warnings(config: MkDocsConfig) -> None:
        """In strict mode MkDocs counts warnings only after this event, when the old site would be
        gone.
        """
        counters = [h for h in logging.getLogger("mkdocs").handlers if isinstance(h, CountHandler)]
        if config.strict and any(counter.get_counts() for counter in counters):
            raise PluginError("There are warnings and the build is strict; nothing is published.")

    def on_build_error(self, *, error: Exception) -> None:
        """Leaves the old site as it was."""
        if hasattr(self, "publication"):
            self.publication.abandon()

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Watches what pages are made of: saved data shows at once, the rest by a new build."""
        for folder in ("overrides", "hooks"):
            server.watch(str(self.project / folder))
        self.preview = Preview(self, Path(server.root), server.mount_path, server.serve_request)
        server.set_app(self.preview)
        watch(self.plans, self.preview.reread)
        return server

    # What the preview asks of the edge.

    def page(self, path: str) -> str | None:
        """The data page at the address, from the newest sound record."""
        language, below = _split(path)
        if self.on_demand is None:
            self.on_demand = OnDemand(self._edition(self.config), self.accounts, self.catalog)
        return self.on_demand.page(below, language)

    def complete(self) -> None:
        """Makes the files beside the pages, once for each record: search, downloads, feeds."""
        with self._completing, turn_of(self.cache):
            if self._completed is not self.dataset:
                log.info("Making search, downloads and feeds …")
                self._completed = self.dataset
                self._build(InPlace(self.publication.site))

    def is_written(self, path: str) -> bool:
        """Whether a page of docs/ stands at the address."""
        language, below = _split(path)
        return below in self.docs[language]


def _split(url: str) -> tuple[Language, str]:
    return ("en", url.removeprefix("en/")) if url.startswith("en/") else ("zh", url)


@dataclass(frozen=True)
class Theme:
    """MkDocs' theme, which renders whole pages around slots."""

    config: MkDocsConfig
    nav: Navigation
    files: Files
    environment: Environment
    words: Mapping[Language, Words]

    def page(self, slots: Slots, language: Language, depth: int) -> str:
        """A page at a depth below the root of the language."""
        page = _blank_page(urls.localised("x/" * depth, language), self.config)
        context = get_context(self.nav, self.files, self.config, page)
        return self._rendered(context, slots, language, "../" * depth)

    def missing(self, slots: Slots, root: str) -> str:
        """The page for wrong addresses, whose links begin at the site's root; it speaks both
        languages.
        """
        context = get_context(self.nav, self.files, self.config, None, base_url=root)
        return self._rendered(context, slots, "zh", root)

    def around(self, slots: Slots, language: Language, home: str) -> FrameContext:
        """What the frame's template prints; `home` is the way to the home page."""
        words = self.words[language]
        return FrameContext(
            slots=slots,
            words=words,
            home=home or "./",
            other_lang=HTML_LANG[OTHER[language]],
        )

    def _rendered(self, context: Any, slots: Slots, language: Language, home: str) -> str:
        self.config.theme["language"] = HTML_LANG[language]
        context["frame"] = self.around(slots, language, home)
        return str(self.environment.get_template("main.html").render(context))


def _cluster(config: MkDocsConfig) -> Cluster | None:
    """What the settings name to make parts on other machines, if they do."""
    scheduler, place = (str(config.extra.get(name) or "") for name in ("dask", "parts"))
    if bool(scheduler) != bool(place):
        raise PluginError(
            "mkdocs.yml: extra.dask and extra.parts go together: where parts are made,"
            " and where they are left."
        )
    return Cluster(scheduler, place) if scheduler else None


def _from_here(folder: Path) -> Path:
    """The folder as a person in the current one would name it."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def _blank_page(url: str, config: MkDocsConfig) -> DocsPage:
    file = File.generated(config, posixpath.join(url, "index.md"), content="")
    page = DocsPage("", file, config)
    page.markdown, page.content, page.meta = "", "", {}
    page.toc = TableOfContents([AnchorLink("", "main", 1)])
    return page
