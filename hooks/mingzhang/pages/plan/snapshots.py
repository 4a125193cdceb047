"""The pages of a plan's snapshots: what was reported, and what changed since the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.account.changes import changes, snapshot_before
from mingzhang.account.status import Status
from mingzhang.i18n.sentences import said
from mingzhang.i18n.words import Words
from mingzhang.model.fields import Text
from mingzhang.model.plan import Plan, Project, Target
from mingzhang.model.progress import Report, Snapshot, Source
from mingzhang.pages.page import Content, Page, neighbours, title
from mingzhang.pages.plan.changes import (
    ChangeViewer,
    NoteView,
    Reporter,
    StatusChangeView,
    ValueChangeView,
    reporters,
)
from mingzhang.pages.viewer import StatusBar, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotRow:
    """A snapshot as a row of the list."""

    when: str
    url: str
    then_url: str
    title: str
    reported: str
    """How many reports, in words."""
    changed: str
    """How many changes of status, in words; empty where there are none."""
    summary: Text | None
    source: Source | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report of a target, or of a project as a whole."""

    url: str
    title: Text
    report: Report
    project: Project | None
    above: int | None
    """The number of the note above that says the same."""
    corrects: str
    """Which snapshot it corrects, in words; else empty."""
    corrected: tuple[str, str] | None
    """Address and name of the snapshot that corrects it."""
    kind: str
    value: str
    """The value or phase in words."""
    pledge: str = ""
    status: Status | None = None
    word: str = ""
    regions: Sequence[tuple[Text, str]] = ()
    """Values by place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotsContent(Content):
    """The list of a plan's snapshots."""

    template: ClassVar = "plan/snapshots"

    plan: Plan
    plan_url: str
    rows: Sequence[SnapshotRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotContent(Content):
    """A snapshot: what changed with it, and all its reports."""

    template: ClassVar = "plan/snapshot"
    kind: ClassVar = "snapshot"

    plan: Plan
    plan_url: str
    snapshots_url: str
    then_url: str
    snapshot: Snapshot
    when: str
    whole: StatusBar | None
    before: tuple[str, str] | None
    """Address and date of the snapshot that it is compared with."""
    moved: Sequence[StatusChangeView]
    """Changes of status that a report or a revision brought."""
    passed: Sequence[StatusChangeView]
    """Changes of status because a date had passed."""
    values: Sequence[ValueChangeView]
    notes: Sequence[NoteView]
    reports: Sequence[ReportRow]
    """Reports of targets."""
    remarks: Sequence[ReportRow]
    """Reports of projects as a whole."""
    reporters: Sequence[Reporter]
    earlier: tuple[str, str] | None
    later: tuple[str, str] | None
    source_url: str
    json_url: str


def snapshot_pages(account: Account, view: Viewer) -> Iterator[Page]:
    """The list of snapshots, newest first, and a page for each."""
    plan, words = account.plan, view.words
    rows = [_snapshot_row(account, snapshot, view) for snapshot in reversed(plan.snapshots)]
    content = SnapshotsContent(plan=plan, plan_url=urls.plan_url(plan), rows=rows)
    heading = title(plan.title, words("snapshots.title"), words=words)
    about = words("snapshots.lede")
    yield Page(urls.snapshots_url(plan), content, heading, about, "plans", plan)
    for snapshot in plan.snapshots:
        when = words.when(snapshot.as_of)
        heading = " · ".join(
            [words("snapshot.title", date=when), plan.place[words.language], words("site.name")]
        )
        about = snapshot.summary[words.language] if snapshot.summary else plan.title[words.language]
        yield Page(
            urls.snapshot_url(plan, snapshot),
            _content(account, snapshot, view),
            heading,
            about,
            "plans",
            plan,
            snapshot.as_of.text,
        )


def _snapshot_row(account: Account, snapshot: Snapshot, view: Viewer) -> SnapshotRow:
    words = view.words
    changed = len(changes(account, snapshot))
    return SnapshotRow(
        when=words.short(snapshot.as_of),
        url=urls.snapshot_url(account.plan, snapshot),
        then_url=urls.plan_then_url(account.plan, snapshot),
        title=words("snapshot.title", date=words.when(snapshot.as_of)),
        reported=words("snapshot.reported", n=len(snapshot.reports)),
        changed=words("snapshot.changed", n=changed) if changed else "",
        summary=snapshot.summary,
        source=snapshot.source,
        kind=words(f"kind.{snapshot.kind}"),
    )


def _content(account: Account, snapshot: Snapshot, view: Viewer) -> SnapshotContent:
    plan, words = account.plan, view.words
    changed, before = ChangeViewer(account, snapshot, view), snapshot_before(account, snapshot)
    previous, following = neighbours(plan.snapshots, snapshot)
    where, noted = account.urls, changed.notes()
    above = {id(note.report): number for number, note in enumerate(noted, 1)}
    reports = [
        _report_row(
            account,
            snapshot,
            report,
            view,
            url=where[report.target or f"project:{report.project}"],
            above=above.get(id(report)),
        )
        for report in snapshot.reports
    ]
    return SnapshotContent(
        plan=plan,
        plan_url=urls.plan_url(plan),
        snapshots_url=urls.snapshots_url(plan),
        then_url=urls.plan_then_url(plan, snapshot),
        snapshot=snapshot,
        when=words.when(snapshot.as_of),
        whole=view.status_bar(account.at(snapshot).counts()),
        before=_snapshot_link(plan, before, view) if before else None,
        moved=changed.turned(),
        passed=changed.passed(),
        values=changed.values(),
        notes=noted,
        reports=[row for row in reports if not row.project],
        remarks=[row for row in reports if row.project],
        reporters=reporters(snapshot, view),
        earlier=_snapshot_link(plan, previous, view) if previous else None,
        later=_snapshot_link(plan, following, view) if following else None,
        source_url=urls.source_file(snapshot.at().path),
        json_url=urls.plan_json(plan.id),
    )


def _snapshot_link(plan: Plan, snapshot: Snapshot, view: Viewer) -> tuple[str, str]:
    return urls.snapshot_url(plan, snapshot), view.words.when(snapshot.as_of)


def _report_row(
    account: Account,
    snapshot: Snapshot,
    report: Report,
    view: Viewer,
    *,
    url: str,
    above: int | None,
) -> ReportRow:
    words = view.words
    target = account.targets[report.target] if report.target else None
    project = account.projects[report.project][1] if report.project else None
    later, subject = account.history.entry_of(report).corrected_by, target or project
    assert subject
    pledge, value, status, word = (
        _standing_then(report, target, account, snapshot, words)
        if target
        else ("", words(f"phase.{report.phase}") if report.phase else "", None, "")
    )
    return ReportRow(
        url=url,
        title=subject.title,
        report=report,
        project=project,
        above=above,
        corrects=words("snapshot.corrects", date=words.when(report.corrects.snapshot))
        if report.corrects
        else "",
        corrected=_correcting_link(later, account.plan, words) if later else None,
        kind=words(f"kind.{report.kind}") if report.kind else "",
        value=value,
        pledge=pledge,
        status=status,
        word=word,
        regions=_values_by_place(report, target, view) if target else (),
    )


def _correcting_link(later: Snapshot, plan: Plan, words: Words) -> tuple[str, str]:
    """Address and name of the snapshot that corrects a report."""
    date = words.when(later.as_of)
    return urls.snapshot_url(plan, later), words("snapshot.corrected", date=date)


Standing = tuple[str, str, Status | None, str]
"""What was promised and what is reported, in words; the status and its word."""


def _standing_then(
    report: Report, target: Target, account: Account, snapshot: Snapshot, words: Words
) -> Standing:
    """What the target had promised when the snapshot closed, what is reported, and its status."""
    assessment = account.standing_at(snapshot)[target.id]
    pledge = words.pledge(assessment.promise, target.unit) or words("target.milestone")
    status = assessment.status
    return pledge, said(report, target, words), status, words(f"status.{status}")


def _values_by_place(report: Report, target: Target, view: Viewer) -> list[tuple[Text, str]]:
    regions, words = view.registries.regions, view.words
    return [
        (regions[key].name, words.amount(value, target.unit))
        for key, value in report.by_region.items()
    ]
