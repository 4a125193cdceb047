"""The table of all targets: complete, and filtered by what occurs in it."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.language import LANGUAGES
from mingzhang.pages.targets import plan_table_page, table_pages
from tests.support.builders import a_target, a_viewer, an_account
from tests.support.pages_world import ACCOUNTS, CATALOG, viewer
from tests.support.shipped import EXAMPLE, needs_plan, needs_shipped_plans

PAGE = next(table_pages(ACCOUNTS, CATALOG, viewer("zh")))
TABLES: list[dict[str, Any]] = PAGE.content.tables
FILTERS = {name: groups for name, _, groups in PAGE.content.form.filters}


def rows_of(table: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(group.project.id, row) for group in table.projects for row in group.rows]


def test_every_target_stands_in_the_table_once_in_the_order_of_its_document() -> None:
    shown = [(table.plan.id, row.view.target.id) for table in TABLES for _, row in rows_of(table)]
    assert shown == [(a.plan.id, target.id) for a in ACCOUNTS for target in a.plan.targets]


@needs_shipped_plans
def test_every_status_has_its_count_of_real_plans() -> None:
    counts = {status: count for status, _, count, _ in PAGE.content.groups}
    assert counts["unreported"] == "512"
    assert counts["behind"] == "0"


@pytest.mark.parametrize(
    ("name", "where"),
    [("action", "action"), ("department", "departments"), ("theme", "themes")],
)
def test_all_that_a_project_can_be_found_by_can_be_chosen(name: str, where: str) -> None:
    choices = {value for _, options in FILTERS[name] for value, _ in options}
    found = {
        v for table in TABLES for group in table.projects for v in getattr(group, where).split()
    }
    assert found <= choices


@pytest.mark.parametrize(("name", "where"), [("year", "years"), ("region", "regions")])
def test_all_that_a_row_can_be_found_by_can_be_chosen(name: str, where: str) -> None:
    choices = {value for _, options in FILTERS[name] for value, _ in options}
    found = {
        v for table in TABLES for _, row in rows_of(table) for v in getattr(row, where).split()
    }
    assert found <= choices


@needs_plan(EXAMPLE)
def test_a_yearly_target_is_found_in_each_of_its_years() -> None:
    years = {
        row.view.target.id: row.years
        for table in TABLES
        for _, row in rows_of(table)
        if row.view.target.repeats
    }
    assert years and all(len(found.split()) >= 1 for found in years.values())
    assert "2024 2025 2026" in years.values()


@needs_plan(EXAMPLE)
def test_what_each_district_owes_is_found_under_every_district() -> None:
    table = next(table for table in TABLES if table.plan.id == "example-city")
    owed = [row for _, row in rows_of(table) if row.view.target.each]
    assert owed
    assert all(row.regions.split() == list(table.plan.districts) for row in owed)


@needs_plan("binzhou")
def test_choices_read_in_the_language_of_the_page() -> None:
    plans = []
    for language in LANGUAGES:
        page = next(table_pages(ACCOUNTS, CATALOG, viewer(language)))
        choices = dict(page.content.form.filters[0][2][0][1])
        plans.append((choices["real"], choices["binzhou"]))
    assert plans == [("全部真实计划", "滨州"), ("All real plans", "Binzhou")]


def test_the_list_of_a_plan_groups_promises_by_status_with_the_project_of_each() -> None:
    account = an_account(
        a_target("a", due=2024), a_target("b"), a_target("c", due=2024), today="2025-09-01"
    )
    page = plan_table_page(account, a_viewer("en"))
    assert (page.path, page.section, page.plan) == ("plans/demo/targets/", "targets", account.plan)
    assert [
        (status, count, [(row.view.target.id, project.url) for project, row in rows])
        for status, _, count, rows in page.content.groups
    ] == [
        ("unreported", "2", [("a", "plans/demo/green/park/"), ("c", "plans/demo/green/park/")]),
        ("pending", "1", [("b", "plans/demo/green/park/")]),
    ]


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.plan.id)
def test_the_list_of_a_plan_is_whole_and_filtered_by_what_occurs_in_it(account: Any) -> None:
    page = plan_table_page(account, viewer("zh"))
    rows = [row for *_, found in page.content.groups for row in found]
    assert {row.view.target.id for _, row in rows} == {t.id for t in account.plan.targets}
    choices = {
        name: {value for _, options in groups for value, _ in options}
        for name, _, groups in page.content.form.filters
    }
    assert list(choices) == ["action", "department", "region", "theme", "status", "year"]
    found = {
        "department": " ".join(project.departments for project, _ in rows),
        "theme": " ".join(project.themes for project, _ in rows),
        "year": " ".join(row.years for _, row in rows),
    }
    for name, values in found.items():
        assert set(values.split()) <= choices[name]
