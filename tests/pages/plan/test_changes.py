"""What a snapshot's page prints of what changed, and of who reported it."""

from __future__ import annotations

from typing import Any

from mingzhang.language import Language
from mingzhang.model.progress import Snapshot
from mingzhang.pages.plan.changes import ChangeViewer, reporters
from tests.support.builders import (
    SOURCE,
    a_report,
    a_revision,
    a_snapshot,
    a_target,
    a_viewer,
    an_account,
)
from tests.support.builders import told as reported

TARGET = a_target(at_least=10, due=2026)


def changed(*snapshots: Snapshot, language: Language = "en", target: Any = TARGET) -> ChangeViewer:
    """What the last snapshot changed."""
    account = an_account(
        target, a_target("built", due="2025-03"), snapshots=snapshots, today="2026-06-30"
    )
    return ChangeViewer(account, account.plan.snapshots[-1], a_viewer(language))


FIRST = a_snapshot("2024-12-31", a_report(9), a_report("not-started", target="built"))


def test_statuses_that_a_report_changed_stand_apart_from_those_that_a_date_did() -> None:
    found = changed(FIRST, reported("2025-06-30", 10))
    (turned,), (passed,) = found.turned(), found.passed()
    assert (turned.url, turned.title["en"], turned.cause) == (
        "plans/demo/green/park/#target", "New parks", ""
    )  # fmt: skip
    assert turned.before == ("on-track", "On track")
    assert turned.after == ("delivered", "Delivered on time")
    assert (passed.url, passed.after[0]) == ("plans/demo/green/park/#built", "unreported")


def test_an_official_change_is_named() -> None:
    target = a_target(at_least=10, revisions=[a_revision("2025-02-01", cancelled=True)])
    (turned,) = changed(FIRST, a_snapshot("2025-03-31"), target=target).turned()
    assert turned.cause == "The promise was officially changed"


def test_values_are_told_with_their_units_from_old_to_new() -> None:
    later = a_snapshot("2025-03-31", a_report(12), a_report("under-way", target="built"))
    assert [(row.url, row.lines) for row in changed(FIRST, later).values()] == [
        ("plans/demo/green/park/#target", ((None, "9 sites", "12 sites"),)),
        ("plans/demo/green/park/#built", ((None, "not started", "under way"),)),
    ]
    zh = changed(FIRST, later, language="zh").values()
    assert [row.lines[0] for row in zh] == [
        (None, "9 处", "12 处"), (None, "未开始", "进行中")
    ]  # fmt: skip


def test_values_by_place_share_the_row_of_their_report() -> None:
    first = reported("2024-12-31", {"east": 1})
    (row,) = changed(first, reported("2025-03-31", {"east": 2, "west": 0})).values()
    assert [(place and place["en"], before, after) for place, before, after in row.lines] == [
        ("East", "1 sites", "2 sites"),
        ("West", "not reported", "0 sites"),
    ]


def test_a_correction_is_named_with_its_reason_and_may_take_a_value_back() -> None:
    fix = a_snapshot("2025-03-31", a_report(note="无数", corrects="2024-12-31"))
    found = changed(FIRST, fix)
    (row,) = found.values()
    assert row.lines == ((None, "9 sites", "withdrawn"),)
    assert row.corrects == "Corrects the report as of 31 December 2024"
    assert row.reason is not None and row.reason["en"] == "A slip"
    assert [note.corrects for note in found.notes()] == [row.corrects]


def test_a_note_stands_with_the_one_before_it() -> None:
    first = a_snapshot("2024-12-31", a_report(project="park", note={"zh": "甲", "en": "One"}))
    later = a_snapshot(
        "2025-03-31",
        a_report(project="park", note={"zh": "乙", "en": "Two"}),
        a_report(9, note={"zh": "丙", "en": "Three"}),
    )
    shown = [
        (row.url, row.title["en"], row.note["en"], row.before and row.before["en"], row.before_when)
        for row in changed(first, later).notes()
    ]
    assert shown == [
        ("plans/demo/green/park/", "Parks", "Two", "One", "31 December 2024"),
        ("plans/demo/green/park/#target", "New parks", "Three", None, ""),
    ]


# Who reported


def told_by(snapshot: Snapshot) -> list[tuple[str, str, str]]:
    """Name, kind and number of reports of each source."""
    view = a_viewer("en")
    return [(one.name["en"], one.kind, one.reports) for one in reporters(snapshot, view)]


GAZETTE = {"title": {"zh": "公报", "en": "Gazette"}, "publisher": {"zh": "统计局", "en": "Bureau"}}


def test_the_snapshots_own_source_comes_first_and_each_is_named_once() -> None:
    snapshot = a_snapshot(
        "2024-12-31",
        a_report(1, target="a", source=GAZETTE, kind="statistics"),
        a_report(2, target="b"),
        a_report(3, target="c", source=GAZETTE, kind="statistics"),
        kind="press",
    )
    assert told_by(snapshot) == [
        ("Source", "Press", "1 report"),
        ("Bureau", "Statistics", "2 reports"),
    ]


def test_a_source_is_named_by_its_publisher_else_by_its_title() -> None:
    assert told_by(a_snapshot("2024", source=SOURCE))[0][0] == "Source"
    assert told_by(a_snapshot("2024", source=GAZETTE))[0][0] == "Bureau"


def test_one_source_of_two_kinds_is_two() -> None:
    snapshot = a_snapshot("2024-12-31", a_report(1), a_report(2, target="b", kind="audit"))
    assert told_by(snapshot) == [
        ("Source", "Self-reported", "1 report"),
        ("Source", "Audit or inspection", "1 report"),
    ]


def test_a_source_on_which_no_report_rests_is_named_without_a_number() -> None:
    snapshot = a_snapshot("2024-12-31", a_report(1, source=GAZETTE))
    assert told_by(snapshot) == [
        ("Source", "Self-reported", ""),
        ("Bureau", "Self-reported", "1 report"),
    ]


def test_reports_without_a_common_source_are_named_by_their_own() -> None:
    snapshot = a_snapshot("2024-12-31", a_report(1, source=GAZETTE), source=None)
    assert told_by(snapshot) == [("Bureau", "Self-reported", "1 report")]
