"""ECharts options of timelines and curves: the same facts give the same plain data.

The expected options stand in golden/charts/; UPDATE_GOLDEN=1 writes them anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from mingzhang.charts import lines
from mingzhang.charts.lines import Option
from tests.support.builders import golden
from tests.support.paths import GOLDEN

CHARTS = GOLDEN / "charts"
D = date
ROWS = ["阶段", "期限", "报告"]
PHASES = [(D(2024, 1, 1), D(2024, 3, 31)), (D(2024, 4, 1), D(2026, 9, 30))]
DUE = {D(2025, 12, 31): 9, D(2026, 6, 30): 1, D(2026, 12, 31): 100}
SAID = [D(2024, 12, 31), D(2025, 6, 30)]
NAMES = {"reported": "报告值", "pace": "按时间应到", "goal": "承诺值"}

OPTIONS: dict[str, Option] = {
    "timeline": lines.timeline_option(ROWS, PHASES, DUE, SAID, D(2025, 7, 1)),
    "timeline-past": lines.timeline_option(ROWS, PHASES, DUE, SAID, D(2027, 1, 1)),
    "story": lines.story(
        NAMES,
        [(D(2024, 6, 30), 12.5), (D(2024, 12, 31), 30.0)],
        [(D(2023, 12, 31), 0.0), (D(2026, 12, 31), 90.0)],
        90.0,
    ),
}


@pytest.mark.parametrize("name", OPTIONS)
def test_an_option_is_the_golden_one(name: str) -> None:
    now, kept = golden(CHARTS / f"{name}.json", OPTIONS[name])
    assert now == kept


def test_no_golden_file_is_left_over() -> None:
    """Those of bars are test_bars.py's own."""
    names = {path.stem for path in CHARTS.glob("*.json")}
    assert {name for name in names if not name.startswith(("progress-", "status-"))} == (
        OPTIONS.keys()
    )


def keys(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from part
        for value in part.values():
            yield from keys(value)
    elif isinstance(part, list):
        for value in part:
            yield from keys(value)


@pytest.mark.parametrize("name", OPTIONS)
def test_nothing_of_pyecharts_own_page_survives(name: str) -> None:
    text = json.dumps(OPTIONS[name])
    assert not re.search(r"[0-9a-f]{32}|https?:|function|<", text)
    assert {"chart_id", "renderer", "toolbox", "color"}.isdisjoint(OPTIONS[name])


@pytest.mark.parametrize("name", [name for name in OPTIONS if name != "story"])
def test_drawings_stand_still(name: str) -> None:
    assert OPTIONS[name]["animation"] is False
    assert all(series["silent"] for series in OPTIONS[name]["series"])


def test_the_same_facts_give_the_same_option_again() -> None:
    again = lines.timeline_option(ROWS, PHASES, DUE, SAID, D(2025, 7, 1))
    assert json.dumps(again) == json.dumps(OPTIONS["timeline"])


def test_a_timeline_marks_today_only_within_its_time() -> None:
    assert OPTIONS["timeline"]["series"][0]["markLine"]["data"] == [{"xAxis": "2025-07-01"}]
    assert "markLine" not in OPTIONS["timeline-past"]["series"][0]


def test_a_timeline_runs_from_its_first_to_its_last_year() -> None:
    (axis,) = OPTIONS["timeline"]["xAxis"]
    assert (axis["min"], axis["max"]) == ("2024-01-01", "2027-01-01")


def test_deadlines_grow_with_the_promises_due_and_stop_growing() -> None:
    dots = OPTIONS["timeline"]["series"][0]["data"]
    assert [dot["symbolSize"] for dot in dots] == [16.0, 10.0, 26]


def test_a_story_shows_what_was_reported_the_pace_and_the_promise() -> None:
    reported, pace, goal = OPTIONS["story"]["series"]
    assert [line["name"] for line in (reported, pace, goal)] == list(NAMES.values())
    assert reported["data"] == [["2024-06-30", 12.5], ["2024-12-31", 30.0]]
    assert goal["data"] == [["2023-12-31", 90.0], ["2026-12-31", 90.0]]


def test_tooltips_of_a_story_need_no_style_attributes() -> None:
    assert OPTIONS["story"]["tooltip"]["renderMode"] == "richText"
    assert "formatter" not in set(keys(OPTIONS["story"]["tooltip"]))
