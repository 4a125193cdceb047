"""The reference of fields: every field in both languages, from the same schemas as editors use."""

from __future__ import annotations

import re

import pytest

from mingzhang.editing.field_reference import PAGES, as_written, reference_files
from mingzhang.editing.schemas import FILE_KINDS, schema_of
from mingzhang.language import LANGUAGES, Language
from tests.support.paths import ROOT


def page(language: Language) -> str:
    return dict(reference_files())[PAGES[language]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_committed_page_is_that_of_the_models(language: Language) -> None:
    """Otherwise run scripts/write_schemas.py."""
    assert (ROOT / PAGES[language]).read_text("utf-8") == page(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_stands_under_an_anchor_of_its_own(language: Language) -> None:
    anchors = re.findall(r"\{#([\w-]+)\}", page(language))
    assert len(anchors) == len(set(anchors))
    for kind in FILE_KINDS:
        schema = schema_of(kind)
        records = {name: made for name, made in schema["$defs"].items() if "properties" in made}
        if not kind.is_list:
            records[kind.record.__name__] = schema
        for name, record in records.items():
            assert {f"{name.lower()}-{key}" for key in record["properties"]} <= set(anchors)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_way_within_the_page_leads_nowhere(language: Language) -> None:
    anchors = set(re.findall(r"\{#([\w-]+)\}", page(language)))
    assert set(re.findall(r"\]\(#([\w-]+)\)", page(language))) <= anchors


def test_a_registry_can_stand_in_a_folder_too() -> None:
    assert "- [Place](#region) `plans/regions.yml`, `plans/regions/*.yml`\n" in page("en")
    assert "## Place `plans/regions.yml` {#region}\n" in page("en")


def test_both_pages_have_the_same_anchors_in_the_same_order() -> None:
    zh, en = (re.findall(r"\{#([\w-]+)\}", page(language)) for language in LANGUAGES)
    assert zh == en


def entry(language: Language, anchor: str) -> str:
    (found,) = re.findall(rf"^.*\{{#{anchor}\}}\n(?:: .*\n)+", page(language), re.M)
    return str(found)


def test_a_required_field_says_so_with_its_kind_and_its_examples() -> None:
    assert entry("zh", "snapshot-as_of") == (
        "`as_of` **必填** {#snapshot-as_of}\n"
        ":   数据时点，即文件名。\n"
        ":   [日期](#kind-date)，例如 `2025-12-31`、`2025-06`、`2025`、`2025-01/2025-03`\n"
    )
    assert entry("en", "snapshot-as_of") == (
        "`as_of` **required** {#snapshot-as_of}\n"
        ":   What the reports speak of; the file's name.\n"
        ":   [Date](#kind-date), such as `2025-12-31`, `2025-06`, `2025`, `2025-01/2025-03`\n"
    )


def test_a_choice_lists_its_words_with_what_they_mean() -> None:
    assert entry("en", "region-level") == (
        "`level` **required** {#region-level}\n"
        ":   country, province, city or district.\n"
        ":   One of these words: `country` (Country), `province` (Province), `city` (City), "
        "`district` (District)\n"
    )


@pytest.mark.parametrize(
    ("anchor", "kind"),
    [
        ("action-projects", "A list: [Project](#project), such as"),
        ("project-lead", "A list: [Body](#body), such as `[housing]`,"),
        ("report-by_region", "One “id: [Number](#kind-number)” a line, such as `{east: 8}`,"),
        ("target-title", "[Text in two languages](#text), such as"),
        ("target-baseline", "[Baseline](#baseline), such as `{value: 25, as_of: 2023}`,"),
    ],
)
def test_a_list_a_table_and_a_record_name_what_they_hold(anchor: str, kind: str) -> None:
    assert kind in entry("en", anchor)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2025-12-31", "2025-12-31"),
        (True, "true"),
        (37.5, "37.5"),
        ({"zh": "公园", "en": "Parks: new"}, "{zh: 公园, en: 'Parks: new'}"),
        ([{"id": "a", "number": "1"}], "[{id: a, number: 1}]"),
    ],
)
def test_an_example_is_written_as_an_editor_would(value: object, text: str) -> None:
    assert as_written(value) == text
