"""Higher documents: who else rests on them, and which of them are plans here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from mingzhang.account.account import Account, account_of
from mingzhang.account.higher_documents import BasisLinks, HigherDocuments
from tests.support.builders import a_plan
from tests.support.pages_world import ACCOUNTS
from tests.support.shipped import needs_plan


def resting(id: str, *based_on: dict[str, str], **more: Any) -> Account:
    place = {"zh": id, "en": id.capitalize()}
    plan = a_plan(id=id, place=place, based_on=list(based_on), **more)
    return account_of(plan, date(2026, 6, 30))


def links_of(account: Account, accounts: Sequence[Account]) -> list[BasisLinks]:
    return HigherDocuments(each.plan for each in accounts).links_of(account.plan)


def test_plans_that_rest_on_the_same_document_are_named_with_their_pages() -> None:
    first = {"title": "关于甲的通知", "number": "鲁政〔2019〕1号"}
    one, two, three = resting("one", first), resting("two", first), resting("three")
    (found,) = links_of(one, [one, two, three])
    assert found.basis.number == "鲁政〔2019〕1号"
    assert [(url, place.zh) for url, place in found.sharing] == [("plans/two/", "two")]
    assert found.url == ""


def test_a_document_that_is_a_plan_here_leads_to_it() -> None:
    above = resting("above", document_number="鲁政〔2019〕1号")
    below = resting("below", {"title": "别的写法", "number": "鲁政【2019】1 号"})
    (found,) = links_of(below, [above, below])
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
    below, other = resting("below", basis), {"title": title, "number": number}
    above = resting("above", title=title, document_number=number)
    beside = resting("beside", {key: value for key, value in other.items() if value})
    (found,) = links_of(below, [above, below, beside])
    assert (found.url != "", found.sharing != ()) == (are_same, are_same)


def test_plans_stand_in_their_order_whether_number_or_title_tells() -> None:
    both, title = {"title": "甲", "number": "一号"}, {"title": "甲"}
    one, two, three = resting("one", title), resting("two", both, both), resting("three", title)
    (found, *_) = links_of(two, [one, two, three, resting("four", both)])
    assert [place.zh for _, place in found.sharing] == ["one", "three", "four"]


@needs_plan("binzhou", "linyi", "zibo")
def test_the_three_plans_of_shandong_rest_on_one_notice() -> None:
    found = {
        account.plan.id: {
            link.basis.number: sorted(url for url, _ in link.sharing)
            for link in links_of(account, ACCOUNTS)
        }
        for account in ACCOUNTS
    }
    notice = "鲁政办字〔2019〕146号"
    assert found["zibo"][notice] == ["plans/binzhou/", "plans/linyi/"]
    assert found["linyi"][notice] == ["plans/binzhou/", "plans/zibo/"]
    assert found["binzhou"][notice] == ["plans/linyi/", "plans/zibo/"]
