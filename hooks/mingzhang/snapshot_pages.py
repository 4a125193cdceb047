"""The pages of a plan's snapshots: what was reported, and what changed since the one before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mingzhang import urls
from mingzhang.account import Account
from mingzhang.changes import changes
from mingzhang.history import Entry
from mingzhang.model import Plan, Target
from mingzhang.page import Page, addresses, title
from mingzhang.progress import Report, Snapshot
from mingzhang.sentences import said
from mingzhang.views import Viewer


def snapshot_pages(account: Account, view: Viewer) -> Iterator[Page]:
    """The list of snapshots, newest first, and a page for each."""
    plan, words = account.plan, view.words
    rows = [_row(account, number, view) for number in reversed(range(len(plan.snapshots)))]
    context = {"plan": plan, "plan_url": urls.plan_url(plan), "rows": rows}
    heading = title(plan.title, words("snapshots.title"), words=words)
    about = words("snapshots.lede")
    yield Page(urls.snapshots_url(plan), "snapshots", heading, about, "plans", context, plan)
    for number, snapshot in enumerate(plan.snapshots):
        when = words.when(snapshot.as_of)
        heading = " · ".join(
            [words("snapshot.title", date=when), plan.place[words.language], words("site.name")]
        )
        about = snapshot.summary[words.language] if snapshot.summary else plan.title[words.language]
        context = _snapshot(account, number, view)
        yield Page(
            urls.snapshot_url(plan, snapshot),
            "snapshot",
            heading,
            about,
            "plans",
            context,
            plan,
            snapshot.as_of.text,
        )


def _row(account: Account, number: int, view: Viewer) -> dict[str, Any]:
    snapshot, words = account.plan.snapshots[number], view.words
    changed = len(changes(account, snapshot))
    return {
        "when": words.short(snapshot.as_of),
        "url": urls.snapshot_url(account.plan, snapshot),
        "title": words("snapshot.title", date=words.when(snapshot.as_of)),
        "reported": words("snapshot.reported", n=len(snapshot.reports)),
        "changed": words("snapshot.changed", n=changed) if changed else "",
        "summary": snapshot.summary,
        "source": snapshot.source,
        "kind": words(f"kind.{snapshot.kind}"),
    }


def _snapshot(account: Account, number: int, view: Viewer) -> dict[str, Any]:
    plan, words = account.plan, view.words
    snapshot, where = plan.snapshots[number], addresses(plan)
    standing = account.standing_at(snapshot)
    counts: dict[Any, int] = {}
    for target in plan.targets:
        status = standing[target.id].status
        counts[status] = counts.get(status, 0) + 1
    return {
        "plan": plan,
        "plan_url": urls.plan_url(plan),
        "snapshots_url": urls.snapshots_url(plan),
        "targets_url": urls.plan_targets_url(plan),
        "snapshot": snapshot,
        "when": words.when(snapshot.as_of),
        "whole": view.status_bar(counts),
        "first": number == 0,
        "changes": [
            {
                "url": where[change.target.id],
                "title": change.target.title,
                "before": change.before,
                "before_word": words(f"status.{change.before}"),
                "after": change.after,
                "after_word": words(f"status.{change.after}"),
                "reported": change.reported,
            }
            for change in changes(account, snapshot)
        ],
        "reports": [_report(account, snapshot, report, view, where) for report in snapshot.reports],
        "earlier": _link(plan, number - 1, view),
        "later": _link(plan, number + 1, view),
        "source_url": urls.source_file(snapshot.at().path),
        "json_url": urls.plan_json(plan.id),
    }


def _link(plan: Plan, number: int, view: Viewer) -> tuple[str, str] | None:
    if not 0 <= number < len(plan.snapshots):
        return None
    snapshot = plan.snapshots[number]
    return urls.snapshot_url(plan, snapshot), view.words.when(snapshot.as_of)


def _report(
    account: Account, snapshot: Snapshot, report: Report, view: Viewer, where: dict[str, str]
) -> dict[str, Any]:
    words, plan = view.words, account.plan
    target = next((t for t in (*plan.targets, *plan.goals) if t.id == report.target), None)
    project = next((p for p in plan.projects if p.id == report.project), None)
    entry = _entry(account, report)
    subject = target or project
    assert subject and entry
    row: dict[str, Any] = {
        "url": where[report.target or f"project:{report.project}"],
        "title": subject.title,
        "note": report.note,
        "source": report.source,
        "reason": report.corrects and report.corrects.reason,
        "corrects": report.corrects
        and words("snapshot.corrects", date=words.when(report.corrects.snapshot)),
        "corrected": entry.corrected_by
        and words("snapshot.corrected", date=words.when(entry.corrected_by.as_of)),
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


def _entry(account: Account, report: Report) -> Entry | None:
    history = account.history
    entries = (
        history.of(report.target)
        if report.target
        else history.by_project.get(report.project or "", ())
    )
    return next((entry for entry in entries if entry.report is report), None)
