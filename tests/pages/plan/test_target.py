"""What a target's block prints: steps, bars, years, districts, timeline and curve."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mingzhang.charts import bars
from mingzhang.language import Language
from mingzhang.model.plan import Target
from mingzhang.model.progress import Snapshot
from mingzhang.pages.plan.target import TargetView, target_view
from mingzhang.pages.viewer import Viewer
from tests.support.builders import (
    a_report,
    a_revision,
    a_snapshot,
    a_target,
    a_viewer,
    an_account,
    told,
)

TODAY = "2025-09-01"


def view_of(
    target: Target,
    *snapshots: Snapshot,
    language: Language = "en",
    today: str = TODAY,
    view: Viewer | None = None,
    **plan: Any,
) -> TargetView:
    account = an_account(target, snapshots=snapshots, today=today, **plan)
    return target_view(target, account, view or a_viewer(language))


def drawn(target: Target, *snapshots: Snapshot, **more: Any) -> list[Any]:
    """The options of the pictures of its block."""
    view = a_viewer()
    view_of(target, *snapshots, view=view, **more)
    return view.pictures.options  # type: ignore[attr-defined, no-any-return]


# Steps and bars


@pytest.mark.parametrize("now", ["not-started", "under-way", "completed"])
def test_a_milestone_shows_its_phase_as_a_step(now: str) -> None:
    shown = view_of(a_target(), told("2024-12-31", now))
    words = {"not started": "not-started", "under way": "under-way", "completed": "completed"}
    assert [(words[word], here) for word, here in shown.steps] == [
        (phase, phase == now) for phase in ("not-started", "under-way", "completed")
    ]
    assert shown.picture is None


def test_a_milestone_with_only_a_completion_date_is_completed() -> None:
    shown = view_of(a_target(), told("2024-12-31", completed="2024-11"))
    assert [word for word, here in shown.steps if here] == ["completed"]


def test_a_milestone_that_nothing_tells_of_has_no_steps_and_an_outline() -> None:
    shown = view_of(a_target())
    assert shown.steps == () and shown.picture is not None
    assert drawn(a_target()) == [bars.progress_bar("pending", None, None)]


def test_a_cancelled_milestone_has_no_steps() -> None:
    shown = view_of(a_target(), told("2024-12-31", "cancelled"))
    assert (shown.steps, shown.status) == ((), "cancelled")


def test_a_number_has_no_steps() -> None:
    assert view_of(a_target(at_least=10), told("2024-12-31", 5)).steps == ()


def test_the_pace_is_marked_while_it_matters() -> None:
    target = a_target(at_least=100, due=2025)
    (ahead,) = drawn(target, told("2024-12-31", 60))
    assert ahead == bars.progress_bar("on-track", 60.0, 50.0)
    (slow,) = drawn(target, told("2024-12-31", 10))
    assert slow == bars.progress_bar("behind", 10.0, 50.0)
    (met,) = drawn(target, told("2024-12-31", 100))
    assert met == bars.progress_bar("delivered", 100.0, None)
    (late,) = drawn(target, told("2026-01-31", 60), today="2026-02-01")
    assert late == bars.progress_bar("overdue", 60.0, None)


def test_what_is_delivered_without_a_share_is_a_full_bar_and_what_is_not_is_an_outline() -> None:
    ceiling = a_target(at_most=10, due=2025)
    (kept,) = drawn(ceiling, told("2024-12-31", 8))
    assert kept == bars.progress_bar("delivered", 100.0, None)
    (broken,) = drawn(ceiling, told("2024-12-31", 12))
    assert broken == bars.progress_bar("behind", None, None)


# The promise and its numbers


def test_what_was_first_promised_is_kept_beside_what_is_promised_now() -> None:
    target = a_target(at_least=90, revisions=[a_revision("2025-03", at_least=95)])
    shown = view_of(target)
    assert (shown.was, shown.pledge) == ("90 sites or more", ("", "95", "sites or more"))


def test_the_first_deadline_is_kept_beside_the_present_one() -> None:
    target = a_target(at_least=90, due=2024, revisions=[a_revision("2025-03", due=2026)])
    shown = view_of(target)
    assert (shown.was, shown.due) == ("by the end of 2024", "by the end of 2026")
    both = a_target(at_least=90, revisions=[a_revision("2025-03", at_least=95, due=2027)])
    assert view_of(both).was == "90 sites or more, by the end of 2026"
    same = a_target(at_least=90, due=2026, revisions=[a_revision("2025-03", due=2026)])
    assert view_of(same).was == ""


def test_a_borrowed_deadline_is_called_so() -> None:
    note = "no date of its own; due at the plan's end"
    assert view_of(a_target(at_least=1)).due_note == note
    assert view_of(a_target(at_least=1, due=2026)).due_note == ""
    assert view_of(a_target(at_least=1), end=None).due_note == ""


def test_the_numbers_are_those_of_the_formula() -> None:
    target = a_target(at_least=90, due=2025, baseline={"value": 10, "as_of": 2023})
    assert view_of(target, told("2024-12-31", 60)).numbers == (
        ("Promised", "90 sites or more"),
        ("Baseline", "10 sites"),
        ("Reported", "60 sites"),
        ("As of", "31 December 2024"),
        ("Share of the way", "62%"),
        ("Expected by time", "50%"),
        ("Due", "by the end of 2025"),
    )
    assert view_of(target).baseline == "Baseline 10 sites (2023)"


def test_the_time_that_had_passed_is_no_number_of_a_promise_that_is_settled() -> None:
    for value, today in ((100, TODAY), (60, "2026-02-01")):
        shown = view_of(
            a_target(at_least=90, due="2025-06"), told("2025-06-30", value), today=today
        )
        assert "Expected by time" not in dict(shown.numbers)


def test_a_value_of_nought_is_a_number_like_any() -> None:
    rows = dict(view_of(a_target(at_least=90), told("2024-12-31", 0)).numbers)
    assert (rows["Reported"], rows["Share of the way"]) == ("0 sites", "0%")


def test_what_is_not_known_has_no_row() -> None:
    names = [name for name, _ in view_of(a_target(at_least=90)).numbers]
    assert names == ["Promised", "Due"]
    assert view_of(a_target()).numbers == ()


# Years and districts


def test_each_year_of_a_yearly_target_is_a_row() -> None:
    target = a_target(at_least=3, repeats="yearly")
    shown = view_of(target, told("2024-12-31", 3), told("2025-06-30", 1))
    assert [(row.name, row.value, row.status) for row in shown.years] == [
        ("2024", "3 sites", "delivered"),
        ("2025", "1 sites", "behind"),
        ("2026", "—", "pending"),
    ]
    assert all(row.picture for row in shown.years)
    assert (shown.picture, shown.numbers, shown.explore) == (None, (), "")


def by_place(target: Target, *snapshots: Snapshot) -> list[tuple[str, str, str | None, str]]:
    rows = view_of(target, *snapshots, districts=["east", "west"]).districts
    return [(row.name["en"], row.value, row.status, row.word) for row in rows]  # type: ignore[index]


def test_every_district_that_owes_a_target_has_a_row_and_silence_is_shown() -> None:
    target = a_target(at_least=5, each=True)
    assert by_place(target, told("2024-12-31", {"west": 5})) == [
        ("East", "—", "unreported", "no report"),
        ("West", "5 sites", "delivered", "reached"),
    ]
    assert by_place(target, told("2024-12-31", {"west": 5, "east": 0})) == [
        ("East", "0 sites", "behind", "not reached"),
        ("West", "5 sites", "delivered", "reached"),
    ]


def test_a_district_without_a_report_is_an_outline_and_one_with_nought_an_empty_bar() -> None:
    target = a_target(at_least=5, each=True)
    options = drawn(target, told("2024-12-31", {"west": 0}), districts=["east", "west"])
    assert options[1:] == [
        bars.progress_bar("unreported", None, None),
        bars.progress_bar("behind", 0.0, None),
    ]


def test_values_by_place_of_a_common_target_are_not_judged() -> None:
    assert by_place(a_target(at_least=5), told("2024-12-31", {"west": 2})) == [
        ("West", "2 sites", None, "")
    ]


def test_named_places_owe_a_target_and_others_do_not() -> None:
    target = a_target(at_least=5, each=True, regions=["west"])
    assert [row[0] for row in by_place(target, told("2024-12-31", {"west": 2}))] == ["West"]


def test_the_latest_values_by_place_that_nobody_corrected_are_shown() -> None:
    target = a_target(at_least=5, each=True)
    first = told("2024-06-30", {"east": 1})
    second = told("2024-12-31", {"east": 2})
    fix = a_snapshot("2025-06-30", a_report({"east": 3}, corrects="2024-12-31"))
    assert by_place(target, first, second)[0][1] == "2 sites"
    assert by_place(target, first, second, fix)[0][1] == "3 sites"
    gone = a_snapshot("2025-06-30", a_report(note="无数", corrects="2024-12-31"))
    assert by_place(target, first, second, gone)[0][1] == "1 sites"


def test_without_values_by_place_there_is_no_table() -> None:
    assert by_place(a_target(at_least=5, each=True), told("2024-12-31", 3)) == []


# Curve


def curve(*values: Any, language: Language = "en", **terms: Any) -> Any:
    target = a_target(**{"at_least": 90, "due": 2025, **terms})
    said = [told(f"2024-{month:02}", value) for month, value in enumerate(values, 6)]
    explore = view_of(target, *said, language=language).explore
    return json.loads(explore) if explore else None


def test_the_curve_joins_two_values_or_there_is_none() -> None:
    assert curve() is None
    assert curve(10) is None
    reported, pace, goal = curve(10, 20)["series"]
    assert reported["data"] == [["2024-06-30", 10.0], ["2024-07-31", 20.0]]
    assert pace["data"] == [["2023-12-31", 0.0], ["2025-12-31", 90.0]]
    assert goal["data"] == [["2023-12-31", 90.0], ["2025-12-31", 90.0]]
    assert [line["name"] for line in (reported, pace, goal)] == [
        "Reported",
        "Expected by time",
        "Promised",
    ]


def test_the_pace_begins_at_the_baseline() -> None:
    pace = curve(20, 30, baseline={"value": 10, "as_of": "2024-03"})["series"][1]
    assert pace["data"] == [["2024-03-31", 10.0], ["2025-12-31", 90.0]]


def test_what_is_corrected_is_no_point_of_the_curve() -> None:
    target = a_target(at_least=90, due=2025)
    said = (told("2024-06", 10), told("2024-07", 99))
    fix = a_snapshot("2024-08", a_report(20, corrects="2024-07"))
    points = json.loads(view_of(target, *said, fix).explore)["series"][0]["data"]
    assert points == [["2024-06-30", 10.0], ["2024-07-31", 20.0]]
    gone = a_snapshot("2024-08", a_report(note="无数", corrects="2024-07"))
    assert view_of(target, *said, gone).explore == ""


def test_without_a_number_or_a_deadline_there_is_no_curve() -> None:
    said = (told("2024-06", "under-way"), told("2024-07", "completed"))
    assert view_of(a_target(), *said).explore == ""
    numbers = (told("2024-06", 1), told("2024-07", 2))
    assert view_of(a_target(at_least=9), *numbers, end=None).explore == ""


def test_the_curve_counts_as_the_words_beside_it_do() -> None:
    """English says 120,000 homes where the document says 12 万套."""
    chinese = curve(3, "4.5", language="zh", at_least=12, unit="wan-homes")
    assert [point[1] for point in chinese["series"][0]["data"]] == [3.0, 4.5]
    english = curve(3, "4.5", at_least=12, unit="wan-homes", baseline={"value": 1, "as_of": 2023})
    assert [[point[1] for point in line["data"]] for line in english["series"]] == [
        [30000.0, 45000.0],
        [10000.0, 120000.0],
        [120000.0, 120000.0],
    ]
