"""What is due for an update: the age of the last report against the rhythm, and due dates."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from mingzhang.account.freshness import (
    GRACE,
    ROUND,
    all_freshness,
    freshness_of,
    last_report,
    limit_of,
)
from mingzhang.model.plan import Rhythm
from tests.support.builders import a_plan, a_target, an_account, told

REPORTED = told("2025-12-31", 4)


def an_old(today: str, *, last: bool = True, **plan: Any) -> Any:
    """The freshness of a plan that was last reported at the end of 2025."""
    target = a_target(at_least=10, due="2026-12-31")
    snapshots = (REPORTED,) if last else ()
    return freshness_of(an_account(target, snapshots=snapshots, today=today, **plan), soon=60)


def test_every_rhythm_has_its_round() -> None:
    assert ROUND.keys() == set(get_args(Rhythm))


@pytest.mark.parametrize(
    ("reporting", "days"),
    [
        (None, 427),
        ({}, 427),
        ({"rhythm": "yearly"}, 427),
        ({"rhythm": "quarterly"}, 92 + GRACE),
        ({"rhythm": "monthly"}, 31 + GRACE),
        ({"rhythm": "yearly", "fresh_days": "30"}, 30),
    ],
)
def test_the_limit_is_one_round_and_the_grace_unless_the_plan_has_its_own(
    reporting: dict[str, str] | None, days: int
) -> None:
    more = {} if reporting is None else {"reporting": reporting}
    assert limit_of(a_plan(a_target(), **more)) == days


@pytest.mark.parametrize(
    ("today", "age", "stale"), [("2026-06-02", 153, False), ("2026-06-03", 154, True)]
)
def test_a_report_is_old_the_day_after_its_limit(today: str, age: int, stale: bool) -> None:
    found = an_old(today, reporting={"rhythm": "quarterly"})
    assert (found.age, found.limit, found.is_stale) == (age, 153, stale)
    assert found.last is not None
    assert found.last.text == "2025-12-31"


def test_without_a_report_the_time_counts_from_the_document() -> None:
    found = an_old("2026-06-30", last=False, issued="2026-06-20")
    assert (found.last, found.age, found.is_stale) == (None, 10, False)
    assert an_old("2026-06-30", last=False).is_stale, "from the end of the plan's first date"


def test_a_limit_that_is_asked_for_comes_before_the_plans_own() -> None:
    account = an_account(a_target(due="2026-12-31"), snapshots=(REPORTED,), today="2026-01-10")
    assert not freshness_of(account).is_stale
    assert freshness_of(account, limit=5).is_stale


def test_a_plan_of_which_all_is_settled_needs_no_update() -> None:
    done = told("2025-12-31", 10)
    account = an_account(a_target(at_least=10, due="2026"), snapshots=(done,), today="2030-01-01")
    found = freshness_of(account)
    assert (found.is_settled, found.is_stale, found.needs_work) == (True, False, False)


def test_what_was_missed_for_good_still_waits_for_a_result() -> None:
    found = an_old("2030-01-01")
    assert found.is_stale
    assert [due.target.id for due in found.missed] == ["target"]


@pytest.mark.parametrize(
    ("today", "soon", "missed"),
    [
        ("2026-10-31", 0, 0),
        ("2026-11-01", 1, 0),
        ("2026-12-31", 1, 0),
        ("2027-01-01", 0, 1),
    ],
)
def test_a_promise_is_due_soon_until_its_day_and_missed_after_it(
    today: str, soon: int, missed: int
) -> None:
    found = an_old(today)
    assert (len(found.soon), len(found.missed)) == (soon, missed)


def test_what_is_delivered_or_told_is_neither_due_soon_nor_missed() -> None:
    target = a_target(at_least=10, due="2026-06-30")
    for value, as_of in ((10, "2026-06-01"), (9, "2026-06-30")):
        account = an_account(target, snapshots=(told(as_of, value),), today="2026-07-15")
        assert freshness_of(account).missed == ()
    account = an_account(target, snapshots=(told("2026-06-01", 10),), today="2026-06-15")
    assert freshness_of(account).soon == ()


def test_a_yearly_promise_is_missed_in_each_year_without_a_result() -> None:
    target = a_target(at_least=10, repeats="yearly")
    snapshots = (told("2025-12-31", 12),)
    found = freshness_of(an_account(target, snapshots=snapshots, today="2026-12-01"))
    assert [due.when.text for due in found.missed] == ["2024"]
    assert [due.when.text for due in found.soon] == ["2026"]


def test_plans_that_promise_nothing_or_have_not_begun_are_left_out() -> None:
    target = a_target(due="2026-12-31")
    account = lambda **plan: an_account(target, today="2025-06-30", **plan)  # noqa: E731
    kept = [account(), account(stage="draft")]
    left = [account(stage="opinion"), account(stage="interpretation"), account(start="2026")]
    assert [one.plan.stage for one in all_freshness([*left, *kept])] == ["in-force", "draft"]


def test_the_plan_that_waits_longest_comes_first() -> None:
    target = a_target(at_least=10, due="2026-12-31")
    old = an_account(target, snapshots=(told("2025-06-30", 1),), today="2026-06-30", id="old")
    new = an_account(target, snapshots=(REPORTED,), today="2026-06-30", id="new")
    assert [one.plan.id for one in all_freshness([new, old])] == ["old", "new"]


def test_the_last_report_of_a_promise_is_the_newest_that_counts() -> None:
    target = a_target(at_least=10, due="2026-12-31")
    snapshots = (told("2024-12-31", 2), told("2025-12-31", 4))
    account = an_account(target, snapshots=snapshots, today="2026-12-01")
    (due,) = freshness_of(account).soon
    entry = last_report(due)
    assert entry is not None
    assert entry.as_of.text == "2025-12-31"
    (due,) = freshness_of(an_account(target, today="2026-12-01")).soon
    assert last_report(due) is None
