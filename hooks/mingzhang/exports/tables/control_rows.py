"""Promises on control and their results as tables. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mingzhang.account.account import Account
from mingzhang.account.control import Outcome, corrected_by, outcomes
from mingzhang.exports.tables.columns import COMPARE
from mingzhang.exports.tables.control_columns import CONTROL, RESULTS
from mingzhang.exports.tables.rows import Sheet, Value, ids, last_day, pair, when
from mingzhang.model.control import Result, ResultRow


def control_sheet(accounts: Iterable[Account]) -> Sheet:
    """Every promise on control, in the plans' order."""
    rows = [
        _promise(account, found)
        for account in accounts
        for found in outcomes(account.plan, account.today)
    ]
    return Sheet("control", CONTROL, tuple(rows))


def results_sheet(accounts: Iterable[Account]) -> Sheet:
    """Every result: a row on the whole, and a row more for each that it names."""
    rows = [
        cells
        for account in accounts
        for result in account.plan.results
        for cells in _result(account, result)
    ]
    return Sheet("results", RESULTS, tuple(rows))


def _promise(account: Account, found: Outcome) -> tuple[Value, ...]:
    plan, control = account.plan, found.control
    return (
        *(plan.id, plan.invented, control.id, control.kind),
        *(*pair(control.title), *pair(control.text)),
        COMPARE[control.comparator] if control.comparator else None,
        *(control.value, control.value_max, control.unit),
        *(when(control.due), control.repeats, when(control.from_), when(control.to)),
        *(*pair(control.scope), control.each, ids(control.regions)),
        ids(body.id for body in control.departments),
        *(ids(control.projects), ids(control.targets), control.clause),
        *(found.state, ids(result.id for result in found.results)),
    )


def _result(account: Account, result: Result) -> Iterator[tuple[Value, ...]]:
    plan, source = account.plan, result.source
    later = corrected_by(plan).get(result.id)
    for row in (None, *result.rows):
        yield (
            *(plan.id, plan.invented, result.id, result.kind, *pair(result.title)),
            *(result.published.text, last_day(result.published), when(result.period)),
            *(ids(result.promises), ids(body.id for body in result.by)),
            *(*pair(result.agency), *pair(result.method)),
            *_found(row, result),
            *(*pair(source.title), *pair(source.publisher), when(source.date), source.url),
            result.corrects.result if result.corrects else None,
            later.id if later else None,
        )


def _found(row: ResultRow | None, result: Result) -> tuple[Value, ...]:
    """What is said of one row, or of the whole."""
    found = row or result
    counts = (found.sample, found.satisfied, found.checked, found.faulty, found.mended)
    if row is None:
        return (*(None,) * 5, None, result.out_of, *(None,) * 3, *counts, *pair(result.summary))
    return (
        *(row.region, row.department, row.project, *pair(row.name)),
        *(row.score, result.out_of, row.rank, *pair(row.grade)),
        *(*counts, *pair(row.note)),
    )
