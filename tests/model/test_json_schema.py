"""Kinds of value as editors check them: of every text a form says what the loader says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from mingzhang.editing.schemas import FILE_KINDS, schema_of
from mingzhang.model.fields import (
    Adcode,
    Contact,
    Days,
    Factor,
    Id,
    Line,
    Number,
    Url,
    When,
    Year,
    Yes,
)
from tests.support.editor import as_node_says, needs_parser

FORMS = {
    name: form
    for kind in FILE_KINDS
    for name, form in schema_of(kind)["$defs"].items()
    if "pattern" in form
}
CHECKS = {name: Draft202012Validator(form) for name, form in FORMS.items()}
KINDS = {
    "id": Id,
    "number": Number,
    "date": When,
    "year-or-empty": Year,
    "factor": Factor,
    "days-or-empty": Days,
    "adcode-or-empty": Adcode,
    "yes": Yes,
    "url-or-empty": Url,
    "contact-or-empty": Contact,
    "line": Line,
}
SOUND = {
    "id": ["sponge-share-2025", "7", "x" * 64, "conx"],
    "number": ["22", "37.02", "-3", "0", "0.5", "9" * 15],
    "date": [
        "1900",
        "2199-12",
        "2020-02-29",
        "2000-02-29",
        "2021/2022",
        "2020-05/2020-06-30",
        "2022/2021",
    ],
    "year-or-empty": ["1900", "2199"],
    "factor": ["10000", "0.01", "1"],
    "days-or-empty": ["1", "90", "9999"],
    "adcode-or-empty": ["371602"],
    "yes": ["true", "false"],
    "url-or-empty": ["https://example.org", "http://example.org:80/a?b=c#d", "https://城市.cn/中"],
    "contact-or-empty": ["mailto:a@example.org?subject={title}", "https://example.org/?p={page}"],
    "line": ["x", "一 二", "a\nb", "2020"],
}
FAULTY = {
    "id": ["", "-a", "A", "a_b", "con", "lpt9", "x" * 65, "a\nb", "编号"],
    "number": ["", "030", "1e3", ".5", "1,000", "9" * 16, "0." + "1" * 15, "٣", "１", "--1", "1."],
    "date": ["", "1899", "2200", "2025-13", "2025-02-29", "1900-02-29", "2025-04-31", "2025-1"],
    "year-or-empty": ["", "1899", "2020-05", "2020/2021"],
    "factor": ["", "0", "0.00", "-1", "9" * 16],
    "days-or-empty": ["", "0", "090", "0.5", "-1", "10000"],
    "adcode-or-empty": ["", "3716", "3716021", "37160a"],
    "yes": ["", "yes", "True"],
    "url-or-empty": ["", "ftp://a", "https://", "https:///a", "https://a b", "https://a。"],
    "contact-or-empty": ["", "javascript:x", "mailto:{page}@a", "https://{page}", "mailto:a"],
    "line": ["", " ", "\u3000\n"],
}
EDGES = [(name, text) for name in KINDS for text in (*SOUND[name], *FAULTY[name])]


def loader_takes(name: str, text: str) -> bool:
    try:
        TypeAdapter[Any](KINDS[name]).validate_python(text)
    except ValidationError as error:
        # A pattern can't compare two dates: it takes a span whichever way round.
        begin, _, end = text.strip().partition("/")
        context: Any = error.errors()[0].get("ctx", {})
        is_reversed = context["message"].kind == "date-reversed"
        return is_reversed and loader_takes(name, f"{end}/{begin}")
    return True


def form_takes(name: str, value: object) -> bool:
    return CHECKS[name].is_valid(value)


def test_every_form_is_one_of_the_kinds() -> None:
    assert {name.removesuffix("-or-empty") for name in FORMS} == {
        name.removesuffix("-or-empty") for name in KINDS
    }


@pytest.mark.parametrize(("name", "text"), EDGES)
def test_a_form_takes_what_the_loader_takes(name: str, text: str) -> None:
    assert form_takes(name, text) is loader_takes(name, text) is (text in SOUND[name])


@pytest.mark.parametrize("name", KINDS)
def test_spaces_around_a_value_do_not_matter(name: str) -> None:
    for text in SOUND[name]:
        assert form_takes(name, f" {text}\t") and loader_takes(name, f" {text}\t")


@given(st.sampled_from(list(KINDS)), st.text())
@example("number", "१")
@example("date", "２０２５")
@example("line", "\x1c")
@example("date", "reversed")
def test_a_form_and_the_loader_agree_on_any_text(name: str, text: str) -> None:
    assert form_takes(name, text) is loader_takes(name, text)


DIGITS = st.text("0123456789-./ ", max_size=24)


@given(
    st.sampled_from(["number", "date", "id", "year-or-empty", "factor", "adcode-or-empty"]), DIGITS
)
def test_a_form_and_the_loader_agree_on_what_looks_like_a_number_or_a_date(
    name: str, text: str
) -> None:
    assert form_takes(name, text) is loader_takes(name, text)


@given(st.dates().map(str) | st.from_regex(r"(19|2[0-2])\d\d-[01]\d(-[0-3]\d)?", fullmatch=True))
def test_a_form_knows_the_calendar(text: str) -> None:
    assert form_takes("date", text) is loader_takes("date", text)


@pytest.mark.parametrize(
    ("name", "taken", "refused"),
    [
        ("id", [0, 2020], [-1, 1.5, True, None]),
        ("number", [0, -3, 37.02, 10**15 - 1], [10**15, float("inf"), True, None, []]),
        ("date", [1900, 2199], [1899, 2200, 2020.5, True, None]),
        ("year-or-empty", [1900, 2199, None], [1899, 2200, True]),
        ("factor", [10000, 0.5], [0, -1, 10**15, None]),
        ("days-or-empty", [1, 9999, None], [0, 10000, 0.5]),
        ("adcode-or-empty", [371602, None], [3716, 3716020]),
        ("yes", [True, False], [0, 1, None]),
        ("url-or-empty", [None], [1, True, []]),
        ("contact-or-empty", [None], [1, True, []]),
        ("line", [0, 3.5], [None, [], {}]),
    ],
)
def test_a_form_takes_what_an_editors_parser_makes_of_a_sound_value(
    name: str, taken: list[object], refused: list[object]
) -> None:
    assert [value for value in taken if not form_takes(name, value)] == []
    assert [value for value in refused if form_takes(name, value)] == []


def test_only_a_value_that_may_be_left_out_may_be_empty() -> None:
    assert {name for name in FORMS if form_takes(name, None)} == {
        name for name in FORMS if name.endswith("-or-empty")
    }


@needs_parser
def test_patterns_read_alike_in_the_language_of_editors() -> None:
    asked = [[FORMS[name]["pattern"], text] for name, text in EDGES]
    assert as_node_says("patterns.mjs", asked) == [form_takes(name, text) for name, text in EDGES]
