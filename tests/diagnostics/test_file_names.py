"""Names of files that would not survive a checkout on another system."""

from __future__ import annotations

import pytest

from mingzhang.diagnostics.file_names import odd_names, shown
from mingzhang.diagnostics.report import printed


def said(*names: str) -> list[str]:
    return [printed(problem, "en") for problem in odd_names(names, "plans/demo/actions")]


@pytest.mark.parametrize(
    "name", ["01-green.yml", "2024-12-31.yml", "绿化.yml", "console.yml", ".a"]
)
def test_an_ordinary_name_is_no_problem(name: str) -> None:
    assert said(name) == []


@pytest.mark.parametrize(
    "name", ["con.yml", "AUX.yml", "nul", "com1.a.yml", "LPT9.yml", "com¹.yml"]
)
def test_a_device_of_windows_is_refused_whatever_ending_follows(name: str) -> None:
    assert said(name) == [
        f"plans/demo/actions/{name}:1:1: Windows keeps the name “{name}” for a device. "
        "Choose another."
    ]


@pytest.mark.parametrize(
    ("names", "second", "first"),
    [
        (("A.yml", "a.yml"), "a.yml", "A.yml"),
        (("Straße.yml", "STRASSE.yml"), "Straße.yml", "STRASSE.yml"),
        (("é.yml", "e\u0301.yml"), "é.yml", "e\u0301.yml"),
    ],
)
def test_two_names_that_differ_in_nothing_but_case_or_form_are_refused(
    names: tuple[str, str], second: str, first: str
) -> None:
    assert said(*names) == [
        f"plans/demo/actions/{second}:1:1: “{second}” and “{first}” are one name on Windows "
        "and macOS. Rename one of them."
    ]


@pytest.mark.parametrize(("name", "sign"), [("a?.yml", "?"), ("a:b.yml", ":"), ("a.yml.", ".")])
def test_a_name_that_windows_cannot_write_is_refused(name: str, sign: str) -> None:
    assert said(name) == [
        f"plans/demo/actions/{name}:1:1: A file's name can't hold or end with “{sign}” "
        "on Windows. Rename it."
    ]


@pytest.mark.parametrize(
    ("name", "printed_name", "code"),
    [
        ("a\u202elmy.yml", r"a\u202elmy.yml", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("a\nb.yml", r"a\nb.yml", "U+000A"),
        ("a\u200b.yml", r"a\u200b.yml", "U+200B ZERO WIDTH SPACE"),
        ("a\udcff.yml", r"a\udcff.yml", "U+DCFF"),
    ],
)
def test_an_invisible_character_in_a_name_is_named_and_never_printed(
    name: str, printed_name: str, code: str
) -> None:
    assert shown(name) == printed_name
    assert said(name) == [
        f"plans/demo/actions/{printed_name}:1:1: The name holds the invisible character {code}. "
        "Rename it."
    ]
