"""The page of a plan's control: what it promises on it, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.account.control import Outcome
from mingzhang.i18n.words import Words
from mingzhang.model.control import ControlKind
from mingzhang.model.plan import Plan
from mingzhang.pages.page import Content, Page, title
from mingzhang.pages.plan.control_entries import ControlView, ResultView, promise_view, result_view
from mingzhang.pages.plan.control_tables import TableView, series_of, table_view
from mingzhang.pages.viewer import Viewer

GROUPS: tuple[tuple[str, tuple[ControlKind, ...]], ...] = (
    ("pilots", ("pilot", "model")),
    ("checks", ("check",)),
    ("surveys", ("survey",)),
    ("evaluations", ("evaluation",)),
    ("circulars", ("circular", "commendation", "rebuke")),
)
"""The sections of the page with the kinds that stand in each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSection:
    """A group of kinds: its promises, tables and results, the newest result first."""

    id: str
    title: str
    several: bool
    """Whether it holds several kinds, so that each promise and result names its own."""
    promises: Sequence[ControlView]
    tables: Sequence[TableView]
    tabled: frozenset[str]
    """Ids of the results whose rows stand in a table."""
    results: Sequence[ResultView]

    @property
    def is_silent(self) -> bool:
        """Whether the plan says nothing on it and nothing was published."""
        return not (self.promises or self.results)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlContent(Content):
    """What a plan promises on its control, and what was published of it."""

    template: ClassVar = "plan/control"

    plan: Plan
    plan_url: str
    figures: Sequence[tuple[str, str]]
    sections: Sequence[ControlSection]
    silent: Sequence[str]
    """The groups of which the plan says nothing."""
    json_url: str
    source_url: str


def control_page(account: Account, view: Viewer) -> Iterator[Page]:
    """The page, for every plan: one that says nothing on control tells so."""
    plan, words = account.plan, view.words
    promised, sections = account.outcomes, control_sections(account, view)
    content = ControlContent(
        plan=plan,
        plan_url=urls.plan_url(plan),
        figures=_figures(promised, account, words) if promised or plan.results else [],
        sections=[section for section in sections if not section.is_silent],
        silent=[section.title for section in sections if section.is_silent],
        json_url=urls.plan_json(plan.id),
        source_url=urls.source_file(plan.at().path),
    )
    heading = title(plan.title, words("control.title"), words=words)
    path = urls.control_url(plan)
    yield Page(path, content, heading, words("control.lede"), "plans", plan)


def control_sections(account: Account, view: Viewer) -> list[ControlSection]:
    """Every group of kinds, also those on which the plan says nothing."""
    promised = account.outcomes
    return [_control_section(name, kinds, promised, account, view) for name, kinds in GROUPS]


def control_summary(account: Account, words: Words) -> str:
    """How much the plan promises on control and how much was published, as one sentence."""
    promises = account.outcomes
    if not promises and not account.plan.results:
        return words("control.none")
    promised = words("control.promised", n=len(promises))
    if not account.plan.results:
        return words("control.summary.none", promised=promised)
    results = words("control.results", n=len(account.plan.results))
    return words("control.summary", promised=promised, results=results)


def _figures(
    promised: tuple[Outcome, ...], account: Account, words: Words
) -> list[tuple[str, str]]:
    reported = sum(_is_reported(outcome, account) for outcome in promised)
    unreported = sum(_is_unreported(outcome, account) for outcome in promised)
    return [
        (words.number(number), words(f"control.figure.{key}"))
        for key, number in (
            ("promised", len(promised)),
            ("told", reported),
            ("untold", unreported),
            ("results", len(account.plan.results)),
        )
    ]


def _is_reported(outcome: Outcome, account: Account) -> bool:
    """Whether a result, or a report of a target it stands for, tells of it."""
    targets = outcome.control.targets
    return bool(outcome.results) or any(account.history.of(target) for target in targets)


def _is_unreported(outcome: Outcome, account: Account) -> bool:
    """Whether it was due and nothing public tells of it."""
    if outcome.state != "target":
        return outcome.state == "untold"
    targets = outcome.control.targets
    return all(account.standing[target].status == "unreported" for target in targets)


def _control_section(
    name: str,
    kinds: tuple[ControlKind, ...],
    promised: tuple[Outcome, ...],
    account: Account,
    view: Viewer,
) -> ControlSection:
    series = [one for kind in kinds for one in series_of(account, kind)]
    results = [
        result_view(result, account, view)
        for result in reversed(account.plan.results)
        if result.kind in kinds
    ]
    return ControlSection(
        id=name,
        title=view.words(f"control.group.{name}"),
        several=len(kinds) > 1,
        promises=[promise_view(o, account, view) for o in promised if o.control.kind in kinds],
        tables=[table_view(one, account, view) for one in series],
        tabled=frozenset(result.id for one in series for result in one.results),
        results=list(_with_methods_once(results)),
    )


def _with_methods_once(results: Iterable[ResultView]) -> Iterator[ResultView]:
    """The same, without the method where a result above has the same."""
    seen: set[str] = set()
    for view in results:
        is_new = view.method is None or view.method.zh not in seen
        yield view if is_new else replace(view, method=None)
        seen |= {view.method.zh} if view.method else set()
