"""The dated events of a target, in words too."""

from __future__ import annotations

from typing import Any

from mingzhang.account.account import Account
from mingzhang.i18n.sentences import event_line, status_line
from mingzhang.language import Language
from tests.support.builders import (
    a_report,
    a_revision,
    a_snapshot,
    a_target,
    an_account,
    told,
    words,
)

TARGET = a_target(at_least=10, due="2025-06-30")


def lines(account: Account) -> list[tuple[str, str, str | None, str | None]]:
    """Kind, day, status before and status after of every event."""
    events = account.timelines[account.plan.targets[0].id]
    return [(event.kind, event.when.text, event.before, event.after) for event in events]


def test_a_target_without_reports_was_promised_and_will_be_due() -> None:
    account = an_account(TARGET, today="2025-06-30", issued="2024-01-15")
    assert lines(account) == [
        ("promised", "2024-01-15", None, None),
        ("due", "2025-06-30", None, None),
    ]
    assert [event.coming for event in account.timelines[TARGET.id]] == [False, True]


def test_a_deadline_is_past_from_the_day_after() -> None:
    account = an_account(TARGET, today="2025-07-01")
    assert [event.coming for event in account.timelines[TARGET.id]] == [False, False, False]


def test_without_a_date_of_issue_the_plan_s_start_stands_for_it() -> None:
    assert lines(an_account(TARGET, today="2025-01-01"))[0][1] == "2024"


def test_a_target_without_a_deadline_has_no_such_event() -> None:
    account = an_account(a_target(at_least=10), today="2025-01-01", end=None)
    assert [kind for kind, *_ in lines(account)] == ["promised"]


def test_reports_name_the_change_of_status_and_only_changes() -> None:
    snapshots = (
        told("2024-06-30", 4), told("2024-12-31", 7), told("2025-03-31", 7), told("2025-09-30", 10)
    )  # fmt: skip
    assert lines(an_account(TARGET, snapshots=snapshots, today="2025-10-01")) == [
        ("promised", "2024", None, None),
        ("reported", "2024-06-30", None, "on-track"),
        ("reported", "2024-12-31", None, None),
        ("reported", "2025-03-31", "on-track", "behind"),
        ("due", "2025-06-30", None, None),
        ("passed", "2025-07-01", "behind", "unreported"),
        ("reported", "2025-09-30", "unreported", "delivered-late"),
    ]


def test_a_report_on_the_due_day_follows_the_deadline() -> None:
    account = an_account(TARGET, snapshots=(told("2025-06-30", 10),), today="2025-07-01")
    assert [kind for kind, *_ in lines(account)] == ["promised", "due", "reported"]


def test_a_revision_stands_on_its_day_before_a_report_of_that_day() -> None:
    target = a_target(
        at_least=10, due="2025-06-30", revisions=[a_revision("2025-03-31", due="2026-06-30")]
    )
    account = an_account(target, snapshots=(told("2025-03-31", 5),), today="2025-07-01")
    assert [kind for kind, *_ in lines(account)] == ["promised", "revised", "reported", "due"]
    assert lines(account)[-1][1] == "2026-06-30"


def test_a_correction_stands_where_the_corrected_report_stands() -> None:
    """The change that the later snapshot brought stands at its own report."""
    snapshots = (
        told("2024-06-30", 9),
        told("2024-12-31", 9),
        a_snapshot("2025-03-31", a_report(5), a_report(3, corrects="2024-06-30")),
    )
    account = an_account(TARGET, snapshots=snapshots, today="2025-04-01", issued="2024-01-01")
    assert lines(account)[1:] == [
        ("reported", "2024-06-30", None, "on-track"),
        ("reported", "2024-06-30", None, None),
        ("reported", "2024-12-31", None, None),
        ("reported", "2025-03-31", "on-track", "behind"),
        ("due", "2025-06-30", None, None),
    ]


