"""CSV: no text runs as a formula, numbers have no exponent, any text comes back."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.exports.tables.columns import Column, Sheet, Value
from mingzhang.exports.tables.csv_file import csv_bytes, escaped, unescaped

COLUMNS: tuple[Column[object], ...] = (
    Column("text", "string", "A text", "文字", lambda _: "a"),
    Column("number", "number", "A number", "数", lambda _: None),
    Column("yes", "boolean", "Yes or no", "是否", lambda _: True),
)
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a"]


def sheet(*rows: tuple[Value, Value, Value]) -> Sheet:
    return Sheet("things", COLUMNS, rows)


def read_csv(*rows: tuple[Value, Value, Value]) -> list[list[str]]:
    text = csv_bytes(sheet(*rows)).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline="")))[1:]


def test_csv_has_its_mark_crlf_and_quotes_only_where_needed() -> None:
    content = csv_bytes(sheet(("绿道，“长”", Decimal("1.50"), True), ('a "b", c', None, False)))
    assert content == (
        '\ufefftext,number,yes\r\n绿道，“长”,1.5,true\r\n"a ""b"", c",,false\r\n'.encode()
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_could_run_gets_an_apostrophe_in_csv(text: str) -> None:
    assert read_csv((text, None, None)) == [[f"'{text}", "", ""]]
    assert unescaped(escaped(text)) == text


def test_a_negative_number_stays_a_number() -> None:
    assert read_csv(("a", Decimal("-5.20"), None)) == [["a", "-5.2", ""]]


def test_a_large_number_has_no_exponent() -> None:
    assert read_csv(("a", Decimal("1E+3"), None), ("a", Decimal("0E+2"), None)) == [
        ["a", "1000", ""],
        ["a", "0", ""],
    ]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_comes_back_from_csv(text: str) -> None:
    (plain,) = read_csv((text, None, None))
    assert plain[0].removeprefix("'") == text.removeprefix("'")
