"""A snapshot to fill in: every open target once, last values beside, and no data until filled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mingzhang.editing.blank_snapshot import account_then, blank_snapshot, open_targets
from mingzhang.i18n.words import Words
from mingzhang.language import Language
from mingzhang.model.periods import parse_period
from mingzhang.model.plan import Plan
from mingzhang.reading.load import load
from tests.support.data_folder import a_tree, changed, said_of
from tests.support.pages_world import DATASET

NOW = parse_period("2026-06-30")


def blank(root: Path, as_of: str = "2026-06-30", language: Language = "en") -> str:
    dataset = load(root)
    words = Words(language, dataset.registries.units)
    return blank_snapshot(dataset.plans[0], parse_period(as_of), NOW, words)


def test_the_whole_form_in_chinese(tmp_path: Path) -> None:
    text = blank(a_tree(tmp_path), language="zh")
    assert text.split("\nreports:\n")[1] == (
        "\n"
        "# ——— 口袋公园工程 ———\n"
        "# 绿地率\n"
        "#   40%以上，2025 年底前；上次 38.5%（2024-12-31）\n"
        "#- {target: green-share-2025, value: }\n"
        "# 出台办法\n"
        "#   里程碑，2026 年底前；上次 进行中（2024-12-31）\n"
        "#- {target: rules-issued, phase: }\n"
    )
    assert text.startswith(
        "# yaml-language-server: $schema=../../../schemas/snapshot.schema.json\n"
        "# 演示市的进展，数据截至 2026 年 6 月 30 日\n"
        "as_of: 2026-06-30       # 数据时点，也是文件名\n"
    )


def test_in_english_both_titles_stand(tmp_path: Path) -> None:
    text = blank(a_tree(tmp_path))
    assert (
        "# 绿地率 / Green share\n#   40% or more, by the end of 2025; last 38.5% (2024-12-31)"
        in text
    )


def test_untouched_it_is_no_data_and_is_refused(tmp_path: Path) -> None:
    root = a_tree(tmp_path)
    (root / "demo/progress/2026-06-30.yml").write_text(blank(root), "utf-8")
    said = said_of(root)
    assert "plans/demo/progress/2026-06-30.yml:7:9: Found nothing" in said
    assert "plans/demo/progress/2026-06-30.yml:16:9: Found nothing" in said


def filled(root: Path, *changes: tuple[str, str]) -> str:
    """What the check says of the form with these changes; the source's title is filled in."""
    text = blank(root)
    for old, new in (("  title: ", "  title: 进展通报"), *changes):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (root / "demo/progress/2026-06-30.yml").write_text(text, "utf-8")
    return said_of(root)


GREEN = "#- {target: green-share-2025, value: }"


def test_with_one_value_and_the_source_it_checks_clean(tmp_path: Path) -> None:
    root = a_tree(tmp_path)
    assert filled(root, (GREEN, "- {target: green-share-2025, value: 41.5}")) == ""
    report = load(root).plans[0].snapshots[-1].reports
    assert [(one.target, str(one.value)) for one in report] == [("green-share-2025", "41.5")]


def test_a_line_that_lost_its_sign_but_has_no_value_is_refused(tmp_path: Path) -> None:
    said = filled(a_tree(tmp_path), (GREEN, GREEN[1:]))
    assert "The report says nothing. Expected value, by_region, phase, completed or note." in said


def test_districts_are_asked_one_by_one(tmp_path: Path) -> None:
    each = ("indicator: green-share", "indicator: green-share\n        each: true")
    told = ("value: 38.5", "by_region: {east: 37}")
    root = a_tree(
        tmp_path,
        {
            **changed("demo/actions/01-green.yml", each),
            **changed("demo/progress/2024-12-31.yml", told),
        },
    )
    text = blank(root)
    assert "last east 37 (2024-12-31)" in text
    assert "#- {target: green-share-2025, by_region: {east: , west: }}\n" in text
    line = "#- {target: green-share-2025, by_region: {east: , west: }}"
    assert filled(root, (line, line[1:].replace(": ,", ": 38,").replace(": }", ": 40}"))) == ""


def test_a_snapshot_found_late_says_when_it_entered(tmp_path: Path) -> None:
    root = a_tree(tmp_path)
    assert "recorded:" not in blank(root)
    text = blank(root, "2024-06")
    assert "as_of: 2024-06 " in text
    assert "recorded: 2026-06-30    # today: needed, because later snapshots are on record" in text
    assert "no public report yet" in text, "what was reported later was not known then"


@pytest.mark.parametrize("plan", DATASET.plans, ids=lambda plan: plan.id)
def test_every_open_target_of_a_shipped_plan_stands_once(plan: Plan) -> None:
    as_of = parse_period("2026-11-21")
    text = blank_snapshot(plan, as_of, as_of, Words("zh", DATASET.registries.units))
    asked = re.findall(r"^#- \{target: ([a-z0-9-]+), ", text, re.M)
    assert asked == [target.id for _, target in open_targets(account_then(plan, as_of))]
    assert len(set(asked)) == len(asked)
    assert all(
        line.startswith(("#", "as_of", "published", "kind", "source", "  ", "reports")) or not line
        for line in text.split("\n")
    )


def test_what_is_settled_is_not_asked_for() -> None:
    plan = next(plan for plan in DATASET.plans if plan.invented)
    then = account_then(plan, parse_period("2026-11-21"))
    asked = {target.id for _, target in open_targets(then)}
    found = {key: one for key, one in then.standing.items() if not one.years}
    settled = {"delivered", "delivered-late", "cancelled"}
    assert {found[key].status for key in asked & found.keys()}.isdisjoint(settled)
    assert {found[key].status for key in found.keys() - asked} == settled
