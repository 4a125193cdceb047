"""The table of all targets: complete, and filtered by what occurs in it."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.language import LANGUAGES
from mingzhang.pages.plan.target_rows import target_rows, target_texts
from mingzhang.pages.targets import plan_table_page, rows_by_status, table_pages
from tests.support.builders import a_target, a_viewer, an_account
from tests.support.pages_world import ACCOUNTS, CATALOG, viewer
from tests.support.shipped import EXAMPLE, needs_plan

PAGE = next(table_pages(ACCOUNTS, CATALOG, viewer("zh")))
FILTERS = {name: groups for name, _, groups in PAGE.content.form.filters}
COLUMNS = [target_rows(account, viewer("zh")) for account in ACCOUNTS]
ROWS = [(plan, plan["projects"][row[1]], row) for plan in COLUMNS for row in plan["rows"]]


def test_every_plan_with_promises_is_counted_by_status() -> None:
    tallies = {tally.plan.id: tally for tally in PAGE.content.plans}
    assert list(tallies) == [a.plan.id for a in ACCOUNTS if a.plan.targets]
    for account in ACCOUNTS:
        if account.plan.targets:
            counts = [(s, str(n)) for s, n in account.counts().items() if n]
            tally = tallies[account.plan.id]
            assert sorted((s, n) for s, _, n in tally.statuses) == sorted(counts)
            assert tally.url == f"plans/{account.plan.id}/targets/"


@pytest.mark.parametrize(("name", "column"), [("department", 1), ("theme", 2)])
def test_all_that_a_project_can_be_found_by_can_be_chosen(name: str, column: int) -> None:
    choices = {value for _, options in FILTERS[name] for value, _ in options}
    assert {value for _, project, _ in ROWS for value in project[column].split()} <= choices


def test_all_that_a_row_can_be_found_by_can_be_chosen() -> None:
    choices = {
        name: {value for _, options in FILTERS[name] for value, _ in options} for name in FILTERS
    }
    assert {year for *_, row in ROWS for year in row[2].split()} <= choices["year"]
    assert {row[0] for *_, row in ROWS} <= choices["status"]
    for plan, project, row in ROWS:
        assert project[0] in plan["actions"]
        assert {*plan["regions"].split(), *"".join(row[3:]).split()} <= plan["places"].keys()


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.plan.id)
def test_columns_stand_in_the_order_of_the_list_of_the_plan(account: Any) -> None:
    view = viewer("en")
    page = plan_table_page(account, view)
    listed = [pair for *_, rows in page.content.groups for pair in rows]
    columns, texts = target_rows(account, view), target_texts(account, view)
    assert len(listed) == len(columns["rows"]) == len(texts)
    for (project, row), column, text in zip(listed, columns["rows"], texts, strict=True):
        of_project = columns["projects"][column[1]]
        assert of_project == [project.action, project.departments, project.themes]
        assert column[:3:2] == [row.view.status, row.years]
        assert row.view.target.title["en"] in text and project.project.title["en"] in text


@needs_plan(EXAMPLE)
def test_a_yearly_target_is_found_in_each_of_its_years() -> None:
    assert any(row[2] == "2024 2025 2026" for *_, row in ROWS)


@needs_plan(EXAMPLE)
def test_what_each_district_owes_is_found_under_every_district() -> None:
    account = next(account for account in ACCOUNTS if account.plan.id == EXAMPLE)
    rows = [pair for pairs in rows_by_status(account, viewer("zh")).values() for pair in pairs]
    owed = [row for _, row in rows if row.view.target.each]
    assert owed
    assert all(row.regions.split() == list(account.plan.districts) for row in owed)


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
