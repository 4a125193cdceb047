"""The check of a whole folder of data, in a time that grows with what changed since the last one.

It finds what `check.check` finds in everything that `reading.load.load` reads, but holds no plan
longer than its rules run, and runs none for a plan of which all is as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from mingzhang.diagnostics.problems import Problem, first_problems
from mingzhang.reading.data_folder import DataFolder, PlanPlace, kept_plan, plan_by_key
from mingzhang.reading.kept import KeptFiles
from mingzhang.reading.keys import registries_key
from mingzhang.reading.load import name_of, no_folder
from mingzhang.reading.processes import spread, uncollected
from mingzhang.reading.registries import RegistriesRead
from mingzhang.reading.salvage import Remains
from mingzhang.rules.check import not_from_the_future, registry_problems
from mingzhang.rules.former_ids import plan_names_are_free
from mingzhang.rules.outcomes import Outcome, Outcomes
from mingzhang.rules.references import Known


@dataclass(frozen=True, slots=True)
class Findings:
    """What the check says of a folder of data."""

    problems: tuple[Problem, ...]
    """Each once, in the order of their places."""
    plans: int = 0
    """How many plans are whole."""
    targets: int = 0
    """How many targets these have."""


def examine(
    root: Path, today: date, *, cache: Path | None = None, shown: str | None = None
) -> Findings:
    """Every problem of the folder; places name files below `shown` (default: the folder's name).

    With `cache`, a folder of this program's own, what an earlier run found of unchanged plans is
    said again. Never raises for what files hold.
    """
    name = name_of(root) if shown is None else shown
    if not root.is_dir():
        return Findings((no_folder(root, name),))
    return examine_folder(DataFolder.of(root, name, KeptFiles(cache)), today)


def examine_folder(folder: DataFolder, today: date) -> Findings:
    """What `examine` returns, of a folder as it was when it was looked at."""
    with uncollected():
        return _Examination(folder, today).findings()


class _Examination:
    """One check of a folder of data."""

    def __init__(self, folder: DataFolder, today: date) -> None:
        self.folder, self.today = folder, today
        self._kept_as = f"{folder.index.name}.outcomes"
        before, code = folder.kept.get(self._kept_as), Outcomes.code_now()
        known = isinstance(before, Outcomes) and before.code == code
        self.before = before if known else Outcomes(code, None, (), {})
        key = folder.registries_key
        self.unsure: set[PlanPlace] = set()
        """Plans that were saved while they were looked at; what was found of them isn't kept."""
        self.same_registries = key is not None and key == self.before.registries

    @cached_property
    def registries(self) -> RegistriesRead:
        return self.folder.registries()

    @cached_property
    def known(self) -> Known:
        return Known(self.registries.registries, self.registries.faulty_ids)

    def findings(self) -> Findings:
        """All problems; keeps what was found."""
        of_registries = self._of_registries()
        outcomes = self._outcomes()
        self._keep(of_registries, outcomes)
        names = (outcome.name for outcome in outcomes.values() if outcome.name)
        problems = {*self.folder.problems, *of_registries}
        problems.update(first_problems(plan_names_are_free(names)))
        for place, outcome in outcomes.items():
            problems.update(outcome.problems)
            if outcome.newest > self.today:
                problems.update(self._still_to_come(place))
        whole = [one.targets for one in outcomes.values() if one.targets is not None]
        return Findings(tuple(sorted(problems)), len(whole), sum(whole))

    def _of_registries(self) -> tuple[Problem, ...]:
        if self.same_registries:
            return self.before.of_registries
        return (*self.registries.problems, *registry_problems(self.known))

    def _outcomes(self) -> dict[PlanPlace, Outcome]:
        """What is found of each plan, in their order; many are looked at on every core."""
        before = {place: self._outcome_before(place) for place in self.folder.plans}
        new = [place for place, outcome in before.items() if outcome is None]
        if new:
            look = partial(_outcome_of, known=self.known, kept=self.folder.kept)
            for place, (outcome, is_sure) in zip(new, spread(look, new), strict=True):
                before[place] = outcome
                self.unsure |= set() if is_sure else {place}
        return {place: outcome for place, outcome in before.items() if outcome}

    def _outcome_before(self, place: PlanPlace) -> Outcome | None:
        """What was found of the plan in the last run, if that still holds."""
        outcome = self.before.plans.get(place.key) if place.key else None
        if outcome is None or self.same_registries:
            return outcome
        same_ids = self.before.renames == self.known.called_now
        return outcome if same_ids and outcome.holds(self.known) else None

    def _still_to_come(self, place: PlanPlace) -> Iterator[Problem]:
        record = kept_plan(place, self.folder.kept).record
        plan = record.plan if isinstance(record, Remains) else record
        return not_from_the_future(plan, self.today) if plan else iter(())

    def _keep(self, of_registries: tuple[Problem, ...], outcomes: dict[PlanPlace, Outcome]) -> None:
        folder, before, key = self.folder, self.before, self.folder.registries_key
        if "registries" in vars(self) and key != registries_key(folder.root, folder.name):
            return  # saved while the rules ran
        plans = {
            place.key: outcome
            for place, outcome in outcomes.items()
            if place.key and place not in self.unsure
        }
        if not self.same_registries or plans != before.plans:
            renames = before.renames if self.same_registries else self.known.called_now
            now = Outcomes(before.code, key, of_registries, renames, plans)
            folder.kept.put(self._kept_as, now)
        folder.index.keep()


def _outcome_of(place: PlanPlace, known: Known, kept: KeptFiles) -> tuple[Outcome, bool]:
    """What is found of the plan, and whether it is sure to be of the state that its key names."""
    read, is_sure = plan_by_key(place, kept)
    return Outcome.of(read, known), is_sure
