"""The figures as tables, for the terminal and for the page of the site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.report import labels
from bench.report.aims import READER, Results, aims, floor_of, is_within, per_page

MB = 1e6


@dataclass(frozen=True)
class Table:
    """Names of columns, and rows; figures beyond a limit stand between two asterisks each side."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]

    def __str__(self) -> str:
        """The table in Markdown, with all columns but the first aligned to the right."""
        lines = [self.head, ["---", *["--:"] * (len(self.head) - 1)], *self.rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def number(value: float | None) -> str:
    """A figure with up to two decimals, fewer where it is large; a dash where there is none."""
    if value is None:
        return "–"
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def aims_table(results: Results, lang: int) -> Table:
    """What the figures should be, what they are, and at how many pages."""
    rows = []
    for aim in aims(results):
        *names, unit = labels.AIMS[aim.key]
        unit = labels.SECONDS.get(unit, (unit, unit))[lang]
        rows.append(
            [
                names[lang],
                f"{'≥' if aim.is_least else '≤'} {number(aim.limit)} {unit}",
                f"{number(aim.value)} {unit}",
                (labels.YES if aim.is_met else labels.NO)[lang],
                number(aim.pages),
            ]
        )
    return Table([column[lang] for column in labels.AIM_COLUMNS], rows)


def builds_table(size: Results, lang: int) -> Table:
    """Every build of one size: its cost, and how many times faster than stock it is."""
    stock = size.get("stock", {}).get("wall")
    costs = {**size, **size.get("ours", {})}
    rows = [
        [
            names[lang],
            number(cost["wall"]),
            number(cost["cpu"]),
            number(cost["memory"]),
            number(cost.get("files")),
            number(cost["bytes"] / MB if "bytes" in cost else None),
            number(stock / cost["wall"] if stock else None),
        ]
        for kind, names in labels.BUILDS.items()
        if (cost := costs.get(kind))
    ]
    return Table([column[lang] for column in labels.BUILD_COLUMNS], rows)


def sizes_table(results: Results, lang: int) -> Table:
    """How the time of a page grows, the floor, and the preview, by size."""
    rows = []
    for size in results["sizes"]:
        ours, serve, pages = size.get("ours"), size.get("serve", {}), size["pages"]
        floor = size.get("floor")
        rows.append(
            [
                number(size["plans"]),
                number(pages),
                number(per_page(size) if ours else None),
                number(ours["alone"]["wall"] / pages * 1000 if ours else None),
                number(floor["parse"] + floor["write"] if floor else None),
                number(floor_of(size) if floor and ours else None),
                number(serve.get("first_start")),
                number(serve.get("first_page")),
                number(serve.get("visible")),
            ]
        )
    return Table([column[lang] for column in labels.SIZE_COLUMNS], rows)


def stages_table(size: Results, lang: int) -> Table:
    """Where the time of one build goes."""
    rows = [
        [names[lang], number(size["stages"][stage][0]), number(size["stages"][stage][1])]
        for stage, names in labels.STAGES.items()
    ]
    return Table([column[lang] for column in labels.STAGE_COLUMNS], rows)


def reader_table(results: Results, lang: int) -> Table:
    """What first visits cost; figures beyond their limit are bold, limits stand in the last row."""
    head = [labels.PAGE[lang], *(names[lang] for names in labels.VISIT_COLUMNS.values())]
    visits = results["reader"]["visits"]
    rows = [
        [names[lang], *_visit(kind, visits[kind])]
        for kind, names in labels.VISITS.items()
        if kind in visits
    ]
    limits = [f"≤ {number(READER[c])}" if c in READER else "–" for c in labels.VISIT_COLUMNS]
    return Table(head, [*rows, [labels.LIMIT[lang], *limits]])


def _visit(kind: str, visit: Results) -> Iterator[str]:
    for column in labels.VISIT_COLUMNS:
        shown = number(round(visit[column], 3))
        yield shown if is_within(column, kind, visit) else f"**{shown}**"
