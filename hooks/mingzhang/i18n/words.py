"""Interface words and how numbers, units and dates read, in one language. A missing word raises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.dates import format_date

from mingzhang.account.promise import Promise
from mingzhang.language import HTML_LANG, Language
from mingzhang.model.periods import Period
from mingzhang.model.registries import Unit

_LOCALES = {"zh": Locale.parse("zh_Hans_CN"), "en": Locale.parse("en_GB")}
_DATES = {"zh": ("y 年", "y 年 M 月", "y 年 M 月 d 日"), "en": ("y", "MMMM y", "d MMMM y")}

_NUMBERS = (int, Decimal)
_MONTH = {"zh": "M 月", "en": "MMM"}


@cache
def table(language: Language) -> dict[str, str | dict[str, str]]:
    """The words of a language: key → sentence, or key → {one, other} where a count decides."""
    path = Path(__file__).parent / "locales" / f"{language}.yml"
    words: dict[str, str | dict[str, str]] = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    return words


class Words:
    """Everything that reads differently in another language, except the data itself."""

    def __init__(self, language: Language, units: Mapping[str, Unit]) -> None:
        self.language = language
        self.html_lang = HTML_LANG[language]
        self._table = table(language)
        self._units = units
        self._locale = _LOCALES[language]
        self._dates: dict[tuple[date, int], str] = {}
        self._periods: dict[tuple[str, date], str] = {}
        self._deadlines: dict[tuple[str, date], str] = {}

    def __call__(self, key: str, **values: Any) -> str:
        """The words of the key with values filled in; `n` chooses one or other. Raises KeyError."""
        words = self._table[key]
        if isinstance(words, dict):
            words = words[self._form(values["n"])]
        if not values:
            return words
        for name, value in values.items():
            if isinstance(value, _NUMBERS):
                values[name] = self.number(value)
        return words.format(**values)

    def _form(self, number: Decimal | int) -> str:
        """Which form of a word the number asks for."""
        if self.language != "en":
            return "other"
        if isinstance(number, int):
            return "one" if number == 1 else "other"
        return self._locale.plural_form(number)

    def forms(self, key: str) -> Mapping[str, str]:
        """The words of a key that depend on a count, for a script that counts in the browser."""
        forms = self._table[key]
        assert isinstance(forms, dict)
        return forms

    def number(self, value: Decimal | int) -> str:
        """The number with thousands separators and its decimals, in its shortest form: no noughts
        at their end and no exponent. Both languages write it alike.
        """
        text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        return text.replace("-", "−")

    def percent(self, share: Decimal) -> str:
        """A share of 1 in whole percent; cut to one decimal below 10 % and just below 100 %."""
        percent = share * 100
        digits = 1 if abs(percent) < 10 or Decimal("99.5") <= percent < 100 else 0
        rounded = round(percent, digits)
        if digits:
            rounded = Decimal(int(percent * 10)) / 10
        return f"{self.number(rounded)}%"

    def amount(self, value: Decimal, unit: str | None) -> str:
        """The number with its unit, as the language writes it."""
        figure, name = self.figure(value, unit)
        tight = unit is None or self._units[unit].tight or not name
        return f"{figure}{name}" if tight else f"{figure} {name}"

    def figure(self, value: Decimal, unit: str | None) -> tuple[str, str]:
        """The number and its unit apart; an English unit may count in other steps."""
        if unit is None:
            return self.number(value), ""
        entry = self._units[unit]
        if self.language == "en" and entry.factor != 1:
            value *= entry.factor
        name = entry.name[self.language]
        if self.language == "en" and value == 1 and entry.singular:
            name = entry.singular
        return self.number(value), name

    def pledge(self, promise: Promise, unit: str | None) -> str:
        """The promise in words: `≥`, `≤`, about or a range with its unit; empty for a milestone."""
        if promise.value is None:
            return ""
        if promise.value_max is not None:
            low, _ = self.figure(promise.value, unit)
            return self("pledge.range", low=low, high=self.amount(promise.value_max, unit))
        key = {">=": "at_least", "<=": "at_most", "=": "exactly", "~": "about"}[
            promise.comparator or "="
        ]
        return self(f"pledge.{key}", amount=self.amount(promise.value, unit))

    def pledge_parts(self, promise: Promise, unit: str | None) -> tuple[str, str, str]:
        """The promise as the page sets it: before the large figure, the figure, after it."""
        if promise.value is None:
            return "", "", ""
        figure, name = self.figure(promise.value, unit)
        if promise.value_max is not None:
            high, name = self.figure(promise.value_max, unit)
            return "", self("pledge.range", low=figure, high=high), name
        tight = bool(unit) and self._units[unit or ""].tight
        if tight:
            figure, name = f"{figure}{name}", ""
        key = {">=": "at_least", "<=": "at_most", "=": "exactly", "~": "about"}[
            promise.comparator or "="
        ]
        before, _, after = self(f"pledge.{key}", amount="\0").partition("\0")
        return before.strip(), figure, f"{name}{after}".strip()

    def when(self, period: Period) -> str:
        """The date as precise as it is known: 2020 年 / 2020, 2020 年 5 月 / May 2020, …"""
        key = (period.text, period.last)
        if (known := self._periods.get(key)) is None:
            known = self._periods[key] = self._period_in_words(period)
        return known

    def _period_in_words(self, period: Period) -> str:
        if period.precision == "span":
            first, _, last = period.text.partition("/")
            if len(first) == len(last) == 4:
                return self("when.span", first=first, last=self._date_in_words(period.last, 0))
            precision = 1 if len(first) == len(last) == 7 else 2
            ends = (self._date_in_words(day, precision) for day in (period.first, period.last))
            return self("when.span", first=next(ends), last=next(ends))
        return self._date_in_words(period.last, {"year": 0, "month": 1, "day": 2}[period.precision])

    def short(self, period: Period) -> str:
        """The date as a list shows it: 2020-12-31, 2020-05, or the year in words."""
        return period.text if period.precision in {"day", "month"} else self.when(period)

    def month(self, number: int) -> str:
        """The month alone, short: 5 月 / May."""
        return str(format_date(date(2000, number, 1), _MONTH[self.language], locale=self._locale))

    def by(self, period: Period) -> str:
        """The date as a deadline: 2020 年底前 / by the end of 2020."""
        key = (period.text, period.last)
        if (known := self._deadlines.get(key)) is None:
            known = self(f"by.{period.precision}", date=self.when(period))
            self._deadlines[key] = known
        return known

    def _date_in_words(self, day: date, precision: int) -> str:
        key = (day, precision)
        if key not in self._dates:
            pattern = _DATES[self.language][precision]
            self._dates[key] = str(format_date(day, pattern, locale=self._locale))
        return self._dates[key]
