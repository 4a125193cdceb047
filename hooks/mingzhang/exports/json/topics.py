"""Topics, departments, places and measures as open data: one JSON object each, by the schemas in
schemas/. Pure; absent is null, as in the export of a plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mingzhang.account.account import Account
from mingzhang.account.catalog import ROLES, Catalog, CatalogEntry, Measured
from mingzhang.exports.json.plan import SCHEMA_VERSION
from mingzhang.exports.json.values import counts_json, share_json, text_json
from mingzhang.exports.values import last_day, period_text
from mingzhang.model.numbers import json_number
from mingzhang.model.plan import Action, Project, Target
from mingzhang.model.registries import Department, Indicator, Region, Theme

PlacedTarget = tuple[Account, Action | None, Project | None, Target]
"""A target with where it stands; a headline goal has neither an action nor a project."""


def theme_export(theme: Theme, catalog: Catalog) -> dict[str, Any]:
    """A topic."""
    more = {"description": text_json(theme.description)}
    promises = _targets_of(catalog.themes[theme.id])
    return _export_of(theme.id, text_json(theme.name), more, promises)


def department_export(department: Department, catalog: Catalog) -> dict[str, Any]:
    """A department; what it only supports is listed and not counted."""
    roles = catalog.departments[department.id]
    promises = [
        (role, promised)
        for role in ROLES
        for promised in _targets_of(roles.get(role, ()))  # in the document's order
    ]
    more = {"aliases": list(department.aliases)}
    counted = [promised for role, promised in promises if role != "support"]
    export = _export_of(department.id, text_json(department.name), more, counted)
    lines = [{"role": role, **_target_line(*promised)} for role, promised in promises]
    return {**export, "promises": lines}


def region_export(region: Region, catalog: Catalog) -> dict[str, Any]:
    """A place; where whole plans hold, these are counted."""
    plans, entries = catalog.plans.get(region.id, ()), catalog.regions.get(region.id, [])
    named = _targets_of(entries)
    whole = [promised for account in plans for promised in _targets_of_plan(account)]
    more = {
        "level": region.level,
        "parent": region.parent,
        "adcode": region.adcode,
        "plans": [account.plan.id for account in plans],
    }
    export = _export_of(region.id, text_json(region.name), more, whole or named, invented=True)
    return {**export, "promises": [_target_line(*promised) for promised in named]}


def indicator_export(indicator: Indicator, catalog: Catalog) -> dict[str, Any]:
    """A measure, with the headline goals that promise it."""
    more = {"unit": indicator.unit, "description": text_json(indicator.description)}
    promises = _measured_targets(catalog.indicators[indicator.id])
    return _export_of(indicator.id, text_json(indicator.name), more, promises)


def _export_of(
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
        "counts": counts_json(counted.values()),
        "promises": [_target_line(*promised) for promised in promises],
    }


def _targets_of(entries: Sequence[CatalogEntry]) -> list[PlacedTarget]:
    return [(e.account, e.action, e.project, target) for e in entries for target in e.targets]


def _targets_of_plan(account: Account) -> Iterator[PlacedTarget]:
    for action, project, target in account.placed_targets:
        yield account, action, project, target


def _measured_targets(measured: Sequence[Measured]) -> list[PlacedTarget]:
    return [
        (m.account, m.entry.action if m.entry else None, m.entry.project if m.entry else None, t)
        for m in measured
        for t in m.targets
    ]


def _target_line(
    account: Account, action: Action | None, project: Project | None, target: Target
) -> dict[str, Any]:
    """A target as lists show it; all of it stands in its plan's export."""
    assessment = account.standing[target.id]
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
        "value": json_number(target.value),
        "value_max": json_number(target.value_max),
        "unit": target.unit,
        "due": period_text(target.due),
        "deadline": last_day(assessment.deadline),
        "status": assessment.status,
        "attained": share_json(assessment.attained),
        "latest": {
            "as_of": latest[0].as_of.text,
            "value": json_number(latest[0].report.value),
            "phase": latest[0].report.phase,
        }
        if latest
        else None,
    }
