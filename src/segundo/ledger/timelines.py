"""What the ledger gives back of figures and positions over time: rows as in :mod:`segundo.ledger.rows`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from segundo.ledger.rows import Review
from segundo.records import Act, Bound, FigureKind, Form
from segundo.repeats.positions import Difference

DayBasis: TypeAlias = Literal["stated", "published", "unknown"]
"""Whence a day is known: the text's own time, the publication, or not at all."""


def dated(stated: date | None, published: date | None) -> tuple[date | None, DayBasis]:
    """The day of a record and whence it is known: the text's own time, else the publication."""
    if stated is not None:
        return stated, "stated"
    return published, "published" if published is not None else "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """Figures of one thing in one place over time. Any figure of it names it; ``id`` is the earliest one's.

    ``what`` and ``place`` are as most figures write them; ``since`` is the year or day from which is counted, ``story``
    the id of the first article of the happening, where the figures are of one. ``points`` are the figures that are no
    part of another one, ``parts`` those that are; ``articles`` and ``sources`` are those of both. ``first_day`` and
    ``last_day`` are the days of the first and the last point, ``low`` and ``high`` the least and the greatest value of
    points, ``last`` is the latest one's.
    """

    id: str
    kind: FigureKind
    unit: str | None
    what: str | None
    place: str | None
    since: str | None
    story: str | None
    points: int
    parts: int
    articles: int
    sources: int
    first_day: date | None
    last_day: date | None
    low: float
    high: float
    last: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRow:
    """One figure of a series. ``id`` is the figure's; ``number`` and ``what`` are its words.

    ``day`` is the first day of the figure's own time (``basis`` stated, up to ``last_day``), else the day of
    publication (published), else None (unknown). ``source`` is the speaker of ``according_to``, called as most points
    call this one, or the outlet where the article says so in its own word (``own``). ``part`` is whether it is a part
    of another figure. ``superseded_by`` is the id of the later figure by which the same source revised it. ``same_as``,
    ``appearances`` and ``reports`` are the figure's.
    """

    id: str
    article: str
    outlet: str | None
    published: date | None
    passage: int
    value: float
    high: float | None
    bound: Bound
    unit: str | None
    number: str | None
    what: str | None
    place: str | None
    day: date | None
    last_day: date | None
    basis: DayBasis
    source: str | None
    own: bool
    according_to: str | None
    part: bool
    superseded_by: str | None
    same_as: str | None
    appearances: int
    reports: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSeries:
    """A series as lists have it, and its points in order of time; None where no figure of it meets a filter."""

    series: SeriesRow | None
    points: tuple[PointRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionRow:
    """What an actor said on a matter.

    ``id`` is the statement's, ``day`` the first of its own time (``basis`` stated, up to ``last_day``), else that of
    publication (published), else None (unknown). ``negation`` are the words that the content denies, ``condition``
    those under which it holds; None where there are none. ``same_as``, ``appearances``, ``reports`` and ``review`` are
    the statement's.
    """

    id: str
    article: str
    outlet: str | None
    published: date | None
    passage: int
    speaker: str | None
    act: Act
    form: Form
    said: bool
    content: str | None
    cue: str | None
    negation: str | None
    condition: str | None
    day: date | None
    last_day: date | None
    basis: DayBasis
    same_as: str | None
    appearances: int
    reports: int
    review: Review | None
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """Two statements of an actor that may show a change of position: a candidate, to be judged by who reads both.

    ``differs`` names what differs (``act``, ``negation``, ``condition``), ``words`` the matter that both speak of, and
    ``alike`` how much of it is common to both, 0 to 1.
    """

    earlier: PositionRow
    later: PositionRow
    differs: tuple[Difference, ...]
    words: tuple[str, ...]
    alike: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """An actor's positions on a matter in order of time, and the candidate changes among them, the likeliest first.

    ``more`` is whether there are more statements than were asked for at most; then none are given.
    """

    positions: tuple[PositionRow, ...]
    candidates: tuple[ChangeRow, ...]
    more: bool
