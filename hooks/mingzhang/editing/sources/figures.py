"""Finds every number, date and rhythm in Chinese text that is free of spaces, with its place.

By hand, because no library finds numerals in running text and leaves out ordinals, fixed words and
names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from decimal import Decimal

from mingzhang.editing.sources.numerals import HAN_DIGITS, HAN_UNITS, ends_of, value_of

# After digits a unit is no numeral: 5千米 are five kilometres.
_HAN = rf"(?:(?<!\d)|(?=[{HAN_DIGITS}]))[{HAN_DIGITS}{HAN_UNITS}]+(?:点[零〇一二三四五六七八九]+)?"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
# Digits and units in turn, such as 3万5千.
_MIXED = r"\d+亿\d+千?万|\d+万\d千?(?![\d.])"
_ONE = f"(?:{_MIXED}|{_ARABIC}|{_HAN})"
_SCALE = "(?:[百千](?![米克瓦伏帕卡升焦安赫分]))?万?亿?"
_YEAR = "(?:19|20|21)[0-9]{2}|[一二][〇零一二三四五六七八九]{3}"
_MONTH = "[0-9]{1,2}|十?[一二三四五六七八九]|十"
_DAY = "[0-9]{1,2}|[一二三]?十?[一二三四五六七八九]|[二三]?十"
_TO = "(?:-{1,2}|至|到)"
_FROM = f"(?:{_YEAR})年?(?:(?:{_MONTH})月?(?:(?:{_DAY})日?)?)?"
_IN_YEAR = f"(?:{_MONTH})月(?:(?:{_DAY})日)?"
_TILL = rf"(?:{_YEAR})(?:年(?:{_IN_YEAR})?|(?![\d年]))|{_IN_YEAR}"
_MOMENT = re.compile(
    rf"(?:(?P<year>{_YEAR})(?:年|$))?(?:(?P<month>{_MONTH})(?:月|$))?(?:(?P<day>{_DAY})[日号]?)?"
)
_PATTERN = re.compile(
    r"(?P<rhythm>每(?:个|半)?(?:年|季度|月)|逐年|年年)"
    rf"|(?P<point>(?:{_YEAR})(?P<sep>[-./])\d{{1,2}}(?P=sep)\d{{1,2}}(?!\d))"
    rf"|(?P<span>(?P<from>{_FROM}){_TO}(?P<till>{_TILL}))"
    rf"|(?P<date>(?:{_YEAR})年(?:(?:{_MONTH})月(?:(?:{_DAY})[日号])?)?"
    rf"|(?:{_MONTH})月(?:(?:{_DAY})[日号])?)"
    rf"|(?P<percent>百分之(?P<share>{_ONE}))"
    rf"|(?P<part>(?P<below>{_HAN})分之(?P<above>{_HAN}))"
    r"|(?P<word>百分百|一半|半数)"
    r"|(?P<half>半(?=年|天|小时|个月))"
    rf"|(?P<range>(?P<low>{_ONE})(?P<s1>{_SCALE})%?{_TO}(?P<high>{_ONE})(?P<s2>{_SCALE}))"
    rf"|(?P<one>(?P<value>{_ONE})(?P<scale>{_SCALE}))"
)
MEASURES = (
    *"个项处条座所家户套人名次倍年月日天周届级类成位张台辆部段片栋幢株棵亩米吨元岁组只对种门支盏根篇",
    *("小时", "分钟", "刻钟", "星级", "公顷", "公里", "千米", "平方", "立方", "余", "多", "%"),
)
"""Words that make a numeral in Chinese characters a number: others are parts of names."""
_IDIOMS = re.compile(
    "一批|一种|一类[^标水]|一家人|千家万户|百家|[三四五]位一体|十个必须|一张图|一张网|一[区片街路园厂村企]一|"
    "一条龙|一件事|走出一条|是一项|最后一公里|二次供水|一次性|每一[个项处条座所]|一年四季|一段时间|一对一|一部分|同一|单一|统一|唯一|任一"
)
"""Fixed words in which a numeral counts nothing."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Something countable in a text: where it begins and ends, and how it reads."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Number(Figure):
    """A number or a range; a single number has two equal ends."""

    low: Decimal
    high: Decimal
    after: str
    """The words that follow, the unit first; 万 and 亿 are part of the number."""


Day = tuple[int | None, int | None, int | None]
"""Year, month and day as far as they are printed."""


@dataclass(frozen=True, slots=True)
class Date(Figure):
    """A year, month or day, or a span of these; a single date has two equal ends."""

    first: Day
    last: Day


