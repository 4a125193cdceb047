"""A value of a data file becomes a record, or pydantic's errors become problems with places."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mingzhang.diagnostics.problems import (
    MOST_AT_ONCE,
    Location,
    Message,
    Problem,
    Problems,
    clipped,
    first_problems,
    one_of,
    says,
)
from mingzhang.diagnostics.suggest import did_you_mean, words_of
from mingzhang.model.fields import Record, noun
from mingzhang.model.nodes import REFUSED, LocatedList, LocatedMap

KeyPath = tuple[int | str, ...]
"""The way from a value to a part of it: keys, and places in lists."""
Model = TypeVar("Model", bound=Record)


def validated(
    model: type[Model],
    value: Any,
    where: Location,
    problems: Problems,
    own_files: Collection[str] = (),
) -> tuple[Model | None, list[KeyPath]]:
    """The record, or None with the ways to every part that has a problem.

    `where` is the place of the value. A part that was refused before is no problem again.
    `own_files` names the fields that the record's file can't hold.
    """
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        faults = error.errors(include_url=False)
    unknown = [fault["loc"] for fault in faults if fault["type"] == "extra_forbidden"]
    meant = {_meant_path(model, path) for path in unknown[:MOST_AT_ONCE]}
    listed = [fault for fault in faults if fault["type"] != "missing" or fault["loc"] not in meant]
    each = (
        _problem_of(model, _Place.of(value, where, fault), fault, own_files) for fault in listed
    )
    problems.take(first_problems(problem for problem in each if problem))
    return None, [fault["loc"] for fault in faults]


def _meant_path(model: type[BaseModel], path: KeyPath) -> KeyPath:
    """The way to the key that an unknown one seems to mean."""
    keys = words_of("keys", _keys_at(model, path[:-1]))
    return (*path[:-1], keys.nearest(str(path[-1])) or path[-1])


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands where an error's path leads, as far as it leads."""

    value: Any
    where: Location
    key_at: Location
    record: LocatedMap | None
    """The record in which it stands."""

    @classmethod
    def of(cls, value: Any, where: Location, fault: ErrorDetails) -> _Place:
        """The place of pydantic's error within the value that stands at `where`."""
        key_at, record = where, None
        for step in fault["loc"]:
            if isinstance(value, LocatedMap) and step in value:
                name, record = str(step), value
                where, key_at, value = value.values_at[name], value.keys_at[name], value[name]
            elif isinstance(value, LocatedList) and isinstance(step, int) and step < len(value):
                where = key_at = value.values_at[step]
                value = value[step]
        if fault["type"] == "missing":
            record = value if isinstance(value, LocatedMap) else None
        return cls(value, where, key_at, record)


def _problem_of(
    model: type[BaseModel], place: _Place, fault: ErrorDetails, own_files: Collection[str]
) -> Problem | None:
    kind, value = fault["type"], place.value
    key = str(fault["loc"][-1]) if fault["loc"] else ""
    lacking = kind == "missing" or value is None
    if value is REFUSED or (lacking and place.record is not None and place.record.lacks_keys):
        return None
    if kind == "missing":
        return Problem(place.where, says("key-missing", key=key))
    if kind == "extra_forbidden":
        keys = _keys_at(model, fault["loc"][:-1])
        allowed = tuple(name for name in keys if name not in own_files)
        hint = did_you_mean(key, words_of("keys", allowed)) or one_of(allowed)
        return Problem(place.key_at, says("unknown-key", hint, key=clipped(key)))
    if kind == "value":
        at = place.key_at if key == "[key]" else place.where
        return Problem(at, fault["ctx"]["message"])
    if kind == "literal_error":
        return Problem(place.where, _not_among(value, str(fault["ctx"]["expected"])))
    names = (str(fault.get("ctx", {}).get("class_name")), kind)
    expected = next((_EXPECTED[name] for name in names if name in _EXPECTED), "other")
    what = says("wrong-value", says(f"expected.{expected}"), found=noun(value))
    return Problem(place.where, what)


_EXPECTED = {
    "tuple_type": "list",
    "model_type": "record",
    "dict_type": "record",
    "Text": "text",
    "Body": "body",
}
"""What is expected, by the record's class or pydantic's name of the error."""


def _not_among(value: object, expected: str) -> Message:
    choices = [choice.strip(" '") for choice in expected.replace(" or ", ",").split(",")]
    if not isinstance(value, str):
        return says("wrong-value", one_of(choices), found=noun(value))
    meant = did_you_mean(value, words_of("choices", tuple(choices)))
    return says("unknown-choice", one_of(choices), meant, found=clipped(value))


def _keys_at(model: type[BaseModel], path: KeyPath) -> tuple[str, ...]:
    """The keys that the record at the path may hold."""
    for step in path:
        fields = model.model_fields.items()
        field = next((field for name, field in fields if step == (field.alias or name)), None)
        model = (field and _record_in(field.annotation)) or model
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _record_in(annotation: Any) -> type[BaseModel] | None:
    """The record that a field's type holds, through tuples, dicts, unions and annotations."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    parts = map(_record_in, getattr(annotation, "__args__", ()))
    return next((record for record in parts if record), None)
