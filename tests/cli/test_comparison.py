"""What a change does to the public picture: parts, statuses, counts, snapshots and pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from mingzhang.cli.comparison import PublicState, StateDifference, compare, picture_of
from mingzhang.diagnostics.report import sentence
from mingzhang.reading.load import load
from tests.support.data_folder import TODAY, a_tree, changed

ACTION, SNAPSHOT = "demo/actions/01-green.yml", "demo/progress/2024-12-31.yml"
NEW = (
    "as_of: 2025-12-31\nsource: {title: 二}\nreports:\n  - {target: green-share-2025, value: 41}\n"
)


def picture(root: Path) -> PublicState:
    dataset = load(root)
    assert dataset.problems == []
    return picture_of(dataset.plans, dataset.registries, TODAY)


@pytest.fixture
def after(tmp_path: Path) -> StateDifference:
    """A new report, a new target in place of another, and an edited phase."""
    return between(
        tmp_path,
        {
            "demo/progress/2025-12-31.yml": NEW,
            **changed(
                ACTION,
                (
                    "id: rules-issued\n        title: {zh: 出台",
                    "id: more\n        title: {zh: 更多",
                ),
            ),
            **changed(SNAPSHOT, ("  - target: rules-issued\n    phase: under-way\n", "")),
        },
    )


def between(folder: Path, files: Mapping[str, str | None]) -> StateDifference:
    """What differs between the minimal data and that with the files."""
    return compare(picture(a_tree(folder / "was")), picture(a_tree(folder / "is", files)))


def test_the_same_data_makes_no_difference(tmp_path: Path) -> None:
    found = between(tmp_path, {})
    assert found.is_empty
    assert found.breaches == ()
    assert found.before == found.after


def test_comments_order_and_layout_make_no_difference(tmp_path: Path) -> None:
    text = changed(SNAPSHOT, ("value: 38.5", "value:   '38.50'   # 照录"))
    assert between(tmp_path, text).is_empty


def test_lines_that_shift_make_no_difference(tmp_path: Path) -> None:
    shifted = changed(ACTION, ("id: green\n", "# 一行\n# 又一行\nid: green\n"))
    assert between(tmp_path, shifted).is_empty


def test_parts_that_came_and_went_are_named(after: StateDifference) -> None:
    found = [(one.fate, one.part, one.plan, one.id, one.title.zh) for one in after.parts]
    assert found == [
        ("added", "target", "demo", "more", "更多办法"),
        ("removed", "target", "demo", "rules-issued", "出台办法"),
    ]


def test_a_status_that_changed_is_named_with_both_words(after: StateDifference) -> None:
    found = [(turn.plan, turn.target.id, turn.before, turn.after) for turn in after.turns]
    assert found == [("demo", "green-share-2025", "unreported", "delivered")]


def test_counts_are_those_of_all_real_plans(after: StateDifference, tmp_path: Path) -> None:
    assert after.before == {"unreported": 1, "on-track": 1}
    assert after.after == {"delivered": 1, "pending": 1}
    invented = changed("demo/plan.yml", ("issued:", "invented: true\nissued:"))
    assert between(tmp_path / "i", invented).after == {}


def test_added_and_edited_snapshots_are_told_apart(after: StateDifference) -> None:
    found = [
        (one.fate, one.as_of, one.file, tuple(sentence(each, "en") for each in one.differences))
        for one in after.snapshots
    ]
    assert found == [
        (
            "edited",
            "2024-12-31",
            "plans/demo/progress/2024-12-31.yml",
            (
                'reports[rules-issued].phase was "under-way", is absent.',
                'reports[rules-issued].target was "rules-issued", is absent.',
            ),
        ),
        ("added", "2025-12-31", "plans/demo/progress/2025-12-31.yml", ()),
    ]
    assert [one.fate for one in after.breaches] == ["edited"]


def test_a_removed_snapshot_is_a_breach(tmp_path: Path) -> None:
    found = between(tmp_path, {SNAPSHOT: None})
    assert [(one.fate, one.file) for one in found.breaches] == [
        ("removed", "plans/demo/progress/2024-12-31.yml")
    ]


def test_pages_appear_vanish_and_change(tmp_path: Path, after: StateDifference) -> None:
    assert after.pages["added"] == (
        "plans/demo/progress/2025-12-31/",
        "plans/demo/progress/2025-12-31/plan/",
    )
    assert after.pages["removed"] == ()
    assert "plans/demo/green/pocket-parks/" in after.pages["edited"]
    assert "about/" not in after.pages["edited"]
    gone = between(tmp_path / "gone", {SNAPSHOT: None})
    assert gone.pages["removed"] == (
        "plans/demo/progress/2024-12-31/",
        "plans/demo/progress/2024-12-31/plan/",
    )


def test_a_whole_plan_counts_with_all_its_parts(tmp_path: Path) -> None:
    plan = {
        "more/plan.yml": "id: more\ntitle: 更多\nplace: 某市\nstage: draft\nperiod: {start: 2024}\n"
        "source: {title: 更多}\n",
        "more/actions/01.yml": "id: a\nnumber: 一\ntitle: 行动\nprojects:\n"
        '  - {id: p, number: "1", title: 工程, targets: [{id: t, title: 承诺}]}\n',
    }
    found = between(tmp_path, plan)
    assert [(one.fate, one.part, one.id) for one in found.parts] == [
        ("added", "plan", "more"),
        ("added", "project", "p"),
        ("added", "target", "t"),
    ]
    assert {"plans/more/", "plans/more/a/", "plans/more/a/p/"} <= set(found.pages["added"])
