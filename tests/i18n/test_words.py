"""Interface words: complete in both languages and all used; numbers, units and dates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.account.promise import Promise
from mingzhang.account.status import STATUSES, Reason
from mingzhang.editing.schemas import FILE_KINDS
from mingzhang.i18n.sentences import caption, why
from mingzhang.i18n.words import Words, table
from mingzhang.language import LANGUAGES, Language
from mingzhang.model import plan, progress
from mingzhang.model.control import ControlKind
from mingzhang.model.periods import parse_period
from mingzhang.model.registries import Level
from mingzhang.model.terms import Rhythm
from mingzhang.pages.page import KINDS
from mingzhang.pages.plan.control import GROUPS
from mingzhang.pages.plan.control_entries import LOOKS
from mingzhang.pages.plan.control_tables import TABLED, TabledBy
from tests.model import test_plan
from tests.support.builders import a_revision, a_target, assessed, told, words
from tests.support.paths import ROOT

CODE = sorted((ROOT / "hooks" / "mingzhang").rglob("*.py"))
TEMPLATES = sorted((ROOT / "overrides").rglob("*.html"))
KEYS = table("zh").keys()

RECORDS = tuple(record.__name__ for record in test_plan.RECORDS)
FORMS = (
    "id",
    "line",
    "date",
    "year",
    "number",
    "factor",
    "days",
    "adcode",
    "yes",
    "url",
    "contact",
)

# What stands for the braces of a key that is put together.
ENDINGS: dict[str, tuple[str, ...]] = {
    "status.": STATUSES,
    "why.": get_args(Reason),
    "search.kind.": KINDS,
    "phase.": get_args(progress.Phase),
    "kind.": get_args(progress.SourceKind),
    "stage.": get_args(plan.Stage),
    "rhythm.": get_args(Rhythm),
    "pledge.": ("at_least", "at_most", "exactly", "about"),
    "data.": ("targets", "reports", "control", "results"),
    "downloads.": ("targets", "reports", "control", "results", "book"),
    "control.": ("checked", "faulty", "mended", "region", "department"),
    "control.figure.": ("promised", "told", "untold", "results"),
    "control.group.": tuple(name for name, _ in GROUPS),
    "control.kind.": get_args(ControlKind),
    "control.state.": tuple(LOOKS),
    "control.table.": tuple(
        f"{kind}.{subject}" for kind in TABLED for subject in get_args(TabledBy)
    ),
    "control.chart.": ("evaluation", "survey"),
    "by.": ("year", "month", "day", "span"),
    "follow.": ("atom", "json"),
    "figure.": ("promises", "due", "due.then", "told", "delivered"),
    "project.": ("lead", "support", "responsible"),
    "district.": ("delivered", "behind", "unreported"),
    "curve.": ("reported", "pace", "goal"),
    "facet.": ("lead", "responsible", "support"),
    "body.count.": ("lead", "responsible", "support"),
    "body.projects.": ("lead", "responsible", "support"),
    "compare.": ("rise", "fall", "each", "yearly"),
    "title.": ("themes", "departments", "regions", "indicators"),
    "lede.": ("themes", "departments", "regions", "indicators"),
    "level.": get_args(Level),
    "cli.new.": (
        "title",
        "title_en",
        "place",
        "place_en",
        "issuer",
        "issued",
        "start",
        "end",
    ),
    "cli.diff.": tuple(
        f"{part}.{fate}"
        for part in ("plans", "projects", "targets")
        for fate in ("added", "removed")
    ),
    "cli.diff.pages.": ("added", "removed", "edited"),
    "fields.file.": tuple(kind.name for kind in FILE_KINDS),
    "fields.record.": RECORDS,
    "fields.about.": RECORDS,
    "fields.form.": tuple(f"{form}{part}" for form in FORMS for part in ("", ".about")),
}


def forms(value: Any) -> list[str]:
    return list(value.values()) if isinstance(value, dict) else [value]


def slots(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


# Both languages.


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    assert list(table("zh")) == list(table("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_has_words(language: Language) -> None:
    for key, value in table(language).items():
        assert all(isinstance(text, str) and text.strip() for text in forms(value)), key
        if isinstance(value, dict):
            assert set(value) == {"one", "other"}, key


def test_both_languages_fill_in_the_same_values() -> None:
    for key in KEYS:
        zh, en = (set().union(*map(slots, forms(table(lang)[key]))) for lang in LANGUAGES)
        assert zh == en, key


def test_what_is_counted_in_chinese_is_counted_in_english() -> None:
    zh, en = ({k for k, v in table(lang).items() if isinstance(v, dict)} for lang in LANGUAGES)
    assert zh <= en


def chinese(text: str) -> bool:
    return bool(re.search("[一-鿿]", text))


def test_chinese_words_have_full_width_punctuation() -> None:
    for key, value in table("zh").items():
        for text in forms(value):
            bare = re.sub(r"\{\w+\}", "", text)
            if chinese(bare):
                assert not re.search(r"[,;:?!()\"']|\.(?!\d)|\.\.\.", bare), (key, text)


def test_english_words_have_no_chinese_letters_or_punctuation() -> None:
    for key, value in table("en").items():
        for text in forms(value):
            if not key.startswith("language."):
                assert not re.search("[一-鿿，。：；？！（）、]", text), (key, text)


def test_a_language_names_itself_in_the_switch_of_the_other() -> None:
    assert (words("zh")("language.other"), words("en")("language.other")) == ("English", "中文")


# What the code asks for.


def calls(path: Path) -> Iterator[tuple[ast.Call, ast.AST]]:
    """Calls of words(…), w(…) or ….words(…), of their forms(…), each with its function."""
    tree = ast.parse(path.read_text("utf-8"))
    for scope in ast.walk(tree):
        if isinstance(scope, ast.FunctionDef | ast.Module):
            for node in own(scope):
                if isinstance(node, ast.Call) and node.args and asks(node.func):
                    yield node, scope


def own(scope: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, ast.FunctionDef):
            yield child
            yield from own(child)


def asks(func: ast.expr) -> bool:
    if isinstance(func, ast.Attribute) and func.attr == "forms":
        return asks(func.value)
    name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
    return name in {"words", "_words", "w"}


def self_calls() -> Iterator[ast.expr]:
    """Keys that the class of words asks itself for."""
    path = ROOT / "hooks" / "mingzhang" / "i18n" / "words.py"
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "self":
            yield node.args[0]


def keys_of(argument: ast.expr, scope: ast.AST) -> set[str]:
    """The keys that the argument of a call can be."""
    if isinstance(argument, ast.Constant):
        return {argument.value}
    if isinstance(argument, ast.IfExp):
        return keys_of(argument.body, scope) | keys_of(argument.orelse, scope)
    if isinstance(argument, ast.JoinedStr):
        prefix = argument.values[0]
        assert isinstance(prefix, ast.Constant), ast.unparse(argument)
        return {f"{prefix.value}{ending}" for ending in ENDINGS[prefix.value]}
    constants = (n.value for n in ast.walk(scope) if isinstance(n, ast.Constant))
    found = {text for text in constants if isinstance(text, str) and text in KEYS}
    assert found, f"{ast.unparse(argument)} names no key that its function holds"
    return found


def template_keys(text: str) -> Iterator[str]:
    """The keys that a template asks for: w("a"), w("a" if … else "b"), w("prefix." ~ …)."""
    for call in re.finditer(r"(?<![\w.])(?:w|words)(?:\.forms)?\(", text):
        first = re.match(r"""(?:[^,()"']|"[^"]*"|'[^']*')*""", text[call.end() :])
        assert first
        found = re.findall(r"""(?<!= )(["'])([\w.-]+)\1\s*(~?)""", first[0])
        assert found, f"no key in {text[call.start() : call.end() + 60]}"
        for _, key, joined in found:
            yield from (f"{key}{ending}" for ending in (ENDINGS[key] if joined else ("",)))


def asked() -> dict[str, str]:
    """Every key that code or a template asks for, and one place that does."""
    found: dict[str, str] = {}
    for path in CODE:
        for call, scope in calls(path):
            for key in keys_of(call.args[0], scope):
                found[key] = f"{path.name}:{call.lineno}"
    for argument in self_calls():
        for key in keys_of(argument, ast.Module([], [])):
            found[key] = "words.py"
    for path in TEMPLATES:
        for key in template_keys(path.read_text("utf-8")):
            found[key] = path.name
    return found


def test_every_key_that_is_asked_for_exists() -> None:
    assert {key: place for key, place in asked().items() if key not in KEYS} == {}


def test_no_key_is_left_unused() -> None:
    assert sorted(KEYS - asked().keys()) == []


def test_every_call_in_code_gives_the_values_that_its_words_have() -> None:
    for path in CODE:
        for call, _ in calls(path):
            key = call.args[0]
            if not isinstance(key, ast.Constant) or (
                isinstance(call.func, ast.Attribute) and (call.func.attr == "forms")
            ):
                continue
            given = {keyword.arg for keyword in call.keywords}
            needed = set().union(*map(slots, forms(table("zh")[key.value])))
            assert given - {"n"} == needed - {"n"}, f"{path.name}:{call.lineno} {key.value}"
            assert ("n" in given) >= ("n" in needed), f"{path.name}:{call.lineno} {key.value}"


def test_a_missing_word_is_an_error_and_never_a_fallback() -> None:
    with pytest.raises(KeyError):
        words("en")("no.such.key")


# Numbers, units, promises.

ZH, EN = words("zh"), words("en")


@given(st.decimals(-(10**9), 10**9, places=6) | st.integers(-(10**9), 10**9))
@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_read_as_babel_writes_them(language: Language, value: Decimal | int) -> None:
    locale = {"zh": "zh_Hans_CN", "en": "en_GB"}[language]
    written = format_decimal(Decimal(value), locale=locale, decimal_quantization=False)
    assert words(language).number(value) == written.replace("-", "−")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "0"),
        ("22", "22"),
        ("22.50", "22.5"),
        ("37.02", "37.02"),
        ("1234567.5", "1,234,567.5"),
        ("-3", "−3"),
        ("0.001", "0.001"),
    ],
)
def test_numbers_have_separators_and_their_decimals(value: str, shown: str) -> None:
    assert ZH.number(Decimal(value)) == EN.number(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        ("0", "0%"),
        ("0.0327", "3.2%"),
        ("0.05", "5%"),
        ("0.52", "52%"),
        ("0.667", "67%"),
        ("0.994", "99%"),
        ("0.9951", "99.5%"),
        ("0.99999", "99.9%"),
        ("1", "100%"),
        ("1.7", "170%"),
        ("12.345", "1,234%"),
        ("-0.126", "−13%"),
        ("-0.05", "−5%"),
    ],
)
def test_shares_are_whole_percents_and_never_rounded_up_to_a_hundred(
    share: str, shown: str
) -> None:
    assert EN.percent(Decimal(share)) == shown


