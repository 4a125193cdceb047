"""A snapshot as the text of its data file. Pure."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

import yaml

from mingzhang.editing.schemas import first_line
from mingzhang.model.nodes import LocatedList, LocatedMap

_BARE = frozenset({"as_of", "published", "recorded", "date", "completed", "snapshot", "value"})
"""Keys whose values are dates and numbers: they need no quotation marks."""

_PLAIN = re.compile("[^\\W\\d_][\\w /.()，。、；！？（）《》“”—-]*")
"""Texts that need no quotation marks, to YAML or to a reader's eye."""


class _Bare(str):
    """A date or a number, which YAML would take for one."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes as editors do: items of lists stand in, nothing is folded."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _represent_bare(dumper: yaml.SafeDumper, value: _Bare) -> yaml.ScalarNode:
    text = str(value)
    tag = dumper.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return dumper.represent_scalar(tag, text)


def _represent_text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = None if _PLAIN.fullmatch(value) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(_Bare, _represent_bare)
_Dumper.add_representer(str, _represent_text)


def text_of_snapshot(node: LocatedMap, path: PurePosixPath) -> str:
    """The content of the file at the path below the folder of data. What is read back from it is
    the node, without its places.
    """
    whole = _plain_values(node)
    text = yaml.dump(whole, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9)
    return f"{first_line(path)}\n{text}"


def _plain_values(value: Any, key: str = "") -> Any:
    if isinstance(value, LocatedMap):
        inner = "value" if key == "by_region" else ""
        return {name: _plain_values(item, inner or name) for name, item in value.items()}
    if isinstance(value, LocatedList):
        return [_plain_values(item) for item in value]
    return _Bare(value) if key in _BARE else value
