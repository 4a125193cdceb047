"""The account of one plan on one day: its record, each target's assessment and counts. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, get_args

from mingzhang import urls
from mingzhang.account.control import Outcome, corrected_by, outcomes, valid_results
from mingzhang.account.history import ByYear, History, by_year, history_of, known_at
from mingzhang.account.status import DUE_WITH_RESULT, STATUSES, Assessment, Judge, Status
from mingzhang.account.timeline import Event, timeline_of
from mingzhang.model.control import Result
from mingzhang.model.plan import Action, Plan, Project, Stage, Target
from mingzhang.model.progress import Snapshot

Counts = Mapping[Status, int]
T = TypeVar("T")


@dataclass(frozen=True)
class Account:
    """A plan with everything that follows from its record on the day.

    What depends on no language and no page is worked out here, once, when it is first asked for.
    An account is never copied with other values: `at` makes a new one.
    """

    plan: Plan
    today: date
    """The day for which it is worked out, or an earlier one on which all was the same."""
    history: History
    standing: Mapping[str, Assessment]
    """The assessment of every target and goal, by id."""
    judges: Mapping[str, Judge] = field(repr=False)
    """What judged them, by id."""
    _kept: dict[tuple[object, str], Any] = field(default_factory=dict, repr=False)
    """What was worked out of it or of a snapshot, by the function and the snapshot's date."""

    @cached_property
    def targets(self) -> Mapping[str, Target]:
        """Every target and goal by its id."""
        return {target.id: target for target in self.plan.targets_and_goals}

    @cached_property
    def projects(self) -> Mapping[str, tuple[Action, Project]]:
        """Every project by its id, with the action that it stands in."""
        return {project.id: (action, project) for action, project in self.plan.placed_projects}

    @cached_property
    def urls(self) -> Mapping[str, str]:
        """Where goals, targets and projects (`project:` and the id) stand, below the root of a
        language.
        """
        return urls.subject_urls(self.plan)

    @cached_property
    def timelines(self) -> Mapping[str, tuple[Event, ...]]:
        """The dated events of every target and goal, by id."""
        return {
            key: timeline_of(judge, self.standing[key], self.history.of(key), self.today)
            for key, judge in self.judges.items()
        }

    @cached_property
    def values_by_place(self) -> Mapping[str, ByYear]:
        """What was last reported in each year by place, by the id of the target; only of those
        with such reports.
        """
        values = {key: by_year(entries) for key, entries in self.history.by_target.items()}
        return {key: of_target for key, of_target in values.items() if of_target}

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What came of each promise on control, in the order of the file."""
        return outcomes(self.plan, self.today)

    @cached_property
    def valid_results(self) -> tuple[Result, ...]:
        """The results of control that no later one corrects, oldest first."""
        return valid_results(self.plan)

    @cached_property
    def corrected_by(self) -> Mapping[str, Result]:
        """The later result that corrects each, by the id of the corrected one."""
        return corrected_by(self.plan)

    @cached_property
    def departments_with_projects(self) -> frozenset[str]:
        """Ids of the departments that lead, answer for or support a project."""
        return frozenset(
            body.id
            for project in self.plan.projects
            for body in (*project.lead, *project.responsible, *project.support)
        )

    @cached_property
    def regions_named(self) -> frozenset[str]:
        """Ids of the regions where the plan holds, or that a project or a target names or owes."""
        plan = self.plan
        regions = {*plan.regions, *(key for project in plan.projects for key in project.regions)}
        for target in plan.targets:
            regions |= {*target.regions, *plan.owing(target)}
        return frozenset(regions)

    def counts(self, targets: Iterable[Target] | None = None) -> Counts:
        """How many of the targets (default: all of the plan) have each status."""
        if targets is None:
            return self._counts
        return Counter(self.standing[target.id].status for target in targets)

    @cached_property
    def _counts(self) -> Counts:
        return self.counts(self.plan.targets)

    @cached_property
    def placed_targets(self) -> tuple[tuple[Action, Project, Target], ...]:
        """Every target of a project with where it stands, in the document's order."""
        return self.plan.placed_targets

    def at(self, snapshot: Snapshot) -> Account:
        """The account that the snapshot closed: of its day, by what had been published by then."""
        return self.once(_account_at, snapshot)

    def once(self, make: Callable[[Account, Snapshot], T], snapshot: Snapshot) -> T:
        """What `make` gives for the account and one of its snapshots: pages of both languages,
        feeds and exports ask for the same.
        """
        key = (make, snapshot.as_of.text)
        if key not in self._kept:
            self._kept[key] = make(self, snapshot)
        made: T = self._kept[key]
        return made

    def whole(self, make: Callable[[Account], T]) -> T:
        """What `make` gives for the account as a whole, in the same way."""
        key = (make, "")
        if key not in self._kept:
            self._kept[key] = make(self)
        made: T = self._kept[key]
        return made

    def standing_at(self, snapshot: Snapshot) -> Mapping[str, Assessment]:
        """Every assessment as it was at the snapshot's date, by the record then."""
        return self.at(snapshot).standing

    @property
    def last_snapshot(self) -> Snapshot | None:
        """The newest snapshot."""
        return max(self.plan.snapshots, key=lambda snapshot: snapshot.as_of.last, default=None)


