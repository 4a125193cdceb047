"""Sound files, spoilt as people and programs spoil them: each is refused where it was spoilt.

Where a key or a value stands is asked of PyYAML's own composer, which reads in another way than
our code does. Hypothesis chooses the file, the place and the damage.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from mingzhang.diagnostics.problems import Problem
from mingzhang.diagnostics.report import report
from mingzhang.model.plan import Plan, Project, Target
from mingzhang.model.registries import REGISTRY_RECORDS
from mingzhang.reading.load import load
from mingzhang.rules.check import check
from tests.support.audit import examples
from tests.support.data_folder import MINIMAL
from tests.support.paths import ROOT

TODAY = date(2026, 11, 21)
Files = dict[str, str]


@cache
def example() -> Files:
    """The registries that are shipped, and the example city with three of its twelve snapshots:
    one that is corrected, the one that corrects it and one with addresses. The others are of the
    same form.
    """
    root = ROOT / "plans"
    paths = [*root.glob("*.yml"), *root.joinpath("example-city").rglob("*.yml")]
    kept = {"2025-06-30", "2025-09-30", "2026-06-30"}
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in paths
        if path.parent.name != "progress" or path.stem in kept
    }


def data(
    draw: st.DrawFn, spots: Callable[[str, str], Sequence[Any]] = lambda name, text: [name]
) -> tuple[Files, str, Any]:
    """Sound data, one of its files, and one of the spots that can be spoilt there.

    The data is the minimal tree, and sometimes the example city.
    """
    both = {"example": example(), "minimal": dict(MINIMAL)}
    able = [each for each, files in both.items() if any(spots(*item) for item in files.items())]
    files = both[draw(st.sampled_from([*able[:1], *able[-1:] * 4]))]
    name = draw(st.sampled_from([name for name in sorted(files) if spots(name, files[name])]))
    return files, name, draw(st.sampled_from(spots(name, files[name])))


def refused(files: Files, changes: dict[str, str | bytes]) -> list[Problem]:
    """What the check says of the changed data; it says so in both languages without a fault."""
    with TemporaryDirectory() as place:
        root = Path(place) / "plans"
        for name, content in {**files, **changes}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        problems = check(load(root), TODAY)
    assert report(problems, "zh").count("\n") == report(problems, "en").count("\n")
    return problems


def places(problems: list[Problem]) -> list[tuple[str, int, int, str]]:
    return [(*problem.where, problem.kind) for problem in problems]


def at(text: str, index: int) -> tuple[int, int]:
    """Line and column of a place in the text, from 1."""
    before = text[:index]
    return before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1


class Entry(NamedTuple):
    """A key with its value: the way to its record, and where each begins and ends."""

    way: tuple[str | int, ...]
    key: str
    key_from: int
    key_to: int
    value_from: int
    value_to: int
    is_scalar: bool
    is_flow: bool
    """Whether its record is written in braces."""
    is_first: bool


@cache
def entries(text: str) -> tuple[Entry, ...]:
    return tuple(_entries(yaml.compose(text, yaml.SafeLoader), ()))


def _entries(node: yaml.Node | None, way: tuple[str | int, ...]) -> Iterator[Entry]:
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _entries(item, (*way, number))
    elif isinstance(node, yaml.MappingNode):
        for number, (key, value) in enumerate(node.value):
            spots = (*ends(key), *ends(value))
            is_scalar = isinstance(value, yaml.ScalarNode)
            yield Entry(way, key.value, *spots, is_scalar, bool(node.flow_style), number == 0)
            yield from _entries(value, (*way, key.value))


def ends(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index


def named_entries(_: str, text: str) -> list[Entry]:
    """Those whose key is a word of ours."""
    return [entry for entry in entries(text) if not is_free(entry)]


def is_free(entry: Entry) -> bool:
    """Whether its record has ids for keys."""
    return bool(entry.way) and entry.way[-1] in {"departments", "by_region"}


many = examples(40)


@many
@given(st.data())
def test_a_key_that_does_not_exist_is_named_where_it_stands(data_: st.DataObject) -> None:
    files, name, entry = data(data_.draw, named_entries)
    text = files[name]
    typed = data_.draw(st.sampled_from(["zzz9", "Zzz_9q", "没有这个"]))
    problems = refused(files, {name: text[: entry.key_from] + typed + text[entry.key_to :]})
    where = (f"plans/{name}", *at(text, entry.key_from))
    assert (*where, "unknown-key") in places(problems)
    assert {problem.where.path for problem in problems} == {f"plans/{name}"}


def lines_of(_: str, text: str) -> list[int]:
    """Numbers, from 0, of lines that hold a whole entry of a record without braces."""
    found = []
    for entry in entries(text):
        line, end = at(text, entry.key_from)[0], at(text, entry.value_to)[0]
        if not entry.is_flow and line == end:
            found.append(line - 1)
    return found


@many
@given(st.data())
def test_a_key_that_stands_twice_is_named_at_its_second_place(data_: st.DataObject) -> None:
    files, name, number = data(data_.draw, lines_of)
    lines = files[name].split("\n")
    bare = lines[number].lstrip(" -")
    indent = len(lines[number]) - len(bare)
    twice = [*lines[: number + 1], " " * indent + bare, *lines[number + 1 :]]
    problems = refused(files, {name: "\n".join(twice)})
    assert places(problems) == [(f"plans/{name}", number + 2, indent + 1, "key-twice")]


NEEDED = {Plan: (), Project: ("projects", 0), Target: ("projects", 0, "targets", 0)}
"""Records with keys that must be there, and a way of the same shape."""


def needed(entry: Entry, name: str) -> bool:
    """Whether the record must have the key; the first key is left alone, as its dash goes along."""
    shape = tuple(0 if isinstance(step, int) else step for step in entry.way)
    is_plan = name.endswith("plan.yml")
    records = [
        record
        for record, way in NEEDED.items()
        if way == shape and (record is Plan) == is_plan and "progress" not in name
    ]
    fields = records[0].model_fields if records else {}
    field = fields.get(entry.key)
    return bool(field and field.is_required()) and not entry.is_first


def needed_entries(name: str, text: str) -> list[Entry]:
    whole = lines_of(name, text)
    return [
        entry
        for entry in entries(text)
        if needed(entry, name) and at(text, entry.key_from)[0] - 1 in whole
    ]


@many
@given(st.data())
def test_a_key_that_is_gone_is_named_with_the_place_of_its_record(data_: st.DataObject) -> None:
    files, name, entry = data(data_.draw, needed_entries)
    text, lines = files[name], files[name].split("\n")
    first = next(each for each in entries(text) if each.way == entry.way and each.is_first)
    number = at(text, entry.key_from)[0] - 1
    problems = refused(files, {name: "\n".join([*lines[:number], *lines[number + 1 :]])})
    where = (f"plans/{name}", *at(text, first.key_from))
    assert places(problems) == [(*where, "key-missing")]
    assert problems[0].what.values == (("key", entry.key),)


GARBAGE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "at_least at_most exactly about value factor": (
        ("many", "12 %", "1,000", "３", "--3", "1e5", "NaN", "3万", "0x1F", "1 2", "约5", ""),
        ("number-form",),
    ),
    "due issued published recorded start end date completed from to": (
        ("soon", "2025-13", "20251231", "31.12.2025", "2025-02-30", "2025年", "9999", "", "明年"),
        ("date-form", "date-impossible", "date-year"),
    ),
    "stage phase kind level rhythm": (("zzz", "", "下落不明", "0"), ("unknown-choice",)),
    "tight each invented": (("yes", "是", "1", "TRUE", ""), ("yes-form",)),
    "id": (("../x", "A b", "编号", "x" * 65, "", "a_b"), ("id-form",)),
    "unit indicator parent target project": (
        ("no-such-9q", "../../x", "没有这个编号", "X" * 99),
        ("unknown-id", "unknown-target", "unknown-project", "id-form"),
    ),
    "url": (("www.example.org", "http://", "file:///etc", "网址", "https://a b"), ("url-form",)),
    "zh": (("", "   "), ("text-empty",)),
}


@pytest.mark.parametrize("keys", GARBAGE)
@examples(25)
@given(data_=st.data())
def test_a_value_that_means_nothing_is_named_where_it_stands(
    keys: str, data_: st.DataObject
) -> None:
    def of_the_kind(name: str, text: str) -> list[Entry]:
        wanted = keys.split()
        found = named_entries(name, text)
        return [entry for entry in found if entry.key in wanted and entry.is_scalar]

    files, name, entry = data(data_.draw, of_the_kind)
    text = files[name]
    values, kinds = GARBAGE[keys]
    typed = data_.draw(st.sampled_from(values))
    changed = f"{text[: entry.value_from]}'{typed}'{text[entry.value_to :]}"
    problems = refused(files, {name: changed})
    where = (f"plans/{name}", *at(text, entry.value_from))
    told = {place[3] for place in places(problems) if place[:3] == where}
    assert told & set(kinds), (where, places(problems))


ODD = {
    "invisible-character": "\0\x07\x1b\x7f\x85\xad\u034f\u200b\u200d\u2028\u2060\ufeff\U000e0041",
    "direction-control": "\u061c\u200e\u200f\u202a\u202e\u2066\u2069",
    "damaged-character": "\ufffd",
}


@many
@given(st.data())
def test_an_odd_character_is_named_wherever_it_is_put(data_: st.DataObject) -> None:
    files, name, _ = data(data_.draw)
    text = files[name]
    index = data_.draw(st.integers(1, len(text)))
    kind = data_.draw(st.sampled_from(sorted(ODD)))
    sign = data_.draw(st.sampled_from(ODD[kind]))
    problems = refused(files, {name: text[:index] + sign + text[index:]})
    assert (f"plans/{name}", *at(text, index), kind) in places(problems)
    if kind != "damaged-character":
        values = dict(next(each for each in problems if each.kind == kind).what.values)
        assert str(values["code"]).startswith(f"U+{ord(sign):04X}")


LOOK_ALIKES = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "x": "х", "i": "і", "s": "ѕ"}


def within_words(_: str, text: str) -> list[int]:
    """Places of letters that have a look-alike, between two Latin letters."""
    return [found.start() for found in re.finditer("(?<=[A-Za-z])[aeopcxis](?=[A-Za-z])", text)]


@many
@given(st.data())
def test_a_look_alike_is_named_wherever_it_hides(data_: st.DataObject) -> None:
    files, name, index = data(data_.draw, within_words)
    text = files[name]
    sign = LOOK_ALIKES[text[index]]
    problems = refused(files, {name: text[:index] + sign + text[index + 1 :]})
    assert (f"plans/{name}", *at(text, index), "look-alike") in places(problems)
    (told,) = [dict(each.what.values) for each in problems if each.kind == "look-alike"]
    assert (told["sign"], told["meant"]) == (sign, text[index])


def indented(_: str, text: str) -> list[int]:
    return [number for number, line in enumerate(text.split("\n")) if line.startswith("  ")]


@many
@given(st.data())
def test_a_tab_is_named_where_it_indents(data_: st.DataObject) -> None:
    files, name, number = data(data_.draw, indented)
    lines = files[name].split("\n")
    lines[number] = "\t" + lines[number][2:]
    problems = refused(files, {name: "\n".join(lines)})
    assert (f"plans/{name}", number + 1, 1, "tab-indents") in places(problems)


def plain_keys(name: str, text: str) -> list[Entry]:
    """Entries with a plain value after a key of letters."""
    found = named_entries(name, text)
    return [entry for entry in found if entry.is_scalar and text[entry.key_from].isalpha()]


@many
@given(st.data())
def test_a_full_width_colon_is_named_where_it_stands(data_: st.DataObject) -> None:
    files, name, entry = data(data_.draw, plain_keys)
    text = files[name]
    problems = refused(files, {name: text[: entry.key_to] + "：" + text[entry.value_from :]})
    assert (f"plans/{name}", *at(text, entry.key_to), "full-width-colon") in places(problems)


ENCODINGS = ("gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


def first_character(_: str, text: str) -> list[int]:
    """Where the first character stands that is not in ASCII."""
    return [number for number, sign in enumerate(text) if not sign.isascii()][:1]


@many
@given(st.data())
def test_a_file_in_another_encoding_is_named(data_: st.DataObject) -> None:
    files, name, first = data(data_.draw, first_character)
    text = files[name]
    encoding = data_.draw(st.sampled_from(ENCODINGS))
    problems = refused(files, {name: text.encode(encoding, "replace")})
    own = [place for place in places(problems) if place[0] == f"plans/{name}"]
    is_gbk = encoding.startswith("gb")
    line, column = at(text, first) if is_gbk else (1, 1)
    kinds = ("encoding-gbk",) if is_gbk else ("encoding-utf-16", "not-text")
    assert own[0][:3] == (f"plans/{name}", line, column) and own[0][3] in kinds, own


def plain(text: str) -> Any:
    """What PyYAML reads, or an error that equals nothing."""
    try:
        return yaml.load(text, yaml.CBaseLoader)
    except yaml.YAMLError as error:
        return error


def begins(part: Any, whole: Any) -> bool:
    """Whether the part is the beginning of the whole."""
    if isinstance(part, dict) and isinstance(whole, dict):
        keys = list(part)
        return keys == list(whole)[: len(keys)] and all(begins(part[k], whole[k]) for k in keys)
    if isinstance(part, list) and isinstance(whole, list):
        return len(part) <= len(whole) and all(map(begins, part, whole))
    return part == "" or (
        isinstance(part, str) and isinstance(whole, str) and whole.startswith(part)
    )


@examples(100)
@given(st.data())
def test_a_file_that_is_cut_is_refused_or_a_whole_beginning(data_: st.DataObject) -> None:
    files, name, _ = data(data_.draw)
    text = files[name]
    cut = text[: data_.draw(st.integers(0, len(text) - 1))]
    problems = refused(files, {name: cut})
    if not problems:
        assert begins(plain(cut), plain(text))
    else:
        folder = f"plans/{name.split('/')[0]}/" if "/" in name else "plans/"
        assert all(problem.where.path.startswith(folder) for problem in problems)
    lines = cut.split("\n")
    for problem in problems:
        if problem.where.path == f"plans/{name}":
            assert 1 <= problem.where.line <= len(lines)
            assert 1 <= problem.where.column <= len(lines[problem.where.line - 1]) + 1


def later_lines(_: str, text: str) -> list[int]:
    return [number for number, line in enumerate(text.split("\n")) if line and number]


@examples(100)
@given(st.data())
def test_a_line_out_of_its_column_is_named_there_or_beside(data_: st.DataObject) -> None:
    files, name, number = data(data_.draw, later_lines)
    lines = files[name].split("\n")
    by = data_.draw(st.sampled_from((-2, -1, 1, 2, 3)))
    bare = lines[number].lstrip(" ")
    indent = len(lines[number]) - len(bare) + by
    assume(indent >= 0)
    spoilt = "\n".join([*lines[:number], " " * indent + bare, *lines[number + 1 :]])
    assume(plain(spoilt) != plain(files[name]))
    problems = refused(files, {name: spoilt})
    own = [problem for problem in problems if problem.where.path == f"plans/{name}"]
    assert own
    assert min(abs(problem.where.line - number - 1) for problem in own) <= 1, places(problems)


BRACKETS = "[]{}"


def brackets(_: str, text: str) -> list[int]:
    return [index for index, sign in enumerate(text) if sign in BRACKETS]


@examples(100)
@given(st.data())
def test_a_bracket_that_is_wrong_or_gone_is_named_on_its_line_or_the_next(
    data_: st.DataObject,
) -> None:
    files, name, index = data(data_.draw, brackets)
    text = files[name]
    other = data_.draw(st.sampled_from(["", *BRACKETS.replace(text[index], "")]))
    spoilt = text[:index] + other + text[index + 1 :]
    assume(plain(spoilt) != plain(text))
    problems = refused(files, {name: spoilt})
    line = at(text, index)[0]
    own = [problem.where.line for problem in problems if problem.where.path == f"plans/{name}"]
    assert own and line <= min(own) <= line + 1, (line, places(problems))


def files_of_plans(name: str, _: str) -> list[str]:
    return [name] if "/" in name else []


@examples(30)
@given(st.data())
def test_a_file_that_is_there_twice_is_named(data_: st.DataObject) -> None:
    files, name, _ = data(data_.draw, files_of_plans)
    folder, _, own = name.rpartition("/")
    copy = f"{folder}/zz-{own}"
    problems = refused(files, {copy: files[name]})
    kinds = {"actions": "id-taken", "progress": "file-name", "control": "result-name"}
    kind = kinds.get(folder.split("/")[-1], "stray-file")
    first = entries(files[name])[0].value_from if kind != "stray-file" else 0
    assert (f"plans/{copy}", *at(files[name], first), kind) in places(problems)


@examples(10)
@given(st.data())
def test_a_plan_that_is_there_twice_is_named(data_: st.DataObject) -> None:
    files, name, _ = data(data_.draw, files_of_plans)
    folder = name.split("/")[0]
    copies = {
        f"copy/{path.removeprefix(folder)[1:]}": text
        for path, text in files.items()
        if path.startswith(f"{folder}/")
    }
    problems = refused(files, {**copies})
    text = files[f"{folder}/plan.yml"]
    where = at(text, next(each for each in entries(text) if each.key == "id").value_from)
    assert places(problems) == [("plans/copy/plan.yml", *where, "folder-name")]


PIECES = st.sampled_from(
    ["", " ", "\n", "  ", ": ", "- ", "[", "]", "{", "}", ",", "'", '"', "#", "&a ", "*a", "!t ",
     "|", ">", "%", "@", "\\", "---\n", "：", "，", "\t", "null", "~", "0", "-1", "id: x\n"]
)  # fmt: skip


@examples(100)
@given(st.data())
def test_nothing_raises_and_every_place_is_in_its_file(data_: st.DataObject) -> None:
    files, name, _ = data(data_.draw)
    text = files[name]
    for _ in range(data_.draw(st.integers(1, 4))):
        start = data_.draw(st.integers(0, len(text)))
        end = data_.draw(st.integers(start, min(len(text), start + 20)))
        text = text[:start] + data_.draw(PIECES) + text[end:]
    problems = refused(files, {name: text})
    assert problems or not isinstance(plain(text), yaml.YAMLError)
    for path, line, column, _ in places(problems):
        known = {**files, name: text}.get(path.removeprefix("plans/"))
        if known is not None:
            lines = [*known.split("\n"), ""]
            assert 1 <= line <= len(lines)
            assert 1 <= column <= len(lines[line - 1]) + 1


def test_the_data_that_is_spoilt_is_sound() -> None:
    assert refused(dict(MINIMAL), {}) == refused(example(), {}) == []
    assert {f"{kind}.yml" for kind in REGISTRY_RECORDS} <= example().keys()
