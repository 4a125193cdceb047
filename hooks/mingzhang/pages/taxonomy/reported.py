"""What was reported district by district: as tables, and as small charts on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from markupsafe import Markup

from mingzhang import urls
from mingzhang.account.catalog import Catalog
from mingzhang.account.comparable import axis_end
from mingzhang.account.reported import ReportedTarget
from mingzhang.charts import bars
from mingzhang.i18n.words import Words
from mingzhang.model.fields import Text
from mingzhang.pages.viewer import Viewer

SmallChart = tuple[Text, Markup, str]
"""A district's name, its picture and its last value in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedTable:
    """Values by year: of one target by district, or of one district by target."""

    title: Text | str
    label: str
    url: str
    """Of the target; empty where the rows are targets."""
    pledge: str
    """Of the target, in words; empty where the rows are targets."""
    column: str
    """Heading of the column of names."""
    years: Sequence[int]
    rows: Sequence[tuple[str, Text, str, Sequence[str]]]
    """Address, name and pledge of each row, and its value in each year, in words."""
    charts: Sequence[SmallChart] = ()
    sentence: str = ""
    """What the charts have in common."""


def reported_in(region: str, catalog: Catalog, view: Viewer) -> list[ReportedTable]:
    """Of a plan's own place a table a target, district by year; of a district one, target by year;
    only where values were reported by place.
    """
    part = catalog.reported.part.get(region, ())
    tables = [_target_table(row, view) for row in catalog.reported.whole.get(region, ())]
    return [*tables, *([_place_table(part, region, view)] if part else [])]


def _url(row: ReportedTarget) -> str:
    return urls.target_url(row.account.plan, row.action, row.project, row.target)


def _pledge(row: ReportedTarget, words: Words) -> str:
    return words.pledge(row.account.standing[row.target.id].promise, row.target.unit)


def _cells(row: ReportedTarget, region: str, years: Sequence[int], words: Words) -> list[str]:
    """What the place reported in each year; without a report a dash, not zero."""
    by_year = row.values.get(region, {})
    return [words.amount(by_year[n], row.target.unit) if n in by_year else "—" for n in years]


def _target_table(row: ReportedTarget, view: Viewer) -> ReportedTable:
    target, words = row.target, view.words
    owed = row.account.plan.owing(target)
    regions = (*owed, *(key for key in row.values if key not in owed))
    years = sorted({year for values in row.values.values() for year in values})
    named = [(key, view.registries.regions[key].name) for key in regions]
    charts, sentence = _small_charts(row, named, years, view)
    return ReportedTable(
        title=target.title,
        label=target.title[words.language],
        url=_url(row),
        pledge=_pledge(row, words),
        column=words("target.district"),
        years=years,
        rows=[
            (urls.region_url(key), name, "", _cells(row, key, years, words)) for key, name in named
        ],
        charts=charts,
        sentence=sentence,
    )


def _small_charts(
    row: ReportedTarget, named: Sequence[tuple[str, Text]], years: Sequence[int], view: Viewer
) -> tuple[list[SmallChart], str]:
    """A small chart a district, all on one axis, and a sentence on that axis."""
    words, unit = view.words, row.target.unit
    promised = row.account.standing[row.target.id].promise.value if row.target.each else None
    reported = [value for values in row.values.values() for value in values.values()]
    end = axis_end(max([*reported, promised or Decimal(0)]))
    line = None if promised is None else bars.rounded(float(promised / end))
    charts: list[SmallChart] = []
    for key, name in named:
        values = row.values.get(key, {})
        drawn = tuple(
            bars.rounded(float(values[year] / end)) if year in values else None for year in years
        )
        picture = view.pictures.bar(
            ("years", drawn, line), partial(bars.by_years, drawn, line), bars.YEARS
        )
        last = words.amount(values[max(values)], unit) if values else words("district.unreported")
        charts.append((name, picture, last))
    first = words("multiples.span", first=str(years[0]), last=str(years[-1]))
    key = "multiples.sentence" if promised is not None else "multiples.sentence.plain"
    sentence = words(key, years=first, pledge=_pledge(row, words), end=words.amount(end, unit))
    return charts, sentence


def _place_table(reported: Sequence[ReportedTarget], region: str, view: Viewer) -> ReportedTable:
    words = view.words
    years = sorted({year for row in reported for year in row.values[region]})
    return ReportedTable(
        title=words("facet.reported.here"),
        label=words("facet.reported.here"),
        url="",
        pledge="",
        column=words("target.column"),
        years=years,
        rows=[
            (_url(row), row.target.title, _pledge(row, words), _cells(row, region, years, words))
            for row in reported
        ],
    )
