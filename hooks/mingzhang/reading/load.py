"""A folder of data files becomes registries, plans and problems; nothing else reads plan files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mingzhang.diagnostics.file_names import shown as shown_name
from mingzhang.diagnostics.problems import Location, Problem, clipped, says
from mingzhang.model.fields import Record, noun
from mingzhang.model.former_ids import resolved
from mingzhang.model.nodes import REFUSED, LocatedList, LocatedMap
from mingzhang.model.plan import FILE_FIELDS, IN_FOLDERS, Plan
from mingzhang.model.registries import REGISTRY_RECORDS, Registries
from mingzhang.reading.folders import strangers, strangers_beside_plans, visible
from mingzhang.reading.validation import Path as Way
from mingzhang.reading.validation import validated
from mingzhang.reading.yaml_reader import read_yaml

_STAND_INS: dict[str, Any] = {
    "title": "—",
    "place": "—",
    "stage": "draft",
    "period": {"start": "1900"},
    "source": {"title": "—"},
}
"""Values for what a plan must have, so that the rest of a faulty one can be looked at."""


@dataclass(frozen=True, slots=True)
class Remains:
    """What can be read of a plan, so that the rules find its problems in the same run."""

    plan: Plan
    unread: frozenset[str] = frozenset()
    """Fields of which something could not be read; nothing is missing from these for sure."""
    lost: frozenset[str] = frozenset()
    """Ids of records that have a problem: they exist, but are not in `plan`."""


@dataclass
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


Before = dict[Path, tuple[Any, Plan | Remains | None, list[Problem]]]
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
    problems: list[Problem] = []
    faulty: dict[str, frozenset[str] | None] = {}
    if not root.is_dir():
        problems.append(Problem(Location(name), says("no-folder", found=clipped(root))))
        empty: dict[str, Any] = {kind: {} for kind in REGISTRY_RECORDS}
        return Dataset(Registries(**empty), problems=problems)
    read: dict[str, Any] = {}
    for kind, record in REGISTRY_RECORDS.items():
        path, where = root / f"{kind}.yml", f"{name}/{kind}.yml"
        read[kind], faulty[kind] = _registry(path, where, record, problems)
    dataset = Dataset(Registries(**read), problems=problems, faulty_ids=faulty)
    paths = visible(root, name, problems)
    problems += strangers_beside_plans(paths, name)
    plans = [
        _known_plan(path, f"{name}/{shown_name(path.name)}", problems, before)
        for path in paths
        if path.is_dir() and path.suffix != ".yml" and not path.is_symlink()
    ]
    known = dataset.registries
    dataset.plans = tuple(resolved(plan, known) for plan in plans if isinstance(plan, Plan))
    dataset.remains = tuple(
        replace(remains, plan=resolved(remains.plan, known))
        for remains in plans
        if isinstance(remains, Remains)
    )
    return dataset


def _registry(
    path: Path, shown: str, record: type[Record], problems: list[Problem]
) -> tuple[dict[str, Any], frozenset[str] | None]:
    """The records by id, and the ids of those that have a problem."""
    items = _read(path, shown, problems, LocatedList)
    if items is None:
        return {}, None
    found: dict[str, Any] = {}
    faulty: set[str] = set()
    hidden = False
    for item, where in zip(items, items.values_at, strict=True):
        entry, faults, _ = validated(record, item, where)
        problems += faults
        if entry is None:
            faulty |= _ids_in(item)
            hidden = hidden or not _ids_in(item)
        elif entry.id in found:
            line = found[entry.id].at("id").line
            what = says("duplicate-id", found=entry.id, line=line)
            problems.append(Problem(entry.at("id"), what))
        else:
            found[entry.id] = entry
    return found, None if hidden else frozenset(faulty)


def _known_plan(
    folder: Path, shown: str, problems: list[Problem], before: Before | None
) -> Plan | Remains | None:
    if before is None:
        return _plan(folder, shown, problems)
    stats = ((path, path.stat()) for path in sorted(folder.rglob("*")) if path.exists())
    state = [(path, stat.st_mtime_ns, stat.st_size) for path, stat in stats]
    if before.get(folder, (None,))[0] != state:
        found: list[Problem] = []
        before[folder] = state, _plan(folder, shown, found), found
    _, plan, found = before[folder]
    problems += found
    return plan


def _plan(folder: Path, shown: str, problems: list[Problem]) -> Plan | Remains | None:
    faults = [*strangers(folder, shown)]
    whole = _read(folder / "plan.yml", f"{shown}/plan.yml", faults, LocatedMap)
    unread: set[str] = set()
    if whole is None:
        whole = LocatedMap(Location(f"{shown}/plan.yml"))
        whole.lacks_keys = True
        unread = set(FILE_FIELDS)
    for key, part in IN_FOLDERS.items():
        if key in whole:
            what = says("unknown-key", says("hint.own-files", key=key, folder=part), key=key)
            faults.append(Problem(whole.keys_at[key], what))
        items, all_read = _folder_of(folder / part, f"{shown}/{part}", faults)
        whole.put(key, items, items.where, items.where)
        unread |= set() if all_read else {key}
    if not whole["actions"] and "actions" not in unread:
        faults.append(Problem(whole.where, says("no-actions")))
    plan, more, paths = validated(Plan, whole, whole.where, IN_FOLDERS)
    faults += more
    if whole.lacks_keys or whole.keys() - Plan.model_fields.keys():  # misspelt, maybe
        unread |= FILE_FIELDS.keys() - whole.keys()
    remains = (
        Remains(plan, frozenset(unread)) if plan else _remains(whole, paths, unread, folder.name)
    )
    if remains:
        faults += _names_fit(remains, folder.name)
    problems += faults
    return remains if faults or remains is None else _in_order(remains.plan)


def _in_order(plan: Plan) -> Plan:
    """The plan with its oldest snapshot and result first, whatever the order of files' names."""
    key = lambda snapshot: (snapshot.as_of.last, snapshot.as_of.first)  # noqa: E731
    published = lambda result: (result.published.last, result.id)  # noqa: E731
    snapshots, results = sorted(plan.snapshots, key=key), sorted(plan.results, key=published)
    return plan.model_copy(update={"snapshots": tuple(snapshots), "results": tuple(results)})


