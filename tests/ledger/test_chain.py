"""The hash chain: what is hashed, in which order, and that it stays what it was."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.exports.json.plan import SCHEMAS
from mingzhang.ledger.chain import (
    START,
    by_entry,
    canonical,
    canonical_result,
    canonical_snapshot,
    head_of,
    json_value,
    ledger_of,
    link_of,
    records,
    results_in_order,
)
from mingzhang.model.fields import MAX_DIGITS
from mingzhang.model.progress import Snapshot
from tests.support.builders import a_plan, a_report, a_snapshot, a_target, told
from tests.support.control_world import a_control, a_controlled_plan, a_result

SCHEMA = SCHEMAS / "ledger.schema.json"


def demo() -> Snapshot:
    number = a_report(
        Decimal("38.50"), evidence=[{"title": "图", "url": "https://example.org/a"}], kind="audit"
    )
    regions = a_report({"east": 2, "west": 0}, target="other", note={"zh": "“备注”\t\\"})
    slip = a_report("completed", target="third", completed="2024-11", corrects="2023")
    return a_snapshot("2024-12-31", number, regions, slip, published="2025-01-20")


# The canonical form. Should this fail, every published hash changes: don't update it, mend it.


def test_the_canonical_form_of_a_snapshot_is_the_golden_one() -> None:
    assert canonical_snapshot("demo", demo()).decode() == (
        '{"plan":"demo","snapshot":{"as_of":"2024-12-31","kind":"self-reported",'
        '"published":"2025-01-20","reports":['
        '{"evidence":[{"title":{"zh":"图"},"url":"https://example.org/a"}],"kind":"audit",'
        '"target":"target","value":38.5},'
        '{"by_region":{"east":2,"west":0},"note":{"zh":"“备注”\\t\\\\"},"target":"other"},'
        '{"completed":"2024-11","corrects":{"reason":{"en":"A slip","zh":"误记"},'
        '"snapshot":"2023"},"phase":"completed","target":"third"}],'
        '"source":{"title":{"en":"Source","zh":"来源"}}}}'
    )


def test_the_hashes_are_the_golden_ones() -> None:
    chain = ledger_of([a_plan(snapshots=(demo(),))]).plans["demo"]
    content = "fea76808215a0f882839321222ca44581a87b7edb865cf5f31eb4ee54c10d002"
    head = "0a77aa4eef2aa492c10744db146852b7fbf0aa6525be2c6b08f50e2c9459d50b"
    assert (chain.links[0].content, chain.head) == (content, head)


def written_out(value: Decimal) -> str:
    return canonical(json_value(value)).decode()


def by_hand(value: Decimal) -> str:
    """A number as the ledger wrote it before it had a library: a second opinion."""
    if not value:
        return "0"
    short = value.normalize()
    return f"{short:f}" if abs(short) >= Decimal("1e-6") else str(short).lower()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("0.00", "0"),
        ("22.0", "22"),
        ("-7.10", "-7.1"),
        ("100", "100"),
        ("999999999999999", "999999999999999"),
        ("0.000001", "0.000001"),
        ("0.0000001", "1e-7"),
        ("-0.00000000000123", "-1.23e-12"),
    ],
)
def test_numbers_are_written_as_ecmascript_writes_them(written: str, shown: str) -> None:
    assert written_out(Decimal(written)) == by_hand(Decimal(written)) == shown


@given(st.integers(-(10**MAX_DIGITS) + 1, 10**MAX_DIGITS - 1), st.integers(0, MAX_DIGITS))
def test_a_number_reads_back_as_the_double_that_it_is(digits: int, places: int) -> None:
    value = Decimal(digits).scaleb(-places)
    assert float(json.loads(written_out(value))) == float(value)
    assert written_out(value) == by_hand(value)


@pytest.mark.parametrize(
    "written",
    ["1000000000000000", "0.1234567890123456", "1.000000000000001", "1E+15", "9007199254740993",
     "1.00000000000000000000000000001", "NaN", "Infinity", "-Infinity"],
)  # fmt: skip
def test_a_number_that_no_field_admits_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="more digits than a double holds exactly"):
        json_value({"value": Decimal(written)})


def test_what_is_no_text_of_unicode_is_refused() -> None:
    with pytest.raises(ValueError, match="non-UTF-8"):
        canonical({"zh": "\ud800"})


def test_texts_and_keys_are_written_as_rfc_8785_says() -> None:
    # Keys by UTF-16 code units: a surrogate pair comes before U+FB33 (RFC 8785, 3.2.3).
    value = {"\ufb33": 1, "\U0001f600": "\u20ac$\x0f\nA'B\"\\/\x7f", "1": [], "ö": True}
    assert canonical(value).decode() == (
        '{"1":[],"ö":true,"😀":"€$\\u000f\\nA\'B\\"\\\\/\x7f","\ufb33":1}'
    )


# Links and heads.


def test_a_link_is_the_hash_of_two_lines() -> None:
    text = f"{'0' * 64}\n{'a' * 64}\n"
    assert link_of(START, "a" * 64) == hashlib.sha256(text.encode()).hexdigest()


def test_the_head_is_the_hash_of_a_line_a_plan_by_id() -> None:
    text = f"a {'1' * 64}\nb-2 {'2' * 64}\n"
    assert head_of({"b-2": "2" * 64, "a": "1" * 64}) == hashlib.sha256(text.encode()).hexdigest()


def test_the_ledger_fits_its_schema_and_its_records() -> None:
    plan = a_plan(a_target(), snapshots=(told("2024", 1), told("2024-01/2024-06", 2)))
    ledger = json.loads(ledger_of([plan]).text())
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(ledger)
    known = {link["record"]: link["content"] for link in ledger["plans"]["demo"]["links"]}
    written = {name: hashlib.sha256(content).hexdigest() for name, content in records([plan])}
    assert known == written
    assert set(known) == {"ledger/demo/2024.json", "ledger/demo/2024-01--2024-06.json"}


def test_a_plan_without_snapshots_has_no_chain() -> None:
    assert ledger_of([a_plan(a_target())]).plans == {}


# Order.


def dated(as_of: str, **more: str) -> Snapshot:
    return a_snapshot(as_of, a_report(1), **more)


def dates(*snapshots: Snapshot) -> list[str]:
    return [snapshot.as_of.text for snapshot in by_entry(snapshots)]


def test_snapshots_stand_in_the_order_in_which_they_were_published() -> None:
    early, late = dated("2024", published="2025-03-01"), dated("2024-06-30", published="2024-07-20")
    assert dates(early, late) == ["2024-06-30", "2024"]


def test_without_a_day_of_publication_the_date_counts() -> None:
    assert dates(dated("2025"), dated("2024-12-31"), dated("2024-10")) == [
        "2024-10",
        "2024-12-31",
        "2025",
    ]


def test_what_was_found_late_comes_when_it_was_recorded() -> None:
    late = dated("2023", published="2024-01-10", recorded="2026-05-06")
    assert dates(late, dated("2025", published="2026-02-01")) == ["2025", "2023"]


def test_on_one_day_the_older_date_comes_first_whatever_the_files_order() -> None:
    one, two = (dated(date, published="2025-01-20") for date in ("2024-11", "2024-12"))
    assert dates(two, one) == dates(one, two) == ["2024-11", "2024-12"]


# Results of control.


def test_the_canonical_form_of_a_result_is_the_golden_one() -> None:
    given = a_result("2025-02-10", {"region": "east", "score": "92.50", "rank": 1}, out_of=100)
    (result,) = a_controlled_plan(a_control(), given).results
    assert canonical_result("demo", result).decode() == (
        '{"plan":"demo","result":{"id":"2025-02-10-result","kind":"evaluation","out_of":100,'
        '"promises":["promise"],"published":"2025-02-10",'
        '"rows":[{"rank":1,"region":"east","score":92.5}],'
        '"source":{"title":{"en":"Source","zh":"来源"}},'
        '"title":{"en":"Result of 2025-02-10","zh":"结果2025-02-10"}}}'
    )


def test_results_have_a_chain_of_their_own_and_leave_that_of_snapshots_alone() -> None:
    snapshots = (told("2024", 1),)
    with_results = a_controlled_plan(
        a_control(), a_result("2025-02-10", {"region": "east"}), snapshots=snapshots
    )
    without = a_controlled_plan(a_control(), snapshots=snapshots)
    one, two = ledger_of([with_results]), ledger_of([without])
    assert one.plans == two.plans and two.control == {}
    assert one.head == head_of(
        {"demo": one.plans["demo"].head, "demo/control": one.control["demo"].head}
    )
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    validator.validate(json.loads(one.text()))
    (link,) = one.control["demo"].links
    assert link.record == "ledger/demo/control/2025-02-10-result.json"
    assert hashlib.sha256(dict(records([with_results]))[link.record]).hexdigest() == link.content


def test_results_stand_by_the_day_they_entered_then_by_id() -> None:
    row = {"region": "east"}
    plan = a_controlled_plan(
        a_result("2025-02-10", row, id="b"),
        a_result("2025-02-10", row, id="a"),
        a_result("2024-02-10", row, id="late", recorded="2026-01-01"),
        a_result("2024-05", row, id="first"),
    )
    assert [result.id for result in results_in_order(plan.results)] == ["first", "a", "b", "late"]
