"""`fresh` as an editor and as CI use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mingzhang.cli.main import main
from tests.cli.test_main import run
from tests.support.data_folder import a_tree, changed
from tests.support.paths import ROOT
from tests.support.shipped import needs_plan

FILE = "demo/actions/01-green.yml"
LATE = changed(FILE, ("title: {zh: 出台办法", "due: 2024-06\n        title: {zh: 出台办法"))


def at(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = {"2025-02-01": "1738368000", "2025-11-15": "1763164800", "2027-01-02": "1798848000"}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds[day])
    monkeypatch.setenv("LC_ALL", "C")


def test_a_user_reads_what_is_due(tmp_path: Path) -> None:
    root = a_tree(tmp_path, LATE)
    code, out, err = run("fresh", "--plans", str(root), SOURCE_DATE_EPOCH="1763164800")
    assert (code, err) == (0, "")
    assert out == (
        "Demo City (demo): the last report is as of 31 December 2024, 319 days ago, within 427\n"
        "  1 due soon\n"
        "    plans/demo/actions/01-green.yml:11:9: Green share (2025), last 38.5% (2024-12-31)\n"
        "  1 past due without a public result\n"
        "    plans/demo/actions/01-green.yml:17:9: Rules issued (2024-06), "
        "last under way (2024-12-31)\n"
    ).replace(
        "  1 past due without a public result\n    plans/demo/actions/01-green.yml:17:9: "
        "Rules issued (2024-06), last under way (2024-12-31)\n",
        "",
    )


def test_what_is_past_due_is_listed_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at("2027-01-02", monkeypatch)
    root = a_tree(tmp_path)
    assert main(["fresh", "demo", "--plans", str(root), "--lang", "zh"]) == 0
    assert capsys.readouterr().out == (
        "演示市（demo）：该更新：最近报告截至 2024 年 12 月 31 日，距今 732 天，已超过 427 天\n"
        "  到期无公开结果 2 项\n"
        "    plans/demo/actions/01-green.yml:11:9：绿地率（2025 年），上次 38.5%（2024-12-31）\n"
        "    plans/demo/actions/01-green.yml:17:9：出台办法（2026 年），上次 进行中（2024-12-31）\n"
    )


def test_nothing_due_is_said_and_fails_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at("2025-02-01", monkeypatch)
    root = str(a_tree(tmp_path))
    assert main(["fresh", "--plans", root, "--fail"]) == 0
    assert capsys.readouterr().out == "Nothing is due for an update.\n"
    assert main(["fresh", "--plans", root, "--fail", "--days", "10"]) == 1
    assert "32 days ago, more than 10\n" in capsys.readouterr().out
    assert main(["fresh", "--plans", root, "--days", "10"]) == 0


def test_the_plans_own_limit_stands_in_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at("2025-02-01", monkeypatch)
    own = ("issued: 2023", "reporting: {rhythm: yearly, fresh_days: 31}\nissued: 2023")
    root = str(a_tree(tmp_path, changed("demo/plan.yml", own)))
    assert main(["fresh", "--plans", root, "--fail"]) == 1


def test_json_holds_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at("2025-11-15", monkeypatch)
    assert main(["fresh", "--plans", str(a_tree(tmp_path)), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "plan": "demo",
            "last": "2024-12-31",
            "age_days": 319,
            "limit_days": 427,
            "due_for_update": False,
            "due_soon": [
                {
                    "target": "green-share-2025",
                    "due": "2025",
                    "last": "2024-12-31",
                    "path": "plans/demo/actions/01-green.yml",
                    "line": 11,
                    "column": 9,
                }
            ],
            "past_due_without_result": [],
        }
    ]


@needs_plan("binzhou")
def test_long_lists_are_cut_unless_all_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at("2027-01-02", monkeypatch)
    root = str(ROOT / "plans")
    assert main(["fresh", "binzhou", "--plans", root]) == 0
    short = capsys.readouterr().out
    assert "more; --all lists them" in short
    assert main(["fresh", "binzhou", "--plans", root, "--all"]) == 0
    whole = capsys.readouterr().out
    assert "--all" not in whole
    assert whole.count("\n") > short.count("\n") == 8


@pytest.mark.parametrize("option", ["--days", "--soon"])
def test_days_are_whole_and_not_negative(
    option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at("2025-02-01", monkeypatch)
    root = str(a_tree(tmp_path))
    for value in ("-1", "soon", "99999999999"):
        assert main(["fresh", "--plans", root, f"{option}={value}"]) == 2
        assert f"{option} can't be " in capsys.readouterr().err
