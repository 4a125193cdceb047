"""What must fit in targets: their references, terms, years and revisions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mingzhang.diagnostics.problems import Location, Problem, says
from mingzhang.model.control import Control
from mingzhang.model.periods import Period
from mingzhang.model.plan import Plan, Target
from mingzhang.model.terms import Terms
from mingzhang.rules.references import References


def targets_refer_to_what_exists(plan: Plan, references: References) -> Iterator[Problem]:
    """Each goal and target names units, indicators and places that there are."""
    for target in plan.targets_and_goals:
        if target.unit:
            yield from references.refuse(target.unit, "unit", target.at("unit"))
        if target.indicator:
            yield from references.refuse(target.indicator, "indicator", target.at("indicator"))
        yield from references.refuse_all(target, "regions", "region")
        yield from references.refuse_all(target, "without", "region")
        if target.without and not target.each and not target.is_damaged:
            yield Problem(target.at("without"), says("excepted-of-one"))


def targets_are_sound(plan: Plan, _: References) -> Iterator[Problem]:
    """What each goal and target promises fits itself and the plan's period."""
    for target in plan.targets_and_goals:
        if target.is_damaged:
            continue
        for terms in (target, *target.revisions):
            yield from terms_are_sound(terms, target)
            if terms.due and terms.due.last < plan.period.start.first:
                what = says("due-early", due=terms.due.text, start=plan.period.start.text)
                yield Problem(terms.at("due"), what)
        yield from _milestone_is_sound(target)
        yield from _years_are_sound(target, plan)
        yield from _revisions_are_sound(target)


def terms_are_sound(terms: Terms, target: Target | Control) -> Iterator[Problem]:
    """One number, or two that make a range, and a unit with it; `target` has the unit."""
    ways = ("at_least", "at_most", "exactly", "about")
    given = [key for key in ways if getattr(terms, key) is not None]
    low, high = terms.at_least, terms.at_most
    if len(given) > 1 and given != ["at_least", "at_most"]:
        yield Problem(terms.at(given[1]), says("terms-together", keys=tuple(given)))
    elif low is not None and high is not None and low >= high:
        yield Problem(terms.at("at_most"), says("range", low=str(low), high=str(high)))
    if given and not target.unit:
        yield Problem(terms.at(given[0]), says("unit-missing"))


def end_is_not_early(
    start: Period | None, end: Period | None, where: Location, whose: str
) -> Iterator[Problem]:
    """A problem if the end of a plan, phase or yearly target lies before its start."""
    if start and end and end.last < start.first:
        owner = says(f"word.{whose}")
        yield Problem(where, says("ends-early", owner=owner, start=start.text, end=end.text))


def _milestone_is_sound(target: Target) -> Iterator[Problem]:
    if target.kind == "quantity":
        return
    if target.unit and not any(revision.comparator for revision in target.revisions):
        yield Problem(target.at("unit"), says("unit-alone"))
    if target.baseline:
        yield Problem(target.at("baseline"), says("milestone-baseline"))


def _years_are_sound(target: Target, plan: Plan) -> Iterator[Problem]:
    key = "to" if target.to else "from"
    if target.repeats is None:
        if target.from_ or target.to:
            where = target.at("from" if target.from_ else "to")
            yield Problem(where, says("years-without-repeats"))
        return
    first = target.from_ or plan.period.start
    last = target.to or target.due or plan.end
    yield from end_is_not_early(first, last, target.at(key), "yearly-target")
    for revision in () if target.to else target.revisions:
        yield from end_is_not_early(first, revision.due, revision.at("due"), "yearly-target")


def _revisions_are_sound(target: Target) -> Iterator[Problem]:
    for revision in target.revisions:
        if not (revision.comparator or revision.due or revision.cancelled):
            yield Problem(revision.at(), says("revision-empty"))
    for earlier, later in pairwise(target.revisions):
        if later.date.last < earlier.date.first:
            what = says("revision-order", later=later.date.text, earlier=earlier.date.text)
            yield Problem(later.at("date"), what)
