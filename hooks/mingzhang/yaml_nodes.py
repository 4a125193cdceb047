"""YAML files become plain values that know where they stand; every scalar stays the text that was written.

YAML's own guesses (`no`, `010`, `1:30`, `2020-05-01`) are never made: the model decides what a text means.
Read from libyaml's events, because composing nodes recurses and crashes on deeply nested input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from mingzhang.problems import Location, Problem

MAX_BYTES = 2_000_000
MAX_DEPTH = 24
_SPREADSHEET_ERROR = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!)")
_SWALLOWED_ERROR = re.compile(r"[:\-,\[{]\s+(" + _SPREADSHEET_ERROR.pattern + ")")
_FULL_WIDTH_COLON = re.compile(r"\s*(?:- +)?([A-Za-z_][\w-]*)：")
# Controls, zero-width and bidirectional marks (Unicode categories Cc and Cf): invisible, so never wanted in public text.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_PARSER_WORDS = (
    ("found character '\\t'", "A tab stands here. Indent with spaces."),
    ("found a tab character", "A tab stands here. Indent with spaces."),
    (
        "mapping values are not allowed",
        "A second “: ” stands on this line. Put the text in quotation marks, or start a new line.",
    ),
    (
        "could not find expected ':'",
        "A key without “: ” stands before this place. Write “key: value”.",
    ),
    (
        "did not find expected key",
        "The indentation or the quotation marks are off here. Keys of one record stand in one column.",
    ),
    (
        "did not find expected '-' indicator",
        "The indentation is off here. Items of one list start with “- ” in one column.",
    ),
    (
        "did not find expected ',' or",
        "A comma or a closing bracket is missing before this place.",
    ),
    (
        "found unexpected end of stream",
        "The file ends inside quotation marks that were opened here.",
    ),
    ("found unexpected document indicator", "“---” or “...” stands inside quotation marks."),
    ("unknown escape character", "A backslash in double quotation marks. Use single ones."),
    (
        "cannot start any token",
        "A text can't begin with this character. Put the text in quotation marks.",
    ),
    (
        "block sequence entries are not allowed",
        "A list item can't start here. Put “- ” on a new line.",
    ),
)


class Mapping(dict[str, Any]):
    """A YAML mapping; knows where it, its keys and its values stand."""

    __slots__ = ("keys_at", "values_at", "where")

    def __init__(self, where: Location) -> None:
        super().__init__()
        self.where = where
        self.keys_at: dict[str, Location] = {}
        self.values_at: dict[str, Location] = {}

    def put(self, key: str, value: Any, key_at: Location, value_at: Location) -> None:
        """Sets a key with its places."""
        self[key] = value
        self.keys_at[key] = key_at
        self.values_at[key] = value_at


class Sequence(list[Any]):
    """A YAML sequence; knows where it and its items stand."""

    __slots__ = ("values_at", "where")

    def __init__(self, where: Location) -> None:
        super().__init__()
        self.where = where
        self.values_at: list[Location] = []

    def put(self, value: Any, value_at: Location) -> None:
        """Appends an item with its place."""
        self.append(value)
        self.values_at.append(value_at)


def read_yaml(path: Path, shown: str) -> tuple[Any, list[Problem]]:
    """The file's value and its problems; places name the file as `shown`. Never raises for what a file holds."""
    text, problems = _text_of(path, shown)
    if text is None:
        return None, problems
    problems += [*_line_problems(text, shown)]
    if problems:
        return None, problems
    builder = _Builder(shown)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
            if builder.stopped:
                break
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_syntax_problem(error, text, shown))
    except yaml.YAMLError as error:
        builder.fault(Location(shown), f"This is not YAML: {error}.")
    if not builder.problems and builder.root is None:
        builder.fault(Location(shown), "The file is empty. Expected at least one “key: value”.")
    return builder.root, builder.problems


def _text_of(path: Path, shown: str) -> tuple[str | None, list[Problem]]:
    def refuse(what: str, line: int = 1, column: int = 1) -> tuple[None, list[Problem]]:
        return None, [Problem(Location(shown, line, column), what)]

    if path.is_symlink() or not path.is_file():
        return refuse("This is not a plain file. Links and devices are not read.")
    if (size := path.stat().st_size) > MAX_BYTES:
        return refuse(f"The file has {size:,} bytes. At most {MAX_BYTES:,} are read; split it.")
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return refuse("The file is UTF-16. Save it as UTF-8.")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n"), []
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8-sig")
        line, column = good.count("\n") + 1, len(good) - (good.rfind("\n") + 1) + 1
        guess = " It looks like GBK." if _is_gbk(data) else ""
        return refuse(f"The file is not UTF-8.{guess} Save it as UTF-8.", line, column)


