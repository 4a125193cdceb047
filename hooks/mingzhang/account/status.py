"""The status of a target by the published rule, with all that explains it. Pure; today is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple

from mingzhang.account.history import ReportEntry
from mingzhang.account.promise import Promise, Reading, first_promise, promise_of, read_report
from mingzhang.model.periods import Period, year
from mingzhang.model.plan import Plan, Target
from mingzhang.model.progress import Phase, Report

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
OPEN: frozenset[Status] = frozenset({"on-track", "behind", "pending"})
"""Neither settled nor past the due date."""
SETTLED: frozenset[Status] = frozenset({"delivered", "delivered-late", "cancelled"})
"""Nothing more is to be reported of these."""
PACE = Decimal("0.9")
"""On track from nine tenths of the linear pace."""
HALF = Decimal("0.5")
_ROUNDING = Decimal("1E-20")
"""Quotients of decimals are rounded: what differs by less than this is the same."""

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
    decisive: ReportEntry | None = None
    """The report that the status rests on."""
    attained: Decimal | None = None
    """The share of the way from the baseline to the promised number, 1 is kept; never capped,
    negative after a regression. None where there is no number to name.
    """
    expected: Decimal | None = None
    """The share of the time up to the deadline that had passed when the decisive report was made,
    0 to 1; None without a deadline or a report.
    """
    fell_back: ReportEntry | None = None
    """A report after the delivering one that says the promise is no longer kept."""
    years: tuple[tuple[Period, Assessment], ...] = ()
    """For a yearly target, each year's own assessment."""


def due_dates(assessment: Assessment) -> Iterator[tuple[Period, Assessment]]:
    """When a target is due, with its assessment on that date: once, or in each of its years, or
    never.
    """
    if assessment.years:
        yield from assessment.years
    elif assessment.deadline:
        yield assessment.deadline, assessment


def is_open(assessment: Assessment) -> bool:
    """Whether a report can still change what is known; of a yearly target, of any year."""
    if assessment.status == "cancelled" or not assessment.years:
        return assessment.status not in SETTLED
    return any(year.status not in SETTLED for _, year in assessment.years)


class _Case(NamedTuple):
    """Everything the rules look at."""

    promise: Promise
    deadline: Period | None
    start: date
    today: date
    conclusive: tuple[tuple[ReportEntry, Reading], ...] = ()
    """The reports that say whether the promise is kept, by `as_of`."""
    cancelled_by: ReportEntry | None = None

    @property
    def passed(self) -> bool:
        return self.deadline is not None and self.today > self.deadline.last

    @property
    def met(self) -> tuple[ReportEntry, Reading] | None:
        return next(((entry, reading) for entry, reading in self.conclusive if reading.met), None)

    def expected_at(self, moment: date) -> Decimal | None:
        """The share of the time up to the deadline that had passed by the day's end; 0 to 1."""
        if self.deadline is None:
            return None
        whole = (self.deadline.last - self.start).days + 1
        passed = (moment - self.start).days + 1
        share = Decimal(passed) / whole if whole > 0 else Decimal(1)
        return min(Decimal(1), max(Decimal(0), share))


class Judge:
    """Judges one target on any day. What depends on no day is worked out once, because timelines
    and past states judge it again and again.
    """

    def __init__(self, target: Target, plan: Plan) -> None:
        self.target = target
        self.plan = plan
        base = target.baseline
        self._baseline = base.value if base else None
        self._start = base.as_of.last + timedelta(1) if base else plan.period.start.first
        self._owed_by = plan.owing(target)
        self._unrevised = None if target.revisions else first_promise(target)
        self._readings: dict[int, Reading] = {}
        """What reports say of a promise that was never revised, by their identity."""
        self._known: dict[tuple[int, ...], tuple[Sequence[ReportEntry], Assessment]] = {}
        """Of such a promise, which the day only decides by whether the deadline has passed: the
        assessments by that and by the identities of the entries, which are kept here.
        """

    def assess(self, entries: Sequence[ReportEntry], today: date) -> Assessment:
        """The target's status on the day, from the entries known by then: the first rule that
        fits. The entries are of the plan that was given.
        """
        if self.target.repeats == "yearly":
            return self._assess_years(entries, today)
        promise = self._promise(today)
        deadline = promise.due or self.plan.end
        case = _Case(promise, deadline, self._start, today)
        if promise is not self._unrevised:
            return _decide(self._with_reports(case, entries))
        key = (case.passed, *map(id, entries))
        if (known := self._known.get(key)) is None:
            known = self._known[key] = (entries, _decide(self._with_reports(case, entries)))
        return known[1]

    def _assess_years(self, entries: Sequence[ReportEntry], today: date) -> Assessment:
        """Each year is judged by that year's reports and the terms in force at its end. The target
        has the weakest status of the years that are over; while all were delivered, that of the
        next.
        """
        target, plan, promise = self.target, self.plan, self._promise(today)
        first = target.from_ or plan.period.start
        last = target.to or promise.due or plan.end or year(max(today.year, first.first.year))
        numbers = range(first.first.year, max(first.first.year, last.last.year) + 1)
        years = []
        for one in map(year, numbers):
            within = [entry for entry in entries if entry.as_of.last.year == one.last.year]
            is_last = one.last.year == numbers[-1]
            in_force = promise if is_last else self._promise(min(today, one.last))
            case = _Case(in_force, one, one.first, today)
            years.append((one, _decide(self._with_reports(case, within))))
        chosen = _deciding_year(years, today)
        return Assessment(
            chosen.status,
            "years" if chosen.status != "cancelled" else chosen.reason,
            promise,
            last,
            own_deadline=target.to is not None or promise.due is not None,
            start=first.first,
            decisive=chosen.decisive,
            attained=chosen.attained,
            expected=chosen.expected,
            years=tuple(years),
        )

    def _promise(self, on: date) -> Promise:
        return self._unrevised or promise_of(self.target, on)

    def _read(self, report: Report, promise: Promise) -> Reading:
        if promise is not self._unrevised:
            return read_report(report, promise, self._baseline, self._owed_by)
        key = id(report)
        if (known := self._readings.get(key)) is None:
            known = read_report(report, promise, self._baseline, self._owed_by)
            self._readings[key] = known
        return known

    def _with_reports(self, case: _Case, entries: Sequence[ReportEntry]) -> _Case:
        """The case with what the entries say."""
        conclusive: list[tuple[ReportEntry, Reading]] = []
        phased = None
        for entry in entries:
            if entry.counts:
                reading = self._read(entry.report, case.promise)
                if reading.met is not None:
                    conclusive.append((entry, reading))
                if entry.report.phase:
                    phased = entry
        is_cancelled = phased is not None and phased.report.phase == "cancelled"
        cancelled_by = phased if is_cancelled else None
        return case._replace(conclusive=tuple(conclusive), cancelled_by=cancelled_by)


