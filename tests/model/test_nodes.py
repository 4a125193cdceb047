"""Places of a record are those of what it was made from, whatever they are."""

from __future__ import annotations

import pickle

from mingzhang.diagnostics.problems import Location
from mingzhang.editing.workbook.read import CellPlace
from mingzhang.model.nodes import LocatedList, LocatedMap, Places


def a_mapping(path: str, *, odd: Location | None = None) -> LocatedMap:
    """A key with a text, one with a list and one with a mapping, each on a line of its own."""
    items, inner = LocatedList(Location(path, 3, 9)), LocatedMap(Location(path, 4, 9))
    items.put("x", Location(path, 3, 10))
    items.put("y", Location(path, 3, 13))
    inner.put("east", "1", Location(path, 5, 3), Location(path, 5, 9))
    mapping = LocatedMap(Location(path, 2, 1))
    mapping.put("id", "a", Location(path, 2, 1), odd or Location(path, 2, 5))
    mapping.put("list", items, Location(path, 3, 1), items.where)
    mapping.put("by_region", inner, Location(path, 4, 1), inner.where)
    return mapping


def test_every_value_and_item_has_its_place() -> None:
    places = pickle.loads(pickle.dumps(Places(a_mapping("plans/a.yml"))))
    assert places.of(None) == Location("plans/a.yml", 2, 1)
    assert places.of("id") == Location("plans/a.yml", 2, 5)
    assert places.of(("list", 1)) == Location("plans/a.yml", 3, 13)
    assert places.of(("by_region", "east")) == Location("plans/a.yml", 5, 3)
    assert places.of("other") is places.of(("list", 2)) is places.of(("id", "x")) is None


def test_places_in_another_file_or_in_a_cell_stay_what_they_are() -> None:
    for odd in (Location("plans/b.yml", 7, 7), CellPlace("form.xlsx", 7, 7)):
        places = pickle.loads(pickle.dumps(Places(a_mapping("plans/a.yml", odd=odd))))
        assert (type(places.of("id")), places.of("id")) == (type(odd), odd)
        assert places.of(("list", 0)) == Location("plans/a.yml", 3, 10)


def test_where_a_record_stands_makes_no_difference() -> None:
    one, other = Places(a_mapping("a.yml")), Places(a_mapping("b.yml"))
    assert one == other and hash(one) == hash(other) and one != "a.yml"