@pytest.mark.parametrize(
    ("claim", "value", "unit", "zh", "en"),
    [
        ("a space stands before a unit", "22", "km", "22 公里", "22 km"),
        ("percent stands close", "40", "percent", "40%", "40%"),
        ("no unit", "1500", None, "1,500", "1,500"),
        ("one is singular in English", "1", "sites", "1 处", "1 site"),
        ("nought is plural", "0", "sites", "0 处", "0 sites"),
        ("a fraction is plural", "1.5", "sites", "1.5 处", "1.5 sites"),
        ("ten thousands are counted out in English", "3.5", "wan-t-per-day", "3.5 万吨/日",
         "35,000 t/d"),
        ("a factor leaves no trailing noughts", "8", "wan-t-per-day", "8 万吨/日", "80,000 t/d"),
        ("a factor keeps a fraction", "0.00005", "wan-t-per-day", "0.00005 万吨/日", "0.5 t/d"),
        ("a factor can make one", "0.0001", "wan-homes", "0.0001 万套", "1 home"),
    ],
)  # fmt: skip
def test_amounts(claim: str, value: str, unit: str | None, zh: str, en: str) -> None:
    assert ZH.amount(Decimal(value), unit) == zh, claim
    assert EN.amount(Decimal(value), unit) == en, claim


