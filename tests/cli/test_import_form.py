"""`import` as an editor runs it: shows what changes, writes all or nothing."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from mingzhang.cli.main import main
from tests.support.data_folder import a_tree

AT = {"as_of": 3, "source_zh": 6}


@pytest.fixture(autouse=True)
def at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the minimal data and a form of it, on a fixed day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782777600")  # 2026-06-30
    monkeypatch.chdir(tmp_path)
    a_tree(tmp_path)
    assert main(["export", "--plan", "demo", "-o", "form.xlsx"]) == 0


def fill(**cells: object) -> None:
    """Fills in the source and cells of the first report: M is the value, N the phase."""
    book = openpyxl.load_workbook("form.xlsx")
    sources, reports = book["来源 Sources"], book["报告 Reports"]
    sources.cell(2, AT["as_of"]).value = "2025-12-31"
    sources.cell(2, AT["source_zh"]).value = "年度通报"
    for name, value in cells.items():
        reports[name].value = value
    book.save("form.xlsx")


def tree() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in Path("plans").rglob("*") if path.is_file()}


def test_an_unedited_form_changes_no_byte(capsys: pytest.CaptureFixture[str]) -> None:
    before = tree()
    assert main(["import", "form.xlsx", "--lang", "en"]) == 0
    assert tree() == before
    assert capsys.readouterr().out.endswith("Nothing new is filled in, so no file was written.\n")


def test_what_changes_is_shown_and_written_and_checks_clean(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = tree()
    fill(M2=41.5, N3="已完成 completed")
    capsys.readouterr()
    assert main(["import", "form.xlsx", "--lang", "en"]) == 0
    assert capsys.readouterr().out == (
        "plans/demo/progress/2025-12-31.yml:\n"
        "  green-share-2025 Green share: 41.5% (Overdue → Delivered on time)\n"
        "  rules-issued Rules issued: completed (On track → Delivered on time)\n"
        "1 snapshot written.\n"
    ).replace("(Overdue", "(Due, no public result")
    assert tree().keys() - before.keys() == {"plans/demo/progress/2025-12-31.yml"}
    assert main(["check"]) == 0
    assert main(["import", "form.xlsx", "--lang", "en"]) == 0
    assert capsys.readouterr().out.endswith("so no file was written.\n")


def test_a_look_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = tree()
    fill(M2=41.5)
    assert main(["import", "form.xlsx", "--dry-run", "--lang", "zh"]) == 0
    assert tree() == before
    assert capsys.readouterr().out.endswith("以上只是预览，没有写入任何文件。\n")


def test_one_bad_cell_keeps_everything_from_being_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = tree()
    fill(M2=41.5, N3="怎么")
    capsys.readouterr()
    assert main(["import", "form.xlsx", "--lang", "zh"]) == 1
    assert tree() == before
    assert capsys.readouterr().out == (
        "form.xlsx, 报告 Reports!N3: “怎么”不在可选项中。应为以下之一："
        "未开始 not-started、进行中 under-way、已完成 completed、已取消 cancelled。\n"
        "1 个文件，共 1 处问题。\n"
        "没有写入任何文件。改好表格后请再导入一次。\n"
    )


def test_a_missing_file_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "nowhere.xlsx", "--lang", "en"]) == 2
    said = "mingzhang: nowhere.xlsx can't be read or written: No such file or directory.\n"
    assert capsys.readouterr().err == said


def test_data_with_problems_is_mended_first(capsys: pytest.CaptureFixture[str]) -> None:
    Path("plans/demo/plan.yml").write_text("id: demo\n", "utf-8")
    assert main(["import", "form.xlsx", "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("mingzhang: The data has problems. Run mingzhang check first and mend")
