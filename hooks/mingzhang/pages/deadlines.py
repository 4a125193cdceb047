"""The pages of deadlines: an overview of the years, and a page a year with its months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import ClassVar

from mingzhang import urls
from mingzhang.account.account import Account, same_since, totals_of
from mingzhang.account.deadlines import Deadline, coming, deadlines_of
from mingzhang.model.fields import Text
from mingzhang.model.periods import Period, year
from mingzhang.model.plan import Plan
from mingzhang.pages.page import Content, Page, PlanCount, first_body
from mingzhang.pages.viewer import LineView, StatusBar, Viewer

NEXT_SHOWN = 12
MOST_LISTED = 200
"""Promises that the page of a year lists one by one; more are counted by month and plan."""
DeadlineYears = Mapping[int, Sequence[Deadline]]
"""What is due by year, in the order of the years."""


@dataclass(frozen=True, slots=True)
class DatedEntry:
    """An entry of a short list by date: of what is due, overdue or new."""

    when: str
    url: str
    title: Text | str
    place: Text
    body: Text | str | None
    """Who answers for it; of a snapshot how many reports it holds."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year: how much was due, in which months, and what came of it."""

    name: str
    url: str
    months: Sequence[tuple[str, str, int]]
    """Address and name of each month, and how many promises of real plans were due."""
    counted: str
    bar_view: StatusBar | None


@dataclass(frozen=True, slots=True)
class PlanDeadlines:
    """What is due of one plan in a month."""

    plan: Plan
    url: str
    lines: Sequence[tuple[LineView, str, Text]]
    """Each target with the address and the title of its project."""


@dataclass(frozen=True, slots=True)
class MonthDeadlines:
    """What is due in a month."""

    anchor: str
    name: str
    counted: str
    plans: Sequence[PlanDeadlines]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinesContent(Content):
    """The overview of deadlines."""

    template: ClassVar = "deadlines"

    next: Sequence[DatedEntry]
    groups: Sequence[tuple[str, Sequence[YearRow]]]
    """Years to come and past ones below their headings."""
    undated: str
    """How many promises have no deadline, in words."""
    undated_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineYearContent(Content):
    """What is due in one year, by month and plan."""

    template: ClassVar = "deadlines_year"

    heading: str
    here: str
    counted: str
    bar_view: StatusBar | None
    months: Sequence[MonthDeadlines]
    """Empty where the year has too much for one page: then months and plans are counted."""
    month_counts: Sequence[tuple[str, str, str]]
    """Anchor, name and count of each month."""
    plans: Sequence[PlanCount]
    earlier: tuple[str, str] | None
    """Address and name of the year before, if anything was due in one."""
    later: tuple[str, str] | None


def deadline_pages(accounts: Sequence[Account], view: Viewer) -> Iterator[Page]:
    """The overview and the years."""
    years = deadline_years(accounts)
    yield deadlines_page(accounts, years, view)
    for number in years:
        yield deadline_year_page(number, years, view)


def deadline_years(accounts: Sequence[Account]) -> DeadlineYears:
    """What is due in each year, in the order of the years."""
    dues = groupby(deadlines_of(accounts), key=lambda due: due.month[0])
    return {number: list(group) for number, group in dues}


def years_around(number: int, years: DeadlineYears) -> tuple[int | None, int | None]:
    """The years before and after in which anything is due."""
    before = [year for year in years if year < number]
    after = [year for year in years if year > number]
    return before[-1] if before else None, after[0] if after else None


def next_due(accounts: Sequence[Account], view: Viewer, shown: int) -> list[DatedEntry]:
    """The nearest due dates of the real plans, as entries of a list."""
    real = [account for account in accounts if not account.plan.invented]
    return [
        DatedEntry(
            when=view.words.short(due.when),
            url=f"{_project_url(due)}#{due.target.id}",
            title=due.target.title,
            place=due.account.plan.place,
            body=first_body(due.project, due.account.plan),
        )
        for due in coming(deadlines_of(real), max((one.today for one in real), default=date.max))[
            :shown
        ]
    ]


def deadlines_page(accounts: Sequence[Account], years: DeadlineYears, view: Viewer) -> Page:
    """The overview."""
    words = view.words
    today = same_since(accounts)
    undated = sum(
        account.standing[target.id].deadline is None
        for account in accounts
        if not account.plan.invented
        for target in account.plan.targets
    )
    rows = [(number, _year_row(number, dues, view)) for number, dues in years.items()]
    groups = [
        (
            words("deadlines.years.coming"),
            [row for number, row in rows if number >= today.year],
        ),
        (
            words("deadlines.years.past"),
            [row for number, row in reversed(rows) if number < today.year],
        ),
    ]
    content = DeadlinesContent(
        next=next_due(accounts, view, NEXT_SHOWN),
        groups=[(name, few) for name, few in groups if few],
        undated=words("deadlines.undated", n=undated) if undated else "",
        undated_url=urls.chosen(urls.TARGETS, status="undated"),
    )
    name = f"{words('deadlines.title')} · {words('site.name')}"
    return Page(urls.DEADLINES, content, name, words("deadlines.lede"), "deadlines")


