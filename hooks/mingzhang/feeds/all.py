"""What there is to subscribe to: the files of feeds and calendars, and which pages lead to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.account.catalog import Catalog
from mingzhang.feeds.calendars import calendar, calendar_path, subject_deadlines
from mingzhang.feeds.formats import atom, feed_of, feed_path, json_feed
from mingzhang.feeds.ids import SiteAddress
from mingzhang.feeds.item_text import ItemWriter
from mingzhang.feeds.items import RecentItems
from mingzhang.feeds.subjects import FeedSubject, feed_subjects
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES, Language
from mingzhang.model.registries import Registries
from mingzhang.pages.page import Page

_TYPES = {"atom": "application/atom+xml", "json": "application/feed+json"}
_CALENDARS = ("plans/", "departments/")


@dataclass(frozen=True, slots=True)
class Subscription:
    """A way to subscribe."""

    path: str
    """From the site's root."""
    word: str
    """What it is, for a link."""
    type: str


class Subscriptions:
    """Everything that can be followed."""

    def __init__(
        self, accounts: Sequence[Account], catalog: Catalog, registries: Registries
    ) -> None:
        self.scopes = {scope.page: scope for scope in feed_subjects(accounts, catalog, registries)}
        self._dated = {page for page, scope in self.scopes.items() if _has_calendar(scope)}

    def files(self, words: dict[Language, Words], origin: SiteAddress) -> Iterator[tuple[str, str]]:
        """The path and the text of each file."""
        news, tellers = (
            RecentItems(),
            {language: ItemWriter(words[language]) for language in LANGUAGES},
        )
        for page, scope in self.scopes.items():
            items = news.latest(scope)
            for language in LANGUAGES:
                feed = feed_of(scope, items, tellers[language], origin)
                yield feed_path(scope, language, "atom"), atom(feed)
                yield feed_path(scope, language, "json"), json_feed(feed)
                if page in self._dated:
                    text = calendar(scope, words[language], origin)
                    yield calendar_path(scope, language), text

    def ways(self, page: Page, words: Words) -> list[Subscription]:
        """What the page itself offers: the feeds of its subject, and its calendar."""
        scope = self.scopes.get(page.path)
        if scope is None:
            return []
        language = words.language
        found = [
            Subscription(feed_path(scope, language, "atom"), words("follow.atom"), _TYPES["atom"]),
            Subscription(feed_path(scope, language, "json"), words("follow.json"), _TYPES["json"]),
        ]
        if page.path in self._dated:
            path = calendar_path(scope, language)
            found.append(Subscription(path, words("follow.calendar"), "text/calendar"))
        return found

    def head(self, page: Page, words: Words, root: str) -> Markup:
        """Links by which a feed reader finds the feeds of the page's subject, and the site's."""
        subject = self.scopes.get(page.path)
        if subject is None and page.plan:
            subject = self.scopes[urls.plan_url(page.plan)]
        site = feed_links(None, words, root)
        if subject is None or subject.name is None:
            return site
        return Markup("\n").join([feed_links(subject, words, root), site])


def feed_links(scope: FeedSubject | None, words: Words, root: str) -> Markup:
    """A link for each format (RFC 4287 and jsonfeed.org on discovery); None stands for the site."""
    found = scope or FeedSubject("site", urls.HOME, None, ())
    name = found.name[words.language] if found.name else words("site.name")
    title = words("feed.title", name=name)
    return Markup("\n").join(
        _LINK.format(kind, title, root, feed_path(found, words.language, format_))
        for format_, kind in _TYPES.items()
    )


_LINK = Markup('<link rel="alternate" type="{}" title="{}" href="{}{}">')


def _has_calendar(scope: FeedSubject) -> bool:
    return scope.path.startswith(_CALENDARS) and bool(subject_deadlines(scope))
