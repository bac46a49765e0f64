"""The values of time expressions: what a node of the grammar means in an article of a known or unknown date.

Each operation named in the table ``time_rules`` is one function here. Values are those of TIMEX3 (ISO-TimeML; ISO
24617-1); what stays unknown is written with ``X``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from segundo.finders.cascade import Node
from segundo.records import TimeType
from segundo.resolve.calendar import OPEN, coarsen, day_of, easter, shift, valid_date, week_value
from segundo.resolve.tense import Tense

_REACH = 31
"""How many days from the publication a weekday with its day of the month may lie."""


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds an expression: publication date, tense, the way a cue points (-1, 0, 1), what was named before.

    ``anchor`` is the last calendar value named before it in the text, ``near`` the same in the sentences just before,
    ``day`` the last day there.
    """

    published: date | None
    tense: Tense | None = None
    cue: int = 0
    anchor: str | None = None
    near: str | None = None
    day: str | None = None

    @property
    def now(self) -> str:
        """The publication date as a value, open where it is unknown."""
        return self.published.isoformat() if self.published else OPEN["D"]


@dataclass(frozen=True, slots=True)
class Value:
    """A TIMEX3 value, its type where it is not the rule's; ``bare`` where the span is that of the length inside."""

    value: str
    type: TimeType | None = None
    bare: bool = False


Operation: TypeAlias = Callable[[Node, Context], Value | str]


def resolve(node: Node, context: Context) -> Value:
    """The value of what a rule found."""
    found = _OPERATIONS[node.row["operation"]](node, context)
    return found if isinstance(found, Value) else Value(found)


def timex_type(node: Node) -> str:
    """The TIMEX3 type of a node, ``-`` where it is no time by itself; ``=`` in a rule is the type of what it holds."""
    return timex_type(node.nodes["base"]) if node.row["type"] == "=" else node.row["type"]


def _get(node: Node, name: str) -> str | None:
    """The captured word or the rule's argument of a name, the node's own before those of the nodes inside it."""
    if name in node.words:
        return node.words[name]
    for part in node.row["args"].split():
        key, _, value = part.partition("=")
        if key == name:
            return value
    return next((found for inner in node.nodes.values() if (found := _get(inner, name)) is not None), None)


def _digits(word: str | None) -> int | None:
    found = re.findall(r"\d+", (word or "").replace(".", ""))
    return int(found[0]) if found else None


def _number(node: Node, name: str) -> int | None:
    return _digits(_get(node, name))


def _by(node: Node) -> int | None:
    by = _get(node, "by")
    return int(by) if by is not None else None


# Numbers and constants


def _none(node: Node, context: Context) -> str:
    return ""


def _constant(node: Node, context: Context) -> str:
    return _get(node, "value") or ""


def _inner(node: Node, context: Context) -> Value:
    return resolve(node.nodes["base"], context)


# Days


def _relday(node: Node, context: Context) -> str:
    return shift(context.now, "D", _by(node) or 0) or OPEN["D"]


def _today(node: Node, context: Context) -> str:
    return context.now if context.published and context.tense != "present" else "PRESENT_REF"


def _anchorday(node: Node, context: Context) -> str:
    return shift(context.day or context.now, "D", _by(node) or 0) or OPEN["D"]


def _someday(node: Node, context: Context) -> str:
    return OPEN["D"]


def _weekday(node: Node, context: Context) -> str:
    weekday, number, month, by = (
        int(_get(node, "weekday") or 1),
        _number(node, "day"),
        _number(node, "month"),
        _by(node),
    )
    if context.published is None:
        if number and month:
            return f"XXXX-{month:02}-{number:02}"
        return f"XXXX-WXX-{weekday}"
    if number and month:
        return _date(node, context)
    days = _near(context.published, weekday)
    if number:
        fitting = [day for day in days if day.day == number]
        if fitting:
            return fitting[0].isoformat()
    ahead = context.cue > 0 or (context.cue == 0 and context.tense in ("present", "future"))
    offset = (weekday - context.published.isoweekday()) % 7
    if by == -1:
        offset = offset - 7
    elif by == 1:
        offset = offset or 7
    elif offset and not ahead:
        offset -= 7
    return (context.published + timedelta(days=offset)).isoformat()


