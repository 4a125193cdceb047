"""Which figures of a document a plan accounts for."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.editing.sources.clauses import SourceText
from mingzhang.editing.sources.coverage import (
    bodies,
    cited_targets,
    dated,
    figures_in,
    left_over,
    reads,
    within,
)
from mingzhang.editing.sources.figures import Number
from mingzhang.model.periods import parse_period
from mingzhang.model.plan import Target
from mingzhang.model.registries import Unit
from tests.support.builders import a_plan, a_target, registries

KNOWN = registries()


def left(text: str, *targets: Target, **plan: Any) -> list[str]:
    """The figures of the text that the plan leaves over."""
    document, made = SourceText.of("text.txt", text), a_plan(*targets, **plan)
    printed = figures_in(document, KNOWN.units.values())
    rest = left_over(made, cited_targets(made, KNOWN, document, printed), document, printed)
    return [figure.text for figure in rest]


def numbers(text: str, target: Target) -> list[str]:
    """Where the target's number stands."""
    document, plan = SourceText.of("text.txt", text), a_plan(target)
    printed = figures_in(document, KNOWN.units.values())
    (made,) = cited_targets(plan, KNOWN, document, printed)
    return [figure.text for figure in made.numbers]


def test_a_number_that_a_target_promises_is_accounted_for() -> None:
    assert left("建成公园12处。", a_target(at_least=12)) == []
    assert left("建成公园12处。", a_target(at_least=13)) == ["12"]
    assert left("建成公园12处。") == ["12"]


def test_a_number_is_the_targets_only_with_its_unit() -> None:
    assert numbers("建成公园12处，拆除12户。", a_target(at_least=12)) == ["12"]
    assert left("建成公园12处，拆除12户。", a_target(at_least=12)) == ["12"]


@pytest.mark.parametrize("printed", ["12处", "12余处", "12处以上", "十二处", "１２处"])
def test_a_number_may_be_printed_in_several_ways(printed: str) -> None:
    assert len(numbers(f"建成公园{printed}。", a_target(at_least=12))) == 1


def test_a_number_in_wan_is_that_many_units() -> None:
    target = a_target(at_least=3, unit="wan-homes")
    assert len(numbers("建设住房3万套。", target)) == 1
    assert len(numbers("建设住房30000套。", target)) == 1
    assert numbers("建设住房3套。", target) == []


def test_a_range_is_found_whole_or_by_its_two_ends() -> None:
    target = a_target(at_least=10, at_most=20)
    assert len(numbers("建成10-20处。", target)) == 1
    assert len(numbers("建成10处，力争20处。", target)) == 2
    assert numbers("建成10处。", target) == []


def test_a_number_printed_twice_and_promised_once_is_missed_once() -> None:
    text = "建成公园12处。改造市场12处。"
    assert left(text, a_target(at_least=12)) == ["12"]
    assert left(text, a_target("a", at_least=12), a_target("b", at_least=12)) == []


def test_of_two_places_the_one_with_the_words_of_the_title_is_taken() -> None:
    document = SourceText.of("text.txt", f"建成公园12处。{'，' * 60}改造市场12处。")
    plan = a_plan(a_target(at_least=12, title={"zh": "改造市场"}))
    printed = figures_in(document, KNOWN.units.values())
    (rest,) = left_over(plan, cited_targets(plan, KNOWN, document, printed), document, printed)
    assert rest.start < 10


def test_the_dates_of_a_target_are_accounted_for() -> None:
    assert left("2025年底前建成12处。", a_target(at_least=12, due=2025)) == []
    assert left("2025年底前建成12处。", a_target(at_least=12, due=2026)) == ["2025年"]


def test_a_target_accounts_only_for_the_clause_that_it_cites() -> None:
    text = "一、绿化\n2025年建成12处。\n二、道路\n2025年完工。\n"
    target = a_target(at_least=12, due=2025, clause="一")
    assert left(text, target) == ["2025年"]


def test_a_clause_that_the_text_lacks_covers_nothing() -> None:
    text = "一、绿化\n建成12处。\n"
    document, plan = SourceText.of("text.txt", text), a_plan(a_target(at_least=12, clause="九"))
    printed = figures_in(document, KNOWN.units.values())
    (made,) = cited_targets(plan, KNOWN, document, printed)
    assert (made.span, made.numbers) == (None, ())


