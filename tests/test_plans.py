"""The shipped plans: whole, complete in both languages, every case shown by the example."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel

from mingzhang.account.account import account_of
from mingzhang.account.catalog import catalog_of, shared_indicators
from mingzhang.account.status import STATUSES
from mingzhang.model.fields import Text
from mingzhang.model.plan import Plan
from mingzhang.model.registries import REGISTRY_RECORDS
from mingzhang.rules.check import check
from tests.support.paths import ROOT
from tests.support.shipped import (
    EXAMPLE,
    SHIPPED,
    each_plan,
    needs_plan,
    needs_shipped_plans,
    shipped,
)

TODAY = date(2026, 11, 21)

# plan: actions, projects
PLANS = {
    "zibo": (8, 36),
    "linyi": (9, 39),
    "binzhou": (8, 28),
    "yunnan": (8, 50),
    "anyang": (8, 39),
    "shijiazhuang": (5, 19),
    "guangzhou": (8, 16),
    "mohurd": (1, 6),
    "landscaping": (4, 14),
    "example-city": (4, 16),
}
# plan: snapshots, reports with a value or a completion, remarks on a project. Nothing else about
# real places may be entered as progress without a public source.
REPORTED = {
    "zibo": (4, 0, 4),
    "linyi": (1, 0, 1),
    "binzhou": (1, 0, 1),
    "yunnan": (1, 0, 1),
    "anyang": (5, 5, 3),
    "shijiazhuang": (0, 0, 0),
    "guangzhou": (0, 0, 0),
    "mohurd": (0, 0, 0),
    "landscaping": (0, 0, 0),
}

ANYANG = {
    "greening-projects-2021": "delivered",  # 111 of 110, as of 2021
    "green-space-rate-2023": "unreported",  # 37.02 % in 2021 does not tell the result of 2023
    "park-area-2023": "delivered",  # 13.03 m² in 2021, 12 promised
    "forest-coverage-2023": "unreported",
    "civil-airport": "delivered",
}

BINZHOU = [
    "规划设计提升工程",
    "建筑立面整治提升工程",
    "架空线路整治改造工程",
    "城市照明亮化提升工程",
    "水生态保护修复工程",
    "污水收集处理提升工程",
    "城市供水节水提升工程",
    "园林绿化提档升级工程",
    "绿色建筑推广工程",
    "建设工地净化工程",
    "环境卫生提升工程",
    "城市供气供暖提升工程",
    "机动车排气污染防治工程",
    "城市路网提升工程",
    "公共交通提升工程",
    "居住环境改造提升工程",
    "城市防汛防洪能力提升工程",
    "服务设施提升工程",
    "公共停车场提升工程",
    "智慧城市建设工程",
    "城管综合平台提升工程",
    "城市违建整治工程",
    "生活垃圾分类工程",
    "物业服务提升工程",
    "安全运行提升工程",
    "重点片区建设工程",
    "文化传承保护工程",
    "文明行为规范提升工程",
]


def plan(name: str) -> Plan:
    return next(plan for plan in shipped().plans if plan.id == name)


def test_the_shipped_data_has_no_problems() -> None:
    assert check(shipped(), TODAY) == []


def test_every_folder_of_a_plan_is_read() -> None:
    folders = {path.parent.name for path in (ROOT / "plans").glob("*/plan.yml")}
    assert {plan.id for plan in shipped().plans} == folders


@pytest.mark.parametrize("name", each_plan(*PLANS))
def test_a_plan_has_its_actions_and_projects(name: str) -> None:
    assert (len(plan(name).actions), len(plan(name).projects)) == PLANS[name]


@needs_plan("binzhou")
def test_binzhou_s_projects_have_the_printed_titles_in_order() -> None:
    assert [project.title.zh for project in plan("binzhou").projects] == BINZHOU


@needs_plan("binzhou")
def test_binzhou_s_projects_are_numbered_through() -> None:
    assert [project.number for project in plan("binzhou").projects] == [
        str(number) for number in range(1, 29)
    ]


@pytest.mark.parametrize("name", each_plan(*REPORTED))
def test_only_sourced_reports_stand_under_real_plans(name: str) -> None:
    snapshots = plan(name).snapshots
    reports = [report for snapshot in snapshots for report in snapshot.reports]
    told = [r for r in reports if r.target and (r.value is not None or r.completed)]
    remarks = [r for r in reports if r.project and r.note]
    assert (len(snapshots), len(told), len(remarks)) == REPORTED[name]
    assert len(told) + len(remarks) == len(reports)
    for snapshot in snapshots:
        assert snapshot.source and snapshot.source.url and snapshot.source.publisher


@needs_plan("anyang")
def test_anyang_s_public_results_give_these_statuses() -> None:
    account = account_of(plan("anyang"), TODAY)
    found = {key: account.standing[key].status for key in ANYANG}
    assert found == ANYANG


@needs_shipped_plans
def test_twenty_five_measures_or_more_span_two_real_plans() -> None:
    real = [account_of(p, TODAY) for p in shipped().plans if not p.invented]
    shared = shared_indicators(catalog_of(real, shipped().registries))
    assert len(shared) >= 25


def test_every_project_has_a_topic() -> None:
    bare = [
        (name, project.id)
        for name in SHIPPED
        for project in plan(name).projects
        if not project.themes
    ]
    assert bare == []


@needs_plan(EXAMPLE)
def test_the_example_has_twelve_quarterly_snapshots_oldest_first() -> None:
    ends = [snapshot.as_of.text for snapshot in plan("example-city").snapshots]
    quarters = [f"{year}-{end}" for year in (2024, 2025, 2026) for end in
                ("03-31", "06-30", "09-30", "12-31")]  # fmt: skip
    assert ends == ["2023-12-31", *quarters[:11]]


@needs_plan(EXAMPLE)
def test_the_example_shows_every_status_but_undated() -> None:
    counts = account_of(plan("example-city"), TODAY).counts()
    assert {status for status in STATUSES if counts.get(status)} == set(STATUSES) - {"undated"}


@needs_shipped_plans
def test_only_the_example_is_invented() -> None:
    assert [plan.id for plan in shipped().plans if plan.invented] == ["example-city"]


def texts(part: Any, path: str) -> Iterator[tuple[str, Text]]:
    """Every text of a record, with the way to it."""
    if isinstance(part, Text):
        yield path, part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from texts(getattr(part, name), f"{path}.{name}")
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from texts(value, f"{path}.{key}")
    elif isinstance(part, tuple):
        for number, value in enumerate(part):
            yield from texts(value, f"{path}.{getattr(value, 'id', number)}")


def everything() -> Iterator[tuple[str, Text]]:
    data = shipped()
    for one in data.plans:
        yield from texts(one, one.id)
    for kind in REGISTRY_RECORDS:
        yield from texts(tuple(getattr(data.registries, kind).values()), kind)


@needs_shipped_plans
def test_no_text_lacks_its_english() -> None:
    assert [f"{path}: {text.zh}" for path, text in everything() if not text.en] == []


@needs_shipped_plans
def test_no_english_text_has_chinese_punctuation() -> None:
    signs = set("，。：；？！（）")
    assert [path for path, text in everything() if text.en and signs & set(text.en)] == []


@needs_shipped_plans
def test_no_chinese_sentence_has_half_width_punctuation() -> None:
    wrong = [
        path
        for path, text in everything()
        if any("一" <= letter <= "鿿" for letter in text.zh) and set(",;:?!()") & set(text.zh)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", each_plan(*PLANS))
def test_no_target_is_written_twice_in_a_project(name: str) -> None:
    for project in plan(name).projects:
        seen = Counter(
            (
                target.title.zh,
                target.scope.zh if target.scope else "",
                str(target.due),
                target.value,
                target.regions,
            )
            for target in project.targets
        )
        assert [title for title, times in seen.items() if times > 1] == []


@pytest.mark.parametrize("name", each_plan(*PLANS))
def test_every_target_says_where_it_stands(name: str) -> None:
    assert [target.id for target in plan(name).targets if not target.clause] == []
