"""Snapshots, departments, topics, places and measures as open data: one JSON object each, by the
schemas in schemas/. Pure; absent is null, as in the export of a plan.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mingzhang.account.account import Account, ordered, totals_of
from mingzhang.account.catalog import ROLES, Catalog, CatalogEntry, Measured
from mingzhang.account.changes import Change, changes
from mingzhang.account.status import Assessment
from mingzhang.exports.json.plan import SCHEMA_VERSION, report_json
from mingzhang.exports.json.values import (
    number_json,
    share_json,
    source_json,
    text_json,
    when_json,
)
from mingzhang.model.plan import Action, Project, Target
from mingzhang.model.progress import Snapshot
from mingzhang.model.registries import Registries

PlacedTarget = tuple[Account, Action | None, Project | None, Target]


def written(export: Mapping[str, Any]) -> str:
    """An export as text."""
    return json.dumps(export, ensure_ascii=False) + "\n"


def snapshot_exports(account: Account) -> Iterator[tuple[Snapshot, dict[str, Any]]]:
    """Each snapshot of the plan: its reports, and how statuses changed since the one before."""
    history = account.history
    entries = {
        id(entry.report): entry
        for found in (*history.by_target.values(), *history.by_project.values())
        for entry in found
    }
    for snapshot in account.plan.snapshots:
        then = account.standing_at(snapshot)
        export = {
            "schema_version": SCHEMA_VERSION,
            "plan": account.plan.id,
            "as_of": snapshot.as_of.text,
            "as_of_date": snapshot.as_of.last.isoformat(),
            "published": when_json(snapshot.published),
            "kind": snapshot.kind,
            "source": source_json(snapshot.source),
            "summary": text_json(snapshot.summary),
            "counts": _counted([then[target.id] for target in account.plan.targets]),
            "changes": [_change(change) for change in changes(account, snapshot)],
            "reports": [
                {
                    "target": report.target,
                    "project": report.project,
                    **report_json(entries[id(report)]),
                }
                for report in snapshot.reports
            ],
        }
        yield snapshot, export


def _change(change: Change) -> dict[str, Any]:
    return {
        "target": change.target.id,
        "before": change.before,
        "after": change.after,
        "reported": change.reported,
    }


def theme_exports(catalog: Catalog, registries: Registries) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each topic that a plan has."""
    for theme in registries.themes.values():
        if entries := catalog.themes.get(theme.id):
            more = {"description": text_json(theme.description)}
            yield theme.id, _facet(theme.id, text_json(theme.name), more, _whole(entries))


def department_exports(
    catalog: Catalog, registries: Registries
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each department that a plan names; what it only supports is listed and not counted."""
    for item in registries.departments.values():
        if roles := catalog.departments.get(item.id):
            promises = [
                (role, promised)
                for role in ROLES
                for promised in _whole(roles.get(role, ()))  # in the document's order
            ]
            more = {"aliases": list(item.aliases)}
            counted = [promised for role, promised in promises if role != "support"]
            export = _facet(item.id, text_json(item.name), more, counted)
            lines = [{"role": role, **_line(*promised)} for role, promised in promises]
            yield item.id, {**export, "promises": lines}


def region_exports(
    catalog: Catalog, registries: Registries
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each place that a plan holds for or names; where whole plans hold, these are counted."""
    for region in registries.regions.values():
        plans, entries = catalog.plans.get(region.id, ()), catalog.regions.get(region.id, [])
        if not plans and not entries:
            continue
        named = _whole(entries)
        whole = [promised for account in plans for promised in _of_plan(account)]
        more = {
            "level": region.level,
            "parent": region.parent,
            "adcode": region.adcode,
            "plans": [account.plan.id for account in plans],
        }
        export = _facet(region.id, text_json(region.name), more, whole or named, invented=True)
        yield region.id, {**export, "promises": [_line(*promised) for promised in named]}


def indicator_exports(
    catalog: Catalog, registries: Registries
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each measure that a plan promises, headline goals among them."""
    for item in registries.indicators.values():
        if found := catalog.indicators.get(item.id):
            more = {"unit": item.unit, "description": text_json(item.description)}
            yield item.id, _facet(item.id, text_json(item.name), more, _measured(found))


def _facet(
    id_: str,
    name: dict[str, str | None] | None,
    more: Mapping[str, Any],
    promises: Sequence[PlacedTarget],
    invented: bool = False,
) -> dict[str, Any]:
    """`counts` leave out invented plans where real ones are summed up, as the page does."""
    counted = {
        (account.plan.id, target.id): account.standing[target.id]
        for account, _, _, target in promises
        if invented or not account.plan.invented
    }
    return {
        "schema_version": SCHEMA_VERSION,
        "id": id_,
        "name": name,
        **more,
        "counts": _counted(list(counted.values())),
        "promises": [_line(*promised) for promised in promises],
    }


def _counted(found: Sequence[Assessment]) -> dict[str, int]:
    return dict(ordered(totals_of(found)))


def _whole(entries: Sequence[CatalogEntry]) -> list[PlacedTarget]:
    return [(e.account, e.action, e.project, target) for e in entries for target in e.targets]


def _of_plan(account: Account) -> Iterator[PlacedTarget]:
    for action, project, target in account.plan.placed_targets:
        yield account, action, project, target


def _measured(found: Sequence[Measured]) -> list[PlacedTarget]:
    return [
        (m.account, m.entry.action if m.entry else None, m.entry.project if m.entry else None, t)
        for m in found
        for t in m.targets
    ]


def _line(
    account: Account, action: Action | None, project: Project | None, target: Target
) -> dict[str, Any]:
    """A target as lists show it; all of it stands in its plan's export."""
    found = account.standing[target.id]
    latest = [entry for entry in account.history.of(target.id) if entry.counts][-1:]
    return {
        "plan": account.plan.id,
        "invented": account.plan.invented,
        "action": action.id if action else None,
        "project": project.id if project else None,
        "target": target.id,
        "title": text_json(target.title),
        "scope": text_json(target.scope),
        "comparator": target.comparator,
        "value": number_json(target.value),
        "value_max": number_json(target.value_max),
        "unit": target.unit,
        "due": when_json(target.due),
        "deadline": found.deadline.last.isoformat() if found.deadline else None,
        "status": found.status,
        "attained": share_json(found.attained),
        "latest": {
            "as_of": latest[0].as_of.text,
            "value": number_json(latest[0].report.value),
            "phase": latest[0].report.phase,
        }
        if latest
        else None,
    }