def assess(target: Target, entries: Sequence[ReportEntry], plan: Plan, today: date) -> Assessment:
    """The target's status on one day; see `Judge`."""
    return Judge(target, plan).assess(entries, today)


Verdict = tuple[Status, Reason, ReportEntry | None, Reading | None]


def _decide(case: _Case) -> Assessment:
    status, reason, entry, reading = next(verdict for rule in RULES if (verdict := rule(case)))
    latest, last_reading = case.conclusive[-1] if case.conclusive else (None, None)
    shown, at = reading or last_reading, entry or latest
    kept = status in {"delivered", "delivered-late"}
    fell_back = kept and last_reading is not None and last_reading.met is False
    return Assessment(
        status,
        reason,
        case.promise,
        case.deadline,
        own_deadline=case.promise.due is not None,
        start=case.start,
        decisive=at,
        attained=shown.attained if shown else None,
        expected=case.expected_at(at.as_of.last) if at else None,
        fell_back=latest if fell_back else None,
    )


def _cancelled(case: _Case) -> Verdict | None:
    if case.promise.cancelled:
        return "cancelled", "revision-cancels", None, None
    return ("cancelled", "report-cancels", case.cancelled_by, None) if case.cancelled_by else None


def _delivered(case: _Case) -> Verdict | None:
    if case.deadline is None:
        return ("delivered", "met-no-deadline", *case.met) if case.met else None
    due = case.deadline.last
    for entry, reading in case.conclusive:
        if entry.as_of.last <= due and reading.met:
            return "delivered", "met-in-time", entry, reading
    after = next(((e, r) for e, r in case.conclusive if e.as_of.last > due), None)
    if after and after[1].met:
        completed = after[0].report.completed
        if completed and completed.last <= due:
            return "delivered", "said-met-in-time", *after
    return None


def _delivered_late(case: _Case) -> Verdict | None:
    return ("delivered-late", "met-late", *case.met) if case.met else None


def _overdue(case: _Case) -> Verdict | None:
    """The latest report must speak of the due date or later: an older one can't tell the result."""
    if not (case.passed and case.conclusive and case.deadline):
        return None
    entry, reading = case.conclusive[-1]
    tells = entry.as_of.last >= case.deadline.last
    return ("overdue", "reported-unmet", entry, reading) if tells else None


def _unreported(case: _Case) -> Verdict | None:
    reason: Reason = "reports-ended" if case.conclusive else "never-reported"
    return ("unreported", reason, None, None) if case.passed else None


def _undated(case: _Case) -> Verdict | None:
    return ("undated", "no-deadline", None, None) if case.deadline is None else None


def _pending(case: _Case) -> Verdict | None:
    return None if case.conclusive else ("pending", "no-report", None, None)


def _pace(case: _Case) -> Verdict | None:
    entry, reading = case.conclusive[-1]
    expected = case.expected_at(entry.as_of.last)
    assert expected is not None
    status, reason = _by_pace(reading.attained, expected, entry.report.phase)
    return status, reason, entry, reading


def _by_pace(
    attained: Decimal | None, expected: Decimal, phase: Phase | None
) -> tuple[Status, Reason]:
    """On track or behind: by the linear pace at the report's date where there is a share."""
    if attained is not None:
        kept = attained + _ROUNDING >= PACE * expected
        return ("on-track", "pace-kept") if kept else ("behind", "pace-missed")
    if phase == "not-started":
        early = expected <= HALF
        return ("on-track", "not-started-early") if early else ("behind", "not-started-late")
    return ("on-track", "under-way") if phase == "under-way" else ("behind", "ceiling-exceeded")


RULES: tuple[Callable[[_Case], Verdict | None], ...] = (
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


def _deciding_year(years: Sequence[tuple[Period, Assessment]], today: date) -> Assessment:
    if cancelled := [each for _, each in years if each.status == "cancelled"]:
        return cancelled[0]
    over = [each for whole, each in years if whole.last < today]
    coming = [each for whole, each in years if whole.last >= today]
    weakest = min(over, key=lambda each: _WORST_FIRST.index(each.status), default=None)
    if weakest and (weakest.status in {"overdue", "unreported"} or not coming):
        return weakest
    return coming[0]
