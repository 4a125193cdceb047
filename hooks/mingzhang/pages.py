"""Every data page of the site in one language: its address, its template and everything the template prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from mingzhang import urls
from mingzhang.account import Account, Totals, totals
from mingzhang.fields import Text
from mingzhang.model import Action, Body, Plan, Project, Target
from mingzhang.periods import day
from mingzhang.snapshot_pages import snapshot_pages
from mingzhang.status import STATUSES
from mingzhang.views import Viewer
from mingzhang.words import Words


@dataclass(frozen=True, slots=True)
class Page:
    """A data page in one language, ready for its template."""

    path: str
    """Below the root of the language; ends with `/`."""
    template: str
    title: str
    description: str
    section: str
    context: dict[str, Any]
    plan: Plan | None = None
    kind: str = field(default="")


def pages(accounts: Sequence[Account], view: Viewer) -> Iterator[Page]:
    """Every page, from the home page down."""
    yield _home(accounts, view)
    yield _plans(accounts, view)
    yield _all_targets(accounts, view)
    yield _search(view.words)
    for account in accounts:
        yield from plan_pages(account, view)


def plan_pages(account: Account, view: Viewer) -> Iterator[Page]:
    """Every page of one plan."""
    yield _plan(account, view)
    yield _plan_targets(account, view)
    yield from snapshot_pages(account, view, Page)
    trail = [(action, project) for action in account.plan.actions for project in action.projects]
    for action in account.plan.actions:
        yield _action(account, action, view)
    for number, (action, project) in enumerate(trail):
        yield _project(account, action, project, view, _around(account.plan, trail, number))


def _title(text: Text, *more: str, words: Words) -> str:
    return " · ".join([text[words.language], *more, words("site.name")])


def _figures(found: Totals, words: Words) -> list[tuple[str, str]]:
    return [
        (
            words.number(number),
            words(f"figure.{key}", n=number) if key == "promises" else words(f"figure.{key}"),
        )
        for key, number in (
            ("promises", found.promises),
            ("due", found.due),
            ("told", found.told),
            ("delivered", found.delivered),
        )
    ]


def _home(accounts: Sequence[Account], view: Viewer) -> Page:
    words = view.words
    real = [account for account in accounts if not account.plan.invented]
    found = totals(real)
    context = {
        "figures": _figures(found, words),
        "whole": view.status_bar(found.counts),
        "plans": [_plan_row(account, view) for account in accounts],
        "longest": _longest_overdue(real, view),
        "latest": _latest(real or accounts, view) or _latest(accounts, view),
        "real_reports": any(account.plan.snapshots for account in real),
        "ways": [
            (urls.PLANS, words("plans.title")),
            (urls.TARGETS, words("targets.title")),
            *((urls.plan_url(account.plan), account.plan.place) for account in accounts),
            ("method/", words("nav.method")),
            (urls.SEARCH, words("search.title")),
        ],
    }
    title = f"{words('site.name')} · {words('site.tagline')}"
    return Page(urls.HOME, "home", title, words("site.description"), "", context)


def _plan_row(account: Account, view: Viewer) -> dict[str, Any]:
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
        "period": _period(plan, words),
        "counts": counts,
        "bar": view.status_bar(account.counts()),
        "last": last and words.when(last.as_of),
        "last_url": last and urls.snapshot_url(plan, last),
    }


def _period(plan: Plan, words: Words) -> str:
    start = words.when(plan.period.start)
    if plan.end is None:
        return words("plan.period.open", start=start)
    return words("plan.period", start=start, end=words.when(plan.end))


def _longest_overdue(accounts: Sequence[Account], view: Viewer) -> list[dict[str, Any]]:
    late = [
        (found.deadline, account, action, project, target)
        for account in accounts
        for action, project, target in _places(account.plan)
        if (found := account.standing[target.id]).status == "unreported" and found.deadline
    ]
    late.sort(key=lambda row: row[0].last)
    return [
        {
            "when": view.words.when(deadline),
            "url": f"{urls.project_url(account.plan, action, project)}#{target.id}",
            "title": target.title,
            "place": account.plan.place,
            "body": _first_body(project, account.plan),
        }
        for deadline, account, action, project, target in late[:6]
    ]


def _latest(accounts: Sequence[Account], view: Viewer) -> list[dict[str, Any]]:
    rows = [(snapshot, account) for account in accounts for snapshot in account.plan.snapshots]
    rows.sort(key=lambda row: row[0].as_of.last, reverse=True)
    return [
        {
            "when": view.words.when(snapshot.as_of),
            "url": urls.snapshot_url(account.plan, snapshot),
            "title": view.words("snapshot.title", date=view.words.when(snapshot.as_of)),
            "place": account.plan.place,
            "body": view.words("snapshot.reported", n=len(snapshot.reports)),
        }
        for snapshot, account in rows[:6]
    ]


def _places(plan: Plan) -> Iterator[tuple[Action, Project, Target]]:
    for action in plan.actions:
        for project in action.projects:
            for target in project.targets:
                yield action, project, target


def _first_body(project: Project, plan: Plan) -> Text | None:
    for bodies in (project.lead, project.responsible, project.support):
        if bodies:
            return _name(bodies[0], plan)
    return None


def _name(body: Body, plan: Plan) -> Text:
    return body.printed or plan.departments[body.id]


def _plans(accounts: Sequence[Account], view: Viewer) -> Page:
    words = view.words
    context = {"plans": [_plan_row(account, view) for account in accounts]}
    title = f"{words('plans.title')} · {words('site.name')}"
    return Page(urls.PLANS, "plans", title, words("plans.lede"), "plans", context)


def _all_targets(accounts: Sequence[Account], view: Viewer) -> Page:
    words = view.words
    real = [account for account in accounts if not account.plan.invented]
    counts = totals(real).counts
    groups = []
    for status in STATUSES:
        rows = [
            (account.plan, urls.plan_targets_url(account.plan), number)
            for account in accounts
            if (number := account.counts()[status])
        ]
        if rows:
            groups.append((status, words(f"status.{status}"), words.number(counts[status]), rows))
    context = {"whole": view.status_bar(counts), "groups": groups, "here": urls.TARGETS}
    title = f"{words('targets.title')} · {words('site.name')}"
    return Page(urls.TARGETS, "targets", title, words("targets.lede"), "targets", context)


def _search(words: Words) -> Page:
    found = words.forms("search.found")
    context = {"one": found["one"], "other": found["other"]}
    title = f"{words('search.title')} · {words('site.name')}"
    return Page(urls.SEARCH, "search", title, words("search.hint"), "", context)


def _plan(account: Account, view: Viewer) -> Page:
    plan, words, last = account.plan, view.words, account.last_snapshot
    found = totals([account])
    context = {
        "plan": plan,
        "figures": _figures(found, words),
        "whole": view.status_bar(found.counts),
        "targets_url": urls.plan_targets_url(plan),
        "actions": [_action_row(account, action, view) for action in plan.actions],
        "timeline": view.timeline(account),
        "events": _plan_events(account, view),
        "goals": [view.target(goal, account) for goal in plan.goals],
        "identity": _identity(plan, words),
        "snapshots_url": urls.snapshots_url(plan),
        "last": last and words.when(last.as_of),
        "json_url": urls.plan_json(plan.id),
        "source_url": urls.source_file(plan.at().path),
    }
    about = plan.summary[words.language] if plan.summary else plan.title[words.language]
    return Page(
        urls.plan_url(plan),
        "plan",
        _title(plan.title, words=words),
        about,
        "plans",
        context,
        plan,
        "plan",
    )


def _identity(plan: Plan, words: Words) -> list[tuple[str, Text | str]]:
    rows: list[tuple[str, Text | str | None]] = [
        (words("plan.issuer"), plan.issuer),
        (words("plan.number"), plan.document_number),
        (words("plan.issued"), words.when(plan.issued) if plan.issued else None),
        (words("plan.period.label"), _period(plan, words)),
        (words("plan.stage"), words(f"stage.{plan.stage}")),
    ]
    return [(name, value) for name, value in rows if value]


def _action_row(account: Account, action: Action, view: Viewer) -> dict[str, Any]:
    targets = [target for project in action.projects for target in project.targets]
    return {
        "action": action,
        "url": urls.action_url(account.plan, action),
        "projects": view.words("plan.projects", n=len(action.projects)),
        "promises": view.words("plan.promises", n=len(targets)),
        "bar": view.status_bar(account.counts(targets)),
    }


def _plan_events(account: Account, view: Viewer) -> list[dict[str, Any]]:
    plan, words = account.plan, view.words
    events: list[tuple[Any, dict[str, Any]]] = []

    def add(when: Any, line: Text | str, url: str | None = None, text: Text | None = None) -> None:
        coming = when.last >= account.today
        shown = {"when": words.when(when), "line": line, "url": url, "text": text, "coming": coming}
        events.append(((when.last, when.first), shown))

    if plan.issued:
        add(plan.issued, words("event.issued"))
    for phase in plan.phases:
        if when := phase.end or phase.start:
            add(when, phase.title, None, phase.text)
    due = [
        found.deadline for target in plan.targets if (found := account.standing[target.id]).deadline
    ]
    for last, same in groupby(
        sorted(due, key=lambda period: period.last), key=lambda period: period.last
    ):
        add(day(last), words("plan.timeline.due", n=len(list(same))), urls.plan_targets_url(plan))
    for snapshot in plan.snapshots:
        reported = words("snapshot.reported", n=len(snapshot.reports))
        add(snapshot.as_of, reported, urls.snapshot_url(plan, snapshot))
    return [shown for _, shown in sorted(events, key=lambda event: event[0])]


def _plan_targets(account: Account, view: Viewer) -> Page:
    plan, words = account.plan, view.words
    rows: dict[str, list[tuple[Any, str, Text]]] = {}
    for action, project, target in _places(plan):
        shown = view.line(target, account)
        url = urls.project_url(plan, action, project)
        rows.setdefault(shown.status, []).append((shown, url, project.title))
    groups = [
        (status, words(f"status.{status}"), words.number(len(rows[status])), rows[status])
        for status in STATUSES
        if status in rows
    ]
    here = urls.plan_targets_url(plan)
    context = {
        "plan": plan,
        "plan_url": urls.plan_url(plan),
        "whole": view.status_bar(account.counts()),
        "groups": groups,
        "here": here,
    }
    title = _title(plan.title, words("targets.plan"), words=words)
    return Page(
        here, "plan_targets", title, words("targets.plan.lede"), "targets", context, plan, "targets"
    )


def _action(account: Account, action: Action, view: Viewer) -> Page:
    plan, words = account.plan, view.words
    targets = [target for project in action.projects for target in project.targets]
    bodies = {
        _name(body, plan).zh: _name(body, plan)
        for project in action.projects
        for body in (*project.lead, *project.support, *project.responsible)
    }
    context = {
        "plan": plan,
        "plan_url": urls.plan_url(plan),
        "action": action,
        "whole": view.status_bar(account.counts(targets)),
        "targets_url": urls.plan_targets_url(plan),
        "projects": [
            {
                "project": project,
                "url": urls.project_url(plan, action, project),
                "lead": _first_body(project, plan),
                "targets": [view.line(target, account) for target in project.targets],
            }
            for project in action.projects
        ],
        "events": _due_events(account, targets, words),
        "bodies": list(bodies.values()),
        "source_url": urls.source_file(action.at().path),
        "json_url": urls.plan_json(plan.id),
    }
    title = _title(action.title, plan.place[words.language], words=words)
    about = action.summary[words.language] if action.summary else plan.title[words.language]
    return Page(
        urls.action_url(plan, action), "action", title, about, "plans", context, plan, "action"
    )


def _due_events(account: Account, targets: Sequence[Target], words: Words) -> list[dict[str, Any]]:
    due = [found.deadline for target in targets if (found := account.standing[target.id]).deadline]
    ends = sorted(period.last for period in due)
    return [
        {
            "when": words.when(day(last)),
            "line": words("plan.timeline.due", n=len(list(same))),
            "coming": last >= account.today,
        }
        for last, same in groupby(ends)
    ]


Around = tuple[tuple[str, Text] | None, tuple[str, Text] | None]


def _around(plan: Plan, trail: Sequence[tuple[Action, Project]], number: int) -> Around:
    def at(index: int) -> tuple[str, Text] | None:
        if not 0 <= index < len(trail):
            return None
        action, project = trail[index]
        return urls.project_url(plan, action, project), project.title

    return at(number - 1), at(number + 1)


def _project(
    account: Account, action: Action, project: Project, view: Viewer, around: Around
) -> Page:
    plan, words, registries = account.plan, view.words, view.registries
    context = {
        "plan": plan,
        "plan_url": urls.plan_url(plan),
        "action": action,
        "action_url": urls.action_url(plan, action),
        "project": project,
        "targets": [view.target(target, account) for target in project.targets],
        "remarks": account.history.by_project.get(project.id, ()),
        "bodies": view.bodies(project, account),
        "regions": [registries.regions[key].name for key in project.regions],
        "themes": [registries.themes[key].name for key in project.themes],
        "previous": around[0],
        "next": around[1],
        "source_url": urls.source_file(project.at().path),
        "source_path": project.at().path,
        "json_url": urls.plan_json(plan.id),
    }
    title = _title(project.title, plan.place[words.language], words=words)
    about = project.summary[words.language] if project.summary else plan.title[words.language]
    path = urls.project_url(plan, action, project)
    return Page(path, "project", title, about, "plans", context, plan, "project")
