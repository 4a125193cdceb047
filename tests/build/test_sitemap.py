"""The sitemap names every page in both languages, each with the other."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from mingzhang.build.sitemap import sitemap
from mingzhang.charts.svg import clean

NAMES = {
    "m": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def test_every_page_stands_with_its_other_language() -> None:
    root = ET.fromstring(sitemap(["", "plans/"], "https://city.example.org/a/"))
    places = [entry.text for entry in root.findall("m:url/m:loc", NAMES)]
    assert places == [
        "https://city.example.org/a/",
        "https://city.example.org/a/en/",
        "https://city.example.org/a/plans/",
        "https://city.example.org/a/en/plans/",
    ]
    for entry in root.findall("m:url", NAMES):
        links = entry.findall("x:link", NAMES)
        assert [link.get("hreflang") for link in links] == ["zh-Hans", "en", "x-default"]


def test_without_an_address_of_its_own_a_site_lists_nothing() -> None:
    assert ET.fromstring(sitemap(["plans/"], "")).findall("m:url", NAMES) == []


def test_pictures_keep_their_names_after_a_sitemap() -> None:
    sitemap(["plans/"], "https://city.example.org/")
    picture = clean('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><g/></svg>', "key")
    assert picture.startswith('<svg xmlns="http://www.w3.org/2000/svg" ')
    assert "<g />" in picture


def test_an_address_is_escaped() -> None:
    root = ET.fromstring(sitemap(["a&b<c/"], "https://city.example.org/"))
    (first, _) = root.findall("m:url", NAMES)
    assert first.findtext("m:loc", None, NAMES) == "https://city.example.org/a&b<c/"
