"""The pages of a plan's snapshots: as the record stood then."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingzhang.account.account import account_of
from mingzhang.pages.page import Page
from mingzhang.pages.plan.snapshots import snapshot_pages
from tests.support.builders import (
    a_full_plan,
    a_report,
    a_snapshot,
    a_target,
    a_viewer,
    an_account,
    told,
)

FULL = account_of(a_full_plan(), date(2025, 9, 1))


def shown(account: Any = FULL) -> dict[str, Page]:
    pages = snapshot_pages(account, a_viewer("en"))
    return {page.path.removeprefix("plans/demo/progress/"): page for page in pages}


def test_the_list_begins_with_the_newest() -> None:
    rows = shown()[""].content.rows
    assert [(row.when, row.reported, row.kind) for row in rows] == [
        ("2025-06-30", "4 reports", "Self-reported"),
        ("2024-12-31", "3 reports", "Self-reported"),
    ]
    assert [row.url for row in rows] == [
        "plans/demo/progress/2025-06-30/",
        "plans/demo/progress/2024-12-31/",
    ]


def test_a_plan_without_reports_has_an_empty_list() -> None:
    pages = shown(an_account(a_target(), today="2025-01-01"))
    assert list(pages) == [""] and pages[""].content.rows == []


def test_snapshots_lead_to_the_ones_before_and_after() -> None:
    account = an_account(
        today="2026-01-01", snapshots=tuple(a_snapshot(day) for day in ("2023", "2024", "2025"))
    )
    around = {
        path: (page.content.earlier, page.content.later)
        for path, page in shown(account).items()
        if path
    }
    one, two, three = ((f"plans/demo/progress/{day}/", day) for day in ("2023", "2024", "2025"))
    assert around == {"2023/": (None, two), "2024/": (one, three), "2025/": (two, None)}


def test_counts_and_statuses_are_those_of_the_day_and_goals_are_not_among_them() -> None:
    target = a_target(at_least=10, due="2024-12-31")
    account = an_account(
        target,
        a_target("silent", due="2024-12-31"),
        goals=(a_target("goal"),),
        snapshots=(told("2024-06-30", 6), told("2024-12-31", 8), told("2025-03-31", 10)),
        today="2025-09-01",
    )
    pages = shown(account)
    counted = {
        path: [(status, count) for status, _, count in page.content.whole.segments]
        for path, page in pages.items()
        if path
    }
    assert counted == {
        "2024-06-30/": [("on-track", 1), ("pending", 1)],
        "2024-12-31/": [("behind", 1), ("pending", 1)],
        "2025-03-31/": [("delivered-late", 1), ("unreported", 1)],
    }
    rows = [pages[path].content.reports[0] for path in counted]
    assert [(row.value, row.status) for row in rows] == [
        ("6 sites", counted["2024-06-30/"][0][0]),
        ("8 sites", counted["2024-12-31/"][0][0]),
        ("10 sites", "delivered-late"),
    ]


def test_what_changed_says_whether_a_report_or_the_calendar_did_it() -> None:
    account = an_account(
        a_target(at_least=10, due=2024),
        a_target("silent", due=2024),
        snapshots=(told("2024-12-31", 10), a_snapshot("2025-06-30", a_report(9))),
        today="2025-09-01",
    )
    later = shown(account)["2025-06-30/"].content
    assert later.before == ("plans/demo/progress/2024-12-31/", "31 December 2024")
    assert [(row.url, row.before[0], row.after[0]) for row in later.passed] == [
        ("plans/demo/green/park/#silent", "pending", "unreported")
    ]
    assert later.moved == []
    first = shown(account)["2024-12-31/"].content
    assert [getattr(first, key) for key in ("before", "moved", "passed", "values", "notes")] == [
        None, [], [], [], []
    ]  # fmt: skip


def test_a_corrected_report_and_its_correction_name_each_other() -> None:
    pages = shown()
    old = pages["2024-12-31/"].content.reports[0]
    new = pages["2025-06-30/"].content.reports[0]
    assert old.corrected == (
        "plans/demo/progress/2025-06-30/",
        "Corrected in the snapshot of 30 June 2025",
    )
    assert (old.corrects, old.value) == ("", "40 sites")
    assert new.corrects == "Corrects the report as of 31 December 2024"
    assert (new.report.corrects.reason["en"], new.corrected) == ("A slip", None)


def test_a_note_that_stands_among_the_changes_is_not_said_twice() -> None:
    notes = {"note": {"zh": "甲", "en": "One"}}
    first = a_snapshot("2024-12-31", a_report(3, **notes), a_report(project="park", **notes))
    later = a_snapshot("2025-06-30", a_report(4, **notes), a_report(project="park", note="乙"))
    account = an_account(a_target(at_least=9), snapshots=(first, later), today="2025-09-01")
    pages = [page.content for path, page in shown(account).items() if path]
    assert [[row.above for row in (*c.reports, *c.remarks)] for c in pages] == [
        [None, None],
        [None, 1],
    ]
    assert [note.note.zh for note in pages[1].notes] == ["乙"]


def test_reports_of_targets_stand_apart_from_remarks_on_projects() -> None:
    context = shown()["2025-06-30/"].content
    assert [row.title["en"] for row in context.reports] == [
        "The counted", "The counted", "The milestone"
    ]  # fmt: skip
    assert [row.title["en"] for row in context.remarks] == ["The project"]


def test_it_is_said_who_reported() -> None:
    found = shown()["2025-06-30/"].content.reporters
    assert [(one.name["en"], one.kind, one.reports) for one in found] == [
        ("Source", "Self-reported", "3 reports"),
        ("The publisher", "Audit or inspection", "1 report"),
    ]


def test_a_report_of_another_kind_than_its_snapshot_says_so() -> None:
    rows = shown()["2025-06-30/"].content.reports
    assert [row.kind for row in rows] == ["", "Audit or inspection", ""]


def test_the_list_and_each_snapshot_lead_to_the_plan_of_then() -> None:
    pages = shown()
    then = "plans/demo/progress/2024-12-31/plan/"
    assert pages[""].content.rows[1].then_url == then
    assert pages["2024-12-31/"].content.then_url == then


def test_the_promise_is_that_of_the_day() -> None:
    pages = shown()
    assert pages["2024-12-31/"].content.reports[0].pledge == "90 sites or more"
    assert pages["2025-06-30/"].content.reports[1].pledge == "95 sites or more"


def test_values_by_place_are_named() -> None:
    row = shown()["2024-12-31/"].content.reports[1]
    assert [(name["en"], value) for name, value in row.regions] == [("East", "5 sites")]


def test_a_remark_on_a_project_leads_there_and_has_no_status() -> None:
    (row,) = shown()["2025-06-30/"].content.remarks
    assert (row.url, row.title["en"]) == ("plans/demo/green/park/", "The project")
    assert (row.pledge, row.value, row.status) == ("", "under way", None)


def test_a_report_on_a_goal_leads_to_it_on_the_plans_page() -> None:
    account = an_account(
        goals=(a_target("goal"),),
        snapshots=(a_snapshot("2024", a_report("under-way", target="goal")),),
        today="2025-01-01",
    )
    (row,) = shown(account)["2024/"].content.reports
    assert (row.url, row.pledge) == ("plans/demo/#goal", "Milestone")
