"""Every change to what was published is found and named; what is only added is no finding."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.diagnostics.problems import says
from mingzhang.diagnostics.report import printed, sentence
from mingzhang.ledger.chain import (
    START,
    Chain,
    Ledger,
    Link,
    canonical_snapshot,
    head_of,
    ledger_of,
    link_of,
    records,
)
from mingzhang.ledger.check import (
    LedgerFault,
    breaches,
    changed_keys,
    faults,
    read_ledger,
    unkept,
)
from mingzhang.model.progress import Snapshot
from tests.support.builders import a_plan, a_report, a_snapshot, told
from tests.support.control_world import a_controlled_plan, a_result

RULE = (
    "What was published is never edited or removed. Restore the file, word for word; what is "
    "wrong in it is corrected in a later {} with “corrects”."
)
DAYS = [f"2024-{month:02d}-28" for month in range(1, 13)]


def plan_of(snapshots: Sequence[Snapshot], id: str = "demo") -> Any:
    return a_plan(snapshots=tuple(snapshots), id=id)


def contents(snapshots: Sequence[Snapshot], id: str = "demo") -> Callable[[Link], bytes | None]:
    known = {one.as_of.text: canonical_snapshot(id, one) for one in snapshots}
    return lambda link: known.get(link.snapshot)


def words_of(finding: LedgerFault) -> str:
    return f"{finding.file}: {sentence(finding.what, 'en')}"


def found(before: Sequence[Snapshot], now: Sequence[Snapshot]) -> list[str]:
    old, new = ledger_of([plan_of(before)]), ledger_of([plan_of(now)])
    assert [*faults(old), *faults(new)] == []
    return list(map(words_of, breaches(old, new, contents(before), contents(now))))


def dated(as_of: str, value: Any = 1, **more: Any) -> Snapshot:
    return a_snapshot(as_of, a_report(value), **more)


@st.composite
def histories(draw: st.DrawFn, at_least: int = 1) -> list[Snapshot]:
    days = sorted(draw(st.sets(st.sampled_from(DAYS), min_size=at_least)))
    return [dated(day, draw(st.integers(0, 99)), published=day) for day in days]


# Properties.


@given(histories(), st.data())
def test_appending_is_no_finding(history: list[Snapshot], data: st.DataObject) -> None:
    published = data.draw(st.integers(1, len(history)))
    assert found(history[:published], history) == []


@given(histories(), st.data())
def test_appending_a_report_found_late_is_no_finding(
    history: list[Snapshot], data: st.DataObject
) -> None:
    late = data.draw(st.sampled_from(["2023", "2024-01", "2024-05-05", "2024-09"]))
    assert found(history, [dated(late, 5, recorded="2026-05-06"), *history]) == []


@given(histories(), st.data())
def test_removing_any_snapshot_is_found(history: list[Snapshot], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(history))
    now = [one for one in history if one is not gone]
    what = f"The published snapshot is missing. {RULE.format('snapshot')}"
    assert found(history, now) == [f"demo {gone.as_of}: {what}"]


OTHER = a_snapshot(
    "2024",
    a_report(100),
    a_report("completed", target="other"),
    kind="press",
    summary="改",
    source={"title": "别的"},
)


@given(histories(), st.sampled_from(["reports", "kind", "summary", "source"]), st.data())
def test_changing_any_key_of_any_snapshot_is_found(
    history: list[Snapshot], key: str, data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(history) - 1))
    now = list(history)
    now[number] = now[number].model_copy(update={key: getattr(OTHER, key)})
    (said,) = found(history, now)
    assert said.startswith(f"demo {now[number].as_of}: The published snapshot was edited. {key}")


@given(histories(at_least=2), st.data())
def test_moving_any_snapshot_is_found(history: list[Snapshot], data: st.DataObject) -> None:
    before = ledger_of([plan_of(history)])
    links = before.plans["demo"].links
    now = linked_anew(data.draw(st.permutations(links).filter(lambda order: order != links)))
    assert list(faults(now)) == []
    kinds = {finding.what.kind for finding in breaches(before, now, unknown, unknown)}
    assert kinds == {"ledger.moved"}


def unknown(_: Link) -> None:
    return None


def linked_anew(order: Sequence[Link]) -> Ledger:
    """A ledger that holds in itself, with the links in this order."""
    links: list[Link] = []
    for link in order:
        last = links[-1].link if links else START
        links.append(link.model_copy(update={"link": link_of(last, link.content)}))
    chain = Chain(head=links[-1].link, links=links)
    return Ledger(head=head_of({"demo": chain.head}), plans={"demo": chain})


@given(histories(at_least=2), st.data())
def test_any_change_of_a_ledger_itself_is_found(
    history: list[Snapshot], data: st.DataObject
) -> None:
    ledger = json.loads(ledger_of([plan_of(history)]).text())
    links = ledger["plans"]["demo"]["links"]
    number = data.draw(st.integers(0, len(links) - 1))
    change = data.draw(st.sampled_from(["drop", "swap", "content", "link", "plan", "twice"]))
    if change == "drop":
        del links[number]
    elif change == "swap":
        links[number - 1], links[number] = links[number], links[number - 1]
    elif change == "twice":
        links.insert(number, links[number])
    else:
        links[number][change] = {"plan": "other"}.get(change, "f" * 64)
    assert list(faults(read_ledger(json.dumps(ledger))))


# Words.


def test_a_finding_names_the_file_and_each_key_with_both_values() -> None:
    before = told("2024", 12, note={"zh": "甲"}, completed="2024-05")
    now = told("2024", 12.5, note={"zh": "乙", "en": "B"})
    assert found([before], [now]) == [
        "demo 2024: The published snapshot was edited. "
        'reports[target].completed was "2024-05", is absent. '
        'reports[target].note.zh was "甲", is "乙". reports[target].value was 12, is 12.5. '
        f'reports[target].note.en was absent, is "B". {RULE.format("snapshot")}'
    ]


def test_reports_in_another_order_are_told() -> None:
    one, two = a_report(1), a_report(2, target="other")
    assert found([a_snapshot("2024", one, two)], [a_snapshot("2024", two, one)]) == [
        "demo 2024: The published snapshot was edited. Its reports stand in another order. "
        + RULE.format("snapshot")
    ]


def test_a_correction_is_told_from_the_report_beside_it() -> None:
    report = {"target": "x", "value": 1}
    fix = {"target": "x", "value": 2, "corrects": {"snapshot": "2023"}}
    other = {**fix, "value": 3}
    before, now = ({"snapshot": {"reports": [report, one]}} for one in (fix, other))
    (change,) = changed_keys(before, now)
    assert sentence(change, "en") == "reports[x correcting 2023].value was 2, is 3."


def test_without_the_records_the_edit_is_still_named() -> None:
    old, new = (ledger_of([plan_of([told("2024", value)])]) for value in (1, 2))
    assert list(map(words_of, breaches(old, new, unknown, unknown))) == [
        f"demo 2024: The published snapshot was edited. {RULE.format('snapshot')}"
    ]


def test_a_snapshot_put_in_front_of_published_ones_is_told_what_to_do() -> None:
    assert found([told("2024", 1)], [told("2023", 1), told("2024", 1)]) == [
        "demo 2023: The new snapshot comes before 2024, which is published already. "
        "If it was found late, say “recorded:” with the day on which you enter it."
    ]


def test_a_snapshot_with_another_day_of_publication_is_edited_and_moved() -> None:
    first, second = dated("2023", published="2024"), dated("2024", published="2025")
    moved = dated("2024", published="2023")
    assert found([first, second], [first, moved]) == [
        'demo 2024: The published snapshot was edited. published was "2025", is "2023". '
        + RULE.format("snapshot"),
        "demo 2024: The published snapshot now comes before 2023, which it followed. "
        "Restore the dates of both.",
    ]


def test_a_plan_that_is_gone_misses_all_its_snapshots() -> None:
    old = ledger_of([plan_of([told("2023", 1), told("2024", 1)]), plan_of([told("2024")], "b")])
    new = ledger_of([plan_of([told("2024")], "b")])
    assert [one.file for one in breaches(old, new, unknown, unknown)] == [
        "demo 2023",
        "demo 2024",
    ]


def test_another_plan_does_not_touch_the_chain() -> None:
    old = ledger_of([plan_of([told("2024")])])
    new = ledger_of([plan_of([told("2024")]), plan_of([told("2020")], "a")])
    assert list(breaches(old, new, unknown, unknown)) == []
    assert old.plans["demo"] == new.plans["demo"]
    assert old.head != new.head


def test_a_sound_ledger_reads_back_as_it_was() -> None:
    ledger = ledger_of([plan_of([told("2024", 1)])])
    assert read_ledger(ledger.text()) == ledger
    assert list(faults(ledger)) == []


def test_the_heads_of_a_ledger_are_checked() -> None:
    ledger = ledger_of([plan_of([told("2024", 1)])])
    chain = ledger.plans["demo"].model_copy(update={"head": "f" * 64})
    assert list(faults(ledger.model_copy(update={"plans": {"demo": chain}}))) == [
        LedgerFault("demo", says("ledger.chain-head")),
        LedgerFault("ledger", says("ledger.head")),
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "This is not a ledger: Invalid JSON: EOF while parsing a value at line 1 column 0."),
        ("[]", "This is not a ledger: Input should be an object."),
        ('{"head": "x", "plans": {}}', "This is not a ledger at head: "),
        (
            '{"schema_version": "2.0", "head": "' + "a" * 64 + '", "plans": {}}',
            "This is not a ledger at schema_version: ",
        ),
    ],
)
def test_what_is_no_ledger_is_refused_in_a_sentence(text: str, what: str) -> None:
    with pytest.raises(ValueError) as caught:
        read_ledger(text)
    assert str(caught.value).startswith(what)


# Results of control.

EAST = {"region": "east", "score": 90}


def breached(before: Sequence[Any], now: Sequence[Any]) -> list[str]:
    plans = [a_controlled_plan(*results) for results in (before, now)]
    (old, was), (new, now_is) = ((ledger_of([plan]), dict(records([plan]))) for plan in plans)
    assert [*faults(old), *faults(new)] == []
    found = breaches(
        old, new, lambda link: was.get(link.record), lambda link: now_is.get(link.record)
    )
    return list(map(words_of, found))


def test_an_edited_result_is_told_with_both_values() -> None:
    before, now = a_result("2025-02-10", EAST), a_result("2025-02-10", {**EAST, "score": 91})
    assert breached([before], [now]) == [
        "demo 2025-02-10-result: The published result was edited. rows[east].score was 90, is 91. "
        + RULE.format("result")
    ]


def test_a_missing_result_and_one_inserted_before_others_are_told() -> None:
    first, last = a_result("2025-02-10", EAST), a_result("2026-02-10", EAST)
    assert breached([first], [last]) == [
        f"demo 2025-02-10-result: The published result is missing. {RULE.format('result')}"
    ]
    assert breached([last], [first, last]) == [
        "demo 2025-02-10-result: The new result comes before 2026-02-10-result, which is "
        "published already. If it was found late, say “recorded:” with the day on which you "
        "enter it."
    ]


def test_a_result_appended_or_recorded_late_is_no_finding() -> None:
    first, last = a_result("2025-02-10", EAST), a_result("2026-02-10", EAST)
    late = a_result("2024-02-10", EAST, recorded="2026-05-06")
    assert breached([first], [first, last]) == []
    assert breached([first, last], [late, first, last]) == []


def test_what_was_not_kept_is_told_in_both_languages() -> None:
    before, now = plan_of([told("2024", 1), told("2025", 1)]), plan_of([told("2024", 2)])
    edited, missing = unkept([before], [now])
    assert printed(edited, "zh") == (
        "demo 2024:1:1: 发布过的快照被改动了。reports[target].value 原来是 1，现在是 2。"
        "发布过的不再改动，也不删去。请把文件恢复原样；"
        "其中有错的，在后来的快照里用“corrects”更正。"
    )
    assert printed(missing, "en") == (
        f"demo 2025:1:1: The published snapshot is missing. {RULE.format('snapshot')}"
    )
    assert unkept([now], [now]) == []
