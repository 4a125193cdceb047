"""What pages print of promises on control and of their results, in one language."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.account.catalog import Catalog
from mingzhang.account.control import Outcome, State, mentions
from mingzhang.account.promise import Promise
from mingzhang.account.status import Status
from mingzhang.i18n.words import Words
from mingzhang.model.control import Control, Count, Result, ResultRow
from mingzhang.model.fields import Text
from mingzhang.model.plan import Plan, Project
from mingzhang.pages.page import printed_name
from mingzhang.pages.viewer import LineView, Viewer

LOOKS: dict[State, Status] = {
    "kept": "delivered",
    "partly": "behind",
    "untold": "unreported",
    "pending": "pending",
    "open": "undated",
}
"""The icon and colour of each state; where only targets tell, these have their own."""
NamedLink = tuple[str, Text]
"""An address, empty where there is no page, and a name."""


@dataclass(frozen=True, slots=True)
class ResultLinks:
    """Results that tell of a promise: of one year, or without one of all."""

    year: str
    links: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlView:
    """A promise on control with what came of it."""

    control: Control
    kind: str
    terms: Sequence[str]
    """The number, how many were named, and the deadline, in words, as far as known."""
    look: Status | None
    """The icon and colour of its state."""
    state: str
    """Its state in words; empty where only targets tell."""
    bodies: Sequence[NamedLink]
    regions: Sequence[NamedLink]
    projects: Sequence[NamedLink]
    targets: Sequence[tuple[LineView, str]]
    """The targets that it stands for, with the page of each."""
    results: Sequence[ResultLinks]


@dataclass(frozen=True, slots=True)
class RowView:
    """What a result says of one place, body or project."""

    name: Text | None
    subjects: Sequence[NamedLink]
    findings: str
    """Score, rank and counts in words."""
    grade: Text | None
    note: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultView:
    """A result with all its rows."""

    result: Result
    when: str
    kind: str
    period: str
    """Of which time it speaks, in words; empty where it does not say so."""
    by: Sequence[NamedLink]
    counts: str
    """What was asked and counted, in words."""
    rows: Sequence[RowView]
    method: Text | None
    corrects: tuple[str, str, Text] | None
    """Address and name of the result that it corrects, and why."""
    corrected: tuple[str, str] | None
    """Address and name of the result that corrects it."""


@dataclass(frozen=True, slots=True)
class MentionView:
    """What a result says of the subject of a page."""

    when: str
    url: str
    title: Text
    kind: str
    place: str
    row: RowView


def control_address(plan: Plan, result: Result) -> str:
    """Where the result stands."""
    return f"{urls.control_url(plan)}#result-{result.id}"


def promise_view(outcome: Outcome, account: Account, view: Viewer) -> ControlView:
    """The promise in words."""
    control, plan, words = outcome.control, account.plan, view.words
    return ControlView(
        control=control,
        kind=words(f"control.kind.{control.kind}"),
        terms=[part for part in (*_numbers(outcome, words), _deadline(outcome, words)) if part],
        look=LOOKS.get(outcome.state),
        state=words(f"control.state.{outcome.state}") if outcome.state in LOOKS else "",
        bodies=[
            (body_address(body.id, account), printed_name(body, plan))
            for body in control.departments
        ],
        regions=[_region_link(key, account, view) for key in control.regions],
        projects=[_project_link(key, account) for key in control.projects],
        targets=list(_target_lines(outcome, account, view)),
        results=_result_links(outcome, account, words),
    )


def _numbers(outcome: Outcome, words: Words) -> Iterator[str]:
    """The number promised, and how many were named."""
    control = outcome.control
    promise = Promise(control.comparator, control.value, control.value_max, None, None)
    if pledge := words.pledge(promise, control.unit):
        yield words("control.each", pledge=pledge) if control.each else pledge
    if outcome.named:
        yield words("control.named", n=outcome.named)


def _deadline(outcome: Outcome, words: Words) -> str:
    control = outcome.control
    if control.repeats:
        return words(f"rhythm.{control.repeats}")
    return words.by(control.due) if control.due else ""


def _target_lines(
    outcome: Outcome, account: Account, view: Viewer
) -> Iterator[tuple[LineView, str]]:
    """The lines of the targets it stands for, with the page of each."""
    for key in outcome.control.targets:
        yield view.line(account.targets[key], account), account.urls[key].partition("#")[0]


def _result_links(outcome: Outcome, account: Account, words: Words) -> list[ResultLinks]:
    """Its results as links, year by year where it is owed every year."""

    def links(results: Sequence[Result]) -> list[tuple[str, str]]:
        plan = account.plan
        return [
            (control_address(plan, r), words("control.told", date=words.when(r.published)))
            for r in results
        ]

    if outcome.years and outcome.state != "target":
        return [
            ResultLinks(words("control.year", year=str(year)), links(results))
            for year, results in outcome.years
        ]
    return [ResultLinks("", links(outcome.results))] if outcome.results else []


def result_view(result: Result, account: Account, view: Viewer) -> ResultView:
    """A result with all its rows; one that was corrected says so."""
    plan, words = account.plan, view.words
    later = account.corrected_by.get(result.id)
    return ResultView(
        result=result,
        when=words.short(result.published),
        kind=words(f"control.kind.{result.kind}"),
        period=words("control.period", date=words.when(result.period)) if result.period else "",
        by=[(body_address(body.id, account), printed_name(body, plan)) for body in result.by],
        counts=counts_in_words(result, words),
        rows=[row_view(row, result, account, view) for row in result.rows],
        method=result.method,
        corrects=_correction(result, plan, words),
        corrected=(
            control_address(plan, later),
            words("control.corrected", date=words.when(later.published)),
        )
        if later
        else None,
    )


def _correction(result: Result, plan: Plan, words: Words) -> tuple[str, str, Text] | None:
    if result.corrects is None:
        return None
    earlier = next(other for other in plan.results if other.id == result.corrects.result)
    name = words("control.corrects", date=words.when(earlier.published))
    return control_address(plan, earlier), name, result.corrects.reason


def row_view(
    row: ResultRow,
    result: Result,
    account: Account,
    view: Viewer,
    own: Container[str] = frozenset(),
) -> RowView:
    """A row: what it is about, but for the page's own subjects, and what is said of it."""
    return RowView(
        row.name,
        list(subjects(row, account, view, own)),
        findings(row, result, view.words),
        row.grade,
        row.note,
    )


