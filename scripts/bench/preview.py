"""How long an editor waits for `mkdocs serve`: for the first page, and until an edit shows."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.error import URLError
from urllib.request import urlopen

from bench.processes import Failed
from bench.projects import Ours, environment

_ASK_EVERY = 0.03
_PATIENCE = 1800.0
"""Seconds between two questions, and after which it is given up."""
_OWN = b"preview.css"
"""What the preview adds to a page begins here."""


def free_port() -> int:
    """A port for previews. Pages name their address, so parts are kept for one port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def first_page(ours: Ours, port: int) -> float:
    """Seconds from the start of the preview to its home page."""
    began = time.perf_counter()
    with _serving(ours, port) as address:
        _answer(address)
        return time.perf_counter() - began


def edits_visible(ours: Ours, port: int, count: int) -> list[float]:
    """Seconds from each of some edits of a value to the page of the promise that shows it."""
    seconds = []
    with _serving(ours, port) as address:
        _answer(address)
        for _ in range(count):
            page = address + ours.page_of_edit()
            before = _answer(page)
            began = time.perf_counter()
            ours.edit()
            while _answer(page) == before:
                _wait(began)
            seconds.append(time.perf_counter() - began)
            time.sleep(0.5)
    return seconds


@contextmanager
def _serving(ours: Ours, port: int) -> Iterator[str]:
    """The address of a preview that runs as long as the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-q", "--livereload", "-a", f"127.0.0.1:{port}"],
        cwd=ours.folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _answer(address: str) -> bytes:
    """A page without what the preview adds; waits for a server that is still starting."""
    began = time.perf_counter()
    while True:
        try:
            with urlopen(address, timeout=60) as answer:
                body: bytes = answer.read()
                return body.partition(_OWN)[0]
        except (URLError, ConnectionError, TimeoutError):
            _wait(began)


def _wait(began: float) -> None:
    if time.perf_counter() - began > _PATIENCE:
        raise Failed("The preview does not answer.")
    time.sleep(_ASK_EVERY)
