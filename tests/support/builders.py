"""Small worlds for tests: records as data files give them, from plain Python values."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

from markupsafe import Markup

from mingzhang.account.account import Account, account_of
from mingzhang.account.history import ReportEntry, history_of, known_by
from mingzhang.account.status import Assessment
from mingzhang.i18n.words import Words
from mingzhang.language import Language
from mingzhang.model.fields import Line, Record, Text
from mingzhang.model.plan import Plan, Revision, Target
from mingzhang.model.progress import Report, Snapshot
from mingzhang.model.registries import REGISTRY_RECORDS, Registries, Unit
from mingzhang.pages.viewer import Viewer

SOURCE = {"title": {"zh": "来源", "en": "Source"}}
PHASES = {"not-started", "under-way", "completed", "cancelled"}
NUMBERS = {"at_least", "at_most", "exactly", "about"}


def written(value: Any) -> Any:
    """The value as a data file writes it: numbers, dates and yes or no as text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | Decimal | date):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): written(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [written(item) for item in value]
    return value


def a_target(id: str = "target", **terms: Any) -> Target:
    """A target; numbers get a unit. `from_` stands for `from`."""
    if "from_" in terms:
        terms["from"] = terms.pop("from_")
    if NUMBERS & terms.keys():
        terms.setdefault("unit", "sites")
    terms.setdefault("title", {"zh": "新建公园", "en": "New parks"})
    return Target.model_validate({"id": id, **written(terms)})


def a_revision(decided: str, **change: Any) -> Revision:
    """An official change decided on the day."""
    change = {"reason": {"zh": "理由", "en": "A reason"}, "source": SOURCE, **change}
    return Revision.model_validate({"date": decided, **written(change)})


def a_report(said: Any = None, target: str = "target", **more: Any) -> Report:
    """A report of a number, a phase or numbers by region; `corrects` names a snapshot."""
    if isinstance(said, str) and said in PHASES:
        more["phase"] = said
    elif isinstance(said, Mapping):
        more["by_region"] = said
    elif said is not None:
        more["value"] = said
    if isinstance(more.get("corrects"), str):
        more["corrects"] = {"snapshot": more["corrects"], "reason": {"zh": "误记", "en": "A slip"}}
    if "project" not in more:
        more["target"] = target
    return Report.model_validate(written(more))


def a_snapshot(as_of: str, *reports: Report, **more: Any) -> Snapshot:
    """A snapshot with its reports."""
    return Snapshot.model_validate(
        {"as_of": as_of, "source": SOURCE, "reports": reports, **written(more)}
    )


def told(as_of: str, said: Any = None, **more: Any) -> Snapshot:
    """A snapshot with one report of the target called `target`."""
    return a_snapshot(as_of, a_report(said, **more))


def a_plan(
    *targets: Target,
    snapshots: tuple[Snapshot, ...] = (),
    start: str = "2024",
    end: str | None = "2026",
    **more: Any,
) -> Plan:
    """A plan of one action with one project that holds the targets."""
    title = {"zh": "示例", "en": "Demo"}
    more = {"goals": (), **more}
    project = {
        "id": "park",
        "number": "1",
        "title": {"zh": "公园工程", "en": "Parks"},
        "lead": ["housing"],
        "targets": targets,
    }
    return Plan.model_validate(
        {
            "id": "demo",
            "title": title,
            "place": title,
            "stage": "in-force",
            "period": {"start": start, **({"end": end} if end else {})},
            "source": SOURCE,
            "departments": {"housing": {"zh": "市住建局", "en": "Housing Bureau"}},
            "actions": [{"id": "green", "number": "一", "title": title, "projects": [project]}],
            "snapshots": snapshots,
            **{key: value if key == "goals" else written(value) for key, value in more.items()},
        }
    )


def an_account(
    *targets: Target, snapshots: tuple[Snapshot, ...] = (), today: str, **plan: Any
) -> Account:
    """The account of a plan with the targets on the day."""
    return account_of(a_plan(*targets, snapshots=snapshots, **plan), date.fromisoformat(today))


def assessed(target: Target, *snapshots: Snapshot, today: str, **plan: Any) -> Assessment:
    """The target's assessment in a plan of its own, 2024 to 2026 if not said otherwise."""
    return an_account(target, snapshots=snapshots, today=today, **plan).standing[target.id]


def entries_of(*snapshots: Snapshot, until: str | None = None) -> tuple[ReportEntry, ...]:
    """The entries of the target called `target`."""
    entries = history_of(a_plan(a_target(), snapshots=snapshots)).of("target")
    return known_by(entries, date.fromisoformat(until)) if until else entries


def words(language: Any) -> Words:
    """Words with a few units of every kind."""
    units = (
        {"id": "sites", "name": {"zh": "处", "en": "sites"}, "singular": "site"},
        {"id": "percent", "name": {"zh": "%", "en": "%"}, "tight": "true"},
        {"id": "km", "name": {"zh": "公里", "en": "km"}},
        {"id": "wan-t-per-day", "name": {"zh": "万吨/日", "en": "t/d"}, "factor": "10000"},
        {
            "id": "wan-homes",
            "name": {"zh": "万套", "en": "homes"},
            "factor": "10000",
            "singular": "home",
        },
    )
    read: list[Unit] = [Unit.model_validate(unit) for unit in units]
    return Words(language, {unit.id: unit for unit in read})


REGISTRIES: dict[str, list[dict[str, Any]]] = {
    "departments": [
        {"id": "housing", "name": {"zh": "住房", "en": "Housing"}, "aliases": ["市住建局"]},
        {"id": "water", "name": {"zh": "水利", "en": "Water"}, "aliases": ["市水利局"]},
    ],
    "regions": [
        {
            "id": "demo-city",
            "name": {"zh": "演示市", "en": "Demo City"},
            "level": "city",
            "adcode": "379900",
        },
        {
            "id": "east",
            "name": {"zh": "东区", "en": "East"},
            "level": "district",
            "parent": "demo-city",
        },
        {
            "id": "west",
            "name": {"zh": "西区", "en": "West"},
            "level": "district",
            "parent": "demo-city",
        },
    ],
    "themes": [
        {
            "id": "parks",
            "name": {"zh": "公园", "en": "Parks"},
            "description": {"zh": "公园绿地。", "en": "Green space."},
        }
    ],
    "indicators": [
        {"id": "green-share", "name": {"zh": "绿地率", "en": "Green share"}, "unit": "sites"}
    ],
    "units": [
        {"id": "sites", "name": {"zh": "处", "en": "sites"}},
        {"id": "wan-homes", "name": {"zh": "万套", "en": "homes"}, "factor": "10000"},
    ],
}


def registries(change: Callable[[Record], Record] = lambda record: record) -> Registries:
    """Two departments, a city of two districts, a topic, a measure and two units."""
    read = {
        kind: [change(REGISTRY_RECORDS[kind].model_validate(item)) for item in items]
        for kind, items in REGISTRIES.items()
    }
    return Registries(**{kind: {item.id: item for item in read[kind]} for kind in read})  # type: ignore[attr-defined]


class Blank:
    """Draws nothing, in no time: the same empty bar for every option, and a note of each."""

    drawn = 0

    def __init__(self, *_: object) -> None:
        self.options: list[Any] = []

    def __enter__(self) -> Blank:
        return self

    def __exit__(self, *_: object) -> None:
        """Ends nothing."""

    def svg(self, option: Any, size: tuple[int, int], *, stretch: bool = False) -> Markup:
        """A picture with the number of the option in place of what is drawn."""
        self.options.append(option)
        return Markup('<svg data-option="{}"><rect data-series="0"/></svg>').format(
            len(self.options) - 1
        )

    def bar(self, key: Hashable, option: Callable[[], Any], size: tuple[int, int]) -> Markup:
        """The same for a bar."""
        return self.svg(option(), size)


def a_viewer(
    language: Language = "en", known: Registries | None = None, measures: Sequence[str] = ()
) -> Viewer:
    """A viewer of the registries above that draws nothing."""
    known = known or registries()
    return Viewer(Words(language, known.units), Blank(), known, measures)  # type: ignore[arg-type]


def a_full_plan(id: str = "demo", **more: Any) -> Plan:
    """A plan with every field, and a target of every kind; its words are in both languages."""

    def text(word: str) -> dict[str, str]:
        return {"zh": f"文{word}", "en": f"The {word}"}

    source = {
        "title": text("source"),
        "publisher": text("publisher"),
        "date": "2023-12-05",
        "url": "https://example.org/plan",
    }
    counted = a_target(
        "counted",
        at_least=90,
        due=2025,
        scope=text("scope"),
        baseline={"value": 10, "as_of": 2023, "source": source},
        clause="二（一）",
        note=text("reading"),
        indicator="green-share",
        title=text("counted"),
        revisions=[{"date": "2025-03", "reason": text("reason"), "source": source, "at_least": 95}],
    )
    each = a_target("each", at_least=5, due=2025, each=True, title=text("each"))
    yearly = a_target("yearly", at_least=3, repeats="yearly", title=text("yearly"))
    built = a_target("built", title=text("milestone"), due="2026-06")
    project = {
        "id": "park",
        "number": "1",
        "title": text("project"),
        "summary": text("summary"),
        "lead": [{"id": "housing", "printed": text("bureau")}],
        "support": ["water"],
        "themes": ["parks"],
        "regions": ["east"],
        "clause": "二（一）",
        "note": text("remark"),
        "targets": (counted, each, yearly, built),
    }
    empty = {"id": "rest", "number": "2", "title": text("rest"), "responsible": ["water"]}
    action = {
        "id": "green",
        "number": "一",
        "title": text("action"),
        "summary": text("summary"),
        "note": text("remark"),
        "projects": [project, empty],
    }
    snapshots = (
        a_snapshot(
            "2024-12-31",
            a_report(40, target="counted", note=text("note")),
            a_report({"east": 5}, target="each"),
            a_report(3, target="yearly"),
            summary=text("summary"),
            published="2025-01-20",
        ),
        a_snapshot(
            "2025-06-30",
            a_report(44, target="counted", corrects="2024-12-31"),
            a_report(60, target="counted", source=source, kind="audit"),
            a_report(
                "under-way",
                target="built",
                evidence=[{"title": text("photo"), "url": "https://example.org/1.jpg"}],
            ),
            a_report(project="park", note=text("note"), phase="under-way"),
            summary=text("summary"),
        ),
    )
    named = {"housing": text("housing"), "water": text("water")}
    return a_plan(
        id=id,
        title=text("plan"),
        place=text("place"),
        stage="draft",
        issuer=text("issuer"),
        document_number="演政发〔2023〕1号",
        issued="2023-12-01",
        regions=["demo-city"],
        districts=["east", "west"],
        based_on=[
            {"title": text("basis"), "number": "上政发〔2023〕2号", "url": "https://example.org/a"},
            {"title": text("second basis")},
        ],
        source=source,
        summary=text("summary"),
        departments=named,
        goals=(a_target("goal", at_least=50, title=text("goal"), note=text("reading")),),
        phases=[{"title": text("phase"), "start": 2024, "end": 2025, "text": text("phase")}],
        safeguards=[
            {
                "title": text("safeguard"),
                "text": text("safeguard"),
                "departments": ["housing", {"id": "water", "printed": text("office")}],
            }
        ],
        reporting={"rhythm": "half-yearly", "text": text("reporting")},
        notes=[text("note")],
        actions=[action],
        snapshots=snapshots,
        **more,
    )


def retold(value: Any, say: Callable[[Text], Text], line: Callable[[str], str] = str) -> Any:
    """The record with every text as `say` gives it and every line of print as `line` gives it."""
    if isinstance(value, Text):
        return say(value)
    if isinstance(value, Record):
        hints = {name: field.annotation for name, field in type(value).model_fields.items()}
        fields = {name: getattr(value, name) for name in hints}
        return value.model_copy(
            update={
                name: line(item)
                if isinstance(item, str) and _is_line(type(value), name)
                else retold(item, say, line)
                for name, item in fields.items()
            }
        )
    if isinstance(value, tuple):
        return tuple(retold(item, say, line) for item in value)
    if isinstance(value, dict):
        return {key: retold(item, say, line) for key, item in value.items()}
    return value


def _is_line(record: type[Record], name: str) -> bool:
    field = record.model_fields[name]
    read = get_args(Line)[1].func
    rules = [*field.metadata, *(rule for part in get_args(field.annotation) for rule in
                                getattr(part, "__metadata__", ()))]  # fmt: skip
    return any(getattr(rule, "func", None) is read for rule in rules)


class Html(HTMLParser):
    """What a browser makes of a page: its tags with their attributes, and the text it shows."""

    VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "rect", "path", "use", "line"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.shown: list[str] = []
        self.english: list[str] = []
        """The text that is read out and that nothing marks as Chinese, in a page of English."""
        self._open: list[tuple[str, bool]] = []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.shown).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        marked = (given.get("lang") or "").startswith("zh") or given.get("aria-hidden") == "true"
        chinese = marked or self._is_chinese
        if tag not in self.VOID:
            self._open.append((tag, chinese))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.shown.append(data)
        if not self._is_chinese:
            self.english.append(data)

    @property
    def _is_chinese(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def golden(path: Path, option: Any) -> tuple[Any, Any]:
    """The option as plain data and the one that the file holds; UPDATE_GOLDEN=1 writes it anew."""
    text = json.dumps(option, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return json.loads(text), json.loads(path.read_text("utf-8"))


def values_in(part: Any) -> list[str]:
    """Every text in plain data."""
    if isinstance(part, dict):
        return [text for value in part.values() for text in values_in(value)]
    if isinstance(part, list):
        return [text for value in part for text in values_in(value)]
    return [part] if isinstance(part, str) else []
