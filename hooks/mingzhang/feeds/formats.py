"""Feeds of what is new, a language each: Atom (RFC 4287), printed by a template, and JSON Feed 1.1
(jsonfeed.org).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup

from mingzhang import urls
from mingzhang.escaping import filled
from mingzhang.feeds.ids import SiteAddress
from mingzhang.feeds.item_text import ItemText, ItemWriter
from mingzhang.feeds.items import Item
from mingzhang.feeds.subjects import FeedSubject
from mingzhang.feeds.xml_template import xml_template
from mingzhang.i18n.words import Words
from mingzhang.language import HTML_LANG

_ATOM = Path(__file__).parent / "atom.xml.jinja"
_PARAGRAPH, _LIST = Markup("<p>{}</p>"), Markup("<p>{}</p><ul>{}</ul>")
_LINE, _LINK = Markup("<li>{}</li>"), Markup('<li><a href="{}">{}</a>{}</li>')
_VERSION = "https://jsonfeed.org/version/1.1"


def feed_path(subject: FeedSubject, language: str, kind: str) -> str:
    """Where a feed stands, from the site's root; `kind` is `atom` or `json`."""
    return f"feeds/{subject.path}.{language}.{kind}"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An item as both formats print it."""

    id: str
    url: str
    day: str
    """The beginning of its day, as RFC 3339 writes it."""
    text: ItemText
    html: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A subject's newest items in one language; both formats stand in one folder."""

    subject: FeedSubject
    words: Words
    origin: SiteAddress
    updated: str
    entries: tuple[FeedEntry, ...]

    @property
    def id(self) -> str:
        """What it is known by, whatever its subject is renamed to."""
        return self.origin.tag(f"feeds/{self.subject.key}.{self.words.language}")

    @property
    def title(self) -> str:
        """The subject's name and what the feed tells of it."""
        name = self.subject.name
        return self.words(
            "feed.title", name=name[self.words.language] if name else self.words("site.name")
        )

    def page(self) -> str:
        """The address of the page that the feed belongs to."""
        path = feed_path(self.subject, self.words.language, "atom")
        return self.origin.link(urls.localised(self.subject.page, self.words.language), path)

    def address(self, kind: str) -> str:
        """Its own address; `kind` is `atom` or `json`."""
        path = feed_path(self.subject, self.words.language, kind)
        return self.origin.link(path, path)


def feed_of(
    subject: FeedSubject, items: Sequence[Item], writer: ItemWriter, origin: SiteAddress
) -> Feed:
    """The feed of the items, the newest first."""
    plans = [part.account.plan for part in subject.parts]
    days = [(plan.issued or plan.period.start).last for plan in plans]
    newest = items[0].day if items else max(days, default=date(1970, 1, 1))
    path = feed_path(subject, writer.words.language, "atom")
    entries = tuple(_entry(item, writer, origin, path) for item in items)
    return Feed(subject, writer.words, origin, _moment(newest), entries)


def _entry(item: Item, writer: ItemWriter, origin: SiteAddress, path: str) -> FeedEntry:
    language, text = writer.words.language, writer.text_of(item)

    def link(place: str) -> str:
        return origin.link(urls.localised(place, language), path)

    parts: list[str] = [filled(_PARAGRAPH, text.summary)]
    for heading, lines in text.lists:
        rows = [
            filled(_LINK, link(row.url), row.title, row.what)
            if row.url
            else filled(_LINE, row.what)
            for row in lines
        ]
        parts.append(filled(_LIST, heading, Markup("".join(rows))))
    html = "".join(parts)
    name = origin.tag(f"{item.key}/{language}")
    return FeedEntry(name, link(text.url), _moment(item.day), text, html)


def atom(feed: Feed) -> str:
    """The feed as Atom."""
    words = feed.words
    return xml_template(_ATOM).render(
        feed=feed,
        language=HTML_LANG[words.language],
        author=words("site.name"),
        rights=words("foot.licence"),
    )


def json_feed(feed: Feed) -> str:
    """The feed as JSON Feed; without the site's own address it does not name itself."""
    words = feed.words
    content: dict[str, Any] = {"version": _VERSION, "title": feed.title}
    if feed.origin.site_url:
        content |= {"home_page_url": feed.page(), "feed_url": feed.address("json")}
    content |= {"language": HTML_LANG[words.language], "authors": [{"name": words("site.name")}]}
    content["items"] = [
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.text.title,
            "summary": entry.text.summary,
            "content_html": entry.html,
            "date_published": entry.day,
            "date_modified": entry.day,
        }
        for entry in feed.entries
    ]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _moment(day: date) -> str:
    """The day's beginning, as RFC 3339 writes it: the record knows days, no hours."""
    return f"{day.isoformat()}T00:00:00Z"
