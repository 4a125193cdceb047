"""Which promises of one measure can stand on one axis, and how far the axis goes. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.account.account import Account
from mingzhang.account.catalog import CatalogEntry, Measured
from mingzhang.account.status import Assessment
from mingzhang.model.periods import Period
from mingzhang.model.plan import Target

SHARE = "percent"
STEPS = tuple(map(Decimal, ("1", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10")))
"""What an axis may end at, times a power of ten; each can be halved into a plain number."""


@dataclass(frozen=True, slots=True)
class ComparedTarget:
    """One promise of a measure with what was reported of it last."""

    account: Account
    entry: CatalogEntry | None
    """The project; None for a goal of the plan."""
    target: Target
    value: Decimal | None = None
    """The last value reported, in the target's unit; of districts that each owe it, the lowest."""
    as_of: Period | None = None
    """What the report speaks of."""

    @property
    def assessment(self) -> Assessment:
        """The target's assessment."""
        return self.account.standing[self.target.id]

    @property
    def axis(self) -> tuple[str | None, bool, bool, bool]:
        """Unit, whether it is meant to fall, whether each district owes it, whether every year:
        only promises that agree in all four can be compared.
        """
        target, baseline = self.target, self.target.baseline
        falls = self.assessment.promise.falls(baseline.value if baseline else None)
        return target.unit, falls, target.each, target.repeats is not None

    @property
    def subject(self) -> tuple[object, ...]:
        """What is promised: plan, number, last day, scope; a goal that a project repeats has the
        same.
        """
        assessment, scope = self.assessment, self.target.scope
        due = assessment.deadline.last if assessment.deadline else None
        return self.account.plan.id, assessment.promise.value, due, scope.zh if scope else None


@dataclass(frozen=True, slots=True)
class ComparableTargets:
    """Promises of two plans or more that can stand on one axis."""

    unit: str | None
    falls: bool
    each: bool
    yearly: bool
    promised: tuple[ComparedTarget, ...]

    @property
    def end(self) -> Decimal:
        """Where the axis ends; shares that are meant to grow are shown on the whole."""
        values = [row.assessment.promise.value for row in self.promised]
        values += [row.value for row in self.promised]
        highest = max(value for value in values if value is not None)
        whole = self.unit == SHARE and not self.falls and highest <= 100
        return Decimal(100) if whole else axis_end(highest)


def promised_of(measured: Iterable[Measured]) -> tuple[ComparedTarget, ...]:
    """Every promise of the measure, in the order of the plans."""
    return tuple(_with_last_value(row, target) for row in measured for target in row.targets)


def comparisons(promised: Sequence[ComparedTarget]) -> tuple[ComparableTargets, ...]:
    """What can be compared, the most promises first; milestones have no number to draw."""
    by_axis: dict[tuple[str | None, bool, bool, bool], list[ComparedTarget]] = {}
    for row in _without_repeated_goals(promised):
        if row.assessment.promise.value is not None:
            by_axis.setdefault(row.axis, []).append(row)
    shared = [
        ComparableTargets(*axis, tuple(rows))
        for axis, rows in by_axis.items()
        if len({row.account.plan.id for row in rows}) > 1
    ]
    return tuple(sorted(shared, key=lambda targets: -len(targets.promised)))


def axis_end(highest: Decimal) -> Decimal:
    """The first plain number that is not below the highest value; 1 where all are nought."""
    if highest <= 0:
        return Decimal(1)
    power = Decimal(10) ** highest.adjusted()
    return next(step * power for step in STEPS if step * power >= highest)


def _with_last_value(measured: Measured, target: Target) -> ComparedTarget:
    account = measured.account
    entries = [entry for entry in account.history.of(target.id) if entry.counts]
    for entry in reversed(entries):
        values = list(entry.report.by_region.values()) if target.each else []
        value = min(values) if values else entry.report.value
        if value is not None:
            return ComparedTarget(account, measured.entry, target, value, entry.as_of)
    return ComparedTarget(account, measured.entry, target)


def _without_repeated_goals(promised: Sequence[ComparedTarget]) -> Iterator[ComparedTarget]:
    """Every promise once: a goal that a project of the plan repeats is left out."""
    in_projects = {row.subject for row in promised if row.entry}
    return (row for row in promised if row.entry or row.subject not in in_projects)
