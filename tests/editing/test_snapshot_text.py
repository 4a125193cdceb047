"""A snapshot's text: what is read back is what was written, whatever it holds."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.diagnostics.characters import odd_characters
from mingzhang.diagnostics.problems import Location, Problems
from mingzhang.editing.snapshot_text import text_of_snapshot
from mingzhang.model.nodes import LocatedList, LocatedMap
from mingzhang.reading.yaml_reader import read_yaml

HERE = Location("form.xlsx")
PATH = PurePosixPath("demo/progress/2025.yml")
WORDS = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x9FFF), min_size=1
).filter(lambda text: text.strip() == text and not [*odd_characters([text], "")])


def node_of(value: Any) -> Any:
    if isinstance(value, dict):
        node = LocatedMap(HERE)
        for key, item in value.items():
            node.put(key, node_of(item), HERE, HERE)
        return node
    if isinstance(value, list):
        items = LocatedList(HERE)
        for item in value:
            items.put(node_of(item), HERE)
        return items
    return value


def test_it_reads_as_an_editor_would_write_it() -> None:
    node = node_of(
        {
            "as_of": "2025-12-31",
            "source": {"title": "进展通报", "date": "2026-01"},
            "reports": [
                {"target": "share", "value": "41.5", "note": {"zh": "含：临时 # 位", "en": "Yes"}},
                {"target": "each", "by_region": {"east": "8", "west": "-0.5"}},
            ],
        }
    )
    assert text_of_snapshot(node, PATH) == (
        "# yaml-language-server: $schema=../../../schemas/snapshot.schema.json\n"
        "as_of: 2025-12-31\n"
        "source:\n"
        "  title: 进展通报\n"
        "  date: 2026-01\n"
        "reports:\n"
        "  - target: share\n"
        "    value: 41.5\n"
        "    note:\n"
        '      zh: "含：临时 # 位"\n'
        "      en: 'Yes'\n"
        "  - target: each\n"
        "    by_region:\n"
        "      east: 8\n"
        "      west: -0.5\n"
    )


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_any_words_are_read_back_as_they_were(tmp_path_factory: Any, words: list[str]) -> None:
    node = node_of({"as_of": "2025", "reports": [{"target": "a", "note": word} for word in words]})
    file: Path = tmp_path_factory.mktemp("text") / "2025.yml"
    file.write_text(text_of_snapshot(node, PATH), "utf-8")
    problems = Problems()
    back = read_yaml(file, "2025.yml", problems)
    assert not problems
    assert back == node
