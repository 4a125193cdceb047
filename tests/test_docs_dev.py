"""The documents for developers agree with the code: what they name is there, links lead somewhere,
tables list what there is.
"""

from __future__ import annotations

import importlib
import json
import re
import tomllib
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from mingzhang.account.status import STATUSES
from mingzhang.cli.main import parser
from mingzhang.i18n.words import Words
from tests.support.documents import (
    DEVELOPERS,
    DOCUMENTS,
    README,
    anchors,
    code_words,
    links,
    needs_our_readme,
    shown,
    table_rows,
)
from tests.support.paths import ROOT

PACKAGE = ROOT / "hooks" / "mingzhang"
PACKAGES = {
    ".".join(path.parent.relative_to(PACKAGE).parts)
    for path in PACKAGE.rglob("__init__.py")
    if path.parent != PACKAGE
}
MODULES = {path.stem for path in PACKAGE.glob("*.py")} | {name.split(".")[0] for name in PACKAGES}
"""What a dotted name of ours begins with."""
TOPS = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
NOT_FILES = {"plans", "site", "node_modules"}
"""What is named by examples and addresses more than by files."""
FOLDERS = (TOPS - NOT_FILES) | (MODULES - NOT_FILES)
DOTTED = re.compile(r"[a-z_]\w*(?:\.\w+)+")
ENDINGS = (".css", ".html", ".js", ".json", ".md", ".mjs", ".py", ".svg", ".toml", ".txt", ".yml")
PYPROJECT: Any = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ARCHITECTURE = (DEVELOPERS / "architecture.md").read_text("utf-8")
DECISIONS = DEVELOPERS / "decisions"

each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=shown)


def paths_named(text: str) -> Iterator[str]:
    """What looks like a path in the repository, or below the package."""
    for word in code_words(text):
        named = word.strip(",;:()").split("::")[0]
        is_path = re.fullmatch(r"[\w.@-]+(?:/[\w.@-]+)*/?", named) and "/" in named
        if is_path and named.split("/")[0] in FOLDERS:
            yield named


def names_named(text: str) -> Iterator[str]:
    """What looks like a module of the package, or something in one."""
    for word in code_words(text):
        named = word.strip(",;:()").removesuffix("()")
        is_name = DOTTED.fullmatch(named) and not named.endswith(ENDINGS)
        if is_name and named.split(".")[0] in MODULES:
            yield named


def is_there(name: str) -> bool:
    """Whether there is such a module, or such a thing in one: `account.status.assess`."""
    parts = name.split(".")
    depth = len(parts)
    while depth and not _is_module(parts[:depth]):
        depth -= 1
    thing: Any = importlib.import_module(".".join(["mingzhang", *parts[:depth]]))
    for part in parts[depth:]:
        fields = getattr(thing, "__annotations__", {}) | getattr(thing, "model_fields", {})
        if not hasattr(thing, part) and part not in fields:
            return False
        thing = getattr(thing, part, None)
    return True


def _is_module(parts: list[str]) -> bool:
    path = PACKAGE.joinpath(*parts)
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


@each_document
def test_every_path_that_is_named_is_there(path: Path) -> None:
    named = set(paths_named(path.read_text("utf-8")))
    assert {name for name in named if not any((at / name).exists() for at in (ROOT, PACKAGE))} == (
        set()
    )


@each_document
def test_every_name_of_the_code_is_there(path: Path) -> None:
    named = set(names_named(path.read_text("utf-8")))
    assert {name for name in named if not is_there(name)} == set()


def test_a_name_or_a_path_that_is_gone_would_be_found() -> None:
    text = (
        "`account.status.guess`, `account.oversight.Outcome` and `tests/shipped.py`\n\n"
        "```sh\npytest tests/test_status.py\n```\n"
    )
    assert [is_there(name) for name in names_named(text)] == [False, False]
    assert list(paths_named(text)) == ["tests/test_status.py", "tests/shipped.py"]
    assert is_there("account.status.Assessment.attained")
    assert is_there("model.plan.Target.due")


@each_document
def test_every_link_leads_to_a_file_and_a_place_in_it(path: Path) -> None:
    text = path.read_text("utf-8")
    for link in links(text):
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text("utf-8")), link


@each_document
def test_lines_and_paragraphs_are_short_enough_to_read(path: Path) -> None:
    if path in {README, ROOT / "CONTRIBUTING.md"}:
        pytest.skip("its paragraphs are lines")
    text = path.read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("|")]
    assert max(map(len, lines)) <= 200
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    parts = re.split(r"\n(?:\n|(?=- |\d+\. ))", prose)
    assert max(len(part) for part in parts if not part.startswith("|")) < 1000


MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.M))


def made(text: str) -> set[str]:
    """What the text makes: `make site`, in a line of code or at the beginning of one of a block."""
    return set(re.findall(r"(?:^|`)make ([a-z]+)\b(?=[^\n`]*`|  +#|$)", text, re.M))


