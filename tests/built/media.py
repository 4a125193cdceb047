"""Every medium of the site that tells of a target: what in it differs from the data files."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from icalendar import Calendar
from openpyxl import load_workbook

from mingzhang.charts.bars import rounded
from mingzhang.i18n.words import Words, table
from mingzhang.language import Language
from mingzhang.model.periods import parse_period
from tests.built.conftest import URL
from tests.built.record import Told, Truth
from tests.support.shipped import shipped

NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?")
Change = Callable[..., Any]
PARTS = ("themes", "departments", "regions", "indicators")


def numbers(text: str) -> list[Decimal]:
    """Every number in the text, as a reader reads it."""
    return [Decimal(n.replace(",", "").replace("−", "-")) for n in NUMBER.findall(text)]


def plain(html: str) -> str:
    """The text of a piece of HTML."""
    return unescape(re.sub(r"<[^>]*>", "", html))


class Site:
    """The built site, each file read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path, self._change = "", None
        self.text = cache(self._text)
        self.rows = cache(self._rows)
        self.index = cache(self._index)
        self.blocks = cache(self._blocks)
        self.lines = cache(self._lines)
        self.events = cache(self._events)
        self.told = cache(self._told)

    def with_fault(self, path: str, change: Change) -> Site:
        """The same site with a fault planted into what is read of one file."""
        other = Site(self.folder)
        other._path, other._change = path, change
        for name in ("text", "rows", "index", "blocks"):
            mine, its = getattr(self, name), getattr(other, name)
            setattr(other, name, _either(path, mine, its))
        for name, folders in (
            ("lines", tuple(f"data/{kind}/" for kind in PARTS)),
            ("events", ("calendars/",)),
            ("told", ("feeds/",)),
        ):
            if not path.startswith(folders):
                setattr(other, name, getattr(self, name))
        return other

    def _changed(self, path: str, content: Any) -> Any:
        if path != self._path or self._change is None:
            return content
        found = self._change(content)
        assert found != content, f"nothing was planted into {path}"
        return found

    def _text(self, path: str) -> str:
        return str(self._changed(path, (self.folder / path).read_text("utf-8-sig")))

    def _rows(self, path: str, sheet: str) -> list[dict[str, str]]:
        """A table's rows, every value as CSV writes it."""
        if path.endswith(".csv"):
            return list(csv.DictReader(StringIO(self.text(path), newline="")))
        book = load_workbook(BytesIO((self.folder / path).read_bytes()), read_only=True)
        head, *rows = book[sheet].iter_rows(values_only=True)
        found = [{str(k): _cell(v) for k, v in zip(head, row, strict=True)} for row in rows]
        return list(self._changed(path, found))

    def table(self, path: str) -> dict[str, tuple[str, str]]:
        """Status and promise of each row of the list of a plan's promises, by address."""
        return _table(self.text(path))

    def _index(self, path: str, sheet: str) -> dict[tuple[str, ...], list[dict[str, str]]]:
        found: dict[tuple[str, ...], list[dict[str, str]]] = {}
        for row in self.rows(path, sheet):
            found.setdefault((row["plan"], row["target"]), []).append(row)
        return found

    def target(self, truth: Truth) -> dict[str, Any]:
        """The target in its plan's JSON."""
        return _targets(self.text(f"data/plans/{truth.plan}.json"))[truth.id]

    def _lines(self) -> dict[tuple[str, str], list[tuple[str, dict[str, Any]]]]:
        """The lines on a target in the exports of topics, departments, places and measures."""
        found: dict[tuple[str, str], list[tuple[str, dict[str, Any]]]] = {}
        for kind in PARTS:
            for path in sorted((self.folder / "data" / kind).glob("*.json")):
                name = f"data/{kind}/{path.name}"
                for line in _promises(self.text(name)):
                    found.setdefault((line["plan"], line["target"]), []).append((name, line))
        return found

    def _events(self, language: Language) -> dict[str, list[tuple[str, Any]]]:
        """The calendars' events by the address of what is due."""
        found: dict[str, list[tuple[str, Any]]] = {}
        for path in sorted((self.folder / "calendars").rglob(f"*.{language}.ics")):
            name = path.relative_to(self.folder).as_posix()
            for event in _calendar(self.text(name)):
                found.setdefault(str(event["URL"]), []).append((name, event))
        return found

    def _told(self, language: Language) -> dict[str, list[tuple[str, str, str]]]:
        """What the items of all feeds say of each address, with the feed and the item's id."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        for path in sorted((self.folder / "feeds").rglob(f"*.{language}.*")):
            name = path.relative_to(self.folder).as_posix()
            for address, id_, said in _said(self.text(name), path.suffix):
                found.setdefault(address, []).append((name, id_, said))
        return found

    def _blocks(self, path: str) -> dict[str, str]:
        """The parts of a page that show a target, by its id."""
        found = re.findall(
            r'<article class="target" id="([\w-]+)">(.*?)</article>|<li id="([\w-]+)">(.*?)</li>',
            self.text(path),
            re.DOTALL,
        )
        return {one or other: block or line for one, block, other, line in found}


def _either(path: str, mine: Change, its: Change) -> Change:
    """Reads the one file anew, and what is known of all others."""
    return lambda name, *more: (its if name == path else mine)(name, *more)


_ROW = re.compile(r'<li><a href="([^"]*)">.*?</a>(.*?)</li>')
"""A line of the last list: what was reported, or what was due."""
_ATOM = "{http://www.w3.org/2005/Atom}"


def _entries(text: str, ending: str) -> list[tuple[str, str]]:
    """Id and content of each item of a feed."""
    if ending == ".json":
        return [(item["id"], item["content_html"]) for item in json.loads(text)["items"]]
    entries = ElementTree.fromstring(text).iter(f"{_ATOM}entry")
    return [(e.findtext(f"{_ATOM}id", ""), e.findtext(f"{_ATOM}content", "")) for e in entries]


# What is read of a text is kept by the text: with a planted fault, all others are as they were.


@cache
def _promises(text: str) -> list[dict[str, Any]]:
    return list(json.loads(text)["promises"])


@cache
def _calendar(text: str) -> list[Any]:
    return list(Calendar.from_ical(text).walk("VEVENT"))


@cache
def _said(text: str, ending: str) -> list[tuple[str, str, str]]:
    """The address, the item's id and the words of each last line of the feed's items."""
    return [
        (address, id_, plain(said))
        for id_, html in _entries(text, ending)
        for address, said in _ROW.findall(html.rpartition("<ul>")[2])
    ]


@cache
def _table(text: str) -> dict[str, tuple[str, str]]:
    rows = re.findall(
        r'<a class="what" href="[./]*([^"]*)">.*?</a>\s*<span class="how">(.*?)</span>\s*'
        r'<span class="due">.*?</span>\s*<span class="status s-([\w-]+)">',
        text,
        re.DOTALL,
    )
    return {address: (status, promise) for address, promise, status in rows}


@cache
def _targets(text: str) -> dict[str, dict[str, Any]]:
    plan = json.loads(text)
    found = [t for action in plan["actions"] for p in action["projects"] for t in p["targets"]]
    return {target["id"]: target for target in (*plan["goals"], *found)}


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(Decimal(repr(value)).normalize() if value % 1 else int(value))
    return "" if value is None else str(value)


def _same(found: Any, expected: Decimal | None) -> bool:
    if found in (None, "") or expected is None:
        return found in (None, "") and expected is None
    return abs(Decimal(str(found)) - expected) < Decimal("1e-9")


def in_json(site: Site, truth: Truth) -> Iterator[str]:
    """The plan's JSON, and every other JSON that lists the target."""
    target = site.target(truth)
    expected = [*truth.first, None, None]
    if not (_same(target["value"], expected[0]) and _same(target["value_max"], expected[1])):
        yield f"plan JSON: promised {target['value']}"
    told = [(r["snapshot"], r["as_of"], r["value"], r["by_region"]) for r in target["reports"]]
    mine = [(t.snapshot, t.as_of, t.value, t.by_region) for t in truth.reports]
    if Counter(map(_report, told)) != Counter(map(_report, mine)):
        yield f"plan JSON: reported {told}"
    latest = truth.counting[-1:] or [None]
    for name, line in site.lines().get((truth.plan, truth.id), ()):
        same = _same(line["value"], expected[0]) and _same(line["value_max"], expected[1])
        for key in ("status", "attained", "deadline"):
            same = same and line[key] == target[key]
        value = latest[0].value if latest[0] else None
        same = same and _same((line["latest"] or {}).get("value"), value)
        if not same:
            yield f"{name}: {line}"


