"""The page of a plan's control."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.language import LANGUAGES, Language
from mingzhang.pages.plan.control import control_page, control_summary
from tests.support.builders import a_viewer, words
from tests.support.control_world import a_control, a_controlled, a_result


def context(*parts: dict[str, Any], language: Language = "en", **plan: Any) -> Any:
    (page,) = control_page(a_controlled(*parts, **plan), a_viewer(language))
    return page.content


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_stands_below_its_plan_in_both_languages(language: Language) -> None:
    (page,) = control_page(a_controlled(a_control()), a_viewer(language))
    assert (page.path, page.content.template) == ("plans/demo/control/", "plan/control")
    assert (
        page.title
        == {
            "zh": "示例 · 试点、核查与考评 · 明账",
            "en": "Demo · Pilots, checks and evaluations · Mingzhang",
        }[language]
    )


def test_promises_and_results_stand_in_the_section_of_their_kind() -> None:
    found = context(
        a_control("one", "pilot"),
        a_control("two", "rebuke"),
        a_result("2025-02-10", {"region": "east", "satisfied": 80}, kind="survey"),
    )
    sections = {
        section.id: (len(section.promises), len(section.results)) for section in found.sections
    }
    assert sections == {"pilots": (1, 0), "surveys": (0, 1), "circulars": (1, 0)}
    assert found.silent == ["Checks and unannounced visits", "Evaluations"]


def test_the_figures_count_what_was_promised_told_and_untold() -> None:
    found = context(
        a_control("promise", due=2025),
        a_control("late", due=2025),
        a_control("later", due=2026),
        a_control("linked", targets=["target"]),
        a_result("2025-02-10", {"region": "east", "score": 1}),
    )
    assert found.figures == [
        ("4", "promises"),
        ("1", "with a public result"),
        ("1", "due, no public result"),
        ("1", "public results"),
    ]


def test_a_plan_that_says_nothing_has_no_figures() -> None:
    found = context()
    assert (found.figures, found.sections) == ([], [])


def test_a_method_is_said_once_where_results_share_it() -> None:
    method = {"zh": "抽样", "en": "A sample"}
    results = [a_result(f"202{n}-02-10", {"region": "east"}, method=method) for n in (4, 5)]
    (section,) = context(*results).sections
    assert [row.when for row in section.results] == ["2025-02-10", "2024-02-10"]
    assert [row.method and row.method.en for row in section.results] == ["A sample", None]


@pytest.mark.parametrize(
    ("parts", "zh", "en"),
    [
        (
            (),
            "文件没有写试点、核查、调查或考评，也没有找到公开结果。",
            "The document says nothing on pilots, checks, surveys or evaluations, "
            "and no public result has been found.",
        ),
        (
            (a_control(),),
            "文件承诺 1 项，没有找到公开结果。",
            "1 promise in the document; no public result has been found.",
        ),
        (
            (a_control(), a_result("2025-02-10", {"region": "east"})),
            "文件承诺 1 项，找到公开结果 1 次。",
            "1 promise in the document; 1 public result found.",
        ),
    ],
)
def test_the_plans_page_says_how_much_there_is(parts: Any, zh: str, en: str) -> None:
    account = a_controlled(*parts)
    assert (control_summary(account, words("zh")), control_summary(account, words("en"))) == (
        zh,
        en,
    )
