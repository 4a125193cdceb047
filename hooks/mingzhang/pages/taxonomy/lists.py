"""What lists and pages of topics, departments, places and measures print alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar, TypeVar

from mingzhang import urls
from mingzhang.account.account import Account, Counts, totals_of
from mingzhang.account.catalog import CatalogEntries, CatalogEntry, Measured
from mingzhang.model.fields import Text
from mingzhang.model.plan import Plan
from mingzhang.pages.home import PlanRow
from mingzhang.pages.page import Content, Page, PlanCount, names, title
from mingzhang.pages.plan.control_entries import MentionView
from mingzhang.pages.taxonomy.districts import DistrictCounts, OwedPlan
from mingzhang.pages.taxonomy.reported import ReportedTable
from mingzhang.pages.taxonomy.upcoming import DueList
from mingzhang.pages.viewer import ProjectRow, StatusBar, Viewer

T = TypeVar("T", CatalogEntry, Measured)
MOST_LISTED = 150
"""Promises that a page lists one by one. Where there are more they are counted by plan, and each
plan has a list of its own: so no page grows with the country but by a line a plan.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """A line of a list."""

    url: str
    """Empty where there is no page."""
    name: Text
    about: Text | str = ""
    counted: str = ""
    """How many promises it has and where, in words."""
    bar: StatusBar | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProjects:
    """The projects of one plan, with those of their promises that are meant."""

    plan: Plan
    url: str
    bar_view: StatusBar | None
    projects: Sequence[ProjectRow]
    body_url: str = ""
    """On a department's page: where it stands what the plan asks of the body."""


Groups = Sequence[tuple[str, Sequence[ListRow]]]
"""Rows of a list below their headings; an empty heading where there is only one group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListContent(Content):
    """The list of a kind, of all plans or of one."""

    template: ClassVar = "taxonomy/list"

    trail: Sequence[tuple[str, Text | str]]
    heading: str
    lede: str
    groups: Groups
    plan: Plan | None = None
    plan_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryContent(Content):
    """One thing with what all plans say of it; what a kind does not have stays empty."""

    template: ClassVar = "taxonomy/entry"

    subject: Text
    trail: Sequence[tuple[str, str]]
    about: Text | None = None
    facts: Sequence[tuple[str, str]] = ()
    printed: Sequence[tuple[Text, str, Sequence[Text]]] = ()
    plan_rows: Sequence[PlanRow] = ()
    sections: Sequence[tuple[str, Sequence[PlanProjects]]] = ()
    tallies: Sequence[tuple[str, Sequence[PlanCount]]] = ()
    """In place of `sections` where these would be too long."""
    links: Sequence[tuple[str, Sequence[tuple[str, Text]]]] = ()
    bar_view: StatusBar | None = None
    bar_url: str = ""
    ahead: Sequence[DueList] = ()
    reported: Sequence[ReportedTable] = ()
    owing: Sequence[OwedPlan] = ()
    owed: Sequence[DistrictCounts] = ()
    mentions: Sequence[MentionView] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeContent(EntryContent):
    """A topic."""

    kind: ClassVar = "theme"


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentContent(EntryContent):
    """A department."""

    kind: ClassVar = "department"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionContent(EntryContent):
    """A place."""

    kind: ClassVar = "region"


ENTRIES: dict[str, type[EntryContent]] = {
    "themes": ThemeContent,
    "departments": DepartmentContent,
    "regions": RegionContent,
}


def list_page(kind: str, groups: Groups, view: Viewer, more: str = "") -> Page:
    """The list of a kind; `more` is what is to be said of it besides."""
    words = view.words
    content = ListContent(
        trail=[("", words("site.name"))],
        heading=words(f"title.{kind}"),
        lede=" ".join(filter(None, (words(f"lede.{kind}"), more))),
        groups=groups,
    )
    name = f"{words(f'title.{kind}')} · {words('site.name')}"
    return Page(f"{kind}/", content, name, words(f"lede.{kind}"), kind)


def row(path: str, name: Text, about: Text | str, entries: Sequence[T], view: Viewer) -> ListRow:
    """A line of a list: name, what it is, how many promises of how many real plans."""
    of_real_plans = real(entries)
    counts = counts_of(of_real_plans)
    promises = view.words("plan.promises", n=sum(counts.values()))
    plans = view.words("facet.in_plans", n=len({entry.account.plan.id for entry in of_real_plans}))
    return ListRow(
        url=path,
        name=name,
        about=about,
        counted=f"{promises} · {plans}",
        bar=view.status_bar(counts),
    )


def facet_page(
    kind: str, path: str, name: Text, view: Viewer, called: Sequence[str] = (), **fields: Any
) -> Page:
    """The page of one thing; what it does not give is left out. `called` is what else it is
    called.
    """
    words = view.words
    trail = [(f"{kind}/", words(f"title.{kind}"))]
    content = ENTRIES[kind](subject=name, trail=trail, **fields)
    return Page(
        path,
        content,
        title(name, words=words),
        content.about[words.language] if content.about else words(f"lede.{kind}"),
        kind,
        also=(path.split("/")[-2], *names(name, words=words), *called),
        standing=content.bar_view.standing if content.bar_view else (),
    )


def real(entries: Sequence[T]) -> list[T]:
    """Those of plans that are not invented."""
    return [entry for entry in entries if not entry.account.plan.invented]


def counts_of(entries: Iterable[CatalogEntry | Measured]) -> Counts:
    """Counts by status; a target that several entries hold counts once."""
    standing = {
        id(target): entry.account.standing[target.id]
        for entry in entries
        for target in entry.targets
    }
    return totals_of(standing.values())


def by_plan(entries: CatalogEntries) -> Iterator[tuple[Account, list[CatalogEntry]]]:
    """The entries of each plan, in the order of the plans."""
    for _, group in groupby(entries, key=lambda entry: entry.account.plan.id):
        of_plan = list(group)
        yield of_plan[0].account, of_plan


def plans_of(entries: CatalogEntries, view: Viewer) -> list[PlanProjects]:
    """The entries by plan: its name and its projects with their promises, as an action's page."""
    return [
        PlanProjects(
            plan=account.plan,
            url=urls.plan_url(account.plan),
            bar_view=view.status_bar(counts_of(of_plan)),
            projects=[view.project_row(entry) for entry in of_plan],
        )
        for account, of_plan in by_plan(entries)
    ]


def listed(
    sections: Sequence[tuple[str, CatalogEntries]],
    view: Viewer,
    url_of: Callable[[Plan], str],
    list_plans: Callable[[CatalogEntries, Viewer], Sequence[PlanProjects]] = plans_of,
) -> dict[str, Any]:
    """The fields of a page that list the entries below their headings: one by one, or by plan
    where they are too many. `url_of` is where those of a plan stand one by one.
    """
    if sum(len(entry.targets) for _, entries in sections for entry in entries) <= MOST_LISTED:
        return {"sections": [(label, list_plans(entries, view)) for label, entries in sections]}
    return {
        "tallies": [
            (
                label,
                [
                    plan_count(
                        account.plan, sum(len(each.targets) for each in of_plan), url_of, view
                    )
                    for account, of_plan in by_plan(entries)
                ],
            )
            for label, entries in sections
        ]
    }


def plan_count(plan: Plan, count: int, url_of: Callable[[Plan], str], view: Viewer) -> PlanCount:
    """A plan with so many of its promises."""
    return PlanCount(plan, url_of(plan), view.words("plan.promises", n=count))
