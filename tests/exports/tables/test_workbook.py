"""Workbooks: texts are texts, numbers stay numbers, same rows give the same bytes, kept once."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from mingzhang.exports.tables import workbook
from mingzhang.exports.tables.columns import Column, Sheet, Value
from mingzhang.exports.tables.workbook import workbook_bytes
from tests.exports.tables.test_csv_file import COLUMNS, HOSTILE, sheet

DAY = date(2025, 6, 30)


def read(*rows: tuple[Value, Value, Value]) -> list[list[tuple[str, object]]]:
    """The type and the value of each cell, as Excel reads it: openpyxl leaves a carriage return as
    a file must write it (ECMA-376, 22.9.2.19).
    """
    book = load_workbook(BytesIO(workbook_bytes([sheet(*rows)], "Things", DAY)))
    cells = book["things"].iter_rows(min_row=2, max_col=3)
    return [
        [
            (c.data_type, c.value.replace("_x000D_", "\r") if c.data_type == "s" else c.value)
            for c in row
        ]
        for row in cells
    ]


@pytest.mark.parametrize("text", [*HOSTILE, "{=1+1}", "1", "0.5", "TRUE", "https://example.org/"])
def test_a_text_that_looks_like_something_else_is_a_text(text: str) -> None:
    ((cell, _, _),) = read((text, None, None))
    assert cell == ("s", text)
    archive = ZipFile(BytesIO(workbook_bytes([sheet((text, None, None))], "Things", DAY)))
    page = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in page and b"hyperlink" not in page
    assert not any("worksheets/_rels" in name for name in archive.namelist())


def test_a_negative_number_stays_a_number() -> None:
    assert read(("a", Decimal("-5.20"), None)) == [[("s", "a"), ("n", -5.2), ("n", None)]]


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 15))
def test_a_number_of_fifteen_digits_comes_back_as_the_double_that_it_is(
    digits: int, places: int
) -> None:
    value = Decimal(digits).scaleb(-places)
    ((_, cell, _),) = read(("a", value, None))
    assert cell == ("n", float(value))


def test_yes_and_no_are_no_numbers() -> None:
    assert read(("a", None, False)) == [[("s", "a"), ("n", None), ("b", False)]]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_comes_back_from_a_workbook(text: str) -> None:
    ((cell, _, _),) = read((text, None, None))
    assert cell[1] == text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def test_a_text_that_reads_like_an_escape_comes_back() -> None:
    assert read(("_x0041_", None, None))[0][0] == ("s", "_x0041_")


def test_what_xml_forbids_is_replaced() -> None:
    ((cell, _, _),) = read(("a\x00b\x1fc\ud800", None, None))
    assert cell[1] == "a\ufffdb\ufffdc\ufffd"


def test_a_text_is_as_long_as_excel_opens() -> None:
    ((cell, _, _),) = read(("水" * 40_000, None, None))
    assert cell[1] == "水" * 32_767


def test_a_workbook_explains_its_columns_and_knows_no_clock() -> None:
    content = workbook_bytes([sheet()], "Things & more", DAY)
    assert content == workbook_bytes([sheet()], "Things & more", DAY)
    assert {info.date_time for info in ZipFile(BytesIO(content)).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }
    book = load_workbook(BytesIO(content))
    assert (book.sheetnames, book.properties.title) == (["things", "columns"], "Things & more")
    assert book.properties.created == book.properties.modified == datetime(2025, 6, 30)
    assert book.properties.creator == "明账 Mingzhang"
    assert [cell.value for cell in book["columns"][2]] == [
        *("things", "text", "string", "文字", "A text"),
    ]


def test_every_sheet_has_a_bold_head_that_stays_and_filters_and_columns_as_wide_as_needed() -> None:
    book = load_workbook(BytesIO(workbook_bytes([sheet(("a", None, True))], "Things", DAY)))
    for page, whole in ((book["things"], "A1:C2"), (book["columns"], "A1:E4")):
        assert (page.freeze_panes, page.auto_filter.ref) == ("A2", whole)
        assert all(cell.font.bold for cell in page[1])
        assert not any(cell.font.bold for cell in page[2])
    # openpyxl reads a width with the room at the sides of the cell.
    wide = [book["things"].column_dimensions[letter].width for letter in "ABC"]
    assert [int(width) for width in wide] == [18, 10, 9]


def test_columns_beyond_z_have_two_letters() -> None:
    wide = Sheet("wide", COLUMNS[:1] * 30, (("x",) * 30,))
    book = load_workbook(BytesIO(workbook_bytes([wide], "Wide", DAY)))
    assert book["wide"]["AD2"].value == "x"


# Kept by content.


def test_a_workbook_is_made_once_for_the_same_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache" / "workbooks"
    content = workbook_bytes([sheet(("a", None, True))], "Things", DAY, cache)
    assert content == workbook_bytes([sheet(("a", None, True))], "Things", DAY)
    (kept,) = cache.iterdir()
    assert kept.read_bytes() == content
    monkeypatch.delattr(workbook.xlsxwriter, "Workbook")
    assert workbook_bytes([sheet(("a", None, True))], "Things", DAY, cache) == content


def test_whatever_changes_the_bytes_makes_another_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = sheet(("1", Decimal(1), True))
    told = Column("text", "string", "A text, told otherwise", "文字", COLUMNS[0].read)
    for table, title, day in (
        (one, "Things", DAY),
        (sheet(("1", Decimal(1), False)), "Things", DAY),
        (sheet(("1", "1", True)), "Things", DAY),
        (Sheet("others", COLUMNS, one.rows), "Things", DAY),
        (Sheet("things", (told, *COLUMNS[1:]), one.rows), "Things", DAY),
        (one, "Others", DAY),
        (one, "Things", date(2025, 7, 1)),
    ):
        workbook_bytes([table], title, day, tmp_path)
    monkeypatch.setattr(workbook.xlsxwriter, "__version__", "0")
    workbook_bytes([one], "Things", DAY, tmp_path)
    assert len(list(tmp_path.iterdir())) == 8
