"""The records of data files: one declaration of every field, for validation and schemas."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from mingzhang.model.control import Control, Result
from mingzhang.model.fields import (
    Bilingual,
    Contact,
    Days,
    Formerly,
    Id,
    Line,
    Number,
    Record,
    Ref,
    Url,
    When,
    Year,
    Yes,
    doc,
)
from mingzhang.model.periods import Period
from mingzhang.model.progress import Snapshot, Source
from mingzhang.model.terms import Bodies, Rhythm, Terms

Stage = Literal["in-force", "draft", "opinion", "interpretation", "recommendation"]


class Basis(Record):
    """A higher document that a plan rests on."""

    title: Bilingual = doc("Its title.", "标题。")
    number: Line | None = doc("Its number.", "文号。", None)
    url: Url | None = doc("Its address, if known.", "网址。", None)


class Baseline(Record):
    """Where a measure stood before."""

    value: Number = doc("The value.", "数值。")
    as_of: When = doc("When it was so.", "时点。")
    source: Source | None = doc("Where it can be read.", "出处。", None)


class Revision(Terms):
    """An official change of a target; what is not named stays."""

    date: When = doc("When it was decided.", "决定日期。")
    reason: Bilingual = doc("Why.", "理由。")
    source: Source = doc("Where it can be read.", "出处。")
    cancelled: Yes = doc("Whether the target was given up.", "是否取消。", False)


class Target(Terms):
    """One commitment: one number, one date, one scope; without a number a milestone."""

    id: Id = doc("The id, for good.", "编号，永不更改。")
    title: Bilingual = doc("What is promised, in our own short words.", "承诺内容，用自己的短句。")
    unit: Ref | None = doc(
        "The id of the unit; with a number always.", "单位编号，有数值必填。", None
    )
    repeats: Literal["yearly"] | None = doc(
        "yearly: owed every year.", "yearly：每年都要完成。", None
    )
    from_: Year | None = Field(
        None,
        alias="from",
        description="The first year of a yearly target.",
        json_schema_extra={"description_zh": "起始年。"},
    )
    to: Year | None = doc("The last year of a yearly target.", "结束年。", None)
    scope: Bilingual | None = doc(
        "Whom or what it covers, if not the whole place.", "范围，全域则不写。", None
    )
    regions: tuple[Ref, ...] = doc("The regions meant, if named.", "点名的地区。", ())
    each: Yes = doc("Every district owes it by itself.", "各区县分别完成。", False)
    without: tuple[Ref, ...] = doc(
        "Districts that the document excepts from `each`.", "“各区县”中文件排除的地区。", ()
    )
    indicator: Ref | None = doc("The id of the measure.", "指标编号。", None)
    baseline: Baseline | None = doc("Where the measure stood before.", "基期值。", None)
    clause: Line | None = doc("Where in the document it stands.", "在文件中的位置。", None)
    note: Bilingual | None = doc(
        "A reading chosen; shown on the page.", "采用的理解，页面上会显示。", None
    )
    revisions: tuple[Revision, ...] = doc(
        "Official changes, oldest first.", "正式调整，按时间先后。", ()
    )
    formerly: Formerly = ()

    @property
    def kind(self) -> Literal["quantity", "milestone"]:
        """`quantity` with a number, else `milestone`."""
        return "milestone" if self.comparator is None else "quantity"


class Project(Record):
    """A project (工程) or task (任务) of an action."""

    id: Id = doc("The id, for good.", "编号，永不更改。")
    number: Line = doc("The number as printed.", "文件中的序号。")
    title: Bilingual = doc("The title as printed.", "文件中的标题。")
    summary: Bilingual | None = doc("One sentence of our own.", "一句话概述。", None)
    lead: Bodies = doc("Leading bodies, in the document's order.", "牵头单位，按文件顺序。", ())
    support: Bodies = doc(
        "Supporting bodies, in the document's order.", "责任、配合单位，按文件顺序。", ()
    )
    responsible: Bodies = doc("Bodies that answer without a lead.", "负责单位（未分牵头）。", ())
    themes: tuple[Ref, ...] = doc("Ids of its topics.", "专题编号。", ())
    regions: tuple[Ref, ...] = doc("Only if it is for certain places.", "仅限某些地区时填写。", ())
    clause: Line | None = doc("Where in the document it stands.", "在文件中的位置。", None)
    note: Bilingual | None = doc(
        "A reading chosen; shown on the page.", "采用的理解，页面上会显示。", None
    )
    targets: tuple[Target, ...] = doc("Its commitments.", "承诺。", ())
    formerly: Formerly = ()


class Action(Record):
    """An action (行动) of a plan."""

    id: Id = doc("The id, for good.", "编号，永不更改。")
    number: Line = doc("The number as printed.", "文件中的序号。")
    title: Bilingual = doc("The title as printed.", "文件中的标题。")
    summary: Bilingual | None = doc("One sentence of our own.", "一句话概述。", None)
    note: Bilingual | None = doc(
        "A reading chosen; shown on the page.", "采用的理解，页面上会显示。", None
    )
    projects: tuple[Project, ...] = doc("Its projects.", "工程或任务。")
    formerly: Formerly = ()

    @property
    def targets(self) -> tuple[Target, ...]:
        """Every target of its projects, in the document's order."""
        return tuple(target for project in self.projects for target in project.targets)


class PlanPeriod(Record):
    """The years a plan covers."""

    start: When = doc("When it begins.", "开始。")
    end: When | None = doc("When it ends, if it does.", "结束。", None)


