"""The dated events of a target: promise, revisions, reports, corrections and the deadline. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mingzhang.account import Account
from mingzhang.history import Entry
from mingzhang.model import Revision, Target
from mingzhang.periods import Period
from mingzhang.status import Status

EventKind = Literal["promised", "revised", "reported", "due"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a target, or will."""

    kind: EventKind
    when: Period
    entry: Entry | None = None
    revision: Revision | None = None
    before: Status | None = None
    after: Status | None = None
    """The status from this report on, where the report changed it."""
    coming: bool = False


_ORDER: dict[str, int] = {"promised": 0, "revised": 1, "due": 2, "reported": 3}


def story_of(target: Target, account: Account) -> tuple[Event, ...]:
    """The events in the order of time; a report on the due day follows the deadline's own line."""
    plan, assessment = account.plan, account.standing[target.id]
    events = [Event("promised", plan.issued or plan.period.start)]
    events += [Event("revised", revision.date, revision=revision) for revision in target.revisions]
    if assessment.deadline:
        coming = assessment.deadline.last >= account.today
        events.append(Event("due", assessment.deadline, coming=coming))
    events += _reported(target, account)
    return tuple(sorted(events, key=_place))


def _place(event: Event) -> tuple[date, int]:
    """Nothing comes before the promise, however vaguely its date is known."""
    day = event.when.first if event.kind == "promised" else event.when.last
    return day, _ORDER[event.kind]


def _reported(target: Target, account: Account) -> Iterator[Event]:
    """A snapshot's change of status stands at its latest report, not at a correction beside it."""
    entries = account.history.of(target.id)
    latest = {entry.snapshot.as_of.text: number for number, entry in enumerate(entries)}
    turns: dict[int, tuple[Status | None, Status]] = {}
    before: Status | None = None
    for number in sorted(latest.values(), key=lambda n: entries[n].snapshot.as_of.last):
        after = account.standing_at(entries[number].snapshot)[target.id].status
        if after != before:
            turns[number] = before, after
        before = after
    for number, entry in enumerate(entries):
        was, now = turns.get(number, (None, None))
        yield Event("reported", entry.as_of, entry, before=was, after=now)


@dataclass(frozen=True, slots=True)
class Change:
    """A target whose status differs between two snapshots."""

    target: Target
    before: Status
    after: Status
    reported: bool
    """Whether the later snapshot reports it, or only the calendar moved on."""


def changes(account: Account, number: int) -> tuple[Change, ...]:
    """What changed in status between the snapshot with this number (from 0) and the one before."""
    if number == 0:
        return ()
    earlier, later = account.plan.snapshots[number - 1], account.plan.snapshots[number]
    was, now = account.standing_at(earlier), account.standing_at(later)
    reported = {report.target for report in later.reports}
    return tuple(
        Change(target, was[target.id].status, now[target.id].status, target.id in reported)
        for target in (*account.plan.targets, *account.plan.goals)
        if was[target.id].status != now[target.id].status
    )
