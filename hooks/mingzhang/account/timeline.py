"""The dated events of a target: promise, revisions, reports, corrections, deadlines, and how its
status changed. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from mingzhang.account.account import Account
from mingzhang.account.deadlines import due_dates
from mingzhang.account.history import ReportEntry, known_by
from mingzhang.account.promise import Promise, first_promise, revised, revisions_in_order
from mingzhang.account.status import Assessment, Status, assess
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
"""Statuses before anything is told: that a story begins with one need not be said."""


def timeline_of(target: Target, account: Account) -> tuple[Event, ...]:
    """The events in the order of time; a report on the due day follows the deadline's own line."""
    plan = account.plan
    events = [
        Event("promised", plan.issued or plan.period.start),
        *revisions(target, plan),
        *_due(account.standing[target.id], account.today),
        *(Event("reported", e.as_of, e) for e in account.history.of(target.id)),
    ]
    return tuple(sorted(_turned(events, target, account), key=_place))


def _place(event: Event) -> tuple[date, int]:
    """Nothing comes before the promise, however vaguely its date is known."""
    when = event.when.first if event.kind == "promised" else event.when.last
    return when, _ORDER[event.kind]


def revisions(target: Target, plan: Plan) -> Iterator[Event]:
    """The official changes, each with the terms before it."""
    terms = first_promise(target)
    for revision in revisions_in_order(target.revisions):
        was = replace(terms, due=terms.due or plan.end)
        yield Event("revised", revision.date, revision=revision, was=was)
        terms = revised(terms, revision)


def _due(found: Assessment, today: date) -> Iterator[Event]:
    for when, one in due_dates(found):
        yield Event("due", when, coming=when.last >= today, dropped=_dropped(one, when))


def _dropped(found: Assessment, deadline: Period) -> bool:
    if found.status != "cancelled":
        return False
    gone, told = found.promise.cancelled, found.decisive
    since = gone.date if gone else told.as_of if told else deadline
    return since.first <= deadline.last


def _turned(events: list[Event], target: Target, account: Account) -> list[Event]:
    """The events with the changes of status. What a snapshot changed stands at its latest report,
    not at a correction beside it; what no event explains is the deadline's passing.
    """
    bearers = {since: number for number, event in enumerate(events) if (since := _since(event))}
    for when, before, after in _turns(events, target, account):
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


def _turns(
    events: Sequence[Event], target: Target, account: Account
) -> Iterator[tuple[date, Status | None, Status]]:
    """When the status changed, from what, to what: by the reports up to each day, as they were
    corrected by then.
    """
    entries = account.history.of(target.id)
    known = {since for event in events if (since := _since(event))}
    before: Status | None = None
    for when in sorted(known | set(_passings(events))):
        if when > account.today:
            break
        after = assess(target, known_by(entries, when), account.plan, when).status
        if after != before and not (before is None and after in _SILENT):
            yield when, before, after
            before = after


def _passings(events: Sequence[Event]) -> Iterator[date]:
    """The days after the deadlines, those before a revision too."""
    for event in events:
        due = event.when if event.kind == "due" else event.was and event.was.due
        if due:
            yield due.last + timedelta(1)
