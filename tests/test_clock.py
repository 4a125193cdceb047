"""The moment of the build: fixed by SOURCE_DATE_EPOCH, and UTC wherever the machine stands."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from mingzhang import clock


def test_a_set_moment_is_the_moment_of_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    assert clock.now() == datetime(2026, 11, 21, tzinfo=UTC)
    assert clock.today() == date(2026, 11, 21)


def test_the_epoch_itself_is_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert clock.today() == date(1970, 1, 1)


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles"])
def test_the_day_is_that_of_utc(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        for epoch, day in (("1795219199", 20), ("1795219200", 21), ("1795305599", 21)):
            monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
            assert clock.today() == date(2026, 11, day)
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_set_moment_it_is_now(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if value is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_moment_that_is_no_number_is_an_error_and_not_today(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    with pytest.raises(ValueError, match="today"):
        clock.now()
