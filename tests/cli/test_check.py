"""`check`: where problems are, and that what was published is still as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.cli.main import main
from tests.support.data_folder import a_tree, changed
from tests.support.git_folder import commit, edit

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
