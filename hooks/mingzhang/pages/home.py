"""The pages that look across all plans: home, list of plans, search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from mingzhang import urls
from mingzhang.account.account import Account, totals
from mingzhang.account.catalog import Catalog
from mingzhang.account.status import STATUSES, Status
from mingzhang.i18n.words import Words
from mingzhang.model.fields import Text
from mingzhang.model.periods import Period
from mingzhang.model.plan import Action, Plan, Project, Target
from mingzhang.model.taxonomies import TAXONOMIES, THEMES
from mingzhang.pages.deadlines import DatedEntry, next_due
from mingzhang.pages.page import KINDS, Content, Page, figures, first_body, years
from mingzhang.pages.viewer import StatusBar, Viewer

THEMES_SHOWN = 14
NEXT_SHOWN = OVERDUE_SHOWN = LATEST_SHOWN = 6
_Overdue = tuple[Period, Account, Action, Project, Target]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A plan as a row of a list."""

    plan: Plan
    url: str
    targets_url: str
    period: str
    counts: str
    """How many actions, projects and targets, in words."""
    bar: StatusBar | None
    last: str
    """What the newest snapshot speaks of; empty where there is none."""
    last_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeContent(Content):
    """All plans at a glance."""

    template: ClassVar = "home"

    figures: Sequence[tuple[str, str]]
    whole: StatusBar | None
    plans: Sequence[PlanRow]
    next: Sequence[DatedEntry]
    longest: Sequence[DatedEntry]
    """What is overdue for the longest time."""
    latest: Sequence[DatedEntry]
    """The newest snapshots."""
    real_reports: bool
    """Whether any real plan has a snapshot."""
    ways: Sequence[tuple[str, Text | str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansContent(Content):
    """The list of plans."""

    template: ClassVar = "plans"

    plans: Sequence[PlanRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchContent(Content):
    """The form and the words that the script needs."""

    template: ClassVar = "search"
    scripts: ClassVar = ("finder.js", "search.js")
    is_searched: ClassVar = False

    result_forms: Mapping[str, str]
    """“… results” for one and for other numbers."""
    choices: Sequence[tuple[str, str, Sequence[tuple[str, str]]]]
    """Name, label and options of each choice."""
    statuses: Sequence[tuple[Status, str]]
    other: str
    """The way to the search in the other language."""
    instead: Sequence[tuple[str, str]]
    """Lists to look through where nothing is found or no script runs."""


def home_pages(accounts: Sequence[Account], catalog: Catalog, view: Viewer) -> Iterator[Page]:
    """Every page that belongs to no single plan."""
    yield _home_page(accounts, catalog, view)
    yield _plans_page(accounts, view)
    yield _search_page(accounts, view.words)


def _home_page(accounts: Sequence[Account], catalog: Catalog, view: Viewer) -> Page:
    words = view.words
    real = [account for account in accounts if not account.plan.invented]
    whole = totals(real)
    content = HomeContent(
        figures=figures(whole, words),
        whole=view.status_bar(whole.counts),
        plans=[plan_row(account, view) for account in accounts],
        next=next_due(accounts, view, NEXT_SHOWN),
        longest=_longest_overdue(real, view),
        latest=_latest_snapshots(real or accounts, view) or _latest_snapshots(accounts, view),
        real_reports=any(account.plan.snapshots for account in real),
        ways=_way_links(catalog, view),
    )
    title = f"{words('site.name')} · {words('site.tagline')}"
    return Page(urls.HOME, content, title, words("site.description"), "")


def _way_links(catalog: Catalog, view: Viewer) -> list[tuple[str, Text | str]]:
    """The topics with most projects, and the lists of everything else."""
    words, themes = view.words, view.registries.themes
    known = [key for key in catalog.themes if key in themes]
    most = sorted(known, key=lambda key: -len(catalog.themes[key]))[:THEMES_SHOWN]
    ways: list[tuple[str, Text | str]] = [(urls.theme_url(key), themes[key].name) for key in most]
    ways.append((urls.list_url(THEMES), words("home.all_themes", n=len(known))))
    others = [taxonomy for taxonomy in TAXONOMIES if taxonomy is not THEMES]
    ways += [(urls.list_url(each), words(f"title.{each.key}")) for each in others]
    ways.append((urls.DEADLINES, words("deadlines.title")))
    ways.append((urls.TARGETS, words("targets.title")))
    return ways


def plan_row(account: Account, view: Viewer) -> PlanRow:
    """The plan's row."""
    plan, words, last = account.plan, view.words, account.last_snapshot
    counts = words(
        "plan.counts",
        actions=len(plan.actions),
        projects=len(plan.projects),
        targets=len(plan.targets),
    )
    return PlanRow(
        plan=plan,
        url=urls.plan_url(plan),
        targets_url=urls.plan_targets_url(plan),
        period=years(plan, words),
        counts=counts,
        bar=view.status_bar(account.counts()),
        last=words.short(last.as_of) if last else "",
        last_url=urls.snapshot_url(plan, last) if last else "",
    )


def _longest_overdue(accounts: Sequence[Account], view: Viewer) -> list[DatedEntry]:
    late = [
        (standing.deadline, account, action, project, target)
        for account in accounts
        for action, project, target in account.placed_targets
        if (standing := account.standing[target.id]).status == "unreported" and standing.deadline
    ]
    late.sort(key=lambda row: row[0].last)
    first: dict[tuple[str, str], _Overdue] = {}  # one promise of a project stands for the project
    for row in late:
        first.setdefault((row[1].plan.id, row[3].id), row)
    return [
        DatedEntry(
            when=view.words.short(deadline),
            url=f"{urls.project_url(account.plan, action, project)}#{target.id}",
            title=target.title,
            place=account.plan.place,
            body=first_body(project, account.plan),
        )
        for deadline, account, action, project, target in list(first.values())[:OVERDUE_SHOWN]
    ]


def _latest_snapshots(accounts: Sequence[Account], view: Viewer) -> list[DatedEntry]:
    rows = [(snapshot, account) for account in accounts for snapshot in account.plan.snapshots]
    rows.sort(key=lambda row: row[0].as_of.last, reverse=True)
    return [
        DatedEntry(
            when=view.words.short(snapshot.as_of),
            url=urls.snapshot_url(account.plan, snapshot),
            title=view.words("snapshot.title", date=view.words.when(snapshot.as_of)),
            place=account.plan.place,
            body=view.words("snapshot.reported", n=len(snapshot.reports)),
        )
        for snapshot, account in rows[:LATEST_SHOWN]
    ]


def _plans_page(accounts: Sequence[Account], view: Viewer) -> Page:
    words = view.words
    content = PlansContent(plans=[plan_row(account, view) for account in accounts])
    title = f"{words('plans.title')} · {words('site.name')}"
    return Page(urls.PLANS, content, title, words("plans.lede"), "plans")


def _search_page(accounts: Sequence[Account], words: Words) -> Page:
    kinds = [(kind, words(f"search.kind.{kind}")) for kind in KINDS]
    plans = [(account.plan.id, account.plan.place[words.language]) for account in accounts]
    content = SearchContent(
        result_forms=words.forms("search.found"),
        choices=[
            ("kind", words("search.kind"), kinds),
            ("plan", words("filter.plan"), plans),
        ],
        statuses=[(status, words(f"status.{status}")) for status in STATUSES],
        other=urls.twin(urls.SEARCH, words.language),
        instead=[
            (urls.TARGETS, words("targets.title")),
            *((urls.list_url(t), words(f"title.{t.key}")) for t in TAXONOMIES if t.in_menu),
        ],
    )
    title = f"{words('search.title')} · {words('site.name')}"
    return Page(urls.SEARCH, content, title, words("search.hint"), "")
