"""Dates as precise as the document that prints them: a year, a month, a day, or a span of these."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole days: `2020`, `2020-05`, `2020-12-31` or `2021/2022` (ISO 8601-1)."""

    text: str
    """As written in the data."""
    first: date
    """Its first day."""
    last: date
    """Its last day: the deadline where the period is a due date."""

    def __str__(self) -> str:
        return self.text

    @property
    def path_name(self) -> str:
        """As a part of a path: `2020-05`, `2021--2022`."""
        return path_name(self.text)

    @property
    def precision(self) -> str:
        """`year`, `month`, `day` or `span`: how precisely the document says it."""
        return "span" if "/" in self.text else {4: "year", 7: "month"}.get(len(self.text), "day")


def path_name(text: str) -> str:
    """The text of a period as a part of a path, where the slash of a span can't stand.

    >>> path_name("2021/2022")
    '2021--2022'
    """
    return text.replace("/", "--")


def parse_period(text: str) -> Period:
    """The period that `text` names.

    Raises ValueError: `form`, `impossible` (no such day) or `reversed` (a span that ends before it
    begins).
    """
    begin, slash, end = text.partition("/")
    first, last = _first_and_last(begin), _first_and_last(end if slash else begin)
    if first[0] > last[1]:
        raise ValueError("reversed")
    return Period(text, first[0], last[1])


def pattern_of_years(years: range) -> str:
    """A regular expression of the years, which must be whole centuries."""
    return f"{_one_of(years)}[0-9]{{2}}"


def _one_of(years: range, divided_by: int = 1) -> str:
    """The first two digits of the years, as one of several."""
    centuries = sorted({number // 100 for number in years})
    return f"(?:{'|'.join(f'{c:02}' for c in centuries if c % divided_by == 0)})"


def pattern_of_periods(years: range) -> str:
    """A regular expression of every period in the years.

    It knows the calendar, but not which end of a span comes first.
    """
    century = _one_of(years)
    leap_year = f"(?:{century}(?:0[48]|[2468][048]|[13579][26])|{_one_of(years, divided_by=4)}00)"
    year = pattern_of_years(years)
    one = "|".join(
        (
            f"{year}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1[0-9]|2[0-8]))?)?",
            f"{year}-(?:0[13-9]|1[0-2])-(?:29|30)",
            f"{year}-(?:0[13578]|1[02])-31",
            f"{leap_year}-02-29",
        )
    )
    return f"(?:{one})(?:/(?:{one}))?"


def day(when: date) -> Period:
    """The period of one day."""
    return Period(when.isoformat(), when, when)


def year(number: int) -> Period:
    """The period of one calendar year."""
    return Period(f"{number:04d}", date(number, 1, 1), date(number, 12, 31))


def _first_and_last(text: str) -> tuple[date, date]:
    match = _PART.fullmatch(text)
    if not match or not text.isascii():
        raise ValueError("form")
    number, month, day_ = (int(part) if part else None for part in match.groups())
    assert number is not None
    if number < 1 or (month is not None and not 1 <= month <= 12):
        raise ValueError("impossible")
    if month is None:
        return date(number, 1, 1), date(number, 12, 31)
    length = calendar.monthrange(number, month)[1]
    if day_ is None:
        return date(number, month, 1), date(number, month, length)
    if not 1 <= day_ <= length:
        raise ValueError("impossible")
    return (exact := date(number, month, day_)), exact
