"""The pages of topics: what all plans say of one."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang import urls
from mingzhang.account.catalog import Catalog
from mingzhang.model.taxonomies import THEMES
from mingzhang.pages.page import Page
from mingzhang.pages.taxonomy.lists import counts_of, facet_page, list_page, plans_of, real, row
from mingzhang.pages.viewer import Viewer


def theme_pages(catalog: Catalog, view: Viewer) -> Iterator[Page]:
    """The list of all topics and a page for each."""
    used = [(theme, catalog.themes[theme.id]) for theme in catalog.used(THEMES, view.registries)]
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
