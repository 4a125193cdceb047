"""How problems are sorted, counted and shown, and what counts as a near miss."""

from __future__ import annotations

import pytest

from mingzhang.problems import DataError, Location, Problem, did_you_mean, quoted, report


def a_problem(
    path: str = "plans/a.yml", line: int = 1, column: int = 1, what: str = "x."
) -> Problem:
    return Problem(Location(path, line, column), what)


def test_a_problem_is_a_place_and_a_sentence() -> None:
    assert str(a_problem(line=3, column=7, what="The id is wrong.")) == (
        "plans/a.yml:3:7: The id is wrong."
    )
    assert str(Location("plans/a.yml")) == "plans/a.yml:1:1"


def test_problems_are_listed_by_file_line_and_column() -> None:
    problems = [
        a_problem("plans/b.yml", 1, 1),
        a_problem("plans/a.yml", 10, 1),
        a_problem("plans/a.yml", 9, 10),
        a_problem("plans/a.yml", 9, 9, "b."),
        a_problem("plans/a.yml", 9, 9, "a."),
    ]
    assert report(problems) == (
        "plans/a.yml:9:9: a.\n"
        "plans/a.yml:9:9: b.\n"
        "plans/a.yml:9:10: x.\n"
        "plans/a.yml:10:1: x.\n"
        "plans/b.yml:1:1: x.\n"
        "5 problems in 2 files."
    )


@pytest.mark.parametrize(
    ("problems", "closing"),
    [
        ([], "0 problems in 0 files."),
        ([a_problem()], "1 problem in 1 file."),
        ([a_problem(), a_problem()], "1 problem in 1 file."),
        ([a_problem(), a_problem(line=2)], "2 problems in 1 file."),
        ([a_problem(), a_problem("plans/b.yml")], "2 problems in 2 files."),
    ],
)
def test_the_last_line_counts_problems_and_files(problems: list[Problem], closing: str) -> None:
    assert report(problems).splitlines()[-1] == closing


def test_an_error_holds_every_problem_once_and_says_them() -> None:
    error = DataError([a_problem(line=2), a_problem(), a_problem()])
    assert error.problems == (a_problem(), a_problem(line=2))
    assert str(error) == report(error.problems)


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
    assert did_you_mean(found, KNOWN) == f" Did you mean “{meant}”?"


@pytest.mark.parametrize("found", ["budget", "done", "水利", "metres", "x" * 5000, "", "duration"])
def test_a_far_word_names_none(found: str) -> None:
    assert did_you_mean(found, KNOWN) == ""


def test_of_two_near_words_the_nearer_is_named() -> None:
    assert did_you_mean("goal-on", ["goal-one", "goal-two", "goal-ones"]) == (
        " Did you mean “goal-one”?"
    )


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert did_you_mean("due", []) == ""


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ("a", "“a”"),
        ("", "“”"),
        ("a\n  b\tc", "“a b c”"),
        ("{x} %s «»", "“{x} %s «»”"),
        ("字" * 60, f"“{'字' * 60}”"),
        ("字" * 61, f"“{'字' * 60}…”"),
    ],
)
def test_what_was_found_is_shown_on_one_line_and_short(found: str, shown: str) -> None:
    assert quoted(found) == shown
