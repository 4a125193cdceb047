"""The small records of a plan: what it rests on, the years it covers, its phases."""

from __future__ import annotations

from mingzhang.fields import Line, Record, Url, When, Words, doc


class Basis(Record):
    """A higher document that a plan rests on."""

    title: Words = doc("Its title.", "标题。")
    number: Line | None = doc("Its number.", "文号。", None)
    url: Url | None = doc("Its address, if known.", "网址。", None)


class PlanPeriod(Record):
    """The years a plan covers."""

    start: When = doc("When it begins.", "开始。")
    end: When | None = doc("When it ends, if it does.", "结束。", None)


class PlanPhase(Record):
    """A phase (工作步骤) of a plan."""

    title: Words = doc("The phase's title.", "阶段名称。")
    start: When | None = doc("When it begins.", "开始。", None)
    end: When | None = doc("When it ends.", "结束。", None)
    text: Words | None = doc("What happens in it, in our own words.", "主要内容。", None)
    clause: Line | None = doc("Where in the document it stands.", "在文件中的位置。", None)
