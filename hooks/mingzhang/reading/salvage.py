"""What can still be read of a plan that has a problem, so that its other problems are found too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mingzhang.diagnostics.problems import Problems
from mingzhang.model.nodes import LocatedList, LocatedMap
from mingzhang.model.plan import Plan
from mingzhang.reading.validation import KeyPath, validated

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


def remains_of(
    whole: LocatedMap, paths: Iterable[KeyPath], unread: Iterable[str], folder: str
) -> Remains | None:
    """What is left of a plan's value without the parts that have a problem; None for nothing.

    `paths` lead to these parts, `unread` names fields of which files could not be read. First the
    wrong values alone are left out; if that makes no plan, the records in which they stand.
    """
    unread = set(unread)
    paths = list(paths)
    lost = {name for path in {*map(_record_path, paths)} for name in ids_in(whole, path)}
    kept = whole
    for cut in (_value_path, _record_path):
        dropped = {cut(path) for path in paths}
        lost |= {str(path[-1]) for path in dropped}
        unread |= {str(path[0]) for path in dropped if _hides_names(kept, path)}
        kept = _without(kept, {path[:end] for path in dropped for end in range(len(path))}, dropped)
        for key, stand_in in {**_STAND_INS, "id": folder}.items():
            if key not in kept:
                kept.put(key, stand_in, whole.where, whole.where)
        plan, paths = validated(Plan, kept, whole.where, Problems())  # problems already
        if plan:
            return Remains(plan, frozenset(unread), frozenset(lost))
    return None


def _hides_names(whole: LocatedMap, path: KeyPath) -> bool:
    """Whether others may name what stands there, and nobody can tell by which id."""
    return len(path) == 1 or (isinstance(path[-1], int) and not ids_in(whole, path))


def _value_path(path: KeyPath) -> KeyPath:
    """The way to the value that is wrong, or whose key is."""
    return path[:-1] if path[-1] == "[key]" else path


def _record_path(path: KeyPath) -> KeyPath:
    """The way to what can't be read without that value: the item of a list, else the field."""
    ends = [end for end, step in enumerate(path, 1) if isinstance(step, int)]
    if ends:
        return path[: ends[-1]]
    return path[:2] if path[0] == "departments" else path[:1]


def _without(value: Any, above: set[KeyPath], dropped: set[KeyPath], way: KeyPath = ()) -> Any:
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


def ids_in(value: Any, way: KeyPath = ()) -> set[str]:
    """Every id, former ones too, that is written in the part that the way leads to."""
    for step in way:
        is_there = (
            step in value if isinstance(value, LocatedMap) else isinstance(value, LocatedList)
        )
        value = value[step] if is_there else None
    if isinstance(value, LocatedList):
        return set().union(*map(ids_in, value))
    if isinstance(value, LocatedMap):
        formerly = value.get("formerly")
        names = [value.get("id"), *(formerly if isinstance(formerly, LocatedList) else ())]
        own = {name for name in names if isinstance(name, str)}
        return own.union(*map(ids_in, value.values()))
    return set()
