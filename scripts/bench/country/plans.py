"""A generated country: as many plans as wanted, each shaped like the real ones. The same arguments
give the same bytes.

A plan is of one city with eight districts: 8 actions, 40 projects, 120 targets, 3 goals, 12
quarterly snapshots of about 55 reports, safeguards, promises on control and two results of it.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from bench.country.promises import Promises
from bench.country.words import (
    ACTIONS,
    NUMERALS,
    PROJECTS,
    REMARKS,
    SAFEGUARDS,
    SYLLABLES,
    THINGS,
    Pair,
)

SEED = 20260210
TODAY = date(2026, 2, 10)
"""The day on which the country is looked at: each plan has just published its last report."""
QUARTERS = tuple(
    f"{year}-{day}" for year in (2023, 2024, 2025) for day in ("03-31", "06-30", "09-30", "12-31")
)
BODIES = 28
"""Bodies that a plan names."""
DISTRICTS = 8
Row = dict[str, Any]


def write_country(folder: Path, plans: int, registries: Path, seed: int = SEED) -> None:
    """Writes the country into the folder, which must not be there; the registries are taken from a
    folder of data, and the country's own places added.
    """
    folder.mkdir(parents=True)
    shared = _copy_registries(registries, folder)
    names = list(product(SYLLABLES, SYLLABLES))
    random.Random(seed).shuffle(names)
    places: list[Row] = []
    for number, (one, other) in enumerate(names[:plans]):
        name = (one[0] + other[0], (one[1] + other[1]).capitalize())
        city = City(number, name, random.Random(seed * 1000 + number), shared)
        city.write(folder / city.id)
        places += city.places
    _write(folder / "regions" / "country.yml", places)


@dataclass(frozen=True)
class Shared:
    """What the plans take from the registries."""

    bodies: Mapping[str, Pair]
    """By id the body's name as a document prints it."""
    provinces: Sequence[str]
    units: frozenset[str]


def _copy_registries(source: Path, folder: Path) -> Shared:
    rows: dict[str, list[Row]] = {}
    for name in ("departments", "regions", "themes", "indicators", "units"):
        rows[name] = []
        for file in [source / f"{name}.yml", *sorted((source / name).glob("*.yml"))]:
            if file.exists():
                target = folder / file.relative_to(source)
                target.parent.mkdir(exist_ok=True)
                shutil.copy(file, target)
                rows[name] += yaml.load(file.read_bytes(), yaml.CSafeLoader) or []
    city = {row["id"]: _city_name(row) for row in rows["departments"]}
    return Shared(
        {body: name for body, name in city.items() if name},
        [row["id"] for row in rows["regions"] if row["level"] == "province"],
        frozenset(row["id"] for row in rows["units"]),
    )


def _city_name(department: Row) -> Pair | None:
    """How a city's document prints the department, if it is one of a city."""
    names = [alias for alias in department.get("aliases", []) if alias.startswith("市")]
    return (names[0], f"Municipal {department['name']['en']}") if names else None


