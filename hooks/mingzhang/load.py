"""A folder of data files becomes registries, plans and problems; the only module that reads plan files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from mingzhang.fields import Record
from mingzhang.model import FILE_FIELDS, Plan
from mingzhang.problems import Location, Problem, did_you_mean
from mingzhang.registries import REGISTRY_RECORDS, Registries
from mingzhang.yaml_nodes import Mapping, Sequence, read_yaml


@dataclass
class Dataset:
    """Everything that was read: plans that are whole, registries, and what is wrong."""

    registries: Registries
    plans: tuple[Plan, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def load(root: Path, *, shown: str | None = None) -> Dataset:
    """Reads the folder; places name files below `shown` (default: the folder's name). Never raises for what files hold.

    A plan with a problem in any of its files is left out of `plans`.
    """
    name = root.name if shown is None else shown
    problems: list[Problem] = []
    registries = Registries(
        **{
            kind: _registry(root, name, kind, record, problems)
            for kind, record in REGISTRY_RECORDS.items()
        }
    )
    dataset = Dataset(registries, problems=problems)
    if not root.is_dir():
        problems.append(Problem(Location(name), "There is no such folder of data."))
        return dataset
    folders = sorted(
        path for path in root.iterdir() if path.is_dir() and not path.name.startswith(".")
    )
    plans = (_plan(folder, f"{name}/{folder.name}", problems) for folder in folders)
    dataset.plans = tuple(plan for plan in plans if plan is not None)
    return dataset


def _registry(
    root: Path, name: str, kind: str, record: type[Record], problems: list[Problem]
) -> dict[str, Any]:
    shown = f"{name}/{kind}.yml"
    path = root / f"{kind}.yml"
    if not path.exists():
        problems.append(Problem(Location(shown), "The registry is missing."))
        return {}
    items, faults = read_yaml(path, shown)
    problems += faults
    if faults:
        return {}
    if not isinstance(items, Sequence):
        problems.append(
            Problem(Location(shown), "Expected a list of records, each beginning with “- id: ”.")
        )
        return {}
    found: dict[str, Any] = {}
    for item, where in zip(items, items.values_at, strict=True):
        entry, faults = _validated(record, item, where)
        problems += faults
        if entry is None:
            continue
        if entry.id in found:  # type: ignore[attr-defined]
            line = found[entry.id].at("id").line  # type: ignore[attr-defined]
            what = f"The id “{entry.id}” stands twice, first on line {line}."  # type: ignore[attr-defined]
            problems.append(Problem(entry.at("id"), what))
        found[entry.id] = entry  # type: ignore[attr-defined]
    return found


def _plan(folder: Path, shown: str, problems: list[Problem]) -> Plan | None:
    faults: list[Problem] = []
    whole = _read(folder / "plan.yml", f"{shown}/plan.yml", faults)
    parts = {
        "actions": _folder_of(folder / "actions", f"{shown}/actions", faults),
        "snapshots": _folder_of(folder / "progress", f"{shown}/progress", faults),
    }
    faults += _strangers(folder, shown)
    plan = None
    if whole is not None:
        for key in sorted(parts.keys() & whole.keys()):
            what = f"Unknown key “{key}”. {'Actions' if key == 'actions' else 'Snapshots'} stand in files of their own."
            faults.append(Problem(whole.keys_at[key], what))
        for key, value in parts.items():
            whole.put(key, value, value.where, value.where)
        plan, more = _validated(Plan, whole, whole.where)
        faults += more
        if plan is not None:
            faults += _names_fit(plan, folder.name)
    problems += faults
    return None if faults else plan


def _read(path: Path, shown: str, faults: list[Problem]) -> Mapping | None:
    if not path.exists():
        faults.append(Problem(Location(shown), "The file is missing. Every plan has one."))
        return None
    value, found = read_yaml(path, shown)
    faults += found
    if found:
        return None
    if not isinstance(value, Mapping):
        faults.append(Problem(Location(shown), "Expected a record of “key: value” lines."))
        return None
    return value


def _folder_of(folder: Path, shown: str, faults: list[Problem]) -> Sequence:
    items = Sequence(Location(shown))
    for path in sorted(folder.glob("*.yml")) if folder.is_dir() else ():
        value = _read(path, f"{shown}/{path.name}", faults)
        if value is not None:
            items.put(value, value.where)
    return items


def _strangers(folder: Path, shown: str) -> Iterator[Problem]:
    """Files that nobody would read, so that a wrong ending is not silently left out."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_dir() or path.name.startswith("."):
            continue
        expected = inside.as_posix() in {"plan.yml", "README.md"} or re.fullmatch(
            r"(?:actions|progress)/[^/]+\.yml", inside.as_posix()
        )
        if not expected:
            what = "Nothing reads this file. Expected plan.yml, actions/*.yml and progress/*.yml."
            yield Problem(Location(f"{shown}/{inside.as_posix()}"), what)


def _names_fit(plan: Plan, folder: str) -> Iterator[Problem]:
    if plan.id != folder:
        yield Problem(plan.at("id"), f"The id “{plan.id}” is not the folder's name “{folder}”.")
    for snapshot in plan.snapshots:
        where = snapshot.at("as_of")
        if Path(where.path).stem != snapshot.as_of.text.replace("/", "--"):
            yield Problem(
                where,
                f"The date “{snapshot.as_of}” is not the file's name “{Path(where.path).stem}”.",
            )


def _validated(model: type[Record], value: Any, where: Location) -> tuple[Any, list[Problem]]:
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        return None, [
            _problem(model, value, where, fault) for fault in error.errors(include_url=False)
        ]


def _problem(model: type[BaseModel], value: Any, where: Location, fault: Any) -> Problem:
    place, at_key, parent = _place(value, where, fault["loc"])
    kind, key = fault["type"], str(fault["loc"][-1]) if fault["loc"] else ""
    if kind == "value":
        return Problem(at_key if key == "[key]" else place, fault["ctx"]["sentence"])
    if kind == "missing":
        return Problem(place, f"The key “{key}” is missing.")
    if kind == "extra_forbidden":
        known = _keys_at(model, fault["loc"][:-1])
        return Problem(at_key, f"Unknown key “{key}”.{did_you_mean(key, known) or _list_of(known)}")
    if kind == "literal_error":
        choices = [
            choice.strip(" '")
            for choice in fault["ctx"]["expected"].replace(" or ", ",").split(",")
        ]
        found = parent if isinstance(parent, str) else "Nothing, a list or a record"
        return Problem(
            place,
            f"“{found}” is not known here. Expected {', '.join(choices)}.{did_you_mean(found, choices)}",
        )
    if kind in {"tuple_type", "list_type"}:
        return Problem(place, f"Found {_noun(parent)}. Expected a list, one “- ” a line.")
    if kind in {"model_type", "model_attributes_type", "dict_type"}:
        return Problem(place, f"Found {_noun(parent)}. Expected a record of “key: value” lines.")
    return Problem(place, f"{fault['msg']}.")


def _noun(value: Any) -> str:
    names = {Mapping: "a record", Sequence: "a list", type(None): "nothing"}
    return names.get(type(value), "a text")


def _list_of(known: Iterable[str]) -> str:
    return f" Expected one of {', '.join(known)}."


def _place(value: Any, where: Location, loc: tuple[Any, ...]) -> tuple[Location, Location, Any]:
    """Follows the error's path: the place of the value, of its key, and the value; stops where the path leaves the data."""
    key_at = where
    for step in loc:
        if isinstance(value, Mapping) and step in value:
            where, key_at, value = value.values_at[step], value.keys_at[step], value[step]
        elif isinstance(value, Sequence) and isinstance(step, int) and step < len(value):
            where = key_at = value.values_at[step]
            value = value[step]
    return where, key_at, value


def _keys_at(model: type[BaseModel], loc: tuple[Any, ...]) -> list[str]:
    """The keys that the record at the path may hold."""
    for step in loc:
        if isinstance(step, int) or step == "[key]":
            continue
        known = next((f for name, f in model.model_fields.items() if step in (name, f.alias)), None)
        if known is None:
            continue
        model = _record_in(known.annotation) or model
    if model is Plan:
        return list(FILE_FIELDS)
    return [known.alias or name for name, known in model.model_fields.items()]


def _record_in(annotation: Any) -> type[BaseModel] | None:
    """The record that a field's type holds, through tuples, dicts, unions and annotations."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if found := _record_in(part):
            return found
    return None
