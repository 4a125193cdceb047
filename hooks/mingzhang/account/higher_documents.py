"""Plans that rest on the same higher document, and higher documents that are plans here. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mingzhang import urls
from mingzhang.model.fields import Text
from mingzhang.model.plan import Basis, Plan

_SIGNS = re.compile(r"[\s《》〈〉“”\"'（）()〔〕【】［］\[\]]")


@dataclass(frozen=True, slots=True)
class BasisLinks:
    """A higher document with the plan that it is, if it stands here, and others that rest on it."""

    basis: Basis
    url: str
    """Its page here; empty where it has none."""
    sharing: tuple[tuple[str, Text], ...]
    """Address and place of every other plan that rests on it."""


def basis_links(plan: Plan, plans: Iterable[Plan]) -> list[BasisLinks]:
    """The plan's higher documents, in its order, with those of the plans that they lead to."""
    others = [other for other in plans if other.id != plan.id]
    return [_links_of(basis, others) for basis in plan.based_on]


def related_plans(plans: Sequence[Plan]) -> Mapping[str, tuple[Plan, ...]]:
    """For each plan, by id, the others that its page names: those that rest on a same document, and
    those that are one. Only what tells them stands in these.
    """
    heads = [plan.model_copy(update=_LEFT_OUT) for plan in plans]
    is_named: dict[str, dict[str, set[int]]] = {"number": {}, "title": {}}
    for place, plan in enumerate(heads):
        documents = [(plan.title, plan.document_number)]
        documents += [(basis.title, basis.number) for basis in plan.based_on]
        for title, number in documents:
            is_named["title"].setdefault(_bare_title(title.zh), set()).add(place)
            if number:
                is_named["number"].setdefault(_bare_title(number), set()).add(place)
    return {
        plan.id: tuple(
            heads[place]
            for place in sorted(_places_near(plan, is_named))
            if heads[place].id != plan.id
        )
        for plan in plans
    }


def _places_near(plan: Plan, is_named: Mapping[str, Mapping[str, set[int]]]) -> set[int]:
    near: set[int] = set()
    for basis in plan.based_on:
        near |= is_named["title"].get(_bare_title(basis.title.zh), set())
        if basis.number:
            near |= is_named["number"].get(_bare_title(basis.number), set())
    return near


_LEFT_OUT: Mapping[str, tuple[()]] = {
    name: ()
    for name in ("actions", "goals", "snapshots", "results", "control", "phases", "safeguards")
}


def _links_of(basis: Basis, others: Iterable[Plan]) -> BasisLinks:
    url, sharing = "", []
    for plan in others:
        if same(basis, plan.title, plan.document_number):
            url = urls.plan_url(plan)
        if any(same(basis, other.title, other.number) for other in plan.based_on):
            sharing.append((urls.plan_url(plan), plan.place))
    return BasisLinks(basis, url, tuple(sharing))


def same(basis: Basis, title: Text, number: str | None) -> bool:
    """Whether both are one document: by number where both have one, else by title."""
    if basis.number and number:
        return _bare_title(basis.number) == _bare_title(number)
    return _bare_title(basis.title.zh) == _bare_title(title.zh)


def _bare_title(words: str) -> str:
    """Words without spaces, quotation marks and brackets: documents print these differently."""
    return _SIGNS.sub("", words)