def _read(path: Path, shown: str, faults: list[Problem], kind: type[Any]) -> Any:
    """The file's value, of the kind expected; None where there is none to work with."""
    if not path.exists() and not path.is_symlink():
        faults.append(Problem(Location(shown), says("file-missing")))
        return None
    value, found = read_yaml(path, shown)
    faults += found
    if isinstance(value, kind):
        return value
    if value is not None and value is not REFUSED:
        expected = says({LocatedMap: "expected.record"}.get(kind, "expected.records"))
        faults.append(Problem(Location(shown), says("wrong-value", expected, found=noun(value))))
    return None


def _folder_of(folder: Path, shown: str, faults: list[Problem]) -> tuple[LocatedList, bool]:
    """The folder's files as a list, and whether every one could be read."""
    items, told = LocatedList(Location(shown)), len(faults)
    found = visible(folder, shown, faults) if folder.is_dir() else []
    paths = [path for path in found if path.suffix == ".yml"]
    is_open = len(faults) == told
    for path in paths:
        value = _read(path, f"{shown}/{shown_name(path.name)}", faults, LocatedMap)
        if value is not None:
            items.put(value, value.where)
    return items, is_open and len(items) == len(paths)


def _names_fit(remains: Remains, folder: str) -> Iterator[Problem]:
    plan = remains.plan
    if plan.id != folder:
        what = says("folder-name", found=plan.id, folder=clipped(folder))
        yield Problem(plan.at("id"), what)
    for snapshot in plan.snapshots:
        where, date = snapshot.at("as_of"), snapshot.as_of.text.replace("/", "--")
        if (stem := Path(where.path).stem) != date:
            found = snapshot.as_of.text
            what = says("file-name", found=found, name=clipped(stem), expected=f"{date}.yml")
            yield Problem(where, what)
    for result in plan.results:
        where = result.at("id")
        if (stem := Path(where.path).stem) != result.id:
            yield Problem(where, says("result-name", found=result.id, name=clipped(stem)))


def _remains(whole: LocatedMap, paths: list[Way], unread: set[str], folder: str) -> Remains | None:
    """What is left without the values that have a problem, and records that need these."""
    lost = {name for way in {*map(_record_at, paths)} for name in _ids_in(whole, way)}
    kept = whole
    for cut in (_value_at, _record_at):
        dropped = {cut(path) for path in paths}
        lost |= {str(path[-1]) for path in dropped}
        unread |= {str(path[0]) for path in dropped if _hides_names(kept, path)}
        kept = _without(kept, {way[:end] for way in dropped for end in range(len(way))}, dropped)
        for key, stand_in in {**_STAND_INS, "id": folder}.items():
            if key not in kept:
                kept.put(key, stand_in, whole.where, whole.where)
        plan, _, paths = validated(Plan, kept, whole.where)
        if plan:
            return Remains(plan, frozenset(unread), frozenset(lost))
    return None


def _hides_names(whole: LocatedMap, path: Way) -> bool:
    """Whether others may name what stands there, and nobody can tell by which id."""
    return len(path) == 1 or (isinstance(path[-1], int) and not _ids_in(whole, path))


def _value_at(path: Way) -> Way:
    """The way to the value that is wrong, or whose key is."""
    return path[:-1] if path[-1] == "[key]" else path


def _record_at(path: Way) -> Way:
    """The way to what can't be read without that value: the item of a list, else the field."""
    ends = [end for end, step in enumerate(path, 1) if isinstance(step, int)]
    if ends:
        return path[: ends[-1]]
    return path[:2] if path[0] == "departments" else path[:1]


def _without(value: Any, above: set[Way], dropped: set[Way], way: Way = ()) -> Any:
    """A copy of the value, with its places, without the parts that the ways lead to.

    `above` holds the ways to everything that has such a part.
    """
    if isinstance(value, LocatedMap):
        record = LocatedMap(value.where)
        record.lacks_keys = value.lacks_keys or way in above
        for key, item in value.items():
            if (*way, key) not in dropped:
                kept = _without(item, above, dropped, (*way, key))
                record.put(key, kept, value.keys_at[key], value.values_at[key])
        return record
    if isinstance(value, LocatedList):
        items = LocatedList(value.where)
        for index, item in enumerate(value):
            if (*way, index) not in dropped:
                kept = _without(item, above, dropped, (*way, index))
                items.put(kept, value.values_at[index])
        return items
    return value


def _ids_in(value: Any, way: Way = ()) -> set[str]:
    """Every id, former ones too, that is written in the part that the way leads to."""
    for step in way:
        is_there = (
            step in value if isinstance(value, LocatedMap) else isinstance(value, LocatedList)
        )
        value = value[step] if is_there else None
    if isinstance(value, LocatedList):
        return set().union(*map(_ids_in, value))
    if isinstance(value, LocatedMap):
        formerly = value.get("formerly")
        names = [value.get("id"), *(formerly if isinstance(formerly, LocatedList) else ())]
        own = {name for name in names if isinstance(name, str)}
        return own.union(*map(_ids_in, value.values()))
    return set()
