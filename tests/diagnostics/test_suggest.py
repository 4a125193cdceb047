"""Which known word is meant by one that is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from mingzhang.diagnostics.problems import says
from mingzhang.diagnostics.suggest import Vocabulary, _other_spellings, did_you_mean, words_of
from mingzhang.model.plan import Plan
from mingzhang.model.registries import REGISTRY_RECORDS

KNOWN = ("at_least", "at_most", "exactly", "due", "sponge-city", "市住建局", "percent", "km")


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("at-least", "at_least"),
        ("atleast", "at_least"),
        ("At_Most", "at_most"),
        ("deu", "due"),
        ("sponge_city", "sponge-city"),
        ("spogne-ctiy", "sponge-city"),
        ("市住建厅", "市住建局"),
        ("precent", "percent"),
        (" due ", "due"),
        ("k", "km"),
    ],
)
def test_a_near_word_is_named(found: str, meant: str) -> None:
    assert did_you_mean(found, KNOWN) == says("hint.did-you-mean", near=meant)


@pytest.mark.parametrize("found", ["budget", "done", "水利", "metres", "x" * 5000, "", "duration"])
def test_a_far_word_names_none(found: str) -> None:
    assert did_you_mean(found, KNOWN) is None


def test_of_two_near_words_the_nearer_is_named() -> None:
    assert did_you_mean("goal-on", ["goal-one", "goal-two", "goal-ones"]) == says(
        "hint.did-you-mean", near="goal-one"
    )


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert did_you_mean("due", []) is None


BODIES = Vocabulary.of(
    ["housing", "development-reform", "forestry", "parks"],
    {
        "housing": ["住房和城乡建设", "市住房城乡建设局", "市住建局"],
        "development-reform": ["发展和改革", "市发展和改革委员会"],
        "forestry": ["林业（园林绿化）", "市园林绿化局", "parks"],
        "parks": ["公园绿地", "Parks and green space"],
    },
)


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("市住建局", "housing"),
        ("市住建厅", "housing"),
        ("住建局", "housing"),
        ("市发改委", "development-reform"),
        ("林业(园林绿化)", "forestry"),
        ("市园林局", "forestry"),
        ("公园", "parks"),
        ("parks", "parks"),
        ("Parks and Green Space", "parks"),
        ("reform", "development-reform"),
        ("housing-bureau", "housing"),
        ("ｈｏｕｓｉｎｇ", "housing"),
        ("hоusing", "housing"),
    ],
)
def test_names_aliases_and_abbreviations_lead_to_the_word(found: str, meant: str) -> None:
    assert BODIES.nearest(found) == meant


@pytest.mark.parametrize("found", ["水利", "市", "医院", "water", "ho", "局"])
def test_a_word_that_shares_little_leads_to_none(found: str) -> None:
    assert BODIES.nearest(found) is None


def test_a_word_goes_before_the_other_names_of_other_words() -> None:
    known = Vocabulary.of(["a", "start"], {"a": ["start", "begin"]})
    assert (known.nearest("start"), known.nearest("begin")) == ("start", "a")


def test_of_words_equally_near_the_one_that_begins_alike_is_meant() -> None:
    assert Vocabulary.of(["bate", "date"]).nearest("dats") == "date"
    assert Vocabulary.of(["place", "phase"]).nearest("phace") == "phase"


def test_a_letter_that_looks_like_another_is_named_beside_the_word() -> None:
    letter = says("hint.look-alike", sign="ｄ", code="U+FF44 FULLWIDTH LATIN SMALL LETTER D")
    assert did_you_mean("ｄue", KNOWN) == says("hint.did-you-mean", letter, near="due")
    assert did_you_mean("ｄeadline", KNOWN) == letter


# The words that editors may write instead, in spellings.yml.


def fields_in(schema: Any) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """The keys of each record, and the choices of each field, as a schema lists them."""
    if isinstance(schema, dict):
        properties = schema.get("properties")
        yield frozenset(properties if isinstance(properties, dict) else ()), frozenset()
        yield frozenset(), frozenset(schema.get("enum", ()))
    children = schema.values() if isinstance(schema, dict) else schema
    for child in children if isinstance(children, list | type({}.values())) else ():
        yield from fields_in(child)


FIELDS = [
    each
    for model in (Plan, *REGISTRY_RECORDS.values())
    for each in fields_in(model.model_json_schema())
]


def test_every_key_and_choice_has_other_spellings_and_nothing_else_has() -> None:
    keys = frozenset().union(*(keys for keys, _ in FIELDS)) - {"actions", "snapshots"}
    choices = frozenset().union(*(choices for _, choices in FIELDS))
    table = _other_spellings()
    assert set(table["keys"]) == keys
    assert set(table["choices"]) == choices


def test_every_key_and_choice_has_a_chinese_name() -> None:
    for kind in ("keys", "choices"):
        for word, spellings in _other_spellings()[kind].items():
            assert any(re.search("[\u4e00-\u9fff]", spelling) for spelling in spellings), word


@pytest.mark.parametrize(
    ("found", "keys", "meant"),
    [
        ("标题", ("id", "title", "due"), "title"),
        ("期限", ("id", "title", "due"), "due"),
        ("名称", ("id", "name", "level"), "name"),
        ("deadline", ("id", "title", "due"), "due"),
    ],
)
def test_a_key_by_its_name_leads_to_the_key(found: str, keys: tuple[str, ...], meant: str) -> None:
    assert words_of("keys", keys).nearest(found) == meant


def test_a_choice_by_its_name_leads_to_the_choice() -> None:
    phases = ("not-started", "under-way", "completed", "cancelled")
    assert [words_of("choices", phases).nearest(word) for word in ("已完成", "推进中", "done")] == [
        "completed",
        "under-way",
        "completed",
    ]
