"""Every fault that data can have, each with its place and its sentence."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mingzhang.diagnostics.problems import Message
from mingzhang.diagnostics.report import printed, report, table
from mingzhang.model.plan import Plan
from mingzhang.model.registries import REGISTRY_RECORDS
from mingzhang.reading.load import load
from mingzhang.rules.check import check
from tests.support.data_folder import MINIMAL, TODAY, a_tree, changed, said_of
from tests.support.paths import CASES

# expected.txt is what the check prints in English, expected.zh.txt in Chinese. UPDATE_GOLDEN=1
# writes the latter anew; then read it as an editor would.
INVALID = sorted(path for path in (CASES / "invalid").iterdir() if path.is_dir())
VALID = sorted(path for path in (CASES / "valid").iterdir() if path.is_dir())
PLAN, ACTION = "demo/plan.yml", "demo/actions/01-green.yml"
SNAPSHOT = "demo/progress/2024-12-31.yml"


def name_of(path: Path) -> str:
    return path.name


def files_of(case: Path) -> dict[str, str | bytes | None]:
    return {
        path.relative_to(case).as_posix(): path.read_bytes()
        for path in sorted(case.rglob("*"))
        if path.is_file() and not path.name.startswith("expected")
    }


def with_bytes(name: str, old: str, new: bytes) -> dict[str, str | bytes | None]:
    text = MINIMAL[name].encode()
    assert text.count(old.encode()) == 1
    return {name: text.replace(old.encode(), new)}


def is_exact(what: Message) -> bool:
    """Whether the message, and all within it, holds just the values that its sentence names."""
    values, words = dict(what.values), table("en")[what.kind]
    parts = [*what.hints, *(value for value in values.values() if isinstance(value, Message))]
    return set(re.findall(r"\{(\w+)\}", words)) == values.keys() and all(map(is_exact, parts))


@pytest.mark.parametrize("case", INVALID, ids=name_of)
def test_each_invalid_case_is_told_at_its_place_in_its_words_in_both_languages(
    case: Path, tmp_path: Path
) -> None:
    problems = check(load(a_tree(tmp_path, files_of(case)), shown="plans"), TODAY)
    assert report(problems, "en") + "\n" == (case / "expected.txt").read_text(encoding="utf-8")
    said, golden = report(problems, "zh") + "\n", case / "expected.zh.txt"
    assert all(is_exact(problem.what) for problem in problems)
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


def names_in(schema: Any) -> Iterator[str]:
    """Every key and every choice of the data, as a schema lists them."""
    if isinstance(schema, dict):
        yield from (*schema.get("properties", ()), *schema.get("enum", ()))
        yield from (schema["const"],) if "const" in schema else ()
    children = schema.values() if isinstance(schema, dict) else schema
    for child in children if isinstance(children, list | type({}.values())) else ():
        yield from names_in(child)


NAMES = {
    *(name for model in (Plan, *REGISTRY_RECORDS.values())
      for name in names_in(model.model_json_schema())),
    *re.findall("[A-Za-z][A-Za-z0-9.-]+", " ".join(MINIMAL.values())),
    *(f"{kind}.yml" for kind in REGISTRY_RECORDS),
    *("plan.yml", "actions", "progress", "yml", "true", "false", "yearly", "snapshots", "https",
      "mailto", "example.org", "page", "snapshot", "language", "GB", "Windows", "macOS", "plans"),
}  # fmt: skip
"""Words of Latin letters that Chinese sentences can hold outside of quotation marks."""


def test_no_english_is_left_in_what_is_told_in_chinese() -> None:
    told = [(case / "expected.zh.txt").read_text("utf-8").splitlines() for case in INVALID]
    for line in (line for lines in told for line in lines):
        plain = re.sub(
            r"^\S+: |，第一次见 \S+?。|，见 \S+?，|“[^”]*”|U[+][0-9A-F]+( [A-Z0-9-]+)*", " ", line
        )
        found = re.findall(r"[A-Za-z][A-Za-z0-9._-]*[A-Za-z0-9]", plain)
        assert set(found) <= NAMES, line


def test_both_languages_tell_the_same_places() -> None:
    for case in INVALID:
        en, zh = (
            [line.split(": ")[0] for line in (case / name).read_text("utf-8").splitlines()[:-1]]
            for name in ("expected.txt", "expected.zh.txt")
        )
        assert en == zh, case.name


@pytest.mark.parametrize("case", VALID, ids=name_of)
def test_each_valid_case_has_no_problem(case: Path, tmp_path: Path) -> None:
    assert said_of(a_tree(tmp_path, files_of(case))) == ""


def test_every_case_differs_from_every_other() -> None:
    expected = [(case / "expected.txt").read_text(encoding="utf-8") for case in INVALID]
    contents = [tuple(files_of(case).items()) for case in INVALID]
    assert len(INVALID) >= 60
    assert len(set(contents)) == len(INVALID)
    assert all(text.endswith(("file.\n", "files.\n")) for text in expected)


ENCODINGS = {
    "utf-16": (
        {PLAN: MINIMAL[PLAN].encode("utf-16")},
        "demo/plan.yml:1:1: The file is UTF-16. Save it as UTF-8.",
    ),
    "utf-16-without-mark": (
        {PLAN: "stage: in-force\n".encode("utf-16-be")},
        "demo/plan.yml:1:1: The file is UTF-16. Save it as UTF-8.",
    ),
    "gbk": (
        {PLAN: MINIMAL[PLAN].encode("gbk")},
        "demo/plan.yml:2:13: The file is not UTF-8. It looks like GBK. Save it as UTF-8.",
    ),
    "gb18030": (
        {SNAPSHOT: MINIMAL[SNAPSHOT].replace("进展", "㐀𠮷进展").encode("gb18030")},
        "demo/progress/2024-12-31.yml:3:17: The file is not UTF-8. It looks like GBK. "
        "Save it as UTF-8.",
    ),
    "latin-1": (
        with_bytes(PLAN, "演示市, en: Demo City", b"x, en: Caf\xe9"),
        "demo/plan.yml:3:23: The file is not UTF-8. Save it as UTF-8.",
    ),
    "no-encoding": (
        {"demo/README.md": b"\xff", PLAN: b"id: \xff\xff\n"},
        "demo/plan.yml:1:5: The file is not UTF-8. Save it as UTF-8.",
    ),
    "cut-character": (
        {PLAN: MINIMAL[PLAN].encode()[:-1] + "局".encode()[:2]},
        "demo/plan.yml:11:42: The file is not UTF-8. Save it as UTF-8.",
    ),
    "nul": (
        with_bytes(PLAN, "in-force", b"in-\0force"),
        "demo/plan.yml:4:11: An invisible character U+0000 stands here. Delete it.",
    ),
    "control": (
        with_bytes(PLAN, "in-force", b"in-\x1bforce"),
        "demo/plan.yml:4:11: An invisible character U+001B stands here. Delete it.",
    ),
    "zero-width-space": (
        with_bytes(PLAN, "in-force", "in-force\u200b".encode()),
        "demo/plan.yml:4:16: An invisible character U+200B ZERO WIDTH SPACE stands here. "
        "Delete it.",
    ),
    "zero-width-space-in-key": (
        with_bytes(PLAN, "stage", "sta\u200bge".encode()),
        "demo/plan.yml:4:4: An invisible character U+200B ZERO WIDTH SPACE stands here. Delete it.",
    ),
    "right-to-left-override": (
        with_bytes(PLAN, "en: Demo plan", "en: \u202eDemo plan".encode()),
        "demo/plan.yml:2:23: U+202E RIGHT-TO-LEFT OVERRIDE stands here: nobody sees it, "
        "and what follows reads in another order. Delete it.",
    ),
    "tag-characters": (
        with_bytes(PLAN, "en: Demo plan", "en: Demo\U000e0041 plan".encode()),
        "demo/plan.yml:2:27: An invisible character U+E0041 TAG LATIN CAPITAL LETTER A stands "
        "here. Delete it.",
    ),
    "second-byte-order-mark": (
        {PLAN: b"\xef\xbb\xbf\xef\xbb\xbf" + MINIMAL[PLAN].encode()},
        "demo/plan.yml:1:1: An invisible character U+FEFF ZERO WIDTH NO-BREAK SPACE stands "
        "here. Delete it.",
    ),
    "line-separator": (
        with_bytes(PLAN, "en: Demo plan", "en: Demo\u2028plan".encode()),
        "demo/plan.yml:2:27: An invisible character U+2028 LINE SEPARATOR stands here. Delete it.",
    ),
    "next-line": (
        with_bytes(PLAN, "issued: 2023-12-01", "issued: 2023-12-01\x85".encode()),
        "demo/plan.yml:5:19: An invisible character U+0085 stands here. Delete it.",
    ),
    "no-character": (
        with_bytes(PLAN, "en: Demo plan", "en: Demo\uffff".encode()),
        "demo/plan.yml:2:27: An invisible character U+FFFF stands here. Delete it.",
    ),
    "non-breaking-space-indents": (
        with_bytes(SNAPSHOT, "    value: 38.5", "    \xa0value: 38.5".encode()),
        "demo/progress/2024-12-31.yml:6:5: A wide or non-breaking space U+00A0 NO-BREAK SPACE "
        "stands here. Write a plain space.",
    ),
    "tab-after-windows-line-end": (
        {SNAPSHOT: MINIMAL[SNAPSHOT].replace("\n", "\r\n").replace("    phase", "\tphase")},
        "demo/progress/2024-12-31.yml:8:1: A tab stands here. Indent with spaces.",
    ),
}


@pytest.mark.parametrize(("files", "expected"), ENCODINGS.values(), ids=ENCODINGS)
def test_each_wrong_encoding_or_character_is_told(
    files: dict[str, str | bytes | None], expected: str, tmp_path: Path
) -> None:
    assert said_of(a_tree(tmp_path, files)) == f"plans/{expected}\n1 problem in 1 file."


READABLE = {
    "byte-order-mark": lambda text: "\ufeff" + text,
    "windows-line-ends": lambda text: text.replace("\n", "\r\n"),
    "old-mac-line-ends": lambda text: text.replace("\n", "\r"),
    "no-last-line-end": lambda text: text.rstrip("\n"),
    "blank-lines": lambda text: "\n\n" + text.replace("\n", "\n\n"),
    "trailing-spaces": lambda text: text.replace("\n", "  \n"),
    "comments": lambda text: "# 说明：#REF!\n" + text.replace("\n", "  # 见附件\n"),
}


@pytest.mark.parametrize("change", READABLE.values(), ids=READABLE)
def test_what_editors_do_to_a_file_is_no_problem(change, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert said_of(a_tree(tmp_path, {name: change(text) for name, text in MINIMAL.items()})) == ""


MISSING = {
    "plan.yml": (PLAN, "demo/plan.yml:1:1: The file is missing. Create it."),
    "actions": (
        ACTION,
        "demo/plan.yml:1:1: The plan has no actions. Expected at least one file actions/*.yml.",
    ),
    "registry": ("themes.yml", "themes.yml:1:1: The file is missing. Create it."),
}


@pytest.mark.parametrize(("name", "expected"), MISSING.values(), ids=MISSING)
def test_a_missing_file_is_told_once(name: str, expected: str, tmp_path: Path) -> None:
    files = {name: None, SNAPSHOT: None} if name == ACTION else {name: None}
    assert said_of(a_tree(tmp_path, files)) == f"plans/{expected}\n1 problem in 1 file."


def test_a_plan_without_snapshots_is_whole(tmp_path: Path) -> None:
    assert said_of(a_tree(tmp_path, {SNAPSHOT: None})) == ""


def test_a_missing_folder_is_one_problem(tmp_path: Path) -> None:
    (problem,) = load(tmp_path / "none", shown="plans").problems
    assert printed(problem, "en").startswith("plans:1:1: There is no folder “")


def test_places_name_the_folder_when_it_is_the_current_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(a_tree(tmp_path, {"themes.yml": ""}))
    assert [problem.where.path for problem in load(Path()).problems] == ["plans/themes.yml"]


def test_a_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    root = a_tree(
        tmp_path,
        {
            PLAN: "id: [\n",
            "units.yml": "- {id: percent, name: {zh: '%'}, tight: 1}\n",
            **changed(ACTION, ("[parks]", "[park]")),
            **changed(SNAPSHOT, ("38.5", "38,5")),
            "demo/progress/2025-06-30.yml": "as_of：2025-06-30\n",
            "other/plan.yml": MINIMAL[PLAN].replace("in-force", "inforce"),
        },
    )
    said = [line.split(": ")[0] for line in said_of(root).splitlines()]
    assert said == [
        "plans/demo/actions/01-green.yml:9:14",
        "plans/demo/plan.yml:2:1",
        "plans/demo/progress/2024-12-31.yml:6:12",
        "plans/demo/progress/2025-06-30.yml:1:6",
        "plans/other/plan.yml:1:1",
        "plans/other/plan.yml:1:5",
        "plans/other/plan.yml:4:8",
        "plans/units.yml:1:41",
        "8 problems in 6 files.",
    ]


def test_a_fault_in_a_record_does_not_hide_the_other_faults_of_the_record(tmp_path: Path) -> None:
    changes = (
        ("due: 2025", "due: 2025年"),
        ("unit: percent", "unit: precent"),
        ("indicator: green-share", "indicator: green"),
        ("en: Rules issued", "fr: Regles"),
    )
    said = said_of(a_tree(tmp_path, changed(ACTION, *changes)))
    assert [line.split(": ")[0].split("yml:")[-1] for line in said.splitlines()] == [
        "14:15",
        "15:14",
        "16:20",
        "18:27",
        "4 problems in 1 file.",
    ]


@pytest.mark.parametrize("typed", ["department:", "departments：", "districts_of:"])
def test_a_misspelt_key_of_a_plan_is_told_there_and_nowhere_else(
    typed: str, tmp_path: Path
) -> None:
    key = "districts:" if "districts" in typed else "departments:"
    each = changed(ACTION, ("unit: percent\n", "unit: percent\n        each: true\n"))
    rows = changed(SNAPSHOT, ("value: 38.5", "by_region: {east: 38.5}"))
    said = said_of(a_tree(tmp_path, {**changed(PLAN, (key, typed)), **each, **rows}))
    assert [line.split(":")[0] for line in said.splitlines()[:-1]] == ["plans/demo/plan.yml"]


def test_nothing_is_said_twice_of_a_fault(tmp_path: Path) -> None:
    files = {
        **changed(ACTION, ("at_least: 40", "at_least: #REF!"), ("id: rules-issued", "id: Rules")),
        "regions.yml": MINIMAL["regions.yml"].replace("level: city", "level: town"),
        "themes.yml": "- [\n",
    }
    said = said_of(a_tree(tmp_path, files))
    assert [line.split(": ")[0] for line in said.splitlines()] == [
        "plans/demo/actions/01-green.yml:13:19",
        "plans/demo/actions/01-green.yml:17:13",
        "plans/regions.yml:1:58",
        "plans/themes.yml:2:1",
        "4 problems in 3 files.",
    ]


@pytest.mark.parametrize("broken", [PLAN, ACTION, SNAPSHOT])
def test_a_plan_with_a_problem_is_left_out(broken: str, tmp_path: Path) -> None:
    whole = {name.replace("demo/", "whole/"): text for name, text in MINIMAL.items()}
    whole["whole/plan.yml"] = whole["whole/plan.yml"].replace("id: demo", "id: whole")
    dataset = load(a_tree(tmp_path, {**whole, broken: MINIMAL[broken] + "colour: red\n"}))
    assert [plan.id for plan in dataset.plans] == ["whole"]
    assert [remains.plan.id for remains in dataset.remains] == ["demo"]


def test_the_order_of_the_folder_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = {f"demo/actions/{n:02}.yml": MINIMAL[ACTION] for n in range(2, 9)}
    root = a_tree(tmp_path, {**more, PLAN: "a: 1\n", "units.yml": "- {}\n"})
    first, listed = said_of(root), Path.iterdir
    for seed in range(3):
        shuffle = random.Random(seed)
        monkeypatch.setattr(
            Path,
            "iterdir",
            lambda self, s=shuffle: iter(s.sample(found := [*listed(self)], len(found))),
        )
        assert said_of(root) == first


def test_the_files_stay_untouched(tmp_path: Path) -> None:
    root = a_tree(tmp_path, {PLAN: "\ufeffid：demo\r\n\t", "demo/note.txt": "x"})
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in root.rglob("*.*")}
    said_of(root)
    assert before == {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in root.rglob("*.*")
    }


def test_snapshots_are_in_the_order_of_their_dates_not_of_their_names(tmp_path: Path) -> None:
    def snapshot(date: str) -> str:
        return f"as_of: {date}\nsource: {{title: 通报}}\nreports: []\n"

    names = ("2024--2025", "2024", "2024-12", "2024-06-30")
    files = {f"demo/progress/{name}.yml": snapshot(name.replace("--", "/")) for name in names}
    (plan,) = load(a_tree(tmp_path, {SNAPSHOT: None, **files})).plans
    found = [snapshot.as_of.text for snapshot in plan.snapshots]
    assert found == ["2024-06-30", "2024", "2024-12", "2024/2025"]


def test_actions_are_in_the_order_of_their_files(tmp_path: Path) -> None:
    second = "id: aaa\nnumber: 二\ntitle: 二\nprojects: []\n"
    (plan,) = load(a_tree(tmp_path, {"demo/actions/02-a.yml": second})).plans
    assert [action.id for action in plan.actions] == ["green", "aaa"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    files = {
        "demo/.DS_Store": b"\0\1",
        "demo/actions/._01-green.yml": b"\0\5\x16\7",
        ".idea/plan.yml": "x",
        "demo/README.md": "# 说明\n",
        "README.md": "# 说明\n",
    }
    assert said_of(a_tree(tmp_path, files)) == ""


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = a_tree(tmp_path / "outside")
    root = a_tree(tmp_path, {SNAPSHOT: None, "themes.yml": None})
    (root / "linked").symlink_to(outside / "demo", target_is_directory=True)
    (root / "demo/progress").rmdir() if (root / "demo/progress").is_dir() else None
    (root / "demo/progress").symlink_to(outside / "demo/progress", target_is_directory=True)
    (root / "demo/actions/02.yml").symlink_to(outside / ACTION)
    (root / "demo/actions/03.yml").symlink_to(outside / "nowhere")
    (root / "themes.yml").symlink_to(outside / "themes.yml")
    file, folder = (
        "This is not a plain file. Links and devices are not read.",
        "This is a link. Links are not read; put the files here.",
    )
    assert said_of(root).splitlines() == [
        f"plans/demo/actions/02.yml:1:1: {file}",
        f"plans/demo/actions/03.yml:1:1: {file}",
        f"plans/demo/progress:1:1: {folder}",
        f"plans/linked:1:1: {folder}",
        f"plans/themes.yml:1:1: {file}",
        "5 problems in 5 files.",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_or_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    root = a_tree(tmp_path, {"themes.yml": None})
    os.mkfifo(root / "demo/actions/02.yml")
    (root / "themes.yml").mkdir()
    said = said_of(root).splitlines()
    assert [line.split(": ")[0] for line in said[:-1]] == [
        "plans/demo/actions/02.yml:1:1",
        "plans/themes.yml:1:1",
    ]


def test_a_file_that_cannot_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = a_tree(tmp_path)

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    problems = load(root, shown="plans").problems
    assert printed(problems[0], "en") == (
        "plans/departments.yml:1:1: This can't be read: Permission denied."
    )
    assert len(problems) == len(MINIMAL)


def test_the_minimal_tree_is_read_whole(tmp_path: Path) -> None:
    dataset = load(a_tree(tmp_path))
    (plan,) = dataset.plans
    assert not dataset.problems
    assert not dataset.remains
    assert [target.id for target in plan.targets] == ["green-share-2025", "rules-issued"]
    assert str(plan.targets[1].at("title")) == "plans/demo/actions/01-green.yml:18:16"
    assert dataset.registries.districts_of("demo-city") == ("east", "west")
    assert report(check(dataset, TODAY), "en") == "0 problems in 0 files."


def test_a_plan_whose_files_are_as_they_were_is_not_read_again(tmp_path: Path) -> None:
    root, before = a_tree(tmp_path), {}
    first = load(root, before=before)
    assert load(root, before=before).plans[0].actions is first.plans[0].actions
    file = root / "demo" / "plan.yml"
    file.write_text(file.read_text("utf-8").replace("Demo plan", "Other plan"), "utf-8")
    assert load(root, before=before).plans[0].title.en == "Other plan"
    file.write_text("id: [", "utf-8")
    broken = [load(root, before=before).problems for _ in range(2)]
    assert broken[0] == broken[1] != []
