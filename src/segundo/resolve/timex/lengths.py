"""Durations, repetitions, and points that lie a duration away."""

from __future__ import annotations

import re

from segundo.resolve.timex.calendar import OPEN, coarsen, shift
from segundo.resolve.timex.context import Args, Context, Value, offset

_SMALLER = {
    "Y": ("M", "6"),
    "M": ("D", "15"),
    "TH": ("TM", "30"),
    "TM": ("TS", "30"),
    "D": ("TH", "12"),
    "DE": ("Y", "5"),
}
"""The half of a unit, in the next smaller one."""


def total(args: Args, context: Context) -> str:
    """The sum of number words: "cento e dez"."""
    return str(sum(int(word) for word in args.values()))


def duration(args: Args, context: Context) -> str:
    """A number of units, a half added ("e meio"), or a range of them: ``P1Y/P3Y``."""
    unit = args["unit"]
    if "half" in args:
        return _length(*reversed(_SMALLER[unit])) if unit in _SMALLER else "P50Y" if unit == "CE" else f"P0.5{unit}"
    low = _length(args["number"], unit)
    if "meio" in args and unit in _SMALLER:
        return _joined([low, _length(*reversed(_SMALLER[unit]))])
    return f"{low}/{_length(args['high'], unit)}" if "high" in args else low


def joined(args: Args, context: Context) -> str:
    """Durations side by side: "12 anos, 2 meses e 20 dias"."""
    return _joined(list(args.values()))


def vague(args: Args, context: Context) -> str:
    """An unknown number of units: "vários dias"."""
    return _length("X", args["unit"])


def one(args: Args, context: Context) -> str:
    """One unit, or every one: "todos os dias"."""
    return _length("1", args["unit"])


def hours(args: Args, context: Context) -> str:
    """A clock time that is a length: "1h30 antes"."""
    hour, minute = (*map(int, re.findall(r"\d+", args["clock"])), 0)[:2]
    return f"PT{hour}H{minute}M" if minute else f"PT{hour}H"


def stopwatch(args: Args, context: Context) -> str:
    """The time of a race: ``7min12s27`` is ``PT7M12.27S``, ``1h02min`` ``PT1H2M``."""
    parts = re.fullmatch(r"(?:(\d+)h)?(?:(\d+)(?:m[a-z]*|'))?(?:(\d+)(?:[.,](\d+))?(?:s[a-z]*)?(\d+)?)?", args["watch"])
    if parts is None:
        return "PTXS"
    fraction = (parts[4] or parts[5] or "").rstrip("0") and f".{parts[4] or parts[5]}"
    written = zip(parts.group(1, 2, 3), ("H", "M", f"{fraction}S"), strict=True)
    return "PT" + "".join(f"{int(number)}{unit}" for number, unit in written if number)


def ago(args: Args, context: Context) -> Value:
    """A point in the past ("há dois anos"); under a verb of what still is so, the time that it has lasted."""
    if context.lasts:
        return Value(args["length"], "DURATION", bare=True)
    return Value(_away(args["length"], -1, context.now))


def lasting(args: Args, context: Context) -> Value:
    """The time that a state has lasted: "preso há dois anos"."""
    return Value(args["length"], bare=True)


def ago_vague(args: Args, context: Context) -> Value:
    """The same without a number: "há meses"."""
    return Value(vague(args, context), "DURATION") if context.lasts else Value("PAST_REF")


def behind(args: Args, context: Context) -> str:
    """A point in the past, never a length: "dois anos atrás"."""
    return _away(args.get("length") or vague(args, context), -1, context.now)


def from_now(args: Args, context: Context) -> str:
    """A point in the future: "daqui a dois anos"."""
    return _away(args["length"], 1, context.now)


def after(args: Args, context: Context) -> Value:
    """A point before or after the one told last, open where none is; what is shorter than a day stays a length.

    Behind what is past it is open too where it would lie ahead, as "dez anos depois" of a case of 2010 does.
    """
    if args["length"].startswith("PT"):
        return Value(args["length"], "DURATION")
    if "X" in args["length"]:
        return Value("FUTURE_REF" if context.tense == "future" else "PAST_REF")
    unit = re.sub(r"[^A-Z]", "", args["length"][1:])
    start = context.told(unit)
    value = _away(args["length"], offset(args) or 1, start)
    if context.tense != "future" and context.ahead(value) and not context.ahead(start):
        value = _away(args["length"], 1, OPEN["D"])
    return Value(value)


def after_vague(args: Args, context: Context) -> Value:
    """The same without a number: "horas depois" is a time of that day, "meses depois" any time."""
    return Value(f"{context.day or context.now}TXX", "TIME") if args["unit"] == "TH" else Value("PAST_REF")


def _length(number: str, unit: str) -> str:
    """A duration: ``T`` before the units of the clock, multiples such as ``15D``, quarters and halves counted."""
    number = number.replace(".", "").replace(",", ".")
    if (multiple := re.fullmatch(r"(\d+)([YMWD])", unit)) and number.isdecimal():
        return f"P{int(multiple[1]) * int(number)}{multiple[2]}"
    if unit in ("Q", "H") and number.isdecimal():
        return f"P{(3 if unit == 'Q' else 6) * int(number)}M"
    return f"PT{number}{unit[1]}" if unit[0] == "T" else f"P{number}{unit.lstrip('0123456789')}"


def _joined(parts: list[str]) -> str:
    """Durations added up: ``P2Y`` and ``P6M`` are ``P2Y6M``."""
    if len(parts) == 1 or any("/" in part for part in parts):
        return parts[-1]
    days = "".join(part[1:].partition("T")[0] for part in parts)
    clock = "".join(part.partition("T")[2] for part in parts)
    return f"P{days}{'T' if clock else ''}{clock}"


def _away(length: str, way: int, start: str) -> str:
    """The value that lies a duration before or after another, as fine as the duration's largest unit."""
    match = re.match(r"P(T?)(\d+)(DE|CE|[YMWDHS])", length)
    if match is None:
        return "PAST_REF" if way < 0 else "FUTURE_REF"
    if match[1]:
        return f"{coarsen(start, 'D') or OPEN['D']}TXX"
    number, unit = int(match[2]), match[3]
    return shift(start, unit, way * number) or OPEN[unit]
