"""The frame of a page: whole or refused, and data never fills a slot."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from mingzhang.render.frame import (
    POLICY,
    SECTIONS,
    Frame,
    FrameContext,
    Slots,
    marked,
    tokens,
)
from tests.support.builders import words

NAMES = [field.name for field in fields(Slots)]
EMPTY = Slots(title="", description="", body="", other="", as_of="", holds="", report="")


def a_frame(*, without: str = "", more: str = "") -> Frame:
    return Frame("".join(f"[{name}=⟦{name}⟧]" for name in NAMES if name != without) + more)


def test_every_slot_is_filled_with_its_own_value() -> None:
    values = {name: f"<{name}>" for name in NAMES}
    assert a_frame().fill(Slots(**values)) == "".join(f"[{name}=<{name}>]" for name in NAMES)


def test_a_slot_may_stand_twice() -> None:
    assert a_frame(more="⟦title⟧").fill(replace(EMPTY, title="甲")).count("甲") == 2


@pytest.mark.parametrize("name", NAMES)
def test_a_frame_that_leaves_out_a_slot_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="leaves out") as raised:
        a_frame(without=name)
    assert str(raised.value) == f"The frame leaves out {name}."


def test_all_that_is_left_out_is_named_at_once() -> None:
    with pytest.raises(ValueError, match="leaves out") as raised:
        Frame("")
    assert str(raised.value) == f"The frame leaves out {', '.join(sorted(NAMES))}."


@pytest.mark.parametrize("text", ["⟦body⟧", "⟦title⟧⟦as_of⟧", "⟦none⟧", "\\1", "{title}"])
def test_data_that_looks_like_a_slot_stays_as_it_is(text: str) -> None:
    page = a_frame().fill(replace(EMPTY, title=text, body="BODY", as_of="TODAY"))
    assert f"[title={text}]" in page
    assert (page.count("BODY"), page.count("TODAY")) == (1, 1)


def test_filling_a_frame_leaves_it_as_it_was() -> None:
    frame = a_frame()
    first = frame.fill(replace(EMPTY, title="one"))
    frame.fill(replace(EMPTY, title="two"))
    assert frame.fill(replace(EMPTY, title="one")) == first


def test_blank_lines_of_the_template_are_left_out_but_none_of_the_body() -> None:
    frame = a_frame(more="\n  \n\n<p>")
    assert frame.fill(replace(EMPTY, body="a\n\nb")).endswith("]\n<p>")
    assert "a\n\nb" in frame.fill(replace(EMPTY, body="a\n\nb"))


def test_tokens_make_a_frame_of_whatever_prints_the_slots() -> None:
    slots = tokens()
    frame = Frame("".join(getattr(slots, name) for name in NAMES))
    assert frame.fill(replace(EMPTY, title="a", other="b")) == f"ab{POLICY}"


def test_a_template_reads_slots_through_the_context() -> None:
    context = FrameContext(replace(EMPTY, title="甲"), words("zh"), "./", "en", "about/")
    assert (context.title, context.home, context.policy) == ("甲", "./", POLICY)
    with pytest.raises(AttributeError):
        _ = context.colour


@pytest.mark.parametrize("name", SECTIONS)
def test_each_section_marks_its_own_place_in_the_menu(name: str) -> None:
    assert marked(name) == {f"at_{name}": ' aria-current="true"'}
    assert f"at_{name}" in NAMES


@pytest.mark.parametrize("name", ["", "search", "indicators", "title", "policy"])
def test_a_page_beside_the_menu_marks_nothing(name: str) -> None:
    assert marked(name) == {}


def test_the_policy_allows_nothing_inline_and_no_other_host() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in POLICY.split(";"))
    assert rules.pop("default-src") == "'none'"
    assert {word for rule in rules.values() for word in rule.split()} == {
        "'self'",
        "'none'",
        "data:",
    }
    assert {name for name, rule in rules.items() if "data:" in rule} == {"img-src"}
