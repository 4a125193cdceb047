"""The promises of a generated plan, and what is reported of each."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.country.words import DEEDS, MILESTONES, PLACES, SHARES, SYLLABLES, THINGS, Pair

DUE = ("2023", "2024", "2025", "2025-06", "2024-12-31", "2025-12-31")
PACES = (0.55, 0.8, 0.95, 1.0, 1.05)
"""How far the work gets by the end, as a share of what was promised."""
_AMOUNTS = (6, 12, 20, 45, 80, 150, 320, 900, 1500)
_SIGNS = ("at_least", "at_least", "exactly", "about")
Row = dict[str, Any]


@dataclass(frozen=True)
class Promise:
    """What a report needs to know of a promise."""

    id: str
    amount: float | None
    """None: done or not done."""
    is_share: bool
    pace: float
    districts: Sequence[str] = ()
    """Those that owe it each by themselves."""

    def report(self, share: float) -> Row:
        """What is reported when this share of the time has passed."""
        way = self.pace * share
        if self.amount is None:
            return {"target": self.id, "phase": "completed" if way >= 0.9 else "under-way"}
        if self.districts:
            amounts = {
                district: self._value(way * (0.7 + 0.08 * n))
                for n, district in enumerate(self.districts)
            }
            return {"target": self.id, "by_region": amounts}
        return {"target": self.id, "value": self._value(way)}

    def _value(self, way: float) -> float:
        value = (self.amount or 0) * way
        return min(round(value, 1), 100.0) if self.is_share else round(value)


@dataclass
class Promises:
    """Makes the promises of one plan, and remembers them for its reports."""

    random: random.Random
    districts: Sequence[str]
    units: frozenset[str]
    made: list[Promise] = field(default_factory=list)

    def goal(self, index: int) -> Row:
        """A headline goal of the plan."""
        thing = self.random.choice(THINGS)
        return self._share(f"goal-{index + 1}", thing, "一（二）", "2025")

    def target(self, name: str, thing: Sequence[str], clause: str) -> Row:
        """A target of a project: of every ten two shares, two milestones, else amounts."""
        due = self.random.choice(DUE)
        kind = self.random.random()
        if kind < 0.2:
            return self._share(name, thing, clause, due)
        if kind < 0.4:
            zh, en = self.random.choice(MILESTONES)
            title = (zh.format(thing[0]), en.format(thing[1]))
            return self._made(Promise(name, None, False, self._pace()), title, due, clause)
        return self._amount(name, thing, clause, due)

    def _share(self, name: str, thing: Sequence[str], clause: str, due: str) -> Row:
        zh, en = self.random.choice(SHARES)
        percent = self.random.randint(30, 98)
        row = self._made(
            Promise(name, percent, True, self._pace()),
            (f"{thing[0]}{zh}", f"{thing[1]}: {en}"),
            due,
            clause,
        )
        row |= {"at_least": percent, "unit": "percent"}
        if self.random.random() < 0.2:
            source = {"title": {"zh": "2022年统计公报", "en": "Statistics of 2022"}}
            row["baseline"] = {"value": round(percent * 0.6, 1), "as_of": "2022", "source": source}
        return row

    def _amount(self, name: str, thing: Sequence[str], clause: str, due: str) -> Row:
        zh, en = self.random.choice(DEEDS)
        amount, unit = self.random.choice(_AMOUNTS), thing[2]
        each = self.random.random() < 0.1
        promise = Promise(name, amount, False, self._pace(), self.districts if each else ())
        row = self._made(promise, (f"{zh}{thing[0]}", f"{thing[1]} {en}"), due, clause)
        row |= {self.random.choice(_SIGNS): amount, "unit": unit}
        if each:
            row["each"] = True
        elif thing[4]:
            row["indicator"] = thing[4]
        return row

    def _made(self, promise: Promise, title: Pair, due: str, clause: str) -> Row:
        self.made.append(promise)
        zh, en = self._place()
        english = f"{title[1][0].upper()}{title[1][1:]}" + (f", {en}" if en else "")
        title_row = {"zh": f"{zh}{title[0]}", "en": english}
        return {"id": promise.id, "title": title_row, "due": due, "clause": clause}

    def _place(self) -> Pair:
        """Where it is, in some of all cases."""
        if self.random.random() < 0.35:
            one, other = self.random.choice(SYLLABLES), self.random.choice(SYLLABLES)
            return f"{one[0]}{other[0]}片区", f"{(one[1] + other[1]).capitalize()} quarter"
        return self.random.choice(PLACES)

    def _pace(self) -> float:
        return self.random.choice(PACES)
