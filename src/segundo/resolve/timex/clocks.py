"""Clock times, parts of the day, and words that point at a time without naming it."""

from __future__ import annotations

import re

from segundo.resolve.timex.context import Args, Context
from segundo.resolve.timex.days import anchorday, relday

_AFTER_NOON = {"AF": 1, "EV": 1, "NI": 6}
"""From which hour on the hour of a part of the day is counted from noon: "seis da tarde"."""


def clock(args: Args, context: Context) -> str:
    """An hour and minute of the day that the expression names, else of the last day named nearby."""
    read = re.search(r"T(\d\d):(\d\d)", args.get("clock", ""))
    hour, minute = map(int, read.groups()) if read else _written(args)
    if _AFTER_NOON.get(args.get("part", "").rpartition("T")[2], 12) <= hour < 12:
        hour += 12
    return f"{_day(args, context)}T{hour:02}:{minute:02}"


def _written(args: Args) -> tuple[int, int]:
    hour, minute = (*map(int, re.findall(r"\d+", args.get("clock") or args["hour"])), 0)[:2]
    return hour, int(args.get("minute", minute))


def _day(args: Args, context: Context) -> str:
    named = args.get("base") or args.get("part", "").rpartition("T")[0]
    return named or (relday(args, context) if "by" in args else context.day or context.now)


def part(args: Args, context: Context) -> str:
    """A part of a day: ``2015-09-02TMO``."""
    return f"{_day(args, context)}T{args['part'].rpartition('T')[2]}"


def part_of_anchor(args: Args, context: Context) -> str:
    """A part of the last day named, or of a day before it: "naquela noite"."""
    return f"{anchorday(args, context)}T{args['part']}"


def epoch(args: Args, context: Context) -> str:
    """The last month or day of the past that was named; a whole year is too wide to be an occasion."""
    return context.occasion or "PAST_REF"


def then(args: Args, context: Context) -> str:
    """What was named last: "desde então"."""
    return context.near or "PAST_REF"


def later(args: Args, context: Context) -> str:
    """ "Mais tarde": in the past of a story, or in the future."""
    return "FUTURE_REF" if context.tense in ("present", "future") else "PAST_REF"
