"""Edits of YAML files that keep every line they don't mean: comments, order, quotes, layout.

ruamel.yaml reads and writes the file. Where its layout would differ from the file's even without
an edit, only the lines that the edit changes are carried over into the file's own text. That part
is by hand, because ruamel.yaml, yamlpath and ruyaml lay a file out anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

KeyPath = Sequence[str | int]
"""The way from a file's root to a value: keys, and places in lists."""
WIDEST = 100
"""Columns up to which a new record stands on one line."""
_BOM = "\ufeff"
# Plain text that nobody takes for anything else, also between braces.
_PLAIN = re.compile(
    r"(?!(?:null|Null|NULL)$)(?![a-z][a-z0-9_-]* *：)(?!.*[，、；] *(?:zh|en) *：)"
    r"[^\W_][^,\[\]{}:#\n\t\"&*!|>%@`\\]*"
)
_LIST = re.compile(
    r"^( *)(?:- )?[^\s#-][^\n#]*:[ ]*(?:#[^\n]*)?\n(?: *(?:#[^\n]*)?\n)*( *)- ", re.M
)


class EditError(Exception):
    """The edit can't be made without touching other lines, or there is nothing at its place."""


class YamlDocument:
    """A file's text as it is edited."""

    def __init__(self, text: str) -> None:
        """Raises EditError for what is no YAML."""
        self._mark = _BOM if text.startswith(_BOM) else ""
        self._ending = "\r\n" if "\r\n" in text else "\n"
        self._source = text.removeprefix(_BOM).replace("\r\n", "\n")
        self._yaml = _round_trip(self._source)
        try:
            self._root: Any = self._yaml.load(self._source)
        except YAMLError as error:
            raise EditError(str(error)) from None
        self._before = self._dumped()

    def text(self) -> str:
        """The file's text with all edits. Raises EditError if other lines would change."""
        lines = _carried_over(self._source, self._before, self._dumped())
        return self._mark + lines.replace("\n", self._ending)

    def value(self, way: KeyPath) -> Any:
        """The value at the way's end. Raises EditError if there is none."""
        value = self._root
        for step in way:
            if not _has_step(value, step):
                raise EditError(f"There is no {_dotted(way)}.")
            value = value[step]
        return value

    def set(self, way: KeyPath, value: Any) -> None:
        """Sets a key's value; a new key comes last in its record.

        Raises EditError if no record or list stands above the way's end.

        >>> document = YamlDocument("# a remark\\nid: a  # short\\n")
        >>> document.set(("due",), "2025")
        >>> document.text()
        '# a remark\\nid: a  # short\\ndue: 2025\\n'
        """
        parent, key = self.value(way[:-1]), way[-1]
        if not isinstance(parent, CommentedMap | CommentedSeq):
            raise EditError(f"There is no record for {_dotted(way)}.")
        inside = parent.fa.flow_style() is True
        parent[key] = _as_node(value, inside)

    def set_english(self, way: KeyPath, english: str) -> None:
        """Sets the English of a text, which may be plain Chinese so far.

        Raises EditError if there is no text.
        """
        text = self.value(way)
        if isinstance(text, CommentedMap):
            self.set((*way, "en"), english)
            return
        both = CommentedMap(zh=text, en=_scalar_node(english))
        if len(text) + len(english) <= WIDEST - 40:
            both.fa.set_flow_style()
        self.set(way, both)

    def append(self, way: KeyPath, item: Any) -> None:
        """Appends an item to a list, which may be empty or missing so far.

        Raises EditError if no record holds the list, or something else stands in its place.
        """
        *above, key = way
        parent = self.value(above)
        if not isinstance(parent, CommentedMap):
            raise EditError(f"There is no record for {_dotted(way)}.")
        if parent.get(key) is None:
            parent[key] = CommentedSeq()
        items = parent[key]
        if not isinstance(items, CommentedSeq):
            raise EditError(f"{_dotted(way)} is no list.")
        items.append(_as_node(item, items.fa.flow_style() is True))

    def _dumped(self) -> str:
        stream = StringIO()
        self._yaml.dump(self._root, stream)
        return stream.getvalue()


