"""The kinds of value a field can hold, each read from the text as written, and their record."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    PrivateAttr,
    ValidatorFunctionWrapHandler,
    model_validator,
)
from pydantic_core import PydanticCustomError

from mingzhang.diagnostics.characters import look_alike
from mingzhang.diagnostics.file_names import DEVICE
from mingzhang.diagnostics.problems import Location, Message, clipped, says
from mingzhang.language import Language
from mingzhang.model.contacts import CONTACT, URL, contact_fault
from mingzhang.model.json_schema import OrPlain, ScalarSchema
from mingzhang.model.nodes import LocatedList, LocatedMap, Places
from mingzhang.model.periods import Period, parse_period, pattern_of_periods, pattern_of_years

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_DAYS = re.compile(r"[1-9][0-9]{0,3}")
_ADCODE = re.compile("[0-9]{6}")
MAX_DIGITS = 15
"""What a JavaScript number holds exactly."""
YEARS = range(1900, 2200)
"""The years that a date can name: others are slips of typing."""
_NUMBER_HINTS = (
    (re.compile("[０-９．，％＋－]"), "half-width"),
    (re.compile(r"\d *[-~～–—至到] *\d"), "range"),
    (re.compile("[万亿]"), "multiple"),
    (re.compile("^[≥≤>=<~≈约]|[上下内右]$"), "comparator"),
    (re.compile("%$"), "percent"),
    (re.compile(","), "thousands"),
    (re.compile(r"^[−–—] *\d"), "minus"),
    (re.compile(r"^-?0\d"), "leading-zeros"),
    (re.compile("^[零〇一二三四五六七八九十百千两]+$"), "digits"),
    (re.compile(r"^-?\d[\d.]* *[^\d\s.]+$"), "unit"),
)


def _error_with(what: Message) -> PydanticCustomError:
    """An error that carries its message; `validation` takes it out again."""
    return PydanticCustomError("value", "{message}", {"message": what})


def noun(value: object) -> Message:
    """What kind of value was found, as a part of a sentence."""
    names = {LocatedMap: "record", LocatedList: "list", type(None): "nothing"}
    return says(f"word.{names.get(type(value), 'text')}")


def _reader_of_text(expected: str) -> Callable[[object], str]:
    """A check that the value is text as written, and not a list, a mapping or nothing."""

    def check(value: object) -> str:
        if isinstance(value, str):
            return value.strip()
        what = says("wrong-value", says(f"expected.{expected}"), found=noun(value))
        raise _error_with(what)

    return check


def id_fault(text: str) -> Message | None:
    """Why the text can't be an id, or None."""
    if not _ID.fullmatch(text):
        return says("id-form", look_alike(text), found=clipped(text))
    return says("id-device", found=text) if DEVICE.fullmatch(text) else None


def _read_id(value: object) -> str:
    text = _reader_of_text("id")(value)
    if what := id_fault(text):
        raise _error_with(what)
    return text


def _read_reference(value: object) -> str:
    """An id as it is named elsewhere: whether there is one like it says more than its form."""
    text = _reader_of_text("id")(value)
    if not text:
        raise _error_with(says("id-form", found=text))
    return text


def _read_number(value: object) -> Decimal:
    text = _reader_of_text("number")(value)
    if _NUMBER.fullmatch(text):
        if sum(character.isdigit() for character in text) > MAX_DIGITS:
            raise _error_with(says("number-digits", found=clipped(text), most=MAX_DIGITS))
        return Decimal(text)
    hints = (hint for pattern, hint in _NUMBER_HINTS if pattern.search(text))
    raise _error_with(
        says("number-form", says(f"number.{next(hints, 'unknown')}"), found=clipped(text))
    )


def _read_period(value: object) -> Period:
    text = _reader_of_text("date")(value)
    try:
        period = parse_period(text)
    except ValueError as error:
        raise _error_with(says(f"date-{error}", look_alike(text), found=clipped(text))) from None
    if not (period.first.year in YEARS and period.last.year in YEARS):
        raise _error_with(says("date-year", found=clipped(text), first=YEARS[0], last=YEARS[-1]))
    return period


def _read_year(value: object) -> Period:
    period = _read_period(value)
    if period.precision != "year":
        raise _error_with(says("year-form", found=period.text, year=period.first.year))
    return period


def _read_factor(value: object) -> Decimal:
    number = _read_number(value)
    if number <= 0:
        raise _error_with(says("factor", found=str(number)))
    return number


def _read_days(value: object) -> int:
    text = _reader_of_text("number")(value)
    if not _DAYS.fullmatch(text):
        raise _error_with(says("days-form", found=clipped(text)))
    return int(text)


def _read_adcode(value: object) -> str:
    text = _read_line(value)
    if not _ADCODE.fullmatch(text):
        raise _error_with(says("adcode", found=clipped(text)))
    return text


def _read_yes(value: object) -> bool:
    text = _reader_of_text("yes")(value)
    if text not in {"true", "false"}:
        raise _error_with(says("yes-form", found=clipped(text)))
    return text == "true"


def _read_url(value: object) -> str:
    text = _reader_of_text("url")(value)
    if not URL.fullmatch(text):
        raise _error_with(says("url-form", found=clipped(text)))
    return text


