"""The records of a snapshot: what was reported, by whom, and what it corrects."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import PrivateAttr

from mingzhang.model.fields import Bilingual, Number, Record, Ref, Url, When, doc

Phase = Literal["not-started", "under-way", "completed", "cancelled"]
SourceKind = Literal["self-reported", "statistics", "press", "audit"]


class Source(Record):
    """Where a fact can be read."""

    title: Bilingual = doc("The title of the document or page.", "文件或网页标题。")
    publisher: Bilingual | None = doc("Who published it.", "发布者。", None)
    date: When | None = doc("When it was published.", "发布日期。", None)
    url: Url | None = doc("Its address, if known.", "网址，不知道就不写。", None)


class WebLink(Record):
    """A piece of evidence."""

    title: Bilingual = doc("What it is.", "说明。")
    url: Url = doc("Its address.", "网址。")


class Correction(Record):
    """What an earlier report said wrongly."""

    snapshot: When = doc("The `as_of` of the snapshot corrected.", "被更正快照的日期。")
    reason: Bilingual = doc("Why.", "更正理由。")


class Report(Record):
    """What a snapshot says of one target, or of one project."""

    target: Ref | None = doc("The target's id.", "承诺编号。", None)
    project: Ref | None = doc("The project's id, for a remark on the whole.", "工程编号。", None)
    value: Number | None = doc(
        "The value, where it measures what was promised.", "数值，口径与承诺一致才填。", None
    )
    phase: Phase | None = doc("How far it is.", "进展阶段。", None)
    completed: When | None = doc(
        "The day it was met, if the source says so.", "完成日期，来源写明才填。", None
    )
    by_region: dict[Ref, Number] = doc("A value a region.", "分地区数值。", {})
    note: Bilingual | None = doc("A remark.", "备注。", None)
    source: Source | None = doc(
        "Where it differs from the snapshot's.", "与快照来源不同时填写。", None
    )
    evidence: tuple[WebLink, ...] = doc("Links to evidence.", "证据链接。", ())
    kind: SourceKind | None = doc(
        "Where it differs from the snapshot's.", "与快照性质不同时填写。", None
    )
    corrects: Correction | None = doc(
        "The earlier report that this one corrects.", "更正哪一次报告。", None
    )


class Published(Record):
    """A record that is never edited once it was published, so that it keeps the ids of its day."""

    _published: Record | None = PrivateAttr(default=None)

    @property
    def as_published(self) -> Record:
        """The record with the ids of its file, where what it speaks of was renamed since."""
        return self._published or self

    def in_present_ids(self, **changed: Any) -> Self:
        """The same record in present ids; what was published stays known."""
        present = self.model_copy(update=changed)
        present._published = self.as_published
        return present


class Snapshot(Published):
    """What was reported as of one date; published once, then only corrected."""

    as_of: When = doc("What the reports speak of; the file's name.", "数据时点，即文件名。")
    published: When | None = doc("When it was published.", "发布日期。", None)
    recorded: When | None = doc(
        "When it entered this record, if later reports already stood in it.",
        "补录日期；晚于后来的报告才录入时填写。",
        None,
    )
    source: Source | None = doc("Where it can be read.", "出处。", None)
    kind: SourceKind = doc(
        "Who says it: self-reported, statistics, press or audit.", "性质。", "self-reported"
    )
    summary: Bilingual | None = doc("One or two sentences.", "概述。", None)
    reports: tuple[Report, ...] = doc("The reports.", "报告。")
