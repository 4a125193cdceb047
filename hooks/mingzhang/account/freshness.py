"""What is due for an update: plans whose last report is old, targets that are due. Pure.

Freshness is apart from status: the age of the last report against the plan's own rhythm.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mingzhang.account.account import Account
from mingzhang.account.deadlines import Deadline, deadlines_of
from mingzhang.account.history import ReportEntry
from mingzhang.account.status import OPEN, is_open
from mingzhang.model.periods import Period
from mingzhang.model.plan import Plan, Stage
from mingzhang.model.terms import Rhythm

ROUND: dict[Rhythm, int] = {"monthly": 31, "quarterly": 92, "half-yearly": 184, "yearly": 366}
"""Days from one report to the next, at most."""
GRACE = 61
"""Days from what a report speaks of until it is usually published."""
SOON = 60
"""Days ahead in which a due date is near, unless another number is asked for."""
PROMISING: frozenset[Stage] = frozenset({"in-force", "draft"})
"""Documents on which a government can be expected to report."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """What is due for an update in one plan."""

    plan: Plan
    last: Period | None
    """What the newest snapshot speaks of; None where nothing was ever reported."""
    age: int
    """Days since then, or since the plan was issued."""
    limit: int
    """Days after which an update is due."""
    soon: tuple[Deadline, ...]
    """Due in the next days and not settled."""
    missed: tuple[Deadline, ...]
    """Past due without a public result."""
    is_settled: bool
    """Whether nothing more is to be reported."""

    @property
    def is_stale(self) -> bool:
        """Whether an update is due."""
        return not self.is_settled and self.age > self.limit

    @property
    def needs_work(self) -> bool:
        """Whether there is anything to look up."""
        return bool(self.is_stale or self.soon or self.missed)


def limit_of(plan: Plan) -> int:
    """The plan's own limit, or one round of its rhythm and the grace; without a rhythm a year."""
    reporting = plan.reporting
    if reporting and reporting.fresh_days:
        return reporting.fresh_days
    return ROUND[(reporting and reporting.rhythm) or "yearly"] + GRACE


def freshness_of(account: Account, soon: int = SOON, limit: int | None = None) -> Freshness:
    """What is due on the account's day; `limit` instead of the plan's own."""
    plan, today = account.plan, account.today
    last = account.last_snapshot
    since = last.as_of if last else plan.issued or plan.period.start
    dues = deadlines_of([account])
    until = today + timedelta(soon)
    return Freshness(
        plan,
        last.as_of if last else None,
        (today - since.last).days,
        limit_of(plan) if limit is None else limit,
        tuple(
            due for due in dues if today <= due.when.last <= until and due.assessment.status in OPEN
        ),
        tuple(due for due in dues if _is_missed(due, today)),
        not any(is_open(assessment) for assessment in account.standing.values()),
    )


def _is_missed(due: Deadline, today: date) -> bool:
    return due.when.last < today and due.assessment.status == "unreported"


def all_freshness(
    accounts: Iterable[Account], soon: int = SOON, limit: int | None = None
) -> Sequence[Freshness]:
    """What is due in each plan that promises something; the longest waiting first."""
    plans = [
        freshness_of(account, soon, limit)
        for account in accounts
        if account.plan.stage in PROMISING and account.plan.period.start.first <= account.today
    ]
    return sorted(plans, key=lambda each: (each.limit - each.age, each.plan.id))


def last_report(due: Deadline) -> ReportEntry | None:
    """The newest report of the target that counts."""
    entries = [entry for entry in due.account.history.of(due.target.id) if entry.counts]
    return entries[-1] if entries else None
