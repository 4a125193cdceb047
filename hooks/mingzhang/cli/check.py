"""`check`: every problem of the data, for people, for GitHub and for programs."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from mingzhang.cli.command import FINE, FOUND, Answer, Setting, cache_of, earlier_folder
from mingzhang.cli.parser import Parser
from mingzhang.diagnostics.problems import Problem
from mingzhang.diagnostics.report import FORMATS, outcome
from mingzhang.ledger.check import unkept
from mingzhang.reading.data_folder import keys_of_plans
from mingzhang.reading.load import load, name_of
from mingzhang.rules.examine import examine


def add(commands: Parser) -> None:
    """Adds the command."""
    words = commands.words
    parser = commands.command("check", words("cli.check"), run=run)
    parser.option("folder", nargs="?", type=Path, default=Path("plans"), help=words("cli.plans"))
    parser.option("--published", metavar="…", help=words("cli.check.published"))
    parser.option("--format", choices=FORMATS, default="text", help=words("cli.format"))


def run(given: Namespace, setting: Setting) -> Answer:
    """The problems of the folder; 1 if there is one. A plan with problems can't be compared."""
    found = examine(given.folder, setting.today, cache=cache_of(given.folder))
    problems = list(found.problems)
    if given.published and not problems:
        problems = _unkept(given.published, given.folder, setting)
    problems = [_as_seen_from(Path.cwd(), given.folder, problem) for problem in problems]
    text = outcome(problems, found.plans, found.targets, setting.words.language, form=given.format)
    return Answer(f"{text}\n", FOUND if problems else FINE)


def _unkept(state: str, folder: Path, setting: Setting) -> list[Problem]:
    """What the earlier state held as published and the present one does not. Plans whose files are
    the same in both need not be read: they keep everything.
    """
    cache, shown = cache_of(folder), name_of(folder)
    with earlier_folder(state, folder, setting.words) as earlier:
        same = keys_of_plans(earlier, shown) & keys_of_plans(folder, shown)
        before = load(earlier, shown=shown, cache=cache, without=same)
        now = load(folder, cache=cache, without=same)
    return unkept(before.plans, now.plans)


def _as_seen_from(here: Path, folder: Path, problem: Problem) -> Problem:
    """The problem with its file named from `here`, where terminals open it and GitHub looks for
    it; as it is if the folder of data lies elsewhere.
    """
    whole = folder.absolute()
    if whole == here or not whole.is_relative_to(here) or ".." in whole.parts:
        return problem
    path = whole.relative_to(here) / problem.where.below
    return replace(problem, where=problem.where._replace(path=path.as_posix()))
