"""What must fit across fields and files; each rule reads as a sentence and yields problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from mingzhang.control import Control
from mingzhang.control_rules import control_refers_to_what_exists, results_are_sound
from mingzhang.fields import Record
from mingzhang.known import Known, Problems, no_item_twice
from mingzhang.load import Dataset, Remains
from mingzhang.model import Plan, Target
from mingzhang.periods import Period
from mingzhang.pledges import Body, Terms
from mingzhang.problems import Location, Problem, did_you_mean, quoted
from mingzhang.progress_rules import corrections_name_a_report, snapshots_are_sound
from mingzhang.registries import Region
from mingzhang.urls import RESERVED

Rule = Callable[[Plan, Known], Problems]


def check(dataset: Dataset, today: date) -> list[Problem]:
    """Every problem of every plan and registry; `today` refuses what lies in the future.

    Plans with a problem in a file are looked at as far as they could be read.
    """
    registries, faulty = dataset.registries, dataset.faulty_ids
    nothing = Known(registries, faulty, frozenset(), frozenset())
    problems = [*dataset.problems, *_registry_problems(nothing)]
    for remains in (*map(Remains, dataset.plans), *dataset.remains):
        known = Known(registries, faulty, remains.unread, remains.lost)
        for rule in RULES:
            problems += rule(remains.plan, known)
        problems += _not_from_the_future(remains.plan, today)
    return sorted(set(problems))


def _registry_problems(known: Known) -> Problems:
    registries = known.registries
    owners: dict[str, str] = {}
    for department in registries.departments.values():
        for index, alias in enumerate(department.aliases):
            owner = owners.setdefault(alias, department.id)
            if owner != department.id:
                what = f"The spelling {quoted(alias)} belongs to “{owner}” already."
                where = department.at("aliases", index)
                yield Problem(where, f"{what} One spelling names one department.")
    for region in registries.regions.values():
        yield from _region_is_sound(region, known)
    for indicator in registries.indicators.values():
        yield from known.refuse(indicator.unit, "unit", indicator.at("unit"))
    for unit in registries.units.values():
        if unit.factor <= 0:
            what = f"The factor {unit.factor} is not above zero. Expected such as 10000 for 万."
            yield Problem(unit.at("factor"), what)


_LEVELS = ("country", "province", "city", "district")


def _region_is_sound(region: Region, known: Known) -> Problems:
    if region.parent:
        yield from known.refuse(region.parent, "region", region.at("parent"))
    parent = known.registries.regions.get(region.parent or "")
    if parent and _LEVELS.index(parent.level) >= _LEVELS.index(region.level):
        what = f"A {region.level} can't belong to “{parent.id}”, a {parent.level}."
        yield Problem(region.at("parent"), f"{what} Expected a region of a higher level.")
    if region.adcode and not re.fullmatch("[0-9]{6}", region.adcode):
        what = f"{quoted(region.adcode)} is not a code of GB/T 2260. Expected six digits."
        yield Problem(region.at("adcode"), what)


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
                what = f"The id “{record.id}” is taken in this plan, at {first.at('id')}."
                yield Problem(record.at("id"), f"{what} Choose another.")


def _addresses_are_free(plan: Plan, _: Known) -> Problems:
    for action in plan.actions:
        if action.id in RESERVED:
            what = f"An action can't be called “{action.id}”: a page of the plan stands there."
            yield Problem(action.at("id"), f"{what} Choose another id.")


def _plan_is_sound(plan: Plan, known: Known) -> Problems:
    yield from known.refuse_all(plan, "regions", "region")
    yield from known.refuse_all(plan, "districts", "region")
    period = plan.period
    yield from _in_order(period.start, period.end, period.at("end"), "The plan")
    for phase in plan.phases:
        yield from _in_order(phase.start, phase.end, phase.at("end"), "The phase")


def _in_order(start: Period | None, end: Period | None, where: Location, what: str) -> Problems:
    if start and end and end.last < start.first:
        found = f"{what} ends ({end}) before it begins ({start})."
        yield Problem(where, f"{found} Expected the end after the beginning.")


def _departments_are_known(plan: Plan, known: Known) -> Problems:
    departments = known.registries.departments
    items = [*departments.values()][::-1]
    owners = {alias: item.id for item in items for alias in item.aliases}
    for key, name in plan.departments.items():
        where = plan.at("departments", key)
        yield from known.refuse(key, "department", where)
        if key in departments:
            at = name.at("zh")
            yield from _printed_fits(name.zh, key, at if at.path else where, owners)
    for record, key in _lists_of_bodies(plan):
        yield from no_item_twice(record, key, [body.id for body in getattr(record, key)])
    for body, where in _bodies(plan):
        if body.id in plan.departments:
            if body.printed and body.id in departments:
                yield from _printed_fits(body.printed.zh, body.id, body.at("printed"), owners)
        elif "departments" not in known.unread and body.id not in known.lost:
            what = f"“{body.id}” is not among the departments of plan.yml."
            hint = did_you_mean(body.id, plan.departments) or " Add it with its printed name."
            yield Problem(where, what + hint)


def _printed_fits(
    printed: str, department: str, where: Location, owners: Mapping[str, str]
) -> Problems:
    owner = owners.get(printed)
    if owner is None:
        what = f"{quoted(printed)} is not an alias of “{department}” in departments.yml."
        hint = did_you_mean(printed, owners) or " Add the spelling there."
        yield Problem(where, what + hint)
    elif owner != department:
        what = f"{quoted(printed)} is an alias of “{owner}”, not of “{department}”."
        yield Problem(where, f"{what} Name that body, or move the alias.")


def _lists_of_bodies(plan: Plan) -> Iterator[tuple[Record, str]]:
    for project in plan.projects:
        yield from ((project, key) for key in ("lead", "support", "responsible"))
    yield from ((part, "departments") for part in (*plan.safeguards, *plan.control))
    yield from ((result, "by") for result in plan.results)


def _bodies(plan: Plan) -> Iterator[tuple[Body, Location]]:
    for record, key in _lists_of_bodies(plan):
        for index, body in enumerate(getattr(record, key)):
            yield body, record.at(key, index)


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


def _targets_are_sound(plan: Plan, _: Known) -> Problems:
    for target in (*plan.goals, *plan.targets):
        if target.is_damaged:
            continue
        for terms in (target, *target.revisions):
            yield from _terms_are_sound(terms, target)
            if terms.due and terms.due.last < plan.period.start.first:
                what = f"It is due on {terms.due}, before the plan begins on {plan.period.start}."
                yield Problem(terms.at("due"), f"{what} Expected a later date.")
        yield from _milestone_is_sound(target)
        yield from _years_are_sound(target, plan)
        yield from _revisions_are_sound(target)


def _terms_are_sound(terms: Terms, target: Target | Control) -> Problems:
    ways = ("at_least", "at_most", "exactly", "about")
    given = [key for key in ways if getattr(terms, key) is not None]
    low, high = terms.at_least, terms.at_most
    if len(given) > 1 and given != ["at_least", "at_most"]:
        what = f"Found {', '.join(given)} together."
        expected = "Expected one of them, or at_least with at_most for a printed range."
        yield Problem(terms.at(given[1]), f"{what} {expected}")
    elif low is not None and high is not None and low >= high:
        what = f"The range {low} to {high} is empty or reversed."
        yield Problem(terms.at("at_most"), f"{what} Expected at_least below at_most.")
    if given and not target.unit:
        yield Problem(terms.at(given[0]), "The number has no unit. Add the unit's id.")


def _control_is_sound(plan: Plan, _: Known) -> Problems:
    for control in plan.control:
        if control.is_damaged:
            continue
        yield from _terms_are_sound(control, control)
        first, last = control.from_ or plan.period.start, control.to or control.due
        where = control.at("to" if control.to else "due")
        yield from _in_order(first, last, where, "The promise")
        if (control.from_ or control.to) and control.repeats is None:
            what = "Only what repeats has from and to. Add repeats, or delete it."
            yield Problem(control.at("from" if control.from_ else "to"), what)


def _milestone_is_sound(target: Target) -> Problems:
    if target.kind == "quantity":
        return
    if target.unit and not any(revision.comparator for revision in target.revisions):
        what = "A unit without a number. Add at_least, at_most, exactly or about, or delete it."
        yield Problem(target.at("unit"), what)
    if target.baseline:
        what = "A milestone has no number, so it can't have a baseline. Delete it."
        yield Problem(target.at("baseline"), what)


def _years_are_sound(target: Target, plan: Plan) -> Problems:
    key = "to" if target.to else "from"
    if target.repeats is None:
        if target.from_ or target.to:
            what = "Only a target that repeats has from and to. Add repeats: yearly, or delete it."
            yield Problem(target.at("from" if target.from_ else "to"), what)
        return
    for name, when in (("from", target.from_), ("to", target.to)):
        if when and when.precision != "year":
            what = f"“{when}” is not a year. Expected such as {when.first.year}."
            yield Problem(target.at(name), what)
    first = target.from_ or plan.period.start
    last = target.to or target.due or plan.end
    yield from _in_order(first, last, target.at(key), "The yearly target")
    for revision in () if target.to else target.revisions:
        yield from _in_order(first, revision.due, revision.at("due"), "The yearly target")


def _revisions_are_sound(target: Target) -> Problems:
    for revision in target.revisions:
        if not (revision.comparator or revision.due or revision.cancelled):
            what = "The revision changes nothing. Expected a number, a due date or cancelled."
            yield Problem(revision.at(), what)
    for earlier, later in pairwise(target.revisions):
        if later.date.last < earlier.date.first:
            what = f"The revision of {later.date} stands after that of {earlier.date}."
            yield Problem(later.at("date"), f"{what} Expected the oldest first.")


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
            what = f"{when} lies in the future; today is {today}."
            yield Problem(record.at(key), f"{what} Expected a date that has come.")


RULES: tuple[Rule, ...] = (
    _ids_are_unique,
    _addresses_are_free,
    _plan_is_sound,
    _departments_are_known,
    _projects_refer_to_what_exists,
    _targets_refer_to_what_exists,
    _targets_are_sound,
    snapshots_are_sound,
    corrections_name_a_report,
    control_refers_to_what_exists,
    _control_is_sound,
    results_are_sound,
)
