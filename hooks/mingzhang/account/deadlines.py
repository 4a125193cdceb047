"""What is due when, over all plans; a yearly target at the end of each of its years. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mingzhang.account.account import Account
from mingzhang.account.status import OPEN, Assessment, due_dates
from mingzhang.model.periods import Period
from mingzhang.model.plan import Action, Project, Target


@dataclass(frozen=True, slots=True)
class Deadline:
    """A target on one of the days when it is due."""

    account: Account
    action: Action
    project: Project
    target: Target
    when: Period
    assessment: Assessment
    """Its assessment; of a yearly target that of the year."""

    @property
    def month(self) -> tuple[int, int]:
        """Year and month of the due date's last day."""
        return self.when.last.year, self.when.last.month


def deadlines_of(accounts: Iterable[Account]) -> list[Deadline]:
    """Every due date by month; within a month plans stay in their order, each by its days."""
    dues = [
        (due.month, place, due.when.last, due)
        for place, account in enumerate(accounts)
        for due in deadlines_in(account)
    ]
    dues.sort(key=lambda row: row[:3])
    return [due for *_, due in dues]


def deadlines_in(account: Account) -> tuple[Deadline, ...]:
    """Every due date of one plan, in the document's order."""
    return account.whole(_deadlines_in)


def _deadlines_in(account: Account) -> tuple[Deadline, ...]:
    return tuple(
        Deadline(account, action, project, target, when, assessment)
        for action, project, target in account.placed_targets
        for when, assessment in due_dates(account.standing[target.id])
    )


def coming(dues: Sequence[Deadline], today: date) -> list[Deadline]:
    """What is due today or later and not yet settled, nearest first; one for each project."""
    left = [due for due in dues if due.when.last >= today and due.assessment.status in OPEN]
    left.sort(key=lambda due: due.when.last)
    first: dict[tuple[str, str], Deadline] = {}
    for due in left:
        first.setdefault((due.account.plan.id, due.project.id), due)
    return list(first.values())
