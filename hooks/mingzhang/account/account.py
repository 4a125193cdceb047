"""The account of one plan on one day: its record, each target's assessment and counts. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from mingzhang.account.history import History, history_of, known_at
from mingzhang.account.status import DUE_WITH_RESULT, STATUSES, Assessment, Status, assess
from mingzhang.model.plan import Plan, Stage, Target
from mingzhang.model.progress import Snapshot

Counts = Mapping[Status, int]


@dataclass(frozen=True)
class Account:
    """A plan with everything that follows from its record on the day."""

    plan: Plan
    today: date
    history: History
    standing: Mapping[str, Assessment]
    """The assessment of every target and goal, by id."""
    _past: dict[str, Account] = field(default_factory=dict, repr=False)

    def counts(self, targets: Iterable[Target] | None = None) -> Counts:
        """How many of the targets (default: all of the plan) have each status."""
        chosen = self.plan.targets if targets is None else targets
        return Counter(self.standing[target.id].status for target in chosen)

    def at(self, snapshot: Snapshot) -> Account:
        """The account that the snapshot closed: of its day, by what had been published by then."""
        key = snapshot.as_of.text
        if key not in self._past:
            known = self.plan.model_copy(update={"snapshots": known_at(self.plan, snapshot)})
            self._past[key] = account_of(known, snapshot.as_of.last)
        return self._past[key]

    def standing_at(self, snapshot: Snapshot) -> Mapping[str, Assessment]:
        """Every assessment as it was at the snapshot's date, by the record then."""
        return self.at(snapshot).standing

    @property
    def last_snapshot(self) -> Snapshot | None:
        """The newest snapshot."""
        return max(self.plan.snapshots, key=lambda snapshot: snapshot.as_of.last, default=None)


def accounts_of(plans: Iterable[Plan], today: date) -> list[Account]:
    """The accounts of all plans: those in force first, the invented city last."""
    order = get_args(Stage)
    key = lambda plan: (plan.invented, order.index(plan.stage), plan.id)  # noqa: E731
    return [account_of(plan, today) for plan in sorted(plans, key=key)]


def account_of(plan: Plan, today: date) -> Account:
    """The plan's account on the day."""
    history = history_of(plan)
    standing = {
        target.id: assess(target, history.of(target.id), plan, today)
        for target in (*plan.targets, *plan.goals)
    }
    return Account(plan, today, history, standing)


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over several targets. Unknown is never zero: no averages, no score."""

    counts: Counts
    promises: int
    due: int
    """With a result, or past the due date without one."""
    told: int
    """Due with a public result."""
    delivered: int
    """Delivered on time."""


def totals(accounts: Iterable[Account]) -> Totals:
    """The counts of all targets of the accounts together."""
    counts: Counter[Status] = Counter()
    for account in accounts:
        counts.update(account.counts())
    told = sum(counts[status] for status in DUE_WITH_RESULT)
    return Totals(counts, counts.total(), told + counts["unreported"], told, counts["delivered"])


def totals_of(found: Iterable[Assessment]) -> Counts:
    """How many of the assessments have each status."""
    return Counter(assessment.status for assessment in found)


def ordered(counts: Counts) -> tuple[tuple[Status, int], ...]:
    """The statuses that occur with their counts, in the order in which they are shown."""
    return tuple((status, counts[status]) for status in STATUSES if counts.get(status))
