"""The pages of places: what was promised there, what each district owes, what it reported."""

from __future__ import annotations

from dataclasses import replace

from mingzhang import urls
from mingzhang.account.catalog import Catalog, CatalogEntries, CatalogEntry
from mingzhang.model.fields import Text
from mingzhang.model.registries import Level, Region
from mingzhang.model.taxonomies import REGIONS
from mingzhang.pages.home import plan_row
from mingzhang.pages.page import Page
from mingzhang.pages.plan.control_entries import mentioned_in
from mingzhang.pages.taxonomy.districts import owed_within, owing
from mingzhang.pages.taxonomy.lists import (
    MOST_LISTED,
    counts_of,
    facet_page,
    list_page,
    listed,
    row,
)
from mingzhang.pages.taxonomy.reported import reported_in
from mingzhang.pages.viewer import Viewer

LEVELS: tuple[Level, ...] = ("country", "province", "city", "district")


def region_list(catalog: Catalog, view: Viewer) -> Page:
    """The list of places by level."""
    words, used = view.words, catalog.used(REGIONS, view.registries)
    is_long, groups = len(used) > MOST_LISTED, []
    for level in LEVELS[:-1] if is_long else LEVELS:
        rows = [
            row(urls.region_url(r.id), r.name, "", _entries_in(r.id, catalog), view)
            for r in used
            if r.level == level
        ]
        if rows:
            groups.append((words(f"level.{level}"), rows))
    return list_page("regions", groups, view, words("regions.in_cities") if is_long else "")


def region_page(region: Region, catalog: Catalog, view: Viewer) -> Page:
    """The page of a place."""
    words = view.words
    owed = owing(region.id, catalog.regions.get(region.id, ()), view)
    promised = _entries_in(region.id, catalog)
    named = [entry for entry in map(_without_each, catalog.regions.get(region.id, ())) if entry]
    return facet_page(
        "regions",
        urls.region_url(region.id),
        region.name,
        view,
        called=[region.adcode] if region.adcode else [],
        facts=[(words("facet.adcode"), region.adcode)] if region.adcode else [],
        bar_view=view.status_bar(counts_of(promised)),
        bar_url=urls.chosen(urls.TARGETS, region=region.id),
        reported=reported_in(region.id, catalog, view),
        mentions=mentioned_in(catalog, view, region=region.id),
        owed=owed_within(region.id, catalog, view),
        owing=owed,
        plan_rows=[plan_row(account, view) for account in catalog.plans.get(region.id, ())],
        **listed(
            [(words("owed.named") if owed else "", named)] if named else [],
            view,
            lambda plan: urls.chosen(urls.plan_targets_url(plan), region=region.id),
        ),
        links=_links_around(region, catalog, view),
    )


def _links_around(
    region: Region, catalog: Catalog, view: Viewer
) -> list[tuple[str, list[tuple[str, Text]]]]:
    """The place that it belongs to, if that has a page, and the places within it."""
    parent = catalog.places.get(region.parent or "")
    around = (
        [parent] if parent and catalog.has_place(parent.id) else [],
        catalog.places_within.get(region.id, ()),
    )
    return [
        (view.words(key), [(urls.region_url(r.id), r.name) for r in near])
        for key, near in zip(("facet.part_of", "facet.within"), around, strict=True)
        if near
    ]


def _without_each(entry: CatalogEntry) -> CatalogEntry | None:
    """The entry without what every district owes, which stands by year; None if no more is left."""
    targets = tuple(target for target in entry.targets if not target.each)
    return replace(entry, targets=targets) if targets or not entry.targets else None


def _entries_in(region: str, catalog: Catalog) -> CatalogEntries:
    """Everything that counts for the place: whole plans that hold there, and what names it."""
    accounts = catalog.plans.get(region, ())
    whole = [
        CatalogEntry(account, action, project, project.targets)
        for account in accounts
        for action, project in account.plan.placed_projects
    ]
    held = {account.plan.id for account in accounts}
    return whole + [e for e in catalog.regions.get(region, ()) if e.account.plan.id not in held]
