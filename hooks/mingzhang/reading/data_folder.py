"""The folder of data: what lies in it, and its records as they were read now or in an earlier run.

A plan can be read alone, in any process: `PlanPlace` says where, `kept_plan` reads it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mingzhang.diagnostics.file_names import shown
from mingzhang.diagnostics.problems import Problem, Problems
from mingzhang.reading.folders import plan_folders, strangers_beside_plans, visible
from mingzhang.reading.kept import KeptFiles
from mingzhang.reading.keys import KeyIndex, plan_key, registries_key
from mingzhang.reading.plan_folder import PlanRead, read_plan
from mingzhang.reading.processes import spread
from mingzhang.reading.registries import RegistriesRead, read_registries


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """Where a plan is to be read."""

    folder: Path
    shown: str
    """What places call the folder."""
    key: str | None = None
    """What its record is kept by; None: it isn't kept."""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A folder of data, of which nothing is read but the names and states of its files."""

    root: Path
    name: str
    """What places call it."""
    kept: KeptFiles
    index: KeyIndex
    registries_key: str | None
    plans: tuple[PlanPlace, ...]
    problems: tuple[Problem, ...]
    """What lies there and is neither a plan nor a registry."""

    @classmethod
    def of(cls, root: Path, name: str, kept: KeptFiles) -> DataFolder:
        """The folder; keys are only looked for where records are kept."""
        problems = Problems()
        paths = visible(root, name, problems)
        problems.take(strangers_beside_plans(paths, name))
        index = KeyIndex(kept, root, name)
        own = index.of_registries() if kept.folder else None
        plans = []
        for path in plan_folders(paths):
            place = f"{name}/{shown(path.name)}"
            key = index.of_plan(path, place) if kept.folder else None
            plans.append(PlanPlace(path, place, key))
        return cls(root, name, kept, index, own, tuple(plans), tuple(problems))

    def registries(self) -> RegistriesRead:
        """The registries as they were kept under their key, else from their files; then kept."""
        key, kept = self.registries_key, self.kept
        read = kept.get(key) if key else None
        if isinstance(read, RegistriesRead):
            return read
        read = read_registries(self.root, self.name)
        if key and key == registries_key(self.root, self.name):
            kept.put(key, read)
        return read

    def read_plans(self, without: Collection[str] = ()) -> Iterator[PlanRead]:
        """Each plan, in the order of their folders, but for those with one of the keys `without`;
        many that are new are read on every core.
        """
        known = set(self.kept.names())
        wanted = [
            place
            for place in self.plans
            if not (without and (place.key or plan_key(place.folder, place.shown)) in without)
        ]
        new = [place for place in wanted if place.key not in known]
        read = dict(zip(new, spread(partial(_fresh, kept=self.kept), new), strict=True))
        for place in wanted:
            yield read.get(place) or kept_plan(place, self.kept)


def keys_of_plans(root: Path, name: str) -> set[str]:
    """The key of each plan in the folder of data that has one."""
    paths = visible(root, name, Problems())
    keys = (plan_key(path, f"{name}/{shown(path.name)}") for path in plan_folders(paths))
    return {key for key in keys if key}


def kept_plan(place: PlanPlace, kept: KeptFiles) -> PlanRead:
    """The plan as it was kept under its key, else from its files; then it is kept."""
    return plan_by_key(place, kept)[0]


def plan_by_key(place: PlanPlace, kept: KeptFiles) -> tuple[PlanRead, bool]:
    """What `kept_plan` returns, and whether it is sure to be what the key stands for: who saves a
    file just now would leave one state's record under another state's key.
    """
    read = kept.get(place.key) if place.key else None
    if isinstance(read, PlanRead):
        return read, True
    read = read_plan(place.folder, place.shown)
    is_sure = place.key is not None and place.key == plan_key(place.folder, place.shown)
    if place.key and is_sure:
        kept.put(place.key, read)
    return read, is_sure


def _fresh(place: PlanPlace, kept: KeptFiles) -> PlanRead | None:
    """The plan; None for one that is kept now, which is sent from no process to another."""
    read = kept_plan(place, kept)
    return None if place.key and kept.has(place.key) else read
