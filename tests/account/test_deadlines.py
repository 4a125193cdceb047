"""What is due when, over all plans."""

from __future__ import annotations

from datetime import date

from mingzhang.account.deadlines import coming, deadlines_of
from tests.support.builders import a_target, an_account, told

TODAY = "2025-03-01"


def test_what_is_due_stands_by_month_and_a_year_counts_as_its_december() -> None:
    account = an_account(
        a_target("year", at_least=1, due="2025"),
        a_target("day", at_least=1, due="2025-12-05"),
        a_target("month", at_least=1, due="2025-05"),
        today=TODAY,
    )
    found = [(due.month, due.target.id) for due in deadlines_of([account])]
    assert found == [((2025, 5), "month"), ((2025, 12), "day"), ((2025, 12), "year")]


def test_a_target_without_a_date_is_due_at_the_plans_end_or_never() -> None:
    target = a_target(at_least=1)
    assert [d.month for d in deadlines_of([an_account(target, today=TODAY)])] == [(2026, 12)]
    assert deadlines_of([an_account(target, today=TODAY, end=None)]) == []


def test_a_yearly_target_is_due_every_year_with_that_years_status() -> None:
    target = a_target(at_least=10, repeats="yearly", from_="2024", to="2026")
    account = an_account(target, snapshots=(told("2024-12-31", 10),), today=TODAY)
    found = [(due.when.text, due.assessment.status) for due in deadlines_of([account])]
    assert found == [("2024", "delivered"), ("2025", "pending"), ("2026", "pending")]


def test_within_a_month_plans_keep_their_order() -> None:
    late = an_account(a_target(at_least=1, due="2025-05-31"), today=TODAY, id="first")
    soon = an_account(a_target(at_least=1, due="2025-05-01"), today=TODAY, id="second")
    found = [due.account.plan.id for due in deadlines_of([late, soon])]
    assert found == ["first", "second"]


def test_what_comes_next_is_open_and_names_each_project_once() -> None:
    account = an_account(
        a_target("past", at_least=1, due="2025-02"),
        a_target("met", at_least=1, due="2025-06"),
        a_target("later", at_least=1, due="2026"),
        a_target("next", at_least=1, due="2025-09"),
        snapshots=(told("2025-01-31", 1, target="met"),),
        today=TODAY,
    )
    found = coming(deadlines_of([account]), date.fromisoformat(TODAY))
    assert [due.target.id for due in found] == ["next"]


def test_a_due_date_of_today_still_comes() -> None:
    account = an_account(a_target(at_least=1, due=TODAY), today=TODAY)
    assert len(coming(deadlines_of([account]), date.fromisoformat(TODAY))) == 1
