"""A form that comes back as a workbook, whatever program saved it: its rows by table and column."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mingzhang.diagnostics.problems import Location, Problems, says
from mingzhang.editing.workbook.form import TABLES, Column, Table

MOST_BYTES = 50_000_000
"""What a workbook may unpack to: more is no form, whatever the file's own size."""
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


def returned(content: bytes, name: str, problems: Problems) -> dict[str, list[FilledRow]]:
    """The rows of a workbook called `name`, by the table's key; never raises for what it holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                problems.add(Location(name), says("form.too-large"))
                return {}
        book = load_workbook(io.BytesIO(content))
        computed = load_workbook(io.BytesIO(content), data_only=True)
    except Exception:  # the library raises whatever it stumbles over in a damaged file
        problems.add(Location(name), says("form.no-workbook"))
        return {}
    rows: dict[str, list[FilledRow]] = {}
    for table in TABLES:
        sheet = _sheet_of(book, table)
        if sheet is None:
            problems.add(Location(name), says("form.no-sheet", sheet=table.name))
        else:
            reader = _Reader(table, f"{name}, {sheet.title}", problems)
            rows[table.key] = list(reader.rows(sheet, computed[sheet.title]))
    return rows


def _sheet_of(book: Workbook, table: Table) -> Worksheet | None:
    """The table's sheet, by its whole name or either half of it."""
    names = {_folded(table.name), _folded(table.zh), _folded(table.key)}
    return next((s for s in book.worksheets if _folded(s.title) in names), None)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one sheet."""

    table: Table
    path: str
    problems: Problems

    def rows(self, sheet: Worksheet, computed: Worksheet) -> Iterator[FilledRow]:
        """The filled rows below the headings; `computed` has the results of formulas."""
        top, columns = self._find_headings(sheet)
        missing = [c for c in self.table.columns if c.key not in columns and _needed(c)]
        for column in missing:
            what = says("form.no-column", column=f"{column.zh} {column.en}")
            self.problems.add(CellPlace(self.path, top, 1), what)
        if missing:
            return
        for number in range(top + 1, sheet.max_row + 1):
            places = {
                column.key: CellPlace(self.path, number, columns[column.key])
                for column in self.table.columns
                if _needed(column)
            }
            cells = {
                key: cell
                for key, where in places.items()
                if (cell := self._filled_cell(sheet, computed, where)) is not None
            }
            if cells:
                yield FilledRow(cells, places)

    def _find_headings(self, sheet: Worksheet) -> tuple[int, dict[str, int]]:
        """The row of the headings, and where each column stands, in whatever order."""
        best: tuple[int, dict[str, int]] = (1, {})
        for number in range(1, min(sheet.max_row, 10) + 1):
            columns: dict[str, int] = {}
            for cell in sheet[number]:
                heading = _folded(str(cell.value or ""))
                for column in self.table.columns:
                    if heading in {_folded(column.en), _folded(column.zh + column.en)}:
                        columns.setdefault(column.key, int(cell.column or 1))
            if len(columns) > len(best[1]):
                best = (number, columns)
        return best

    def _filled_cell(
        self, sheet: Worksheet, computed: Worksheet, where: CellPlace
    ) -> FilledCell | None:
        """What stands in the cell; None for nothing, or for a value that is a problem."""
        cell = sheet.cell(where.line, where.column)
        value: Any = cell.value
        if cell.data_type == "f":
            value = computed.cell(where.line, where.column).value
            if value is None:
                self.problems.add(where, says("form.formula"))
                return None
        if cell.data_type == "e" or (isinstance(value, str) and value.strip() in _ERRORS):
            self.problems.add(where, says("form.error", found=str(value)))
            return None
        if isinstance(value, str):
            value = value.replace("\r\n", "\n").strip("\ufeff \t\n\u3000\u00a0")
        if value is None or value == "":
            return None
        return FilledCell(value, where, str(cell.number_format))


def _needed(column: Column) -> bool:
    """Whether something would be lost without the column."""
    return column.fill or column.key in {"plan", "target", "project", "region"}


def _folded(text: str) -> str:
    """The text without spaces, widths and case, which programs change."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
