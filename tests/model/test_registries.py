"""The registries that plans share."""

from __future__ import annotations

from dataclasses import fields

import pytest

from mingzhang.model.registries import REGISTRY_RECORDS, Registries, Unit
from tests.support.builders import registries


def test_every_registry_has_a_file_of_its_own_name() -> None:
    assert list(REGISTRY_RECORDS) == [field.name for field in fields(Registries)]


def test_the_districts_of_a_city_are_in_the_order_of_the_registry() -> None:
    known = registries()
    assert known.districts_of("demo-city") == ("east", "west")
    turned = {key: known.regions[key] for key in ("west", "demo-city", "east")}
    again = Registries(known.departments, turned, known.themes, known.indicators, known.units)
    assert again.districts_of("demo-city") == ("west", "east")


def test_a_city_is_no_district_of_its_province() -> None:
    known = registries(
        lambda item: item.model_copy(update={"level": "city"}) if item.id == "east" else item
    )
    assert known.districts_of("demo-city") == ("west",)


@pytest.mark.parametrize("place", ["east", "nowhere", ""])
def test_a_place_that_nothing_belongs_to_has_no_districts(place: str) -> None:
    assert registries().districts_of(place) == ()


def test_a_unit_counts_the_same_in_english_unless_it_says_otherwise() -> None:
    unit = Unit.model_validate({"id": "km", "name": "公里"})
    assert (unit.factor, unit.tight, unit.singular) == (1, False, None)
