"""What text is cut into so that it can be found, and the file in which each term stands.

overrides/assets/javascripts/finder.js cuts alike and looks in the same files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_RUNS = re.compile("[\u3007\u3400-\u9fff]+|[a-z0-9]+")
_LETTERS = 2
"""A word stands in the file of so many first letters, and a name in pinyin in those that it may be
typed with.
"""
HAN_DRAWERS = 512
"""Drawers of Chinese terms; in a large site each is cut into several files."""


@lru_cache(maxsize=1 << 13)
def runs(line: str) -> tuple[str, ...]:
    """Stretches of Chinese characters, and words of Latin letters and figures. The same lines stand
    on many pages.
    """
    return tuple(_RUNS.findall(unicodedata.normalize("NFKC", line).lower()))


@lru_cache(maxsize=1 << 12)
def terms_of(run: str) -> tuple[str, ...]:
    """The word; of Chinese each character, and each two and three neighbours."""
    if run[0] < "\u3000":
        return (run,)
    count = len(run)
    return tuple({run[at : at + n] for n in (1, 2, 3) for at in range(count + 1 - n)})


@lru_cache(maxsize=1 << 15)
def drawer(term: str) -> str:
    """Where the term stands: by all characters of a Chinese one, by the first letters of a word."""
    return f"w{term[:_LETTERS]}" if term[0] < "\u3000" else f"h{mixed(term) % HAN_DRAWERS:x}"


def is_han(drawer: str) -> bool:
    """Whether a drawer is one of Chinese terms, numbered to the base of 16."""
    return drawer[0] == "h"


def filed(drawer: str, pages: Mapping[str, str], cut: int) -> dict[str, dict[str, str]]:
    """The pages by term of each file of the drawer."""
    if cut == 1 or not is_han(drawer):
        return {drawer: {**pages}}
    files: dict[str, dict[str, str]] = {}
    for at in range(cut):
        files[f"h{int(drawer[1:], 16) + at * HAN_DRAWERS:x}"] = {}
    for term, found in pages.items():
        files[f"h{mixed(term) % (HAN_DRAWERS * cut):x}"][term] = found
    return files


def mixed(term: str) -> int:
    """A number that spreads Chinese terms evenly over files."""
    number = 0
    for character in term:
        number = (number * 31 + ord(character)) & 0xFFFFFF
    return number


def pinyin_drawers(syllables: str) -> set[str]:
    """The drawers of a name in syllables: by what it may be typed with, from any syllable on,
    spelt out or as initials.
    """
    parts = syllables.split(" ")
    initials, spelt = "".join(part[0] for part in parts), "".join(parts)
    places = [0]
    for part in parts[:-1]:
        places.append(places[-1] + len(part))
    begins = [initials[at : at + _LETTERS] for at in range(len(initials))]
    begins += [spelt[at : at + _LETTERS] for at in places]
    return {f"p{letters}" for letters in begins if len(letters) == _LETTERS}
