"""Plans that rest on the same higher document, and higher documents that are plans here. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
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


class HigherDocuments:
    """Every document that is a plan, or that one rests on, by number and by title."""

    def __init__(self, plans: Iterable[Plan]) -> None:
        self._plans = _Index()
        self._resting = _Index()
        for place, plan in enumerate(plans):
            self._plans.add(place, plan, plan.title, plan.document_number)
            for basis in plan.based_on:
                self._resting.add(place, plan, basis.title, basis.number)

    def links_of(self, plan: Plan) -> list[BasisLinks]:
        """The plan's higher documents, in its order; the plans of each in theirs."""
        return [self._links_of(basis, plan) for basis in plan.based_on]

    def _links_of(self, basis: Basis, plan: Plan) -> BasisLinks:
        pages = [urls.plan_url(other) for other in self._plans.of(basis) if other.id != plan.id]
        sharing = [
            (urls.plan_url(other), other.place)
            for other in self._resting.of(basis)
            if other.id != plan.id
        ]
        return BasisLinks(basis, pages[-1] if pages else "", tuple(sharing))


class _Index:
    """Plans by the number and by the title of a document."""

    def __init__(self) -> None:
        self._by_number: dict[str, dict[int, Plan]] = {}
        self._by_title: dict[str, dict[int, Plan]] = {}
        self._by_title_alone: dict[str, dict[int, Plan]] = {}
        """Those without a number."""

    def add(self, place: int, plan: Plan, title: Text, number: str | None) -> None:
        """Takes in the plan, which stands at the place, with one document."""
        if number:
            self._by_number.setdefault(_bare_words(number), {})[place] = plan
        else:
            self._by_title_alone.setdefault(_bare_words(title.zh), {})[place] = plan
        self._by_title.setdefault(_bare_words(title.zh), {})[place] = plan

    def of(self, basis: Basis) -> Iterable[Plan]:
        """The plans with the same document, in their order: by number where both have one, else by
        title.
        """
        title = _bare_words(basis.title.zh)
        if not basis.number:
            return self._by_title.get(title, {}).values()
        by_number = self._by_number.get(_bare_words(basis.number), {})
        both = by_number | self._by_title_alone.get(title, {})
        return [both[place] for place in sorted(both)]


def _bare_words(words: str) -> str:
    """Words without spaces, quotation marks and brackets: documents print these differently."""
    return _SIGNS.sub("", words)
