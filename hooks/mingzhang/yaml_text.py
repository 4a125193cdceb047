"""The text of a data file, and what can be said of its characters, lines and slips of typing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from mingzhang.problems import Location, Problem

MAX_BYTES = 2_000_000
_ERROR_CELL = (
    r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|ERROR!|FIELD!|GETTING_DATA)"
)
SPREADSHEET_ERROR = re.compile(rf"{_ERROR_CELL}|#{{4,}}")
ERROR_IN_TEXT = re.compile(_ERROR_CELL)
# What follows a plain value or a key on its line: YAML takes it for a comment.
SWALLOWED_BY_NOTHING = re.compile(rf"\s*({SPREADSHEET_ERROR.pattern})")
SWALLOWED_BY_TEXT = re.compile(rf"\s+({_ERROR_CELL})")
# A key whose colon is full-width or without a space. Only small letters, so that texts such as
# “PPP：…” pass; a text that begins so can stand in quotation marks.
GLUED_KEY = re.compile(r"(?:- +)*(?!mailto:)([a-z][a-z0-9_-]{0,63})( *：|:(?! |//|$))")
GLUED_LANGUAGE = re.compile("([，、；]) *(zh|en) *[：:]")
WIDE_SPACE = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Unicode categories Cc and Cf, line separators and tag characters: nobody can see them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_ODD = re.compile(f"{INVISIBLE.pattern[:-1]}\ufffd]")
_TAB = re.compile(r"(?!\s*#)[^\t]*(\t)")
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


def text_of(path: Path, shown: str) -> tuple[str | None, list[Problem]]:
    """The file's text, or None with the reason why there is none."""

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


def odd_characters(lines: list[str], shown: str) -> Iterator[Problem]:
    """Characters that nobody sees, and those that a wrong encoding leaves."""
    for number, line in enumerate(lines, 1):
        for found in _ODD.finditer(line):
            if found[0] == "\ufffd":
                what = "“\ufffd” stands here: a wrong encoding has damaged the text. Mend it."
            else:
                what = f"An invisible character {code(found[0])} stands here. Delete it."
            yield Problem(Location(shown, number, found.start() + 1), what)


def tabs(lines: list[str], shown: str) -> Iterator[Problem]:
    """libyaml takes a tab that does not indent for a space."""
    for number, line in enumerate(lines, 1):
        if found := _TAB.match(line):
            what = "A tab stands here. Write a space." if line[: found.start(1)].strip() else _A_TAB
            yield Problem(Location(shown, number, found.start(1) + 1), what)


def glued_keys(lines: list[str], shown: str, first: int, last: int) -> Iterator[Problem]:
    """The lines, from the first to the last, that begin with a key without a proper colon."""
    for number in range(first, last + 1):
        line = lines[number - 1]
        indent = len(line) - len(line.lstrip(" "))
        if found := GLUED_KEY.match(line, indent):
            yield glued_key(found, Location(shown, number, found.start(2) + 1))


def glued_key(found: re.Match[str], where: Location) -> Problem:
    """What is said of a key without a proper colon."""
    key = found[1]
    if "：" in found[2]:
        what = f"A full-width colon “：” stands after “{key}”."
        return Problem(where, f"{what} Write “{key}: ” with an ASCII colon and a space.")
    wide = WIDE_SPACE.match(found.string, found.end())
    what = f"A wide space {code(wide[0])} stands" if wide else "No space stands"
    return Problem(where, f"{what} after “{key}:”. Write “{key}: ” with a plain space.")


def spreadsheet_sentence(found: str) -> str:
    """What is said of a cell that holds a spreadsheet's error."""
    what = f"“{found}” is a spreadsheet's error, not a value."
    return f"{what} Mend the cell it came from, or leave the key out."


def slip_sentence(found: re.Match[str]) -> str:
    """What is said of a plain text that holds what no text should."""
    if found[0].startswith("#"):
        return spreadsheet_sentence(found[0])
    what = f"“{found[1]}” stands before “{found[2]}”, so that it is one text with the words before."
    return f"{what} Write “, {found[2]}: ” with ASCII signs, or put the text in quotation marks."


def code(character: str) -> str:
    """The character as Unicode numbers it."""
    return f"U+{ord(character):04X}"


def syntax_problems(
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
    glued = [*glued_keys(lines, shown, 1, len(lines))]
    if any(above <= problem.where.line <= where.line for problem in glued):
        yield from glued
        return
    words = next((ours for theirs, ours in _PARSER_WORDS if theirs in said), None)
    opened = error.context_mark.line + 1 if error.context_mark else where.line
    what = words or f"This is not YAML: {error.problem or error.context}."
    yield Problem(where, what.replace("{line}", str(opened)))
