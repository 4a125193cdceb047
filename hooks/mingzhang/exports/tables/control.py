"""The tables of control: a row for each promise on it; for each result of control a row on the
whole, and one more for each region, body or project that it names. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mingzhang.account.account import Account
from mingzhang.account.control import Outcome, corrected_by, outcomes
from mingzhang.exports.tables.columns import (
    COMPARED,
    INVENTED,
    PLAN,
    Column,
    Sheet,
    both,
    compared,
    ids,
    sheet_of,
)
from mingzhang.exports.values import last_day, period_text
from mingzhang.model.control import Control, Count, Result, ResultRow
from mingzhang.model.plan import Plan


@dataclass(frozen=True, slots=True)
class ControlRow:
    """A promise on control with what came of it."""

    plan: Plan
    outcome: Outcome

    @property
    def control(self) -> Control:
        """The promise as the plan makes it."""
        return self.outcome.control

    @property
    def results(self) -> tuple[str, ...]:
        """Ids of the results that keep it, oldest first."""
        return tuple(result.id for result in self.outcome.results)


@dataclass(frozen=True, slots=True)
class ResultOrPart:
    """A result of control as a whole, or what it says of one region, body or project."""

    plan: Plan
    result: Result
    part: ResultRow | None
    """None: the row is about the whole."""
    corrected_by: Result | None

    @property
    def count(self) -> Count:
        """What was counted or asked: of the part, or of the whole."""
        return self.part or self.result


CONTROL: tuple[Column[ControlRow], ...] = (
    PLAN,
    INVENTED,
    Column(
        "control",
        "string",
        "Id of the promise, unique in its plan",
        "承诺编号，在计划内唯一",
        lambda row: row.control.id,
        True,
    ),
    Column(
        "kind",
        "string",
        "Pilot, model, check, survey and so on",
        "类别",
        lambda row: row.control.kind,
        True,
    ),
    *both("control", "What is promised", "承诺内容", lambda row: row.control.title, True),
    *both("method", "The method", "办法", lambda row: row.control.text),
    Column(
        "compare",
        "string",
        "How the printed value is meant",
        "原文数值的含义",
        lambda row: compared(row.control.comparator),
        among=COMPARED,
    ),
    Column(
        "value",
        "number",
        "The value as printed; lower end of a range",
        "原文数值；区间为下限",
        lambda row: row.control.value,
    ),
    Column(
        "value_max",
        "number",
        "The upper end of a printed range",
        "原文区间的上限",
        lambda row: row.control.value_max,
    ),
    Column("unit", "string", "Id of the unit", "单位编号", lambda row: row.control.unit),
    Column(
        "due",
        "string",
        "The due date as printed",
        "原文期限",
        lambda row: period_text(row.control.due),
    ),
    Column("repeats", "string", "How often it is owed", "周期", lambda row: row.control.repeats),
    Column(
        "from",
        "string",
        "The first year of what repeats",
        "起始年",
        lambda row: period_text(row.control.from_),
    ),
    Column(
        "to",
        "string",
        "The last year of what repeats",
        "结束年",
        lambda row: period_text(row.control.to),
    ),
    *both("scope", "Whom or what it covers", "范围", lambda row: row.control.scope),
    Column(
        "each",
        "boolean",
        "Every district owes it by itself",
        "各区县分别完成",
        lambda row: row.control.each,
        True,
    ),
    Column(
        "regions",
        "string",
        "Ids of regions named",
        "点名地区的编号",
        lambda row: ids(row.control.regions),
    ),
    Column(
        "departments",
        "string",
        "Ids of bodies that do it",
        "实施部门编号",
        lambda row: ids(body.id for body in row.control.departments),
    ),
    Column(
        "projects",
        "string",
        "Ids of projects it is about",
        "相关工程编号",
        lambda row: ids(row.control.projects),
    ),
    Column(
        "targets",
        "string",
        "Ids of targets that promise it already",
        "已列承诺的编号",
        lambda row: ids(row.control.targets),
    ),
    Column(
        "clause",
        "string",
        "Where in the document it stands",
        "在文件中的位置",
        lambda row: row.control.clause,
    ),
    Column(
        "state",
        "string",
        "Whether a public result tells of it",
        "是否有公开结果",
        lambda row: row.outcome.state,
        True,
    ),
    Column(
        "results",
        "string",
        "Ids of the results that keep it",
        "结果编号",
        lambda row: ids(row.results),
    ),
)

RESULTS: tuple[Column[ResultOrPart], ...] = (
    PLAN,
    INVENTED,
    Column(
        "result",
        "string",
        "Id of the result, unique in its plan",
        "结果编号，在计划内唯一",
        lambda row: row.result.id,
        True,
    ),
    Column(
        "kind",
        "string",
        "Pilot, model, check, survey and so on",
        "类别",
        lambda row: row.result.kind,
        True,
    ),
    *both("title", "What it is called", "名称", lambda row: row.result.title, True),
    Column(
        "published",
        "string",
        "When it was published, as printed",
        "发布日期，照原文精度",
        lambda row: period_text(row.result.published),
        True,
    ),
    Column(
        "published_date",
        "date",
        "The last day of published",
        "发布日期的最后一日",
        lambda row: last_day(row.result.published),
        True,
    ),
    Column(
        "period",
        "string",
        "What time it speaks of",
        "所评价的时期",
        lambda row: period_text(row.result.period),
    ),
    Column(
        "promises",
        "string",
        "Ids of promises it keeps",
        "兑现的承诺编号",
        lambda row: ids(row.result.promises),
    ),
    Column(
        "by",
        "string",
        "Ids of departments that did it",
        "实施部门编号",
        lambda row: ids(body.id for body in row.result.by),
    ),
    *both(
        "agency",
        "Who did it, if no department",
        "计划以外的实施机构",
        lambda row: row.result.agency,
    ),
    *both("method", "How it was done", "办法", lambda row: row.result.method),
    Column(
        "region",
        "string",
        "Id of the region; empty on a whole result",
        "地区编号；整体结果为空",
        lambda row: row.part.region if row.part else None,
    ),
    Column(
        "department",
        "string",
        "Id of the department",
        "部门编号",
        lambda row: row.part.department if row.part else None,
    ),
    Column(
        "project",
        "string",
        "Id of the project",
        "工程编号",
        lambda row: row.part.project if row.part else None,
    ),
    *both(
        "name",
        "Name of the pilot or model",
        "试点或示范的名称",
        lambda row: row.part.name if row.part else None,
    ),
    Column(
        "score", "number", "The score", "得分", lambda row: row.part.score if row.part else None
    ),
    Column("out_of", "number", "The highest score possible", "满分", lambda row: row.result.out_of),
    Column(
        "rank",
        "number",
        "The place, 1 is the best",
        "名次",
        lambda row: row.part.rank if row.part else None,
    ),
    *both("grade", "The grade", "等次", lambda row: row.part.grade if row.part else None),
    Column("sample", "number", "How many were asked", "受访人数", lambda row: row.count.sample),
    Column(
        "satisfied",
        "number",
        "The share satisfied, in percent",
        "满意率（百分数）",
        lambda row: row.count.satisfied,
    ),
    Column("checked", "number", "How many were checked", "检查数", lambda row: row.count.checked),
    Column("faulty", "number", "How many had a fault", "发现问题数", lambda row: row.count.faulty),
    Column(
        "mended", "number", "How many faults are mended", "已整改数", lambda row: row.count.mended
    ),
    *both(
        "note",
        "What was said of it",
        "评语或概述",
        lambda row: row.part.note if row.part else row.result.summary,
    ),
    *both("source", "Title of the source", "来源标题", lambda row: row.result.source.title, True),
    *both("publisher", "Who published it", "发布者", lambda row: row.result.source.publisher),
    Column(
        "source_date",
        "string",
        "When it was published",
        "来源发布日期",
        lambda row: period_text(row.result.source.date),
    ),
    Column(
        "source_url",
        "string",
        "The source's address",
        "来源网址",
        lambda row: row.result.source.url,
    ),
    Column(
        "corrects",
        "string",
        "The earlier result that it corrects",
        "更正哪一次结果",
        lambda row: row.result.corrects.result if row.result.corrects else None,
    ),
    Column(
        "corrected_by",
        "string",
        "The later result that corrects it",
        "被哪一次结果更正",
        lambda row: row.corrected_by.id if row.corrected_by else None,
    ),
)


def control_sheet(accounts: Iterable[Account]) -> Sheet:
    """Every promise on control, in the plans' order."""
    rows = (
        ControlRow(account.plan, outcome)
        for account in accounts
        for outcome in outcomes(account.plan, account.today)
    )
    return sheet_of("control", CONTROL, rows)


def results_sheet(accounts: Iterable[Account]) -> Sheet:
    """Every result: a row on the whole, and a row more for each that it names."""
    rows = (row for account in accounts for row in _results_and_parts(account.plan))
    return sheet_of("results", RESULTS, rows)


def _results_and_parts(plan: Plan) -> Iterator[ResultOrPart]:
    later = corrected_by(plan)
    for result in plan.results:
        for part in (None, *result.rows):
            yield ResultOrPart(plan, result, part, later.get(result.id))
