"""A plan as one document, to print or to keep: everything that its pages say, without what only a
screen can do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from mingzhang import urls
from mingzhang.account.account import Account, totals
from mingzhang.account.history import ReportEntry
from mingzhang.i18n.words import Words
from mingzhang.model.fields import Text
from mingzhang.model.plan import Action, Plan, Project, Target
from mingzhang.model.progress import Snapshot, Source
from mingzhang.pages.page import Content, Page, figures, title
from mingzhang.pages.plan.control import ControlSection, control_sections
from mingzhang.pages.plan.overview import identity
from mingzhang.pages.plan.target import TargetView, target_view
from mingzhang.pages.viewer import StatusBar, Viewer


@dataclass(frozen=True, slots=True)
class PrintLine:
    """A target with the report that its status rests on."""

    view: TargetView
    source: Source | None
    kind: str
    remark: Text | None


@dataclass(frozen=True, slots=True)
class PrintPart:
    """A project with its bodies, its targets and the last remark on the whole of it."""

    project: Project
    bodies: tuple[tuple[str, tuple[Text, ...]], ...]
    """A word for each role, and the names of those that have it."""
    lines: tuple[PrintLine, ...]
    remark: ReportEntry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintContent(Content):
    """A plan as one document."""

    template: ClassVar = "plan/print"

    plan: Plan
    plan_url: str
    identity: Sequence[tuple[str, Text | str]]
    figures: Sequence[tuple[str, str]]
    whole: StatusBar | None
    targets_url: str
    goals: Sequence[PrintLine]
    actions: Sequence[tuple[Action, Sequence[PrintPart]]]
    control: Sequence[ControlSection]
    snapshots: Sequence[Snapshot]


def print_pages(account: Account, view: Viewer) -> Iterator[Page]:
    """The document in one language."""
    plan, words = account.plan, view.words
    whole = totals([account])
    content = PrintContent(
        plan=plan,
        plan_url=urls.plan_url(plan),
        identity=identity(plan, words),
        figures=figures(whole, words),
        whole=view.status_bar(whole.counts),
        targets_url=urls.plan_targets_url(plan),
        goals=[_print_line(goal, account, view) for goal in plan.goals],
        actions=[(action, list(_print_parts(action, account, view))) for action in plan.actions],
        control=[one for one in control_sections(account, view) if not one.is_silent],
        snapshots=plan.snapshots,
    )
    heading = title(plan.title, words("print.title"), words=words)
    about = words("print.lede")
    path, canonical = urls.plan_print_url(plan), urls.plan_url(plan)
    yield Page(
        path,
        content,
        heading,
        about,
        "plans",
        plan,
        listed=False,
        canonical=canonical,
    )


def _print_parts(action: Action, account: Account, view: Viewer) -> Iterator[PrintPart]:
    for project in action.projects:
        remarks = account.history.by_project.get(project.id, ())
        yield PrintPart(
            project,
            tuple(_bodies_by_role(project, account, view.words)),
            tuple(_print_line(target, account, view) for target in project.targets),
            remarks[-1] if remarks else None,
        )


def _bodies_by_role(
    project: Project, account: Account, words: Words
) -> Iterator[tuple[str, tuple[Text, ...]]]:
    names = account.plan.departments
    for role in ("lead", "support", "responsible"):
        printed = tuple(body.printed or names[body.id] for body in getattr(project, role))
        if printed:
            yield words(f"project.{role}"), printed


def _print_line(target: Target, account: Account, view: Viewer) -> PrintLine:
    standing = account.standing[target.id]
    entries = [entry for entry in account.history.of(target.id) if entry.counts]
    entry = standing.decisive or (entries[-1] if entries else None)
    if entry is None:
        return PrintLine(target_view(target, account, view), None, "", None)
    report, snapshot = entry.report, entry.snapshot
    return PrintLine(
        target_view(target, account, view),
        report.source or snapshot.source,
        view.words(f"kind.{report.kind or snapshot.kind}"),
        report.note,
    )
