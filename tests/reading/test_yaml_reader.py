"""Places, and what libyaml would let pass or choke on."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.diagnostics.problems import Problem, Problems
from mingzhang.diagnostics.report import printed, sentence
from mingzhang.model.nodes import REFUSED, LocatedList, LocatedMap
from mingzhang.reading.yaml_reader import read_yaml
from mingzhang.reading.yaml_text import OF_PLANS
from tests.support.audit import examples


def read(folder: Path, text: str | bytes) -> tuple[Any, list[Problem]]:
    path = folder / "a.yml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_file(path)


def read_file(path: Path) -> tuple[Any, list[Problem]]:
    problems = Problems()
    return read_yaml(path, "a.yml", problems), [*problems]


def said(folder: Path, text: str | bytes) -> list[str]:
    return [printed(problem, "en") for problem in sorted(read(folder, text)[1])]


def test_keys_and_values_know_their_places(tmp_path: Path) -> None:
    value, problems = read(tmp_path, "a: 1\nb:\n  - x\n  - {c: y}\n")
    assert not problems
    assert isinstance(value, LocatedMap)
    assert str(value.where) == "a.yml:1:1"
    assert (str(value.keys_at["a"]), str(value.values_at["a"])) == ("a.yml:1:1", "a.yml:1:4")
    items = value["b"]
    assert isinstance(items, LocatedList)
    assert [str(place) for place in items.values_at] == ["a.yml:3:5", "a.yml:4:5"]
    assert str(items[1].values_at["c"]) == "a.yml:4:9"


@pytest.mark.parametrize("before", ["滨州市", "😀🏙️", "𠮷野家", "é", "أ"])
def test_places_count_characters_not_bytes(before: str, tmp_path: Path) -> None:
    value, _ = read(tmp_path, f"{before}: {{t: {before}, k: v}}\n")
    width = len(before)
    record = value[before]
    assert value.values_at[before].column == width + 3
    assert record.keys_at["k"].column == 2 * width + 9
    assert record.values_at["k"].column == 2 * width + 12


def test_a_byte_order_mark_does_not_shift_the_first_line(tmp_path: Path) -> None:
    value, problems = read(tmp_path, "\ufeffa: b\n")
    assert (value, problems) == ({"a": "b"}, [])
    assert str(value.values_at["a"]) == "a.yml:1:4"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_as_one_line(end: str, tmp_path: Path) -> None:
    value, _ = read(tmp_path, end.join(["a: 1", "", "b: |", "  x", "  y", "c: 3", ""]))
    assert [place.line for place in value.keys_at.values()] == [1, 3, 6]
    assert value["b"] == "x\ny\n"


@pytest.mark.parametrize(
    "text", ["no", "010", "1:30", "2020-05-01", "1e3", "0x1F", "1_000", ".inf"]
)
def test_a_value_stays_as_it_was_written(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"{text}: {text}\n") == ({text: text}, [])


@pytest.mark.parametrize("text", ["", " ~", " null", " Null", " NULL", "   # nothing"])
def test_an_empty_value_is_none(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"a:{text}\nb: '{text.strip()}'\n") == (
        {"a": None, "b": text.strip()},
        [],
    )


def test_a_list_may_stand_at_the_root(tmp_path: Path) -> None:
    assert read(tmp_path, "- a\n- b\n") == (["a", "b"], [])


def test_a_duplicate_key_names_the_first_line_and_keeps_the_first_value(tmp_path: Path) -> None:
    value, problems = read(tmp_path, "a: 1\nb: 2\n\na: 3\na: 4\n")
    assert value == {"a": "1", "b": "2"}
    assert [printed(problem, "en") for problem in problems] == [
        "a.yml:4:1: The key “a” stands twice in one record, first on line 1. Delete one.",
        "a.yml:5:1: The key “a” stands twice in one record, first on line 1. Delete one.",
    ]


def test_a_duplicate_key_with_a_long_text_is_told_on_one_line(tmp_path: Path) -> None:
    key = '"' + "键\\n" * 90 + '"'
    (problem,) = read(tmp_path, f"{key}: 1\n{key}: 2\n")[1]
    assert len(printed(problem, "en").splitlines()) == 1
    assert "…” stands twice" in sentence(problem, "en")


def test_refused_values_leave_the_rest_readable(tmp_path: Path) -> None:
    value, problems = read(tmp_path, "a: *b\nc: [1, '#REF!']\nd: zh：x\ne: ok\n")
    assert value == {"a": REFUSED, "c": ["1", REFUSED], "d": REFUSED, "e": "ok"}
    assert len(problems) == 3


def test_a_record_knows_that_a_key_was_refused(tmp_path: Path) -> None:
    value, _ = read(tmp_path, "a: {b：c, d: e}\nf: {g: h}\n")
    assert value["a"] == {"d": "e"}
    assert (value.lacks_keys, value["a"].lacks_keys, value["f"].lacks_keys) == (False, True, False)


def test_a_second_document_is_refused_at_its_first_line(tmp_path: Path) -> None:
    assert said(tmp_path, "---\na: 1\n---\nb: 2\n") == [
        "a.yml:3:1: A second document starts here. One file holds one; delete the “---”."
    ]


@pytest.mark.parametrize(
    ("opening", "times", "column"),
    [("[", 200_000, 25), ("- ", 200_000, 49), ("{a: ", 120_000, 97)],
)
def test_deep_nesting_is_refused_at_its_place(
    opening: str, times: int, column: int, tmp_path: Path
) -> None:
    assert said(tmp_path, opening * times) == [
        f"a.yml:1:{column}: More than 24 levels are nested here. No record needs so many."
    ]


def test_many_closing_brackets_are_one_problem(tmp_path: Path) -> None:
    assert len(said(tmp_path, "]" * 200_000)) == 1


def test_an_alias_bomb_is_never_unfolded(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    value, problems = read(tmp_path, "\n".join(lines))
    assert len(problems) == 10 + 9 * 9
    assert value["a9"] == [REFUSED] * 9


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "x" * 490_000,
        "- zh：x\n" * 40_000,
        "a" * 490_000,
        "{a：" * 80_000,
        "- '#REF!'\n" * 40_000,
        "#REF! " * 70_000,
        "\u200b" * 160_000,
        "\t\n" * 200_000,
        "[" + "a, " * 160_000 + "]",
    ],
    ids=["value", "colons", "word", "flow", "errors", "comment", "invisible", "tabs", "list"],
)
def test_a_file_of_allowed_size_is_read_to_an_end(text: str, tmp_path: Path) -> None:
    value, problems = read(tmp_path, text)
    assert value is not None or problems


def test_a_file_of_three_megabytes_is_refused_unread(tmp_path: Path) -> None:
    assert said(tmp_path, b"a: 1\n" * 600_000) == [
        "a.yml:1:1: The file has 3,000,000 bytes. At most 500,000 are read; split it."
    ]
    assert said(tmp_path, b"#" * 500_000) == [
        "a.yml:1:1: The file is empty. Expected at least one “key: value”."
    ]


def test_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.yml").write_text("a: 1\n")
    (tmp_path / "a.yml").symlink_to(tmp_path / "b.yml")
    assert [printed(problem, "en") for problem in read_file(tmp_path / "a.yml")[1]] == [
        "a.yml:1:1: This is not a plain file. Links and devices are not read."
    ]


def test_a_missing_space_is_only_told_of_keys(tmp_path: Path) -> None:
    text = "a: https://example.org\nb: PPP：x\nc: 'km：x'\nd: 10:30\ne: PM2.5:x\nf: 第一：x\n"
    assert not read(tmp_path, text)[1]
    assert len(read(tmp_path, "a: km：x\nb: km:x\n")[1]) == 2


def test_a_comment_may_hold_what_a_value_may_not(tmp_path: Path) -> None:
    text = "# #REF! zh：x &a *b !c\na: b  # 见 #N/A\nc: 'x'  #N/A 已改\nd: '# #REF! x'\n"
    assert not read(tmp_path, text)[1]


def test_an_escape_in_a_key_is_looked_at_too(tmp_path: Path) -> None:
    assert said(tmp_path, 'a: 1\n"b\\u0000": 2\n') == [
        "a.yml:2:1: An escape writes the invisible character U+0000. Delete it."
    ]


def test_a_look_alike_is_told_once_and_its_value_is_refused(tmp_path: Path) -> None:
    value, problems = read(tmp_path, 'a: pаrks\nb: "p\\u0430rks"\nk\u0435y: 1\n')
    assert value == {"a": REFUSED, "b": REFUSED}
    assert [(*problem.where[1:], problem.kind) for problem in sorted(problems)] == [
        (1, 5, "look-alike"),
        (2, 4, "look-alike"),
        (3, 2, "look-alike"),
    ]


def test_more_values_than_a_file_can_hold_are_refused_where_they_are_too_many(
    tmp_path: Path,
) -> None:
    assert not read(tmp_path, "- a\n" * (OF_PLANS.values - 1))[1]
    assert said(tmp_path, "- a\n" * (OF_PLANS.values + 1)) == [
        "a.yml:20001:3: More than 20,000 values stand in this file. Split it."
    ]


def test_a_syntax_error_says_nothing_of_keys_that_stand_in_texts(tmp_path: Path) -> None:
    text = "a: |\n  km：公里\nb: [1\nc: 2\n"
    assert said(tmp_path, text) == [
        "a.yml:4:2: A comma or a closing bracket is missing before this place. Opened on line 3."
    ]


def test_lines_are_told_before_and_after_a_syntax_error(tmp_path: Path) -> None:
    assert said(tmp_path, "a: b\u200b\nc: [1\nd: 2\ne: 3\n\tf: 4\n") == [
        "a.yml:1:5: An invisible character U+200B ZERO WIDTH SPACE stands here. Delete it.",
        "a.yml:3:2: A comma or a closing bracket is missing before this place. Opened on line 2.",
        "a.yml:5:1: A tab stands here. Indent with spaces.",
    ]


PIECES = st.sampled_from(
    [
        *":-[]{},\"'|>&*!#%@`?\\ \t\n\r：，~a中😀\u200b\u2028\ufeff\0\uffff",
        *(
            "\n  ",
            ": ",
            "- ",
            "\n- ",
            "zh",
            "---",
            "...",
            "\n---\n",
            "#REF!",
            "<<: ",
            "!!x ",
            "&a ",
        ),
        *("%YAML 1.1", "%TAG ! x\n", "\\x", "\\u", "\\uD800", "!-!", "!<", "|2", ">+"),
    ]
)


@examples(500)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_text_raises_and_every_place_is_in_the_file(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        value, problems = read(Path(folder), text)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert value is not None or problems
    for problem in problems:
        assert problem.kind != "yaml-other"
        line, column = problem.where.line, problem.where.column
        assert 1 <= line <= len(lines) + 1
        assert 1 <= column <= len([*lines, ""][line - 1]) + 1


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        value, problems = read(Path(folder), data)
    assert value is not None or problems
