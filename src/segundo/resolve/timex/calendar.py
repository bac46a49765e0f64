"""Arithmetic on calendar values as TIMEX3 writes them: ``2015``, ``2015-09``, ``2015-09-02``, ``2015-W36``, ``201``.

Units are those of ISO 8601 durations (``Y M W D``), with ``Q`` and ``H`` for quarters and halves of a year, ``DE`` and
``CE`` for decades and centuries. What is not known is written with ``X``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

OPEN = {
    "Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX", "Q": "XXXX-QX", "H": "XXXX-HX", "DE": "XXX",
    "CE": "XX",
}  # fmt: skip
"""A value of each unit of which nothing is known."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")
_KNOWN = re.compile(r"\d{2,4}(?:-\d\d)*(?!\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")


def valid_date(year: int, month: int, day: int) -> date | None:
    """The date, or ``None`` where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of(value: str) -> date | None:
    """The day that a value names or lies in; ``None`` for a value that is wider than a day."""
    match = _DATE.match(value)
    return valid_date(*map(int, match.groups())) if match and match[3] else None


def side(value: str, day: date) -> int:
    """-1 where all that a value names lies before a day, 1 where it lies after, 0 else; weeks count by their year.

    >>> side("2014", date(2015, 9, 3)), side("2015-09-04T10:00", date(2015, 9, 3)), side("PAST_REF", date(2015, 9, 3))
    (-1, 1, 0)
    """
    known = _KNOWN.match(value)
    same = day.isoformat()[: len(known[0])] if known else ""
    return (known[0] > same) - (known[0] < same) if known else 0


def week_value(day: date) -> str:
    """The ISO week of a day.

    >>> week_value(date(2015, 9, 3))
    '2015-W36'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def coarsen(value: str, unit: str) -> str | None:
    """The value of a unit that a value lies in, or ``None`` where it is wider than the unit or unknown.

    >>> coarsen("2015-09-03", "Q")
    '2015-Q3'
    """
    if week := _WEEK.match(value):
        monday = _monday(int(week[1]), int(week[2]))
        if unit == "W":
            return week[0]
        return coarsen(monday.isoformat(), unit) if monday and unit not in "MD" else None
    match = _DATE.match(value)
    if not match:
        return None
    year, month, _ = match.groups()
    if unit == "Y":
        return year
    if unit in ("DE", "CE"):
        return year[:3] if unit == "DE" else year[:2]
    if unit == "D" or unit == "W":
        known = day_of(value)
        if known is None:
            return None
        return known.isoformat() if unit == "D" else week_value(known)
    if not month:
        return None
    if unit == "M":
        return f"{year}-{month}"
    return f"{year}-{unit}{(int(month) - 1) // (3 if unit == 'Q' else 6) + 1}"


def shift(value: str, unit: str, by: int) -> str | None:
    """The value ``by`` units after the unit that a value lies in, ``None`` where that is not known or in no calendar.

    >>> shift("2015-01-31", "M", -1)
    '2014-12'
    """
    start = coarsen(value, unit)
    if start is None:
        return None
    try:
        if unit == "D":
            return (date.fromisoformat(start) + timedelta(days=by)).isoformat()
        if unit == "W":
            monday = _monday(int(start[:4]), int(start[6:]))
            return week_value(monday + timedelta(weeks=by)) if monday else None
    except (OverflowError, ValueError):
        return None
    if unit in ("Y", "DE", "CE"):
        number = int(start) + by
        return f"{number:0{len(start)}}" if 0 <= number < 10 ** len(start) else None
    parts = {"M": 12, "Q": 4, "H": 2}[unit]
    index = int(start[:4]) * parts + int(start[5:].lstrip("QH")) - 1 + by
    year, part = divmod(index, parts)
    if not 1 <= year <= 9999:
        return None
    return f"{year:04}-{part + 1:02}" if unit == "M" else f"{year:04}-{unit}{part + 1}"


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of Meeus, Jones and Butcher).

    >>> easter(2017)
    datetime.date(2017, 4, 16)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def _monday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
