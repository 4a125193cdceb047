"""`check`: the same list as load and check, without MkDocs; what was published stays as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mingzhang.cli.main import main
from mingzhang.diagnostics.report import report
from mingzhang.reading.load import load
from mingzhang.rules.check import check
from tests.support.data_folder import MINIMAL, a_tree, changed
from tests.support.git_folder import commit, edit
from tests.support.paths import ROOT

SNAPSHOT = "demo/progress/2024-12-31.yml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LC_ALL", "C")
    root = a_tree(tmp_path)
    commit(root)
    return root


def checked(capsys: pytest.CaptureFixture[str], root: Path, *more: str) -> tuple[int, str]:
    code = main(["check", str(root), "--published", "HEAD", *more])
    out, err = capsys.readouterr()
    return code, out + err


def test_an_untouched_snapshot_and_a_new_one_pass(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = (0, "1 plan, 2 targets: no problems.\n")
    assert checked(capsys, root) == sound
    new = (root / SNAPSHOT).read_text("utf-8").replace("2024-12-31", "2025-12-31")
    (root / "demo/progress/2025-12-31.yml").write_text(new.replace("2025-01", "2026-01"), "utf-8")
    edit(root / SNAPSHOT, "as_of:", "# a comment\nas_of:")
    assert checked(capsys, root) == sound


def test_an_edit_is_annotated_with_the_rule_and_the_way_to_correct_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root / SNAPSHOT, "value: 38.5", "value: 39")
    code, said = checked(capsys, root, "--format", "github")
    assert code == 1
    assert said.startswith(
        "::error file=plans/demo/progress/2024-12-31.yml,line=1,col=1,title=Problem in the data::"
        "The published snapshot was edited. reports[green-share-2025].value was 38.5, is 39. "
        "What was published is never edited or removed. Restore the file, word for word; what is "
        "wrong in it is corrected in a later snapshot with “corrects”.\n"
    )
    code, said = checked(capsys, root, "--lang", "zh")
    assert (code, "在后来的快照里用“corrects”更正。\n1 个文件，共 1 处问题。\n" in said) == (
        1,
        True,
    )


def test_a_plan_with_problems_is_not_told_to_have_lost_its_snapshots(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root / "demo/plan.yml", "in-force", "inforce")
    code, said = checked(capsys, root)
    assert (code, "published" in said, "1 problem in 1 file." in said) == (1, False, True)


def test_a_state_that_is_not_there_is_a_sentence(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(root), "--published", "nowhere"]) == 2
    assert capsys.readouterr().err.startswith("mingzhang: Git knows no “nowhere”")


def test_another_folder_can_be_the_published_state(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = a_tree(tmp_path / "other")
    (root / SNAPSHOT).unlink()
    assert main(["check", str(root), "--published", str(other)]) == 1
    assert "plans/demo/progress/2024-12-31.yml:1:1: The published" in capsys.readouterr().out


def test_a_project_keeps_what_was_found_and_another_folder_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(capsys, root)[0] == 0
    assert not (root.parent / ".cache").exists()
    (root.parent / "mkdocs.yml").touch()
    edit(root / SNAPSHOT, "value: 38.5", "value: 39")
    first, again = checked(capsys, root), checked(capsys, root)
    assert first == again and first[0] == 1
    assert [*(root.parent / ".cache/records").iterdir()]
    edit(root / SNAPSHOT, "value: 39", "value: 38.5")
    assert checked(capsys, root) == (0, "1 plan, 2 targets: no problems.\n")


def test_what_was_published_is_found_in_a_plan_that_has_another_folder_now(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "demo").rename(root / "renamed")
    edit(root / "renamed/plan.yml", "id: demo", "id: renamed\nformerly: [demo]")
    assert checked(capsys, root)[0] == 0
    edit(root / "renamed/progress/2024-12-31.yml", "value: 38.5", "value: 39")
    code, said = checked(capsys, root)
    assert (code, "The published snapshot was edited" in said) == (1, True)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("data/plans", "data/plans"),
        ("data/plans/", "data/plans"),
        ("./data/../data/plans", "plans"),
    ],
)
def test_files_are_named_from_where_the_command_runs(
    given: str,
    named: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    a_tree(tmp_path / "data", changed("demo/actions/01-green.yml", ("[parks]", "[park]")))
    monkeypatch.chdir(tmp_path)
    assert main(["check", given]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"{named}/demo/actions/01-green.yml:9:14: There is no theme")
    assert main(["check", given, "--format", "github"]) == 1
    assert f"::error file={named}/demo/actions/01-green.yml,line=9" in capsys.readouterr().out


def test_a_lost_snapshot_of_nested_data_is_named_from_where_the_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    root = a_tree(tmp_path / "data")
    commit(root)
    (root / SNAPSHOT).unlink()
    monkeypatch.chdir(tmp_path)
    assert main(["check", "data/plans", "--published", "HEAD"]) == 1
    assert capsys.readouterr().out.startswith(f"data/plans/{SNAPSHOT}:1:1: The published")


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """What a user of `mingzhang check` sees; variables of the environment by name."""

    def command(*arguments: str, cwd: Path = ROOT, **environment: str) -> tuple[int, str, str]:
        with monkeypatch.context() as here:
            here.chdir(cwd)
            for name, value in {"LC_ALL": "C.UTF-8", **environment}.items():
                here.setenv(name, value)
            return main(["check", *arguments]), *capsys.readouterr()

    return command


def test_the_shipped_plans_have_no_problem(run: Run) -> None:
    code, out, err = run()
    assert (code, err) == (0, "")
    assert out.endswith("targets: no problems.\n")


def test_a_broken_tree_is_told_in_full(run: Run, tmp_path: Path) -> None:
    files = {
        **changed("demo/plan.yml", ("stage: in-force", "stage: inforce")),
        **changed("demo/actions/01-green.yml", ("due: 2025", "due: 2025-02-30")),
        **changed("demo/progress/2024-12-31.yml", ("value: 38.5", "value: #REF!")),
    }
    root = a_tree(tmp_path, files)
    code, out, err = run(str(root))
    assert (code, err) == (1, "")
    assert out == (
        "plans/demo/actions/01-green.yml:15:14: “2025-02-30” is not in the calendar. "
        "Expected a month from 01 to 12 and a day it has.\n"
        "plans/demo/plan.yml:4:8: “inforce” is not known here. Expected one of in-force, draft, "
        "opinion, interpretation, recommendation. Did you mean “in-force”?\n"
        "plans/demo/progress/2024-12-31.yml:6:12: “#REF!” is a spreadsheet's error, not a value. "
        "Mend the cell it came from, or leave the key out.\n"
        "3 problems in 3 files.\n"
    )
    assert out == report(check(load(root), date.today()), "en") + "\n"  # noqa: DTZ011


def test_the_folder_is_plans_by_default(run: Run, tmp_path: Path) -> None:
    a_tree(tmp_path, {"themes.yml": None})
    code, out, _ = run(cwd=tmp_path)
    assert (code, out) == (
        1,
        "plans/themes.yml:1:1: The file is missing. Create it.\n1 problem in 1 file.\n",
    )


def test_a_folder_that_is_not_there_is_a_problem(run: Run, tmp_path: Path) -> None:
    code, out, err = run("none", cwd=tmp_path)
    assert (code, err) == (1, "")
    assert out == "none:1:1: There is no folder “none”.\n1 problem in 1 file.\n"


def test_today_is_the_day_of_the_build(run: Run, tmp_path: Path) -> None:
    root = a_tree(tmp_path)
    assert run(str(root), SOURCE_DATE_EPOCH="1737331200")[0] == 0  # 2025-01-20
    code, out, _ = run(str(root), SOURCE_DATE_EPOCH="1737244800")
    assert (code, out) == (
        1,
        "plans/demo/progress/2024-12-31.yml:2:12: 2025-01-20 lies in the future; "
        "today is 2025-01-19. Expected a date that has come.\n1 problem in 1 file.\n",
    )


THEME = changed("demo/actions/01-green.yml", ("[parks]", "[park]"))
PLACE = "plans/demo/actions/01-green.yml:9:14"


@pytest.mark.parametrize(
    ("arguments", "environment", "out"),
    [
        ((), {}, f"{PLACE}: There is no theme “park”. Did you mean “parks”?"),
        (("--lang", "zh"), {}, f"{PLACE}: 没有编号为“park”的专题。您是不是要写“parks”？"),
        ((), {"LC_ALL": "zh_CN.UTF-8"}, f"{PLACE}: 没有编号为“park”的专题。您是不是要写“parks”？"),
        (
            ("--lang", "en"),
            {"LC_ALL": "zh_CN.UTF-8"},
            f"{PLACE}: There is no theme “park”. Did you mean “parks”?",
        ),
        (
            ("--format", "github", "--lang", "zh"),
            {},
            "::error file=plans/demo/actions/01-green.yml,line=9,col=14,title=数据有误"
            "::没有编号为“park”的专题。您是不是要写“parks”？",
        ),
        (("--format", "json"), {}, "["),
    ],
)
def test_the_language_and_the_form_can_be_chosen(
    arguments: tuple[str, ...], environment: dict[str, str], out: str, run: Run, tmp_path: Path
) -> None:
    code, told, err = run(str(a_tree(tmp_path, THEME)), *arguments, **environment)
    assert (code, told.splitlines()[0], err) == (1, out, "")


def test_what_a_console_cannot_show_is_escaped(tmp_path: Path) -> None:
    root = a_tree(tmp_path, changed("demo/plan.yml", ("Demo plan", "Demo\ufffd plan")))
    done = subprocess.run(
        [sys.executable, "-m", "mingzhang", "check", str(root), "--lang", "zh"],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "hooks"),
            "PYTHONUTF8": "0",
            "PYTHONIOENCODING": "gbk",
        },
        capture_output=True,
        encoding="gbk",
        check=False,
    )
    assert done.stdout == (
        "plans/demo/plan.yml:2:27: 这里有“\\ufffd”：文字因编码出错而损坏，请改正。\n"
        "1 个文件，共 1 处问题。\n"
    )


def test_it_does_without_mkdocs() -> None:
    loads = "import sys, runpy; sys.argv = ['x', 'check']; "
    loads += "\ntry: runpy.run_module('mingzhang', run_name='__main__')"
    loads += "\nexcept SystemExit: print([name for name in sys.modules if name == 'mkdocs'])"
    done = subprocess.run(
        [sys.executable, "-c", loads],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_minimal_tree_passes(run: Run, tmp_path: Path) -> None:
    assert run(str(a_tree(tmp_path)))[:2] == (0, "1 plan, 2 targets: no problems.\n")
    assert "demo/plan.yml" in MINIMAL
