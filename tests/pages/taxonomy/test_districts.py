"""What every district owes by itself, spelled out for each district and year."""

from __future__ import annotations

from typing import Any

from mingzhang.account.account import Account
from mingzhang.account.catalog import catalog_of
from mingzhang.pages.taxonomy.districts import owed_within, owing
from tests.support.builders import a_target, a_viewer, an_account, registries, told
from tests.support.pages_world import CATALOG, viewer

VIEW = a_viewer("en")
EACH = a_target(at_least=5, due=2024, each=True)
YEARLY = a_target(at_least=3, each=True, repeats="yearly", from_="2024", to="2025")


def a_city(*targets: Any, **more: Any) -> Account:
    more = {"regions": ["demo-city"], "districts": ["east", "west"], **more}
    return an_account(*targets, today="2025-03-01", **more)


def owed(account: Account, district: str = "east") -> list[tuple[str, list[tuple[str, str]]]]:
    catalog = catalog_of([account], registries())
    return [
        (year.name, [(row.due, row.reported) for row in year.rows])
        for table in owing(district, catalog.regions[district], VIEW)
        for year in table.years
    ]


def test_a_yearly_promise_stands_in_each_of_its_years() -> None:
    account = a_city(YEARLY, snapshots=(told("2024-12-31", {"east": 4, "west": 1}),))
    assert owed(account) == [
        ("2024", [("by the end of 2024", "4 sites (2024), reached")]),
        ("2025", [("by the end of 2025", "no report")]),
    ]
    assert owed(account, "west")[0][1] == [("by the end of 2024", "1 sites (2024), not reached")]


def test_what_a_district_did_not_report_is_no_zero() -> None:
    account = a_city(EACH, snapshots=(told("2024-12-31", {"east": 5}),))
    assert owed(account, "west") == [("2024", [("by the end of 2024", "no report")])]


def test_a_promise_without_a_deadline_comes_last() -> None:
    account = a_city(a_target("never", at_least=5, each=True), EACH, end=None)
    assert [name for name, _ in owed(account)] == ["2024", "no deadline"]


def test_districts_that_a_document_does_not_name_are_said_to_be_unnamed() -> None:
    for districts, said in ((["east"], False), ([], True)):
        account = a_city(EACH, districts=districts)
        catalog = catalog_of([account], registries())
        (table,) = owing("east", catalog.regions["east"], VIEW)
        assert bool(table.hint) == said


def test_a_city_counts_what_each_district_owes_in_each_year() -> None:
    account = a_city(a_target("other", at_least=1, due=2024, each=True, without=["west"]), YEARLY)
    (table,) = owed_within("demo-city", catalog_of([account], registries()), VIEW)
    assert table.years == [2024, 2025]
    assert [(url, cells) for url, _, cells in table.rows] == [
        ("regions/east/", [("demo-2024", "2"), ("demo-2025", "1")]),
        ("regions/west/", [("demo-2024", "1"), ("demo-2025", "1")]),
    ]


def test_a_place_where_nothing_is_owed_by_each_has_no_table() -> None:
    account = a_city(a_target(at_least=5))
    catalog = catalog_of([account], registries())
    assert owed_within("demo-city", catalog, VIEW) == []
    assert owing("demo-city", catalog.regions.get("demo-city", ()), VIEW) == []


def test_every_number_of_a_city_leads_to_a_year_on_the_page_of_its_district() -> None:
    view = viewer("zh")
    for city in ("binzhou", "zibo", "anyang", "example-city"):
        for table in owed_within(city, CATALOG, view):
            for url, _, cells in table.rows:
                district = url.split("/")[1]
                anchors = {
                    year.anchor: len(year.rows)
                    for plan in owing(district, CATALOG.regions[district], view)
                    for year in plan.years
                }
                for cell in cells:
                    assert cell is None or anchors[cell[0]] == int(cell[1])