def _report(found: tuple[Any, ...]) -> tuple[Any, ...]:
    snapshot, as_of, value, regions = found
    value = None if value is None else Decimal(str(value)).normalize()
    return snapshot, as_of, value, tuple((k, Decimal(str(v))) for k, v in sorted(regions.items()))


def in_tables(site: Site, truth: Truth) -> Iterator[str]:
    """CSV and XLSX, of all plans and of the plan."""
    own, key = f"data/plans/{truth.plan}", (truth.plan, truth.id)
    status, first = site.target(truth)["status"], [*truth.first, None, None]
    now = [*truth.now, None, None]
    files = ("data/targets.csv", "data/targets.xlsx", f"{own}/targets.csv")
    for path in (*files, f"{own}/{truth.plan}.xlsx"):
        rows = site.index(path, "targets").get(key, [])
        if len(rows) != 1:
            yield f"{path}: {len(rows)} rows"
            continue
        row = rows[0]
        pairs = (("value", first[0]), ("value_max", first[1]), ("value_now", now[0]),
                 ("value_max_now", now[1]), ("reports", Decimal(len(truth.reports))))  # fmt: skip
        wrong = {name: row[name] for name, expected in pairs if not _same(row[name], expected)}
        if wrong or row["status"] != status:
            yield f"{path}: {wrong or row['status']}"
    mine = sorted(_lines_of(truth))
    files = ("data/reports.csv", "data/reports.xlsx", f"{own}/reports.csv")
    for path in (*files, f"{own}/{truth.plan}.xlsx"):
        rows = site.index(path, "reports").get(key, [])
        found = [(r["snapshot"], r["as_of"], r["region"], _normal(r["value"])) for r in rows]
        if sorted(found) != mine:
            yield f"{path}: {found}"


