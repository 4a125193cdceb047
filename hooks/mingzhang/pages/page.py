"""A data page, and what pages of several kinds print alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, ClassVar, Literal, get_args

from mingzhang.account.account import Totals
from mingzhang.account.status import Status
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES
from mingzhang.model.fields import Text
from mingzhang.model.periods import Period
from mingzhang.model.plan import Plan, Project
from mingzhang.model.progress import Snapshot
from mingzhang.model.terms import Body

Kind = Literal[
    "plan", "action", "project", "theme", "department", "region", "indicator", "snapshot", "text",
    "list",
]  # fmt: skip
"""What search tells apart: pages about one thing, hand-written text, and lists."""
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Content:
    """What a kind of page prints: the fields of each subclass are what its template gets, no less
    and no more.
    """

    template: ClassVar[str]
    """Its name below overrides/fragments, without the ending."""
    kind: ClassVar[Kind] = "list"
    scripts: ClassVar[tuple[str, ...]] = ()
    """What only such pages run; named here, a module is fetched with what imports it."""
    is_searched: ClassVar[bool] = True
    """Whether the site's own search takes in what it says."""
    describes_data: ClassVar[bool] = False
    """Whether its head describes the data as a dataset for search engines."""

    def context(self) -> dict[str, Any]:
        """What the template gets: the fields by name; what they hold is not copied."""
        return {name: getattr(self, name) for name in _field_names(type(self))}  # type: ignore[arg-type]


@cache
def _field_names(content: type[Content]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(content))


@dataclass(frozen=True, slots=True)
class PlanCount:
    """A plan with the number of its promises that are meant."""

    plan: Plan
    url: str
    """Where they stand one by one."""
    counted: str


@dataclass(frozen=True, slots=True)
class Page:
    """A data page in one language, ready for its template."""

    path: str
    """Below the root of the language; ends with `/`."""
    content: Content
    title: str
    description: str
    section: str
    plan: Plan | None = None
    """The plan it belongs to, if one."""
    snapshot: str = ""
    """The date of the snapshot it shows, if one."""
    listed: bool = True
    """Whether the sitemap, search engines and the site's own search may list it."""
    canonical: str = ""
    """The page of which it is another form."""
    also: tuple[str, ...] = ()
    """What search finds it by besides its text: ids, names in the other language, spellings."""
    standing: Sequence[tuple[Status, int]] = ()
    """How many of the targets that it is about have each status."""


def title(text: Text, *more: str, words: Words) -> str:
    """The page's title for the browser: what it is of, and the site."""
    return " · ".join([text[words.language], *more, words("site.name")])


def names(*texts: Text, words: Words) -> tuple[str, ...]:
    """What the texts are called in the other language."""
    return tuple(
        text[language]
        for text in texts
        for language in LANGUAGES
        if language != words.language and text.has(language)
    )


def newest_report(plans: Sequence[Plan]) -> Period | None:
    """What the newest report speaks of, None where there is no report."""
    ends = [snapshot.as_of for plan in plans for snapshot in plan.snapshots]
    return max(ends, key=lambda when: when.last, default=None)


def as_of(newest: Period | None, words: Words) -> str:
    """“Data as of” in words."""
    return words("foot.as_of", date=words.when(newest)) if newest else words("foot.no_report")


def figures(totals: Totals, words: Words, due: str = "due") -> list[tuple[str, str]]:
    """The four large numbers with their words; `due` names those for what is due."""
    return [
        (
            words.number(number),
            words(f"figure.{key}", n=number) if key == "promises" else words(f"figure.{key}"),
        )
        for key, number in (
            ("promises", totals.promises),
            (due, totals.due),
            ("told", totals.with_result),
            ("delivered", totals.delivered),
        )
    ]


def years(plan: Plan, words: Words) -> str:
    """The plan's years in words."""
    start = words.when(plan.period.start)
    if plan.end is None:
        return words("plan.period.open", start=start)
    return words("plan.period", start=start, end=words.when(plan.end))


def first_body(project: Project, plan: Plan) -> Text | None:
    """The body that is named first: the lead, else the first responsible one."""
    for bodies in (project.lead, project.responsible, project.support):
        if bodies:
            return printed_name(bodies[0], plan)
    return None


def neighbours(
    snapshots: Sequence[Snapshot], snapshot: Snapshot
) -> tuple[Snapshot | None, Snapshot | None]:
    """The snapshots before and after it, by what they speak of."""
    place = snapshots.index(snapshot)
    return (
        snapshots[place - 1] if place else None,
        snapshots[place + 1] if place + 1 < len(snapshots) else None,
    )


def printed_name(body: Body, plan: Plan) -> Text:
    """The body's name as the document prints it here."""
    return body.printed or plan.departments[body.id]
