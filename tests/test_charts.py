"""ECharts options: the same facts give the same plain data, and bars hold no words.

The expected options stand in golden/charts/; UPDATE_GOLDEN=1 writes them anew.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang import bars, charts
from mingzhang.charts import Option
from mingzhang.status import STATUSES, Status

GOLDEN = Path(__file__).parent / "golden" / "charts"
D = date
ROWS = ["阶段", "期限", "报告"]
PHASES = [(D(2024, 1, 1), D(2024, 3, 31)), (D(2024, 4, 1), D(2026, 9, 30))]
DUE = {D(2025, 12, 31): 9, D(2026, 6, 30): 1, D(2026, 12, 31): 100}
SAID = [D(2024, 12, 31), D(2025, 6, 30)]
NAMES = {"reported": "报告值", "pace": "按时间应到", "goal": "承诺值"}

OPTIONS: dict[str, Option] = {
    "progress-on-track": bars.progress_bar("on-track", 52.0, 50.0),
    "progress-behind": bars.progress_bar("behind", 0.0, 66.5),
    "progress-delivered": bars.progress_bar("delivered", 100.0, None),
    "progress-unknown": bars.progress_bar("unreported", None, None),
    "status-bar": bars.status_bar({"unreported": 98, "delivered": 1, "pending": 3}),
    "timeline": charts.plan_timeline(ROWS, PHASES, DUE, SAID, D(2025, 7, 1)),
    "timeline-past": charts.plan_timeline(ROWS, PHASES, DUE, SAID, D(2027, 1, 1)),
    "story": charts.story(
        NAMES,
        [(D(2024, 6, 30), 12.5), (D(2024, 12, 31), 30.0)],
        [(D(2023, 12, 31), 0.0), (D(2026, 12, 31), 90.0)],
        90.0,
    ),
}


@pytest.mark.parametrize("name", OPTIONS)
def test_an_option_is_the_golden_one(name: str) -> None:
    path = GOLDEN / f"{name}.json"
    text = json.dumps(OPTIONS[name], ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert json.loads(text) == json.loads(path.read_text("utf-8"))


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == OPTIONS.keys()


def strings(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for value in part.values():
            yield from strings(value)
    elif isinstance(part, list):
        for value in part:
            yield from strings(value)
    elif isinstance(part, str):
        yield part


def keys(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from part
        for value in part.values():
            yield from keys(value)
    elif isinstance(part, list):
        for value in part:
            yield from keys(value)


BARS = [name for name in OPTIONS if name.startswith(("progress", "status"))]
# Series are numbered; what else is text is a setting of ECharts or a colour.
SETTINGS = re.compile(
    r"|\d+|bar|whole|none|solid|dashed|right|category|value|\d+%|url\(#hatch\)|var\(--[a-z0-9-]+\)"
)


@pytest.mark.parametrize("name", BARS)
def test_bars_hold_no_words(name: str) -> None:
    assert [text for text in strings(OPTIONS[name]) if not SETTINGS.fullmatch(text)] == []


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
    again = charts.plan_timeline(ROWS, PHASES, DUE, SAID, D(2025, 7, 1))
    assert json.dumps(again) == json.dumps(OPTIONS["timeline"])


@pytest.mark.parametrize(
    ("share", "percent"),
    [
        (0.0, 0.0),
        (0.5231, 52.5),
        (0.5224, 52.0),
        (0.997, 99.5),
        (0.999, 100.0),
        (1.7, 100.0),
        (-0.2, 0.0),
    ],
)
def test_a_share_is_rounded_to_half_a_percent_and_kept_in_its_bar(
    share: float, percent: float
) -> None:
    assert bars.rounded(share) == percent


@given(st.floats(-10, 10))
def test_rounding_moves_a_drawn_share_by_a_quarter_of_a_percent_at_most(share: float) -> None:
    drawn = bars.rounded(share)
    assert drawn * 2 == int(drawn * 2)
    assert abs(drawn - min(100, max(0, share * 100))) <= 0.25


COUNTS = st.dictionaries(st.sampled_from(STATUSES), st.integers(0, 5000))


@given(COUNTS.filter(lambda counts: any(counts.values())))
def test_shares_add_to_a_hundred_and_no_present_status_vanishes(counts: dict[Status, int]) -> None:
    shares = bars.bar_shares(counts)
    assert sum(share for _, share in shares) == 100
    assert [status for status, _ in shares] == [s for s in STATUSES if counts.get(s)]
    assert all(share >= 1 and share * 2 == int(share * 2) for _, share in shares)


def test_a_single_status_fills_its_bar() -> None:
    assert bars.bar_shares({"unreported": 98}) == (("unreported", 100.0),)


def test_one_of_a_thousand_is_still_seen() -> None:
    shares = dict(bars.bar_shares({"delivered": 1, "unreported": 999}))
    assert shares == {"delivered": 1.0, "unreported": 99.0}


def test_nothing_counted_is_no_bar() -> None:
    assert bars.bar_shares({"delivered": 0}) == ()


def test_an_unknown_value_is_an_outline_and_not_nought() -> None:
    (series,) = OPTIONS["progress-unknown"]["series"]
    assert series["itemStyle"]["color"] == "none"
    nought = OPTIONS["progress-behind"]["series"]
    assert [bar["data"] for bar in nought] == [[0.0], [100.0]]


def test_the_pace_is_marked_only_where_it_is_given() -> None:
    def marks(name: str) -> list[Any]:
        return [bar["markLine"]["data"] for bar in OPTIONS[name]["series"] if bar.get("markLine")]

    assert marks("progress-on-track") == [[{"xAxis": 50.0}]]
    assert marks("progress-delivered") == []


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
