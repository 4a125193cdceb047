"""Every column of the tables of control, declared once, as those of targets and reports."""

from __future__ import annotations

from mingzhang.exports.tables.columns import COMPARE, Column, both

_PLAN = (
    Column("plan", "string", "Id of the plan", "计划编号", True),
    Column("invented", "boolean", "The plan is an invented example", "计划为虚构示例", True),
)

CONTROL: tuple[Column, ...] = (
    *_PLAN,
    Column(
        "control", "string", "Id of the promise, unique in its plan", "承诺编号，在计划内唯一", True
    ),
    Column("kind", "string", "Pilot, model, check, survey and so on", "类别", True),
    *both("control", "What is promised", "承诺内容", True),
    *both("method", "The method", "办法"),
    Column(
        "compare",
        "string",
        "How the printed value is meant",
        "原文数值的含义",
        False,
        tuple(COMPARE.values()),
    ),
    Column("value", "number", "The value as printed; lower end of a range", "原文数值；区间为下限"),
    Column("value_max", "number", "The upper end of a printed range", "原文区间的上限"),
    Column("unit", "string", "Id of the unit", "单位编号"),
    Column("due", "string", "The due date as printed", "原文期限"),
    Column("repeats", "string", "How often it is owed", "周期"),
    Column("from", "string", "The first year of what repeats", "起始年"),
    Column("to", "string", "The last year of what repeats", "结束年"),
    *both("scope", "Whom or what it covers", "范围"),
    Column("each", "boolean", "Every district owes it by itself", "各区县分别完成", True),
    Column("regions", "string", "Ids of regions named", "点名地区的编号"),
    Column("departments", "string", "Ids of bodies that do it", "实施部门编号"),
    Column("projects", "string", "Ids of projects it is about", "相关工程编号"),
    Column("targets", "string", "Ids of targets that promise it already", "已列承诺的编号"),
    Column("clause", "string", "Where in the document it stands", "在文件中的位置"),
    Column("state", "string", "Whether a public result tells of it", "是否有公开结果", True),
    Column("results", "string", "Ids of the results that keep it", "结果编号"),
)

RESULTS: tuple[Column, ...] = (
    *_PLAN,
    Column(
        "result", "string", "Id of the result, unique in its plan", "结果编号，在计划内唯一", True
    ),
    Column("kind", "string", "Pilot, model, check, survey and so on", "类别", True),
    *both("title", "What it is called", "名称", True),
    Column(
        "published", "string", "When it was published, as printed", "发布日期，照原文精度", True
    ),
    Column("published_date", "date", "The last day of published", "发布日期的最后一日", True),
    Column("period", "string", "What time it speaks of", "所评价的时期"),
    Column("promises", "string", "Ids of promises it keeps", "兑现的承诺编号"),
    Column("by", "string", "Ids of departments that did it", "实施部门编号"),
    *both("agency", "Who did it, if no department", "计划以外的实施机构"),
    *both("method", "How it was done", "办法"),
    Column(
        "region", "string", "Id of the region; empty on a whole result", "地区编号；整体结果为空"
    ),
    Column("department", "string", "Id of the department", "部门编号"),
    Column("project", "string", "Id of the project", "工程编号"),
    *both("name", "Name of the pilot or model", "试点或示范的名称"),
    Column("score", "number", "The score", "得分"),
    Column("out_of", "number", "The highest score possible", "满分"),
    Column("rank", "number", "The place, 1 is the best", "名次"),
    *both("grade", "The grade", "等次"),
    Column("sample", "number", "How many were asked", "受访人数"),
    Column("satisfied", "number", "The share satisfied, in percent", "满意率（百分数）"),
    Column("checked", "number", "How many were checked", "检查数"),
    Column("faulty", "number", "How many had a fault", "发现问题数"),
    Column("mended", "number", "How many faults are mended", "已整改数"),
    *both("note", "What was said of it", "评语或概述"),
    *both("source", "Title of the source", "来源标题", True),
    *both("publisher", "Who published it", "发布者"),
    Column("source_date", "string", "When it was published", "来源发布日期"),
    Column("source_url", "string", "The source's address", "来源网址"),
    Column("corrects", "string", "The earlier result that it corrects", "更正哪一次结果"),
    Column("corrected_by", "string", "The later result that corrects it", "被哪一次结果更正"),
)
