"""What a data file holds, as plain values that know where they stand: the model judges these."""

from __future__ import annotations

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
