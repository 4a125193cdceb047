"""The text of a data file, and the problems of its characters, lines and slips of typing.

By hand, because no YAML library tells a slip from a syntax error, or what was meant by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from mingzhang.diagnostics.characters import WIDE_SPACE, code
from mingzhang.diagnostics.problems import Location, Message, Problem, Problems, clipped, says


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may hold, so that the work on it is bounded."""

    bytes: int
    values: int
    """Keys, values and lists."""


OF_PLANS = Limits(bytes=500_000, values=20_000)
"""For a file of a plan: ten times the largest of the shipped ones."""
OF_REGISTRIES = Limits(bytes=5_000_000, values=200_000)
"""For a file of a registry: five times a country, of 3,300 places with a dozen values each."""
_ERROR_CELL = (
    r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|ERROR!|FIELD!|GETTING_DATA)"
)
SPREADSHEET_ERROR = re.compile(rf"{_ERROR_CELL}|#{{4,}}")
ERROR_IN_TEXT = re.compile(_ERROR_CELL)
# How pictures, PDF files, workbooks and other archives, and old Office files begin.
_BINARY = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"Rar!"),
    b"\xd0\xcf\x11\xe0",
)
# What follows a plain value or a key on its line: YAML takes it for a comment.
SWALLOWED_BY_NOTHING = re.compile(rf"\s*({SPREADSHEET_ERROR.pattern})")
SWALLOWED_BY_TEXT = re.compile(rf"\s+({_ERROR_CELL})")
# A key whose colon is full-width or without a space. Only small letters, so that texts such as
# “PPP：…” pass; a text that begins so can stand in quotation marks.
GLUED_KEY = re.compile(r"(?:- +)*(?!mailto:)([a-z][a-z0-9_-]{0,63})( *：|:(?! |//|$))")
GLUED_LANGUAGE = re.compile("([，、；]) *(zh|en) *[：:]")
_TAB = re.compile(r"(?!\s*#)[^\t]*(\t)")
# What libyaml's words contain, and the kind of problem that they mean.
_PARSER_KINDS = (
    ("found character '\\t'", "tab-indents"),
    ("found a tab character", "tab-indents"),
    ("mapping values are not allowed in this context, at the first key", "key-too-deep"),
    ("mapping values are not allowed", "second-colon"),
    ("could not find expected ':'", "no-colon"),
    ("did not find expected key", "indentation-or-quotes"),
    ("did not find expected '-' indicator", "indentation"),
    ("did not find expected ',' or", "bracket-missing"),
    ("found unexpected end of stream", "quotes-unclosed"),
    ("found unexpected document indicator", "quotes-around-marker"),
    ("unknown escape character", "backslash"),
    ("did not find expected hexdecimal number", "backslash"),
    ("invalid Unicode character escape code", "backslash"),
    ("undefined tag handle", "begins-with-exclamation"),
    ("%YAML directive", "begins-with-percent"),
    ("%TAG directive", "begins-with-percent"),
    ("incompatible YAML document", "begins-with-percent"),
    ("found unexpected ':'", "colon"),
    ("mapping keys are not allowed", "begins-with-question"),
    ("cannot start any token", "begins-with-sign"),
    ("block sequence entries are not allowed", "item"),
    ("did not find expected node content", "value-missing"),
    ("did not find expected <document start>", "record-ends"),
    ("while scanning an anchor", "begins-with-ampersand"),
    ("while scanning an alias", "begins-with-asterisk"),
    ("ing a tag", "begins-with-exclamation"),
    ("while scanning a block scalar", "begins-with-bar"),
    ("while scanning a directive", "begins-with-percent"),
    ("while scanning a %", "begins-with-percent"),
)
_BEGAN_EARLIER = ("unexpected end of stream", "unexpected document indicator", "expected ':'")


def text_of(path: Path, shown: str, problems: Problems, limits: Limits = OF_PLANS) -> str | None:
    """The file's text, whose lines end in a line feed; None, and a problem, where there is none."""
    data = _bytes_of(path, shown, problems, limits.bytes)
    if data is None:
        return None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8-sig")
        guess = "gbk" if max(good, default="") < "\u0800" and _is_gbk(data) else "other"
        if guess == "gbk":  # two bytes of GBK may look like one character of UTF-8
            good = re.match("[\0-\x7f]*", good)[0]  # type: ignore[index]
        line, column = good.count("\n") + 1, len(good) - (good.rfind("\n") + 1) + 1
        problems.add(Location(shown, line, column), says(f"encoding-{guess}"))
        return None


