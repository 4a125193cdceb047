"""What stands at the top of a department's and a place's page: what is overdue and due next, and
what was reported district by district.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from mingzhang import urls
from mingzhang.account import Account
from mingzhang.agenda import OPEN, due_dates
from mingzhang.catalog import Catalog, Entry
from mingzhang.model import Action, Project, Target
from mingzhang.page import places
from mingzhang.periods import Period
from mingzhang.status import Status
from mingzhang.views import Viewer
from mingzhang.words import Words

SHOWN = 5
LATE: frozenset[Status] = frozenset({"overdue", "unreported"})
Dated = tuple[Period, Entry, Target, Status]
ByYear = dict[str, dict[int, Decimal]]
"""The last value of each year by place."""


def ahead(department: str, entries: Sequence[Entry], view: Viewer) -> list[dict[str, Any]]:
    """What is past due without being kept, the latest first, and what is due next."""
    dated = list(_dated(entries))
    late = sorted((row for row in dated if row[3] in LATE), key=_day, reverse=True)
    later = sorted((row for row in dated if row[3] in OPEN), key=_day)
    words = view.words
    more = f"{urls.TARGETS}?department={department}"
    return [
        {
            "heading": words("facet.late"),
            "none": words("facet.late.none"),
            "more": more if len(late) > SHOWN else "",
            **_listed(late, view),
        },
        {
            "heading": words("home.next"),
            "none": words("facet.next.none"),
            "more": more if len(later) > SHOWN else "",
            **_listed(later, view),
        },
    ]


def _dated(entries: Sequence[Entry]) -> Iterator[Dated]:
    """Every target once, with the latest day it failed or the next day it is due."""
    whole = {(e.account.plan.id, t.id): (e, t) for e in entries for t in e.targets}
    for entry, target in whole.values():
        standing = entry.account.standing[target.id]
        fits = LATE if standing.status in LATE else OPEN
        days = [when for when, found in due_dates(standing) if found.status in fits]
        if days:
            yield days[-1 if fits is LATE else 0], entry, target, standing.status


def _day(row: Dated) -> date:
    return row[0].last


def _listed(rows: Sequence[Dated], view: Viewer) -> dict[str, Any]:
    return {
        "count": view.words.number(len(rows)),
        "entries": [
            {
                "when": view.words.short(when),
                "url": _url(entry.account, entry.action, entry.project, target),
                "title": target.title,
                "place": entry.account.plan.place,
                "status": view.words(f"status.{status}"),
            }
            for when, entry, target, status in rows[:SHOWN]
        ],
    }


def _url(account: Account, action: Action, project: Project, target: Target) -> str:
    return f"{urls.project_url(account.plan, action, project)}#{target.id}"


def reported_in(region: str, catalog: Catalog, view: Viewer) -> list[dict[str, Any]]:
    """Of a plan's own place a table a target, district by year; of a district one, target by year;
    only where values were reported by place.
    """
    accounts = {a.plan.id: a for found in catalog.plans.values() for a in found}
    told = [row for account in accounts.values() for row in _told(account, view)]
    mine = [row for row in told if region in row.values and region not in row.account.plan.regions]
    tables = [_of_target(row, view) for row in told if region in row.account.plan.regions]
    return [*tables, *([_of_place(mine, region, view)] if mine else [])]


@dataclass(frozen=True, slots=True)
class _Told:
    """A target with what was reported of it by place."""

    account: Account
    target: Target
    url: str
    pledge: str
    values: ByYear

    def cells(self, region: str, years: Sequence[int], words: Words) -> list[str]:
        """What the place reported in each year; without a report a dash, not zero."""
        found = self.values.get(region, {})
        return [words.amount(found[n], self.target.unit) if n in found else "—" for n in years]


def _told(account: Account, view: Viewer) -> Iterator[_Told]:
    for action, project, target in places(account.plan):
        if values := by_year(target, account):
            url = _url(account, action, project, target)
            pledge = view.words.pledge(account.standing[target.id].promise, target.unit)
            yield _Told(account, target, url, pledge, values)


def by_year(target: Target, account: Account) -> ByYear:
    """What was last reported in each year, by place; corrected reports don't count."""
    found: ByYear = {}
    for entry in account.history.of(target.id):
        if entry.counts:
            for region, value in entry.report.by_region.items():
                found.setdefault(region, {})[entry.as_of.last.year] = value
    return found


def _of_target(row: _Told, view: Viewer) -> dict[str, Any]:
    target, words = row.target, view.words
    owed = row.account.plan.owing(target)
    regions = (*owed, *(key for key in row.values if key not in owed))
    years = sorted({year for values in row.values.values() for year in values})
    named = [(key, view.registries.regions[key].name) for key in regions]
    return {
        "title": target.title,
        "label": target.title[words.language],
        "url": row.url,
        "pledge": row.pledge,
        "column": words("target.district"),
        "years": years,
        "rows": [
            (urls.region_url(key), name, "", row.cells(key, years, words)) for key, name in named
        ],
    }


def _of_place(found: Sequence[_Told], region: str, view: Viewer) -> dict[str, Any]:
    words = view.words
    years = sorted({year for row in found for year in row.values[region]})
    return {
        "title": words("facet.reported.here"),
        "label": words("facet.reported.here"),
        "url": "",
        "pledge": "",
        "column": words("target.column"),
        "years": years,
        "rows": [
            (row.url, row.target.title, row.pledge, row.cells(region, years, words))
            for row in found
        ],
    }
