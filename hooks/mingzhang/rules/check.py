"""What must fit across fields and files; each rule reads as a sentence and yields problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from mingzhang.diagnostics.problems import Problem, Problems, clipped, first_problems, says
from mingzhang.model.fields import Record
from mingzhang.model.periods import Period
from mingzhang.model.plan import Plan
from mingzhang.model.registries import Region
from mingzhang.reading.load import Dataset
from mingzhang.reading.salvage import Remains
from mingzhang.rules.bodies import departments_are_known
from mingzhang.rules.control import (
    control_is_sound,
    control_refers_to_what_exists,
    results_are_sound,
)
from mingzhang.rules.former_ids import (
    former_ids_are_free,
    plan_names_are_free,
    registry_names_are_free,
)
from mingzhang.rules.progress import corrections_name_a_report, snapshots_are_sound
from mingzhang.rules.references import Known, References
from mingzhang.rules.targets import (
    end_is_not_early,
    targets_are_sound,
    targets_refer_to_what_exists,
)
from mingzhang.urls import RESERVED

Rule = Callable[[Plan, References], Iterator[Problem]]


def check(dataset: Dataset, today: date) -> list[Problem]:
    """Every problem of every plan and registry once, in the order of their places; `today` refuses
    dates that lie after it.

    Plans with a problem in a file are looked at as far as they could be read.
    """
    known = Known(dataset.registries, dataset.faulty_ids)
    problems = Problems(dataset.problems)
    problems.take(registry_problems(known))
    plans = [*map(Remains, dataset.plans), *dataset.remains]
    problems.take(first_problems(plan_names_are_free(remains.plan for remains in plans)))
    for remains in plans:
        problems.take(plan_problems(remains, References(known, remains.unread, remains.lost)))
        problems.take(not_from_the_future(remains.plan, today))
    return sorted(set(problems))


def plan_problems(remains: Remains, references: References) -> Iterator[Problem]:
    """What every rule but that of the day says of one plan, or of what is left of it."""
    for rule in RULES:
        yield from first_problems(rule(remains.plan, references))


def registry_problems(known: Known) -> Iterator[Problem]:
    """What the rules say of the registries."""
    yield from first_problems(_registries_are_sound(known))


def _registries_are_sound(known: Known) -> Iterator[Problem]:
    registries, references = known.registries, References(known)
    owners: dict[str, str] = {}
    for department in registries.departments.values():
        for index, alias in enumerate(department.aliases):
            owner = owners.setdefault(alias, department.id)
            if owner != department.id:
                what = says("alias-taken", found=clipped(alias), owner=owner)
                yield Problem(department.at("aliases", index), what)
    for region in registries.regions.values():
        yield from _region_is_sound(region, references)
    for indicator in registries.indicators.values():
        yield from references.refuse(indicator.unit, "unit", indicator.at("unit"))
    yield from registry_names_are_free(registries)


_LEVELS = ("country", "province", "city", "district")


def _region_is_sound(region: Region, references: References) -> Iterator[Problem]:
    if region.parent:
        yield from references.refuse(region.parent, "region", region.at("parent"))
    parent = references.known.registries.regions.get(region.parent or "")
    if parent and _LEVELS.index(parent.level) >= _LEVELS.index(region.level):
        levels = {"level": region.level, "higher": parent.level}
        words = {name: says(f"word.{level}") for name, level in levels.items()}
        yield Problem(region.at("parent"), says("region-level", parent=parent.id, **words))


def _ids_are_unique(plan: Plan, _: References) -> Iterator[Problem]:
    for records in (
        plan.actions,
        plan.projects,
        (*plan.goals, *plan.targets),
        plan.control,
        plan.results,
    ):
        seen: dict[str, Record] = {}
        for record in records:
            first = seen.setdefault(record.id, record)
            if first is not record:
                what = says("id-taken", found=record.id, place=str(first.at("id")))
                yield Problem(record.at("id"), what)


def _addresses_are_free(plan: Plan, _: References) -> Iterator[Problem]:
    for action in plan.actions:
        names = [(action.id, action.at("id"))]
        names += [(old, action.at("formerly", i)) for i, old in enumerate(action.formerly)]
        for name, where in names:
            if name in RESERVED:
                yield Problem(where, says("id-reserved", found=name))


def _plan_is_sound(plan: Plan, references: References) -> Iterator[Problem]:
    yield from references.refuse_all(plan, "regions", "region")
    yield from references.refuse_all(plan, "districts", "region")
    period = plan.period
    yield from end_is_not_early(period.start, period.end, period.at("end"), "plan")
    for phase in plan.phases:
        yield from end_is_not_early(phase.start, phase.end, phase.at("end"), "phase")


def _projects_refer_to_what_exists(plan: Plan, references: References) -> Iterator[Problem]:
    for project in plan.projects:
        yield from references.refuse_all(project, "themes", "theme")
        yield from references.refuse_all(project, "regions", "region")


def not_from_the_future(plan: Plan, today: date) -> Iterator[Problem]:
    """A problem for each day of a publication that is still to come."""
    for record, key, when in _published_days(plan):
        if when.first > today:
            what = says("date-future", found=when.text, today=today.isoformat())
            yield Problem(record.at(key), what)


def newest_day(plan: Plan) -> date:
    """The first day from which on no day of a publication is still to come."""
    return max((when.first for _, _, when in _published_days(plan)), default=date.min)


def _published_days(plan: Plan) -> Iterator[tuple[Record, str, Period]]:
    """Each day on which something was published, decided or recorded, with where it stands."""
    dates: list[tuple[Record, str]] = [(plan, "issued"), (plan.source, "date")]
    keys = ("as_of", "published", "recorded")
    dates += [(snapshot, key) for snapshot in plan.snapshots for key in keys]
    dates += [(result, key) for result in plan.results for key in keys[1:]]
    for target in (*plan.goals, *plan.targets):
        dates += [(revision, "date") for revision in target.revisions]
    for record, key in dates:
        when: Period | None = getattr(record, key)
        if when:
            yield record, key, when


RULES: tuple[Rule, ...] = (
    _ids_are_unique,
    former_ids_are_free,
    _addresses_are_free,
    _plan_is_sound,
    departments_are_known,
    _projects_refer_to_what_exists,
    targets_refer_to_what_exists,
    targets_are_sound,
    snapshots_are_sound,
    corrections_name_a_report,
    control_refers_to_what_exists,
    control_is_sound,
    results_are_sound,
)
