"""Topics, departments, places and measures: only what plans hold, real ones alone counted."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingzhang.account.account import Account, account_of
from mingzhang.account.catalog import catalog_of, shared_indicators
from mingzhang.language import Language
from mingzhang.pages.page import Page
from mingzhang.pages.taxonomy.all import taxonomy_pages
from tests.support.builders import a_full_plan, a_target, a_viewer, an_account, registries

TODAY = date(2025, 9, 1)
FULL = account_of(a_full_plan(), TODAY)
OTHER = account_of(a_full_plan("other"), TODAY)
DREAM = account_of(a_full_plan("dream", invented=True), TODAY)


def shown(*accounts: Account, language: Language = "en") -> dict[str, Page]:
    catalog = catalog_of(accounts, registries())
    view = a_viewer(language, measures=sorted(shared_indicators(catalog)))
    return {page.path: page for page in taxonomy_pages(catalog, view)}


def total(bar: Any) -> int:
    return sum(count for _, _, count in bar.segments) if bar else 0


def test_a_thing_that_a_plan_names_has_a_page_and_no_other() -> None:
    assert list(shown(FULL)) == [
        "themes/",
        "themes/parks/",
        "departments/",
        "departments/housing/",
        "departments/water/",
        "regions/",
        "regions/demo-city/",
        "regions/east/",
        "regions/west/",
        "indicators/",
    ]


def test_without_plans_there_are_empty_lists() -> None:
    pages = shown()
    assert list(pages) == ["themes/", "departments/", "regions/", "indicators/"]
    assert [rows for page in pages.values() for _, rows in page.content.groups if rows] == []


def test_a_measure_has_a_page_once_two_plans_use_it() -> None:
    assert "indicators/green-share/" not in shown(FULL)
    page = shown(FULL, OTHER)["indicators/green-share/"]
    rows = [row for table in page.content.tables for row in table.rows]
    assert [(row.plan.id, row.url) for row in rows] == [
        ("demo", "plans/demo/green/park/#counted"),
        ("other", "plans/other/green/park/#counted"),
    ]
    assert page.content.unit == "sites"


def test_a_row_counts_the_promises_of_real_plans() -> None:
    (row,) = shown(FULL, OTHER, DREAM)["themes/"].content.groups[0][1]
    assert (row.counted, total(row.bar)) == ("8 promises · in 2 plans", 8)
    (row,) = shown(FULL)["themes/"].content.groups[0][1]
    assert row.counted == "4 promises · in 1 plan"


def test_an_invented_plan_is_shown_on_a_page_and_not_counted() -> None:
    page = shown(FULL, DREAM)["themes/parks/"]
    assert total(page.content.bar_view) == 4
    ((_, plans),) = page.content.sections
    assert [row.plan.id for row in plans] == ["demo", "dream"]


def test_what_only_an_invented_plan_promises_counts_nothing() -> None:
    page = shown(DREAM)["themes/parks/"]
    assert page.content.bar_view is None


def test_what_a_department_only_supports_is_shown_and_not_counted() -> None:
    pages = shown(FULL)
    housing, water = pages["departments/housing/"], pages["departments/water/"]
    assert total(housing.content.bar_view) == 4
    assert total(water.content.bar_view) == 0
    assert [word for word, _ in housing.content.sections] == ["Leads"]
    assert [word for word, _ in water.content.sections] == [
        "Answers for",
        "Takes part in",
    ]


def test_places_are_grouped_from_the_largest_to_the_smallest() -> None:
    groups = shown(FULL)["regions/"].content.groups
    assert [(name, [row.url for row in rows]) for name, rows in groups] == [
        ("City", ["regions/demo-city/"]),
        ("District", ["regions/east/", "regions/west/"]),
    ]


def test_a_place_leads_up_and_down() -> None:
    pages = shown(FULL)
    assert [
        (word, [url for url, _ in found])
        for word, found in pages["regions/demo-city/"].content.links
    ] == [("Places within", ["regions/east/", "regions/west/"])]
    assert [
        (word, [url for url, _ in found]) for word, found in pages["regions/east/"].content.links
    ] == [("Part of", ["regions/demo-city/"])]


def test_a_city_counts_its_whole_plan_and_a_district_what_names_it() -> None:
    pages = shown(FULL)
    assert total(pages["regions/demo-city/"].content.bar_view) == 4
    assert [row.plan.id for row in pages["regions/demo-city/"].content.plan_rows] == ["demo"]
    west = pages["regions/west/"].content
    assert (total(west.bar_view), west.plan_rows) == (1, [])
    assert pages["regions/demo-city/"].content.facts == [("Division code", "379900")]


def test_a_target_that_several_entries_hold_counts_once() -> None:
    """East is named by the project and owes one target as a district."""
    assert total(shown(FULL)["regions/east/"].content.bar_view) == 4


def test_goals_stand_beside_promises_of_the_same_measure() -> None:
    goal = a_target("goal", at_least=9, indicator="green-share")
    city = an_account(id="city", goals=(goal,), today="2025-09-01")
    _, table = shown(FULL, city)["indicators/green-share/"].content.tables
    assert [(row.url, row.under) for row in table.rows] == [("plans/city/#goal", "Goals")]


def test_a_page_describes_itself_in_its_own_words() -> None:
    pages = shown(FULL)
    assert pages["themes/parks/"].description == "Green space."
    assert pages["themes/parks/"].title == "Parks · Mingzhang"
    assert pages["regions/east/"].description == (
        "What was promised for each place. What every county and district owes by itself is "
        "listed under each of them."
    )


def test_search_knows_a_department_by_every_spelling_in_both_languages() -> None:
    page = shown(FULL, OTHER)["departments/housing/"]
    assert page.also[0] == "housing"
    assert set(page.also) >= {"市住建局", "文housing", "The housing"}
    assert list(page.standing) == [(s, n) for s, _, n in page.content.bar_view.segments]


def test_search_knows_a_place_by_its_code_and_a_topic_by_its_id() -> None:
    pages = shown(FULL, language="zh")
    assert pages["themes/parks/"].also[0] == "parks"
    assert pages["regions/demo-city/"].also[-1] == "379900"
