"""Targets and reports as tables. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.account.account import Account
from mingzhang.account.history import ReportEntry
from mingzhang.exports.tables.columns import COMPARE, REPORTS, TARGETS, Column
from mingzhang.model.fields import Text
from mingzhang.model.periods import Period
from mingzhang.model.plan import Action, Plan, Project, Target
from mingzhang.model.registries import Unit

Value = str | Decimal | bool | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its rows."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def targets_sheet(accounts: Iterable[Account], units: Mapping[str, Unit]) -> Sheet:
    """Every target and goal, in the documents' order."""
    rows = [
        _target(account, *place, units) for account in accounts for place in _places(account.plan)
    ]
    return Sheet("targets", TARGETS, tuple(rows))


def reports_sheet(accounts: Iterable[Account]) -> Sheet:
    """Every report, target by target; a row more for each region that a report names."""
    rows: list[tuple[Value, ...]] = []
    for account in accounts:
        for _, project, target in _places(account.plan):
            for entry in account.history.of(target.id):
                rows += _reported(account, project, target, entry)
        for project in account.plan.projects:
            for entry in account.history.by_project.get(project.id, ()):
                rows += _reported(account, project, None, entry)
    return Sheet("reports", REPORTS, tuple(rows))


def _places(plan: Plan) -> Iterator[tuple[Action | None, Project | None, Target]]:
    for action in plan.actions:
        for project in action.projects:
            for target in project.targets:
                yield action, project, target
    for goal in plan.goals:
        yield None, None, goal


def _target(
    account: Account,
    action: Action | None,
    project: Project | None,
    target: Target,
    units: Mapping[str, Unit],
) -> tuple[Value, ...]:
    plan, found = account.plan, account.standing[target.id]
    return (
        *(plan.id, *pair(plan.place), plan.invented, plan.stage),
        *(action.id if action else None, *pair(action.title if action else None)),
        *(project.id if project else None, *pair(project.title if project else None)),
        *(target.id, *pair(target.title), project is None),
        *_compared(target.comparator, target.value, target.value_max),
        *_unit(target.unit, units),
        *_compared(found.promise.comparator, found.promise.value, found.promise.value_max),
        *(when(target.due), last_day(found.deadline), target.repeats),
        *(*pair(target.scope), target.each, ids(target.regions), target.indicator),
        *(ids(body.id for body in project.lead) if project else None,),
        *(ids(body.id for body in project.responsible) if project else None,),
        *(ids(body.id for body in project.support) if project else None,),
        *(target.clause, found.status, found.reason),
        *(_share(found.attained), _share(found.expected)),
        Decimal(len(account.history.of(target.id))),
    )


def _unit(unit: str | None, units: Mapping[str, Unit]) -> tuple[Value, ...]:
    if unit is None:
        return (None,) * 4
    return unit, *pair(units[unit].name), units[unit].factor


def _compared(
    comparator: str | None, value: Decimal | None, value_max: Decimal | None
) -> tuple[Value, Value, Value]:
    return COMPARE[comparator] if comparator else None, value, value_max


def _reported(
    account: Account, project: Project | None, target: Target | None, entry: ReportEntry
) -> Iterator[tuple[Value, ...]]:
    subject = target or project
    assert subject is not None
    report, snapshot = entry.report, entry.snapshot
    source = report.source or snapshot.source
    unit = target.unit if target else None
    values: list[tuple[str | None, Decimal | None]] = [(None, report.value)]
    for region, value in [*values, *report.by_region.items()]:
        yield (
            *(account.plan.id, account.plan.invented, project.id if project else None),
            *(target.id if target else None, *pair(subject.title)),
            *(snapshot.as_of.text, entry.as_of.text, last_day(entry.as_of)),
            *(region, value, unit if value is not None else None, report.phase),
            *(when(report.completed), last_day(report.completed)),
            *(*pair(report.note), report.kind or snapshot.kind),
            *pair(source.title if source else None),
            *pair(source.publisher if source else None),
            *(when(source.date) if source else None, source.url if source else None),
            report.corrects.snapshot.text if report.corrects else None,
            *pair(report.corrects.reason if report.corrects else None),
            entry.corrected_by.as_of.text if entry.corrected_by else None,
        )


def pair(text: Text | None) -> tuple[str | None, str | None]:
    """Both languages."""
    return (text.zh, text.en) if text else (None, None)


def when(period: Period | None) -> str | None:
    """As precise as printed."""
    return period.text if period else None


def last_day(period: Period | None) -> str | None:
    """The last day of what it names."""
    return period.last.isoformat() if period else None


def ids(found: Iterable[str]) -> str | None:
    """Ids with spaces between."""
    return " ".join(found) or None


def _share(share: Decimal | None) -> Decimal | None:
    """Four decimals, as in the JSON."""
    return None if share is None else round(share, 4)