def _year_row(number: int, dues: Sequence[Deadline], view: Viewer) -> YearRow:
    months = [
        (
            f"{urls.year_url(number)}#{_month_anchor(month)}",
            view.words.month(month[1]),
            _count_of_real(group),
        )
        for month, group in groupby(dues, key=lambda due: due.month)
    ]
    counted, bar = _counted(dues, view)
    name, url = view.words.when(year(number)), urls.year_url(number)
    return YearRow(name, url, months, counted, bar)


def _counted(dues: Sequence[Deadline], view: Viewer) -> tuple[str, StatusBar | None]:
    """How many promises of real plans and of invented ones, in words, and the bar of the real."""
    words = view.words
    real = [due.assessment for due in dues if not due.account.plan.invented]
    invented = len(dues) - len(real)
    counts = [words("plan.promises", n=len(real))] if real else []
    if invented:
        counts.append(words("deadlines.invented", n=invented))
    return words("list.join").join(counts), view.status_bar(totals_of(real))


def deadline_year_page(number: int, years: DeadlineYears, view: Viewer) -> Page:
    """The page of a year."""
    words, dues, around = view.words, years[number], years_around(number, years)
    name = words("deadlines.year", year=words.when(year(number)))
    before, after = ((urls.year_url(n), words.when(year(n))) if n else None for n in around)
    counted, bar = _counted(dues, view)
    is_long = len(dues) > MOST_LISTED
    content = DeadlineYearContent(
        heading=name,
        here=words.when(year(number)),
        counted=counted,
        bar_view=bar,
        months=[] if is_long else _months(dues, view),
        month_counts=_month_counts(dues, view) if is_long else [],
        plans=_plan_counts(number, dues, view) if is_long else [],
        earlier=before,
        later=after,
    )
    return Page(
        urls.year_url(number),
        content,
        f"{name} · {words('site.name')}",
        words("deadlines.year.lede", year=words.when(year(number))),
        "deadlines",
    )


def _months(dues: Sequence[Deadline], view: Viewer) -> list[MonthDeadlines]:
    months = groupby(dues, key=lambda due: due.month)
    return [_month_deadlines(month, list(group), view) for month, group in months]


def _month_counts(dues: Sequence[Deadline], view: Viewer) -> list[tuple[str, str, str]]:
    months = groupby(dues, key=lambda due: due.month)
    return [
        (_month_anchor(month), view.words.when(_period(month)), _counted(list(group), view)[0])
        for month, group in months
    ]


def _plan_counts(number: int, dues: Sequence[Deadline], view: Viewer) -> list[PlanCount]:
    """The plans in their order, with the way to the list of what is due of each in the year."""
    counts = Counter(due.account.plan.id for due in dues)
    plans = {due.account.plan.id: due.account.plan for due in dues}
    return [
        PlanCount(
            plan,
            urls.chosen(urls.plan_targets_url(plan), year=str(number)),
            view.words("plan.promises", n=counts[plan.id]),
        )
        for plan in sorted(plans.values(), key=lambda plan: plan.invented)
    ]


def _month_deadlines(
    month: tuple[int, int], dues: Sequence[Deadline], view: Viewer
) -> MonthDeadlines:
    counted, _ = _counted(dues, view)
    plans = groupby(dues, key=lambda due: due.account.plan.id)
    return MonthDeadlines(
        anchor=_month_anchor(month),
        name=view.words.when(_period(month)),
        counted=counted,
        plans=[_plan_deadlines(list(group), view) for _, group in plans],
    )


def _plan_deadlines(dues: Sequence[Deadline], view: Viewer) -> PlanDeadlines:
    plan = dues[0].account.plan
    lines = [(_line_of(due, view), _project_url(due), due.project.title) for due in dues]
    return PlanDeadlines(plan, urls.plan_url(plan), lines)


def _line_of(due: Deadline, view: Viewer) -> LineView:
    """The target's line; of a yearly target with the year's own date, promise and status."""
    line = view.line(due.target, due.account)
    if not due.account.standing[due.target.id].years:
        return line
    words, assessment = view.words, due.assessment
    return replace(
        line,
        pledge=words.pledge_parts(assessment.promise, due.target.unit),
        due=words.by(due.when),
        status=assessment.status,
        status_word=words(f"status.{assessment.status}"),
    )


def _project_url(due: Deadline) -> str:
    return urls.project_url(due.account.plan, due.action, due.project)


def _month_anchor(month: tuple[int, int]) -> str:
    return f"{month[0]:04d}-{month[1]:02d}"


def _period(month: tuple[int, int]) -> Period:
    first = date(*month, 1)
    return Period(_month_anchor(month), first, first)


def _count_of_real(dues: Iterable[Deadline]) -> int:
    return sum(not due.account.plan.invented for due in dues)
