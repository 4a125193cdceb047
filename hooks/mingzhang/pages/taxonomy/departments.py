"""The pages of departments: what all plans ask of one, and what each plan asks of each body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from mingzhang import urls
from mingzhang.account.account import Account, Counts, ordered
from mingzhang.account.catalog import ROLES, Catalog, CatalogEntries, CatalogEntry, Role, Roles
from mingzhang.language import LANGUAGES, Language
from mingzhang.model.fields import Text
from mingzhang.model.plan import Plan
from mingzhang.model.registries import Department
from mingzhang.model.taxonomies import DEPARTMENTS
from mingzhang.pages.page import Content, Page, names, title
from mingzhang.pages.plan.control_entries import MentionView, mention_views, mentioned_in
from mingzhang.pages.taxonomy.lists import (
    ListContent,
    ListRow,
    PlanProjects,
    counts_of,
    facet_page,
    list_page,
    listed,
    plans_of,
    real,
    row,
)
from mingzhang.pages.taxonomy.upcoming import DueList, ahead
from mingzhang.pages.viewer import ProjectRow, StatusBar, Viewer


@dataclass(frozen=True, slots=True)
class RoleSection:
    """What a body does in one role."""

    heading: str
    count: str
    bar_view: StatusBar | None
    """Only where its counts are not those of the page."""
    projects: Sequence[ProjectRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyContent(Content):
    """What one plan asks of one body."""

    template: ClassVar = "taxonomy/body"
    kind: ClassVar = "department"

    plan: Plan
    plan_url: str
    subject: Text
    trail: Sequence[tuple[str, Text | str]]
    also: Sequence[Text]
    """Other names by which the plan calls it."""
    all: tuple[str, Text]
    """Address and name of the department over all plans."""
    bar_view: StatusBar | None
    bar_url: str
    ahead: Sequence[DueList]
    mentions: Sequence[MentionView]
    sections: Sequence[RoleSection]


def department_list(catalog: Catalog, view: Viewer) -> Page:
    """The list of all departments."""
    rows = [
        row(
            urls.department_url(item.id),
            item.name,
            "",
            answered(catalog.departments[item.id]),
            view,
        )
        for item in catalog.used(DEPARTMENTS, view.registries)
    ]
    return list_page("departments", [("", rows)], view)


def body_pages(account: Account, catalog: Catalog, view: Viewer) -> Iterator[Page]:
    """The list of the bodies that one plan names, and a page for each that has projects."""
    plan = account.plan
    if not plan.departments:
        return
    bodies = catalog.bodies.get(plan.id, {})
    roles_of = {key: bodies.get(key, {}) for key in plan.departments}
    yield _bodies_page(account, roles_of, view)
    for key, roles in roles_of.items():
        if roles:
            yield _body_page(account, key, roles, view)


def answered(roles: Roles) -> CatalogEntries:
    """What is led or answered for; what is only supported is not counted."""
    return [*roles.get("lead", []), *roles.get("responsible", [])]


def printed_spellings(
    plan: Plan, department: str, entries: Sequence[CatalogEntry], language: Language
) -> list[Text]:
    """How the plan prints the body: its usual name first, then those of single projects; what
    reads the same in the language stands once.
    """
    printed = [
        body.printed
        for entry in entries
        for role in ROLES
        for body in getattr(entry.project, role)
        if body.id == department and body.printed
    ]
    names = (plan.departments[department], *printed)
    return list({name[language]: name for name in reversed(names)}.values())[::-1]


def department_page(item: Department, catalog: Catalog, view: Viewer) -> Page:
    """The page of a department, over all plans."""
    roles = catalog.departments[item.id]
    words, counted = view.words, real(answered(roles))
    table_url = urls.chosen(urls.TARGETS, plan=urls.REAL, department=item.id)
    return facet_page(
        "departments",
        urls.department_url(item.id),
        item.name,
        view,
        called=(*item.aliases, *_names_in_plans(item.id, roles)),
        printed=_spellings_by_plan(item.id, roles, words.language),
        bar_view=view.status_bar(counts_of(counted)),
        bar_url=table_url,
        ahead=ahead(counted, view, table_url),
        mentions=mentioned_in(catalog, view, department=item.id),
        **listed(
            [(words(f"facet.{role}"), roles[role]) for role in ROLES if role in roles],
            view,
            lambda plan: urls.body_url(plan, item.id),
            partial(_in_plans, item.id),
        ),
    )


def _names_in_plans(department: str, roles: Roles) -> Iterator[str]:
    """How the plans call it, in both languages."""
    entries = [entry for role in ROLES for entry in roles.get(role, ())]
    for plan in {entry.account.plan.id: entry.account.plan for entry in entries}.values():
        yield from (plan.departments[department][language] for language in LANGUAGES)


def _in_plans(department: str, entries: CatalogEntries, view: Viewer) -> list[PlanProjects]:
    """The entries by plan, each with the way to what that plan asks of the body."""
    return [
        replace(group, body_url=urls.body_url(group.plan, department))
        for group in plans_of(entries, view)
    ]


def _spellings_by_plan(
    department: str, roles: Roles, language: Language
) -> list[tuple[Text, str, list[Text]]]:
    """Each plan's place, the address of its page of the body, and how it prints the name."""
    by_plan: dict[str, list[CatalogEntry]] = {}
    for role in ROLES:
        for entry in roles.get(role, ()):
            by_plan.setdefault(entry.account.plan.id, []).append(entry)
    return [
        (
            plan.place,
            urls.body_url(plan, department),
            printed_spellings(plan, department, entries, language),
        )
        for entries in sorted(by_plan.values(), key=lambda each: each[0].account.plan.invented)
        for plan in (entries[0].account.plan,)
    ]


