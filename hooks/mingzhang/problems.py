"""What is wrong with the data: a place and a sentence. Nothing here decides what is wrong."""

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


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault that keeps a plan from being published."""

    where: Location
    what: str
    """What was found, what was expected and, where there is one, a hint: whole sentences."""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class DataError(Exception):
    """Raised by the edge when the data has problems, so that nothing is published."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(report(self.problems))


def report(problems: Iterable[Problem]) -> str:
    """The problems in the order of their places, one a line, and how many there are."""
    listed = sorted(set(problems))
    files = len({problem.where.path for problem in listed})
    noun = "problem" if len(listed) == 1 else "problems"
    place = "file" if files == 1 else "files"
    return "\n".join([*map(str, listed), f"{len(listed)} {noun} in {files} {place}."])


def quoted(found: object) -> str:
    """What was found, in quotation marks: on one line and cut short, whatever it holds."""
    text = " ".join(str(found)[:1000].split())
    return f"“{text}”" if len(text) <= 60 else f"“{text[:60]}…”"


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """` Did you mean “…”?` with the nearest of the known words, or nothing where none is near.

    Nearness is the optimal string alignment distance (a swap of neighbours counts once): at most
    a third of the found word, rounded; one edit is always near.
    """
    choice = nearest(found, known)
    return f" Did you mean {quoted(choice)}?" if choice else ""


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
