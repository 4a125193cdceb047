"""Registries are read: each from its file, from the files of its folder, or from both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mingzhang.diagnostics.file_names import odd_names, shown
from mingzhang.diagnostics.problems import (
    MOST_AT_ONCE,
    Location,
    Message,
    Problem,
    Problems,
    first_problems,
    says,
)
from mingzhang.model.fields import Record
from mingzhang.model.nodes import LocatedList
from mingzhang.model.registries import REGISTRY_RECORDS, Registries
from mingzhang.reading.files import read_file
from mingzhang.reading.folders import visible
from mingzhang.reading.salvage import ids_in
from mingzhang.reading.validation import validated
from mingzhang.reading.yaml_text import OF_REGISTRIES


@dataclass(frozen=True)
class RegistriesRead:
    """The registries as far as they could be read, and what is wrong with their files."""

    registries: Registries
    faulty_ids: dict[str, frozenset[str] | None]
    """A registry's ids of records with a problem; None where not all ids could be read."""
    problems: tuple[Problem, ...] = ()


@dataclass
class _Registry:
    """One registry while its files are read."""

    model: type[Record]
    records: dict[str, Any] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)
    is_whole: bool = True
    """Whether all ids could be read."""

    def take(self, items: LocatedList | None) -> Iterator[Problem]:
        """Takes in the records of a file; None is one that could not be read."""
        if items is None:
            self.is_whole = False
            return
        of_file = Problems()
        for item, where in zip(items, items.values_at, strict=True):
            self._take_one(item, where, of_file)
            if len(of_file) > MOST_AT_ONCE:
                self.is_whole = False
                break
        yield from first_problems(of_file)

    def _take_one(self, item: Any, where: Location, problems: Problems) -> None:
        record: Any
        record, _ = validated(self.model, item, where, problems)
        if record is None:
            self.faulty |= ids_in(item)
            self.is_whole = self.is_whole and bool(ids_in(item))
        elif record.id in self.records:
            problems.add(record.at("id"), _twice(record, self.records[record.id]))
        else:
            self.records[record.id] = record


def _twice(record: Any, first: Any) -> Message:
    """That the record has the id of the first one, which may stand in another file."""
    where = first.at("id")
    if record.at().path == where.path:
        return says("duplicate-id", found=record.id, line=where.line)
    return says("duplicate-id-elsewhere", found=record.id, place=str(where))


def read_registries(root: Path, name: str) -> RegistriesRead:
    """Every registry of the folder of data, whose files are shown below `name`.

    A registry's own file comes first, then the files of its folder by their names.
    """
    problems = Problems()
    records: dict[str, Any] = {}
    faulty: dict[str, frozenset[str] | None] = {}
    for kind, model in REGISTRY_RECORDS.items():
        registry = _Registry(model)
        for items in _values(root, name, kind, problems):
            problems.take(registry.take(items))
        records[kind] = registry.records
        faulty[kind] = frozenset(registry.faulty) if registry.is_whole else None
    return RegistriesRead(Registries(**records), faulty, tuple(problems))


def _values(root: Path, name: str, kind: str, problems: Problems) -> Iterator[LocatedList | None]:
    """What each file of the registry holds; None for one that could not be read."""
    file, folder = root / f"{kind}.yml", root / kind
    own, earlier = [], len(problems)
    if folder.is_dir() and not folder.is_symlink():
        own = _files_in(folder, f"{name}/{kind}", problems)
    if len(problems) > earlier:
        yield None
    if not own or file.exists() or file.is_symlink():
        yield read_file(file, f"{name}/{kind}.yml", LocatedList, problems, OF_REGISTRIES)
    for path in own:
        place = f"{name}/{kind}/{shown(path.name)}"
        yield read_file(path, place, LocatedList, problems, OF_REGISTRIES)


def _files_in(folder: Path, place: str, problems: Problems) -> list[Path]:
    """The folder's files of records; what else lies there is a problem."""
    paths = visible(folder, place, problems)
    problems.take(odd_names([path.name for path in paths], place))
    if any(path.name == "plan.yml" for path in paths):
        problems.add(Location(f"{place}/plan.yml"), says("plan-in-registry", folder=folder.name))
        return []
    for path in paths:
        if path.suffix != ".yml" and path.name != "README.md":
            what = says("stray-file", says("hint.registry-files", folder=folder.name))
            problems.add(Location(f"{place}/{shown(path.name)}"), what)
    return [path for path in paths if path.suffix == ".yml"]
