"""What a command is handed and what it answers. Commands read; only the edge writes and prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mingzhang.load import Dataset, load
from mingzhang.reporting import report
from mingzhang.rules import check
from mingzhang.usage import Parser
from mingzhang.words import Words

FINE, FOUND, WRONG = 0, 1, 2
"""Exit codes: all is well; something was found; it can't be done as it was asked for."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a command knows besides its arguments."""

    words: Words
    """Without units: those of the data are not read yet."""
    today: date


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found or made."""

    text: str
    """For the standard output; ends with a line break if not empty."""
    code: int = FINE
    new_files: Mapping[Path, str | bytes] = field(default_factory=dict)
    """Files to create; none of them may exist."""
    changed_files: Mapping[Path, str | bytes] = field(default_factory=dict)
    """Files to replace."""


class Refusal(Exception):
    """What was asked for can't be done; the text says why and what to do, in a sentence."""


Registration = Callable[[Parser], None]
"""Adds a command to the parser. It sets `run`, a function of the arguments and the setting."""


def sound(folder: Path, setting: Setting) -> Dataset:
    """The data of the folder. Raises Refusal with every problem, if there is one."""
    dataset = load(folder)
    if problems := check(dataset, setting.today):
        said = report(problems, setting.words.language)
        raise Refusal(f"{said}\n{setting.words('cli.unsound')}")
    return dataset