def _near(day: date, weekday: int) -> list[date]:
    """The dates of a weekday around a day, the nearest first."""
    first = (weekday - day.isoweekday()) % 7
    offsets = sorted((first + 7 * weeks for weeks in range(-5, 5)), key=abs)
    return [day + timedelta(days=offset) for offset in offsets if abs(offset) <= _REACH]


def _direction(node: Node, context: Context) -> int:
    """Which way an expression without its year points: the rule's word, else a cue, else the tense."""
    by = _by(node)
    if by:
        return by
    if context.cue:
        return context.cue
    return {"past": -1, "future": 1}.get(context.tense or "", 0)


def _date(node: Node, context: Context) -> str:
    number, month, year = _number(node, "day"), _number(node, "month"), _year_of(node, context)
    if number is None:
        return OPEN["D"]
    if month is None:
        slashed = re.findall(r"\d+", _get(node, "day") or "")
        if len(slashed) > 1:
            month = int(slashed[1])
    if month is None:
        return _day_of_month(number, _direction(node, context), context)
    if year:
        return f"{year}-{month:02}-{number:02}"
    if context.published is None:
        return f"XXXX-{month:02}-{number:02}"
    now = context.published
    candidates = [day for year_ in (now.year - 1, now.year, now.year + 1) if (day := valid_date(year_, month, number))]
    chosen = _nearest(candidates, now, _direction(node, context))
    return chosen.isoformat() if chosen else f"XXXX-{month:02}-{number:02}"


def _nearest(candidates: list[date], now: date, direction: int) -> date | None:
    on_side = [day for day in candidates if (day - now).days * direction >= 0]
    return min(on_side or candidates, key=lambda day: abs((day - now).days), default=None)


def _day_of_month(number: int, direction: int, context: Context) -> str:
    if context.published is None:
        return f"XXXX-XX-{number:02}"
    near = day_of(context.day or "")
    now = near if near and not direction else context.published
    months = [shift(now.isoformat(), "M", by) for by in (-2, -1, 0, 1, 2)]
    candidates = [day for month in months if month and (day := valid_date(int(month[:4]), int(month[5:]), number))]
    chosen = _nearest(candidates, now, direction)
    return chosen.isoformat() if chosen else f"XXXX-XX-{number:02}"


def _written(node: Node, context: Context) -> str:
    first, month, last = map(int, re.findall(r"\d+", _get(node, "digits") or "0/0/0"))
    year, day = (first, last) if first > 31 else (_century_of(last), first)
    return f"{year:04}-{month:02}-{day:02}" if valid_date(year, month, day) else f"{year:04}"


def _century_of(year: int) -> int:
    """A year written with two digits: of this century up to 30."""
    return year if year > 99 else year + (2000 if year <= 30 else 1900)


def _holiday(node: Node, context: Context) -> str:
    rule, year = _get(node, "holiday") or "", _year_of(node, context)
    if context.published is None and not year:
        return "XXXX" if rule.startswith("easter") else f"XXXX-{rule}"
    now = context.published or date(int(year or 1), 7, 1)
    years = [int(year)] if year else [now.year - 1, now.year, now.year + 1]
    candidates = [day for day in (_holiday_in(rule, each) for each in years) if day]
    chosen = _nearest(candidates, now, _direction(node, context))
    return chosen.isoformat() if chosen else OPEN["D"]


def _holiday_in(rule: str, year: int) -> date | None:
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter") or 0))
    month, day = map(int, rule.split("-"))
    return valid_date(year, month, day)


def _eve(node: Node, context: Context) -> str:
    base = node.nodes.get("base")
    feast = resolve(base, context).value if base else _holiday(node, context)
    return shift(feast, "D", -1) or ("XXXX" if len(feast) == 4 else OPEN["D"])


# Months, years and other periods


def _year_of(node: Node, context: Context) -> str | None:
    """The year that a node names, by number or by relation ("do ano passado")."""
    for name in ("year", "period"):
        if inner := node.nodes.get(name):
            return coarsen(resolve(inner, context).value, "Y")
    if word := node.words.get("year"):
        return f"{_century_of(int(word)):04}"
    return next((year for inner in node.nodes.values() if (year := _year_of(inner, context))), None)


