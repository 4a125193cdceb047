"""Problems in words: both tables whole and used, both languages, every form of the list."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import pytest

from mingzhang.diagnostics.problems import Location, Message, Problem, Problems, says
from mingzhang.diagnostics.report import (
    FORMATS,
    language_of,
    outcome,
    printed,
    report,
    sentence,
    table,
)
from mingzhang.language import LANGUAGES, Language
from mingzhang.model import fields
from mingzhang.model.plan import FILE_FIELDS
from mingzhang.model.registries import Level
from mingzhang.reading.yaml_reader import read_yaml
from tests.support.paths import ROOT

TABLES = ROOT / "hooks" / "mingzhang" / "diagnostics" / "locales"
CODE = sorted([*(ROOT / "hooks" / "mingzhang").rglob("*.py"), *(ROOT / "scripts").glob("*.py")])

# What stands for the braces of a kind that is put together.
ENDINGS: dict[str, tuple[str, ...]] = {
    "word.": (
        *("department", "region", "theme", "indicator", "unit", *get_args(Level)),
        *("record", "list", "text", "nothing", "plan", "phase", "promise", "yearly-target"),
        *("snapshot", "result", "snapshot-parts", "result-parts"),
    ),
    "expected.": (
        *("id", "number", "date", "yes", "url", "contact", "line", "list", "record", "text"),
        *("body", "other"),
    ),
    "number.": (*(hint for _, hint in fields._NUMBER_HINTS), "unknown"),
    "date-": ("form", "impossible", "reversed"),
    "encoding-": ("gbk", "other"),
    "report-of-": ("both", "neither"),
    "hint.is-": ("target", "project"),
    "hint.id-of-": ("target", "project", "control", "result"),
    "unknown-": ("target", "project", "control", "result"),
}


def forms(words: Any) -> list[str]:
    return list(words.values()) if isinstance(words, dict) else [words]


def slots(kind: str, language: Language = "en") -> set[str]:
    return set(re.findall(r"\{(\w+)\}", " ".join(forms(table(language)[kind]))))


@cache
def calls() -> tuple[tuple[str, str, frozenset[str] | None], ...]:
    """Every says(…) of the code: where, a kind, its values' names (None where they are a dict)."""
    found: list[tuple[str, str, frozenset[str] | None]] = []
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "says" and node.args:
                names = [keyword.arg for keyword in node.keywords]
                given = None if None in names else frozenset(name for name in names if name)
                where = f"{path.name}:{node.lineno}"
                found += [(where, kind, given) for kind in kinds(node.args[0])]
    return tuple(found)


def kinds(node: ast.expr) -> Iterator[str]:
    """The kinds that an argument can stand for, as far as it is written out."""
    if isinstance(node, ast.JoinedStr):
        start = ast.literal_eval(node.values[0])
        yield from (start + ending for ending in ENDINGS[start])
    else:
        yield from (
            each.value
            for each in ast.walk(node)
            if isinstance(each, ast.Constant) and isinstance(each.value, str)
        )


# The tables.