class _AsWritten(VersionedResolver):
    """Makes no guesses: every scalar is text as written; only nothing is nothing."""

    @property
    def versioned_resolver(self) -> Any:
        """What plain scalars may mean besides text, by their first character."""
        return {"": [("tag:yaml.org,2002:null", re.compile("^$"))]}


def _round_trip(text: str) -> YAML:
    """A reader and writer with the layout of the text."""
    yaml = YAML(typ="rt", pure=True)
    yaml.Resolver = _AsWritten
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    usual = 0 if re.search("^- ", text, re.M) else 2
    offset = next((max(len(dash) - len(key), 0) for key, dash in _LIST.findall(text)), usual)
    yaml.indent(mapping=2, sequence=offset + 2, offset=offset)
    return yaml


def _has_step(value: Any, step: str | int) -> bool:
    if isinstance(value, CommentedMap):
        return step in value
    return isinstance(value, CommentedSeq) and isinstance(step, int) and step < len(value)


def _dotted(way: KeyPath) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in way).lstrip(".")


def _as_node(value: Any, inside: bool = False, within: bool = False) -> Any:
    """The value as the house writes it: short records on one line, quotes where YAML needs them.

    `inside` says that it stands between braces already, `within` that it is part of a record.
    """
    if isinstance(value, CommentedMap | CommentedSeq):
        return value
    if isinstance(value, Mapping):
        parts = ((key, _as_node(item, inside, True)) for key, item in value.items())
        record = CommentedMap(parts)
        is_leaf = not any(isinstance(item, Mapping | list | tuple) for item in value.values())
        if inside or (within and is_leaf and len(str(value)) <= WIDEST):
            record.fa.set_flow_style()
        return record
    if isinstance(value, list | tuple):
        items = CommentedSeq(_as_node(item, inside) for item in value)
        if inside or not any(isinstance(item, Mapping) for item in value):
            items.fa.set_flow_style()
        return items
    return None if value is None else _scalar_node(str(value))


def _scalar_node(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and text == text.strip()
    return text if plain else DoubleQuotedScalarString(text)


def _carried_over(source: str, before: str, edited: str) -> str:
    """The source with what differs between `before` and `edited`, both in another layout.

    Raises EditError where the source has no lines like those that change.
    """
    own, was, now = (text.split("\n") for text in (source, before, edited))
    place: dict[int, int] = {}
    for block in SequenceMatcher(None, was, own, autojunk=False).get_matching_blocks():
        place.update((block.a + n, block.b + n) for n in range(block.size))
    for first, end, lines in reversed(list(_hunks(was, now))):
        inserted = first == end
        anchor = first - 1 if inserted else first
        start = place.get(anchor)
        if start is None or any(place.get(n) != start + n - anchor for n in range(anchor, end)):
            raise EditError(f"The layout of line {anchor + 1} can't be kept; edit it by hand.")
        start = _end_of_record(own, start + 1, lines[0]) if inserted else start
        own[start : start + end - first] = lines
    return "\n".join(own)


def _end_of_record(lines: list[str], place: int, added: str) -> int:
    """Where to add a line: before blank lines and comments that belong to what comes next."""
    depth = len(added) - len(added.lstrip())
    while place > 0:
        above = lines[place - 1]
        outside = above.lstrip().startswith("#") and len(above) - len(above.lstrip()) < depth
        if above.strip() and not outside:
            break
        place -= 1
    return place


def _hunks(was: list[str], now: list[str]) -> Iterator[tuple[int, int, list[str]]]:
    """Each stretch of `was` that differs, with the lines that stand there now."""
    for kind, first, end, start, stop in SequenceMatcher(
        None, was, now, autojunk=False
    ).get_opcodes():
        if kind != "equal":
            yield first, end, now[start:stop]