def _month(node: Node, context: Context) -> str:
    month, year = _get(node, "month") or "XX", _year_of(node, context)
    if year:
        return f"{year}-{month}"
    if context.published is None:
        return f"XXXX-{month}"
    now, direction, by = context.published, _direction(node, context), _by(node)
    wanted = int(month)
    ahead = (wanted - now.month) % 12
    if by and ahead == 0:
        ahead = 12
    behind = ahead - 12 if ahead else 0
    offset = ahead if direction > 0 else behind if direction < 0 else min(ahead, behind, key=abs)
    return shift(now.isoformat(), "M", offset) or f"XXXX-{month}"


def _year(node: Node, context: Context) -> str:
    return f"{_century_of(_number(node, 'year') or 0):04}"


def _decade(node: Node, context: Context) -> str:
    word = _get(node, "decade") or ""
    if len(word) == 1:
        return f"19{word}"
    return word[:3] if len(word) == 4 else f"19{word[0]}" if int(word) > 20 else f"20{word[0]}"


def _century(node: Node, context: Context) -> str:
    return f"{(_number(node, 'century') or 1) - 1:02}"


def _shift(node: Node, context: Context) -> str:
    unit = _get(node, "unit") or "D"
    base = (context.anchor or context.now) if _get(node, "anchor") else context.now
    return shift(base, unit, _by(node) or 0) or shift(context.now, unit, _by(node) or 0) or OPEN[unit]


def _weekend(node: Node, context: Context) -> str:
    if context.published is None:
        return "XXXX-WXX-WE"
    now, by = context.published, _by(node)
    ahead = timedelta(days=(6 - now.isoweekday()) % 7)
    saturday = now + ahead
    if now.isoweekday() == 7:
        saturday = now - timedelta(days=1)
    inside = now.isoweekday() >= 6
    past = by == -1 or (by is None and (context.tense == "past" or not context.tense) and context.cue <= 0)
    if past and (not inside or by == -1):
        saturday -= timedelta(days=7)
    elif by == 1 and inside:
        saturday += timedelta(days=7)
    return f"{week_value(saturday)}-WE"


def _season(node: Node, context: Context) -> str:
    return f"{coarsen(context.now, 'Y') or 'XXXX'}-{_get(node, 'season')}"


def _quarter(node: Node, context: Context) -> str:
    year = _year_of(node, context) or coarsen(context.now, "Y") or "XXXX"
    unit, number = _get(node, "unit") or "Q", _number(node, "number") or 1
    if unit in ("Q", "H"):
        if _get(node, "last"):
            number = {"Q": 4, "H": 2}[unit]
        return f"{year}-{unit}{number}"
    months = int(unit[:-1])
    first = months * (number - 1) + 1
    return f"{year}-{first:02}/{year}-{first + months - 1:02}" if first + months <= 13 else year


def _first(node: Node, context: Context) -> str:
    """The first months of a year: a quarter or a half where they are one."""
    year, length = _year_of(node, context) or "XXXX", resolve(node.nodes["length"], context).value
    named = {"P3M": "Q1", "P6M": "H1", "P1M": "01"}
    return f"{year}-{named[length]}" if length in named else year


def _weekof(node: Node, context: Context) -> str:
    """A numbered week of a month: the week of its n-th Monday."""
    month, number = resolve(node.nodes["base"], context).value, _number(node, "number") or 1
    if not re.fullmatch(r"\d{4}-\d\d", month):
        return OPEN["W"]
    first = date(int(month[:4]), int(month[5:]), 1)
    monday = first + timedelta(days=(1 - first.isoweekday()) % 7 + 7 * (number - 1))
    return week_value(monday)


def _sameof(node: Node, context: Context) -> str:
    year = coarsen(resolve(node.nodes["base"], context).value, "Y") or "XXXX"
    same = context.anchor or context.now
    return f"{year}{same[4:7]}"


# Lengths


def _unit_value(unit: str, number: str) -> str:
    """A duration: ``T`` before the units of the clock, multiples written out.

    >>> _unit_value("TH", "2"), _unit_value("15D", "2")
    ('PT2H', 'P30D')
    """
    if match := re.fullmatch(r"(\d+)([YMWD])", unit):
        return f"P{number if number == 'X' else int(match[1]) * int(number)}{match[2]}"
    if unit in ("Q", "H") and number != "X":
        return f"P{(3 if unit == 'Q' else 6) * int(number)}M"
    return f"PT{number}{unit[1]}" if unit[0] == "T" and len(unit) == 2 else f"P{number}{unit}"


