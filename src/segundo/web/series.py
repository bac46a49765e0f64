"""What the page of a series shows: its chart, its points, the highest and the latest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from segundo.errors import NotFoundError
from segundo.ledger import Filter, Ledger, PointRow, SeriesRow
from segundo.repeats.amounts import TOLLS
from segundo.web import charts
from segundo.web.words import speaker_of


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """A series in order of time; ``highest`` and ``latest`` are of the points that are not parts of others.

    ``chart`` is None where no point has a day.
    """

    series: SeriesRow
    title: str
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
    series, points = _one(book, figure)
    whole = [point for point in points if not point.part]
    story = book.story_of(points[0].article)
    chart = _drawn(series, points, language)
    return SeriesPage(
        series=series,
        title=title(series, language),
        points=points,
        highest=max(whole, key=lambda point: point.value if point.high is None else point.high, default=None),
        latest=next((point for point in reversed(whole) if point.day), None),
        story=story.id if story else None,
        chart=charts.svg(chart, language) if chart else None,
    )


def chart_of(book: Ledger, figure: str, language: str) -> dict[str, Any]:
    """The chart of the series that a figure stands in.

    Raises:
        NotFoundError: if there is no such figure, it is in no series, or none of its points has a day.
    """
    chart = _drawn(*_one(book, figure), language)
    if chart is None:
        raise NotFoundError("no point of this series has a day, so there is no chart", where=repr(figure))
    return chart


def _one(book: Ledger, figure: str) -> tuple[SeriesRow, Sequence[PointRow]]:
    found = book.one_series(figure)
    assert found.series is not None  # of what several articles print, the earliest is always there
    return found.series, found.points


def _drawn(series: SeriesRow, points: Sequence[PointRow], language: str) -> dict[str, Any] | None:
    shown = [point for point in points if point.day and not point.part]
    if not shown:
        return None
    return charts.spec(shown, title(series, language), series.kind in TOLLS, speaker_of(language), language)


def title(series: SeriesRow, language: str) -> str:
    """What a series is of, as most of its figures write it: ``mortos · Síria · desde 2011``."""
    say = speaker_of(language)
    since = say("counted_since", day=series.since) if series.since else None
    return " · ".join(filter(None, (series.what, series.place, since, series.unit))) or say(f"kind.{series.kind}")
