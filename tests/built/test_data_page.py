"""The data page's commands do what the page says, run as a reader would run them."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.support.paths import ROOT
from tests.support.shipped import EXAMPLE, needs_plan

PAGES = ["docs/data.md", "docs/en/data.md"]
HASH = re.compile("[0-9a-f]{64}")


def blocks(page: str) -> list[str]:
    """The commands of the page, block by block."""
    return re.findall(r"```sh\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)


def run(commands: str, folder: Path) -> str:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@needs_plan(EXAMPLE)
@pytest.mark.parametrize("page", PAGES)
def test_the_commands_on_the_page_work(page: str, address: str, site: Path, tmp_path: Path) -> None:
    given, keep, fingerprint, chain, later = blocks(page)
    assert given == "SITE=https://example.org/\n"
    here = f"SITE={address}\n"
    assert run(here + keep, tmp_path) == ""
    hashes = HASH.findall(run(here + fingerprint, tmp_path))
    assert len(hashes) == 2 and len(set(hashes)) == 1
    lines = run(chain, tmp_path).splitlines()
    ledger = json.loads((site / "data/ledger.json").read_text("utf-8"))
    assert len(lines) == len(ledger["plans"]) + len(ledger["control"]) + 1
    assert all(line.endswith(" True") for line in lines)
    assert run(here + later, tmp_path) == ""


@needs_plan(EXAMPLE)
@pytest.mark.parametrize("page", PAGES)
def test_the_commands_on_the_page_find_a_change(page: str, address: str, tmp_path: Path) -> None:
    _, keep, _, chain, later = blocks(page)
    here = f"SITE={address}\n"
    run(here + keep, tmp_path)
    copy = tmp_path / "ledger.json"
    ledger = json.loads(copy.read_text("utf-8"))
    ledger["plans"][EXAMPLE]["links"][1]["link"] = "0" * 64
    copy.write_text(json.dumps(ledger), "utf-8")
    assert run(here + later, tmp_path) == f"changed: {EXAMPLE}\n"
    with pytest.raises(AssertionError, match="example-city/progress/2024-03-31"):
        run(chain, tmp_path)


def test_both_languages_show_the_same_commands() -> None:
    assert blocks(PAGES[0]) == blocks(PAGES[1])


def test_every_record_of_the_ledger_is_published_with_its_hash(site: Path) -> None:
    ledger = json.loads((site / "data/ledger.json").read_text("utf-8"))
    for chain in (*ledger["plans"].values(), *ledger["control"].values()):
        for link in chain["links"]:
            record = (site / "data" / link["record"]).read_bytes()
            assert hashlib.sha256(record).hexdigest() == link["content"]
            assert (site / "data/source" / link["file"]).is_file()
