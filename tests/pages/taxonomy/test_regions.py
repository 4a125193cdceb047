"""Places: what counts there, and what stands by year is not told a second time."""

from __future__ import annotations

from datetime import date

from mingzhang.account.account import account_of
from mingzhang.account.catalog import catalog_of
from mingzhang.model.taxonomies import REGIONS
from mingzhang.pages.page import Page
from mingzhang.pages.taxonomy.all import pages_of_taxonomy
from tests.support.builders import a_full_plan, a_viewer, registries

FULL = account_of(a_full_plan(), date(2025, 9, 1))


def shown() -> dict[str, Page]:
    catalog = catalog_of([FULL], registries())
    return {page.path: page for page in pages_of_taxonomy(REGIONS, catalog, a_viewer("en"))}


def test_what_every_district_owes_stands_by_year_and_not_again_by_project() -> None:
    context = shown()["regions/east/"].content
    owed = [row.target.id for year in context.owing[0].years for row in year.rows]
    ((label, groups),) = context.sections
    named = [line.target.id for row in groups[0].projects for line in row.targets]
    assert (label, owed, named) == (
        "Promises that name this place",
        ["each"],
        ["counted", "yearly", "built"],
    )


def test_a_district_that_is_not_named_has_only_what_every_one_owes() -> None:
    context = shown()["regions/west/"].content
    assert (len(context.owing), context.sections) == (1, [])


def test_the_bar_leads_to_the_promises_of_the_place() -> None:
    assert shown()["regions/west/"].content.bar_url == "targets/?region=west"


def test_a_city_shows_its_districts() -> None:
    context = shown()["regions/demo-city/"].content
    assert [url for url, *_ in context.owed[0].rows] == ["regions/east/", "regions/west/"]
