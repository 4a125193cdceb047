"""Evaluations, checks and surveys side by side: subject by subject, time by time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from markupsafe import Markup

from mingzhang.account.account import Account
from mingzhang.account.control import speaks_of
from mingzhang.charts import scores
from mingzhang.i18n.words import Words
from mingzhang.model.control import ControlKind, Result, ResultRow
from mingzhang.model.fields import Text
from mingzhang.pages.plan.control_entries import body_address, region_address
from mingzhang.pages.viewer import Viewer

TabledBy = Literal["region", "department"]
TABLED: frozenset[ControlKind] = frozenset({"evaluation", "survey", "check"})
"""Kinds that measure."""
WIDE, NARROW = 720, 350


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A table of results, with a picture where there are two times or more."""

    title: str
    column: str
    times: Sequence[tuple[str, str]]
    """The place on the page and the time of each result, the oldest first."""
    rows: Sequence[tuple[str, Text, Sequence[tuple[str, str]]]]
    """Address and name of each subject, and a cell a time: a number, and what stands below it."""
    pictures: tuple[Markup, Markup] | None
    """Wide and narrow."""
    caption: str


@dataclass(frozen=True, slots=True)
class Series:
    """Results of one kind on the same kind of subject, oldest first."""

    kind: ControlKind
    subject: TabledBy
    results: tuple[Result, ...]

    def row(self, result: Result, key: str) -> ResultRow | None:
        """What the result says of the subject."""
        return next((row for row in result.rows if getattr(row, self.subject) == key), None)

    @property
    def keys(self) -> tuple[str, ...]:
        """The subjects in the order of the newest result, then those only in older ones."""
        rows = [row for result in reversed(self.results) for row in result.rows]
        return tuple(dict.fromkeys(getattr(row, self.subject) for row in rows))

    @property
    def is_measured(self) -> bool:
        """Whether a picture can show it: scores out of the same whole, or shares."""
        wholes = {result.out_of for result in self.results}
        if self.kind == "survey":
            return True
        return self.kind == "evaluation" and len(wholes) == 1

    def values(self) -> list[list[float | None]]:
        """What the picture shows: a row a subject, oldest first."""
        return [[self._value(result, key) for result in self.results] for key in self.keys]

    def _value(self, result: Result, key: str) -> float | None:
        row = self.row(result, key)
        if row is None:
            return None
        value = row.satisfied if self.kind == "survey" else row.score
        return None if value is None else float(value)


def series_of(account: Account, kind: ControlKind) -> Iterator[Series]:
    """The series of a kind that measures; a single result makes one too."""
    if kind not in TABLED:
        return
    subjects: tuple[TabledBy, ...] = ("region", "department")
    for subject in subjects:
        results = [
            result
            for result in account.valid_results
            if result.kind == kind
            and result.rows
            and all(getattr(row, subject) and not row.project for row in result.rows)
        ]
        if results:
            yield Series(kind, subject, tuple(sorted(results, key=lambda r: speaks_of(r).last)))


def table_view(series: Series, account: Account, view: Viewer) -> TableView:
    """The series as a table."""
    words = view.words
    names = {key: _subject_name(series.subject, key, view) for key in series.keys}
    pictures = _pictures(series, [name[words.language] for name in names.values()], view)
    times = [(f"#result-{r.id}", words.when(speaks_of(r))) for r in series.results]
    return TableView(
        title=words(f"control.table.{series.kind}.{series.subject}"),
        column=words(f"control.{series.subject}"),
        times=times,
        rows=[
            (
                _subject_address(series.subject, key, account),
                name,
                [_cell(series, r, key, words) for r in series.results],
            )
            for key, name in names.items()
        ],
        pictures=pictures,
        caption=words(f"control.chart.{series.kind}", first=times[0][1], last=times[-1][1])
        if pictures
        else "",
    )


def _pictures(series: Series, names: Sequence[str], view: Viewer) -> tuple[Markup, Markup] | None:
    values = series.values()
    if not (series.is_measured and len(series.results) > 1):
        return None
    if all(value is None for row in values for value in row):
        return None
    option = scores.scores(names, values)
    wide, narrow = (scores.size(width, len(names)) for width in (WIDE, NARROW))
    return view.pictures.svg(option, wide), view.pictures.svg(option, narrow)


def _subject_name(subject: TabledBy, key: str, view: Viewer) -> Text:
    records: Any = view.registries.regions if subject == "region" else view.registries.departments
    name: Text = records[key].name
    return name


def _subject_address(subject: TabledBy, key: str, account: Account) -> str:
    address = region_address if subject == "region" else body_address
    return address(key, account)


def _cell(series: Series, result: Result, key: str, words: Words) -> tuple[str, str]:
    """The number and what stands small below it; a dash where nothing was said."""
    row = series.row(result, key)
    if row is None:
        return "—", ""
    if row.score is not None:
        below = [words("control.rank", rank=row.rank) if row.rank is not None else ""]
        below += [row.grade[words.language]] if row.grade else []
        return words.number(row.score), words("list.join").join(filter(None, below))
    if row.satisfied is not None:
        asked = words("control.asked", number=row.sample) if row.sample is not None else ""
        return f"{words.number(row.satisfied)}%", asked
    if row.faulty is not None:
        counts = (("checked", row.checked), ("mended", row.mended))
        below = [words(f"control.{key}", number=n) for key, n in counts if n is not None]
        return words("control.faults", number=row.faulty), words("list.join").join(below)
    return (row.grade[words.language] if row.grade else "—"), ""
