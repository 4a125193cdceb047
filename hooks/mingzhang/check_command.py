"""`check`: every problem of the data, as text, as JSON or as notes beside the lines on GitHub."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from mingzhang.commands import FINE, FOUND, Answer, Setting
from mingzhang.load import load
from mingzhang.problems import Problem, report
from mingzhang.rules import check
from mingzhang.usage import Parser


def add(commands: Parser) -> None:
    """Adds the command."""
    words = commands.words
    parser = commands.command("check", words("cli.check"), run=run)
    parser.option("folder", nargs="?", type=Path, default=Path("plans"), help=words("cli.plans"))
    parser.option("--format", choices=tuple(FORMATS), default="text", help=words("cli.format"))


def run(given: Namespace, setting: Setting) -> Answer:
    """The problems of the folder; 1 if there is one."""
    dataset = load(given.folder)
    problems = check(dataset, setting.today)
    text = FORMATS[given.format](problems)
    if not problems and given.format == "text":
        targets = sum(len(plan.targets) for plan in dataset.plans)
        text = setting.words("cli.check.none", plans=len(dataset.plans), targets=targets)
    return Answer(f"{text}\n" if text else "", FOUND if problems else FINE)


def _json(problems: Sequence[Problem]) -> str:
    told = [{**problem.where._asdict(), "message": problem.what} for problem in problems]
    return json.dumps(told, ensure_ascii=False, indent=1)


def _github(problems: Sequence[Problem]) -> str:
    """Workflow commands: GitHub shows each beside its line."""
    return "\n".join(
        f"::error file={_escaped(where.path, ':,')},line={where.line},col={where.column}"
        f"::{_escaped(problem.what)}"
        for problem in problems
        for where in [problem.where]
    )


def _escaped(text: str, more: str = "") -> str:
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{more}" else c for c in text)


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": lambda problems: report(problems) if problems else "",
    "json": _json,
    "github": _github,
}
"""Ways to write the problems down."""
