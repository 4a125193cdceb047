"""Forms as workbooks: what Excel shows and guards."""

from __future__ import annotations

from datetime import date

import openpyxl

from mingzhang.editing.workbook.form import REPORTS, TABLES
from mingzhang.editing.workbook.write import workbook
from tests.editing.workbook.a_form import FORM, WORDS, column, opened


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
