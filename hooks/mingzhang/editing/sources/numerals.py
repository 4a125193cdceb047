"""The value of a numeral in digits or Chinese characters.

By hand, because cn2an (a test compares the two) refuses 百万 and 万 alone and reads 两三, two or
three, as 23.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

HAN_DIGITS = "零〇一二两三四五六七八九"
HAN_UNITS = "十百千万亿"
_IN_DIGITS = str.maketrans("零〇一二两三四五六七八九点", "001223456789.")
_UNITS = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
_SCALES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
_TENS = {"廿": "二十", "卅": "三十"}
# 两 is a digit alone or before one of these only: 两三 is two or three, and 两十 is no number.
_TWO = re.compile("两(?![百千万亿点]|$)")
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_DECIMALS = re.compile(r"([^.]+)\.(\d+)([万亿]*)")
# Two digits next to each other, which are no part of a longer row or of decimals.
_NEIGHBOURS = re.compile(f"(?<![{HAN_DIGITS}点])([{HAN_DIGITS}])([{HAN_DIGITS}])(?![{HAN_DIGITS}])")


def value_of(printed: str) -> Decimal:
    """The value of a numeral: in digits, in Chinese characters, or in both.

    >>> [int(value_of(numeral)) for numeral in ("三百五", "三百零五", "一万二", "百万", "廿五")]
    [350, 305, 12000, 1000000, 25]
    >>> [int(value_of(numeral)) for numeral in ("27,225", "１２", "3万5", "1.5万", "二〇二五")]
    [27225, 12, 35000, 15000, 2025]
    >>> value_of("三点五"), value_of("半")
    (Decimal('3.5'), Decimal('0.5'))

    Raises ValueError where the characters form no number.

    >>> value_of("百十万百")
    Traceback (most recent call last):
        ...
    ValueError: 百十万百
    """
    text = unicodedata.normalize("NFKC", printed)
    for sign, tens in _TENS.items():
        text = text.replace(sign, tens)
    if text == "半":
        return Decimal("0.5")
    try:
        if _TWO.search(text):
            raise ValueError(text)
        return _value(text.translate(_IN_DIGITS))
    except ValueError:
        raise ValueError(printed) from None


def ends_of(printed: str) -> tuple[Decimal, Decimal]:
    """The two ends of what a numeral says: neighbours such as 两三 and 七八十 are a range.

    >>> [tuple(map(int, ends_of(numeral))) for numeral in ("两三", "七八十", "十五六", "三十")]
    [(2, 3), (70, 80), (15, 16), (30, 30)]

    Raises ValueError where the characters form no number.
    """
    for match in _NEIGHBOURS.finditer(printed):
        one, other = match.groups()
        if 0 < value_of(one) == value_of(other) - 1:
            before, after = printed[: match.start()], printed[match.end() :]
            return value_of(before + one + after), value_of(before + other + after)
    value = value_of(printed)
    return value, value


def _value(text: str) -> Decimal:
    """The value of digits and units; decimals come last or before 万 and 亿. Raises ValueError."""
    if match := _DECIMALS.fullmatch(text):
        whole, decimals, scale = match.groups()
        if scale not in _SCALES:
            raise ValueError(text)
        return Decimal(f"{_whole(whole)}.{decimals}") * _SCALES[scale]
    return Decimal(_whole(text))


def _whole(text: str, first: bool = True) -> int:
    """The value of digits and units; a unit without a digit comes `first` or is 十.

    Raises ValueError.
    """
    unit = next((sign for sign in _UNITS if sign in text), None)
    if unit is None:
        if not _DIGITS.fullmatch(text):
            raise ValueError(text)
        return int(text.replace(",", ""))
    size = _UNITS[unit]
    above, _, below = text.partition(unit)
    factor = _whole(above) if above else 1
    is_bare = not above and not first and unit != "十"
    if is_bare or above.startswith("0") or (factor >= 10 and size < 10**4):
        raise ValueError(text)
    return factor * size + (_rest(below, size) if below else 0)


def _rest(text: str, size: int) -> int:
    """The value of what follows a unit of this size.

    A single digit counts the next smaller unit, unless a zero goes before: 三百五 is 350. Raises
    ValueError.
    """
    if text.isdecimal():
        if len(text) == 1:
            value = int(text) * (size // 10)
        elif len(text) == 2 and text[0] == "0":
            value = int(text)
        else:
            value = int(text) if len(text) == len(str(size)) - 1 else 0
    else:
        value = _whole(text.removeprefix("0"), first=False)
        if text[0] == "0" and size < 10**4 and value >= size // 10:
            raise ValueError(text)
    if not 0 < value < size:
        raise ValueError(text)
    return value
