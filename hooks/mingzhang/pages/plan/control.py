"""The page of a plan's control: what it promises on it, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.account.control import Outcome
from mingzhang.i18n.words import Words
from mingzhang.model.control import ControlKind
from mingzhang.pages.page import Page, title
from mingzhang.pages.plan.control_entries import promise_view, result_view
from mingzhang.pages.plan.control_tables import series_of, table_view
from mingzhang.pages.viewer import Viewer

GROUPS: tuple[tuple[str, tuple[ControlKind, ...]], ...] = (
    ("pilots", ("pilot", "model")),
    ("checks", ("check",)),
    ("surveys", ("survey",)),
    ("evaluations", ("evaluation",)),
    ("circulars", ("circular", "commendation", "rebuke")),
)
"""The sections of the page with the kinds that stand in each."""


def control_page(account: Account, view: Viewer) -> Iterator[Page]:
    """The page, for every plan: one that says nothing on control tells so."""
    plan, words = account.plan, view.words
    found, sections = account.outcomes, control_sections(account, view)
    context = {
        "plan": plan,
        "plan_url": urls.plan_url(plan),
        "figures": _figures(found, account, words) if found or plan.results else [],
        "sections": [section for section in sections if section["promises"] or section["results"]],
        "silent": [
            section["title"]
            for section in sections
            if not (section["promises"] or section["results"])
        ],
        "json_url": urls.plan_json(plan.id),
        "source_url": urls.source_file(plan.at().path),
    }
    heading = title(plan.title, words("control.title"), words=words)
    path = urls.control_url(plan)
    yield Page(path, "plan/control", heading, words("control.lede"), "plans", context, plan)


def control_sections(account: Account, view: Viewer) -> list[dict[str, Any]]:
    """Every group of kinds, also those on which the plan says nothing."""
    found = account.outcomes
    return [_section(name, kinds, found, account, view) for name, kinds in GROUPS]


def control_summary(account: Account, words: Words) -> str:
    """How much the plan promises on control and how much of it is told, as one sentence."""
    found = account.outcomes
    if not found and not account.plan.results:
        return words("control.none")
    promised = words("control.promised", n=len(found))
    if not account.plan.results:
        return words("control.summary.none", promised=promised)
    told = words("control.results", n=len(account.plan.results))
    return words("control.summary", promised=promised, results=told)


def _figures(found: tuple[Outcome, ...], account: Account, words: Words) -> list[tuple[str, str]]:
    told = sum(_is_told(outcome, account) for outcome in found)
    untold = sum(_is_untold(outcome, account) for outcome in found)
    return [
        (words.number(number), words(f"control.figure.{key}"))
        for key, number in (
            ("promised", len(found)),
            ("told", told),
            ("untold", untold),
            ("results", len(account.plan.results)),
        )
    ]


def _is_told(outcome: Outcome, account: Account) -> bool:
    """Whether a result, or a report of a target it stands for, tells of it."""
    targets = outcome.control.targets
    return bool(outcome.results) or any(account.history.of(target) for target in targets)


def _is_untold(outcome: Outcome, account: Account) -> bool:
    """Whether it was due and nothing public tells of it."""
    if outcome.state != "target":
        return outcome.state == "untold"
    targets = outcome.control.targets
    return all(account.standing[target].status == "unreported" for target in targets)


def _section(
    name: str,
    kinds: tuple[ControlKind, ...],
    found: tuple[Outcome, ...],
    account: Account,
    view: Viewer,
) -> dict[str, Any]:
    """A group of kinds: its promises, tables and results, the newest result first."""
    series = [one for kind in kinds for one in series_of(account, kind)]
    tabled = {result.id for one in series for result in one.results}
    results = [
        result_view(result, account, view)
        for result in reversed(account.plan.results)
        if result.kind in kinds
    ]
    _say_methods_once(results)
    return {
        "id": name,
        "title": view.words(f"control.group.{name}"),
        "several": len(kinds) > 1,
        "promises": [promise_view(o, account, view) for o in found if o.control.kind in kinds],
        "tables": [table_view(one, account, view) for one in series],
        "tabled": tabled,
        "results": results,
    }


def _say_methods_once(results: list[dict[str, Any]]) -> None:
    """Leaves the method out where an entry above has said the same."""
    said: set[str] = set()
    for row in results:
        method = row["result"].method
        row["method"] = method if method and method.zh not in said else None
        said |= {method.zh} if method else set()
