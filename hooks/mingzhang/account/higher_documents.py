"""Plans that rest on the same higher document, and higher documents that are plans here. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingzhang import urls
from mingzhang.account.account import Account
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


def basis_links(plan: Plan, accounts: Sequence[Account]) -> list[BasisLinks]:
    """The plan's higher documents, in its order."""
    others = [account.plan for account in accounts if account.plan.id != plan.id]
    return [_links_of(basis, others) for basis in plan.based_on]


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
