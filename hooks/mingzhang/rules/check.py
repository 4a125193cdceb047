"""What must fit across fields and files; each rule reads as a sentence and yields problems."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from mingzhang.diagnostics.problems import Location, Problem, clipped, says, told_at_once
from mingzhang.model.control import Control
from mingzhang.model.fields import Record
from mingzhang.model.periods import Period
from mingzhang.model.plan import Plan, Target
from mingzhang.model.registries import Region
from mingzhang.model.terms import Terms
from mingzhang.reading.load import Dataset, Remains
from mingzhang.rules.bodies import departments_are_known
from mingzhang.rules.control import control_refers_to_what_exists, results_are_sound
from mingzhang.rules.former_ids import former_ids_are_free, former_names_are_free
from mingzhang.rules.progress import corrections_name_a_report, snapshots_are_sound
from mingzhang.rules.references import Known, Problems
from mingzhang.urls import RESERVED

Rule = Callable[[Plan, Known], Problems]


def check(dataset: Dataset, today: date) -> list[Problem]:
    """Every problem of every plan and registry; `today` refuses what lies in the future.

    Plans with a problem in a file are looked at as far as they could be read.
    """
    registries, faulty = dataset.registries, dataset.faulty_ids
    nothing = Known(registries, faulty, frozenset(), frozenset())
    own = (*_registry_problems(nothing), *former_names_are_free(dataset))
    problems = [*dataset.problems, *told_at_once(own)]
    for remains in (*map(Remains, dataset.plans), *dataset.remains):
        known = Known(registries, faulty, remains.unread, remains.lost)
        for rule in RULES:
            problems += told_at_once(rule(remains.plan, known))
        problems += _not_from_the_future(remains.plan, today)
    return sorted(set(problems))


def _registry_problems(known: Known) -> Problems:
    registries = known.registries
    owners: dict[str, str] = {}
    for department in registries.departments.values():
        for index, alias in enumerate(department.aliases):
            owner = owners.setdefault(alias, department.id)
            if owner != department.id:
                what = says("alias-taken", found=clipped(alias), owner=owner)
                yield Problem(department.at("aliases", index), what)
    for region in registries.regions.values():
        yield from _region_is_sound(region, known)
    for indicator in registries.indicators.values():
        yield from known.refuse(indicator.unit, "unit", indicator.at("unit"))


_LEVELS = ("country", "province", "city", "district")


def _region_is_sound(region: Region, known: Known) -> Problems:
    if region.parent:
        yield from known.refuse(region.parent, "region", region.at("parent"))
    parent = known.registries.regions.get(region.parent or "")
    if parent and _LEVELS.index(parent.level) >= _LEVELS.index(region.level):
        levels = {"level": region.level, "higher": parent.level}
        words = {name: says(f"word.{level}") for name, level in levels.items()}
        yield Problem(region.at("parent"), says("region-level", parent=parent.id, **words))


def _ids_are_unique(plan: Plan, _: Known) -> Problems:
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


def _addresses_are_free(plan: Plan, _: Known) -> Problems:
    for action in plan.actions:
        names = [(action.id, action.at("id"))]
        names += [(old, action.at("formerly", i)) for i, old in enumerate(action.formerly)]
        for name, where in names:
            if name in RESERVED:
                yield Problem(where, says("id-reserved", found=name))


def _plan_is_sound(plan: Plan, known: Known) -> Problems:
    yield from known.refuse_all(plan, "regions", "region")
    yield from known.refuse_all(plan, "districts", "region")
    period = plan.period
    yield from _in_order(period.start, period.end, period.at("end"), "plan")
    for phase in plan.phases:
        yield from _in_order(phase.start, phase.end, phase.at("end"), "phase")


def _in_order(start: Period | None, end: Period | None, where: Location, whose: str) -> Problems:
    """A problem if the end of a plan, phase or yearly target lies before its start."""
    if start and end and end.last < start.first:
        owner = says(f"word.{whose}")
        yield Problem(where, says("ends-early", owner=owner, start=start.text, end=end.text))


def _projects_refer_to_what_exists(plan: Plan, known: Known) -> Problems:
    for project in plan.projects:
        yield from known.refuse_all(project, "themes", "theme")
        yield from known.refuse_all(project, "regions", "region")


def _targets_refer_to_what_exists(plan: Plan, known: Known) -> Problems:
    for target in (*plan.goals, *plan.targets):
        if target.unit:
            yield from known.refuse(target.unit, "unit", target.at("unit"))
        if target.indicator:
            yield from known.refuse(target.indicator, "indicator", target.at("indicator"))
        yield from known.refuse_all(target, "regions", "region")
        yield from known.refuse_all(target, "without", "region")
        if target.without and not target.each and not target.is_damaged:
            yield Problem(target.at("without"), says("excepted-of-one"))


def _targets_are_sound(plan: Plan, _: Known) -> Problems:
    for target in (*plan.goals, *plan.targets):
        if target.is_damaged:
            continue
        for terms in (target, *target.revisions):
            yield from _terms_are_sound(terms, target)
            if terms.due and terms.due.last < plan.period.start.first:
                what = says("due-early", due=terms.due.text, start=plan.period.start.text)
                yield Problem(terms.at("due"), what)
        yield from _milestone_is_sound(target)
        yield from _years_are_sound(target, plan)
        yield from _revisions_are_sound(target)


def _terms_are_sound(terms: Terms, target: Target | Control) -> Problems:
    ways = ("at_least", "at_most", "exactly", "about")
    given = [key for key in ways if getattr(terms, key) is not None]
    low, high = terms.at_least, terms.at_most
    if len(given) > 1 and given != ["at_least", "at_most"]:
        yield Problem(terms.at(given[1]), says("terms-together", keys=tuple(given)))
    elif low is not None and high is not None and low >= high:
        yield Problem(terms.at("at_most"), says("range", low=str(low), high=str(high)))
    if given and not target.unit:
        yield Problem(terms.at(given[0]), says("unit-missing"))


def _control_is_sound(plan: Plan, _: Known) -> Problems:
    for control in plan.control:
        if control.is_damaged:
            continue
        yield from _terms_are_sound(control, control)
        first, last = control.from_ or plan.period.start, control.to or control.due
        where = control.at("to" if control.to else "due")
        yield from _in_order(first, last, where, "promise")
        if (control.from_ or control.to) and control.repeats is None:
            where = control.at("from" if control.from_ else "to")
            yield Problem(where, says("control-years-without-repeats"))


def _milestone_is_sound(target: Target) -> Problems:
    if target.kind == "quantity":
        return
    if target.unit and not any(revision.comparator for revision in target.revisions):
        yield Problem(target.at("unit"), says("unit-alone"))
    if target.baseline:
        yield Problem(target.at("baseline"), says("milestone-baseline"))


def _years_are_sound(target: Target, plan: Plan) -> Problems:
    key = "to" if target.to else "from"
    if target.repeats is None:
        if target.from_ or target.to:
            where = target.at("from" if target.from_ else "to")
            yield Problem(where, says("years-without-repeats"))
        return
    first = target.from_ or plan.period.start
    last = target.to or target.due or plan.end
    yield from _in_order(first, last, target.at(key), "yearly-target")
    for revision in () if target.to else target.revisions:
        yield from _in_order(first, revision.due, revision.at("due"), "yearly-target")


def _revisions_are_sound(target: Target) -> Problems:
    for revision in target.revisions:
        if not (revision.comparator or revision.due or revision.cancelled):
            yield Problem(revision.at(), says("revision-empty"))
    for earlier, later in pairwise(target.revisions):
        if later.date.last < earlier.date.first:
            what = says("revision-order", later=later.date.text, earlier=earlier.date.text)
            yield Problem(later.at("date"), what)


def _not_from_the_future(plan: Plan, today: date) -> Problems:
    dates: list[tuple[Record, str]] = [(plan, "issued"), (plan.source, "date")]
    keys = ("as_of", "published", "recorded")
    dates += [(snapshot, key) for snapshot in plan.snapshots for key in keys]
    dates += [(result, key) for result in plan.results for key in keys[1:]]
    for target in (*plan.goals, *plan.targets):
        dates += [(revision, "date") for revision in target.revisions]
    for record, key in dates:
        when: Period | None = getattr(record, key)
        if when and when.first > today:
            what = says("date-future", found=when.text, today=today.isoformat())
            yield Problem(record.at(key), what)


RULES: tuple[Rule, ...] = (
    _ids_are_unique,
    former_ids_are_free,
    _addresses_are_free,
    _plan_is_sound,
    departments_are_known,
    _projects_refer_to_what_exists,
    _targets_refer_to_what_exists,
    _targets_are_sound,
    snapshots_are_sound,
    corrections_name_a_report,
    control_refers_to_what_exists,
    _control_is_sound,
    results_are_sound,
)
