"""Arithmetic on TIMEX3 values."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segundo.resolve.timex.calendar import coarsen, easter, shift, week_value
from segundo.resolve.timex.context import nearest


@pytest.mark.parametrize(
    ("value", "unit", "coarse"),
    [
        ("2015-09-03", "D", "2015-09-03"),
        ("2015-09-03", "W", "2015-W36"),
        ("2015-09-03", "M", "2015-09"),
        ("2015-09-03", "Q", "2015-Q3"),
        ("2015-09-03", "H", "2015-H2"),
        ("2015-09-03", "Y", "2015"),
        ("2015-09-03", "DE", "201"),
        ("2015-09-03", "CE", "20"),
        ("2015-W36-WE", "W", "2015-W36"),
        ("2015-W36", "Y", "2015"),
        ("2015", "M", None),
        ("2015-02-30", "D", None),
        ("XXXX-09", "M", None),
        ("PAST_REF", "Y", None),
    ],
)
def test_coarsen(value: str, unit: str, coarse: str | None) -> None:
    assert coarsen(value, unit) == coarse


@pytest.mark.parametrize(
    ("value", "unit", "by", "shifted"),
    [
        ("2015-01-31", "M", -1, "2014-12"),
        ("2015-12-31", "D", 1, "2016-01-01"),
        ("2015-W53", "W", 1, "2016-W01"),
        ("2015-Q1", "Q", -1, None),
        ("2015-02", "Q", -1, "2014-Q4"),
        ("2015-02", "H", -1, "2014-H2"),
        ("2015", "DE", -2, "199"),
        ("2015", "CE", -1, "19"),
        ("0001-01-01", "D", -1, None),
        ("0001-01", "M", -1, None),
    ],
)
def test_shift(value: str, unit: str, by: int, shifted: str | None) -> None:
    assert shift(value, unit, by) == shifted


@given(st.dates(min_value=date(1, 1, 8)), st.integers(-5, 5))
def test_weeks_shift_by_seven_days(day: date, by: int) -> None:
    try:
        moved = day + timedelta(weeks=by)
    except OverflowError:
        return
    assert shift(day.isoformat(), "W", by) in (week_value(moved), None)


@pytest.mark.parametrize(
    ("year", "day"), [(2015, (4, 5)), (2016, (3, 27)), (2017, (4, 16)), (2018, (4, 1)), (2038, (4, 25))]
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@given(st.integers(1583, 9999))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    assert easter(year).isoweekday() == 7
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("way", "day"),
    [(-1, date(2018, 1, 15)), (0, date(2018, 1, 15)), (1, date(2018, 1, 15))],
)
def test_a_day_eleven_months_ago_is_rather_the_next_one(way: int, day: date) -> None:
    assert nearest([date(2017, 1, 15), date(2018, 1, 15)], date(2017, 12, 18), way) == day


def test_a_day_that_the_tense_points_to_may_be_half_a_year_off() -> None:
    days = [date(2017, 7, 20), date(2018, 7, 20)]
    assert nearest(days, date(2018, 2, 1), -1) == days[0]
    assert nearest(days, date(2018, 2, 1), 1) == days[1]
