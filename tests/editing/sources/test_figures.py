"""Numbers, dates and rhythms in Chinese text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.editing.sources.figures import Date, Number, Rhythm, figures


def read(text: str) -> list[tuple[str, ...]]:
    """Every figure of the text: as printed, its two ends as far as they differ, and its unit."""
    return [
        (figure.text, *dict.fromkeys(str(end) for end in (figure.low, figure.high)), figure.after)
        if isinstance(figure, Number)
        else (figure.text,)
        for figure in figures(text)
    ]


def test_characters_that_form_no_number_are_no_figure() -> None:
    assert read("十百个") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("40公里以上", ("40", "40", "公里以上")),
        ("13.14万亩", ("13.14万", "131400.00", "亩")),
        ("22万吨/日", ("22万", "220000", "吨/日")),
        ("3亿元", ("3亿", "300000000", "元")),
        ("一百二十万平方米", ("一百二十万", "1200000", "平方米")),
        ("27,225个", ("27,225", "27225", "个")),
        ("三十余个", ("三十", "30", "余个")),
        ("百分之三十以上", ("百分之三十", "30", "%以上")),
        ("百分之九十九点五", ("百分之九十九点五", "99.5", "%")),
        ("四分之一", ("四分之一", "25", "%")),
        ("百分百", ("百分百", "100", "%")),
        ("一半以上", ("一半", "50", "%以上")),
        ("半年", ("半", "0.5", "年")),
        ("1-2条", ("1-2", "1", "2", "条")),
        ("三至五个", ("三至五", "3", "5", "个")),
        ("35%至60%", ("35%至60", "35", "60", "%")),
        ("2-3万户", ("2-3万", "20000", "30000", "户")),
        ("两三个", ("两三", "2", "3", "个")),
        ("七八十个", ("七八十", "70", "80", "个")),
        ("十五六个", ("十五六", "15", "16", "个")),
        ("3万5千人", ("3万5千", "35000", "人")),
        ("3万5个", ("3万5", "35000", "个")),
        ("1亿2千万元", ("1亿2千万", "120000000", "元")),
        ("2千户", ("2千", "2000", "户")),
        ("2-3千户", ("2-3千", "2000", "3000", "户")),
        ("5千米", ("5", "5", "千米")),
        ("3万5千米", ("3万5千", "35000", "米")),
        ("三百五个", ("三百五", "350", "个")),
        ("5G", ("5", "5", "G")),
    ],
)
def test_a_number_is_found_with_its_unit(text: str, number: tuple[str, ...]) -> None:
    assert read(text) == [number]


@pytest.mark.parametrize(
    ("text", "printed", "first", "last"),
    [
        ("2020年年底前", "2020年", (2020, None, None), (2020, None, None)),
        ("2020年5月底前", "2020年5月", (2020, 5, None), (2020, 5, None)),
        ("2019年12月10日", "2019年12月10日", (2019, 12, 10), (2019, 12, 10)),
        ("2020.11.18", "2020.11.18", (2020, 11, 18), (2020, 11, 18)),
        ("2020-05-07", "2020-05-07", (2020, 5, 7), (2020, 5, 7)),
        ("二〇二〇年十二月底", "二〇二〇年十二月", (2020, 12, None), (2020, 12, None)),
        ("10月底前", "10月", (None, 10, None), (None, 10, None)),
        ("2021-2022年", "2021-2022年", (2021, None, None), (2022, None, None)),
        ("2021年至2022年底", "2021年至2022年", (2021, None, None), (2022, None, None)),
        ("(2020-2025)", "2020-2025", (2020, None, None), (2025, None, None)),
        ("2022年11月-12月", "2022年11月-12月", (2022, 11, None), (2022, 12, None)),
        ("2020年5-9月", "2020年5-9月", (2020, 5, None), (2020, 9, None)),
        ("2020年1月-2022年10月", "2020年1月-2022年10月", (2020, 1, None), (2022, 10, None)),
    ],
)
def test_a_date_is_found_as_precise_as_it_is_printed(
    text: str, printed: str, first: tuple[int | None, ...], last: tuple[int | None, ...]
) -> None:
    (date,) = figures(text)
    assert isinstance(date, Date)
    assert (date.text, date.first, date.last) == (printed, first, last)


@pytest.mark.parametrize("words", ["每年", "每个月", "每季度", "每半年", "逐年", "年年"])
def test_a_rhythm_is_found(words: str) -> None:
    assert [(type(each), each.text) for each in figures(f"要{words}增加")] == [(Rhythm, words)]


def test_a_year_and_a_range_after_it_are_two() -> None:
    assert read("2020年1-2处") == [("2020年",), ("1-2", "1", "2", "处")]


def test_numbers_that_share_a_unit_both_have_it() -> None:
    assert read("分别新增3、5个") == [("3", "3", "个"), ("5", "5", "个")]


@pytest.mark.parametrize(
    "words",
    [
        "一批项目",
        "统一",
        "一体化",
        "第四、第六、第八水厂",
        "第一个",
        "数十个",
        "五位一体",
        "十个必须",
        "渤海十一路",
        "进一步",
        "三大圈层",
        "零容忍",
        "一流",
        "千家万户",
    ],
)
def test_ordinals_and_fixed_words_are_no_numbers(words: str) -> None:
    assert read(words) == []


def test_a_unit_of_the_registry_makes_a_number() -> None:
    assert read("三厘建筑") == []
    assert [figure.text for figure in figures("三厘建筑", ["厘"])] == ["三"]


def test_places_count_from_the_beginning() -> None:
    text = "到2022年，建成三十处。"
    assert [text[figure.start : figure.end] for figure in figures(text)] == ["2022年", "三十"]


@given(st.text("零〇一二两三四五六七八九十百千万亿点半第每年月日至到-—.,%个2019 /万分之"))
def test_no_text_stops_it(text: str) -> None:
    for figure in figures(text):
        assert text[figure.start : figure.end] == figure.text
