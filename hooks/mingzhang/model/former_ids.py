"""Former ids: which record an old id means now. Published snapshots and results are never edited
and keep the ids of their day; here these become the present ones. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from mingzhang.model.control import Result
from mingzhang.model.fields import Record
from mingzhang.model.plan import Plan
from mingzhang.model.progress import Report, Snapshot
from mingzhang.model.registries import Registries


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
    known = list(records)
    taken = {record.id for record in known}
    return {old: record.id for record in known for old in record.formerly if old not in taken}


@dataclass(frozen=True, slots=True)
class _Present:
    """The present id of each former one, by kind."""

    targets: Mapping[str, str]
    projects: Mapping[str, str]
    regions: Mapping[str, str]
    departments: Mapping[str, str]


def resolved(plan: Plan, registries: Registries) -> Plan:
    """The plan with snapshots and results of control that speak of present ids, whatever their
    files call them.
    """
    present = _Present(
        renamed(plan.targets_and_goals),
        renamed(plan.projects),
        renamed(registries.regions.values()),
        renamed(registries.departments.values()),
    )
    if present == _Present({}, {}, {}, {}):
        return plan
    return plan.model_copy(
        update={
            "snapshots": tuple(_present_snapshot(snapshot, present) for snapshot in plan.snapshots),
            "results": tuple(_present_result(result, present) for result in plan.results),
        }
    )


def _present_snapshot(snapshot: Snapshot, present: _Present) -> Snapshot:
    reports = tuple(_present_report(report, present) for report in snapshot.reports)
    return snapshot if reports == snapshot.reports else snapshot.in_present_ids(reports=reports)


def _present_report(report: Report, present: _Present) -> Report:
    changed: dict[str, Any] = _changed_ids(report, target=present.targets, project=present.projects)
    if present.regions.keys() & report.by_region.keys():
        # Where both ids have a number, none is dropped: the rules then refuse the old one.
        changed["by_region"] = {
            key if (now := present.regions.get(key, key)) in report.by_region else now: value
            for key, value in report.by_region.items()
        }
    return report.model_copy(update=changed) if changed else report


def _present_result(result: Result, present: _Present) -> Result:
    rows, by = (
        tuple(_with_present_ids(row, region=present.regions, department=present.departments,
                    project=present.projects) for row in result.rows),
        tuple(_with_present_ids(body, id=present.departments) for body in result.by),
    )  # fmt: skip
    same = (rows, by) == (result.rows, result.by)
    return result if same else result.in_present_ids(rows=rows, by=by)


def _changed_ids(record: Record, **kinds: Mapping[str, str]) -> dict[str, str]:
    """What changes in the fields that hold an id each."""
    ids = {key: names.get(getattr(record, key) or "") for key, names in kinds.items()}
    return {key: present for key, present in ids.items() if present}


def _with_present_ids(record: Any, **kinds: Mapping[str, str]) -> Any:
    changed = _changed_ids(record, **kinds)
    return record.model_copy(update=changed) if changed else record
