"""What a form asks of those who report: every column declared once, and its rows with what is
known already. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from mingzhang.account.account import Account
from mingzhang.account.history import ReportEntry
from mingzhang.account.status import Status
from mingzhang.i18n.words import Words
from mingzhang.language import Language
from mingzhang.model.plan import Plan, Project, Target
from mingzhang.model.progress import Phase, SourceKind
from mingzhang.model.registries import Region
from mingzhang.model.terms import Body

CLOSED: frozenset[Status] = frozenset({"delivered", "delivered-late", "cancelled"})
"""Statuses of promises that no report can change any more, short of a correction."""

CellKind = Literal["text", "number", "date", "choice"]
Cell = str | Decimal | None
FormRow = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a form. The English heading is its key, so that it is found wherever it stands
    and whoever saved it.
    """

    key: str
    zh: str
    kind: CellKind = "text"
    fill: bool = False
    """Whether it is to be filled in; the others are locked."""
    width: int = 14
    choices: tuple[str, ...] = ()
    """Keys; what a reader chooses from names them in both languages."""

    @property
    def en(self) -> str:
        """The English heading."""
        return self.key.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a form."""

    key: str
    zh: str
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        """What the sheet is called."""
        return f"{self.zh} {self.key}"


_PLAN = Column("plan", "计划", width=13)

SOURCES = Table(
    "Sources",
    "来源",
    (
        _PLAN,
        Column("title", "计划名称", width=34),
        Column("as_of", "数据时点", "date", True),
        Column("published", "发布日期", "date", True),
        Column("kind", "性质", "choice", True, 22, get_args(SourceKind)),
        Column("source_zh", "来源标题", fill=True, width=34),
        Column("source_en", "来源标题（英文）", fill=True, width=34),
        Column("publisher_zh", "发布者", fill=True, width=24),
        Column("publisher_en", "发布者（英文）", fill=True, width=24),
        Column("source_date", "来源日期", "date", True),
        Column("url", "网址", fill=True, width=34),
        Column("summary_zh", "概述", fill=True, width=40),
        Column("summary_en", "概述（英文）", fill=True, width=40),
    ),
)
REPORTS = Table(
    "Reports",
    "报告",
    (
        _PLAN,
        Column("target", "承诺编号", width=24),
        Column("project", "工程", width=26),
        Column("bodies", "责任单位", width=26),
        Column("promise", "承诺", width=40),
        Column("amount", "承诺数值", width=16),
        Column("unit", "单位", width=10),
        Column("due", "期限", width=12),
        Column("status", "现在的状态", width=16),
        Column("last_value", "上次数值", "number", width=11),
        Column("last_phase", "上次阶段", width=14),
        Column("last_as_of", "上次时点", width=12),
        Column("value", "本次数值", "number", True, 12),
        Column("phase", "本次阶段", "choice", True, 22, get_args(Phase)),
        Column("completed", "完成日期", "date", True, 12),
        Column("note_zh", "说明", fill=True, width=36),
        Column("note_en", "说明（英文）", fill=True, width=36),
        Column("corrects", "更正哪一天的报告", "date", True, 16),
        Column("reason", "更正理由", fill=True, width=26),
    ),
)
DISTRICTS = Table(
    "Districts",
    "分区",
    (
        _PLAN,
        Column("target", "承诺编号", width=24),
        Column("promise", "承诺", width=40),
        Column("unit", "单位", width=10),
        Column("region", "地区编号", width=16),
        Column("place", "地区", width=16),
        Column("last_value", "上次数值", "number", width=11),
        Column("last_as_of", "上次时点", width=12),
        Column("value", "本次数值", "number", True, 12),
    ),
)
PROJECTS = Table(
    "Projects",
    "工程",
    (
        _PLAN,
        Column("project", "工程编号", width=24),
        Column("title", "工程", width=40),
        Column("last_note", "上次说明", width=40),
        Column("last_as_of", "上次时点", width=12),
        Column("note_zh", "说明", fill=True, width=40),
        Column("note_en", "说明（英文）", fill=True, width=40),
    ),
)
TABLES = (SOURCES, REPORTS, DISTRICTS, PROJECTS)


@dataclass(frozen=True, slots=True)
class Form:
    """The rows of every table, by the table's key."""

    rows: Mapping[str, Sequence[FormRow]]


def labels(column: Column, both: Mapping[Language, Words]) -> dict[str, str]:
    """What a drop-down offers, by key: the word in Chinese, then the key."""
    words = both["zh"]
    named = {
        key: words(f"phase.{key}") if column.key == "phase" else words(f"kind.{key}")
        for key in column.choices
    }
    return {key: f"{name} {key}" for key, name in named.items()}


