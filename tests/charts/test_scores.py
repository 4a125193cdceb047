"""The picture of scores over the years."""

from __future__ import annotations

from typing import Any

from mingzhang.charts.scores import scores, size


def series(option: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [each for each in option["series"] if each["type"] == kind]


OPTION = scores(["East", "West"], [[80.5, 91.0, 93.0], [None, 74.0, None]])


def test_rows_stand_from_the_top_in_the_order_given() -> None:
    assert OPTION["yAxis"][0]["data"] == ["West", "East"]


def test_every_time_has_its_points_and_what_is_unknown_has_none() -> None:
    points = [each["data"] for each in series(OPTION, "scatter")]
    assert points == [[[80.5, "East"]], [[91.0, "East"], [74.0, "West"]], [[93.0, "East"]]]


def test_only_the_newest_points_are_filled() -> None:
    fills = [each["itemStyle"]["color"] for each in series(OPTION, "scatter")]
    assert fills == ["var(--paper)", "var(--paper)", "var(--delivered)"]


def test_a_line_joins_the_values_of_a_row_that_has_several() -> None:
    assert [each["data"] for each in series(OPTION, "line")] == [[[80.5, "East"], [93.0, "East"]]]


def test_the_axis_ends_at_multiples_of_five_around_the_values() -> None:
    axis = OPTION["xAxis"][0]
    assert (axis["min"], axis["max"]) == (70, 95)


def test_the_picture_grows_with_its_rows() -> None:
    assert size(350, 4)[1] - size(350, 3)[1] == 34
    assert size(350, 3)[0] == 350