@dataclass(frozen=True, slots=True)
class Rhythm(Figure):
    """每年 and its like."""


def figures(text: str, units: Collection[str] = ()) -> list[Figure]:
    """Every number, date and rhythm of one paragraph without spaces, in its order.

    Digits always count. Chinese numerals count where a measure word or one of the units follows,
    unless they are ordinals or parts of fixed words.

    >>> [figure.text for figure in figures("到2022年，第一批建成三百五十处、3万5千亩，每年两三次")]
    ['2022年', '三百五十', '3万5千', '每年', '两三']
    """
    fixed = [match.span() for match in _IDIOMS.finditer(text)]
    counted: list[Figure] = []
    for match in _PATTERN.finditer(text):
        figure = next(build(match) for group, build in _BUILDERS if match[group])
        by_digits = any("0" <= sign <= "9" for sign in match[0])
        if figure and (by_digits or _counts(figure, text, fixed, units)):
            counted.append(figure)
    return _with_shared_units(counted)


def _number(match: re.Match[str]) -> Number | None:
    """The number or range of the match, or None where its characters form none."""
    groups = match.groupdict()
    try:
        if groups["range"]:
            high = value_of(groups["high"]) * value_of(f"1{groups['s2']}")
            low = value_of(groups["low"]) * value_of(f"1{groups['s1'] or groups['s2']}")
        else:
            scale = value_of(f"1{groups['scale']}")
            low, high = (end * scale for end in ends_of(groups["value"]))
    except ValueError:
        return None
    return _number_at(match, low, high)


def _number_at(match: re.Match[str], low: Decimal, high: Decimal, unit: str = "") -> Number:
    after = unit + match.string[match.end() : match.end() + 16]
    return Number(match.start(), match.end(), match[0], low, high, after)


def _percent(match: re.Match[str]) -> Number | None:
    groups = match.groupdict()
    try:
        if groups["percent"]:
            value = value_of(groups["share"])
        elif groups["part"]:
            value = 100 * value_of(groups["above"]) / value_of(groups["below"])
        else:
            value = Decimal(100 if groups["word"] == "百分百" else 50)
    except (ValueError, ArithmeticError):
        return None
    return _number_at(match, value, value, "%")


def _half(match: re.Match[str]) -> Number:
    return _number_at(match, Decimal("0.5"), Decimal("0.5"))


def _date(match: re.Match[str]) -> Date:
    printed = match[0] if match["date"] else "年".join(re.split("[-./]", match[0], maxsplit=1))
    when = _day_of(re.sub("[-./]", "月", printed))
    return Date(match.start(), match.end(), match[0], when, when)


def _span(match: re.Match[str]) -> Date:
    first, last = _day_of(match["from"]), _day_of(match["till"])
    if last[0] is None:
        last = (first[0], *last[1:])
    return Date(match.start(), match.end(), match[0], first, last)


def _day_of(printed: str) -> Day:
    match = _MOMENT.fullmatch(printed)
    assert match, printed
    year, month, day = (int(value_of(part)) if part else None for part in match.groups())
    return year, month, day


def _rhythm(match: re.Match[str]) -> Rhythm:
    return Rhythm(match.start(), match.end(), match[0])


_BUILDERS: tuple[tuple[str, Callable[[re.Match[str]], Figure | None]], ...] = (
    ("rhythm", _rhythm),
    ("point", _date),
    ("span", _span),
    ("date", _date),
    ("percent", _percent),
    ("part", _percent),
    ("word", _percent),
    ("half", _half),
    ("one", _number),
    ("range", _number),
)
"""How each group of the pattern becomes a figure."""


def _counts(
    figure: Figure, text: str, fixed: list[tuple[int, int]], units: Collection[str]
) -> bool:
    """Whether a figure without digits counts something."""
    if not isinstance(figure, Number):
        return True
    ordinal = text[max(0, figure.start - 1) : figure.start] in {"第", "数", "几", "初"}
    inside = any(begin <= figure.start < end for begin, end in fixed)
    return not ordinal and not inside and figure.after.startswith((*MEASURES, *units))


def _with_shared_units(numbers: list[Figure]) -> list[Figure]:
    """The figures; of numbers that share a unit, as in 3、5个, the first has it too."""
    shared = list(numbers)
    for index in reversed(range(len(numbers) - 1)):
        here, following = shared[index : index + 2]
        if isinstance(here, Number) and isinstance(following, Number):
            joined = here.after[:1] in {"、", "和", "或"} and following.start == here.end + 1
            if joined:
                shared[index] = replace(here, after=following.after)
    return shared
