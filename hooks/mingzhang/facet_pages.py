"""The pages of topics, departments, places and measures: what all plans say of one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, TypeVar

from mingzhang import urls
from mingzhang.account import Account, Counts, totals_of
from mingzhang.catalog import ROLES, Catalog, Entries, Entry, Measured
from mingzhang.facet_views import ahead, reported_in
from mingzhang.fields import Text
from mingzhang.home_pages import plan_row
from mingzhang.page import Page, first_body, names, title
from mingzhang.registries import Level, Region
from mingzhang.text import LANGUAGES
from mingzhang.views import Viewer

Kind = TypeVar("Kind", Entry, Measured)
LEVELS: tuple[Level, ...] = ("country", "province", "city", "district")


def facet_pages(catalog: Catalog, view: Viewer) -> Iterator[Page]:
    """A list and a page for each thing of the four kinds."""
    yield from _theme_pages(catalog, view)
    yield from _department_pages(catalog, view)
    yield from _region_pages(catalog, view)
    yield from _indicator_pages(catalog, view)


def _list(kind: str, groups: Sequence[tuple[str, list[dict[str, Any]]]], view: Viewer) -> Page:
    """The list of a kind; groups have a heading, or an empty one where there is only one group."""
    words = view.words
    context = {"heading": words(f"title.{kind}"), "lede": words(f"lede.{kind}"), "groups": groups}
    name = f"{words(f'title.{kind}')} · {words('site.name')}"
    return Page(f"{kind}/", "facets", name, words(f"lede.{kind}"), kind, context)


def _row(
    path: str, name: Text, about: Text | str, entries: Sequence[Kind], view: Viewer
) -> dict[str, Any]:
    """A line of a list: name, what it is, how many promises of how many real plans."""
    real = _real(entries)
    plans = len({entry.account.plan.id for entry in real})
    counts = _counts(real)
    return {
        "url": path,
        "name": name,
        "about": about,
        "plans": view.words("facet.in_plans", n=plans),
        "promises": view.words("plan.promises", n=sum(counts.values())),
        "bar": view.status_bar(counts),
    }


def _counts(entries: Iterable[Entry | Measured]) -> Counts:
    """Counts by status; a target that several entries hold counts once."""
    chosen = {(e.account.plan.id, t.id): (e.account, t) for e in entries for t in e.targets}
    return totals_of((account.standing[target.id] for account, target in chosen.values()))


def _plans(entries: Entries, view: Viewer) -> list[dict[str, Any]]:
    """The entries by plan: its name and its projects with their promises, as an action's page."""
    return [
        {
            "plan": account.plan,
            "url": urls.plan_url(account.plan),
            "bar_view": view.status_bar(_counts(mine)),
            "projects": [_project(entry, view) for entry in mine],
        }
        for account, mine in _by_plan(entries)
    ]


def _by_plan(entries: Entries) -> Iterator[tuple[Account, list[Entry]]]:
    for _, found in groupby(entries, key=lambda entry: entry.account.plan.id):
        mine = list(found)
        yield mine[0].account, mine


def _project(entry: Entry, view: Viewer) -> dict[str, Any]:
    plan = entry.account.plan
    return {
        "project": entry.project,
        "url": urls.project_url(plan, entry.action, entry.project),
        "lead": first_body(entry.project, plan),
        "targets": [view.line(target, entry.account) for target in entry.targets],
    }


def _facet(
    kind: str, path: str, name: Text, view: Viewer, also: Sequence[str] = (), **context: Any
) -> Page:
    words, own = view.words, path.split("/")[-2]
    given = {
        "subject": name, "trail": [(f"{kind}/", words(f"title.{kind}"))], "about": None,
        "facts": [], "plan_rows": [], "sections": [], "links": [], "table": [],
        "bar_view": None, "ahead": [], "reported": [], **context,
    }  # fmt: skip
    about = given["about"][words.language] if given["about"] else words(f"lede.{kind}")
    bar = given["bar_view"]
    return Page(
        path,
        "facet",
        title(name, words=words),
        about,
        kind,
        given,
        also=(own, *names(name, words=words), *also),
        standing=[(status, number) for status, _, number in bar.segments] if bar else (),
    )


def _theme_pages(catalog: Catalog, view: Viewer) -> Iterator[Page]:
    found = [(theme, catalog.themes.get(theme.id, [])) for theme in view.registries.themes.values()]
    used = [(theme, entries) for theme, entries in found if entries]
    rows = [
        _row(urls.theme_url(theme.id), theme.name, theme.description, entries, view)
        for theme, entries in used
    ]
    yield _list("themes", [("", rows)], view)
    for theme, entries in used:
        sections = [("", _plans(entries, view))]
        yield _facet(
            "themes",
            urls.theme_url(theme.id),
            theme.name,
            view,
            about=theme.description,
            bar_view=view.status_bar(_counts(_real(entries))),
            sections=sections,
        )


