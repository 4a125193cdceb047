"""Kinds of value: what a text as written means, and what is said where it means nothing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, TypeAdapter, ValidationError

from mingzhang.diagnostics.problems import Location, Problems
from mingzhang.diagnostics.report import sentence
from mingzhang.model.fields import Bilingual, Id, Line, Number, Record, Text, Url, When, Yes, noun
from mingzhang.model.nodes import LocatedList, LocatedMap
from mingzhang.reading.yaml_reader import read_yaml


def read(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value)


def fault(kind: Any, value: object) -> str:
    """What is said of a value that is refused."""
    with pytest.raises(ValidationError) as raised:
        read(kind, value)
    return sentence(raised.value.errors()[0]["ctx"]["message"], "en")


@pytest.mark.parametrize("text", ["a", "0", "green-share-2025", "x" * 64, " spaced "])
def test_an_id_is_small_letters_digits_and_hyphens(text: str) -> None:
    assert read(Id, text) == text.strip()


@pytest.mark.parametrize("text", ["", "-a", "A", "a_b", "a/b", "..", "é", "x" * 65, "a\nb"])
def test_what_could_not_stand_in_an_address_is_no_id(text: str) -> None:
    assert fault(Id, text).endswith(
        "can't be an id. Expected small letters a-z, digits and hyphens, at most 64."
    )


@pytest.mark.parametrize("text", ["con", "nul", "com1", "lpt9"])
def test_a_device_of_windows_is_no_id_but_a_word_that_begins_like_one_is(text: str) -> None:
    assert fault(Id, text) == (
        f"“{text}” can't be an id: Windows keeps the name for a device. Choose another."
    )
    assert read(Id, f"{text}x") == f"{text}x"


@given(st.decimals(-(10**9), 10**9, places=3).filter(lambda number: number != 0))
def test_a_number_is_exactly_what_is_written(number: Decimal) -> None:
    assert str(read(Number, f"{number:f}")) == f"{number:f}"


def test_a_number_keeps_its_decimals() -> None:
    assert str(read(Number, "37.020")) == "37.020"


def test_a_number_holds_what_javascript_can_hold() -> None:
    assert read(Number, "9" * 15) == 10**15 - 1
    assert fault(Number, "9" * 16) == f"“{'9' * 16}” has too many digits. Expected at most 15."


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("３０", "Write the digits half-width."),
        ("30-40", "Write a range as at_least with at_most."),
        ("3万", "Write the number in the unit of the target."),
        ("≥30", "Say so by at_least, at_most, exactly or about."),
        ("30%", "Leave out the percent sign; the unit says it."),
        ("1,000", "Leave out the thousands separators."),
        ("−3", "Write the minus sign as “-”."),
        ("030", "Leave out the leading zeros."),
        ("三十", "Write it in digits."),
        ("30处", "Leave out the unit; it has a key of its own."),
        ("1e3", "Leave the key out if the number is not known."),
        ("many", "Leave the key out if the number is not known."),
        ("٣", "Leave the key out if the number is not known."),
    ],
)
def test_a_slip_in_a_number_is_named(text: str, hint: str) -> None:
    assert fault(Number, text) == (
        f"“{text}” is not a number. Expected a number such as 22 or 37.02. {hint}"
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("1900", "1900-01-01", "1900-12-31"), ("2199-12", "2199-12-01", "2199-12-31")],
)
def test_the_first_and_the_last_year_can_be_named(text: str, first: str, last: str) -> None:
    period = read(When, text)
    assert (str(period.first), str(period.last)) == (first, last)


@pytest.mark.parametrize("text", ["1899", "2200", "2199/2200"])
def test_a_year_that_must_be_a_slip_is_refused(text: str) -> None:
    assert fault(When, text) == f"“{text}” can't be right. Expected a year from 1900 to 2199."


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "http://example.org:8080/a/?b=c&d=%20#e",
        "https://city.example.org/中文/页",
        "https://example.org/a(b)",
    ],
)
def test_a_web_address_is_kept_as_it_is(text: str) -> None:
    assert read(Url, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org/",
        "ftp://example.org/",
        "https://",
        "https:///path",
        'https://example.org/"onclick=x',
        "https://example.org/<img>",
        "https://example.org/a b",
        "https://example.org/a。",
        "HTTPS://example.org/",
    ],
)
def test_what_could_break_out_of_a_link_is_no_address(text: str) -> None:
    assert fault(Url, text).startswith(f"“{text}” is not a web address. Expected one such as")


def test_yes_is_one_of_two_words() -> None:
    assert (read(Yes, "true"), read(Yes, "false")) == (True, False)
    assert fault(Yes, "yes") == "“yes” is neither of the two words. Expected true or false."


def test_braces_in_what_was_found_are_kept() -> None:
    assert fault(Yes, "{0} {sentence}") == (
        "“{0} {sentence}” is neither of the two words. Expected true or false."
    )


@pytest.mark.parametrize("text", ["", "  ", "\u3000"])
def test_a_text_of_spaces_is_empty(text: str) -> None:
    assert fault(Line, text) == "The text is empty. Expected words, or leave the key out."


@pytest.mark.parametrize("kind", [Id, Number, When, Yes, Url, Line])
@pytest.mark.parametrize("value", [None, [], {}, 3, True])
def test_no_kind_takes_a_value_that_is_not_text(kind: Any, value: object) -> None:
    assert fault(kind, value).startswith(f"Found {sentence(noun(value), 'en')}. Expected ")


def test_a_kind_of_value_is_named_in_words() -> None:
    where = Location("a.yml")
    values: list[object] = [LocatedMap(where), LocatedList(where), None, "x"]
    assert [sentence(noun(value), "en") for value in values] == [
        "a record",
        "a list",
        "nothing",
        "a text",
    ]


def test_a_plain_text_is_chinese_and_not_yet_translated() -> None:
    text = read(Bilingual, "公园")
    assert (text["zh"], text["en"]) == ("公园", "公园")
    assert (text.has("zh"), text.has("en")) == (True, False)


def test_a_translated_text_reads_in_both_languages() -> None:
    text = read(Bilingual, {"zh": "公园", "en": "Parks"})
    assert (text["zh"], text["en"], text.has("en")) == ("公园", "Parks", True)


def test_a_text_without_chinese_is_refused() -> None:
    with pytest.raises(ValidationError, match="Field required"):
        read(Bilingual, {"en": "Parks"})


class Example(Record):
    """A record with a list and a mapping."""

    names: tuple[str, ...] = ()
    numbers: dict[str, Number] = Field(default_factory=dict)


def test_a_record_knows_where_its_values_and_their_items_stand(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("names:\n  - one\n  - two\nnumbers: {east: 1, west: 2}\n", "utf-8")
    problems = Problems()
    record = Example.model_validate(read_yaml(path, "a.yml", problems))
    assert not problems
    places = [
        record.at(),
        record.at("names"),
        record.at("names", 1),
        record.at("numbers", "west"),
        record.at("absent"),
    ]
    assert [str(place) for place in places] == [
        "a.yml:1:1",
        "a.yml:2:3",
        "a.yml:3:5",
        "a.yml:4:20",
        "a.yml:1:1",
    ]


def test_a_record_that_no_file_holds_has_no_place() -> None:
    assert Example().at("names") == Location("")
    assert not Example().is_damaged


def test_a_record_is_frozen_and_takes_no_other_keys() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Example().names = ("x",)  # type: ignore[misc]
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Example.model_validate({"colour": "red"})


def test_a_text_is_a_value_that_tables_can_be_keyed_by() -> None:
    assert len({Text(zh="一"), Text(zh="一"), Text(zh="一", en="one")}) == 2
