"""A form as a workbook for Excel, WPS and LibreOffice, with locked cells and drop-downs."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from mingzhang.editing.workbook.form import TABLES, Cell, Column, Form, Table, labels
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES, Language

_LINE = 15
"""The height of a line, in points."""
_COVER = "说明 Read me"
_TO_FILL = PatternFill("solid", fgColor="FFF8E1")
_LOCKED = PatternFill("solid", fgColor="EFEDE6")
_HEADING = Font(bold=True)


def workbook(form: Form, both: Mapping[Language, Words], today: date) -> bytes:
    """The form as an XLSX file; `both` are the words of each language."""
    book = Workbook()
    book.properties.created = book.properties.modified = datetime.combine(today, time())
    book.properties.creator = "Mingzhang"
    cover = book.active
    assert isinstance(cover, Worksheet)
    cover.title = _COVER
    cover.column_dimensions["A"].width = 100
    covers = [words("form.cover").splitlines() for words in map(both.__getitem__, LANGUAGES)]
    lines = [line for cover in covers for line in (*cover, "")]
    for number, line in enumerate(lines, 1):
        cell = cover.cell(number, 1)
        _put(cell, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    _fit_rows(cover)
    cover.protection.sheet = True
    for table in TABLES:
        _write_table(book.create_sheet(table.name), table, form, both)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _write_table(
    sheet: Worksheet, table: Table, form: Form, both: Mapping[Language, Words]
) -> None:
    rows = form.rows[table.key]
    for index, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
        heading = sheet.cell(1, index)
        _put(heading, f"{column.zh}\n{column.en}")
        heading.font = _HEADING
        heading.fill = _TO_FILL if column.fill else _LOCKED
        heading.alignment = Alignment(wrap_text=True, vertical="top")
        named = labels(column, both) if column.choices else {}
        for number, row in enumerate(rows, 2):
            value = row.get(column.key)
            _write_cell(sheet.cell(number, index), column, named.get(str(value), value))
        if named and rows:
            _offer_choices(sheet, index, len(rows) + 1, list(named.values()))
    _fit_rows(sheet)
    fixed = next((i for i, c in enumerate(table.columns, 1) if c.fill), 1)
    sheet.freeze_panes = f"{get_column_letter(min(fixed, 3))}2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(rows) + 1}"
    guard = sheet.protection
    guard.sheet = True
    guard.formatColumns = guard.formatRows = guard.sort = guard.autoFilter = False


def _fit_rows(sheet: Worksheet) -> None:
    """Makes each row as high as its words need: not every program does so by itself."""
    for row in sheet.iter_rows():
        most = max(map(_line_count, row), default=1)
        sheet.row_dimensions[row[0].row].height = _LINE * most


def _line_count(cell: SheetCell) -> int:
    """How many lines the cell's words take in its column; Chinese letters are two wide."""
    width = cell.parent.column_dimensions[cell.column_letter].width - 1
    lines = str(cell.value or "").split("\n")
    wide = (sum(2 if east_asian_width(c) in "WF" else 1 for c in line) for line in lines)
    return sum(max(1, ceil(length / width)) for length in wide)


def _write_cell(cell: SheetCell, column: Column, value: Cell) -> None:
    if value not in (None, ""):
        _put(cell, value)
    cell.fill = _TO_FILL if column.fill else _LOCKED
    cell.protection = Protection(locked=not column.fill)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if column.kind != "number":
        # As text, or a spreadsheet would turn 2025-12 into the first of December.
        cell.number_format = "@"


def _put(cell: SheetCell, value: Any) -> None:
    """Sets a value; a text is a text, also where it begins like a formula."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def _offer_choices(sheet: Worksheet, index: int, last: int, choices: Sequence[str]) -> None:
    listed = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    listed.add(f"{get_column_letter(index)}2:{get_column_letter(index)}{last}")
    sheet.add_data_validation(listed)
