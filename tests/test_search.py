"""The search index: Pagefind's words when it fails, the same bytes when it does not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mingzhang import search
from mingzhang.search import SearchError, index


def pagefind(monkeypatch: pytest.MonkeyPatch, code: int = 0, **said: str) -> list[list[str]]:
    """Stands in for Pagefind and notes how it is called."""
    calls: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        calls.append(command)
        done = subprocess.CompletedProcess(command, code, said.get("out", ""), said.get("err", ""))
        if code == 0:
            folder = Path(command[4]) / "pagefind"
            folder.mkdir()
            (folder / "pagefind-entry.json").write_text('{"b": 1, "a": {"d": 1, "c": "明"}}')
            for name in (
                "pagefind.js",
                "pagefind-ui.js",
                "pagefind-ui.css",
                "pagefind-highlight.js",
                "pagefind-modular-ui.js",
                "pagefind-component-ui.js",
                "wasm.zh.pagefind",
            ):
                (folder / name).write_text("x")  # fmt: skip
        return done

    monkeypatch.setattr(search.subprocess, "run", run)
    return calls


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"err": "no pages\n"}, "no pages"),
        ({"out": "odd\n"}, "odd"),
        ({"err": "bad", "out": "fine"}, "bad"),
    ],
)
def test_a_failure_is_told_in_pagefinds_words(
    said: dict[str, str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pagefind(monkeypatch, 1, **said)
    with pytest.raises(SearchError) as raised:
        index(tmp_path)
    assert str(raised.value) == f"Pagefind failed: {words}"


def test_the_index_is_made_inside_the_site_by_the_pagefind_of_this_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = pagefind(monkeypatch)
    index(tmp_path)
    assert calls == [
        [sys.executable, "-m", "pagefind", "--site", str(tmp_path), "--output-subdir", "pagefind"]
    ]


def test_pagefinds_own_interface_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pagefind(monkeypatch)
    index(tmp_path)
    assert {path.name for path in (tmp_path / "pagefind").iterdir()} == {
        "pagefind.js",
        "pagefind-entry.json",
        "wasm.zh.pagefind",
    }


def test_the_list_of_languages_is_written_in_one_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pagefind(monkeypatch)
    index(tmp_path)
    text = (tmp_path / "pagefind" / "pagefind-entry.json").read_text("utf-8")
    assert text == json.dumps({"a": {"c": "明", "d": 1}, "b": 1})


def test_pagefind_itself_finds_both_languages(tmp_path: Path) -> None:
    for name, language in (("index.html", "zh-Hans"), ("en/index.html", "en")):
        page = tmp_path / name
        page.parent.mkdir(exist_ok=True)
        page.write_text(
            f'<html lang="{language}"><body><p data-pagefind-body>明账 accounts</p></body></html>'
        )
    index(tmp_path)
    entry = json.loads((tmp_path / "pagefind" / "pagefind-entry.json").read_text("utf-8"))
    assert {key: found["page_count"] for key, found in entry["languages"].items()} == {
        "en": 1,
        "zh-hans": 1,
    }
    assert not list((tmp_path / "pagefind").glob("pagefind-ui*"))
