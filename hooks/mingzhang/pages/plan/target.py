"""What a target's block on a page prints, ready in one language."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from markupsafe import Markup

from mingzhang.account.account import Account
from mingzhang.account.promise import first_promise
from mingzhang.account.status import Assessment, Status
from mingzhang.charts import lines
from mingzhang.i18n.sentences import caption, why
from mingzhang.i18n.words import Words
from mingzhang.model.fields import Text
from mingzhang.model.periods import day
from mingzhang.model.plan import Plan, Target
from mingzhang.pages.plan.events import EventView, target_story
from mingzhang.pages.viewer import Viewer

PHASES = ("not-started", "under-way", "completed")
PACED = frozenset({"on-track", "behind"})
"""Statuses for which the pace matters, so that the bar shows its mark."""


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A row of a small table: a year or a district with its value and status."""

    name: str | Text
    value: str
    status: Status | None
    word: str
    picture: Markup | None = None


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target as its block on a page shows it."""

    target: Target
    pledge: tuple[str, str, str]
    """Words before the large figure, the figure, words after it; a milestone has none."""
    was: str
    """The number and the date before official revisions, where these changed them."""
    due: str
    due_note: str
    status: Status
    status_word: str
    picture: Markup | None
    steps: tuple[tuple[str, bool], ...]
    """For a milestone: the phases and whether each is the present one."""
    caption: str
    why: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...]
    story: tuple[EventView, ...]
    years: tuple[ValueRow, ...]
    districts: tuple[ValueRow, ...]
    baseline: str
    measure: tuple[str, Text] | None
    """Address and name of the measure, where several plans use it."""
    explore: str
    """The interactive chart's option as JSON, empty where there are fewer than two values."""
    place: str
    """The line of the data file that holds the target."""


def target_view(target: Target, account: Account, view: Viewer) -> TargetView:
    """Everything the block prints."""
    words, found = view.words, account.standing[target.id]
    milestone = target.kind == "milestone"
    return TargetView(
        target=target,
        pledge=words.pledge_parts(found.promise, target.unit),
        was=_was(target, found, account.plan, words),
        due=view.due(found),
        due_note=words("target.no_due") if found.deadline and not found.own_deadline else "",
        status=found.status,
        status_word=words(f"status.{found.status}"),
        picture=None if found.years or (milestone and found.decisive) else _bar(found, view),
        steps=_steps(found, words) if milestone else (),
        caption=caption(target, found, words),
        why=why(target, found, words.when(day(account.today)), words),
        numbers=_numbers(target, found, view),
        story=target_story(target, account, view),
        years=tuple(_year(target, whole.text, each, view) for whole, each in found.years),
        districts=_districts(target, account, found, view),
        baseline=_baseline(target, words),
        measure=view.measure(target),
        explore=_explore(target, account, found, view),
        place=str(target.at().line),
    )


def _was(target: Target, found: Assessment, plan: Plan, words: Words) -> str:
    first, now = first_promise(target), found.promise
    due, pledge = first.due or plan.end, words.pledge(first, target.unit)
    changed = [
        pledge if pledge != words.pledge(now, target.unit) else "",
        words.by(due) if due and now.due not in {None, due} else "",
    ]
    return words("list.join").join(filter(None, changed))


def _bar(found: Assessment, view: Viewer) -> Markup:
    if found.attained is None:
        done = found.status in {"delivered", "delivered-late"}
        return view.bar(found.status, 1.0 if done else None, None)
    expected = (
        float(found.expected) if found.expected is not None and found.status in PACED else None
    )
    return view.bar(found.status, float(found.attained), expected)


def _steps(found: Assessment, words: Words) -> tuple[tuple[str, bool], ...]:
    if not found.decisive or found.status == "cancelled":
        return ()
    report = found.decisive.report
    now = "completed" if report.completed else report.phase
    return tuple((words(f"phase.{phase}"), phase == now) for phase in PHASES)