def form_of(
    accounts: Sequence[Account],
    regions: Mapping[str, Region],
    words: Words,
    *,
    department: str | None = None,
    due: bool = False,
) -> Form:
    """The form for the plans; for one department, only what names it; with `due`, only promises
    that are still open.
    """
    asked = [_Asked(account, regions, words, department, due) for account in accounts]
    asked = [one for one in asked if one.targets]
    return Form(
        {
            SOURCES.key: [one.source() for one in asked],
            REPORTS.key: [row for one in asked for row in one.reports()],
            DISTRICTS.key: [row for one in asked for row in one.districts()],
            PROJECTS.key: [row for one in asked for row in one.projects()],
        }
    )


class _Asked:
    """What is asked of one plan."""

    def __init__(
        self,
        account: Account,
        regions: Mapping[str, Region],
        words: Words,
        department: str | None,
        due: bool,
    ) -> None:
        self.account, self.plan = account, account.plan
        self.regions, self.words = regions, words
        goals = [] if department else [(None, goal) for goal in self.plan.goals]
        owned = [
            (project, target)
            for project in self.plan.projects
            if department is None or department in {body.id for body in _bodies_of(project)}
            for target in project.targets
        ]
        self.targets: list[tuple[Project | None, Target]] = [
            (project, target)
            for project, target in (*goals, *owned)
            if not (due and account.standing[target.id].status in CLOSED)
        ]

    def source(self) -> FormRow:
        """The row of the plan in the table of sources."""
        return {
            "plan": self.plan.id,
            "title": self.plan.title[self.words.language],
            "kind": "self-reported",
        }

    def reports(self) -> Iterator[FormRow]:
        """A row for each target, with what was promised and last reported."""
        words = self.words
        for project, target in self.targets:
            assessment = self.account.standing[target.id]
            last = self._last_report(target)
            report = last.report if last else None
            yield {
                **self._common_cells(target),
                "project": project.title[words.language] if project else words("form.goal"),
                "bodies": _printed_bodies(self.plan, project, words.language) if project else "",
                "amount": words.pledge(assessment.promise, target.unit) or words("form.milestone"),
                "due": str(assessment.deadline) if assessment.deadline else "",
                "status": words(f"status.{assessment.status}"),
                "last_value": report.value if report else None,
                "last_phase": words(f"phase.{report.phase}") if report and report.phase else "",
                "last_as_of": str(last.as_of) if last else "",
            }

    def districts(self) -> Iterator[FormRow]:
        """A row for each target and district that owes it or has reported on it."""
        for _, target in self.targets:
            last = self._last_report(target, districts=True)
            values = last.report.by_region if last else {}
            # Places that reported before are asked again, also where no one owes it by itself.
            for region in dict.fromkeys((*self.plan.owing(target), *values)):
                yield {
                    **self._common_cells(target),
                    "region": region,
                    "place": self.regions[region].name[self.words.language],
                    "last_value": values.get(region),
                    "last_as_of": str(last.as_of) if last and region in values else "",
                }

    def projects(self) -> Iterator[FormRow]:
        """A row for each project, with the last note on it."""
        seen: set[str] = set()
        for project, _ in self.targets:
            if project is None or project.id in seen:
                continue
            seen.add(project.id)
            entries = self.account.history.by_project.get(project.id, ())
            last = entries[-1] if entries else None
            note = last.report.note if last else None
            yield {
                "plan": self.plan.id,
                "project": project.id,
                "title": project.title[self.words.language],
                "last_note": note[self.words.language] if note else "",
                "last_as_of": str(last.as_of) if last else "",
            }

    def _last_report(self, target: Target, *, districts: bool = False) -> ReportEntry | None:
        """The last report that counts; of `districts`, the last that tells them apart."""
        entries = [entry for entry in self.account.history.of(target.id) if entry.counts]
        fitting = [entry for entry in entries if not districts or entry.report.by_region]
        return fitting[-1] if fitting else None

    def _common_cells(self, target: Target) -> dict[str, Cell]:
        """The cells that name the target in every table."""
        unit = self.words.figure(Decimal(0), target.unit)[1] if target.unit else ""
        title = target.title[self.words.language]
        return {"plan": self.plan.id, "target": target.id, "promise": title, "unit": unit}


def _bodies_of(project: Project) -> list[Body]:
    return [*project.lead, *project.responsible, *project.support]


def _printed_bodies(plan: Plan, project: Project, language: Language) -> str:
    """The bodies as this plan prints them, the lead first."""
    names = [body.printed or plan.departments[body.id] for body in _bodies_of(project)]
    return "、".join(name[language] for name in names)
