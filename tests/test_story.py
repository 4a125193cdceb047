"""The dated events of a target, in words too, and what changed between snapshots."""

from __future__ import annotations

from mingzhang.account import Account
from mingzhang.sentences import event_line, status_line
from mingzhang.story import Event, changes, story_of
from mingzhang.text import Language
from tests.builders import a_report, a_revision, a_snapshot, a_target, an_account, told, words

TARGET = a_target(at_least=10, due="2025-06-30")


def lines(account: Account) -> list[tuple[str, str, str | None, str | None]]:
    """Kind, day, status before and status after of every event."""
    events = story_of(account.plan.targets[0], account)
    return [(event.kind, event.when.text, event.before, event.after) for event in events]


def test_a_target_without_reports_was_promised_and_will_be_due() -> None:
    account = an_account(TARGET, today="2025-06-30", issued="2024-01-15")
    assert lines(account) == [
        ("promised", "2024-01-15", None, None),
        ("due", "2025-06-30", None, None),
    ]
    assert [event.coming for event in story_of(TARGET, account)] == [False, True]


def test_a_deadline_is_past_from_the_day_after() -> None:
    account = an_account(TARGET, today="2025-07-01")
    assert [event.coming for event in story_of(TARGET, account)] == [False, False]


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
        ("reported", "2025-09-30", "behind", "delivered-late"),
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
    told_in = {
        event.entry.snapshot.as_of.text: event
        for event in story_of(TARGET, account)
        if event.entry and event.after
    }
    turns: list[Event] = [told_in[as_of] for as_of in sorted(told_in)]
    assert [(turn.before, turn.after) for turn in turns] == [
        (None, "on-track"),
        ("on-track", "behind"),
        ("behind", "on-track"),
        ("on-track", "overdue"),
    ]


# In words.


def said(account: Account, language: Language) -> list[str]:
    """Every event's line, with what it did to the status."""
    speech, target = words(language), account.plan.targets[0]
    events = story_of(target, account)
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
        "Officially changed to 8 sites or more",
        "Deadline officially moved to December 2025",
        "Officially changed to 9 sites or more, and the deadline moved to 2026",
        "Reported: 1 site, later corrected | status: Behind",
        "Corrected to 3 sites",
        "Reported: under way | status from “Behind” to “On track”",
        "Values reported by place",
        "Remark in a report",
        "Reported: 2 sites | status from “On track” to “Behind”",
        "Reported: completed 1 September 2025 | status from “Behind” to “Delivered on time”",
        "Officially cancelled",
        "Will be due",
    ]


def test_every_kind_of_event_in_chinese() -> None:
    lines = said(an_account(FULL, snapshots=FULL_STORY, today="2027-01-01"), "zh")
    assert lines[:5] == [
        "列入计划：10 处以上",
        "正式调整为 8 处以上",
        "期限正式调整为 2025 年 12 月",
        "正式调整为 9 处以上，期限调整为 2026 年",
        "报告 1 处，后来更正 | 状态：进度滞后",
    ]
    assert lines[-1] == "到期"


def test_a_milestone_is_entered_without_a_number() -> None:
    done = told("2024-06-30", "completed")
    account = an_account(a_target(), snapshots=(done,), today="2025-01-01")
    assert said(account, "en")[:2] == [
        "Entered in the plan",
        "Reported: completed | status: Delivered on time",
    ]


# What changed between snapshots.


def account_of_two() -> Account:
    early, quiet = a_target("early", at_least=10, due=2026), a_target("quiet", at_least=1, due=2024)
    goal = a_target("goal", due=2026)
    snapshots = (
        a_snapshot("2024-12-31", a_report(9, target="early")),
        a_snapshot(
            "2025-06-30", a_report(10, target="early"), a_report("under-way", target="goal")
        ),
    )
    return an_account(early, quiet, goals=(goal,), snapshots=snapshots, today="2025-07-01")


def test_the_first_snapshot_changes_nothing() -> None:
    assert changes(account_of_two(), 0) == ()


def test_changes_tell_reports_from_the_calendar() -> None:
    found = changes(account_of_two(), 1)
    assert [(c.target.id, c.before, c.after, c.reported) for c in found] == [
        ("early", "on-track", "delivered", True),
        ("quiet", "pending", "unreported", False),
        ("goal", "pending", "on-track", True),
    ]
