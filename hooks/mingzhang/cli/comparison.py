"""What a change of the data does to the public picture: statuses, counts, snapshots, pages.

Both states are judged on the same day, so that only the record makes a difference.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mingzhang.account.account import Account, Counts, accounts_of, totals
from mingzhang.account.status import Status
from mingzhang.diagnostics.problems import Message
from mingzhang.ledger.chain import canonical_snapshot
from mingzhang.ledger.check import changed_keys
from mingzhang.model.fields import Text
from mingzhang.model.plan import Plan, Project, Target
from mingzhang.model.registries import Registries
from mingzhang.pages.fingerprints import FingerprintTable, page_facts

RecordKind = Literal["plan", "project", "target"]
PARTS: tuple[RecordKind, ...] = ("plan", "project", "target")
Fate = Literal["added", "removed", "edited"]


@dataclass(frozen=True, slots=True)
class PublicState:
    """What the public sees of a state of the data."""

    accounts: tuple[Account, ...]
    pages: FingerprintTable

    @property
    def counts(self) -> Counts:
        """How many promises of the real plans have each status."""
        return totals(one for one in self.accounts if not one.plan.invented).counts


@dataclass(frozen=True, slots=True)
class LoneRecord:
    """A plan, project or target that only one of the two states has."""

    fate: Fate
    part: RecordKind
    plan: str
    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A target whose status is another."""

    plan: str
    target: Target
    before: Status
    after: Status


@dataclass(frozen=True, slots=True)
class SnapshotChange:
    """A snapshot that was added, removed or edited."""

    fate: Fate
    plan: str
    as_of: str
    file: str
    differences: tuple[Message, ...] = ()
    """Each value that was edited, with both readings."""


@dataclass(frozen=True, slots=True)
class StateDifference:
    """Everything that differs between two states."""

    parts: tuple[LoneRecord, ...]
    turns: tuple[StatusChange, ...]
    before: Counts
    after: Counts
    snapshots: tuple[SnapshotChange, ...]
    pages: Mapping[Fate, tuple[str, ...]]
    """Addresses that appear, vanish or tell something else; the same in both languages."""

    @property
    def breaches(self) -> tuple[SnapshotChange, ...]:
        """Published snapshots that are gone or not what they were."""
        return tuple(change for change in self.snapshots if change.fate != "added")

    @property
    def is_empty(self) -> bool:
        """Whether the public sees no difference."""
        return not (self.parts or self.turns or self.snapshots or any(self.pages.values()))


def picture_of(plans: Sequence[Plan], registries: Registries, today: date) -> PublicState:
    """The picture on the day."""
    accounts = tuple(accounts_of(plans, today))
    return PublicState(accounts, page_facts(accounts, registries))


def compare(before: PublicState, after: PublicState) -> StateDifference:
    """What differs."""
    return StateDifference(
        tuple(_parts(before, after)),
        tuple(_turns(before, after)),
        before.counts,
        after.counts,
        tuple(_snapshots(before, after)),
        _pages(before.pages, after.pages),
    )


def _parts(before: PublicState, after: PublicState) -> Iterator[LoneRecord]:
    for part in PARTS:
        was, now = dict(_of(part, before.accounts)), dict(_of(part, after.accounts))
        for fate, here, there in (("added", now, was), ("removed", was, now)):
            for (plan, name), title in here.items():
                if (plan, name) not in there:
                    yield LoneRecord(
                        "added" if fate == "added" else "removed", part, plan, name, title
                    )


def _of(part: RecordKind, accounts: Iterable[Account]) -> Iterator[tuple[tuple[str, str], Text]]:
    for account in accounts:
        plan = account.plan
        items: Mapping[RecordKind, Sequence[Plan | Project | Target]] = {
            "plan": (plan,),
            "project": plan.projects,
            "target": plan.targets_and_goals,
        }
        for item in items[part]:
            yield (plan.id, item.id), item.title


def _turns(before: PublicState, after: PublicState) -> Iterator[StatusChange]:
    was = {
        (account.plan.id, key): assessment.status
        for account in before.accounts
        for key, assessment in account.standing.items()
    }
    for account in after.accounts:
        plan = account.plan
        for target in plan.targets_and_goals:
            old, new = was.get((plan.id, target.id)), account.standing[target.id].status
            if old is not None and old != new:
                yield StatusChange(plan.id, target, old, new)


def _snapshots(before: PublicState, after: PublicState) -> Iterator[SnapshotChange]:
    was, now = _records(before), _records(after)
    for key in sorted({*was, *now}):
        (file, content), old = now.get(key) or was[key], was.get(key)
        if key not in was:
            yield SnapshotChange("added", *key, file)
        elif key not in now:
            yield SnapshotChange("removed", *key, file)
        elif old and old[1] != content:
            keys = changed_keys(json.loads(old[1]), json.loads(content))
            yield SnapshotChange("edited", *key, file, tuple(keys))


def _records(picture: PublicState) -> dict[tuple[str, str], tuple[str, bytes]]:
    """The file and the canonical form of every snapshot."""
    return {
        (account.plan.id, snapshot.as_of.text): (
            snapshot.at().path,
            canonical_snapshot(account.plan.id, snapshot),
        )
        for account in picture.accounts
        for snapshot in account.plan.snapshots
    }


def _pages(was: FingerprintTable, now: FingerprintTable) -> Mapping[Fate, tuple[str, ...]]:
    return {
        "added": tuple(sorted(now.keys() - was.keys())),
        "removed": tuple(sorted(was.keys() - now.keys())),
        "edited": tuple(sorted(key for key in now.keys() & was.keys() if now[key] != was[key])),
    }
