"""XML by a template: always well-formed, whatever it is given."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup

from mingzhang.feeds.xml_template import xml_template


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "thing.xml.jinja"
    path.write_text('<a b="{{ text }}">{{ text }}</a>\n', "utf-8")
    return path


def read(path: Path, text: str) -> ET.Element:
    return ET.fromstring(xml_template(path).render(text=text))


@pytest.mark.parametrize(
    "character", [*map(chr, range(0x20)), "\x7f", "\ud800", "\ufffe", "\uffff"]
)
def test_a_character_that_xml_forbids_is_left_out(character: str, template: Path) -> None:
    allowed = character if character in "\t\n\r\x7f" else ""
    assert (read(template, f"水{character}a").text or "").replace("\r", "\n") == (
        f"水{allowed}a".replace("\r", "\n")
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_any_text_is_well_formed(template: Path, text: str) -> None:
    element = read(template, text)
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    if kept.isprintable():
        assert element.text == (kept or None) and element.get("b") == kept


def test_markup_is_text_unless_the_program_made_it(template: Path) -> None:
    assert read(template, "<b>\"'&]]>").text == "<b>\"'&]]>"
    assert read(template, Markup("<b/>")).text == "<b/>"


def test_a_name_without_a_value_is_a_fault(template: Path) -> None:
    with pytest.raises(UndefinedError):
        xml_template(template).render()
