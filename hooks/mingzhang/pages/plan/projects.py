"""The pages of a plan's actions and projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from mingzhang import urls
from mingzhang.account.account import Account, ordered
from mingzhang.i18n.words import Words
from mingzhang.model.fields import Text
from mingzhang.model.periods import day
from mingzhang.model.plan import Action, Plan, Project, Target
from mingzhang.pages.page import Page, first_body, names, printed_name, title
from mingzhang.pages.plan.control_entries import mention_views, promised_for
from mingzhang.pages.plan.events import project_story
from mingzhang.pages.plan.target import target_view
from mingzhang.pages.viewer import Viewer

Trail = Sequence[tuple[Action, Project]]
Around = tuple[tuple[str, Text] | None, tuple[str, Text] | None]


def project_pages(account: Account, view: Viewer) -> Iterator[Page]:
    """A page for each action and each project."""
    trail = [(action, project) for action in account.plan.actions for project in action.projects]
    for action in account.plan.actions:
        yield _action(account, action, view)
    for number, (action, project) in enumerate(trail):
        yield _project(account, action, project, view, _around(account.plan, trail, number))


def _action(account: Account, action: Action, view: Viewer) -> Page:
    plan, words = account.plan, view.words
    targets = [target for project in action.projects for target in project.targets]
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
                "lead": first_body(project, plan),
                "targets": [view.line(target, account) for target in project.targets],
            }
            for project in action.projects
        ],
        "events": _due_events(account, targets, words),
        "bodies": _bodies(action, plan),
        "source_url": urls.source_file(action.at().path),
        "json_url": urls.plan_json(plan.id),
    }
    heading = title(action.title, plan.place[words.language], words=words)
    about = action.summary[words.language] if action.summary else plan.title[words.language]
    return Page(
        urls.action_url(plan, action),
        "plan/action",
        heading,
        about,
        "plans",
        context,
        plan,
        also=(action.id, *names(action.title, words=words)),
        standing=ordered(account.counts(targets)),
    )


def _bodies(action: Action, plan: Plan) -> list[tuple[str, Text]]:
    """Address and printed name of every body of the action, each once."""
    found = {
        printed_name(body, plan).zh: (urls.body_url(plan, body.id), printed_name(body, plan))
        for project in action.projects
        for body in (*project.lead, *project.support, *project.responsible)
    }
    return list(found.values())


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


def _around(plan: Plan, trail: Trail, number: int) -> Around:
    def at(index: int) -> tuple[str, Text] | None:
        if not 0 <= index < len(trail):
            return None
        action, project = trail[index]
        return urls.project_url(plan, action, project), project.title

    return at(number - 1), at(number + 1)


def _project(
    account: Account, action: Action, project: Project, view: Viewer, around: Around
) -> Page:
    plan, words = account.plan, view.words
    called = (project.title, *(target.title for target in project.targets))
    return Page(
        urls.project_url(plan, action, project),
        "plan/project",
        title(project.title, plan.place[words.language], words=words),
        project.summary[words.language] if project.summary else plan.title[words.language],
        "plans",
        _of_project(account, action, project, view, around),
        plan,
        also=(project.id, *names(*called, words=words)),
        standing=ordered(account.counts(project.targets)),
    )


def _of_project(
    account: Account, action: Action, project: Project, view: Viewer, around: Around
) -> dict[str, Any]:
    plan, words, registries = account.plan, view.words, view.registries
    return {
        "plan": plan,
        "plan_url": urls.plan_url(plan),
        "action": action,
        "action_url": urls.action_url(plan, action),
        "project": project,
        "targets": [target_view(target, account, view) for target in project.targets],
        "remarks": project_story(project.id, account, view),
        "control_url": urls.control_url(plan),
        "control": promised_for(account, project, view),
        "mentions": mention_views(account, view, project=project.id),
        "bodies": view.bodies(project, account),
        "regions": [
            (urls.region_url(key), registries.regions[key].name) for key in project.regions
        ],
        "themes": [(urls.theme_url(key), registries.themes[key].name) for key in project.themes],
        "previous": around[0],
        "next": around[1],
        "card_url": urls.embed_url(plan, project),
        "badge_url": urls.badge_file(plan, project, words.language),
        "page_url": urls.project_url(plan, action, project),
        "source_url": urls.source_file(project.at().path),
        "source_path": project.at().path,
        "json_url": urls.plan_json(plan.id),
    }
