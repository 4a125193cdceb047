"""What a command is handed and what it answers. Commands read; only the edge writes and prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from mingzhang.cli.git import GitError, unpack
from mingzhang.diagnostics.problems import clipped
from mingzhang.diagnostics.report import printed
from mingzhang.diagnostics.suggest import Vocabulary
from mingzhang.i18n.words import Words
from mingzhang.model.plan import Plan
from mingzhang.reading.load import Dataset, load, name_of
from mingzhang.rules.check import check

_CONFIG = "mkdocs.yml"
"""What stands at the root of a project."""
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
    copies: Mapping[Path, Path] = field(default_factory=dict)
    """Files to create and whose copies they are; none of them may exist."""


class Refusal(Exception):
    """What was asked for can't be done; the text says why and what to do, in a sentence."""


def read(folder: Path, words: Words) -> Dataset:
    """The data of the folder. Raises Refusal if there is none."""
    if not folder.is_dir():
        raise Refusal(words("cli.fault.folder", folder=str(folder)))
    return load(folder, cache=cache_of(folder))


def cache_of(folder: Path) -> Path | None:
    """Where the project keeps records of the folder of data; None if it belongs to no project."""
    projects = (above for above in folder.absolute().parents if (above / _CONFIG).is_file())
    project = next(projects, None)
    return project / ".cache" / "records" if project else None


def sound(folder: Path, setting: Setting) -> Dataset:
    """The data of the folder, of which all has been checked. Raises Refusal for a problem."""
    dataset = read(folder, setting.words)
    if problems := check(dataset, setting.today):
        first = printed(problems[0], setting.words.language)
        raise Refusal(setting.words("cli.fault.problems", first=first))
    return dataset


def earlier_state(state: str, folder: Path, words: Words) -> Dataset:
    """The data as it was, of what could be read: of a commit, a branch or a tag, or in another
    folder. Raises Refusal.
    """
    with earlier_folder(state, folder, words) as earlier:
        return load(earlier, shown=name_of(folder), cache=cache_of(folder))


@contextmanager
def earlier_folder(state: str, folder: Path, words: Words) -> Iterator[Path]:
    """The folder of data as it was, as long as it is needed: of a commit, a branch or a tag, or
    another folder. Raises Refusal.
    """
    if Path(state).is_dir():
        yield Path(state)
        return
    with TemporaryDirectory() as place:
        try:
            unpack(folder, state, Path(place))
        except GitError:
            raise Refusal(words("cli.fault.revision", revision=clipped(state))) from None
        yield Path(place)


def plan_named(name: str, dataset: Dataset, folder: Path, setting: Setting) -> Plan:
    """The plan with the id. Raises Refusal if there is none, or none that can be read."""
    named = next((plan for plan in dataset.plans if plan.id == name), None)
    if named:
        return named
    if (folder / name).is_dir():
        raise Refusal(setting.words("cli.fault.unsound", plan=clipped(name)))
    names = {plan.id: (plan.place.zh, plan.place.en or "") for plan in dataset.plans}
    near = Vocabulary.of(names, names).nearest(name)
    hint = setting.words("cli.fault.near", near=clipped(near)) if near else ""
    raise Refusal(setting.words("cli.fault.plan", plan=clipped(name), hint=hint))
