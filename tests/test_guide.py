"""The editors' guide, done as it says: every command, every file, every cell, every output."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from mingzhang.language import LANGUAGES, Language
from tests.support.audit import audited
from tests.support.git_folder import WHO, commit, git
from tests.support.paths import ROOT

GUIDES: dict[Language, Path] = {
    "zh": ROOT / "docs" / "editing.md",
    "en": ROOT / "docs" / "en" / "editing.md",
}
TODAY = "1795219200"  # 2026-11-21T00:00:00Z
LOCALES: dict[Language, str] = {"zh": "zh_CN.UTF-8", "en": "C"}
BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>[^>]*?) -->\n\n?)?"
    r"(?:^```(?P<kind>\w+)\n(?P<text>.*?)^```$|^(?P<table>(?:\|[^\n]*\|\n)+))",
    re.MULTILINE | re.DOTALL,
)
MARKS = ("set-up", "file", "change", "cells")
"""Of a block: not run here (it needs the network or a terminal of its own); the whole file; lines
of a file that change; cells of a workbook to fill in."""


@dataclass(frozen=True)
class Step:
    """A block of the guide."""

    mark: str
    subject: str
    """The file that the mark names."""
    kind: str
    text: str
    span: tuple[int, int]
    """Where the text stands in the guide."""


def steps(guide: str) -> Iterator[Step]:
    for found in BLOCK.finditer(guide):
        mark, _, subject = (found["mark"] or "").partition(": ")
        if found["kind"]:
            yield Step(mark, subject, found["kind"], found["text"], found.span("text"))
        elif mark:
            yield Step(mark, subject, "table", found["table"], found.span("table"))


def read(language: Language) -> list[Step]:
    return list(steps(GUIDES[language].read_text("utf-8")))


class Editor:
    """Does what the guide says, in a project with registries and no plan."""

    def __init__(self, folder: Path, language: Language) -> None:
        self.project = folder / "mingzhang"
        (self.project / "plans").mkdir(parents=True)
        for path in (ROOT / "plans").glob("*.yml"):
            shutil.copy(path, self.project / "plans")
        for name in (".githooks", "mkdocs.yml"):
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(
                ROOT / name, self.project / name
            )
        programs = folder / "bin"
        programs.mkdir()
        program = programs / "mingzhang"
        program.write_text(f'#!/bin/sh\nexec {sys.executable} -m mingzhang "$@"\n', "utf-8")
        program.chmod(0o755)
        commit(self.project / "plans")
        git(self.project, "config", "user.name", "Editor")
        git(self.project, "config", "user.email", "editor@example.org")
        self.environment = {
            **os.environ,
            **WHO,
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "hooks"), *sys.path]),
            "PYTHONUTF8": "1",
            "SOURCE_DATE_EPOCH": TODAY,
            "LC_ALL": LOCALES[language],
        }

    def types(self, commands: str) -> tuple[int, str]:
        """What the terminal shows, and the last exit code."""
        done = subprocess.run(
            ["bash", "-c", commands],
            cwd=self.project,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        # A bash without the locale says so; what it runs needs none.
        said = re.sub(r"(?m)^(bash|/bin/sh): warning: setlocale: .*\n", "", done.stdout)
        return done.returncode, said

    def does(self, step: Step) -> None:
        """Writes a file, changes one, or fills in a workbook."""
        path = self.project / step.subject
        if step.mark == "file":
            path.write_text(step.text, "utf-8")
        elif step.mark == "change":
            path.write_text(changed(path.read_text("utf-8"), step), "utf-8")
        else:
            fill_in(path, step.text)


def changed(text: str, step: Step) -> str:
    """The text with each run of lines of the difference, found there once, as it says."""
    old, new = "", ""
    runs: list[tuple[str, str]] = []
    for line in step.text.splitlines(keepends=True):
        if line[0] == "-" and new != old:
            runs.append((old, new))
            old, new = "", ""
        old += line[1:] if line[0] in "- " else ""
        new += line[1:] if line[0] in "+ " else ""
    for before, after in [*runs, (old, new)]:
        assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times"
        text = text.replace(before, after)
    return text


def fill_in(path: Path, table: str) -> None:
    """Fills in the cells: sheet, id of the row, heading of the column, value."""
    book = load_workbook(path)
    for line in table.splitlines()[2:]:
        sheet, row, column, value = (cell.strip() for cell in line.strip("|").split("|"))
        rows: list[Any] = list(book[sheet].iter_rows())
        (at,) = (c.column for c in rows[0] if " ".join(str(c.value).split()) == column)
        (found,) = (r for r in rows if row in [str(cell.value) for cell in r[:2]])
        found[at - 1].value = value
    book.save(path)


def followed(guide: Path, folder: Path, language: Language) -> str:
    """The guide with what the commands really print."""
    text, editor = guide.read_text("utf-8"), Editor(folder, language)
    given, at = [], 0
    code, said = 0, ""
    for step in steps(text):
        if step.kind == "sh" and not step.mark:
            assert code == 0, said
            code, said = editor.types(step.text)
        elif step.kind == "text":
            given += [text[at : step.span[0]], said]
            at, code, said = step.span[1], 0, ""
        elif step.mark in MARKS[1:]:
            assert (code, said) == (0, ""), said
            editor.does(step)
    assert (code, said) == (0, ""), said
    return "".join([*given, text[at:]])


@pytest.mark.parametrize("language", audited(LANGUAGES, but=["zh"]))
def test_whoever_does_what_the_guide_says_sees_what_it_shows(
    language: Language, tmp_path: Path
) -> None:
    guide = GUIDES[language]
    shown = followed(guide, tmp_path, language)
    if os.environ.get("UPDATE_GOLDEN"):
        guide.write_text(shown, "utf-8")
    assert shown == guide.read_text("utf-8")


def test_both_languages_do_the_same() -> None:
    zh, en = (
        [(step.mark, step.subject, step.kind) for step in read(language)] for language in LANGUAGES
    )
    assert zh == en
    zh_commands, en_commands = (
        [step.text for step in read(language) if step.kind == "sh"] for language in LANGUAGES
    )
    assert zh_commands == en_commands


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mark_is_known_and_only_set_up_is_not_run(language: Language) -> None:
    read_ = read(language)
    assert {step.mark for step in read_} == {"", *MARKS}
    assert {step.kind for step in read_} == {"sh", "text", "yaml", "diff", "table"}
    unmarked = {step.kind for step in read_ if not step.mark}
    assert unmarked == {"sh", "text"}
    skipped = [step.text for step in read_ if step.mark == "set-up"]
    assert [text.split()[:2] for text in skipped] == [
        ["git", "clone"],
        ["make", "serve"],
        ["git", "push"],
    ]


def test_a_block_that_shows_something_else_would_be_found(tmp_path: Path) -> None:
    guide = tmp_path / "guide.md"
    guide.write_text("```sh\nmingzhang check\n```\n\n```text\nAll is well.\n```\n", "utf-8")
    shown = followed(guide, tmp_path / "run", "en")
    assert (
        shown == "```sh\nmingzhang check\n```\n\n```text\n0 plans, 0 targets: no problems.\n```\n"
    )
