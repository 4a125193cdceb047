"""What a data file holds, as plain values that know where they stand: the model judges these."""

from __future__ import annotations

from collections.abc import Iterator
from struct import pack, unpack_from
from typing import Any

from mingzhang.diagnostics.problems import Location


class Refused:
    """Stands where a problem is told already, so that nothing more is said of the value.

    There is one, also where it comes out of a pickle.
    """

    def __new__(cls) -> Refused:
        return REFUSED


REFUSED: Refused = object.__new__(Refused)


class LocatedMap(dict[str, Any]):
    """A YAML mapping; knows where it, its keys and its values stand."""

    __slots__ = ("keys_at", "lacks_keys", "values_at", "where")

    def __init__(self, where: Location) -> None:
        super().__init__()
        self.where = where
        self.lacks_keys = False
        """Whether a key was refused, so that a key may only seem to be missing."""
        self.keys_at: dict[str, Location] = {}
        self.values_at: dict[str, Location] = {}

    def put(self, key: str, value: Any, key_at: Location, value_at: Location) -> None:
        """Sets a key with its places."""
        self[key] = value
        self.keys_at[key] = key_at
        self.values_at[key] = value_at


class LocatedList(list[Any]):
    """A YAML sequence; knows where it and its items stand."""

    __slots__ = ("values_at", "where")

    def __init__(self, where: Location) -> None:
        super().__init__()
        self.where = where
        self.values_at: list[Location] = []

    def put(self, value: Any, value_at: Location) -> None:
        """Appends an item with its place."""
        self.append(value)
        self.values_at.append(value_at)


_Name = str | tuple[str, str | int]
"""A key, or a key and an item of its value."""
_NAMES: dict[tuple[_Name, ...], tuple[_Name, ...]] = {}
"""The names that many records share, once."""


class Places:
    """Where a record, its values and their items stand. They are kept as long as the record, which
    is more of them than of anything else: so as two numbers each.
    """

    __slots__ = ("_at", "_names", "_path", "lacks_keys")

    def __init__(self, mapping: LocatedMap) -> None:
        """Those of what a record was made from."""
        named = dict(_placed(mapping))
        names, places = tuple(named), (mapping.where, *named.values())
        self.lacks_keys = mapping.lacks_keys
        self._names = _NAMES.setdefault(names, names)
        self._path = mapping.where.path
        self._at: tuple[Location, ...] | bytes = places
        if all(type(place) is Location and place.path == self._path for place in places):
            numbers = [number for place in places for number in place[1:]]
            self._at = pack(f"{len(numbers)}I", *numbers)

    def __eq__(self, other: object) -> bool:
        """Always: where records stand makes no difference between them."""
        return isinstance(other, Places)

    def __hash__(self) -> int:
        return 0

    def of(self, name: _Name | None) -> Location | None:
        """Where the record stands, or what has the name; None if nothing has."""
        if name is not None and name not in self._names:
            return None
        number = 0 if name is None else self._names.index(name) + 1
        if isinstance(self._at, bytes):
            return Location(self._path, *unpack_from("2I", self._at, 8 * number))
        return self._at[number]


def _placed(mapping: LocatedMap) -> Iterator[tuple[_Name, Location]]:
    for key, place in mapping.values_at.items():
        yield key, place
        value = mapping[key]
        if isinstance(value, LocatedList):
            yield from (((key, number), each) for number, each in enumerate(value.values_at))
        if isinstance(value, LocatedMap):
            yield from (((key, item), each) for item, each in value.keys_at.items())
