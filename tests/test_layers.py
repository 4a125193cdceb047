"""The house rules on modules: imports point one way, the edge is thin, everything is small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from itertools import combinations
from pathlib import Path

import pytest

from tests.support.paths import ROOT

PACKAGE = ROOT / "hooks" / "mingzhang"
HOOK = ROOT / "hooks" / "mkdocs_events.py"
MODULES = {path.stem: path for path in sorted(PACKAGE.glob("*.py")) if path.stem != "__init__"}
SCRIPTS = sorted((ROOT / "scripts").glob("*.py"))

# From the ground up; a module imports nothing of a later group, not even through others.
READING: list[set[str]] = [
    {"text", "periods"},
    {"problems"},
    {"yaml_nodes"},
    {"fields"},
    {"registries", "model"},
    {"load"},
    {"rules"},
]
SHOWING: list[set[str]] = [
    {"text", "periods"},
    {"problems"},
    {"yaml_nodes"},
    {"fields"},
    {"model"},
    {"terms"},
    {"status"},
    {"account"},
    {"views"},
    {"pages"},
    {"writer"},
    {"site"},
]
PURE = {
    "text", "periods", "problems", "characters", "file_names", "forms", "contacts", "fields",
    "progress",
    "model", "registries", "terms", "history", "status", "account", "changes", "story",
    "sentences", "charts", "bars", "exports", "urls", "ledger", "ledger_check", "renames",
    "agenda", "columns", "sheets", "catalog", "scopes", "news", "origin", "passages",
    "freshness", "translations", "pledges", "control", "oversight", "lineage", "control_charts",
    "control_columns", "control_sheets", "control_exports", "export_values",
}  # fmt: skip


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
    return frozenset({name.split(".")[1] for name in own} & MODULES.keys())


@cache
def reached(module: str) -> frozenset[str]:
    """The package's modules that the module imports, itself or through others."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        for name in below(waiting.pop()) - found:
            found.add(name)
            waiting.append(name)
    return frozenset(found)


def importers(library: str) -> set[str]:
    """Files of the product that import the library."""
    return {
        path.name
        for path in (*MODULES.values(), PACKAGE / "__init__.py", HOOK, *SCRIPTS)
        if any(name.split(".")[0] == library for name in imported(path))
    }


def test_imports_go_in_no_circle() -> None:
    order = list(TopologicalSorter({name: below(name) for name in MODULES}).static_order())
    assert set(order) == MODULES.keys()


@pytest.mark.parametrize("groups", [READING, SHOWING], ids=["reading", "showing"])
def test_the_core_order_holds(groups: list[set[str]]) -> None:
    for lower, higher in combinations(groups, 2):
        for module in lower:
            assert reached(module).isdisjoint(higher), f"{module} reaches {reached(module)}"


@pytest.mark.parametrize("groups", [READING, SHOWING], ids=["reading", "showing"])
def test_the_groups_in_the_core_order_exist(groups: list[set[str]]) -> None:
    assert set().union(*groups) <= MODULES.keys()


def test_the_edge_stands_on_everything_that_makes_the_site() -> None:
    assert {"writer", "pages", "views", "account", "rules", "load"} <= reached("site")


def test_only_the_edge_imports_mkdocs() -> None:
    assert importers("mkdocs") == {"site.py"}


def test_the_hook_file_only_wires_the_site() -> None:
    assert set(imported(HOOK)) == {"mingzhang.site", "mingzhang.site.Site"}


def test_only_edits_import_the_round_trip_library() -> None:
    assert importers("ruamel") == {"edits.py"}


def test_only_charts_import_pyecharts() -> None:
    assert importers("pyecharts") == {"bars.py", "charts.py", "control_charts.py"}


def test_only_pinyin_imports_pypinyin() -> None:
    assert importers("pypinyin") == {"pinyin.py"}


def test_pure_modules_stand_on_pure_ones() -> None:
    """Besides these only the shapes of data files, and the tables of words that sentences need."""
    for module in PURE:
        tables = {"words"} if module == "sentences" else set()
        assert reached(module) <= PURE | {"yaml_nodes", "yaml_text"} | tables, module


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
    for path in MODULES.values():
        assert path.stem in {"clock", "cli"} or list(clock_reads(path)) == []


def test_the_command_line_reads_its_language_from_the_environment_and_nothing_else() -> None:
    assert [read.partition(" ")[2] for read in clock_reads(MODULES["cli"])] == ["os.environ"]


def test_the_command_line_renders_and_publishes_nothing() -> None:
    assert reached("cli").isdisjoint({"site", "writer", "frame", "render", "publication"})


def test_commands_write_and_print_nothing() -> None:
    """They answer; only `cli` writes the files of an answer and prints its text."""
    writing = {"write_text", "write_bytes", "mkdir", "unlink", "rename", "open"}
    for path in MODULES.values():
        if path.stem.endswith("_command"):
            calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
            names = {call.func.attr for call in calls if isinstance(call.func, ast.Attribute)}
            assert names.isdisjoint(writing), path.name


def test_the_clock_is_found_where_it_is_read() -> None:
    assert [read.partition(" ")[2] for read in clock_reads(MODULES["clock"])] == [
        "os.environ",
        "datetime.now",
    ]


def test_only_the_edge_and_scripts_ask_the_clock() -> None:
    assert [name for name in MODULES if "clock" in below(name)] == ["cli", "site"]


def test_perf_counter_is_read_by_the_edge_alone() -> None:
    assert importers("time") <= {"site.py", *(path.name for path in SCRIPTS)}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_what_it_holds(module: str) -> None:
    assert ast.get_docstring(tree(MODULES[module]))


@pytest.mark.parametrize("module", MODULES)
def test_no_module_has_more_than_300_lines(module: str) -> None:
    lines = MODULES[module].read_text("utf-8").count("\n")
    assert lines <= 300


@pytest.mark.parametrize("path", [*MODULES.values(), *SCRIPTS], ids=lambda path: path.stem)
def test_no_function_has_more_than_40_lines(path: Path) -> None:
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= 40
    }
    assert long == {}


@pytest.mark.parametrize("path", [*MODULES.values(), *SCRIPTS], ids=lambda path: path.stem)
def test_nothing_is_caught_blindly(path: Path) -> None:
    bare = [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]
    assert bare == []


def test_nothing_prints_but_scripts() -> None:
    for path in MODULES.values():
        calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
        assert not any(ast.unparse(call.func) == "print" for call in calls), path.name
