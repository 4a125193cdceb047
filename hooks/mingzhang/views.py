"""What the pages print of a target, ready in one language: words, pictures and rows. Templates only print it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from mingzhang import charts
from mingzhang.account import Account, Counts, ordered
from mingzhang.fields import Text
from mingzhang.model import Project, Source, Target
from mingzhang.periods import day
from mingzhang.pictures import Pictures
from mingzhang.registries import Registries
from mingzhang.sentences import caption, event_line, status_line, why
from mingzhang.status import Assessment, Status
from mingzhang.story import Event, story_of
from mingzhang.terms import Promise
from mingzhang.words import Words

PHASES = ("not-started", "under-way", "completed")


@dataclass(frozen=True, slots=True)
class StatusBar:
    """Counts by status as one picture with a legend."""

    picture: Markup
    segments: tuple[tuple[Status, str, int], ...]
    """Status, its word, count: in the order of the picture."""
    sentence: str


@dataclass(frozen=True, slots=True)
class EventView:
    """A line of a target's story."""

    when: str
    line: str
    status_line: str
    status: Status | None
    remarks: tuple[Text, ...]
    source: Source | None
    kind: str
    struck: bool
    coming: bool
    evidence: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a small table: a year or a district with its value and status."""

    name: str | Text
    value: str
    status: Status | None
    word: str
    picture: Markup | None = None


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target as its block on a page shows it."""

    target: Target
    pledge: tuple[str, str, str]
    """Words before the large figure, the figure, words after it; a milestone has none."""
    was: str
    """The pledge before official revisions, or nothing."""
    due: str
    due_note: str
    status: Status
    status_word: str
    picture: Markup | None
    steps: tuple[tuple[str, bool], ...]
    """For a milestone: the phases and whether each is the present one."""
    caption: str
    why: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...]
    story: tuple[EventView, ...]
    years: tuple[Row, ...]
    districts: tuple[Row, ...]
    baseline: str
    explore: str
    """The interactive chart's option as JSON, empty where there are fewer than two values."""
    place: str
    """The line of the data file that holds the target."""


@dataclass(frozen=True, slots=True)
class LineView:
    """A target as one line of a list."""

    target: Target
    pledge: tuple[str, str, str]
    due: str
    status: Status
    status_word: str


