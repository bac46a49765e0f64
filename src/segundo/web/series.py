"""What the page of a series shows: its chart, its points, the highest and the latest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from segundo.ledger import FigureRow, Filter, Ledger, PointRow, SeriesRow
from segundo.records import FigureKind
from segundo.repeats.amounts import TOLLS
from segundo.web import charts
from segundo.web.words import speaker_of


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """A series in order of time; ``highest`` and ``latest`` are of the points that are not parts of others."""

    id: str
    title: str
    kind: FigureKind
    points: Sequence[PointRow]
    highest: PointRow | None
    latest: PointRow | None
    story: str | None
    chart: str | None


def all_series(book: Ledger, wanted: Filter) -> list[SeriesRow]:
    """The series of a list's filter: figures that several articles print count once, whatever it says of that."""
    return book.series(replace(wanted, count="once"))


def series_page(book: Ledger, figure: str, language: str) -> SeriesPage:
    """The page of the series that a figure stands in.

    Raises:
        NotFoundError: if there is no such figure, or it is in no series.
    """
    points = book.points(figure)
    whole = [point for point in points if not point.part]
    story = book.story_of(points[0].article)
    chart = drawn(book, points, language)
    return SeriesPage(
        id=points[0].id,
        title=title(points),
        kind=_kind(book, points),
        points=points,
        highest=max(whole, key=lambda point: point.value if point.high is None else point.high, default=None),
        latest=next((point for point in reversed(whole) if point.day), None),
        story=story.id if story else None,
        chart=charts.svg(chart, language) if chart else None,
    )


def drawn(book: Ledger, points: Sequence[PointRow], language: str) -> dict[str, Any] | None:
    """The chart of points; None where none has a day."""
    shown = [point for point in points if point.day and not point.part]
    if not shown:
        return None
    return charts.spec(shown, title(points), _kind(book, points) in TOLLS, speaker_of(language), language)


def _kind(book: Ledger, points: Sequence[PointRow]) -> FigureKind:
    figure = book.record(points[0].id)
    assert isinstance(figure, FigureRow)  # what is a point is a figure
    return figure.kind


def title(points: Sequence[PointRow]) -> str:
    """What a series is of, as most of its figures write it."""
    what = Counter(point.what for point in points if point.what).most_common(1)
    place = Counter(point.place for point in points if point.place).most_common(1)
    unit = points[0].unit
    return " · ".join(words for words in (*(word for word, _ in (*what, *place)), unit) if words)
