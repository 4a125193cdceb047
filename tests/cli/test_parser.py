"""The grammar of the command line in both languages."""

from __future__ import annotations

import argparse
import ast
import threading
from pathlib import Path

import pytest

from mingzhang.cli.parser import ArgparseMessages, Parser
from mingzhang.language import LANGUAGES, Language
from tests.support.builders import words


def grammar(language: Language = "en") -> Parser:
    """A command within a command, with an option and the folder of data."""
    parser = Parser(words(language), prog="mingzhang")
    inner = parser.command("new", "make files").command("plan", "a plan", run=len)
    inner.option("id", help="its id")
    inner.option("--share", type=int, help="100 % of it")
    inner.plans_option()
    return parser


def test_commands_stand_within_commands_and_set_what_runs() -> None:
    given = grammar().parse_args(["new", "plan", "town", "--share", "3"])
    assert (given.run, given.id, given.share, given.plans) == (len, "town", 3, Path("plans"))


@pytest.mark.parametrize(
    "arguments", [["--lang", "zh", "new", "plan", "x"], ["new", "plan", "x", "--lang=zh"]]
)
def test_the_language_can_stand_before_and_after_the_command(arguments: list[str]) -> None:
    assert grammar().parse_args(arguments).lang == "zh"


def test_options_are_not_guessed_from_their_beginnings(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        grammar().parse_args(["new", "plan", "town", "--sha", "3"])
    assert "There is no argument --sha 3. See --help.\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("usage: mingzhang new plan", "\narguments:\n", "\noptions:\n", "100 % of it")),
        ("zh", ("用法：mingzhang new plan", "\n参数：\n", "\n选项：\n", "100 % of it")),
    ],
)
def test_help_has_no_word_of_argparse(
    language: Language, said: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        grammar(language).parse_args(["new", "plan", "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert [words for words in said if words not in told] == []
    assert "show this help message and exit" not in told
    assert "positional" not in told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["new"],
        ["nwe"],
        ["new", "plan", "x", "--share", "much"],
        ["new", "plan", "x", "--share"],
    ],
)
def test_faults_end_with_two_and_a_sentence(
    language: Language, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        grammar(language).parse_args(arguments)
    assert ended.value.code == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.endswith("。" if language == "zh" else "."), last


FOR_PROGRAMMERS = (
    "%r is not callable",
    "'required' is an invalid argument for positionals",
    ".__call__() not defined",
    'argument "-" with mode %r',
    "cannot have multiple subparser arguments",
    "cannot merge actions - two groups are named %r",
    "conflicting option string: %s",
    "conflicting option strings: %s",
    "conflicting subparser alias: %s",
    "conflicting subparser: %s",
    "dest= is required for options like %r",
    "invalid conflict_resolution value: %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "mutually exclusive arguments must be optional",
    " (default: %(default)s)",
    "show program's version number and exit",
)
"""What argparse says of a grammar that is wrong, and of what ours has not."""


def messages_of_argparse() -> set[str]:
    """Every message for which the argparse of this Python asks gettext."""
    tree = ast.parse(Path(argparse.__file__).read_text("utf-8"))
    return {
        argument.value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"_", "ngettext"}
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_that_argparse_can_give_is_in_our_words(language: Language) -> None:
    translations = ArgparseMessages(words(language))
    asked = messages_of_argparse() - set(FOR_PROGRAMMERS)
    assert len(asked) >= 20
    same = {message for message in asked if translations.gettext(message) == message}
    assert same <= ({"usage: ", "options", "%(heading)s:"} if language == "en" else set())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_has_the_placeholders_that_argparse_fills(language: Language) -> None:
    translations = ArgparseMessages(words(language))
    values = {"value": "V", "choices": "C", "parser_name": "P", "argument_name": "A", "type": "T",
              "message": "M", "option": "O", "matches": "X", "filename": "F", "error": "E",
              "prog": "G", "heading": "H"}  # fmt: skip
    for message in messages_of_argparse() - set(FOR_PROGRAMMERS):
        given: object = values if "%(" in message else ("V",) if "%" in message else ()
        shown = translations.gettext(message) % given
        assert shown and "{" not in shown, message


def test_one_and_many_are_two_messages() -> None:
    translations = ArgparseMessages(words("zh"))
    for number in (1, 2):
        asked = translations.ngettext("expected %s argument", "expected %s arguments", number)
        assert asked % number == f"后面需要 {number} 个值。"


def test_other_parsers_speak_as_ever_and_so_does_a_parser_of_another_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ours, english = grammar("zh"), grammar("en")
    other = argparse.ArgumentParser(prog="other")
    other.add_argument("--n", type=int)
    beside: list[str] = []

    def while_ours_works(text: str) -> str:
        thread = threading.Thread(target=lambda: beside.append(other.format_help()))
        thread.start()
        thread.join()
        beside.append(english.format_usage())
        raise ValueError

    ours.option("--ask", type=while_ours_works, help="")
    with pytest.raises(SystemExit):
        ours.parse_args(["--ask", "x"])
    assert capsys.readouterr().err.splitlines()[-1] == (
        "mingzhang: --ask 不能是 'x'。加上 --help 可以看用法。"
    )
    assert "show this help message and exit" in beside[0]
    assert beside[1].startswith("usage: mingzhang")
    with pytest.raises(SystemExit):
        other.parse_args(["--n", "x"])
    assert "other: error: argument --n: invalid int value: 'x'" in capsys.readouterr().err