def _read_contact(value: object) -> str:
    text = _reader_of_text("contact")(value)
    if what := contact_fault(text):
        raise _error_with(what)
    return text


def _read_line(value: object) -> str:
    text = _reader_of_text("line")(value)
    if not text:
        raise _error_with(says("text-empty"))
    return text


_MOST = 10**MAX_DIGITS - 1
_FEW_DIGITS = f"(?!(?:[^0-9]*[0-9]){{{MAX_DIGITS + 1}}})"
IDS = ScalarSchema(
    "id", rf"(?!{DEVICE.pattern}\s*$){_ID.pattern}", {"type": "integer", "minimum": 0}
)
_NUMBERS = ScalarSchema(
    "number",
    _FEW_DIGITS + _NUMBER.pattern,
    {"type": "number", "minimum": -_MOST, "maximum": _MOST},
)
_DATES = ScalarSchema(
    "date",
    pattern_of_periods(YEARS),
    {"type": "integer", "minimum": YEARS[0], "maximum": YEARS[-1]},
)
_FACTORS = ScalarSchema(
    "factor",
    f"(?=[0-9.]*[1-9]){_FEW_DIGITS}{_NUMBER.pattern}",
    {"type": "number", "exclusiveMinimum": 0, "maximum": _MOST},
)
_YEARS = ScalarSchema("year", pattern_of_years(YEARS), _DATES.unquoted)
_WHOLE_DAYS = ScalarSchema(
    "days", _DAYS.pattern, {"type": "integer", "minimum": 1, "maximum": 9999}
)
_ADCODES = ScalarSchema(
    "adcode", _ADCODE.pattern, {"type": "integer", "minimum": 100_000, "maximum": 999_999}
)
_LINES = ScalarSchema("line", r"\S[\s\S]*", {"type": "number"})
Id = Annotated[str, BeforeValidator(_read_id), IDS]
Ref = Annotated[str, BeforeValidator(_read_reference), IDS]
"""The id of a record that stands elsewhere; `rules` look whether it is there."""
Number = Annotated[Decimal, BeforeValidator(_read_number), _NUMBERS]
When = Annotated[Period, PlainValidator(_read_period), _DATES]
Year = Annotated[Period, PlainValidator(_read_year), _YEARS]
Factor = Annotated[Decimal, BeforeValidator(_read_factor), _FACTORS]
Days = Annotated[int, BeforeValidator(_read_days), _WHOLE_DAYS]
Adcode = Annotated[str, BeforeValidator(_read_adcode), _ADCODES]
Yes = Annotated[
    bool, BeforeValidator(_read_yes), ScalarSchema("yes", "true|false", {"type": "boolean"})
]
Url = Annotated[str, BeforeValidator(_read_url), ScalarSchema("url", URL.pattern)]
Contact = Annotated[str, BeforeValidator(_read_contact), ScalarSchema("contact", CONTACT.pattern)]
Line = Annotated[str, BeforeValidator(_read_line), _LINES]


def doc(en: str, zh: str, default: Any = ...) -> Any:
    """A field with its description in both languages; without a default it is required.

    Its examples stand in examples.yml.
    """
    return Field(default, description=en, json_schema_extra={"description_zh": zh})


class Record(BaseModel):
    """A record of a data file: frozen, without keys it does not know, and aware of its place."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
    _places: Places | None = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_place(cls, data: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        record = handler(data)
        if isinstance(data, LocatedMap):
            record._places = Places(data)
        return record

    @property
    def is_damaged(self) -> bool:
        """Whether a part was left out because of a problem, so that others may seem not to fit."""
        return self._places is not None and self._places.lacks_keys

    def at(self, key: str | None = None, item: int | str | None = None) -> Location:
        """Where the record stands, or the value of one of its keys, or an item of that value.

        An item is a place in a list, or a key of a mapping.
        """
        places = self._places
        if places is None:
            return Location("")
        whole = places.of(None) or Location("")
        if key is None:
            return whole
        of_item = places.of((key, item)) if item is not None else None
        return of_item or places.of(key) or whole


class Text(Record):
    """A text in zh and, once translated, in en."""

    zh: Line = doc("The text in Chinese.", "中文。")
    en: Line | None = doc(
        "The text in English; left out = not yet translated.", "英文；不写表示尚未翻译。", None
    )

    def __getitem__(self, language: Language) -> str:
        """The text in the language, or in zh where it is not yet translated."""
        return (self.en if language == "en" else None) or self.zh

    def has(self, language: Language) -> bool:
        """Whether the text exists in the language."""
        return language == "zh" or self.en is not None


def _as_record(value: object) -> object:
    return {"zh": value} if isinstance(value, str) else value


Bilingual = Annotated[Text, BeforeValidator(_as_record), OrPlain(_LINES)]
"""A text as written: a record of zh and en, or a plain string, which is zh."""

Formerly = Annotated[
    tuple[Id, ...],
    doc(
        "Its former ids, the oldest first; old addresses lead here.",
        "曾用编号，由旧到新；旧地址会转到这里。",
    ),
]
"""An id is never used again, so what was renamed can still be found by its old one."""
