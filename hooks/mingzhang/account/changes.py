"""What changed between two snapshots: statuses, values, notes. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from mingzhang.account.account import Account
from mingzhang.account.history import ReportEntry
from mingzhang.account.status import Status
from mingzhang.model.fields import Text
from mingzhang.model.plan import Target
from mingzhang.model.progress import Phase, Report, Snapshot


@dataclass(frozen=True, slots=True)
class Change:
    """A target whose status differs between two snapshots."""

    target: Target
    before: Status
    after: Status
    reported: bool
    """Whether the later snapshot reports it, or only the calendar moved on."""
    revised: bool = False
    """Whether it was officially changed between the two."""


def snapshot_before(account: Account, snapshot: Snapshot) -> Snapshot | None:
    """The one before: the last that was on record when the snapshot was published."""
    known = account.at(snapshot).plan.snapshots
    return known[-2] if len(known) > 1 else None


def changes(account: Account, snapshot: Snapshot) -> tuple[Change, ...]:
    """What changed in status between the snapshot and the one before."""
    return account.once(_changes, snapshot)


def _changes(account: Account, snapshot: Snapshot) -> tuple[Change, ...]:
    before = snapshot_before(account, snapshot)
    if before is None:
        return ()
    was, now = account.standing_at(before), account.standing_at(snapshot)
    reported = {report.target for report in snapshot.reports}
    return tuple(
        Change(
            target,
            was[target.id].status,
            now[target.id].status,
            target.id in reported,
            _is_revised_between(target, before, snapshot),
        )
        for target in account.plan.targets_and_goals
        if was[target.id].status != now[target.id].status
    )


def _is_revised_between(target: Target, before: Snapshot, snapshot: Snapshot) -> bool:
    """A revision holds from the first day that its date can mean."""
    start, end = before.as_of.last, snapshot.as_of.last
    return any(start < revision.date.first <= end for revision in target.revisions)


ChangedKey = tuple[Literal["value", "phase", "region"], str]
"""What of a target a report can speak of; the text is the region's id, else empty."""


@dataclass(frozen=True, slots=True)
class Move:
    """A value or a phase that a snapshot reports otherwise than the record before."""

    target: Target
    report: Report
    kind: ChangedKey
    before: Decimal | Phase | None
    """None: nothing of the kind was reported."""
    after: Decimal | Phase | None
    """None: a correction takes it back."""


def moves(account: Account, snapshot: Snapshot) -> tuple[Move, ...]:
    """The values and phases that changed, report by report."""
    return account.once(_moves, snapshot)


def _moves(account: Account, snapshot: Snapshot) -> tuple[Move, ...]:
    if snapshot_before(account, snapshot) is None:
        return ()
    history = account.at(snapshot).history
    return tuple(
        move
        for report in snapshot.reports
        if report.target
        for move in _moves_of_report(
            account.targets[report.target], report, history.of(report.target)
        )
    )


def _moves_of_report(
    target: Target, report: Report, entries: Sequence[ReportEntry]
) -> Iterator[Move]:
    before: dict[ChangedKey, Decimal | Phase] = {}
    for entry in _entries_before(report, entries):
        before |= _values_by_kind(entry.report)
    after = _values_by_kind(report)
    gone = [kind for kind in before if kind not in after] if report.corrects else []
    for kind in (*after, *gone):
        if before.get(kind) != after.get(kind):
            yield Move(target, report, kind, before.get(kind), after.get(kind))


def _entries_before(report: Report, entries: Sequence[ReportEntry]) -> Sequence[ReportEntry]:
    """What the report is held against: a correction against what it corrects, any other report
    against all before it that count.
    """
    place = next(number for number, entry in enumerate(entries) if entry.report is report)
    if report.corrects:
        return entries[place - 1 : place]
    return [entry for entry in entries[:place] if entry.counts]


def _values_by_kind(report: Report) -> dict[ChangedKey, Decimal | Phase]:
    values: dict[ChangedKey, Decimal | Phase] = {}
    if report.value is not None:
        values["value", ""] = report.value
    if report.phase or report.completed:
        values["phase", ""] = report.phase or "completed"
    for region, value in report.by_region.items():
        values["region", region] = value
    return values


@dataclass(frozen=True, slots=True)
class Remark:
    """A note that a snapshot brings, on a target or a project."""

    report: Report
    note: Text
    before: ReportEntry | None
    """The entry with the note before it, if there is one."""


def remarks(account: Account, snapshot: Snapshot) -> tuple[Remark, ...]:
    """The notes that are new or changed, report by report."""
    return account.once(_remarks, snapshot)


def _remarks(account: Account, snapshot: Snapshot) -> tuple[Remark, ...]:
    if snapshot_before(account, snapshot) is None:
        return ()
    history = account.at(snapshot).history
    return tuple(
        Remark(report, report.note, before)
        for report in snapshot.reports
        if report.note
        for before in [_last_noted_before(report, history.about(report))]
        if before is None or not _is_same(before.report.note, report.note)
    )


def _last_noted_before(report: Report, entries: Sequence[ReportEntry]) -> ReportEntry | None:
    noted = [entry for entry in _entries_before(report, entries) if entry.report.note]
    return noted[-1] if noted else None


def _is_same(one: Text | None, other: Text) -> bool:
    return one is not None and (one.zh, one.en) == (other.zh, other.en)
