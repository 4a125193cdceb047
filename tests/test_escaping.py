"""Values as HTML: as markupsafe shows them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from mingzhang.escaping import filled, shown

LINK = Markup('<a href="{}">{}</a>')


@pytest.mark.parametrize(
    "value", ["plain", "汉字", 3, Decimal("1.50"), None, True, Markup("<b>"), Markup("a") + "<"]
)
def test_a_value_is_shown_as_markupsafe_shows_it(value: object) -> None:
    assert shown(value) == escape(value)


@given(st.text(alphabet="ab汉&<>\"'"))
def test_every_sign_that_means_something_is_escaped(text: str) -> None:
    assert shown(text) == escape(text)


def test_a_template_is_filled_with_escaped_values() -> None:
    made = filled(LINK, '"><script>', Markup("<b>safe</b>"))
    assert made == LINK.format('"><script>', Markup("<b>safe</b>"))
    assert isinstance(made, Markup)
