"""The records of snapshots: an absent field is never nought."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest
from pydantic import ValidationError

from mingzhang.model.progress import Phase, Report, Snapshot, SourceKind
from tests.support.builders import a_report, a_snapshot


def test_a_report_says_only_what_is_written() -> None:
    said = a_report(target="a").model_dump(exclude={"target"})
    assert said.pop("by_region") == {} and said.pop("evidence") == ()
    assert set(said.values()) == {None}


def test_nought_is_a_value() -> None:
    assert a_report(0).value == Decimal(0)
    assert a_report().value is None


def test_values_by_region_keep_the_order_of_the_source() -> None:
    report = a_report({"west": 2, "east": "1.5"})
    assert list(report.by_region.items()) == [("west", Decimal(2)), ("east", Decimal("1.5"))]


def test_a_snapshot_is_self_reported_unless_it_says_otherwise() -> None:
    assert a_snapshot("2024").kind == "self-reported"
    assert a_snapshot("2024", kind="audit").kind == "audit"


def test_a_snapshot_needs_its_date_and_its_reports() -> None:
    with pytest.raises(ValidationError) as raised:
        Snapshot.model_validate({})
    assert [fault["loc"] for fault in raised.value.errors()] == [("as_of",), ("reports",)]


def test_a_correction_needs_its_reason() -> None:
    with pytest.raises(ValidationError) as raised:
        Report.model_validate({"target": "a", "corrects": {"snapshot": "2024"}})
    assert [fault["loc"] for fault in raised.value.errors()] == [("corrects", "reason")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_phase_and_kind_has_a_word(language: str) -> None:
    from mingzhang.i18n.words import table

    words = table(language)  # type: ignore[arg-type]
    assert {f"phase.{phase}" for phase in get_args(Phase)} <= words.keys()
    assert {f"kind.{kind}" for kind in get_args(SourceKind)} <= words.keys()