_SMALLER = {"Y": ("M", 12), "M": ("D", 30), "TH": ("TM", 60), "TM": ("TS", 60), "D": ("TH", 24), "DE": ("Y", 10)}


def _plain(word: str) -> str:
    return word.replace(".", "").replace(",", ".")


def _duration(node: Node, context: Context) -> str:
    if half := node.words.get("half"):
        return {"TH": "PT30M", "DE": "P5Y", "CE": "P50Y", "Y": "P6M", "TM": "PT30S", "D": "PT12H"}.get(
            half, f"P0.5{half}"
        )
    number, unit = _amount(node, "number"), node.words["unit"]
    low = _length(number, unit)
    if node.words.get("meio") and unit in _SMALLER:
        smaller, parts = _SMALLER[unit]
        return _joined([low, _length(str(parts // 2), smaller)])
    high = _amount(node, "high")
    return f"{low}/{_length(high, unit)}" if high else low


def _amount(node: Node, name: str) -> str:
    if inner := node.nodes.get(name):
        return str(_sum_value(inner))
    return _plain(node.words.get(name, ""))


def _length(number: str, unit: str) -> str:
    if number.isdecimal():
        return _unit_value(unit, number)
    return f"PT{number}{unit[1]}" if unit[0] == "T" else f"P{number}{unit}"


def _sum(node: Node, context: Context) -> str:
    return str(_sum_value(node))


def _sum_value(node: Node) -> int:
    total = sum(int(_plain(word)) for word in node.words.values() if _plain(word).isdecimal())
    return total + sum(map(_sum_value, node.nodes.values()))


def _joined(parts: list[str]) -> str:
    """Durations added up: ``P2Y`` and ``P6M`` are ``P2Y6M``."""
    days = "".join(part[1:].partition("T")[0] for part in parts)
    hours = "".join(part.partition("T")[2] for part in parts)
    return f"P{days}{'T' if hours else ''}{hours}"


def _total(node: Node, context: Context) -> str:
    lengths = [resolve(inner, context).value for inner in node.nodes.values()]
    return _joined(lengths) if len(lengths) > 1 else lengths[0]


def _vague(node: Node, context: Context) -> str:
    return _unit_value(_get(node, "unit") or "D", "X")


def _one(node: Node, context: Context) -> str:
    return _unit_value(_get(node, "unit") or "D", "1")


def _hours(node: Node, context: Context) -> str:
    digits = re.findall(r"\d+", _get(node, "clock") or "")
    minutes = f"{int(digits[1])}M" if len(digits) > 1 and int(digits[1]) else ""
    return f"PT{int(digits[0])}H{minutes}"


def _stopwatch(node: Node, context: Context) -> str:
    """The time of a race: ``7min12s27`` is ``PT7M12.27S``, ``1h02min`` ``PT1H2M``."""
    word = _get(node, "watch") or ""
    hours = re.search(r"(\d+)h", word)
    minutes = re.search(r"(\d+)(?:min|m|')", word)
    seconds = re.search(r"(\d+)(?:[.,](\d+))?(?:s|seg)(\d+)?", word) or re.search(r"(?:min|m)(\d+)()()$", word)
    out = "PT" + (f"{int(hours[1])}H" if hours else "") + (f"{int(minutes[1])}M" if minutes else "")
    if seconds:
        fraction = seconds[2] or seconds[3] or ""
        out += f"{int(seconds[1])}{'.' + fraction if fraction.strip('0') else ''}S"
    return out


# Points at a distance


def _ago(node: Node, context: Context) -> Value:
    length = _length_of(node, context)
    if context.tense == "present":
        return Value(length, "DURATION", bare=True)
    return Value(_away(length, -1, context.now))


def _behind(node: Node, context: Context) -> str:
    return _away(_length_of(node, context), -1, context.now)


def _agovague(node: Node, context: Context) -> Value:
    if context.tense == "present":
        return Value(_vague(node, context), "DURATION")
    return Value("PAST_REF")


def _later(node: Node, context: Context) -> str:
    return "PAST_REF" if context.tense == "past" else "FUTURE_REF"


def _aftervague(node: Node, context: Context) -> Value:
    if _get(node, "unit") == "TH":
        return Value(f"{context.day or context.now}TXX", "TIME")
    return Value("PAST_REF")


def _fromnow(node: Node, context: Context) -> str:
    return _away(_length_of(node, context), 1, context.now)


def _after(node: Node, context: Context) -> Value:
    length = _length_of(node, context)
    if length.startswith("PT"):
        return Value(length, "DURATION")
    return Value(_away(length, _by(node) or 1, context.anchor or context.now))


def _length_of(node: Node, context: Context) -> str:
    inner = next(iter(node.nodes.values()), None)
    return resolve(inner, context).value if inner else _vague(node, context)


def _away(length: str, sign: int, start: str) -> str:
    """The value that lies a duration before or after another, as fine as the duration's unit."""
    length = length.partition("/")[0]
    if "X" in length:
        return "PAST_REF" if sign < 0 else "FUTURE_REF"
    match = re.match(r"P(T?)(\d+)(DE|CE|[YMWDHS])", length)
    if not match:
        return OPEN["D"]
    if match[1]:
        return f"{coarsen(start, 'D') or OPEN['D']}TXX"
    number, unit = int(match[2]), match[3]
    moved = shift(start, unit, sign * number)
    return moved or (OPEN[unit] if unit in OPEN else OPEN["D"])


# Clock times and parts of the day


def _day_for(node: Node, context: Context) -> str:
    base = node.nodes.get("base")
    return resolve(base, context).value if base else context.day or context.now


_AFTERNOON = ("AF", "NI", "EV")


def _clock(node: Node, context: Context) -> str:
    hour, minute = _clock_digits(node)
    part = _get(node, "part")
    if part in _AFTERNOON and (5 if part == "NI" else 0) < hour < 12:
        hour += 12
    return f"{_day_for(node, context)}T{hour:02}:{minute:02}"


def _clock_digits(node: Node) -> tuple[int, int]:
    if clock := _get(node, "clock"):
        digits = [*map(int, re.findall(r"\d+", clock)), 0]
        return digits[0], digits[1]
    holder = next((inner for inner in (node, *node.nodes.values()) if "hour" in (*inner.words, *inner.nodes)), node)
    return int(_amount(holder, "hour") or 0), int(_amount(holder, "minute") or holder.words.get("half") or 0)


def _part(node: Node, context: Context) -> str:
    day = _day_for(node, context)
    if _by(node) and "base" not in node.nodes:
        day = shift(context.now, "D", -1) or OPEN["D"]
    return f"{day}T{_get(node, 'part')}"


def _thatpart(node: Node, context: Context) -> str:
    return f"{_anchorday(node, context)}T{_get(node, 'part')}"


# Words of reference


def _epoch(node: Node, context: Context) -> str:
    """The month or day just named, where it is past; a whole year is too wide to be an occasion."""
    named = context.near if context.near and re.match(r"\d{4}-\d\d", context.near) else None
    return named if named and named < context.now else "PAST_REF"


def _then(node: Node, context: Context) -> str:
    return context.anchor or "PAST_REF"


def _weekdays(node: Node, context: Context) -> str:
    return f"XXXX-WXX-{_get(node, 'weekday')}"


_OPERATIONS: dict[str, Operation] = {
    "after": _after, "aftervague": _aftervague, "ago": _ago, "agovague": _agovague, "anchorday": _anchorday,
    "behind": _behind, "century": _century, "clock": _clock, "constant": _constant, "date": _date, "decade":
    _decade, "duration": _duration, "epoch": _epoch, "eve": _eve, "first": _first, "fromnow": _fromnow, "holiday":
    _holiday, "hours": _hours, "inner": _inner, "later": _later, "month": _month, "none": _none, "one": _one,
    "part": _part, "per": _one, "quarter": _quarter, "relday": _relday, "sameof": _sameof, "season": _season,
    "shift": _shift, "someday": _someday, "stopwatch": _stopwatch, "sum": _sum, "thatpart": _thatpart, "then":
    _then, "today": _today, "total": _total, "vague": _vague, "value": _constant, "weekday": _weekday, "weekdays":
    _weekdays, "weekend": _weekend, "weekof": _weekof, "written": _written, "year": _year,
}  # fmt: skip
