"""A column reads its own cell, so that the order of columns is that of their cells."""

from __future__ import annotations

from mingzhang.exports.tables.columns import COMPARE, Column, Sheet, both, compared, ids, sheet_of
from mingzhang.model.fields import Text

COLUMNS: tuple[Column[Text], ...] = (
    *both("text", "A text", "文字", lambda text: text, True),
    Column("length", "string", "Its length", "长度", lambda text: str(len(text.zh))),
)


def test_a_row_has_a_cell_for_each_column_in_their_order() -> None:
    sheet = sheet_of("texts", COLUMNS, [Text(zh="水", en="water"), Text(zh="绿地")])
    assert sheet.rows == (("水", "water", "1"), ("绿地", None, "2"))
    turned = sheet_of("texts", COLUMNS[::-1], [Text(zh="水", en="water")])
    assert turned == Sheet("texts", COLUMNS[::-1], (("1", "water", "水"),))


def test_a_text_has_a_column_for_each_language_and_needs_only_chinese() -> None:
    zh, en, _ = COLUMNS
    assert [(column.name, column.en, column.zh, column.required) for column in (zh, en)] == [
        ("text_zh", "A text, in Chinese", "文字（中文）", True),
        ("text_en", "A text, in English", "文字（英文）", False),
    ]


def test_a_text_that_is_absent_leaves_both_cells_empty() -> None:
    columns: tuple[Column[str], ...] = both("note", "A remark", "备注", lambda _: None)
    assert sheet_of("notes", columns, ["any"]).rows == ((None, None),)


def test_no_comparator_begins_as_a_formula_does() -> None:
    assert [compared(sign) for sign in (">=", "<=", "=", "~", None)] == [*COMPARE.values(), None]
    assert not any(word.startswith(("=", "+", "-", "@")) for word in COMPARE.values())


def test_ids_stand_with_spaces_between() -> None:
    assert (ids(["east", "west"]), ids([])) == ("east west", None)