@dataclass(frozen=True)
class City:
    """One city and its plan."""

    number: int
    name: Pair
    random: random.Random
    shared: Shared

    @property
    def id(self) -> str:
        """The plan's id."""
        return f"{self.name[1].lower()}-{self.number:03}"

    @property
    def region(self) -> str:
        """The id of the city among places."""
        return f"city-{self.number:03}"

    @property
    def districts(self) -> list[str]:
        """The ids of its districts."""
        return [f"{self.region}-{n}" for n in range(1, DISTRICTS + 1)]

    @cached_property
    def bodies(self) -> list[str]:
        """The bodies that the plan names."""
        known = list(self.shared.bodies)
        return self.random.sample(known, min(BODIES, len(known)))

    @cached_property
    def places(self) -> list[Row]:
        """The city and its districts as rows of the registry."""
        zh, en = self.name
        province = self.shared.provinces[self.number % len(self.shared.provinces)]
        names = self.random.sample(list(product(SYLLABLES, SYLLABLES)), DISTRICTS)
        city = {"id": self.region, "name": text(f"{zh}市", f"{en} City"), "level": "city"}
        return [
            {**city, "parent": province},
            *(
                {
                    "id": district,
                    "name": text(f"{a}{b}区", f"{(c + d).capitalize()} District"),
                    "level": "district",
                    "parent": self.region,
                }
                for district, ((a, c), (b, d)) in zip(self.districts, names, strict=True)
            ),
        ]

    def write(self, folder: Path) -> None:
        """Writes the plan's files."""
        promises = Promises(self.random, self.districts, self.shared.units)
        _write(folder / "plan.yml", self._plan(promises))
        for index, title in enumerate(ACTIONS):
            action = self._action(index, title, promises)
            _write(folder / "actions" / f"{index + 1:02}-{action['id']}.yml", action)
        for index, day in enumerate(QUARTERS):
            _write(folder / "progress" / f"{day}.yml", self.snapshot(index, day, promises))
        for year in (2023, 2024):
            result = self._result(year)
            _write(folder / "control" / f"{result['id']}.yml", result)

    def _plan(self, promises: Promises) -> Row:
        zh, en = self.name
        office = text(f"{zh}市人民政府办公室", f"General Office of {en} Municipal Government")
        return {
            "id": self.id,
            "title": text(
                f"{zh}市城市品质三年行动计划（2023—2025年）",
                f"{en}: three years for the quality of the city (2023-2025)",
            ),
            "place": text(zh, en),
            "stage": "in-force",
            "issuer": office,
            "document_number": f"{zh}政办发〔2023〕{self.number + 1}号",
            "issued": "2023-01-15",
            "period": {"start": 2023, "end": 2025},
            "regions": [self.region],
            "districts": self.districts,
            "based_on": [self._basis()],
            "source": {**self._source("三年行动计划", "three-year plan", "2023-01-19")},
            "summary": text(
                f"{zh}市三年里做 8 项行动、40 项工程，从水、绿地、道路到住房和学校。",
                f"{en} plans 8 actions and 40 projects in three years, from water to schools.",
            ),
            "departments": {body: text(*self.shared.bodies[body]) for body in self.bodies},
            "goals": [promises.goal(index) for index in range(3)],
            "safeguards": [
                {"title": text(*title), "departments": self._some(2), "clause": f"三（{numeral}）"}
                for title, numeral in zip(SAFEGUARDS, NUMERALS, strict=False)
            ],
            "reporting": {"rhythm": "quarterly", "text": text("每季度公布。", "Every quarter.")},
            "control": self._control(),
        }

    def _basis(self) -> Row:
        number = self.number % len(self.shared.provinces) + 1
        title = text("关于提升城市品质的指导意见", "Guidance on the quality of cities")
        return {"title": title, "number": f"省政办字〔2022〕{number}号"}

    def _control(self) -> list[Row]:
        yearly = {"repeats": "yearly", "from": 2023, "to": 2025}
        titles: dict[str, Pair] = {
            "check": ("每年抽查工程质量", "Quality of works checked every year"),
            "survey": ("每年调查居民满意度", "Residents asked every year"),
            "evaluation": ("每年考评各区", "Districts evaluated every year"),
        }
        return [
            {
                "id": f"{kind}-yearly",
                "kind": kind,
                "title": text(*title),
                **yearly,
                "departments": self._some(1),
                "clause": f"四（{numeral}）",
            }
            for (kind, title), numeral in zip(titles.items(), NUMERALS, strict=False)
        ]

    def _result(self, year: int) -> Row:
        published = f"{year + 1}-02-08"
        scores = sorted(self.random.sample(range(700, 990), DISTRICTS), reverse=True)
        order = self.random.sample(self.districts, DISTRICTS)
        return {
            "id": f"{published}-districts",
            "kind": "evaluation",
            "title": text(f"{year} 年考评各区", f"Districts evaluated, {year}"),
            "published": published,
            "period": year,
            "promises": ["evaluation-yearly"],
            "out_of": 100,
            "rows": [
                {"region": district, "score": score / 10, "rank": rank}
                for rank, (district, score) in enumerate(zip(order, scores, strict=True), 1)
            ],
            "source": self._source(f"{year}年考评结果", f"evaluation of {year}", published),
        }

    def _action(self, index: int, title: Pair, promises: Promises) -> Row:
        numeral = NUMERALS[index]
        things = self.random.sample(THINGS, 5)
        return {
            "id": f"action-{index + 1}",
            "number": numeral,
            "title": text(*title),
            "summary": text(
                f"从{things[0][0]}到{things[-1][0]}，共五项工程。",
                f"Five projects, from {things[0][1]} to {things[-1][1]}.",
            ),
            "projects": [
                self._project(f"{index + 1}-{place}", thing, f"二（{numeral}）{place}", promises)
                for place, thing in enumerate(things, 1)
            ],
        }

    def _project(self, number: str, thing: Sequence[str], clause: str, promises: Promises) -> Row:
        zh, en = self.random.choice(PROJECTS)
        made = [promises.target(f"t-{number}-{n}", thing, clause) for n in (1, 2, 3)]
        lead, support = self._some(self.random.choice((1, 1, 2))), self._some(4)
        return {
            "id": f"p-{number}",
            "number": number[2:],
            "title": text(zh.format(thing[0]), _sentence(en.format(thing[1]))),
            "summary": text(
                f"三年里把{thing[0]}做好，先易后难，方便{self.name[0]}市的居民。",
                f"Better {thing[1]} for the people of {self.name[1]}, the easy parts first.",
            ),
            "lead": lead,
            "support": [body for body in support if body not in lead],
            "themes": [thing[3]],
            "clause": clause,
            "targets": made,
        }

    def snapshot(self, index: int, day: str, promises: Promises) -> Row:
        """The report of a quarter: on somewhat less than half of the promises."""
        published = (date.fromisoformat(day) + timedelta(days=23)).isoformat()
        quarter = index % 4 + 1
        zh, en = f"{day[:4]}年第{NUMERALS[quarter - 1]}季度", f"quarter {quarter} of {day[:4]}"
        return {
            "as_of": day,
            "published": published,
            "source": self._source(f"{zh}进展通报", f"progress, {en}", published),
            "summary": text(
                f"{self.name[0]}市各项工作总体向前，{3 + index} 项慢于安排。",
                f"Works in {self.name[1]} move on; {3 + index} are slower than planned.",
            ),
            "reports": list(self._reports(index, promises)),
        }

    def _reports(self, index: int, promises: Promises) -> Iterator[Row]:
        for place, promise in enumerate(promises.made):
            if (place * 7 + self.number + index) % 20 < 9:
                report = promise.report((index + 1) / len(QUARTERS))
                if (place + index) % 9 == 0:
                    report["note"] = text(*self.random.choice(REMARKS))
                yield report

    def _some(self, count: int) -> list[str]:
        return self.random.sample(self.bodies, count)

    def _source(self, zh: str, en: str, day: str) -> Row:
        name, english = self.name
        return {
            "title": text(f"{name}市{zh}", f"{english}: {en}"),
            "publisher": text(f"{name}市人民政府", f"{english} Municipal Government"),
            "date": day,
        }


def text(zh: str, en: str) -> Row:
    """A text of both languages."""
    return {"zh": zh, "en": en}


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


class _Dumper(yaml.CSafeDumper):
    """Writes no aliases, which the data has not."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _write(file: Path, record: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(written(record), "utf-8")


def written(record: Any) -> str:
    """The record as YAML, short values on one line."""
    return yaml.dump(record, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
