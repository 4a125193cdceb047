"""Between two turning days nothing that follows from a plan changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.account.account import Account, account_of
from mingzhang.account.turning_days import holds_since, holds_until
from mingzhang.exports.json.plan import plan_export
from mingzhang.model.plan import Plan
from tests.support.builders import a_plan, a_report, a_snapshot, a_target
from tests.support.pages_world import PLANS

DAYS = st.dates(date(2019, 1, 1), date(2032, 12, 31))


def follows(account: Account) -> dict[str, Any]:
    """Everything that pages and exports take from the account, but for its day."""
    export = plan_export(account)
    del export["status_as_of"]
    return {
        "standing": account.standing,
        "timelines": account.timelines,
        "outcomes": account.outcomes,
        "export": export,
        "past or coming": [when >= account.today for when in dates(account.plan)],
    }


def dates(value: Any) -> Iterator[date]:
    """The last day of every date in a record."""
    if hasattr(value, "last") and isinstance(value.last, date):
        yield value.last
    elif is_dataclass(value):
        for field in fields(value):
            yield from dates(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from dates(part)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from dates(getattr(value, name))


@given(DAYS, st.sampled_from(PLANS))
def test_all_is_as_on_the_last_turning_day(today: date, plan: Plan) -> None:
    since = holds_since(plan, today)
    assert since <= today < holds_until(plan, today)
    assert holds_since(plan, since) == since
    if since != today:
        assert follows(account_of(plan, since)) == follows(account_of(plan, today))


@given(DAYS, st.sampled_from(PLANS))
def test_the_next_turning_day_is_the_first_of_a_new_stretch(today: date, plan: Plan) -> None:
    until = holds_until(plan, today)
    assert holds_since(plan, until) == until
    assert holds_since(plan, until - timedelta(1)) == holds_since(plan, today)


@pytest.mark.parametrize("due", ["2025", "2025-06", "2025-06-30"])
def test_the_day_after_a_deadline_is_one(due: str) -> None:
    plan = a_plan(a_target(due=due), snapshots=(a_snapshot("2024-12-31", a_report(3)),))
    last = plan.targets[0].due
    assert last
    after = last.last + timedelta(1)
    assert holds_since(plan, after) == after
    assert account_of(plan, after).standing != account_of(plan, last.last).standing