class PlanPhase(Record):
    """A phase (工作步骤) of a plan."""

    title: Bilingual = doc("The phase's title.", "阶段名称。")
    start: When | None = doc("When it begins.", "开始。", None)
    end: When | None = doc("When it ends.", "结束。", None)
    text: Bilingual | None = doc("What happens in it, in our own words.", "主要内容。", None)
    clause: Line | None = doc("Where in the document it stands.", "在文件中的位置。", None)


class Safeguard(Record):
    """A safeguard (保障措施) of a plan."""

    title: Bilingual = doc("Its title.", "标题。")
    text: Bilingual | None = doc("What is promised, in our own words.", "主要内容。", None)
    departments: Bodies = doc("Bodies named in it.", "提到的单位。", ())
    clause: Line | None = doc("Where in the document it stands.", "在文件中的位置。", None)


class Reporting(Record):
    """What the plan itself says on how often it will be reported."""

    rhythm: Rhythm | None = doc("monthly, quarterly, half-yearly or yearly.", "报告周期。", None)
    text: Bilingual | None = doc("What it says, in our own words.", "内容。", None)
    clause: Line | None = doc("Where in the document it stands.", "在文件中的位置。", None)
    fresh_days: Days | None = doc(
        "Ours: days until a report is looked for.", "由编辑设定：多少天后该找新报告。", None
    )


class Plan(Record):
    """A plan: its own file, its actions and its snapshots."""

    id: Id = doc("The folder's name, for good.", "目录名，永不更改。")
    title: Bilingual = doc("The title as printed.", "文件标题。")
    place: Bilingual = doc("A short name for lists.", "列表中的简称。")
    invented: Yes = doc("true for an invented city.", "虚构的城市填 true。", False)
    stage: Stage = doc("What kind of document it is.", "文件性质。")
    issuer: Bilingual | None = doc("Who issued it, as printed.", "发文机关。", None)
    document_number: Line | None = doc("Its own number, if printed.", "文号。", None)
    issued: When | None = doc("When it was issued.", "发文日期。", None)
    period: PlanPeriod = doc("The years it covers.", "计划期。")
    regions: tuple[Ref, ...] = doc("Where it holds.", "适用地区。", ())
    districts: tuple[Ref, ...] = doc(
        "Regions that owe targets marked `each`.", "承担“各区县”承诺的地区。", ()
    )
    based_on: tuple[Basis, ...] = doc("Higher documents it rests on.", "上级依据。", ())
    source: Source = doc("Where the text was read.", "文本来源。")
    summary: Bilingual | None = doc("Two or three sentences of our own.", "概述。", None)
    departments: dict[Ref, Bilingual] = doc(
        "Every body as printed, and its English name.", "各单位的印刷写法与英文名。", {}
    )
    goals: tuple[Target, ...] = doc("Headline goals, written like targets.", "总体目标。", ())
    phases: tuple[PlanPhase, ...] = doc("Its phases.", "工作步骤。", ())
    safeguards: tuple[Safeguard, ...] = doc("Its safeguards.", "保障措施。", ())
    reporting: Reporting | None = doc("What it says on reporting.", "报告要求。", None)
    control: tuple[Control, ...] = doc(
        "What it promises on pilots, checks, surveys and evaluations.",
        "关于试点、核查、满意度调查和考评的承诺。",
        (),
    )
    report_to: Contact | None = doc(
        "Where errors of this plan are reported, if not where the site says: https:// or mailto:.",
        "本计划的报错地址，与全站不同时填写：https:// 或 mailto:。",
        None,
    )
    notes: tuple[Bilingual, ...] = doc(
        "Readings chosen; shown on the site.", "采用的理解，网站上会显示。", ()
    )
    formerly: Formerly = ()
    actions: tuple[Action, ...] = doc("From actions/*.yml.", "来自 actions/*.yml。", ())
    snapshots: tuple[Snapshot, ...] = doc(
        "From progress/*.yml, oldest first.", "来自 progress/*.yml。", ()
    )
    results: tuple[Result, ...] = doc(
        "From control/*.yml, oldest first.", "来自 control/*.yml。", ()
    )

    @property
    def placed_projects(self) -> tuple[tuple[Action, Project], ...]:
        """Every project with the action that it stands in, in the document's order."""
        return tuple((action, project) for action in self.actions for project in action.projects)

    @property
    def placed_targets(self) -> tuple[tuple[Action, Project, Target], ...]:
        """Every target of a project with where it stands, in the document's order."""
        return tuple(
            (action, project, target)
            for action, project in self.placed_projects
            for target in project.targets
        )

    @property
    def projects(self) -> tuple[Project, ...]:
        """Every project, in the document's order."""
        return tuple(project for _, project in self.placed_projects)

    @property
    def targets(self) -> tuple[Target, ...]:
        """Every target of its projects, in the document's order; goals stand apart."""
        return tuple(target for action in self.actions for target in action.targets)

    @property
    def targets_and_goals(self) -> tuple[Target, ...]:
        """Everything that has a status: the targets of projects, then the goals of the plan."""
        return (*self.targets, *self.goals)

    def owing(self, target: Target) -> tuple[str, ...]:
        """The districts that each owe the target; none where they are not named."""
        named = target.regions or self.districts
        return tuple(key for key in named if key not in target.without) if target.each else ()

    @property
    def end(self) -> Period | None:
        """When targets without a date of their own are due."""
        return self.period.end


IN_FOLDERS = {"actions": "actions", "snapshots": "progress", "results": "control"}
"""Fields that stand in files of their own, with the folder of each."""
FILE_FIELDS: dict[str, Any] = {
    name: field for name, field in Plan.model_fields.items() if name not in IN_FOLDERS
}
"""The fields that plan.yml itself may hold."""
