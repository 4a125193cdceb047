"""The table of reports: a row for each report, and one more for each region that it names. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.account.account import Account
from mingzhang.account.history import ReportEntry
from mingzhang.exports.tables.columns import INVENTED, PLAN, Column, Sheet, both, sheet_of
from mingzhang.exports.tables.targets import places
from mingzhang.exports.values import last_day, period_text
from mingzhang.model.fields import Text
from mingzhang.model.plan import Plan, Project, Target
from mingzhang.model.progress import Report, Source


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report, or what it says of one region."""

    plan: Plan
    project: Project | None
    """None: it speaks of a headline goal."""
    target: Target | None
    """None: it is a remark on the project."""
    entry: ReportEntry
    region: str | None
    """None: the row is about the whole."""
    value: Decimal | None

    @property
    def report(self) -> Report:
        """The report as it stands in its snapshot."""
        return self.entry.report

    @property
    def title(self) -> Text | None:
        """The title of what it speaks of."""
        subject = self.target or self.project
        return subject.title if subject else None

    @property
    def unit(self) -> str | None:
        """The unit of the value; None where there is no value."""
        return self.target.unit if self.target and self.value is not None else None

    @property
    def source(self) -> Source | None:
        """Its own source, else that of its snapshot."""
        return self.report.source or self.entry.snapshot.source


REPORTS: tuple[Column[ReportRow], ...] = (
    PLAN,
    INVENTED,
    Column(
        "project",
        "string",
        "Id of the project; empty for a headline goal",
        "工程编号；总体目标为空",
        lambda row: row.project.id if row.project else None,
    ),
    Column(
        "target",
        "string",
        "Id of the target; empty: a remark on the project",
        "承诺编号；空为对工程的说明",
        lambda row: row.target.id if row.target else None,
    ),
    *both(
        "title",
        "Title of the target or the project",
        "承诺或工程的标题",
        lambda row: row.title,
        True,
    ),
    Column(
        "snapshot",
        "string",
        "The snapshot that holds the report",
        "所在快照",
        lambda row: period_text(row.entry.snapshot.as_of),
        True,
    ),
    Column(
        "as_of",
        "string",
        "What it speaks of, as printed",
        "数据时点，照原文精度",
        lambda row: period_text(row.entry.as_of),
        True,
    ),
    Column(
        "as_of_date",
        "date",
        "The last day of as_of",
        "数据时点的最后一日",
        lambda row: last_day(row.entry.as_of),
        True,
    ),
    Column(
        "region",
        "string",
        "Id of the region, where the value is a region's part",
        "地区编号，仅分地区数值填写",
        lambda row: row.region,
    ),
    Column("value", "number", "The reported value", "报告值", lambda row: row.value),
    Column("unit", "string", "Id of the unit", "单位编号", lambda row: row.unit),
    Column("phase", "string", "How far it is", "进展阶段", lambda row: row.report.phase),
    Column(
        "completed",
        "string",
        "When it was met, if the source says so",
        "完成日期",
        lambda row: period_text(row.report.completed),
    ),
    Column(
        "completed_date",
        "date",
        "The last day of completed",
        "完成日期的最后一日",
        lambda row: last_day(row.report.completed),
    ),
    *both("note", "A remark", "备注", lambda row: row.report.note),
    Column(
        "kind",
        "string",
        "Who says it",
        "性质",
        lambda row: row.report.kind or row.entry.snapshot.kind,
        True,
    ),
    *both(
        "source",
        "Title of the source",
        "来源标题",
        lambda row: row.source.title if row.source else None,
    ),
    *both(
        "publisher",
        "Who published it",
        "发布者",
        lambda row: row.source.publisher if row.source else None,
    ),
    Column(
        "source_date",
        "string",
        "When it was published",
        "来源发布日期",
        lambda row: period_text(row.source.date) if row.source else None,
    ),
    Column(
        "source_url",
        "string",
        "The source's address",
        "来源网址",
        lambda row: row.source.url if row.source else None,
    ),
    Column(
        "corrects",
        "string",
        "The snapshot whose report it corrects",
        "更正哪一次快照",
        lambda row: row.report.corrects.snapshot.text if row.report.corrects else None,
    ),
    *both(
        "correction_reason",
        "Why it corrects",
        "更正理由",
        lambda row: row.report.corrects.reason if row.report.corrects else None,
    ),
    Column(
        "corrected_by",
        "string",
        "The snapshot that later corrected it",
        "被哪一次快照更正",
        lambda row: row.entry.corrected_by.as_of.text if row.entry.corrected_by else None,
    ),
)


def reports_sheet(accounts: Iterable[Account]) -> Sheet:
    """Every report, target by target, those of goals and remarks on projects last; a row more for
    each region that a report names.
    """
    return sheet_of("reports", REPORTS, (row for account in accounts for row in _rows(account)))


def _rows(account: Account) -> Iterator[ReportRow]:
    plan, history = account.plan, account.history
    for _, project, target in places(plan):
        for entry in history.of(target.id):
            yield from _by_region(plan, project, target, entry)
    for project in plan.projects:
        for entry in history.by_project.get(project.id, ()):
            yield from _by_region(plan, project, None, entry)


def _by_region(
    plan: Plan, project: Project | None, target: Target | None, entry: ReportEntry
) -> Iterator[ReportRow]:
    yield ReportRow(plan, project, target, entry, None, entry.report.value)
    for region, value in entry.report.by_region.items():
        yield ReportRow(plan, project, target, entry, region, value)
