"""`diff` as an editor, a reviewer and CI use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mingzhang.cli.main import main
from tests.cli.test_main import run
from tests.support.data_folder import a_tree, changed
from tests.support.git_folder import commit, edit

SNAPSHOT = "demo/progress/2024-12-31.yml"
NEW = (
    "as_of: 2025-12-31\nsource: {title: 二}\nreports:\n  - {target: green-share-2025, value: 41}\n"
)


@pytest.fixture(autouse=True)
def english_in_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782820800")  # 2026-06-30


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Data under Git; a new snapshot and an edit of the published one are not committed yet."""
    found = a_tree(tmp_path)
    commit(found)
    (found / "demo/progress/2025-12-31.yml").write_text(NEW, "utf-8")
    edit(found / SNAPSHOT, "under-way", "not-started")
    return found


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = main(["diff", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out + err


WHOLE = """\
Published snapshots that are not what they were (1)
  plans/demo/progress/2024-12-31.yml was edited. reports[rules-issued].phase was "under-way", is \
"not-started". Restore it, and correct it in a later snapshot with corrects.
Promises with another status (1)
  demo: Green share: “Due, no public result” becomes “Delivered on time”
Promises by status, without the invented city
  Delivered on time: 0 → 1 (+1)
  Due, no public result: 1 → 0 (−1)
New snapshots (1)
  plans/demo/progress/2025-12-31.yml
New pages (2)
  /plans/demo/progress/2025-12-31/
  /plans/demo/progress/2025-12-31/plan/
"""


def test_a_user_reads_what_changes_for_the_public(root: Path) -> None:
    code, out, err = run("diff", "--plans", str(root), SOURCE_DATE_EPOCH="1782820800")
    assert (code, err) == (0, "")
    assert out.startswith(WHOLE)
    assert "  /plans/demo/green/pocket-parks/\n" in out.partition("Pages that tell something")[2]


def test_published_snapshots_that_changed_can_fail_a_check(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, "--plans", root, "--fail")[0] == 1
    edit(root / SNAPSHOT, "not-started", "under-way")
    code, out = told(capsys, "--plans", root, "--fail")
    assert (code, out.startswith("Promises with another status (1)\n")) == (0, True)


def test_the_answer_is_complete_in_chinese(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "--plans", root, "--lang", "zh")[1]
    assert out.startswith(
        "已发布的快照不再原样（1）\n"
        "  plans/demo/progress/2024-12-31.yml 被改动。"
        'reports[rules-issued].phase 原来是 "under-way"，现在是 "not-started"。'
        "请恢复原样，在后来的快照里用 corrects 更正。\n"
        "状态改变的承诺（1）\n"
        "  demo：绿地率：“到期无公开结果”变为“按期兑现”\n"
        "各状态的承诺数，不含虚构的城市\n"
        "  按期兑现：0 → 1（+1）\n"
    )


def test_markdown_is_escaped_and_has_headings(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root / "demo/actions/01-green.yml", "en: Green share", 'en: "Green <b> *share* | 1"')
    out = told(capsys, "--plans", root, "--format", "markdown", "--shown", "1")[1]
    assert out.startswith("## What changes for the public\n\n### Published snapshots that are not")
    assert "- demo: Green \\<b\\> \\*share\\* \\| 1: “Due, no public result” becomes" in out
    assert "\n- and " in out
    assert "reports\\[rules-issued\\]" in out


def test_json_has_everything_however_little_is_shown(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(told(capsys, "--plans", root, "--format", "json", "--shown", "0")[1])
    assert list(found) == ["parts", "statuses", "counts", "snapshots", "pages"]
    assert found["counts"]["after"] == {"delivered": 1, "on-track": 1}
    assert found["statuses"] == [
        {
            "plan": "demo",
            "target": "green-share-2025",
            "before": "unreported",
            "after": "delivered",
        }
    ]
    assert [one["fate"] for one in found["snapshots"]] == ["edited", "added"]
    assert found["pages"]["added"] == [
        "plans/demo/progress/2025-12-31/",
        "plans/demo/progress/2025-12-31/plan/",
    ]
    assert len(found["pages"]["edited"]) > 5


def test_nothing_changed_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = a_tree(tmp_path)
    commit(root)
    assert told(capsys, "--plans", root) == (0, "Nothing changes for the public.\n")


def test_a_folder_can_be_compared_with_and_what_is_broken_there_is_named(
    root: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    other = a_tree(tmp_path_factory.mktemp("other"))
    assert told(capsys, "--plans", root, "--against", other)[1].startswith(WHOLE)
    broken = changed("demo/plan.yml", ("in-force", "inforce"))
    other = a_tree(tmp_path_factory.mktemp("broken"), broken)
    out = told(capsys, "--plans", root, "--against", other)[1]
    assert out.startswith("Promises by status, without the invented city\n")
    assert "New plans (1)\n  demo: Demo plan (demo)\n" in out
    assert out.endswith("Plans left out of the older data because of problems: demo.\n")


def test_a_revision_that_is_not_there_and_data_with_problems_are_sentences(
    root: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    said = (
        "mingzhang: Git knows no “{}”, or the folder of data was not there yet. "
        "Expected a commit, a branch or a tag.\n"
    )
    assert told(capsys, "--plans", root, "--against", "mian") == (2, said.format("mian"))
    bare = a_tree(tmp_path_factory.mktemp("bare"))
    assert told(capsys, "--plans", bare) == (2, said.format("HEAD"))
    edit(root / "demo/plan.yml", "in-force", "inforce")
    code, out = told(capsys, "--plans", root)
    assert (code, out.startswith("mingzhang: The data has problems. Run mingzhang check")) == (
        2,
        True,
    )
