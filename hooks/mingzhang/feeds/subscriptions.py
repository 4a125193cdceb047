"""What there is to subscribe to: the files of feeds and calendars, and which pages lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from mingzhang import urls
from mingzhang.escaping import filled
from mingzhang.feeds.calendars import CalendarWriter, calendar_path, subject_deadlines
from mingzhang.feeds.formats import atom, feed_of, feed_path, json_feed
from mingzhang.feeds.ids import SiteAddress
from mingzhang.feeds.item_text import ItemWriter
from mingzhang.feeds.items import RecentItems
from mingzhang.feeds.subjects import FeedSubject
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES, Language
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
    """What can be followed: of the whole site, or of one plan."""

    def __init__(self, subjects: Iterable[FeedSubject]) -> None:
        self._subjects = {subject.page: subject for subject in subjects}
        """What can be followed, by the address of its page."""
        self._dated: dict[str, bool] = {}
        self._recent = RecentItems()
        self._writers: dict[Language, tuple[ItemWriter, CalendarWriter]] = {}

    def files(self, words: dict[Language, Words], origin: SiteAddress) -> Iterator[tuple[str, str]]:
        """The path and the text of each file."""
        for page in self._subjects:
            yield from self.files_of(page, words, origin)

    def files_of(
        self, page: str, words: dict[Language, Words], origin: SiteAddress
    ) -> Iterator[tuple[str, str]]:
        """Path and text of the files of what stands on the page, if it can be followed."""
        subject = self._subjects.get(page)
        if subject is None:
            return
        items = self._recent.latest(subject)
        for language in LANGUAGES:
            write_item, calendars = self._writers_of(words[language], origin)
            feed = feed_of(subject, items, write_item, origin)
            yield feed_path(subject, language, "atom"), atom(feed)
            yield feed_path(subject, language, "json"), json_feed(feed)
            if self._is_dated(page, subject):
                yield calendar_path(subject, language), calendars.calendar(subject)

    def _is_dated(self, page: str, subject: FeedSubject) -> bool:
        if page not in self._dated:
            self._dated[page] = _has_calendar(subject)
        return self._dated[page]

    def _writers_of(self, words: Words, origin: SiteAddress) -> tuple[ItemWriter, CalendarWriter]:
        """Those of a language, which keep what they wrote for the next file."""
        if words.language not in self._writers:
            self._writers[words.language] = ItemWriter(words), CalendarWriter(words, origin)
        return self._writers[words.language]

    def ways(self, page: Page, words: Words) -> list[Subscription]:
        """What the page itself offers: the feeds of its subject, and its calendar."""
        subject = self._subjects.get(page.path)
        if subject is None:
            return []
        language = words.language
        ways = [
            Subscription(feed_path(subject, language, kind), words(f"follow.{kind}"), type_)
            for kind, type_ in _TYPES.items()
        ]
        if self._is_dated(page.path, subject):
            path = calendar_path(subject, language)
            ways.append(Subscription(path, words("follow.calendar"), "text/calendar"))
        return ways

    def head(self, page: Page, words: Words, root: str) -> Markup:
        """Links by which a feed reader finds the feeds of the page's subject, and the site's."""
        subject = self._subjects.get(page.path)
        if subject is None and page.plan:
            subject = self._subjects[urls.plan_url(page.plan)]
        site = feed_links(None, words, root)
        if subject is None or subject.name is None:
            return site
        return Markup(f"{feed_links(subject, words, root)}\n{site}")


def feed_links(subject: FeedSubject | None, words: Words, root: str) -> Markup:
    """A link for each format (RFC 4287 and jsonfeed.org on discovery); None stands for the site."""
    subject = subject or FeedSubject("site", urls.HOME, None, ())
    name = subject.name[words.language] if subject.name else words("site.name")
    title = words("feed.title", name=name)
    links = (
        filled(_LINK, type_, title, root, feed_path(subject, words.language, kind))
        for kind, type_ in _TYPES.items()
    )
    return Markup("\n".join(links))


_LINK = Markup('<link rel="alternate" type="{}" title="{}" href="{}{}">')


def _has_calendar(subject: FeedSubject) -> bool:
    return subject.path.startswith(_CALENDARS) and bool(subject_deadlines(subject))
