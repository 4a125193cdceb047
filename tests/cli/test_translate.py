"""`translate` as an editor uses it: lists, tables, and a filled table put back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from mingzhang.cli.main import main
from tests.cli.test_main import run
from tests.support.data_folder import a_tree, changed, said_of
from tests.support.git_folder import commit, edit, git

FILE = "demo/actions/01-green.yml"
LACKS = changed(FILE, ("{zh: 出台办法, en: Rules issued}", "{zh: 出台办法}"))


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Data under Git of which one English is missing and one is stale."""
    found = a_tree(tmp_path, LACKS)
    commit(found)
    edit(found / FILE, "zh: 绿地率", "zh: 绿化覆盖率")
    commit(found)
    return found


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = main(["translate", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out + err


def test_a_user_reads_what_is_missing_and_stale_and_where(root: Path) -> None:
    code, out, err = run("translate", "demo", "--plans", str(root))
    assert (code, err) == (0, "")
    assert out == (
        "plans/demo/plan.yml:9:17: no English: 演示方案\n"
        "plans/demo/actions/01-green.yml:18:16: no English: 出台办法\n"
        "plans/demo/progress/2024-12-31.yml:3:17: no English: 进展通报\n"
        "plans/demo/actions/01-green.yml:12:16: the English may be out of date: the Chinese was "
        "“绿地率”, is “绿化覆盖率”, the English is still “Green share”\n"
        "Without English: 3. Perhaps out of date: 1.\n"
    )
    code, out, _ = run("translate", "--plans", str(root), "--lang", "zh", "--fail")
    assert code == 1
    assert "plans/demo/actions/01-green.yml:18:16：缺英文：出台办法\n" in out
    assert out.endswith("缺英文 3 处，可能过时 1 处。\n")


def test_since_a_commit_only_later_changes_count(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for since, count in (("HEAD", 0), ("HEAD^", 1)):
        code, out = told(capsys, "--plans", root, "--since", since)
        assert (code, f"out of date: {count}.\n" in out) == (0, True)
    said = "mingzhang: Git knows no “none”, or the folder of data was not there yet. Expected a "
    code, out = told(capsys, "--plans", root, "--since", "none")
    assert (code, out.startswith(said)) == (2, True)


def test_what_is_not_committed_yet_counts(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root / "demo/plan.yml", "zh: 演示市,", "zh: 示范市,")
    assert "the Chinese was “演示市”, is “示范市”" in told(capsys, "--plans", root)[1]


def test_without_history_it_says_what_it_does_not_know(
    root: Path,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out = told(capsys, "--plans", a_tree(tmp_path_factory.mktemp("bare")))
    assert code == 0
    assert "There is no history of Git here, so it is not known what is out of date.\n" in out
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root.parent}", "part")
    code, out = told(capsys, "--plans", tmp_path / "part" / "plans")
    assert "Only the latest history of Git is here, so older changes are not seen.\n" in out


def test_data_with_problems_and_a_plan_that_is_not_there_are_sentences(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, "dem", "--plans", root) == (
        2,
        "mingzhang: There is no plan “dem”. Did you mean “demo”?\n",
    )
    broken = a_tree(tmp_path / "b", changed("demo/plan.yml", ("in-force", "inforce")))
    code, out = told(capsys, "--plans", broken)
    assert code == 2
    assert out.startswith(
        "mingzhang: The data has problems. Run mingzhang check first and mend them. The first: "
        "plans/demo/plan.yml:4:8: “inforce” is not known here."
    )


def a_table(root: Path, folder: Path, english: dict[str, str]) -> Path:
    """The table of what is to be translated, with English for some of the Chinese texts."""
    code, out, _ = run("translate", "--plans", str(root), "--format", "csv")
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    for row in rows:
        row["en"] = english.get(row["zh"], "")
    table = folder / "table.csv"
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return table


def test_a_filled_table_changes_only_the_lines_of_its_texts(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    english = {"出台办法": "Rules: issued", "绿化覆盖率": "Green cover", "演示方案": "Demo plan"}
    table = a_table(root, tmp_path, english)
    assert told(capsys, "--plans", root, "--write", table) == (
        0,
        "3 English texts written, files changed: 2. Run mingzhang check again.\n",
    )
    changes = git(root, "diff", "-U0", "--no-color").splitlines()
    assert [line for line in changes if line[0] in "+-" and line[:3] not in ("+++", "---")] == [
        "-        title: {zh: 绿化覆盖率, en: Green share}",
        "+        title: {zh: 绿化覆盖率, en: Green cover}",
        "-        title: {zh: 出台办法}",
        '+        title: {zh: 出台办法, en: "Rules: issued"}',
        "-source: {title: 演示方案}",
        "+source: {title: {zh: 演示方案, en: Demo plan}}",
    ]
    assert said_of(root) == ""
    commit(root)
    assert told(capsys, "--plans", root)[1].endswith(
        "Without English: 1. Perhaps out of date: 0.\n"
    )
    assert told(capsys, "--plans", root, "--write", table)[1].startswith("0 English texts written")


def test_a_table_that_does_not_fit_changes_nothing(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = a_table(root, tmp_path, {"演示方案": "Demo plan", "进展通报": "Bulletin"})
    code, out = told(capsys, "--plans", root, "--write", table)
    assert code == 2
    assert out == (
        "mingzhang: Row 4 of the table belongs to the published snapshot "
        "demo/progress/2024-12-31.yml, which is never edited, not even to add a translation. "
        "No file was touched.\n"
    )
    table = a_table(root, tmp_path, {"演示方案": "Demo plan"})
    edit(root / "demo/plan.yml", "{title: 演示方案}", "{title: 演示通知}")
    code, out = told(capsys, "--plans", root, "--write", table)
    assert (code, "Row 2 of the table: “source/title” is not in the data, or its" in out) == (
        2,
        True,
    )
    table.write_text("a,b\n1,2\n", "utf-8")
    code, out = told(capsys, "--plans", root, "--write", table)
    assert out.endswith("The table needs the columns file, way, zh, en.\n")
    table.write_bytes(b"\xff\xfe\x00")
    code, out = told(capsys, "--plans", root, "--write", table)
    assert out == f"mingzhang: {table} is no CSV table in UTF-8.\n"
    code, out = told(capsys, "--plans", root, "--write", tmp_path / "none.csv")
    assert (
        out
        == f"mingzhang: {tmp_path}/none.csv can't be read or written: No such file or directory.\n"
    )
    assert git(root, "diff", "--name-only") == "plans/demo/plan.yml"


def test_a_snapshot_that_is_not_committed_yet_can_be_translated(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = root / "demo/progress/2025.yml"
    new.write_text(
        "as_of: 2025\nsource: {title: 年报}\nreports:\n"
        "  - {target: rules-issued, phase: completed}\n",
        "utf-8",
    )
    table = a_table(root, tmp_path, {"年报": "Yearly report"})
    assert told(capsys, "--plans", root, "--write", table)[0] == 0
    assert "source: {title: {zh: 年报, en: Yearly report}}\n" in new.read_text("utf-8")


def test_json_names_file_way_and_both_texts(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(told(capsys, "--plans", root, "--format", "json")[1])
    assert rows[-1] == {
        "file": FILE,
        "way": "projects/pocket-parks/targets/green-share-2025/title",
        "zh": "绿化覆盖率",
        "en": "Green share",
        "zh_before": "绿地率",
    }
