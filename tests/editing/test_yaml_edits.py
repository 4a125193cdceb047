"""Edits keep every byte that they don't mean: of all shipped files, and of odd ones."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mingzhang.diagnostics.characters import odd_characters
from mingzhang.diagnostics.problems import Problems
from mingzhang.editing.yaml_edits import EditError, YamlDocument
from mingzhang.reading.yaml_reader import read_yaml
from tests.support.audit import audited
from tests.support.paths import ROOT

SHIPPED = sorted((ROOT / "plans").rglob("*.yml"))
SNAPSHOT = """\
# 进展通报，照录
as_of: 2024-12-31      # 数据时点
source: {title: 进展通报}   # 来源
reports:

  # 第一项
  - target: green-share-2025   # 绿地率
    value: 038.50
    note: {zh: '某注', en:   "A note" }
  - {target: rules-issued, phase: under-way}

# 以下是概述
summary: 概述。
"""


def difference(before: str, after: str) -> list[str]:
    """The lines that an edit removed and added."""
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in list(lines)[2:] if not line.startswith("@@")]


@pytest.mark.parametrize(
    "path",
    audited(SHIPPED, but=SHIPPED[::4]),
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_no_byte_of_a_shipped_file_changes_without_an_edit(path: Path) -> None:
    text = path.read_bytes().decode()
    assert YamlDocument(text).text().encode() == path.read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        SNAPSHOT,
        SNAPSHOT.replace("\n", "\r\n"),
        f"\ufeff{SNAPSHOT}",
        SNAPSHOT.rstrip("\n"),
        "a:   1\nb: ~\nc: [1,2,  3]\nd: >\n  folded\n  text\n\ne: 'it''s'\n",
        "x: no\ny: 010\nz: 1:30\nday: 2020-05-01\nn: 1_000\nf: 1e3\nnull_: null\nempty:\n",
        "---\na: 1\n...\n",
        "- a\n-   b\n# end\n",
        f"long: {'字' * 400}，{'words ' * 80}end\n",
    ],
)
def test_no_byte_of_an_odd_file_changes_without_an_edit(text: str) -> None:
    assert YamlDocument(text).text() == text


def test_a_value_is_set_on_its_line_alone() -> None:
    document = YamlDocument(SNAPSHOT)
    document.set(("reports", 1, "phase"), "completed")
    assert difference(SNAPSHOT, document.text()) == [
        "-  - {target: rules-issued, phase: under-way}",
        "+  - {target: rules-issued, phase: completed}",
    ]


def test_a_report_is_appended_after_the_last_one_and_before_what_comes_next() -> None:
    document = YamlDocument(SNAPSHOT)
    report = {
        "target": "parks",
        "value": "3.50",
        "note": {"zh": "备注：甲", "en": "A remark: yes, it is"},
        "by_region": {"east": "1", "west": "2"},
    }
    document.append(("reports",), report)
    after = document.text()
    assert difference(SNAPSHOT, after) == [
        "+  - target: parks",
        "+    value: 3.50",
        '+    note: {zh: 备注：甲, en: "A remark: yes, it is"}',
        "+    by_region: {east: 1, west: 2}",
    ]
    assert after.index("rules-issued") < after.index("target: parks") < after.index("# 以下是概述")


def test_a_report_is_appended_where_there_was_none() -> None:
    for empty in ("reports:\n", "reports: []\n"):
        document = YamlDocument(f"as_of: 2024\n{empty}")
        document.append(("reports",), {"target": "parks", "phase": "completed"})
        said = "as_of: 2024\nreports:\n  - target: parks\n    phase: completed\n"
        assert document.text() == said
    document = YamlDocument("as_of: 2024\n")
    document.append(("reports",), {"target": "parks"})
    assert document.text() == "as_of: 2024\nreports:\n  - target: parks\n"


def test_a_report_stands_before_the_blanks_of_a_form() -> None:
    form = "reports:\n# 绿地率\n#- {target: green-share-2025, value: }\n"
    document = YamlDocument(form)
    document.append(("reports",), {"target": "parks", "value": "2"})
    assert difference(form, document.text()) == ["+  - target: parks", "+    value: 2"]


def test_an_alias_is_appended_to_a_shipped_department() -> None:
    text = (ROOT / "plans" / "departments.yml").read_text("utf-8")
    document = YamlDocument(text)
    document.append((0, "aliases"), "市自然资源局，甲")
    removed, added = difference(text, document.text())
    assert added == removed.replace("-", "+", 1).replace("]}", ", 市自然资源局，甲]}")


def test_english_is_added_to_a_plain_text_a_record_and_a_block() -> None:
    text = "title: 进展  # 照录\nplace: {zh: 某市}\nnote:\n  zh: 某注。\nlast: 1\n"
    document = YamlDocument(text)
    document.set_english(("title",), "Progress")
    document.set_english(("place",), "Anytown, east")
    document.set_english(("note",), "A note.")
    assert document.text() == (
        "title: {zh: 进展, en: Progress} # 照录\n"
        'place: {zh: 某市, en: "Anytown, east"}\n'
        "note:\n  zh: 某注。\n  en: A note.\nlast: 1\n"
    )


def test_a_long_text_becomes_a_block() -> None:
    document = YamlDocument("title: 进展\nlast: 1\n")
    document.set_english(("title",), "word " * 20 + "end")
    assert document.text() == f"title:\n  zh: 进展\n  en: {'word ' * 20}end\nlast: 1\n"


def test_crlf_and_byte_order_mark_stay_in_an_edit() -> None:
    document = YamlDocument("\ufeffa: 1\r\nb: 2\r\n")
    document.set(("b",), "3")
    assert document.text() == "\ufeffa: 1\r\nb: 3\r\n"


def test_where_the_layout_can_not_be_kept_the_edit_is_refused() -> None:
    document = YamlDocument("a: [1,2,  3]\nb: 1\n")
    document.append(("a",), "4")
    with pytest.raises(EditError, match=r"^The layout of line 1 can't be kept; edit it by hand\.$"):
        document.text()
    document = YamlDocument("a: [1,2,  3]\nb: 1\n")
    document.set(("b",), "2")
    assert document.text() == "a: [1,2,  3]\nb: 2\n"


def test_what_is_not_there_is_named() -> None:
    document = YamlDocument(SNAPSHOT)
    for way, said in (
        (("reports", 7, "value"), r"There is no reports\[7\]\."),
        (("as_of", "x"), "There is no record for as_of.x"),
    ):
        with pytest.raises(EditError, match=said):
            document.set(way, "1")
    with pytest.raises(EditError, match="summary is no list"):
        document.append(("summary",), "1")
    with pytest.raises(EditError):
        YamlDocument("a: [1")


@example(text="Null")
@example(text="note：甲")
@example(text="甲，en：B")
@given(
    text=st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"])
    ).filter(lambda text: not [*odd_characters([f"- {text}", text], "")])
)
def test_whatever_is_written_is_read_as_it_was(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    document = YamlDocument("title: {zh: 某}\nplain: 某\nlast: 1\n")
    document.set(("title", "en"), text)
    document.set(("plain",), {"a": [text], "b": text})
    path = tmp_path_factory.mktemp("edits") / "a.yml"
    path.write_text(document.text(), "utf-8")
    value = read_yaml(path, "a.yml", Problems())
    assert value["title"]["en"] == text
    assert (value["plain"]["a"], value["last"]) == ([text], "1")
