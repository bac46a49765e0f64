"""Time expressions: where they stand (a grammar over words) and what they are worth against the publication date."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import cast

from segundo.cascade import Cascade, Node
from segundo.languages import table
from segundo.reader.reading import Reading
from segundo.records import Time, TimeType
from segundo.resolve.tense import governing_clause
from segundo.resolve.timex import Context, Value, resolve, timex_type
from segundo.resolve.timex.calendar import OPEN

_CALENDAR = re.compile(r"\d{4}(-[^/]*)?$")
_MONTH = re.compile(r"\d{4}-\d\d")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d|XXXX-(?:WXX-\d|\d\d-\d\d))")
_DEICTIC = ("relday", "today")
_NEAR = 3
"""How many sentences back a day named in the text still holds for a clock time."""
_FAR = 7
"""How many sentences back a month or day still is the occasion that a later word points to."""
_CUE = 40
"""How many characters before an expression a cue is looked for."""
_LIGHT = (
    "function", "stop", "counted", "money", "percent", "street", "norm", "approx", "this", "that", "every", "all",
    "vague",
)  # fmt: skip
"""The classes of words too frequent to look for times around them."""

_SCORES = {
    "ago": 0.87, "clock": 0.93, "duration": 0.89, "edge-of": 0.93, "epoch": 0.8, "lasts": 0.97, "length-after": 0.91,
    "month": 0.96, "month-year": 0.98, "part-of-day": 0.98, "past": 0.89, "present": 0.99, "stopwatch": 0.97,
    "today": 0.92, "unit-past": 0.98, "unit-this": 0.97, "weekday": 0.96, "weekday-day": 0.99, "year": 0.99,
}  # fmt: skip
"""The share of a rule's times whose value is right, if met often; ``python -m evaluation --train --shares time``."""
_USUAL = 0.94
_OPEN = 0.82
"""The share among rules that were met seldom, and among times that say why their value stays open."""


def find_times(reading: Reading, published: date | None, language: str = "pt") -> tuple[Time, ...]:
    """The TIMEX3 time expressions of an article in order, with their values.

    Spans leave out a leading preposition or article. What the text and the publication date do not tell is written
    with ``X`` in the value, and ``reason`` says why. In news a bare weekday is the nearest before (or on) the day of
    publication under a verb of the past, after it under one of the present or future.
    """
    upos = dict(zip(reversed(reading.start), reversed(reading.upos), strict=True))
    starts = [reading.start[first] for first, _ in reading.sentences]
    times: list[Time] = []
    anchor, day, occasion, end = None, None, None, 0
    for node in _nodes(reading, upos, language):
        sentence = bisect_right(starts, node.span.start)
        context = Context(
            published=published,
            clause=governing_clause(reading, node.span),
            cue=_cue(reading.text, end, node.span.start, language),
            anchor=anchor[1] if anchor else None,
            near=anchor[1] if anchor and sentence - anchor[0] < _NEAR else None,
            day=day[1] if day and sentence - day[0] < _NEAR else None,
            occasion=occasion[1] if occasion and sentence - occasion[0] < _FAR else None,
        )
        value = resolve(node, context)
        times.append(_time(node, value, published))
        end = node.span.end
        if timex_type(node) == "DATE" and node.row["operation"] not in _DEICTIC and _CALENDAR.match(value.value):
            anchor = (sentence, value.value)
            if not _MONTH.match(value.value):
                occasion = None
            elif value.value < context.now:
                occasion = anchor
        if node.row["type"] == "SET":  # what is done again and again is done on no day: for the rest of the sentence
            day = (sentence - _NEAR + 1, OPEN["D"])
        elif match := _DAY.match(value.value):
            day = (sentence, match[0])
    return tuple(times)


@cache
def _cascade(language: str) -> Cascade:
    rules = [*_holidays(language), *table(language, "time_rules")]
    return Cascade([*_words(language)], table(language, "time_shapes"), rules, _LIGHT)


def _holidays(language: str) -> Iterator[Mapping[str, str]]:
    """The names of holidays as rules of the first level."""
    for row in table(language, "time_holidays"):
        yield {
            "level": "0",
            "rule": f"holiday-{row['value']}",
            "pattern": row["name"],
            "yields": row["yields"],
            "type": "-",
            "operation": "only",
            "args": f"holiday={row['value']}",
        }


def _words(language: str) -> Iterator[Mapping[str, str]]:
    yield from table(language, "time_words")
    for row in table(language, "numerals"):
        if row["class"] in ("unit", "teen", "ten", "hundred"):
            yield {"class": "number", "value": row["value"], "forms": row["form"]}
        if row["class"] in ("ten", "hundred"):
            yield {"class": row["class"], "value": row["value"], "forms": row["form"]}


def _nodes(reading: Reading, upos: Mapping[int, str], language: str) -> list[Node]:
    """The nodes of all paragraphs that are times by themselves."""
    paragraphs = [reading.span(first, last) for first, last in reading.paragraphs]
    nodes = _cascade(language).parse(reading.text, paragraphs, upos)
    return [node for node in nodes if timex_type(node) != "-"]


@cache
def _cues(language: str) -> tuple[re.Pattern[str], Mapping[str, int]]:
    """Words that point before or after the publication when they stand before an expression."""
    rows = table(language, "time_cues")
    words = sorted((row["cue"] for row in rows), key=len, reverse=True)
    skip = "|".join(row["forms"] for row in table(language, "time_words") if row["class"] == "article")
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words))})(?: (?:{skip}))?\s*$", re.IGNORECASE)
    return pattern, {row["cue"]: int(row["direction"]) for row in rows}


def _cue(text: str, previous: int, start: int, language: str) -> int:
    """Which way the cue before ``start`` points; 0 where it joins two times, the first ending at ``previous``."""
    pattern, directions = _cues(language)
    match = pattern.search(text, max(previous, start - _CUE), start)
    if match is None or (previous and not text[previous : match.start()].strip()):
        return 0
    return directions[match[1].lower()]


def _time(node: Node, value: Value, published: date | None) -> Time:
    span = next(iter(node.nodes.values())).span if value.bare else node.span
    type_ = cast(TimeType, value.type or timex_type(node))
    reason = None
    if "XX" in value.value and type_ != "SET":
        reason = "no publication date" if published is None else "not told by the text"
    return Time(
        span=span,
        type=type_,
        value=value.value,
        rule=f"times/{node.row['rule']}",
        score=_OPEN if reason else _SCORES.get(node.row["rule"], _USUAL),
        reason=reason,
    )
