"""The command line's grammar in both languages: argparse, whose own messages come from our words.

argparse asks gettext for each of its messages. While a parser of ours works, it is answered from
the parser's words; any other parser, in another thread also then, gets what it always got.
"""

from __future__ import annotations

import argparse
import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES


class ArgparseMessages(gettext.NullTranslations):
    """argparse's messages in the language of the words; one that is not known stays as it is."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._messages = {**_help(words), **_faults(words)}

    def gettext(self, message: str) -> str:
        """The message, with argparse's own placeholders."""
        return self._messages.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The message for the number; one and many are two messages."""
        return self.gettext(msgid1 if n == 1 else msgid2)


class Parser(argparse.ArgumentParser):
    """A parser that speaks the language of its words; commands are parsers within it."""

    def __init__(self, words: Words, **settings: Any) -> None:
        self.words = words
        self._messages = ArgparseMessages(words)
        with self._speaking():
            super().__init__(add_help=False, allow_abbrev=False, **settings)
        self._commands: Any = None
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

    def parse_args(self, *given: Any, **named: Any) -> Any:
        """The arguments; help and faults are printed and end the program by SystemExit."""
        with self._speaking():
            return super().parse_args(*given, **named)

    def format_usage(self) -> str:
        """The usage alone, as it stands above an error."""
        with self._speaking():
            return super().format_usage()

    def format_help(self) -> str:
        """The usage and every argument."""
        with self._speaking():
            text = super().format_help()
        colon = self.words("colon").rstrip()
        for group in self._action_groups:  # Python 3.11 and 3.12 don't ask for the colon
            text = text.replace(f"{group.title}:\n", f"{group.title}{colon}\n")
        return text

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """Within it, argparse speaks the language of the parser's words, in this thread alone."""
        token = _SPOKEN.set(self._messages)
        try:
            yield
        finally:
            _SPOKEN.reset(token)


_SPOKEN: ContextVar[gettext.NullTranslations | None] = ContextVar("argparse", default=None)


def _gettext(message: str) -> str:
    spoken = _SPOKEN.get()
    return spoken.gettext(message) if spoken else gettext.gettext(message)


def _ngettext(one: str, many: str, n: int) -> str:
    spoken = _SPOKEN.get()
    return spoken.ngettext(one, many, n) if spoken else gettext.ngettext(one, many, n)


# The two names by which argparse calls gettext.
vars(argparse).update(_=_gettext, ngettext=_ngettext)


def _help(words: Words) -> dict[str, str]:
    """What argparse prints around help and faults, in our words and with its own placeholders."""
    return {
        "usage: ": words("cli.usage"),
        "positional arguments": words("cli.arguments"),
        "options": words("cli.options"),
        "subcommands": words("cli.commands"),
        "show this help message and exit": words("cli.help"),
        "%(heading)s:": "%(heading)s" + words("colon").rstrip(),
        "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
        "%(prog)s: warning: %(message)s\n": "%(prog)s: %(message)s\n",
    }


def _faults(words: Words) -> dict[str, str]:
    """What argparse says of wrong arguments, likewise."""
    return {
        "the following arguments are required: %s": words("cli.fault.required", names="%s"),
        "unrecognized arguments: %s": words("cli.fault.unknown", names="%s"),
        "unexpected option string: %s": words("cli.fault.unknown", names="%s"),
        "one of the arguments %s is required": words("cli.fault.one_of", names="%s"),
        "ambiguous option: %(option)s could match %(matches)s": words(
            "cli.fault.ambiguous", name="%(option)s", matches="%(matches)s"
        ),
        "can't open '%(filename)s': %(error)s": words(
            "cli.fault.file", file="%(filename)s", reason="%(error)s"
        ),
        "argument %(argument_name)s: %(message)s": words(
            "cli.argument", name="%(argument_name)s", fault="%(message)s"
        ),
        "invalid choice: %(value)r (choose from %(choices)s)": words(
            "cli.argument.choice", value="%(value)r"
        ),
        "unknown parser %(parser_name)r (choices: %(choices)s)": words(
            "cli.argument.choice", value="%(parser_name)r"
        ),
        "invalid %(type)s value: %(value)r": words("cli.argument.value", value="%(value)r"),
        "expected one argument": words("cli.argument.lacks"),
        "expected at least one argument": words("cli.argument.lacks"),
        "expected %s argument": words("cli.argument.lacks_some", number="%s"),
        "expected %s arguments": words("cli.argument.lacks_some", number="%s"),
        "expected at most one argument": words("cli.argument.at_most_one"),
        "ignored explicit argument %r": words("cli.argument.takes_none", value="%r"),
        "not allowed with argument %s": words("cli.argument.excludes", other="%s"),
        "command '%(parser_name)s' is deprecated": words("cli.deprecated", name="%(parser_name)s"),
        "option '%(option)s' is deprecated": words("cli.deprecated", name="%(option)s"),
        "argument '%(argument_name)s' is deprecated": words(
            "cli.deprecated", name="%(argument_name)s"
        ),
    }
