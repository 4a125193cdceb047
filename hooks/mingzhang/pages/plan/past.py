"""The pages of a plan as it stood at each of its snapshots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mingzhang import urls
from mingzhang.account.account import Account, totals
from mingzhang.account.status import STATUSES
from mingzhang.i18n.sentences import said
from mingzhang.model.fields import Text
from mingzhang.model.periods import day
from mingzhang.model.plan import Target
from mingzhang.model.progress import Snapshot
from mingzhang.pages.page import Page, figures, neighbours, title
from mingzhang.pages.viewer import LineView, Viewer


@dataclass(frozen=True, slots=True)
class PastLine:
    """A target as it stood then."""

    line: LineView
    url: str
    """Where it stands today."""
    project: Text | None
    """None for a goal."""
    told: str
    """What its status rested on, in words."""


def past_pages(account: Account, view: Viewer) -> Iterator[Page]:
    """A page for each snapshot. Search engines and the site's own search are to find the plan as
    it stands today, so these are not listed there.
    """
    plan, words = account.plan, view.words
    for snapshot in plan.snapshots:
        then = account.at(snapshot)
        heading = words("then.title", date=words.when(snapshot.as_of))
        yield Page(
            urls.plan_then_url(plan, snapshot),
            "plan/then",
            title(plan.title, heading, words=words),
            words("then.about", date=words.when(day(then.today)), title=plan.title[words.language]),
            "plans",
            _context(account, snapshot, heading, view),
            then.plan,
            snapshot.as_of.text,
            listed=False,
        )


def _context(account: Account, snapshot: Snapshot, heading: str, view: Viewer) -> dict[str, Any]:
    plan, words, then = account.plan, view.words, account.at(snapshot)
    found, where = totals([then]), account.urls
    earlier, later = neighbours(plan.snapshots, snapshot)
    return {
        "plan": plan,
        "plan_url": urls.plan_url(plan),
        "snapshots_url": urls.snapshots_url(plan),
        "snapshot_url": urls.snapshot_url(plan, snapshot),
        "here": urls.plan_then_url(plan, snapshot),
        "when": words.when(snapshot.as_of),
        "heading": heading,
        "basis": _basis(then, snapshot, view),
        "figures": figures(found, words, "due.then"),
        "whole": view.status_bar(found.counts),
        "actions": [view.action_row(action, then) for action in plan.actions],
        "goals": [_line(goal, then, view, where) for goal in plan.goals],
        "groups": _groups(then, view, where),
        "earlier": earlier and _link(account, earlier, view),
        "later": later and _link(account, later, view),
    }


def _basis(then: Account, snapshot: Snapshot, view: Viewer) -> str:
    """What the page is worked out from."""
    words, today = view.words, view.words.when(day(then.today))
    if not snapshot.published:
        return words("then.basis.open", day=today)
    return words("then.basis", day=today, published=words.when(snapshot.published))


def _groups(
    then: Account, view: Viewer, where: Mapping[str, str]
) -> list[tuple[str, str, str, list[PastLine]]]:
    """The targets by status: code, word, number, lines."""
    rows: dict[str, list[PastLine]] = {}
    for _, project, target in then.plan.placed_targets:
        row = _line(target, then, view, where, project.title)
        rows.setdefault(row.line.status, []).append(row)
    return [
        (code, view.words(f"status.{code}"), view.words.number(len(rows[code])), rows[code])
        for code in STATUSES
        if code in rows
    ]


def _line(
    target: Target,
    then: Account,
    view: Viewer,
    where: Mapping[str, str],
    project: Text | None = None,
) -> PastLine:
    found, words = then.standing[target.id], view.words
    entry = found.decisive
    told = (
        words("then.told", said=said(entry.report, target, words), date=words.when(entry.as_of))
        if entry
        else ""
    )
    return PastLine(view.line_of(target, found), where[target.id], project, told)


def _link(account: Account, snapshot: Snapshot, view: Viewer) -> tuple[str, str]:
    return urls.plan_then_url(account.plan, snapshot), view.words.when(snapshot.as_of)
