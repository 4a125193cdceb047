"""A returned form becomes snapshots; every fault is named by sheet and cell."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

import openpyxl
import pytest

from mingzhang.account.account import accounts_of
from mingzhang.diagnostics.problems import Problems
from mingzhang.diagnostics.report import printed
from mingzhang.editing.snapshot_text import text_of_snapshot
from mingzhang.editing.workbook.form import REPORTS, SOURCES, TABLES, form_of, labels
from mingzhang.editing.workbook.intake import Draft, taken_in
from mingzhang.editing.workbook.read import returned
from mingzhang.editing.workbook.write import workbook
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES
from mingzhang.ledger.chain import canonical_snapshot
from mingzhang.reading.load import Dataset, load
from tests.support.data_folder import TODAY, a_tree, changed

PATH = PurePosixPath("demo/progress/2025-12-31.yml")
STONE = "      - id: rules-issued\n"
EACH = (
    STONE,
    f"      - {{id: in-each, title: 每区占比, at_least: 2, unit: percent, each: true}}\n{STONE}",
)
Filled = Mapping[tuple[str, int, str], Any]
"""What is put where: sheet, row and column."""
SOURCE: Filled = {("Sources", 2, "as_of"): "2025-12-31", ("Sources", 2, "source_zh"): "年度通报"}


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    found = load(a_tree(tmp_path, changed("demo/actions/01-green.yml", EACH)), shown="plans")
    assert found.problems == []
    return found


def taken(dataset: Dataset, filled: Filled) -> tuple[list[Draft], list[str]]:
    """What is made of a form with the cells filled in, and the problems as they are printed."""
    words = {lang: Words(lang, dataset.registries.units) for lang in LANGUAGES}
    form = form_of(accounts_of(dataset.plans, TODAY), dataset.registries.regions, words["zh"])
    book = openpyxl.load_workbook(io.BytesIO(workbook(form, words, TODAY)))
    for (sheet, row, key), value in filled.items():
        table = next(table for table in TABLES if table.key == sheet)
        index = [column.key for column in table.columns].index(key) + 1
        book[table.name].cell(row, index).value = value
    packed = io.BytesIO()
    book.save(packed)
    offered = {
        column.key: labels(column, words)
        for table in (SOURCES, REPORTS)
        for column in table.columns
        if column.choices
    }
    problems = Problems()
    rows = returned(packed.getvalue(), "form.xlsx", problems)
    drafts = taken_in(rows, dataset, offered, TODAY, problems)
    return drafts, [printed(problem, "en") for problem in sorted(set(problems))]


def test_a_form_that_nobody_filled_in_holds_no_snapshot(dataset: Dataset) -> None:
    assert taken(dataset, {}) == ([], [])
    assert taken(dataset, SOURCE) == ([], [])


def test_everything_that_a_report_can_say_is_taken_in(dataset: Dataset) -> None:
    drafts, problems = taken(
        dataset,
        {
            ("Sources", 2, "as_of"): datetime(2025, 12, 31),
            ("Sources", 2, "published"): "2026年1月",
            ("Sources", 2, "kind"): "新闻报道 press",
            ("Sources", 2, "source_zh"): "年度通报",
            ("Sources", 2, "source_en"): "Annual bulletin",
            ("Sources", 2, "publisher_zh"): "市政府办",
            ("Sources", 2, "source_date"): "2026/1/20",
            ("Sources", 2, "url"): "https://example.org/2025",
            ("Sources", 2, "summary_zh"): "概述：两项。",
            ("Reports", 2, "value"): "４１．５％",
            ("Reports", 2, "note_zh"): "说明",
            ("Reports", 2, "corrects"): "2024-12-31",
            ("Reports", 2, "reason"): "重复统计",
            ("Reports", 4, "phase"): "已完成",
            ("Reports", 4, "completed"): "2025-11-20",
            ("Districts", 2, "value"): 3,
            ("Districts", 3, "value"): "0",
            ("Projects", 2, "note_zh"): "新增两处。",
            ("Projects", 2, "note_en"): "Two more.",
        },
    )
    assert problems == []
    assert text_of_snapshot(drafts[0].node, PATH) == (
        "# yaml-language-server: $schema=../../../schemas/snapshot.schema.json\n"
        "as_of: 2025-12-31\n"
        "published: 2026-01\n"
        "source:\n"
        "  title:\n"
        "    zh: 年度通报\n"
        "    en: Annual bulletin\n"
        "  publisher: 市政府办\n"
        "  date: 2026-01-20\n"
        '  url: "https://example.org/2025"\n'
        "kind: press\n"
        'summary: "概述：两项。"\n'
        "reports:\n"
        "  - target: green-share-2025\n"
        "    value: 41.5\n"
        "    note: 说明\n"
        "    corrects:\n"
        "      snapshot: 2024-12-31\n"
        "      reason: 重复统计\n"
        "  - target: rules-issued\n"
        "    phase: completed\n"
        "    completed: 2025-11-20\n"
        "  - target: in-each\n"
        "    by_region:\n"
        "      east: 3\n"
        "      west: 0\n"
        "  - project: pocket-parks\n"
        "    note:\n"
        "      zh: 新增两处。\n"
        "      en: Two more.\n"
    )


def test_what_was_written_is_read_back_as_the_same_snapshot(
    dataset: Dataset, tmp_path: Path
) -> None:
    drafts, _ = taken(dataset, {**SOURCE, ("Reports", 2, "value"): 41.5})
    file = tmp_path / "plans" / "demo" / "progress" / "2025-12-31.yml"
    file.write_text(text_of_snapshot(drafts[0].node, PATH), "utf-8")
    again = load(tmp_path / "plans", shown="plans")
    assert again.problems == []
    stored = again.plans[0].snapshots[-1]
    assert canonical_snapshot("demo", stored) == canonical_snapshot("demo", drafts[0].snapshot)
    known, problems = taken(again, {**SOURCE, ("Reports", 2, "value"): 41.5})
    assert ([draft.known for draft in known], problems) == ([True], [])


def test_another_snapshot_of_the_same_day_replaces_nothing(dataset: Dataset) -> None:
    filled = {**SOURCE, ("Sources", 2, "as_of"): "2024-12-31", ("Reports", 2, "value"): 41.5}
    assert taken(dataset, filled)[1][0] == (
        "form.xlsx, 来源 Sources!C2: There is a snapshot of 2024-12-31 already, and it says "
        "something else: plans/demo/progress/2024-12-31.yml. A published snapshot is not edited: "
        "choose another day, or say which report this corrects."
    )


def test_a_report_found_late_enters_the_record_today(dataset: Dataset) -> None:
    filled = {**SOURCE, ("Sources", 2, "as_of"): "2024-06-30", ("Reports", 2, "value"): 30}
    drafts, problems = taken(dataset, filled)
    assert problems == []
    assert drafts[0].node["recorded"] == TODAY.isoformat()


@pytest.mark.parametrize(
    ("filled", "says"),
    [
        (
            {("Reports", 2, "value"): 41.5},
            [
                "form.xlsx, 来源 Sources!C2: This cell is empty. “as of” must be filled in.",
                "form.xlsx, 来源 Sources!F2: This cell is empty. “source zh” must be filled in.",
            ],
        ),
        (
            {**SOURCE, ("Reports", 2, "value"): "many", ("Reports", 4, "value"): 3},
            [
                "form.xlsx, 报告 Reports!M2: “many” is not a number. "
                "Expected a number such as 22, 37.02 or 1.5万.",
                "form.xlsx, 报告 Reports!M4: “rules-issued” is a milestone, which has no number. "
                "Expected its phase.",
            ],
        ),
        (
            {**SOURCE, ("Reports", 2, "value"): 41, ("Reports", 2, "note_en"): "Good"},
            ["form.xlsx, 报告 Reports!P2: This cell is empty. “note zh” must be filled in."],
        ),
        (
            {**SOURCE, ("Reports", 2, "value"): 41, ("Reports", 2, "target"): "green-share-2026"},
            [
                "form.xlsx, 报告 Reports!B2: This plan has no target “green-share-2026”. "
                "Did you mean “green-share-2025”?"
            ],
        ),
        (
            {**SOURCE, ("Reports", 2, "value"): 41, ("Reports", 2, "target"): None},
            ["form.xlsx, 报告 Reports!B2: This row has no id. Put it back from the original form."],
        ),
        (
            {**SOURCE, ("Reports", 2, "value"): 41, ("Reports", 2, "plan"): "deno"},
            ["form.xlsx, 报告 Reports!A2: There is no plan “deno”. Did you mean “demo”?"],
        ),
        (
            {**SOURCE, ("Reports", 2, "value"): 41, ("Sources", 2, "plan"): "x"},
            [
                "form.xlsx, 报告 Reports!A2: The sheet Sources has 0 rows for “demo”. "
                "Expected exactly one."
            ],
        ),
        (
            {**SOURCE, ("Reports", 2, "value"): 41, ("Sources", 2, "as_of"): "2027-01-01"},
            [
                "form.xlsx, 来源 Sources!C2: 2027-01-01 lies in the future; today is 2026-06-30. "
                "Expected a date that has come."
            ],
        ),
        (
            {**SOURCE, ("Districts", 2, "value"): 1, ("Districts", 3, "region"): "east",
             ("Districts", 3, "value"): 2},
            ["form.xlsx, 分区 Districts!E3: This region stands twice under the same promise."],
        ),
        (
            {**SOURCE, ("Reports", 2, "phase"): "soon"},
            [
                "form.xlsx, 报告 Reports!N2: “soon” is not among the choices. Expected one of "
                "未开始 not-started, 进行中 under-way, 已完成 completed, 已取消 cancelled."
            ],
        ),
        (
            {**SOURCE, ("Sources", 2, "url"): "www.example.org", ("Reports", 2, "value"): 41},
            [
                "form.xlsx, 来源 Sources!K2: “www.example.org” is not a web address. Expected one "
                "such as https://example.org/page, without spaces or Chinese punctuation."
            ],
        ),
    ],
)  # fmt: skip
def test_a_bad_cell_is_named_with_the_reason(
    dataset: Dataset, filled: Filled, says: list[str]
) -> None:
    assert taken(dataset, filled)[1] == says
