"""A data page, and what pages of several kinds print alike."""

from __future__ import annotations

import pytest

from mingzhang.account.account import totals
from mingzhang.model.fields import Text
from mingzhang.model.terms import Body
from mingzhang.pages.page import (
    figures,
    first_body,
    names,
    neighbours,
    printed_name,
    title,
    years,
)
from tests.support.builders import (
    a_full_plan,
    a_plan,
    a_snapshot,
    a_target,
    an_account,
    told,
    words,
)

PLAN = a_full_plan()


def test_a_title_begins_with_what_the_page_is_of_and_ends_with_the_site() -> None:
    text = Text(zh="方案", en="Plan")
    assert title(text, "Place", words=words("en")) == "Plan · Place · Mingzhang"
    assert title(text, words=words("zh")) == "方案 · 明账"


def test_an_untranslated_title_is_the_printed_one() -> None:
    assert title(Text(zh="方案"), words=words("en")) == "方案 · Mingzhang"


def test_the_four_large_numbers_are_counts_with_their_words() -> None:
    met = an_account(a_target(due=2024), snapshots=(told("2024", "completed"),), today="2025-01-01")
    assert figures(totals([met]), words("en")) == [
        ("1", "promise on record"),
        ("1", "due by today or met early"),
        ("1", "with a public result"),
        ("1", "delivered on time"),
    ]
    assert figures(totals([met] * 1200), words("en"))[0] == ("1,200", "promises on record")


def test_of_a_past_day_it_is_said_what_was_due_then() -> None:
    assert figures(totals([]), words("en"), "due.then")[1] == ("0", "due by then or met early")


def test_neighbours_are_the_snapshots_before_and_after_or_none() -> None:
    one, two, three = snapshots = tuple(a_snapshot(day) for day in ("2023", "2024", "2025"))
    assert [neighbours(snapshots, snapshot) for snapshot in snapshots] == [
        (None, two), (one, three), (two, None)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("end", "zh", "en"),
    [("2026", "2024 年至 2026 年", "2024 to 2026"), (None, "2024 年起", "from 2024")],
)
def test_the_years_of_a_plan(end: str | None, zh: str, en: str) -> None:
    plan = a_plan(end=end)
    assert (years(plan, words("zh")), years(plan, words("en"))) == (zh, en)


def test_the_body_named_first_is_the_lead_then_who_answers_then_who_helps() -> None:
    park, rest = PLAN.projects
    helped = rest.model_copy(update={"support": (Body(id="housing"),)})
    assert first_body(helped, PLAN) == PLAN.departments["water"]
    names = [
        first_body(park, PLAN),
        first_body(rest, PLAN),
        first_body(park.model_copy(update={"lead": ()}), PLAN),
        first_body(rest.model_copy(update={"responsible": ()}), PLAN),
    ]
    assert [name and name["en"] for name in names] == ["The bureau", "The water", "The water", None]


def test_a_body_is_named_as_it_is_printed_here_else_as_in_the_whole_plan() -> None:
    assert printed_name(Body(id="water"), PLAN)["en"] == "The water"
    assert printed_name(Body(id="water", printed=Text(zh="水务局")), PLAN)["zh"] == "水务局"


def test_names_are_those_of_the_other_language() -> None:
    both, one = Text(zh="方案", en="Plan"), Text(zh="公园")
    assert names(both, one, words=words("zh")) == ("Plan",)
    assert names(both, one, words=words("en")) == ("方案", "公园")
