"""The timeline of a plan: one picture in two widths, its caption, and when how many targets are
due.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from mingzhang.account.account import Account
from mingzhang.charts import lines
from mingzhang.model.periods import day
from mingzhang.pages.viewer import Viewer

WIDE, NARROW = (720, 170), (350, 170)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Phases, deadlines and snapshots on one axis."""

    wide: Markup
    narrow: Markup
    caption: str


def plan_timeline_view(account: Account, view: Viewer) -> Timeline | None:
    """The plan's timeline, None where nothing has a date."""
    plan, words = account.plan, view.words
    phases = [(p.start.first, p.end.last) for p in plan.phases if p.start and p.end]
    due = deadline_counts(account)
    snapshots = [snapshot.as_of.last for snapshot in plan.snapshots]
    days = [*due, *snapshots, *(when for phase in phases for when in phase)]
    if not days:
        return None
    rows = [words("row.phase"), words("row.deadlines"), words("row.reports")]
    option = lines.timeline_option(rows, phases, due, snapshots, account.today)
    caption = words(
        "plan.timeline.caption", phases=len(phases), deadlines=len(due), snapshots=len(snapshots)
    )
    if min(days) <= account.today <= max(days):
        line = words("plan.timeline.line", day=words.when(day(account.today)))
        caption += f" {line}" if words.language == "en" else line
    return Timeline(view.pictures.svg(option, WIDE), view.pictures.svg(option, NARROW), caption)


def deadline_counts(account: Account) -> dict[date, int]:
    """How many targets are due on each day, in the order of the days."""
    deadlines = (account.standing[target.id].deadline for target in account.plan.targets)
    return dict(sorted(Counter(when.last for when in deadlines if when).items()))
