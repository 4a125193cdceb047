"""The table of all targets, and the list of one plan's, with what they can be filtered by; complete
without a script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import ClassVar

from mingzhang import urls
from mingzhang.account.account import Account, totals
from mingzhang.account.catalog import Catalog, catalog_of, owed_in
from mingzhang.account.status import STATUSES, Assessment, Status, due_dates
from mingzhang.i18n.words import Words
from mingzhang.model.plan import Action, Plan, Project, Target
from mingzhang.pages.page import Content, Page, title
from mingzhang.pages.viewer import LineView, StatusBar, Viewer

_FILLED = frozenset({"action", "region"})
"""Filters of all plans whose choices the script fills in: a country has thousands of them."""
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


@dataclass(frozen=True, slots=True)
class ProjectOfRows:
    """The project of a row, and what its targets can be filtered by."""

    project: Project
    url: str
    action: str
    """The ids of plan and action."""
    departments: str
    """Ids, as those of themes, with spaces between them."""
    themes: str


@dataclass(frozen=True, slots=True)
class PlanTally:
    """A plan with its promises counted by status."""

    plan: Plan
    url: str
    """Of the list of its promises."""
    count: str
    statuses: Sequence[tuple[Status, str, str]]
    """Status, its word and how many; only those that occur."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsContent(Content):
    """The promises of every plan, counted; a script brings those that fit a choice."""

    template: ClassVar = "targets"
    scripts: ClassVar = ("promises.js",)

    form: FilterForm
    whole: StatusBar | None
    here: str
    plans: Sequence[PlanTally]


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
    groups: Sequence[tuple[Status, str, str, Sequence[tuple[ProjectOfRows, TargetRow]]]]
    """Status, its word, how many promises, and these, each with its project."""
    here: str
    key: str


def table_pages(accounts: Sequence[Account], catalog: Catalog, view: Viewer) -> Iterator[Page]:
    """The page on the promises of all plans."""
    words = view.words
    real = totals(account for account in accounts if not account.plan.invented)
    form = _filter_form(accounts, catalog, view)
    filters = [
        (name, label, [] if name in _FILLED else groups) for name, label, groups in form.filters
    ]
    content = TargetsContent(
        whole=view.status_bar(real.counts),
        here=urls.TARGETS,
        form=replace(form, filters=filters),
        plans=[_tally(account, words) for account in accounts if account.plan.targets],
    )
    name = f"{words('targets.title')} · {words('site.name')}"
    yield Page(urls.TARGETS, content, name, words("targets.lede"), "targets")


def _tally(account: Account, words: Words) -> PlanTally:
    counts = account.counts()
    return PlanTally(
        plan=account.plan,
        url=urls.plan_targets_url(account.plan),
        count=words("plan.promises", n=len(account.plan.targets)),
        statuses=[
            (status, words(f"status.{status}"), words.number(counts[status]))
            for status in STATUSES
            if counts[status]
        ],
    )


def plan_table_page(account: Account, view: Viewer) -> Page:
    """The list of one plan's targets by status."""
    plan, words, here = account.plan, view.words, urls.plan_targets_url(account.plan)
    rows = rows_by_status(account, view)
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
            for status in rows
        ],
        here=here,
        key=list_key(account),
    )
    heading = title(plan.title, words("targets.plan"), words=words)
    return Page(here, content, heading, words("targets.plan.lede"), "targets", plan)


def list_key(account: Account) -> str:
    """Stands for the order of the promises in the list of the plan."""
    order = [(account.standing[each.id].status, each.id) for each in account.plan.targets]
    return sha256(repr(order).encode()).hexdigest()[:12]


def rows_by_status(
    account: Account, view: Viewer
) -> dict[Status, list[tuple[ProjectOfRows, TargetRow]]]:
    """The plan's targets, each with its project, by status, in the order of `STATUSES`."""
    rows: dict[Status, list[tuple[ProjectOfRows, TargetRow]]] = {}
    for action, project in account.plan.placed_projects:
        group = _project_of_rows(project, action, account.plan)
        for target in project.targets:
            row = _target_row(target, project, account, view)
            rows.setdefault(row.view.status, []).append((group, row))
    return {status: rows[status] for status in STATUSES if status in rows}


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


def _project_of_rows(project: Project, action: Action, plan: Plan) -> ProjectOfRows:
    return ProjectOfRows(
        project=project,
        url=urls.project_url(plan, action, project),
        action=f"{plan.id}/{action.id}",
        departments=_joined(body.id for body in (*project.lead, *project.responsible)),
        themes=" ".join(project.themes),
    )


def _target_row(target: Target, project: Project, account: Account, view: Viewer) -> TargetRow:
    return TargetRow(
        view=view.line(target, account),
        regions=" ".join(owed_in(target, project, account.plan, view.registries)),
        years=" ".join(_years_due(account.standing[target.id])),
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
