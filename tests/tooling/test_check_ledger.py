"""The script that CI and readers run: folders, files and addresses; findings and sentences."""

from __future__ import annotations

import runpy
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mingzhang.ledger.chain import ledger_of, records
from mingzhang.reading.load import load
from tests.support.data_folder import a_tree, changed
from tests.support.paths import ROOT

SCRIPT = ROOT / "scripts" / "check_ledger.py"
SNAPSHOT = "demo/progress/2024-12-31.yml"
EDITED = changed(SNAPSHOT, ("value: 38.5", "value: 39"))
SAID = (
    "plans/demo/progress/2024-12-31.yml: The published snapshot was edited. "
    "reports[green-share-2025].value was 38.5, is 39. "
    "What was published is never edited or removed. Restore the file, word for word; what is "
    "wrong in it is corrected in a later snapshot with “corrects”.\n"
)


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """What a user of the script sees."""
    main = runpy.run_path(str(SCRIPT))["main"]

    def command(*arguments: str | Path, cwd: Path = ROOT) -> tuple[int, str, str]:
        with monkeypatch.context() as here:
            here.chdir(cwd)
            here.setattr(sys, "argv", [str(SCRIPT), *map(str, arguments)])
            return main(), *capsys.readouterr()

    return command


def published(root: Path, folder: Path) -> Path:
    """The ledger and the records of the plans as a site has them."""
    plans = load(root, shown="plans").plans
    for name, content in records(plans):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    ledger = folder / "ledger.json"
    ledger.write_text(ledger_of(plans).text(), "utf-8")
    return ledger


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """The ledger of the minimal plans, published."""
    return published(a_tree(tmp_path / "before"), tmp_path)


def test_the_shipped_plans_hold_and_are_what_they_are() -> None:
    for arguments in ((), ("--against", "plans")):
        done = subprocess.run(
            [sys.executable, str(SCRIPT), *arguments],
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT / "hooks"), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert "Head " in done.stdout


def test_nothing_changed_is_told_with_the_head(run: Run, before: Path, tmp_path: Path) -> None:
    root = a_tree(tmp_path / "now")
    head = ledger_of(load(root).plans).head
    said = f"Published records: 1, all there, unchanged and in order. New: 0. Head {head}\n"
    assert run("--against", before, "--plans", root) == (0, said, "")
    assert run("--ledger", before) == (0, f"Records: 1, every link follows. Head {head}\n", "")


def test_comments_order_and_quotes_of_a_file_are_no_change(
    run: Run, before: Path, tmp_path: Path
) -> None:
    text = (tmp_path / "before/plans" / SNAPSHOT).read_text("utf-8")
    lines = text.replace("38.5", "'38.50'").splitlines()
    other = "\n".join([*lines[3:], "# 备注", *reversed(lines[:3])])
    assert run("--against", before, "--plans", a_tree(tmp_path, {SNAPSHOT: other}))[0] == 0


def test_an_edit_is_named_with_its_file_and_key(run: Run, before: Path, tmp_path: Path) -> None:
    root = a_tree(tmp_path / "now", EDITED)
    assert run("--against", before, "--plans", root) == (1, SAID, "")


def test_two_folders_and_two_ledgers_can_be_compared(
    run: Run, before: Path, tmp_path: Path
) -> None:
    root = a_tree(tmp_path / "now", EDITED)
    (tmp_path / "site").mkdir()
    now = published(root, tmp_path / "site")
    assert run("--against", tmp_path / "before/plans", "--plans", root) == (1, SAID, "")
    assert run("--against", before, "--ledger", now, cwd=tmp_path) == (1, SAID, "")


def test_a_removed_snapshot_is_named(run: Run, before: Path, tmp_path: Path) -> None:
    root = a_tree(tmp_path / "now", {SNAPSHOT: None})
    code, out, err = run("--against", before, "--plans", root, "--lang", "zh")
    assert (code, err) == (1, "")
    assert out.startswith("plans/demo/progress/2024-12-31.yml: 发布过的快照不见了。发布过的")


def test_a_ledger_that_was_tampered_with_is_refused(run: Run, before: Path) -> None:
    text = before.read_text("utf-8")
    content = text.partition('"content": "')[2][:64]
    before.write_text(text.replace(content, "0" * 64), "utf-8")
    said = "The link does not follow from the one before and the content."
    assert run("--ledger", before) == (
        1,
        f"{before}: plans/demo/progress/2024-12-31.yml: {said}\n",
        "",
    )


def test_a_record_that_does_not_fit_its_hash_is_not_believed(
    run: Run, before: Path, tmp_path: Path
) -> None:
    record = tmp_path / "ledger/demo/2024-12-31.json"
    record.write_text('{"plan":"demo","snapshot":{"as_of":"2020"}}', "utf-8")
    _, out, _ = run("--against", before, "--plans", a_tree(tmp_path / "now", EDITED))
    assert out == SAID.replace("reports[green-share-2025].value was 38.5, is 39. ", "")


# Addresses and what can't be read.


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_an_address_is_fetched_with_its_records(
    run: Run, before: Path, address: str, tmp_path: Path
) -> None:
    root = a_tree(tmp_path / "now", EDITED)
    assert run("--against", f"{address}ledger.json", "--plans", root) == (1, SAID, "")


def test_what_cant_be_had_is_told_in_one_sentence(run: Run, address: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>", "utf-8")
    (tmp_path / "bytes").write_bytes(b"\xff")
    closed = "http://127.0.0.1:9/ledger.json"
    root = a_tree(tmp_path)
    for source, what in {
        f"{address}none.json": "The server answers 404 File not found.",
        closed: "This can't be fetched: Connection refused.",
        "http://[::1": "This can't be fetched: Invalid IPv6 URL.",
        str(tmp_path / "none"): "This can't be read: No such file or directory.",
        str(tmp_path / "bytes"): "This is not text in UTF-8.",
        f"{address}page.html": "This is not a ledger: "
        "Invalid JSON: expected value at line 1 column 1.",
    }.items():
        assert run("--against", source, "--plans", root) == (1, f"{source}: {what}\n", "")


def test_plans_with_problems_are_not_compared(run: Run, before: Path, tmp_path: Path) -> None:
    root = a_tree(tmp_path / "now", changed(SNAPSHOT, ("value: 38.5", "value: much")))
    code, out, err = run("--against", before, "--plans", root)
    assert (code, err) == (1, "")
    assert out.startswith(f"{root}: The data has problems. Run mingzhang check first.\n")
