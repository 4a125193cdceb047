"""What was reported of each target and project, snapshot by snapshot, with corrections resolved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mingzhang.model import Plan
from mingzhang.periods import Period
from mingzhang.progress import Report, Snapshot


@dataclass(frozen=True, slots=True)
class Entry:
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


@dataclass(frozen=True, slots=True)
class History:
    """Every report of a plan, by what it speaks of; in order of `as_of`, then of publication."""

    by_target: Mapping[str, tuple[Entry, ...]]
    by_project: Mapping[str, tuple[Entry, ...]]

    def of(self, target: str) -> tuple[Entry, ...]:
        """The entries of a target, corrected ones included."""
        return self.by_target.get(target, ())


def history_of(plan: Plan, until: date | None = None) -> History:
    """The plan's reports; with `until`, only those of snapshots up to that day: the record then."""
    snapshots = sorted(
        plan.snapshots,
        key=lambda snapshot: (snapshot.as_of.last, snapshot.as_of.first, snapshot.as_of.text),
    )
    known = [snapshot for snapshot in snapshots if until is None or snapshot.as_of.last <= until]
    return History(_entries(known, "target"), _entries(known, "project"))


def _entries(snapshots: Iterable[Snapshot], subject: str) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    corrected: dict[tuple[str, str], Snapshot] = {}
    for snapshot in snapshots:
        for report in snapshot.reports:
            key: str | None = getattr(report, subject)
            if key is None:
                continue
            as_of = report.corrects.snapshot if report.corrects else snapshot.as_of
            found.setdefault(key, []).append(Entry(report, snapshot, as_of))
            if report.corrects:
                corrected[key, as_of.text] = snapshot
    return {key: tuple(_ordered(key, entries, corrected)) for key, entries in found.items()}


def _ordered(
    key: str, entries: list[Entry], corrected: Mapping[tuple[str, str], Snapshot]
) -> Iterable[Entry]:
    for entry in sorted(entries, key=lambda entry: (entry.as_of.last, entry.snapshot.as_of.last)):
        later = corrected.get((key, entry.as_of.text))
        outdone = later is not None and later is not entry.snapshot
        yield Entry(entry.report, entry.snapshot, entry.as_of, later if outdone else None)
