"""The pages of a plan as it stood at each of its snapshots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from mingzhang import urls
from mingzhang.account.account import Account, totals
from mingzhang.account.status import STATUSES, Assessment, Status
from mingzhang.i18n.sentences import said
from mingzhang.i18n.words import Words
from mingzhang.model.fields import Text
from mingzhang.model.periods import day
from mingzhang.model.plan import Plan, Target
from mingzhang.model.progress import Snapshot
from mingzhang.pages.page import Content, Page, figures, neighbours, title
from mingzhang.pages.viewer import ActionRow, LineView, StatusBar, Viewer


@dataclass(frozen=True, slots=True)
class PastLine:
    """A target as it stood then."""

    line: LineView
    url: str
    """Where it stands today."""
    project: Text | None
    """None for a goal."""
    rests_on: str
    """What its status rested on, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastContent(Content):
    """A plan as it stood at a snapshot."""

    template: ClassVar = "plan/then"

    plan: Plan
    plan_url: str
    snapshots_url: str
    snapshot_url: str
    here: str
    when: str
    heading: str
    basis: str
    """What the page is worked out from."""
    figures: Sequence[tuple[str, str]]
    whole: StatusBar | None
    actions: Sequence[ActionRow]
    goals: Sequence[PastLine]
    groups: Sequence[tuple[Status, str, str, Sequence[PastLine]]]
    """The targets by status: code, word, number, lines."""
    earlier: tuple[str, str] | None
    """Address and date of the state at the snapshot before, if there is one."""
    later: tuple[str, str] | None


def past_pages(account: Account, view: Viewer) -> Iterator[Page]:
    """A page for each snapshot. Search engines and the site's own search are to find the plan as
    it stands today, so these are not listed there.
    """
    plan, words, lines = account.plan, view.words, PastLines(account, view)
    for snapshot in plan.snapshots:
        then = account.at(snapshot)
        heading = words("then.title", date=words.when(snapshot.as_of))
        yield Page(
            urls.plan_then_url(plan, snapshot),
            _content(account, snapshot, heading, view, lines),
            title(plan.title, heading, words=words),
            words("then.about", date=words.when(day(then.today)), title=plan.title[words.language]),
            "plans",
            then.plan,
            snapshot.as_of.text,
            listed=False,
        )


def _content(
    account: Account, snapshot: Snapshot, heading: str, view: Viewer, lines: PastLines
) -> PastContent:
    plan, words, then = account.plan, view.words, account.at(snapshot)
    whole = totals([then])
    earlier, later = neighbours(plan.snapshots, snapshot)
    return PastContent(
        plan=plan,
        plan_url=urls.plan_url(plan),
        snapshots_url=urls.snapshots_url(plan),
        snapshot_url=urls.snapshot_url(plan, snapshot),
        here=urls.plan_then_url(plan, snapshot),
        when=words.when(snapshot.as_of),
        heading=heading,
        basis=_basis_sentence(then, snapshot, view),
        figures=figures(whole, words, "due.then"),
        whole=view.status_bar(whole.counts),
        actions=[view.action_row(action, then) for action in plan.actions],
        goals=[lines.of(goal, then) for goal in plan.goals],
        groups=_status_groups(then, view.words, lines),
        earlier=_past_link(account, earlier, view) if earlier else None,
        later=_past_link(account, later, view) if later else None,
    )


def _basis_sentence(then: Account, snapshot: Snapshot, view: Viewer) -> str:
    """What the page is worked out from."""
    words, today = view.words, view.words.when(day(then.today))
    if not snapshot.published:
        return words("then.basis.open", day=today)
    return words("then.basis", day=today, published=words.when(snapshot.published))


def _status_groups(
    then: Account, words: Words, lines: PastLines
) -> list[tuple[Status, str, str, list[PastLine]]]:
    """The targets by status: code, word, number, lines."""
    rows: dict[str, list[PastLine]] = {}
    for _, project, target in lines.account.placed_targets:
        row = lines.of(target, then, project.title)
        rows.setdefault(row.line.status, []).append(row)
    return [
        (code, words(f"status.{code}"), words.number(len(rows[code])), rows[code])
        for code in STATUSES
        if code in rows
    ]


class PastLines:
    """The lines of the targets of one plan: most stand as they did at the snapshot before."""

    def __init__(self, account: Account, view: Viewer) -> None:
        self.account = account
        self._view = view
        self._kept: dict[int, PastLine] = {}
        """By the identity of the assessment, which the account keeps."""

    def of(self, target: Target, then: Account, project: Text | None = None) -> PastLine:
        """The target as it stood then; `project` is the title of its own."""
        assessment = then.standing[target.id]
        key = id(assessment)
        if key not in self._kept:
            self._kept[key] = self._line(target, assessment, project)
        return self._kept[key]

    def _line(self, target: Target, assessment: Assessment, project: Text | None) -> PastLine:
        words, entry = self._view.words, assessment.decisive
        line, url = self._line_then(target, assessment), self.account.urls[target.id]
        if not entry:
            return PastLine(line, url, project, "")
        reported = said(entry.report, target, words)
        rests_on = words("then.told", said=reported, date=words.when(entry.as_of))
        return PastLine(line, url, project, rests_on)

    def _line_then(self, target: Target, assessment: Assessment) -> LineView:
        """What lists print of it, from that of today where the terms were the same."""
        if assessment.promise is not self.account.standing[target.id].promise:
            return self._view.line_of(target, assessment)
        today, status = self._view.line(target, self.account), assessment.status
        word = self._view.words(f"status.{status}")
        return LineView(target, today.pledge, today.due, status, word)


def _past_link(account: Account, snapshot: Snapshot, view: Viewer) -> tuple[str, str]:
    return urls.plan_then_url(account.plan, snapshot), view.words.when(snapshot.as_of)
