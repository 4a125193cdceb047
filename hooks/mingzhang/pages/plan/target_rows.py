"""The promises of a plan as columns, by which a script chooses among those of all plans: one entry
a promise, in the order of the plan's own list (`pages.targets.plan_table_page`), from which the
script then takes what it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mingzhang.account.account import Account
from mingzhang.model.fields import Text
from mingzhang.model.plan import Plan, Project, Target
from mingzhang.model.registries import Registries
from mingzhang.pages.page import printed_name
from mingzhang.pages.targets import ProjectOfRows, TargetRow, list_key, rows_by_status
from mingzhang.pages.viewer import Viewer


def target_rows(account: Account, view: Viewer) -> dict[str, Any]:
    """What each promise can be found by; the same in both languages. `projects` are a plan's, each
    with action, departments and topics; `rows` have status, number of the project, years, places.
    Ids stand with spaces between them; where a promise names no place, the plan's hold.
    """
    plan, listed = account.plan, _listed(account, view)
    projects = list({group.url: group for group, _ in listed}.values())
    number = {group.url: place for place, group in enumerate(projects)}
    rows = [
        [row.view.status, number[group.url], row.years, *([row.regions] if row.regions else [])]
        for group, row in listed
    ]
    places = dict.fromkeys((*plan.regions, *(key for row in rows for key in _places(row))))
    return {
        "plan": plan.id,
        "key": list_key(account),
        "real": not plan.invented,
        "regions": " ".join(plan.regions),
        "places": {key: _named(view.registries.regions[key].name) for key in places},
        "actions": {f"{plan.id}/{each.id}": _named(each.title) for each in plan.actions},
        "projects": [[each.action, each.departments, each.themes] for each in projects],
        "rows": rows,
    }


def target_texts(account: Account, view: Viewer) -> list[str]:
    """What the words of a choice are looked for in: of each promise title and scope, with its
    project, the first body that answers for it, and its topics.
    """
    registries, language = view.registries, view.words.language
    return [
        " ".join(
            text if isinstance(text, str) else text[language]
            for text in _texts(group.project, row.view.target, account.plan, registries)
        )
        for group, row in _listed(account, view)
    ]


def _texts(
    project: Project, target: Target, plan: Plan, registries: Registries
) -> Iterator[Text | str]:
    yield from (project.title, target.title)
    if target.scope:
        yield target.scope
    yield from (registries.regions[key].name for key in target.regions or project.regions)
    for body in (project.lead or project.responsible)[:1]:
        yield printed_name(body, plan)
    yield from (registries.themes[key].name for key in project.themes)


def _listed(account: Account, view: Viewer) -> list[tuple[ProjectOfRows, TargetRow]]:
    return [pair for pairs in rows_by_status(account, view).values() for pair in pairs]


def _places(row: list[Any]) -> Iterable[str]:
    return row[3].split() if len(row) > 3 else ()


def _named(name: Text) -> list[str]:
    """In both languages, Chinese first."""
    return [name["zh"], name["en"]]
