"""The records of control: what a plan promises on it, and what came of it, file by file."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from mingzhang.model.fields import Bilingual, Id, Line, Number, Record, Ref, When, Year, Yes, doc
from mingzhang.model.progress import Published, Source, WebLink
from mingzhang.model.terms import Bodies, Rhythm, Terms

ControlKind = Literal[
    "pilot", "model", "check", "survey", "evaluation", "circular", "commendation", "rebuke"
]


class Control(Terms):
    """A promise on control: pilots, checks, surveys, evaluations, praise or rebuke."""

    id: Id = doc("The id, for good.", "编号，永不更改。")
    kind: ControlKind = doc(
        "pilot, model, check, survey, evaluation, circular, commendation or rebuke.",
        "类别：pilot 试点、model 示范、check 核查、survey 满意度调查、evaluation 考评、"
        "circular 通报、commendation 表彰、rebuke 问责。",
    )
    title: Bilingual = doc("What is promised, in our own short words.", "承诺内容，用自己的短句。")
    text: Bilingual | None = doc("The method, in our own words.", "办法，用自己的话概述。", None)
    unit: Ref | None = doc(
        "The id of the unit; with a number always.", "单位编号，有数值必填。", None
    )
    repeats: Rhythm | None = doc(
        "How often: monthly, quarterly, half-yearly or yearly.", "周期。", None
    )
    from_: Year | None = Field(
        None,
        alias="from",
        description="The first year of what repeats.",
        json_schema_extra={"description_zh": "重复事项的起始年。"},
    )
    to: Year | None = doc("The last year of what repeats.", "重复事项的结束年。", None)
    scope: Bilingual | None = doc("Whom or what it covers.", "范围。", None)
    regions: tuple[Ref, ...] = doc("The regions meant, if named.", "点名的地区。", ())
    each: Yes = doc("Every district owes it by itself.", "各区县分别完成。", False)
    departments: Bodies = doc("Bodies that do it.", "实施单位。", ())
    projects: tuple[Ref, ...] = doc("Ids of the projects it is about.", "相关工程的编号。", ())
    targets: tuple[Ref, ...] = doc(
        "Ids of targets and goals that promise it already.", "已列为承诺或目标的编号。", ()
    )
    clause: Line | None = doc("Where in the document it stands.", "在文件中的位置。", None)
    note: Bilingual | None = doc(
        "A reading chosen; shown on the page.", "采用的理解，页面上会显示。", None
    )


class Count(Record):
    """What was counted or asked: of a whole check or survey, or of one row of it."""

    sample: Number | None = doc("How many were asked.", "受访人数。", None)
    satisfied: Number | None = doc(
        "The share that was satisfied, in percent.", "满意率（百分数）。", None
    )
    checked: Number | None = doc("How many were checked.", "检查数。", None)
    faulty: Number | None = doc("How many of these had a fault.", "发现问题数。", None)
    mended: Number | None = doc("How many of the faults are mended.", "已整改数。", None)


class ResultRow(Count):
    """What a result says of one region, department or project."""

    region: Ref | None = doc("The region's id.", "地区编号。", None)
    department: Ref | None = doc("The department's id.", "部门编号。", None)
    project: Ref | None = doc("The project's id.", "工程编号。", None)
    name: Bilingual | None = doc(
        "The pilot's or model's own name, as published.", "试点或示范的名称，按公布写法。", None
    )
    score: Number | None = doc("Its score.", "得分。", None)
    rank: Number | None = doc("Its place, 1 is the best.", "名次，1 为最好。", None)
    grade: Bilingual | None = doc("Its grade in words.", "等次。", None)
    note: Bilingual | None = doc("What was said of it.", "评语。", None)


class ResultCorrection(Record):
    """What an earlier result said wrongly."""

    result: Ref = doc("The id of the result corrected.", "被更正记录的编号。")
    reason: Bilingual = doc("Why.", "更正理由。")


class Result(Count, Published):
    """What was published on control on one day; published once, then only corrected."""

    id: Id = doc("The id, for good; the file's name.", "编号，即文件名，永不更改。")
    kind: ControlKind = doc("What it is, as for promises on control.", "类别，同控制承诺。")
    title: Bilingual = doc("What it is called.", "名称。")
    published: When = doc("When it was published.", "发布日期。")
    recorded: When | None = doc(
        "When it entered this record, if later results already stood in it.",
        "补录日期；晚于后来的结果才录入时填写。",
        None,
    )
    period: When | None = doc("What time it speaks of.", "所评价的时期。", None)
    promises: tuple[Ref, ...] = doc(
        "Ids of the promises on control that it keeps.", "它兑现的控制承诺的编号。", ()
    )
    by: Bodies = doc("Departments that did it.", "实施部门。", ())
    agency: Bilingual | None = doc(
        "Who did it, if no department of the plan.", "由计划以外的机构实施时写名称。", None
    )
    method: Bilingual | None = doc("How it was done.", "办法。", None)
    out_of: Number | None = doc("The highest score possible.", "满分。", None)
    rows: tuple[ResultRow, ...] = doc("What it says of each.", "分项结果。", ())
    summary: Bilingual | None = doc("One or two sentences.", "概述。", None)
    source: Source = doc("Where it can be read.", "出处。")
    evidence: tuple[WebLink, ...] = doc("Links to evidence.", "证据链接。", ())
    corrects: ResultCorrection | None = doc(
        "The earlier result that this one corrects.", "更正哪一次结果。", None
    )
