"""Badges: icon, word and colour of each status, in colours that can be read."""

from __future__ import annotations

import re
from typing import get_args
from xml.etree import ElementTree

import pytest

from mingzhang.account.status import STATUSES, Status
from mingzhang.render.sharing.badges import COLOURS, badge, icons
from tests.support.builders import words
from tests.support.paths import ROOT

SHAPES = icons((ROOT / "overrides" / "partials" / "sprite.html").read_text("utf-8"))
SVG = "{http://www.w3.org/2000/svg}"


def drawn(language: str = "en", **counts: int) -> ElementTree.Element:
    given = {status.replace("_", "-"): n for status, n in counts.items()}
    return ElementTree.fromstring(badge("Parks", given, words(language), SHAPES))  # type: ignore[arg-type]


def texts(svg: ElementTree.Element) -> list[str | None]:
    return [text.text for text in svg.iter(f"{SVG}text")]


def test_every_status_has_an_icon_and_a_colour() -> None:
    assert set(get_args(Status)) == COLOURS.keys() == set(STATUSES)
    assert COLOURS.keys() <= SHAPES.keys()


def test_a_single_promise_shows_its_status_alone() -> None:
    assert texts(drawn(delivered=1)) == ["Mingzhang", "Delivered on time"]


def test_several_promises_show_their_counts_in_the_usual_order() -> None:
    assert texts(drawn("zh", overdue=1, delivered=2)) == ["明账", "按期兑现 2", "到期未兑现 1"]


def test_a_badge_has_an_accessible_title() -> None:
    svg = drawn(overdue=1, delivered=2)
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "t")
    title = svg.find(f"{SVG}title")
    assert title is not None
    assert title.text == "Parks: 3 promises: Delivered on time: 2, Overdue: 1"


def test_no_promise_is_no_status() -> None:
    assert texts(drawn()) == ["Mingzhang", "No promise that could be checked"]


def test_a_badge_asks_for_nothing_and_runs_nothing() -> None:
    text = badge('<a href="x">', {"delivered": 1}, words("en"), SHAPES)
    assert "&lt;a href=" in text
    for word in ("href=", "url(", "<style", "<script", "style=", "@import"):
        assert word not in text.replace("&lt;a href=", "")


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", sorted({*COLOURS.values(), "#a63a2b"}))
def test_words_can_be_read_on_white(colour: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_colours_are_those_of_the_pages() -> None:
    css = (ROOT / "overrides/assets/stylesheets/ledger.css").read_text("utf-8")
    light = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", css[: css.index("@media")]))
    for status, colour in COLOURS.items():
        assert colour in {light[status], light.get(f"{status}-text"), light["muted-text"]}


def test_card_colours_are_those_of_the_pages() -> None:
    folder = ROOT / "overrides/assets/stylesheets"
    page, card = ((folder / name).read_text("utf-8") for name in ("ledger.css", "embed.css"))
    for colour in re.findall("#[0-9a-f]{6}", card):
        assert colour in page
