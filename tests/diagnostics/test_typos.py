"""How often “did you mean” names the right word first: mistyped keys, choices and ids.

Half of the cases are written by hand (tests/cases/typos.yml); the other half is made from the
shipped names by slips of typing that a seed chooses, without looking at the answer. `-s` prints
what was missed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import pytest
import yaml

from mingzhang.diagnostics.problems import Location, Problem, Problems
from mingzhang.diagnostics.suggest import _other_spellings
from mingzhang.model.fields import Record
from mingzhang.model.nodes import LocatedMap
from mingzhang.model.plan import Plan, Project, Target
from mingzhang.model.progress import Report, Snapshot, Source
from mingzhang.model.registries import REGISTRY_RECORDS, spellings
from mingzhang.reading.validation import validated
from mingzhang.rules.references import Known, References
from tests.support.paths import ROOT
from tests.support.shipped import shipped

TABLE = ROOT / "tests" / "cases" / "typos.yml"
HERE = Location("a.yml", 1, 1)
RECORDS: dict[str, type[Record]] = {
    record.__name__: record for record in (Plan, Project, Target, Snapshot, Report, Source)
}
GENERATED, SEED = 120, 2026


class Case(NamedTuple):
    where: str
    """`key Target`, `choice Report.phase`, or the kind of an id: `department`."""
    found: str
    meant: str


@cache
def references() -> References:
    return References(Known(shipped().registries, {}))


def a_mapping(**values: str) -> LocatedMap:
    mapping = LocatedMap(HERE)
    for key, value in values.items():
        mapping.put(key, value, HERE, HERE)
    return mapping


def suggested(case: Case) -> str | None:
    """The word that the check names first, by the code that the check runs."""
    kind, _, place = case.where.partition(" ")
    if kind in {"key", "choice"}:
        record, _, field = place.partition(".")
        values = {case.found: "x"} if kind == "key" else {field: case.found}
        problems = Problems()
        validated(RECORDS[record], a_mapping(**values), HERE, problems)
    else:
        problems = Problems(references().refuse(case.found, kind, HERE))
    return next(filter(None, map(near_in, problems)), None)


def near_in(problem: Problem) -> str | None:
    hints = [dict(hint.values) for hint in problem.what.hints]
    return next((str(hint["near"]) for hint in hints if "near" in hint), None)


def by_hand() -> list[Case]:
    table = yaml.load(TABLE.read_text("utf-8"), yaml.BaseLoader)
    return [Case(where, *pair) for where, pairs in table.items() for pair in pairs]


# Slips of typing.

ROWS = ("1234567890-", "qwertyuiop", "asdfghjkl", "zxcvbnm")
OFTEN = "市局委厅区县的管理中心办会院部服务建设"
"""Characters that stand beside the right ones in the lists of an input method, or in names."""
Slip = Callable[[str, random.Random], str]


def drop(word: str, by: random.Random) -> str:
    at = by.randrange(len(word))
    return word[:at] + word[at + 1 :]


def swap(word: str, by: random.Random) -> str:
    at = by.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def double(word: str, by: random.Random) -> str:
    at = by.randrange(len(word))
    return word[:at] + word[at] + word[at:]


def neighbour(word: str, by: random.Random) -> str:
    at = by.randrange(len(word))
    row = next((row for row in ROWS if word[at] in row), "aeiou")
    beside = row.find(word[at]) + by.choice((-1, 1))
    return word[:at] + row[beside % len(row)] + word[at + 1 :]


def joint(word: str, by: random.Random) -> str:
    return word.replace("-", "_") if "-" in word else word.replace("_", by.choice(("-", "", " ")))


def plural(word: str, _: random.Random) -> str:
    return word[:-1] if word.endswith("s") else f"{word}s"


def case(word: str, by: random.Random) -> str:
    return by.choice((word.capitalize(), word.upper(), word.title()))


def other_character(word: str, by: random.Random) -> str:
    at = by.randrange(len(word))
    return word[:at] + by.choice(OFTEN) + word[at + 1 :]


def as_printed(word: str, _: random.Random) -> str:
    return word


LATIN: tuple[Slip, ...] = (drop, swap, double, neighbour, joint, plural, case)
CHINESE: tuple[Slip, ...] = (drop, other_character, double, as_printed)


def words() -> Iterator[Case]:
    """Every word that can be mistyped, as it is written: found is right, in either language."""
    for name, record in RECORDS.items():
        own = {field.alias or key for key, field in record.model_fields.items()}
        for key in sorted(own - {"actions", "snapshots"}):
            yield Case(f"key {name}", key, key)
            yield Case(f"key {name}", _other_spellings()["keys"][key][0], key)
    for kind in REGISTRY_RECORDS:
        for name, record in getattr(references().known.registries, kind).items():
            yield Case(kind[:-1], name, name)
            for spelling in spellings(record):
                if not spelling.isascii():
                    yield Case(kind[:-1], spelling, name)


def generated() -> list[Case]:
    """Words of four letters or three characters and more, each with one slip."""
    by = random.Random(SEED)
    every = [*words()]
    right = {(where, found) for where, found, _ in every}
    names: dict[tuple[str, str], set[str]] = {}
    for where, found, meant in every:
        names.setdefault((where, found), set()).add(meant)
    kinds = sorted({where.partition(" ")[0] for where, _, _ in every})
    found: dict[tuple[str, str], Case] = {}
    while len(found) < GENERATED:
        kind, chinese = by.choice(kinds), by.random() < 0.5
        where, word, meant = by.choice([
            each for each in every
            if each.where.startswith(kind) and each.found.isascii() != chinese
            and len(each.found) > 3 - chinese and len(names[each.where, each.found]) == 1
        ])  # fmt: skip
        typed = by.choice(CHINESE if chinese else LATIN)(word, by)
        if ((where, typed) in right) == (chinese and typed == word):
            found.setdefault((where, typed), Case(where, typed, meant))
    return list(found.values())


def missed(cases: list[Case]) -> list[str]:
    return [
        f"{case.where}: {case.found} → {answer}, not {case.meant}"
        for case in cases
        if (answer := suggested(case)) != case.meant
    ]


def test_there_are_200_cases_in_both_languages_and_of_every_kind() -> None:
    cases = [*by_hand(), *generated()]
    chinese = [each for each in cases if not each.found.isascii()]
    assert len({(each.where, each.found) for each in cases}) >= 200
    assert min(len(chinese), len(cases) - len(chinese)) >= 80
    assert {each.where.partition(" ")[0] for each in cases} == {
        *("key", "choice"),
        *(kind[:-1] for kind in REGISTRY_RECORDS),
    }


def test_no_case_is_right_as_it_is_written() -> None:
    keys = {
        (f"key {name}", field.alias or key)
        for name, record in RECORDS.items()
        for key, field in record.model_fields.items()
    }
    for each in (*by_hand(), *generated()):
        assert (each.where, each.found) not in keys
        assert each.found != each.meant


def test_the_procedure_makes_the_same_cases_every_time() -> None:
    assert generated() == generated()


@pytest.mark.parametrize("cases", [by_hand, generated], ids=lambda each: each.__name__)
def test_the_right_word_comes_first_in_95_of_100(cases: Callable[[], list[Case]]) -> None:
    found = cases()
    wrong = missed(found)
    print(f"\n{cases.__name__}: {len(found) - len(wrong)} of {len(found)} right", *wrong, sep="\n")
    assert len(wrong) <= len(found) * 0.05, wrong
