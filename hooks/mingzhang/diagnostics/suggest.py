"""“Did you mean”: the word that was meant by one that can't stand there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from rapidfuzz import distance, process

from mingzhang.diagnostics.characters import ascii_like, look_alike
from mingzhang.diagnostics.problems import Message, clipped, says

MAX_LENGTH = 100
"""Longer words are no slips of typing."""
_NO_SPELLINGS: Mapping[str, Iterable[str]] = {}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that can stand at a place, by every spelling that editors use for them."""

    words: frozenset[str]
    meant: Mapping[str, str]
    """Folded spelling → word. A word's own spelling goes before other words' spellings."""

    @classmethod
    def of(
        cls, words: Iterable[str], spellings: Mapping[str, Iterable[str]] = _NO_SPELLINGS
    ) -> Vocabulary:
        """The words, and what else each is called."""
        meant: dict[str, str] = {}
        own = [*words]
        for word in own:
            meant.setdefault(_folded(word), word)
        for word in own:
            for spelling in spellings.get(word, ()):
                meant.setdefault(_folded(spelling), word)
        return cls(frozenset(own), meant)

    def nearest(self, written: str) -> str | None:
        """The word that was meant, or None where every word is far.

        Looked for: another spelling; a slip of one letter in five; a part of the name, or the name
        with something before or after; a slip of one letter in three. A swap of neighbours is one
        slip (optimal string alignment), and one slip is always near.

        >>> Vocabulary.of(["wastewater", "greenways"]).nearest("waste-watre")
        'wastewater'
        >>> Vocabulary.of(["housing"], {"housing": ["市住房城乡建设局"]}).nearest("市住建局")
        'housing'
        >>> Vocabulary.of(["wastewater", "greenways"]).nearest("roads") is None
        True
        """
        sought = _folded(written[: MAX_LENGTH + 1])
        if not 0 < len(sought) <= MAX_LENGTH:
            return None
        tries = (
            self.meant.get(sought),
            self._by_slips(sought, max(1, len(sought) // 5)),
            self._by_part(sought),
            self._by_slips(sought, (len(sought) + 1) // 3),
        )
        return next((word for word in tries if word), None)

    def _by_slips(self, sought: str, slips: int) -> str | None:
        """The word that is the fewest slips away; of several a word before another's spelling,
        then the one that begins most alike.
        """
        near = process.extract(
            sought, self.meant.keys(), scorer=distance.OSA.distance, score_cutoff=slips, limit=9
        )
        if not near:
            return None
        tied = [spelling for spelling, score, _ in near if score == near[0][1]]
        return self.meant[max(tied, key=lambda spelling: self._likeness(sought, spelling))]

    def _likeness(self, sought: str, spelling: str) -> tuple[bool, float]:
        is_own = _folded(self.meant[spelling]) == spelling
        return is_own, distance.JaroWinkler.similarity(sought, spelling)

    def _by_part(self, sought: str) -> str | None:
        """The word that has the fewest letters more or less, and all others in this order."""
        near: Iterable[str] = self.meant  # what can't be in question is left out first: it is most
        letters = frozenset(sought)
        if sought.isascii():
            near = (each for each in near if sought in each or each in sought)
        else:
            near = (each for each in near if letters.issubset(each) or letters.issuperset(each))
        parts = [spelling for spelling in near if _is_part(sought, spelling)]
        if not parts:
            return None
        return self.meant[min(parts, key=lambda spelling: abs(len(spelling) - len(sought)))]


def _folded(spelling: str) -> str:
    """A spelling without what editors mix up: look-alikes, case, `_`, `-` and spaces."""
    return "-".join(ascii_like(spelling).lower().replace("_", " ").replace("-", " ").split())


def _is_part(one: str, other: str) -> bool:
    """Whether the shorter holds whole words of the longer; in Chinese also single characters.

    Offices are abbreviated by leaving characters out: 市发改委 is 市发展和改革委员会.
    """
    short, long = sorted((one, other), key=len)
    if long.isascii():
        return len(short) > 2 and f"-{short}-" in f"-{long}-"
    if short.isascii() or len(short) < 2:
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def did_you_mean(written: str, words: Vocabulary | Sequence[str]) -> Message | None:
    """The hint that names the word that was meant, or the letter that looks like another."""
    vocabulary = words if isinstance(words, Vocabulary) else Vocabulary.of(words)
    hints = look_alike(written)
    choice = vocabulary.nearest(written)
    return says("hint.did-you-mean", hints, near=clipped(choice)) if choice else hints


@cache
def _other_spellings() -> Mapping[str, Mapping[str, Sequence[str]]]:
    path = Path(__file__).parent / "spellings.yml"
    spellings: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)
    return spellings


@cache
def words_of(kind: Literal["keys", "choices"], words: tuple[str, ...]) -> Vocabulary:
    """Keys of a record, or choices of a field, with the words that editors may write instead."""
    return Vocabulary.of(words, _other_spellings()[kind])
