"""The sitemap with the languages of each page (sitemaps.org 0.9, Google's hreflang extension)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from urllib.parse import urljoin

from mingzhang.text import HTML_LANG, LANGUAGES
from mingzhang.urls import localised

_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemap(paths: Iterable[str], site_url: str | None) -> str:
    """The sitemap of all pages in both languages; without the site's address there is nothing to
    list.
    """
    ET.register_namespace("", _MAP)
    ET.register_namespace("xhtml", _XHTML)
    root = ET.Element(f"{{{_MAP}}}urlset")
    for path in paths if site_url else ():
        for language in LANGUAGES:
            entry = ET.SubElement(root, f"{{{_MAP}}}url")
            ET.SubElement(entry, f"{{{_MAP}}}loc").text = urljoin(
                site_url or "", localised(path, language)
            )
            for code, other in (
                *((HTML_LANG[lang], lang) for lang in LANGUAGES),
                ("x-default", LANGUAGES[0]),
            ):
                address = urljoin(site_url or "", localised(path, other))
                ET.SubElement(
                    entry, f"{{{_XHTML}}}link", rel="alternate", hreflang=code, href=address
                )
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