def test_a_snapshot_that_only_corrects_names_the_change_at_the_correction() -> None:
    snapshots = (
        told("2024-06-30", 3),
        told("2024-12-31", 10),
        told("2025-03-31", 7, corrects="2024-12-31"),
    )
    account = an_account(TARGET, snapshots=snapshots, today="2025-04-01", issued="2024-01-01")
    assert lines(account)[1:] == [
        ("reported", "2024-06-30", None, "on-track"),
        ("reported", "2024-12-31", "on-track", "delivered"),
        ("reported", "2024-12-31", "delivered", "on-track"),
        ("due", "2025-06-30", None, None),
    ]


def test_statuses_in_a_story_follow_one_another() -> None:
    snapshots = (
        told("2024-03-31", 9),
        a_snapshot("2024-06-30", a_report(9), a_report(1, corrects="2024-03-31")),
        told("2024-09-30", 1),
        a_snapshot("2024-12-31", a_report(9), a_report(9, corrects="2024-09-30")),
        told("2025-09-30", 9),
    )
    account = an_account(TARGET, snapshots=snapshots, today="2025-10-01")
    turns = [event for event in account.timelines[TARGET.id] if event.after]
    turns.sort(key=lambda turn: (turn.entry.snapshot.as_of if turn.entry else turn.when).last)
    assert [(turn.before, turn.after) for turn in turns] == [
        (None, "on-track"),
        ("on-track", "behind"),
        ("behind", "on-track"),
        ("on-track", "unreported"),
        ("unreported", "overdue"),
    ]


def turns(account: Account) -> list[tuple[str, str, str | None, str | None]]:
    """The events that changed the status."""
    return [line for line in lines(account) if line[3]]


def test_a_deadline_that_passes_in_silence_changes_the_status_the_day_after() -> None:
    assert turns(an_account(TARGET, today="2025-06-30")) == []
    assert turns(an_account(TARGET, today="2025-07-01")) == [
        ("passed", "2025-07-01", None, "unreported")
    ]


def test_a_result_of_the_due_day_counts_when_it_has_passed() -> None:
    snapshots = (told("2025-06-30", 8),)
    assert turns(an_account(TARGET, snapshots=snapshots, today="2025-07-01")) == [
        ("reported", "2025-06-30", None, "behind"),
        ("passed", "2025-07-01", "behind", "overdue"),
    ]


def test_a_deadline_that_passes_after_delivery_changes_nothing() -> None:
    account = an_account(TARGET, snapshots=(told("2025-03-31", 10),), today="2026-01-01")
    assert turns(account) == [("reported", "2025-03-31", None, "delivered")]


def test_a_revision_after_the_deadline_opens_the_promise_again() -> None:
    target = a_target(
        at_least=10, due="2025-06-30", revisions=[a_revision("2025-09-01", due="2025-12-31")]
    )
    account = an_account(target, snapshots=(told("2025-03-31", 9),), today="2026-01-01")
    assert turns(account) == [
        ("reported", "2025-03-31", None, "on-track"),
        ("passed", "2025-07-01", "on-track", "unreported"),
        ("revised", "2025-09-01", "unreported", "on-track"),
        ("passed", "2026-01-01", "on-track", "unreported"),
    ]


def test_a_revision_before_any_report_changes_no_status_but_by_cancelling() -> None:
    moved = a_target(at_least=10, revisions=[a_revision("2024-06-01", at_least=8)])
    assert turns(an_account(moved, today="2025-01-01")) == []
    gone = a_target(at_least=10, revisions=[a_revision("2024-06-01", cancelled=True)])
    assert turns(an_account(gone, today="2025-01-01")) == [
        ("revised", "2024-06-01", None, "cancelled")
    ]


def test_each_year_of_a_yearly_target_is_due_and_passes() -> None:
    target = a_target(at_least=10, repeats="yearly")
    snapshots = (told("2024-12-31", 10), told("2025-06-30", 2))
    assert lines(an_account(target, snapshots=snapshots, today="2026-02-01"))[1:] == [
        ("due", "2024", None, None),
        ("reported", "2024-12-31", None, "delivered"),
        ("passed", "2025-01-01", "delivered", "pending"),
        ("reported", "2025-06-30", "pending", "behind"),
        ("due", "2025", None, None),
        ("passed", "2026-01-01", "behind", "unreported"),
        ("due", "2026", None, None),
    ]