def a_promise(sign: Any, low: str | None, high: str | None = None) -> Promise:
    return Promise(sign, Decimal(low) if low else None, Decimal(high) if high else None, None, None)


@pytest.mark.parametrize(
    ("promise", "unit", "zh", "en"),
    [
        (a_promise(">=", "10"), "sites", "10 处以上", "10 sites or more"),
        (a_promise("<=", "10"), "percent", "不超过 10%", "at most 10%"),
        (a_promise("=", "24"), "km", "24 公里", "24 km"),
        (a_promise("~", "3.5"), "wan-homes", "约 3.5 万套", "about 35,000 homes"),
        (a_promise(">=", "1", "2"), "sites", "1～2 处", "1 to 2 sites"),
        (a_promise(">=", "5", "6"), "wan-homes", "5～6 万套", "50,000 to 60,000 homes"),
        (a_promise(None, None), None, "", ""),
    ],
)
def test_promises_in_words(promise: Promise, unit: str | None, zh: str, en: str) -> None:
    assert (ZH.pledge(promise, unit), EN.pledge(promise, unit)) == (zh, en)


@pytest.mark.parametrize(
    ("promise", "unit", "zh", "en"),
    [
        (a_promise(">=", "10"), "sites", ("", "10", "处以上"), ("", "10", "sites or more")),
        (a_promise("<=", "10"), "percent", ("不超过", "10%", ""), ("at most", "10%", "")),
        (a_promise("~", "1"), "sites", ("约", "1", "处"), ("about", "1", "site")),
        (a_promise(">=", "1", "2"), "sites", ("", "1～2", "处"), ("", "1 to 2", "sites")),
        (a_promise(None, None), None, ("", "", ""), ("", "", "")),
    ],
)
def test_promises_around_their_figure(
    promise: Promise, unit: str | None, zh: tuple[str, ...], en: tuple[str, ...]
) -> None:
    assert (ZH.pledge_parts(promise, unit), EN.pledge_parts(promise, unit)) == (zh, en)


