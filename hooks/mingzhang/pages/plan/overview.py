"""The page of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import ClassVar

from mingzhang import urls
from mingzhang.account.account import Account, ordered, totals
from mingzhang.account.higher_documents import BasisLinks
from mingzhang.i18n.words import Words
from mingzhang.model.fields import Text
from mingzhang.model.periods import day
from mingzhang.model.plan import Plan
from mingzhang.pages.downloads import plan_tables
from mingzhang.pages.page import Content, Page, figures, names, title, years
from mingzhang.pages.plan.control import control_summary
from mingzhang.pages.plan.control_entries import control_address
from mingzhang.pages.plan.target import TargetView, target_view
from mingzhang.pages.plan.timeline import Timeline, deadline_counts, plan_timeline_view
from mingzhang.pages.viewer import ActionRow, StatusBar, Viewer


@dataclass(frozen=True, slots=True)
class PlanEvent:
    """Something that happened or is due under a plan."""

    line: Text | str
    url: str = ""
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class PlanDay:
    """A day of a plan's timeline."""

    when: str
    events: Sequence[PlanEvent]
    coming: bool
    """Whether it is today or later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanContent(Content):
    """A plan at a glance."""

    template: ClassVar = "plan/plan"
    kind: ClassVar = "plan"
    describes_data: ClassVar = True

    plan: Plan
    figures: Sequence[tuple[str, str]]
    whole: StatusBar | None
    targets_url: str
    actions: Sequence[ActionRow]
    timeline: Timeline | None
    days: Sequence[PlanDay]
    goals: Sequence[TargetView]
    control: str
    """How much is promised on control and published of it, in words."""
    control_url: str
    basis: Sequence[BasisLinks]
    bodies: str
    """How many bodies the plan names, in words."""
    bodies_url: str
    identity: Sequence[tuple[str, Text | str]]
    snapshots_url: str
    print_url: str
    last: str | None
    """What the newest snapshot speaks of."""
    then: Sequence[tuple[str, str]]
    """Address and date of each past state."""
    json_url: str
    tables: Sequence[tuple[str, str]]
    source_url: str


def plan_pages(account: Account, view: Viewer, basis: Sequence[BasisLinks] = ()) -> Iterator[Page]:
    """The plan's page; `basis` leads from its higher documents to other plans."""
    yield _plan_page(account, view, basis)


def _plan_page(account: Account, view: Viewer, basis: Sequence[BasisLinks]) -> Page:
    plan, words, last = account.plan, view.words, account.last_snapshot
    whole = totals([account])
    content = PlanContent(
        plan=plan,
        figures=figures(whole, words),
        whole=view.status_bar(whole.counts),
        targets_url=urls.plan_targets_url(plan),
        actions=[view.action_row(action, account) for action in plan.actions],
        timeline=plan_timeline_view(account, view),
        days=_plan_days(account, view),
        goals=[target_view(goal, account, view) for goal in plan.goals],
        control=control_summary(account, words),
        control_url=urls.control_url(plan),
        basis=basis,
        bodies=words("plan.bodies", n=len(plan.departments)) if plan.departments else "",
        bodies_url=urls.bodies_url(plan),
        identity=identity(plan, words),
        snapshots_url=urls.snapshots_url(plan),
        print_url=urls.plan_print_url(plan),
        last=words.when(last.as_of) if last else None,
        then=_past_links(plan, words),
        json_url=urls.plan_json(plan.id),
        tables=plan_tables(plan.id, words),
        source_url=urls.source_file(plan.at().path),
    )
    about = plan.summary[words.language] if plan.summary else plan.title[words.language]
    return Page(
        urls.plan_url(plan),
        content,
        title(plan.title, words=words),
        about,
        "plans",
        plan,
        also=(plan.id, plan.document_number or "", *names(plan.title, plan.place, words=words)),
        standing=ordered(whole.counts),
    )


def _past_links(plan: Plan, words: Words) -> list[tuple[str, str]]:
    """Where the plan stands as it was at each snapshot, the newest first."""
    newest = reversed(plan.snapshots)
    return [(urls.plan_then_url(plan, one), words.short(one.as_of)) for one in newest]


def identity(plan: Plan, words: Words) -> list[tuple[str, Text | str]]:
    """What the document is: its issuer, number, date, period and stage, as far as known."""
    rows: list[tuple[str, Text | str | None]] = [
        (words("plan.issuer"), plan.issuer),
        (words("plan.number"), plan.document_number),
        (words("plan.issued"), words.when(plan.issued) if plan.issued else None),
        (words("plan.period.label"), years(plan, words)),
        (words("plan.stage"), words(f"stage.{plan.stage}")),
    ]
    return [(name, value) for name, value in rows if value]


def _plan_days(account: Account, view: Viewer) -> list[PlanDay]:
    """What happened and what is due, day by day."""
    dated = sorted(_dated_events(account, view), key=lambda row: row[0])
    return [
        PlanDay(view.words.short(day(when)), [event for _, event in events], when >= account.today)
        for when, events in groupby(dated, key=lambda row: row[0])
    ]


def _dated_events(account: Account, view: Viewer) -> Iterator[tuple[date, PlanEvent]]:
    plan, words = account.plan, view.words
    if plan.issued:
        yield plan.issued.last, PlanEvent(words("event.issued"))
    for phase in plan.phases:
        if phase.end:
            yield phase.end.last, PlanEvent(phase.title, text=phase.text)
    for when, count in deadline_counts(account).items():
        yield when, PlanEvent(words("plan.timeline.due", n=count), urls.plan_targets_url(plan))
    for snapshot in plan.snapshots:
        reported = words("snapshot.reported", n=len(snapshot.reports))
        yield snapshot.as_of.last, PlanEvent(reported, urls.snapshot_url(plan, snapshot))
        yield snapshot.as_of.last, PlanEvent(words("then.read"), urls.plan_then_url(plan, snapshot))
    for result in plan.results:
        yield result.published.last, PlanEvent(result.title, control_address(plan, result))
