"""One table of taxonomies: every place that goes through all of them reads it."""

from __future__ import annotations

import json
from dataclasses import fields, make_dataclass
from typing import Any, cast

import pytest

from mingzhang import urls
from mingzhang.account.catalog import Catalog
from mingzhang.exports.files import TAXONOMY_EXPORTS
from mingzhang.exports.json.plan import SCHEMAS
from mingzhang.i18n.words import table
from mingzhang.language import LANGUAGES
from mingzhang.model.fields import Text
from mingzhang.model.registries import REGISTRY_RECORDS, Registries, RegistryRecord
from mingzhang.model.taxonomies import REGIONS, TAXONOMIES, THEMES, Taxonomy
from mingzhang.old_urls import OldAddresses
from mingzhang.pages.downloads import PARTS
from mingzhang.pages.page import KINDS
from mingzhang.pages.taxonomy.all import TAXONOMY_PAGES
from mingzhang.render.frame import SECTIONS, Slots
from mingzhang.rules.former_ids import registry_names_are_free
from tests.support.builders import registries

KEYS = [taxonomy.key for taxonomy in TAXONOMIES]


class Village(RegistryRecord):
    """A record of a made-up fifth taxonomy."""

    id: str
    name: Text
    formerly: tuple[str, ...] = ()


VILLAGES = Taxonomy("villages", "village", Village)


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Registries:
    """The registries with a fifth taxonomy, declared by one more entry of the table."""
    for module in ("old_urls", "rules.former_ids"):
        monkeypatch.setattr(f"mingzhang.{module}.TAXONOMIES", (*TAXONOMIES, VILLAGES))
    monkeypatch.setattr("mingzhang.old_urls._TAXONOMIES", frozenset({*KEYS, VILLAGES.key}))
    four = registries()
    wider = make_dataclass("Wider", ["villages", *(field.name for field in fields(four))])
    village = Village(id="oaks", name=Text(zh="橡树村"), formerly=("elms",))
    more = {field.name: getattr(four, field.name) for field in fields(four)}
    return cast(Registries, wider(villages={"oaks": village}, **more))


def test_every_registry_but_units_is_a_taxonomy_with_its_record() -> None:
    assert {taxonomy.key: taxonomy.record for taxonomy in TAXONOMIES} == {
        name: record for name, record in REGISTRY_RECORDS.items() if name != "units"
    }


def test_every_taxonomy_has_its_entries_pages_and_files() -> None:
    assert set(KEYS) <= {field.name for field in fields(Catalog)}
    assert list(TAXONOMY_PAGES) == list(TAXONOMY_EXPORTS) == KEYS


def test_every_taxonomy_has_a_kind_of_search_a_schema_and_a_line_among_the_downloads() -> None:
    nouns = [taxonomy.noun for taxonomy in TAXONOMIES]
    assert [kind for kind in KINDS if kind in nouns] == nouns
    for taxonomy in TAXONOMIES:
        assert (taxonomy.noun, f"data/{taxonomy.key}/<id>.json") in PARTS
        assert json.loads((SCHEMAS / f"{taxonomy.noun}.schema.json").read_text("utf-8"))


def test_what_stands_in_the_menu_has_a_slot_and_all_have_their_words() -> None:
    in_menu = [taxonomy.key for taxonomy in TAXONOMIES if taxonomy.in_menu]
    assert [name for name in SECTIONS if name in KEYS] == in_menu
    assert {f"at_{key}" for key in in_menu} <= {field.name for field in fields(Slots)}
    for language in LANGUAGES:
        keys = {f"{part}.{key}" for part in ("title", "lede") for key in KEYS}
        assert keys <= table(language).keys()


def test_a_fifth_one_has_addresses_old_ones_too(five: Registries) -> None:
    assert VILLAGES.records(five)["oaks"].name.zh == "橡树村"
    assert urls.entry_url(VILLAGES, "oaks") == f"{urls.list_url(VILLAGES)}oaks/" == "villages/oaks/"
    old = OldAddresses((), five)
    paths = ("villages/oaks/", "data/villages/oaks.json", "feeds/villages/oaks.zh.atom")
    assert [list(old.of(path)) for path in paths] == [
        ["villages/elms/"], ["data/villages/elms.json"], ["feeds/villages/elms.zh.atom"]
    ]  # fmt: skip


def test_former_ids_of_a_fifth_one_are_watched(five: Registries) -> None:
    cast(Any, five).villages["elms"] = Village(id="elms", name=Text(zh="榆树村"))
    (problem,) = registry_names_are_free(five)
    assert problem.kind == "former-id-in-use"


def test_what_no_plan_names_is_not_used_and_a_place_is_where_a_plan_holds() -> None:
    known = registries()
    assert Catalog().used(THEMES, known) == ()
    theme, region = next(iter(known.themes.values())), next(iter(known.regions.values()))
    assert Catalog(themes={theme.id: []}).used(THEMES, known) == (theme,)
    assert Catalog(plans={region.id: []}).used(REGIONS, known) == (region,)
    assert Catalog(regions={region.id: []}).used(REGIONS, known) == (region,)
