"""One plan is read: the files of its folder become a record and problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mingzhang.diagnostics.file_names import shown as shown_name
from mingzhang.diagnostics.problems import Location, Problem, Problems, clipped, says
from mingzhang.model.nodes import LocatedList, LocatedMap
from mingzhang.model.plan import FILE_FIELDS, IN_FOLDERS, Plan
from mingzhang.reading.files import read_file
from mingzhang.reading.folders import strangers, visible
from mingzhang.reading.salvage import Remains, remains_of
from mingzhang.reading.validation import validated


@dataclass(frozen=True, slots=True)
class PlanRead:
    """One plan as its files say it; it can be pickled."""

    record: Plan | Remains | None
    """The plan; what is left of it if it has a problem; None if nothing is left."""
    problems: tuple[Problem, ...] = ()


def read_plan(folder: Path, shown: str) -> PlanRead:
    """The plan in the folder; places name its files below `shown`. Never raises for what files
    hold. Ids are those of the files, former ones too.
    """
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
    is_whole = remains is not None and not of_plan
    return PlanRead(_in_order(remains.plan) if remains and is_whole else remains, tuple(of_plan))


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
