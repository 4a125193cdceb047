"""The pages of deadlines: an overview of the years, and a page a year with its months."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from mingzhang import urls
from mingzhang.account.account import Account, totals_of
from mingzhang.account.deadlines import Deadline, coming, deadlines_of
from mingzhang.model.periods import Period, year
from mingzhang.pages.page import Page, first_body
from mingzhang.pages.viewer import LineView, Viewer

NEXT_SHOWN = 12


def deadline_pages(accounts: Sequence[Account], view: Viewer) -> Iterator[Page]:
    """The overview and the years."""
    dues = deadlines_of(accounts)
    years = [(number, list(found)) for number, found in groupby(dues, key=lambda due: due.month[0])]
    yield _overview(accounts, dues, years, view)
    for place, (number, found) in enumerate(years):
        around = (years[place - 1][0] if place else None, next(iter(years[place + 1 :]), [None])[0])
        yield _year(number, found, around, view)


def next_due(accounts: Sequence[Account], view: Viewer, shown: int) -> list[dict[str, Any]]:
    """The nearest due dates of the real plans, as entries of a list."""
    real = [account for account in accounts if not account.plan.invented]
    return [
        {
            "when": view.words.short(due.when),
            "url": f"{_project_url(due)}#{due.target.id}",
            "title": due.target.title,
            "place": due.account.plan.place,
            "body": first_body(due.project, due.account.plan),
        }
        for due in coming(deadlines_of(real), real[0].today if real else date.max)[:shown]
    ]


def _overview(
    accounts: Sequence[Account],
    dues: Sequence[Deadline],
    years: Sequence[tuple[int, list[Deadline]]],
    view: Viewer,
) -> Page:
    words = view.words
    today = max((account.today for account in accounts), default=date.min)
    undated = sum(
        account.standing[target.id].deadline is None
        for account in accounts
        if not account.plan.invented
        for target in account.plan.targets
    )
    rows = [_year_row(number, found, view) for number, found in years]
    later = [row for row in rows if row["year"] >= today.year]
    groups = [
        (words("deadlines.years.coming"), later),
        (words("deadlines.years.past"), [row for row in reversed(rows) if row not in later]),
    ]
    context = {
        "next": next_due(accounts, view, NEXT_SHOWN),
        "groups": [(name, found) for name, found in groups if found],
        "undated": words("deadlines.undated", n=undated) if undated else "",
        "undated_url": f"{urls.TARGETS}#undated",
    }
    name = f"{words('deadlines.title')} · {words('site.name')}"
    return Page(urls.DEADLINES, "deadlines", name, words("deadlines.lede"), "deadlines", context)


def _year_row(number: int, dues: Sequence[Deadline], view: Viewer) -> dict[str, Any]:
    """A year as a row: how much was due, in which months, and what came of it."""
    months = [
        (f"{urls.year_url(number)}#{_anchor(month)}", view.words.month(month[1]), _real(found))
        for month, found in groupby(dues, key=lambda due: due.month)
    ]
    return {
        "year": number,
        "name": view.words.when(year(number)),
        "url": urls.year_url(number),
        "months": months,
        **_counted(dues, view),
    }


def _counted(dues: Sequence[Deadline], view: Viewer) -> dict[str, Any]:
    """How many promises of real plans and of invented ones, and the bar of the real."""
    words = view.words
    real = [due.assessment for due in dues if not due.account.plan.invented]
    invented = len(dues) - len(real)
    said = [words("plan.promises", n=len(real))] if real else []
    if invented:
        said.append(words("deadlines.invented", n=invented))
    return {"counted": words("list.join").join(said), "bar_view": view.status_bar(totals_of(real))}


def _year(
    number: int, dues: Sequence[Deadline], around: tuple[int | None, int | None], view: Viewer
) -> Page:
    words = view.words
    name = words("deadlines.year", year=words.when(year(number)))
    before, after = ((urls.year_url(n), words.when(year(n))) if n else None for n in around)
    context = {
        "heading": name,
        "here": words.when(year(number)),
        **_counted(dues, view),
        "months": [
            _month(month, list(found), view)
            for month, found in groupby(dues, key=lambda due: due.month)
        ],
        "earlier": before,
        "later": after,
    }
    return Page(
        urls.year_url(number),
        "deadlines_year",
        f"{name} · {words('site.name')}",
        words("deadlines.year.lede", year=words.when(year(number))),
        "deadlines",
        context,
    )


def _month(month: tuple[int, int], dues: Sequence[Deadline], view: Viewer) -> dict[str, Any]:
    plans = groupby(dues, key=lambda due: due.account.plan.id)
    return {
        "anchor": _anchor(month),
        "name": view.words.when(_period(month)),
        **_counted(dues, view),
        "plans": [_plan(list(found), view) for _, found in plans],
    }


def _plan(dues: Sequence[Deadline], view: Viewer) -> dict[str, Any]:
    plan = dues[0].account.plan
    return {
        "plan": plan,
        "url": urls.plan_url(plan),
        "lines": [(_line(due, view), _project_url(due), due.project.title) for due in dues],
    }


def _line(due: Deadline, view: Viewer) -> LineView:
    """The target's line; of a yearly target with the year's own date, promise and status."""
    line = view.line(due.target, due.account)
    if not due.account.standing[due.target.id].years:
        return line
    words, found = view.words, due.assessment
    return replace(
        line,
        pledge=words.pledge_parts(found.promise, due.target.unit),
        due=words.by(due.when),
        status=found.status,
        status_word=words(f"status.{found.status}"),
    )


def _project_url(due: Deadline) -> str:
    return urls.project_url(due.account.plan, due.action, due.project)


def _anchor(month: tuple[int, int]) -> str:
    return f"{month[0]:04d}-{month[1]:02d}"


def _period(month: tuple[int, int]) -> Period:
    first = date(*month, 1)
    return Period(_anchor(month), first, first)


def _real(dues: Iterable[Deadline]) -> int:
    return sum(not due.account.plan.invented for due in dues)
