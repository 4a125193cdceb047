"""A plan as one document: everything that stands on its pages, in the document's order."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.account.account import account_of
from mingzhang.language import Language
from mingzhang.model.plan import Plan
from mingzhang.pages.page import Page
from mingzhang.pages.plan.overview import plan_pages
from mingzhang.pages.plan.print_version import print_pages
from tests.support.builders import (
    Html,
    a_full_plan,
    a_plan,
    a_report,
    a_snapshot,
    a_target,
    a_viewer,
)
from tests.support.templates import a_language

TODAY = date(2026, 1, 1)


def document(plan: Plan, language: Language = "en") -> Page:
    return next(iter(print_pages(account_of(plan, TODAY), a_viewer(language))))


def printed(plan: Plan, language: Language = "en") -> Html:
    fragments = a_language(a_viewer(language).words)
    page = document(plan, language)
    return Html(
        fragments.render(page.content.template, home="../../../", root="", **page.content.context())
    )


def test_the_document_stands_beside_the_plans_page_and_names_it() -> None:
    plan = a_full_plan()
    page, whole = document(plan), next(iter(plan_pages(account_of(plan, TODAY), a_viewer())))
    assert page.path == "plans/demo/print/"
    assert page.canonical == whole.path == "plans/demo/"
    assert whole.content.print_url == page.path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_document_holds_all_of_the_plan(language: Language) -> None:
    plan = a_full_plan()
    text = printed(plan, language).text
    parts = [
        plan.title, plan.summary, plan.issuer, plan.source.title, plan.notes[0],
        plan.based_on[0].title, plan.goals[0].title, plan.phases[0].title, plan.phases[0].text,
        plan.safeguards[0].title, plan.safeguards[0].text,
        *(action.title for action in plan.actions),
        *(project.title for project in plan.projects),
        *(target.title for target in plan.targets),
        *(target.note for target in plan.targets),
    ]  # fmt: skip
    for part in parts:
        assert part is None or part[language] in text, part
    account = account_of(plan, TODAY)
    words = a_viewer(language).words
    for target in plan.targets:
        assert words(f"status.{account.standing[target.id].status}") in text


def test_targets_stand_in_the_documents_order() -> None:
    plan = a_full_plan()
    text = printed(plan).text
    at = [text.index(target.title["en"]) for target in plan.targets]
    assert at == sorted(at)


def test_a_target_has_the_report_that_its_status_rests_on_and_its_source() -> None:
    audit = {"title": {"zh": "审计", "en": "The audit"}, "publisher": {"zh": "局", "en": "Office"}}
    told = (
        a_snapshot("2024-12-31", a_report(3)),
        a_snapshot("2025-06-30", a_report(4, source=audit, kind="audit", note="备注甲")),
    )
    text = printed(a_plan(a_target(at_least=9), snapshots=told)).text
    assert "As of 30 June 2025: 4 sites, 44% of the way" in text
    assert "The report it rests on: The audit, Office · Audit or inspection" in text
    assert "备注甲" in text
    assert "As of 31 December 2024" not in text


def test_a_target_without_a_report_names_none() -> None:
    text = printed(a_plan(a_target(at_least=9, due=2024))).text
    assert "Due by the end of 2024; no public result to this day." in text
    assert "The report it rests on" not in text
    assert "No public progress report has been found." in text


def test_years_and_districts_stand_on_a_line_each() -> None:
    yearly = a_target("yearly", at_least=3, repeats="yearly", from_=2024, to=2025)
    each = a_target("each", at_least=5, due=2025, each=True, regions=["east", "west"])
    told = a_snapshot(
        "2024-12-31", a_report(3, target="yearly"), a_report({"east": 6}, target="each")
    )
    text = printed(a_plan(yearly, each, snapshots=(told,))).text
    assert "2024 3 sites Delivered on time" in text
    assert "2025 — Due, no public result" in text
    assert "East 6 sites reached" in text
    assert "West — no report" in text


def test_the_document_is_kept_from_search_and_has_one_heading() -> None:
    tags = printed(a_full_plan()).tags
    assert document(a_full_plan()).listed is False
    assert sum(tag == "h1" for tag, _ in tags) == 1


def test_a_plan_with_next_to_nothing_has_a_document() -> None:
    text = printed(a_plan(end=None)).text
    assert "Demo" in text and "Phases" not in text and "Safeguards" not in text
    assert "No figure or date" in text
