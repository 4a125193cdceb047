"""Where topics, departments, places and measures turn up in the plans."""

from __future__ import annotations

from collections.abc import Iterable

from mingzhang.account.catalog import (
    ROLES,
    CatalogEntry,
    owed_in,
    shared_indicators,
)
from tests.support.pages_world import ACCOUNTS, CATALOG, DATASET
from tests.support.shipped import EXAMPLE, needs_plan


def projects_of(entries: Iterable[CatalogEntry]) -> list[tuple[str, str]]:
    return [(entry.account.plan.id, entry.project.id) for entry in entries]


def test_every_project_stands_under_each_of_its_topics_once() -> None:
    expected = sorted(
        (theme, account.plan.id, project.id)
        for account in ACCOUNTS
        for project in account.plan.projects
        for theme in project.themes
    )
    found = sorted(
        (theme, *place)
        for theme, entries in CATALOG.themes.items()
        for place in projects_of(entries)
    )
    assert found == expected


def test_every_body_stands_under_its_department_in_its_role() -> None:
    expected = sorted(
        (body.id, role, account.plan.id, project.id)
        for account in ACCOUNTS
        for project in account.plan.projects
        for role in ROLES
        for body in getattr(project, role)
    )
    found = sorted(
        (department, role, *place)
        for department, roles in CATALOG.departments.items()
        for role, entries in roles.items()
        for place in projects_of(entries)
    )
    assert found == expected


def test_a_measure_holds_just_the_targets_that_name_it() -> None:
    for key, entries in CATALOG.indicators.items():
        assert {target.indicator for entry in entries for target in entry.targets} == {key}
    named = sum(1 for a in ACCOUNTS for t in (*a.plan.targets, *a.plan.goals) if t.indicator)
    assert named == sum(len(e.targets) for found in CATALOG.indicators.values() for e in found)


def test_only_measures_of_two_plans_are_shared() -> None:
    for key in shared_indicators(CATALOG):
        assert len({entry.account.plan.id for entry in CATALOG.indicators[key]}) > 1


@needs_plan(EXAMPLE)
def test_what_each_district_owes_stands_under_every_district() -> None:
    plan = next(account.plan for account in ACCOUNTS if account.plan.id == "example-city")
    owed = {target.id for target in plan.targets if target.each}
    assert owed
    for district in plan.districts:
        entries = [e for e in CATALOG.regions[district] if e.account.plan is plan]
        assert owed <= {target.id for entry in entries for target in entry.targets}


@needs_plan("binzhou")
def test_a_plan_without_listed_districts_binds_those_of_its_city() -> None:
    plan = next(account.plan for account in ACCOUNTS if account.plan.id == "binzhou")
    owed = {
        target.id
        for target in plan.targets
        if target.each and not target.regions and not target.without
    }
    for district in DATASET.registries.districts_of("binzhou"):
        entries = [e for e in CATALOG.regions[district] if e.account.plan is plan]
        assert owed <= {target.id for entry in entries for target in entry.targets}


def promised_in(district: str, plan: str) -> set[str]:
    entries = [e for e in CATALOG.regions.get(district, ()) if e.account.plan.id == plan]
    return {target.id for entry in entries for target in entry.targets}


@needs_plan("binzhou")
def test_a_district_that_the_document_excepts_owes_nothing() -> None:
    assert "model-townships-2020" not in promised_in("bincheng", "binzhou")
    assert "model-townships-2020" in promised_in("zouping", "binzhou")


@needs_plan("yunnan")
def test_no_city_stands_for_the_districts_of_a_province() -> None:
    assert "checkup-yearly" not in promised_in("kunming", "yunnan")


def test_pages_and_status_name_the_same_districts() -> None:
    for account in ACCOUNTS:
        for project in account.plan.projects:
            for target in project.targets:
                named = account.plan.owing(target)
                if named:
                    owed = owed_in(target, project, account.plan, DATASET.registries)
                    assert owed == named, target.id


@needs_plan("binzhou")
def test_a_whole_plan_stands_under_the_places_where_it_holds() -> None:
    assert [account.plan.id for account in CATALOG.plans["binzhou"]] == ["binzhou"]


def test_what_a_plan_asks_of_a_body_is_what_stands_under_the_department() -> None:
    expected = {
        (account.plan.id, department, role, entry.project.id)
        for account in ACCOUNTS
        for department, roles in CATALOG.departments.items()
        for role, entries in roles.items()
        for entry in entries
        if entry.account.plan.id == account.plan.id
    }
    found = [
        (plan, department, role, entry.project.id)
        for plan, departments in CATALOG.bodies.items()
        for department, roles in departments.items()
        for role, entries in roles.items()
        for entry in entries
    ]
    assert sorted(found) == sorted(expected)
    for departments in CATALOG.bodies.values():
        assert all(
            [*roles] == [role for role in ROLES if role in roles] for roles in departments.values()
        )
