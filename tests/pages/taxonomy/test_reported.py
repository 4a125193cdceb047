"""What was reported district by district."""

from __future__ import annotations

from mingzhang.pages.taxonomy.reported import ReportedTable, reported_in
from tests.support.pages_world import ACCOUNTS, CATALOG, viewer
from tests.support.shipped import EXAMPLE, needs_plan

VIEW = viewer("en")


def rows_of(region: str) -> list[ReportedTable]:
    return reported_in(region, CATALOG, VIEW)


@needs_plan(EXAMPLE)
def test_a_city_has_a_table_a_target_and_a_district_one_with_its_own_values() -> None:
    city = rows_of("example-city")
    parks = next(table for table in city if table.title.en == "New pocket parks in every district")
    assert parks.years == [2024, 2025, 2026]
    assert next((row[1].en, row[3]) for row in parks.rows) == (
        "East District",
        ["4 sites", "8 sites", "11 sites"],
    )
    (east,) = rows_of("east")
    assert [row[3] for row in east.rows][:2] == [
        ["4 sites", "8 sites", "11 sites"],
        ["—", "1 car park", "1 car park"],
    ]


def test_a_place_without_values_has_no_table() -> None:
    assert ACCOUNTS
    assert rows_of("bincheng") == []


@needs_plan(EXAMPLE)
def test_every_district_has_a_small_chart_on_the_axis_of_the_others() -> None:
    parks = rows_of("example-city")[0]
    assert [(name.en, last) for name, _, last in parks.charts] == [
        ("East District", "11 sites"),
        ("West District", "10 sites"),
        ("South District", "9 sites"),
        ("North District", "4 sites"),
    ]
    assert parks.sentence == (
        "2024 to 2026; promised: 10 sites or more; every axis from 0 to 15 sites."
    )


@needs_plan(EXAMPLE)
def test_a_district_has_no_charts_of_different_units_side_by_side() -> None:
    (east,) = rows_of("east")
    assert east.charts == ()
