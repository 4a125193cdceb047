"""Clauses by path, in texts that break lines and fuse headings."""

from __future__ import annotations

import pytest

from mingzhang.diagnostics.problems import Location
from mingzhang.editing.sources.clauses import SourceText, normalised

PLAN = """\
方案

一、目标
到2022年完成。
二、任务
（一）甲行动
1.第一工程。完成1.5公里和2.5公里。(甲局)(二)乙行动
2．第二工程。一是建设
  平台，二是通
  车。

3、第三工程。1）开头。2）结尾。
要求：①先做②后做。
三、措施
1.组织。
2.资金。
"""


def clause(path: str, text: str = PLAN) -> str | None:
    document = SourceText.of("plan.txt", text)
    span = document.clause(path)
    return span and document.text[slice(*span)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("一", "一、目标到2022年完成。"),
        ("二（一）", "（一）甲行动1.第一工程。完成1.5公里和2.5公里。（甲局）"),
        ("二（一）1", "1.第一工程。完成1.5公里和2.5公里。（甲局）"),
        ("二（二）2", "2.第二工程。一是建设平台，二是通车。"),
        ("二(二)2", "2.第二工程。一是建设平台，二是通车。"),
        ("二（二）3、1）", "1）开头。"),
        ("二（二）3、2）", "2）结尾。要求：①先做②后做。"),
        ("二（二）3、2）①", "①先做②后做。"),
        ("三", "三、措施1.组织。2.资金。"),
        ("三2", "2.资金。"),
    ],
)
def test_a_path_names_its_clause(path: str, text: str) -> None:
    assert clause(path) == text


@pytest.mark.parametrize(
    "path", ["四", "二（三）", "二（一）2", "三3", "甲", "", "二第1条", "二十十"]
)
def test_a_path_that_names_nothing_finds_nothing(path: str) -> None:
    assert clause(path) is None


def test_a_number_in_a_sentence_is_no_heading() -> None:
    text = "1.甲。见上文3、4页。\n2.乙。\n3.丙。\n"
    assert clause("2", text) == "2.乙。"


def test_numbers_that_begin_anew_belong_to_their_part() -> None:
    text = "一、甲\n1.子。\n2.丑。\n二、乙\n1.寅。\n2.卯。\n"
    assert clause("二1", text) == "1.寅。"


def test_numbers_may_have_a_gap() -> None:
    assert clause("4", "1.甲。\n2.乙。\n4.丁。\n") == "4.丁。"


def test_signs_are_compared_alike() -> None:
    assert normalised("　（１２％） “甲”，\n【２０２０】—〜") == '（12%）"甲"，〔2020〕--'
    assert normalised('(12%)"甲",[2020]-~') == '（12%）"甲"，〔2020〕--'
    assert normalised("1,500 m，1，500") == "1,500m，1，500"


def test_words_are_found_across_lines() -> None:
    document = SourceText.of("plan.txt", PLAN)
    ((begin, end),) = document.find("建设 平台")
    assert document.text[begin:end] == "建设平台"
    assert document.location(begin) == Location("plan.txt", 8, 10)
    assert document.excerpt(begin, end, 2) == "一是建设平台，二"
    assert document.find(" ") == []


def test_only_the_part_is_read() -> None:
    begin = PLAN.index("二、")
    document = SourceText.of("plan.txt", PLAN, (begin, PLAN.index("三、")))
    assert document.clause("一") is None
    assert document.clause("二（二）3") is not None
    assert document.location(0) == Location("plan.txt", 5, 1)
    assert document.find("资金") == []


def test_numbers_of_two_lines_do_not_run_together() -> None:
    document = SourceText.of("plan.txt", "共13\n14 15页")
    assert [document.text[slice(*span)] for span in document.paragraphs()] == ["共13", "14", "15页"]


def test_an_empty_text_has_no_clause() -> None:
    document = SourceText.of("plan.txt", "")
    assert document.clause("一") is None
    assert document.excerpt(0, 0) == ""
    assert document.location(0) == Location("plan.txt", 1, 1)
