"""YAML files become plain values that know where they stand; every scalar stays as it was written.

YAML's own guesses (`no`, `010`, `1:30`, `2020-05-01`) are never made: the model decides what a
text means. Read from libyaml's events, because composing nodes recurses and crashes on deep input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from mingzhang.problems import Location, Problem, quoted

MAX_BYTES = 2_000_000
MAX_DEPTH = 24
_ERROR_CELL = (
    r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|ERROR!|FIELD!|GETTING_DATA)"
)
_SPREADSHEET_ERROR = re.compile(rf"{_ERROR_CELL}|#{{4,}}")
_ERROR_IN_TEXT = re.compile(_ERROR_CELL)
# What follows a plain value or a key on its line: YAML takes it for a comment.
_SWALLOWED_BY_NOTHING = re.compile(rf"\s*({_SPREADSHEET_ERROR.pattern})")
_SWALLOWED_BY_TEXT = re.compile(rf"\s+({_ERROR_CELL})")
# A key whose colon is full-width or without a space. Only small letters, so that texts such as
# “PPP：…” pass; a text that begins so can stand in quotation marks.
_GLUED_KEY = re.compile(r"(?:- +)*([a-z][a-z0-9_-]{0,63})( *：|:(?! |//|$))")
_GLUED_LANGUAGE = re.compile("([，、；]) *(zh|en) *[：:]")
_WIDE_SPACE = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Unicode categories Cc and Cf, line separators and tag characters: nobody can see them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_ODD = re.compile(f"{_INVISIBLE.pattern[:-1]}\ufffd]")
_TAB = re.compile(r"(?!\s*#)[^\t]*(\t)")
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_A_TAB = "A tab stands here. Indent with spaces."
_QUOTE = "Put the text in quotation marks"
_BACKSLASH = "A backslash in double quotation marks. Use single ones."
_DIRECTIVE = f"A line can't begin with “%”. {_QUOTE}."
_COLUMN = "Keys of one record stand in one column; so do the “- ” of one list."
_PARSER_WORDS = (
    ("found character '\\t'", _A_TAB),
    ("found a tab character", _A_TAB),
    (
        "mapping values are not allowed in this context, at the first key",
        f"This key is indented deeper than the line above, which has a value. {_COLUMN}",
    ),
    (
        "mapping values are not allowed",
        f"A second “: ” stands on this line. {_QUOTE}, or start a new line.",
    ),
    ("could not find expected ':'", "This line has no “: ”. Write “key: value”."),
    ("did not find expected key", f"The indentation or the quotes are off here. {_COLUMN}"),
    ("did not find expected '-' indicator", f"The indentation is off here. {_COLUMN}"),
    (
        "did not find expected ',' or",
        "A comma or a closing bracket is missing before this place. Opened on line {line}.",
    ),
    (
        "found unexpected end of stream",
        "The quotation marks that are opened here are never closed. Close them.",
    ),
    (
        "found unexpected document indicator",
        "“---” or “...” stands inside the quotation marks that are opened here. Close them.",
    ),
    ("unknown escape character", _BACKSLASH),
    ("did not find expected hexdecimal number", _BACKSLASH),
    ("invalid Unicode character escape code", _BACKSLASH),
    ("undefined tag handle", f"A text can't begin with “!”. {_QUOTE}."),
    ("%YAML directive", _DIRECTIVE),
    ("%TAG directive", _DIRECTIVE),
    ("incompatible YAML document", _DIRECTIVE),
    ("found unexpected ':'", f"A colon can't stand here. {_QUOTE}."),
    ("mapping keys are not allowed", f"A text can't begin with “?”. {_QUOTE}."),
    ("cannot start any token", f"A text can't begin with this character. {_QUOTE}."),
    (
        "block sequence entries are not allowed",
        "A list item can't start here. Put “- ” on a new line.",
    ),
    (
        "did not find expected node content",
        "Found a comma or a bracket. Expected a value before it.",
    ),
    (
        "did not find expected <document start>",
        "The record ends before this line. Indent the line like the rest, or mend the line above.",
    ),
    ("while scanning an anchor", f"A text can't begin with “&”. {_QUOTE}."),
    ("while scanning an alias", f"A text can't begin with “*”. {_QUOTE}."),
    ("ing a tag", f"A text can't begin with “!”. {_QUOTE}."),
    ("while scanning a block scalar", f"A text can't begin with “|” or “>”. {_QUOTE}."),
    ("while scanning a directive", _DIRECTIVE),
    ("while scanning a %", _DIRECTIVE),
)
_BEGAN_EARLIER = ("unexpected end of stream", "unexpected document indicator", "expected ':'")


class Refused:
    """Stands where a problem is told already, so that nothing more is said of the value."""


REFUSED = Refused()


class Mapping(dict[str, Any]):
    """A YAML mapping; knows where it, its keys and its values stand."""

    __slots__ = ("keys_at", "lacks_keys", "values_at", "where")

    def __init__(self, where: Location) -> None:
        super().__init__()
        self.where = where
        self.lacks_keys = False
        """Whether a key was refused, so that a key may only seem to be missing."""
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
    """The file's value and its problems; places name the file as `shown`.

    Never raises for what a file holds. The value is None where nothing can be made of the file;
    else it is whole but for the values that a problem speaks of, which are `REFUSED`.
    """
    text, problems = _text_of(path, shown)
    if text is None:
        return None, problems
    # libyaml ends lines at more characters than editors do, and counts a line after the last.
    lines = [*text.split("\n"), ""]
    text = text.translate(dict.fromkeys((0x85, 0x2028, 0x2029), "\u200b"))
    problems += [*_odd_characters(lines, shown), *_tabs(lines, shown)]
    builder = _Builder(shown, lines, frozenset(problem.where.line for problem in problems))
    try:
        builder.take_all(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        told = [*problems, *builder.problems]
        return None, [*told, *_syntax_problems(error, lines, shown, told)]
    except yaml.YAMLError as error:  # libyaml's reader: only for characters that are told already
        return None, problems or [Problem(Location(shown), f"This is not YAML: {error}.")]
    problems += builder.problems
    if not problems and builder.root is None:
        what = "The file is empty. Expected at least one “key: value”."
        return None, [Problem(Location(shown), what)]
    return builder.root, problems


def _text_of(path: Path, shown: str) -> tuple[str | None, list[Problem]]:
    def refuse(what: str, line: int = 1, column: int = 1) -> tuple[None, list[Problem]]:
        return None, [Problem(Location(shown, line, column), what)]

    if path.is_symlink() or not path.is_file():
        return refuse("This is not a plain file. Links and devices are not read.")
    if (size := path.stat().st_size) > MAX_BYTES:
        return refuse(f"The file has {size:,} bytes. At most {MAX_BYTES:,} are read; split it.")
    try:
        data = path.read_bytes()
    except OSError as error:
        return refuse(f"The file can't be read: {error.strerror}.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data.count(b"\0") > len(data) // 4:
        return refuse("The file is UTF-16. Save it as UTF-8.")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), []
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8-sig")
        line, column = good.count("\n") + 1, len(good) - (good.rfind("\n") + 1) + 1
        guess = " It looks like GBK." if good.isascii() and _is_gbk(data) else ""
        return refuse(f"The file is not UTF-8.{guess} Save it as UTF-8.", line, column)


def _is_gbk(data: bytes) -> bool:
    try:
        return any("\u4e00" <= character <= "\u9fff" for character in data.decode("gb18030"))
    except UnicodeDecodeError:
        return False


def _odd_characters(lines: list[str], shown: str) -> Iterator[Problem]:
    for number, line in enumerate(lines, 1):
        for found in _ODD.finditer(line):
            if found[0] == "\ufffd":
                what = "“\ufffd” stands here: a wrong encoding has damaged the text. Mend it."
            else:
                what = f"An invisible character {_code(found[0])} stands here. Delete it."
            yield Problem(Location(shown, number, found.start() + 1), what)


def _tabs(lines: list[str], shown: str) -> Iterator[Problem]:
    """libyaml takes a tab that does not indent for a space."""
    for number, line in enumerate(lines, 1):
        if found := _TAB.match(line):
            what = "A tab stands here. Write a space." if line[: found.start(1)].strip() else _A_TAB
            yield Problem(Location(shown, number, found.start(1) + 1), what)


def _glued_keys(lines: list[str], shown: str, first: int, last: int) -> Iterator[Problem]:
    """The lines, from the first to the last, that begin with a key without a proper colon."""
    for number in range(first, last + 1):
        line = lines[number - 1]
        indent = len(line) - len(line.lstrip(" "))
        if found := _GLUED_KEY.match(line, indent):
            yield _glued_key(found, Location(shown, number, found.start(2) + 1))


def _glued_key(found: re.Match[str], where: Location) -> Problem:
    key = found[1]
    if "：" in found[2]:
        what = f"A full-width colon “：” stands after “{key}”."
        return Problem(where, f"{what} Write “{key}: ” with an ASCII colon and a space.")
    wide = _WIDE_SPACE.match(found.string, found.end())
    what = f"A wide space {_code(wide[0])} stands" if wide else "No space stands"
    return Problem(where, f"{what} after “{key}:”. Write “{key}: ” with a plain space.")


def spreadsheet_sentence(found: str) -> str:
    """What is said of a cell that holds a spreadsheet's error."""
    what = f"“{found}” is a spreadsheet's error, not a value."
    return f"{what} Mend the cell it came from, or leave the key out."


