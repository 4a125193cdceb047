"""YAML files become plain values that know where they stand; every scalar stays as it was written.

YAML's own guesses (`no`, `010`, `1:30`, `2020-05-01`) are never made: the model decides what a
text means. Read from libyaml's events, because composing nodes recurses and crashes on deep input.
By hand, because ruamel.yaml and strictyaml stop at the first problem and bound no work.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from mingzhang.diagnostics.characters import (
    INVISIBLE,
    WIDE_SPACE,
    code,
    hidden_letters,
    odd_characters,
)
from mingzhang.diagnostics.problems import (
    MOST_AT_ONCE,
    Location,
    Message,
    Problem,
    Problems,
    clipped,
    first_problems,
    says,
)
from mingzhang.model.nodes import REFUSED, LocatedList, LocatedMap, Refused
from mingzhang.reading.yaml_text import (
    ERROR_IN_TEXT,
    GLUED_KEY,
    GLUED_LANGUAGE,
    OF_PLANS,
    SPREADSHEET_ERROR,
    SWALLOWED_BY_NOTHING,
    SWALLOWED_BY_TEXT,
    Limits,
    conflicts,
    glued_key,
    glued_keys,
    slip,
    syntax_problems,
    tabs,
    text_of,
)

MAX_DEPTH = 24
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})


def read_yaml(path: Path, shown: str, problems: Problems, limits: Limits = OF_PLANS) -> Any:
    """The file's value; places name the file as `shown`.

    Never raises for what a file holds. The value is None where nothing can be made of the file;
    else it is whole but for the values that a problem speaks of, which are `REFUSED`.
    """
    text = text_of(path, shown, problems, limits)
    if text is None:
        return None
    # libyaml ends lines at more characters than editors do, and counts a line after the last.
    lines = [*text.split("\n"), ""]
    text = text.translate(dict.fromkeys((0x85, 0x2028, 0x2029), "\u200b"))
    if unmerged := [*first_problems(conflicts(lines, shown))]:
        problems.take(unmerged)
        return None
    odd = [*first_problems(merge(odd_characters(lines, shown), tabs(lines, shown)))]
    if len(odd) > MOST_AT_ONCE:
        problems.take(odd)
        return None
    refused = frozenset(problem.where.line for problem in odd)
    builder = _Builder(shown, lines, refused, limits.values)
    try:
        builder.take_all(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        earlier = [*odd, *builder.problems]
        syntax = syntax_problems(error, lines, shown, earlier)
        problems.take(first_problems([*earlier, *syntax]))
        return None
    except yaml.YAMLError as error:  # libyaml's reader: only for characters in `odd`
        other = Problem(Location(shown), says("yaml-other", reason=clipped(error)))
        problems.take(odd or [other])
        return None
    problems.take(odd)
    problems.take(first_problems(builder.problems))
    if builder.root is None and not odd and not builder.problems:
        problems.add(Location(shown), says("file-empty"))
    return builder.root


class _Builder:
    """Takes the parser's events and builds the value; guards what YAML allows and we don't."""

    def __init__(self, shown: str, lines: list[str], odd: frozenset[int], most: int) -> None:
        self.shown = shown
        self.lines = lines
        self.odd = odd
        """Numbers of the lines that have a problem already."""
        self.most = most
        """How many keys, values and lists the file can hold."""
        self.root: Any = None
        self.problems = Problems()
        self.stopped = False
        self.documents = 0
        self.values = 0
        self.stack: list[tuple[LocatedMap | LocatedList, list[tuple[str | None, Location]]]] = []

    def take_all(self, events: Iterator[yaml.Event]) -> None:
        """Builds `root` from the events; None where the file is refused as a whole."""
        for event in events:
            mark = event.start_mark
            where = Location(self.shown, mark.line + 1, mark.column + 1) if mark else None
            self._take(event, where or Location(self.shown))
            if self.stopped:
                self.root = None
                return

    def fault(self, where: Location, what: Message) -> Refused:
        """Adds the problem, and returns what stands in the place of the value. Nothing more is read
        of a file that has more problems than are listed.
        """
        self.problems.add(where, what)
        self.stopped = self.stopped or len(self.problems) > MOST_AT_ONCE
        return REFUSED

    def _take(self, event: yaml.Event, where: Location) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop(where, says("second-document"))
        elif isinstance(event, yaml.AliasEvent):
            self._add(self.fault(where, says("alias", name=clipped(event.anchor))), where)
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_extras(event, where)
            self._add(self._scalar_value(event, where), where)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._refuse_extras(event, where)
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            self._open(LocatedMap(where) if is_mapping else LocatedList(where))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            value, _ = self.stack.pop()
            self._add(value, value.where)

    def _stop(self, where: Location, what: Message) -> None:
        self.fault(where, what)
        self.stopped = True

    def _open(self, value: LocatedMap | LocatedList) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self._stop(value.where, says("too-deep", most=MAX_DEPTH))
        self.stack.append((value, []))

    def _refuse_extras(self, event: Any, where: Location) -> None:
        if event.anchor:
            self.fault(where, says("anchor", name=clipped(event.anchor)))
        if event.tag:
            self.fault(where, says("tag", name=clipped(event.tag)))

    def _scalar_value(self, event: Any, where: Location) -> str | Refused | None:
        value, lines = str(event.value), range(where.line, event.end_mark.line + 2)
        if invisible := INVISIBLE.search(value):
            if not self.odd.intersection(lines):
                self.fault(where, says("escaped-character", code=code(invisible[0])))
            return REFUSED
        if hidden := next(hidden_letters(value), None):
            if not self.odd.intersection(lines):
                self.fault(where, hidden[1])
            return REFUSED
        if SPREADSHEET_ERROR.fullmatch(value.strip()):
            return self.fault(where, says("spreadsheet-error", found=value.strip()))
        if event.style:
            return value
        return self._plain_value(value, event, where)

    def _plain_value(self, value: str, event: Any, where: Location) -> str | Refused | None:
        """A value without quotation marks, where slips of typing change what YAML reads."""
        if key := GLUED_KEY.match(value):
            at = where._replace(column=where.column + key.start(2))
            first = glued_key(key, at)
            more = glued_keys(self.lines, self.shown, where.line + 1, event.end_mark.line + 1)
            self.problems.take(first_problems(chain([first], more)))
            self.stopped = self.stopped or len(self.problems) > MOST_AT_ONCE
            return REFUSED
        end, empty = event.end_mark, value in _EMPTY
        after = SWALLOWED_BY_NOTHING if empty else SWALLOWED_BY_TEXT
        if swallowed := after.match(self.lines[end.line], end.column):
            at = Location(self.shown, end.line + 1, swallowed.start(1) + 1)
            return self.fault(at, says("spreadsheet-error", found=swallowed[1]))
        if match := ERROR_IN_TEXT.search(value) or GLUED_LANGUAGE.search(value):
            column = where.column + (match.start() if end.line + 1 == where.line else 0)
            return self.fault(where._replace(column=column), slip(match))
        return None if empty else value

    def _add(self, value: Any, where: Location) -> None:
        self.values += 1
        if self.values > self.most:
            self._stop(where, says("too-many-values", most=f"{self.most:,}"))
        if not self.stack:
            self.root = value
            return
        parent, pending = self.stack[-1]
        if isinstance(parent, LocatedList):
            parent.put(value, where)
        elif not pending:
            pending.append((self._accepted_key(value, where, parent), where))
        else:
            key, key_at = pending.pop()
            if key is not None:
                parent.put(key, value, key_at, where)

    def _accepted_key(self, key: Any, where: Location, parent: LocatedMap) -> str | None:
        """The key, or None for one that was refused: its value is passed over."""
        if isinstance(key, str) and key in parent:
            line = parent.keys_at[key].line
            self.fault(where, says("key-twice", key=clipped(key), line=line))
            return None
        if isinstance(key, str) and not WIDE_SPACE.search(key):
            return key
        parent.lacks_keys = True
        if isinstance(key, str):
            space = WIDE_SPACE.findall(key)[0]
            at = where._replace(column=where.column + key.index(space))
            self.fault(at, says("wide-space", code=code(space)))
        elif key is not REFUSED:
            self.fault(where, says("key-not-word"))
        return None
