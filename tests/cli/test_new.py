"""`new plan` and `new snapshot` as an editor uses them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.cli.main import main
from tests.cli.test_main import run
from tests.support.data_folder import a_tree, changed

pytestmark = pytest.mark.usefixtures("english_at_noon")


@pytest.fixture
def english_at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782820800")  # 2026-06-30 12:00 UTC


def test_a_snapshot_is_made_filled_in_and_checks_clean(tmp_path: Path) -> None:
    root = a_tree(tmp_path)
    code, out, err = run("new", "snapshot", "demo", "--plans", str(root), "--as-of", "2025")
    path = root / "demo/progress/2025.yml"
    said = f"Made {path} with 2 open promises. Fill it in as it says, then run mingzhang check.\n"
    assert (code, out, err) == (0, said, "")
    assert run("check", str(root))[0] == 1
    text = (
        path.read_text("utf-8")
        .replace("  title: ", "  title: 年报")
        .replace(
            "#- {target: green-share-2025, value: }", "- {target: green-share-2025, value: 40.2}"
        )
    )
    path.write_text(text, "utf-8")
    assert run("check", str(root)) == (0, "1 plan, 2 targets: no problems.\n", "")


def test_today_is_the_day_if_none_is_named(tmp_path: Path) -> None:
    root = a_tree(tmp_path)
    assert main(["new", "snapshot", "demo", "--plans", str(root), "--lang", "zh"]) == 0
    text = (root / "demo/progress/2026-06-30.yml").read_text("utf-8")
    assert "as_of: 2026-06-30" in text


def test_a_span_of_days_has_a_file_name_without_a_slash(tmp_path: Path) -> None:
    root = a_tree(tmp_path)
    given = ["new", "snapshot", "demo", "--plans", str(root), "--as-of", "2025-01/2025-06"]
    assert main(given) == 0
    assert (root / "demo/progress/2025-01--2025-06.yml").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["snapshot", "dmo"],
            "There is no plan “dmo”. Did you mean “demo”?",
        ),
        (["snapshot", "elsewhere"], "There is no plan “elsewhere”."),
        (
            ["snapshot", "demo", "--as-of", "30.6.2026"],
            "“30.6.2026” is not a date. Expected such as 2020, 2020-05, 2020-12-31 or 2021/2022.",
        ),
        (
            ["snapshot", "demo", "--as-of", "2026-07-01"],
            "2026-07-01 has not come yet; today is 2026-06-30. "
            "A snapshot holds only what is public already.",
        ),
        (
            ["plan", "My_Town"],
            "“My_Town” can't be an id. An id begins with a small letter or a digit and has only "
            "small letters, digits and hyphens, at most 64.",
        ),
        (["plan", "demo"], "“demo” exists already, so no file was touched. Choose another id."),
        (["plan", "units"], "“units” exists already, so no file was touched. Choose another id."),
        (
            ["plan", "town", "--start", "next year"],
            "“next year” is not a date. Expected such as 2020, 2020-05, 2020-12-31 or 2021/2022.",
        ),
    ],
)
def test_what_can_not_be_made_is_a_sentence(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = a_tree(tmp_path)
    before = sorted(root.rglob("*"))
    assert main(["new", *arguments, "--plans", str(root)]) == 2
    assert capsys.readouterr() == ("", f"mingzhang: {said}\n")
    assert sorted(root.rglob("*")) == before


def test_a_snapshot_on_record_is_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = a_tree(tmp_path)
    path = root / "demo/progress/2024-12-31.yml"
    before = path.read_bytes()
    given = ["new", "snapshot", "demo", "--plans", str(root), "--as-of", "2024-12-31"]
    assert main(given) == 2
    assert capsys.readouterr().err.startswith(f"mingzhang: {path} exists already")
    assert path.read_bytes() == before


def test_a_plan_with_problems_and_a_folder_that_is_not_there_are_sentences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = a_tree(tmp_path, changed("demo/plan.yml", ("in-force", "inforce")))
    assert main(["new", "snapshot", "demo", "--plans", str(root)]) == 2
    assert capsys.readouterr().err == (
        "mingzhang: The plan “demo” has problems and can't be read as a whole. "
        "Run mingzhang check first and mend them.\n"
    )
    for kind in ("plan", "snapshot"):
        assert main(["new", kind, "x", "--plans", str(tmp_path / "none")]) == 2
        said = f"mingzhang: There is no folder {tmp_path / 'none'}. Run this at the root of the"
        assert capsys.readouterr().err.startswith(said)


def test_a_plan_is_made_and_the_check_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = a_tree(tmp_path)
    given = ["--title", "某市  方案", "--place", "某市", "--start", "2024", "--stage", "draft"]
    assert main(["new", "plan", "town", *given, "--plans", str(root)]) == 0
    made = f"Made\n{root}/town/plan.yml\n{root}/town/actions/01-action.yml\n"
    assert capsys.readouterr().out.startswith(made)
    text = (root / "town/plan.yml").read_text("utf-8")
    assert '  zh: "某市 方案"' in text and "stage: draft" in text and "  start: 2024" in text
    assert main(["check", str(root)]) == 1
    assert "plans/town/plan.yml" in capsys.readouterr().out
    assert main(["--lang", "zh", "new", "plan", "other", "--plans", str(root)]) == 0
    assert "必填" in (root / "other/plan.yml").read_text("utf-8")
