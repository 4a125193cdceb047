"""What a plan may refer to, as far as the data could be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mingzhang.fields import Record
from mingzhang.problems import Location, Problem, did_you_mean, says
from mingzhang.registries import Registries

Problems = Iterator[Problem]


@dataclass(frozen=True, slots=True)
class Known:
    """What a plan may refer to."""

    registries: Registries
    faulty_ids: Mapping[str, frozenset[str] | None]
    """Ids of registry records that have a problem; None where not all ids could be read."""
    unread: frozenset[str]
    """Fields of the plan of which something could not be read."""
    lost: frozenset[str]
    """Ids of the plan's records that have a problem."""

    def refuse(self, found: str, kind: str, where: Location) -> Problems:
        """A problem if the registry has no such id."""
        records: Mapping[str, Record] = getattr(self.registries, f"{kind}s")
        faulty = self.faulty_ids.get(f"{kind}s", frozenset())
        if found not in records and faulty is not None and found not in faulty:
            hint = did_you_mean(found, sorted({*records, *faulty}))
            hint = hint or says("hint.add-to-registry", file=f"{kind}s.yml")
            yield Problem(where, says("unknown-id", hint, record=says(f"word.{kind}"), found=found))

    def refuse_all(self, record: Record, key: str, kind: str) -> Problems:
        """A problem for each item of the list, or key of the mapping, that is not known."""
        found = getattr(record, key)
        named = ((name, name) for name in found) if isinstance(found, dict) else enumerate(found)
        for item, name in named:
            yield from self.refuse(name, kind, record.at(key, item))
        yield from no_item_twice(record, key, list(found))


def no_item_twice(record: Record, key: str, ids: list[str]) -> Problems:
    """A problem for each item that stands in the list a second time."""
    for index, name in enumerate(ids):
        if name in ids[:index]:
            yield Problem(record.at(key, index), says("item-twice", found=name))
