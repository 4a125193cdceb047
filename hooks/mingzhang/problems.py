"""What is wrong with the data: a place and what is to be said, in no language yet.

Nothing here decides what is wrong; `reporting` puts it into words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import distance, process


class Location(NamedTuple):
    """A place in a data file; `path` is relative to the project, line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    @property
    def file(self) -> str:
        """The file alone, where `path` says more."""
        return self.path


@dataclass(frozen=True, order=True, slots=True)
class Message:
    """A sentence, or a part of one, by its kind and what stands in it; `says` makes one."""

    kind: str
    """The key of its words in `locales/problems/`; stable, so that others can count on it."""
    values: tuple[tuple[str, Value], ...] = ()
    hints: tuple[Message, ...] = ()
    """Sentences that follow: what was expected, what was meant."""


Value = str | int | tuple[str, ...] | Message
"""What stands in a sentence: as it is, as a list, or in the words of the language."""


def says(kind: str, *hints: Message | None, **values: Value) -> Message:
    """A message of the kind with its values; a hint that is None is left out."""
    return Message(kind, tuple(values.items()), tuple(hint for hint in hints if hint))


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault that keeps a plan from being published."""

    where: Location
    what: Message
    """What was found, what was expected and, where there is one, a hint."""

    @property
    def kind(self) -> str:
        """What kind of fault it is, whatever stands there."""
        return self.what.kind


def clipped(found: object) -> str:
    """What was found, as a sentence quotes it: on one line and cut short, whatever it holds."""
    text = " ".join(str(found)[:1000].split())
    return text if len(text) <= 60 else f"{text[:60]}…"


def did_you_mean(found: str, known: Iterable[str]) -> Message | None:
    """The hint that names the nearest of the known words, or None where none is near.

    Nearness is the optimal string alignment distance (a swap of neighbours counts once): at most
    a third of the found word, rounded; one edit is always near.
    """
    choice = nearest(found, known)
    return says("hint.did-you-mean", near=clipped(choice)) if choice else None


def one_of(choices: Iterable[str]) -> Message:
    """The hint that lists what can stand there."""
    listed = tuple(choices)
    return says("hint.only" if len(listed) == 1 else "hint.one-of", choices=listed)


def nearest(found: str, known: Iterable[str]) -> str | None:
    """The known word with the fewest edits from `found`, or None where all are far."""
    words = list(known)
    folded = found.strip().lower().replace("_", "-")
    best = process.extractOne(
        folded,
        words,
        scorer=distance.OSA.distance,
        processor=lambda word: word.lower().replace("_", "-"),
        score_cutoff=max(1, (len(folded) + 1) // 3),
    )
    return best[0] if best else None
