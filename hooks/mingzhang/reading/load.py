"""A folder of data files becomes registries, plans and problems; nothing else reads plan files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mingzhang.diagnostics.file_names import shown as shown_name
from mingzhang.diagnostics.problems import Location, Problem, Problems, clipped, says
from mingzhang.model.former_ids import resolved
from mingzhang.model.nodes import LocatedList, LocatedMap
from mingzhang.model.plan import FILE_FIELDS, IN_FOLDERS, Plan
from mingzhang.model.registries import REGISTRY_RECORDS, Registries
from mingzhang.reading.files import read_file
from mingzhang.reading.folders import plan_folders, strangers, strangers_beside_plans, visible
from mingzhang.reading.registries import read_registries
from mingzhang.reading.salvage import Remains, remains_of
from mingzhang.reading.validation import validated


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


Before = dict[Path, tuple[Any, Plan | Remains | None, Problems]]
"""What was read of each plan's folder, and the state in which its files were then."""


def name_of(root: Path) -> str:
    """The name of the folder of data, as it was given: that of a link, not of what it leads to."""
    return root.absolute().name if root.name not in {"", ".."} else root.resolve().name


def load(root: Path, *, shown: str | None = None, before: Before | None = None) -> Dataset:
    """Reads the folder; places name files below `shown` (default: the folder's name).

    Never raises for what files hold. A plan with a problem in any of its files is left out of
    `plans`. With `before`, plans whose files are as they were are not read again.
    """
    name = name_of(root) if shown is None else shown
    problems = Problems()
    if not root.is_dir():
        problems.add(Location(name), says("no-folder", found=clipped(root)))
        empty: dict[str, Any] = {kind: {} for kind in REGISTRY_RECORDS}
        return Dataset(Registries(**empty), problems=[*problems])
    read = read_registries(root, name)
    problems.take(read.problems)
    registries = read.registries
    paths = visible(root, name, problems)
    problems.take(strangers_beside_plans(paths, name))
    plans = [
        _read_changed_plan(path, f"{name}/{shown_name(path.name)}", problems, before)
        for path in plan_folders(paths)
    ]
    return Dataset(
        registries,
        tuple(resolved(plan, registries) for plan in plans if isinstance(plan, Plan)),
        [*problems],
        tuple(
            replace(remains, plan=resolved(remains.plan, registries))
            for remains in plans
            if isinstance(remains, Remains)
        ),
        read.faulty_ids,
    )


def _read_changed_plan(
    folder: Path, shown: str, problems: Problems, before: Before | None
) -> Plan | Remains | None:
    """What `_read_plan` returns, from `before` if no file of the folder has changed since."""
    if before is None:
        return _read_plan(folder, shown, problems)
    stats = ((path, path.stat()) for path in sorted(folder.rglob("*")) if path.exists())
    state = [(path, stat.st_mtime_ns, stat.st_size) for path, stat in stats]
    if before.get(folder, (None,))[0] != state:
        of_plan = Problems()
        before[folder] = state, _read_plan(folder, shown, of_plan), of_plan
    _, plan, of_plan = before[folder]
    problems.take(of_plan)
    return plan


def _read_plan(folder: Path, shown: str, problems: Problems) -> Plan | Remains | None:
    """The plan; what is left of it if it has a problem; None if nothing is left."""
    of_plan = Problems(strangers(folder, shown))
    whole, unread = _read_whole(folder, shown, of_plan)
    plan, paths = validated(Plan, whole, whole.where, of_plan, IN_FOLDERS)
    if whole.lacks_keys or whole.keys() - Plan.model_fields.keys():  # misspelt, maybe
        unread |= FILE_FIELDS.keys() - whole.keys()
    remains = (
        Remains(plan, frozenset(unread)) if plan else remains_of(whole, paths, unread, folder.name)
    )
    if remains:
        of_plan.take(_names_fit(remains, folder.name))
    problems.take(of_plan)
    return remains if of_plan or remains is None else _in_order(remains.plan)


def _read_whole(folder: Path, shown: str, problems: Problems) -> tuple[LocatedMap, set[str]]:
    """plan.yml with what stands in files of its own, and the fields that could not all be read."""
    whole = read_file(folder / "plan.yml", f"{shown}/plan.yml", LocatedMap, problems)
    unread: set[str] = set()
    if whole is None:
        whole = LocatedMap(Location(f"{shown}/plan.yml"))
        whole.lacks_keys = True
        unread = set(FILE_FIELDS)
    for key, part in IN_FOLDERS.items():
        if key in whole:
            what = says("unknown-key", says("hint.own-files", key=key, folder=part), key=key)
            problems.add(whole.keys_at[key], what)
        items, all_read = _records_in(folder / part, f"{shown}/{part}", problems)
        whole.put(key, items, items.where, items.where)
        unread |= set() if all_read else {key}
    if not whole["actions"] and "actions" not in unread:
        problems.add(whole.where, says("no-actions"))
    return whole, unread


def _in_order(plan: Plan) -> Plan:
    """The plan with its oldest snapshot and result first, whatever the order of files' names."""
    key = lambda snapshot: (snapshot.as_of.last, snapshot.as_of.first)  # noqa: E731
    published = lambda result: (result.published.last, result.id)  # noqa: E731
    snapshots, results = sorted(plan.snapshots, key=key), sorted(plan.results, key=published)
    return plan.model_copy(update={"snapshots": tuple(snapshots), "results": tuple(results)})


def _records_in(folder: Path, shown: str, problems: Problems) -> tuple[LocatedList, bool]:
    """The values of the folder's files as a list, and whether every one could be read."""
    items, earlier = LocatedList(Location(shown)), len(problems)
    inside = visible(folder, shown, problems) if folder.is_dir() else []
    paths = [path for path in inside if path.suffix == ".yml"]
    is_open = len(problems) == earlier
    for path in paths:
        value = read_file(path, f"{shown}/{shown_name(path.name)}", LocatedMap, problems)
        if value is not None:
            items.put(value, value.where)
    return items, is_open and len(items) == len(paths)


def _names_fit(remains: Remains, folder: str) -> Iterator[Problem]:
    plan = remains.plan
    if plan.id != folder:
        what = says("folder-name", found=plan.id, folder=clipped(folder))
        yield Problem(plan.at("id"), what)
    for snapshot in plan.snapshots:
        where, date = snapshot.at("as_of"), snapshot.as_of.path_name
        if (stem := Path(where.path).stem) != date:
            names = {"name": clipped(stem), "expected": f"{date}.yml"}
            yield Problem(where, says("file-name", found=snapshot.as_of.text, **names))
    for result in plan.results:
        where = result.at("id")
        if (stem := Path(where.path).stem) != result.id:
            yield Problem(where, says("result-name", found=result.id, name=clipped(stem)))