# Dates.


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2020", "2020 年", "2020"),
        ("2020-05", "2020 年 5 月", "May 2020"),
        ("2020-12-31", "2020 年 12 月 31 日", "31 December 2020"),
        ("2021/2022", "2021—2022 年", "2021–2022"),
        ("2021-03/2022", "2021 年 3 月 1 日—2022 年 12 月 31 日", "1 March 2021–31 December 2022"),
    ],
)
def test_dates_are_as_precise_as_they_are_known(text: str, zh: str, en: str) -> None:
    assert (ZH.when(parse_period(text)), EN.when(parse_period(text))) == (zh, en)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2020", "2020 年底前", "by the end of 2020"),
        ("2020-05", "2020 年 5 月底前", "by the end of May 2020"),
        ("2020-12-31", "2020 年 12 月 31 日前", "by 31 December 2020"),
        ("2021/2022", "2021—2022 年", "2021–2022"),
    ],
)
def test_deadlines_in_words(text: str, zh: str, en: str) -> None:
    assert (ZH.by(parse_period(text)), EN.by(parse_period(text))) == (zh, en)


def test_a_month_alone_is_short() -> None:
    assert [words(language).month(9) for language in LANGUAGES] == ["9 月", "Sept"]


@pytest.mark.parametrize(
    ("n", "zh", "en"),
    [
        (0, "0 项承诺", "0 promises"),
        (1, "1 项承诺", "1 promise"),
        (21, "21 项承诺", "21 promises"),
        (1234, "1,234 项承诺", "1,234 promises"),
    ],
)
def test_counts_decide_the_form(n: int, zh: str, en: str) -> None:
    assert (ZH("plan.promises", n=n), EN("plan.promises", n=n)) == (zh, en)


def test_forms_are_handed_to_scripts_as_they_are() -> None:
    assert set(EN.forms("search.found")) == {"one", "other"}


def test_words_name_the_language_of_the_page() -> None:
    assert [Words(language, {}).html_lang for language in LANGUAGES] == ["zh-Hans", "en"]


# Sentences on a status.

SHARE = {"at_least": 45, "unit": "percent", "due": 2026, "baseline": {"value": 20, "as_of": 2023}}
MILESTONE = {"title": {"zh": "大桥通车", "en": "Bridge open"}, "due": "2025-10"}


