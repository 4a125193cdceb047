"""What every district of a place owes by itself, spelled out for each district and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.account.catalog import Catalog, CatalogEntry, owed_in
from mingzhang.account.status import Assessment, Status, due_dates
from mingzhang.i18n.words import Words
from mingzhang.model.fields import Text
from mingzhang.model.periods import Period, year
from mingzhang.model.plan import Plan, Target
from mingzhang.pages.viewer import Viewer

Owed = tuple[Period | None, CatalogEntry, Target, Assessment]
"""A promise of every district on one of the days when it is due, or that is never due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedTarget:
    """What the district owes of a target on one of its days."""

    url: str
    target: Target
    pledge: tuple[str, str, str]
    due: str
    reported: str
    """What the district reported, and if it is enough, in words."""
    status: Status
    word: str
    """The status in words."""


@dataclass(frozen=True, slots=True)
class OwedYear:
    """What the district owes in one year, or without a deadline."""

    name: str
    anchor: str
    count: str
    """How many promises, in words."""
    rows: Sequence[OwedTarget]


@dataclass(frozen=True, slots=True)
class OwedPlan:
    """What the district owes under one plan, by year."""

    plan: Plan
    url: str
    hint: str
    """That the document does not name its districts; empty if it does."""
    years: Sequence[OwedYear]


@dataclass(frozen=True, slots=True)
class DistrictCounts:
    """How much each district owes in each year under one plan."""

    hint: str
    """As that of `OwedPlan`."""
    years: Sequence[int]
    rows: Sequence[tuple[str, Text, Sequence[tuple[str, str] | None]]]
    """Address and name of each district; of each year the anchor on its page and the count,
    None where nothing is due."""


def owing(region: str, entries: Sequence[CatalogEntry], view: Viewer) -> list[OwedPlan]:
    """What the district owes as every one does: a table a plan, its rows by year."""
    return [
        OwedPlan(
            plan=plan,
            url=urls.plan_url(plan),
            hint=_hint(plan, view),
            years=[
                _owed_year(region, plan, number, list(of_year), view) for number, of_year in years
            ],
        )
        for plan, rows in _owed_by_plan(entries)
        for years in (groupby(rows, key=lambda row: _year_number(row[0])),)
    ]


def owed_within(region: str, catalog: Catalog, view: Viewer) -> list[DistrictCounts]:
    """How much each district of the place owes in each year: a table a plan that holds there."""
    tables = (_district_counts(account, view) for account in catalog.plans.get(region, ()))
    return [table for table in tables if table]


def _owed_by_plan(entries: Sequence[CatalogEntry]) -> Iterator[tuple[Plan, list[Owed]]]:
    for _, group in groupby(entries, key=lambda entry: entry.account.plan.id):
        of_plan = list(group)
        rows = [row for entry in of_plan for row in _owed_targets(entry)]
        if rows:
            # Without a deadline it comes last.
            yield (
                of_plan[0].account.plan,
                sorted(rows, key=lambda row: _year_number(row[0]) or 9999),
            )


def _owed_targets(entry: CatalogEntry) -> Iterator[Owed]:
    for target in entry.targets:
        if target.each:
            for when, assessment in _due_dates(entry.account.standing[target.id]):
                yield when, entry, target, assessment


def _due_dates(assessment: Assessment) -> Sequence[tuple[Period | None, Assessment]]:
    return list(due_dates(assessment)) or [(None, assessment)]


def _year_number(when: Period | None) -> int | None:
    return when.last.year if when else None


def _hint(plan: Plan, view: Viewer) -> str:
    """That the document does not name its districts; empty if it does."""
    return "" if plan.districts else view.words("owed.unnamed")


def _owed_year(
    region: str, plan: Plan, number: int | None, rows: Sequence[Owed], view: Viewer
) -> OwedYear:
    words = view.words
    return OwedYear(
        name=words.when(year(number)) if number else words("target.undated"),
        anchor=_anchor(plan, number),
        count=words("plan.promises", n=len(rows)),
        rows=[_owed_target(region, row, view) for row in rows],
    )


def _anchor(plan: Plan, number: int | None) -> str:
    return f"{plan.id}-{number or 'undated'}"


def _owed_target(region: str, owed: Owed, view: Viewer) -> OwedTarget:
    when, entry, target, assessment = owed
    words, account = view.words, entry.account
    place = urls.project_url(account.plan, entry.action, entry.project)
    return OwedTarget(
        url=f"{place}#{target.id}",
        target=target,
        pledge=words.pledge_parts(assessment.promise, target.unit),
        due=words.by(when) if when else words("target.undated"),
        reported=_reported_in_words(
            account.values_by_place.get(target.id, {}).get(region, {}), owed, words
        ),
        status=assessment.status,
        word=words(f"status.{assessment.status}"),
    )


def _reported_in_words(values: Mapping[int, Decimal], owed: Owed, words: Words) -> str:
    """What the district reported last, of a yearly promise in its year, and if it is enough."""
    when, _, target, assessment = owed
    fits = [key for key in values if not (target.repeats and when) or key == when.last.year]
    if not fits:
        return words("district.unreported")
    last = max(fits)
    baseline = target.baseline.value if target.baseline else None
    met = assessment.promise.is_met_by(values[last], baseline)
    return words(
        "owed.told",
        amount=words.amount(values[last], target.unit),
        year=words.when(year(last)),
        met=words("district.delivered" if met else "district.behind"),
    )


def _district_counts(account: Account, view: Viewer) -> DistrictCounts | None:
    """Of one plan: a row a district, a column a year, each number leading to the list behind it."""
    plan, regions = account.plan, view.registries.regions
    counts: dict[str, Counter[int | None]] = {}
    for _, project, target in account.placed_targets:
        if target.each:
            numbers = [_year_number(when) for when, _ in _due_dates(account.standing[target.id])]
            for district in owed_in(target, project, plan, view.registries):
                counts.setdefault(district, Counter()).update(numbers)
    if not counts:
        return None
    years = sorted({number for by_year in counts.values() for number in by_year if number})
    return DistrictCounts(
        hint=_hint(plan, view),
        years=years,
        rows=[
            (
                urls.region_url(district),
                regions[district].name,
                [(_anchor(plan, n), view.words.number(by_year[n])) if by_year[n] else None
                 for n in years],
            )
            for district, by_year in counts.items()
        ],
    )  # fmt: skip
