"""The sitemap with the languages of each page (sitemaps.org 0.9, Google's hreflang extension)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from urllib.parse import urljoin

from mingzhang.language import HTML_LANG, LANGUAGES
from mingzhang.urls import localised

_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemap(paths: Iterable[str], site_url: str | None) -> str:
    """The sitemap of all pages in both languages; without the site's address there is nothing to
    list.
    """
    # Prefixes stand in the names: ElementTree's own table is global, and pictures use it.
    root = ET.Element("urlset", {"xmlns": _MAP, "xmlns:xhtml": _XHTML})
    codes = [*((HTML_LANG[lang], lang) for lang in LANGUAGES), ("x-default", LANGUAGES[0])]
    for path in paths if site_url else ():
        for language in LANGUAGES:
            entry = ET.SubElement(root, "url")
            ET.SubElement(entry, "loc").text = urljoin(site_url or "", localised(path, language))
            for code, other in codes:
                address = urljoin(site_url or "", localised(path, other))
                ET.SubElement(entry, "xhtml:link", rel="alternate", hreflang=code, href=address)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
