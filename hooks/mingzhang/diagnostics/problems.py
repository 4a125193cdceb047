"""What is wrong with the data: a place and what is to be said, in no language yet.

Nothing here decides what is wrong; `report` puts it into words. A function that only looks yields
its problems; one that returns something else adds them to the collector that it is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Location(NamedTuple):
    """A place in a data file; line and column count from 1."""

    path: str
    """How the file is named: its path in the folder of data, below that folder's name. It is no
    path on disk, because the folder may stand anywhere.
    """
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    @property
    def below(self) -> str:
        """The file's path from the folder of data."""
        return self.path.partition("/")[2]

    @property
    def file(self) -> str:
        """The file alone, where `path` says more."""
        return self.path


@dataclass(frozen=True, order=True, slots=True)
class Message:
    """A sentence, or a part of one, by its kind and what stands in it; `says` makes one."""

    kind: str
    """The key of its words in `locales/`; stable, so that others can count on it."""
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


class Problems:
    """Problems in the order in which they were met; none is ever taken out again."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._met = list(problems)

    def add(self, where: Location, what: Message) -> None:
        """Adds the problem of this kind at the place."""
        self._met.append(Problem(where, what))

    def take(self, problems: Iterable[Problem]) -> None:
        """Adds what another collector holds or a rule yields."""
        self._met.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._met)

    def __len__(self) -> int:
        return len(self._met)


def clipped(value: object) -> str:
    """The value as a sentence quotes it: on one line and cut to 60 characters, whatever it holds.

    >>> clipped("a\\n  b")
    'a b'
    """
    text = " ".join(str(value)[:1000].split())
    return text if len(text) <= 60 else f"{text[:60]}…"


def one_of(choices: Iterable[str]) -> Message:
    """The hint that lists what can stand there."""
    listed = tuple(choices)
    return says("hint.only" if len(listed) == 1 else "hint.one-of", choices=listed)


MOST_AT_ONCE = 200
"""How many problems of one file, record or rule are listed at once; nobody mends more."""


def first_problems(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first problems, and that there are more; the rest is not even looked for."""
    for number, problem in enumerate(problems):
        if number == MOST_AT_ONCE:
            yield Problem(problem.where, says("more-problems"))
            return
        yield problem
