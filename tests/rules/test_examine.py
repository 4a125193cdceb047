"""The check that grows with what changed says what the whole one says, whatever came before."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mingzhang.reading import processes
from mingzhang.reading.kept import KeptFiles
from mingzhang.reading.keys import KeyIndex
from mingzhang.reading.load import load
from mingzhang.rules import examine as module
from mingzhang.rules import outcomes
from mingzhang.rules.check import check
from mingzhang.rules.examine import Findings, examine
from mingzhang.rules.outcomes import Outcome
from tests.reading.test_data_folder import spoil
from tests.reading.test_load import INVALID, files_of
from tests.support.audit import audited
from tests.support.data_folder import MINIMAL, TODAY, a_tree, changed
from tests.support.paths import ROOT

PLAN, ACTION = "demo/plan.yml", "demo/actions/01-green.yml"
SNAPSHOT = "demo/progress/2024-12-31.yml"


def whole(root: Path, today: date = TODAY) -> Findings:
    """What the check of everything says."""
    dataset = load(root)
    problems = tuple(check(dataset, today))
    return Findings(problems, len(dataset.plans), sum(len(p.targets) for p in dataset.plans))


def as_whole(root: Path, today: date = TODAY) -> Findings:
    """What the check says with all that earlier ones kept: the same as the whole one, twice."""
    expected, cache = whole(root, today), root.parent / "kept"
    assert [examine(root, today, cache=cache) for _ in range(2)] == [expected] * 2
    return expected


def two_plans() -> dict[str, str]:
    other = {
        name.replace("demo/", "other/"): text.replace("id: demo\n", "id: other\n")
        for name, text in MINIMAL.items()
        if name.startswith("demo/")
    }
    return {**MINIMAL, **other}


def put(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = a_tree(tmp_path, dict(two_plans()))
    assert as_whole(root) == Findings((), 2, 4)
    return root


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The plans whose rules run from now on."""
    seen: list[str] = []
    run = Outcome.of

    def noted(read: object, known: object) -> Outcome:
        outcome = run(read, known)  # type: ignore[arg-type]
        seen.append(outcome.name.id if outcome.name else "")
        return outcome

    monkeypatch.setattr(outcomes.Outcome, "of", noted)
    return seen


def test_no_folder_is_one_problem(tmp_path: Path) -> None:
    root = tmp_path / "nowhere"
    assert examine(root, TODAY, cache=tmp_path / "kept") == whole(root)
    assert not (tmp_path / "kept").exists()


def test_the_shipped_data_is_sound_with_and_without_what_was_kept(tmp_path: Path) -> None:
    later = date(2030, 1, 1)
    first = examine(ROOT / "plans", later, cache=tmp_path)
    assert first == examine(ROOT / "plans", later, cache=tmp_path)
    assert first == examine(ROOT / "plans", later)
    assert (len(first.problems), first.plans > 0) == (0, True)


@pytest.mark.parametrize("case", audited(INVALID, but=INVALID[::6]), ids=lambda case: case.name)
def test_each_case_is_found_after_a_sound_state_and_mended_again(
    case: Path, tmp_path: Path
) -> None:
    root, sound = a_tree(tmp_path), Findings((), 1, 2)
    assert as_whole(root) == sound
    a_tree(tmp_path, files_of(case))
    assert as_whole(root).problems
    shutil.rmtree(root)
    a_tree(tmp_path)
    assert as_whole(root) == sound


def test_only_plans_that_changed_are_looked_at(root: Path, looked_at: list[str]) -> None:
    as_whole(root)
    assert looked_at == []
    put(root, changed(PLAN, ("Demo plan", "Another plan")))
    as_whole(root)
    assert looked_at == ["demo"]
    (root / "demo/actions/02.yml").write_text("id: [", "utf-8")
    assert len(as_whole(root).problems) == 1
    assert looked_at == ["demo", "demo"]
    shutil.rmtree(root / "demo")
    assert as_whole(root).plans == 1
    assert looked_at == ["demo", "demo"]


REGISTRIES: dict[str, tuple[dict[str, str], list[str]]] = {
    "a new record": (
        {"themes.yml": f"- {{id: roads, name: 路, description: 路}}\n{MINIMAL['themes.yml']}"},
        [],
    ),
    "another name": (changed("regions.yml", ("zh: 东区", "zh: 东城区")), []),
    "a record that nobody names": (changed("departments.yml", ("市水利局", "市水务局")), []),
    "a spelling less": (
        changed("departments.yml", ("[市住建局, ", "[")),
        ["demo", "other"],
    ),
    "a spelling of another": (
        changed("departments.yml", ("[市住建局, ", "["), ("[市水利局]", "[市水利局, 市住建局]")),
        ["demo", "other"],
    ),
    "a record less": (
        {"themes.yml": MINIMAL["themes.yml"].replace("parks", "gardens")},
        ["demo", "other"],
    ),
    "a renamed record": (
        changed("regions.yml", ("{id: east,", "{id: sunrise, formerly: [east],")),
        ["demo", "other"],
    ),
    "a faulty record": (changed("units.yml", ("tight: true", "tight: maybe")), ["demo", "other"]),
    "a broken file": ({"units.yml": "- ["}, ["demo", "other"]),
}  # fmt: skip


@pytest.mark.parametrize("change", REGISTRIES)
def test_a_change_of_registries_looks_at_the_plans_that_it_may_concern(
    change: str, root: Path, looked_at: list[str]
) -> None:
    files, expected = REGISTRIES[change]
    put(root, files)
    as_whole(root)
    assert looked_at == expected
    put(root, two_plans())
    as_whole(root)


