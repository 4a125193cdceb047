"""The pages of topics: what all plans say of one."""

from __future__ import annotations

from mingzhang import urls
from mingzhang.account.catalog import Catalog
from mingzhang.model.plan import Plan
from mingzhang.model.registries import Theme
from mingzhang.model.taxonomies import THEMES
from mingzhang.pages.page import Page
from mingzhang.pages.taxonomy.lists import counts_of, facet_page, list_page, listed, real, row
from mingzhang.pages.viewer import Viewer


def theme_list(catalog: Catalog, view: Viewer) -> Page:
    """The list of all topics."""
    rows = [
        row(urls.theme_url(theme.id), theme.name, theme.description, catalog.themes[theme.id], view)
        for theme in catalog.used(THEMES, view.registries)
    ]
    return list_page("themes", [("", rows)], view)


def theme_page(theme: Theme, catalog: Catalog, view: Viewer) -> Page:
    """The page of a topic."""
    entries = catalog.themes[theme.id]
    return facet_page(
        "themes",
        urls.theme_url(theme.id),
        theme.name,
        view,
        about=theme.description,
        bar_view=view.status_bar(counts_of(real(entries))),
        bar_url=urls.chosen(urls.TARGETS, plan=urls.REAL, theme=theme.id),
        **listed([("", entries)], view, lambda plan: _in_plan(plan, theme)),
    )


def _in_plan(plan: Plan, theme: Theme) -> str:
    return urls.chosen(urls.plan_targets_url(plan), theme=theme.id)
