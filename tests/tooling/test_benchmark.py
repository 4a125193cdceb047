"""The benchmark: its country is sound, bodies are converted whole, tables say what was measured.
Nothing here is timed.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bench.country.plans import TODAY, write_country
from bench.markdown import body_of, markdown_of, split, title_of
from bench.projects import Ours, environment, size_of
from bench.report.aims import aims, is_within
from bench.report.pages import JSON, PAGES, missing, page
from bench.report.tables import Table, aims_table, builds_table, number, reader_table
from bench.stages import STAGES, found
from mingzhang.reading.load import Dataset, load
from mingzhang.rules.check import check
from tests.support.paths import ROOT


def sound(folder: Path) -> Dataset:
    """The data of the folder, which has no problem."""
    dataset = load(folder, shown="plans")
    assert check(dataset, TODAY) == []
    return dataset


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Ours:
    return Ours.made(tmp_path_factory.mktemp("bench") / "ours", 1)


def test_a_plan_of_the_country_is_sound_and_shaped_like_a_real_one(ours: Ours) -> None:
    [plan] = sound(ours.folder / "plans").plans
    projects = [project for action in plan.actions for project in action.projects]
    assert (len(plan.actions), len(projects), len(plan.goals)) == (8, 40, 3)
    assert sum(len(project.targets) for project in projects) == 120
    assert len(plan.districts) == 8
    assert (len(plan.control), len(plan.results), len(plan.safeguards)) == (3, 2, 4)
    assert len(plan.snapshots) == 12
    assert all(50 <= len(snapshot.reports) <= 60 for snapshot in plan.snapshots)
    titles = {target.title.zh for project in projects for target in project.targets}
    assert len(titles) > 100


def test_the_same_country_has_the_same_bytes_and_a_larger_one_begins_with_it(
    tmp_path: Path,
) -> None:
    for name, plans in (("one", 2), ("again", 2), ("larger", 3)):
        write_country(tmp_path / name, plans, ROOT / "plans")
    trees = [
        {path.relative_to(top): path.read_bytes() for path in top.rglob("*-00[01]/**/*.yml")}
        for top in (tmp_path / "one", tmp_path / "again", tmp_path / "larger")
    ]
    assert trees[0] == trees[1] == trees[2]
    assert len(trees[0]) == 2 * (1 + 8 + 12 + 2)
    assert len(sound(tmp_path / "larger").plans) == 3


def test_edits_and_an_added_snapshot_leave_the_country_sound(ours: Ours) -> None:
    before = ours.newest.read_text("utf-8")
    ours.edit()
    after = ours.newest.read_text("utf-8")
    changed = [
        (old, new)
        for old, new in zip(before.splitlines(), after.splitlines(), strict=True)
        if old != new
    ]
    [(old, new)] = changed
    assert int(new.removeprefix("  value: ")) == int(old.removeprefix("  value: ")) + 1
    assert re.fullmatch(r"plans/[a-z]+-000/action-\d/p-\d-\d/", ours.page_of_edit())
    ours.add_snapshot()
    assert len(sound(ours.folder / "plans").plans[0].snapshots) == 13
    ours.take_snapshot_away()
    assert len(sound(ours.folder / "plans").plans[0].snapshots) == 12


def test_what_a_full_build_may_find_are_charts_and_templates(ours: Ours) -> None:
    for name in ("build/x", "charts/x", "jinja/x", "records/x"):
        (ours.folder / ".cache" / name).mkdir(parents=True)
    ours.forget()
    assert sorted(path.name for path in (ours.folder / ".cache").iterdir()) == ["charts", "jinja"]


def test_a_build_has_one_moment_whatever_the_clock_says() -> None:
    today, next_day = (int(environment(days)["SOURCE_DATE_EPOCH"]) for days in (0, 1))
    assert next_day - today == 24 * 60 * 60
    assert "SITE_URL" not in environment()


def test_the_stages_of_a_build_are_where_the_observer_looks() -> None:
    for place in STAGES.values():
        found(place)
    with pytest.raises(AttributeError):
        found("mingzhang.build.run:Build.no_such_stage")


HTML = """<html><head><title>Parks · City</title></head><body><header>Head</header>
<main class="m"><div class="wrap" id="main" tabindex="-1"><h1>Parks</h1><p>Two  <a href="../x/">new
parks</a>.</p><ul><li>one</li><li>two</li></ul><table><tr><th>Year</th><th>Sites</th></tr>
<tr><td>2025</td><td>3</td></tr></table><dl><dt>Lead</dt><dd>Housing</dd></dl></div></main>
<footer>Foot</footer></body></html>"""
MARKDOWN = """# Parks

Two [new parks](../x/).
- one
- two

|Year | Sites | 
| --- | --- |
|2025 | 3 | 

