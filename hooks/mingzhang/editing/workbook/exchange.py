"""Forms as workbooks: written for Excel, WPS and LibreOffice, and read back as any of them saved
them. The only module that knows openpyxl.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from mingzhang.diagnostics.problems import Location, Problem, says
from mingzhang.editing.workbook.form import TABLES, Cell, Column, Form, Table
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES

MOST_BYTES = 50_000_000
"""What a workbook may unpack to: more is no form, whatever the file's own size."""
_LINE = 15
"""The height of a line, in points."""
_COVER = "说明 Read me"
_TO_FILL = PatternFill("solid", fgColor="FFF8E1")
_LOCKED = PatternFill("solid", fgColor="EFEDE6")
_HEADING = Font(bold=True)
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})


class CellPlace(Location):
    """A cell of a workbook: `path` names file and sheet."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"{self.path}!{get_column_letter(self.column)}{self.line}"

    @property
    def file(self) -> str:
        """The workbook, without the sheet."""
        return self.path.rpartition(", ")[0]


@dataclass(frozen=True, slots=True)
class FilledCell:
    """What stands in a cell."""

    value: str | int | float | date | datetime | bool
    where: CellPlace
    format: str = "General"
    """Its number format, which tells a percentage from a share."""


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of a table: its filled cells by column, and where all its cells stand."""

    cells: Mapping[str, FilledCell]
    places: Mapping[str, CellPlace]


@dataclass
class Returned:
    """What came back in a workbook."""

    rows: dict[str, list[FilledRow]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def labels(column: Column, both: Mapping[Any, Words]) -> dict[str, str]:
    """What a drop-down offers, by key: the word in Chinese, then the key."""
    words = both["zh"]
    named = {
        key: words(f"phase.{key}") if column.key == "phase" else words(f"kind.{key}")
        for key in column.choices
    }
    return {key: f"{name} {key}" for key, name in named.items()}


def workbook(form: Form, both: Mapping[Any, Words], today: date) -> bytes:
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
        _write(book.create_sheet(table.name), table, form, both)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _write(sheet: Worksheet, table: Table, form: Form, both: Mapping[Any, Words]) -> None:
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
            _fill(sheet.cell(number, index), column, named.get(str(value), value))
        if named and rows:
            _offer(sheet, index, len(rows) + 1, list(named.values()))
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
        most = max(map(_lines, row), default=1)
        sheet.row_dimensions[row[0].row].height = _LINE * most


def _lines(cell: SheetCell) -> int:
    """How many lines the cell's words take in its column; Chinese letters are two wide."""
    width = cell.parent.column_dimensions[cell.column_letter].width - 1
    lines = str(cell.value or "").split("\n")
    wide = (sum(2 if east_asian_width(c) in "WF" else 1 for c in line) for line in lines)
    return sum(max(1, ceil(length / width)) for length in wide)


def _fill(cell: SheetCell, column: Column, value: Cell) -> None:
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


def _offer(sheet: Worksheet, index: int, last: int, choices: Sequence[str]) -> None:
    listed = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    listed.add(f"{get_column_letter(index)}2:{get_column_letter(index)}{last}")
    sheet.add_data_validation(listed)


def returned(content: bytes, name: str) -> Returned:
    """The rows of a workbook called `name`; never raises for what it holds."""
    back = Returned()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                back.problems.append(Problem(Location(name), says("form.too-large")))
                return back
        book = load_workbook(io.BytesIO(content))
        computed = load_workbook(io.BytesIO(content), data_only=True)
    except Exception:  # the library raises whatever it stumbles over in a damaged file
        back.problems.append(Problem(Location(name), says("form.no-workbook")))
        return back
    for table in TABLES:
        sheet = _sheet(book, table)
        if sheet is None:
            what = says("form.no-sheet", sheet=table.name)
            back.problems.append(Problem(Location(name), what))
        else:
            reader = _Reader(table, f"{name}, {sheet.title}", back.problems)
            back.rows[table.key] = list(reader.rows(sheet, computed[sheet.title]))
    return back


def _sheet(book: Workbook, table: Table) -> Worksheet | None:
    names = {_plain(table.name), _plain(table.zh), _plain(table.key)}
    return next((s for s in book.worksheets if _plain(s.title) in names), None)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one sheet."""

    table: Table
    path: str
    problems: list[Problem]

    def rows(self, sheet: Worksheet, computed: Worksheet) -> Iterator[FilledRow]:
        top, columns = self._headings(sheet)
        missing = [c for c in self.table.columns if c.key not in columns and _needed(c)]
        for column in missing:
            what = says("form.no-column", column=f"{column.zh} {column.en}")
            self.problems.append(Problem(CellPlace(self.path, top, 1), what))
        if missing:
            return
        for number in range(top + 1, sheet.max_row + 1):
            places = {
                column.key: CellPlace(self.path, number, columns[column.key])
                for column in self.table.columns
                if _needed(column)
            }
            found = {
                key: cell
                for key, where in places.items()
                if (cell := self._cell(sheet, computed, where)) is not None
            }
            if found:
                yield FilledRow(found, places)

    def _headings(self, sheet: Worksheet) -> tuple[int, dict[str, int]]:
        """The row of the headings, and where each column stands, in whatever order."""
        best: tuple[int, dict[str, int]] = (1, {})
        for number in range(1, min(sheet.max_row, 10) + 1):
            found: dict[str, int] = {}
            for cell in sheet[number]:
                said = _plain(str(cell.value or ""))
                for column in self.table.columns:
                    if said in {_plain(column.en), _plain(column.zh + column.en)}:
                        found.setdefault(column.key, int(cell.column or 1))
            if len(found) > len(best[1]):
                best = (number, found)
        return best

    def _cell(self, sheet: Worksheet, computed: Worksheet, where: CellPlace) -> FilledCell | None:
        cell = sheet.cell(where.line, where.column)
        value: Any = cell.value
        if cell.data_type == "f":
            value = computed.cell(where.line, where.column).value
            if value is None:
                self.problems.append(Problem(where, says("form.formula")))
                return None
        if cell.data_type == "e" or (isinstance(value, str) and value.strip() in _ERRORS):
            self.problems.append(Problem(where, says("form.error", found=str(value))))
            return None
        if isinstance(value, str):
            value = value.replace("\r\n", "\n").strip("\ufeff \t\n\u3000\u00a0")
        if value is None or value == "":
            return None
        return FilledCell(value, where, str(cell.number_format))


def _needed(column: Column) -> bool:
    """Whether something would be lost without the column."""
    return column.fill or column.key in {"plan", "target", "project", "region"}


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
