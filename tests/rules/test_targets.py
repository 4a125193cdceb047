"""What targets may say; tests/cases/invalid shows what they may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.data_folder import a_tree, changed, said_of

ACTION = "demo/actions/01-green.yml"
SNAPSHOT = "demo/progress/2024-12-31.yml"
DUE = "        due: 2025\n"


def of_target(lines: str) -> dict[str, str]:
    """The action with these lines in the place of the target's due date."""
    indented = "".join(f"        {line}\n" for line in lines.splitlines())
    return changed(ACTION, (DUE, indented))


@pytest.mark.parametrize(
    "files",
    [
        of_target("due: 2024"),
        of_target("due: 2030"),
        of_target("repeats: yearly"),
        of_target("repeats: yearly\nto: 2024"),
        of_target("repeats: yearly\nfrom: 2026"),
        of_target("each: true\nregions: [west]"),
        of_target("baseline: {value: 0, as_of: 2023}"),
        of_target(
            "revisions:\n"
            "  - {date: 2025, reason: 调整, source: {title: 通知}, due: 2026}\n"
            "  - {date: 2025-03, reason: 调整, source: {title: 通知}, exactly: 41}"
        ),
        of_target(
            "revisions: [{date: 2025, reason: 取消, source: {title: 通知}, cancelled: true}]"
        ),
    ],
)
def test_what_a_target_may_say_is_no_problem(files: dict[str, str], tmp_path: Path) -> None:
    assert said_of(a_tree(tmp_path, files)) == ""


def test_a_milestone_that_gets_a_number_later_may_have_a_unit_and_values(tmp_path: Path) -> None:
    files = {
        **changed(
            ACTION,
            (
                "        title: {zh: 出台办法, en: Rules issued}\n",
                "        title: 出台办法\n        unit: percent\n        revisions:\n"
                "          - {date: 2024-06, reason: 量化, source: {title: 通知}, at_least: 3}\n",
            ),
        ),
        **changed(SNAPSHOT, ("phase: under-way", "value: 2")),
    }
    assert said_of(a_tree(tmp_path, files)) == ""
