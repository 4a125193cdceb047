"""What people write into cells, read as data files write it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from mingzhang.diagnostics.report import sentence
from mingzhang.editing.workbook.cells import Unreadable, choice_in, date_in, number_in

PERCENT = frozenset({"%"})
AREA = frozenset({"万平方米"})
FLAT = frozenset({"平方米", "m²"})
NOT = "is not a number. Expected a number such as 22, 37.02 or 1.5万."
COUNT = frozenset({"个", "sites"})


@pytest.mark.parametrize(
    ("value", "format", "unit", "units", "text"),
    [
        (22, "General", "个", COUNT, "22"),
        (37.02, "General", "%", PERCENT, "37.02"),
        (0.1 + 0.2, "General", "个", COUNT, "0.3"),
        (1e21, "General", "个", COUNT, "1000000000000000000000"),
        (-0.0, "General", "个", COUNT, "0"),
        (0.415, "0.0%", "%", PERCENT, "41.5"),
        (0.415, "0.0%", "个", COUNT, "0.415"),
        ("22", "@", "个", COUNT, "22"),
        ("２２．５", "@", "个", COUNT, "22.5"),
        ("1,234,567.80", "@", "个", COUNT, "1234567.8"),
        ("１，２３４", "@", "个", COUNT, "1234"),
        (" 1 234 ", "@", "个", COUNT, "1234"),
        ("41.5%", "@", "%", PERCENT, "41.5"),
        ("41.5％", "@", "%", PERCENT, "41.5"),
        ("3万个", "@", "个", COUNT, "30000"),
        ("1.25万", "@", "个", COUNT, "12500"),
        ("2亿", "@", "个", COUNT, "200000000"),
        ("3万平方米", "@", "万平方米", AREA, "3"),
        ("3 m²", "@", "平方米", FLAT, "3"),
        ("-3", "@", "个", COUNT, "-3"),
        ("−3", "@", "个", COUNT, "-3"),
        ("007", "@", "个", COUNT, "7"),
        ("0", "@", "个", COUNT, "0"),
    ],
)
def test_a_number_is_read_however_it_is_written(
    value: Any, format: str, unit: str, units: frozenset[str], text: str
) -> None:
    assert number_in(value, format, unit, units) == text


@pytest.mark.parametrize(
    ("value", "unit", "units", "says"),
    [
        (
            "10,5",
            "个",
            COUNT,
            f"“10,5” {NOT}",
        ),
        (
            "约 30",
            "个",
            COUNT,
            f"“约 30” {NOT}",
        ),
        (
            True,
            "个",
            COUNT,
            f"“True” {NOT}",
        ),
        ("3 m²", "万平方米", AREA, f"“3 m²” {NOT}"),
        (
            "3万",
            "万平方米",
            AREA,
            "“3万” may say the 万 of the unit “万平方米” once more. Enter the number alone.",
        ),
        (
            "5 公里",
            "个",
            COUNT,
            f"“5 公里” {NOT}",
        ),
    ],
)
def test_what_is_no_number_or_could_mean_two_is_refused(
    value: Any, unit: str, units: frozenset[str], says: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        number_in(value, "General", unit, units)
    assert sentence(refused.value.message, "en") == says


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2025, 12, 31), "2025-12-31"),
        (date(2025, 12, 31), "2025-12-31"),
        ("2025-12-31", "2025-12-31"),
        ("2025/12/31", "2025-12-31"),
        ("2025.1.5", "2025-01-05"),
        ("2025年12月31日", "2025-12-31"),
        ("２０２５年５月", "2025-05"),
        ("2025 年", "2025"),
        ("2025-12-31 00:00:00", "2025-12-31"),
        (2025, "2025"),
        (2025.0, "2025"),
        ("2024/2025", "2024/2025"),
    ],
)
def test_a_date_is_read_as_precise_as_it_is_written(value: Any, text: str) -> None:
    assert date_in(value) == text


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("soon", "“soon” is not a date. Expected 2025-12-31, 2025-12 or 2025."),
        (46022, "“46022” is a date that lost its format. Enter it as 2025-12-31."),
        (True, "“True” is not a date. Expected 2025-12-31, 2025-12 or 2025."),
    ],
)
def test_what_is_no_date_is_refused(value: Any, says: str) -> None:
    with pytest.raises(Unreadable) as refused:
        date_in(value)
    assert sentence(refused.value.message, "en") == says


LABELS = {"under-way": "进行中 under-way", "completed": "已完成 completed"}


@pytest.mark.parametrize(
    "value", ["已完成 completed", "已完成", "completed", "Completed", "已完成completed"]
)
def test_a_choice_is_known_by_either_word(value: str) -> None:
    assert choice_in(value, LABELS) == "completed"


def test_another_word_is_refused_with_the_choices() -> None:
    with pytest.raises(Unreadable) as refused:
        choice_in("快了", LABELS)
    assert sentence(refused.value.message, "zh") == (
        "“快了”不在可选项中。应为以下之一：进行中 under-way、已完成 completed。"
    )
