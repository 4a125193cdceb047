"""What a target promises on a given day, and what a report says of it. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from mingzhang.model.periods import Period
from mingzhang.model.plan import Revision, Target
from mingzhang.model.progress import Report
from mingzhang.model.terms import Comparator

ABOUT_TOLERANCE = Decimal("0.05")
"""A number printed with 约 or 左右 is reached from 95 % of the way (no document defines it)."""


@dataclass(frozen=True, slots=True)
class Promise:
    """The terms in force: the number with its comparator, or a milestone, and the own due date."""

    comparator: Comparator | None
    value: Decimal | None
    value_max: Decimal | None
    due: Period | None
    cancelled: Revision | None

    def goal_from(self, baseline: Decimal | None) -> Decimal:
        """The number to reach: of a printed range, the end nearer to where it comes from."""
        assert self.value is not None
        if self.value_max is not None and baseline is not None and baseline > self.value_max:
            return self.value_max
        return self.value

    def falls(self, baseline: Decimal | None) -> bool:
        """Whether the measure is meant to fall: a ceiling, or a number below its baseline.

        A bare nought falls too: no one promises to rise to nothing.
        """
        goal, start = self.goal_from(baseline), baseline or Decimal(0)
        if self.comparator == ">=":
            return goal == self.value_max
        return self.comparator == "<=" or goal < start or goal == start == 0

    def is_met_by(self, value: Decimal, baseline: Decimal | None) -> bool:
        """Whether the value reaches the promised number, from the side the measure comes from.

        A range is reached at its nearer end, a bare number (`=`) by going beyond it as well.
        """
        goal = self.goal_from(baseline)
        if self.comparator == "~":
            slack = abs(goal - (baseline or Decimal(0))) * ABOUT_TOLERANCE
            goal += slack if self.falls(baseline) else -slack
        return value <= goal if self.falls(baseline) else value >= goal

    def attained_by(self, value: Decimal, baseline: Decimal | None) -> Decimal | None:
        """(value − baseline) / (target − baseline), baseline 0 where none is given; 1 is kept.

        Never capped; negative after a regression. None for a ceiling without a baseline and where
        the baseline keeps the promise already: there is no way to go, so no share of it.
        """
        goal, start = self.goal_from(baseline), baseline or Decimal(0)
        way = start - goal if self.falls(baseline) else goal - start
        if (self.comparator == "<=" and baseline is None) or way <= 0:
            return None
        return (value - start) / (goal - start)


def promise_of(target: Target, on: date) -> Promise:
    """The terms in force on the day: those of the target with every revision decided by then."""
    promise = first_promise(target)
    for revision in revisions_in_order(target.revisions):
        if revision.date.first <= on:
            promise = revised(promise, revision)
    return promise


def first_promise(target: Target) -> Promise:
    """The terms as the plan was issued."""
    return Promise(target.comparator, target.value, target.value_max, target.due, None)


def revisions_in_order(revisions: Iterable[Revision]) -> list[Revision]:
    """The revisions as they follow each other."""
    return sorted(revisions, key=lambda revision: revision.date.last)


def revised(promise: Promise, revision: Revision) -> Promise:
    """The promise after the revision: a new number, a new date, both, or cancelled."""
    if revision.comparator:
        promise = replace(
            promise,
            comparator=revision.comparator,
            value=revision.value,
            value_max=revision.value_max,
        )
    cancelled = revision if revision.cancelled else promise.cancelled
    return replace(promise, due=revision.due or promise.due, cancelled=cancelled)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one report says of the promise."""

    met: bool | None
    """Whether it says the promise is kept; None where it does not tell."""
    attained: Decimal | None
    """The share of the way, 1 is kept; None where there is none to name."""


def read_report(
    report: Report, promise: Promise, baseline: Decimal | None, owed_by: Sequence[str]
) -> Reading:
    """What the report says. `owed_by` are the districts that each owe the target, if they do.

    Then all must have reported it met, and the lowest share of those that reported counts.
    """
    if promise.value is None:
        met = {"completed": True, "under-way": False, "not-started": False}.get(report.phase or "")
        return Reading(True if report.completed else met, None)
    if owed_by and report.by_region:
        return _read_districts(report, promise, baseline, owed_by)
    if report.value is not None:
        met = promise.is_met_by(report.value, baseline)
        return Reading(met, promise.attained_by(report.value, baseline))
    if report.completed or report.phase == "completed":
        return Reading(True, None)
    return Reading(False if report.phase in {"under-way", "not-started"} else None, None)


def _read_districts(
    report: Report, promise: Promise, baseline: Decimal | None, owed_by: Sequence[str]
) -> Reading:
    values = [report.by_region[region] for region in owed_by if region in report.by_region]
    met = [promise.is_met_by(value, baseline) for value in values]
    shares = [promise.attained_by(value, baseline) for value in values]
    known = [share for share in shares if share is not None]
    if all(met) and len(values) < len(owed_by):
        return Reading(None, None)
    return Reading(all(met), min(known, default=None))
