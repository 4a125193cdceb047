"""The address of every data page with a fingerprint of the facts that it tells. Pure.

Two states of the data that give a page the same fingerprint give it the same content on the same
day, so that what a change does to the site can be told without rendering a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from mingzhang import urls
from mingzhang.account import Account
from mingzhang.agenda import agenda
from mingzhang.catalog import Catalog, Entry, Measured, catalog_of, shared_indicators
from mingzhang.fields import Record
from mingzhang.ledger import canonical, digest, plain
from mingzhang.model import FILE_FIELDS, Action, Body, Project, Target
from mingzhang.registries import Registries

Facts = dict[str, str]
"""Fingerprints by address, from the root of the language."""


def page_facts(accounts: Sequence[Account], registries: Registries) -> Facts:
    """Every data page, the same in both languages."""
    known = [_Known(account, registries) for account in accounts]
    found: Facts = {}
    for one in known:
        found.update(one.pages())
    plans = [one.whole for one in known]
    found.update(_facets(catalog_of(accounts, registries), registries, known))
    found.update(_deadlines(accounts, known))
    found[urls.HOME] = fingerprint(plans, registries.themes)
    found[urls.PLANS] = fingerprint(plans)
    found[urls.TARGETS] = fingerprint([one.table() for one in known])
    found[urls.CORRECTIONS] = fingerprint([one.corrections() for one in known])
    found[urls.DOWNLOADS] = fingerprint([_head(one.account) for one in known])
    found[urls.SEARCH] = fingerprint()
    return found


def fingerprint(*facts: Any) -> str:
    """A hash that is the same for the same records, texts and numbers."""
    return digest(canonical(plain(facts)).encode())


class _Known:
    """Fingerprints of one plan's parts, each made once."""

    def __init__(self, account: Account, registries: Registries) -> None:
        self.account = account
        self.registries = registries
        self.targets = {t.id: self._target(t) for t in (*account.plan.targets, *account.plan.goals)}
        self.projects = {project.id: self._project(project) for project in account.plan.projects}
        self.actions = {action.id: self._action(action) for action in account.plan.actions}
        snapshots = [(s.as_of, s.published, len(s.reports)) for s in account.plan.snapshots]
        self.whole = fingerprint(
            _head(account), list(self.actions.values()), list(self.targets.values()), snapshots
        )

    def pages(self) -> Iterator[tuple[str, str]]:
        """The plan's own pages."""
        plan, title = self.account.plan, self.account.plan.title
        yield urls.plan_url(plan), self.whole
        yield urls.plan_targets_url(plan), fingerprint(title, list(self.targets.values()))
        yield urls.snapshots_url(plan), fingerprint(title, plan.snapshots, self.whole)
        before: Any = None
        for snapshot in plan.snapshots:
            standing = self.account.standing_at(snapshot)
            statuses = [(key, found.status) for key, found in standing.items()]
            titles = [(t.id, t.title, t.unit) for t in (*plan.targets, *plan.goals)]
            around = (titles, len(plan.snapshots), self.corrections())
            address = urls.snapshot_url(plan, snapshot)
            yield address, fingerprint(title, snapshot, before, statuses, around)
            before = (snapshot.as_of, statuses)
        for action in plan.actions:
            yield urls.action_url(plan, action), fingerprint(title, self.actions[action.id])
            for project in action.projects:
                facts = (title, action.title, action.number, self.projects[project.id])
                yield urls.project_url(plan, action, project), fingerprint(*facts)

    def corrections(self) -> list[Any]:
        """Every report that corrects another, and every one that is corrected."""
        history, title = self.account.history, self.account.plan.title
        entries = [e for part in (history.by_target, history.by_project) for e in part.values()]
        return [
            (title, entry.as_of, entry.snapshot.as_of, entry.snapshot.source, entry.report)
            for each in entries
            for entry in each
            if entry.corrected_by or entry.report.corrects
        ]

    def table(self) -> list[Any]:
        """What the table of all targets tells of the plan."""
        plan = self.account.plan
        own = [plan.id, plan.title, plan.place]
        return [own, [(action.title, self.actions[action.id]) for action in plan.actions]]

    def _target(self, target: Target) -> str:
        account = self.account
        found = account.standing[target.id]
        names = (
            self.registries.units.get(target.unit or ""),
            self.registries.indicators.get(target.indicator or ""),
            [self.registries.regions.get(key) for key in target.regions],
        )
        told = [
            (e.report, e.snapshot.as_of, e.snapshot.source, e.corrected_by and e.corrected_by.as_of)
            for e in account.history.of(target.id)
        ]
        return fingerprint(target, found.status, found.reason, names, told)

    def _project(self, project: Project) -> str:
        history = self.account.history.by_project.get(project.id, ())
        remarks = [(entry.report, entry.snapshot.as_of) for entry in history]
        bodies = [*project.lead, *project.support, *project.responsible]
        names = [
            [self._name(body) for body in bodies],
            [self.registries.themes[key] for key in project.themes],
            [self.registries.regions[key] for key in project.regions],
        ]
        return fingerprint(project, [self.targets[t.id] for t in project.targets], remarks, names)

    def _name(self, body: Body) -> Any:
        return body.printed or self.account.plan.departments.get(body.id)

    def _action(self, action: Action) -> str:
        own = (action.number, action.title, action.summary, action.note)
        return fingerprint(own, [self.projects[project.id] for project in action.projects])


