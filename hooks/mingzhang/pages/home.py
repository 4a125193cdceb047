"""The pages that look across all plans: home, list of plans, search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from mingzhang import urls
from mingzhang.account.account import Account, totals
from mingzhang.account.catalog import Catalog
from mingzhang.account.status import STATUSES
from mingzhang.i18n.words import Words
from mingzhang.model.fields import Text
from mingzhang.pages.deadlines import next_due
from mingzhang.pages.page import KINDS, Page, figures, first_body, places, years
from mingzhang.pages.viewer import Viewer

THEMES_SHOWN = 14
NEXT_SHOWN = 6


def home_pages(accounts: Sequence[Account], catalog: Catalog, view: Viewer) -> Iterator[Page]:
    """Every page that belongs to no single plan."""
    yield _home(accounts, catalog, view)
    yield _plans(accounts, view)
    yield _search(accounts, view.words)


def _home(accounts: Sequence[Account], catalog: Catalog, view: Viewer) -> Page:
    words = view.words
    real = [account for account in accounts if not account.plan.invented]
    found = totals(real)
    context = {
        "figures": figures(found, words),
        "whole": view.status_bar(found.counts),
        "plans": [plan_row(account, view) for account in accounts],
        "next": next_due(accounts, view, NEXT_SHOWN),
        "longest": _longest_overdue(real, view),
        "latest": _latest(real or accounts, view) or _latest(accounts, view),
        "real_reports": any(account.plan.snapshots for account in real),
        "ways": _ways(catalog, view),
    }
    title = f"{words('site.name')} · {words('site.tagline')}"
    return Page(urls.HOME, "home", title, words("site.description"), "", context)


def _ways(catalog: Catalog, view: Viewer) -> list[tuple[str, Text | str]]:
    """The topics with most projects, and the lists of everything else."""
    words, themes = view.words, view.registries.themes
    known = [key for key in catalog.themes if key in themes]
    most = sorted(known, key=lambda key: -len(catalog.themes[key]))[:THEMES_SHOWN]
    ways: list[tuple[str, Text | str]] = [(urls.theme_url(key), themes[key].name) for key in most]
    ways.append((urls.THEMES, words("home.all_themes", n=len(known))))
    for key in ("departments", "regions", "indicators"):
        ways.append((f"{key}/", words(f"title.{key}")))
    ways.append((urls.DEADLINES, words("deadlines.title")))
    ways.append((urls.TARGETS, words("targets.title")))
    return ways


def plan_row(account: Account, view: Viewer) -> dict[str, Any]:
    """A plan as a row of a list."""
    plan, words, last = account.plan, view.words, account.last_snapshot
    counts = words(
        "plan.counts",
        actions=len(plan.actions),
        projects=len(plan.projects),
        targets=len(plan.targets),
    )
    return {
        "plan": plan,
        "url": urls.plan_url(plan),
        "targets_url": urls.plan_targets_url(plan),
        "period": years(plan, words),
        "counts": counts,
        "bar": view.status_bar(account.counts()),
        "last": last and words.short(last.as_of),
        "last_url": last and urls.snapshot_url(plan, last),
    }


def _longest_overdue(accounts: Sequence[Account], view: Viewer) -> list[dict[str, Any]]:
    late = [
        (found.deadline, account, action, project, target)
        for account in accounts
        for action, project, target in places(account.plan)
        if (found := account.standing[target.id]).status == "unreported" and found.deadline
    ]
    late.sort(key=lambda row: row[0].last)
    first: dict[tuple[str, str], Any] = {}  # one promise of a project stands for the project
    for row in late:
        first.setdefault((row[1].plan.id, row[3].id), row)
    return [
        {
            "when": view.words.short(deadline),
            "url": f"{urls.project_url(account.plan, action, project)}#{target.id}",
            "title": target.title,
            "place": account.plan.place,
            "body": first_body(project, account.plan),
        }
        for deadline, account, action, project, target in list(first.values())[:6]
    ]


def _latest(accounts: Sequence[Account], view: Viewer) -> list[dict[str, Any]]:
    rows = [(snapshot, account) for account in accounts for snapshot in account.plan.snapshots]
    rows.sort(key=lambda row: row[0].as_of.last, reverse=True)
    return [
        {
            "when": view.words.short(snapshot.as_of),
            "url": urls.snapshot_url(account.plan, snapshot),
            "title": view.words("snapshot.title", date=view.words.when(snapshot.as_of)),
            "place": account.plan.place,
            "body": view.words("snapshot.reported", n=len(snapshot.reports)),
        }
        for snapshot, account in rows[:6]
    ]


def _plans(accounts: Sequence[Account], view: Viewer) -> Page:
    words = view.words
    context = {"plans": [plan_row(account, view) for account in accounts]}
    title = f"{words('plans.title')} · {words('site.name')}"
    return Page(urls.PLANS, "plans", title, words("plans.lede"), "plans", context)


def _search(accounts: Sequence[Account], words: Words) -> Page:
    kinds = [(kind, words(f"search.kind.{kind}")) for kind in KINDS]
    plans = [(account.plan.id, account.plan.place[words.language]) for account in accounts]
    context = {
        "found": words.forms("search.found"),
        "choices": [
            ("kind", words("search.kind"), kinds),
            ("plan", words("filter.plan"), plans),
        ],
        "statuses": [(status, words(f"status.{status}")) for status in STATUSES],
        "other": urls.twin(urls.SEARCH, words.language),
        "instead": [
            (urls.TARGETS, words("targets.title")),
            *((f"{key}/", words(f"title.{key}")) for key in ("themes", "departments", "regions")),
        ],
    }
    title = f"{words('search.title')} · {words('site.name')}"
    return Page(urls.SEARCH, "search", title, words("search.hint"), "", context)
