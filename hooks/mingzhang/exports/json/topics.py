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
from mingzhang.model.registries import Registries

PlacedTarget = tuple[Account, Action | None, Project | None, Target]
"""A target with where it stands; a headline goal has neither an action nor a project."""


def theme_exports(catalog: Catalog, registries: Registries) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each topic that a plan has."""
    for theme in registries.themes.values():
        if entries := catalog.themes.get(theme.id):
            more = {"description": text_json(theme.description)}
            yield (
                theme.id,
                _export_of(theme.id, text_json(theme.name), more, _targets_of(entries)),
            )


def department_exports(
    catalog: Catalog, registries: Registries
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each department that a plan names; what it only supports is listed and not counted."""
    for item in registries.departments.values():
        if roles := catalog.departments.get(item.id):
            promises = [
                (role, promised)
                for role in ROLES
                for promised in _targets_of(roles.get(role, ()))  # in the document's order
            ]
            more = {"aliases": list(item.aliases)}
            counted = [promised for role, promised in promises if role != "support"]
            export = _export_of(item.id, text_json(item.name), more, counted)
            lines = [{"role": role, **_target_line(*promised)} for role, promised in promises]
            yield item.id, {**export, "promises": lines}


def region_exports(
    catalog: Catalog, registries: Registries
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each place that a plan holds for or names; where whole plans hold, these are counted."""
    for region in registries.regions.values():
        plans, entries = catalog.plans.get(region.id, ()), catalog.regions.get(region.id, [])
        if not plans and not entries:
            continue
        named = _targets_of(entries)
        whole = [promised for account in plans for promised in _targets_of_plan(account)]
        more = {
            "level": region.level,
            "parent": region.parent,
            "adcode": region.adcode,
            "plans": [account.plan.id for account in plans],
        }
        export = _export_of(region.id, text_json(region.name), more, whole or named, invented=True)
        yield region.id, {**export, "promises": [_target_line(*promised) for promised in named]}


def indicator_exports(
    catalog: Catalog, registries: Registries
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each measure that a plan promises, headline goals among them."""
    for item in registries.indicators.values():
        if measured := catalog.indicators.get(item.id):
            more = {"unit": item.unit, "description": text_json(item.description)}
            yield (
                item.id,
                _export_of(item.id, text_json(item.name), more, _measured_targets(measured)),
            )


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
