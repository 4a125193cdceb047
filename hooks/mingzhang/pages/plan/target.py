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
from mingzhang.pages.plan.events import EventView, target_timeline
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
    timeline: tuple[EventView, ...]
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
    """Everything the block prints; made once, since several pages of the plan print it."""
    return view.once(_target_view, target, account)


def _target_view(target: Target, account: Account, view: Viewer) -> TargetView:
    words, assessment = view.words, account.standing[target.id]
    milestone = target.kind == "milestone"
    return TargetView(
        target=target,
        pledge=words.pledge_parts(assessment.promise, target.unit),
        was=_before_revisions(target, assessment, account.plan, words),
        due=view.due(assessment),
        due_note=words("target.no_due")
        if assessment.deadline and not assessment.own_deadline
        else "",
        status=assessment.status,
        status_word=words(f"status.{assessment.status}"),
        picture=None
        if assessment.years or (milestone and assessment.decisive)
        else _progress_bar(assessment, view),
        steps=_steps(assessment, words) if milestone else (),
        caption=caption(target, assessment, words),
        why=why(target, assessment, words.when(day(account.today)), words),
        numbers=_number_rows(target, assessment, view),
        timeline=target_timeline(target, account, view),
        years=tuple(_year_row(target, whole.text, each, view) for whole, each in assessment.years),
        districts=_district_rows(target, account, assessment, view),
        baseline=_baseline_words(target, words),
        measure=view.measure(target),
        explore=_chart_option(target, account, assessment, view),
        place=str(target.at().line),
    )


def _before_revisions(target: Target, assessment: Assessment, plan: Plan, words: Words) -> str:
    first, now = first_promise(target), assessment.promise
    due, pledge = first.due or plan.end, words.pledge(first, target.unit)
    changed = [
        pledge if pledge != words.pledge(now, target.unit) else "",
        words.by(due) if due and now.due not in {None, due} else "",
    ]
    return words("list.join").join(filter(None, changed))


def _progress_bar(assessment: Assessment, view: Viewer) -> Markup:
    if assessment.attained is None:
        done = assessment.status in {"delivered", "delivered-late"}
        return view.bar(assessment.status, 1.0 if done else None, None)
    expected = (
        float(assessment.expected)
        if assessment.expected is not None and assessment.status in PACED
        else None
    )
    return view.bar(assessment.status, float(assessment.attained), expected)


def _steps(assessment: Assessment, words: Words) -> tuple[tuple[str, bool], ...]:
    if not assessment.decisive or assessment.status == "cancelled":
        return ()
    report = assessment.decisive.report
    now = "completed" if report.completed else report.phase
    return tuple((words(f"phase.{phase}"), phase == now) for phase in PHASES)


def _number_rows(
    target: Target, assessment: Assessment, view: Viewer
) -> tuple[tuple[str, str], ...]:
    words, entry = view.words, assessment.decisive
    if assessment.promise.value is None or assessment.years:
        return ()
    reported = entry.report.value if entry else None
    rows: list[tuple[str, str | None]] = [
        ("target.promise", words.pledge(assessment.promise, target.unit)),
        (
            "target.baseline.label",
            words.amount(target.baseline.value, target.unit) if target.baseline else None,
        ),
        ("target.value", None if reported is None else words.amount(reported, target.unit)),
        ("target.as_of", words.when(entry.as_of) if entry else None),
        (
            "target.attained",
            None if assessment.attained is None else words.percent(assessment.attained),
        ),
        (
            "target.expected",
            words.percent(assessment.expected)
            if assessment.expected is not None and assessment.status in PACED
            else None,
        ),
        ("target.due", view.due(assessment)),
    ]
    return tuple((words(key), value) for key, value in rows if value)


def _year_row(target: Target, name: str, assessment: Assessment, view: Viewer) -> ValueRow:
    value = assessment.decisive.report.value if assessment.decisive else None
    shown = view.words.amount(value, target.unit) if value is not None else "—"
    word = view.words(f"status.{assessment.status}")
    return ValueRow(name, shown, assessment.status, word, _progress_bar(assessment, view))


def _district_rows(
    target: Target, account: Account, assessment: Assessment, view: Viewer
) -> tuple[ValueRow, ...]:
    """The latest values by place: those that owe the target first, with what is not reported left
    open.
    """
    entries = [e for e in account.history.of(target.id) if e.report.by_region and e.counts]
    if not entries:
        return ()
    values = entries[-1].report.by_region
    owed = account.plan.owing(target)
    regions = (*owed, *(key for key in values if key not in owed))
    return tuple(_district_row(key, values.get(key), target, assessment, view) for key in regions)


def _district_row(
    region: str, value: Decimal | None, target: Target, assessment: Assessment, view: Viewer
) -> ValueRow:
    name = view.registries.regions[region].name
    shown = view.words.amount(value, target.unit) if value is not None else "—"
    if not target.each:
        return ValueRow(name, shown, None, "")
    if value is None:
        picture = view.bar("unreported", None, None)
        return ValueRow(name, shown, "unreported", view.words("district.unreported"), picture)
    baseline = target.baseline.value if target.baseline else None
    status: Status = "delivered" if assessment.promise.is_met_by(value, baseline) else "behind"
    share = assessment.promise.attained_by(value, baseline)
    bar = view.bar(status, float(share), None) if share is not None else None
    return ValueRow(name, shown, status, view.words(f"district.{status}"), bar)


def _baseline_words(target: Target, words: Words) -> str:
    if not target.baseline:
        return ""
    amount = words.amount(target.baseline.value, target.unit)
    return words("target.baseline", amount=amount, date=words.when(target.baseline.as_of))


def _chart_option(target: Target, account: Account, assessment: Assessment, view: Viewer) -> str:
    """The option of the interactive chart as JSON; empty where there are fewer than two values to
    join. Its numbers are those of the words beside it: in English a unit may count in other steps.
    """
    reported = [
        (entry.as_of.last, entry.report.value)
        for entry in account.history.of(target.id)
        if entry.counts and entry.report.value is not None
    ]
    if (
        len(reported) < 2
        or assessment.promise.value is None
        or not assessment.deadline
        or assessment.years
    ):
        return ""
    words, unit = view.words, view.registries.units.get(target.unit or "")
    factor = unit.factor if unit and words.language == "en" else Decimal(1)
    base = float(target.baseline.value * factor) if target.baseline else 0.0
    goal = float(assessment.promise.value * factor)
    points = [(when, float(value * factor)) for when, value in reported]
    pace = [(assessment.start - timedelta(1), base), (assessment.deadline.last, goal)]
    names = {key: words(f"curve.{key}") for key in ("reported", "pace", "goal")}
    return json.dumps(lines.story(names, points, pace, goal), ensure_ascii=False, sort_keys=True)
