"""The real site, built once as a user would build it, and a browser to look at it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from tests.support.paths import ROOT
from tests.support.projects import example_alone

URL = "https://city.example.org/open/accounts/"
TODAY = "1795219200"  # 2026-11-21T00:00:00Z


def build(site: Path, project: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs `mkdocs build --strict` into the folder, on a fixed day."""
    fixed = {"SOURCE_DATE_EPOCH": TODAY, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": URL}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    return subprocess.run(
        command,
        cwd=project,
        env={**os.environ, **fixed, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def shared(factory: pytest.TempPathFactory, worker_id: str, name: str) -> Path:
    """A folder that all workers of this run know."""
    own = factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / name
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the built site, below a portal's sub-path; built once for all workers."""
    portal = shared(tmp_path_factory, worker_id, "portal")
    folder = portal / "open" / "accounts"
    folder.parent.mkdir(exist_ok=True)
    with FileLock(portal / "lock"):
        if not folder.exists():
            done = build(folder)
            assert done.returncode == 0, done.stdout + done.stderr
    return folder


SMALL = {
    "SITE_URL": "",
    "REPORT_URL": "mailto:a@example.org?body={page}%0A{target}",
    "SOURCE_DATE_EPOCH": TODAY,
}
OTHERWISE = {"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C"}
"""What no byte of a site depends on."""


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str, site: Path) -> Path:
    """The folder of a site of Example City alone, without an address of its own; in the project.

    Built after the whole site, which keeps its pictures for it.
    """
    around = shared(tmp_path_factory, worker_id, "small")
    project = around / "project"
    with FileLock(around / "lock"):
        if not project.exists():
            done = build(project / "site", example_alone(project), **SMALL, **OTHERWISE)
            assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The site's address on a server of static files, under a sub-path."""
    handler = partial(_Quiet, directory=str(site.parents[1]))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/open/accounts/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium. In CI a missing one is a failure, elsewhere a skip."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing.")
        pytest.skip("Chromium is not installed.")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=program)
        yield opened
        opened.close()
