"""What lies in the folders of data: files that are read, and what nobody would read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mingzhang.diagnostics.file_names import odd_names, shown
from mingzhang.diagnostics.problems import Location, Problem, Problems, clipped, one_of, says
from mingzhang.diagnostics.suggest import Vocabulary
from mingzhang.model.registries import REGISTRY_RECORDS

_FILE = re.compile(r"plan\.yml|README\.md|reasons\.txt|(?:actions|progress|control)/[^/]+\.yml")


def visible(folder: Path, place: str, problems: Problems) -> list[Path]:
    """What lies in the folder, but for hidden files of editors and systems.

    Nothing, and a problem, where the system refuses to list it.
    """
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        problems.add(Location(place), says("file-unreadable", reason=clipped(error.strerror)))
        return []


def strangers_beside_plans(paths: list[Path], place: str) -> Iterator[Problem]:
    """Of what lies beside the plans, links, odd names and files that are no registry."""
    registries = [f"{kind}.yml" for kind in REGISTRY_RECORDS]
    yield from odd_names([path.name for path in paths], place)
    for path in paths:
        where = Location(f"{place}/{shown(path.name)}")
        if path.is_symlink() and path.name not in registries:
            yield Problem(where, says("link"))
        elif path.suffix in {".yml", ".yaml"} and path.name not in registries:
            near = Vocabulary.of(REGISTRY_RECORDS).nearest(path.stem)
            meant = says("hint.did-you-mean", near=f"{near}.yml") if near else None
            yield Problem(where, says("stray-file", meant or one_of(registries)))


def plan_folders(paths: list[Path]) -> list[Path]:
    """Of what lies in the folder of data, the folders that hold a plan each."""
    return [
        path
        for path in paths
        if path.is_dir()
        and path.suffix != ".yml"
        and path.name not in REGISTRY_RECORDS
        and not path.is_symlink()
    ]


def strangers(folder: Path, place: str) -> Iterator[Problem]:
    """Files that nobody would read, so that a wrong ending is not silently left out."""
    paths = sorted(path for path in folder.rglob("*") if not path.name.startswith("."))
    names: dict[Path, list[str]] = {}
    for path in paths:
        names.setdefault(path.parent.relative_to(folder), []).append(path.name)
    for parent, own in names.items():
        yield from odd_names(own, "/".join([place, *map(shown, parent.parts)]))
    for path in paths:
        inside = path.relative_to(folder).as_posix()
        where = Location(f"{place}/{shown(inside)}")
        if path.is_symlink() and path.is_dir():
            yield Problem(where, says("link"))
        elif not path.is_dir() and not _FILE.fullmatch(inside):
            yield Problem(where, says("stray-file", says("hint.plan-files")))
