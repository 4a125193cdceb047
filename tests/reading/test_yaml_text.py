"""The text of a data file, and slips that a parser would pass over or blame on another line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from mingzhang.diagnostics.problems import Location, Problem, Problems, says
from mingzhang.diagnostics.report import printed, sentence
from mingzhang.reading import yaml_text
from mingzhang.reading.yaml_text import (
    OF_PLANS,
    conflicts,
    glued_keys,
    slip,
    syntax_problems,
    tabs,
    text_of,
)


def text_or_reason(folder: Path, data: bytes) -> str:
    path = folder / "a.yml"
    path.write_bytes(data)
    problems = Problems()
    text = text_of(path, "a.yml", problems)
    assert (text is None) == bool(problems)
    return text if text is not None else printed(next(iter(problems)), "en")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"\xef\xbb\xbfid: a\n", "id: a\n"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("明账\u2028".encode(), "明账\u2028"),
    ],
)
def test_a_file_is_read_as_utf_8_with_plain_line_ends(
    data: bytes, text: str, tmp_path: Path
) -> None:
    assert text_or_reason(tmp_path, data) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("id: a".encode("utf-16"), "a.yml:1:1: The file is UTF-16. Save it as UTF-8."),
        ("id: a".encode("utf-16-le"), "a.yml:1:1: The file is UTF-16. Save it as UTF-8."),
        (
            b"id: a\nname: " + "市住建局".encode("gbk"),
            "a.yml:2:7: The file is not UTF-8. It looks like GBK. Save it as UTF-8.",
        ),
        (b"id: a\nname: caf\xe9\n", "a.yml:2:10: The file is not UTF-8. Save it as UTF-8."),
        ("甲".encode() + b"\xff", "a.yml:1:2: The file is not UTF-8. Save it as UTF-8."),
    ],
)
def test_a_file_in_another_encoding_is_refused_at_its_place(
    data: bytes, reason: str, tmp_path: Path
) -> None:
    assert text_or_reason(tmp_path, data) == reason


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\0\0", b"%PDF-1.7", b"PK\x03\x04\x14", b"\xd0\xcf\x11\xe0", b"\0" * 9],
)
def test_a_picture_a_workbook_or_noise_is_no_text(data: bytes, tmp_path: Path) -> None:
    assert text_or_reason(tmp_path, data) == (
        "a.yml:1:1: This is not a text file. Expected YAML, saved as UTF-8."
    )


def test_gbk_is_known_though_two_bytes_of_it_may_look_like_utf_8(tmp_path: Path) -> None:
    assert "一".encode("gbk").decode("utf-8") == "һ"
    assert text_or_reason(tmp_path, "number: 一\nname: 市住建局\n".encode("gbk")) == (
        "a.yml:1:9: The file is not UTF-8. It looks like GBK. Save it as UTF-8."
    )


def test_an_unresolved_merge_is_told_where_each_begins() -> None:
    lines = ["a: 1", "<<<<<<< HEAD", "b: 2", "=======", "b: 3", ">>>>>>> theirs"]
    assert [printed(problem, "en") for problem in conflicts(lines * 2, "a.yml")] == [
        f"a.yml:{line}:1: Two versions stand here that Git could not merge. Keep one, and delete "
        "the lines that begin with “<<<<<<<”, “=======” and “>>>>>>>”."
        for line in (2, 8)
    ]
    assert not [*conflicts(lines[:5], "a.yml")]


def test_the_largest_file_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    assert len(text_or_reason(tmp_path, b"#" * OF_PLANS.bytes)) == OF_PLANS.bytes
    assert text_or_reason(tmp_path, b"#" * (OF_PLANS.bytes + 1)) == (
        "a.yml:1:1: The file has 500,001 bytes. At most 500,000 are read; split it."
    )


@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_what_is_no_plain_file_is_not_opened(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        (tmp_path / "b.yml").write_text("id: a")
        path.symlink_to(tmp_path / "b.yml")
    else:
        os.mkfifo(path)
    problems = Problems()
    text_of(path, "a.yml", problems)
    assert [printed(problem, "en") for problem in problems] == [
        "a.yml:1:1: This is not a plain file. Links and devices are not read."
    ]


def test_a_file_that_the_system_refuses_is_one_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (tmp_path / "a.yml").write_text("id: a")
    problems = Problems()
    text_of(tmp_path / "a.yml", "a.yml", problems)
    assert [printed(problem, "en") for problem in problems] == [
        "a.yml:1:1: This can't be read: Permission denied."
    ]


def test_a_tab_is_told_once_a_line_and_not_in_a_comment() -> None:
    lines = ["\ta: 1", "a:\t1\t2", "# a\tb", "  # a\tb", "a: 1 # x"]
    assert [printed(problem, "en") for problem in tabs(lines, "a.yml")] == [
        "a.yml:1:1: A tab stands here. Indent with spaces.",
        "a.yml:2:3: A tab stands here. Write a space.",
    ]


FULL_WIDTH = "A full-width colon “：” stands after “id”. "
ASCII = "with an ASCII colon and a space."
PLAIN = "with a plain space."


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("id：a", f"1:3: {FULL_WIDTH}Write “id: ” {ASCII}"),
        ("- id ：a", f"1:5: {FULL_WIDTH}Write “id: ” {ASCII}"),
        (
            "  at_least:40",
            f"1:11: No space stands after “at_least:”. Write “at_least: ” {PLAIN}",
        ),
        (
            "zh:\u3000公园",
            f"1:3: A wide space U+3000 IDEOGRAPHIC SPACE stands after “zh:”. Write “zh: ” {PLAIN}",
        ),
    ],
)
def test_a_key_without_a_proper_colon_is_told(line: str, said: str) -> None:
    assert [printed(problem, "en") for problem in glued_keys([line], "a.yml", 1, 1)] == [
        f"a.yml:{said}"
    ]


@pytest.mark.parametrize(
    "line",
    ["id: a", "https://example.org", "PPP：一种模式", "公园：五处", "id:", "“id：a”", "12:30"],
)
def test_what_only_looks_like_a_key_is_none(line: str) -> None:
    assert list(glued_keys([line], "a.yml", 1, 1)) == []


def test_glued_keys_are_looked_for_only_in_the_lines_asked_for() -> None:
    lines = ["a：1", "b：2", "c：3"]
    assert [problem.where.line for problem in glued_keys(lines, "a.yml", 2, 2)] == [2]


@pytest.mark.parametrize("cell", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "####"])
def test_errors_of_spreadsheets_are_known(cell: str) -> None:
    assert yaml_text.SPREADSHEET_ERROR.fullmatch(cell)
    assert sentence(says("spreadsheet-error", found=cell), "en") == (
        f"“{cell}” is a spreadsheet's error, not a value. "
        "Mend the cell it came from, or leave the key out."
    )


def test_a_remark_is_no_error_of_a_spreadsheet() -> None:
    assert not any(
        map(yaml_text.SPREADSHEET_ERROR.match, ("# REF!", "#1", "###", "#ref!", "#见附件"))
    )


def test_a_full_width_comma_between_languages_is_told_as_such() -> None:
    found = yaml_text.GLUED_LANGUAGE.search("公园，en: Parks")
    assert found
    assert sentence(slip(found), "en") == (
        "“，” stands before “en”, so that it is one text with the words before. "
        "Write “, en: ” with ASCII signs, or put the text in quotation marks."
    )


def syntax(text: str, *told: Problem) -> list[str]:
    with pytest.raises(yaml.MarkedYAMLError) as raised:
        list(yaml.parse(text, yaml.CSafeLoader))
    return [
        printed(problem, "en")
        for problem in syntax_problems(raised.value, text.split("\n"), "a.yml", list(told))
    ]


def test_an_unclosed_quotation_mark_is_told_where_it_is_opened() -> None:
    assert syntax('a: 1\nb: "two\nc: 3\n') == [
        "a.yml:2:4: The quotation marks that are opened here are never closed. Close them."
    ]


def test_a_missing_bracket_names_the_line_where_the_list_began() -> None:
    assert syntax("a: [1,\n  2\nb: 3\n") == [
        "a.yml:3:2: A comma or a closing bracket is missing before this place. Opened on line 1."
    ]


def test_a_glued_key_above_is_the_cause_and_told_instead() -> None:
    assert syntax("id：a\nname: b\n") == [
        "a.yml:1:3: A full-width colon “：” stands after “id”. "
        "Write “id: ” with an ASCII colon and a space."
    ]


def test_a_cause_that_is_told_already_is_not_told_again() -> None:
    text = 'a: 1\nb: "two\n'
    assert syntax(text, Problem(Location("a.yml", 2, 1), says("tab-inside"))) == []
    assert len(syntax(text, Problem(Location("a.yml", 1, 1), says("tab-inside")))) == 1
