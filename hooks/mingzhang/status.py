"""The status of a target: computed by the published rule, with everything that explains it. Pure; "today" is an argument."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from mingzhang.history import Entry
from mingzhang.model import Plan, Target
from mingzhang.periods import Period, year
from mingzhang.terms import Promise, Reading, promise_of, read_report

Status = Literal[
    "cancelled",
    "delivered",
    "delivered-late",
    "overdue",
    "unreported",
    "on-track",
    "behind",
    "pending",
    "undated",
]
STATUSES: tuple[Status, ...] = (
    "delivered",
    "delivered-late",
    "on-track",
    "behind",
    "overdue",
    "unreported",
    "pending",
    "undated",
    "cancelled",
)
"""Every status, in the order in which bars and legends show them."""
DUE_WITH_RESULT: frozenset[Status] = frozenset({"delivered", "delivered-late", "overdue"})
PACE = Decimal("0.9")
"""On track from nine tenths of the linear pace."""
HALF = Decimal("0.5")

Reason = Literal[
    "revision-cancels",
    "report-cancels",
    "met-in-time",
    "met-no-deadline",
    "said-met-in-time",
    "met-late",
    "reported-unmet",
    "never-reported",
    "reports-ended",
    "pace-kept",
    "under-way",
    "not-started-early",
    "pace-missed",
    "not-started-late",
    "ceiling-exceeded",
    "no-report",
    "no-deadline",
    "years",
]


@dataclass(frozen=True, slots=True)
class Assessment:
    """A status and why: inputs, dates, formula and the rule that fitted."""

    status: Status
    reason: Reason
    promise: Promise
    deadline: Period | None
    """When it is due: the target's own date, or the plan's end."""
    own_deadline: bool
    start: date
    """The first day of the time that the linear pace is counted over."""
    decisive: Entry | None = None
    """The report that the status rests on."""
    attained: Decimal | None = None
    expected: Decimal | None = None
    fell_back: Entry | None = None
    """A report after the delivering one that says the promise is no longer kept."""
    years: tuple[tuple[Period, Assessment], ...] = ()
    """For a yearly target, each year's own assessment."""

    @property
    def is_due(self) -> bool:
        """Whether the deadline has passed without the promise being kept, or the promise was kept."""
        return self.status in DUE_WITH_RESULT or self.status == "unreported"


@dataclass(frozen=True, slots=True)
class _Case:
    """Everything the rules look at."""

    promise: Promise
    deadline: Period | None
    own_deadline: bool
    start: date
    today: date
    told: tuple[tuple[Entry, Reading], ...]
    """Reports that tell whether the promise is kept, by `as_of`."""
    cancelled_by: Entry | None

    @property
    def passed(self) -> bool:
        return self.deadline is not None and self.today > self.deadline.last

    def expected_at(self, moment: date) -> Decimal | None:
        """The share of the time up to the deadline that had passed at the end of the day; within 0 and 1."""
        if self.deadline is None:
            return None
        whole = (self.deadline.last - self.start).days + 1
        passed = (moment - self.start).days + 1
        return (
            min(Decimal(1), max(Decimal(0), Decimal(passed) / whole)) if whole > 0 else Decimal(1)
        )


def assess(target: Target, entries: Sequence[Entry], plan: Plan, today: date) -> Assessment:
    """The target's status on the day, from the entries known by then. The first rule that fits decides."""
    if target.repeats == "yearly":
        return _assess_years(target, entries, plan, today)
    promise = promise_of(target, today)
    deadline = promise.due or plan.end
    start = (
        target.baseline.as_of.last + timedelta(1) if target.baseline else plan.period.start.first
    )
    return _decide(_case(target, entries, plan, promise, deadline, start, today))


def _case(
    target: Target,
    entries: Sequence[Entry],
    plan: Plan,
    promise: Promise,
    deadline: Period | None,
    start: date,
    today: date,
) -> _Case:
    baseline = target.baseline.value if target.baseline else None
    owed_by = (target.regions or plan.districts) if target.each else ()
    counting = [entry for entry in entries if entry.counts]
    read = [(entry, read_report(entry.report, promise, baseline, owed_by)) for entry in counting]
    phases = [entry for entry in counting if entry.report.phase]
    gave_up = phases[-1] if phases and phases[-1].report.phase == "cancelled" else None
    told = tuple((entry, reading) for entry, reading in read if reading.met is not None)
    return _Case(promise, deadline, promise.due is not None, start, today, told, gave_up)


Found = tuple[Status, Reason, Entry | None, Reading | None]


