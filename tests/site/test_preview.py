"""The live preview: newest sound record, problems as sentences, waiting browsers."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from mkdocs.livereload import LiveReloadServer

from mingzhang.diagnostics.problems import Location, Problem, says
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES
from mingzhang.site.preview import Preview, watch

FAULT = Problem(Location("plans/a/plan.yml", 3, 7), says("unknown-key", key="x"))


class Fake:
    """An edge with one data page and one written page."""

    def __init__(self) -> None:
        self.words = {lang: Words(lang, {}) for lang in LANGUAGES}
        self.text = "first"
        self.wrong: Sequence[Problem] = ()
        self.completed = 0

    def reread(self) -> Sequence[Problem]:
        if not self.wrong:
            self.text = "second"
        return self.wrong

    def page(self, path: str) -> str | None:
        return f"<body>{self.text}</body>" if path == "plans/a/" else None

    def complete(self) -> None:
        self.completed += 1

    def is_written(self, path: str) -> bool:
        return path == "method/"


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    for name in ("method", "plans/gone", "embed/a/b", "plans/a"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "index.html").write_text(f"<body>{name} on disk</body>", "utf-8")
    (tmp_path / "index.html").write_text("<body>home</body>", "utf-8")
    (tmp_path / "404.html").write_text("<body>not here</body>", "utf-8")
    (tmp_path / "style.css").write_text("a {}", "utf-8")
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path), "/open/")
    server.error_handler = lambda _: (tmp_path / "404.html").read_bytes()
    return Preview(Fake(), tmp_path, server.mount_path, server.serve_request)


def asked(preview: Preview, way: str, query: str = "") -> tuple[str, dict[str, str], str]:
    told: list[Any] = []
    environ = {"PATH_INFO": way.encode().decode("latin-1"), "QUERY_STRING": query}
    body = b"".join(preview(environ, lambda status, headers: told.extend((status, dict(headers)))))
    assert told[1].get("Content-Length", str(len(body))) == str(len(body))
    return told[0], told[1], body.decode()


def test_a_data_page_comes_from_the_record_and_follows_it(preview: Preview) -> None:
    assert asked(preview, "/open/plans/a/")[2].startswith("<body>first<link")
    preview.reread()
    status, headers, body = asked(preview, "/open/plans/a/")
    assert status == "200 OK"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert body == (
        '<body>second<link rel="stylesheet" href="/open/_preview/preview.css">'
        '<script src="/open/_preview/preview.js" data-record="2" defer></script></body>'
    )


@pytest.mark.parametrize(
    ("way", "completes"),
    [
        ("data/plans/a.json", True),
        ("en/search/terms/h1.json", True),
        ("embed/a/b/", True),
        ("feeds/site.zh.atom", True),
        ("plans/a/", False),
        ("method/", False),
        ("style.css", False),
        ("favicon.ico", False),
    ],
)
def test_files_beside_the_pages_are_made_when_one_is_asked_for(
    preview: Preview, way: str, completes: bool
) -> None:
    asked(preview, f"/open/{way}")
    assert preview._source.completed == completes  # type: ignore[attr-defined]


def test_with_a_problem_the_last_good_page_stays_and_the_sentence_is_told(preview: Preview) -> None:
    preview._source.wrong = [FAULT]  # type: ignore[attr-defined]
    preview.reread()
    assert asked(preview, "/open/plans/a/")[2].startswith("<body>first<")
    state = json.loads(asked(preview, "/open/_preview/state", "after=1")[2])
    assert (state["version"], state["record"]) == (2, 1)
    assert state["problems"] == {
        "zh": ["plans/a/plan.yml:3:7: 没有“x”这个字段。"],
        "en": ["plans/a/plan.yml:3:7: Unknown key “x”."],
    }
    assert state["heading"]["en"] == "1 problem. The page still shows the last sound record"
    assert state["heading"]["zh"] == "有 1 处问题，下面仍是上一次无误的内容"


def test_when_the_problem_is_mended_the_record_is_new(preview: Preview) -> None:
    preview._source.wrong = [FAULT]  # type: ignore[attr-defined]
    preview.reread()
    preview._source.wrong = []  # type: ignore[attr-defined]
    preview.reread()
    state = preview.state(after=0)
    assert (state["version"], state["record"], state["problems"]["zh"]) == (3, 3, [])


def test_a_new_build_makes_pages_load_again_and_keeps_the_problems(preview: Preview) -> None:
    preview._source.wrong = [FAULT]  # type: ignore[attr-defined]
    preview.reread()
    preview.rebuilt()
    state = preview.state(after=0)
    assert (state["record"], len(state["problems"]["en"])) == (3, 1)


def test_a_browser_waits_for_news_and_not_for_ever(preview: Preview) -> None:
    assert preview.state(after=1, wait=0.01)["version"] == 1
    threading.Timer(0.05, preview.reread).start()
    assert preview.state(after=1, wait=10)["version"] == 2


@pytest.mark.parametrize(
    ("way", "status", "says"),
    [
        ("/open/method/", "200 OK", "method on disk"),
        ("/open/embed/a/b/", "200 OK", "embed/a/b on disk"),
        ("/open/plans/gone/", "404 Not Found", "not here"),
        ("/open/nowhere", "404 Not Found", "not here"),
        ("/elsewhere", "404 Not Found", "not here"),
        ("/open/../../etc/passwd", "404 Not Found", "not here"),
        ("/open/style.css", "200 OK", "a {}"),
        ("/open/_preview/preview.js", "200 OK", "follow(0)"),
        ("/open/_preview/other.js", "404 Not Found", "not here"),
    ],
)
def test_other_files_are_those_of_the_built_site(
    preview: Preview, way: str, status: str, says: str
) -> None:
    found, _, body = asked(preview, way)
    assert found == status
    assert says in body


@pytest.mark.parametrize(
    ("way", "to"), [("/", "/open/"), ("/open", "/open/"), ("/open/method", "/open/method/")]
)
def test_addresses_that_lack_something_lead_on(preview: Preview, way: str, to: str) -> None:
    status, headers, _ = asked(preview, way)
    assert (status, headers["Location"]) == ("302 Found", to)


def test_a_saved_file_is_noticed(tmp_path: Path) -> None:
    seen = threading.Event()
    (tmp_path / "plan").mkdir()
    watch(tmp_path, seen.set)
    (tmp_path / "plan" / "plan.yml").write_text("id: a", "utf-8")
    assert seen.wait(10)
