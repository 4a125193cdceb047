"""What a plan may refer to, as far as the data could be read, and the problems of other ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mingzhang.diagnostics.problems import Location, Problem, clipped, says
from mingzhang.diagnostics.suggest import Vocabulary, did_you_mean
from mingzhang.model.fields import Record, id_fault
from mingzhang.model.former_ids import renamed
from mingzhang.model.registries import REGISTRY_RECORDS, Department, Registries, spellings


@dataclass(frozen=True)
class Known:
    """What the registries know; the same for every plan."""

    registries: Registries
    faulty_ids: Mapping[str, frozenset[str] | None]
    """Ids of registry records that have a problem; None where not all ids could be read."""

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
    def owners(self) -> Mapping[str, str]:
        """The department of each spelling that documents print."""
        items = [*self.registries.departments.values()][::-1]
        return {alias: item.id for item in items for alias in item.aliases}

    @cached_property
    def printed(self) -> Vocabulary:
        """Every spelling that documents print."""
        return Vocabulary.of(self.owners)

    @cached_property
    def files(self) -> Mapping[str, str]:
        """Where each registry's records stand: its own file, or any of its folder without one."""
        return {kind: _files(kind, getattr(self.registries, kind)) for kind in REGISTRY_RECORDS}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rules asked the registries about a plan, so that others can be asked the same."""

    ids: Mapping[str, frozenset[str]]
    """By registry, ids that are there."""
    spellings: Mapping[str, str]
    """The department of each printed spelling."""
    is_settled: bool
    """Whether everything that was asked for is there."""

    def holds(self, known: Known) -> bool:
        """Whether these registries answer as those that were asked, so that no rule need run."""
        return (
            self.is_settled
            and all(ids <= getattr(known.registries, kind).keys() for kind, ids in self.ids.items())
            and self.spellings.items() <= known.owners.items()
        )


@dataclass(frozen=True)
class References:
    """What a plan may refer to. Rules ask it, and nothing else, about the registries."""

    known: Known
    unread: frozenset[str] = frozenset()
    """Fields of the plan of which something could not be read."""
    lost: frozenset[str] = frozenset()
    """Ids of the plan's records that have a problem."""
    _found: dict[str, set[str]] = field(default_factory=dict)
    _owners: dict[str, str] = field(default_factory=dict)
    _missed: list[str] = field(default_factory=list)

    @property
    def asked(self) -> Asked:
        """What was asked so far."""
        ids = {kind: frozenset(names) for kind, names in self._found.items()}
        return Asked(ids, dict(self._owners), not self._missed)

    def has(self, name: str, registry: str) -> bool:
        """Whether the registry has a record of this id."""
        is_there = name in getattr(self.known.registries, registry)
        if is_there:
            self._found.setdefault(registry, set()).add(name)
        else:
            self._missed.append(name)
        return is_there

    def department(self, name: str) -> Department | None:
        """The department with the id."""
        return self.known.registries.departments[name] if self.has(name, "departments") else None

    def owner(self, printed: str) -> str | None:
        """The department whose spelling this is."""
        owner = self.known.owners.get(printed)
        if owner is None:
            self._missed.append(printed)
        else:
            self._owners[printed] = owner
        return owner

    def refuse(self, name: str, kind: str, where: Location) -> Iterator[Problem]:
        """A problem if the registry of this kind (`unit`, `region`, …) has no such id."""
        registry = f"{kind}s"
        if self.has(name, registry):
            return
        known, faulty = self.known, self.known.faulty_ids.get(registry, frozenset())
        if faulty is not None and name not in faulty:
            called = known.called_now[registry].get(name)
            hint = says("hint.called-now", found=called) if called else None
            hint = hint or did_you_mean(name, known.words[registry])
            never = None if hint else id_fault(name)
            hint = hint or says("hint.add-to-registry", file=known.files[registry])
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
