"""A folder of data files becomes registries, plans and problems; nothing else reads plan files."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mingzhang.diagnostics.problems import Location, Problem, Problems, clipped, says
from mingzhang.model.former_ids import resolved
from mingzhang.model.plan import Plan
from mingzhang.model.registries import REGISTRY_RECORDS, Registries
from mingzhang.reading.data_folder import DataFolder, PlanPlace, kept_plan
from mingzhang.reading.kept import KeptFiles
from mingzhang.reading.plan_folder import PlanRead
from mingzhang.reading.registries import RegistriesRead
from mingzhang.reading.salvage import Remains


@dataclass(frozen=True)
class Dataset:
    """Everything that was read: plans that are whole, registries, and what is wrong."""

    registries: Registries
    plans: tuple[Plan, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    remains: tuple[Remains, ...] = ()
    """What is left of the plans that have a problem."""
    faulty_ids: dict[str, frozenset[str] | None] = field(default_factory=dict)
    """A registry's ids of records with a problem; None where not all ids could be read."""

    @property
    def real_plans(self) -> list[Plan]:
        """The plans that are not invented."""
        return [plan for plan in self.plans if not plan.invented]


Before = dict[Path, tuple[Any, PlanRead]]
"""What was read of each plan's folder, and the state in which its files were then."""


def name_of(root: Path) -> str:
    """The name of the folder of data, as it was given: that of a link, not of what it leads to."""
    return root.absolute().name if root.name not in {"", ".."} else root.resolve().name


def load(
    root: Path,
    *,
    shown: str | None = None,
    before: Before | None = None,
    cache: Path | None = None,
    without: Collection[str] = (),
) -> Dataset:
    """Reads the folder; places name files below `shown` (default: the folder's name).

    Never raises for what files hold. A plan with a problem in any of its files is left out of
    `plans`. With `before`, plans whose files are as they were are not read again; with `cache`, a
    folder of this program's own, neither are those of an earlier run. Plans with one of the keys
    `without` are passed over.
    """
    name = name_of(root) if shown is None else shown
    if not root.is_dir():
        empty: dict[str, Any] = {kind: {} for kind in REGISTRY_RECORDS}
        return Dataset(Registries(**empty), problems=[no_folder(root, name)])
    return load_folder(DataFolder.of(root, name, KeptFiles(cache)), before=before, without=without)


def no_folder(root: Path, name: str) -> Problem:
    """That there is no folder of data."""
    return Problem(Location(name), says("no-folder", found=clipped(root)))


def load_folder(
    folder: DataFolder, *, before: Before | None = None, without: Collection[str] = ()
) -> Dataset:
    """What `load` returns, of a folder as it was when it was looked at."""
    problems = Problems()
    read = folder.registries()
    problems.take((*read.problems, *folder.problems))
    if before is None:
        plans = [*folder.read_plans(without)]
    else:
        plans = [_read_changed_plan(place, before, folder.kept) for place in folder.plans]
    folder.index.keep()
    for plan in plans:
        problems.take(plan.problems)
    return _dataset(read, [plan.record for plan in plans], problems)


def _dataset(
    read: RegistriesRead, records: Sequence[Plan | Remains | None], problems: Problems
) -> Dataset:
    """Everything that was read, in present ids."""
    registries = read.registries
    return Dataset(
        registries,
        tuple(resolved(record, registries) for record in records if isinstance(record, Plan)),
        [*problems],
        tuple(
            replace(record, plan=resolved(record.plan, registries))
            for record in records
            if isinstance(record, Remains)
        ),
        read.faulty_ids,
    )


def _read_changed_plan(place: PlanPlace, before: Before, kept: KeptFiles) -> PlanRead:
    """The plan, from `before` if no file of the folder has changed since."""
    stats = ((path, path.stat()) for path in sorted(place.folder.rglob("*")) if path.exists())
    state = [(path, stat.st_mtime_ns, stat.st_size) for path, stat in stats]
    if before.get(place.folder, (None,))[0] != state:
        before[place.folder] = state, kept_plan(place, kept)
    return before[place.folder][1]
