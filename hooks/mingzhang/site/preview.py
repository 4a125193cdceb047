"""The live preview: data pages are rendered when they are asked for, problems are told in the
browser, and the last sound record stays.
"""

from __future__ import annotations

import json
import mimetypes
import posixpath
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

from mingzhang.diagnostics.problems import Problem
from mingzhang.diagnostics.report import printed
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES, Language

WAIT = 25.0
"""Seconds after which a waiting browser is answered although nothing has changed."""
_POLL, _SETTLE = 0.1, 0.05
"""Seconds between two looks at the folder (events of the system don't cross all mounts), and for
an editor to end writing.
"""
_OWN = "_preview/"
_BESIDE = ("badges/", "calendars/", "data/", "embed/", "feeds/", "search/")
"""Where the files beside the pages stand, below the root or that of a language."""
_ASSETS = Path(__file__).parent
_TAGS = (
    '<link rel="stylesheet" href="{0}preview.css">'
    '<script src="{0}preview.js" data-record="{1}" defer></script></body>'
)


StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]
"""A WSGI application (PEP 3333)."""


class PreviewSource(Protocol):
    """What the preview asks of the edge."""

    words: dict[Language, Words]

    def reread(self) -> Sequence[Problem]:
        """Reads the data again; takes it over if it is sound, else says what is wrong."""

    def page(self, path: str) -> str | None:
        """The data page at the address, None where there is none."""

    def complete(self) -> None:
        """Makes the files beside the pages, if they are not those of the record."""

    def is_written(self, path: str) -> bool:
        """Whether a hand-written page stands at the address."""


class Preview:
    """A WSGI application (PEP 3333) over the built site, with data pages from the newest sound
    record.
    """

    def __init__(self, source: PreviewSource, site: Path, mount: str, files: Application) -> None:
        """`files` serves what stands in the site as files, and knows the way to the mount."""
        self._source, self._site, self._mount, self._files = source, site, mount, files
        self._rendering = threading.Lock()
        self._changed = threading.Condition()
        self._version = self._record = 1
        self._problems: Sequence[Problem] = ()

    def reread(self) -> None:
        """Takes over what was saved, or keeps the last sound record, and tells the browsers."""
        with self._rendering:
            problems = self._source.reread()
        self._publish(problems, sound=not problems)

    def rebuilt(self) -> None:
        """Tells the browsers that the whole site was built again."""
        self._publish(self._problems, sound=True)

    def _publish(self, problems: Sequence[Problem], *, sound: bool) -> None:
        with self._changed:
            self._problems = problems
            self._version += 1
            self._record = self._version if sound else self._record
            self._changed.notify_all()

    def state(self, after: int, wait: float = WAIT) -> dict[str, Any]:
        """The version, which record pages show, and the problems as sentences; waits until there
        is a version other than `after`.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._version != after, wait)
            problems, version, record = sorted(set(self._problems)), self._version, self._record
        return {
            "version": version,
            "record": record,
            "problems": {
                lang: [printed(problem, lang) for problem in problems] for lang in LANGUAGES
            },
            "heading": {
                lang: words("preview.problems", n=len(problems))
                for lang, words in self._source.words.items()
            },
        }

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answers one request: pages and what is the preview's own; the server serves files."""
        way = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        path = posixpath.normpath("/" + way.removeprefix(self._mount))[1:]
        path += "/" if path and way.endswith("/") else ""
        if path.startswith(_OWN):
            status, kind, body = self._own(path.removeprefix(_OWN), environ.get("QUERY_STRING", ""))
        elif way.startswith(self._mount) and (path.endswith("/") or not path):
            status, kind, body = self._page(path)
        else:
            if path.removeprefix("en/").startswith(_BESIDE):
                self._source.complete()
            return self._files(environ, start_response)
        headers = [("Content-Type", kind), ("Cache-Control", "no-store")]
        start_response(status, [*headers, ("Content-Length", str(len(body)))])
        return [body]

    def _own(self, name: str, query: str) -> tuple[str, str, bytes]:
        if name == "state":
            after = parse_qs(query).get("after", ["0"])[0]
            state = self.state(int(after) if after.isdecimal() else 0)
            return "200 OK", "application/json", json.dumps(state).encode()
        if name in {"preview.js", "preview.css"}:
            kind = mimetypes.guess_type(name)[0] or ""
            return "200 OK", _with_charset(kind), (_ASSETS / name).read_bytes()
        return self._missing()

    def _page(self, path: str) -> tuple[str, str, bytes]:
        with self._rendering:
            html = self._source.page(path)
            record = self._record
        if html is None and self._is_file(path):
            html = (self._site / path / "index.html").read_text("utf-8")
        if html is None:
            return self._missing()
        return "200 OK", "text/html; charset=utf-8", self._with_script(html, record)

    def _is_file(self, path: str) -> bool:
        """Hand-written pages and cards; a data page that is no longer made is gone."""
        card = path.removeprefix("en/").startswith("embed/")
        if card:
            self._source.complete()
        return (card or self._source.is_written(path)) and (
            self._site / path / "index.html"
        ).exists()

    def _missing(self) -> tuple[str, str, bytes]:
        file = self._site / "404.html"
        html = file.read_text("utf-8") if file.exists() else "<body></body>"
        kind = "text/html; charset=utf-8"
        return "404 Not Found", kind, self._with_script(html, self._record)

    def _with_script(self, html: str, record: int) -> bytes:
        head, _, tail = str(html).rpartition("</body>")
        return (head + _TAGS.format(self._mount + _OWN, record) + tail).encode()


def watch(folder: Path, changed: Callable[[], None]) -> None:
    """Calls `changed` soon after anything in the folder was, in a thread that ends with the
    process.
    """
    saved = threading.Event()

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            saved.set()

    def follow() -> None:
        while saved.wait():
            while saved.is_set():
                saved.clear()
                threading.Event().wait(_SETTLE)
            changed()

    observer = PollingObserver(timeout=_POLL)
    observer.daemon = True
    observer.schedule(Handler(), str(folder), recursive=True)
    observer.start()
    threading.Thread(target=follow, daemon=True).start()


def _with_charset(kind: str) -> str:
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
