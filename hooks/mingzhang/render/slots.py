"""What a page puts into its frame: the slots of data pages, of hand-written pages and of the page
for wrong addresses. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from mingzhang import urls
from mingzhang.escaping import filled, shown
from mingzhang.feeds.subscriptions import feed_links
from mingzhang.i18n.words import Words
from mingzhang.language import HTML_LANG, LANGUAGES, Language
from mingzhang.model.periods import Period, day
from mingzhang.pages.page import Page, as_of, newest_report
from mingzhang.render.frame import Slots, marked
from mingzhang.render.report_links import ReportLinks
from mingzhang.render.sharing.meta import cite, meta, page_address

_ALTERNATE = Markup('<link rel="alternate" hreflang="{}" href="{}">')
_CANONICAL = Markup('<link rel="canonical" href="{}">')
_NOT_LISTED = Markup('<meta name="robots" content="noindex">')
_BANNER = Markup('<aside class="invented" aria-label="{}"><p>{}</p></aside>')


@dataclass(frozen=True, slots=True)
class SlotFiller:
    """What all pages of a site share, from which each gets its slots."""

    words: dict[Language, Words]
    newest: Period | None
    """What the newest report of a real plan speaks of: the day of the data on pages of no plan."""
    report_links: ReportLinks
    since: date
    """The day from which on the statuses are as the pages say."""
    address: str
    """The site's own, empty if not known."""

    def of_page(
        self,
        page: Page,
        language: Language,
        *,
        body: Markup,
        scripts: str,
        feeds: str,
        data: Iterable[str],
    ) -> Slots:
        """Those of a data page. `feeds` and `data` are lines of its head: where news of it come,
        and what it holds for search engines.
        """
        words, is_invented = self.words[language], bool(page.plan and page.plan.invented)
        return self._of(
            page.path,
            page.title,
            language,
            newest_report([page.plan]) if page.plan else self.newest,
            report=self.report_links.of_page(page, language),
            description=page.description,
            is_invented=is_invented,
            head=(*self._addresses(page, language), feeds, *self._about(page, language), *data),
            body=body,
            scripts=scripts,
            banner=filled(_BANNER, words("invented.label"), words("invented.banner"))
            if is_invented
            else "",
            section=page.section,
        )

    def of_written(self, path: str, title: str, description: str, language: Language) -> Slots:
        """Those of a page of docs/; MkDocs puts in its body. `title` is without the site's name."""
        words = self.words[language]
        whole = f"{title} · {words('site.name')}"
        return self._of(
            path,
            whole,
            language,
            self.newest,
            report=self.report_links.of(path, title, language),
            description=description,
            head=(
                *self._alternates(path),
                meta(path, whole, description, words, self.address),
                feed_links(None, words, urls.up(urls.localised(path, language))),
            ),
            section=path.strip("/"),
        )

    def of_missing(self, root: str, body: Markup) -> Slots:
        """Those of the page for wrong addresses, which has none itself; `root` is the site's own
        path, from which its links begin.
        """
        words = self.words["zh"]
        title = words("error.title")
        return Slots(
            title=shown(f"{title} · {words('site.name')}"),
            description="",
            body=body,
            other=f"{root}{urls.twin('', 'zh')}",
            as_of=as_of(self.newest, words),
            holds=self._holds(words),
            report=shown(self.report_links.of("404.html", title, "zh", root=root)),
        )

    def _of(
        self,
        path: str,
        title: str,
        language: Language,
        newest: Period | None,
        *,
        report: str,
        description: str,
        head: Iterable[str],
        section: str,
        is_invented: bool = False,
        body: str = "",
        banner: str = "",
        scripts: str = "",
    ) -> Slots:
        words, address = self.words[language], page_address(path, language, self.address)
        return Slots(
            title=shown(title),
            description=shown(description),
            body=body,
            other=f"{urls.up(path)}{urls.twin(path, language)}" or "./",
            as_of=as_of(newest, words),
            holds=self._holds(words),
            report=shown(report),
            address=shown(address),
            head="\n".join(head).strip(),
            cite=cite(title, newest, words, address=address, invented=is_invented),
            banner=banner,
            scripts=scripts,
            **marked(section),
        )

    def _holds(self, words: Words) -> str:
        return words("foot.holds", date=words.when(day(self.since)))

    def _addresses(self, page: Page, language: Language) -> Iterator[str]:
        yield from self._alternates(page.path)
        whole = page_address(page.canonical or "", language, self.address)
        canonical = whole or f"{urls.up(page.path)}{page.canonical}"
        yield filled(_CANONICAL, canonical) if page.canonical else ""

    def _about(self, page: Page, language: Language) -> Iterator[str]:
        """What the head of a data page says to other sites and to search engines."""
        if not page.listed:
            yield _NOT_LISTED
        words = self.words[language]
        yield meta(page.path, page.title, page.description, words, self.address, plan=page.plan)

    def _alternates(self, path: str) -> Iterator[str]:
        """The page in each language, for search engines; only where its whole address is known."""
        if self.address:
            for language in LANGUAGES:
                whole = urls.absolute(self.address, urls.localised(path, language))
                yield filled(_ALTERNATE, HTML_LANG[language], whole)
