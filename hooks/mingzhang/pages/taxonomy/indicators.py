"""The pages of measures: the same promise of several plans, as charts on one axis and a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import ClassVar

from markupsafe import Markup

from mingzhang import urls
from mingzhang.account.account import ordered
from mingzhang.account.catalog import Catalog
from mingzhang.account.comparable import (
    SHARE,
    ComparableTargets,
    ComparedTarget,
    comparisons,
    promised_of,
)
from mingzhang.charts import bars
from mingzhang.model.fields import Text
from mingzhang.model.plan import Plan
from mingzhang.model.registries import Indicator
from mingzhang.pages.page import Content, Page, names, title
from mingzhang.pages.taxonomy.lists import counts_of, list_page, real, row
from mingzhang.pages.viewer import LineView, StatusBar, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """A promise beside those of other plans, in the chart and the table alike."""

    plan: Plan
    url: str
    under: Text | str
    """The title of its project, or that it is one of the plan's goals."""
    line: LineView
    pledge: str
    reported: str
    """The last report with its date, in words; empty without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonChart:
    """Promises that can be compared, on one axis."""

    picture: Markup
    title: str
    sentence: str
    """How many promises, and how many of them with a report."""
    note: str
    """That amounts depend on the size of the place; empty for shares."""
    rows: Sequence[ComparedRow]
    axis: Sequence[str]
    """The values at its beginning, middle and end, in words."""


@dataclass(frozen=True, slots=True)
class ComparedPlan:
    """The promises of one plan in the table."""

    plan: Plan
    rows: Sequence[ComparedRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorContent(Content):
    """A measure that several plans use."""

    template: ClassVar = "taxonomy/indicator"
    kind: ClassVar = "indicator"

    subject: Text
    trail: Sequence[tuple[str, str]]
    about: Text | None
    unit: str
    bar_view: StatusBar | None
    charts: Sequence[ComparisonChart]
    left: str
    """Why promises stand in the table and in no chart."""
    tables: Sequence[ComparedPlan]


def indicator_list(catalog: Catalog, view: Viewer) -> Page:
    """The list of measures that plans share."""
    rows = [
        row(
            urls.indicator_url(item.id),
            item.name,
            item.description or "",
            catalog.indicators[item.id],
            view,
        )
        for item in view.registries.indicators.values()
        if item.id in view.measures
    ]
    return list_page("indicators", [("", rows)], view)


def indicator_page(item: Indicator, catalog: Catalog, view: Viewer) -> Page:
    """The page of a measure."""
    entries = catalog.indicators[item.id]
    words, promised = view.words, promised_of(entries)
    compared, counts = comparisons(promised), counts_of(real(entries))
    content = IndicatorContent(
        subject=item.name,
        trail=[("indicators/", words("title.indicators"))],
        about=item.description,
        unit=view.registries.units[item.unit].name[words.language],
        bar_view=view.status_bar(counts),
        charts=[_chart(targets, view) for targets in compared],
        left=_left_out(promised, compared, view),
        tables=[
            ComparedPlan(rows[0].account.plan, [_compared_row(promise, view) for promise in rows])
            for rows in _rows_by_plan(promised)
        ],
    )
    return Page(
        urls.indicator_url(item.id),
        content,
        title(item.name, words=words),
        (item.description or item.name)[words.language],
        "indicators",
        also=(item.id, *names(item.name, words=words)),
        standing=ordered(counts),
    )


def _rows_by_plan(promised: Sequence[ComparedTarget]) -> Iterator[list[ComparedTarget]]:
    for _, rows in groupby(promised, key=lambda row: row.account.plan.id):
        yield list(rows)


def _chart(targets: ComparableTargets, view: Viewer) -> ComparisonChart:
    """One axis: its picture, what it says in a sentence, and the words beside each bar."""
    words, end = view.words, targets.end
    drawn = tuple(
        (
            bars.rounded(float((row.assessment.promise.value or 0) / end)),
            bars.rounded(float(row.value / end)) if row.value is not None else None,
            row.assessment.status,
        )
        for row in targets.promised
    )
    width, height = bars.COMPARED
    reported = sum(row.value is not None for row in targets.promised)
    kinds = ["fall" if targets.falls else "rise"]
    kinds += ["each"] if targets.each else []
    kinds += ["yearly"] if targets.yearly else []
    heading = words("list.join").join(words(f"compare.{kind}") for kind in kinds)
    return ComparisonChart(
        picture=view.pictures.bar(
            ("compared", drawn), lambda: bars.comparison(drawn), (width, height * len(drawn))
        ),
        title=heading,
        sentence=words("compare.sentence", n=len(drawn), told=reported),
        note="" if targets.unit == SHARE else words("compare.amounts"),
        rows=[_compared_row(row, view) for row in targets.promised],
        axis=[words.amount(value, targets.unit) for value in (Decimal(0), end / 2, end)],
    )


def _left_out(
    promised: Sequence[ComparedTarget], compared: Sequence[ComparableTargets], view: Viewer
) -> str:
    """Why promises stand in the table and in no chart."""
    drawn = {(row.account.plan.id, row.target.id) for one in compared for row in one.promised}
    left = [row for row in promised if (row.account.plan.id, row.target.id) not in drawn]
    if not left:
        return ""
    return view.words("compare.left", n=len(left)) if drawn else view.words("compare.none")


def _compared_row(row: ComparedTarget, view: Viewer) -> ComparedRow:
    plan, target, words = row.account.plan, row.target, view.words
    line, entry = view.line(target, row.account), row.entry
    place = urls.project_url(plan, entry.action, entry.project) if entry else urls.plan_url(plan)
    reported = ""
    if row.value is not None and row.as_of:
        amount = words.amount(row.value, target.unit)
        key = "compare.lowest" if target.each else "compare.told"
        reported = words(key, amount=amount, date=words.when(row.as_of))
    return ComparedRow(
        plan=plan,
        url=f"{place}#{target.id}",
        under=entry.project.title if entry else words("plan.goals"),
        line=line,
        pledge=words.pledge(row.assessment.promise, target.unit),
        reported=reported,
    )
