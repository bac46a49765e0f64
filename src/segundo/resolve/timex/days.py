"""Days: by weekday, by number, by distance, by name."""

from __future__ import annotations

import re
from datetime import date, timedelta

from segundo.resolve.timex.calendar import OPEN, coarsen, easter, shift, valid_date
from segundo.resolve.timex.context import Args, Context, century_of, digits, direction, nearest, offset

_REACH = 31
"""How many days from the publication a weekday with its day of the month may lie."""


def relday(args: Args, context: Context) -> str:
    """A day some days away from the publication: "ontem"."""
    return shift(context.now, "D", offset(args) or 0) or OPEN["D"]


def today(args: Args, context: Context) -> str:
    """The day of publication; the present in general where there is no date, or where the verb tells of what is so."""
    is_so = context.clause and context.clause.state and context.tense == "present"
    return context.now if context.published and not is_so else "PRESENT_REF"


def anchorday(args: Args, context: Context) -> str:
    """A day some days away from the last day told, open where none is: "no dia seguinte".

    "No mesmo dia" is that of publication where none is told just before.
    """
    by = offset(args) or 0
    start = context.told("D") if by else context.day or context.now
    return shift(start, "D", by) or context.day or OPEN["D"]


def someday(args: Args, context: Context) -> str:
    """A day that cannot be told: "no quarto dia"."""
    return OPEN["D"]


def weekday(args: Args, context: Context) -> str:
    """A weekday, alone, pointing ("na próxima") or with its day of the month ("quarta-feira (14)").

    Alone it is the nearest before (or on) the publication under a verb of the past, after it under another. Where the
    weekday and the day of the month do not agree within a month of the publication, the weekday holds.
    """
    wanted, number = int(args["weekday"]), digits(args.get("day"))
    if number and ("month" in args or _slashed_month(args)):
        return day_of_year(args, context)
    if named := re.fullmatch(r"(\d{4})-W(\d\d)", args.get("week", "")):
        return date.fromisocalendar(int(named[1]), int(named[2]), wanted).isoformat()
    if context.published is None:
        return f"XXXX-WXX-{wanted}"
    if number and (fitting := [day for day in _weekdays_near(context.published, wanted) if day.day == number]):
        return fitting[0].isoformat()
    ahead = (wanted - context.published.isoweekday()) % 7
    by = offset(args)
    if by is None:
        future = context.cue > 0 or (context.cue == 0 and context.tense in ("present", "future"))
        days = ahead if future or not ahead else ahead - 7
    else:
        days = ahead - 7 if by < 0 else ahead or 7
    return (context.published + timedelta(days=days)).isoformat()


def _weekdays_near(day: date, wanted: int) -> list[date]:
    """The dates of a weekday around a day, the nearest first."""
    first = (wanted - day.isoweekday()) % 7
    offsets = sorted((first + 7 * weeks for weeks in range(-5, 5)), key=abs)
    return [day + timedelta(days=each) for each in offsets if abs(each) <= _REACH]


def weekdays(args: Args, context: Context) -> str:
    """A weekday of every week: "às segundas-feiras"."""
    return f"XXXX-WXX-{args['weekday']}"


def _slashed_month(args: Args) -> int | None:
    """The month of a day written as ``31/05``."""
    written = re.findall(r"\d+", args.get("day", ""))
    return int(written[1]) if len(written) > 1 else None


def day_of_year(args: Args, context: Context) -> str:
    """A day of a month; without a year the nearest to the publication on the side that the sentence points to."""
    number, month = digits(args.get("day")), digits(args.get("month")) or _slashed_month(args)
    if number is None:
        return OPEN["D"]
    if month is None and (named := coarsen(args.get("period", ""), "M")):
        return f"{named}-{number:02}"
    if month is None:
        return _day_of_month(number, direction(args, context), context, pointed=offset(args) is not None)
    if year := year_of(args):
        return f"{year}-{month:02}-{number:02}"
    if context.published:
        now = context.published
        if (told := _year_told(context)) and (day := valid_date(told, month, number)):
            return day.isoformat()
        years = (now.year - 1, now.year, now.year + 1)
        candidates = [day for year_ in years if (day := valid_date(year_, month, number))]
        if chosen := nearest(candidates, now, direction(args, context)):
            return chosen.isoformat()
    return f"XXXX-{month:02}-{number:02}"


def _day_of_month(number: int, way: int, context: Context, *, pointed: bool) -> str:
    """A day by its number alone: of the month just named where that fits the tense, else near the publication.

    One that is ``pointed`` to ("no último dia 18") is always near the publication.
    """
    if context.published is None:
        return f"XXXX-XX-{number:02}"
    way = way or (1 if context.tense == "present" else 0)
    if not pointed and context.near and (named := coarsen(context.near, "M")):
        day = valid_date(int(named[:4]), int(named[5:]), number)
        if day and (day - context.published).days * way >= 0:
            return day.isoformat()
    months = [month for by in (-2, -1, 0, 1, 2) if (month := shift(context.now, "M", by))]
    candidates = [day for month in months if (day := valid_date(int(month[:4]), int(month[5:]), number))]
    chosen = nearest(candidates, context.published, way)
    return chosen.isoformat() if chosen else f"XXXX-XX-{number:02}"


def _year_told(context: Context) -> int | None:
    """The year of a day named just before, where the story is one of long ago: "arrested on 29 March 2004, …"."""
    day = re.fullmatch(r"(\d{4})-\d\d-\d\d", context.near or "")
    past = context.published is not None and context.tense == "past"
    return int(day[1]) if day and past and int(day[1]) < int(context.now[:4]) - 1 else None


def year_of(args: Args) -> str | None:
    """The year that an expression names, by number or by relation ("do ano passado")."""
    if value := args.get("year") or args.get("period"):
        return coarsen(value, "Y") or (f"{century_of(int(value)):04}" if value.isdecimal() else None)
    return None


def written(args: Args, context: Context) -> str:
    """A date in digits alone: ``2015-09-02``, or day, month and year as Portuguese writes them."""
    first, month, last = map(int, re.findall(r"\d+", args["digits"]))
    year, day = (first, last) if first > 31 else (century_of(last), first)
    return f"{year:04}-{month:02}-{day:02}" if valid_date(year, month, day) else f"{year:04}"


def holiday(args: Args, context: Context) -> str:
    """A holiday by its month and day, or by its distance from Easter: the nearest on the side pointed to."""
    rule, year = args["holiday"], year_of(args)
    if year is None and context.published is None:
        return "XXXX" if rule.startswith("easter") else f"XXXX-{rule}"
    now = context.published or date(int(year or 1), 7, 1)
    years = [int(year)] if year else [now.year - 1, now.year, now.year + 1]
    chosen = nearest([day for each in years if (day := _holiday_in(rule, each))], now, direction(args, context))
    return chosen.isoformat() if chosen else OPEN["D"]


def _holiday_in(rule: str, year: int) -> date | None:
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    month, day = map(int, rule.split("-"))
    return valid_date(year, month, day)


def eve(args: Args, context: Context) -> str:
    """The day before a day or a holiday."""
    feast = args.get("base") or holiday(args, context)
    return shift(feast, "D", -1) or ("XXXX" if len(feast) == 4 else OPEN["D"])