def _decide(case: _Case) -> Assessment:
    status, reason, entry, reading = next(found for rule in RULES if (found := rule(case)))
    latest = case.told[-1] if case.told else None
    shown = reading or (latest[1] if latest else None)
    at = entry or (latest[0] if latest else None)
    return Assessment(
        status,
        reason,
        case.promise,
        case.deadline,
        case.own_deadline,
        case.start,
        entry or (latest[0] if latest else None),
        shown.attained if shown else None,
        case.expected_at(at.as_of.last) if at else None,
        latest[0] if latest and status == "delivered" and latest[1].met is False else None,
    )


def _cancelled(case: _Case) -> Found | None:
    if case.promise.cancelled:
        return "cancelled", "revision-cancels", None, None
    return ("cancelled", "report-cancels", case.cancelled_by, None) if case.cancelled_by else None


def _delivered(case: _Case) -> Found | None:
    if case.deadline is None:
        met = next(((e, r) for e, r in case.told if r.met), None)
        return ("delivered", "met-no-deadline", *met) if met else None
    due = case.deadline.last
    for entry, reading in case.told:
        if entry.as_of.last <= due and reading.met:
            return "delivered", "met-in-time", entry, reading
    after = next(((e, r) for e, r in case.told if e.as_of.last > due), None)
    if after and after[1].met:
        completed = after[0].report.completed
        if completed and completed.last <= due:
            return "delivered", "said-met-in-time", *after
    return None


def _delivered_late(case: _Case) -> Found | None:
    met = next(((e, r) for e, r in case.told if r.met), None)
    return ("delivered-late", "met-late", *met) if met else None


def _overdue(case: _Case) -> Found | None:
    """The latest report must speak of the due date or later: an older one does not tell the result."""
    if not (case.passed and case.told and case.deadline):
        return None
    entry, reading = case.told[-1]
    if entry.as_of.last >= case.deadline.last:
        return "overdue", "reported-unmet", entry, reading
    return None


def _unreported(case: _Case) -> Found | None:
    if not case.passed:
        return None
    return "unreported", "reports-ended" if case.told else "never-reported", None, None


def _undated(case: _Case) -> Found | None:
    return ("undated", "no-deadline", None, None) if case.deadline is None else None


def _pending(case: _Case) -> Found | None:
    return None if case.told else ("pending", "no-report", None, None)


def _pace(case: _Case) -> Found | None:
    """On track or behind: by the linear pace at the report's date where there is a share, else by the phase."""
    entry, reading = case.told[-1]
    expected = case.expected_at(entry.as_of.last)
    assert expected is not None
    if reading.attained is not None:
        kept = reading.attained >= PACE * expected
        return (
            ("on-track", "pace-kept", *case.told[-1])
            if kept
            else ("behind", "pace-missed", *case.told[-1])
        )
    if entry.report.phase == "not-started":
        early = expected <= HALF
        return (
            ("on-track", "not-started-early", *case.told[-1])
            if early
            else ("behind", "not-started-late", *case.told[-1])
        )
    if entry.report.phase == "under-way":
        return "on-track", "under-way", *case.told[-1]
    return "behind", "ceiling-exceeded", *case.told[-1]


RULES: tuple[Callable[[_Case], Found | None], ...] = (
    _cancelled,
    _delivered,
    _delivered_late,
    _overdue,
    _unreported,
    _undated,
    _pending,
    _pace,
)
"""In the order of the published table (docs/method.md): the first that fits decides."""

_WORST_FIRST: tuple[Status, ...] = ("overdue", "unreported", "delivered-late", "delivered")


def _assess_years(target: Target, entries: Sequence[Entry], plan: Plan, today: date) -> Assessment:
    """Each year is judged by that year's reports. The target has the weakest status of the years that are over;
    while these were all delivered, that of the year under way.
    """
    promise = promise_of(target, today)
    first = target.from_ or plan.period.start
    last = target.to or promise.due or plan.end or year(max(today.year, first.first.year))
    years = []
    for number in range(first.first.year, last.last.year + 1):
        whole = year(number)
        within = [entry for entry in entries if entry.as_of.last.year == number]
        case = _case(target, within, plan, promise, whole, whole.first, today)
        years.append((whole, _decide(case)))
    chosen = _of_all_years(years, today)
    return Assessment(
        chosen.status,
        "years" if chosen.status != "cancelled" else chosen.reason,
        promise,
        last,
        target.to is not None or promise.due is not None,
        first.first,
        chosen.decisive,
        chosen.attained,
        chosen.expected,
        None,
        tuple(years),
    )


def _of_all_years(years: Sequence[tuple[Period, Assessment]], today: date) -> Assessment:
    cancelled = next((found for _, found in years if found.status == "cancelled"), None)
    if cancelled:
        return cancelled
    over = [found for whole, found in years if whole.last < today]
    coming = [found for whole, found in years if whole.last >= today]
    weakest = min(over, key=lambda found: _WORST_FIRST.index(found.status), default=None)
    if weakest and (weakest.status in {"overdue", "unreported"} or not coming):
        return weakest
    return coming[0]
