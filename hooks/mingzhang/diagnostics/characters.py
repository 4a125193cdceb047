"""Characters that nobody sees, and letters that look like others; each named as Unicode does.

By hand, because Unicode's confusables (as confusable-homoglyphs holds them) also name signs that
are right in Chinese texts: full-width forms, Greek letters of measures, dashes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from mingzhang.diagnostics.problems import Location, Message, Problem, says

# Unicode categories Cc and Cf, line and paragraph separators, other code points that Unicode says
# to show nothing for, and those that are no characters. The selectors FE0E and FE0F are left out:
# keyboards write them after emoji.
_INVISIBLE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
INVISIBLE = re.compile(f"[{_INVISIBLE}]")
WIDE_SPACE = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Controls of bidirectional text: what follows reads in another order than it stands in the file.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ODD = re.compile(f"[{_INVISIBLE}\ufffd]")
# Cyrillic, Greek and phonetic letters whose shape is that of a Latin one. Greek letters that
# stand for measures or substances (α, γ, μ, ρ, χ) are left out.
_ALIKE = dict(
    zip(
        "аеорсухіјѕһԁԛԝӏѵкАВЕКМНОРСТУХІЈЅԌԚԜӀѴΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιυɑɡı",
        "aeopcyxijshdqwlvkABEKMHOPCTYXIJSGQWIVABEZHIKMNOPTYXoviuagi",
        strict=True,
    )
)
# A word with a letter of another script; whether it only looks Latin is seen letter by letter.
_OTHER = "\u0370-\u052f\u0251\u0261\u0131\u212a\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff"
_OTHER_LETTER = re.compile(f"[{_OTHER}]")
_WORD = re.compile(f"[A-Za-z0-9_{_OTHER}-]+")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"


def code(character: str) -> str:
    """The character as Unicode numbers and names it; control characters have no name.

    >>> code("а"), code("\\t")
    ('U+0430 CYRILLIC SMALL LETTER A', 'U+0009')
    """
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def invisible(character: str) -> Message:
    """The message that names a character that nobody sees."""
    direction = _DIRECTION.match(character)
    return says("direction-control" if direction else "invisible-character", code=code(character))


@cache
def _ascii_for(character: str) -> str:
    """The ASCII character that it looks like, or the character itself."""
    if character.isascii():
        return character
    if character in _DASHES:
        return "-"
    form, _, base = unicodedata.decomposition(character).rpartition(" ")
    is_shape = form in {"", "<wide>", "<font>", "<noBreak>"} and base
    shape = chr(int(base, 16)) if is_shape else _ALIKE.get(character, character)
    return shape if shape.isascii() else character


def ascii_like(text: str) -> str:
    """The text with ASCII characters for those that look like them.

    >>> ascii_like("ｐаrks–2")
    'parks-2'
    """
    return text if text.isascii() else "".join(map(_ascii_for, text))


def look_alike(text: str) -> Message | None:
    """The hint that names the first character that only looks like one of ASCII, if any."""
    sign = next((each for each in text if _ascii_for(each) != each), None)
    return says("hint.look-alike", sign=sign, code=code(sign)) if sign else None


def odd_characters(lines: list[str], shown: str) -> Iterator[Problem]:
    """Characters that nobody sees, that deceive, or that a wrong encoding leaves."""
    for number, line in enumerate(lines, 1):
        if line.isascii() and line.isprintable():
            continue
        for match in _ODD.finditer(line):
            what = says("damaged-character") if match[0] == "\ufffd" else invisible(match[0])
            yield Problem(Location(shown, number, match.start() + 1), what)
        for at, what in hidden_letters(line):
            yield Problem(Location(shown, number, at + 1), what)


def hidden_letters(text: str) -> Iterator[tuple[int, Message]]:
    """The first letter of each word of Latin letters that only looks like one, and its index.

    >>> [(index, message.kind) for index, message in hidden_letters("tree раrk")]
    [(5, 'look-alike')]
    """
    if not _OTHER_LETTER.search(text):
        return
    for word in _WORD.finditer(text):
        latin = ascii_like(word[0])
        if latin == word[0] or not (latin.isascii() and re.search("[A-Za-z]", word[0])):
            continue
        at = next(at for at, sign in enumerate(word[0]) if sign != latin[at])
        what = says("look-alike", sign=word[0][at], code=code(word[0][at]), meant=latin[at])
        yield word.start() + at, what
