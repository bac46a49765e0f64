"""Days as people and machines write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache

from segundo.segment import fold

_EARLIEST = 1600
_DIGITS = 8  # of 20150902
# Written day first in all Portuguese-speaking countries; 2015/9/2 is the one order that starts with the year.
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})\b")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})(?:\b|(?=T))")
_NUMERIC = re.compile(r"(?<!\d)(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2})(?!\d)")
# A short word ("de") may stand between day, month and year, an ordinal mark after the day.
_NAMED = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})[ºª°.]?\s+(?:\w{1,2}\s+)?(?P<month>[^\W\d_]{3,})\.?,?\s+(?:\w{1,2}\s+)?(?P<year>\d{4})(?!\d)"
)


def parse_date(value: str, language: str = "pt") -> date | None:
    """The day that a date or a date with a time names, in the time zone that it is written in, or None.

    Understands ISO 8601, RFC 2822 (``Wed, 02 Sep 2015 10:00:00 GMT``), figures with ``/``, ``.`` or ``-`` that begin
    with the year or the day, and the month's name in a language (``2 de setembro de 2015``).
    """
    value = value.strip()
    if value.isdecimal() and len(value) != _DIGITS:
        return None  # seconds since 1970 begin like a day, too
    day: date | None
    try:
        day = datetime.fromisoformat(value).date()
    except ValueError:
        day = _in_figures(value) or _with_a_name(value, language)
    return day if day and day.year >= _EARLIEST else None


def written_date(line: str, language: str) -> date | None:
    """The first full date of a line, in figures (day first) or with the month's name."""
    if numeric := _NUMERIC.search(line):
        return parse_date(numeric[0], language)
    day = _with_a_name(line, language)
    return day if day and day.year >= _EARLIEST else None


def _in_figures(value: str) -> date | None:
    if found := _YEAR_FIRST.match(value) or _DAY_FIRST.match(value):
        return _day(found["year"], found["month"], found["day"])
    try:
        return parsedate_to_datetime(value).date()
    except ValueError:
        return None


def _with_a_name(line: str, language: str) -> date | None:
    for named in _NAMED.finditer(line):
        if month := _months(language).get(fold(named["month"])):
            return _day(named["year"], month, named["day"])
    return None


def _day(*numbers: str | int) -> date | None:
    """The day of a year, month and day; None where there is no such day."""
    try:
        return date(*map(int, numbers))
    except ValueError:
        return None


@cache
def _months(language: str) -> Mapping[str, int]:
    """The months' names and abbreviations, folded, from CLDR."""
    from babel import Locale  # here, since only dates with a month's name need it

    forms = Locale(language).months["format"]
    return {fold(name): number for width in ("wide", "abbreviated") for number, name in forms[width].items()}
