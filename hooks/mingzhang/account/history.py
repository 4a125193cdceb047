"""What was reported of each target and project, snapshot by snapshot, with corrections resolved."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain

from mingzhang.model.periods import Period
from mingzhang.model.plan import Plan
from mingzhang.model.progress import Report, Snapshot

ByYear = Mapping[str, Mapping[int, Decimal]]
"""The last value of each year by place."""


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One report as it stands in the record."""

    report: Report
    snapshot: Snapshot
    """The snapshot whose file holds it."""
    as_of: Period
    """What it speaks of: for a correction, the date of the snapshot it corrects."""
    corrected_by: Snapshot | None = None
    """The snapshot that later corrected it: it stays visible and no longer counts."""

    @property
    def counts(self) -> bool:
        """Whether a status may rest on it."""
        return self.corrected_by is None


@dataclass(frozen=True)
class History:
    """Every report of a plan, by what it speaks of; in order of `as_of`, then of publication."""

    by_target: Mapping[str, tuple[ReportEntry, ...]]
    by_project: Mapping[str, tuple[ReportEntry, ...]]

    def of(self, target: str) -> tuple[ReportEntry, ...]:
        """The entries of a target, corrected ones included."""
        return self.by_target.get(target, ())

    def about(self, report: Report) -> tuple[ReportEntry, ...]:
        """The entries of what the report speaks of, a target or a project."""
        if report.target:
            return self.of(report.target)
        return self.by_project.get(report.project or "", ())

    def entry_of(self, report: Report) -> ReportEntry:
        """The entry of a report of the record."""
        return self._by_report[id(report)]

    def known_in(self, snapshots: Iterable[Snapshot]) -> History:
        """The history by these snapshots alone."""
        known = {id(snapshot) for snapshot in snapshots}
        return History(_known_in(self.by_target, known), _known_in(self.by_project, known))

    @cached_property
    def _by_report(self) -> Mapping[int, ReportEntry]:
        """Every entry by the identity of its report, which the entry keeps alive."""
        of_subjects = chain(self.by_target.values(), self.by_project.values())
        return {id(entry.report): entry for entries in of_subjects for entry in entries}


def _known_in(
    by_subject: Mapping[str, tuple[ReportEntry, ...]], snapshots: Container[int]
) -> dict[str, tuple[ReportEntry, ...]]:
    """The entries of each subject in snapshots of these identities."""
    known = {
        key: _part(entries, [entry for entry in entries if id(entry.snapshot) in snapshots])
        for key, entries in by_subject.items()
    }
    return {key: entries for key, entries in known.items() if entries}


def history_of(plan: Plan) -> History:
    """The plan's reports."""
    snapshots = sorted(plan.snapshots, key=_order_in_time)
    return History(_entries_by(snapshots, "target"), _entries_by(snapshots, "project"))


def known_at(plan: Plan, snapshot: Snapshot) -> tuple[Snapshot, ...]:
    """The record that ends with the snapshot: all that speak of no later time and were published
    by then, in the order of what they speak of; the snapshot is the last.
    """
    known = [
        one
        for one in plan.snapshots
        if _order_in_time(one) <= _order_in_time(snapshot)
        and _published_on(one) <= _published_on(snapshot)
    ]
    return tuple(sorted(known, key=_order_in_time))


def known_by(entries: Sequence[ReportEntry], day: date) -> tuple[ReportEntry, ...]:
    """The entries of one subject in snapshots that speak of no later day, with corrections as they
    stood then.
    """
    return _part(entries, [entry for entry in entries if entry.snapshot.as_of.last <= day])


def _part(whole: Sequence[ReportEntry], part: Sequence[ReportEntry]) -> tuple[ReportEntry, ...]:
    """Some of the entries of a subject, with the corrections among them."""
    is_corrected = any(entry.corrected_by for entry in whole)
    return _resolved(part) if is_corrected else tuple(part)


def by_year(entries: Iterable[ReportEntry]) -> ByYear:
    """What was last reported in each year, by place; corrected reports don't count."""
    values: dict[str, dict[int, Decimal]] = {}
    for entry in entries:
        if entry.counts:
            for region, value in entry.report.by_region.items():
                values.setdefault(region, {})[entry.as_of.last.year] = value
    return values


def _order_in_time(snapshot: Snapshot) -> tuple[date, date, str]:
    return snapshot.as_of.last, snapshot.as_of.first, snapshot.as_of.text


def _published_on(snapshot: Snapshot) -> date:
    return (snapshot.published or snapshot.as_of).last


def _entries_by(snapshots: Iterable[Snapshot], subject: str) -> dict[str, tuple[ReportEntry, ...]]:
    by_subject: dict[str, list[ReportEntry]] = {}
    for snapshot in snapshots:
        for report in snapshot.reports:
            key: str | None = getattr(report, subject)
            if key is None:
                continue
            as_of = report.corrects.snapshot if report.corrects else snapshot.as_of
            by_subject.setdefault(key, []).append(ReportEntry(report, snapshot, as_of))
    in_time = lambda entry: (entry.as_of.last, entry.snapshot.as_of.last)  # noqa: E731
    return {key: _resolved(sorted(rows, key=in_time)) for key, rows in by_subject.items()}


def _resolved(ordered: Sequence[ReportEntry]) -> tuple[ReportEntry, ...]:
    """The entries of one subject, which are in order, each with the last snapshot among them that
    corrects it.
    """
    last = {entry.as_of.text: entry.snapshot for entry in ordered if entry.report.corrects}
    return tuple(_corrected(entry, last.get(entry.as_of.text)) for entry in ordered)


def _corrected(entry: ReportEntry, last: Snapshot | None) -> ReportEntry:
    """The same entry where nothing changes, so that past states share those of today."""
    by = None if last is entry.snapshot else last
    return entry if entry.corrected_by is by else replace(entry, corrected_by=by)
