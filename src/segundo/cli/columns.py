"""What the tables for people show of each kind of row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from rich import box
from rich.table import Table
from rich.text import Text

from segundo.records import Bound

Cell: TypeAlias = str | Callable[[Any], str]
"""How a cell is made of a row: the name of its field, or a function."""

BOUNDS: Mapping[Bound, str] = {"exact": "", "at_least": "≥ ", "at_most": "≤ ", "about": "≈ ", "range": ""}

_GREY = "bright_black"


def quantity(row: Any) -> str:
    """A figure's bound, number and unit: ``≥ 220,000``, ``10–20 %``, ``≈ 1,500 EUR``."""
    high = f"–{_number(row.high)}" if row.high is not None else ""
    return f"{BOUNDS[row.bound]}{_number(row.value)}{high} {row.unit or ''}".rstrip()


def _number(value: float) -> str:
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


def _deed(row: Any) -> str:
    return " ".join(part for part in (row.actor, f"[{row.trigger}]", row.target) if part)


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
    "articles": (
        ("id", "id"), ("where", _where), ("title", "title"), ("words", "words"), ("statements", "statements"),
        ("figures", "figures"), ("events", "events"), ("repeated", "repeats"), ("copy of", "original"),
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

_WIDEST = {"who": 24, "according to": 20, "where": 18, "of what": 30, "place": 16, "place, time": 16}
_KEPT = {"id", "when", "status", "kind", "figure", "type", "articles", "outlets", "days"}


def table(columns: Iterable[tuple[str, Cell]], rows: Iterable[Any], title: str | None = None) -> Table:
    """A table of rows; what is not known is empty."""
    columns = tuple(columns)
    out = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)
    for header, _ in columns:
        style = _GREY if header in {"id", "where"} else None
        out.add_column(header, max_width=_WIDEST.get(header), no_wrap=header in _KEPT, overflow="fold", style=style)
    for row in rows:
        out.add_row(*(Text(_cell(cell, row)) for _, cell in columns))
    return out


def _cell(cell: Cell, row: Any) -> str:
    value = getattr(row, cell) if isinstance(cell, str) else cell(row)
    return "" if value is None else str(value)
