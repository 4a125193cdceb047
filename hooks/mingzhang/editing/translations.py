"""Texts of the data that have no English, or whose Chinese changed after the English was written.

A text is known by its file and by the ids on the way to it, so that a new record above it does not
make it another. Pure: versions of a file are handed in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mingzhang.diagnostics.problems import Location
from mingzhang.model.fields import Record, Text
from mingzhang.model.plan import FILE_FIELDS, Plan
from mingzhang.model.registries import REGISTRY_RECORDS, Registries

KeyPath = tuple[str | int, ...]
Key = tuple[str | int, ...]
"""The way to a text, with an id in place of a number wherever a record has one."""
Pairs = Mapping[Key, tuple[str, str]]
"""The Chinese and the English of each text of a file that has both."""
_NAMES = ("id", "target", "project", "as_of")
"""What a record of a list is known by."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text where it stands."""

    where: Location
    way: KeyPath
    key: Key
    text: Text


@dataclass(frozen=True, slots=True)
class Stale:
    """A text whose Chinese changed and whose English did not."""

    wording: Wording
    before: str
    """The Chinese that the English was written for."""


def wordings(plans: Iterable[Plan], registries: Registries | None = None) -> Iterator[Wording]:
    """Every text of the registries and the plans, file by file."""
    places: Counter[str] = Counter()
    for kind in REGISTRY_RECORDS if registries else ():
        for record in getattr(registries, kind).values():
            file = record.at().path
            yield from _texts_in(record, (places[file],), (record.id,))
            places[file] += 1
    for plan in plans:
        yield from _texts_in(plan, (), (), only=FILE_FIELDS)
        for part in (*plan.actions, *plan.snapshots, *plan.results):
            yield from _texts_in(part, (), ())


def _texts_in(
    record: Record, way: KeyPath, key: Key, only: Iterable[str] | None = None
) -> Iterator[Wording]:
    """The texts of a record that stands at the end of the way."""
    for name, field in type(record).model_fields.items():
        if only is not None and name not in only:
            continue
        alias = field.alias or name
        for step, item in _items_of(getattr(record, name)):
            steps = () if step is None else (step,)
            names = () if step is None else (_name_in_list(item, step),)
            further = (*way, alias, *steps), (*key, alias, *names)
            if isinstance(item, Text):
                yield Wording(record.at(alias, step), *further, item)
            elif isinstance(item, Record):
                yield from _texts_in(item, *further)


def _items_of(value: Any) -> Iterator[tuple[str | int | None, Any]]:
    """The items of a list or a mapping with their places, or the value itself."""
    if isinstance(value, tuple):
        yield from enumerate(value)
    elif isinstance(value, dict):
        yield from value.items()
    else:
        yield None, value


def _name_in_list(item: Any, place: str | int) -> str | int:
    fields = item if isinstance(item, dict) else {name: getattr(item, name, 0) for name in _NAMES}
    return next((str(value) for name in _NAMES if (value := fields.get(name))), place)


def pairs(value: Any, key: Key = ()) -> Pairs:
    """The texts in both languages of a file's plain value, as an older version may have it."""
    both: dict[Key, tuple[str, str]] = {}
    if isinstance(value, dict):
        zh, en = value.get("zh"), value.get("en")
        if isinstance(zh, str) and isinstance(en, str):
            return {key: (zh.strip(), en.strip())}
        for name, item in value.items():
            both.update(pairs(item, (*key, name)))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            both.update(pairs(item, (*key, _name_in_list(item, place))))
    return both


def missing(texts: Iterable[Wording]) -> list[Wording]:
    """Texts without English."""
    return [wording for wording in texts if not wording.text.has("en")]


def stale(texts: Iterable[Wording], versions: Iterable[Pairs]) -> list[Stale]:
    """Texts of one file whose English is older than their Chinese, by its versions, newest first.

    The English was written in the oldest of the versions that have it; what counts is whether the
    Chinese was another then. Punctuation and spaces make no other text.
    """
    open_ = {wording.key: wording for wording in texts if wording.text.has("en")}
    first = {key: wording.text.zh for key, wording in open_.items()}
    unsettled = set(open_)
    for version in versions:
        for key in list(unsettled):
            zh, en = version.get(key, ("", None))
            if en == open_[key].text.en:
                first[key] = zh
            else:
                unsettled.discard(key)
        if not unsettled:
            break
    return [
        Stale(wording, first[key])
        for key, wording in open_.items()
        if _letters_of(first[key]) != _letters_of(wording.text.zh)
    ]


def _letters_of(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