def _real(entries: Sequence[Kind]) -> list[Kind]:
    return [entry for entry in entries if not entry.account.plan.invented]


def _department_pages(catalog: Catalog, view: Viewer) -> Iterator[Page]:
    words = view.words
    used = [
        (department, catalog.departments[department.id])
        for department in view.registries.departments.values()
        if department.id in catalog.departments
    ]
    rows = [
        _row(urls.department_url(item.id), item.name, "", _answered(roles), view)
        for item, roles in used
    ]
    yield _list("departments", [("", rows)], view)
    for item, roles in used:
        sections = [
            (words(f"facet.{role}"), _plans(roles[role], view)) for role in ROLES if role in roles
        ]
        facts = [(words("facet.aliases"), words("list.join").join(item.aliases))]
        yield _facet(
            "departments",
            urls.department_url(item.id),
            item.name,
            view,
            also=(*item.aliases, *_printed(item.id, roles)),
            facts=facts,
            bar_view=view.status_bar(_counts(_real(_answered(roles)))),
            ahead=ahead(item.id, _real(_answered(roles)), view),
            sections=sections,
        )


def _printed(department: str, roles: Any) -> Iterator[str]:
    """How the plans call it, in both languages."""
    entries = (entry for role in ROLES for entry in roles.get(role, ()))
    for account in {entry.account.plan.id: entry.account for entry in entries}.values():
        if name := account.plan.departments.get(department):
            yield from (name[language] for language in LANGUAGES)


def _answered(roles: Any) -> Entries:
    """What the department leads or answers for; what it only supports is not counted."""
    return [*roles.get("lead", []), *roles.get("responsible", [])]


def _region_pages(catalog: Catalog, view: Viewer) -> Iterator[Page]:
    words, regions = view.words, view.registries.regions
    used = [r for r in regions.values() if r.id in catalog.regions or r.id in catalog.plans]
    groups = []
    for level in LEVELS:
        rows = [
            _row(urls.region_url(r.id), r.name, "", _promised_in(r.id, catalog), view)
            for r in used
            if r.level == level
        ]
        if rows:
            groups.append((words(f"level.{level}"), rows))
    yield _list("regions", groups, view)
    for region in used:
        yield _region(region, used, catalog, view)


def _region(region: Region, used: Sequence[Region], catalog: Catalog, view: Viewer) -> Page:
    words = view.words
    parents = [r for r in used if r.id == region.parent]
    within = [r for r in used if r.parent == region.id]
    links = [
        (words(key), [(urls.region_url(r.id), r.name) for r in found])
        for key, found in (("facet.part_of", parents), ("facet.within", within))
        if found
    ]
    return _facet(
        "regions",
        urls.region_url(region.id),
        region.name,
        view,
        also=[region.adcode] if region.adcode else [],
        facts=[(words("facet.adcode"), region.adcode)] if region.adcode else [],
        bar_view=view.status_bar(_counts(_promised_in(region.id, catalog))),
        reported=reported_in(region.id, catalog, view),
        plan_rows=[plan_row(account, view) for account in catalog.plans.get(region.id, ())],
        sections=[("", _plans(catalog.regions.get(region.id, []), view))],
        links=links,
    )


def _promised_in(region: str, catalog: Catalog) -> Entries:
    """Everything that counts for the place: whole plans that hold there, else what names it."""
    whole = [
        Entry(account, action, project, project.targets)
        for account in catalog.plans.get(region, ())
        for action in account.plan.actions
        for project in action.projects
    ]
    return whole or catalog.regions.get(region, [])


def _indicator_pages(catalog: Catalog, view: Viewer) -> Iterator[Page]:
    words = view.words
    used = [
        (item, catalog.indicators[item.id])
        for item in view.registries.indicators.values()
        if item.id in view.measures
    ]
    rows = [
        _row(urls.indicator_url(item.id), item.name, item.description or "", entries, view)
        for item, entries in used
    ]
    yield _list("indicators", [("", rows)], view)
    for item, entries in used:
        unit = view.registries.units[item.unit].name[words.language]
        yield _facet(
            "indicators",
            urls.indicator_url(item.id),
            item.name,
            view,
            about=item.description,
            facts=[(words("facet.unit"), unit)],
            bar_view=view.status_bar(_counts(_real(entries))),
            table=[_compared(entry, view) for entry in entries],
        )


def _compared(measured: Measured, view: Viewer) -> dict[str, Any]:
    """A plan's promises of one measure, for the list that stands them side by side."""
    plan, entry = measured.account.plan, measured.entry
    place = urls.project_url(plan, entry.action, entry.project) if entry else urls.plan_url(plan)
    return {
        "plan": plan,
        "url": place,
        "project": entry.project.title if entry else view.words("plan.goals"),
        "targets": [view.line(target, measured.account) for target in measured.targets],
    }
