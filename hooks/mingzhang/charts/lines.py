"""ECharts options, built with pyecharts as plain dictionaries. Pure; no random ids survive."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from pyecharts import options as opts
from pyecharts.charts import Line, Scatter

Option = dict[str, Any]


def timeline_option(
    rows: Sequence[str],
    phases: Sequence[tuple[date, date]],
    deadlines: Mapping[date, int],
    snapshots: Sequence[date],
    today: date,
) -> Option:
    """Phases as bars, deadlines as dots that grow with the number of targets due, snapshots too.

    `rows` are the three row names, from the top. Time runs from the first to the last date shown.
    """
    days = [*deadlines, *snapshots, *(day for phase in phases for day in phase)]
    names = list(reversed(rows))
    chart = Scatter().add_xaxis([])
    for kind, points, size, fill in (
        ("deadlines", [[str(day), names[1]] for day in deadlines], None, "var(--ink-2)"),
        ("snapshots", [[str(day), names[0]] for day in snapshots], 9, "var(--delivered)"),
    ):
        chart.options["series"].append(_points(kind, points, size, fill, deadlines))
    chart.options["series"] += [
        _phase(names[2], *phase, f"var(--phase-{number % 2 + 1})")
        for number, phase in enumerate(phases)
    ]
    chart.set_global_opts(
        xaxis_opts=_years(min(days), max(days)),
        yaxis_opts=_row_names(),
        legend_opts=opts.LegendOpts(is_show=False),
        tooltip_opts=opts.TooltipOpts(is_show=False),
    )
    chart.options["yAxis"][0]["data"] = names
    if min(days) <= today <= max(days):
        chart.options["series"][0]["markLine"] = _today(today)
    return still(chart, {"left": 8, "right": 16, "top": 8, "bottom": 4, "containLabel": True})


def _years(first: date, last: date) -> opts.AxisOpts:
    return opts.AxisOpts(
        type_="time",
        min_=f"{first.year}-01-01",
        max_=f"{last.year + 1}-01-01",
        min_interval=366 * 86_400_000,
        splitline_opts=opts.SplitLineOpts(
            is_show=True, linestyle_opts=opts.LineStyleOpts(color="var(--rule)")
        ),
        axislabel_opts=opts.LabelOpts(formatter="{yyyy}", color="var(--ink-2)", font_size=12),
    )


def _row_names() -> opts.AxisOpts:
    return opts.AxisOpts(
        type_="category",
        axislabel_opts=opts.LabelOpts(color="var(--ink)"),
        axistick_opts=opts.AxisTickOpts(is_show=False),
        axisline_opts=opts.AxisLineOpts(is_show=False),
        splitline_opts=opts.SplitLineOpts(is_show=False),
    )


def _today(today: date) -> Option:
    return {
        "silent": True,
        "symbol": "none",
        "label": {"show": False},
        "lineStyle": {"color": "var(--seal)", "width": 1.5, "type": "solid"},
        "data": [{"xAxis": str(today)}],
    }


def _points(
    kind: str, points: list[list[str]], size: int | None, fill: str, counts: Mapping[date, int]
) -> Option:
    data = [
        {
            "value": point,
            "symbolSize": size or min(26, 7 + counts[date.fromisoformat(point[0])] ** 0.5 * 3),
        }
        for point in points
    ]
    symbol = {"deadlines": "circle", "snapshots": "diamond"}[kind]
    style = {"color": fill, "opacity": 1}
    return {
        "type": "scatter",
        "name": kind,
        "data": data,
        "symbol": symbol,
        "itemStyle": style,
        "clip": False,
    }


def _phase(row: str, first: date, last: date, fill: str) -> Option:
    """A phase as a thick line between its first and last day; a short one stays visible."""
    return {
        "type": "line",
        "data": [[str(first), row], [str(last), row]],
        "symbol": "none",
        "clip": False,
        "lineStyle": {"color": fill, "width": 12, "opacity": 1},
    }


def story(
    names: Mapping[str, str],
    reported: Sequence[tuple[date, float]],
    pace: Sequence[tuple[date, float]],
    goal: float,
) -> Option:
    """The interactive chart of one target: reported values, the linear pace and the promised value.

    `names` gives the series names `reported`, `pace` and `goal`. Tooltips are rich text: HTML ones
    set style attributes, which a strict Content-Security-Policy forbids (apache/echarts#19938).
    """
    level = [(day, goal) for day, _ in pace]
    series = [
        _line(names["reported"], reported, "var(--delivered)", "solid", size=7),
        _line(names["pace"], pace, "var(--ink-2)", "dashed"),
        _line(names["goal"], level, "var(--seal)", "dotted"),
    ]
    legend = {"top": 0, "data": [names[key] for key in ("reported", "pace", "goal")]}
    return {**_story_frame(), "series": series, "legend": legend}


@cache
def _story_frame() -> Option:
    """What the interactive charts of all targets have in common."""
    chart = Line().add_xaxis([])
    chart.set_global_opts(
        xaxis_opts=opts.AxisOpts(type_="time"),
        yaxis_opts=opts.AxisOpts(type_="value", is_scale=True),
    )
    option = option_of(chart)
    return {
        "xAxis": _slim(option["xAxis"]),
        "yAxis": _slim(option["yAxis"]),
        "tooltip": {"trigger": "axis", "renderMode": "richText", "confine": True},
        "grid": {"left": 8, "right": 24, "top": 40, "bottom": 8, "containLabel": True},
    }


def _line(
    name: str, points: Sequence[tuple[date, float]], fill: str, kind: str, *, size: int = 0
) -> Option:
    return {
        "type": "line",
        "name": name,
        "data": [[str(day), value] for day, value in points],
        "symbolSize": size,
        "itemStyle": {"color": fill},
        "lineStyle": {"color": fill, "type": kind, "width": 2},
    }


def still(chart: Any, grid: Option) -> Option:
    option = option_of(chart)
    return {
        "animation": False,
        "grid": grid,
        "xAxis": _slim(option["xAxis"]),
        "yAxis": _slim(option["yAxis"]),
        "series": [{**_slim(series), "silent": True} for series in option["series"]],
    }


def option_of(chart: Any) -> Option:
    """The chart's option as plain data; never pyecharts' HTML, ids or remote host."""
    option: Option = json.loads(chart.dump_options_with_quotes())
    return option


_DEFAULTS = {
    "animation", "animationThreshold", "animationDuration", "animationEasing", "animationDelay",
    "animationDurationUpdate", "animationEasingUpdate", "animationDelayUpdate", "legendHoverLink",
    "realtimeSort", "stackStrategy", "cursor", "barMinHeight", "large", "largeThreshold",
    "seriesLayoutBy", "datasetIndex", "zlevel", "nameLocation", "nameGap", "nameTruncate",
    "nameMoveOverlap", "inverse", "offset", "splitNumber", "minInterval", "triggerEvent",
    "richInheritPlainLabel", "valueAnimation",
}  # fmt: skip
"""What pyecharts writes out although it is ECharts' own default."""


def _slim(part: Any) -> Any:
    if isinstance(part, dict):
        return {
            key: _slim(value)
            for key, value in part.items()
            if key not in _DEFAULTS or (key == "minInterval" and value)
        }
    return [_slim(value) for value in part] if isinstance(part, list) else part
