"""CSV and XLSX: no text runs as a formula, numbers stay numbers, same rows give the same bytes."""

from __future__ import annotations

import csv
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from mingzhang.exports.tables.columns import Column
from mingzhang.exports.tables.csv_xlsx import csv_bytes, xlsx_bytes
from mingzhang.exports.tables.rows import Sheet, Value

COLUMNS = (
    Column("text", "string", "A text", "文字"),
    Column("number", "number", "A number", "数"),
    Column("yes", "boolean", "Yes or no", "是否"),
)
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a"]


def sheet(*rows: tuple[Value, Value, Value]) -> Sheet:
    return Sheet("things", COLUMNS, rows)


def read_csv(*rows: tuple[Value, Value, Value]) -> list[list[str]]:
    text = csv_bytes(sheet(*rows)).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline="")))[1:]


def read_xlsx(*rows: tuple[Value, Value, Value]) -> list[list[tuple[str, object]]]:
    book = load_workbook(BytesIO(xlsx_bytes([sheet(*rows)], "Things", date(2025, 6, 30))))
    found = book["things"].iter_rows(min_row=2, max_col=3)
    return [[(cell.data_type, cell.value) for cell in row] for row in found]


def test_csv_has_its_mark_crlf_and_quotes_only_where_needed() -> None:
    found = csv_bytes(sheet(("绿道，“长”", Decimal("1.50"), True), ('a "b", c', None, False)))
    assert found == (
        '\ufefftext,number,yes\r\n绿道，“长”,1.5,true\r\n"a ""b"", c",,false\r\n'.encode()
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_could_run_gets_an_apostrophe_in_csv(text: str) -> None:
    assert read_csv((text, None, None)) == [[f"'{text}", "", ""]]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_could_run_is_a_text_in_xlsx(text: str) -> None:
    ((cell, _, _),) = read_xlsx((text, None, None))
    assert cell[0] in {"s", "inlineStr"}
    assert str(cell[1]).replace("\r", "\n") == text.replace("\r", "\n")
    assert b"<f>" not in ZipFile(
        BytesIO(xlsx_bytes([sheet((text, None, None))], "Things", date(2025, 6, 30)))
    ).read("xl/worksheets/sheet1.xml")


def test_a_negative_number_stays_a_number() -> None:
    assert read_csv(("a", Decimal("-5.20"), None)) == [["a", "-5.2", ""]]
    assert read_xlsx(("a", Decimal("-5.20"), None)) == [[("s", "a"), ("n", -5.2), ("n", None)]]


def test_a_large_number_has_no_exponent() -> None:
    assert read_csv(("a", Decimal("1E+3"), None), ("a", Decimal("0E+2"), None)) == [
        ["a", "1000", ""],
        ["a", "0", ""],
    ]


def test_yes_and_no_are_no_numbers() -> None:
    assert read_xlsx(("a", None, False)) == [[("s", "a"), ("n", None), ("b", False)]]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_comes_back_from_csv_and_xlsx(text: str) -> None:
    (plain,) = read_csv((text, None, None))
    assert plain[0].removeprefix("'") == text.removeprefix("'")
    ((cell, _, _),) = read_xlsx((text, None, None))
    assert cell[1] == text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def test_what_xml_forbids_is_replaced() -> None:
    ((cell, _, _),) = read_xlsx(("a\x00b\x1fc", None, None))
    assert cell[1] == "a\ufffdb\ufffdc"


def test_a_workbook_explains_its_columns_and_knows_no_clock() -> None:
    found = xlsx_bytes([sheet()], "Things & more", date(2025, 6, 30))
    assert found == xlsx_bytes([sheet()], "Things & more", date(2025, 6, 30))
    assert {info.date_time for info in ZipFile(BytesIO(found)).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }
    book = load_workbook(BytesIO(found))
    assert (book.sheetnames, book.properties.title) == (["things", "columns"], "Things & more")
    assert book.properties.created == datetime(2025, 6, 30)
    assert [cell.value for cell in book["columns"][2]] == [
        *("things", "text", "string", "文字", "A text"),
    ]
    assert book["things"].freeze_panes == "A2"


def test_columns_beyond_z_have_two_letters() -> None:
    wide = Sheet("wide", COLUMNS[:1] * 30, (("x",) * 30,))
    book = load_workbook(BytesIO(xlsx_bytes([wide], "Wide", date(2025, 6, 30))))
    assert book["wide"]["AD2"].value == "x"
