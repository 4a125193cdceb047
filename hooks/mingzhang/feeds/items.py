"""What is new in the record: snapshots, corrections, official changes, and deadlines that passed
without a public result. Pure, the same in both languages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from mingzhang.account.account import Account
from mingzhang.account.changes import Change, changes
from mingzhang.account.status import due_dates
from mingzhang.feeds.subjects import FeedSubject, SubjectPart
from mingzhang.model.former_ids import first_id, first_ids
from mingzhang.model.plan import Revision, Target
from mingzhang.model.progress import Report, Snapshot

ItemKind = Literal["snapshot", "correction", "revision", "missed"]


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """Something new, with what of it concerns the reader."""

    kind: ItemKind
    key: str
    """Stays the same whatever else changes, ids too; unique within the site."""
    day: date
    """The last day of the date that the record gives: no item knows the clock."""
    account: Account
    snapshot: Snapshot | None = None
    reports: tuple[Report, ...] = ()
    """A correction has one, a snapshot all of its own."""
    revision: Revision | None = None
    targets: tuple[Target, ...] = ()
    """One for a revision; all that were due on the day for a deadline."""
    part: SubjectPart | None = None
    """What of the plan is meant; None: all of it."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """What turned with a snapshot. Worked out when it is asked for: few items are shown."""
        if self.kind != "snapshot" or self.snapshot is None:
            return ()
        turned, part = changes(self.account, self.snapshot), self.part
        return tuple(change for change in turned if part is None or part.has(change.target.id))

    @property
    def due(self) -> date:
        """The deadline that the item tells of: the day before it."""
        return self.day - timedelta(1)


class RecentItems:
    """The items of every plan, made once: many subjects ask for the same plan."""

    def __init__(self) -> None:
        self._by_plan: dict[str, tuple[Item, ...]] = {}

    def latest(self, subject: FeedSubject) -> list[Item]:
        """The newest items of the subject, the newest first."""
        of_plans = [(item, part) for part in subject.parts for item in self._of(part.account)]
        of_plans.sort(key=_day, reverse=True)
        latest: list[Item] = []
        for _, of_day in groupby(of_plans, key=_day):
            narrowed = (_narrowed(item, part, subject) for item, part in of_day)
            latest += sorted((item for item in narrowed if item), key=lambda item: item.key)
            if len(latest) >= subject.most:
                break
        return latest[: subject.most]

    def _of(self, account: Account) -> tuple[Item, ...]:
        plan = account.plan.id
        if plan not in self._by_plan:
            self._by_plan[plan] = tuple(items(account))
        return self._by_plan[plan]


def _day(placed: tuple[Item, SubjectPart]) -> date:
    return placed[0].day


def _narrowed(item: Item, part: SubjectPart, subject: FeedSubject) -> Item | None:
    """What of the item the part holds; where that can be less than all, it has an id of its own."""
    if part.whole:
        return item
    narrowed = replace(
        item,
        part=part,
        reports=tuple(r for r in item.reports if part.has(r.target, r.project)),
        targets=tuple(target for target in item.targets if part.has(target.id)),
    )
    if not (
        narrowed.reports or narrowed.targets or any(change.reported for change in narrowed.changes)
    ):
        return None  # where only the calendar moved on, the deadline has an item of its own
    own = item.kind in {"snapshot", "missed"}
    return replace(narrowed, key=f"{subject.key}/{item.key}") if own else narrowed


def items(account: Account) -> Iterator[Item]:
    """Everything new in one plan, in no particular order."""
    yield from _snapshot_items(account)
    yield from _revision_items(account)
    yield from _missed_items(account)


def _snapshot_items(account: Account) -> Iterator[Item]:
    plan = account.plan
    targets, projects = first_ids(plan.targets_and_goals), first_ids(plan.projects)
    for snapshot in plan.snapshots:
        day = (snapshot.published or snapshot.as_of).last
        key = f"plans/{first_id(plan)}/progress/{snapshot.as_of.path_name}"
        reports = snapshot.reports
        yield Item("snapshot", key, day, account, snapshot, reports)
        for report in reports:
            if report.corrects:
                about = targets.get(report.target or "") or projects[report.project or ""]
                named = f"{key}/corrects/{about}/{report.corrects.snapshot.path_name}"
                yield Item("correction", named, day, account, snapshot, reports=(report,))


def _revision_items(account: Account) -> Iterator[Item]:
    plan = account.plan
    for target in plan.targets_and_goals:
        for number, revision in enumerate(target.revisions, 1):
            key = f"plans/{first_id(plan)}/revised/{first_id(target)}/{number}"
            yield Item(
                "revision", key, revision.date.last, account, revision=revision, targets=(target,)
            )


def _missed_items(account: Account) -> Iterator[Item]:
    """One item for all that was due on a day, dated the day after."""
    plan = account.plan
    due: dict[date, list[Target]] = {}
    for target in plan.targets:
        for whole, assessment in due_dates(account.standing[target.id]):
            if assessment.status == "unreported":
                due.setdefault(whole.last, []).append(target)
    for last, targets in due.items():
        key = f"plans/{first_id(plan)}/due/{last}"
        yield Item("missed", key, last + timedelta(1), account, targets=tuple(targets))