def _head(account: Account) -> Any:
    return {name: getattr(account.plan, name) for name in FILE_FIELDS}


def _facets(catalog: Catalog, registries: Registries, known: Iterable[_Known]) -> Facts:
    """Pages of topics, departments, places and measures, and the list of each kind."""
    by_plan = {one.account.plan.id: one for one in known}

    def facts(entries: Iterable[Entry | Measured]) -> list[Any]:
        return [_told(entry, by_plan[entry.account.plan.id]) for entry in entries]

    themes = {key: facts(entries) for key, entries in catalog.themes.items()}
    bodies = {
        key: [(role, facts(entries)) for role, entries in roles.items()]
        for key, roles in catalog.departments.items()
    }
    shared = shared_indicators(catalog)
    measures = {key: facts(found) for key, found in catalog.indicators.items() if key in shared}
    places = {
        key: [
            *facts(catalog.regions.get(key, ())),
            *(by_plan[one.plan.id].whole for one in catalog.plans.get(key, ())),
        ]
        for key in {*catalog.regions, *catalog.plans}
    }
    return {
        **_kind(urls.THEMES, themes, registries.themes),
        **_kind(urls.DEPARTMENTS, bodies, registries.departments),
        **_kind(urls.REGIONS, places, registries.regions),
        **_kind(urls.INDICATORS, measures, registries.indicators),
    }


def _kind(folder: str, found: dict[str, Any], registry: Any) -> Facts:
    pages = {
        f"{folder}{key}/": fingerprint(registry[key], facts)
        for key, facts in found.items()
        if key in registry
    }
    return {folder: fingerprint(sorted(pages.items())), **pages}


def _told(entry: Entry | Measured, known: _Known) -> Any:
    targets = [known.targets[target.id] for target in entry.targets]
    project: Record | None = entry.project if isinstance(entry, Entry) else None
    own = known.projects[entry.project.id] if isinstance(entry, Entry) else ""
    plan = known.account.plan
    return [plan.id, plan.title, plan.place, bool(project), own, targets]


def _deadlines(accounts: Sequence[Account], known: Iterable[_Known]) -> Facts:
    """The page of each year."""
    by_plan = {one.account.plan.id: one for one in known}
    years: dict[int, list[Any]] = {}
    for due in agenda(accounts):
        plan = due.account.plan
        own = by_plan[plan.id].targets[due.target.id]
        facts = (plan.id, plan.place, plan.title, due.project.title, due.when, own)
        years.setdefault(due.month[0], []).append(facts)
    around = sorted(years)
    pages = {urls.year_url(key): fingerprint(facts, around) for key, facts in years.items()}
    return {urls.DEADLINES: fingerprint(sorted(pages.items())), **pages}
