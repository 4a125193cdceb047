"""Former ids: which record an old id means now. Published snapshots are never edited, so their
reports keep the ids of their day; here they become the present ones. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from mingzhang.model import Plan
from mingzhang.progress import Report, Snapshot


class Named(Protocol):
    """A record with an id of its own that may have had others before."""

    @property
    def id(self) -> str:
        """Its id now."""

    @property
    def formerly(self) -> tuple[str, ...]:
        """Its former ids, the oldest first."""


def first_id(record: Named) -> str:
    """The id under which the record began; what must never change is made of it."""
    return record.formerly[0] if record.formerly else record.id


def first_ids(records: Iterable[Named]) -> dict[str, str]:
    """The first id of each record, by its present one."""
    return {record.id: first_id(record) for record in records}


def renamed(records: Iterable[Named]) -> dict[str, str]:
    """The present id of each former one that no record has now."""
    found = list(records)
    taken = {record.id for record in found}
    return {old: record.id for record in found for old in record.formerly if old not in taken}


def resolved(plan: Plan, regions: Iterable[Named]) -> Plan:
    """The plan with snapshots that speak of present ids, whatever their files call them."""
    targets = renamed((*plan.goals, *plan.targets))
    projects, places = renamed(plan.projects), renamed(regions)
    if not (targets or projects or places):
        return plan
    snapshots = tuple(
        _resolved_snapshot(snapshot, targets, projects, places) for snapshot in plan.snapshots
    )
    return plan.model_copy(update={"snapshots": snapshots})


def _resolved_snapshot(
    snapshot: Snapshot,
    targets: Mapping[str, str],
    projects: Mapping[str, str],
    places: Mapping[str, str],
) -> Snapshot:
    reports = tuple(_resolved(report, targets, projects, places) for report in snapshot.reports)
    same = all(one is other for one, other in zip(reports, snapshot.reports, strict=True))
    return snapshot if same else snapshot.with_reports(reports)


def _resolved(
    report: Report,
    targets: Mapping[str, str],
    projects: Mapping[str, str],
    places: Mapping[str, str],
) -> Report:
    changed: dict[str, object] = {}
    if target := targets.get(report.target or ""):
        changed["target"] = target
    if project := projects.get(report.project or ""):
        changed["project"] = project
    if places.keys() & report.by_region.keys():
        # Where both ids have a number, none is dropped: the rules then refuse the old one.
        changed["by_region"] = {
            key if places.get(key) in report.by_region else places.get(key, key): value
            for key, value in report.by_region.items()
        }
    return report.model_copy(update=changed) if changed else report
