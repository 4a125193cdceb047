"""ECharts options of bars: they hold no words, and shares are never false.

The expected options stand in golden/charts/; UPDATE_GOLDEN=1 writes them anew.
"""

from __future__ import annotations

import json
import re
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.account.status import STATUSES, Status
from mingzhang.charts import bars
from mingzhang.charts.lines import Option
from tests.support.builders import golden, values_in
from tests.support.paths import GOLDEN, ROOT

CHARTS = GOLDEN / "charts"

OPTIONS: dict[str, Option] = {
    "progress-on-track": bars.progress_bar("on-track", 52.0, 50.0),
    "progress-behind": bars.progress_bar("behind", 0.0, 66.5),
    "progress-delivered": bars.progress_bar("delivered", 100.0, None),
    "progress-unknown": bars.progress_bar("unreported", None, None),
    "progress-compared": bars.comparison(
        [(50.0, None, "unreported"), (60.0, 20.5, "behind"), (30.0, 0.0, "overdue")]
    ),
    "progress-years": bars.by_years([0.0, None, 60.5], 80.0),
    "progress-years-of-no-promise": bars.by_years([12.0, None], None),
    "status-bar": bars.status_bar({"unreported": 98, "delivered": 1, "pending": 3}),
}


@pytest.mark.parametrize("name", OPTIONS)
def test_an_option_is_the_golden_one(name: str) -> None:
    now, kept = golden(CHARTS / f"{name}.json", OPTIONS[name])
    assert now == kept


def test_no_golden_file_is_left_over() -> None:
    kept = [*CHARTS.glob("progress-*.json"), *CHARTS.glob("status-*.json")]
    assert {path.stem for path in kept} == OPTIONS.keys()


# Series are numbered; what else is text is a setting of ECharts or a colour.
SETTINGS = re.compile(
    r"|\d+|bar|whole|none|solid|dashed|right|category|value|-?\d+%|url\(#hatch\)|var\(--[a-z0-9-]+\)"
)


@pytest.mark.parametrize("name", OPTIONS)
def test_bars_hold_no_words(name: str) -> None:
    assert [text for text in values_in(OPTIONS[name]) if not SETTINGS.fullmatch(text)] == []


@pytest.mark.parametrize("name", OPTIONS)
def test_nothing_of_pyecharts_own_page_survives(name: str) -> None:
    text = json.dumps(OPTIONS[name])
    assert not re.search(r"[0-9a-f]{32}|https?:|function|<", text)
    assert {"chart_id", "renderer", "toolbox", "color"}.isdisjoint(OPTIONS[name])


@pytest.mark.parametrize("name", OPTIONS)
def test_bars_stand_still(name: str) -> None:
    assert OPTIONS[name]["animation"] is False
    assert all(series["silent"] for series in OPTIONS[name]["series"])


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


def test_every_status_has_a_colour_and_only_silence_is_hatched() -> None:
    painted = {status: bars.colour(status) for status in get_args(Status)}
    assert len(set(painted.values())) == len(painted)
    assert [status for status in painted if not painted[status].startswith("var(--")] == [
        "unreported"
    ]


def test_every_colour_is_one_that_the_stylesheet_names() -> None:
    css = ROOT / "overrides" / "assets" / "stylesheets" / "ledger.css"
    named = set(re.findall(r"(--[a-z0-9-]+):", css.read_text("utf-8")))
    used = {name for option in OPTIONS.values() for text in values_in(option)
            for name in re.findall(r"var\((--[a-z0-9-]+)\)", text)}  # fmt: skip
    assert used | {f"--{status}" for status in STATUSES} <= named


def test_the_series_of_a_bar_of_counts_are_the_statuses_that_occur() -> None:
    fills = [series["itemStyle"]["color"] for series in OPTIONS["status-bar"]["series"]]
    assert fills == ["var(--delivered)", "url(#hatch)", "var(--pending)"]
