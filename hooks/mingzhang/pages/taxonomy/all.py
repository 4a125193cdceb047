"""The pages of every taxonomy, in the order of its table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mingzhang.account.catalog import Catalog
from mingzhang.model.taxonomies import INDICATORS, TAXONOMIES, Taxonomy
from mingzhang.pages.page import Page
from mingzhang.pages.taxonomy.departments import department_list, department_page
from mingzhang.pages.taxonomy.indicators import indicator_list, indicator_page
from mingzhang.pages.taxonomy.regions import region_list, region_page
from mingzhang.pages.taxonomy.themes import theme_list, theme_page
from mingzhang.pages.viewer import Viewer


@dataclass(frozen=True, slots=True)
class TaxonomyPages:
    """What makes the pages of a taxonomy."""

    list: Callable[[Catalog, Viewer], Page]
    """The list of its records."""
    page: Callable[[Any, Catalog, Viewer], Page]
    """The page of a record."""


TAXONOMY_PAGES: Mapping[str, TaxonomyPages] = {
    "themes": TaxonomyPages(theme_list, theme_page),
    "departments": TaxonomyPages(department_list, department_page),
    "regions": TaxonomyPages(region_list, region_page),
    "indicators": TaxonomyPages(indicator_list, indicator_page),
}
"""By the key of the taxonomy."""


def with_pages(taxonomy: Taxonomy[Any], catalog: Catalog, view: Viewer) -> tuple[Any, ...]:
    """The records that have a page: those that plans name; of measures those that they share."""
    used = catalog.used(taxonomy, view.registries)
    if taxonomy.key == INDICATORS.key:
        return tuple(record for record in used if record.id in view.measures)
    return used


def pages_of_taxonomy(taxonomy: Taxonomy[Any], catalog: Catalog, view: Viewer) -> Iterator[Page]:
    """The list of its records, and the page of each."""
    pages = TAXONOMY_PAGES[taxonomy.key]
    yield pages.list(catalog, view)
    for record in with_pages(taxonomy, catalog, view):
        yield pages.page(record, catalog, view)


def taxonomy_pages(catalog: Catalog, view: Viewer) -> Iterator[Page]:
    """The pages of all taxonomies."""
    for taxonomy in TAXONOMIES:
        yield from pages_of_taxonomy(taxonomy, catalog, view)
