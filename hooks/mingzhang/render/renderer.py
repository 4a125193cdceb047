"""Data pages as whole HTML: the body in its frame, and pages that lead on from old addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from mingzhang import urls
from mingzhang.account.account import Account, real_plans, same_since
from mingzhang.exports.datapackage import dataset
from mingzhang.exports.files import page_downloads
from mingzhang.feeds.subscriptions import Subscriptions
from mingzhang.i18n.words import Words
from mingzhang.language import Language
from mingzhang.model.periods import Period
from mingzhang.pages.page import Page, newest_report
from mingzhang.render.frame import Slots
from mingzhang.render.press import Press
from mingzhang.render.redirects import redirect
from mingzhang.render.sharing.meta import data_block, data_link
from mingzhang.render.slots import SlotFiller

_SCRIPT = '<script src="{}assets/javascripts/{}" type="module"></script>'


@dataclass(frozen=True)
class Renderer:
    """Renders the pages of some plans, or those that span all."""

    press: Press
    accounts: Sequence[Account]
    """The plans whose data the pages offer to take away."""
    subscriptions: Subscriptions
    """What the pages can be followed by."""
    since: date = date.min
    """The day from which on the statuses are as the pages say."""
    newest: Period | None = None
    """What the newest report of a real plan speaks of: the day of the data on pages of no plan."""

    @cached_property
    def filler(self) -> SlotFiller:
        """What the pages put into their frames."""
        edition = self.press.edition
        return SlotFiller(
            edition.words, self.newest, edition.report_links, self.since, edition.address
        )

    def about(self, accounts: Sequence[Account]) -> Renderer:
        """The same for pages on which these plans have a say: the days there are theirs. Where none
        has, they are those of all.
        """
        if not accounts:
            return self
        newest = newest_report(real_plans(accounts))
        return replace(self, since=same_since(accounts), newest=newest)

    def html(self, page: Page, language: Language) -> str:
        """The whole page."""
        return self.framed(page, language, self.slots(page, language))

    def framed(self, page: Page, language: Language, slots: Slots) -> str:
        """The whole page from its slots."""
        return self.press.frames.of(page.path, language).fill(slots)

    def moved(self, old: str, path: str, language: Language) -> str:
        """The page at an old address, which leads on to the path."""
        press = self.press
        address, words = press.edition.address, press.words[language]
        return redirect(old, path, address, words, press.fragments[language])

    def slots(self, page: Page, language: Language) -> Slots:
        """What the page puts into its frame."""
        press, root = self.press, urls.up(urls.localised(page.path, language))
        words = press.words[language]
        context = self._context(page, language, root)
        return self.filler.of_page(
            page,
            language,
            body=press.fragments[language].render(page.content.template, **context),
            scripts="".join(_SCRIPT.format(root or "./", name) for name in page.content.scripts),
            feeds=self.subscriptions.head(page, words, root),
            data=self._data(page, words, root),
        )

    def _context(self, page: Page, language: Language, root: str) -> dict[str, Any]:
        """What every template may print besides the page's own: ways and addresses."""
        edition, words = self.press.edition, self.press.words[language]
        begins = edition.address or words("cite.address")
        return {
            **page.content.context(),
            "home": urls.up(page.path) or "./",
            "root": root or "./",
            "address": begins,
            "site": f"{begins}{urls.localised('', language)}",
            "follow": self.subscriptions.ways(page, words),
            "report": lambda target: edition.report_links.of_target(target, page, language),
        }

    def _data(self, page: Page, words: Words, root: str) -> Iterator[str]:
        """What the head of a page of downloads tells search engines of the data."""
        if not page.content.describes_data:
            return
        edition = self.press.edition
        yield data_link(root)
        yield data_block(
            dataset(
                self.accounts,
                regions=edition.registries.regions,
                files=page_downloads(page.plan, len(self.accounts)),
                words=self.press.words,
                today=self.since,
                address=edition.address,
                folder=f"{root}data/",
            )
        )
