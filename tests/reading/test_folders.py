"""What lies in folders of data: read, passed over or refused."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from mingzhang.diagnostics.problems import Problem, Problems
from mingzhang.diagnostics.report import printed
from mingzhang.reading.folders import strangers, strangers_beside_plans, visible


def said(problems: Iterable[Problem]) -> list[str]:
    return [printed(problem, "en") for problem in problems]


def test_hidden_files_are_passed_over_and_the_rest_is_sorted(tmp_path: Path) -> None:
    for name in ("b.yml", ".DS_Store", "a.yml"):
        (tmp_path / name).touch()
    faults = Problems()
    assert [path.name for path in visible(tmp_path, "plans", faults)] == ["a.yml", "b.yml"]
    assert not faults


def test_a_folder_that_the_system_refuses_is_one_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    faults = Problems()
    assert visible(tmp_path, "plans/demo/actions", faults) == []
    assert said(faults) == ["plans/demo/actions:1:1: This can't be read: Permission denied."]


def test_a_file_beside_the_plans_names_the_registry_that_was_meant(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("theme.yml", "notes.yaml", "README.md", "units.yml")]
    registries = "departments.yml, regions.yml, themes.yml, indicators.yml, units.yml"
    assert said([*strangers_beside_plans(paths, "plans")]) == [
        "plans/theme.yml:1:1: Nothing reads this file. Did you mean “themes.yml”?",
        f"plans/notes.yaml:1:1: Nothing reads this file. Expected one of {registries}.",
    ]


def test_names_are_looked_at_in_each_folder_of_a_plan(tmp_path: Path) -> None:
    for name in ("actions/A.yml", "actions/a.yml", "progress/aux.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert said([*strangers(tmp_path, "plans/demo")]) == [
        "plans/demo/actions/a.yml:1:1: “a.yml” and “A.yml” are one name on Windows and macOS. "
        "Rename one of them.",
        "plans/demo/progress/aux.yml:1:1: Windows keeps the name “aux.yml” for a device. "
        "Choose another.",
    ]
