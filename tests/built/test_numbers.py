"""Every target of every plan: pages, data, tables, feeds, calendars and charts say one thing."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.built.media import Site, faults
from tests.built.record import Truth, truths
from tests.support.paths import ROOT
from tests.support.shipped import needs_plan

PAGE = "plans/example-city/green-city/sewage-upgrade/index.html"


@cache
def all_truths() -> list[Truth]:
    return list(truths(ROOT / "plans", today="2026-11-21"))


def differing(site: Site, only: str = "") -> list[str]:
    """What differs, with the target it is of; `only` names a plan."""
    chosen = [truth for truth in all_truths() if truth.plan == only or not only]
    return [f"{t.plan} {t.id}: {fault}" for t in chosen for fault in faults(site, t)]


@pytest.fixture(scope="module")
def built(site: Path) -> Site:
    return Site(site)


def test_every_medium_says_of_every_target_what_the_data_files_say(built: Site) -> None:
    assert len(all_truths()) > 50
    assert differing(built) == []


def test_the_walk_meets_every_kind_of_number(built: Site) -> None:
    """So that no comparison is true only because there is nothing to compare."""

    def some(has: Callable[[Truth], Any]) -> int:
        return sum(bool(has(truth)) for truth in all_truths())

    assert some(lambda t: len(t.first) == 2)
    assert some(lambda t: t.first != t.now)
    assert some(lambda t: t.factor != 1 and t.now)
    assert some(lambda t: any(told.corrects for told in t.reports))
    assert some(lambda t: any(told.by_region for told in t.reports))
    assert some(lambda t: t.yearly and t.reports)
    assert some(lambda t: t.baseline is not None)
    charts = [
        t for t in all_truths() if t.project and "data-chart=" in built.text(f"{t.page}/index.html")
    ]
    assert charts
    assert built.events("zh") and built.lines() and built.told("en")


def swapped(old: str, new: str) -> Callable[[str], str]:
    """A change of one place in a text."""
    return lambda text: text.replace(old, new, 1)


def pattern(old: str, new: str) -> Callable[[str], str]:
    return lambda text: re.sub(old, new, text, count=1, flags=re.DOTALL)


def cell(name: str, value: str) -> Callable[[list[dict[str, str]]], list[dict[str, str]]]:
    """A change of one cell of the row on separate sewers."""

    def change(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        mine = [row for row in rows if row["target"] == "separate-sewers" and row.get(name)]
        return [{**row, name: value} if row is mine[-1] else row for row in rows]

    return change


SEWERS = 'id="separate-sewers">.*?'
FAULTS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "promise on the page": (PAGE, pattern(f"({SEWERS}<b>)180", r"\g<1>108")),
    "promise on the English page": (f"en/{PAGE}", pattern(f"({SEWERS}<b>)180", r"\g<1>108")),
    "status on the page": (PAGE, pattern(f"({SEWERS}status s-)behind", r"\g<1>on-track")),
    "reported value in the table": (PAGE, pattern(f"({SEWERS}<td>)88", r"\g<1>98")),
    "reported value in the history": (PAGE, pattern(f"({SEWERS}报告 )88", r"\g<1>98")),
    "length of the bar": (PAGE, pattern(f'({SEWERS}data-series="0"[^>]*width=")49', r"\g<1>94")),
    "point of the curve": (PAGE, pattern(rf"({SEWERS}2026-09-30&#34;, )88", r"\g<1>98")),
    "goal of the curve": (PAGE, pattern(rf"({SEWERS}2026-12-31&#34;, 180.*?, )180", r"\g<1>108")),
    "value by place": (
        "plans/example-city/green-city/park-greening/index.html",
        pattern(r'(id="pocket-parks">.*?<th scope="row">[^<]*</th><td>)\d+', r"\g<1>77"),
    ),
    "value by place in the history": (
        "en/plans/example-city/green-city/park-greening/index.html",
        pattern(r'(id="pocket-parks">.*?<ul class="regions"><li>East District )2', r"\g<1>3"),
    ),
    "list of promises": (
        "plans/example-city/targets/index.html",
        pattern(r"(#separate-sewers.*?<b>)180", r"\g<1>81"),
    ),
    "record to print": (
        "en/plans/example-city/print/index.html",
        pattern(r"(separate rain and sewage.*?<b>)180", r"\g<1>81"),
    ),
    "promise in JSON": (
        "data/plans/example-city.json",
        pattern(r'("id": "separate-sewers".*?"value": )180', r"\g<1>81"),
    ),
    "status in JSON": (
        "data/plans/example-city.json",
        pattern(r'("id": "separate-sewers".*?"status": ")behind', r"\g<1>on-track"),
    ),
    "report in JSON": (
        "data/plans/example-city.json",
        pattern(r'("id": "separate-sewers".*?"reports": .*?"value": )2\b', r"\g<1>81"),
    ),
    "latest value of a topic": (
        "data/themes/sewage.json",
        pattern(r'("separate-sewers".*?"latest": .*?"value": )88', r"\g<1>98"),
    ),
    "promise in CSV": (
        "data/targets.csv", pattern(r"(,separate-sewers,[^\n]*?,)180,", r"\g<1>81,"),
    ),
    "status in a plan's CSV": (
        "data/plans/example-city/targets.csv",
        pattern(r"(,separate-sewers,[^\n]*),behind,", r"\g<1>,on-track,"),
    ),
    "promise in XLSX": ("data/targets.xlsx", cell("value_now", "81")),
    "report in CSV": (
        "data/reports.csv", pattern(r"(,separate-sewers,[^\n]*2026-09-30,,)88", r"\g<1>98"),
    ),
    "report in XLSX": ("data/reports.xlsx", cell("value", "98")),
    "report in Atom": ("feeds/plans/example-city.zh.atom", swapped("：88 公里", "：98 公里")),
    "report in JSON Feed": ("feeds/plans/example-city.en.json", swapped(": 88 km", ": 98 km")),
    "report in a place's feed": (
        "feeds/regions/example-city.zh.atom", swapped("：88 公里", "：98 公里"),
    ),
    "promise without result in a feed": (
        "feeds/plans/binzhou.zh.json", pattern(r"(#sponge-share-2022.*?：)\d+", r"\g<1>99"),
    ),
    "promise in a calendar": (
        "calendars/plans/example-city.zh.ics", swapped("承诺值：180 公里", "承诺值：108 公里"),
    ),
    "status in a department's calendar": (
        "calendars/departments/housing.en.ics", swapped("Due\\, no public result", "On track"),
    ),
    "day in a calendar": (
        "calendars/plans/example-city.en.ics", swapped("DATE:20241031", "DATE:20241030"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(name, marks=needs_plan("binzhou") if "binzhou" in path else ())
        for name, (path, _) in FAULTS.items()
    ],
)
def test_a_planted_fault_is_found(built: Site, fault: str) -> None:
    path, change = FAULTS[fault]
    plan = next((name for name in ("binzhou", "departments") if name in path), "example-city")
    faulty = built.with_fault(path, change)
    assert differing(faulty, "" if plan == "departments" else plan) != []


def test_the_counts_of_a_card_are_those_of_the_table(built: Site) -> None:
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for row in built.rows("data/targets.csv", "targets"):
        if row["project"]:
            found = counts.setdefault((row["plan"], row["project"]), {})
            found[row["status"]] = found.get(row["status"], 0) + 1
    for (plan, project), found in counts.items():
        card = built.text(f"embed/{plan}/{project}/index.html")
        shown = re.findall(r'<li class="s-([\w-]+)">.*?<b>(\d+)</b>', card)
        assert {status: int(count) for status, count in shown} == found, (plan, project)
