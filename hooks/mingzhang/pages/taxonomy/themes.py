"""The pages of topics, departments, places and measures: what all plans say of one thing."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang import urls
from mingzhang.account.catalog import Catalog
from mingzhang.pages.page import Page
from mingzhang.pages.taxonomy.departments import department_pages
from mingzhang.pages.taxonomy.indicators import indicator_pages
from mingzhang.pages.taxonomy.lists import counts_of, facet_page, list_page, plans_of, real, row
from mingzhang.pages.taxonomy.regions import region_pages
from mingzhang.pages.viewer import Viewer


def facet_pages(catalog: Catalog, view: Viewer) -> Iterator[Page]:
    """A list and a page for each thing of the four kinds."""
    yield from _theme_pages(catalog, view)
    yield from department_pages(catalog, view)
    yield from region_pages(catalog, view)
    yield from indicator_pages(catalog, view)


def _theme_pages(catalog: Catalog, view: Viewer) -> Iterator[Page]:
    found = [(theme, catalog.themes.get(theme.id, [])) for theme in view.registries.themes.values()]
    used = [(theme, entries) for theme, entries in found if entries]
    rows = [
        row(urls.theme_url(theme.id), theme.name, theme.description, entries, view)
        for theme, entries in used
    ]
    yield list_page("themes", [("", rows)], view)
    for theme, entries in used:
        yield facet_page(
            "themes",
            urls.theme_url(theme.id),
            theme.name,
            view,
            about=theme.description,
            bar_view=view.status_bar(counts_of(real(entries))),
            bar_url=urls.chosen(urls.TARGETS, plan=urls.REAL, theme=theme.id),
            sections=[("", plans_of(entries, view))],
        )
