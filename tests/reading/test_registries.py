"""Registries in one file, in the files of a folder, or in both."""

from __future__ import annotations

from pathlib import Path

from mingzhang.diagnostics.report import printed
from mingzhang.reading.load import load
from mingzhang.reading.registries import read_registries
from tests.support.data_folder import MINIMAL, a_tree, changed, said_of

REGIONS = MINIMAL["regions.yml"].splitlines(keepends=True)


def test_the_file_comes_first_then_those_of_the_folder_by_their_names(tmp_path: Path) -> None:
    files = {
        "regions.yml": REGIONS[0],
        "regions/b.yml": REGIONS[1],
        "regions/a.yml": REGIONS[2],
        "regions/README.md": "# notes",
        "regions/.draft.yml": "id: [",
    }
    root = a_tree(tmp_path, files)
    read = read_registries(root, "plans")
    assert [*read.registries.regions] == ["demo-city", "west", "east"]
    assert read.faulty_ids["regions"] == frozenset() and not read.problems
    assert str(read.registries.regions["east"].at("id")) == "plans/regions/b.yml:1:8"
    assert read.registries.districts_of("demo-city") == ("west", "east")


def test_any_registry_can_stand_in_its_folder_alone(tmp_path: Path) -> None:
    names = [name for name in MINIMAL if "/" not in name]
    moved = {f"{name.removesuffix('.yml')}/all.yml": MINIMAL[name] for name in names}
    root = a_tree(tmp_path, {**dict.fromkeys(names), **moved})
    assert said_of(root) == ""
    one, other = load(a_tree(tmp_path / "other")), load(root)
    assert one.registries == other.registries
    assert [plan.id for plan in other.plans] == ["demo"]


def test_a_registry_that_is_nowhere_is_missing_even_beside_an_empty_folder(tmp_path: Path) -> None:
    root = a_tree(tmp_path, {"themes.yml": None, "themes/README.md": "# notes"})
    read = read_registries(root, "plans")
    assert [printed(problem, "en") for problem in read.problems] == [
        "plans/themes.yml:1:1: The file is missing. Create it."
    ]
    assert read.faulty_ids["themes"] is None


def test_a_faulty_record_of_any_file_keeps_its_id_known(tmp_path: Path) -> None:
    more = "- {id: north, name: {zh: 北区}, level: county, parent: demo-city}\n"
    plan = changed("demo/plan.yml", ("districts: [east,", "districts: [north, east,"))
    said = said_of(a_tree(tmp_path, {"regions/north.yml": more, **plan})).splitlines()
    assert [line.split(": ")[0] for line in said] == [
        "plans/regions/north.yml:1:38",
        "1 problem in 1 file.",
    ]


def test_an_unreadable_file_of_the_folder_hides_what_ids_there_are(tmp_path: Path) -> None:
    plan = changed("demo/plan.yml", ("districts: [east,", "districts: [north, east,"))
    said = said_of(a_tree(tmp_path, {"regions/north.yml": "- [", **plan}))
    assert said.count("\n") == 1 and "plans/regions/north.yml:1:4" in said


def test_links_to_folders_and_files_of_registries_are_not_followed(tmp_path: Path) -> None:
    outside = a_tree(tmp_path / "outside")
    root = a_tree(tmp_path, {"units/more.yml": "- {id: ha, name: 公顷}\n"})
    (root / "units/linked.yml").symlink_to(outside / "units.yml")
    (root / "themes").symlink_to(outside / "demo", target_is_directory=True)
    assert said_of(root).splitlines() == [
        "plans/themes:1:1: This is a link. Links are not read; put the files here.",
        "plans/units/linked.yml:1:1: This is not a plain file. Links and devices are not read.",
        "2 problems in 2 files.",
    ]


def test_odd_names_in_the_folder_are_told(tmp_path: Path) -> None:
    files = {"units/A.yml": "- {id: ha, name: 公顷}\n", "units/a.yml": "- {id: mu, name: 亩}\n"}
    assert said_of(a_tree(tmp_path, files)).startswith(
        "plans/units/a.yml:1:1: “a.yml” and “A.yml” are one name on Windows and macOS."
    )


def test_a_reference_to_nothing_names_the_files_where_it_could_stand(tmp_path: Path) -> None:
    plan = changed("demo/plan.yml", ("regions: [demo-city]", "regions: [atlantis]"))
    hint = "There is no region “atlantis”. Add it to {} first."
    for name, files in {
        "regions.yml": {"regions/more.yml": "- {id: sky, name: 天市, level: city}\n"},
        "regions/*.yml": {"regions.yml": None, "regions/all.yml": MINIMAL["regions.yml"]},
    }.items():
        said = said_of(a_tree(tmp_path / name.replace("*", ""), {**plan, **files}))
        assert hint.format(name) in said


def test_a_spelling_is_missed_in_the_file_of_its_department(tmp_path: Path) -> None:
    files = {"departments.yml": None, "departments/a.yml": MINIMAL["departments.yml"]}
    plan = changed("demo/plan.yml", ("zh: 市住建局", "zh: 综合管理服务中心"))
    assert "is not an alias of “housing” in departments/a.yml." in said_of(
        a_tree(tmp_path, {**files, **plan})
    )


def test_two_hundred_faults_of_a_file_are_enough(tmp_path: Path) -> None:
    many = "".join(f"- {{id: u{n}}}\n" for n in range(3000))
    read = read_registries(a_tree(tmp_path, {"units/many.yml": many}), "plans")
    assert [problem.kind for problem in read.problems] == ["key-missing"] * 200 + ["more-problems"]
    assert read.faulty_ids["units"] is None


def test_a_registry_may_hold_ten_times_what_a_file_of_a_plan_may(tmp_path: Path) -> None:
    rows = "".join(f"- {{id: u{n}, name: 第{n}}}\n" for n in range(15_000))
    root = a_tree(tmp_path, {"units/many.yml": rows, "units/none.yml": "- x\n" * 200_001})
    read = read_registries(root, "plans")
    assert len(read.registries.units) == 15_002
    assert [printed(problem, "en") for problem in read.problems] == [
        "plans/units/none.yml:200001:3: More than 200,000 values stand in this file. Split it."
    ]
    (root / "units/none.yml").write_bytes(b"#" * 5_000_001)
    (problem,) = read_registries(root, "plans").problems
    assert "At most 5,000,000 are read" in printed(problem, "en")
