"""Numbers in files and in JSON."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.model.numbers import four_decimals, json_number, shortest


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"), ("0.00", "0"), ("-0", "0"), ("-0.0", "0"), ("100", "100"), ("1E+3", "1000"),
        ("12.50", "12.5"), ("-12.0", "-12"), ("0.000001", "0.000001"), ("1E-7", "0.0000001"),
        ("999999999999999", "999999999999999"),
    ],
)  # fmt: skip
def test_the_shortest_form_has_no_exponent_and_no_noughts_at_its_end(
    number: str, text: str
) -> None:
    assert shortest(Decimal(number)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-1e8, max_value=1e8))
def test_the_shortest_form_is_the_same_number(number: Decimal) -> None:
    text = shortest(number)
    assert Decimal(text) == number
    assert "E" not in text and (not text.endswith("0") or "." not in text)


def test_whole_numbers_stand_in_json_without_a_point() -> None:
    assert json.dumps([json_number(Decimal("12.0")), json_number(Decimal("12.50"))]) == "[12, 12.5]"
    assert json_number(None) is None


def test_a_share_has_four_decimals() -> None:
    assert four_decimals(Decimal(2) / 3) == Decimal("0.6667")
    assert four_decimals(None) is None
