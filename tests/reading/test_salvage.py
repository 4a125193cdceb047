"""What is left of a plan that has a problem."""

from __future__ import annotations

from pathlib import Path

from mingzhang.diagnostics.problems import Location, Problems
from mingzhang.model.nodes import LocatedMap
from mingzhang.reading.salvage import Remains, ids_in, remains_of
from mingzhang.reading.yaml_reader import read_yaml

TEXT = """\
id: demo
title: 某方案
place: 某市
stage: in-force
period: {start: 2024}
source: {title: 某方案}
departments: {housing: 市住建局}
actions:
  - id: green
    number: 一
    title: 绿化
    projects:
      - id: parks
        number: "1"
        title: 公园
        formerly: [gardens]
        themes: []
        targets:
          - {id: sites, title: 处数, at_least: 3, unit: sites}
          - {id: rules, title: 办法}
snapshots: []
goals: []
"""


def whole(folder: Path) -> LocatedMap:
    path = folder / "plan.yml"
    path.write_text(TEXT, "utf-8")
    value = read_yaml(path, "plan.yml", Problems())
    assert isinstance(value, LocatedMap)
    return value


def left(folder: Path, *path: str | int, unread: tuple[str, ...] = ()) -> Remains:
    """What is left without the part that the path leads to."""
    remains = remains_of(whole(folder), [path], unread, "demo")
    assert remains
    return remains


def test_a_wrong_value_alone_is_left_out(tmp_path: Path) -> None:
    path = ("actions", 0, "projects", 0, "targets", 0, "at_least")
    remains = left(tmp_path, *path)
    assert [target.id for target in remains.plan.targets] == ["sites", "rules"]
    assert remains.plan.targets[0].is_damaged
    assert not remains.plan.targets[1].is_damaged
    assert not remains.unread


def test_a_record_that_needs_the_value_is_left_out_and_its_id_kept(tmp_path: Path) -> None:
    remains = left(tmp_path, "actions", 0, "projects", 0, "targets", 0, "title")
    assert [target.id for target in remains.plan.targets] == ["rules"]
    assert "sites" in remains.lost
    assert not remains.unread


def test_a_record_without_an_id_hides_names_of_its_field(tmp_path: Path) -> None:
    remains = left(tmp_path, "actions", 0, "projects", 0, "targets", 0, "id")
    assert [target.id for target in remains.plan.targets] == ["rules"]
    assert "sites" in remains.lost
    assert left(tmp_path, "actions").unread == {"actions"}


def test_what_a_plan_must_have_gets_a_stand_in(tmp_path: Path) -> None:
    remains = left(tmp_path, "title", unread=("snapshots",))
    assert (remains.plan.title.zh, remains.plan.id) == ("—", "demo")
    assert remains.unread == {"title", "snapshots"}


def test_a_body_whose_key_is_wrong_is_left_out_alone(tmp_path: Path) -> None:
    remains = left(tmp_path, "departments", "housing", "[key]")
    assert not remains.plan.departments
    assert "housing" in remains.lost


def test_former_ids_are_ids_too(tmp_path: Path) -> None:
    value = whole(tmp_path)
    assert ids_in(value, ("actions", 0, "projects")) == {"parks", "gardens", "sites", "rules"}
    assert ids_in(value, ("actions", 0, "nothing", 3)) == set()
    assert ids_in("text") == ids_in(LocatedMap(Location("a"))) == set()
