"""The table of all targets, and the list of one plan's, with what they can be filtered by; complete
without a script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from mingzhang import urls
from mingzhang.account.account import Account, Counts, totals
from mingzhang.account.catalog import Catalog, catalog_of, owed_in
from mingzhang.account.status import STATUSES, Assessment, Status, due_dates
from mingzhang.i18n.words import Words
from mingzhang.model.fields import Text
from mingzhang.model.plan import Action, Plan, Project, Target
from mingzhang.pages.page import Content, Page, printed_name, title
from mingzhang.pages.viewer import LineView, StatusBar, Viewer

Options = list[tuple[str, list[tuple[str, str]]]]
"""Choices of a filter by group: values with their words; a group without a name stands alone."""


@dataclass(frozen=True, slots=True)
class FilterForm:
    """The form that filters a list of promises."""

    filters: Sequence[tuple[str, str, Options]]
    """Name, label and choices of each filter."""
    result_forms: Mapping[str, str]
    """“… promises found” for one and for other numbers."""
    all: str
    """How many there are, in words."""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target as one row, with what it can be filtered by."""

    view: LineView
    regions: str
    """Ids of the places that owe it; empty where these are the plan's own."""
    years: str
    """The years in which it is due."""
    scope: Sequence[Text | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRows:
    """A project with the rows of its targets, and what these can be filtered by."""

    project: Project
    url: str
    action: str
    """The ids of plan and action."""
    departments: str
    """Ids, as those of themes, with spaces between them."""
    lead: Text | None
    """The first body that answers for it."""
    role: str
    more: str
    """How many other bodies answer for it, in words."""
    themes: str
    theme_names: Sequence[Text]
    rows: Sequence[TargetRow]


@dataclass(frozen=True, slots=True)
class PlanTable:
    """The table of a plan."""

    plan: Plan
    url: str
    regions: str
    count: str
    projects: Sequence[ProjectRows]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsContent(Content):
    """Every target of every plan."""

    template: ClassVar = "targets"
    scripts: ClassVar = ("filter.js",)

    form: FilterForm
    whole: StatusBar | None
    groups: Sequence[tuple[Status, str, str, Sequence[tuple[Plan, str, int]]]]
    """Status, its word, how many promises, and the plans with how many of theirs."""
    here: str
    tables: Sequence[PlanTable]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTargetsContent(Content):
    """The targets of one plan by status."""

    template: ClassVar = "plan/targets"
    scripts: ClassVar = ("filter.js",)

    form: FilterForm
    plan: Plan
    plan_url: str
    regions: str
    whole: StatusBar | None
    groups: Sequence[tuple[Status, str, str, Sequence[tuple[ProjectRows, TargetRow]]]]
    """Status, its word, how many promises, and these, each with its project."""
    here: str


def table_pages(accounts: Sequence[Account], catalog: Catalog, view: Viewer) -> Iterator[Page]:
    """The one page that holds every target of every plan."""
    words = view.words
    real = totals(account for account in accounts if not account.plan.invented)
    content = TargetsContent(
        whole=view.status_bar(real.counts),
        groups=_groups_by_status(accounts, real.counts, words),
        here=urls.TARGETS,
        form=_filter_form(accounts, catalog, view),
        tables=[_plan_table(account, view) for account in accounts if account.plan.targets],
    )
    name = f"{words('targets.title')} · {words('site.name')}"
    yield Page(urls.TARGETS, content, name, words("targets.lede"), "targets")


def plan_table_page(account: Account, view: Viewer) -> Page:
    """The list of one plan's targets by status."""
    plan, words, here = account.plan, view.words, urls.plan_targets_url(account.plan)
    rows: dict[Status, list[tuple[ProjectRows, TargetRow]]] = {}
    for group in _rows_by_project(account, view):
        for row in group.rows:
            rows.setdefault(row.view.status, []).append((group, row))
    form = _filter_form([account], catalog_of([account], view.registries), view)
    filters = [
        (name, label, _as_printed(plan, groups, words) if name == "department" else groups)
        for name, label, groups in form.filters
        if name != "plan"
    ]
    content = PlanTargetsContent(
        form=replace(form, filters=filters),
        plan=plan,
        plan_url=urls.plan_url(plan),
        regions=" ".join(plan.regions),
        whole=view.status_bar(account.counts()),
        groups=[
            (status, words(f"status.{status}"), words.number(len(rows[status])), rows[status])
            for status in STATUSES
            if status in rows
        ],
        here=here,
    )
    heading = title(plan.title, words("targets.plan"), words=words)
    return Page(here, content, heading, words("targets.plan.lede"), "targets", plan)


def _as_printed(plan: Plan, groups: Options, words: Words) -> Options:
    """The plan's bodies by the names that it prints, not those that all plans share."""
    return [
        (heading, [(key, plan.departments[key][words.language]) for key, _ in options])
        for heading, options in groups
    ]


def _filter_form(accounts: Sequence[Account], catalog: Catalog, view: Viewer) -> FilterForm:
    return FilterForm(
        filters=_filters(accounts, catalog, view),
        result_forms=view.words.forms("filter.found"),
        all=view.words("plan.promises", n=totals(accounts).promises),
    )


def _groups_by_status(
    accounts: Sequence[Account], counts: Counts, words: Words
) -> list[tuple[Status, str, str, list[tuple[Plan, str, int]]]]:
    """For each status the plans with how many of their targets have it."""
    groups: list[tuple[Status, str, str, list[tuple[Plan, str, int]]]] = []
    for status in STATUSES:
        rows = [
            (account.plan, urls.plan_targets_url(account.plan), number)
            for account in accounts
            if (number := account.counts()[status])
        ]
        if rows:
            groups.append((status, words(f"status.{status}"), words.number(counts[status]), rows))
    return groups


def _plan_table(account: Account, view: Viewer) -> PlanTable:
    plan = account.plan
    return PlanTable(
        plan=plan,
        url=urls.plan_url(plan),
        regions=" ".join(plan.regions),
        count=view.words("plan.promises", n=len(plan.targets)),
        projects=list(_rows_by_project(account, view)),
    )


def _rows_by_project(account: Account, view: Viewer) -> Iterator[ProjectRows]:
    """Those that have a target."""
    for action in account.plan.actions:
        for project in action.projects:
            if project.targets:
                yield _project_rows(project, action, account, view)


def _project_rows(project: Project, action: Action, account: Account, view: Viewer) -> ProjectRows:
    plan, registries = account.plan, view.registries
    answering = project.lead or project.responsible
    return ProjectRows(
        project=project,
        url=urls.project_url(plan, action, project),
        action=f"{plan.id}/{action.id}",
        departments=_joined(body.id for body in (*project.lead, *project.responsible)),
        lead=printed_name(answering[0], plan) if answering else None,
        role=view.words("project.lead" if project.lead else "project.responsible"),
        more=view.words("filter.more", n=len(answering) - 1) if len(answering) > 1 else "",
        themes=" ".join(project.themes),
        theme_names=[registries.themes[theme].name for theme in project.themes],
        rows=[_target_row(target, project, account, view) for target in project.targets],
    )


def _target_row(target: Target, project: Project, account: Account, view: Viewer) -> TargetRow:
    regions = view.registries.regions
    owing = owed_in(target, project, account.plan, view.registries)
    named = [regions[key].name for key in target.regions or project.regions]
    scope: list[Text | str] = [target.scope] if target.scope else []
    if not target.each:
        scope += named
    elif not scope:
        scope = [view.words("target.each")]
    return TargetRow(
        view=view.line(target, account),
        regions=" ".join(owing),
        years=" ".join(_years_due(account.standing[target.id])),
        scope=scope,
    )


def _years_due(assessment: Assessment) -> Iterator[str]:
    """The years in which the target is due."""
    for when, _ in due_dates(assessment):
        yield str(when.last.year)


def _joined(ids: Iterable[str]) -> str:
    """Each id once, with spaces between them."""
    return " ".join(dict.fromkeys(ids))


def _filters(
    accounts: Sequence[Account], catalog: Catalog, view: Viewer
) -> list[tuple[str, str, Options]]:
    """Name, label and choices of each filter; only what occurs can be chosen."""
    words = view.words
    return [
        ("plan", words("filter.plan"), [("", _plan_options(accounts, words))]),
        ("action", words("filter.action"), _action_options(accounts, words)),
        ("department", words("filter.department"), [("", _department_options(catalog, view))]),
        ("region", words("filter.region"), [("", _region_options(accounts, catalog, view))]),
        ("theme", words("filter.theme"), [("", _theme_options(catalog, view))]),
        ("status", words("filter.status"), [("", _status_options(accounts, words))]),
        ("year", words("filter.year"), [("", _year_options(accounts, words))]),
    ]


def _plan_options(accounts: Iterable[Account], words: Words) -> list[tuple[str, str]]:
    """The real plans together, and each by itself."""
    each = [(account.plan.id, account.plan.place[words.language]) for account in accounts]
    return [(urls.REAL, words("filter.real")), *each]


def _action_options(accounts: Iterable[Account], words: Words) -> Options:
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


def _department_options(catalog: Catalog, view: Viewer) -> list[tuple[str, str]]:
    """Departments that lead or answer for something."""
    return [
        (item.id, item.name[view.words.language])
        for item in view.registries.departments.values()
        if {"lead", "responsible"} & catalog.departments.get(item.id, {}).keys()
    ]


def _region_options(
    accounts: Iterable[Account], catalog: Catalog, view: Viewer
) -> list[tuple[str, str]]:
    return [
        (item.id, item.name[view.words.language])
        for item in view.registries.regions.values()
        if item.id in catalog.regions or item.id in catalog.plans
    ]


def _theme_options(catalog: Catalog, view: Viewer) -> list[tuple[str, str]]:
    return [
        (item.id, item.name[view.words.language])
        for item in view.registries.themes.values()
        if item.id in catalog.themes
    ]


def _status_options(accounts: Iterable[Account], words: Words) -> list[tuple[str, str]]:
    counts = totals(accounts).counts
    return [(status, words(f"status.{status}")) for status in STATUSES if counts[status]]


def _year_options(accounts: Iterable[Account], words: Words) -> list[tuple[str, str]]:
    numbers = {
        number
        for account in accounts
        for target in account.plan.targets
        for number in _years_due(account.standing[target.id])
    }
    return [(number, number) for number in sorted(numbers)]
