"""What a reader's first visit to a page costs, on a slow phone and a slow line: a browser with a
four times slower processor, 150 ms to the server and back, 1.6 Mbit/s.
"""

from __future__ import annotations

import gzip
import mimetypes
import shutil
import statistics
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

from bench.country.words import QUERY

_LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}
_SLOWER = 4
_SETTLED = 2500
"""Milliseconds after loading in which a page may still move or work."""
_PLAIN = {".png", ".woff2", ".xlsx"}
"""Files that are compressed already."""
KB = 1e3
_OBSERVE = """
window.seen = {lcp: 0, cls: 0, tbt: 0};
const observe = (type, each) => new PerformanceObserver(
  (list) => list.getEntries().forEach(each)).observe({type, buffered: true});
observe("largest-contentful-paint", (entry) => { window.seen.lcp = entry.startTime; });
observe("layout-shift", (entry) => {
  if (!entry.hadRecentInput) window.seen.cls += entry.value;
});
observe("longtask", (entry) => { window.seen.tbt += Math.max(0, entry.duration - 50); });
"""


@dataclass(frozen=True)
class Visit:
    """One first visit, with an empty cache."""

    html: float
    """KB of the page itself, compressed."""
    whole: float
    """KB of all that the first view asks for, compressed."""
    requests: float
    elements: float
    cls: float
    """Layout shift, a number without unit."""
    tbt: float
    """Milliseconds in which the page would not have answered."""
    lcp: float
    """Milliseconds until the largest part is there."""
    search: float = 0
    """KB of `whole` that only a search asks for: its scripts and its index."""


@dataclass
class Asked:
    """What was asked of the server, by path, with compressed bytes."""

    sizes: dict[str, int] = field(default_factory=dict)


def kinds(site: Path) -> dict[str, str]:
    """The kinds of pages that are visited, with addresses in the site of a generated country."""
    plan = next(site.glob("plans/*-000")).relative_to(site).as_posix()
    found = {
        "home": "",
        "plan": f"{plan}/",
        "action": f"{plan}/action-1/",
        "project": f"{plan}/action-1/p-1-1/",
        "snapshot": f"{plan}/progress/2025-12-31/",
        "targets": "targets/",
        "deadlines": "deadlines/",
        "year": _largest(site, "deadlines"),
        "department": _largest(site, "departments"),
        "region": _largest(site, "regions"),
        "measure": _largest(site, "indicators"),
        "search": f"search/?q={quote(QUERY[0])}",
    }
    return {kind: address for kind, address in found.items() if address is not None}


def _largest(site: Path, folder: str) -> str:
    pages = (site / folder).glob("*/index.html")
    largest = max(pages, key=lambda page: (page.stat().st_size, page.as_posix()))
    return f"{largest.parent.relative_to(site).as_posix()}/"


def visits(site: Path, rounds: int) -> dict[str, Visit]:
    """For each kind of page the medians of some first visits. Needs Chromium."""
    rows = {}
    with _served(site) as (address, asked), sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"))
        _visit(browser, address, asked)
        common = {*asked.sizes, "search/"}
        for kind, path in kinds(site).items():
            made = [_visit(browser, address + path, asked) for _ in range(rounds)]
            row = _medians(made)
            if kind == "search":
                more = sum(size for path, size in asked.sizes.items() if path not in common)
                row["search"] = more / KB
            rows[kind] = Visit(**row)
        browser.close()
    return rows


def _medians(made: list[Visit]) -> dict[str, float]:
    rows = [asdict(visit) for visit in made]
    return {each.name: statistics.median(row[each.name] for row in rows) for each in fields(Visit)}


def _visit(browser: Browser, address: str, asked: Asked) -> Visit:
    asked.sizes.clear()
    context = browser.new_context(viewport={"width": 412, "height": 823})
    page = context.new_page()
    page.add_init_script(_OBSERVE)
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", _LINE)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    page.goto(address, wait_until="load", timeout=120_000)
    page.wait_for_timeout(_SETTLED)
    seen: Mapping[str, float] = page.evaluate("window.seen")
    elements = page.evaluate("document.getElementsByTagName('*').length")
    context.close()
    sizes = [*asked.sizes.values()]
    return Visit(
        sizes[0] / KB,
        sum(sizes) / KB,
        len(sizes),
        elements,
        seen["cls"],
        seen["tbt"],
        seen["lcp"],
    )


@contextmanager
def _served(site: Path) -> Iterator[tuple[str, Asked]]:
    """The address of a server that compresses, and what is asked of it."""
    asked = Asked()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).lstrip("/")
            file = site / path
            file = file / "index.html" if file.is_dir() else file
            content = _compressed(file) if file.is_file() else b""
            asked.sizes[path] = len(content)
            self.send_response(200 if file.is_file() else 404)
            self.send_header("Content-Type", mimetypes.guess_type(file.name)[0] or "text/plain")
            if file.suffix not in _PLAIN and content:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()
        server.server_close()


def _compressed(file: Path) -> bytes:
    content = file.read_bytes()
    return content if file.suffix in _PLAIN else gzip.compress(content, 6, mtime=0)
