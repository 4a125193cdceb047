"""The sitemap with the languages of each page (sitemaps.org 0.9, Google's hreflang extension)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urljoin

from mingzhang.feeds.xml_template import xml_template
from mingzhang.language import HTML_LANG, LANGUAGES
from mingzhang.urls import localised

_TEMPLATE = Path(__file__).parent / "sitemap.xml.jinja"


def sitemap(paths: Iterable[str], site_url: str | None) -> str:
    """The sitemap of all pages in both languages; without the site's address there is nothing to
    list.
    """
    pages = _pages(paths, site_url) if site_url else ()
    return xml_template(_TEMPLATE).render(pages=pages)


def _pages(paths: Iterable[str], site_url: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The address of each page, and that of each language of it by the code of the language."""
    for path in paths:
        addresses = {lang: urljoin(site_url, localised(path, lang)) for lang in LANGUAGES}
        codes = [(HTML_LANG[lang], address) for lang, address in addresses.items()]
        codes.append(("x-default", addresses[LANGUAGES[0]]))
        for address in addresses.values():
            yield address, codes