def _lines_of(truth: Truth) -> Iterator[tuple[str, str, str, str]]:
    for told in truth.reports:
        yield told.snapshot, told.as_of, "", _normal(told.value)
        for region, value in told.by_region.items():
            yield told.snapshot, told.as_of, region, _normal(value)


def _normal(value: Any) -> str:
    return "" if value in (None, "") else f"{Decimal(str(value)).normalize():f}"


class Reader:
    """What a reader of one language sees."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.words = Words(language, shipped().registries.units)
        self.table = table(language)
        self.root = "" if language == "zh" else "en/"

    def seen(self, value: Decimal, truth: Truth) -> Decimal:
        """The number in the units of the language."""
        return value * truth.factor if self.language == "en" else value

    def promise(self, truth: Truth) -> list[Decimal]:
        """The numbers of the promise as it stands."""
        return [self.seen(value, truth) for value in truth.now]

    def on_pages(self, site: Site, truth: Truth) -> Iterator[str]:
        """The target's own page: promise, status, reports, tables, bar and curve."""
        target = site.target(truth)
        block = site.blocks(f"{self.root}{truth.page}/index.html").get(truth.id)
        if block is None:
            yield "page: no block"
            return
        yield from self._head(block, truth, target)
        if truth.project:
            yield from self._numbers(block, truth, target)
            yield from self._story(block, truth)
            yield from self._places(block, truth)
            yield from self._drawn(block, truth, target)

    def _head(self, block: str, truth: Truth, target: Mapping[str, Any]) -> Iterator[str]:
        head = block.partition("<figure")[0]
        figure = re.search(r"<b>(.*?)</b>", head, re.DOTALL)
        shown = numbers(figure[1]) if figure and truth.now else []
        if shown != self.promise(truth):
            yield f"page: promised {shown}"
        word = self.table[f"status.{target['status']}"]
        if f's-{target["status"]}"' not in head or word not in head:
            yield "page: status"

    def _numbers(self, block: str, truth: Truth, target: Mapping[str, Any]) -> Iterator[str]:
        """The table under “why”: its value is that of its date, and gives the share."""
        cells = dict(re.findall(r'<th scope="row">([^<]*)</th><td>([^<]*)</td>', block))
        value, as_of = (cells.get(self.table[f"target.{key}"]) for key in ("value", "as_of"))
        if value is None:
            return
        dated = [t for t in truth.counting if self.words.when(parse_period(t.as_of)) == as_of]
        expected = [self.seen(t.value, truth) for t in dated if t.value is not None]
        found = numbers(value)[0]
        if found not in expected:
            yield f"page: reported {value} as of {as_of}"
        base, goal = self.seen(truth.baseline or Decimal(0), truth), self.promise(truth)[0]
        if target["attained"] is not None and goal != base:
            share = (found - base) / (goal - base)
            if target["value_max"] is None and abs(float(share) - target["attained"]) > 1e-4:
                yield f"page: {found} is {share:.4f} of the way, JSON says {target['attained']}"

    def _story(self, block: str, truth: Truth) -> Iterator[str]:
        """Each number reported stands in the history; a report of completion has its date there."""
        told = [t for t in truth.reports if t.value is not None and not t.completed]
        mine = [self.seen(t.value, truth) for t in told if t.value is not None]
        completed = self.table["event.completed"].partition("{")[0]
        keys = ("event.reported", "event.correction")
        begins = "|".join(re.escape(self.table[key].partition("{")[0]) for key in keys)
        said = map(plain, re.findall(r'<span class="said">(.*?)(?:<small>|</span>| · )', block))
        amounts = [
            found[1]
            for text in said
            if not text.startswith(completed) and (found := re.match(f"(?:{begins})(.*)", text))
        ]
        found = [numbers(amount)[0] for amount in amounts if numbers(amount)]
        if Counter(found) != Counter(mine):
            yield f"page: history says {found}"
        regions = re.findall(r'<ul class="regions">(.*?)</ul>', block)
        places = [
            numbers(plain(li))[-1] for ul in regions for li in re.findall("<li>(.*?)</li>", ul)
        ]
        mine = [self.seen(v, truth) for t in truth.reports for v in t.by_region.values()]
        if Counter(places) != Counter(mine):
            yield f"page: history says by place {places}"

    def _places(self, block: str, truth: Truth) -> Iterator[str]:
        """The tables by year and by place hold the reported values and no others."""
        regions = [t.by_region for t in truth.counting if t.by_region]
        latest = list(regions[-1].values()) if regions else []
        for heading in ("target.districts", "target.years"):
            part = block.partition(f"<caption>{self.table[heading]}</caption>")[2]
            cells = re.findall(
                r"<tr><th[^>]*>.*?</th><td>([^<]*)</td>", part.partition("</table>")[0]
            )
            found = Counter(number for cell in cells for number in numbers(cell)[:1])
            told = latest if heading == "target.districts" else [t.value for t in truth.counting]
            mine = Counter(self.seen(value, truth) for value in told if value is not None)
            whole = heading == "target.districts"
            if found - mine or (whole and mine - found):
                yield f"page: {heading} {dict(found)}"

    def _drawn(self, block: str, truth: Truth, target: Mapping[str, Any]) -> Iterator[str]:
        """The bar's length and the points of the curve."""
        bar = re.search(r'<figure class="progress">\s*<svg(.*?)</svg>', block, re.DOTALL)
        wide = re.search(r'<rect [^>]*data-series="0"[^>]*>', bar[1]) if bar else None
        if wide and target["attained"] is not None and not truth.yearly:
            shown = re.search(r'\swidth="([\d.]+)%"', wide[0])
            if not shown or abs(float(shown[1]) - rounded(target["attained"])) > 0.51:
                yield f"page: bar of {wide[0]}, attained {target['attained']}"
        option = re.search(r'data-chart="([^"]*)"', block)
        if not option:
            return
        reported, _, goal = json.loads(unescape(option[1]))["series"]
        mine = [float(self.seen(t.value, truth)) for t in truth.counting if t.value is not None]
        if [value for _, value in reported["data"]] != mine:
            yield f"page: curve {reported['data']}"
        if {value for _, value in goal["data"]} != {float(self.promise(truth)[0])}:
            yield f"page: curve's goal {goal['data']}"

    def in_lists(self, site: Site, truth: Truth) -> Iterator[str]:
        """The list of the plan's promises, and the whole record to print."""
        status = site.target(truth)["status"]
        if truth.project:
            row = self._row(site, truth)
            if row is None or row[0] != status or self._figure(row[1]) != self.promise(truth):
                yield f"list of promises: {row}"
        page = site.text(f"{self.root}plans/{truth.plan}/print/index.html")
        title = truth.title.get(self.language) or truth.title["zh"]
        lines = [
            line
            for line in re.findall(
                r'<li><span class="what">(.*?)<div class="under">', page, re.DOTALL
            )
            if plain(line.partition("</span>")[0]).startswith(title)
        ]
        if not any(
            self._figure(line) == self.promise(truth) and f's-{status}"' in line for line in lines
        ):
            yield f"record to print: {lines}"

    def _row(self, site: Site, truth: Truth) -> tuple[str, str] | None:
        """Status and promise in the list of the plan's promises."""
        return site.table(f"{self.root}plans/{truth.plan}/targets/index.html").get(
            f"{truth.page}/#{truth.id}"
        )

    @staticmethod
    def _figure(html: str) -> list[Decimal]:
        figure = re.search(r"<b>(.*?)</b>", html)
        return numbers(figure[1]) if figure else []

    def in_feeds(self, site: Site, truth: Truth) -> Iterator[str]:
        """Every feed of its plan, departments and places: reports, deadlines without a result."""
        address = f"{URL}{self.root}{truth.page}/#{truth.id}"
        for path, id_, said in site.told(self.language).get(address, ()):
            yield from self._item(path, id_, said, truth, site)

    def _item(self, path: str, id_: str, said: str, truth: Truth, site: Site) -> Iterator[str]:
        name = id_.rpartition(":")[2]
        if found := re.search(r"/progress/([\d-]+)/", name):
            snapshot = found[1].replace("--", "/")
            told = [t for t in truth.reports if t.snapshot == snapshot and t.value is not None]
            mine = [self.seen(t.value, truth) for t in told if t.value is not None]
            if mine and not set(mine) & set(numbers(said)[:1]):
                yield f"{path}: {id_} says {said}"
        elif found := re.search(r"/due/([\d-]+)/", name):
            yearly = truth.yearly or site.target(truth)["deadline"] == found[1]
            if numbers(said)[: len(truth.now)] != self.promise(truth) or not yearly:
                yield f"{path}: {id_} says {said}"

    def in_calendars(self, site: Site, truth: Truth) -> Iterator[str]:
        """Each event of the target, in the calendars of its plan and its departments."""
        target, status = site.target(truth), None
        status = self.table[f"status.{target['status']}"]
        events = site.events(self.language).get(f"{URL}{self.root}{truth.page}/#{truth.id}", [])
        if truth.project and target["deadline"] and not events:
            yield "calendars: no event"
        for path, event in events:
            lines = str(event["DESCRIPTION"]).splitlines()
            promised = lines[0].removeprefix(self.table["target.promise"])
            if numbers(promised)[: len(truth.now)] != self.promise(truth):
                yield f"{path}: {lines[0]}"
            if truth.yearly:
                continue
            if str(event["DTSTART"].dt) != target["deadline"]:
                yield f"{path}: due {event['DTSTART'].dt}"
            if not any(line.endswith(status) for line in lines[1:4]):
                yield f"{path}: {lines}"


READERS = [Reader("zh"), Reader("en")]


def faults(site: Site, truth: Truth) -> Iterator[str]:
    """Everything that differs, in every medium and both languages."""
    yield from in_json(site, truth)
    yield from in_tables(site, truth)
    for reader in READERS:
        for medium in (reader.on_pages, reader.in_lists, reader.in_feeds, reader.in_calendars):
            yield from (f"{reader.language} {fault}" for fault in medium(site, truth))


__all__ = ["Site", "Told", "faults"]
