"""What the timelines of targets and projects print."""

from __future__ import annotations

from typing import Any

from mingzhang.model.progress import Snapshot
from mingzhang.pages.plan.events import EventView, project_remarks, target_timeline
from tests.support.builders import (
    SOURCE,
    a_report,
    a_revision,
    a_snapshot,
    a_target,
    a_viewer,
    an_account,
)

TODAY = "2025-07-01"


def timeline(*snapshots: Snapshot, **terms: Any) -> tuple[EventView, ...]:
    """The target's, in English."""
    target = a_target(**{"at_least": 90, "due": 2025, **terms})
    account = an_account(target, snapshots=snapshots, today=TODAY, issued="2023-12-01")
    return target_timeline(target, account, a_viewer("en"))


def remarks(*snapshots: Snapshot) -> tuple[EventView, ...]:
    """The project's, in English."""
    account = an_account(a_target(), snapshots=snapshots, today=TODAY)
    return project_remarks("park", account, a_viewer("en"))


FIRST = a_snapshot("2024-12-31", a_report(40, note={"zh": "注", "en": "A note"}))
FIX = a_snapshot(
    "2025-06-30", a_report(44, corrects="2024-12-31"), kind="audit", published="2025-07-01"
)


def test_the_timeline_tells_what_happened_in_the_order_of_time() -> None:
    events = timeline(FIRST, FIX, revisions=[a_revision("2025-03", at_least=95)])
    assert [(event.when, event.line, event.coming) for event in events] == [
        ("2023-12-01", "Entered in the plan: 90 sites or more", False),
        ("2024-12-31", "Reported: 40 sites", False),
        ("2024-12-31", "Corrected to 44 sites (1 July 2025)", False),
        ("2025-03", "Officially changed from 90 sites or more to 95 sites or more", False),
        ("2025", "Will be due", True),
    ]
    assert [event.note and event.note["en"] for event in events] == [
        None, "A note", None, None, None
    ]  # fmt: skip
    assert [event.kind for event in events] == [
        "", "Self-reported", "Audit or inspection", "", ""
    ]  # fmt: skip
    assert [bool(event.source) for event in events] == [False, True, True, True, False]


def test_reasons_stand_at_corrections_and_official_changes() -> None:
    events = timeline(FIRST, FIX, revisions=[a_revision("2025-03", at_least=95)])
    assert [event.reason and event.reason["en"] for event in events] == [
        None, None, "A slip", "A reason", None
    ]  # fmt: skip


def test_what_was_corrected_leads_to_its_correction_and_both_to_their_snapshots() -> None:
    was, now = timeline(FIRST, FIX)[1:3]
    assert was.snapshot == ("plans/demo/progress/2024-12-31/", "Snapshot of 2024-12-31")
    assert was.corrected == (
        "plans/demo/progress/2025-06-30/",
        "Corrected in the snapshot of 30 June 2025",
    )
    assert now.snapshot == ("plans/demo/progress/2025-06-30/", "Snapshot of 2025-06-30")
    assert now.corrected is None


def test_a_change_of_status_is_told_in_words_and_marked() -> None:
    event = timeline(FIRST)[1]
    assert (event.status, event.status_line) == ("behind", "status: Behind")


def test_values_by_place_are_named_with_the_unit_of_the_target() -> None:
    event = timeline(a_snapshot("2024-12-31", a_report({"east": 5, "west": 0})))[1]
    assert event.line == "Values reported by place"
    told = [(name["en"], value) for name, value in event.regions]
    assert told == [("East", "5 sites"), ("West", "0 sites")]


def test_a_reports_own_source_and_evidence_stand_with_it() -> None:
    own = {"title": {"zh": "公报", "en": "Gazette"}}
    photo = {"title": "照片", "url": "https://example.org/1.jpg"}
    snapshot = a_snapshot("2024-12-31", a_report(3, source=own, evidence=[photo]), source=SOURCE)
    event = timeline(snapshot)[1]
    assert event.source is not None and event.source.title["en"] == "Gazette"
    assert [link.url for link in event.evidence] == ["https://example.org/1.jpg"]


def test_a_corrected_remark_on_a_project_stays_and_names_its_correction() -> None:
    was, now = remarks(
        a_snapshot("2024-12-31", a_report(project="park", note={"zh": "甲", "en": "One"})),
        a_snapshot(
            "2025-06-30",
            a_report(project="park", note={"zh": "乙", "en": "Two"}, corrects="2024-12-31"),
        ),
    )
    assert was.corrected == (
        "plans/demo/progress/2025-06-30/",
        "Corrected in the snapshot of 30 June 2025",
    )
    assert (was.line, was.note and was.note["en"]) == ("", "One")
    assert (now.line, now.note and now.note["en"]) == ("Remark corrected (30 June 2025)", "Two")
    assert (now.reason and now.reason["en"], now.corrected) == ("A slip", None)


def test_a_corrected_phase_of_a_project_is_told() -> None:
    _, now = remarks(
        a_snapshot("2024-12-31", a_report("completed", project="park")),
        a_snapshot("2025-06-30", a_report("under-way", project="park", corrects="2024-12-31")),
    )
    assert now.line == "Corrected to under way (30 June 2025)"
