"""Characters that nobody sees, letters that look like others, and how each is named."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.diagnostics.characters import INVISIBLE, ascii_like, code, look_alike, odd_characters
from mingzhang.diagnostics.problems import says
from mingzhang.diagnostics.report import printed
from tests.support.paths import ROOT


def said(*lines: str) -> list[str]:
    return [printed(problem, "en") for problem in odd_characters([*lines], "a.yml")]


def test_every_odd_character_is_told_with_its_place_number_and_name() -> None:
    assert said("a\u200bb\u202e", "明账", "\ufffd", "\x07") == [
        "a.yml:1:2: An invisible character U+200B ZERO WIDTH SPACE stands here. Delete it.",
        "a.yml:1:4: U+202E RIGHT-TO-LEFT OVERRIDE stands here: nobody sees it, "
        "and what follows reads in another order. Delete it.",
        "a.yml:3:1: “\ufffd” stands here: a wrong encoding has damaged the text. Mend it.",
        "a.yml:4:1: An invisible character U+0007 stands here. Delete it.",
    ]


def test_no_control_or_format_character_passes() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    unseen = [sign for sign in every if unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp"}]
    assert [code(sign) for sign in unseen if not INVISIBLE.match(sign)] == ["U+0009", "U+000A"]


@pytest.mark.parametrize(
    "sign", "\u034f\u115f\u1160\u17b4\u180b\u2800\u3164\ufe00\uffa0\U000e0100\ufdd0\uffff"
)
def test_what_shows_nothing_for_other_reasons_does_not_pass_either(sign: str) -> None:
    (told,) = said(f"公园{sign}")
    assert told == (f"a.yml:1:3: An invisible character {code(sign)} stands here. Delete it.")


@pytest.mark.parametrize("sign", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2069")
def test_a_control_of_direction_is_told_as_such(sign: str) -> None:
    (told,) = said(f"a{sign}b")
    assert told == (
        f"a.yml:1:2: {code(sign)} stands here: nobody sees it, "
        "and what follows reads in another order. Delete it."
    )


@given(st.characters(categories=["L", "N", "P", "S"]))
def test_no_character_that_can_be_seen_is_called_invisible(sign: str) -> None:
    shows_nothing = INVISIBLE.match(sign) and unicodedata.category(sign) in {"Lo", "So"}
    assert sign == "\ufffd" or shows_nothing or not said(sign)


@pytest.mark.parametrize("text", ["🏙️", "👍🏽", "é", "𠮷野家", "、。·—…“”", "\u3000", "\xa0"])
def test_what_people_write_passes(text: str) -> None:
    assert not said(text)


@pytest.mark.parametrize(
    ("line", "place", "name", "meant"),
    [
        ("pаrks", 2, "“а” is not the Latin letter that it looks like, but U+0430 CYRILLIC", "a"),
        ("lead: [hоusing]", 9, "“о” is not the Latin letter that it looks like, but U+043E", "o"),
        ("stage: in-fоrce", 12, "“о” is not the Latin letter that it looks like, but U+043E", "o"),
        ("zh: 滨州Сity广场", 7, "“С” is not the Latin letter that it looks like, but U+0421", "C"),
        ("id: green-οne", 11, "“ο” is not the Latin letter that it looks like, but U+03BF", "o"),
        ("id: grееn", 7, "“е” is not the Latin letter that it looks like, but U+0435", "e"),
        ("id: ｇreen", 5, "“ｇ” is not the Latin letter that it looks like, but U+FF47", "g"),
        ("id: ɡreen", 5, "“ɡ” is not the Latin letter that it looks like, but U+0261", "g"),
        ("# 𝐚bc", 3, "“𝐚” is not the Latin letter that it looks like, but U+1D41A", "a"),
    ],
)
def test_a_letter_hidden_among_latin_ones_is_named(
    line: str, place: int, name: str, meant: str
) -> None:
    (told,) = said(line)
    assert told.startswith(f"a.yml:1:{place}: {name}")
    assert told.endswith(f". Write “{meant}”.")


@pytest.mark.parametrize(
    "text",
    [
        "Москва",
        "Ω",
        "10 μg/m³，0.5 kΩ",
        "γ-ray, α-amylase, χ2, kg·ρ",
        "ＰＰＰ模式",
        "Ａ区、Ｂ区",
        "T-Москва",
        "Δt",
        "ＰＭ2.5",
        "ℓ, ℃, ㎡, Ⅲ",
        "café",
    ],
)
def test_other_scripts_and_measures_raise_no_false_alarm(text: str) -> None:
    assert not said(text)


def test_no_shipped_file_has_an_odd_character() -> None:
    paths = sorted((ROOT / "plans").rglob("*.yml"))
    assert len(paths) > 50
    for path in paths:
        assert not [*odd_characters(path.read_text("utf-8").split("\n"), path.name)]


@pytest.mark.parametrize(
    ("text", "ascii_text"),
    [
        ("ｈｏｕｓｉｎｇ", "housing"),
        ("раrк", "park"),
        ("sponge–city", "sponge-city"),
        ("sponge\u2011city", "sponge-city"),
        ("a\u3000b\xa0c", "a b c"),
        ("K", "K"),
        ("公园é", "公园é"),
        ("㎡①Ⅲ", "㎡①Ⅲ"),
    ],
)
def test_a_text_is_read_as_it_looks(text: str, ascii_text: str) -> None:
    assert ascii_like(text) == ascii_text


def test_the_first_look_alike_is_named() -> None:
    assert look_alike("housing") is look_alike("公园") is None
    assert look_alike("公园ｐark") == says(
        "hint.look-alike", sign="ｐ", code="U+FF50 FULLWIDTH LATIN SMALL LETTER P"
    )
    assert look_alike("a\u2011b") == says(
        "hint.look-alike", sign="\u2011", code="U+2011 NON-BREAKING HYPHEN"
    )
