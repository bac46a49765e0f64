"""Points of a series drawn in the terminal, and two positions side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from segundo.cli.columns import BOUNDS, heading, number, precise, provisos, quantity

if TYPE_CHECKING:
    from segundo.ledger import ChangeRow, PointRow, PositionRow, SeriesRow

SMALLEST = 12
"""Columns of the drawing in a narrow terminal; it has what the words leave over in a wide one."""
LARGEST = 48
_WORDS = 72
"""Columns that the day, the source, the figure and the remarks take."""
_FROM_ZERO = 0.5
"""Values are drawn from zero unless all lie in the upper part of that."""
_LOGARITHMIC = 1000
"""Values that differ by so many times are drawn by their powers."""
_GREY = "bright_black"


def plot(points: Sequence[PointRow], series: SeriesRow | None, width: int) -> Iterator[Table | Text]:
    """A line a point, in order of time: when, according to whom, the figure, where it lies, and what is to be known."""
    if series:
        yield Text(heading(series), "bold")
    columns = max(SMALLEST, min(LARGEST, width - _WORDS))
    scale = Scale.of([value for point in points for value in (point.value, point.high) if value is not None], columns)
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    out.add_column("day", no_wrap=True)
    out.add_column("according to", max_width=24, overflow="fold")
    out.add_column("figure", no_wrap=True, justify="right")
    out.add_column(Text(scale.label), no_wrap=True, min_width=columns)
    out.add_column("id", no_wrap=True, style=_GREY)
    for point in points:
        style = _GREY if point.part or point.superseded_by else ""
        cells = (_day(point), quantity(point), scale.draw(point), point.id)
        day, figure, drawn, identifier = (Text(cell, style) for cell in cells)
        out.add_row(day, Text(_source(point), style) + Text(_remarks(point), _GREY), figure, drawn, identifier)
    yield out
    if any(point.basis == "published" for point in points):
        yield Text("p: the day of publication, where the text dates the figure by none of its own", _GREY)


class Scale:
    """Where a value lies in a drawing of so many columns."""

    def __init__(self, low: float, high: float, columns: int, *, powers: bool) -> None:
        from math import log10

        self._measure = log10 if powers else float
        self._low, self._high, self._last = self._measure(low), self._measure(high), columns - 1
        first, last = number(low), number(high)
        how = " by powers " if powers else ""
        self.label = first + how.center(max(1, columns - len(first) - len(last)), "─") + last

    @classmethod
    def of(cls, values: Sequence[float], columns: int) -> Scale:
        """The scale on which some values are drawn."""
        low, high = min(values, default=0.0), max(values, default=0.0)
        powers = low > 0 and high / low >= _LOGARITHMIC
        if not powers and low >= 0 and low < high * (1 - _FROM_ZERO / 2):
            low = 0.0
        return cls(low, high, columns, powers=powers)

    def at(self, value: float) -> int:
        """The column of a value."""
        span = self._high - self._low
        return round((self._measure(value) - self._low) / span * self._last) if span else self._last // 2

    def draw(self, point: PointRow) -> str:
        """A point as its bound's sign, a range as a line; what is revised or a part is drawn hollow."""
        start = self.at(point.value)
        if point.high is not None:
            end = max(self.at(point.high), start + 1)
            return " " * start + "├" + "─" * (end - start - 1) + "┤"
        exact = "○" if point.part or point.superseded_by else "●"
        return " " * start + (BOUNDS[point.bound].strip() or exact)


def beside(candidate: ChangeRow) -> Table:
    """Two positions, the earlier one left."""
    title = f"{', '.join(candidate.differs)} · {', '.join(candidate.words)}"
    out = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False, expand=True)
    for row in (candidate.earlier, candidate.later):
        out.add_column(Text(_head(row)), ratio=1, overflow="fold")
    out.add_row(*(Text(row.content or "") for row in (candidate.earlier, candidate.later)))
    out.add_row(*(Text(_under(row), _GREY) for row in (candidate.earlier, candidate.later)))
    return out


def _head(row: PositionRow) -> str:
    day = precise(row.day, row.last_day) if row.day else "no date"
    return f"{day}{' (published)' if row.basis == 'published' else ''}  {row.speaker}: {row.act}"


def _under(row: PositionRow) -> str:
    return "\n".join((*provisos(row), f"{row.outlet or 'no outlet'}, {row.id}"))


def _day(point: PointRow) -> str:
    if point.day is None:
        return "no date"
    if point.basis == "published":
        return f"{point.day} p"
    return precise(point.day, point.last_day)


def _source(point: PointRow) -> str:
    return f"{point.outlet or 'no outlet'} (own word)" if point.own else point.source or "not known"


def _remarks(point: PointRow) -> str:
    times = f"×{point.appearances}" + (f", {point.reports} reports" if point.reports > 1 else "")
    remarks = (
        f"part: {point.what}" if point.part and point.what else "part" if point.part else "",
        "revised" if point.superseded_by else "",
        times if point.appearances > 1 else "",
    )
    return "".join(f"\n{remark}" for remark in remarks if remark)
