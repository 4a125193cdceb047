"""What one can follow: the whole site, a plan, a department, a place. Pure, the same in both
languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.account.catalog import Catalog, CatalogEntry
from mingzhang.model.fields import Text
from mingzhang.model.former_ids import first_id
from mingzhang.model.registries import Registries

_FEW = 20
"""How many items there are of a body or a place: there are hundreds of such feeds, each asked for
again and again by programs that know all but the newest.
"""


@dataclass(frozen=True, slots=True)
class SubjectPart:
    """A plan, or those of its projects and targets that are meant."""

    account: Account
    projects: frozenset[str] | None = None
    """None: the whole plan."""
    targets: frozenset[str] | None = None

    @property
    def whole(self) -> bool:
        """Whether the whole plan is meant."""
        return self.targets is None

    def has(self, target: str | None, project: str | None = None) -> bool:
        """Whether it holds the target or the project."""
        if self.targets is None or self.projects is None:
            return True
        return target in self.targets or project in self.projects


@dataclass(frozen=True, slots=True)
class FeedSubject:
    """One thing to follow."""

    path: str
    """Names its files: `site`, `plans/binzhou`, `departments/housing`, `regions/bincheng`."""
    page: str
    """The address of its page."""
    name: Text | None
    """What it is called; None for the whole site."""
    parts: tuple[SubjectPart, ...]
    most: int = 50
    """How many items its feed holds."""
    first: str = ""
    """Its path with the first id of what was renamed since; empty if nothing was."""

    @property
    def key(self) -> str:
        """What ids of its feeds are made of: stays the same when it is renamed."""
        return self.first or self.path


def plan_subject(account: Account) -> FeedSubject:
    """The plan as something to follow."""
    plan = account.plan
    page, first = urls.plan_url(plan), f"plans/{first_id(plan)}"
    return FeedSubject(f"plans/{plan.id}", page, plan.title, (SubjectPart(account),), first=first)


def shared_subjects(
    accounts: Sequence[Account], catalog: Catalog, registries: Registries
) -> Iterator[FeedSubject]:
    """What spans plans and can be followed; the invented city stands only with itself."""
    yield FeedSubject(
        "site", urls.HOME, None, tuple(_real([SubjectPart(account) for account in accounts]))
    )
    for department in registries.departments.values():
        if roles := catalog.departments.get(department.id):
            entries = [entry for placed in roles.values() for entry in placed]
            page, parts = urls.department_url(department.id), tuple(_real(_parts(entries)))
            path, first = f"departments/{department.id}", f"departments/{first_id(department)}"
            yield FeedSubject(path, page, department.name, parts, _FEW, first)
    for region in registries.regions.values():
        whole = [SubjectPart(account) for account in catalog.plans.get(region.id, ())]
        held = {part.account.plan.id for part in whole}
        named = [e for e in catalog.regions.get(region.id, ()) if e.account.plan.id not in held]
        if parts := tuple(_real([*whole, *_parts(named)])):
            path, first = f"regions/{region.id}", f"regions/{first_id(region)}"
            yield FeedSubject(path, urls.region_url(region.id), region.name, parts, _FEW, first)


def _real(parts: list[SubjectPart]) -> list[SubjectPart]:
    return [part for part in parts if not part.account.plan.invented] or parts


def _parts(entries: Iterable[CatalogEntry]) -> list[SubjectPart]:
    """A part a plan, in the order of the plans."""
    by_plan: dict[str, list[CatalogEntry]] = {}
    for entry in entries:
        by_plan.setdefault(entry.account.plan.id, []).append(entry)
    return [
        SubjectPart(
            placed[0].account,
            frozenset(e.project.id for e in placed if len(e.targets) == len(e.project.targets)),
            frozenset(target.id for entry in placed for target in entry.targets),
        )
        for placed in by_plan.values()
    ]
