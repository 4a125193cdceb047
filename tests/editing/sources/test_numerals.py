"""The value of numerals."""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.editing.sources.numerals import ends_of, value_of


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("22", "22"),
        ("37.02", "37.02"),
        ("27,225", "27225"),
        ("十", "10"),
        ("十五", "15"),
        ("两", "2"),
        ("一百二十", "120"),
        ("一百零八", "108"),
        ("三千零五十", "3050"),
        ("一万二千", "12000"),
        ("三十五万", "350000"),
        ("一亿零三百万", "103000000"),
        ("二〇二五", "2025"),
        ("三点五", "3.5"),
        ("百", "100"),
        ("三百五", "350"),
        ("三百零五", "305"),
        ("一百零五", "105"),
        ("一万二", "12000"),
        ("两千三", "2300"),
        ("三千零五", "3005"),
        ("一千五十", "1050"),
        ("一万零二百五", "10250"),
        ("十万零五千", "105000"),
        ("二十万", "200000"),
        ("二十万五", "205000"),
        ("百万", "1000000"),
        ("千万", "10000000"),
        ("万", "10000"),
        ("百十", "110"),
        ("一百十五", "115"),
        ("廿", "20"),
        ("廿五", "25"),
        ("卅", "30"),
        ("一亿二", "120000000"),
        ("三万亿", "3000000000000"),
        ("万亿", "1000000000000"),
        ("五百零五万零三", "5050003"),
        ("３５", "35"),
        ("１２，３００．５", "12300.5"),
        ("3万5", "35000"),
        ("3万5千", "35000"),
        ("3万5000", "35000"),
        ("1亿2千万", "120000000"),
        ("12345万", "123450000"),
        ("1.5万", "15000"),
        ("三点五万", "35000"),
        ("零点五", "0.5"),
        ("两点五", "2.5"),
        ("半", "0.5"),
        ("零", "0"),
        ("二零二五", "2025"),
        ("二0二5", "2025"),
    ],
)
def test_a_numeral_has_its_exact_value(printed: str, value: str) -> None:
    assert value_of(printed) == Decimal(value)


@pytest.mark.parametrize(
    "characters",
    [
        *("", "点", ".", "1.", "1,23", "三点", "三点十", "1.5百", "半百", "三半", "负三"),
        *("十百", "百十万百", "千百", "百千万", "万百", "一亿亿", "一万二万", "一万三亿亿"),
        *("零百", "十零", "一百零", "一万零", "一百零五十", "一万零零五", "十三五", "12万345"),
        *("两三", "两十", "七八十", "个", "三个"),
    ],
)
def test_characters_that_form_no_number_have_no_value(characters: str) -> None:
    with pytest.raises(ValueError, match=f"^{characters.replace('.', '[.]')}$"):
        value_of(characters)


@pytest.mark.parametrize(
    ("printed", "ends"),
    [
        ("两三", (2, 3)),
        ("一两", (1, 2)),
        ("七八", (7, 8)),
        ("两三百", (200, 300)),
        ("七八十", (70, 80)),
        ("十七八", (17, 18)),
        ("一二十万", (100_000, 200_000)),
        ("二〇一二", (2012, 2012)),
        ("三四五", (345, 345)),
        ("零一", (1, 1)),
        ("三十", (30, 30)),
    ],
)
def test_two_neighbours_are_a_range(printed: str, ends: tuple[int, int]) -> None:
    assert ends_of(printed) == ends


def test_decimals_are_no_neighbours() -> None:
    assert ends_of("三点五六") == (Decimal("3.56"), Decimal("3.56"))


def by_cn2an(characters: str) -> Decimal | None:
    """What cn2an reads; None where it reads nothing, or warns that it is out of its range."""
    try:
        return Decimal(str(cn2an.cn2an(characters, "smart")))
    except (ValueError, KeyError, IndexError):
        return None


@given(st.text("零〇一二两三五九十廿百千万亿点", min_size=1, max_size=9) | st.text("3十百千万亿"))
def test_where_cn2an_reads_a_number_too_it_is_the_same(characters: str) -> None:
    try:
        value = value_of(characters)
    except ValueError:
        return
    theirs = by_cn2an(characters)
    assert theirs is None or float(theirs) == float(value)


@given(st.integers(0, 10**16 - 1) | st.integers(0, 10**5))
def test_every_whole_number_is_read_as_cn2an_writes_it(number: int) -> None:
    written = cn2an.an2cn(number)
    assert value_of(written) == number
    assert ends_of(written) == (number, number)
