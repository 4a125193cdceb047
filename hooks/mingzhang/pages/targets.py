"""The table of all targets, and the list of one plan's, with what they can be filtered by; complete
without a script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from mingzhang import urls
from mingzhang.account.account import Account, Counts, totals
from mingzhang.account.catalog import Catalog, catalog_of, owed_in
from mingzhang.account.status import STATUSES, Assessment, due_dates
from mingzhang.i18n.words import Words
from mingzhang.model.fields import Text
from mingzhang.model.plan import Action, Plan, Project, Target
from mingzhang.pages.page import Page, printed_name, title
from mingzhang.pages.viewer import Viewer

Options = list[tuple[str, list[tuple[str, str]]]]
"""Choices of a filter by group: values with their words; a group without a name stands alone."""


def table_pages(accounts: Sequence[Account], catalog: Catalog, view: Viewer) -> Iterator[Page]:
    """The one page that holds every target of every plan."""
    words = view.words
    real = totals(account for account in accounts if not account.plan.invented)
    context = {
        "whole": view.status_bar(real.counts),
        "groups": _by_status(accounts, real.counts, words),
        "here": urls.TARGETS,
        **_form(accounts, catalog, view),
        "tables": [_table(account, view) for account in accounts if account.plan.targets],
    }
    name = f"{words('targets.title')} · {words('site.name')}"
    yield Page(urls.TARGETS, "targets", name, words("targets.lede"), "targets", context)


def plan_table_page(account: Account, view: Viewer) -> Page:
    """The list of one plan's targets by status."""
    plan, words, here = account.plan, view.words, urls.plan_targets_url(account.plan)
    rows: dict[str, list[dict[str, Any]]] = {}
    for action in plan.actions:
        for project in action.projects:
            found = _project(project, action, account, view)
            for row in found["rows"]:
                rows.setdefault(row["view"].status, []).append(found | row)
    form = _form([account], catalog_of([account], view.registries), view)
    context = {
        **form,
        "filters": [
            (name, label, _as_printed(plan, groups, words) if name == "department" else groups)
            for name, label, groups in form["filters"]
            if name != "plan"
        ],
        "plan": plan,
        "plan_url": urls.plan_url(plan),
        "regions": " ".join(plan.regions),
        "whole": view.status_bar(account.counts()),
        "groups": [
            (status, words(f"status.{status}"), words.number(len(rows[status])), rows[status])
            for status in STATUSES
            if status in rows
        ],
        "here": here,
    }
    heading = title(plan.title, words("targets.plan"), words=words)
    return Page(here, "plan/targets", heading, words("targets.plan.lede"), "targets", context, plan)


def _as_printed(plan: Plan, groups: Options, words: Words) -> Options:
    """The plan's bodies by the names that it prints, not those that all plans share."""
    return [
        (heading, [(key, plan.departments[key][words.language]) for key, _ in options])
        for heading, options in groups
    ]


def _form(accounts: Sequence[Account], catalog: Catalog, view: Viewer) -> dict[str, Any]:
    """What the filter's form prints."""
    return {
        "filters": _filters(accounts, catalog, view),
        "found": view.words.forms("filter.found"),
        "all": view.words("plan.promises", n=totals(accounts).promises),
    }


def _by_status(
    accounts: Sequence[Account], counts: Counts, words: Words
) -> list[tuple[str, str, str, list[tuple[Plan, str, int]]]]:
    """For each status the plans with how many of their targets have it."""
    groups: list[tuple[str, str, str, list[tuple[Plan, str, int]]]] = []
    for status in STATUSES:
        rows = [
            (account.plan, urls.plan_targets_url(account.plan), number)
            for account in accounts
            if (number := account.counts()[status])
        ]
        if rows:
            groups.append((status, words(f"status.{status}"), words.number(counts[status]), rows))
    return groups


def _table(account: Account, view: Viewer) -> dict[str, Any]:
    plan = account.plan
    return {
        "plan": plan,
        "url": urls.plan_url(plan),
        "regions": " ".join(plan.regions),
        "count": view.words("plan.promises", n=len(plan.targets)),
        "projects": [
            _project(project, action, account, view)
            for action in plan.actions
            for project in action.projects
            if project.targets
        ],
    }


