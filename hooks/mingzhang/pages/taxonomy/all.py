"""The pages of every taxonomy, in the order of its table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from mingzhang.account.catalog import Catalog
from mingzhang.model.taxonomies import TAXONOMIES
from mingzhang.pages.page import Page
from mingzhang.pages.taxonomy.departments import department_pages
from mingzhang.pages.taxonomy.indicators import indicator_pages
from mingzhang.pages.taxonomy.regions import region_pages
from mingzhang.pages.taxonomy.themes import theme_pages
from mingzhang.pages.viewer import Viewer

TAXONOMY_PAGES: Mapping[str, Callable[[Catalog, Viewer], Iterator[Page]]] = {
    "themes": theme_pages,
    "departments": department_pages,
    "regions": region_pages,
    "indicators": indicator_pages,
}
"""What makes the list and the pages of a taxonomy, by its key."""


def taxonomy_pages(catalog: Catalog, view: Viewer) -> Iterator[Page]:
    """A list of each taxonomy and a page for each of its records that plans name."""
    for taxonomy in TAXONOMIES:
        yield from TAXONOMY_PAGES[taxonomy.key](catalog, view)
