"""`export` as an editor runs it: whose form, which promises, where it is written."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from mingzhang.cli.main import main
from tests.support.data_folder import a_tree


@pytest.fixture(autouse=True)
def at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782777600")  # 2026-06-30
    monkeypatch.chdir(tmp_path)
    a_tree(tmp_path)


def targets(file: str) -> list[object]:
    return [row[1].value for row in openpyxl.load_workbook(file)["报告 Reports"].iter_rows(2)]


def test_a_plan_gets_a_form_that_is_named_after_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--plan", "demo", "--lang", "en"]) == 0
    assert targets("demo-2026-06-30.xlsx") == ["green-share-2025", "rules-issued"]
    assert capsys.readouterr().out.startswith("demo-2026-06-30.xlsx asks for 2 promises.")


def test_a_department_gets_the_promises_that_name_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--department", "housing", "-o", "a.xlsx"]) == 0
    assert targets("a.xlsx") == ["green-share-2025", "rules-issued"]
    assert main(["export", "--department", "water", "-o", "b.xlsx", "--lang", "en"]) == 0
    assert capsys.readouterr().out.endswith("No promise needs a report, so no file was written.\n")
    assert not Path("b.xlsx").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--plan", "nowhere"], "There is no plan “nowhere”."),
        (["--department", "nobody"], "There is no department “nobody”."),
    ],
)
def test_an_unknown_id_is_refused(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", *arguments, "--lang", "en"]) == 2
    assert capsys.readouterr().err == f"mingzhang: {says}\n"


def test_a_file_that_is_there_is_not_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.xlsx").write_bytes(b"mine")
    assert main(["export", "--plan", "demo", "-o", "a.xlsx", "--lang", "en"]) == 2
    assert Path("a.xlsx").read_bytes() == b"mine"
