"""Measures: charts where promises can be compared, a sentence where they can't, a table always."""

from __future__ import annotations

from typing import Any

from mingzhang.account.account import Account
from mingzhang.account.catalog import catalog_of
from mingzhang.model.taxonomies import INDICATORS
from mingzhang.pages.page import Page
from mingzhang.pages.taxonomy.all import pages_of_taxonomy
from tests.support.builders import a_target, a_viewer, an_account, registries, told
from tests.support.pages_world import CATALOG, viewer
from tests.support.shipped import needs_shipped_plans


def shown(*accounts: Account) -> dict[str, Any]:
    view = a_viewer("en", measures=["green-share"])
    pages: list[Page] = list(
        pages_of_taxonomy(INDICATORS, catalog_of(accounts, registries()), view)
    )
    return {**pages[1].content.context(), "options": view.pictures.options}  # type: ignore[attr-defined]


def a_city(id: str, *, snapshots: Any = (), **terms: Any) -> Account:
    target = a_target(indicator="green-share", **{"due": 2024, **terms})
    return an_account(target, id=id, today="2025-03-01", snapshots=snapshots)


TOLD = (told("2024-12-31", 15),)
SCOPE = {"zh": "城区", "en": "The city proper"}


def test_what_was_promised_and_reported_stands_on_one_axis_with_its_words() -> None:
    context = shown(a_city("a", at_least=20, snapshots=TOLD), a_city("b", at_least=30, scope=SCOPE))
    (chart,) = context["charts"]
    assert (chart.title, chart.sentence) == (
        "To reach",
        "2 promises, 1 with a public report.",
    )
    assert chart.axis == ["0 sites", "15 sites", "30 sites"]
    assert [(row.pledge, row.reported, row.line.due) for row in chart.rows] == [
        ("20 sites or more", "Reported 15 sites (31 December 2024)", "by the end of 2024"),
        ("30 sites or more", "", "by the end of 2024"),
    ]
    assert context["left"] == ""


def test_without_a_report_there_is_an_outline_and_no_bar() -> None:
    context = shown(a_city("a", at_least=20, snapshots=TOLD), a_city("b", at_least=30))
    (option,) = [o for o in context["options"] if len(o["series"][0]["data"]) == 6]
    fills, boxes = (
        [part for part in series["data"] if part is not None] for series in option["series"]
    )
    assert [part.get("value") for part in fills] == [None, 50.0]
    assert [(part["value"], part["itemStyle"]["borderType"]) for part in boxes] == [
        (100.0, "dashed"),
        (66.5, "solid"),
    ]


def test_what_cannot_be_compared_has_a_sentence_and_no_chart() -> None:
    context = shown(a_city("a", at_least=20), a_city("b", at_least=30, unit="wan-homes"))
    assert context["charts"] == []
    assert context["left"].startswith("There is no chart. The plans' promises have no number, or")
    assert [table.plan.id for table in context["tables"]] == ["a", "b"]


def test_what_is_left_out_of_the_charts_is_counted() -> None:
    cities = (a_city("a", at_least=20), a_city("b", at_least=30), a_city("c", at_most=3))
    context = shown(*cities)
    assert len(context["charts"]) == 1
    assert context["left"].startswith("1 more stands only in the table: it has no number, or")


@needs_shipped_plans
def test_amounts_say_that_they_depend_on_the_place_and_shares_do_not() -> None:
    view = viewer("zh")
    view.measures = ["sponge-city-share", "greenway-length"]
    pages = {page.path: page for page in pages_of_taxonomy(INDICATORS, CATALOG, view)}
    share, length = (
        [chart.note for chart in pages[f"indicators/{key}/"].content.charts]
        for key in ("sponge-city-share", "greenway-length")
    )
    assert share == [""]
    assert length == ["数量与地方大小、期限长短有关，长短不表示谁做得多。"] * 2
