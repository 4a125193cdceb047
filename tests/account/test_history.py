"""The record: what each snapshot said of which date, with corrections resolved."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.account.history import ReportEntry, history_of, known_at
from mingzhang.model.progress import Snapshot
from tests.support.builders import a_plan, a_report, a_snapshot, a_target, entries_of, told


def shown(entries: tuple[ReportEntry, ...]) -> list[tuple[str, str, Any, str | None]]:
    """As of, file, value and the snapshot that corrected it."""
    return [
        (
            entry.as_of.text,
            entry.snapshot.as_of.text,
            entry.report.value,
            entry.corrected_by.as_of.text if entry.corrected_by else None,
        )
        for entry in entries
    ]


JUNE, SEPTEMBER = told("2025-06-30", 153), told("2025-09-30", 163)
BOTH = a_snapshot("2025-09-30", a_report(163), a_report(148, corrects="2025-06-30"))


@pytest.mark.parametrize(
    ("claim", "snapshots", "entries"),
    [
        ("nothing was reported", [], []),
        ("reports stand in the order of what they speak of", [SEPTEMBER, JUNE],
         [("2025-06-30", "2025-06-30", 153, None), ("2025-09-30", "2025-09-30", 163, None)]),
        ("a correction stands beside what it corrects; both stay", [JUNE, BOTH],
         [("2025-06-30", "2025-06-30", 153, "2025-09-30"),
          ("2025-06-30", "2025-09-30", 148, None),
          ("2025-09-30", "2025-09-30", 163, None)]),
        ("a correction can itself be corrected",
         [JUNE, BOTH, told("2025-12-31", 149, corrects="2025-06-30")],
         [("2025-06-30", "2025-06-30", 153, "2025-12-31"),
          ("2025-06-30", "2025-09-30", 148, "2025-12-31"),
          ("2025-06-30", "2025-12-31", 149, None),
          ("2025-09-30", "2025-09-30", 163, None)]),
        ("a correction can be corrected by its own date",
         [JUNE, BOTH, told("2025-12-31", 165, corrects="2025-09-30")],
         [("2025-06-30", "2025-06-30", 153, "2025-09-30"),
          ("2025-06-30", "2025-09-30", 148, None),
          ("2025-09-30", "2025-09-30", 163, "2025-12-31"),
          ("2025-09-30", "2025-12-31", 165, None)]),
        ("a year stands where it ends, before the day that ends it",
         [told("2024-12-31", 3), told("2024", 2), told("2024-11", 1)],
         [("2024-11", "2024-11", 1, None), ("2024", "2024", 2, None),
          ("2024-12-31", "2024-12-31", 3, None)]),
    ],
)  # fmt: skip
def test_entries_of_a_target(claim: str, snapshots: list[Snapshot], entries: list[Any]) -> None:
    assert shown(entries_of(*snapshots)) == entries, claim


def test_only_what_was_not_corrected_counts() -> None:
    assert [entry.counts for entry in entries_of(JUNE, BOTH)] == [False, True, True]


def test_the_record_of_a_day_does_not_know_later_corrections() -> None:
    assert shown(entries_of(JUNE, BOTH, until="2025-09-29")) == [
        ("2025-06-30", "2025-06-30", 153, None)
    ]
    assert len(entries_of(JUNE, BOTH, until="2025-09-30")) == 3


def test_corrections_of_a_past_day_are_those_made_by_then() -> None:
    """Of two corrections, only the first was known in between."""
    again = told("2025-12-31", 149, corrects="2025-06-30")
    assert shown(entries_of(JUNE, BOTH, again, until="2025-10-01"))[:2] == [
        ("2025-06-30", "2025-06-30", 153, "2025-09-30"),
        ("2025-06-30", "2025-09-30", 148, None),
    ]


@pytest.mark.parametrize(
    ("claim", "dates", "known"),
    [
        ("what speaks of a later day is not known", ["2024-06-30", "2024-12-31"], ["2024-06-30"]),
        ("what was published later is not known",
         ["2024-06-30 2024-07-20", "2024-03-31 2025-01-01"], ["2024-06-30"]),
        ("what was published on the same day is known",
         ["2024-06-30 2024-07-20", "2024-03-31 2024-07-20"], ["2024-03-31", "2024-06-30"]),
        ("without a date it counts as published on the day it speaks of",
         ["2024-06-30", "2024-03-31", "2024-05-31 2024-07-20"], ["2024-03-31", "2024-06-30"]),
        ("of two that end on one day the longer comes first",
         ["2024-12-31", "2024"], ["2024", "2024-12-31"]),
        ("and does not know the shorter", ["2024", "2024-12-31"], ["2024"]),
    ],
)  # fmt: skip
def test_the_record_that_ends_with_the_first_snapshot(
    claim: str, dates: list[str], known: list[str]
) -> None:
    snapshots = []
    for text in dates:
        as_of, _, published = text.partition(" ")
        snapshots.append(a_snapshot(as_of, **({"published": published} if published else {})))
    plan = a_plan(snapshots=tuple(snapshots))
    assert [one.as_of.text for one in known_at(plan, snapshots[0])] == known, claim


def test_a_correction_of_one_target_leaves_the_others_alone() -> None:
    june = a_snapshot("2025-06-30", a_report(1), a_report(5, target="other"))
    later = told("2025-09-30", 2, corrects="2025-06-30")
    plan = a_plan(a_target(), a_target("other"), snapshots=(june, later))
    assert shown(history_of(plan).of("other")) == [("2025-06-30", "2025-06-30", 5, None)]


def test_remarks_on_a_project_have_a_record_of_their_own() -> None:
    remark = a_report(project="park", note="备注")
    corrected = a_report(project="park", note="更正", corrects="2025-06-30")
    plan = a_plan(
        a_target("park"),
        snapshots=(
            a_snapshot("2025-06-30", remark, a_report(3, target="park")),
            a_snapshot("2025-09-30", corrected),
        ),
    )
    history = history_of(plan)
    assert [entry.counts for entry in history.by_project["park"]] == [False, True]
    assert [entry.counts for entry in history.of("park")] == [True]


def test_a_target_without_reports_has_no_entries() -> None:
    assert history_of(a_plan(a_target())).of("target") == ()


def test_an_entry_is_found_by_its_report() -> None:
    report, remark = a_report(3), a_report(project="park", note="好")
    snapshot = a_snapshot("2025-06-30", report, remark)
    history = history_of(a_plan(a_target(), snapshots=(snapshot,)))
    (reported,), (noted,) = history.of("target"), history.by_project["park"]
    assert history.entry_of(reported.report) is reported
    assert history.entry_of(noted.report) is noted
    with pytest.raises(KeyError):
        history.entry_of(a_report(3))
