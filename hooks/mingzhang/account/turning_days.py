"""On which days something that follows from a plan can change by the calendar alone. Between two of
them every status, timeline and sentence stays as it is, so a page need not be made again. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel

from mingzhang.account.control import first_due_day
from mingzhang.model.periods import Period
from mingzhang.model.plan import Plan


def holds_since(plan: Plan, today: date) -> date:
    """The last turning day up to today: what follows from the plan is the same on both."""
    return max(day for day in (*_turning_days(plan), _new_year(today.year)) if day <= today)


def holds_until(plan: Plan, today: date) -> date:
    """The next turning day: until then nothing changes but by an edit."""
    return min(day for day in (*_turning_days(plan), _new_year(today.year + 1)) if day > today)


def _turning_days(plan: Plan) -> Iterator[date]:
    """The first day of every date in the record, its last, and the day after: a date begins to
    count on the first two, and is past on the third.
    """
    for period in _periods(plan):
        yield from (period.first, period.last, period.last + timedelta(1))
    for control in plan.control:
        yield first_due_day(control, plan) + timedelta(1)


def _new_year(number: int) -> date:
    """What repeats every year begins again."""
    return date(number, 1, 1)


def _periods(record: Any) -> set[Period]:
    """Every date of a record, however deep it stands."""
    found: set[Period] = set()
    left = [record]
    while left:
        value = left.pop()
        if isinstance(value, Period):
            found.add(value)
        elif isinstance(value, BaseModel):
            left.extend(value.__dict__.values())
        elif isinstance(value, tuple | list):
            left.extend(value)
        elif isinstance(value, dict):
            left.extend(value.values())
    return found
