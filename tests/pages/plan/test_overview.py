"""The page of a plan and the list of its promises."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingzhang.account.account import account_of
from mingzhang.model.fields import Text
from mingzhang.pages.page import Page
from mingzhang.pages.plan.overview import plan_pages
from tests.support.builders import a_full_plan, a_snapshot, a_target, a_viewer, an_account

FULL = account_of(a_full_plan(), date(2025, 9, 1))


def plan_page(account: Any) -> Page:
    return next(iter(plan_pages(account, a_viewer("en"))))


def said(value: Text | str) -> str:
    return value if isinstance(value, str) else value["en"]


def test_a_plan_has_its_page() -> None:
    (page,) = plan_pages(FULL, a_viewer("en"))
    assert (page.path, page.content.template, page.section) == ("plans/demo/", "plan/plan", "plans")
    assert page.plan is FULL.plan


def test_a_plan_leads_to_the_bodies_it_names() -> None:
    context = plan_page(FULL).content
    assert (context.bodies, context.bodies_url) == (
        "2 bodies and what each promised",
        "plans/demo/departments/",
    )
    nobody = an_account(today="2025-01-01", departments={}, actions=[])
    assert plan_page(nobody).content.bodies == ""


def test_the_document_is_identified_by_what_it_prints() -> None:
    rows = plan_page(FULL).content.identity
    assert [(name, said(value)) for name, value in rows] == [
        ("Issued by", "The issuer"),
        ("Document number", "演政发〔2023〕1号"),
        ("Date", "1 December 2023"),
        ("Period", "2024 to 2026"),
        ("Stage", "Draft for comment"),
    ]


def test_what_a_document_does_not_print_has_no_row() -> None:
    rows = plan_page(an_account(today="2025-01-01")).content.identity
    assert [name for name, _ in rows] == ["Period", "Stage"]


def test_goals_are_shown_and_not_counted() -> None:
    context = plan_page(FULL).content
    assert [view.target.id for view in context.goals] == ["goal"]
    assert sum(count for _, _, count in context.whole.segments) == 4
    assert context.figures[0] == ("4", "promises on record")


def test_an_action_counts_its_projects_and_promises() -> None:
    (row,) = plan_page(FULL).content.actions
    assert (row.url, row.projects, row.promises) == (
        "plans/demo/green/",
        "2 projects",
        "4 promises",
    )
    (empty,) = plan_page(an_account(today="2025-01-01")).content.actions
    assert (empty.promises, empty.bar) == ("0 promises", None)


def test_what_happened_and_what_is_due_is_told_by_day() -> None:
    account = an_account(
        a_target("a", due=2024),
        a_target("b", due="2025-06"),
        today="2025-06-30",
        issued="2023-12",
        phases=[{"title": {"zh": "一", "en": "First"}, "start": "2024-01", "end": "2024-12"}],
        snapshots=(a_snapshot("2024-12-31"),),
    )
    days = plan_page(account).content.days
    assert [(day.when, [said(event.line) for event in day.events], day.coming) for day in days] == [
        ("2023-12-31", ["Issued"], False),
        ("2024-12-31", ["First", "1 promise due", "0 reports", "The plan then"], False),
        ("2025-06-30", ["1 promise due"], True),
    ]
    assert [event.url for event in days[1].events] == [
        "",
        "plans/demo/targets/",
        "plans/demo/progress/2024-12-31/",
        "plans/demo/progress/2024-12-31/plan/",
    ]


def test_the_plan_can_be_read_as_of_each_snapshot_the_newest_first() -> None:
    assert plan_page(FULL).content.then == [
        ("plans/demo/progress/2025-06-30/plan/", "2025-06-30"),
        ("plans/demo/progress/2024-12-31/plan/", "2024-12-31"),
    ]


def test_a_plan_describes_itself_by_its_summary_else_by_its_title() -> None:
    assert plan_page(FULL).description == "The summary"
    assert plan_page(an_account(today="2025-01-01")).description == "Demo"


def test_search_knows_a_plan_by_id_number_and_names_and_where_its_promises_stand() -> None:
    page = plan_page(account_of(a_full_plan(), date(2025, 9, 1)))
    assert page.also == ("demo", "演政发〔2023〕1号", "文plan", "文place")
    assert sum(count for _, count in page.standing) == 4
