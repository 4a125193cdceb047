"""The house rules that import-linter's contracts in pyproject.toml don't hold: everything is small,
nothing reads the clock in passing, commands write nothing.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.support.paths import ROOT

PACKAGE = ROOT / "hooks" / "mingzhang"
HOOK = ROOT / "hooks" / "mkdocs_events.py"
SCRIPTS = sorted((ROOT / "scripts").rglob("*.py"))


def dotted(path: Path) -> str:
    """The name of a module below the package; a package's is that of its folder."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts).removesuffix("__init__").removesuffix(".")


FILES = {dotted(path): path for path in sorted(PACKAGE.rglob("*.py"))}
MODULES = {name: path for name, path in FILES.items() if path.stem != "__init__"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Dotted names of everything that the file imports, also within functions."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno} imports by dots"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def below(module: str) -> frozenset[str]:
    """The package's modules that the module imports itself."""
    own = (name for name in imported(MODULES[module]) if name.startswith("mingzhang."))
    return frozenset({name.removeprefix("mingzhang.") for name in own} & MODULES.keys())


def linted(project: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the package below the project's hooks/."""
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package and its contracts, to spoil."""
    project = tmp_path_factory.mktemp("spoilt")
    ours = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE, project / "hooks" / "mingzhang", ignore=ours)
    shutil.copy(ROOT / "pyproject.toml", project)
    return project


FAULTS = [
    ("account/status.py", "import mkdocs", "only the edge knows MkDocs"),
    ("model/plan.py", "import mingzhang.pages.page", "the data flows one way"),
    ("model/periods.py", "import mingzhang.clock", "only the edges read the clock"),
    ("pages/page.py", "import pyecharts", "only charts make options with pyecharts"),
    ("exports/files.py", "import openpyxl", "only the form is a workbook that comes back"),
    ("reading/load.py", "import ruamel.yaml", "only edits of YAML keep its layout"),
    ("build/writer.py", "import xlsxwriter", "only the tables write workbooks that leave"),
    ("exports/index.py", "import rfc8785", "only the ledger writes canonical JSON"),
    ("pages/all.py", "import pypinyin", "only the search knows pinyin"),
]
"""A line in a module, and the contract that it breaks: one for each."""


@contextmanager
def spoilt(project: Path, *faults: tuple[str, str]) -> Iterator[None]:
    """Adds the lines to the modules, and takes them away again."""
    paths = [project / "hooks" / "mingzhang" / module for module, _ in faults]
    before = [path.read_text("utf-8") if path.exists() else None for path in paths]
    for path, text, (_, line) in zip(paths, before, faults, strict=True):
        path.write_text(f"{text or ''}\n{line}\n", "utf-8")
    yield
    for path, text in zip(paths, before, strict=True):
        if text is None:
            path.unlink()
        else:
            path.write_text(text, "utf-8")


def test_each_contract_on_imports_finds_what_breaks_it(copied: Path) -> None:
    with spoilt(copied, *((module, line) for module, line, _ in FAULTS)):
        done = linted(copied)
    assert done.returncode == 1, done.stdout + done.stderr
    contracts = [contract for _, _, contract in FAULTS]
    assert sorted(re.findall("^(.+?) BROKEN", done.stdout, re.M)) == sorted(contracts)
    declared = re.findall('^name = "(.+)"$', (copied / "pyproject.toml").read_text("utf-8"), re.M)
    assert {*contracts, "mingzhang"} == {*declared}


@pytest.mark.parametrize(
    ("module", "line"), [("build/writer.py", "import mingzhang.cli.main"), ("stray.py", "")]
)
def test_a_wrong_direction_or_a_module_without_a_place_breaks_the_layers_alone(
    module: str, line: str, copied: Path
) -> None:
    with spoilt(copied, (module, line)):
        done = linted(copied)
    assert re.findall("^(.+?) BROKEN", done.stdout, re.M) == ["the data flows one way"]


def test_the_contracts_on_imports_are_kept(copied: Path) -> None:
    done = linted(copied)
    assert done.returncode == 0, done.stdout + done.stderr


def test_imports_go_in_no_circle() -> None:
    order = list(TopologicalSorter({name: below(name) for name in MODULES}).static_order())
    assert set(order) == MODULES.keys()


def test_the_hook_file_only_wires_the_site() -> None:
    modules = {"mingzhang.site.edge", "mingzhang.site.unchanged"}
    names = {"mingzhang.site.edge.Site", "mingzhang.site.unchanged.stop_if_unchanged"}
    assert {name for name in imported(HOOK) if name.startswith("mingzhang")} == modules | names


CLOCKS = {
    "now", "utcnow", "today", "time", "time_ns", "monotonic", "localtime", "gmtime", "getenv",
    "environ",
}  # fmt: skip


def clock_reads(path: Path) -> Iterator[str]:
    """Where a file reads the clock or the environment: datetime.now(), date.today(), os.getenv()"""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            owner = ast.unparse(node.value).split(".")[-1]
            if owner in {"datetime", "date", "time", "os", "dt"}:
                yield f"{path.name}:{node.lineno} {ast.unparse(node)}"
        if isinstance(node, ast.ImportFrom) and node.module in {"time", "os"}:
            names = {alias.name for alias in node.names} & CLOCKS
            yield from (f"{path.name}:{node.lineno} {name}" for name in sorted(names))


def test_only_the_clock_reads_the_clock() -> None:
    for name, path in FILES.items():
        assert (
            name in {"clock", "cli.main", "site.edge", "site.unchanged"}
            or list(clock_reads(path)) == []
        )


@pytest.mark.parametrize("edge", ["cli.main", "site.edge", "site.unchanged"])
def test_an_edge_reads_its_language_from_the_environment_and_nothing_else(edge: str) -> None:
    reads = clock_reads(MODULES[edge])
    assert [read.partition(" ")[2] for read in reads] == ["os.environ"]


def test_the_clock_is_found_where_it_is_read() -> None:
    assert [read.partition(" ")[2] for read in clock_reads(MODULES["clock"])] == [
        "os.environ",
        "datetime.now",
    ]


def is_command(path: Path) -> bool:
    """Whether the module declares a command: it has both `add` and `run`."""
    names = {node.name for node in tree(path).body if isinstance(node, ast.FunctionDef)}
    return path.parent.name == "cli" and "add" in names


def test_commands_write_and_print_nothing() -> None:
    """They answer; only `cli.main` writes the files of an answer and prints its text."""
    writing = {"write_text", "write_bytes", "mkdir", "unlink", "rename", "open"}
    commands = [name for name, path in MODULES.items() if is_command(path)]
    assert len(commands) == 7
    for name in commands:
        calls = [node for node in ast.walk(tree(MODULES[name])) if isinstance(node, ast.Call)]
        names = {call.func.attr for call in calls if isinstance(call.func, ast.Attribute)}
        assert names.isdisjoint(writing), name


def test_a_module_and_a_package_say_what_they_hold() -> None:
    said = {name: ast.get_docstring(tree(path)) or "" for name, path in FILES.items()}
    assert [name for name, text in said.items() if len(text) <= 10] == []


def test_no_module_has_more_than_500_lines() -> None:
    lines = {name: path.read_text("utf-8").count("\n") for name, path in MODULES.items()}
    assert {name: count for name, count in lines.items() if count > 500} == {}


def test_no_folder_has_more_than_15_modules() -> None:
    folders = Counter(path.parent for path in MODULES.values())
    assert {folder: count for folder, count in folders.items() if count > 15} == {}


def long_functions(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if is_function and (node.end_lineno or 0) - node.lineno >= 40:
            yield node.name


def test_no_function_has_more_than_40_lines() -> None:
    files = [*MODULES.values(), *SCRIPTS]
    assert [f"{path.stem}.{name}" for path in files for name in long_functions(tree(path))] == []
    body = "    pass\n" * 39
    assert list(long_functions(ast.parse(f"def f():\n{body}def g():\n{body}    pass\n"))) == ["g"]


def test_nothing_is_caught_blindly() -> None:
    bare = [
        f"{path.name}:{node.lineno}"
        for path in (*MODULES.values(), *SCRIPTS)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]
    assert bare == []


def test_nothing_prints_but_scripts() -> None:
    for name, path in FILES.items():
        calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
        assert not any(ast.unparse(call.func) == "print" for call in calls), name
