"""Reads an Atom feed as RFC 4287 demands it: what it requires must stand once and in its form."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import datetime
from types import SimpleNamespace

_ATOM = "{http://www.w3.org/2005/Atom}"


def read_atom(data: str | bytes) -> SimpleNamespace:
    """The feed and its entries. Fails for what sections 4.1.1, 4.1.2 and 4.2 require."""
    root = ET.fromstring(data)
    assert root.tag == f"{_ATOM}feed"
    entries = [_read(entry) for entry in root.findall(f"{_ATOM}entry")]
    feed = _read(root)
    feed.language = root.get("{http://www.w3.org/XML/1998/namespace}lang")
    assert feed.author or all(entry.author for entry in entries)
    return SimpleNamespace(feed=feed, entries=entries)


def _read(element: ET.Element) -> SimpleNamespace:
    links = [
        SimpleNamespace(rel=link.get("rel", "alternate"), href=link.attrib["href"])
        for link in element.findall(f"{_ATOM}link")
    ]
    alternate = [link.href for link in links if link.rel == "alternate"]
    updated = _once(element, "updated")
    assert datetime.fromisoformat(updated).tzinfo is not None
    identity = _once(element, "id")
    assert ":" in identity, "an id is an IRI"
    return SimpleNamespace(
        id=identity,
        title=_once(element, "title"),
        updated=updated,
        links=links,
        link=alternate[0] if alternate else None,
        summary=element.findtext(f"{_ATOM}summary"),
        author=element.findtext(f"{_ATOM}author/{_ATOM}name"),
    )


def _once(element: ET.Element, name: str) -> str:
    found = element.findall(f"{_ATOM}{name}")
    assert len(found) == 1 and found[0].text, f"{name} stands {len(found)} times or is empty"
    return found[0].text
