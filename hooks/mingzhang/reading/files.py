"""One data file is read, and must hold a value of the kind expected."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from mingzhang.diagnostics.problems import Location, Problems, says
from mingzhang.model.fields import noun
from mingzhang.model.nodes import REFUSED, LocatedList, LocatedMap
from mingzhang.reading.yaml_reader import read_yaml
from mingzhang.reading.yaml_text import OF_PLANS, Limits

Node = TypeVar("Node", LocatedMap, LocatedList)


def read_file(
    path: Path, shown: str, kind: type[Node], problems: Problems, limits: Limits = OF_PLANS
) -> Node | None:
    """The file's value, of the kind expected; None where there is none to work with."""
    if not path.exists() and not path.is_symlink():
        problems.add(Location(shown), says("file-missing"))
        return None
    value = read_yaml(path, shown, problems, limits)
    if isinstance(value, kind):
        return value
    if value is not None and value is not REFUSED:
        expected = says("expected.record" if kind is LocatedMap else "expected.records")
        problems.add(Location(shown), says("wrong-value", expected, found=noun(value)))
    return None
