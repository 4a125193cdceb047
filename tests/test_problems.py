"""What a problem holds, how problems are ordered, and what counts as a near miss."""

from __future__ import annotations

import pytest

from mingzhang.problems import Location, Problem, clipped, did_you_mean, one_of, says

HERE = Location("plans/a.yml", 3, 7)


def test_a_place_reads_as_editors_jump_to_it() -> None:
    assert str(HERE) == "plans/a.yml:3:7"
    assert str(Location("plans/a.yml")) == "plans/a.yml:1:1"


def test_a_problem_is_its_place_kind_values_and_hints() -> None:
    hint = says("hint.did-you-mean", near="due")
    problem = Problem(HERE, says("unknown-key", None, hint, key="deu"))
    assert problem == Problem(HERE, says("unknown-key", hint, key="deu"))
    assert problem.kind == "unknown-key"
    assert dict(problem.what.values) == {"key": "deu"}
    assert problem.what.hints == (hint,)
    assert len({problem, Problem(HERE, problem.what)}) == 1


def test_problems_are_ordered_by_file_line_column_and_kind() -> None:
    places = [("a.yml", 9, 9), ("a.yml", 9, 10), ("a.yml", 10, 1), ("b.yml", 1, 1)]
    ordered = [Problem(Location(*place), says("tab-inside")) for place in places]
    ordered.insert(0, Problem(Location("a.yml", 9, 9), says("file-missing")))
    assert sorted(reversed(ordered)) == ordered


def test_a_choice_of_one_is_no_list() -> None:
    assert one_of(["a"]) == says("hint.only", choices=("a",))
    assert one_of(iter("ab")) == says("hint.one-of", choices=("a", "b"))


KNOWN = ("at_least", "at_most", "exactly", "due", "sponge-city", "市住建局", "percent", "km")


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("at-least", "at_least"),
        ("atleast", "at_least"),
        ("At_Most", "at_most"),
        ("deu", "due"),
        ("sponge_city", "sponge-city"),
        ("spogne-ctiy", "sponge-city"),
        ("市住建厅", "市住建局"),
        ("precent", "percent"),
        (" due ", "due"),
        ("k", "km"),
    ],
)
def test_a_near_word_is_named(found: str, meant: str) -> None:
    assert did_you_mean(found, KNOWN) == says("hint.did-you-mean", near=meant)


@pytest.mark.parametrize("found", ["budget", "done", "水利", "metres", "x" * 5000, "", "duration"])
def test_a_far_word_names_none(found: str) -> None:
    assert did_you_mean(found, KNOWN) is None


def test_of_two_near_words_the_nearer_is_named() -> None:
    assert did_you_mean("goal-on", ["goal-one", "goal-two", "goal-ones"]) == says(
        "hint.did-you-mean", near="goal-one"
    )


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert did_you_mean("due", []) is None


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ("a", "a"),
        ("", ""),
        ("a\n  b\tc", "a b c"),
        ("{x} %s «»", "{x} %s «»"),
        ("字" * 60, "字" * 60),
        ("字" * 61, f"{'字' * 60}…"),
    ],
)
def test_what_was_found_is_shown_on_one_line_and_short(found: str, shown: str) -> None:
    assert clipped(found) == shown
