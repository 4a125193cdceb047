"""The registries that plans share: departments, regions, themes, indicators and units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args, get_type_hints

from mingzhang.model.fields import (
    Adcode,
    Bilingual,
    Factor,
    Formerly,
    Id,
    Line,
    Record,
    Ref,
    Yes,
    doc,
)

Level = Literal["country", "province", "city", "district"]


class RegistryRecord(Record):
    """A record of a registry; each has an id and a name."""


class Department(RegistryRecord):
    """A function of government, or another body that answers for targets."""

    id: Id = doc("The id, for good.", "编号，永不更改。")
    name: Bilingual = doc("The function's name.", "职能名称。")
    aliases: tuple[Line, ...] = doc("Spellings as printed in documents.", "各文件中的写法。", ())
    formerly: Formerly = ()


class Region(RegistryRecord):
    """A place."""

    id: Id = doc("The id, for good.", "编号，永不更改。")
    name: Bilingual = doc("The place's name.", "地名。")
    level: Level = doc(
        "country, province, city or district.", "层级：country、province、city、district。"
    )
    parent: Ref | None = doc("The id of the place it belongs to.", "上级地区的编号。", None)
    adcode: Adcode | None = doc("The code of GB/T 2260.", "GB/T 2260 行政区划代码。", None)
    formerly: Formerly = ()


class Theme(RegistryRecord):
    """A topic that citizens look for."""

    id: Id = doc("The id, for good.", "编号，永不更改。")
    name: Bilingual = doc("The topic's name.", "专题名称。")
    description: Bilingual = doc("One line on what it covers.", "一句话说明范围。")
    formerly: Formerly = ()


class Indicator(RegistryRecord):
    """A measure that more than one plan uses."""

    id: Id = doc("The id, for good.", "编号，永不更改。")
    name: Bilingual = doc("The measure's name.", "指标名称。")
    unit: Ref = doc("The id of its usual unit.", "通常单位的编号。")
    description: Bilingual | None = doc("What is counted.", "统计口径。", None)
    formerly: Formerly = ()


class Unit(RegistryRecord):
    """How a unit reads in each language."""

    id: Id = doc("The id, for good.", "编号，永不更改。")
    name: Bilingual = doc("The unit; in en the plural.", "单位；英文写复数。")
    singular: Line | None = doc("The English word for one.", "英文单数。", None)
    factor: Factor = doc(
        "How many English units one printed unit is.", "一个印刷单位等于多少英文单位。", Decimal(1)
    )
    tight: Yes = doc("No space stands before it.", "数字与单位之间不空格。", False)


@dataclass(frozen=True, slots=True)
class Registries:
    """Every registry by id."""

    departments: Mapping[str, Department]
    regions: Mapping[str, Region]
    themes: Mapping[str, Theme]
    indicators: Mapping[str, Indicator]
    units: Mapping[str, Unit]

    def districts_of(self, city: str) -> tuple[str, ...]:
        """Ids of the districts that belong to the city, in the registry's order."""
        return tuple(
            region.id
            for region in self.regions.values()
            if region.parent == city and region.level == "district"
        )


def spellings(record: Record) -> tuple[str, ...]:
    """What editors may write for the id of a registry's record: its names and its aliases."""
    name = getattr(record, "name")  # noqa: B009
    more = (name.en, getattr(record, "singular", None), *getattr(record, "aliases", ()))
    return (name.zh, *filter(None, more))


REGISTRY_RECORDS: dict[str, type[RegistryRecord]] = {
    name: get_args(hint)[1] for name, hint in get_type_hints(Registries).items()
}
"""The record of each registry, by the registry's name."""
