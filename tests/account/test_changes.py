"""What changed between two snapshots: statuses, values, notes."""

from __future__ import annotations

from typing import Any

from mingzhang.account.account import Account
from mingzhang.account.changes import changes, moves, remarks, snapshot_before
from mingzhang.model.progress import Snapshot
from tests.support.builders import a_report, a_revision, a_snapshot, a_target, an_account, told

TARGET = a_target(at_least=10, due=2026)
TODAY = "2026-06-30"


def city(*snapshots: Snapshot) -> Account:
    return an_account(TARGET, a_target("other", due=2026), snapshots=snapshots, today=TODAY)


def last(account: Account) -> Snapshot:
    return account.plan.snapshots[-1]


def moved(*snapshots: Snapshot) -> list[tuple[str, str, Any, Any]]:
    """Target, kind or place, value before and after, of the last snapshot."""
    account = city(*snapshots)
    return [
        (move.target.id, move.kind[1] or move.kind[0], move.before, move.after)
        for move in moves(account, last(account))
    ]


def noted(*snapshots: Snapshot) -> list[tuple[str | None, str, str | None]]:
    """Subject, note and the note before it, of the last snapshot."""
    account = city(*snapshots)
    return [
        (
            remark.report.target or remark.report.project,
            remark.note.zh,
            remark.before.report.note.zh if remark.before and remark.before.report.note else None,
        )
        for remark in remarks(account, last(account))
    ]


# Which snapshot is the one before.


def test_the_first_snapshot_follows_none_and_changes_nothing() -> None:
    account = city(told("2024-12-31", 9, note="甲"))
    assert snapshot_before(account, last(account)) is None
    assert (changes(account, last(account)), moves(account, last(account))) == ((), ())
    assert remarks(account, last(account)) == ()


def test_what_was_published_later_is_not_the_one_before() -> None:
    first = a_snapshot("2024-06-30", a_report(1), published="2024-07-20")
    late = a_snapshot("2024-12-31", a_report(9), published="2025-09-01")
    second = a_snapshot("2025-03-31", a_report(5), published="2025-04-20")
    account = city(first, late, second)
    assert snapshot_before(account, second) == first
    assert snapshot_before(account, late) == first
    (move,) = moves(account, second)
    assert (move.before, move.after) == (1, 5)


# Statuses


CITY: dict[str, Any] = {
    "goals": (a_target("goal", due=2026),),
    "snapshots": (
        a_snapshot("2024-12-31", a_report(9, target="early")),
        a_snapshot(
            "2025-06-30", a_report(10, target="early"), a_report("under-way", target="goal")
        ),
    ),
}


def test_changes_tell_reports_from_the_calendar() -> None:
    early, quiet = a_target("early", at_least=10, due=2026), a_target("quiet", at_least=1, due=2024)
    account = an_account(early, quiet, **CITY, today="2025-07-01")
    found = changes(account, last(account))
    assert [(c.target.id, c.before, c.after, c.reported) for c in found] == [
        ("early", "on-track", "delivered", True),
        ("quiet", "pending", "unreported", False),
        ("goal", "pending", "on-track", True),
    ]


def test_changes_tell_official_ones_from_the_calendar() -> None:
    def revised(day: str) -> list[bool]:
        quiet = a_target("quiet", at_least=1, revisions=[a_revision(day, cancelled=True)])
        account = an_account(a_target("early", at_least=10), quiet, **CITY, today="2025-07-01")
        found = changes(account, last(account))
        return [change.revised for change in found if change.target.id == "quiet"]

    assert revised("2024-12-31") == []
    assert revised("2025-01-01") == [True]
    assert revised("2025-06-30") == [True]
    assert revised("2025-07-01") == []


# Values


def test_only_values_that_differ_are_changes() -> None:
    june = a_snapshot("2025-06-30", a_report(4), a_report("under-way", target="other"))
    july = a_snapshot("2025-07-31", a_report(5), a_report("under-way", target="other"))
    assert moved(june, july) == [("target", "value", 4, 5)]
    assert moved(june, a_snapshot("2025-07-31", a_report(4))) == []


