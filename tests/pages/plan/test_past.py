"""The plan as it stood at each of its snapshots."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingzhang.account.account import account_of
from mingzhang.pages.page import Page
from mingzhang.pages.plan.past import past_pages
from tests.support.builders import (
    a_full_plan,
    a_report,
    a_revision,
    a_snapshot,
    a_target,
    a_viewer,
    an_account,
    told,
)

FULL = account_of(a_full_plan(), date(2025, 9, 1))
TARGET = a_target(at_least=10, due="2025-06-30")


def shown(account: Any = FULL) -> dict[str, Page]:
    pages = past_pages(account, a_viewer("en"))
    return {page.path.removeprefix("plans/demo/progress/"): page for page in pages}


def listed(page: Page) -> list[tuple[str, str, str]]:
    """Status, target and what was told of every line."""
    return [
        (code, row.line.target.id, row.rests_on)
        for code, _, _, rows in page.content.groups
        for row in rows
    ]


def test_there_is_a_page_for_each_snapshot_and_none_without() -> None:
    assert list(shown()) == ["2024-12-31/plan/", "2025-06-30/plan/"]
    assert shown(an_account(TARGET, today="2025-01-01")) == {}


def test_no_list_of_pages_is_to_name_it() -> None:
    assert [page.listed for page in shown().values()] == [False, False]


def test_each_target_stands_as_it_did_by_the_reports_and_the_calendar_of_then() -> None:
    account = an_account(
        TARGET,
        a_target("silent", due=2024),
        snapshots=(told("2024-06-30", 4), told("2025-03-31", 6), told("2025-09-30", 10)),
        today="2026-06-30",
    )
    assert {path: listed(page) for path, page in shown(account).items()} == {
        "2024-06-30/plan/": [
            ("on-track", "target", "Reported: 4 sites (30 June 2024)"),
            ("pending", "silent", ""),
        ],
        "2025-03-31/plan/": [
            ("behind", "target", "Reported: 6 sites (31 March 2025)"),
            ("unreported", "silent", ""),
        ],
        "2025-09-30/plan/": [
            ("delivered-late", "target", "Reported: 10 sites (30 September 2025)"),
            ("unreported", "silent", ""),
        ],
    }


def test_a_later_correction_does_not_show_in_the_earlier_state() -> None:
    fix = a_snapshot("2025-03-31", a_report(7), a_report(2, corrects="2024-12-31"))
    account = an_account(TARGET, snapshots=(told("2024-12-31", 10), fix), today="2025-04-01")
    pages = shown(account)
    assert listed(pages["2024-12-31/plan/"]) == [
        ("delivered", "target", "Reported: 10 sites (31 December 2024)")
    ]
    assert listed(pages["2025-03-31/plan/"]) == [
        ("behind", "target", "Reported: 7 sites (31 March 2025)")
    ]


def test_a_correction_of_an_earlier_day_that_was_published_later_does_not_show() -> None:
    """An audit may speak of a day before the snapshot and come a year after it."""
    account = an_account(
        TARGET,
        snapshots=(
            a_snapshot("2024-06-30", a_report(10), published="2024-07-20"),
            a_snapshot("2024-12-31", a_report(1, corrects="2024-06-30"), published="2025-09-01"),
            a_snapshot("2025-03-31", published="2025-04-20"),
        ),
        today="2026-01-01",
    )
    found = {path: listed(page)[0][0] for path, page in shown(account).items()}
    assert found == {
        "2024-06-30/plan/": "delivered",
        "2024-12-31/plan/": "behind",
        "2025-03-31/plan/": "delivered",
    }


def test_a_later_official_change_does_not_show_in_the_earlier_state() -> None:
    target = a_target(at_least=10, due=2024, revisions=[a_revision("2025-01-15", due=2026)])
    account = an_account(
        target, snapshots=(told("2024-12-31", 5), told("2025-01-31", 5)), today="2025-04-01"
    )
    before, after = (page.content.groups[0][3][0].line.due for page in shown(account).values())
    assert (before, after) == ("by the end of 2024", "by the end of 2026")


def test_counts_actions_and_goals_are_those_of_then() -> None:
    account = an_account(
        TARGET,
        goals=(a_target("goal", due=2024),),
        snapshots=(told("2024-06-30", 10), a_snapshot("2025-01-31")),
        today="2026-06-30",
    )
    first, second = (page.content for page in shown(account).values())
    assert first.figures == [
        ("1", "promise on record"),
        ("1", "due by then or met early"),
        ("1", "with a public result"),
        ("1", "delivered on time"),
    ]
    assert [(row.url, row.bar.segments) for row in first.actions] == [
        ("plans/demo/green/", (("delivered", "Delivered on time", 1),))
    ]
    assert [context.goals[0].line.status for context in (first, second)] == [
        "pending", "unreported"
    ]  # fmt: skip


def test_lines_lead_to_where_the_promise_stands_today() -> None:
    (_, _, _, rows), *_ = shown()["2024-12-31/plan/"].content.groups
    assert (rows[0].url, rows[0].project["en"]) == (
        "plans/demo/green/park/#yearly",
        "The project",
    )


def test_it_says_what_it_is_worked_out_from() -> None:
    first, second = (page.content.basis for page in shown().values())
    assert first.startswith(
        "It is worked out for 31 December 2024, the day the snapshot speaks of, from the reports"
        " published by the time the snapshot was (20 January 2025); later reports, corrections,"
        " official changes and deadlines are left out."
    )
    assert second.startswith(
        "It is worked out for 30 June 2025, the day the snapshot speaks of, from the reports up to"
        " the snapshot;"
    )


def test_states_lead_to_the_ones_before_and_after() -> None:
    account = an_account(
        today="2026-01-01", snapshots=tuple(a_snapshot(day) for day in ("2023", "2024"))
    )
    around = [(page.content.earlier, page.content.later) for page in shown(account).values()]
    assert around == [
        (None, ("plans/demo/progress/2024/plan/", "2024")),
        (("plans/demo/progress/2023/plan/", "2023"), None),
    ]


def test_it_knows_its_plan_of_then_and_its_snapshot() -> None:
    """So the foot of the page names the date of the data, and a report of an error the snapshot."""
    page = shown()["2024-12-31/plan/"]
    assert page.plan is not None
    assert [snapshot.as_of.text for snapshot in page.plan.snapshots] == ["2024-12-31"]
    assert page.snapshot == "2024-12-31"
    assert page.title == "The plan · The plan as of 31 December 2024 · Mingzhang"
    assert page.description == "The plan: the status of every promise on 31 December 2024"


def test_a_line_that_did_not_change_is_the_one_of_the_snapshot_before() -> None:
    account = an_account(
        TARGET,
        a_target("other", at_least=10, revisions=[a_revision("2025-01-31", at_least=8)]),
        snapshots=(
            a_snapshot("2024-06-30", a_report(4), a_report(3, target="other")),
            a_snapshot("2024-12-31", a_report(5, target="other")),
            a_snapshot("2025-03-31"),
        ),
        today="2026-06-30",
    )
    first, second, third = (
        {row.line.target.id: row for _, _, _, rows in page.content.groups for row in rows}
        for page in shown(account).values()
    )
    assert first["target"] is second["target"]
    assert [row["other"].rests_on for row in (first, second, third)] == [
        "Reported: 3 sites (30 June 2024)",
        "Reported: 5 sites (31 December 2024)",
        "Reported: 5 sites (31 December 2024)",
    ]
    assert [row["other"].line.pledge[1] for row in (second, third)] == ["10", "8"]
