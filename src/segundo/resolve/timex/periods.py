"""Months, years and other stretches of the calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta

from segundo.resolve.timex.calendar import OPEN, coarsen, shift, week_value
from segundo.resolve.timex.context import Args, Context, century_of, digits, direction, offset
from segundo.resolve.timex.days import year_of


def month(args: Args, context: Context) -> str:
    """A month; without a year the nearest to the publication on the side that the sentence points to."""
    if year := year_of(args):
        return f"{year}-{args['month']}"
    if context.published is None:
        return f"XXXX-{args['month']}"
    way = direction(args, context)
    ahead = (int(args["month"]) - context.published.month) % 12 or (12 if offset(args) else 0)
    behind = ahead - 12 if ahead else 0
    months = min(ahead, behind, key=abs) if way == 0 else ahead if way > 0 else behind
    return shift(context.now, "M", months) or f"XXXX-{args['month']}"


def year(args: Args, context: Context) -> str:
    """A year by its number."""
    return f"{century_of(digits(args['year']) or 0):04}"


def decade(args: Args, context: Context) -> str:
    """A decade as its first three digits: "anos 90", "década de 1990", "anos sessenta"; two digits are of 1900."""
    word = args["decade"]
    return word[:3] if len(word) == 4 else f"19{word[0]}"


def century(args: Args, context: Context) -> str:
    """A century as the first two digits of its years."""
    return f"{max((digits(args['century']) or 1) - 1, 0):02}"


def relative(args: Args, context: Context) -> str:
    """A unit of the calendar at a distance from the publication, or from the value told before ("no mês seguinte").

    What follows nothing that was told is open, unless it lies ahead; what is before or the same is so of the present,
    the same also where what was told lies ahead and the sentence does not.
    """
    unit, by = args["unit"], offset(args) or 0
    told = shift(context.told(unit), unit, by) if "anchor" in args else None
    if told and by == 0 and context.tense != "future" and context.ahead(told):
        told = None
    if told is None and "anchor" in args and by > 0 and context.tense != "future":
        return OPEN[unit]
    return told or shift(context.now, unit, by) or OPEN[unit]


def weekend(args: Args, context: Context) -> str:
    """A weekend: the last one under a verb of the past, the coming one under another; the one that is on, itself."""
    if context.published is None:
        return "XXXX-WXX-WE"
    weekday, by = context.published.isoweekday(), offset(args)
    inside = weekday >= 6
    saturday = context.published + timedelta(days=6 - weekday)
    if by is None:
        before = context.cue <= 0 and context.tense in ("past", None) and not inside
        by = -1 if before else 0
    elif by > 0 and not inside:
        by = 0
    return f"{week_value(saturday + timedelta(weeks=by))}-WE"


def season(args: Args, context: Context) -> str:
    """A season of the year of publication, or of the year before or after."""
    named = year_of(args) or shift(context.now, "Y", offset(args) or 0) or "XXXX"
    return f"{named}-{args['season']}"


def part_of_year(args: Args, context: Context) -> str:
    """A numbered quarter or half of a year, or months of a year two or four together."""
    named, unit, number = year_of(args) or coarsen(context.now, "Y") or "XXXX", args["unit"], digits(args.get("number"))
    if unit in ("Q", "H"):
        return f"{named}-{unit}{number or (4 if unit == 'Q' else 2)}"
    months = int(unit[:-1])
    last = months * (number or 12 // months)
    return f"{named}-{last - months + 1:02}/{named}-{last:02}" if last <= 12 else named


def first_months(args: Args, context: Context) -> str:
    """The first months of a year: a quarter or a half where they are one."""
    named, parts = year_of(args) or coarsen(context.now, "Y") or "XXXX", {"P3M": "-Q1", "P6M": "-H1", "P1M": "-01"}
    return named + parts.get(args["length"], "")


def week_of_month(args: Args, context: Context) -> str:
    """A numbered week of a month: that of its n-th Monday."""
    if not re.fullmatch(r"\d{4}-\d\d", args["base"]):
        return OPEN["W"]
    first = date(int(args["base"][:4]), int(args["base"][5:]), 1)
    number = digits(args["number"]) or 1
    return week_value(first + timedelta(days=(1 - first.isoweekday()) % 7 + 7 * (number - 1)))


def same_part(args: Args, context: Context) -> str:
    """The month just named, in another year: "no mesmo mês de 2014"."""
    same = context.anchor or context.now
    return f"{coarsen(args['base'], 'Y') or 'XXXX'}{same[4:7]}"