def _slip_sentence(found: re.Match[str]) -> str:
    if found[0].startswith("#"):
        return spreadsheet_sentence(found[0])
    what = f"“{found[1]}” stands before “{found[2]}”, so that it is one text with the words before."
    return f"{what} Write “, {found[2]}: ” with ASCII signs, or put the text in quotation marks."


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _syntax_problems(
    error: yaml.MarkedYAMLError, lines: list[str], shown: str, told: list[Problem]
) -> Iterator[Problem]:
    """What the parser could not read; nothing where `told` or a glued key says the cause."""
    mark = error.problem_mark or error.context_mark
    said = f"{error.context or ''}: {error.problem or ''}"
    began_earlier = any(words in said for words in _BEGAN_EARLIER) and error.context_mark
    mark = error.context_mark if began_earlier else mark
    where = Location(shown, mark.line + 1, mark.column + 1) if mark else Location(shown)
    if ": " not in lines[where.line - 1][: where.column - 1]:
        said += ", at the first key"
    above = where.line if began_earlier else where.line - 1
    while not began_earlier and above > 1 and not lines[above - 1].split("#")[0].strip():
        above -= 1
    if any(above <= problem.where.line <= where.line for problem in told):
        return
    glued = [*_glued_keys(lines, shown, 1, len(lines))]
    if any(above <= problem.where.line <= where.line for problem in glued):
        yield from glued
        return
    words = next((ours for theirs, ours in _PARSER_WORDS if theirs in said), None)
    opened = error.context_mark.line + 1 if error.context_mark else where.line
    what = words or f"This is not YAML: {error.problem or error.context}."
    yield Problem(where, what.replace("{line}", str(opened)))


