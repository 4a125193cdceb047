"""Bars: of progress towards one target, of counts by status, of several promises or years on one
axis. Pure ECharts options.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from pyecharts import options as opts
from pyecharts.charts import Bar

from mingzhang.account.status import STATUSES, Status
from mingzhang.charts.lines import Option, still

BAR = (640, 30)
"""Width and height in which a progress bar is drawn; pages stretch it."""
COUNTS = (640, 16)
"""Width and height of a bar of counts by status."""
SLIM = "56%"
"""How much of the height a progress bar leaves free, so that the mark of the pace stands out."""
STEP = 0.5
"""Bars are rounded to half a percent, so that many targets share a picture."""

THIRDS = 3
"""A row of a comparison is as high as three bars; the page writes its words over the upper two."""
LEAST = 1.5
"""How long a bar of a comparison is at least, in percent: a reported nought is no absence."""
COMPARED = (640, 60)
"""Width and height in which one row of a comparison is drawn."""
YEARS = (160, 64)
"""Width and height in which the years of one district are drawn."""

_HIDDEN = opts.AxisOpts(is_show=False)
_NO_LABEL = opts.LabelOpts(is_show=False)
_EDGE_TO_EDGE = {"left": 0, "right": 0, "top": 0, "bottom": 0}


def colour(status: str) -> str:
    """What a status is painted with; the page resolves it, so that one picture serves every scheme.

    “No public result” is hatched, also where an older report tells how far it was.
    """
    return "url(#hatch)" if status == "unreported" else f"var(--{status})"


@cache
def rounded(share: float) -> float:
    """The share of 1 as a percentage within 0 and 100, in steps of half a percent, for drawings."""
    return min(100.0, max(0.0, round(share * 100 / STEP) * STEP))


def progress_bar(status: Status, attained: float | None, expected: float | None) -> Option:
    """A bar of what was attained, with a mark at the linear pace; in percent, as `rounded` gives.

    Without `attained` the outline of a bar: absence, not nothing attained.
    """
    if attained is None:
        return _bar([(100, None)], None, SLIM)
    parts = [(attained, colour(status)), (100 - attained, "var(--rule-2)")]
    return _bar(parts, expected, SLIM)


def status_bar(counts: Mapping[Status, int]) -> Option:
    """One bar of counts by status, each a share of the whole; at least 1 % where there is one.

    The n-th series is the n-th status of `STATUSES` that occurs.
    """
    return _bar([(share, colour(status)) for status, share in bar_shares(counts)], None, "0%")


def bar_shares(counts: Mapping[Status, int]) -> tuple[tuple[Status, float], ...]:
    """The statuses that occur, with percentages that add up to 100."""
    present = [(status, counts[status]) for status in STATUSES if counts.get(status)]
    whole = sum(count for _, count in present)
    shares = [max(1.0, round(count * 100 / whole / STEP) * STEP) for _, count in present]
    if shares:
        shares[shares.index(max(shares))] += 100 - sum(shares)
    return tuple((status, share) for (status, _), share in zip(present, shares, strict=True))


def _bar(parts: Sequence[tuple[float, str | None]], mark: float | None, gap: str) -> Option:
    """Parts of a whole one after the other, each with its value and what it is painted with; None
    is an outline. The mark stands at its value.
    """
    series = [
        {**_part(fill, gap), "name": str(number), "data": [value]}
        for number, (value, fill) in enumerate(parts)
    ]
    if mark is not None:
        series[0]["markLine"] = {**_mark(), "data": [{"xAxis": mark}]}
    return {**_bare_bar(), "series": series}


@cache
def _bare_bar() -> Option:
    """What all bars of parts have in common."""
    return still(_on_its_side(Bar().add_xaxis([""])), _EDGE_TO_EDGE)


@cache
def _part(fill: str | None, gap: str) -> Option:
    """A part but for its name and value."""
    style = (
        opts.ItemStyleOpts(color=fill)
        if fill
        else opts.ItemStyleOpts(
            color="none", border_color="var(--unreported)", border_width=1, border_type="dashed"
        )
    )
    chart = Bar().add_xaxis([""])
    chart.add_yaxis(
        "", [0], stack="whole", category_gap=gap, label_opts=_NO_LABEL, itemstyle_opts=style
    )
    part: Option = still(_on_its_side(chart), _EDGE_TO_EDGE)["series"][0]
    return part


@cache
def _mark() -> Option:
    """The mark of the pace but for its place."""
    line = opts.MarkLineOpts(
        is_silent=True,
        symbol="none",
        data=[],
        label_opts=_NO_LABEL,
        linestyle_opts=opts.LineStyleOpts(color="var(--ink)", width=2, type_="solid"),
    )
    chart = Bar().add_xaxis([""]).add_yaxis("", [0], markline_opts=line)
    mark: Option = still(_on_its_side(chart), _EDGE_TO_EDGE)["series"][0]["markLine"]
    return mark


def _on_its_side(chart: Bar) -> Bar:
    """The chart with bars from left to right on a whole of 100, without words."""
    return chart.reversal_axis().set_global_opts(
        xaxis_opts=opts.AxisOpts(is_show=False, min_=0, max_=100),
        yaxis_opts=_HIDDEN,
        legend_opts=opts.LegendOpts(is_show=False),
        tooltip_opts=opts.TooltipOpts(is_show=False),
    )


def comparison(rows: Sequence[tuple[float, float | None, Status]]) -> Option:
    """Promises on one axis, from the top: what was promised as a box, what was reported as a bar
    in the colour of the status; in percent of the axis. Without a report the box is dashed.

    Each bar stands in the lowest third of its row; see `THIRDS`.
    """
    boxes = [_box(promised, reported is not None) for promised, reported, _ in rows]
    fills = [
        opts.BarItem(
            "",
            None if reported is None else max(reported, LEAST),
            itemstyle_opts=opts.ItemStyleOpts(color=colour(status)),
        )
        for _, reported, status in rows
    ]
    chart = Bar().add_xaxis([""] * len(rows) * THIRDS)
    for number, items in enumerate((fills, boxes)):
        below = [part for item in reversed(items) for part in (item, None, None)]
        chart.add_yaxis(
            str(number), below, gap="-100%", category_gap="8%", label_opts=_NO_LABEL
        )  # fmt: skip
    return _on_axis(chart.reversal_axis())


def by_years(values: Sequence[float | None], promised: float | None) -> Option:
    """The values of one district, a column a year, in percent of the axis; a line at the promise.

    A year without a report is a dashed box up to the promise, or up to half the axis.
    """
    bare = _bare_years(len(values))
    missing, reported = bare["series"][0]["data"]
    items = [
        {**missing, "value": promised or 50}
        if value is None
        else {**reported, "value": max(value, LEAST)}
        for value in values
    ]
    series = {**bare["series"][0], "data": items}
    if promised is not None:
        series["markLine"] = {**_mark(), "data": [{"yAxis": promised}]}
    return {**bare, "series": [series]}


@cache
def _bare_years(count: int) -> Option:
    """The years of a district but for their values; for these an item without a report and one
    with a report.
    """
    style = opts.ItemStyleOpts(color="var(--delivered)")
    items = [_box(0, reported=False), opts.BarItem("", 0, itemstyle_opts=style)]
    chart = Bar().add_xaxis([""] * count)
    chart.add_yaxis("0", items, category_gap="30%", label_opts=_NO_LABEL)
    return _on_axis(chart, upright=True)


def _box(value: float, reported: bool) -> opts.BarItem:
    edge, kind = ("var(--edge)", "solid") if reported else ("var(--unreported)", "dashed")
    style = opts.ItemStyleOpts(
        color="none", border_color=edge, border_width=1.5, border_type=kind
    )  # fmt: skip
    return opts.BarItem("", value, itemstyle_opts=style)


def _on_axis(chart: Bar, *, upright: bool = False) -> Option:
    """The chart between 0 and 100 from edge to edge, without words."""
    whole = opts.AxisOpts(is_show=False, min_=0, max_=100)
    chart.set_global_opts(
        xaxis_opts=_HIDDEN if upright else whole,
        yaxis_opts=whole if upright else _HIDDEN,
        legend_opts=opts.LegendOpts(is_show=False),
        tooltip_opts=opts.TooltipOpts(is_show=False),
    )
    return still(chart, _EDGE_TO_EDGE)
