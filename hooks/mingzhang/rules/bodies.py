"""Which bodies a plan may name, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from mingzhang.diagnostics.problems import Location, Message, Problem, clipped, says
from mingzhang.diagnostics.suggest import Vocabulary, did_you_mean
from mingzhang.model.fields import Record, id_fault
from mingzhang.model.plan import Plan
from mingzhang.model.registries import Department, spellings
from mingzhang.model.terms import Body
from mingzhang.rules.references import References, no_item_twice


def departments_are_known(plan: Plan, references: References) -> Iterator[Problem]:
    """Every body that the plan names is a department, and its spelling is one of its own."""
    words = cache(partial(words_for_bodies, plan, references))
    for key, name in plan.departments.items():
        where = plan.at("departments", key)
        yield from references.refuse(key, "department", where)
        if department := references.department(key):
            at = name.at("zh")
            yield from _printed_fits(name.zh, department, at if at.path else where, references)
    for record, key in _lists_of_bodies(plan):
        yield from no_item_twice(record, key, [body.id for body in getattr(record, key)])
    for body, where in _named_bodies(plan):
        if body.id in plan.departments:
            if body.printed and (department := references.department(body.id)):
                at = body.at("printed")
                yield from _printed_fits(body.printed.zh, department, at, references)
        elif "departments" not in references.unread and body.id not in references.lost:
            yield Problem(where, not_in_plan(body.id, references, words))


def not_in_plan(name: str, references: References, words: Callable[[], Vocabulary]) -> Message:
    """The message for a body that plan.yml does not list; `words` are those that it may mean."""
    is_department = references.has(name, "departments")
    meant = None if is_department else did_you_mean(name, words())
    never = None if meant else id_fault(name)
    hint = meant or says("hint.add-to-plan")
    return never or says("body-not-in-plan", hint, found=clipped(name))


def words_for_bodies(plan: Plan, references: References) -> Vocabulary:
    """The plan's bodies by every spelling, then those of the registry."""
    departments = references.known.registries.departments
    own = {key: [name.zh, name.en or ""] for key, name in plan.departments.items()}
    every = {key: spellings(record) for key, record in departments.items()}
    names = {key: (*own.get(key, ()), *every.get(key, ())) for key in own | every}
    return Vocabulary.of(names, names)


def _printed_fits(
    printed: str, department: Department, where: Location, references: References
) -> Iterator[Problem]:
    owner = references.owner(printed)
    if owner is None:
        hint = did_you_mean(printed, references.known.printed) or says("hint.add-spelling")
        names = {"department": department.id, "file": department.at().below}
        yield Problem(where, says("alias-unknown", hint, found=clipped(printed), **names))
    elif owner != department.id:
        names = {"owner": owner, "department": department.id}
        yield Problem(where, says("alias-of-other", found=clipped(printed), **names))


def _lists_of_bodies(plan: Plan) -> Iterator[tuple[Record, str]]:
    for project in plan.projects:
        yield from ((project, key) for key in ("lead", "support", "responsible"))
    yield from ((part, "departments") for part in (*plan.safeguards, *plan.control))
    yield from ((result, "by") for result in plan.results)


def _named_bodies(plan: Plan) -> Iterator[tuple[Body, Location]]:
    for record, key in _lists_of_bodies(plan):
        for index, body in enumerate(getattr(record, key)):
            own = body.at("id")
            yield body, own if own.path else record.at(key, index)
