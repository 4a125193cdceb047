"""Values become records, or sentences: one for each fault, at its own place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mingzhang.diagnostics.problems import Problems
from mingzhang.diagnostics.report import printed
from mingzhang.model.fields import Record
from mingzhang.model.plan import Plan, Project, Target
from mingzhang.model.progress import Report
from mingzhang.model.registries import Unit
from mingzhang.reading.validation import validated
from mingzhang.reading.yaml_reader import read_yaml


def read(folder: Path, model: type[Record], text: str, **more: Any) -> tuple[Any, list[str], Any]:
    path = folder / "a.yml"
    path.write_text(text, "utf-8")
    problems = Problems()
    value = read_yaml(path, "a.yml", problems)
    record, ways = validated(model, value, value.where, problems, **more)
    return record, [printed(problem, "en") for problem in problems], ways


def test_a_sound_value_is_a_record_without_problems(tmp_path: Path) -> None:
    unit, problems, ways = read(tmp_path, Unit, "id: km\nname: 公里\n")
    assert (unit.id, problems, ways) == ("km", [], [])
    assert str(unit.at("name")) == "a.yml:2:7"


def test_every_fault_is_told_at_its_place_with_the_way_to_it(tmp_path: Path) -> None:
    text = "id: KM\nname: {zh: 公里, fr: km}\nfactor: 1,000\ntight: yes\n"
    record, problems, ways = read(tmp_path, Unit, text)
    assert record is None
    assert problems == [
        "a.yml:1:5: “KM” can't be an id. Expected small letters a-z, digits and hyphens, "
        "at most 64.",
        "a.yml:2:16: Unknown key “fr”. Expected one of zh, en.",
        "a.yml:3:9: “1,000” is not a number. Expected a number such as 22 or 37.02. "
        "Leave out the thousands separators.",
        "a.yml:4:8: “yes” is neither of the two words. Expected true or false.",
    ]
    assert ways == [("id",), ("name", "fr"), ("factor",), ("tight",)]


def test_a_misspelt_key_is_not_told_a_second_time_as_missing(tmp_path: Path) -> None:
    _, problems, _ = read(tmp_path, Unit, "id: km\nnam: 公里\n")
    assert problems == ["a.yml:2:1: Unknown key “nam”. Did you mean “name”?"]


def test_a_key_far_from_all_does_not_hide_a_missing_one(tmp_path: Path) -> None:
    _, problems, _ = read(tmp_path, Unit, "id: km\ncolour: red\n")
    assert sorted(problems) == [
        "a.yml:1:1: The key “name” is missing. Add it.",
        "a.yml:2:1: Unknown key “colour”. Expected one of id, name, singular, factor, tight.",
    ]


def test_an_alias_is_the_name_that_editors_write(tmp_path: Path) -> None:
    text = "id: a\ntitle: 甲\nrepeats: yearly\nform: 2024\n"
    _, problems, _ = read(tmp_path, Target, text)
    assert problems == ["a.yml:4:1: Unknown key “form”. Did you mean “from”?"]
    _, problems, _ = read(tmp_path, Target, text.replace("form", "from_"))
    assert problems == ["a.yml:4:1: Unknown key “from_”. Did you mean “from”?"]


def test_keys_of_other_files_are_not_offered(tmp_path: Path) -> None:
    text = (
        "id: a\ntitle: 甲\nplace: 甲\nstage: draft\nperiod: {start: 2024}\nsource: {title: 甲}\n"
        "action: []\n"
    )
    _, offered, _ = read(tmp_path, Plan, text)
    assert offered == ["a.yml:7:1: Unknown key “action”. Did you mean “actions”?"]
    _, kept, _ = read(tmp_path, Plan, text, own_files=("actions", "snapshots"))
    assert "actions" not in kept[0] and "snapshots" not in kept[0]


def test_a_fault_deep_inside_is_told_there(tmp_path: Path) -> None:
    text = (
        "id: a\nnumber: '1'\ntitle: 甲\nlead:\n  - housing\n  - {id: water, printd: 甲}\n"
        "targets:\n  - id: b\n    title: 甲\n    baseline: {value: x, as_of: 2023}\n"
    )
    _, problems, ways = read(tmp_path, Project, text)
    assert problems == [
        "a.yml:6:17: Unknown key “printd”. Did you mean “printed”?",
        "a.yml:10:23: “x” is not a number. Expected a number such as 22 or 37.02. "
        "Leave the key out if the number is not known.",
    ]
    assert ways == [("lead", 1, "printd"), ("targets", 0, "baseline", "value")]


def test_a_key_of_a_mapping_is_told_where_the_key_stands(tmp_path: Path) -> None:
    _, problems, ways = read(tmp_path, Report, 'target: a\nby_region: {east: 1, "": 2}\n')
    assert problems == [
        "a.yml:2:22: “” can't be an id. Expected small letters a-z, digits and hyphens, at most 64."
    ]
    assert ways == [("by_region", "", "[key]")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("phase: someday", "“someday” is not known here. Expected one of "),
        ("phase: [completed]", "Found a list. Expected one of "),
        ("evidence: {title: 甲}", "Found a record. Expected a list, one “- ” a line."),
        ("evidence: [照片]", "Found a text. Expected a record of “key: value” lines."),
        ("note: [甲]", "Found a list. Expected a text, or a record of zh and en."),
        ("by_region: 3", "Found a text. Expected a record of “key: value” lines."),
    ],
)
def test_a_wrong_kind_of_value_is_named_with_the_right_one(
    line: str, said: str, tmp_path: Path
) -> None:
    _, (problem,), _ = read(tmp_path, Report, f"target: a\n{line}\n")
    choices = "not-started, under-way, completed, cancelled."
    assert problem.partition(": ")[2] == (f"{said}{choices}" if said.endswith("of ") else said)


def test_a_body_may_be_an_id_or_a_record(tmp_path: Path) -> None:
    _, (problem,), _ = read(tmp_path, Project, "id: a\nnumber: '1'\ntitle: 甲\nlead: [[water]]\n")
    assert problem == (
        "a.yml:4:8: Found a list. Expected the id of a department, or a record of id and printed."
    )


def test_a_near_word_is_named_and_a_far_one_is_not(tmp_path: Path) -> None:
    _, (near,), _ = read(tmp_path, Report, "target: a\nphase: complete\n")
    assert near.endswith("completed, cancelled. Did you mean “completed”?")
    _, (far,), _ = read(tmp_path, Report, "target: a\nphase: 一切\n")
    assert far.endswith("completed, cancelled.")


def test_nothing_is_said_of_what_was_refused_before(tmp_path: Path) -> None:
    record, problems, ways = read(tmp_path, Unit, "id: *a\nname: 公里\n")
    assert record is None
    assert len(problems) == 1 and ways == [("id",)]