class _Builder:
    """Takes the parser's events and builds the value; guards what YAML allows and we don't."""

    def __init__(self, shown: str, lines: list[str], odd: frozenset[int]) -> None:
        self.shown = shown
        self.lines = lines
        self.odd = odd
        """Numbers of the lines that have a problem already."""
        self.root: Any = None
        self.problems: list[Problem] = []
        self.stopped = False
        self.documents = 0
        self.stack: list[tuple[Mapping | Sequence, list[tuple[str | None, Location]]]] = []

    def take_all(self, events: Iterator[yaml.Event]) -> None:
        for event in events:
            mark = event.start_mark
            where = Location(self.shown, mark.line + 1, mark.column + 1) if mark else None
            self._take(event, where or Location(self.shown))
            if self.stopped:
                self.root = None
                return

    def fault(self, where: Location, what: str) -> Refused:
        self.problems.append(Problem(where, what))
        return REFUSED

    def _take(self, event: yaml.Event, where: Location) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                what = "A second document starts here. One file holds one; delete the “---”."
                self._stop(where, what)
        elif isinstance(event, yaml.AliasEvent):
            what = f"An alias “*{event.anchor}” stands here."
            self._add(
                self.fault(where, f"{what} Write the value out; aliases are not read."), where
            )
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_extras(event, where)
            self._add(self._scalar(event, where), where)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._refuse_extras(event, where)
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            self._open(Mapping(where) if is_mapping else Sequence(where))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            value, _ = self.stack.pop()
            self._add(value, value.where)

    def _stop(self, where: Location, what: str) -> None:
        self.fault(where, what)
        self.stopped = True

    def _open(self, value: Mapping | Sequence) -> None:
        if len(self.stack) >= MAX_DEPTH:
            what = f"More than {MAX_DEPTH} levels are nested here. No record needs so many."
            self._stop(value.where, what)
        self.stack.append((value, []))

    def _refuse_extras(self, event: Any, where: Location) -> None:
        if event.anchor:
            what = f"An anchor “&{event.anchor}” stands here."
            self.fault(where, f"{what} Write the value out; anchors are not read.")
        if event.tag:
            what = f"A tag “{event.tag}” stands here. Delete it; the field decides the type."
            self.fault(where, what)

    def _scalar(self, event: Any, where: Location) -> str | Refused | None:
        value, lines = str(event.value), range(where.line, event.end_mark.line + 2)
        if found := _INVISIBLE.search(value):
            if not self.odd.intersection(lines):
                what = f"An escape writes the invisible character {_code(found[0])}. Delete it."
                self.fault(where, what)
            return REFUSED
        if _SPREADSHEET_ERROR.fullmatch(value.strip()):
            return self.fault(where, spreadsheet_sentence(value.strip()))
        if event.style:
            return value
        return self._plain(value, event, where)

    def _plain(self, value: str, event: Any, where: Location) -> str | Refused | None:
        """A value without quotation marks, where slips of typing change what YAML reads."""
        if found := _GLUED_KEY.match(value):
            at = where._replace(column=where.column + found.start(2))
            first = _glued_key(found, at)
            more = _glued_keys(self.lines, self.shown, where.line + 1, event.end_mark.line + 1)
            self.problems += [first, *more]
            return REFUSED
        end, empty = event.end_mark, value in _EMPTY
        after = _SWALLOWED_BY_NOTHING if empty else _SWALLOWED_BY_TEXT
        if found := after.match(self.lines[end.line], end.column):
            at = Location(self.shown, end.line + 1, found.start(1) + 1)
            return self.fault(at, spreadsheet_sentence(found[1]))
        if found := _ERROR_IN_TEXT.search(value) or _GLUED_LANGUAGE.search(value):
            column = where.column + (found.start() if end.line + 1 == where.line else 0)
            return self.fault(where._replace(column=column), _slip_sentence(found))
        return None if empty else value

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
        """The key, or None for one that was refused: its value is passed over."""
        if isinstance(key, str) and key in parent:
            line = parent.keys_at[key].line
            what = f"The key {quoted(key)} stands twice in one record, first on line {line}."
            self.fault(where, f"{what} Delete one.")
            return None
        if isinstance(key, str) and not _WIDE_SPACE.search(key):
            return key
        parent.lacks_keys = True
        if isinstance(key, str):
            space = _WIDE_SPACE.findall(key)[0]
            at = where._replace(column=where.column + key.index(space))
            what = f"A wide or non-breaking space {_code(space)} stands here. Write a plain space."
            self.fault(at, what)
        elif key is not REFUSED:
            what = "Found a list, a record or nothing before the “:”. A key must be a word."
            self.fault(where, what)
        return None
