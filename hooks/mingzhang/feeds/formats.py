"""Feeds of what is new, a language each: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from mingzhang import urls
from mingzhang.feeds.ids import SiteAddress
from mingzhang.feeds.item_text import ItemText, ItemWriter
from mingzhang.feeds.items import Item
from mingzhang.feeds.subjects import FeedSubject
from mingzhang.i18n.words import Words
from mingzhang.language import HTML_LANG

_ATOM = "http://www.w3.org/2005/Atom"
_VERSION = "https://jsonfeed.org/version/1.1"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold, not even escaped (section 2.2)."""


def feed_path(scope: FeedSubject, language: str, kind: str) -> str:
    """Where a feed stands, from the site's root; `kind` is `atom` or `json`."""
    return f"feeds/{scope.path}.{language}.{kind}"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An item as both formats print it."""

    id: str
    url: str
    when: str
    told: ItemText
    html: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A scope's newest items in one language; both formats stand in one folder."""

    scope: FeedSubject
    words: Words
    origin: SiteAddress
    updated: str
    entries: tuple[FeedEntry, ...]

    @property
    def title(self) -> str:
        """The scope's name and what the feed tells of it."""
        name = self.scope.name[self.words.language] if self.scope.name else self.words("site.name")
        return self.words("feed.title", name=name)

    def page(self) -> str:
        """The address of the page that the feed belongs to."""
        path = feed_path(self.scope, self.words.language, "atom")
        return self.origin.link(urls.localised(self.scope.page, self.words.language), path)


def feed_of(
    scope: FeedSubject, items: Sequence[Item], teller: ItemWriter, origin: SiteAddress
) -> Feed:
    """The feed of the items, the newest first."""
    plans = [part.account.plan for part in scope.parts]
    days = [(plan.issued or plan.period.start).last for plan in plans]
    newest = items[0].day if items else max(days, default=date(1970, 1, 1))
    path = feed_path(scope, teller.words.language, "atom")
    entries = tuple(_entry(item, teller, origin, path) for item in items)
    return Feed(scope, teller.words, origin, _moment(newest), entries)


def _entry(item: Item, teller: ItemWriter, origin: SiteAddress, path: str) -> FeedEntry:
    language, told = teller.words.language, teller.tell(item)

    def link(place: str) -> str:
        return origin.link(urls.localised(place, language), path)

    parts = [Markup("<p>{}</p>").format(told.summary)]
    for heading, lines in told.lists:
        rows = [
            Markup('<li><a href="{}">{}</a>{}</li>').format(link(row.url), row.title, row.said)
            if row.url
            else Markup("<li>{}</li>").format(row.said)
            for row in lines
        ]
        parts.append(Markup("<p>{}</p><ul>{}</ul>").format(heading, Markup("").join(rows)))
    html = str(Markup("").join(parts))
    name = origin.tag(f"{item.key}/{language}")
    return FeedEntry(name, link(told.url), _moment(item.day), told, html)


def atom(feed: Feed) -> str:
    """The feed as Atom."""
    words, path = feed.words, feed_path(feed.scope, feed.words.language, "atom")
    # The prefix stands in the name: ElementTree's own table is global, and pictures use it.
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": HTML_LANG[words.language]})
    _put(root, "id", feed.origin.tag(f"feeds/{feed.scope.key}.{words.language}"))
    _put(root, "title", feed.title)
    _put(root, "updated", feed.updated)
    _put(_put(root, "author"), "name", words("site.name"))
    _put(root, "rights", words("foot.licence"))
    _put(root, "link", rel="alternate", type="text/html", href=feed.page())
    _put(root, "link", rel="self", type="application/atom+xml", href=feed.origin.link(path, path))
    for entry in feed.entries:
        element = _put(root, "entry")
        _put(element, "id", entry.id)
        _put(element, "title", entry.told.title)
        _put(element, "published", entry.when)
        _put(element, "updated", entry.when)
        _put(element, "link", rel="alternate", type="text/html", href=entry.url)
        _put(element, "summary", entry.told.summary)
        _put(element, "content", entry.html, type="html")
    ET.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{head}\n{ET.tostring(root, encoding='unicode')}\n"


def json_feed(feed: Feed) -> str:
    """The feed as JSON Feed; without the site's own address it does not name itself."""
    words, path = feed.words, feed_path(feed.scope, feed.words.language, "json")
    found: dict[str, Any] = {"version": _VERSION, "title": feed.title}
    if feed.origin.site_url:
        found |= {"home_page_url": feed.page(), "feed_url": feed.origin.link(path, path)}
    found |= {"language": HTML_LANG[words.language], "authors": [{"name": words("site.name")}]}
    found["items"] = [
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.told.title,
            "summary": entry.told.summary,
            "content_html": entry.html,
            "date_published": entry.when,
            "date_modified": entry.when,
        }
        for entry in feed.entries
    ]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _put(parent: ET.Element, name: str, text: str = "", /, **attributes: str) -> ET.Element:
    """A new child; what XML can't hold is left out."""
    clean = {key: _NOT_XML.sub("", value) for key, value in attributes.items()}
    child = ET.SubElement(parent, name, clean)
    if text:
        child.text = _NOT_XML.sub("", text)
    return child


def _moment(day: date) -> str:
    """The day's beginning, as RFC 3339 writes it: the record knows days, no hours."""
    return f"{day.isoformat()}T00:00:00Z"
