"""What is kept of plans and registries equals what their files say, to the last place."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from functools import partial
from operator import eq
from pathlib import Path

import pytest

from mingzhang.model.registries import REGISTRY_RECORDS
from mingzhang.reading import data_folder, processes
from mingzhang.reading.data_folder import DataFolder, PlanPlace, kept_plan
from mingzhang.reading.kept import KeptFiles
from mingzhang.reading.keys import plan_key
from mingzhang.reading.load import Before, Dataset, load
from mingzhang.reading.plan_folder import PlanRead, read_plan
from mingzhang.reading.salvage import Remains
from tests.reading.test_load import INVALID, files_of
from tests.support.audit import audited
from tests.support.data_folder import MINIMAL, a_tree, changed
from tests.support.paths import ROOT
from tests.support.places import places_in
from tests.support.shipped import SHIPPED, needs_shipped_plans

PLAN, ACTION = "demo/plan.yml", "demo/actions/01-green.yml"


def facts(dataset: Dataset) -> Iterator[object]:
    """Everything that a reading says, each place of each record among it."""
    yield from (dataset.plans, dataset.remains, dataset.registries, dataset.problems)
    yield dataset.faulty_ids
    for plan in (*dataset.plans, *(remains.plan for remains in dataset.remains)):
        yield from places_in(plan)
    for kind in REGISTRY_RECORDS:
        yield from places_in(dict(getattr(dataset.registries, kind)))


def same_as_fresh(root: Path, cache: Path) -> None:
    """First read and kept, then as kept, the record is that of a reading without a cache."""
    fresh = list(facts(load(root)))
    for _ in range(2):
        assert list(facts(load(root, cache=cache))) == fresh


def plan_facts(read: PlanRead) -> Iterator[object]:
    """Everything that a reading of one plan says, each place among it."""
    record = read.record
    yield from (record, read.problems)
    yield from places_in(record.plan if isinstance(record, Remains) else record)


def kept_as_read(folder: Path, kept: KeptFiles) -> None:
    """What comes out of what is kept is what the files say."""
    place = PlanPlace(folder, f"plans/{folder.name}", plan_key(folder, f"plans/{folder.name}"))
    fresh = read_plan(place.folder, place.shown)
    kept_plan(place, kept)
    assert place.key and kept.has(place.key)
    assert all(map(eq, plan_facts(kept_plan(place, kept)), plan_facts(fresh)))


@pytest.mark.parametrize("plan", SHIPPED)
def test_every_shipped_plan_is_kept_as_it_is_read(plan: str, tmp_path: Path) -> None:
    kept_as_read(ROOT / "plans" / plan, KeptFiles(tmp_path))


@needs_shipped_plans
def test_the_shipped_registries_are_kept_as_they_are_read(tmp_path: Path) -> None:
    root = a_tree(tmp_path)
    for kind in REGISTRY_RECORDS:
        shutil.copy(ROOT / "plans" / f"{kind}.yml", root)
    same_as_fresh(root, tmp_path / "kept")


@pytest.mark.parametrize("case", audited(INVALID, but=INVALID[::6]), ids=lambda case: case.name)
def test_every_case_of_bad_data_is_kept_with_its_problems(case: Path, tmp_path: Path) -> None:
    same_as_fresh(a_tree(tmp_path, files_of(case)), tmp_path / "kept")


def spoil(text: str, rng: random.Random) -> str:
    """The text with a slip of an editor."""
    lines = text.splitlines(keepends=True)
    number, letter = rng.randrange(len(lines)), rng.randrange(len(text))
    return rng.choice(
        [
            lambda: "".join(lines[:number] + lines[number + 1 :]),
            lambda: "".join(lines[:number] + lines[number : number + 1] * 2 + lines[number + 1 :]),
            lambda: text[:letter] + rng.choice("：:#-x\t 9\u200b]\n") + text[letter:],
            lambda: text[:letter] + text[letter + 1 :],
            lambda: text[:letter],
        ]
    )()


@pytest.mark.parametrize("seed", audited(range(10), but=range(2)))
def test_mutated_copies_are_kept_as_they_are_read(seed: int, tmp_path: Path) -> None:
    rng, kept = random.Random(seed), KeptFiles(tmp_path / "kept")
    folder = tmp_path / SHIPPED[seed % len(SHIPPED)]
    shutil.copytree(ROOT / "plans" / folder.name, folder)
    paths = sorted(folder.rglob("*.yml"))
    for _ in range(2):
        path = rng.choice(paths)
        path.write_text(spoil(path.read_text("utf-8"), rng), "utf-8")
        kept_as_read(folder, kept)


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that are read from now on."""
    read: list[str] = []

    def noted(folder: Path, shown: str) -> object:
        read.append(folder.name)
        return read_plan(folder, shown)

    monkeypatch.setattr(data_folder, "read_plan", noted)
    return read


def two_plans(tmp_path: Path) -> Path:
    other = {
        name.replace("demo/", "other/"): text.replace("id: demo\n", "id: other\n")
        for name, text in MINIMAL.items()
    }
    return a_tree(tmp_path, other)


