"""Evaluations, checks and surveys side by side."""

from __future__ import annotations

from typing import Any

from mingzhang.pages.plan.control_tables import TableView, series_of, table_view
from tests.support.builders import a_viewer
from tests.support.control_world import a_controlled, a_result

EAST, WEST = {"region": "east"}, {"region": "west"}
FIRST = a_result("2025-02-10", {**WEST, "score": 80, "rank": 1}, period=2024, out_of=100)
SECOND = a_result(
    "2026-02-10",
    {**EAST, "score": 90.5, "rank": 1, "grade": {"zh": "优秀", "en": "Excellent"}},
    {**WEST, "score": 80, "rank": 2},
    period=2025,
    out_of=100,
)


def tables(*results: dict[str, Any], kind: Any = "evaluation") -> list[TableView]:
    account, view = a_controlled(*results), a_viewer("en")
    return [table_view(series, account, view) for series in series_of(account, kind)]


def test_results_of_a_kind_stand_side_by_side_oldest_first() -> None:
    (table,) = tables(SECOND, FIRST)
    assert table.times == [
        ("#result-2025-02-10-result", "2024"),
        ("#result-2026-02-10-result", "2025"),
    ]
    assert [(name.zh, cells) for _, name, cells in table.rows] == [
        ("东区", [("—", ""), ("90.5", "Rank 1, Excellent")]),
        ("西区", [("80", "Rank 1"), ("80", "Rank 2")]),
    ]


def test_two_times_make_a_picture_and_one_makes_none() -> None:
    (both,), (one,) = tables(FIRST, SECOND), tables(FIRST)
    assert both.pictures and both.caption == "Scores: rings from 2024 on, the dot is 2025."
    assert (one.pictures, one.caption) == (None, "")


def test_scores_out_of_different_wholes_make_no_picture() -> None:
    other = {**SECOND, "out_of": 120}
    (table,) = tables(FIRST, other)
    assert table.pictures is None


def test_places_and_departments_have_tables_of_their_own() -> None:
    bodies = a_result("2025-02-11", {"department": "housing", "score": 70}, out_of=100)
    found = tables(FIRST, bodies)
    assert [table.title for table in found] == ["Scores of places", "Scores of departments"]


def test_a_survey_and_a_check_say_their_counts() -> None:
    survey = a_result("2025-01-10", {**EAST, "sample": 1200, "satisfied": 88.5}, kind="survey")
    check = a_result("2025-01-11", {**EAST, "checked": 60, "faulty": 9, "mended": 7}, kind="check")
    (asked,), (checked,) = tables(survey, kind="survey"), tables(check, kind="check")
    assert asked.rows[0][2] == [("88.5%", "1,200 asked")]
    assert checked.rows[0][2] == [("9 faulty", "60 checked, 7 mended")]


def test_rows_on_projects_and_corrected_results_stand_in_no_table() -> None:
    project = a_result("2025-02-10", {"project": "park", "score": 3})
    assert tables(project) == []
    later = {**SECOND, "corrects": {"result": "2025-02-10-result", "reason": "误记"}}
    (table,) = tables(FIRST, later)
    assert [time for _, time in table.times] == ["2025"]


def test_pilots_are_never_a_table() -> None:
    assert tables(a_result("2025", {**EAST, "score": 1}, kind="pilot"), kind="pilot") == []
