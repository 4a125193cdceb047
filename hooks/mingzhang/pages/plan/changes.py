"""What a snapshot's page prints of what changed since the one before, and of who reported it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from mingzhang.account.account import Account
from mingzhang.account.changes import Change, Move, Remark, changes, moves, remarks
from mingzhang.account.status import Status
from mingzhang.model.fields import Text
from mingzhang.model.progress import Report, Snapshot, Source, SourceKind
from mingzhang.pages.viewer import Viewer


@dataclass(frozen=True, slots=True)
class StatusChangeView:
    """A target whose status changed."""

    url: str
    title: Text
    before: tuple[Status, str]
    """The status and its word."""
    after: tuple[Status, str]
    cause: str
    """That it was officially changed, in words; else empty."""


@dataclass(frozen=True, slots=True)
class ValueChangeView:
    """A target of which something was reported otherwise than before."""

    url: str
    title: Text
    lines: tuple[tuple[Text | None, str, str], ...]
    """The place, if one; before and after."""
    corrects: str
    reason: Text | None


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note that is new, or was another before."""

    url: str
    title: Text
    note: Text
    before: Text | None
    before_when: str
    corrects: str
    report: Report


@dataclass(frozen=True, slots=True)
class Reporter:
    """A source with what rests on it."""

    source: Source
    kind: str
    reports: str
    """How many, in words; empty where every report has a source of its own."""

    @property
    def name(self) -> Text:
        """Who published it, else what it is."""
        return self.source.publisher or self.source.title


class ChangeViewer:
    """What changed with one snapshot, in one language."""

    def __init__(self, account: Account, snapshot: Snapshot, view: Viewer) -> None:
        self.account = account
        self.snapshot = snapshot
        self.view = view
        self._changes = changes(account, snapshot)
        self._where = account.urls
        plan = account.plan
        self._titles = {target.id: target.title for target in plan.targets_and_goals}
        self._titles |= {f"project:{project.id}": project.title for project in plan.projects}

    def turned(self) -> list[StatusChangeView]:
        """The changes of status that a report or a revision brought."""
        return [self._status_change(one) for one in self._changes if one.reported or one.revised]

    def passed(self) -> list[StatusChangeView]:
        """Those that came without either, when a date had passed."""
        return [
            self._status_change(one) for one in self._changes if not (one.reported or one.revised)
        ]

    def values(self) -> list[ValueChangeView]:
        """The changes of value, a row a report."""
        reports = groupby(moves(self.account, self.snapshot), key=lambda move: id(move.report))
        return [self._value_change(list(group)) for _, group in reports]

    def notes(self) -> list[NoteView]:
        """The new and changed notes."""
        return [self._note(remark) for remark in remarks(self.account, self.snapshot)]

    def _status_change(self, change: Change) -> StatusChangeView:
        key, words = change.target.id, self.view.words
        before, after = ((one, words(f"status.{one}")) for one in (change.before, change.after))
        cause = words("snapshot.revised") if change.revised else ""
        return StatusChangeView(self._where[key], change.target.title, before, after, cause)

    def _value_change(self, group: list[Move]) -> ValueChangeView:
        report, target = group[0].report, group[0].target
        return ValueChangeView(
            self._where[target.id],
            target.title,
            tuple(self._move(move) for move in group),
            self._correction(report),
            report.corrects.reason if report.corrects else None,
        )

    def _move(self, move: Move) -> tuple[Text | None, str, str]:
        region = self.view.registries.regions[move.kind[1]].name if move.kind[1] else None
        before, after = (self._value_in_words(value, move) for value in (move.before, move.after))
        words = self.view.words
        return region, before or words("snapshot.no_value"), after or words("snapshot.taken_back")

    def _value_in_words(self, value: Decimal | str | None, move: Move) -> str:
        """The amount or the phase in words; empty where there is none."""
        if isinstance(value, Decimal):
            return self.view.words.amount(value, move.target.unit)
        return self.view.words(f"phase.{value}") if value else ""

    def _note(self, remark: Remark) -> NoteView:
        key = remark.report.target or f"project:{remark.report.project}"
        before = remark.before
        return NoteView(
            self._where[key],
            self._titles[key],
            remark.note,
            before.report.note if before else None,
            self.view.words.when(before.as_of) if before else "",
            self._correction(remark.report),
            remark.report,
        )

    def _correction(self, report: Report) -> str:
        if not report.corrects:
            return ""
        date = self.view.words.when(report.corrects.snapshot)
        return self.view.words("snapshot.corrects", date=date)


def reporters(snapshot: Snapshot, view: Viewer) -> list[Reporter]:
    """Who reported: each source with its kind, the snapshot's own first."""
    own = [(snapshot.source, snapshot.kind)]
    used = [(r.source or snapshot.source, r.kind or snapshot.kind) for r in snapshot.reports]
    sources = {_identity(source, kind): (source, kind) for source, kind in (*own, *used) if source}
    counts = Counter(_identity(source, kind) for source, kind in used if source)
    words = view.words
    return [
        Reporter(
            source,
            words(f"kind.{kind}"),
            words("snapshot.reported", n=counts[name]) if counts[name] else "",
        )
        for name, (source, kind) in sources.items()
    ]


def _identity(source: Source, kind: SourceKind) -> tuple[str | None, ...]:
    """Where two reports name the same, it is one source."""
    publisher, when = source.publisher, source.date
    return (
        kind,
        source.title.zh,
        publisher.zh if publisher else None,
        when.text if when else None,
        source.url,
    )
