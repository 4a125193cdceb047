"""What a plan may refer to, as far as the data could be read, and the problems of other ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mingzhang.diagnostics.problems import Location, Problem, clipped, says
from mingzhang.diagnostics.suggest import Vocabulary, did_you_mean
from mingzhang.model.fields import Record, id_fault
from mingzhang.model.former_ids import renamed
from mingzhang.model.registries import REGISTRY_RECORDS, Registries, spellings


@dataclass(frozen=True)
class References:
    """What a plan may refer to."""

    registries: Registries
    faulty_ids: Mapping[str, frozenset[str] | None]
    """Ids of registry records that have a problem; None where not all ids could be read."""
    unread: frozenset[str]
    """Fields of the plan of which something could not be read."""
    lost: frozenset[str]
    """Ids of the plan's records that have a problem."""

    @cached_property
    def words(self) -> Mapping[str, Vocabulary]:
        """Each registry's ids, by every spelling that its records know."""
        return {
            kind: Vocabulary.of(
                [*records, *sorted((self.faulty_ids.get(kind) or frozenset()) - records.keys())],
                {name: spellings(record) for name, record in records.items()},
            )
            for kind in REGISTRY_RECORDS
            for records in [getattr(self.registries, kind)]
        }

    @cached_property
    def called_now(self) -> Mapping[str, Mapping[str, str]]:
        """The present id of each former one, by registry; a unit keeps its id."""
        return {
            kind: renamed(getattr(self.registries, kind).values()) if kind != "units" else {}
            for kind in REGISTRY_RECORDS
        }

    @cached_property
    def files(self) -> Mapping[str, str]:
        """Where each registry's records stand: its own file, or any of its folder without one."""
        return {kind: _files(kind, getattr(self.registries, kind)) for kind in REGISTRY_RECORDS}

    def refuse(self, name: str, kind: str, where: Location) -> Iterator[Problem]:
        """A problem if the registry of this kind (`unit`, `region`, …) has no such id."""
        records: Mapping[str, Any] = getattr(self.registries, f"{kind}s")
        faulty = self.faulty_ids.get(f"{kind}s", frozenset())
        if name not in records and faulty is not None and name not in faulty:
            called = self.called_now[f"{kind}s"].get(name)
            hint = says("hint.called-now", found=called) if called else None
            hint = hint or did_you_mean(name, self.words[f"{kind}s"])
            never = None if hint else id_fault(name)
            hint = hint or says("hint.add-to-registry", file=self.files[f"{kind}s"])
            what = says("unknown-id", hint, record=says(f"word.{kind}"), found=clipped(name))
            yield Problem(where, never or what)

    def refuse_all(self, record: Record, key: str, kind: str) -> Iterator[Problem]:
        """A problem for each item of the list, or key of the mapping, that the registry lacks, and
        for each that stands there twice.
        """
        names = getattr(record, key)
        items = ((name, name) for name in names) if isinstance(names, dict) else enumerate(names)
        for item, name in items:
            yield from self.refuse(name, kind, record.at(key, item))
        yield from no_item_twice(record, key, list(names))


def no_item_twice(record: Record, key: str, ids: list[str]) -> Iterator[Problem]:
    """A problem for each item that stands in the list a second time."""
    seen: set[str] = set()
    for index, name in enumerate(ids):
        if name in seen:
            yield Problem(record.at(key, index), says("item-twice", found=clipped(name)))
        seen.add(name)


def _files(registry: str, records: Mapping[str, Record]) -> str:
    named = {record.at().below for record in records.values()}
    in_folder = named and all("/" in file for file in named)
    return f"{registry}/*.yml" if in_folder else f"{registry}.yml"
