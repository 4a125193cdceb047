"""The pages of a plan's actions and projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from mingzhang import urls
from mingzhang.account.account import Account, ordered
from mingzhang.i18n.words import Words
from mingzhang.model.fields import Text
from mingzhang.model.periods import day
from mingzhang.model.plan import Action, Plan, Project, Target
from mingzhang.pages.page import Content, Page, first_body, names, printed_name, title
from mingzhang.pages.plan.control_entries import (
    ControlView,
    MentionView,
    mention_views,
    promised_for,
)
from mingzhang.pages.plan.events import EventView, project_remarks
from mingzhang.pages.plan.target import TargetView, target_view
from mingzhang.pages.viewer import ProjectRow, StatusBar, Viewer

Trail = Sequence[tuple[Action, Project]]
Around = tuple[tuple[str, Text] | None, tuple[str, Text] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionContent(Content):
    """An action with its projects."""

    template: ClassVar = "plan/action"
    kind: ClassVar = "action"

    plan: Plan
    plan_url: str
    action: Action
    whole: StatusBar | None
    targets_url: str
    projects: Sequence[ProjectRow]
    events: Sequence[EventView]
    """When how many targets are due."""
    bodies: Sequence[tuple[str, Text]]
    source_url: str
    json_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectContent(Content):
    """A project with everything that was promised and reported of it."""

    template: ClassVar = "plan/project"
    kind: ClassVar = "project"

    plan: Plan
    plan_url: str
    action: Action
    action_url: str
    project: Project
    targets: Sequence[TargetView]
    remarks: Sequence[EventView]
    control_url: str
    control: Sequence[ControlView]
    mentions: Sequence[MentionView]
    bodies: Sequence[tuple[str, str, str, Text]]
    """Role, its word, address and name of each body."""
    regions: Sequence[tuple[str, Text]]
    themes: Sequence[tuple[str, Text]]
    previous: tuple[str, Text] | None
    next: tuple[str, Text] | None
    card_url: str
    badge_url: str
    page_url: str
    source_url: str
    source_path: str
    json_url: str


def project_pages(account: Account, view: Viewer) -> Iterator[Page]:
    """A page for each action and each project."""
    trail = [(action, project) for action in account.plan.actions for project in action.projects]
    for action in account.plan.actions:
        yield _action_page(account, action, view)
    for number, (action, project) in enumerate(trail):
        yield _project_page(
            account, action, project, view, _neighbours(account.plan, trail, number)
        )


def _action_page(account: Account, action: Action, view: Viewer) -> Page:
    plan, words = account.plan, view.words
    targets = [target for project in action.projects for target in project.targets]
    content = ActionContent(
        plan=plan,
        plan_url=urls.plan_url(plan),
        action=action,
        whole=view.status_bar(account.counts(targets)),
        targets_url=urls.plan_targets_url(plan),
        projects=[
            ProjectRow(
                project,
                urls.project_url(plan, action, project),
                first_body(project, plan),
                [view.line(target, account) for target in project.targets],
            )
            for project in action.projects
        ],
        events=_due_events(account, targets, words),
        bodies=_body_links(action, plan),
        source_url=urls.source_file(action.at().path),
        json_url=urls.plan_json(plan.id),
    )
    heading = title(action.title, plan.place[words.language], words=words)
    about = action.summary[words.language] if action.summary else plan.title[words.language]
    return Page(
        urls.action_url(plan, action),
        content,
        heading,
        about,
        "plans",
        plan,
        also=(action.id, *names(action.title, words=words)),
        standing=ordered(account.counts(targets)),
    )


def _body_links(action: Action, plan: Plan) -> list[tuple[str, Text]]:
    """Address and printed name of every body of the action, each once."""
    named = {
        printed_name(body, plan).zh: (urls.body_url(plan, body.id), printed_name(body, plan))
        for project in action.projects
        for body in (*project.lead, *project.support, *project.responsible)
    }
    return list(named.values())


def _due_events(account: Account, targets: Sequence[Target], words: Words) -> list[EventView]:
    deadlines = (account.standing[target.id].deadline for target in targets)
    ends = sorted(period.last for period in deadlines if period)
    return [
        EventView(
            words.when(day(last)),
            words("plan.timeline.due", n=len(list(same))),
            coming=last >= account.today,
        )
        for last, same in groupby(ends)
    ]


def _neighbours(plan: Plan, trail: Trail, number: int) -> Around:
    def at(index: int) -> tuple[str, Text] | None:
        if not 0 <= index < len(trail):
            return None
        action, project = trail[index]
        return urls.project_url(plan, action, project), project.title

    return at(number - 1), at(number + 1)


def _project_page(
    account: Account, action: Action, project: Project, view: Viewer, around: Around
) -> Page:
    plan, words = account.plan, view.words
    called = (project.title, *(target.title for target in project.targets))
    return Page(
        urls.project_url(plan, action, project),
        _content(account, action, project, view, around),
        title(project.title, plan.place[words.language], words=words),
        project.summary[words.language] if project.summary else plan.title[words.language],
        "plans",
        plan,
        also=(project.id, *names(*called, words=words)),
        standing=ordered(account.counts(project.targets)),
    )


def _content(
    account: Account, action: Action, project: Project, view: Viewer, around: Around
) -> ProjectContent:
    plan, words, registries = account.plan, view.words, view.registries
    return ProjectContent(
        plan=plan,
        plan_url=urls.plan_url(plan),
        action=action,
        action_url=urls.action_url(plan, action),
        project=project,
        targets=[target_view(target, account, view) for target in project.targets],
        remarks=project_remarks(project.id, account, view),
        control_url=urls.control_url(plan),
        control=promised_for(account, project, view),
        mentions=mention_views(account, view, project=project.id),
        bodies=view.bodies(project, account),
        regions=[(urls.region_url(key), registries.regions[key].name) for key in project.regions],
        themes=[(urls.theme_url(key), registries.themes[key].name) for key in project.themes],
        previous=around[0],
        next=around[1],
        card_url=urls.embed_url(plan, project),
        badge_url=urls.badge_file(plan, project, words.language),
        page_url=urls.project_url(plan, action, project),
        source_url=urls.source_file(project.at().path),
        source_path=project.at().path,
        json_url=urls.plan_json(plan.id),
    )
