"""What the operations on time expressions take and give."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from segundo.records import TimeType
from segundo.resolve.tense import Clause, Tense
from segundo.resolve.timex.calendar import OPEN, side


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds an expression: publication date, clause, the way a cue points (-1, 0, 1), what was named before.

    ``anchor`` is the last calendar value named before it in the text, ``near`` the same in the sentences just before,
    ``day`` the last day there, ``occasion`` the last month or day of the past.
    """

    published: date | None
    clause: Clause | None = None
    cue: int = 0
    anchor: str | None = None
    near: str | None = None
    day: str | None = None
    occasion: str | None = None

    @property
    def tense(self) -> Tense | None:
        """The tense of the clause, the imperfect counted as past."""
        tense = self.clause.tense if self.clause else None
        return "past" if tense == "imperfect" else tense

    @property
    def lasts(self) -> bool:
        """Whether the clause tells of what lasts: under the present, or after a verb of the imperfect."""
        if self.clause is None:
            return False
        return self.clause.tense == "present" or (self.clause.tense == "imperfect" and self.clause.before)

    def told(self, unit: str) -> str:
        """The value told before from which a distance in ``unit`` counts: the last day for days, open where none is.

        What is past does not count from what lies ahead.
        """
        days = (self.day, self.occasion)
        values = filter(None, (*days, self.anchor) if unit in ("D", "W") else (self.anchor, *days))
        return next((value for value in values if self.tense != "past" or not self.ahead(value)), OPEN["D"])

    def ahead(self, value: str) -> bool:
        """Whether a value begins after the day of publication; of weeks, seasons and the like, after its year."""
        return self.published is not None and side(value, self.published) > 0

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


_AGAINST = 305
"""How many days more a date counts as far that lies on the side that the sentence does not point to."""

Args: TypeAlias = Mapping[str, str]
"""What a rule gives an operation, by name: its own arguments, the words captured, the values of the nodes inside."""

Operation: TypeAlias = Callable[[Args, Context], Value | str]


def digits(word: str | None) -> int | None:
    """The first number written in a word with digits, a thousands point left out."""
    found = re.search(r"\d+", (word or "").replace(".", ""))
    return int(found[0]) if found else None


def offset(args: Args) -> int | None:
    """How many units the words of an expression point away ("passado", "próximo"); ``None`` where they do not."""
    return int(args["by"]) if "by" in args else None


def direction(args: Args, context: Context) -> int:
    """Which way an expression without its year points: by its own words, else by a cue before it, else by the tense."""
    return offset(args) or context.cue or {"past": -1, "future": 1}.get(context.tense or "", 0)


def nearest(candidates: list[date], now: date, way: int) -> date | None:
    """The date nearest to another, on the side that ``way`` points to where there is one.

    A date some days off the other side stands against that: news names no day of a year ago without its year.
    """

    def distance(day: date) -> int:
        days = (day - now).days
        return abs(days) if days * way >= 0 else abs(days) + _AGAINST

    return min(candidates, key=distance, default=None)


def century_of(year: int) -> int:
    """A year written with two digits: of this century up to 30."""
    return year if year > 99 else year + (2000 if year <= 30 else 1900)
