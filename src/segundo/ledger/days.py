"""The days that a TIMEX3 value covers, so that records can be found by when something was."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_PART = re.compile(r"(\d{4})-([QH])(\d)")
_MONTHS = {"Q": 3, "H": 6}
_YEARS = re.compile(r"\d{2,4}")


def days(value: str | None) -> tuple[date, date] | None:
    """The first and the last day of a TIMEX3 value: a day, week, weekend, month, quarter, half, year, decade, century.

    None where the value names no days of the calendar: durations, sets, seasons, references, open parts ("XXXX").
    """
    if value is None:
        return None
    try:
        return _days(value)
    except ValueError:  # a day that no calendar has, such as 2015-02-30
        return None


def precise(
    first: date,
    last: date,
    day: Callable[[date], str] = date.isoformat,
    month: Callable[[date], str] = lambda day: day.isoformat()[:-3],
) -> str:
    """The days from ``first`` to ``last`` as precisely as they are known: a day, whole months or years, or both ends.

    >>> precise(date(2015, 9, 1), date(2015, 9, 30)), precise(date(2015, 1, 1), date(2016, 12, 31))
    ('2015-09', '2015–2016')
    """
    if first == last:
        return day(first)
    if (first.day, last.day) != (1, monthrange(last.year, last.month)[1]):
        return f"{day(first)}–{day(last)}"
    whole = (first.month, last.month) == (1, 12)
    ends = (str(end.year) if whole else month(end) for end in (first, last))
    return "–".join(dict.fromkeys(ends))


def _days(value: str) -> tuple[date, date] | None:
    if match := _DAY.fullmatch(value):
        day = date(*map(int, match.groups()))
        return day, day
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6)
    if match := _MONTH.fullmatch(value):
        return _months(int(match[1]), int(match[2]), 1)
    if match := _PART.fullmatch(value):
        length = _MONTHS[match[2]]
        return _months(int(match[1]), (int(match[3]) - 1) * length + 1, length)
    if _YEARS.fullmatch(value):
        unit = 10 ** (4 - len(value))
        return date(int(value) * unit, 1, 1), date(int(value) * unit + unit - 1, 12, 31)
    return None


def _months(year: int, month: int, length: int) -> tuple[date, date]:
    last = month + length - 1
    return date(year, month, 1), date(year, last, monthrange(year, last)[1])
