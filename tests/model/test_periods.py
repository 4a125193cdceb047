"""Dates as precise as the document: first and last day, impossible and reversed ones."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.model.periods import Period, day, parse_period, path_name, year

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31), "year"),
        ("2020-05", date(2020, 5, 1), date(2020, 5, 31), "month"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month"),
        ("2021-02", date(2021, 2, 1), date(2021, 2, 28), "month"),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28), "month"),
        ("2000-02-29", date(2000, 2, 29), date(2000, 2, 29), "day"),
        ("2020-12-31", date(2020, 12, 31), date(2020, 12, 31), "day"),
        ("2021/2022", date(2021, 1, 1), date(2022, 12, 31), "span"),
        ("2021-03/2022", date(2021, 3, 1), date(2022, 12, 31), "span"),
        ("2021-11-05/2021-11", date(2021, 11, 5), date(2021, 11, 30), "span"),
        ("2021/2021", date(2021, 1, 1), date(2021, 12, 31), "span"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(
    text: str, first: date, last: date, precision: str
) -> None:
    period = parse_period(text)
    assert (period.first, period.last, period.precision) == (first, last, precision)
    assert str(period) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "/", "2020/", "/2020", "2020//2021", "2020/2021/2022", "20", "20200", "2020-5"),
        *("2020-05-1", "2020-05-01 ", " 2020", "2020.5", "2020/05-", "2020年", "２０２０", "٢٠٢٠"),
        *("2020-05-01T00:00", "-2020", "+2020", "2020-W05", "2020–05", "2020\n"),
    ],
)
def test_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^form$"):
        parse_period(text)


@pytest.mark.parametrize(
    "text",
    [
        *("0000", "2020-00", "2020-13", "2020-01-00", "2020-01-32", "2020-04-31", "2020-02-30"),
        *("2021-02-29", "1900-02-29", "2100-02-29", "2020/2020-13", "2021-02-29/2022"),
    ],
)
def test_a_day_that_is_not_in_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^impossible$"):
        parse_period(text)


@pytest.mark.parametrize("text", ["2022/2021", "2021-05/2021-04", "2021-05-02/2021-05-01"])
def test_a_span_that_ends_before_it_begins_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^reversed$"):
        parse_period(text)


@given(DAYS)
def test_every_day_is_a_period_of_its_own(when: date) -> None:
    assert day(when) == parse_period(when.isoformat()) == Period(when.isoformat(), when, when)


@given(DAYS)
def test_a_day_lies_in_its_month_and_its_month_in_its_year(when: date) -> None:
    month = parse_period(when.isoformat()[:7])
    whole = year(when.year)
    assert whole == parse_period(when.isoformat()[:4])
    assert whole.first <= month.first <= when <= month.last <= whole.last
    assert month.first.day == 1


def written(when: date, precision: int) -> str:
    return when.isoformat()[:precision]


@given(DAYS, DAYS, st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_a_span_goes_from_the_first_day_to_the_last(one: date, two: date, a: int, b: int) -> None:
    begin, end = sorted((one, two))
    span = parse_period(f"{written(begin, a)}/{written(end, b)}")
    assert span.first == parse_period(written(begin, a)).first
    assert span.last == parse_period(written(end, b)).last
    assert span.first <= span.last
    assert parse_period(str(span)) == span


@given(st.text(alphabet="0123456789-/ 年", max_size=22) | st.text(max_size=12))
def test_a_text_is_a_sound_period_or_refused(text: str) -> None:
    try:
        period = parse_period(text)
    except ValueError as error:
        assert str(error) in {"form", "impossible", "reversed"}
    else:
        assert period.first <= period.last
        assert period.text == text


@pytest.mark.parametrize(
    ("text", "name"), [("2021/2022", "2021--2022"), ("2020-05", "2020-05"), ("2020", "2020")]
)
def test_the_name_in_a_path_has_no_slash(text: str, name: str) -> None:
    assert parse_period(text).path_name == path_name(text) == name
