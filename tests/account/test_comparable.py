"""Which promises of one measure can stand on one axis."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.account.account import Account
from mingzhang.account.catalog import Measured, catalog_of, shared_indicators
from mingzhang.account.comparable import ComparedTarget, axis_end, comparisons, promised_of
from mingzhang.model.plan import Target
from tests.support.builders import a_target, an_account, registries, told
from tests.support.pages_world import CATALOG
from tests.support.shipped import needs_shipped_plans

TODAY = "2025-03-01"


def a_city(id: str, *targets: Target, **more: Any) -> Account:
    return an_account(*targets, id=id, today=TODAY, **more)


def of(*accounts: Account) -> tuple[ComparedTarget, ...]:
    found = catalog_of(accounts, registries()).indicators["green-share"]
    return promised_of(found)


def promise(id: str = "target", **terms: Any) -> Target:
    return a_target(id, indicator="green-share", **{"at_least": 10, **terms})


def test_promises_of_one_unit_and_direction_share_an_axis() -> None:
    (found,) = comparisons(
        of(a_city("a", promise()), a_city("b", promise(exactly=30, at_least=None)))
    )
    assert (found.unit, found.falls, found.each, found.yearly) == ("sites", False, False, False)
    assert [row.account.plan.id for row in found.promised] == ["a", "b"]
    assert found.end == 30


@pytest.mark.parametrize(
    "terms",
    [
        {"unit": "percent"},
        {"at_least": None, "at_most": 10},
        {"each": True},
        {"repeats": "yearly"},
        {"at_least": None},
    ],
    ids=["unit", "direction", "district", "rhythm", "milestone"],
)
def test_what_differs_in_kind_shares_none(terms: dict[str, Any]) -> None:
    terms = {key: value for key, value in terms.items() if value is not None} or {}
    other = a_target("target", indicator="green-share", **terms)
    assert comparisons(of(a_city("a", promise()), a_city("b", other))) == ()


def test_one_plan_alone_is_no_comparison() -> None:
    assert comparisons(of(a_city("a", promise("x"), promise("y")))) == ()


def test_a_goal_that_a_project_repeats_is_drawn_once() -> None:
    goals = (promise("goal"), promise("other", at_least=20))
    rows = of(a_city("a", promise(), goals=goals), a_city("b", promise()))
    assert len(rows) == 4
    (found,) = comparisons(rows)
    assert [row.target.id for row in found.promised] == ["other", "target", "target"]


def test_the_last_report_that_counts_is_compared() -> None:
    reports = (told("2024-06-30", 4), told("2024-12-31", 6))
    (row,) = of(a_city("a", promise(), snapshots=reports))
    assert (row.value, str(row.as_of)) == (6, "2024-12-31")


def test_of_districts_that_each_owe_it_the_lowest_is_compared() -> None:
    reports = (told("2024-06-30", {"east": 4, "west": 9}),)
    plan = a_city("a", promise(each=True), snapshots=reports, districts=["east", "west"])
    (row,) = of(plan)
    assert row.value == 4


def test_shares_that_grow_stand_on_the_whole_and_ceilings_do_not() -> None:
    grow = comparisons(of(*(a_city(n, promise(unit="percent")) for n in "ab")))
    fall = comparisons(
        of(*(a_city(n, promise(at_least=None, at_most=9, unit="percent")) for n in "ab"))
    )
    assert (grow[0].end, fall[0].end) == (100, 10)


@pytest.mark.parametrize(
    ("highest", "end"),
    [("0", "1"), ("0.7", "0.8"), ("9.7", "10"), ("11", "15"), ("156", "200"), ("3692", "4000")],
)
def test_an_axis_ends_at_a_plain_number(highest: str, end: str) -> None:
    assert axis_end(Decimal(highest)) == Decimal(end)


@given(st.decimals(min_value="0.001", max_value="1e9", places=3))
def test_an_axis_holds_its_highest_value_and_is_not_much_longer(highest: Decimal) -> None:
    assert highest <= axis_end(highest) <= 2 * highest


@needs_shipped_plans
def test_nothing_that_differs_in_kind_is_compared_in_the_shipped_plans() -> None:
    drawn = 0
    for key in sorted(shared_indicators(CATALOG)):
        rows: list[Measured] = CATALOG.indicators[key]
        for found in comparisons(promised_of(rows)):
            kinds = {row.axis for row in found.promised}
            assert kinds == {(found.unit, found.falls, found.each, found.yearly)}
            assert len({row.account.plan.id for row in found.promised}) > 1
            drawn += 1
    assert drawn > 20
