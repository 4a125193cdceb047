"""What a plan has a say in, each with a hash of all that it says there: pages and files that span
plans are made again only if a hash among theirs is another. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mingzhang.account.account import Account
from mingzhang.account.catalog import Catalog, catalog_of
from mingzhang.account.deadlines import deadlines_in
from mingzhang.account.history import ReportEntry
from mingzhang.build.store import digest
from mingzhang.model.fields import Record
from mingzhang.model.plan import Action, Project
from mingzhang.model.progress import Snapshot
from mingzhang.model.registries import Registries
from mingzhang.model.taxonomies import DEPARTMENTS, INDICATORS, REGIONS, THEMES

Facets = dict[str, str]
"""Hashes by what they are of, such as `departments/housing`; `WHOLE` is of all of a plan."""
WHOLE = "whole"


def facets_of(account: Account, registries: Registries) -> Facets:
    """The facets of the plan. A hash may change where no page does, never the other way round."""
    head = _head_digest(account)
    projects = {
        project.id: _project_digest(action, project, account)
        for action, project in account.plan.placed_projects
    }
    goals = digest(part for goal in account.plan.goals for part in _target_parts(goal.id, account))
    whole = digest([head, goals, *projects.values()])
    facets = {WHOLE: whole}
    for name, ids in _projects_by_facet(account, catalog_of([account], registries)):
        facets[name] = digest([head, *(projects[id_] for id_ in dict.fromkeys(ids))])
    for name in _facets_of_all(account):
        facets[name] = whole
    return facets


def _projects_by_facet(account: Account, catalog: Catalog) -> Iterator[tuple[str, Sequence[str]]]:
    """The ids of the projects that each facet is about."""
    for key, entries in catalog.themes.items():
        yield f"{THEMES.key}/{key}", [entry.project.id for entry in entries]
    for key, roles in catalog.departments.items():
        ids = [entry.project.id for entries in roles.values() for entry in entries]
        yield f"{DEPARTMENTS.key}/{key}", ids
    for key, entries in catalog.regions.items():
        yield f"{REGIONS.key}/{key}", [entry.project.id for entry in entries]
    years: dict[int, list[str]] = {}
    for due in deadlines_in(account):
        years.setdefault(due.when.last.year, []).append(due.project.id)
    for number, ids in years.items():
        yield f"deadlines/{number}", ids


def _facets_of_all(account: Account) -> Iterator[str]:
    """Facets for which anything of the plan may count: where it holds, what its results mention,
    and its measures, which goals have too.
    """
    plan = account.plan
    for region in (*plan.regions, *plan.districts):
        yield f"{REGIONS.key}/{region}"
    for result in plan.results:
        for row in result.rows:
            if row.region:
                yield f"{REGIONS.key}/{row.region}"
            if row.department:
                yield f"{DEPARTMENTS.key}/{row.department}"
    for target in plan.targets_and_goals:
        if target.indicator:
            yield f"{INDICATORS.key}/{target.indicator}"
        for entry in account.history.of(target.id):
            for region in entry.report.by_region:
                yield f"{REGIONS.key}/{region}"


def _head_digest(account: Account) -> str:
    """Of the plan without its projects, and of its snapshots without their reports."""
    plan = _json(account.plan, "actions", "goals", "snapshots")
    return digest([plan, account.today.isoformat(), *map(_snapshot_head, account.plan.snapshots)])


def _snapshot_head(snapshot: Snapshot) -> str:
    return f"{len(snapshot.reports)}{_json(snapshot, 'reports')}"


def _project_digest(action: Action, project: Project, account: Account) -> str:
    parts = [_json(action, "projects"), _json(project)]
    parts += _reports(account.history.by_project.get(project.id, ()))
    for target in project.targets:
        parts += _target_parts(target.id, account)
    return digest(parts)


def _target_parts(target: str, account: Account) -> Iterator[str]:
    """The target with its status, its timeline and its reports."""
    yield _json(account.targets[target])
    standing = account.standing[target]
    years = [(when.text, each.status) for when, each in standing.years]
    yield repr((standing.status, standing.reason, str(standing.deadline), years))
    yield from _reports(account.history.of(target))


def _reports(entries: Iterable[ReportEntry]) -> Iterator[str]:
    for entry in entries:
        yield f"{entry.snapshot.as_of} {_json(entry.report)}"


def plans_by_facet(
    accounts: Iterable[Account], facets: Mapping[str, Facets]
) -> dict[str, list[Account]]:
    """The plans that have each facet, in their order; `facets` are those of each plan, by id."""
    having: dict[str, list[Account]] = {}
    for account in accounts:
        for facet in facets[account.plan.id]:
            having.setdefault(facet, []).append(account)
    return having


def _json(record: Record, *left_out: str) -> str:
    """The record as text; dates are told by a serializer of their own, of which pydantic warns."""
    return record.model_dump_json(exclude=set(left_out), warnings="none")
