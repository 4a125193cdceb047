"""Plans against the texts of their documents: every difference has its place and its sentence."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from mingzhang.diagnostics.problems import Problem, Problems
from mingzhang.diagnostics.report import printed, sentence
from mingzhang.editing.sources.compare import SourceComparison, check, part_of, read_reasons
from mingzhang.reading.load import load
from tests.support.data_folder import a_tree, said_of
from tests.support.paths import CASES, ROOT
from tests.support.shipped import each_plan, shipped

CASE = CASES / "sources"
SOURCES = ROOT.parent / "shared" / "sources"
SCRIPT = ROOT / "scripts" / "check_sources.py"
START, END = "演示市人民政府办公室", "推荐阅读"
FILES = {
    "demo/plan.yml": "plan.yml",
    "demo/actions/01-blue-green.yml": "blue-green.yml",
    "demo/actions/02-smart.yml": "smart.yml",
    "demo/reasons.txt": "reasons.txt",
    "units.yml": "units.yml",
}
Change = tuple[str, str, str]
"""A file of the case, what stands there once, and what stands there instead."""

CASES = yaml.safe_load((CASE / "findings.yml").read_text("utf-8"))

# plan: the file of its document, the words with which it begins and before which it ends
SIX = "001_54dc669e000c5f03.txt"
DOCUMENTS = {
    "binzhou": ("003_b2f5462d42f6c8d8.txt", "\n  滨州市人民政府办公室关于印发", "初审编辑"),
    "zibo": ("000_6462b316ba3815c3.txt", "淄博市发布《淄博市", "打赏"),
    "linyi": ("002_9fb349d32347ca7d.txt", "临沂市人民政府办公室关于印发", "2019年12月11日印发"),
    "yunnan": ("004_50189ce25040e0c4.txt", "云南省城市品质提升三年行动计划\n\n", "上一篇"),
    "shijiazhuang": (SIX, "石家庄市人民政府办公室关于促进", "篇三"),
    "anyang": (SIX, "安阳市人民政府办公室关于印发", "篇四"),
    "guangzhou": (SIX, "《中共广州市委广州市人民政府关于", "篇五"),
    "mohurd": (SIX, "住建部建筑业", "篇六"),
    "landscaping": (SIX, "城市园林绿化高质量发展的实施意见\n\n", "推荐访问"),
}


def files(*changes: Change) -> dict[str, str]:
    """The case, by the names of its files, with the changes."""
    read = {name: (CASE / name).read_text("utf-8") for name in (*FILES.values(), "text.txt")}
    for name, old, new in changes:
        assert read[name].count(old) == 1, f"{old!r} stands {read[name].count(old)} times in {name}"
        read[name] = read[name].replace(old, new)
    return read


def compared(
    folder: Path, *changes: Change, start: str = START, end: str = END
) -> tuple[SourceComparison, list[Problem]]:
    read = files(*changes)
    root = a_tree(folder, {"demo/progress/2024-12-31.yml": None, "demo/actions/01-green.yml": None,
                           "indicators.yml": "[]\n",
                           **{path: read[name] for path, name in FILES.items()}})  # fmt: skip
    assert said_of(root) == ""
    data = load(root, shown="plans")
    file = "plans/demo/reasons.txt"
    problems = Problems()
    reasons = read_reasons(file, read["reasons.txt"], problems)
    document = part_of("text.txt", read["text.txt"], start, end, problems)
    assert document
    return check(data.plans[0], data.registries, document, reasons, file), [*problems]


def said(result: SourceComparison, problems: list[Problem]) -> list[str]:
    """The findings as they are printed; there are no problems."""
    assert problems == []
    return [printed(finding, "en").removeprefix("plans/demo/") for finding in result.findings]


def test_a_plan_that_agrees_with_its_document_has_no_finding(tmp_path: Path) -> None:
    result, problems = compared(tmp_path)
    assert (result.findings, problems) == ((), [])
    assert sentence(result.summary, "en") == (
        "12 targets and goals, 0 promises on control, 36 figures in the text, "
        "6 of them explained: no findings."
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_difference_is_found_and_told_in_both_languages(
    case: dict[str, Any], tmp_path: Path
) -> None:
    result, problems = compared(tmp_path, *map(tuple, case["changes"]))
    assert said(result, problems) == case["found"]
    for finding in result.findings:
        plain = re.sub("“[^”]*”|plans/\\S+", "", sentence(finding, "zh"))
        assert re.search("[\u4e00-\u9fff]{3}", plain) and not re.search("[A-Za-z]{3}", plain)


def test_a_reason_excuses_a_spelling(tmp_path: Path) -> None:
    spelling = ("plan.yml", "housing: {zh: 市住建局", "housing: {zh: 市住房城乡建设局")
    reason = ("reasons.txt", "为期三年 |", "department:housing | a slip\n为期三年 |")
    assert said(*compared(tmp_path, spelling, reason)) == []
    assert said(*compared(tmp_path / "agrees", reason)) == [
        "reasons.txt:2:1: Nothing needs this reason any more. Delete the line."
    ]


def test_a_line_that_is_no_reason_is_a_problem() -> None:
    text = "# a remark\n\n三年 | why\n三年\n| why\n三年 |\ntarget: one | why\n"
    problems = Problems()
    reasons = read_reasons("reasons.txt", text, problems)
    assert [reason.about for reason in reasons] == ["三年", "target:one"]
    assert [printed(problem, "en") for problem in problems] == [
        f"reasons.txt:{line}:1: Expected “words as printed | why” or “target:<id> | why”."
        for line in (4, 5, 6)
    ]


def test_markers_cut_the_text(tmp_path: Path) -> None:
    result, problems = compared(tmp_path, start="", end="")
    assert problems == []
    assert [str(finding.where) for finding in result.findings] == [
        "text.txt:1:10",
        "text.txt:36:6",
        "text.txt:36:13",
    ]


@pytest.mark.parametrize(
    ("start", "end", "what"),
    [
        ("甲", END, "text.txt:1:1: The text has no “甲”."),
        (START, "甲", "text.txt:1:1: The text has no “甲” after “演示市人民政府办公室”."),
        (END, START, "text.txt:1:1: The text has no “演示市人民政府办公室” after “推荐阅读”."),
    ],
)
def test_a_marker_that_the_text_lacks_is_a_problem(start: str, end: str, what: str) -> None:
    problems = Problems()
    assert part_of("text.txt", files()["text.txt"], start, end, problems) is None
    assert [printed(problem, "en") for problem in problems] == [what]


@pytest.mark.parametrize("plan", each_plan(*DOCUMENTS))
@pytest.mark.skipif(not SOURCES.is_dir(), reason="the documents are not here")
def test_a_shipped_plan_agrees_with_its_document(plan: str) -> None:
    name, start, end = DOCUMENTS[plan]
    folder = ROOT / "plans" / plan
    file = folder / "reasons.txt"
    data = shipped()
    problems = Problems()
    lines = file.read_text("utf-8") if file.exists() else ""
    reasons = read_reasons(f"plans/{plan}/reasons.txt", lines, problems)
    document = part_of(name, (SOURCES / name).read_text("utf-8"), start, end, problems)
    assert document and not problems
    one = next(each for each in data.plans if each.id == plan)
    result = check(one, data.registries, document, reasons, f"plans/{plan}/reasons.txt")
    assert [printed(finding, "en") for finding in result.findings] == []


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_the_script_prints_the_counts_or_the_findings(tmp_path: Path) -> None:
    compared(tmp_path)
    text = tmp_path / "text.txt"
    text.write_text(files()["text.txt"], "utf-8")
    markers = ("--from", START, "--to", END)
    assert run(tmp_path, "demo", "text.txt", *markers) == (
        0,
        "12 targets and goals, 0 promises on control, 36 figures in the text, "
        "6 of them explained: no findings.\n",
        "",
    )
    assert run(tmp_path, "demo", "text.txt", *markers, "--lang", "zh")[1] == (
        "核对了 12 项承诺和总体目标、0 项试点考评承诺、原文中 36 个数字，"
        "其中 6 个另有说明，没有发现出入。\n"
    )
    text.write_text(files(("text.txt", "12处", "13处"))["text.txt"], "utf-8")
    assert run(tmp_path, "demo", "text.txt", *markers) == (
        1,
        "plans/demo/actions/01-blue-green.yml:14:18: Clause 二（一）1 has no “12处”.\n"
        "text.txt:21:21: No target covers “13” in “。2024年建成口袋公园13处，2025-2026年”. "
        "Add a target, or a reason to plans/demo/reasons.txt.\n"
        "2 problems in 2 files.\n",
        "",
    )


@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        (
            ("other", "text.txt"),
            "plans/other:1:1: There is no plan “other” without problems. "
            "Run mingzhang check first.\n1 problem in 1 file.\n",
        ),
        (
            ("demo", "none.txt"),
            "none.txt:1:1: The file can't be read as text in UTF-8.\n1 problem in 1 file.\n",
        ),
        (
            ("demo", "latin.txt"),
            "latin.txt:1:1: The file can't be read as text in UTF-8.\n1 problem in 1 file.\n",
        ),
        (
            ("demo", "text.txt", "--from", "甲"),
            "text.txt:1:1: The text has no “甲”.\n1 problem in 1 file.\n",
        ),
    ],
)
def test_the_script_says_what_it_can_t_read(
    arguments: tuple[str, ...], out: str, tmp_path: Path
) -> None:
    compared(tmp_path)
    (tmp_path / "text.txt").write_text(files()["text.txt"], "utf-8")
    (tmp_path / "latin.txt").write_bytes(b"\xff\xfe\xfa")
    assert run(tmp_path, *arguments) == (1, out, "")
