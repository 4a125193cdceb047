"""`check`: every problem of the data, for people, for GitHub and for programs."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from mingzhang.account.ledger_check import unkept
from mingzhang.cli.command import FINE, FOUND, Answer, Setting, earlier_state
from mingzhang.cli.parser import Parser
from mingzhang.diagnostics.report import FORMATS, outcome
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
    targets = sum(len(plan.targets) for plan in dataset.plans)
    text = outcome(problems, len(dataset.plans), targets, setting.words.language, form=given.format)
    return Answer(f"{text}\n", FOUND if problems else FINE)
