"""Tables as a workbook (XLSX) that only leaves: the same bytes for the same rows, kept by content.

Every cell is written by its type, never guessed from its text: no text becomes a formula, a link
or a number.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from mingzhang.charts.svg import keep
from mingzhang.exports.tables.columns import Sheet, Value

_WIDTHS = {"string": 18, "number": 10, "boolean": 9, "date": 11}
"""How wide a column is, in characters, by its type."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold, not even escaped (section 2.2)."""
_OPTIONS = {
    "in_memory": True,  # the parts in the archive then have a fixed date
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_EXPLAINED = ("table", "column", "type", "说明", "description")


def workbook_bytes(
    sheets: Sequence[Sheet], title: str, created: date, cache: Path | None = None
) -> bytes:
    """A workbook with the tables and a sheet that explains their columns. `created` stands in it as
    its date. With `cache`, a folder, a workbook of the same content is read from there, and a new
    one is kept.
    """
    if cache is None:
        return _written(sheets, title, created)
    path = cache / f"{_content_key(sheets, title, created)}.xlsx"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        content = _written(sheets, title, created)
        cache.mkdir(parents=True, exist_ok=True)
        keep(path, content)
        return content


def _content_key(sheets: Sequence[Sheet], title: str, created: date) -> str:
    """Stands for everything that the bytes depend on: the library, this module, and the content."""
    content = [(sheet.name, _described(sheet), sheet.rows) for sheet in sheets]
    code = Path(__file__).read_text("utf-8")
    whole = repr((xlsxwriter.__version__, code, title, created, content))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _described(sheet: Sheet) -> list[tuple[Value, ...]]:
    """A row on each column, for the sheet that explains them."""
    return [(sheet.name, c.name, c.type, c.zh, c.en) for c in sheet.columns]


def _written(sheets: Sequence[Sheet], title: str, created: date) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        day = datetime(created.year, created.month, created.day)  # noqa: DTZ001
        book.set_properties({"title": title, "author": "明账 Mingzhang", "created": day})
        bold = book.add_format({"bold": True})
        for sheet in sheets:
            widths = [_WIDTHS[column.type] for column in sheet.columns]
            head = tuple(column.name for column in sheet.columns)
            _fill(book.add_worksheet(sheet.name), widths, head, sheet.rows, bold)
        rows = [row for sheet in sheets for row in _described(sheet)]
        _fill(book.add_worksheet("columns"), (10, 18, 9, 44, 60), _EXPLAINED, rows, bold)
    return out.getvalue()


def _fill(
    page: Worksheet,
    widths: Sequence[int],
    head: Sequence[str],
    rows: Sequence[tuple[Value, ...]],
    bold: Format,
) -> None:
    """A bold head that stays in sight and filters, and the rows below it."""
    for place, width in enumerate(widths):
        page.set_column(place, place, width)
    for place, name in enumerate(head):
        page.write_string(0, place, name, bold)
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            _put(page, number, place, cell)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(rows), len(head) - 1)


def _put(page: Worksheet, row: int, column: int, cell: Value) -> None:
    """Writes the cell; a text ends at 32,767 UTF-16 units, the most that Excel opens."""
    if cell is None:
        return
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, Decimal):
        page.write_number(row, column, float(cell))
    else:
        page.write_string(row, column, _NOT_XML.sub("\ufffd", cell))