def test_what_was_excused_is_looked_at_when_the_registry_is_mended(
    root: Path, looked_at: list[str]
) -> None:
    put(root, {"units.yml": "- [", **changed(ACTION, ("unit: percent", "unit: percnt"))})
    assert {problem.kind for problem in as_whole(root).problems} == {"value-missing"}
    put(root, {"units.yml": MINIMAL["units.yml"]})
    assert {problem.kind for problem in as_whole(root).problems} == {"unknown-id"}
    put(
        root,
        {"units.yml": MINIMAL["units.yml"].replace("percent", "percnt"), "indicators.yml": "[]"},
    )
    as_whole(root)


def test_the_hint_of_a_problem_follows_the_registries(root: Path) -> None:
    put(root, changed(PLAN, ("regions: [demo-city]", "regions: [demo-town]")))
    as_whole(root)
    more = "- {id: demo-tawn, name: 某镇, level: city}\n"
    put(root, {"regions.yml": MINIMAL["regions.yml"] + more})
    (problem,) = as_whole(root).problems
    assert problem.what.hints[0].values == (("near", "demo-tawn"),)


def test_ids_of_plans_are_compared_though_one_plan_alone_changed(root: Path) -> None:
    put(root, {"other/plan.yml": two_plans()["other/plan.yml"] + "formerly: [demo, old]\n"})
    (problem,) = as_whole(root).problems
    assert (problem.kind, problem.where.line) == ("former-id-in-use", 12)
    put(root, {PLAN: MINIMAL[PLAN] + "formerly: [old]\n"})
    assert [one.kind for one in as_whole(root).problems] == ["former-id-in-use", "former-id-twice"]


@pytest.mark.parametrize("days", [[19, 20, 19], [20, 19], [30, 18, 21]])
def test_the_day_is_asked_for_each_time(days: list[int], tmp_path: Path) -> None:
    root = a_tree(tmp_path)
    for day in days:
        found = as_whole(root, date(2025, 1, day))
        assert len(found.problems) == int(day < 20)


def test_a_plan_that_cannot_be_kept_is_looked_at_each_time(
    root: Path, looked_at: list[str]
) -> None:
    (root / "demo/actions/02.yml").symlink_to(root / ACTION)
    as_whole(root)
    assert looked_at == ["demo", "demo"]


def test_without_a_cache_or_where_it_cannot_be_written_everything_is_looked_at(
    root: Path, looked_at: list[str]
) -> None:
    (root.parent / "file").touch()
    for cache in (None, root.parent / "file" / "kept"):
        assert examine(root, TODAY, cache=cache) == whole(root)
    assert looked_at == ["demo", "other"] * 2


def test_other_rules_look_at_everything_again(
    root: Path, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outcomes.Outcomes, "code_now", staticmethod(lambda: "another"))
    as_whole(root)
    assert looked_at == ["demo", "other"]


def test_damaged_outcomes_are_found_anew(root: Path, looked_at: list[str]) -> None:
    kept = KeptFiles(root.parent / "kept")
    path = root.parent / "kept" / f"{KeyIndex(kept, root, 'plans').name}.outcomes"
    path.write_bytes(path.read_bytes()[:-1])
    as_whole(root)
    assert looked_at == ["demo", "other"]
    kept.put(path.name, {"any": "thing"})
    as_whole(root)
    assert looked_at == ["demo", "other"] * 2


def saved_meanwhile(name: str, text: str, root: Path) -> Callable[..., object]:
    """A look at plans during which somebody saves a file."""
    look = module._outcome_of

    def looked(*given: object, **more: object) -> object:
        (root / name).write_text(text, "utf-8")
        return look(*given, **more)  # type: ignore[arg-type]

    return looked


@pytest.mark.parametrize("name", [PLAN, "themes.yml"])
def test_what_is_saved_during_the_check_is_seen_by_the_next(
    name: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, broken = root.parent / "kept", MINIMAL[name] + "id: [\n"
    first = changed(PLAN, ("Demo plan", "Another plan"))
    put(root, first)
    with monkeypatch.context() as patched:
        patched.setattr(module, "_outcome_of", saved_meanwhile(name, broken, root))
        examine(root, TODAY, cache=cache)
    assert as_whole(root).problems
    put(root, {"themes.yml": MINIMAL["themes.yml"], **first})
    assert not as_whole(root).problems


def test_many_new_plans_are_looked_at_in_other_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looked_at: list[str]
) -> None:
    monkeypatch.setattr(processes, "cores", lambda: 2)
    files: dict[str, str] = {}
    for number in range(processes.MANY):
        files |= {
            name.replace("demo/", f"p{number:02}/"): text.replace(
                "id: demo\n", f"id: p{number:02}\n"
            )
            for name, text in MINIMAL.items()
        }
    root = a_tree(tmp_path, {**files, "p03/plan.yml": "id: [", "p04/actions/02.yml": "id: x"})
    expected = whole(root)
    assert len(expected.problems) > 3
    assert examine(root, TODAY, cache=tmp_path / "kept") == expected
    assert looked_at == []  # here
    assert as_whole(root) == expected


@pytest.mark.parametrize("seed", audited(range(15), but=range(3)))
def test_after_any_edits_it_is_as_if_nothing_had_been_kept(seed: int, root: Path) -> None:
    rng, sound = random.Random(seed), two_plans()
    for _ in range(8):
        name = rng.choice(sorted(sound))
        before = (root / name).read_text("utf-8") if (root / name).exists() else sound[name]
        kind = rng.randrange(4)
        if kind == 0:
            put(root, {name: sound[name]})
        elif kind == 1:
            (root / name).unlink(missing_ok=True)
        else:
            put(root, {name: spoil(before or sound[name], rng)})
        as_whole(root, rng.choice([TODAY, date(2025, 1, 1), date(2024, 12, 31)]))