CAPTIONS: list[tuple[str, dict[str, Any], list[Any], str, str, str]] = [
    ("the share and the pace", SHARE, [told("2025-06-30", 33)], "2025-07-01",
     "33%，完成进度 52%；按时间应到 50%（竖线）",
     "As of 30 June 2025: 33%, 52% of the way; expected by then 50% (the mark)."),
    ("beyond the promise", SHARE, [told("2025-06-30", 50)], "2025-07-01",
     "50%，达到承诺的 120%", "As of 30 June 2025: 50%, 120% of what was promised."),
    ("fallen back", SHARE, [told("2025-06-30", 45), told("2025-09-30", 44)], "2025-10-01",
     "44%", "As of 30 June 2025: 45%, 100% of the way. A later report, as of 30 September 2025,"
     " said 44%, which falls short of the promise again."),
    ("no share without a baseline", {"at_most": 24, "due": 2026}, [told("2025-06-30", 30)],
     "2025-07-01", "30 处", "As of 30 June 2025: 30 sites."),
    ("a milestone", MILESTONE, [told("2025-06-30", "under-way")], "2025-07-01", "进行中",
     "As of 30 June 2025: under way."),
    ("never reported", MILESTONE, [], "2025-11-01", "2025 年 10 月到期",
     "Due by the end of October 2025; no public result to this day."
     " That does not mean it was not done."),
    ("reports ended", SHARE, [told("2025-06-30", 33)], "2027-01-01", "33%",
     "Due by the end of 2026; no public result since."
     " The last report, as of 30 June 2025, said 33%."),
    ("reports of a milestone ended", MILESTONE, [told("2025-06-30", "not-started")],
     "2025-11-01", "未开始", "Due by the end of October 2025; no public result since."
     " The last report, as of 30 June 2025, said not started."),
    ("nothing yet", SHARE, [], "2025-07-01", "尚未到期",
     "Not yet due, and no public report yet."),
    ("cancelled", SHARE | {"revisions": [a_revision("2025-03-01", cancelled=True)]}, [],
     "2025-07-01", "已取消", "Cancelled; no longer followed."),
    ("year by year", {"at_least": 1, "repeats": "yearly"}, [], "2025-07-01", "逐年",
     "Judged year by year; see the table."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("terms", "reports", "today", "zh", "en"),
    [case[1:] for case in CAPTIONS],
    ids=[case[0] for case in CAPTIONS],
)
def test_captions(terms: Any, reports: Any, today: str, zh: str, en: str) -> None:
    target = a_target(**terms)
    found = assessed(target, *reports, today=today)
    assert caption(target, found, EN) == en
    assert zh in caption(target, found, ZH)


def test_without_a_deadline_and_a_report_the_caption_says_so() -> None:
    target = a_target(at_least=1)
    found = assessed(target, today="2025-07-01", end=None)
    assert (
        caption(target, found, EN) == "The document names no date, and there is no public report."
    )


def test_why_names_the_inputs_the_dates_the_formula_and_the_rule() -> None:
    target = a_target(**SHARE)
    found = assessed(target, told("2025-06-30", 33), today="2025-07-01")
    assert why(target, found, "1 July 2025", EN) == (
        "Promised: 45% or more",
        "Due: 2026; the last day is 31 December 2026",
        "The report it rests on: as of 30 June 2025, 33%",
        "Share of the way = (reported − baseline) ÷ (promised − baseline)"
        " = (33 − 20) ÷ (45 − 20) = 52%",
        "At the report's date 50% of the time from 1 January 2024 to 31 December 2026 had passed",
        "Judged as of 1 July 2025; no date since then changes it",
        "Rule 6: not due, and the share of the way is at least nine tenths of the expected one,"
        " hence “On track”.",
    )


def test_why_counts_a_falling_range_to_the_end_that_it_reaches_first() -> None:
    base = {"value": 10, "as_of": 2023}
    target = a_target(at_least=3, at_most=5, due=2026, baseline=base)
    found = assessed(target, told("2026-12-31", 5), today="2027-01-01")
    assert "= (5 − 10) ÷ (5 − 10) = 100%" in why(target, found, "", EN)[3]


def test_why_without_a_report_has_no_formula() -> None:
    target = a_target(title={"zh": "大桥通车", "en": "Bridge open"})
    assert why(target, assessed(target, today="2027-01-01"), "1 January 2027", EN)[:3] == (
        "Promised: “Bridge open” done",
        "The document gives this promise no date, so it is due at the plan's end, 31 December 2026",
        "Judged as of 1 January 2027; no date since then changes it",
    )


def test_every_reason_can_be_said_in_both_languages() -> None:
    for language in LANGUAGES:
        for reason in get_args(Reason):
            said = words(language)(f"why.{reason}", status="S", date="D", completed="C")
            assert "S" in said and "{" not in said
