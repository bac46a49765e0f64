"""What the tables for people show of each kind of row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from rich import box
from rich.table import Table
from rich.text import Text

from segundo.records import Bound

Cell: TypeAlias = str | Callable[[Any], str]
"""How a cell is made of a row: the name of its field, or a function."""

BOUNDS: Mapping[Bound, str] = {"exact": "", "at_least": "≥ ", "at_most": "≤ ", "about": "≈ ", "range": ""}

NAMES = 3
"""Names and articles of one that a table gives."""

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


def quantity(row: Any) -> str:
    """A figure's bound, number and unit: ``≥ 220,000``, ``10–20 %``, ``≈ 1,500 EUR``."""
    high = f"–{number(row.high)}" if row.high is not None else ""
    return f"{BOUNDS[row.bound]}{number(row.value)}{high} {row.unit or ''}".rstrip()


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
    return "\n".join(str(part) for part in (row.outlet or "no outlet", row.published or "no date"))


def _who(row: Any) -> str:
    return (row.speaker or row.source or "not known") + (f"\nfor {row.on_behalf_of}" if row.on_behalf_of else "")


def _act(row: Any) -> str:
    return row.act if row.said else f"{row.act}, not said"


def _times(row: Any) -> str:
    return "\n".join(filter(None, (f"×{row.appearances}" if row.appearances > 1 else "", row.review)))


def _times_and_reports(row: Any) -> str:
    return f"{_times(row)}\n{row.reports} reports" if row.appearances > row.reports > 1 else _times(row)


def _according_to(row: Any) -> str:
    return row.speaker or "the article"


def _place_and_time(row: Any) -> str:
    return "\n".join(filter(None, (row.place, row.time)))


def _days(row: Any) -> str:
    days = dict.fromkeys(str(day) for day in (row.first_day, row.last_day) if day)
    return "\n".join(days) or "no date"


def _likeness(row: Any) -> str:
    return "" if row.likeness is None else f"{row.likeness:.2f}"


def _points(row: Any) -> str:
    parts = f"\n+ {row.parts} part{'s' * (row.parts > 1)}" if row.parts else ""
    return f"{row.points} of {row.sources} sources{parts}"


def _values(row: Any) -> str:
    return "–".join(dict.fromkeys((number(row.low), number(row.high))))


def _day(row: Any) -> str:
    return str(row.day) + ("" if row.basis == "stated" else "\npublished") if row.day else "no date"


def _position(row: Any) -> str:
    return "\n".join(filter(None, (row.content, *provisos(row))))


def provisos(row: Any) -> Iterator[str]:
    """What a position denies, and under which condition it holds, each in a line."""
    if row.negation:
        yield f"not: {row.negation}"
    if row.condition:
        yield f"if: {row.condition}"


def _deed(row: Any) -> str:
    return " ".join(part for part in (row.actor, f"[{row.trigger}]", row.target) if part)


def _called(row: Any) -> str:
    return f"{row.name}\nalso {_few(row.names, NAMES)}" if row.names else str(row.name)


def _kind(row: Any) -> str:
    return "\n".join(filter(None, (row.kind, f"for {row.stands_for}" if row.stands_for else row.country)))


def _roles(row: Any) -> str:
    return "; ".join(row.roles)


def _spellings(row: Any) -> str:
    return "\n".join(row.spellings[:NAMES])


def _evidence(row: Any) -> str:
    return f"{len(row.articles)}: {_few(row.articles, NAMES)}"


def _few(words: Sequence[str], count: int) -> str:
    more = f" and {len(words) - count} more" if len(words) > count else ""
    return ", ".join(words[:count]) + more


def _score(row: Any) -> str:
    return "" if row.score is None else f"{row.score:.2f}"


def _reasons(row: Any) -> str:
    lines = [_REASONS[reason.code].format(reason.words) for reason in row.reasons]
    return "\n".join([*lines, *(["a person could not tell"] if getattr(row, "unsure", False) else [])])


COLUMNS: Mapping[str, tuple[tuple[str, Cell], ...]] = {
    "statements": (
        ("id", "id"), ("who", _who), ("act", _act), ("what was said", "content"), ("when", "time"),
        ("where", _where), ("", _times_and_reports),
    ),
    "figures": (
        ("id", "id"), ("figure", lambda row: f"{quantity(row)}\n{row.kind}"), ("of what", "what"),
        ("place, time", _place_and_time), ("according to", _according_to), ("where", _where), ("", _times),
    ),
    "events": (
        ("id", "id"), ("type", lambda row: f"{row.type}\n{row.status}"), ("what", _deed),
        ("place, time", _place_and_time), ("according to", _according_to), ("where", _where), ("", _times),
    ),
    "times": (
        ("id", "id"), ("words", "words"), ("type", "type"), ("value", "value"), ("open", "reason"), ("where", _where),
    ),
    "actors": (
        ("id", "id"), ("name", "name"), ("kind", "kind"), ("roles", lambda row: "; ".join(row.roles)),
        ("organisation", "organisation"), ("country", "country"), ("mentions", lambda row: str(len(row.mentions))),
        ("where", _where),
    ),
    "identities": (
        ("id", "id"), ("who", _called), ("kind", _kind), ("roles", _roles), ("articles", "articles"),
        ("said", "statements"),
    ),
    "roles": (
        ("role", lambda row: f"{row.role} (former)" if row.over else row.role), ("organisation", "organisation"),
        ("from", "first_day"), ("to", "last_day"), ("articles", _evidence),
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
        ("id", "id"), ("where", _where), ("title", "title"), ("words", "words"), ("statements", "statements"),
        ("figures", "figures"), ("events", "events"), ("repeated", "repeats"), ("copy of", "original"),
    ),
    "series": (
        ("id", "id"), ("series", heading), ("points", _points), ("from, to", _days), ("values", _values),
        ("last", lambda row: number(row.last)),
    ),
    "positions": (
        ("day", _day), ("act", _act), ("what was said", _position), ("where", _where), ("id", "id"),
        ("", _times_and_reports),
    ),
    "stories": (
        ("story, its id", lambda row: f"{row.name}\n{row.id}"), ("articles", "articles"), ("outlets", "outlets"),
        ("days", _days),
    ),
    "story": (
        ("id", "article"), ("where", _where), ("title", "title"), ("like", "like"), ("how much", _likeness),
        ("by these words", lambda row: ", ".join(row.words)),
    ),
}  # fmt: skip

_WIDEST = {"who": 28, "according to": 20, "where": 18, "of what": 30, "place": 16, "place, time": 16}
_KEPT = {
    "id", "ids", "from", "to", "when", "status", "kind", "figure", "type", "day", "days", "from, to", "articles",
    "outlets",
}  # fmt: skip


def table(columns: Iterable[tuple[str, Cell]], rows: Iterable[Any], title: str | None = None) -> Table:
    """A table of rows; what is not known is empty."""
    columns = tuple(columns)
    out = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)
    for header, _ in columns:
        style = _GREY if header in {"id", "ids", "where"} else None
        out.add_column(header, max_width=_WIDEST.get(header), no_wrap=header in _KEPT, overflow="fold", style=style)
    for row in rows:
        out.add_row(*(Text(_cell(cell, row)) for _, cell in columns))
    return out


def _cell(cell: Cell, row: Any) -> str:
    value = getattr(row, cell) if isinstance(cell, str) else cell(row)
    return "" if value is None else str(value)
