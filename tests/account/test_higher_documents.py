"""Higher documents: who else rests on them, and which of them are plans here."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mingzhang.account.account import Account, account_of
from mingzhang.account.higher_documents import basis_links, related_plans, same
from mingzhang.model.fields import Text
from mingzhang.model.plan import Basis
from tests.support.builders import a_plan
from tests.support.pages_world import ACCOUNTS, PLANS
from tests.support.shipped import needs_plan


def resting(id: str, *based_on: dict[str, str], **more: Any) -> Account:
    place = {"zh": id, "en": id.capitalize()}
    plan = a_plan(id=id, place=place, based_on=list(based_on), **more)
    return account_of(plan, date(2026, 6, 30))


def test_plans_that_rest_on_the_same_document_are_named_with_their_pages() -> None:
    first = {"title": "关于甲的通知", "number": "鲁政〔2019〕1号"}
    one, two, three = resting("one", first), resting("two", first), resting("three")
    (found,) = basis_links(one.plan, [one.plan, two.plan, three.plan])
    assert found.basis.number == "鲁政〔2019〕1号"
    assert [(url, place.zh) for url, place in found.sharing] == [("plans/two/", "two")]
    assert found.url == ""


def test_a_document_that_is_a_plan_here_leads_to_it() -> None:
    above = resting("above", document_number="鲁政〔2019〕1号")
    below = resting("below", {"title": "别的写法", "number": "鲁政【2019】1 号"})
    (found,) = basis_links(below.plan, [above.plan, below.plan])
    assert (found.url, found.sharing) == ("plans/above/", ())


@pytest.mark.parametrize(
    ("basis", "title", "number", "are_same"),
    [
        ({"title": "甲", "number": "一号"}, "乙", "一号", True),
        ({"title": "甲", "number": "一号"}, "甲", "二号", False),
        ({"title": "《甲 方案》"}, "甲方案", "二号", True),
        ({"title": "“甲”方案"}, "〈甲〉方案", None, True),
        ({"title": "甲方案"}, "乙方案", None, False),
    ],
)
def test_documents_are_one_by_number_else_by_title(
    basis: dict[str, str], title: str, number: str | None, are_same: bool
) -> None:
    assert same(Basis.model_validate(basis), Text(zh=title), number) is are_same


@needs_plan("binzhou", "linyi", "zibo")
def test_the_three_plans_of_shandong_rest_on_one_notice() -> None:
    found = {
        account.plan.id: {
            link.basis.number: sorted(url for url, _ in link.sharing)
            for link in basis_links(account.plan, PLANS)
        }
        for account in ACCOUNTS
    }
    notice = "鲁政办字〔2019〕146号"
    assert found["zibo"][notice] == ["plans/binzhou/", "plans/linyi/"]
    assert found["linyi"][notice] == ["plans/binzhou/", "plans/zibo/"]
    assert found["binzhou"][notice] == ["plans/linyi/", "plans/zibo/"]


def test_related_plans_are_all_that_a_page_can_name() -> None:
    """Whoever knows only the related plans makes the same links as who knows all."""
    related = related_plans(PLANS)
    for plan in PLANS:
        assert plan not in related[plan.id]
        for links, same_links in zip(
            basis_links(plan, PLANS), basis_links(plan, related[plan.id]), strict=True
        ):
            assert links == same_links
    assert any(related.values())


def test_related_plans_hold_only_what_tells_them() -> None:
    first = {"title": "关于甲的通知", "number": "鲁政〔2019〕1号"}
    one, two = resting("one", first).plan, resting("two", first).plan
    (other,) = related_plans([one, two, resting("three").plan])["one"]
    assert (other.id, other.actions, other.snapshots) == ("two", (), ())
