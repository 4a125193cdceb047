"""Every column of the tables of targets and reports, declared once: for CSV, XLSX and Table Schema.

Words that a document prints stand in columns of their own for each language, dates as precise as
printed beside the last day of what they name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CellType = Literal["string", "number", "boolean", "date"]
COMPARE = {">=": "at_least", "<=": "at_most", "=": "exactly", "~": "about"}
"""Comparators as data files write them: a cell that begins with `=` could run as a formula."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type as Table Schema calls it, and what it holds."""

    name: str
    type: CellType
    en: str
    zh: str
    required: bool = False
    among: tuple[str, ...] = ()


def both(name: str, en: str, zh: str, required: bool = False) -> tuple[Column, Column]:
    """A column for each language."""
    return (
        Column(f"{name}_zh", "string", f"{en}, in Chinese", f"{zh}（中文）", required),
        Column(f"{name}_en", "string", f"{en}, in English", f"{zh}（英文）"),
    )


_COMPARED = tuple(COMPARE.values())

TARGETS: tuple[Column, ...] = (
    Column("plan", "string", "Id of the plan", "计划编号", True),
    *both("plan", "The plan's short name", "计划简称", True),
    Column("invented", "boolean", "The plan is an invented example", "计划为虚构示例", True),
    Column("stage", "string", "What kind of document the plan is", "文件性质", True),
    Column(
        "action", "string", "Id of the action; empty for a headline goal", "行动编号；总体目标为空"
    ),
    *both("action", "The action's title", "行动标题"),
    Column(
        "project",
        "string",
        "Id of the project; empty for a headline goal",
        "工程编号；总体目标为空",
    ),
    *both("project", "The project's title", "工程标题"),
    Column(
        "target", "string", "Id of the target, unique in its plan", "承诺编号，在计划内唯一", True
    ),
    *both("target", "What is promised", "承诺内容", True),
    Column(
        "goal",
        "boolean",
        "A headline goal, not counted among promises",
        "总体目标，不计入承诺数",
        True,
    ),
    Column(
        "compare",
        "string",
        "How the printed value is meant; empty: a milestone",
        "原文数值的含义；里程碑为空",
        False,
        _COMPARED,
    ),
    Column("value", "number", "The value as printed; lower end of a range", "原文数值；区间为下限"),
    Column("value_max", "number", "The upper end of a printed range", "原文区间的上限"),
    Column("unit", "string", "Id of the unit", "单位编号"),
    *both("unit", "The unit", "单位"),
    Column(
        "unit_factor",
        "number",
        "How many of unit_en are one of unit_zh, in which values count",
        "一个中文单位等于多少英文单位；数值按中文单位计",
    ),
    Column(
        "compare_now",
        "string",
        "Like compare, with official changes",
        "经正式调整后的含义",
        False,
        _COMPARED,
    ),
    Column("value_now", "number", "Like value, with official changes", "经正式调整后的数值"),
    Column(
        "value_max_now", "number", "Like value_max, with official changes", "经正式调整后的上限"
    ),
    Column(
        "due", "string", "The due date as printed; empty where none is", "原文期限；没有写明为空"
    ),
    Column(
        "deadline", "date", "The last day, from due, its changes or the plan's end", "最后期限日"
    ),
    Column("repeats", "string", "yearly: owed every year", "yearly：每年都要完成"),
    *both("scope", "Whom or what it covers", "范围"),
    Column("each", "boolean", "Every district owes it by itself", "各区县分别完成", True),
    Column(
        "regions",
        "string",
        "Ids of regions named, with spaces between",
        "点名地区的编号，以空格分隔",
    ),
    Column("indicator", "string", "Id of the measure shared by plans", "指标编号"),
    Column(
        "lead", "string", "Ids of leading bodies, with spaces between", "牵头部门编号，以空格分隔"
    ),
    Column(
        "responsible",
        "string",
        "Ids of bodies that answer without a lead",
        "负责部门编号，以空格分隔",
    ),
    Column("support", "string", "Ids of supporting bodies", "配合部门编号，以空格分隔"),
    Column("clause", "string", "Where in the document it stands", "在文件中的位置"),
    Column("status", "string", "Computed by the published rule", "按公开规则算出的状态", True),
    Column("status_reason", "string", "The rule that decided", "判定依据", True),
    Column("attained", "number", "Share of the way, 1 = the promise", "完成比例，1 为达到承诺"),
    Column("expected", "number", "Share of the time that had passed", "时间进度"),
    Column("reports", "number", "How many reports there are", "报告条数", True),
)

REPORTS: tuple[Column, ...] = (
    Column("plan", "string", "Id of the plan", "计划编号", True),
    Column("invented", "boolean", "The plan is an invented example", "计划为虚构示例", True),
    Column(
        "project",
        "string",
        "Id of the project; empty for a headline goal",
        "工程编号；总体目标为空",
    ),
    Column(
        "target",
        "string",
        "Id of the target; empty: a remark on the project",
        "承诺编号；空为对工程的说明",
    ),
    *both("title", "Title of the target or the project", "承诺或工程的标题", True),
    Column("snapshot", "string", "The snapshot that holds the report", "所在快照", True),
    Column("as_of", "string", "What it speaks of, as printed", "数据时点，照原文精度", True),
    Column("as_of_date", "date", "The last day of as_of", "数据时点的最后一日", True),
    Column(
        "region",
        "string",
        "Id of the region, where the value is a region's part",
        "地区编号，仅分地区数值填写",
    ),
    Column("value", "number", "The reported value", "报告值"),
    Column("unit", "string", "Id of the unit", "单位编号"),
    Column("phase", "string", "How far it is", "进展阶段"),
    Column("completed", "string", "When it was met, if the source says so", "完成日期"),
    Column("completed_date", "date", "The last day of completed", "完成日期的最后一日"),
    *both("note", "A remark", "备注"),
    Column("kind", "string", "Who says it", "性质", True),
    *both("source", "Title of the source", "来源标题"),
    *both("publisher", "Who published it", "发布者"),
    Column("source_date", "string", "When it was published", "来源发布日期"),
    Column("source_url", "string", "The source's address", "来源网址"),
    Column("corrects", "string", "The snapshot whose report it corrects", "更正哪一次快照"),
    *both("correction_reason", "Why it corrects", "更正理由"),
    Column("corrected_by", "string", "The snapshot that later corrected it", "被哪一次快照更正"),
)