class Viewer:
    """Builds what pages show, in one language."""

    def __init__(self, words: Words, pictures: Pictures, registries: Registries) -> None:
        self.words = words
        self.pictures = pictures
        self.registries = registries

    def status_bar(self, counts: Counts) -> StatusBar | None:
        """The bar of counts by status, None where there is nothing to count."""
        parts = ordered(counts)
        if not parts:
            return None
        picture = self.pictures.svg(charts.status_bar(counts), charts.COUNTS, stretch=True)
        named = tuple((status, self.words(f"status.{status}"), count) for status, count in parts)
        join = self.words("list.join")
        listed = join.join(
            self.words("status.count", status=word, n=count) for _, word, count in named
        )
        whole = sum(count for _, count in parts)
        return StatusBar(picture, named, self.words("status.bar", n=whole, parts=listed))

    def target(self, target: Target, account: Account) -> TargetView:
        """Everything a target's block prints."""
        words, found = self.words, account.standing[target.id]
        first = Promise(target.comparator, target.value, target.value_max, target.due, None)
        was = words.pledge(first, target.unit)
        now = words.pledge(found.promise, target.unit)
        milestone = target.kind == "milestone"
        return TargetView(
            target=target,
            pledge=words.pledge_parts(found.promise, target.unit),
            was=was if was != now else "",
            due=self.due(target, found),
            due_note=self._due_note(found),
            status=found.status,
            status_word=words(f"status.{found.status}"),
            picture=None if milestone and found.decisive else self._bar(found),
            steps=self._steps(found) if milestone else (),
            caption=caption(target, found, words),
            why=why(target, found, words.when(day(account.today)), words),
            numbers=self._numbers(target, found),
            story=tuple(self._event(event, target) for event in story_of(target, account)),
            years=tuple(self._year(target, whole.text, each) for whole, each in found.years),
            districts=self._districts(target, account, found),
            baseline=self._baseline(target),
            explore=self._explore(target, account, found),
            place=str(target.at().line),
        )

    def line(self, target: Target, account: Account) -> LineView:
        """What a list prints of a target."""
        found = account.standing[target.id]
        word = self.words(f"status.{found.status}")
        pledge = self.words.pledge_parts(found.promise, target.unit)
        return LineView(target, pledge, self.due(target, found), found.status, word)

    def due(self, target: Target, found: Assessment) -> str:
        """The deadline in words, or that there is none."""
        if found.years:
            return self.words("target.yearly")
        return self.words.by(found.deadline) if found.deadline else self.words("target.undated")

    def _due_note(self, found: Assessment) -> str:
        return self.words("target.no_due") if found.deadline and not found.own_deadline else ""

    def _bar(self, found: Assessment) -> Markup | None:
        if found.years:
            return None
        if found.attained is None:
            whole = 100.0 if found.status in {"delivered", "delivered-late"} else None
            option = charts.progress_bar(found.status, whole, None)
        else:
            expected = charts.rounded(float(found.expected)) if found.expected is not None else None
            paced = found.status in {"on-track", "behind"}
            option = charts.progress_bar(
                found.status, charts.rounded(float(found.attained)), expected if paced else None
            )
        return self.pictures.svg(option, charts.BAR, stretch=True)

    def _steps(self, found: Assessment) -> tuple[tuple[str, bool], ...]:
        if not found.decisive or found.status == "cancelled":
            return ()
        report = found.decisive.report
        now = "completed" if report.completed else report.phase
        return tuple((self.words(f"phase.{phase}"), phase == now) for phase in PHASES)

    def _numbers(self, target: Target, found: Assessment) -> tuple[tuple[str, str], ...]:
        words, rows = self.words, []
        if found.promise.value is None or found.years:
            return ()
        rows.append((words("target.promise"), words.pledge(found.promise, target.unit)))
        if target.baseline:
            rows.append(
                (words("target.baseline.label"), words.amount(target.baseline.value, target.unit))
            )
        if found.decisive and found.decisive.report.value is not None:
            rows.append(
                (words("target.value"), words.amount(found.decisive.report.value, target.unit))
            )
            rows.append((words("target.as_of"), words.when(found.decisive.as_of)))
        if found.attained is not None:
            rows.append((words("target.attained"), words.percent(found.attained)))
        if found.expected is not None and found.status in {"on-track", "behind"}:
            rows.append((words("target.expected"), words.percent(found.expected)))
        rows.append((words("target.due"), self.due(target, found)))
        return tuple(rows)

    def _event(self, event: Event, target: Target) -> EventView:
        entry, revision = event.entry, event.revision
        remarks = [revision.reason] if revision else []
        if entry:
            remarks += [entry.report.corrects.reason] if entry.report.corrects else []
            remarks += [entry.report.note] if entry.report.note else []
        source = (
            revision.source
            if revision
            else entry and (entry.report.source or entry.snapshot.source)
        )
        kind = (entry.report.kind or entry.snapshot.kind) if entry else None
        return EventView(
            self.words.when(event.when),
            event_line(event, target, self.words),
            status_line(event, self.words),
            event.after,
            tuple(remarks),
            source or None,
            self.words(f"kind.{kind}") if kind else "",
            bool(entry and entry.corrected_by),
            event.coming,
            entry.report.evidence if entry else (),
        )

    def _year(self, target: Target, name: str, found: Assessment) -> Row:
        entry = found.decisive
        value = entry.report.value if entry else None
        shown = self.words.amount(value, target.unit) if value is not None else "—"
        return Row(
            name, shown, found.status, self.words(f"status.{found.status}"), self._bar(found)
        )

    def _districts(self, target: Target, account: Account, found: Assessment) -> tuple[Row, ...]:
        told = [
            entry
            for entry in account.history.of(target.id)
            if entry.report.by_region and entry.counts
        ]
        if not told:
            return ()
        values = told[-1].report.by_region
        baseline = target.baseline.value if target.baseline else None
        owed = (target.regions or account.plan.districts) if target.each else tuple(values)
        rows = []
        for region in (*owed, *(key for key in values if key not in owed)):
            value = values.get(region)
            met = target.each and value is not None and found.promise.is_met_by(value, baseline)
            share = (
                found.promise.attained_by(value, baseline)
                if value is not None and target.each
                else None
            )
            status: Status | None = (
                None
                if not target.each
                else "delivered"
                if met
                else "unreported"
                if value is None
                else "behind"
            )
            option = (
                charts.progress_bar(status or "delivered", charts.rounded(float(share)), None)
                if share is not None
                else None
            )
            rows.append(
                Row(
                    self.registries.regions[region].name,
                    self.words.amount(value, target.unit) if value is not None else "—",
                    status,
                    self.words(f"district.{status}") if status else "",
                    self.pictures.svg(option, charts.BAR, stretch=True) if option else None,
                )
            )
        return tuple(rows)

    def _baseline(self, target: Target) -> str:
        if not target.baseline:
            return ""
        amount = self.words.amount(target.baseline.value, target.unit)
        return self.words(
            "target.baseline", amount=amount, date=self.words.when(target.baseline.as_of)
        )

    def _explore(self, target: Target, account: Account, found: Assessment) -> str:
        entries = [
            e for e in account.history.of(target.id) if e.counts and e.report.value is not None
        ]
        if len(entries) < 2 or found.promise.value is None or found.deadline is None or found.years:
            return ""
        reported = [
            (e.as_of.last, float(e.report.value)) for e in entries if e.report.value is not None
        ]
        base = float(target.baseline.value) if target.baseline else 0.0
        goal = float(found.promise.value)
        pace = [(found.start - timedelta(1), base), (found.deadline.last, goal)]
        names = {key: self.words(f"curve.{key}") for key in ("reported", "pace", "goal")}
        return json.dumps(
            charts.story(names, reported, pace, goal), ensure_ascii=False, sort_keys=True
        )

    def timeline(self, account: Account) -> Mapping[str, Any] | None:
        """The plan's timeline: two widths of one picture, a caption, and the rows of its table."""
        plan, words = account.plan, self.words
        phases = [(p.start.first, p.end.last) for p in plan.phases if p.start and p.end]
        deadlines = self._deadlines(plan.targets, account)
        snapshots = [snapshot.as_of.last for snapshot in plan.snapshots]
        if not (phases or deadlines or snapshots):
            return None
        rows = [words("row.phase"), words("row.deadlines"), words("row.reports")]
        option = charts.plan_timeline(rows, phases, deadlines, snapshots, account.today)
        shown = min([*deadlines, *snapshots, *(d for p in phases for d in p)])
        last = max([*deadlines, *snapshots, *(d for p in phases for d in p)])
        key = (
            "plan.timeline.caption"
            if shown <= account.today <= last
            else "plan.timeline.caption.past"
        )
        return {
            "wide": self.pictures.svg(option, (720, 170)),
            "narrow": self.pictures.svg(option, (350, 170)),
            "caption": words(
                key, phases=len(phases), deadlines=len(deadlines), snapshots=len(snapshots)
            ),
            "rows": [
                (words.when(day(when)), words("plan.timeline.due", n=count))
                for when, count in sorted(deadlines.items())
            ],
        }

    @staticmethod
    def _deadlines(targets: Sequence[Target], account: Account) -> dict[date, int]:
        found: dict[date, int] = {}
        for target in targets:
            deadline = account.standing[target.id].deadline
            if deadline:
                found[deadline.last] = found.get(deadline.last, 0) + 1
        return found

    def bodies(self, project: Project, account: Account) -> list[tuple[str, str, Text]]:
        """Role, its word and the printed name of every responsible body, in the document's order."""
        return [
            (role, self.words(f"project.{role}"), body.printed or account.plan.departments[body.id])
            for role in ("lead", "support", "responsible")
            for body in getattr(project, role)
        ]