def test_a_phase_and_a_value_change_each_by_itself() -> None:
    june, july = (
        told("2025-06-30", 0, phase="not-started"),
        told("2025-07-31", 0, phase="under-way"),
    )
    assert moved(june, july) == [("target", "phase", "not-started", "under-way")]
    done = told("2025-07-31", completed="2025-07-01")
    assert moved(june, done) == [("target", "phase", "not-started", "completed")]


def test_the_value_before_is_the_last_that_was_told_however_long_ago() -> None:
    assert moved(told("2025-03", 4), told("2025-06", note="无数"), told("2025-09", 5)) == [
        ("target", "value", 4, 5)
    ]


def test_a_value_that_is_the_first_has_none_before() -> None:
    assert moved(a_snapshot("2025-06-30"), told("2025-09-30", 0)) == [("target", "value", None, 0)]


def test_each_place_that_changed_is_named() -> None:
    june = told("2025-06-30", {"east": 1, "west": 2})
    assert moved(june, told("2025-09-30", {"east": 3, "west": 2, "north": 0})) == [
        ("target", "east", 1, 3),
        ("target", "north", None, 0),
    ]


def test_a_place_called_like_a_kind_is_still_a_place() -> None:
    june, july = told("2025-06-30", {"value": 1}), told("2025-07-31", 1)
    assert moved(june, july) == [("target", "value", None, 1)]


def test_a_correction_is_held_against_what_it_corrects() -> None:
    june, both = told("2025-06-30", 7), a_snapshot(
        "2025-09-30", a_report(9), a_report(5, corrects="2025-06-30")
    )  # fmt: skip
    assert moved(june, both) == [("target", "value", 5, 9), ("target", "value", 7, 5)]
    again = told("2025-12-31", 6, corrects="2025-06-30")
    assert moved(june, both, again) == [("target", "value", 5, 6)]


def test_a_value_that_a_correction_takes_back_is_no_value() -> None:
    june = told("2025-06-30", {"east": 1}, value=3)
    gone = told("2025-09-30", note="误报", corrects="2025-06-30")
    assert moved(june, gone) == [("target", "value", 3, None), ("target", "east", 1, None)]


def test_a_later_correction_changes_nothing_of_what_was_told_before_it() -> None:
    june, july, fix = told("2025-06", 7), told("2025-07", 8), told("2025-08", 1, corrects="2025-06")
    account = city(june, july, fix)
    (move,) = moves(account, july)
    assert (move.before, move.after) == (7, 8)


# Notes


def test_notes_on_targets_and_projects_are_new_or_changed() -> None:
    june = a_snapshot(
        "2025-06-30",
        a_report(1, note="甲"),
        a_report(1, target="other", note="同"),
        a_report(project="park", note="丙"),
    )
    july = a_snapshot(
        "2025-07-31",
        a_report(2, note="乙"),
        a_report(1, target="other", note="同"),
        a_report(project="park", note="丁"),
    )
    assert noted(june, july) == [("target", "乙", "甲"), ("park", "丁", "丙")]
    assert noted(a_snapshot("2025-05-31"), june) == [
        ("target", "甲", None), ("other", "同", None), ("park", "丙", None)
    ]  # fmt: skip


def test_a_note_that_differs_in_one_language_is_changed() -> None:
    june = told("2025-06-30", 1, note={"zh": "注", "en": "One"})
    assert noted(june, told("2025-07-31", 1, note={"zh": "注", "en": "Two"})) == [
        ("target", "注", "注")
    ]


def test_a_correction_without_a_note_is_no_note() -> None:
    june = told("2025-06-30", 1, note="甲")
    assert noted(june, told("2025-07-31", 2, corrects="2025-06-30")) == []
    fixed = told("2025-07-31", 2, note="乙", corrects="2025-06-30")
    assert noted(june, fixed) == [("target", "乙", "甲")]
