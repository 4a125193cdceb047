"""The taxonomies by which pages, files and addresses are arranged across plans: one declaration.

Each has a registry of that name in `registries`, a list of pages below an address of that name
(`urls`), entries in the catalog (`account.catalog`), pages (`pages.taxonomy.all`) and files
(`exports.files`). What goes through all of them reads `TAXONOMIES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from mingzhang.model.registries import (
    Department,
    Indicator,
    Region,
    Registries,
    RegistryRecord,
    Theme,
)

R = TypeVar("R", bound=RegistryRecord)


@dataclass(frozen=True, slots=True)
class Taxonomy(Generic[R]):
    """One way to group what plans promise."""

    key: str
    """Its registry, the folder of its pages and files, its section, its part of words: `themes`."""
    noun: str
    """One of its records, as search and data files call it: `theme`."""
    record: type[R]
    in_menu: bool = True
    """Whether the main navigation of the site has it."""

    def records(self, registries: Registries) -> Mapping[str, R]:
        """Its registry: records by id, in the order of their file."""
        records: Mapping[str, R] = getattr(registries, self.key)
        return records


THEMES = Taxonomy("themes", "theme", Theme)
DEPARTMENTS = Taxonomy("departments", "department", Department)
REGIONS = Taxonomy("regions", "region", Region)
INDICATORS = Taxonomy("indicators", "indicator", Indicator, in_menu=False)
TAXONOMIES: tuple[Taxonomy[Any], ...] = (THEMES, DEPARTMENTS, REGIONS, INDICATORS)
"""All of them, in the order in which the site shows them."""
