"""The kinds of value a field can hold, each read from the text as written, and the record they stand in."""

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

from mingzhang.periods import Period, parse_period
from mingzhang.problems import Location
from mingzhang.text import Language
from mingzhang.yaml_nodes import Mapping, Sequence

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_URL = re.compile(r"https?://[^\s<>\"'{}|\\^`]+")
# Names that Windows reserves for devices, so that a checkout works there too.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])")
_FULL_WIDTH_DIGIT = re.compile("[０-９．－，％]")


def _fault(sentence: str, found: object) -> PydanticCustomError:
    """An error whose message is the sentence itself; braces in what was found are kept literal."""
    shown = str(found) if len(str(found)) <= 60 else f"{str(found)[:60]}…"
    return PydanticCustomError(
        "value", "{sentence}", {"sentence": sentence.replace("«»", f"“{shown}”")}
    )


def _scalar(expected: str) -> Callable[[object], str]:
    """A check that the value is text as written, and not a list, a mapping or nothing."""

    def check(value: object) -> str:
        if isinstance(value, str):
            return value.strip()
        found = {Mapping: "a record", Sequence: "a list", type(None): "nothing"}.get(
            type(value), "something else"
        )
        raise _fault(f"Found {found}. Expected {expected}.", "")

    return check


def _id(value: object) -> str:
    text = _scalar("an id")(value)
    if not _ID.fullmatch(text):
        raise _fault(
            "«» can't be an id. Expected small letters a-z, digits and hyphens, at most 64.", text
        )
    if _DEVICES.fullmatch(text):
        raise _fault(
            "«» can't be an id: Windows keeps the name for a device. Choose another.", text
        )
    return text


def _number(value: object) -> Decimal:
    text = _scalar("a number such as 22 or 37.02")(value)
    if _NUMBER.fullmatch(text) and text.isascii():
        return Decimal(text)
    if _FULL_WIDTH_DIGIT.search(text):
        hint = "Write the digits half-width."
    elif "," in text:
        hint = "Leave out the thousands separators."
    elif text.endswith("%"):
        hint = "Leave out the percent sign; the unit says it."
    elif re.search("[万亿]", text):
        hint = "Write the number in the unit of the target."
    else:
        hint = "Leave the key out if the number is not known."
    raise _fault(f"«» is not a number. Expected a number such as 22 or 37.02. {hint}", text)


def _period(value: object) -> Period:
    text = _scalar("a date such as 2020, 2020-05 or 2020-12-31")(value)
    try:
        return parse_period(text)
    except ValueError as error:
        sentence = {
            "impossible": "«» is not a day of the calendar.",
            "reversed": "«» ends before it begins.",
        }.get(
            str(error), "«» is not a date. Expected 2020, 2020-05, 2020-12-31 or a span 2021/2022."
        )
        raise _fault(sentence, text) from None


def _yes(value: object) -> bool:
    text = _scalar("true or false")(value)
    if text not in {"true", "false"}:
        raise _fault("«» is neither true nor false. Expected one of these words.", text)
    return text == "true"


def _url(value: object) -> str:
    text = _scalar("an address that begins with https://")(value)
    if not _URL.fullmatch(text):
        raise _fault(
            "«» is not a web address. Expected one that begins with https:// or http://.", text
        )
    return text


def _line(value: object) -> str:
    text = _scalar("a text")(value)
    if not text:
        raise _fault("The text is empty. Expected words, or leave the key out.", "")
    return text


Id = Annotated[str, BeforeValidator(_id), Field(pattern=f"^{_ID.pattern}$")]
Number = Annotated[Decimal, BeforeValidator(_number)]
When = Annotated[Period, PlainValidator(_period, json_schema_input_type=str)]
Yes = Annotated[bool, BeforeValidator(_yes)]
Url = Annotated[str, BeforeValidator(_url)]
Line = Annotated[str, BeforeValidator(_line)]


def doc(en: str, zh: str, default: Any = ...) -> Any:
    """A field with its description in both languages; without a default it is required."""
    return Field(default, description=en, json_schema_extra={"description_zh": zh})


class Record(BaseModel):
    """A record of a data file: frozen, without keys it does not know, and aware of its place."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
    _mapping: Mapping | None = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_place(cls, data: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        record = handler(data)
        if isinstance(data, Mapping):
            record._mapping = data
        return record

    def at(self, key: str | None = None) -> Location:
        """Where the record stands, or the value of one of its keys."""
        if self._mapping is None:
            return Location("")
        return self._mapping.values_at.get(key or "", self._mapping.where)


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


def _text(value: object) -> object:
    return {"zh": value} if isinstance(value, str) else value


Words = Annotated[Text, BeforeValidator(_text)]
"""A text as written: a record of zh and en, or a plain string, which is zh."""
