"""Which texts have no English, and which English is older than its Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from mingzhang.editing.translations import Wording, missing, pairs, stale, wordings
from mingzhang.reading.load import load
from tests.support.data_folder import a_tree, changed
from tests.support.pages_world import DATASET
from tests.support.paths import ROOT
from tests.support.shipped import needs_plan, needs_shipped_plans

FILE = "demo/actions/01-green.yml"


def texts(root: Path) -> list[Wording]:
    dataset = load(root)
    return list(wordings(dataset.plans, dataset.registries))


def test_every_text_of_every_kind_of_file_is_found_with_its_place(tmp_path: Path) -> None:
    files = changed("demo/plan.yml", ("departments:", "notes: [甲, {zh: 乙, en: B}]\ndepartments:"))
    found = {str(one.where): (one.way, one.text.zh) for one in texts(a_tree(tmp_path, files))}
    for place, expected in {
        "plans/departments.yml:2:21": ((1, "name"), "水利"),
        "plans/themes.yml:1:55": ((0, "description"), "公园绿地。"),
        "plans/demo/plan.yml:2:8": (("title",), "演示方案"),
        "plans/demo/plan.yml:9:17": (("source", "title"), "演示方案"),
        "plans/demo/plan.yml:10:9": (("notes", 0), "甲"),
        "plans/demo/plan.yml:12:3": (("departments", "housing"), "市住建局"),
        "plans/demo/actions/01-green.yml:12:16": (
            ("projects", 0, "targets", 0, "title"),
            "绿地率",
        ),
        "plans/demo/progress/2024-12-31.yml:3:17": (("source", "title"), "进展通报"),
    }.items():
        assert found[place] == expected


def test_a_record_is_counted_in_its_own_file_of_a_registry(tmp_path: Path) -> None:
    more = "- {id: roads, name: {zh: 道路}, description: {zh: 道路。}}\n"
    found = texts(
        a_tree(tmp_path, {"themes/a.yml": more, "themes/b.yml": more.replace("s,", "x,")})
    )
    ways = [one.way for one in found if one.where.path.startswith("plans/themes/")]
    assert ways == [(0, "name"), (0, "description")] * 2


def test_the_texts_of_one_plan_leave_the_registries_out(tmp_path: Path) -> None:
    root = a_tree(tmp_path)
    assert {one.where.path.split("/")[1] for one in wordings(load(root).plans)} == {"demo"}


def test_a_plain_text_and_a_record_without_english_are_missing(tmp_path: Path) -> None:
    files = changed(FILE, ("{zh: 出台办法, en: Rules issued}", "{zh: 出台办法}"))
    found = [str(one.where) for one in missing(texts(a_tree(tmp_path, files)))]
    assert found == [
        "plans/demo/plan.yml:9:17",
        "plans/demo/actions/01-green.yml:18:16",
        "plans/demo/progress/2024-12-31.yml:3:17",
    ]


@needs_shipped_plans
def test_every_shipped_text_has_english() -> None:
    assert missing(wordings(DATASET.plans, DATASET.registries)) == []


@needs_plan("anyang")
def test_the_keys_of_a_record_and_of_its_plain_value_are_the_same() -> None:
    """Else a text would never be found again in an older version."""
    root = ROOT
    for file in ("plans/anyang/plan.yml", "plans/anyang/actions/05-ecology.yml"):
        value = yaml.load((root / file).read_text("utf-8"), yaml.CBaseLoader)
        here = {one.key: one.text for one in wordings(DATASET.plans) if one.where.path == file}
        assert pairs(value) == {key: (text.zh, text.en) for key, text in here.items()}
        assert len(here) > 20


def a_version(zh: str, en: str = "Share") -> dict[tuple[str | int, ...], tuple[str, str]]:
    return {("projects", "pocket-parks", "targets", "green-share-2025", "title"): (zh, en)}


NOW = "绿地率"


@pytest.mark.parametrize(
    ("claim", "versions", "before"),
    [
        ("no history", [], None),
        ("never changed", [a_version(NOW, "Green share")] * 3, None),
        ("Chinese changed later", [a_version("绿化率", "Green share")], "绿化率"),
        (
            "the oldest version with this English counts",
            [a_version("绿化率", "Green share"), a_version("林地率", "Green share")],
            "林地率",
        ),
        ("both changed at once", [a_version("绿化率", "Greening rate")], None),
        (
            "English caught up",
            [a_version(NOW, "Green share"), a_version("绿化率", "Greening rate")],
            None,
        ),
        (
            "English caught up with an older Chinese",
            [a_version("林地率", "Green share"), a_version("绿化率", "Greening rate")],
            "林地率",
        ),
        (
            "changed and changed back",
            [a_version("绿化率", "Green share"), a_version(NOW, "Green share")],
            None,
        ),
        ("only punctuation changed", [a_version("绿地率。", "Green share")], None),
        ("not there before", [{}, a_version("绿化率", "Green share")], None),
    ],
)  # fmt: skip
def test_english_is_stale_if_the_chinese_was_another_when_it_was_written(
    claim: str, versions: list[dict[tuple[str | int, ...], tuple[str, str]]],
    before: str | None, tmp_path: Path,
) -> None:  # fmt: skip
    here = [one for one in texts(a_tree(tmp_path)) if one.where.path.endswith("01-green.yml")]
    found = [(one.wording.text.zh, one.before) for one in stale(here, versions)]
    assert found == ([(NOW, before)] if before else []), claim
