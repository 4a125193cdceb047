"""What most pages of one language print: bars of counts, lines and rows of lists, who answers for
a project. Templates only print.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from markupsafe import Markup

from mingzhang import urls
from mingzhang.account.account import Account, Counts, ordered
from mingzhang.account.catalog import CatalogEntry
from mingzhang.account.status import Assessment, Status
from mingzhang.charts import bars
from mingzhang.charts.svg import Pictures
from mingzhang.i18n.words import Words
from mingzhang.model.fields import Text
from mingzhang.model.plan import Action, Project, Target
from mingzhang.model.registries import Registries
from mingzhang.pages.page import first_body

Parts = tuple[tuple[Status, int], ...]
"""Statuses that occur with their counts."""
S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StatusBar:
    """Counts by status as one picture with a legend."""

    picture: Markup
    segments: tuple[tuple[Status, str, int], ...]
    """Status, its word, count: in the order of the picture."""
    sentence: str

    @property
    def standing(self) -> tuple[tuple[Status, int], ...]:
        """The counts without their words."""
        return tuple((status, count) for status, _, count in self.segments)


@dataclass(frozen=True, slots=True, eq=False)
class LineView:
    """A target as one line of a list; there is one for each target, so it is its own identity."""

    target: Target
    pledge: tuple[str, str, str]
    due: str
    status: Status
    status_word: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action as one row of its plan's."""

    action: Action
    url: str
    projects: str
    promises: str
    """How many of each, in words."""
    bar: StatusBar | None


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project as one row, with those of its targets that are meant."""

    project: Project
    url: str
    lead: Text | None
    """The body that is named first."""
    targets: Sequence[LineView]


class Viewer:
    """Words, pictures and registries of one language, and what most pages print with them."""

    def __init__(
        self,
        words: Words,
        pictures: Pictures,
        registries: Registries,
        measures: Container[str] = (),
    ) -> None:
        self.words = words
        self.pictures = pictures
        self.registries = registries
        self.measures = measures
        self._bars: dict[Parts, StatusBar] = {}
        self._projects: dict[int, tuple[CatalogEntry, ProjectRow]] = {}
        """By the identity of the entry, which is kept with the row."""
        self._lines: dict[tuple[str, str], LineView] = {}
        self._account: Account | None = None
        self._kept: dict[tuple[object, int], Any] = {}
        """What was made of records of that account, by their identity."""

    def status_bar(self, counts: Counts) -> StatusBar | None:
        """The bar of counts by status, None where there is nothing to count."""
        parts = ordered(counts)
        if not parts:
            return None
        if parts not in self._bars:
            self._bars[parts] = self._status_bar(parts, counts)
        return self._bars[parts]

    def _status_bar(self, parts: Parts, counts: Counts) -> StatusBar:
        key = ("counts", bars.bar_shares(counts))
        picture = self.pictures.bar(key, lambda: bars.status_bar(counts), bars.COUNTS)
        words = self.words
        named = tuple((status, words(f"status.{status}"), count) for status, count in parts)
        counted = [words("status.count", status=word, n=count) for _, word, count in named]
        whole, listed = sum(count for _, count in parts), words("list.join").join(counted)
        return StatusBar(picture, named, words("status.bar", n=whole, parts=listed))

    def bar(self, status: Status, attained: float | None, expected: float | None) -> Markup:
        """A progress bar; shares of 1, None for absence and for no mark."""
        drawn, mark = (None if s is None else bars.rounded(s) for s in (attained, expected))
        return self.pictures.bar(
            (status, drawn, mark), lambda: bars.progress_bar(status, drawn, mark), bars.BAR
        )

    def line(self, target: Target, account: Account) -> LineView:
        """What lists print of a target; many pages list it, so it is made once."""
        key = (account.plan.id, target.id)
        if key not in self._lines:
            self._lines[key] = self.line_of(target, account.standing[target.id])
        return self._lines[key]

    def line_of(self, target: Target, assessment: Assessment) -> LineView:
        """The same by the assessment, which may be of a past day; not kept."""
        word = self.words(f"status.{assessment.status}")
        pledge = self.words.pledge_parts(assessment.promise, target.unit)
        return LineView(target, pledge, self.due(assessment), assessment.status, word)

    def once(self, make: Callable[[S, Account, Viewer], T], subject: S, account: Account) -> T:
        """What `make` gives for a record of the account's plan, which several pages print; kept
        until another account is asked for, so that memory does not grow with the site.
        """
        if self._account is not account:
            self._account, self._kept = account, {}
        key = (make, id(subject))
        if (known := self._kept.get(key)) is None:
            known = self._kept[key] = make(subject, account, self)
        view: T = known
        return view

    def action_row(self, action: Action, account: Account) -> ActionRow:
        """What the lists of a plan's actions print of one."""
        return ActionRow(
            action,
            urls.action_url(account.plan, action),
            self.words("plan.projects", n=len(action.projects)),
            self.words("plan.promises", n=len(action.targets)),
            self.status_bar(account.counts(action.targets)),
        )

    def project_row(self, entry: CatalogEntry) -> ProjectRow:
        """A project with those of its promises that are meant; made once for each entry."""
        known = self._projects.get(id(entry))
        if known is None:
            plan = entry.account.plan
            row = ProjectRow(
                entry.project,
                urls.project_url(plan, entry.action, entry.project),
                first_body(entry.project, plan),
                [self.line(target, entry.account) for target in entry.targets],
            )
            known = self._projects[id(entry)] = entry, row
        return known[1]

    def due(self, assessment: Assessment) -> str:
        """The deadline in words, or that there is none."""
        if assessment.years:
            return self.words("target.yearly")
        deadline = assessment.deadline
        return self.words.by(deadline) if deadline else self.words("target.undated")

    def measure(self, target: Target) -> tuple[str, Text] | None:
        """Where the target's measure is compared across plans, if it is."""
        if target.indicator is None or target.indicator not in self.measures:
            return None
        return urls.indicator_url(target.indicator), self.registries.indicators[
            target.indicator
        ].name

    def bodies(self, project: Project, account: Account) -> list[tuple[str, str, str, Text]]:
        """Role, its word, address and printed name of each body, in the document's order."""
        return [
            (
                role,
                self.words(f"project.{role}"),
                urls.body_url(account.plan, body.id),
                body.printed or account.plan.departments[body.id],
            )
            for role in ("lead", "support", "responsible")
            for body in getattr(project, role)
        ]