def _bodies_page(account: Account, roles_of: Mapping[str, Roles], view: Viewer) -> Page:
    plan, words = account.plan, view.words
    groups = [
        ("", [_body_row(plan, key, roles, view) for key, roles in roles_of.items() if roles]),
        (
            words("body.safeguards"),
            [
                ListRow(url="", name=plan.departments[key])
                for key, roles in roles_of.items()
                if not roles
            ],
        ),
    ]
    lede = words("body.list.lede")
    content = ListContent(
        plan=plan,
        plan_url=urls.plan_url(plan),
        trail=[("plans/", words("plans.title")), (urls.plan_url(plan), plan.place)],
        heading=words("project.bodies"),
        lede=lede,
        groups=[(name, rows) for name, rows in groups if rows],
    )
    heading = title(plan.title, words("project.bodies"), words=words)
    return Page(urls.bodies_url(plan), content, heading, lede, "departments", plan)


def _body_row(plan: Plan, department: str, roles: Roles, view: Viewer) -> ListRow:
    return ListRow(
        url=urls.body_url(plan, department),
        name=plan.departments[department],
        counted=" · ".join(
            _counts_in_words(role, entries, view) for role, entries in roles.items()
        ),
        bar=view.status_bar(counts_of(answered(roles))),
    )


def _counts_in_words(role: Role, entries: CatalogEntries, view: Viewer) -> str:
    """How many promises in the role; where its projects hold none, how many projects."""
    if number := sum(counts_of(entries).values()):
        return view.words(f"body.count.{role}", n=number)
    return view.words(f"body.projects.{role}", n=len(entries))


def _body_page(account: Account, department: str, roles: Roles, view: Viewer) -> Page:
    plan, words = account.plan, view.words
    whole, name = counts_of(answered(roles)), plan.departments[department]
    chosen = urls.chosen(urls.plan_targets_url(plan), department=department)
    entries = [entry for in_role in roles.values() for entry in in_role]
    others = printed_spellings(plan, department, entries, words.language)[1:]
    content = BodyContent(
        plan=plan,
        plan_url=urls.plan_url(plan),
        subject=name,
        trail=[
            ("plans/", words("plans.title")),
            (urls.plan_url(plan), plan.place),
            (urls.bodies_url(plan), words("project.bodies")),
        ],
        also=others,
        all=(urls.department_url(department), view.registries.departments[department].name),
        bar_view=view.status_bar(whole),
        bar_url=chosen,
        ahead=ahead(answered(roles), view, chosen, plan=plan),
        mentions=mention_views(account, view, department=department),
        sections=[_section(role, in_role, whole, view) for role, in_role in roles.items()],
    )
    heading = title(name, plan.place[words.language], words=words)
    return Page(
        urls.body_url(plan, department),
        content,
        heading,
        words("body.lede"),
        "departments",
        plan,
        also=names(name, *others, words=words),
        standing=ordered(whole),
    )


def _section(role: Role, entries: CatalogEntries, whole: Counts, view: Viewer) -> RoleSection:
    """What the body does in one role; `whole` are the counts of the page."""
    counts = counts_of(entries)
    return RoleSection(
        heading=view.words(f"facet.{role}"),
        count=view.words.number(sum(counts.values())),
        bar_view=view.status_bar(counts) if counts != whole else None,
        projects=[view.project_row(entry) for entry in entries],
    )