def _account_at(account: Account, snapshot: Snapshot) -> Account:
    snapshots = known_at(account.plan, snapshot)
    plan = account.plan.model_copy(update={"snapshots": snapshots})
    history, today = account.history.known_in(snapshots), snapshot.as_of.last
    return _account_of(plan, today, history, account.judges)


def in_order(plans: Iterable[Plan]) -> list[Plan]:
    """The plans as the site lists them: those in force first, the invented city last."""
    order = get_args(Stage)
    return sorted(plans, key=lambda plan: (plan.invented, order.index(plan.stage), plan.id))


def accounts_of(plans: Iterable[Plan], today: date) -> list[Account]:
    """The accounts of all plans on the day, in the site's order."""
    return [account_of(plan, today) for plan in in_order(plans)]


def real_plans(accounts: Iterable[Account]) -> list[Plan]:
    """The plans that are not invented."""
    return [account.plan for account in accounts if not account.plan.invented]


def same_since(accounts: Iterable[Account]) -> date:
    """The day from which on all of them are as they stand."""
    return max((account.today for account in accounts), default=date.min)


def account_of(plan: Plan, today: date) -> Account:
    """The plan's account on the day."""
    judges = {target.id: Judge(target, plan) for target in plan.targets_and_goals}
    return _account_of(plan, today, history_of(plan), judges)


def _account_of(plan: Plan, today: date, history: History, judges: Mapping[str, Judge]) -> Account:
    standing = {key: judge.assess(history.of(key), today) for key, judge in judges.items()}
    return Account(plan, today, history, standing, judges)


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over several targets. Unknown is never zero: no averages, no score."""

    counts: Counts
    promises: int
    due: int
    """With a result, or past the due date without one."""
    with_result: int
    """Due with a public result."""
    delivered: int
    """Delivered on time."""


def totals(accounts: Iterable[Account]) -> Totals:
    """The counts of all targets of the accounts together."""
    counts: Counter[Status] = Counter()
    for account in accounts:
        counts.update(account.counts())
    with_result = sum(counts[status] for status in DUE_WITH_RESULT)
    due = with_result + counts["unreported"]
    return Totals(counts, counts.total(), due, with_result, counts["delivered"])


def totals_of(assessments: Iterable[Assessment]) -> Counts:
    """How many of the assessments have each status."""
    return Counter(assessment.status for assessment in assessments)


def ordered(counts: Counts) -> tuple[tuple[Status, int], ...]:
    """The statuses that occur with their counts, in the order in which they are shown."""
    return tuple((status, counts[status]) for status in STATUSES if counts.get(status))
