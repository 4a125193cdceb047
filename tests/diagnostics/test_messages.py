"""Hostile and broken input: refused in exact words of both languages, of every kind there is.

Files that a repository can't hold (links, pipes, wrong encodings, huge ones) are made here; their
words stand in tests/cases/hostile.txt and hostile.zh.txt, which UPDATE_GOLDEN=1 writes anew.
`-s` prints how many cases there are of each kind.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from mingzhang.diagnostics.problems import MOST_AT_ONCE, Problem
from mingzhang.diagnostics.report import report, table
from mingzhang.language import LANGUAGES, Language
from mingzhang.reading.load import load
from mingzhang.reading.yaml_text import OF_PLANS
from mingzhang.rules.check import check
from tests.reading.test_load import ACTION, CASES, INVALID, PLAN, SNAPSHOT, files_of
from tests.support.data_folder import MINIMAL, TODAY, a_tree, changed

Files = dict[str, str | bytes | None]
Deed = Callable[[Path], object]
"""What is done to the minimal tree, once it is written."""


def put(name: str, content: str | bytes) -> Deed:
    data = content.encode() if isinstance(content, str) else content

    def deed(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)

    return deed


def edit(name: str, *changes: tuple[str, str]) -> Deed:
    return put(name, changed(name, *changes)[name])


def encode(name: str, encoding: str) -> Deed:
    return put(name, MINIMAL[name].encode(encoding))


def remove(*names: str) -> Deed:
    def deed(root: Path) -> None:
        for name in names:
            (root / name).unlink()

    return deed


def link(name: str, target: str) -> Deed:
    """A link in the place of a file or folder, which it moves away first."""

    def deed(root: Path) -> None:
        path = root / name
        if path.exists():
            path.rename(root.parent / "moved")
        path.symlink_to(target.replace("MOVED", str(root.parent / "moved")))

    return deed


def huge(name: str, size: int) -> Deed:
    """A file of the size, without writing it: a scalar that never ends."""

    def deed(root: Path) -> None:
        (root / name).write_text("id: x")
        os.truncate(root / name, size)

    return deed


def pipe(name: str) -> Deed:
    def deed(root: Path) -> None:
        (root / name).unlink(missing_ok=True)
        os.mkfifo(root / name)

    return deed


def folder(name: str) -> Deed:
    def deed(root: Path) -> None:
        (root / name).unlink(missing_ok=True)
        (root / name).mkdir()

    return deed


def copy(name: str, other: str) -> Deed:
    def deed(root: Path) -> None:
        is_folder = (root / name).is_dir()
        (shutil.copytree if is_folder else shutil.copy)(root / name, root / other)

    return deed


LAUGHS = "\n".join(
    ["a0: &a0 [x, x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 9))]
)
CONFLICT = "<<<<<<< HEAD\nstage: in-force\n=======\nstage: draft\n>>>>>>> theirs"
GROWN = MINIMAL[ACTION].replace("[parks]", f"[{', '.join(['parks'] * OF_PLANS.values)}]")

HOSTILE: dict[str, Deed] = {
    # Too deep, too large, too many.
    "brackets": put(PLAN, "[" * 200_000),
    "brackets-closed": put(PLAN, "[" * 200_000 + "]" * 200_000),
    "brackets-in-a-value": put(PLAN, MINIMAL[PLAN] + "notes: " + "[" * 200_000),
    "brackets-only-closing": put(PLAN, "]" * 200_000),
    "braces": put(ACTION, "{a: " * 120_000),
    "dashes": put(SNAPSHOT, "- " * 200_000),
    "keys-in-keys": put(PLAN, "? " * 200_000),
    "scalar-of-100-mb": huge(PLAN, 100_000_000),
    "scalar-of-10-gb": huge("themes.yml", 10_000_000_000),
    "one-byte-too-many": huge(SNAPSHOT, OF_PLANS.bytes + 1),
    "too-many-values": put(ACTION, GROWN),
    "alias-bomb": put("demo/actions/02-bomb.yml", LAUGHS),
    "merge-bomb": put("units.yml", "- &a {id: m, name: 米}\n- {<<: [*a, *a], id: km}\n"),
    "one-long-line": put(PLAN, MINIMAL[PLAN].replace("in-force", "x" * 400_000)),
    "one-long-key": put(PLAN, MINIMAL[PLAN] + "x" * 900 + ": 1\n"),
    # Encodings and other formats.
    "gbk": encode(PLAN, "gbk"),
    "gb18030": put(SNAPSHOT, MINIMAL[SNAPSHOT].replace("进展", "㐀𠮷进展").encode("gb18030")),
    "big5": put(PLAN, "id: demo\ntitle: 濱州市\n".encode("big5")),
    "utf-16": encode(PLAN, "utf-16"),
    "utf-16-big-endian": put(ACTION, b"\xfe\xff" + MINIMAL[ACTION].encode("utf-16-be")),
    "utf-16-without-mark": put(PLAN, "stage: in-force\n".encode("utf-16-le")),
    "utf-32": encode("regions.yml", "utf-32"),
    "latin-1": put("units.yml", "- {id: m, name: mètre}\n".encode("latin-1")),
    "cut-character": put(PLAN, MINIMAL[PLAN].encode() + "局".encode()[:2]),
    "surrogates": put(PLAN, b"id: \xed\xa0\xbd\xed\xb8\x80\n"),
    "overlong": put(PLAN, b"id: \xc0\xaf\n"),
    "nul-in-a-value": edit(PLAN, ("in-force", "in-\0force")),
    "nul-in-a-key": edit(PLAN, ("stage", "sta\0ge")),
    "nul-at-the-end": put(PLAN, MINIMAL[PLAN] + "\0\0"),
    "nothing-but-nul": put("themes.yml", b"\0" * 4096),
    "byte-order-mark-alone": put("themes.yml", b"\xef\xbb\xbf"),
    "picture": put(ACTION, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1"),
    "workbook": put("units.yml", b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xdf\xa4\xd2l"),
    "pdf": put(PLAN, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    "web-page": put(ACTION, "<!DOCTYPE html>\n<html><body>404: Not found</body></html>\n"),
    "merge-conflict": edit(PLAN, ("stage: in-force", CONFLICT)),
    "merge-conflict-in-a-list": put(
        "themes.yml", f"{CONFLICT}\n{MINIMAL['themes.yml']}{CONFLICT}\n"
    ),
    "only-spaces": put(SNAPSHOT, "   \n\n  \n"),
    # Links, devices, pipes, folders.
    "link-to-a-file": link(ACTION, "MOVED"),
    "link-to-a-secret": link("demo/actions/02.yml", "/etc/passwd"),
    "link-to-nowhere": link("demo/actions/02.yml", "nowhere"),
    "link-to-itself": link("demo/actions/02.yml", "02.yml"),
    "link-to-a-device": link("themes.yml", "/dev/zero"),
    "link-to-a-folder": link("demo/progress", "MOVED"),
    "link-to-a-plan": link("demo", "MOVED"),
    "link-in-a-circle": link("demo/actions/back", "../.."),
    "pipe": pipe(ACTION),
    "folder-for-a-file": folder("themes.yml"),
    "folder-for-an-action": folder("demo/actions/02.yml"),
    # Ids that lead elsewhere.
    "path-of-a-plan": edit(PLAN, ("id: demo", "id: ../demo")),
    "path-of-an-action": edit(ACTION, ("id: green\n", "id: ../../etc/cron\n")),
    "path-of-a-project": edit(ACTION, ("id: pocket-parks", "id: a/b")),
    "path-of-a-target": edit(ACTION, ("id: rules-issued", "id: ./rules")),
    "path-of-a-region": edit("regions.yml", ("id: west", "id: ../west")),
    "path-of-a-body": edit(ACTION, ("[housing]", "[../housing/..]")),
    "path-of-a-district": edit(PLAN, ("[east, west]", "[east, ../../../x]")),
    "path-of-a-parent": edit(
        "regions.yml", ("parent: demo-city}\n- {id: west", "parent: ..}\n- {id: west")
    ),
    "path-of-a-key": edit(SNAPSHOT, ("value: 38.5", "by_region: {../x: 38.5}")),
    "path-of-a-report": edit(SNAPSHOT, ("target: rules-issued", "target: ../../rules")),
    "path-of-windows": edit(ACTION, ("id: rules-issued", "id: C:\\rules")),
    "device-of-a-plan": copy("demo", "nul"),
    "device-of-a-target": edit(ACTION, ("id: rules-issued", "id: com1")),
    "device-of-a-theme": edit("themes.yml", ("id: parks", "id: aux")),
    # Names of files.
    "device-for-a-file": copy(SNAPSHOT, "demo/progress/con.yml"),
    "device-for-an-action": copy(ACTION, "demo/actions/LPT1.a.yml"),
    "case-of-a-file": copy(ACTION, "demo/actions/01-GREEN.yml"),
    "case-of-a-plan": copy("demo", "Demo"),
    "case-of-a-registry": copy("themes.yml", "Themes.yml"),
    "case-of-a-folder": copy("demo/progress", "demo/Progress"),
    "case-of-an-accent": lambda root: [
        copy(ACTION, f"demo/actions/{name}.yml")(root) for name in ("é", "e\u0301")
    ],
    "name-with-a-new-line": copy(ACTION, "demo/actions/02\n::error::.yml"),
    "name-that-turns-round": copy(ACTION, "demo/actions/02\u202elmy.yml"),
    "name-with-a-question": copy(SNAPSHOT, "demo/progress/2024?.yml"),
    "name-with-a-dot-at-the-end": copy("demo", "demo2."),
    # Files that are missing, or there twice.
    "plan-missing": remove(PLAN),
    "registry-missing": remove("units.yml"),
    "actions-missing": remove(ACTION, SNAPSHOT),
    "file-twice": copy(ACTION, "demo/actions/02-copy.yml"),
    "snapshot-twice": copy(SNAPSHOT, "demo/progress/2025-06-30.yml"),
    "plan-twice": copy("demo", "demo-copy"),
    "plan-in-a-plan": copy("demo", "demo/demo"),
}  # fmt: skip


@cache
def told(name: str) -> tuple[Problem, ...]:
    """The problems of a hostile case, or of a case of the corpus."""
    with TemporaryDirectory() as place:
        root = a_tree(Path(place), files_of(CASES / "invalid" / name) if name in FILES else {})
        if name in HOSTILE:
            HOSTILE[name](root)
        return tuple(
            Problem(problem.where, problem.what)
            for problem in check(load(root, shown="plans"), TODAY)
        )


FILES = frozenset(case.name for case in INVALID)


@cache
def golden(language: Language) -> dict[str, str]:
    """Case → what is printed, as tests/cases/hostile.txt has it."""
    path = CASES / ("hostile.txt" if language == "en" else f"hostile.{language}.txt")
    if os.environ.get("UPDATE_GOLDEN"):
        parts = [f"== {name}\n{said(name, language)}\n" for name in HOSTILE]
        path.write_text("\n".join(parts), "utf-8")
    parts = path.read_text("utf-8").removeprefix("== ").split("\n== ")
    return {part.partition("\n")[0]: part.partition("\n")[2].strip("\n") for part in parts}


def said(name: str, language: Language) -> str:
    return report(told(name), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_refused_in_exact_words(name: str, language: Language) -> None:
    assert told(name)
    assert said(name, language) == golden(language)[name]


def test_every_place_is_a_single_line_that_can_be_printed() -> None:
    for name in HOSTILE:
        for line in said(name, "en").splitlines()[:-1]:
            assert line.startswith("plans") and ": " in line, (name, line)


MANY = {
    "invisible characters": (PLAN, MINIMAL[PLAN] + "\u200b" * 100_000, "invisible-character"),
    "look-alikes": (PLAN, MINIMAL[PLAN] + "# " + "aа " * 90_000, "look-alike"),
    "tabs": (PLAN, MINIMAL[PLAN] + "\t\n" * 200_000, "tab-indents"),
    "spreadsheet errors": (ACTION, MINIMAL[ACTION] + "      - '#REF!'\n" * 18_000, None),
    "unknown keys": (PLAN, MINIMAL[PLAN] + "".join(f"k{n}: 1\n" for n in range(9_000)), None),
    "keys twice": (PLAN, MINIMAL[PLAN] + "id: 1\n" * 9_000, "key-twice"),
    "unknown ids": (
        ACTION,
        MINIMAL[ACTION].replace("[parks]", f"[{', '.join(f'公{n}园' for n in range(19_000))}]"),
        "unknown-id",
    ),
    "ids twice": (
        ACTION,
        MINIMAL[ACTION].replace("[parks]", f"[{', '.join(['parks'] * 19_000)}]"),
        "item-twice",
    ),
    "empty records": (ACTION, MINIMAL[ACTION] + "      - {}\n" * 19_000, "key-missing"),
    "reports twice": (
        SNAPSHOT,
        MINIMAL[SNAPSHOT] + "  - {target: rules-issued, phase: under-way}\n" * 3_500,
        "report-twice",
    ),
    "slips in a registry": ("units.yml", MINIMAL["units.yml"] + "- id：x\n" * 90_000, None),
    "conflicts": (PLAN, "<<<<<<< a\n" * 40_000 + ">>>>>>> b\n", "merge-conflict"),
    "unknown places of many": (
        "regions.yml",
        MINIMAL["regions.yml"]
        + "".join(
            f"- {{id: r{n}, name: 区{n}, level: district, parent: 某市{n}}}\n" for n in range(3000)
        ),
        None,
    ),
    "numbers": (
        SNAPSHOT,
        MINIMAL[SNAPSHOT].replace(
            "value: 38.5", f"by_region: {{{', '.join(f'e{n}: x' for n in range(9_000))}}}"
        ),
        "number-form",
    ),
}


@pytest.mark.parametrize("what", MANY)
def test_what_is_wrong_thousands_of_times_is_told_some_hundred_times(
    what: str, tmp_path: Path
) -> None:
    name, text, kind = MANY[what]
    problems = check(load(a_tree(tmp_path, {name: text}), shown="plans"), TODAY)
    kinds = Counter(problem.kind for problem in problems)
    assert kinds["more-problems"] >= 1
    assert kind is None or kinds[kind] >= MOST_AT_ONCE
    assert len(problems) <= 3 * MOST_AT_ONCE


# Kinds that no data file can cause: a folder that is not there is no data, a file that the system
# refuses is made in test_load, and nothing should be left for which there are no words.
OTHERWISE = {"no-folder", "file-unreadable", "yaml-other", "more-problems"}


def data_kinds() -> list[str]:
    """Kinds of problems in data files, in the order of the table."""
    kinds = list(table("en"))
    parts = ("hint.", "word.", "count.", "expected.", "number.", "between.", "summary.")
    return [kind for kind in kinds[: kinds.index("no-findings")] if not kind.startswith(parts)]


def test_300_cases_of_40_kinds_and_more() -> None:
    counts = Counter(
        kind for name in (*FILES, *HOSTILE) for kind in {problem.kind for problem in told(name)}
    )
    print(f"\n{len(FILES)} files, {len(HOSTILE)} made: {len(counts)} kinds")
    print(*(f"{counts[kind]:4} {kind}" for kind in data_kinds()), sep="\n")
    assert len(FILES) >= 300
    assert len(FILES) + len(HOSTILE) >= 380
    assert len(counts) >= 110
    assert set(data_kinds()) - counts.keys() == OTHERWISE
    assert counts.keys() <= set(data_kinds())
