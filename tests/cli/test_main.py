"""The command line: languages, exit codes, and that nothing ends in a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mingzhang.cli import main as module
from mingzhang.cli.command import Answer, Refusal
from mingzhang.cli.main import chosen_language, main
from tests.support.builders import words
from tests.support.data_folder import a_tree, changed
from tests.support.paths import ROOT


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> tuple[int, str, str]:
    """What a user sees of `python -m mingzhang`."""
    done = subprocess.run(
        [sys.executable, "-m", "mingzhang", *arguments],
        cwd=cwd,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "hooks"), *sys.path]),
            "PYTHONUTF8": "1",
            "LC_ALL": "C",
            **environment,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")


pytestmark = pytest.mark.usefixtures("english")


def test_the_module_runs_and_checks(tmp_path: Path) -> None:
    root = a_tree(tmp_path)
    assert run("check", str(root)) == (0, "1 plan, 2 targets: no problems.\n", "")


def test_the_console_script_is_declared() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    assert 'mingzhang = "mingzhang.cli.main:main"' in text


def test_the_environment_chooses_the_language(tmp_path: Path) -> None:
    root = str(a_tree(tmp_path))
    zh = (0, "1 个计划、2 项承诺，没有问题。\n", "")
    assert run("check", root, LC_ALL="", LC_MESSAGES="", LANG="zh_CN.UTF-8") == zh
    assert run("--lang", "zh", "check", root) == zh
    assert run("check", root, "--lang=zh") == zh
    assert run("check", root, "--lang", "en", LC_ALL="zh_CN.UTF-8")[1].startswith("1 plan")


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "C", "LC_MESSAGES": "ZH_TW"}, "zh"),
        ([], {"LANG": "zh_CN", "LC_ALL": ""}, "zh"),
        (["--lang"], {"LANG": "zh"}, "zh"),
        (["--lang", "en"], {"LANG": "zh"}, "en"),
    ],
)
def test_the_argument_comes_before_the_environment(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert chosen_language(arguments, environment) == language


def test_problems_end_with_one_in_every_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(a_tree(tmp_path, changed("demo/plan.yml", ("stage: in-force", "stage: enforced"))))
    for form, begins in (("text", "plans/demo/plan.yml:4:8: "), ("github", "::error file=plans/")):
        assert main(["check", root, "--format", form]) == 1
        assert capsys.readouterr().out.startswith(begins)
    assert main(["check", root, "--format", "json", "--lang", "zh"]) == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["path"], told["line"], told["column"]) == ("plans/demo/plan.yml", 4, 8)


@pytest.mark.parametrize(
    ("arguments", "en", "zh"),
    [
        ([], "The argument command is missing. See --help.", "还缺参数 命令。加上 --help"),
        (["chek"], "command can't be 'chek'. See --help", "命令 不能是 'chek'。加上 --help"),
        (["check", "--formt"], "There is no argument --formt. See", "不认识参数 --formt。加上"),
        (
            ["check", "--format", "xml"],
            "--format can't be 'xml'. See --help for the choices.",
            "--format 不能是 'xml'。加上 --help",
        ),
        (["check", "--format"], "--format lacks a value.", "--format 后面缺一个值。"),
    ],
)
def test_wrong_usage_is_a_sentence_in_both_languages(
    arguments: list[str], en: str, zh: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert (told.out, en in told.err) == ("", True), told.err
    assert main(["--lang", "zh", *arguments]) == 2
    told = capsys.readouterr()
    assert (told.out, zh in told.err, told.err.startswith("用法：")) == ("", True, True), told.err


def test_help_is_complete_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "zh", "--help"]) == 0
    told = capsys.readouterr().out
    for phrase in ("用法：mingzhang", "命令：", "选项：", "退出码：0 表示"):
        assert phrase in told
    assert main(["check", "--help"]) == 0
    told = capsys.readouterr().out
    for phrase in ("usage: mingzhang check", "arguments:", "options:", "check all data"):
        assert phrase in told


def ends(monkeypatch: pytest.MonkeyPatch, with_: Any) -> int:
    """The exit code where the command ends so."""

    def answer_to(*_: object) -> Answer:
        if isinstance(with_, Answer):
            return with_
        raise with_

    monkeypatch.setattr(module, "answer_to", answer_to)
    return main(["check"])


def test_ctrl_c_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ends(monkeypatch, KeyboardInterrupt()) == 130
    assert capsys.readouterr() == ("", "")


def test_a_refusal_and_a_file_that_can_not_be_read_are_sentences(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ends(monkeypatch, Refusal("There is no plan.")) == 2
    assert capsys.readouterr() == ("", "mingzhang: There is no plan.\n")
    assert ends(monkeypatch, PermissionError(13, "Permission denied", "plans")) == 2
    said = "mingzhang: plans can't be read or written: Permission denied.\n"
    assert capsys.readouterr() == ("", said)


def test_no_new_file_is_written_where_one_of_them_exists(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    old, new = tmp_path / "old.yml", tmp_path / "folder" / "new.yml"
    old.write_text("old", "utf-8")
    assert ends(monkeypatch, Answer("", new_files={new: "a", old: "b"})) == 2
    assert capsys.readouterr().err == (
        f"mingzhang: {old} exists already, so no file was touched. "
        "Choose another name, or edit that file.\n"
    )
    assert (old.read_text("utf-8"), new.exists()) == ("old", False)
    assert ends(monkeypatch, Answer("", new_files={new: "a"}, changed_files={old: b"c"})) == 0
    assert (old.read_bytes(), new.read_bytes()) == (b"c", b"a")


def test_a_clock_that_is_no_number_is_a_sentence() -> None:
    said = "The variable SOURCE_DATE_EPOCH must be a number of seconds since 1970."
    assert run("check", SOURCE_DATE_EPOCH="soon") == (2, "", f"mingzhang: {said}\n")


def test_a_terminal_without_chinese_shows_escapes(tmp_path: Path) -> None:
    root = str(a_tree(tmp_path))
    code, out, err = run("check", root, "--lang=zh", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (code, out[:12], err) == (0, "1 \\u4e2a\\u8b", "")


def test_a_reader_that_has_seen_enough_is_no_fault(tmp_path: Path) -> None:
    root = a_tree(tmp_path)
    code = f"{sys.executable} -m mingzhang check {root} | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "hooks"), *sys.path])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stdout, done.stderr) == ("0\n", "")


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["check"], "check"),
        (["--lang", "zh", "diff", "--help"], "diff"),
        (["--lang=en", "new", "plan"], "new"),
        (["--lang", "check"], ""),
        (["--help", "check"], ""),
        (["chekc"], ""),
        ([], ""),
    ],
)
def test_only_the_module_of_the_command_that_is_asked_for_is_loaded(
    arguments: list[str], command: str
) -> None:
    assert module.chosen_command(arguments) == command
    grammar = module.parser(words("en"), command)
    assert ("fresh" in grammar.format_help()) == (command == "")