def test_only_plans_that_changed_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache, read = two_plans(tmp_path), tmp_path / "kept", counted(monkeypatch)
    load(root, cache=cache)
    assert read == ["demo", "other"]
    load(root, cache=cache)
    assert read == ["demo", "other"]
    (root / PLAN).write_text(changed(PLAN, ("Demo plan", "Another plan"))[PLAN], "utf-8")
    (root / "regions/more.yml").parent.mkdir()
    (root / "regions/more.yml").write_text("- {id: sky, name: 天市, level: city}\n", "utf-8")
    dataset = load(root, cache=cache)
    assert read == ["demo", "other", "demo"]
    assert [plan.title.en for plan in dataset.plans] == ["Another plan", "Demo plan"]
    assert "sky" in dataset.registries.regions
    (root / PLAN).write_text(MINIMAL[PLAN], "utf-8")
    load(root, cache=cache)
    assert read == ["demo", "other", "demo", "demo"]  # what was of no use any more is gone


def test_a_preview_begins_with_what_an_earlier_run_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache, read = two_plans(tmp_path), tmp_path / "kept", counted(monkeypatch)
    load(root, cache=cache)
    before: Before = {}
    first = load(root, before=before, cache=cache)
    assert read == ["demo", "other"]
    assert [*facts(first)] == [*facts(load(root, before=before))]
    assert read == ["demo", "other"]


def test_former_ids_are_resolved_after_a_plan_was_kept(tmp_path: Path) -> None:
    snapshot = changed(
        "demo/progress/2024-12-31.yml", ("value: 38.5", "by_region: {east: 38.5, west: 1}")
    )
    root, cache = a_tree(tmp_path, snapshot), tmp_path / "kept"
    load(root, cache=cache)
    renamed = MINIMAL["regions.yml"].replace("{id: east,", "{id: sunrise, formerly: [east],")
    (root / "regions.yml").write_text(renamed, "utf-8")
    (plan,) = load(root, cache=cache).plans
    assert [*plan.snapshots[0].reports[0].by_region] == ["sunrise", "west"]


def test_a_folder_that_cannot_be_written_only_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, read = a_tree(tmp_path), counted(monkeypatch)
    (tmp_path / "file").touch()
    for _ in range(2):
        assert [*facts(load(root, cache=tmp_path / "file" / "kept"))] == [*facts(load(root))]
    assert read == ["demo"] * 4


def test_a_link_is_told_each_time_and_never_kept(tmp_path: Path) -> None:
    root = a_tree(tmp_path)
    (root / "demo/actions/02.yml").symlink_to(root / ACTION)
    same_as_fresh(root, tmp_path / "kept")
    assert DataFolder.of(root, "plans", KeptFiles(tmp_path / "kept")).plans[0].key is None


def test_what_is_saved_while_it_is_read_is_not_kept_under_the_key_of_what_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, kept = a_tree(tmp_path), KeptFiles(tmp_path / "kept")
    key = plan_key(root / "demo", "plans/demo")
    place = PlanPlace(root / "demo", "plans/demo", key)
    later = changed(PLAN, ("Demo plan", "Later plan"))[PLAN]

    def saved_meanwhile(folder: Path, shown: str) -> object:
        (root / PLAN).write_text(later, "utf-8")
        return read_plan(folder, shown)

    with monkeypatch.context() as patched:
        patched.setattr(data_folder, "read_plan", saved_meanwhile)
        kept_plan(place, kept)
    assert kept.names() == []


def test_a_plan_is_read_by_its_key_in_any_process(tmp_path: Path) -> None:
    root, kept = a_tree(tmp_path), KeptFiles(tmp_path / "kept")
    (place,) = DataFolder.of(root, "plans", kept).plans
    assert place.key == plan_key(place.folder, place.shown)
    first = kept_plan(place, kept)
    assert kept.names() == [place.key]
    shutil.rmtree(place.folder)
    assert kept_plan(place, kept) == first


def test_many_new_plans_are_read_in_other_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "cores", lambda: 2)
    for number in range(processes.MANY):
        for name, text in MINIMAL.items():
            if name.startswith("demo/"):
                path = tmp_path / "plans" / name.replace("demo", f"p{number:02}", 1)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text.replace("id: demo\n", f"id: p{number:02}\n"), "utf-8")
    root = a_tree(tmp_path, {PLAN: "id: [", "demo/actions/02.yml": "id: x"})
    fresh = list(map(facts, (load(root),)))
    read = counted(monkeypatch)
    kept = load(root, cache=tmp_path / "kept")
    assert read == []  # here
    assert list(facts(kept)) == list(fresh[0])
    same_as_fresh(root, tmp_path / "kept")
    (tmp_path / "file").touch()
    assert list(facts(load(root, cache=tmp_path / "file/kept"))) == list(facts(load(root)))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps open files")
def test_two_runs_at_once_hold_each_other_up_in_nothing(tmp_path: Path) -> None:
    root, cache = two_plans(tmp_path), tmp_path / "kept"
    work = partial(load, cache=cache)
    read = list(processes.spread(work, [root] * processes.MANY))
    fresh = list(facts(load(root)))
    assert all(list(facts(each)) == fresh for each in read)
