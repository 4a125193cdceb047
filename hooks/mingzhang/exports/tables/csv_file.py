"""Tables as CSV (RFC 4180, UTF-8 with a byte order mark). No text can run as a formula.

The standard library's writer does the quoting; what is ours are the mark, the apostrophe before a
formula and numbers without exponent, which no library of tables offers together. Pure.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal
from io import StringIO

from mingzhang.exports.tables.columns import Sheet, Value
from mingzhang.model.numbers import shortest

_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP), also full-width."""

_LINE_END = b"\r\n"


def csv_bytes(sheet: Sheet) -> bytes:
    """The table as CSV. The mark at its beginning makes Excel read Chinese."""
    out = StringIO()
    writer = csv.writer(out, lineterminator=_LINE_END.decode())
    writer.writerow([column.name for column in sheet.columns])
    writer.writerows([_cell_text(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def joined(tables: Sequence[bytes]) -> bytes:
    """The rows of all the tables below one head; they have the same columns."""
    first, *others = tables
    return first + b"".join(table.partition(_LINE_END)[2] for table in others)


def _cell_text(cell: Value) -> str:
    """The cell as CSV writes it: an apostrophe stands before a text that could run as a formula."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return shortest(cell)
    return escaped(cell)


def escaped(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet could run it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def unescaped(text: str) -> str:
    """The text without an apostrophe that `escaped` put before it."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_STARTS) else text