def test_both_tables_have_the_same_kinds_in_the_same_order() -> None:
    assert list(table("zh")) == list(table("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_kind_stands_twice_and_each_has_words(language: Language) -> None:
    path = TABLES / f"{language}.yml"
    problems = Problems()
    read_yaml(path, path.name, problems)
    assert not problems
    for kind, words in table(language).items():
        assert kind.startswith("between.") or all(text.strip() for text in forms(words)), kind


def test_there_is_a_table_for_each_language() -> None:
    assert {path.stem for path in TABLES.iterdir()} == set(LANGUAGES)


def test_both_languages_say_every_value() -> None:
    assert {kind: slots(kind, "zh") for kind in table("en")} == {
        kind: slots(kind, "en") for kind in table("en")
    }


def test_the_code_says_only_kinds_of_the_table_with_their_values() -> None:
    assert len(calls()) > 100
    for where, kind, given in calls():
        assert kind in table("en"), f"{where}: {kind}"
        assert given is None or given == slots(kind), f"{where}: {kind}"


def test_every_kind_is_said() -> None:
    written = {
        node.value
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert table("en").keys() - written - {kind for _, kind, _ in calls()} == set()


def test_a_sentence_ends_like_one_and_a_part_does_not() -> None:
    for kind in table("zh"):
        is_part = kind.startswith(("word.", "count.", "between.", "summary.title"))
        for language, ends in (("zh", ("。", "？")), ("en", (".", "?"))):
            for words in forms(table(language)[kind]):
                assert words.endswith(ends) != is_part, (kind, words)


NAMES = {
    *("YAML", "Git", "UTF-8", "UTF-16", "GBK", "GB/T", "Windows", "macOS", "true", "false",
      "yearly", "https", "mailto", "example.org/page", "plan.yml", "departments.yml", "actions",
      "progress", "check", "target", "departments"),
    *re.findall(r"[a-z_]+", json.dumps([*FILE_FIELDS])),
    *("at_least", "at_most", "exactly", "about", "from", "to", "repeats", "cancelled", "zh", "en",
      "id", "printed", "project", "value", "by_region", "phase", "completed", "note", "corrects",
      "as_of", "each", "without", "xlsx", "mingzhang", "export", "rows", "satisfied", "checked",
      "faulty", "region", "department", "name", "recorded"),
}  # fmt: skip
"""Words that are the same in both languages: keys, values, files and standards."""


def latin(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z][A-Za-z0-9_./-]*[A-Za-z0-9]", text))


CHINESE = [words for said in table("zh").values() for words in forms(said)]


def test_chinese_has_no_english_words_but_names() -> None:
    for words in CHINESE:
        plain = re.sub(r"\{\w+\}|\*\.yml", "", words)
        assert latin(plain) - NAMES == set(), words


def test_chinese_has_full_width_punctuation_and_spaces_around_latin() -> None:
    for words in CHINESE:
        plain = re.sub("“[^”]*”", "“”", words)
        assert not re.search(r"[\u4e00-\u9fff][,;:?!()]|[,;?!()][\u4e00-\u9fff]", plain), words
        assert not re.search(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9*][\u4e00-\u9fff]", plain), (
            words
        )


# Sentences.

UNKNOWN = says(
    "unknown-id", says("hint.did-you-mean", near="housing"),
    record=says("word.department"), found="huosing",
)  # fmt: skip
HERE = Location("plans/binzhou/actions/01.yml", 12, 9)


def a_problem(path: str = "plans/a.yml", line: int = 1, column: int = 1) -> Problem:
    return Problem(Location(path, line, column), says("file-missing"))


def test_a_problem_reads_in_either_language() -> None:
    problem = Problem(HERE, UNKNOWN)
    assert printed(problem, "zh") == (
        "plans/binzhou/actions/01.yml:12:9: 没有编号为“huosing”的部门。您是不是要写“housing”？"
    )
    assert printed(problem, "en") == (
        "plans/binzhou/actions/01.yml:12:9: "
        "There is no department “huosing”. Did you mean “housing”?"
    )
    assert sentence(problem, "zh") == sentence(UNKNOWN, "zh")


def test_a_list_is_joined_as_the_language_does() -> None:
    what = says("hint.one-of", choices=("a", "b"))
    assert sentence(what, "zh") == "应为以下之一：a、b。"
    assert sentence(what, "en") == "Expected one of a, b."


def test_braces_in_what_was_found_are_kept() -> None:
    what = says("yes-form", found="{0} {found} %s")
    assert sentence(what, "en").startswith("“{0} {found} %s” is neither")


@pytest.mark.parametrize("what", [says("no-such-kind"), says("unknown-key"), says("count.files")])
def test_a_missing_kind_or_value_raises(what: Message) -> None:
    with pytest.raises(KeyError):
        sentence(what, "en")


# Forms.


@pytest.mark.parametrize(
    ("problems", "en", "zh"),
    [
        ([], "0 problems in 0 files.", "0 个文件，共 0 处问题。"),
        ([a_problem()], "1 problem in 1 file.", "1 个文件，共 1 处问题。"),
        ([a_problem(), a_problem()], "1 problem in 1 file.", "1 个文件，共 1 处问题。"),
        ([a_problem(), a_problem(line=2)], "2 problems in 1 file.", "1 个文件，共 2 处问题。"),
        (
            [a_problem(), a_problem("plans/b.yml")],
            "2 problems in 2 files.",
            "2 个文件，共 2 处问题。",
        ),
    ],
)
def test_the_last_line_counts_problems_and_files(problems: list[Problem], en: str, zh: str) -> None:
    assert report(problems, "en").splitlines()[-1] == en
    assert report(problems, "zh").splitlines()[-1] == zh


def test_problems_are_listed_once_by_file_line_and_column() -> None:
    problems = [
        a_problem("plans/b.yml", 1, 1),
        a_problem("plans/a.yml", 10, 1),
        a_problem("plans/a.yml", 9, 10),
        a_problem("plans/a.yml", 9, 9),
        a_problem("plans/a.yml", 9, 9),
    ]
    assert report(problems, "zh") == (
        "plans/a.yml:9:9: 缺少这个文件，请新建。\n"
        "plans/a.yml:9:10: 缺少这个文件，请新建。\n"
        "plans/a.yml:10:1: 缺少这个文件，请新建。\n"
        "plans/b.yml:1:1: 缺少这个文件，请新建。\n"
        "2 个文件，共 4 处问题。"
    )


def test_github_is_told_the_file_line_and_column() -> None:
    what = says("folder-name", found="100%", folder="a\r\nb")
    assert report([Problem(Location("plans/a,b:c%.yml", 3, 7), what)], "zh", "github") == (
        "::error file=plans/a%2Cb%3Ac%25.yml,line=3,col=7,title=数据有误"
        "::编号“100%25”与文件夹名“a%0D%0Ab”不一致，请改成一样的。\n"
        "1 个文件，共 1 处问题。"
    )


def test_programs_are_told_the_kind_that_no_language_changes() -> None:
    problems = [Problem(HERE, UNKNOWN), a_problem()]
    zh, en = (json.loads(report(problems, lang, "json")) for lang in LANGUAGES)
    assert zh[1] == {
        "path": "plans/binzhou/actions/01.yml",
        "line": 12,
        "column": 9,
        "kind": "unknown-id",
        "message": "没有编号为“huosing”的部门。您是不是要写“housing”？",
    }
    assert [{**record, "message": ""} for record in zh] == [
        {**record, "message": ""} for record in en
    ]
    assert "没有" in report(problems, "zh", "json")


def test_sound_data_is_told_with_what_was_read() -> None:
    assert outcome([], 1, 2, "en") == "1 plan, 2 targets: no problems."
    assert outcome([], 10, 1, "zh", "github") == "10 个计划、1 项承诺，没有问题。"
    assert outcome([], 1, 2, "zh", "json") == "[]"
    assert outcome([a_problem()], 1, 2, "en") == report([a_problem()], "en")


def test_every_form_is_known() -> None:
    assert FORMATS == ("text", "github", "json")
    assert all(report([a_problem()], "zh", form) for form in FORMATS)


@pytest.mark.parametrize(
    ("locales", "language"),
    [
        (("zh_CN.UTF-8",), "zh"),
        (("zh_TW", "en_US"), "zh"),
        ((None, "", "zh_CN"), "zh"),
        (("Chinese (Simplified)_China",), "zh"),
        (("en_US.UTF-8", "zh_CN"), "en"),
        (("C.UTF-8", None), "en"),
        ((None, None), "en"),
        ((), "en"),
    ],
)
def test_the_first_locale_that_is_set_decides(
    locales: tuple[str | None, ...], language: Language
) -> None:
    assert language_of(*locales) == language
