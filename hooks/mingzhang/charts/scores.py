"""The picture of an evaluation or a survey over the years, as ECharts options. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from pyecharts import options as opts
from pyecharts.charts import Scatter

from mingzhang.charts.lines import Option, still

_ROW, _FRAME = 34, 34
"""Heights in pixels: of a row, and of the axis with the margins."""

_STEP = 5
"""The axis begins and ends at a multiple of it."""


def size(width: int, rows: int) -> tuple[int, int]:
    """The size of the picture with so many rows."""
    return width, _FRAME + _ROW * rows


def scores(names: Sequence[str], values: Sequence[Sequence[float | None]]) -> Option:
    """A row a subject, from the top; its values, oldest first, as rings and the newest as a dot."""
    rows = list(reversed(names))
    known = [value for row in values for value in row if value is not None]
    chart = Scatter().add_xaxis([])
    for name, row in zip(names, values, strict=True):
        shares = [value for value in row if value is not None]
        if len(shares) > 1:
            chart.options["series"].append(_way(name, min(shares), max(shares)))
    for number in range(len(values[0])):
        points = [[row[number], name] for name, row in zip(names, values, strict=True)]
        drawn = [point for point in points if point[0] is not None]
        chart.options["series"].append(_points(drawn, newest=number == len(values[0]) - 1))
    chart.set_global_opts(
        xaxis_opts=opts.AxisOpts(
            type_="value",
            min_=floor((min(known) - 1) / _STEP) * _STEP,
            max_=ceil((max(known) + 1) / _STEP) * _STEP,
            splitline_opts=opts.SplitLineOpts(
                is_show=True, linestyle_opts=opts.LineStyleOpts(color="var(--rule)")
            ),
            axislabel_opts=opts.LabelOpts(color="var(--ink-2)", font_size=12),
        ),
        yaxis_opts=opts.AxisOpts(
            type_="category",
            axislabel_opts=opts.LabelOpts(color="var(--ink)"),
            axistick_opts=opts.AxisTickOpts(is_show=False),
            axisline_opts=opts.AxisLineOpts(is_show=False),
        ),
        legend_opts=opts.LegendOpts(is_show=False),
        tooltip_opts=opts.TooltipOpts(is_show=False),
    )
    axis = chart.options["yAxis"][0]
    axis["data"] = rows
    axis["axisLabel"].opts |= {"width": 120, "overflow": "break", "interval": 0}
    # Node.js guesses how wide words are, a little too small.
    margins = {"left": 16, "right": 16, "top": 6, "bottom": 4, "containLabel": True}
    return still(chart, margins)


def _way(row: str, low: float, high: float) -> Option:
    return {
        "type": "line",
        "data": [[low, row], [high, row]],
        "symbol": "none",
        "lineStyle": {"color": "var(--edge)", "width": 2, "opacity": 1},
    }


def _points(data: list[list[float | str | None]], newest: bool) -> Option:
    fill = "var(--delivered)" if newest else "var(--paper)"
    edge = "var(--delivered)" if newest else "var(--ink-2)"
    return {
        "type": "scatter",
        "data": data,
        "symbol": "circle",
        "symbolSize": 11,
        "itemStyle": {"color": fill, "borderColor": edge, "borderWidth": 2, "opacity": 1},
        "clip": False,
    }