**Lead**Housing
"""


def test_a_body_is_the_same_in_markdown() -> None:
    assert markdown_of(HTML) == MARKDOWN


def test_a_page_is_split_into_its_frame_and_its_body() -> None:
    before, body, after = split(HTML)
    assert before + body + after == HTML
    assert (body_of(HTML), title_of(HTML)) == (body, "Parks · City")
    assert "Head" in before and "Foot" in after
    assert "<h1>Parks</h1>" in body
    with pytest.raises(ValueError, match="no page of ours"):
        split("<html></html>")


def cost(wall: float, memory: float = 300) -> dict[str, float]:
    return {"wall": wall, "cpu": wall * 1.5, "memory": memory}


def results() -> dict[str, Any]:
    """What a run might have measured, in round numbers."""
    kinds = {"cold": 20, "everything": 10, "alone": 4, "unchanged": 0.5, "edited": 1}
    kinds |= {"added": 1.5, "next_day": 0.8}
    sizes = [
        {
            "plans": plans,
            "pages": pages,
            "ours": {kind: cost(wall * times) for kind, wall in kinds.items()},
            "stages": {name: [1.0, 2.0] for name in (*STAGES, "rest", "whole")},
            "floor": {"parse": 0.5, "write": 1.5},
            "serve": {"first_start": 9, "first_page": 4.2, "visible": 0.75},
            "stock": {**cost(120 * times), "files": 1200, "bytes": 3_000_000},
            "hugo": cost(2),
        }
        for plans, pages, times in ((3, 1000, 1), (45, 10_000, 12))
    ]
    visit = {"html": 5, "whole": 40, "search": 0, "requests": 6, "elements": 400}
    visit |= {"cls": 0.25, "tbt": 0, "lcp": 1000}
    searched = visit | {"whole": 100, "search": 40, "cls": 0}
    return {
        "date": "2026-02-10",
        "command": "make bench",
        "rounds": 3,
        "shared": True,
        "machine": {
            "cores": 2,
            "memory": 8,
            "system": "Linux",
            "programs": {"Python": "3.13.1", "MkDocs": "1.6.1"},
        },
        "sizes": sizes,
        "reader": {"pages": 10_000, "visits": {"home": visit, "search": searched}},
    }


def test_numbers_are_short_and_a_dash_is_no_zero() -> None:
    shown = [number(value) for value in (10658, 120.4, 12.34, 1.234, 3.0, 0.02, 0, None)]
    assert shown == ["10,658", "120", "12.3", "1.23", "3", "0.02", "0", "–"]


def test_a_table_is_markdown_with_numbers_to_the_right() -> None:
    assert str(Table(["a", "b"], [["x", "1"]])) == "| a | b |\n| --- | --: |\n| x | 1 |"


def test_each_aim_is_judged_by_the_largest_size() -> None:
    judged = {aim.key: (round(aim.value, 2), aim.is_met, aim.pages) for aim in aims(results())}
    assert judged == {
        "alone-stock": (30, True, 10_000),
        "everything-stock": (12, True, 10_000),
        "alone-hugo": (0.04, False, 10_000),
        "unchanged": (5, False, 10_000),
        "edited": (12, False, 10_000),
        "next-day": (8, True, 10_000),
        "memory": (300, True, 10_000),
        "memory-cold": (300, True, 10_000),
        "growth": (1.2, False, 10_000),
        "first_start": (9, False, 10_000),
        "first_page": (4.2, True, 10_000),
        "visible": (0.75, False, 10_000),
    }
    assert "| 改了一行 | ≤ 2 秒 | 12 秒 | 否 | 10,000 |" in str(aims_table(results(), 0))


def test_what_was_not_measured_is_a_dash_or_left_out() -> None:
    few = results()
    del few["sizes"][1]["ours"], few["reader"]
    assert [aim.pages for aim in aims(few) if aim.key == "edited"] == [1000]
    assert missing(few) == ["ours", "reader"]
    assert missing(results()) == []
    shown = str(builds_table(few["sizes"][1], 1)).splitlines()[2:]
    assert shown == [
        "| MkDocs + Material with its search | 1,440 | 2,160 | 300 | 1,200 | 3 | 1 |",
        "| Hugo | 2 | 3 | 300 | – | – | 720 |",
    ]


def test_a_first_visit_beyond_a_limit_is_bold_and_a_search_counts_by_itself() -> None:
    home, search, limits = str(reader_table(results(), 1)).splitlines()[2:]
    assert home == "| Home | 5 | 40 | 0 | 6 | 400 | **0.25** | 0 | 1,000 |"
    assert "**" not in search
    assert limits.startswith("| Limit | – | ≤ 65 | ≤ 60 | – | ≤ 3,000 | ≤ 0.02 |")
    assert not is_within("whole", "home", {"whole": 66, "search": 40})


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_says_all_of_a_run(language: str) -> None:
    text = page(results(), language)
    assert re.findall(r"\{[^#]", text) == []
    assert "Python 3.13.1" in text
    assert re.findall(r"\{#([a-z]+)\}", text) == [
        *("speed", "aims", "what", "sizes", "stages", "reader"),
    ]
    assert text.count("<table") == text.count('role="region"') == 6
    assert text.count("<td><b>0.25</b></td>") == 1


def test_the_pages_of_the_site_say_what_was_measured() -> None:
    """Otherwise run scripts/benchmark.py --read docs/speed.json."""
    measured = json.loads(JSON.read_text("utf-8"))
    for language, path in PAGES.items():
        assert path.read_text("utf-8") == page(measured, language)


def test_the_size_of_a_folder_is_that_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"12345")
    assert size_of(tmp_path) == (1, 5)
