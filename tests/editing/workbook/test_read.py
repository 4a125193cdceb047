"""Forms that come back as workbooks: what is read of them, whatever program saved them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from mingzhang.diagnostics.problems import Problems
from mingzhang.diagnostics.report import printed
from mingzhang.editing.workbook.form import REPORTS, SOURCES
from mingzhang.editing.workbook.read import MOST_BYTES, FilledRow, returned
from tests.editing.workbook.a_form import FILE, HEADINGS, column, opened

UNREADABLE = "This file can't be read. Save it as an .xlsx workbook and import it again."


def read(content: bytes) -> tuple[dict[str, list[FilledRow]], list[str]]:
    """The rows of a workbook, and the problems as they are printed."""
    problems = Problems()
    rows = returned(content, "form.xlsx", problems)
    return rows, [printed(problem, "en") for problem in problems]


def after(change: Callable[[Any], None]) -> tuple[dict[str, list[FilledRow]], list[str]]:
    """What is read of the form after the change."""
    book = opened()
    change(book)
    packed = io.BytesIO()
    book.save(packed)
    return read(packed.getvalue())


def test_an_unedited_form_gives_back_its_rows() -> None:
    tables, problems = read(FILE)
    assert problems == []
    rows = tables[REPORTS.key]
    assert [row.cells["target"].value for row in rows] == ["share", "stone"]
    assert not {"value", "phase", "note_zh"} & rows[0].cells.keys()
    assert str(rows[0].places["value"]) == "form.xlsx, 报告 Reports!M2"
    assert rows[0].places["value"].file == "form.xlsx"
    assert tables[SOURCES.key][0].cells["kind"].value == "责任单位自报 self-reported"


def test_columns_are_found_wherever_they_stand() -> None:
    def turned(book: Any) -> None:
        sheet = book[REPORTS.name]
        sheet.insert_rows(1)
        sheet.cell(1, 1).value = "2025 年填报"
        values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, row in enumerate(values, 2):
            for index, value in enumerate(reversed(row), 1):
                sheet.cell(number, index).value = value
        sheet.cell(3, 1 + list(reversed(HEADINGS)).index("value")).value = 7

    rows, problems = after(turned)
    assert problems == []
    cells = rows[REPORTS.key][0].cells
    assert (cells["target"].value, cells["value"].value) == ("share", 7)


def test_headings_are_known_as_other_programs_save_them() -> None:
    def changed(book: Any) -> None:
        sheet = book[REPORTS.name]
        sheet.cell(1, column(sheet, "value")).value = " 本次数值 value"
        sheet.cell(1, column(sheet, "phase")).value = "ＰＨＡＳＥ"
        sheet.title = "Reports"

    rows, problems = after(changed)
    assert problems == []
    assert {"value", "phase"} <= rows[REPORTS.key][0].places.keys()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            lambda book: book.remove(book[REPORTS.name]),
            "form.xlsx:1:1: The sheet “报告 Reports” is missing. "
            "Use a workbook that mingzhang export wrote.",
        ),
        (
            lambda book: setattr(book[REPORTS.name].cell(1, 13), "value", "数"),
            "form.xlsx, 报告 Reports!A1: The column “本次数值 value” is missing. "
            "Put its heading back.",
        ),
        (
            lambda book: setattr(book[REPORTS.name].cell(2, 13), "value", "=1/0"),
            "form.xlsx, 报告 Reports!M2: This formula has no result. "
            "Open and save the file in a spreadsheet program, or enter the number.",
        ),
        (
            lambda book: setattr(book[REPORTS.name].cell(3, 13), "value", "#REF!"),
            "form.xlsx, 报告 Reports!M3: “#REF!” is the error of a formula. "
            "Enter the value, or clear the cell.",
        ),
    ],
)
def test_what_is_lost_or_broken_is_named_by_its_cell(
    change: Callable[[Any], None], says: str
) -> None:
    assert after(change)[1] == [says]


@pytest.mark.parametrize(
    "content", [b"", b"\xd0\xcf\x11\xe0old", FILE[:-200]], ids=["empty", "xls", "cut"]
)
def test_what_is_no_workbook_is_refused_in_a_sentence(content: bytes) -> None:
    assert read(content) == ({}, [f"form.xlsx:1:1: {UNREADABLE}"])


def test_a_bomb_is_refused_in_a_sentence() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", b" " * (MOST_BYTES + 1))
    said = "form.xlsx:1:1: This file unpacks to more than a form can hold."
    assert read(packed.getvalue()) == ({}, [said])