def _bytes_of(path: Path, shown: str, problems: Problems, most: int) -> bytes | None:
    """What the file holds; None, and a problem, where it can't be read or is no text in UTF-8."""
    data = b""
    what = None
    if path.is_symlink() or not path.is_file():
        what = says("file-not-plain")
    elif (size := path.stat().st_size) > most:
        what = says("file-too-large", size=f"{size:,}", most=f"{most:,}")
    else:
        try:
            data = path.read_bytes()
        except OSError as error:
            what = says("file-unreadable", reason=clipped(error.strerror))
    if _is_utf_16(data):
        what = says("encoding-utf-16")
    elif data.startswith(_BINARY) or data.count(b"\0") > len(data) // 4:
        what = says("not-text")
    if what is None:
        return data
    problems.add(Location(shown), what)
    return None


def _is_utf_16(data: bytes) -> bool:
    """Whether it begins with the mark, or every other byte is mostly zero as in Latin letters."""
    halves = (data[:4096:2].count(0), data[1:4096:2].count(0))
    is_marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return is_marked or (min(halves) == 0 and max(halves) > len(data[:4096]) // 4)


def _is_gbk(data: bytes) -> bool:
    """Whether most of what is not ASCII are the common characters of GB 2312."""
    try:
        signs = [sign for sign in data.decode("gb18030") if not sign.isascii()]
    except UnicodeDecodeError:
        return False
    common = sum(sign.encode("gb2312", "ignore") != b"" for sign in signs)
    return common > len(signs) / 2


def conflicts(lines: list[str], shown: str) -> Iterator[Problem]:
    """Where two versions stand that Git could not merge."""
    if any(line.startswith(">>>>>>> ") for line in lines):
        for number, line in enumerate(lines, 1):
            if line.startswith("<<<<<<< "):
                yield Problem(Location(shown, number), says("merge-conflict"))


def tabs(lines: list[str], shown: str) -> Iterator[Problem]:
    """libyaml takes a tab that does not indent for a space."""
    for number, line in enumerate(lines, 1):
        if tab := _TAB.match(line):
            kind = "tab-inside" if line[: tab.start(1)].strip() else "tab-indents"
            yield Problem(Location(shown, number, tab.start(1) + 1), says(kind))


def glued_keys(lines: list[str], shown: str, first: int, last: int) -> Iterator[Problem]:
    """The lines, from the first to the last, that begin with a key without a proper colon."""
    for number in range(first, last + 1):
        line = lines[number - 1]
        indent = len(line) - len(line.lstrip(" "))
        if key := GLUED_KEY.match(line, indent):
            yield glued_key(key, Location(shown, number, key.start(2) + 1))


def glued_key(match: re.Match[str], where: Location) -> Problem:
    """The problem of a key without a proper colon, a match of GLUED_KEY."""
    key, colon = match.groups()
    if "：" in colon:
        return Problem(where, says("full-width-colon", key=key))
    if wide := WIDE_SPACE.match(match.string, match.end()):
        return Problem(where, says("wide-space-after-colon", key=key, code=code(wide[0])))
    return Problem(where, says("no-space-after-colon", key=key))


def slip(match: re.Match[str]) -> Message:
    """The message for a match of ERROR_IN_TEXT or GLUED_LANGUAGE in a plain text."""
    if match[0].startswith("#"):
        return says("spreadsheet-error", found=match[0])
    return says("full-width-sign", sign=match[1], language=match[2])


def syntax_problems(
    error: yaml.MarkedYAMLError, lines: list[str], shown: str, earlier: Iterable[Problem]
) -> Iterator[Problem]:
    """What the parser could not read; nothing where an `earlier` problem or a glued key is the
    cause.
    """
    mark = error.problem_mark or error.context_mark
    reason = f"{error.context or ''}: {error.problem or ''}"
    began_earlier = any(words in reason for words in _BEGAN_EARLIER) and error.context_mark
    mark = error.context_mark if began_earlier else mark
    where = Location(shown, mark.line + 1, mark.column + 1) if mark else Location(shown)
    if where.line == len(lines):  # after a last line that does not end
        where = Location(shown, len(lines) - 1, len(lines[-2]) + 1)
    if ": " not in lines[where.line - 1][: where.column - 1]:
        reason += ", at the first key"
    above = where.line if began_earlier else where.line - 1
    while not began_earlier and above > 1 and not lines[above - 1].split("#")[0].strip():
        above -= 1
    if any(above <= problem.where.line <= where.line for problem in earlier):
        return
    glued = [*glued_keys(lines, shown, 1, len(lines))]
    if any(above <= problem.where.line <= where.line for problem in glued):
        yield from glued
        return
    kind = next((ours for theirs, ours in _PARSER_KINDS if theirs in reason), None)
    if kind is None:
        yield Problem(where, says("yaml-other", reason=clipped(error.problem or error.context)))
    elif kind == "bracket-missing" and error.context_mark:
        yield Problem(where, says(kind, says("hint.opened", line=error.context_mark.line + 1)))
    else:
        yield Problem(where, says(kind))
