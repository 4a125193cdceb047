"""The edge to MkDocs: its events, the frame, and the order of a build. The only module that
imports MkDocs.
"""

from __future__ import annotations

import gc
import logging
import posixpath
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from jinja2 import Environment
from markupsafe import escape
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
from mingzhang.account.account import accounts_of
from mingzhang.charts.svg import DrawingError
from mingzhang.diagnostics.problems import Problem
from mingzhang.diagnostics.report import report, sentence
from mingzhang.feeds.subscriptions import feed_links
from mingzhang.i18n.words import Words
from mingzhang.language import HTML_LANG, LANGUAGES, Language
from mingzhang.model.contacts import contact_fault
from mingzhang.model.periods import day
from mingzhang.pages.page import as_of, newest_report
from mingzhang.reading.load import Before, load
from mingzhang.rules.check import check
from mingzhang.search.index import finish, indexes_of
from mingzhang.site import sitemap
from mingzhang.site.frame import Frame, FrameContext, Slots, section, tokens
from mingzhang.site.output import Publication
from mingzhang.site.preview import Preview, watch
from mingzhang.site.report_links import ReportLinks
from mingzhang.site.sharing.meta import cite, meta, page_address
from mingzhang.site.writer import Writer

log = get_plugin_logger("mingzhang")
OTHER: dict[Language, Language] = {"zh": "en", "en": "zh"}