def test_the_baseline_and_its_year_are_accounted_for() -> None:
    target = a_target(at_least=12, baseline={"value": 8, "as_of": 2023})
    assert left("由2023年的8处增加到12处。", target) == []


def test_numbers_in_the_words_of_a_target_are_accounted_for() -> None:
    target = a_target(at_least=12, title={"zh": "建成500米生活圈"})
    assert left("建成500米生活圈12处。", target) == []


def test_numbers_in_names_count_nothing() -> None:
    title = {"zh": "“三年百项”行动方案"}
    assert left("实施“三年百项”行动方案。", title=title) == []


@pytest.mark.parametrize("text", ["1.推进绿化。", "推进绿化。\n2）植树。", "（3）植树。"])
def test_numbers_of_headings_count_nothing(text: str) -> None:
    assert left(text) == []


def test_a_number_in_a_sentence_is_no_heading() -> None:
    assert left("植树3.5万棵。") == ["3.5万"]


def test_the_day_of_issue_is_accounted_for_where_it_is_a_day() -> None:
    assert left("2023年12月1日印发。", issued="2023-12-01") == []
    assert left("2023年12月印发。", issued="2023-12") == ["2023年12月"]


def test_goals_account_for_numbers_as_targets_do() -> None:
    assert left("建成公园12处。", goals=(a_target("goal", at_least=12),)) == []


def test_all_in_words_may_stand_for_a_hundred_percent() -> None:
    percent = Unit.model_validate({"id": "percent", "name": {"zh": "%"}, "tight": "true"})
    known = registries()
    known.units["percent"] = percent  # type: ignore[index]

    def whole(text: str, **terms: Any) -> bool:
        document, plan = SourceText.of("t", text), a_plan(a_target(unit="percent", **terms))
        printed = figures_in(document, known.units.values())
        return cited_targets(plan, known, document, printed)[0].is_whole(document)

    assert whole("实现全覆盖。", exactly=100)
    assert not whole("实现覆盖。", exactly=100)
    assert not whole("实现全覆盖。", exactly=90)


@pytest.mark.parametrize(
    ("text", "period", "count"),
    [
        ("2025年", "2025", 1),
        ("2025年", "2025-06", 0),
        ("2025年6月", "2025-06", 1),
        ("6月底", "2025-06", 1),
        ("2024-2026年", "2024/2026", 1),
        ("2024-2026年", "2024", 0),
        ("2025年", None, 0),
    ],
)
def test_a_date_says_a_period_or_does_not(text: str, period: str | None, count: int) -> None:
    printed = figures_in(SourceText.of("t", text), [])
    assert len(dated(printed, parse_period(period) if period else None)) == count


def test_figures_stand_within_a_part_only_if_whole() -> None:
    printed = figures_in(SourceText.of("t", "建成12处和30处。"), [])
    assert [figure.text for figure in within(printed, (0, 5))] == ["12"]
    assert within(printed, (3, 5)) == within(printed, None) == ()


def test_a_date_is_never_read_as_a_number() -> None:
    (figure,) = figures_in(SourceText.of("t", "2025年"), [])
    assert not isinstance(figure, Number)
    assert not reads(figure, *[parse_period("2025").first.year] * 2, "年")  # type: ignore[arg-type]


def test_every_spelling_of_a_body_is_listed_in_the_order_of_the_files() -> None:
    project = {
        "id": "p",
        "number": "1",
        "title": "乙",
        "lead": [{"id": "housing", "printed": "住建局"}],
        "support": ["housing"],
    }
    plan = a_plan(
        departments={"housing": "市住建局"},
        actions=[{"id": "a", "number": "一", "title": "甲", "projects": [project]}],
        safeguards=[{"title": "丙", "departments": [{"id": "housing", "printed": "住房局"}]}],
    )
    assert [(name, text.zh) for name, text in bodies(plan)] == [
        ("housing", "市住建局"),
        ("housing", "住建局"),
        ("housing", "住房局"),
    ]
