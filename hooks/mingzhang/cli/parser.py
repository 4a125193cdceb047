"""The command line's grammar in both languages: argparse with words of ours."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any, NoReturn

from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES


class Parser(argparse.ArgumentParser):
    """A parser that speaks the language of its words; commands are parsers within it."""

    def __init__(self, words: Words, **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **settings)
        self.words = words
        self._commands: Any = None
        self._positionals.title = words("cli.arguments")
        self._optionals.title = words("cli.options")
        self.option("-h", "--help", action="help", help=words("cli.help"))
        choice = {"choices": LANGUAGES, "default": argparse.SUPPRESS}
        self.option("--lang", help=words("cli.lang"), **choice)

    def option(self, *names: str, help: str, **settings: Any) -> None:
        """Adds an argument; `%` in its help means itself."""
        self.add_argument(*names, help=help.replace("%", "%%"), **settings)

    def plans_option(self) -> None:
        """Adds the folder of data as an option."""
        folder = self.words("cli.plans")
        self.option("--plans", type=Path, default=Path("plans"), metavar="…", help=folder)

    def command(self, name: str, help: str, **settings: Any) -> Parser:
        """Adds a command with its own arguments. `settings` are what it sets, such as `run`."""
        if self._commands is None:
            title, name_ = self.words("cli.commands"), self.words("cli.command")
            self._commands = self.add_subparsers(title=title, metavar=name_, required=True)
        parser: Parser = self._commands.add_parser(
            name, words=self.words, help=help, description=help
        )
        parser.set_defaults(**settings)
        return parser

    def format_usage(self) -> str:
        """The usage alone, as it stands above an error."""
        return self._translated(super().format_usage())

    def format_help(self) -> str:
        """The usage and every argument."""
        return self._translated(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Says what is wrong with the arguments and ends with 2."""
        self.print_usage(sys.stderr)
        said = (
            self.words(f"cli.fault.{kind}", **found.groupdict())
            for kind, pattern in _FAULTS.items()
            if (found := re.fullmatch(pattern, message, re.DOTALL))
        )
        self.exit(2, f"{self.prog}: {next(said, message)}\n")

    def _translated(self, text: str) -> str:
        """With argparse's own word and colons as the language has them."""
        colon = self.words("colon").rstrip()
        for group in self._action_groups:
            text = text.replace(f"{group.title}:\n", f"{group.title}{colon}\n")
        return text.replace("usage: ", self.words("cli.usage"), 1)


_FAULTS = {
    "required": r"the following arguments are required: (?P<names>.*)",
    "unknown": r"unrecognized arguments: (?P<names>.*)",
    "choice": r"argument (?P<name>.*): invalid choice: (?P<found>.*) \(choose from .*",
    "value": r"argument (?P<name>.*): invalid \w+ value: (?P<found>.*)",
    "lacking": r"argument (?P<name>.*): expected .*",
}
"""What argparse says of each kind of fault."""