def test_the_story_ends_with_the_present_status() -> None:
    """Also where a snapshot was published after one that speaks of a later day."""
    late = a_snapshot("2024-12-31", a_report(1, corrects="2024-06-30"), published="2025-09-01")
    snapshots = (told("2024-06-30", 10), late, told("2025-03-31", 9))
    account = an_account(TARGET, snapshots=snapshots, today="2025-06-01")
    assert turns(account) == [
        ("reported", "2024-06-30", None, "delivered"),
        ("reported", "2024-06-30", "delivered", "behind"),
        ("reported", "2025-03-31", "behind", "on-track"),
    ]
    assert account.standing["target"].status == "on-track"


def test_a_deadline_after_the_cancelling_no_longer_holds_one_before_it_did() -> None:
    def dropped(**change: Any) -> list[bool]:
        target = a_target(at_least=10, due="2025-06-30", revisions=[a_revision(**change)])
        timeline = an_account(target, today="2026-01-01").timelines[target.id]
        return [event.dropped for event in timeline if event.kind == "due"]

    assert dropped(decided="2025-06-30", cancelled=True) == [True]
    assert dropped(decided="2025-07-01", cancelled=True) == [False]
    account = an_account(TARGET, snapshots=(told("2024-06-30", "cancelled"),), today="2024-07-01")
    assert [event.dropped for event in account.timelines[TARGET.id]] == [False, False, True]


# In words.


def said(account: Account, language: Language) -> list[str]:
    """Every event's line, with what it did to the status."""
    speech, target = words(language), account.plan.targets[0]
    events = account.timelines[target.id]
    lines = [(event_line(event, target, speech), status_line(event, speech)) for event in events]
    return [" | ".join(filter(None, pair)) for pair in lines]


FULL = a_target(
    at_least=10,
    due="2025-06-30",
    revisions=[
        a_revision("2024-05-01", at_least=8),
        a_revision("2024-05-02", due="2025-12"),
        a_revision("2024-05-03", at_least=9, due=2026),
        a_revision("2026-03-01", cancelled=True),
    ],
)
FULL_STORY = (
    told("2024-06-30", 1),
    told("2024-09-30", "under-way"),
    told("2024-12-31", {"east": 2}, note="备注"),
    told("2025-03-31", note="备注"),
    a_snapshot("2025-06-30", a_report(2), a_report(3, corrects="2024-06-30")),
    told("2025-09-30", completed="2025-09-01"),
)


def test_every_kind_of_event_in_english() -> None:
    assert said(an_account(FULL, snapshots=FULL_STORY, today="2026-03-01"), "en") == [
        "Entered in the plan: 10 sites or more",
        "Officially changed from 10 sites or more to 8 sites or more",
        "Deadline officially moved from 30 June 2025 to December 2025",
        "Officially changed from 8 sites or more to 9 sites or more, and the deadline moved from"
        " December 2025 to 2026",
        "Reported: 1 site | status: Behind",
        "Corrected to 3 sites (30 June 2025)",
        "Reported: under way | status from “Behind” to “On track”",
        "Values reported by place",
        "Remark in a report",
        "Reported: 2 sites | status from “On track” to “Behind”",
        "Reported: completed 1 September 2025 | status from “Behind” to “Delivered on time”",
        "Officially cancelled | status from “Delivered on time” to “Cancelled”",
        "Was to be due; cancelled",
    ]


def test_every_kind_of_event_in_chinese() -> None:
    lines = said(an_account(FULL, snapshots=FULL_STORY, today="2027-01-01"), "zh")
    assert lines[:5] == [
        "列入计划：10 处以上",
        "由 10 处以上正式调整为 8 处以上",
        "期限由 2025 年 6 月 30 日正式调整为 2025 年 12 月",
        "由 8 处以上正式调整为 9 处以上，期限由 2025 年 12 月调整为 2026 年",
        "报告 1 处 | 状态：进度滞后",
    ]
    assert lines[-1] == "原定到期，已取消"


def test_a_milestone_is_entered_without_a_number() -> None:
    done = told("2024-06-30", "completed")
    account = an_account(a_target(), snapshots=(done,), today="2025-01-01")
    assert said(account, "en")[:2] == [
        "Entered in the plan",
        "Reported: completed | status: Delivered on time",
    ]