@each_document
def test_whatever_is_made_is_a_target_of_the_makefile(path: Path) -> None:
    assert made(path.read_text("utf-8")) - TARGETS == set()
    assert made("run `make all`, then\nmake everything   # at once\n") == {"all", "everything"}


@needs_our_readme
def test_the_commands_for_everyone_are_in_the_help_and_the_readme() -> None:
    helped = set(re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.M))
    assert {"site", "serve", "check", "test", "audit", "quick"} <= helped
    assert made(README.read_text("utf-8")) >= {"site", "serve", "check", "test", "audit", "quick"}


def test_the_way_in_stays_short() -> None:
    assert (ROOT / "HACKING.md").read_text("utf-8").count("\n") <= 80


@pytest.mark.parametrize("package", sorted(PACKAGES))
def test_every_package_has_its_place_in_the_architecture(package: str) -> None:
    assert f"`{package}`" in ARCHITECTURE


def test_the_layers_are_those_of_the_contract() -> None:
    contracts = PYPROJECT["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    told = [re.findall(r"`(\w+)`", cells[0]) for cells in table_rows(ARCHITECTURE, "## The layers")]
    assert [set(names) for names in told] == [set(layer.split(" | ")) for layer in layers]


def test_every_decision_is_in_the_index_with_its_title_and_day() -> None:
    index = (DECISIONS / "README.md").read_text("utf-8")
    files = sorted(path for path in DECISIONS.glob("*.md") if path.name != "README.md")
    expected = []
    for path in files:
        text = path.read_text("utf-8")
        number, title = re.match(r"# (\d+)\. (.+)\n", text).groups()  # type: ignore[union-attr]
        day, status = re.search(r"^(\d{4}-\d\d-\d\d), (.+)$", text, re.M).groups()  # type: ignore[union-attr]
        ending = "" if status == "accepted" else f", {status.split()[0]}"
        expected.append(f"- [{int(number):03} {title}]({path.name}), {day}{ending}")
    assert sorted(line for line in index.splitlines() if line.startswith("- ")) == sorted(expected)
    assert [int(path.name[:3]) for path in files] == list(range(1, len(files) + 1))


@pytest.mark.parametrize("path", sorted(DECISIONS.glob("[0-9]*.md")), ids=lambda path: path.name)
def test_a_decision_says_why_what_and_what_follows(path: Path) -> None:
    text = path.read_text("utf-8")
    parts = re.findall(r"^\*\*(\w+)\.\*\*", text, re.M)
    assert parts == ["Context", "Decision", "Consequences"]


def test_every_recipe_is_listed_and_says_which_tests_to_run() -> None:
    index = DEVELOPERS / "how-to" / "README.md"
    recipes = sorted(path for path in index.parent.glob("*.md") if path != index)
    assert {f"{path.name}" for path in recipes} <= set(links(index.read_text("utf-8")))
    for path in recipes:
        assert "Tests: " in path.read_text("utf-8"), path.name


def test_every_dependency_has_its_reason() -> None:
    project, npm = PYPROJECT["project"], json.loads((ROOT / "package.json").read_text("utf-8"))
    python = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    needed = {re.split(r"[<>=~!\[; ]", name)[0].lower() for name in python}
    needed |= {*npm["dependencies"], *npm["devDependencies"]}
    text = (DEVELOPERS / "dependencies.md").read_text("utf-8")
    rows = [*table_rows(text, "## To build a site"), *table_rows(text, "## To work on it")]
    told = [name.removesuffix(" (npm)").lower() for row in rows for name in row[0].split(", ")]
    assert sorted(told) == sorted(needed)


def test_the_glossary_has_every_status_with_its_words() -> None:
    glossary = (DEVELOPERS / "glossary.md").read_text("utf-8")
    heading = "The nine statuses (`account.status.STATUSES`):"
    zh, en = Words("zh", {}), Words("en", {})
    expected = [[zh(f"status.{name}"), f"`{name}`", en(f"status.{name}")] for name in STATUSES]
    assert sorted(table_rows(glossary, heading)) == sorted(expected)


def commands(grammar: ArgumentParser, name: str = "") -> Iterator[str]:
    """Every command that can be run, such as `new plan`."""
    below = [action for action in grammar._actions if isinstance(action, _SubParsersAction)]
    if not below:
        yield name
    for action in below:
        for key, command in action.choices.items():
            yield from commands(command, f"{name} {key}".strip())


@needs_our_readme
def test_the_readme_lists_every_command() -> None:
    rows = table_rows(README.read_text("utf-8"), "## The command")
    told = [re.match(r"`mingzhang ([a-z]+(?: [a-z]+)?)", row[0]) for row in rows]
    assert [match[1] for match in told if match] == list(commands(parser(Words("en", {}))))
