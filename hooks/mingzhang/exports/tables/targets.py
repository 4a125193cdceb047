"""The table of targets: a row for each target and each headline goal. Pure.

Words that a document prints stand in columns of their own for each language, dates as precise as
printed beside the last day of what they name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.account.account import Account
from mingzhang.account.promise import Promise
from mingzhang.account.status import Assessment
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
from mingzhang.model.numbers import four_decimals
from mingzhang.model.plan import Action, Plan, Project, Target
from mingzhang.model.registries import Unit


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target with where it stands; a headline goal has neither an action nor a project."""

    account: Account
    action: Action | None
    project: Project | None
    target: Target
    unit: Unit | None

    @property
    def plan(self) -> Plan:
        """The plan that promises it."""
        return self.account.plan

    @property
    def assessment(self) -> Assessment:
        """Its status with what decided it."""
        return self.account.standing[self.target.id]

    @property
    def promise(self) -> Promise:
        """Its terms with official changes."""
        return self.assessment.promise


TARGETS: tuple[Column[TargetRow], ...] = (
    PLAN,
    *both("plan", "The plan's short name", "计划简称", lambda row: row.plan.place, True),
    INVENTED,
    Column(
        "stage",
        "string",
        "What kind of document the plan is",
        "文件性质",
        lambda row: row.plan.stage,
        True,
    ),
    Column(
        "action",
        "string",
        "Id of the action; empty for a headline goal",
        "行动编号；总体目标为空",
        lambda row: row.action.id if row.action else None,
    ),
    *both(
        "action",
        "The action's title",
        "行动标题",
        lambda row: row.action.title if row.action else None,
    ),
    Column(
        "project",
        "string",
        "Id of the project; empty for a headline goal",
        "工程编号；总体目标为空",
        lambda row: row.project.id if row.project else None,
    ),
    *both(
        "project",
        "The project's title",
        "工程标题",
        lambda row: row.project.title if row.project else None,
    ),
    Column(
        "target",
        "string",
        "Id of the target, unique in its plan",
        "承诺编号，在计划内唯一",
        lambda row: row.target.id,
        True,
    ),
    *both("target", "What is promised", "承诺内容", lambda row: row.target.title, True),
    Column(
        "goal",
        "boolean",
        "A headline goal, not counted among promises",
        "总体目标，不计入承诺数",
        lambda row: row.project is None,
        True,
    ),
    Column(
        "compare",
        "string",
        "How the printed value is meant; empty: a milestone",
        "原文数值的含义；里程碑为空",
        lambda row: compared(row.target.comparator),
        among=COMPARED,
    ),
    Column(
        "value",
        "number",
        "The value as printed; lower end of a range",
        "原文数值；区间为下限",
        lambda row: row.target.value,
    ),
    Column(
        "value_max",
        "number",
        "The upper end of a printed range",
        "原文区间的上限",
        lambda row: row.target.value_max,
    ),
    Column("unit", "string", "Id of the unit", "单位编号", lambda row: row.target.unit),
    *both("unit", "The unit", "单位", lambda row: row.unit.name if row.unit else None),
    Column(
        "unit_factor",
        "number",
        "How many of unit_en are one of unit_zh, in which values count",
        "一个中文单位等于多少英文单位；数值按中文单位计",
        lambda row: row.unit.factor if row.unit else None,
    ),
    Column(
        "compare_now",
        "string",
        "Like compare, with official changes",
        "经正式调整后的含义",
        lambda row: compared(row.promise.comparator),
        among=COMPARED,
    ),
    Column(
        "value_now",
        "number",
        "Like value, with official changes",
        "经正式调整后的数值",
        lambda row: row.promise.value,
    ),
    Column(
        "value_max_now",
        "number",
        "Like value_max, with official changes",
        "经正式调整后的上限",
        lambda row: row.promise.value_max,
    ),
    Column(
        "due",
        "string",
        "The due date as printed; empty where none is",
        "原文期限；没有写明为空",
        lambda row: period_text(row.target.due),
    ),
    Column(
        "deadline",
        "date",
        "The last day, from due, its changes or the plan's end",
        "最后期限日",
        lambda row: last_day(row.assessment.deadline),
    ),
    Column(
        "repeats",
        "string",
        "yearly: owed every year",
        "yearly：每年都要完成",
        lambda row: row.target.repeats,
    ),
    *both("scope", "Whom or what it covers", "范围", lambda row: row.target.scope),
    Column(
        "each",
        "boolean",
        "Every district owes it by itself",
        "各区县分别完成",
        lambda row: row.target.each,
        True,
    ),
    Column(
        "regions",
        "string",
        "Ids of regions named, with spaces between",
        "点名地区的编号，以空格分隔",
        lambda row: ids(row.target.regions),
    ),
    Column(
        "indicator",
        "string",
        "Id of the measure shared by plans",
        "指标编号",
        lambda row: row.target.indicator,
    ),
    Column(
        "lead",
        "string",
        "Ids of leading bodies, with spaces between",
        "牵头部门编号，以空格分隔",
        lambda row: ids(body.id for body in row.project.lead) if row.project else None,
    ),
    Column(
        "responsible",
        "string",
        "Ids of bodies that answer without a lead",
        "负责部门编号，以空格分隔",
        lambda row: ids(body.id for body in row.project.responsible) if row.project else None,
    ),
    Column(
        "support",
        "string",
        "Ids of supporting bodies",
        "配合部门编号，以空格分隔",
        lambda row: ids(body.id for body in row.project.support) if row.project else None,
    ),
    Column(
        "clause",
        "string",
        "Where in the document it stands",
        "在文件中的位置",
        lambda row: row.target.clause,
    ),
    Column(
        "status",
        "string",
        "Computed by the published rule",
        "按公开规则算出的状态",
        lambda row: row.assessment.status,
        True,
    ),
    Column(
        "status_reason",
        "string",
        "The rule that decided",
        "判定依据",
        lambda row: row.assessment.reason,
        True,
    ),
    Column(
        "attained",
        "number",
        "Share of the way, 1 = the promise",
        "完成比例，1 为达到承诺",
        lambda row: four_decimals(row.assessment.attained),
    ),
    Column(
        "expected",
        "number",
        "Share of the time that had passed",
        "时间进度",
        lambda row: four_decimals(row.assessment.expected),
    ),
    Column(
        "reports",
        "number",
        "How many reports there are",
        "报告条数",
        lambda row: Decimal(len(row.account.history.of(row.target.id))),
        True,
    ),
)


def targets_sheet(accounts: Iterable[Account], units: Mapping[str, Unit]) -> Sheet:
    """Every target and goal, in the documents' order."""
    rows = (
        TargetRow(account, *place, units[unit] if (unit := place[-1].unit) else None)
        for account in accounts
        for place in places(account.plan)
    )
    return sheet_of("targets", TARGETS, rows)


def places(plan: Plan) -> Iterator[tuple[Action | None, Project | None, Target]]:
    """Every target with its action and project, then the goals, which have neither."""
    for action in plan.actions:
        for project in action.projects:
            for target in project.targets:
                yield action, project, target
    for goal in plan.goals:
        yield None, None, goal
