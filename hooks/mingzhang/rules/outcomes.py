"""What the check found of one plan, kept apart from the plan: enough to say the same again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mingzhang.diagnostics.problems import Location, Problem
from mingzhang.model.former_ids import resolved
from mingzhang.model.plan import Plan
from mingzhang.reading.keys import code_key
from mingzhang.reading.plan_folder import PlanRead
from mingzhang.reading.salvage import Remains
from mingzhang.rules.check import newest_day, plan_problems
from mingzhang.rules.references import Asked, Known, References

CODE = ("diagnostics", "model", "reading", "rules", "language.py", "urls.py")
"""What of this package decides on problems."""


@dataclass(frozen=True, slots=True)
class PlanName:
    """The ids of a plan, with their places; no two plans have the same."""

    id: str
    formerly: tuple[str, ...]
    id_at: Location
    formerly_at: tuple[Location, ...]

    @classmethod
    def of(cls, plan: Plan) -> PlanName:
        """The ids of the plan."""
        places = tuple(plan.at("formerly", index) for index in range(len(plan.formerly)))
        return cls(plan.id, plan.formerly, plan.at("id"), places)

    def at(self, key: str | None = None, item: int | str | None = None) -> Location:
        """Where the id stands, or one of the former ids."""
        return self.formerly_at[item] if isinstance(item, int) else self.id_at


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the check found of a plan, whatever day it is."""

    name: PlanName | None
    """None where nothing is left of the plan."""
    targets: int | None
    """How many targets a whole plan has; None for one with a problem in a file."""
    newest: date
    """From this day on nothing that it says is still to come."""
    problems: tuple[Problem, ...]
    asked: Asked

    @classmethod
    def of(cls, read: PlanRead, known: Known) -> Outcome:
        """Runs every rule but that of the day."""
        record, registries = read.record, known.registries
        if record is None:
            return cls(None, None, date.min, read.problems, Asked({}, {}, False))
        remains = record if isinstance(record, Remains) else Remains(record)
        plan = resolved(remains.plan, registries)
        references = References(known, remains.unread, remains.lost)
        whole = Remains(plan, remains.unread, remains.lost)
        problems = (*read.problems, *plan_problems(whole, references))
        targets = len(plan.targets) if isinstance(record, Plan) else None
        name, newest = PlanName.of(plan), newest_day(plan)
        return cls(name, targets, newest, problems, references.asked)

    def holds(self, known: Known) -> bool:
        """Whether other registries change nothing in it, as far as it can tell without the plan."""
        return not self.problems and self.asked.holds(known)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What the last check found, to be kept."""

    code: str
    registries: str | None
    """The key of the registries that the rules asked."""
    of_registries: tuple[Problem, ...]
    renames: Mapping[str, Mapping[str, str]]
    """The present id of each former one, by registry: snapshots may name either."""
    plans: Mapping[str, Outcome] = field(default_factory=dict)
    """By the key of each plan."""

    @staticmethod
    def code_now() -> str:
        """The key of everything that decides on problems."""
        return code_key(CODE)
