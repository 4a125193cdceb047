"""What must fit in former ids: an id is given once and never used again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from mingzhang.diagnostics.problems import Location, Problem, says
from mingzhang.model.former_ids import Named
from mingzhang.model.plan import Plan
from mingzhang.model.registries import Registries
from mingzhang.model.taxonomies import TAXONOMIES
from mingzhang.rules.references import References


class Placed(Named, Protocol):
    """A named record that knows where it stands."""

    def at(self, key: str | None = None, item: int | str | None = None) -> Location:
        """Where it stands, or a part of it."""


def former_ids_are_free(plan: Plan, _: References) -> Iterator[Problem]:
    """Within a plan no former id of an action, project or target is one's now, or another's."""
    for records in (plan.actions, plan.projects, (*plan.goals, *plan.targets)):
        yield from _are_free(records)


def plan_names_are_free(plans: Iterable[Placed]) -> Iterator[Problem]:
    """The same for plans."""
    yield from _are_free(plans)


def registry_names_are_free(registries: Registries) -> Iterator[Problem]:
    """The same for the registries whose records have pages."""
    for taxonomy in TAXONOMIES:
        yield from _are_free(taxonomy.records(registries).values())


def _are_free(records: Iterable[Placed]) -> Iterator[Problem]:
    named = list(records)
    now = {record.id: record.at("id") for record in named}
    seen: dict[str, Location] = {}
    for record in named:
        for index, old in enumerate(record.formerly):
            where = record.at("formerly", index)
            first = seen.setdefault(old, where)
            if old in now:
                yield Problem(where, says("former-id-in-use", found=old, place=str(now[old])))
            elif first is not where:
                yield Problem(where, says("former-id-twice", found=old, place=str(first)))
