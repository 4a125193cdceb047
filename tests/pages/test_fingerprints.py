"""The fingerprints of pages: every page has one, and one that tells something else has another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from mingzhang.account.account import Account, account_of
from mingzhang.account.catalog import catalog_of, shared_indicators
from mingzhang.i18n.words import Words
from mingzhang.pages.all import pages
from mingzhang.pages.fingerprints import page_facts
from mingzhang.pages.viewer import Viewer
from mingzhang.reading.load import load
from tests.support.audit import audit
from tests.support.builders import words
from tests.support.data_folder import TODAY, a_tree, changed
from tests.support.pages_world import ACCOUNTS, DATASET
from tests.support.shipped import EXAMPLE, needs_plan
from tests.support.templates import a_language

PLAN, ACTION = "demo/plan.yml", "demo/actions/01-green.yml"
SNAPSHOT = "demo/progress/2024-12-31.yml"
SECOND = {
    "demo/progress/2025-12-31.yml": "as_of: 2025-12-31\nsource: {title: 二}\nreports:\n"
    "  - target: green-share-2025\n    value: 41\n"
}


FRAGMENTS = a_language(words("zh"))


class Drawn:
    """Stands in for the pictures of a build: what would be drawn."""

    def bar(self, key: object, *_: object) -> Markup:
        return Markup(repr(key))

    svg = bar


Shown = tuple[dict[str, Markup], dict[str, str]]


@pytest.fixture(scope="module")
def minimal(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    return shown(a_tree(tmp_path_factory.mktemp("minimal")))


def shown(root: Path) -> Shown:
    """What every page prints, and every page's fingerprint."""
    dataset = load(root)
    assert dataset.problems == []
    accounts = [account_of(plan, TODAY) for plan in dataset.plans]
    catalog = catalog_of(accounts, dataset.registries)
    drawn: Any = Drawn()
    view = Viewer(
        Words("zh", dataset.registries.units), drawn, dataset.registries, shared_indicators(catalog)
    )
    around = {"home": "./", "root": "./", "address": "", "site": "", "follow": ()}
    printed = {
        page.path: FRAGMENTS.render(
            page.content.template,
            **page.content.context(),
            **around,
            report=lambda target: target.id,
        )
        for page in pages(accounts, catalog, view)
    }
    return printed, page_facts(accounts, dataset.registries)


FEW = [account for account in ACCOUNTS if account.plan.id in {"zibo", "linyi", EXAMPLE}]
"""Plans with common topics, bodies and measures, and the one that has every kind of page."""


@pytest.mark.parametrize("accounts", [FEW, pytest.param(ACCOUNTS, marks=audit)], ids=len)
def test_every_page_of_the_site_has_a_fingerprint_and_nothing_else_has(
    accounts: list[Account],
) -> None:
    catalog = catalog_of(accounts, DATASET.registries)
    drawn: Any = Drawn()
    zh = Words("zh", DATASET.registries.units)
    view = Viewer(zh, drawn, DATASET.registries, shared_indicators(catalog))
    built = [page.path for page in pages(accounts, catalog, view)]
    assert sorted(page_facts(accounts, DATASET.registries)) == sorted(built)


def test_the_same_data_has_the_same_fingerprints(minimal: Shown, tmp_path: Path) -> None:
    assert minimal[1] == shown(a_tree(tmp_path))[1]


CHANGES: Mapping[str, Mapping[str, str | None]] = {
    "value": changed(SNAPSHOT, ("38.5", "38")),
    "phase": changed(SNAPSHOT, ("under-way", "completed")),
    "remark": changed(SNAPSHOT, ("value: 38.5", "value: 38.5\n    note: 注")),
    "published": changed(SNAPSHOT, ("2025-01-20", "2025-01-21")),
    "source": changed(SNAPSHOT, ("进展通报", "通报")),
    "new snapshot": SECOND,
    "no snapshot": {SNAPSHOT: None},
    "correction": {
        name: text.replace(
            "value: 41\n", "value: 37\n    corrects: {snapshot: 2024-12-31, reason: 误}\n"
        )
        for name, text in SECOND.items()
    },
    "target's title": changed(ACTION, ("zh: 绿地率, en", "zh: 绿化率, en")),
    "target's number": changed(ACTION, ("at_least: 40", "at_least: 41")),
    "target's due date": changed(ACTION, ("due: 2025", "due: 2026-05")),
    "target's place": changed(ACTION, ("due: 2025", "due: 2025\n        regions: [east]")),
    "new target": changed(
        ACTION, ("      - id: rules", "      - {id: more, title: 更多}\n      - id: rules")
    ),
    "project's title": changed(ACTION, ("口袋公园工程", "公园工程")),
    "project's number": changed(ACTION, ('number: "1"', 'number: "2"')),
    "action's title": changed(ACTION, ("绿化行动", "公园行动")),
    "plan's title": changed(PLAN, ("演示方案, en", "示范方案, en")),
    "plan's place": changed(PLAN, ("place: {zh: 演示市", "place: {zh: 演示")),
    "plan's end": changed(PLAN, ("end: 2026", "end: 2027")),
    "body": changed(PLAN, ("housing: {zh: 市住建局", "housing: {zh: 市住房城乡建设局")),
    "invented": changed(PLAN, ("issued:", "invented: true\nissued:")),
    "goal": changed(PLAN, ("regions: [demo", "goals: [{id: g, title: 目标}]\nregions: [demo")),
    "department": changed("departments.yml", ("zh: 住房和城乡建设,", "zh: 住房,")),
    "theme": changed("themes.yml", ("zh: 公园,", "zh: 绿地,")),
    "region": changed("regions.yml", ("zh: 演示市", "zh: 示范市")),
    "unit": changed("units.yml", ('zh: "%"', "zh: 百分比")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_page_that_prints_something_else_has_another_fingerprint(
    change: str, minimal: Shown, tmp_path: Path
) -> None:
    printed, facts = minimal
    printed_now, facts_now = shown(a_tree(tmp_path, CHANGES[change]))
    assert printed_now.keys() == facts_now.keys()
    different = {
        path for path in printed.keys() & printed_now.keys() if printed[path] != printed_now[path]
    }
    told = {path for path in facts.keys() & facts_now.keys() if facts[path] != facts_now[path]}
    assert different - told == set()
    assert different, "the change is seen somewhere"


@needs_plan("zibo", "linyi")
def test_a_report_of_one_plan_leaves_the_pages_of_others_alone() -> None:
    day = date(2026, 11, 21)
    few = [account for account in FEW if not account.plan.invented]
    before = page_facts(few, DATASET.registries)
    plans = [account.plan for account in few]
    zibo = next(plan for plan in plans if plan.id == "zibo")
    less = zibo.model_copy(update={"snapshots": zibo.snapshots[:-1]})
    accounts = [account_of(less if plan is zibo else plan, day) for plan in plans]
    after = page_facts(accounts, DATASET.registries)
    others = {path for path in before if path.startswith("plans/") and "/zibo/" not in path}
    assert [path for path in others - {"plans/"} if before[path] != after[path]] == []
