"""What the tables for people show of each kind of row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from textwrap import wrap
from typing import Any, TypeAlias

from rich import box
from rich.table import Table
from rich.text import Text

from segundo.cli.output import many
from segundo.records import Act, Bound

Cell: TypeAlias = str | Callable[[Any], str]
"""How a cell is made of a row: the name of its field, or a function."""

BOUNDS: Mapping[Bound, str] = {"exact": "", "at_least": "≥ ", "at_most": "≤ ", "about": "≈ ", "range": ""}

NAMES = 3
"""Names and articles of one that a table gives."""

_PASSIVE: Mapping[Act | None, str] = {"deny": "denied", "reject": "rejected", "demand": "demanded", "ask": "asked"}
"""What becomes of a figure by the acts that do not give it as a fact."""

_REASONS = {
    "same": "the same name",
    "shorter": "a shorter form of the other name",
    "only": "nobody else's name has this word",
    "story": "nobody else is called so in the same story",
    "called": "called so beside the other name in {} articles that give both",
    "company": "{} others are named beside both",
    "topic": "an article of each is on the same matter ({} % alike)",
    "initials": "the initials of the other name",
    "acronym": "short and full name: {}",
    "spelling": "spellings of one name: {}",
    "shared": "in common: {}",
    "settled": "joined by a person",
    "clash": "against it: {}",
    "others": "against it: {} more may be meant",
    "common": "against it: many people are called so",
    "nothing": "against it: nothing in common is known",
}
_GREY = "bright_black"
_YEAR = re.compile(r"\d{4}")
_NARROW = 18
"""Columns of what stands under an id, which has 16 of them itself."""


def quantity(row: Any) -> str:
    """A figure's bound, number and unit: ``≥ 220,000``, ``10–20 %``, ``≈ 1,500 EUR``."""
    high = f"–{number(row.high)}" if row.high is not None else ""
    return f"{BOUNDS[row.bound]}{number(row.value)}{high} {row.unit or ''}".rstrip()


def not_given(act: Act | None) -> str:
    """What is to be known of a figure behind the name of who speaks of it: that it is not given as a fact."""
    return f" ({_PASSIVE[act]})" if act in _PASSIVE else ""


def heading(row: Any) -> str:
    """What a series is of, in a line: ``killed · Síria · since 2011``, ``money · EUR · a dívida · Porto``."""
    from segundo.repeats.amounts import TOLLS

    since = f"since {row.since}" if row.since else None
    what = None if row.kind in TOLLS else row.what
    return " · ".join(filter(None, (row.kind, row.unit, what, row.place, since)))


