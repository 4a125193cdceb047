"""`check`: every problem of the data, for people, for GitHub and for programs."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from mingzhang.cli.command import FINE, FOUND, Answer, Setting, earlier_state
from mingzhang.cli.parser import Parser
from mingzhang.diagnostics.problems import Problem
from mingzhang.diagnostics.report import FORMATS, outcome
from mingzhang.ledger.check import unkept
from mingzhang.reading.load import load
from mingzhang.rules.check import check


def add(commands: Parser) -> None:
    """Adds the command."""
    words = commands.words
    parser = commands.command("check", words("cli.check"), run=run)
    parser.option("folder", nargs="?", type=Path, default=Path("plans"), help=words("cli.plans"))
    parser.option("--published", metavar="…", help=words("cli.check.published"))
    parser.option("--format", choices=FORMATS, default="text", help=words("cli.format"))


def run(given: Namespace, setting: Setting) -> Answer:
    """The problems of the folder; 1 if there is one. A plan with problems can't be compared."""
    dataset = load(given.folder)
    problems = check(dataset, setting.today)
    if given.published and not problems:
        problems = unkept(
            earlier_state(given.published, given.folder, setting.words).plans, dataset.plans
        )
    problems = [_as_seen_from(Path.cwd(), given.folder, problem) for problem in problems]
    targets = sum(len(plan.targets) for plan in dataset.plans)
    text = outcome(problems, len(dataset.plans), targets, setting.words.language, form=given.format)
    return Answer(f"{text}\n", FOUND if problems else FINE)


def _as_seen_from(here: Path, folder: Path, problem: Problem) -> Problem:
    """The problem with its file named from `here`, where terminals open it and GitHub looks for
    it; as it is if the folder of data lies elsewhere.
    """
    whole = folder.absolute()
    if whole == here or not whole.is_relative_to(here) or ".." in whole.parts:
        return problem
    path = whole.relative_to(here) / problem.where.below
    return replace(problem, where=problem.where._replace(path=path.as_posix()))
