"""The pages of a plan's snapshots: what was reported, and what changed since the one before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.account.changes import changes, snapshot_before
from mingzhang.i18n.sentences import said
from mingzhang.model.plan import Plan, Target
from mingzhang.model.progress import Report, Snapshot
from mingzhang.pages.page import Page, neighbours, title
from mingzhang.pages.plan.changes import ChangeViewer, reporters
from mingzhang.pages.viewer import Viewer


def snapshot_pages(account: Account, view: Viewer) -> Iterator[Page]:
    """The list of snapshots, newest first, and a page for each."""
    plan, words = account.plan, view.words
    rows = [_row(account, snapshot, view) for snapshot in reversed(plan.snapshots)]
    context = {"plan": plan, "plan_url": urls.plan_url(plan), "rows": rows}
    heading = title(plan.title, words("snapshots.title"), words=words)
    about = words("snapshots.lede")
    yield Page(urls.snapshots_url(plan), "plan/snapshots", heading, about, "plans", context, plan)
    for snapshot in plan.snapshots:
        when = words.when(snapshot.as_of)
        heading = " · ".join(
            [words("snapshot.title", date=when), plan.place[words.language], words("site.name")]
        )
        about = snapshot.summary[words.language] if snapshot.summary else plan.title[words.language]
        context = _snapshot(account, snapshot, view)
        yield Page(
            urls.snapshot_url(plan, snapshot),
            "plan/snapshot",
            heading,
            about,
            "plans",
            context,
            plan,
            snapshot.as_of.text,
        )


def _row(account: Account, snapshot: Snapshot, view: Viewer) -> dict[str, Any]:
    words = view.words
    changed = len(changes(account, snapshot))
    return {
        "when": words.short(snapshot.as_of),
        "url": urls.snapshot_url(account.plan, snapshot),
        "then_url": urls.plan_then_url(account.plan, snapshot),
        "title": words("snapshot.title", date=words.when(snapshot.as_of)),
        "reported": words("snapshot.reported", n=len(snapshot.reports)),
        "changed": words("snapshot.changed", n=changed) if changed else "",
        "summary": snapshot.summary,
        "source": snapshot.source,
        "kind": words(f"kind.{snapshot.kind}"),
    }


def _snapshot(account: Account, snapshot: Snapshot, view: Viewer) -> dict[str, Any]:
    plan, words = account.plan, view.words
    changed, before = ChangeViewer(account, snapshot, view), snapshot_before(account, snapshot)
    previous, following = neighbours(plan.snapshots, snapshot)
    where, noted = account.urls, changed.notes()
    above = {id(note.report): number for number, note in enumerate(noted, 1)}
    reports = [
        _report(account, snapshot, report, view, where) | {"above": above.get(id(report))}
        for report in snapshot.reports
    ]
    return {
        "plan": plan,
        "plan_url": urls.plan_url(plan),
        "snapshots_url": urls.snapshots_url(plan),
        "then_url": urls.plan_then_url(plan, snapshot),
        "snapshot": snapshot,
        "when": words.when(snapshot.as_of),
        "whole": view.status_bar(account.at(snapshot).counts()),
        "before": before and _link(plan, before, view),
        "moved": changed.turned(),
        "passed": changed.passed(),
        "values": changed.values(),
        "notes": noted,
        "reports": [row for row in reports if not row["project"]],
        "remarks": [row for row in reports if row["project"]],
        "reporters": reporters(snapshot, view),
        "earlier": previous and _link(plan, previous, view),
        "later": following and _link(plan, following, view),
        "source_url": urls.source_file(snapshot.at().path),
        "json_url": urls.plan_json(plan.id),
    }


def _link(plan: Plan, snapshot: Snapshot, view: Viewer) -> tuple[str, str]:
    return urls.snapshot_url(plan, snapshot), view.words.when(snapshot.as_of)


def _report(
    account: Account, snapshot: Snapshot, report: Report, view: Viewer, where: Mapping[str, str]
) -> dict[str, Any]:
    words, plan = view.words, account.plan
    target = account.targets[report.target] if report.target else None
    project = account.projects[report.project][1] if report.project else None
    entry = next(entry for entry in account.history.about(report) if entry.report is report)
    later, subject = entry.corrected_by, target or project
    assert subject
    row: dict[str, Any] = {
        "url": where[report.target or f"project:{report.project}"],
        "title": subject.title,
        "report": report,
        "project": project,
        "corrects": report.corrects
        and words("snapshot.corrects", date=words.when(report.corrects.snapshot)),
        "corrected": later
        and (
            urls.snapshot_url(plan, later),
            words("snapshot.corrected", date=words.when(later.as_of)),
        ),
        "kind": words(f"kind.{report.kind}") if report.kind else "",
        "pledge": "",
        "said": words(f"phase.{report.phase}") if report.phase else "",
        "status": None,
        "word": "",
        "regions": (),
    }
    return row | (_of_target(account, snapshot, report, target, view) if target else {})


def _of_target(
    account: Account, snapshot: Snapshot, report: Report, target: Target, view: Viewer
) -> dict[str, Any]:
    found = account.standing_at(snapshot)[target.id]
    pledge = view.words.pledge(found.promise, target.unit) or view.words("target.milestone")
    return {
        "pledge": pledge,
        "said": said(report, target, view.words),
        "status": found.status,
        "word": view.words(f"status.{found.status}"),
        "regions": [
            (view.registries.regions[key].name, view.words.amount(value, target.unit))
            for key, value in report.by_region.items()
        ],
    }