def _numbers(target: Target, found: Assessment, view: Viewer) -> tuple[tuple[str, str], ...]:
    words, entry = view.words, found.decisive
    if found.promise.value is None or found.years:
        return ()
    reported = entry.report.value if entry else None
    rows: list[tuple[str, str | None]] = [
        ("target.promise", words.pledge(found.promise, target.unit)),
        (
            "target.baseline.label",
            words.amount(target.baseline.value, target.unit) if target.baseline else None,
        ),
        ("target.value", None if reported is None else words.amount(reported, target.unit)),
        ("target.as_of", words.when(entry.as_of) if entry else None),
        ("target.attained", None if found.attained is None else words.percent(found.attained)),
        (
            "target.expected",
            words.percent(found.expected)
            if found.expected is not None and found.status in PACED
            else None,
        ),
        ("target.due", view.due(found)),
    ]
    return tuple((words(key), value) for key, value in rows if value)


def _year(target: Target, name: str, found: Assessment, view: Viewer) -> ValueRow:
    value = found.decisive.report.value if found.decisive else None
    shown = view.words.amount(value, target.unit) if value is not None else "—"
    word = view.words(f"status.{found.status}")
    return ValueRow(name, shown, found.status, word, _bar(found, view))


def _districts(
    target: Target, account: Account, found: Assessment, view: Viewer
) -> tuple[ValueRow, ...]:
    """The latest values by place: those that owe the target first, with what is not reported left
    open.
    """
    told = [e for e in account.history.of(target.id) if e.report.by_region and e.counts]
    if not told:
        return ()
    values = told[-1].report.by_region
    owed = account.plan.owing(target)
    regions = (*owed, *(key for key in values if key not in owed))
    return tuple(_district(key, values.get(key), target, found, view) for key in regions)


def _district(
    region: str, value: Decimal | None, target: Target, found: Assessment, view: Viewer
) -> ValueRow:
    name = view.registries.regions[region].name
    shown = view.words.amount(value, target.unit) if value is not None else "—"
    if not target.each:
        return ValueRow(name, shown, None, "")
    if value is None:
        picture = view.bar("unreported", None, None)
        return ValueRow(name, shown, "unreported", view.words("district.unreported"), picture)
    baseline = target.baseline.value if target.baseline else None
    status: Status = "delivered" if found.promise.is_met_by(value, baseline) else "behind"
    share = found.promise.attained_by(value, baseline)
    bar = view.bar(status, float(share), None) if share is not None else None
    return ValueRow(name, shown, status, view.words(f"district.{status}"), bar)


def _baseline(target: Target, words: Words) -> str:
    if not target.baseline:
        return ""
    amount = words.amount(target.baseline.value, target.unit)
    return words("target.baseline", amount=amount, date=words.when(target.baseline.as_of))


def _explore(target: Target, account: Account, found: Assessment, view: Viewer) -> str:
    """The option of the interactive chart as JSON; empty where there are fewer than two values to
    join. Its numbers are those of the words beside it: in English a unit may count in other steps.
    """
    told = [(e.as_of.last, e.report.value) for e in account.history.of(target.id) if e.counts]
    reported = [(when, value) for when, value in told if value is not None]
    if len(reported) < 2 or found.promise.value is None or not found.deadline or found.years:
        return ""
    words, unit = view.words, view.registries.units.get(target.unit or "")
    factor = unit.factor if unit and words.language == "en" else Decimal(1)
    base = float(target.baseline.value * factor) if target.baseline else 0.0
    goal = float(found.promise.value * factor)
    points = [(when, float(value * factor)) for when, value in reported]
    pace = [(found.start - timedelta(1), base), (found.deadline.last, goal)]
    names = {key: words(f"curve.{key}") for key in ("reported", "pace", "goal")}
    return json.dumps(lines.story(names, points, pace, goal), ensure_ascii=False, sort_keys=True)
