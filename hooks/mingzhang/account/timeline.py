"""The dated events of a target: promise, revisions, reports, corrections, deadlines, and how its
status changed. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from mingzhang.account.history import ReportEntry, known_by
from mingzhang.account.promise import Promise, first_promise, revised, revisions_in_order
from mingzhang.account.status import Assessment, Judge, Status, due_dates
from mingzhang.model.periods import Period, day
from mingzhang.model.plan import Plan, Revision, Target

EventKind = Literal["promised", "revised", "reported", "due", "passed"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a target, or will."""

    kind: EventKind
    when: Period
    entry: ReportEntry | None = None
    revision: Revision | None = None
    was: Promise | None = None
    """The terms before the revision, with the plan's end where they have no date of their own."""
    before: Status | None = None
    after: Status | None = None
    """The status from this event on, where it changed it."""
    coming: bool = False
    dropped: bool = False
    """A deadline that no longer holds, because the promise was cancelled before it."""


_ORDER: dict[str, int] = {"promised": 0, "revised": 1, "due": 2, "passed": 2, "reported": 3}
_SILENT: frozenset[Status | None] = frozenset({"pending", "undated"})
"""Statuses before anything is reported: that a timeline begins with one need not be shown."""


def timeline_of(
    judge: Judge, assessment: Assessment, entries: Sequence[ReportEntry], today: date
) -> tuple[Event, ...]:
    """The events of the target that `judge` judges, in the order of time; a report on the due day
    follows the deadline's own line.

    `assessment` is the target's on the day; `entries` are all its reports, corrected ones included.
    """
    plan = judge.plan
    events = [
        Event("promised", plan.issued or plan.period.start),
        *revisions(judge.target, plan),
        *_deadline_events(assessment, today),
        *(Event("reported", entry.as_of, entry) for entry in entries),
    ]
    known_since = {since for event in events if (since := _since(event))}
    days = sorted(known_since | set(_days_after_deadlines(events)))
    turns = _turns((when for when in days if when <= today), entries, judge)
    return tuple(sorted(_with_turns(events, turns), key=_order_of))


def _order_of(event: Event) -> tuple[date, int]:
    """Nothing comes before the promise, however vaguely its date is known."""
    when = event.when.first if event.kind == "promised" else event.when.last
    return when, _ORDER[event.kind]


def revisions(target: Target, plan: Plan) -> Iterator[Event]:
    """The official changes, each with the terms before it."""
    promise = first_promise(target)
    for revision in revisions_in_order(target.revisions):
        was = replace(promise, due=promise.due or plan.end)
        yield Event("revised", revision.date, revision=revision, was=was)
        promise = revised(promise, revision)


def _deadline_events(assessment: Assessment, today: date) -> Iterator[Event]:
    for when, one in due_dates(assessment):
        yield Event("due", when, coming=when.last >= today, dropped=_is_dropped(one, when))


def _is_dropped(assessment: Assessment, deadline: Period) -> bool:
    """Whether the promise was cancelled, by a revision or by a report, before the deadline."""
    if assessment.status != "cancelled":
        return False
    revision, entry = assessment.promise.cancelled, assessment.decisive
    since = revision.date if revision else entry.as_of if entry else deadline
    return since.first <= deadline.last


Turn = tuple[date, Status | None, Status]
"""The day on which a status changed, the status before (None at the start) and after."""


def _with_turns(events: list[Event], turns: Iterable[Turn]) -> list[Event]:
    """The events with the changes of status. What a snapshot changed stands at its latest report,
    not at a correction beside it; what no event explains is the deadline's passing.
    """
    bearers = {since: number for number, event in enumerate(events) if (since := _since(event))}
    for when, before, after in turns:
        if when in bearers:
            bearer = events[bearers[when]]
            events[bearers[when]] = replace(bearer, before=before, after=after)
        else:
            events.append(Event("passed", day(when), before=before, after=after))
    return events


def _since(event: Event) -> date | None:
    """The day from which an event can change the status."""
    if event.revision:
        return event.revision.date.first
    return event.entry.snapshot.as_of.last if event.entry else None


def _turns(days: Iterable[date], entries: Sequence[ReportEntry], judge: Judge) -> Iterator[Turn]:
    """When the status changed, from what, to what: by the reports up to each of the days, which
    are in order, as they were corrected by then.
    """
    before: Status | None = None
    for when in days:
        after = judge.assess(known_by(entries, when), when).status
        if after != before and not (before is None and after in _SILENT):
            yield when, before, after
            before = after


def _days_after_deadlines(events: Sequence[Event]) -> Iterator[date]:
    """The days after the deadlines, those before a revision too."""
    for event in events:
        due = event.when if event.kind == "due" else event.was and event.was.due
        if due:
            yield due.last + timedelta(1)
