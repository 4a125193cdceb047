"""Departments over all plans, and the bodies of each plan as it prints them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mingzhang.account.account import Account, account_of
from mingzhang.account.catalog import ROLES, catalog_of
from mingzhang.model.taxonomies import DEPARTMENTS
from mingzhang.pages.page import Page
from mingzhang.pages.targets import rows_by_status
from mingzhang.pages.taxonomy.all import pages_of_taxonomy
from mingzhang.pages.taxonomy.departments import body_pages
from tests.support.builders import a_full_plan, a_viewer, an_account, registries
from tests.support.pages_world import ACCOUNTS, CATALOG, viewer

TODAY = date(2025, 9, 1)
FULL = account_of(a_full_plan(), TODAY)
OTHER = account_of(a_full_plan("other"), TODAY)


def bodies_of(account: Account = FULL) -> dict[str, Page]:
    catalog = catalog_of([FULL, OTHER], registries())
    return {page.path: page for page in body_pages(account, catalog, a_viewer("en"))}


def total(bar: Any) -> int:
    return sum(count for _, _, count in bar.segments) if bar else 0


def test_a_plan_has_a_list_of_its_bodies_and_a_page_for_each() -> None:
    pages = bodies_of()
    assert list(pages) == [
        "plans/demo/departments/",
        "plans/demo/departments/housing/",
        "plans/demo/departments/water/",
    ]
    assert all(page.plan is FULL.plan for page in pages.values())


def test_a_plan_that_names_no_body_has_no_list() -> None:
    nobody = an_account(today="2025-09-01", departments={}, actions=[])
    assert list(body_pages(nobody, catalog_of([nobody], registries()), a_viewer("en"))) == []


def test_the_list_tells_what_each_body_leads_answers_for_and_supports() -> None:
    ((name, rows),) = bodies_of()["plans/demo/departments/"].content.groups
    assert name == ""
    assert [(row.name.en, row.counted, total(row.bar)) for row in rows] == [
        ("The housing", "leads 4", 4),
        (
            "The water",
            "answers for 1 project · takes part in 4",
            0,
        ),
    ]


def test_a_body_that_stands_only_in_the_safeguards_is_listed_without_a_page() -> None:
    account = an_account(
        today="2025-09-01",
        departments={"housing": {"zh": "住", "en": "H"}, "water": {"zh": "水", "en": "W"}},
    )
    catalog = catalog_of([account], registries())
    page, *more = body_pages(account, catalog, a_viewer("en"))
    assert [(name, [row.url for row in rows]) for name, rows in page.content.groups] == [
        ("", ["plans/demo/departments/housing/"]),
        ("Named only in the safeguards", [""]),
    ]
    assert [page.path for page in more] == ["plans/demo/departments/housing/"]


def test_a_body_is_called_as_its_plan_prints_it_and_leads_to_all_plans() -> None:
    context = bodies_of()["plans/demo/departments/housing/"].content
    assert context.subject.en == "The housing"
    assert [name.en for name in context.also] == ["The bureau"]
    assert context.all[0] == "departments/housing/"
    assert [(section.heading, section.count) for section in context.sections] == [("Leads", "4")]
    assert context.bar_url == "plans/demo/targets/?department=housing"


def test_only_what_a_body_leads_or_answers_for_is_counted() -> None:
    context = bodies_of()["plans/demo/departments/water/"].content
    assert context.bar_view is None
    assert [(s.heading, total(s.bar_view)) for s in context.sections] == [
        ("Answers for", 0),
        ("Takes part in", 4),
    ]


def test_a_department_says_which_plan_prints_which_name() -> None:
    catalog = catalog_of([FULL, OTHER], registries())
    pages = {page.path: page for page in pages_of_taxonomy(DEPARTMENTS, catalog, a_viewer("en"))}
    printed = pages["departments/housing/"].content.printed
    assert [(url, [name.en for name in names]) for _, url, names in printed] == [
        ("plans/demo/departments/housing/", ["The housing", "The bureau"]),
        ("plans/other/departments/housing/", ["The housing", "The bureau"]),
    ]


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.plan.id)
def test_every_body_of_every_project_has_its_page(account: Account) -> None:
    pages = {page.path for page in body_pages(account, CATALOG, viewer("zh"))}
    named = {
        body.id
        for project in account.plan.projects
        for role in ROLES
        for body in getattr(project, role)
    }
    assert {f"plans/{account.plan.id}/departments/{key}/" for key in named} <= pages


def test_the_bar_of_a_department_counts_what_its_link_filters() -> None:
    view = viewer("zh")
    plans = [rows_by_status(one, view) for one in ACCOUNTS if not one.plan.invented]
    for page in pages_of_taxonomy(DEPARTMENTS, CATALOG, view):
        bar = getattr(page.content, "bar_view", None)
        if bar is None:
            continue
        key = page.path.split("/")[1]
        assert page.content.bar_url == f"targets/?plan=real&department={key}"
        found = [
            row.view.status
            for rows in plans
            for group, row in (pair for pairs in rows.values() for pair in pairs)
            if key in group.departments.split()
        ]
        assert {status: found.count(status) for status, _, _ in bar.segments} == {
            status: count for status, _, count in bar.segments
        }
        assert len(found) == total(bar)
