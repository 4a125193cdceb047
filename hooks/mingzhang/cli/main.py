"""The command line: the edge that reads arguments and clock, writes files and prints.

Exit codes: 0 all is well, 1 something was found, 2 it can't be done as it was asked for.
"""

from __future__ import annotations

import locale
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from importlib import import_module
from itertools import pairwise

from mingzhang.cli.command import WRONG, Answer, Refusal, Setting
from mingzhang.cli.parser import Parser
from mingzhang.clock import today
from mingzhang.diagnostics.report import language_of
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES, Language

COMMANDS: Mapping[str, str] = {
    "check": "check",
    "new": "new",
    "export": "export_form",
    "import": "import_form",
    "fresh": "fresh",
    "translate": "translate",
    "diff": "diff",
}
"""Each command with its module, in the order of the help; a new one is a module with `add` and one
entry here. Only the module of the command that is asked for is loaded: together they take longer
than most commands work.
"""
INTERRUPTED = 130
"""What shells expect of a program ended by Ctrl-C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    words = Words(chosen_language(given, os.environ), {})
    _speak_any_alphabet()
    try:
        answer = answer_to(given, words)
        _write(answer, words)
        return _print(answer)
    except Refusal as refusal:
        sys.stderr.write(f"mingzhang: {refusal}\n")
        return WRONG
    except OSError as error:
        said = words("cli.fault.file", file=str(error.filename), reason=str(error.strerror))
        sys.stderr.write(f"mingzhang: {said}\n")
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED


def answer_to(arguments: Sequence[str], words: Words) -> Answer:
    """What the command answers; help and faults of usage are printed and end it."""
    try:
        given = parser(words, chosen_command(arguments)).parse_args(arguments)
    except SystemExit as end:
        return Answer("", int(end.code or 0))
    answer: Answer = given.run(given, Setting(words, _today(words)))
    return answer


def parser(words: Words, chosen: str = "") -> Parser:
    """The grammar of all commands, or of the chosen one alone."""
    grammar = Parser(words, prog="mingzhang", description=words("cli"))
    grammar.epilog = words("cli.codes")
    for name, module in COMMANDS.items():
        if chosen in {"", name}:
            import_module(f"mingzhang.cli.{module}").add(grammar)
    return grammar


def chosen_command(arguments: Sequence[str]) -> str:
    """The command that is asked for; empty if there is none, or if help is asked for first."""
    for before, word in pairwise(("", *arguments)):
        if word in COMMANDS and before != "--lang":
            return word
        if not word.startswith("--lang") and before != "--lang":
            return ""
    return ""


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language that `--lang` names, else that of the environment: Chinese or English."""
    named = [value for name, value in pairwise(arguments) if name == "--lang"]
    named += [name.removeprefix("--lang=") for name in arguments if name.startswith("--lang=")]
    for language in LANGUAGES:
        if language in named:
            return language
    # The order in which POSIX lets them decide; Windows sets none of them.
    posix = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return language_of(*posix, locale.getlocale()[0])


def _today(words: Words) -> date:
    try:
        return today()
    except (ValueError, OverflowError, OSError):
        raise Refusal(words("cli.fault.epoch")) from None


def _write(answer: Answer, words: Words) -> None:
    """Writes the files, all or none of the new ones."""
    for path in (*answer.new_files, *answer.copies):
        if path.exists() or path.is_symlink():
            raise Refusal(words("cli.fault.exists", file=str(path)))
    for path, content in (*answer.new_files.items(), *answer.changed_files.items()):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    for path, source in answer.copies.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, path)


def _print(answer: Answer) -> int:
    try:
        sys.stdout.write(answer.text)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return answer.code


def _speak_any_alphabet() -> None:
    """Characters that a terminal can't show are escaped, instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
