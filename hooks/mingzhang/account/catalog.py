"""Where each topic, department, place and measure turns up in the plans. Pure, the same in both
languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from mingzhang.account.account import Account
from mingzhang.account.higher_documents import HigherDocuments
from mingzhang.account.reported import ReportedTargets, reported_targets
from mingzhang.model.plan import Action, Plan, Project, Target
from mingzhang.model.registries import Region, Registries
from mingzhang.model.taxonomies import REGIONS, R, Taxonomy

Role = Literal["lead", "support", "responsible"]
ROLES: tuple[Role, ...] = ("lead", "responsible", "support")
"""From the one that answers first to the one that helps."""


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """A project with those of its targets that are meant, in the plan's account."""

    account: Account
    action: Action
    project: Project
    targets: tuple[Target, ...]


CatalogEntries = list[CatalogEntry]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a plan promises of one measure, in one project or among its goals."""

    account: Account
    targets: tuple[Target, ...]
    entry: CatalogEntry | None = None
    """The project; None for the plan's goals."""


Roles = Mapping[Role, CatalogEntries]
"""What a body does, by role; a role without an entry is left out."""


@dataclass(frozen=True)
class Catalog:
    """Entries by the id of what they are about, in the order of the plans and their documents.

    What many pages look up in it is gone through once, when it is first asked for.
    """

    accounts: Sequence[Account] = ()
    """Of all plans."""
    themes: Mapping[str, CatalogEntries] = field(default_factory=dict)
    departments: Mapping[str, Roles] = field(default_factory=dict)
    indicators: Mapping[str, list[Measured]] = field(default_factory=dict)
    regions: Mapping[str, CatalogEntries] = field(default_factory=dict)
    """Only what names the place or is owed by each district; a whole plan stands in `plans`."""
    plans: Mapping[str, Sequence[Account]] = field(default_factory=dict)
    """Plans by the place where they hold."""
    places: Mapping[str, Region] = field(default_factory=dict)
    """Every place of the registry."""

    @cached_property
    def places_within(self) -> Mapping[str | None, Sequence[Region]]:
        """The places with a page by the one that they belong to, in the registry's order."""
        within: dict[str | None, list[Region]] = {}
        for region in self.places.values():
            if self.has_place(region.id):
                within.setdefault(region.parent, []).append(region)
        return within

    def has_place(self, region: str) -> bool:
        """Whether a plan names the place, or holds there."""
        return region in self.regions or region in self.plans

    @cached_property
    def placed(self) -> tuple[Account, ...]:
        """The accounts of plans that hold for a place, each once."""
        placed = {account.plan.id: account for few in self.plans.values() for account in few}
        return tuple(placed.values())

    @cached_property
    def reported(self) -> ReportedTargets:
        """What was reported by place."""
        return reported_targets(self.placed)

    @cached_property
    def documents(self) -> HigherDocuments:
        """The documents that the plans are and rest on."""
        return HigherDocuments(account.plan for account in self.accounts)

    @cached_property
    def bodies(self) -> Mapping[str, Mapping[str, Roles]]:
        """What each plan asks of each department, by the id of the plan."""
        bodies: dict[str, dict[str, dict[Role, CatalogEntries]]] = {}
        for department, roles in self.departments.items():
            for role in ROLES:
                for entry in roles.get(role, ()):
                    of_plan = bodies.setdefault(entry.account.plan.id, {})
                    of_plan.setdefault(department, {}).setdefault(role, []).append(entry)
        return bodies

    def used(self, taxonomy: Taxonomy[R], registries: Registries) -> tuple[R, ...]:
        """The taxonomy's records that a plan names, in the order of the registry; of places also
        those where a whole plan holds.
        """
        ids = set(getattr(self, taxonomy.key))
        ids |= set(self.plans) if taxonomy.key == REGIONS.key else set()
        return tuple(r for key, r in taxonomy.records(registries).items() if key in ids)


def shared_indicators(catalog: Catalog) -> frozenset[str]:
    """Measures that two or more plans use; only these have a page."""
    return frozenset(
        key
        for key, entries in catalog.indicators.items()
        if len({entry.account.plan.id for entry in entries}) > 1
    )


def catalog_of(accounts: Sequence[Account], registries: Registries) -> Catalog:
    """The catalog of all plans."""
    themes: dict[str, CatalogEntries] = {}
    departments: dict[str, dict[Role, CatalogEntries]] = {}
    indicators: dict[str, list[Measured]] = {}
    regions: dict[str, CatalogEntries] = {}
    plans: dict[str, list[Account]] = {}
    for account in accounts:
        for region in account.plan.regions:
            plans.setdefault(region, []).append(account)
        for key, goals in _by_indicator(account.plan.goals):
            indicators.setdefault(key, []).append(Measured(account, goals))
        for whole in _project_entries(account):
            for theme in whole.project.themes:
                themes.setdefault(theme, []).append(whole)
            for role, department in _named_bodies(whole.project):
                departments.setdefault(department, {}).setdefault(role, []).append(whole)
            for key, targets in _by_indicator(whole.targets):
                indicators.setdefault(key, []).append(Measured(account, targets, whole))
            for key, narrowed in _by_region(whole, registries):
                regions.setdefault(key, []).append(narrowed)
    return Catalog(accounts, themes, departments, indicators, regions, plans, registries.regions)


def _project_entries(account: Account) -> Iterator[CatalogEntry]:
    for action, project in account.plan.placed_projects:
        yield CatalogEntry(account, action, project, project.targets)


def _named_bodies(project: Project) -> Iterator[tuple[Role, str]]:
    for role in ROLES:
        for body in getattr(project, role):
            yield role, body.id


def _by_indicator(targets: Sequence[Target]) -> Iterator[tuple[str, tuple[Target, ...]]]:
    for key in dict.fromkeys(target.indicator for target in targets):
        if key is not None:
            yield key, tuple(target for target in targets if target.indicator == key)


def _by_region(entry: CatalogEntry, registries: Registries) -> Iterator[tuple[str, CatalogEntry]]:
    """What names a place, or is owed by each district of the plan's places."""
    targets_of: dict[str, list[Target]] = {}
    for target in entry.targets:
        for region in owed_in(target, entry.project, entry.account.plan, registries):
            targets_of.setdefault(region, []).append(target)
    for region in entry.project.regions:
        targets_of.setdefault(region, [])
    for region, targets in targets_of.items():
        yield region, CatalogEntry(entry.account, entry.action, entry.project, tuple(targets))


def owed_in(
    target: Target, project: Project, plan: Plan, registries: Registries
) -> tuple[str, ...]:
    """The places that the target names or that owe it by themselves; none where it is for all.

    Where a document says “every district” and names none, those of its city that are known here.
    """
    if not target.each:
        return target.regions or project.regions
    below = (key for region in plan.regions for key in registries.districts_of(region))
    return plan.owing(target) or tuple(key for key in below if key not in target.without)
