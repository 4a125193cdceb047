"""Every place that a record knows, to compare two readings of the same files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mingzhang.diagnostics.problems import Location
from mingzhang.model.fields import Record

Place = tuple[str, str, int | str | None, Location]


def places_in(value: Any, way: str = "") -> Iterator[Place]:
    """The place of each record below the value, of each of its values and of each item of these."""
    if isinstance(value, Record):
        yield way, "", None, value.at()
        yield way, str(value.is_damaged), None, value.at("no such key")
        for name, field in type(value).model_fields.items():
            key, item = field.alias or name, getattr(value, name)
            yield way, key, None, value.at(key)
            steps = range(len(item)) if isinstance(item, tuple) else item
            for step in steps if isinstance(item, tuple | dict) else ():
                yield way, key, step, value.at(key, step)
            yield from places_in(item, f"{way}.{key}")
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from places_in(item, f"{way}[{number}]")
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from places_in(item, f"{way}[{name}]")
