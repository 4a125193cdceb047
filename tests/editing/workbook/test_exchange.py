"""Forms as workbooks: what Excel shows and guards, and what is read back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from mingzhang.diagnostics.report import printed
from mingzhang.editing.workbook.exchange import MOST_BYTES, Returned, returned, workbook
from mingzhang.editing.workbook.form import REPORTS, SOURCES, TABLES, form_of
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES
from tests.support.builders import a_target, an_account, registries

WORDS = {lang: Words(lang, registries().units) for lang in LANGUAGES}
ACCOUNT = an_account(
    a_target("share", at_least=10, unit="sites", title={"zh": "=1+1"}),
    a_target("stone"),
    today="2025-07-01",
)
FORM = form_of([ACCOUNT], registries().regions, WORDS["zh"])
FILE = workbook(FORM, WORDS, date(2025, 7, 1))
UNREADABLE = "This file can't be read. Save it as an .xlsx workbook and import it again."
HEADINGS = {column.key: f"{column.zh}\n{column.en}" for column in REPORTS.columns}


def opened(content: bytes = FILE) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def column(sheet: Worksheet, key: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == HEADINGS[key])


def after(change: Callable[[Any], None]) -> Returned:
    """What is read of the form after the change."""
    book = opened()
    change(book)
    packed = io.BytesIO()
    book.save(packed)
    return returned(packed.getvalue(), "form.xlsx")


def said(back: Returned) -> list[str]:
    return [printed(problem, "en") for problem in back.problems]


def test_the_cover_explains_in_both_languages_and_every_table_has_a_sheet() -> None:
    book = opened()
    assert book.sheetnames == ["说明 Read me", *(table.name for table in TABLES)]
    cover = [cell.value for cell in book["说明 Read me"]["A"]]
    assert cover[0] == "填报说明"
    assert "How to fill in this form" in cover


def test_what_is_known_is_locked_and_what_is_asked_is_not() -> None:
    for table in TABLES:
        sheet = opened()[table.name]
        assert sheet.protection.sheet
        for index, declared in enumerate(table.columns, 1):
            for row in range(2, sheet.max_row + 1):
                assert sheet.cell(row, index).protection.locked is not declared.fill


def test_choices_are_offered_in_words() -> None:
    sheet = opened()[REPORTS.name]
    offered = {str(v.sqref)[0]: v.formula1 for v in sheet.data_validations.dataValidation}
    letter = openpyxl.utils.get_column_letter(column(sheet, "phase"))
    assert offered[letter] == (
        '"未开始 not-started,进行中 under-way,已完成 completed,已取消 cancelled"'
    )


def test_texts_that_look_like_formulas_are_texts_and_dates_are_kept_as_typed() -> None:
    sheet = opened()[REPORTS.name]
    promise = sheet.cell(2, column(sheet, "promise"))
    assert (promise.value, promise.data_type) == ("=1+1", "s")
    assert sheet.cell(2, column(sheet, "completed")).number_format == "@"
    assert sheet.cell(2, column(sheet, "value")).number_format == "General"


def test_an_unedited_form_gives_back_its_rows() -> None:
    back = returned(FILE, "form.xlsx")
    assert said(back) == []
    rows = back.rows[REPORTS.key]
    assert [row.cells["target"].value for row in rows] == ["share", "stone"]
    assert not {"value", "phase", "note_zh"} & rows[0].cells.keys()
    assert str(rows[0].places["value"]) == "form.xlsx, 报告 Reports!M2"
    assert rows[0].places["value"].file == "form.xlsx"
    assert back.rows[SOURCES.key][0].cells["kind"].value == "责任单位自报 self-reported"


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

    back = after(turned)
    assert said(back) == []
    found = back.rows[REPORTS.key][0].cells
    assert (found["target"].value, found["value"].value) == ("share", 7)


def test_headings_are_known_as_other_programs_save_them() -> None:
    def changed(book: Any) -> None:
        sheet = book[REPORTS.name]
        sheet.cell(1, column(sheet, "value")).value = " 本次数值 value"
        sheet.cell(1, column(sheet, "phase")).value = "ＰＨＡＳＥ"
        sheet.title = "Reports"

    back = after(changed)
    assert said(back) == []
    assert {"value", "phase"} <= back.rows[REPORTS.key][0].places.keys()


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
    assert said(after(change)) == [says]


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", b" " * (MOST_BYTES + 1))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", UNREADABLE),
        (b"\xd0\xcf\x11\xe0old", UNREADABLE),
        (FILE[:-200], UNREADABLE),
        (bomb(), "This file unpacks to more than a form can hold."),
    ],
    ids=["empty", "xls", "cut", "bomb"],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(content: bytes, says: str) -> None:
    assert said(returned(content, "form.xlsx")) == [f"form.xlsx:1:1: {says}"]


def test_the_same_form_gives_the_same_cells() -> None:
    again = opened(workbook(FORM, WORDS, date(2025, 7, 1)))
    for name in again.sheetnames:
        same = opened()[name].iter_rows(values_only=True)
        assert list(again[name].iter_rows(values_only=True)) == list(same)


def test_rows_are_as_high_as_their_words_need() -> None:
    book = opened()
    assert book[REPORTS.name].row_dimensions[1].height >= 30
    cover = book["说明 Read me"]
    assert cover.row_dimensions[1].height == 15
    assert max(cover.row_dimensions[n].height for n in range(1, cover.max_row + 1)) >= 30