def subjects(
    row: ResultRow, account: Account, view: Viewer, own: Container[str] = frozenset()
) -> Iterator[NamedLink]:
    """The place, the body and the project that the row names, but for the page's own."""
    if row.region and row.region not in own:
        yield _region_link(row.region, account, view)
    if row.department and row.department not in own:
        department = account.plan.departments[row.department]
        yield body_address(row.department, account), department
    if row.project and row.project not in own:
        yield _project_link(row.project, account)


def _region_link(key: str, account: Account, view: Viewer) -> NamedLink:
    return region_address(key, account), view.registries.regions[key].name


def body_address(key: str, account: Account) -> str:
    """The department's page; empty where the plan gives it no project, so that it may have none."""
    return urls.department_url(key) if key in account.departments_with_projects else ""


def region_address(key: str, account: Account) -> str:
    """The place's page; empty where the plan names it nowhere else, so that it may have none."""
    return urls.region_url(key) if key in account.regions_named else ""


def _project_link(key: str, account: Account) -> NamedLink:
    return account.urls[f"project:{key}"], account.projects[key][1].title


def findings(row: ResultRow, result: Result, words: Words) -> str:
    """Score, rank and counts of a row in words."""
    score = ""
    if row.score is not None:
        key = "control.score" if result.out_of is None else "control.score.of"
        score = words(key, score=row.score, most=result.out_of or Decimal(0))
    rank = words("control.rank", rank=row.rank) if row.rank is not None else ""
    parts = (score, rank, counts_in_words(row, words))
    return words("list.join").join(part for part in parts if part)


def counts_in_words(count: Count, words: Words) -> str:
    """What was asked and counted, in words."""
    parts = []
    if count.satisfied is not None:
        share = words.number(count.satisfied)
        key = "control.satisfied" if count.sample is None else "control.satisfied.of"
        parts.append(words(key, share=share, sample=count.sample or Decimal(0)))
    for key in ("checked", "faulty", "mended"):
        if (number := getattr(count, key)) is not None:
            parts.append(words(f"control.{key}", number=number))
    return words("list.join").join(parts)


def mention_views(
    account: Account, view: Viewer, *, region: str = "", department: str = "", project: str = ""
) -> list[MentionView]:
    """What results say of the place, the body or the project, the newest first."""
    plan, words = account.plan, view.words
    place = plan.place[words.language]
    own = {region, department, project}
    return [
        MentionView(
            words.short(result.published),
            control_address(plan, result),
            result.title,
            words(f"control.kind.{result.kind}"),
            words("feed.invented", place=place) if plan.invented else place,
            row_view(row, result, account, view, own),
        )
        for result, row in mentions(
            account.valid_results, region=region, department=department, project=project
        )
    ]


def mentioned_in(catalog: Catalog, view: Viewer, **about: str) -> list[MentionView]:
    """The same over all plans that hold for a place, each once."""
    with_results = (account for account in catalog.placed if account.plan.results)
    views = [one for account in with_results for one in mention_views(account, view, **about)]
    return sorted(views, key=lambda one: one.when, reverse=True)


def promised_for(account: Account, project: Project, view: Viewer) -> list[ControlView]:
    """The promises on control that are about the project."""
    return [
        promise_view(outcome, account, view)
        for outcome in account.outcomes
        if project.id in outcome.control.projects
    ]