def _project(project: Project, action: Action, account: Account, view: Viewer) -> dict[str, Any]:
    plan, registries = account.plan, view.registries
    answering = project.lead or project.responsible
    return {
        "project": project,
        "url": urls.project_url(plan, action, project),
        "action": f"{plan.id}/{action.id}",
        "departments": _ids(body.id for body in (*project.lead, *project.responsible)),
        "lead": printed_name(answering[0], plan) if answering else None,
        "role": view.words("project.lead" if project.lead else "project.responsible"),
        "more": view.words("filter.more", n=len(answering) - 1) if len(answering) > 1 else "",
        "themes": " ".join(project.themes),
        "theme_names": [registries.themes[theme].name for theme in project.themes],
        "rows": [_row(target, project, account, view) for target in project.targets],
    }


def _row(target: Target, project: Project, account: Account, view: Viewer) -> dict[str, Any]:
    known = view.registries.regions
    places = owed_in(target, project, account.plan, view.registries)
    named = [known[place].name for place in target.regions or project.regions]
    scope: list[Text | str] = [target.scope] if target.scope else []
    if not target.each:
        scope += named
    elif not scope:
        scope = [view.words("target.each")]
    return {
        "view": view.line(target, account),
        "regions": " ".join(places),
        "years": " ".join(_years(account.standing[target.id])),
        "scope": scope,
    }


def _years(found: Assessment) -> Iterator[str]:
    """The years in which the target is due."""
    for when, _ in due_dates(found):
        yield str(when.last.year)


def _ids(found: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(found))


def _filters(
    accounts: Sequence[Account], catalog: Catalog, view: Viewer
) -> list[tuple[str, str, Options]]:
    """Name, label and choices of each filter; only what occurs can be chosen."""
    words = view.words
    return [
        ("plan", words("filter.plan"), [("", _plans(accounts, words))]),
        ("action", words("filter.action"), _actions(accounts, words)),
        ("department", words("filter.department"), [("", _departments(catalog, view))]),
        ("region", words("filter.region"), [("", _regions(accounts, catalog, view))]),
        ("theme", words("filter.theme"), [("", _themes(catalog, view))]),
        ("status", words("filter.status"), [("", _statuses(accounts, words))]),
        ("year", words("filter.year"), [("", _due_years(accounts, words))]),
    ]


def _plans(accounts: Iterable[Account], words: Words) -> list[tuple[str, str]]:
    """The real plans together, and each by itself."""
    mine = [(account.plan.id, account.plan.place[words.language]) for account in accounts]
    return [(urls.REAL, words("filter.real")), *mine]


def _actions(accounts: Iterable[Account], words: Words) -> Options:
    return [
        (
            account.plan.place[words.language],
            [
                (f"{account.plan.id}/{action.id}", action.title[words.language])
                for action in account.plan.actions
            ],
        )
        for account in accounts
    ]


def _departments(catalog: Catalog, view: Viewer) -> list[tuple[str, str]]:
    """Departments that lead or answer for something."""
    return [
        (item.id, item.name[view.words.language])
        for item in view.registries.departments.values()
        if {"lead", "responsible"} & catalog.departments.get(item.id, {}).keys()
    ]


def _regions(accounts: Iterable[Account], catalog: Catalog, view: Viewer) -> list[tuple[str, str]]:
    return [
        (item.id, item.name[view.words.language])
        for item in view.registries.regions.values()
        if item.id in catalog.regions or item.id in catalog.plans
    ]


def _themes(catalog: Catalog, view: Viewer) -> list[tuple[str, str]]:
    return [
        (item.id, item.name[view.words.language])
        for item in view.registries.themes.values()
        if item.id in catalog.themes
    ]


def _statuses(accounts: Iterable[Account], words: Words) -> list[tuple[str, str]]:
    found = totals(accounts).counts
    return [(status, words(f"status.{status}")) for status in STATUSES if found[status]]


def _due_years(accounts: Iterable[Account], words: Words) -> list[tuple[str, str]]:
    found = {
        number
        for account in accounts
        for target in account.plan.targets
        for number in _years(account.standing[target.id])
    }
    return [(number, number) for number in sorted(found)]
