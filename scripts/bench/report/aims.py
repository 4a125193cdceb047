"""What the figures should be, and whether they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Results = Mapping[str, Any]
"""What a run measured, as in its JSON."""
MOST_HTML, MOST_SEARCH, MOST_ELEMENTS = 65, 60, 3000
MOST_CLS, MOST_TBT, MOST_LCP = 0.02, 100, 1800
READER: Mapping[str, float] = {
    "whole": MOST_HTML,
    "search": MOST_SEARCH,
    "elements": MOST_ELEMENTS,
    "cls": MOST_CLS,
    "tbt": MOST_TBT,
    "lcp": MOST_LCP,
}
"""The most that a first visit may cost, by the column."""


@dataclass(frozen=True)
class Aim:
    """An aim with the figure that was measured."""

    key: str
    value: float
    limit: float
    pages: int
    """How many pages the country has that was measured."""
    is_least: bool = False
    """Whether the figure must be at least the limit, else at most."""

    @property
    def is_met(self) -> bool:
        """Whether the figure keeps to the limit."""
        return self.value >= self.limit if self.is_least else self.value <= self.limit


def aims(results: Results) -> list[Aim]:
    """Every aim that the run says something about, each at the largest size that does."""
    found: dict[str, Aim] = {}
    for size in results["sizes"]:
        found |= {aim.key: aim for aim in _of_size(size)}
    found |= {aim.key: aim for aim in _of_growth(results["sizes"])}
    return [*found.values()]


def _of_size(size: Results) -> Iterator[Aim]:
    ours, pages = size.get("ours", {}), size["pages"]
    stock, hugo = size.get("stock"), size.get("hugo")
    if ours:
        whole, alone = ours["everything"]["wall"], ours["alone"]["wall"]
        if stock:
            yield Aim("alone-stock", stock["wall"] / alone, 25, pages, is_least=True)
            yield Aim("everything-stock", stock["wall"] / whole, 12, pages, is_least=True)
        if hugo:
            yield Aim("alone-hugo", hugo["wall"] / alone, 1, pages, is_least=True)
        yield Aim("unchanged", ours["unchanged"]["wall"] / whole * 100, 3, pages)
        yield Aim("edited", ours["edited"]["wall"], 2, pages)
        yield Aim("next-day", ours["next_day"]["wall"] / whole * 100, 10, pages)
        later = [cost["memory"] for kind, cost in ours.items() if kind != "cold"]
        yield Aim("memory", max(later), 400, pages)
        yield Aim("memory-cold", ours["cold"]["memory"], 400, pages)
    if serve := size.get("serve"):
        for key, limit in (("first_start", 5), ("first_page", 5), ("visible", 0.7)):
            if key in serve:
                yield Aim(key, serve[key], limit, pages)


def _of_growth(sizes: Sequence[Results]) -> Iterator[Aim]:
    """How much more a page takes in the largest country than in the one before."""
    measured = [size for size in sizes if "ours" in size]
    if len(measured) > 1:
        small, large = measured[-2:]
        yield Aim("growth", per_page(large) / per_page(small), 1.1, large["pages"])


def per_page(size: Results) -> float:
    """Milliseconds that a page takes, of a build of everything."""
    wall: float = size["ours"]["everything"]["wall"]
    return wall / int(size["pages"]) * 1000


def floor_of(size: Results) -> float:
    """How many times the floor a build of everything takes."""
    whole: float = size["ours"]["everything"]["wall"]
    floor: float = size["floor"]["parse"] + size["floor"]["write"]
    return whole / floor


def is_within(column: str, kind: str, visit: Results) -> bool:
    """Whether a figure of a first visit keeps to its limit. What a search asks for has one of its
    own, and does not count with the page.
    """
    value = float(visit[column])
    if column == "whole" and kind == "search":
        value -= visit["search"]
    return column not in READER or value <= READER[column]
