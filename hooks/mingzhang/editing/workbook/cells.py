"""What people write into cells, as data files write it: digits, dates, choices. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from mingzhang.diagnostics.problems import Message, clipped, says

_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(万|亿)?")
_SIGNS = str.maketrans({"−": "-", "–": "-", "—": "-", "，": ",", "．": "."})
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?(?: 00:00(?::00)?)?")
_SERIALS = range(20_000, 80_000)
"""Days as spreadsheets count them, from 1954 to 2119: a date that lost its format."""
_DIGITS = 15
"""What a spreadsheet keeps of a number; beyond it stands the noise of its arithmetic."""


class Unreadable(ValueError):
    """Raised where a cell holds something else than its column asks for."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.kind)
        self.message = message


def number_in(value: Any, format: str, unit: str, units: frozenset[str]) -> str:
    """A number as a data file writes it, in the unit of the promise.

    `unit` is the promise's unit as printed, `units` every name of just this unit. A cell shown as a
    percentage holds a share of 1. 万 and 亿 are multiplied out. Raises Unreadable.

    >>> number_in("1,200.50 公里", "General", "公里", frozenset({"公里", "km"}))
    '1200.5'
    >>> number_in(0.375, "0.0%", "%", frozenset({"%"}))
    '37.5'
    """
    percent = unit == "%"
    if isinstance(value, bool | date):
        raise Unreadable(says("form.number", found=clipped(value)))
    if isinstance(value, int | float):
        exact = Decimal(repr(value))
        exact = +exact if isinstance(value, int) else round_noise(exact)
        return number_text(exact * 100 if "%" in format and percent else exact)
    text = _tight(str(value))
    ends = sorted(filter(None, map(_tight, units)), key=len, reverse=True)
    bare = next((text.removesuffix(end) for end in ends if text.endswith(end)), text)
    match = _NUMBER.fullmatch(bare)
    if not match:
        raise Unreadable(says("form.number", found=clipped(value)))
    sign, whole, decimals, scale = match.groups()
    if scale and any(known.startswith(scale) for known in units):
        raise Unreadable(says("form.scale", found=clipped(value), unit=unit))
    number = Decimal(f"{sign}{whole.replace(',', '')}.{decimals or '0'}")
    return number_text(number * _SCALES[scale or ""])


def _tight(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).translate(_SIGNS).split())


def round_noise(number: Decimal) -> Decimal:
    """The number to the digits that a spreadsheet keeps."""
    if not number:
        return number
    digits = _DIGITS - 1 - number.adjusted()
    return round(number, digits) if digits >= 0 else number


def number_text(number: Decimal) -> str:
    """The number without exponent and without noughts at the end.

    >>> number_text(Decimal("12.50")), number_text(Decimal("1E+3"))
    ('12.5', '1000')
    """
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text.removeprefix("+")


def date_in(value: Any) -> str:
    """A date as a data file writes it, as precise as the cell. Raises Unreadable.

    >>> date_in("2025年3月"), date_in("2025/3/1"), date_in(2025)
    ('2025-03', '2025-03-01', '2025')
    """
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value in _SERIALS:
        raise Unreadable(says("form.serial", found=str(value)))
    text = " ".join(unicodedata.normalize("NFKC", str(value)).split())
    text = text if text.endswith(("00:00", "00:00:00")) else text.replace(" ", "")
    if "/" in text and re.fullmatch(r"\d{4}(-\d\d){0,2}/\d{4}(-\d\d){0,2}", text):
        return text
    match = _DATE.fullmatch(text)
    if not match:
        raise Unreadable(says("form.date", found=clipped(value)))
    year, month, day = match.groups()
    return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])


def choice_in(value: Any, labels: Mapping[str, str]) -> str:
    """The key of what was chosen by its label or a part of it. Raises Unreadable.

    >>> choice_in("进行中", {"under-way": "进行中 under-way", "completed": "已完成 completed"})
    'under-way'
    """
    chosen = _folded(str(value))
    for key, label in labels.items():
        if chosen in {_folded(label), _folded(key), _folded(label.removesuffix(key))}:
            return key
    raise Unreadable(says("form.choice", found=clipped(value), choices=tuple(labels.values())))


def _folded(text: str) -> str:
    return re.sub(r"[\s_-]+", "", unicodedata.normalize("NFKC", text)).casefold()