def number(value: float) -> str:
    """A number with its thousands parted: ``220,000``, ``12.4``."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def _where(row: Any) -> str:
    return f"{_outlet(row.outlet or 'no outlet')}\n{row.published or 'no date'}"


def _outlet(outlet: str) -> str:
    """An outlet in lines that are as narrow as an id; an address is cut behind its dots."""
    if " " in outlet:
        return "\n".join(wrap(outlet, _NARROW))
    return "\n".join(line.replace(" ", "") for line in wrap(outlet.replace(".", ". "), _NARROW))


def _under(name: str) -> Cell:
    """A field of a row, and under it where it stands."""
    return lambda row: f"{getattr(row, name)}\n{_where(row)}"


def _who(row: Any) -> str:
    return (row.speaker or row.source or "not known") + (f"\nfor {row.on_behalf_of}" if row.on_behalf_of else "")


def _act(row: Any) -> str:
    return row.act if row.said else f"{row.act},\nnot said"


def _act_and_time(row: Any) -> str:
    return "\n".join(filter(None, (_act(row), _time(row))))


def _time(row: Any) -> str | None:
    """The day as a day, where the text names one, else its own words."""
    known: str | None = row.time if row.time and _YEAR.match(row.time) else row.when
    return known


def _times(row: Any) -> str:
    return "\n".join(filter(None, (f"×{row.appearances}" if row.appearances > 1 else "", row.review)))


def _times_and_reports(row: Any) -> str:
    return f"{_times(row)}\n{row.reports} reports" if row.appearances > row.reports > 1 else _times(row)


def _according_to(row: Any) -> str:
    return row.speaker or "the article"


def _given_by(row: Any) -> str:
    return _according_to(row) + not_given(row.act)


def _place_and_time(row: Any) -> str:
    return "\n".join(filter(None, (row.place, _time(row))))


def _days(row: Any) -> str:
    days = dict.fromkeys(str(day) for day in (row.first_day, row.last_day) if day)
    return "\n".join(days) or "no date"


def _likeness(row: Any) -> str:
    return "" if row.likeness is None else f"{row.likeness:.2f}"


def _points(row: Any) -> str:
    parts = f"\n+ {many(row.parts, 'part')}" if row.parts else ""
    return f"{row.points:,}{parts}\n{many(row.sources, 'source')}"


def _outlets(row: Any) -> str:
    return f"{row.outlets:,}" if row.outlets else "not known"


def _found(row: Any) -> str:
    """How many records an article has, and how many of its passages stood before."""
    counts = (("statement", row.statements), ("figure", row.figures), ("event", row.events))
    repeated = f"{row.repeats:,} repeated" if row.repeats else ""
    return "\n".join(filter(None, (*(many(count, name) for name, count in counts if count), repeated)))


def _values(row: Any) -> str:
    return "–".join(dict.fromkeys((number(row.low), number(row.high))))


def _day(row: Any) -> str:
    return precise(row.day, row.last_day) + ("" if row.basis == "stated" else "\npublished") if row.day else "no date"


def precise(day: date, last: date | None) -> str:
    """The days up to ``last``, if that is known, as precisely as they are known."""
    from segundo.ledger import days

    return days.precise(day, last or day)


def _position(row: Any) -> str:
    return "\n".join(filter(None, (row.content, *provisos(row))))


def provisos(row: Any) -> Iterator[str]:
    """What a position denies, and under which condition it holds, each in a line."""
    if row.negation:
        yield f"not: {row.negation}"
    if row.condition:
        yield f"if: {row.condition}"


def deed(row: Any) -> str:
    """Who did what to whom, in the words of the text, the deed in brackets."""
    return " ".join(part for part in (row.actor, f"[{row.trigger}]", row.target) if part)


def _called(row: Any) -> str:
    return f"{row.name}\nalso {_few(row.names, NAMES)}" if row.names else str(row.name)


def _kind(row: Any) -> str:
    stands_for = getattr(row, "stands_for", None)
    return "\n".join(filter(None, (row.kind, f"for {stands_for}" if stands_for else row.country)))


def _roles(row: Any) -> str:
    return "; ".join(row.roles)


def _spellings(row: Any) -> str:
    return "\n".join(row.spellings[:NAMES])


def _evidence(row: Any) -> str:
    return f"{many(len(row.articles), 'article')}: {_few(row.articles, NAMES)}"


def _few(words: Sequence[str], count: int) -> str:
    more = f" and {len(words) - count} more" if len(words) > count else ""
    return ", ".join(words[:count]) + more


def _score(row: Any) -> str:
    return "" if row.score is None else f"{row.score:.2f}"


def _reasons(row: Any) -> str:
    lines = [_REASONS[reason.code].format(reason.words) for reason in row.reasons]
    return "\n".join([*lines, *(["a person could not tell"] if getattr(row, "unsure", False) else [])])


_ID: tuple[str, Cell] = ("id, where", _under("id"))

COLUMNS: Mapping[str, tuple[tuple[str, Cell], ...]] = {
    "statements": (
        _ID, ("who", _who), ("act, when", _act_and_time), ("what was said", "content"), ("", _times_and_reports),
    ),
    "figures": (
        _ID, ("figure", lambda row: f"{quantity(row)}\n{row.kind}"), ("of what", "what"),
        ("place, time", _place_and_time), ("according to", _given_by), ("", _times),
    ),
    "events": (
        _ID, ("type", lambda row: f"{row.type}\n{row.status}"), ("what", deed),
        ("place, time", _place_and_time), ("according to", _according_to), ("", _times),
    ),
    "times": (
        _ID, ("words", "words"), ("type", "type"), ("value", "value"), ("open", "reason"),
    ),
    "actors": (
        _ID, ("name", "name"), ("kind", _kind), ("roles", _roles), ("belongs to", "organisation"),
        ("mentions", lambda row: str(len(row.mentions))),
    ),
    "identities": (
        ("id", "id"), ("name", _called), ("kind", _kind), ("roles", _roles), ("articles", "articles"),
        ("said", "statements"),
    ),
    "roles": (
        ("role", lambda row: f"{row.role} (former)" if row.over else row.role), ("organisation", "organisation"),
        ("from, to", _days), ("given by", _evidence),
    ),
    "bearers": (
        ("id", "id"), ("name", _spellings), ("articles", "articles"), ("another name of", "like"), ("how sure", _score),
        ("why", _reasons),
    ),
    "doubts": (
        ("ids", lambda row: f"{row.one}\n{row.other}"), ("who", lambda row: f"{row.one_name}\n{row.other_name}"),
        ("how sure", _score), ("why", _reasons),
    ),
    "articles": (
        ("article, where", _under("id")), ("title", "title"), ("words", lambda row: number(row.words)),
        ("found", _found), ("copy of", "original"),
    ),
    "series": (
        ("id", "id"), ("series", heading), ("points", _points), ("from, to", _days), ("values", _values),
        ("last", lambda row: number(row.last)),
    ),
    "positions": (
        _ID, ("day", _day), ("who", "speaker"), ("act", _act), ("what was said", _position), ("", _times_and_reports),
    ),
    "stories": (
        ("story, its id", lambda row: f"{row.name}\n{row.id}"), ("articles", "articles"), ("outlets", _outlets),
        ("days", _days),
    ),
    "story": (
        ("article, where", _under("article")), ("title", "title"), ("like", "like"), ("how much", _likeness),
        ("by these words", lambda row: ", ".join(row.words)),
    ),
}  # fmt: skip

_WIDEST = {
    "who": 20, "according to": 18, "of what": 30, "place, time": 16, "organisation": 24, "belongs to": 24,
    "how sure": 8,
}  # fmt: skip
_KEPT = {
    "id, where", "id", "ids", "act", "act, when", "kind", "figure", "type", "day", "days", "from, to", "articles",
    "found", "words", "outlets", "",
}  # fmt: skip


def table(columns: Iterable[tuple[str, Cell]], rows: Iterable[Any], title: str | None = None) -> Table:
    """A table of rows; what is not known is empty."""
    columns = tuple(columns)
    out = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)
    for header, _ in columns:
        style = _GREY if header in {"id", "ids", "id, where", "article, where"} else None
        out.add_column(header, max_width=_WIDEST.get(header), no_wrap=header in _KEPT, overflow="fold", style=style)
    for row in rows:
        out.add_row(*(Text(_cell(cell, row)) for _, cell in columns))
    return out


def _cell(cell: Cell, row: Any) -> str:
    value = getattr(row, cell) if isinstance(cell, str) else cell(row)
    return "" if value is None else str(value)
