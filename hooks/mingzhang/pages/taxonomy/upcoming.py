"""What stands at the top of a department's page: what is past due and what is due next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mingzhang import urls
from mingzhang.account.catalog import CatalogEntry
from mingzhang.account.status import OPEN, Status, due_dates
from mingzhang.model.fields import Text
from mingzhang.model.periods import Period
from mingzhang.model.plan import Plan, Target
from mingzhang.pages.viewer import Viewer

SHOWN = 5
LATE: frozenset[Status] = frozenset({"overdue", "unreported"})
Dated = tuple[Period, CatalogEntry, Target, Status]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueTarget:
    """A target that is past due or due next, with the day in question."""

    when: str
    url: str
    title: Text
    place: Text
    """The place of its plan; among those of one plan the title of its project."""
    status: str
    """In words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueList:
    """What is past due, or what is due next."""

    heading: str
    none: str
    """What stands there if nothing is."""
    more: str
    """Address of the whole list if this one is cut short."""
    count: str
    """Of the whole list."""
    entries: Sequence[DueTarget]


def ahead(
    entries: Sequence[CatalogEntry], view: Viewer, more: str, plan: Plan | None = None
) -> list[DueList]:
    """What is past due without being kept, the latest first, and what is due next.

    `more` is the address of the whole list; `plan` is given where all entries are of one plan.
    """
    dated = list(_dated_targets(entries))
    late = sorted((row for row in dated if row[3] in LATE), key=_due_day, reverse=True)
    later = sorted((row for row in dated if row[3] in OPEN), key=_due_day)
    words = view.words
    return [
        DueList(
            heading=words(heading),
            none=words(none),
            more=more if len(rows) > SHOWN else "",
            count=words.number(len(rows)),
            entries=[_due_target(row, view, plan) for row in rows[:SHOWN]],
        )
        for heading, none, rows in (
            ("facet.late", "body.late.none" if plan else "facet.late.none", late),
            ("home.next", "body.next.none" if plan else "facet.next.none", later),
        )
    ]


def _dated_targets(entries: Sequence[CatalogEntry]) -> Iterator[Dated]:
    """Every target once, with the latest day it failed or the next day it is due."""
    whole = {(e.account.plan.id, t.id): (e, t) for e in entries for t in e.targets}
    for entry, target in whole.values():
        standing = entry.account.standing[target.id]
        fits = LATE if standing.status in LATE else OPEN
        days = [when for when, each in due_dates(standing) if each.status in fits]
        if days:
            yield days[-1 if fits is LATE else 0], entry, target, standing.status


def _due_day(row: Dated) -> date:
    return row[0].last


def _due_target(row: Dated, view: Viewer, plan: Plan | None) -> DueTarget:
    when, entry, target, status = row
    url = urls.project_url(entry.account.plan, entry.action, entry.project)
    return DueTarget(
        when=view.words.short(when),
        url=f"{url}#{target.id}",
        title=target.title,
        place=entry.project.title if plan else entry.account.plan.place,
        status=view.words(f"status.{status}"),
    )
