"""The list of corrections: what was reported wrongly, and by which snapshot it was corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.account.history import ReportEntry
from mingzhang.i18n.sentences import said
from mingzhang.model.fields import Text
from mingzhang.model.plan import Action, Plan, Project, Target
from mingzhang.model.progress import Source
from mingzhang.pages.page import Content, Page
from mingzhang.pages.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction with the report that it corrects."""

    plan: Plan
    subject: Target | Project
    url: str
    was: ReportEntry | None
    """What stood before: the report, or an earlier correction of it."""
    now: ReportEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow:
    """A correction as the list prints it."""

    when: str
    place: Text
    plan_url: str
    title: Text
    url: str
    about: str
    """Which snapshot is corrected, in words."""
    was: Sequence[Text | str]
    now: Sequence[Text | str]
    again: str
    """That this was corrected in turn, in words; else empty."""
    reason: Text
    source: Source | None
    links: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsContent(Content):
    """The corrections of real plans and of invented ones."""

    template: ClassVar = "corrections"

    real: Sequence[CorrectionRow]
    invented: Sequence[CorrectionRow]


def corrections_page(accounts: Sequence[Account], view: Viewer) -> Page:
    """Corrections of all plans, the newest first; those of invented plans by themselves."""
    words = view.words
    groups = []
    for invented in (False, True):
        chosen = [account for account in accounts if account.plan.invented is invented]
        corrections = [correction for account in chosen for correction in corrections_of(account)]
        corrections.sort(key=lambda one: one.now.snapshot.as_of.last, reverse=True)
        groups.append([_correction_row(correction, view) for correction in corrections])
    content = CorrectionsContent(real=groups[0], invented=groups[1])
    heading = f"{words('corrections.title')} · {words('site.name')}"
    about = words("corrections.lede")
    return Page(urls.CORRECTIONS, content, heading, about, "")


def corrections_of(account: Account) -> tuple[Corrected, ...]:
    """Every correction of the plan, in the order of what it speaks of."""
    return account.whole(_corrections_of)


def _corrections_of(account: Account) -> tuple[Corrected, ...]:
    return tuple(_corrections_in(account))


def _corrections_in(account: Account) -> Iterator[Corrected]:
    plan, history = account.plan, account.history
    for goal in plan.goals:
        yield from _corrected_in(
            plan, goal, f"{urls.plan_url(plan)}#{goal.id}", history.of(goal.id)
        )
    for action in plan.actions:
        for project in action.projects:
            entries = history.by_project.get(project.id, ())
            yield from _corrected_in(
                plan, project, urls.project_url(plan, action, project), entries
            )
    for action, project, target in account.placed_targets:
        url = _target_url(plan, action, project, target)
        yield from _corrected_in(plan, target, url, history.of(target.id))


def _target_url(plan: Plan, action: Action, project: Project, target: Target) -> str:
    return f"{urls.project_url(plan, action, project)}#{target.id}"


def _corrected_in(
    plan: Plan, subject: Target | Project, url: str, entries: Sequence[ReportEntry]
) -> Iterator[Corrected]:
    """Entries of one date follow each other in the order of their snapshots."""
    before: ReportEntry | None = None
    for entry in entries:
        if entry.report.corrects:
            same = before is not None and before.as_of.text == entry.as_of.text
            yield Corrected(plan, subject, url, before if same else None, entry)
        before = entry


def _correction_row(correction: Corrected, view: Viewer) -> CorrectionRow:
    words, plan, now = view.words, correction.plan, correction.now
    snapshot, corrects = now.snapshot, now.report.corrects
    assert corrects
    by = snapshot.published or snapshot.as_of
    return CorrectionRow(
        when=words.short(by),
        place=plan.place,
        plan_url=urls.plan_url(plan),
        title=correction.subject.title,
        url=correction.url,
        about=words("corrections.about", date=words.when(corrects.snapshot)),
        was=_reported(correction.was, correction.subject, view) if correction.was else (),
        now=_reported(now, correction.subject, view),
        again=words("corrections.again", date=words.when(now.corrected_by.as_of))
        if now.corrected_by
        else "",
        reason=corrects.reason,
        source=now.report.source or snapshot.source,
        links=[
            (_snapshot_url(plan, corrects.snapshot.text), words("corrections.first")),
            (urls.snapshot_url(plan, snapshot), words("corrections.by")),
        ],
    )


def _reported(entry: ReportEntry, subject: Target | Project, view: Viewer) -> list[Text | str]:
    """What a report says: its value or phase, else its values by place, else its remark."""
    report, words = entry.report, view.words
    bare = report.value is None and not report.by_region
    if isinstance(subject, Project) or (bare and not (report.phase or report.completed)):
        phase = [words(f"phase.{report.phase}")] if report.phase else []
        return [*phase, *([report.note] if report.note else [])]
    if report.by_region and report.value is None:
        regions = view.registries.regions
        return [
            f"{regions[key].name[words.language]} {words.amount(value, subject.unit)}"
            for key, value in report.by_region.items()
        ]
    return [said(report, subject, words)]


def _snapshot_url(plan: Plan, as_of: str) -> str:
    return urls.snapshot_url(plan, next(s for s in plan.snapshots if s.as_of.text == as_of))