def _is_gbk(data: bytes) -> bool:
    try:
        return any("\u4e00" <= character <= "\u9fff" for character in data.decode("gbk"))
    except UnicodeDecodeError:
        return False


def _line_problems(text: str, shown: str) -> Iterator[Problem]:
    """What a parser would pass over or blame on another line."""
    for number, line in enumerate(text.split("\n"), 1):
        body = line.lstrip(" ")
        if body.startswith("\t"):
            column = len(line) - len(body) + 1
            yield Problem(Location(shown, number, column), "A tab stands here. Indent with spaces.")
        for found in _INVISIBLE.finditer(line):
            what = f"An invisible character U+{ord(found[0]):04X} stands here. Delete it."
            yield Problem(Location(shown, number, found.start() + 1), what)
        if found := _SWALLOWED_ERROR.search(line):
            yield Problem(
                Location(shown, number, found.start(1) + 1), spreadsheet_sentence(found[1])
            )
        if found := _FULL_WIDTH_COLON.match(line):
            what = f"A full-width colon “：” stands after “{found[1]}”. Write “{found[1]}: ” with an ASCII colon and a space."
            yield Problem(Location(shown, number, found.end()), what)


def spreadsheet_sentence(found: str) -> str:
    """What is said of a cell that holds a spreadsheet's error."""
    return f"“{found}” is a spreadsheet's error, not a value. Mend the cell it came from, or leave the key out."


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, shown: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    said = str(error.problem or error.context)
    words = next((ours for theirs, ours in _PARSER_WORDS if theirs in said), None)
    if "unexpected end of stream" in said and error.context_mark:
        mark = error.context_mark
    where = Location(shown, mark.line + 1, mark.column + 1) if mark else Location(shown)
    return Problem(where, words or f"This is not YAML: {said}.")


class _Builder:
    """Takes the parser's events and builds the value, with a guard for each thing that YAML allows and we don't."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.root: Any = None
        self.problems: list[Problem] = []
        self.stopped = False
        self.documents = 0
        self.stack: list[tuple[Mapping | Sequence, list[tuple[str | None, Location]]]] = []

    def fault(self, where: Location, what: str) -> None:
        self.problems.append(Problem(where, what))

    def take(self, event: yaml.Event) -> None:
        where = Location(self.shown, event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop(
                    where,
                    "A second document starts here. One file holds one document; delete the “---”.",
                )
        elif isinstance(event, yaml.AliasEvent):
            self.fault(
                where,
                f"An alias “*{event.anchor}” stands here. Write the value out; aliases are not read.",
            )
            self._add(None, where)
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_extras(event, where)
            self._add(self._scalar(event, where), where)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._refuse_extras(event, where)
            self._open(
                Mapping(where) if isinstance(event, yaml.MappingStartEvent) else Sequence(where)
            )
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            value, _ = self.stack.pop()
            self._add(value, value.where)

    def _stop(self, where: Location, what: str) -> None:
        self.fault(where, what)
        self.stopped = True

    def _open(self, value: Mapping | Sequence) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self._stop(
                value.where,
                f"More than {MAX_DEPTH} levels are nested here. No record needs so many.",
            )
            return
        self.stack.append((value, []))

    def _refuse_extras(self, event: Any, where: Location) -> None:
        if event.anchor:
            self.fault(
                where,
                f"An anchor “&{event.anchor}” stands here. Write the value out; anchors are not read.",
            )
        if event.tag:
            self.fault(
                where, f"A tag “{event.tag}” stands here. Delete it; the field decides the type."
            )

    def _scalar(self, event: yaml.ScalarEvent, where: Location) -> str | None:
        if event.style is None and event.value in _EMPTY:
            return None
        if _SPREADSHEET_ERROR.fullmatch(event.value):
            self.fault(where, spreadsheet_sentence(event.value))
        return str(event.value)

    def _add(self, value: Any, where: Location) -> None:
        if not self.stack:
            self.root = value
            return
        parent, pending = self.stack[-1]
        if isinstance(parent, Sequence):
            parent.put(value, where)
        elif not pending:
            pending.append((self._key(value, where, parent), where))
        else:
            key, key_at = pending.pop()
            if key is not None:
                parent.put(key, value, key_at, where)

    def _key(self, key: Any, where: Location, parent: Mapping) -> str | None:
        if not isinstance(key, str):
            self.fault(
                where, "A key must be a word. Found a list, a mapping or nothing before the “:”."
            )
            return None
        if key in parent:
            line = parent.keys_at[key].line
            self.fault(
                where,
                f"The key “{key}” stands twice in one record, first on line {line}. Delete one.",
            )
            return None
        return key
