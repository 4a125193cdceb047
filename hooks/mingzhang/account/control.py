"""What came of each promise on control, and which results name a place, a body or a project. Pure.

A result keeps the promises it names. Silence is not failure: a promise without a public result is
`untold`, whatever was done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from mingzhang.model.control import Control, Result, ResultRow
from mingzhang.model.periods import Period
from mingzhang.model.plan import Plan

State = Literal["kept", "partly", "untold", "pending", "open", "target"]
"""The states as the exported data name them. `untold`: due, or past the first stretch of what
repeats, without a public result; `partly`: some of the years or of the number; `pending`: not due;
`open`: without a date; `target`: only the targets it stands for have a status.
"""
STATES: tuple[State, ...] = ("kept", "partly", "untold", "pending", "open", "target")
_MONTHS = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A promise on control with what came of it."""

    control: Control
    state: State
    results: tuple[Result, ...]
    """Those that keep it and are not corrected, oldest first."""
    deadline: Period | None
    years: tuple[tuple[int, tuple[Result, ...]], ...] = ()
    """For what is owed every year: each year that is over or has a result, with its results."""
    named: int = 0
    """How many pilots or models were named, where the promise counts them."""


def outcomes(plan: Plan, today: date) -> tuple[Outcome, ...]:
    """Every promise on control, in the order of the file."""
    results = valid_results(plan)
    return tuple(_outcome_of(control, plan, results, today) for control in plan.control)


def corrected_by(plan: Plan) -> dict[str, Result]:
    """The later result that corrects each, by the id of the corrected one."""
    return {r.corrects.result: r for r in plan.results if r.corrects}


def valid_results(plan: Plan) -> tuple[Result, ...]:
    """The results that no later one corrects, oldest first."""
    corrected = corrected_by(plan)
    return tuple(result for result in plan.results if result.id not in corrected)


def speaks_of(result: Result) -> Period:
    """The time that the result speaks of; the day of its publication where it names none."""
    return result.period or result.published


def mentions(
    results: Sequence[Result], *, region: str = "", department: str = "", project: str = ""
) -> Iterator[tuple[Result, ResultRow]]:
    """Each row of the results on the place, the body or the project, the last result first."""
    for result in reversed(results):
        for row in result.rows:
            named = ((region, row.region), (department, row.department), (project, row.project))
            if any(wanted and wanted == subject for wanted, subject in named):
                yield result, row


def _outcome_of(control: Control, plan: Plan, valid: Sequence[Result], today: date) -> Outcome:
    results = tuple(result for result in valid if control.id in result.promises)
    deadline = control.to or control.due or plan.end
    counts = control.value is not None and control.kind in {"pilot", "model"}
    named = sum(len(result.rows) for result in results) if counts else 0
    if control.repeats == "yearly":
        years = _results_by_year(control, plan, results, today)
        state = _state_of_years(years, _state_without_result(control, plan, deadline, today))
        return Outcome(control, state, results, deadline, years)
    if not results:
        state = _state_without_result(control, plan, deadline, today)
    else:
        state = "kept" if _are_enough(control, plan, results) else "partly"
    return Outcome(control, state, results, deadline, (), named)


def _state_without_result(
    control: Control, plan: Plan, deadline: Period | None, today: date
) -> State:
    """The state of a promise without a result."""
    if control.targets:
        return "target"
    if control.repeats and first_due_day(control, plan) < today:
        return "untold"
    if deadline is None:
        return "open"
    return "untold" if deadline.last < today else "pending"


def first_due_day(control: Control, plan: Plan) -> date:
    """The last day of the first stretch of a promise that repeats; of any other, of a year."""
    first = (control.from_ or plan.period.start).first
    months = first.month - 1 + _MONTHS[control.repeats or "yearly"]
    return date(first.year + months // 12, months % 12 + 1, 1) - timedelta(1)


def _results_by_year(
    control: Control, plan: Plan, results: Sequence[Result], today: date
) -> tuple[tuple[int, tuple[Result, ...]], ...]:
    """Each year that is over or has a result; without an end only these."""
    first = (control.from_ or plan.period.start).first.year
    end = control.to or control.due or plan.end
    by_year: dict[int, list[Result]] = {}
    for year in range(first, (end.last.year if end else today.year) + 1):
        if year < today.year:
            by_year[year] = []
    for result in results:
        by_year.setdefault(speaks_of(result).last.year, []).append(result)
    return tuple((year, tuple(by_year[year])) for year in sorted(by_year))


def _state_of_years(years: Sequence[tuple[int, tuple[Result, ...]]], silent: State) -> State:
    with_result = [bool(results) for _, results in years]
    if not any(with_result):
        return silent
    return "kept" if all(with_result) else "partly"


def _are_enough(control: Control, plan: Plan, results: Sequence[Result]) -> bool:
    """Whether as many pilots or models were named as promised, in each district that owes them."""
    if control.value is None or control.kind not in {"pilot", "model"}:
        return True
    rows = [row for result in results for row in result.rows]
    owed_by = (control.regions or plan.districts) if control.each else ()
    if not owed_by:
        return len(rows) >= control.value
    return all(sum(row.region == key for row in rows) >= control.value for key in owed_by)
