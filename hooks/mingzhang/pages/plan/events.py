"""What the timelines of targets and projects print, a line an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.account.history import ReportEntry
from mingzhang.account.status import Status
from mingzhang.account.timeline import Event
from mingzhang.i18n.sentences import event_line, status_line
from mingzhang.model.fields import Text
from mingzhang.model.plan import Target
from mingzhang.model.progress import Snapshot, Source
from mingzhang.pages.viewer import Viewer

EventLink = tuple[str, str]
"""An address below the root of the language, and its words."""


@dataclass(frozen=True, slots=True)
class EventView:
    """An event of a timeline."""

    when: str
    line: str
    status_line: str = ""
    status: Status | None = None
    regions: tuple[tuple[Text, str], ...] = ()
    """Values by place."""
    reason: Text | None = None
    """Why something was officially changed or corrected."""
    note: Text | None = None
    source: Source | None = None
    kind: str = ""
    snapshot: EventLink | None = None
    """The snapshot that holds the report."""
    corrected: EventLink | None = None
    """The snapshot that later corrected it: the line and its note are struck through."""
    coming: bool = False
    evidence: tuple[Any, ...] = ()


def target_timeline(target: Target, account: Account, view: Viewer) -> tuple[EventView, ...]:
    """The target's events in the order of time."""
    return tuple(
        _event_view(event, target, account, view) for event in account.timelines[target.id]
    )


def project_remarks(project: str, account: Account, view: Viewer) -> tuple[EventView, ...]:
    """The remarks on a project as a whole, corrected ones included."""
    entries = account.history.by_project.get(project, ())
    return tuple(_remark_view(entry, account, view) for entry in entries)


def _event_view(event: Event, target: Target, account: Account, view: Viewer) -> EventView:
    line, turn = event_line(event, target, view.words), status_line(event, view.words)
    if event.entry:
        turned = (turn, event.after)
        return _report_view(event.entry, account, view, line, unit=target.unit, turned=turned)
    return EventView(
        view.words.short(event.when),
        line,
        turn,
        event.after,
        reason=event.revision.reason if event.revision else None,
        source=event.revision.source if event.revision else None,
        coming=event.coming,
    )


def _remark_view(entry: ReportEntry, account: Account, view: Viewer) -> EventView:
    words, report = view.words, entry.report
    line = words(f"phase.{report.phase}") if report.phase else ""
    if report.corrects:
        date = words.when(entry.snapshot.published or entry.snapshot.as_of)
        line = (
            words("event.correction", amount=line, date=date)
            if line
            else words("event.correction.note", date=date)
        )
    return _report_view(entry, account, view, line)


def _report_view(
    entry: ReportEntry,
    account: Account,
    view: Viewer,
    line: str,
    *,
    unit: str | None = None,
    turned: tuple[str, Status | None] = ("", None),
) -> EventView:
    """`turned` says how the report changed the status, in words, and the status since then."""
    words, report, snapshot = view.words, entry.report, entry.snapshot
    names, later = view.registries.regions, entry.corrected_by
    return EventView(
        words.short(entry.as_of),
        line,
        *turned,
        regions=tuple((names[k].name, words.amount(v, unit)) for k, v in report.by_region.items()),
        reason=report.corrects.reason if report.corrects else None,
        note=report.note,
        source=report.source or snapshot.source,
        kind=words(f"kind.{report.kind or snapshot.kind}"),
        snapshot=view.once(_snapshot_link, snapshot, account),
        corrected=(
            urls.snapshot_url(account.plan, later),
            words("snapshot.corrected", date=words.when(later.as_of)),
        )
        if later
        else None,
        evidence=report.evidence,
    )


def _snapshot_link(snapshot: Snapshot, account: Account, view: Viewer) -> EventLink:
    words = view.words
    return (
        urls.snapshot_url(account.plan, snapshot),
        words("event.snapshot", date=words.short(snapshot.as_of)),
    )
