"""What a problem holds, how problems are ordered, and how many are told at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mingzhang.diagnostics.problems import (
    MOST_AT_ONCE,
    Location,
    Problem,
    Problems,
    clipped,
    first_problems,
    one_of,
    says,
)

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


def test_a_collector_keeps_the_order_in_which_problems_are_met() -> None:
    first, second = Problem(HERE, says("tab-inside")), Problem(HERE, says("file-missing"))
    problems = Problems()
    assert not problems
    problems.add(first.where, first.what)
    problems.take(problem for problem in (second, first))
    assert [*problems] == [first, second, first]
    assert len(problems) == 3


def test_a_collector_that_begins_with_problems_has_its_own_list() -> None:
    listed = [Problem(HERE, says("tab-inside"))]
    problems = Problems(listed)
    problems.add(HERE, says("file-missing"))
    assert (len(listed), len(problems)) == (1, 2)


def test_a_choice_of_one_is_no_list() -> None:
    assert one_of(["a"]) == says("hint.only", choices=("a",))
    assert one_of(iter("ab")) == says("hint.one-of", choices=("a", "b"))


def test_so_many_problems_are_told_at_once_and_that_there_are_more() -> None:
    looked_at = []

    def problems() -> Iterator[Problem]:
        for line in range(1, 10**9):
            looked_at.append(line)
            yield Problem(Location("a.yml", line), says("tab-inside"))

    told = [*first_problems(problems())]
    assert len(looked_at) == len(told) == MOST_AT_ONCE + 1
    assert {problem.kind for problem in told[:-1]} == {"tab-inside"}
    assert told[-1] == Problem(Location("a.yml", MOST_AT_ONCE + 1), says("more-problems"))


def test_as_many_as_can_be_told_at_once_are_all() -> None:
    problems = [Problem(HERE, says("tab-inside"))] * MOST_AT_ONCE
    assert [*first_problems(problems)] == problems


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
