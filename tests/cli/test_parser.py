"""The grammar of the command line in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.cli.parser import Parser
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
