"""`make serve` as an editor uses it: save, look, err, mend."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.data_folder import a_tree
from tests.support.paths import ROOT
from tests.support.templates import share_templates


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A project with one plan, served; its plan file and the address."""
    for name in ("hooks", "docs", "node_modules"):
        (tmp_path / name).symlink_to(ROOT / name)
    share_templates(tmp_path)
    root = a_tree(tmp_path)
    config = (ROOT / "mkdocs.yml").read_text("utf-8").replace("search: true", "search: false")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": ""}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr
        said = []
        for line in server.stderr:
            said.append(line)
            if "Serving on" in line:
                break
        else:
            pytest.fail("".join(said))
        yield root / "demo" / "plan.yml", f"http://{address}/"
        server.terminate()


def test_saving_shows_at_once_and_an_error_keeps_the_last_good_page(
    served: tuple[Path, str], browser: Browser
) -> None:
    file, address = served
    page = browser.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.goto(f"{address}plans/demo/")
    sound = file.read_text("utf-8")
    file.write_text(re.sub(r"(?m)^title: \{zh: ", "title: {zh: 新的", sound), "utf-8")
    page.locator("h1", has_text="新的").wait_for()
    file.write_text(f"{sound}wrong: 1\n", "utf-8")
    problem = page.locator(".preview-problems")
    problem.wait_for()
    place = f"plans/demo/plan.yml:{sound.count(chr(10)) + 1}:1"
    assert place in problem.inner_text()
    assert "新的" in page.locator("h1").inner_text()
    page.goto(f"{address}en/departments/")
    problem.wait_for()
    assert problem.inner_text().startswith("1 problem. The page still shows the last sound record")
    assert page.locator("h1").inner_text() == "Departments"
    file.write_text(sound, "utf-8")
    problem.wait_for(state="detached")
    page.goto(f"{address}method/")
    assert page.locator("h1").count() == 1
    assert faults == []
    page.close()