class Site:
    """One build: everything is made afresh in `on_config`, because MkDocs keeps hooks between
    builds.
    """

    preview: Preview | None = None
    """Set while this is `serve`."""

    def __init__(self) -> None:
        self.read_before: Before = {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads and checks the data; a problem stops the build before anything is touched."""
        self.began = time.perf_counter()
        self.project = Path(config.config_file_path or "mkdocs.yml").parent
        self.today = clock.today()
        self.plans = self.project / str(config.extra.get("plans", "plans"))
        problems = self.reread()
        if problems and not self.preview:
            said = report(problems, "en")
            raise PluginError(f"The data has problems, nothing is published.\n{said}")
        self.writer: Writer | None = None
        self.feedback = self._feedback(config)
        self.docs: dict[Language, dict[str, str]] = {lang: {} for lang in LANGUAGES}
        self.publication = Publication(Path(config.site_dir))
        config.site_dir = str(self.publication.staging)
        self.publication.begin()
        self.address = config.site_url or ""
        return config

    def _feedback(self, config: MkDocsConfig) -> ReportLinks:
        address = str(config.extra.get("report") or "")
        if address and (fault := contact_fault(address)):
            raise PluginError(f"mkdocs.yml, extra.report: {sentence(fault, 'en')}")
        return ReportLinks(address, config.site_url or "")

    def reread(self) -> Sequence[Problem]:
        """Takes over the data if it is sound, else keeps what there was; returns the problems."""
        # The record stays to the end of the build: the collector need not walk it again and again.
        gc.unfreeze()
        gc.disable()
        dataset = load(self.plans, before=self.read_before)
        gc.freeze()
        gc.enable()
        if problems := check(dataset, self.today):
            return problems
        log.info("%d plans read, no problems", len(dataset.plans))
        self.dataset = dataset
        self.words = {lang: Words(lang, dataset.registries.units) for lang in LANGUAGES}
        self.writer = None
        return ()

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keeps what frames are rendered with."""
        self.nav, self.files = nav, files
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keeps the theme's templates."""
        self.environment = env
        return env

    def on_page_context(
        self, context: Any, *, page: DocsPage, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Gives a hand-written page its frame; the language follows from its address."""
        language, path = _split(page.url)
        self.docs[language][path] = str(page.content)
        title = f"{page.title} · {self.words[language]('site.name')}"
        slots = Slots(
            title=str(escape(title)),
            description=str(escape(page.meta.get("description", ""))),
            body="",
            other=_other(path, language),
            as_of=as_of(newest_report(self.dataset.real_plans), self.words[language]),
            report=str(escape(self.feedback.of(path, str(page.title), language))),
            address=str(escape(page_address(path, language, self.address))),
            head=self._docs_head(path, language, title, page, config),
            cite=cite(
                title,
                newest_report(self.dataset.real_plans),
                self.words[language],
                address=page_address(path, language, self.address),
            ),
            **section(path.strip("/")),
        )
        frame = self._frame_context(slots, language, urls.up(path), config)
        context["frame"] = replace(frame, heading=str(page.title))
        config.theme["language"] = HTML_LANG[language]
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes every data page, the exports and the search index, then puts the new site in
        place.
        """
        self.config = config
        writer = self._writer()
        indexes = indexes_of(self.publication.write) if config.extra.get("search", True) else {}
        try:
            pages = writer.write(log.info, indexes)
        except DrawingError as error:
            raise PluginError(str(error)) from None
        listed = self._all_paths(set(pages) - writer.unlisted)
        self.publication.write("sitemap.xml", sitemap.sitemap(listed, config.site_url))
        self._write_404(config, writer)
        finish(indexes, self.docs)
        self._no_warnings(config)
        self.publication.finish()
        log.info("%s", writer.summary(len(pages), time.perf_counter() - self.began))
        if self.preview:
            self.preview.rebuilt()

    def _writer(self) -> Writer:
        """What writes the present record; made once for each."""
        if self.writer is None:
            accounts = accounts_of(self.dataset.plans, self.today)
            self.writer = Writer(self.publication, self.project, self.dataset, accounts, self)
        return self.writer

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
        self.preview = Preview(self, Path(server.root), server.mount_path)
        server.set_app(self.preview)
        watch(self.plans, self.preview.reread)
        return server

    # What the preview asks of the edge.

    def page(self, path: str) -> str | None:
        """The data page at the address, from the newest sound record."""
        language, below = _split(path)
        return self._writer().page(below, language)

    def is_written(self, path: str) -> bool:
        """Whether a page of docs/ stands at the address."""
        language, below = _split(path)
        return below in self.docs[language]

    # What the writer asks of the edge.

    def frame(self, language: Language, depth: int) -> Frame:
        """The frame of data pages, rendered by the theme with slots in place of content."""
        return Frame(self.render(tokens(), language, depth))

    def render(self, slots: Slots, language: Language, depth: int) -> str:
        """The theme's whole page for the slots, at a depth below the root of the language."""
        prefix = "en/" if language == "en" else ""
        page = _blank_page(prefix + "x/" * depth, self.config)
        self.config.theme["language"] = HTML_LANG[language]
        context: Any = get_context(self.nav, self.files, self.config, page)
        context["frame"] = self._frame_context(slots, language, "../" * depth, self.config)
        return str(self.environment.get_template("main.html").render(context))

    def head(self, path: str) -> str:
        """Canonical and alternate links, where the site's own address is known."""
        return self._head(path, self.config)

    def _write_404(self, config: MkDocsConfig, writer: Writer) -> None:
        """One page for any wrong address, so its links begin at the site's root and it speaks both
        languages.
        """
        root = urlsplit(config.site_url or "/").path
        words = self.words["zh"]
        slots = Slots(
            title=f"{words('error.title')} · {words('site.name')}",
            description="",
            body=writer.missing(root),
            other=f"{root}en/",
            as_of=as_of(newest_report(self.dataset.real_plans), words),
            report=str(escape(self.feedback.of("404.html", words("error.title"), "zh", root=root))),
        )
        config.theme["language"] = HTML_LANG["zh"]
        context: Any = get_context(self.nav, self.files, config, None, base_url=root)
        context["frame"] = self._frame_context(slots, "zh", root, config)
        self.publication.write(
            "404.html", self.environment.get_template("main.html").render(context)
        )

    def _frame_context(
        self, slots: Slots, language: Language, home: str, config: MkDocsConfig
    ) -> FrameContext:
        words = self.words[language]
        return FrameContext(
            slots=slots,
            words=words,
            home=home or "./",
            other_lang=HTML_LANG[OTHER[language]],
            built=words.when(day(self.today)),
        )

    def _docs_head(
        self, path: str, language: Language, title: str, page: DocsPage, config: MkDocsConfig
    ) -> str:
        about = str(page.meta.get("description", ""))
        shared = meta(path, title, about, self.words[language], self.address)
        feeds = feed_links(None, self.words[language], urls.up(urls.localised(path, language)))
        return f"{self._head(path, config)}\n{shared}\n{feeds}"

    def _head(self, path: str, config: MkDocsConfig) -> str:
        if not config.site_url:
            return ""
        lines = [
            f'<link rel="alternate" hreflang="{HTML_LANG[lang]}" href="{{}}">'.format(
                escape(urljoin(config.site_url, urls.localised(path, lang)))
            )
            for lang in LANGUAGES
        ]
        return "\n".join(lines)

    def _all_paths(self, pages: Iterable[str]) -> list[str]:
        return sorted({*pages, *self.docs["zh"]})


def _split(url: str) -> tuple[Language, str]:
    return ("en", url.removeprefix("en/")) if url.startswith("en/") else ("zh", url)


def _other(path: str, language: Language) -> str:
    """The way to the same page in the other language."""
    home = urls.up(path)
    return (f"{home}en/{path}" if language == "zh" else f"{home}../{path}") or "./"


def _blank_page(url: str, config: MkDocsConfig) -> DocsPage:
    file = File.generated(config, posixpath.join(url, "index.md"), content="")
    page = DocsPage("", file, config)
    page.markdown, page.content, page.meta = "", "", {}
    page.toc = TableOfContents([AnchorLink("", "main", 1)])
    return page
