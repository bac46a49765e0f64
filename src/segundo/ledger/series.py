"""Figures in series: of one thing, in one place or happening, over time."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

from segundo.errors import NotFoundError
from segundo.ledger.filters import Filter, where
from segundo.ledger.queries import columns_of, figure_row, record, tables
from segundo.ledger.rows import DayBasis, FigureRow, PointRow, SeriesRow
from segundo.repeats.amounts import TOLLS
from segundo.segment import fold

PAST = timedelta(45)
"""A toll whose own time is so long before publication is of another happening than that the article tells of."""

Key: TypeAlias = tuple[str | None, ...]
"""What the figures of a series have in common."""

_COLUMNS = """
    record.id, record.kind, record.unit, record.value, record.high, record.what, record.place, record.position,
    record.article, article.id AS article_id, article.outlet, article.published, statement.speaker,
    amount.counted, amount.narrow, amount.place AS place_folded, amount.since, amount.part, time.value AS time_value,
    time.first_day, time.last_day, profile.root AS story, amount.root AS same,
    (SELECT count(*) FROM (SELECT 1 FROM profiles AS other WHERE other.root = profile.root LIMIT 2)) AS told
"""
_MORE = """
    JOIN amounts AS amount ON amount.node = record.id LEFT JOIN profiles AS profile ON profile.node = record.article
"""


class Found(NamedTuple):
    """A figure as it stands in a series."""

    row: sqlite3.Row
    key: Key
    day: date | None
    last_day: date | None
    basis: DayBasis
    source: str | None

    @property
    def order(self) -> tuple[bool, date, bool, str, str, int]:
        """What orders points: their days, unknown ones last, then publication."""
        row = self.row
        published = row["published"] or ""
        return self.day is None, self.day or date.min, not published, published, row["article_id"], row["position"]


def series(connection: sqlite3.Connection, wanted: Filter, least: int) -> list[SeriesRow]:
    """The series of the figures that meet a filter, with so many points at least; those of most points first."""
    condition, values = where("figures", wanted)
    groups: dict[Key, list[Found]] = defaultdict(list)
    for found in _select(connection, condition, values):
        groups[found.key].append(found)
    rows = [row for group in groups.values() if (row := _series(connection, group)).points >= least]
    rows.sort(key=lambda row: (-row.points, -row.sources, row.id))
    end = None if wanted.limit is None else wanted.offset + wanted.limit
    return rows[wanted.offset : end]


def points(connection: sqlite3.Connection, prefix: str, wanted: Filter) -> list[PointRow]:
    """The points of the series in which the figure stands whose id begins so, in order of time.

    Raises:
        NotFoundError: if there is no such figure, or more than one, or it is in no series.
    """
    figure = record(connection, prefix)
    if not isinstance(figure, FigureRow):
        raise NotFoundError("this is no figure", where=repr(prefix), do="Give the id of a series or of a figure in it")
    mine = next(_select(connection, "record.id = ?", [figure.id]), None)
    if mine is None:
        raise NotFoundError(
            "this figure is in no series: nothing is said of what it is, or it is not compared yet",
            where=repr(prefix), do="`segundo series LEDGER` lists those there are",
        )  # fmt: skip
    condition, values = where("figures", wanted)
    same = f"{condition} AND record.kind = ? AND record.unit IS ? AND amount.counted = ? AND amount.since IS ?"
    told = [mine.row[name] for name in ("kind", "unit", "counted", "since")]
    group = [found for found in _select(connection, same, [*values, *told]) if found.key == mine.key]
    group.sort(key=lambda found: found.order)
    parts, revised = _parts(group), _revisions(group)
    identifiers = json.dumps([found.row["id"] for found in group])
    figures = {
        row["id"]: figure_row(row)
        for row in connection.execute(
            f"SELECT {columns_of('figures')} {tables('figures')} WHERE record.id IN (SELECT value FROM json_each(?))",
            (identifiers,),
        )
    }
    return [_point(found, figures[found.row["id"]], found.row["id"] in parts, revised) for found in group]


def _select(connection: sqlite3.Connection, condition: str, values: Sequence[object]) -> Iterator[Found]:
    """The figures that meet a condition and can stand in a series."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} {tables('figures')} {_MORE} WHERE amount.counted != '' AND {condition}", values
    )
    return map(_found, rows)


def _found(row: sqlite3.Row) -> Found:
    published = date.fromisoformat(row["published"]) if row["published"] else None
    # What is counted since some day is counted up to the day of publication.
    stated = row["first_day"] is not None and row["since"] is None
    day = date.fromisoformat(row["first_day"]) if stated else published
    last = date.fromisoformat(row["last_day"]) if stated else published
    basis: DayBasis = "stated" if stated else "published" if published else "unknown"
    return Found(row, _key(row, published, last if stated else None), day, last, basis, row["speaker"] or row["outlet"])


def _key(row: sqlite3.Row, published: date | None, stated: date | None) -> Key:
    same = (row["kind"], row["unit"], row["counted"], row["since"], row["place_folded"])
    if row["since"] and row["place_folded"]:
        return same
    if row["kind"] in TOLLS and stated and published and published - stated > PAST:
        return (*same, f"in {stated.year}")
    # A place has had many happenings; a toll is of the one that several articles tell of, where there is such a one.
    if row["place_folded"] and not (row["kind"] in TOLLS and row["told"] > 1):
        return same
    return (*same, f"story {row['story']}" if row["story"] else f"article {row['article']}")


def _series(connection: sqlite3.Connection, group: list[Found]) -> SeriesRow:
    group.sort(key=lambda found: found.order)
    parts = _parts(group)
    whole = [found for found in group if found.row["id"] not in parts]
    values = [value for found in whole for value in (found.row["value"], found.row["high"]) if value is not None]
    first, days = group[0].row, [found.day for found in whole if found.day]
    happening = group[0].key[-1] if len(group[0].key) > len(_SAME) else None
    story = None
    if happening and happening.startswith("story "):
        (story,) = connection.execute("SELECT id FROM articles WHERE number = ?", (first["story"],)).fetchone()
    return SeriesRow(
        id=first["id"],
        kind=first["kind"],
        unit=first["unit"],
        what=_commonest(found.row["what"] for found in whole),
        place=_commonest(found.row["place"] for found in group),
        since=first["since"],
        story=story,
        points=len(whole),
        parts=len(parts),
        articles=len({found.row["article"] for found in group}),
        sources=len({fold(found.source) if found.source else None for found in group}),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        low=min(values, default=0.0),
        high=max(values, default=0.0),
        last=whole[-1].row["value"] if whole else 0.0,
    )


_SAME = ("kind", "unit", "counted", "since", "place")


def _parts(group: Sequence[Found]) -> set[str]:
    """The figures that are parts of others: by their own words, or of a narrower group where the happening has more.

    Twelve children among thirty dead are part of these, whether or not the text says so.
    """
    most: dict[object, float] = {}
    for found in group:
        row = found.row
        if not row["part"] and row["narrow"] is None:
            for scope in (("story", row["story"]), ("article", row["article"])):
                most[scope] = max(most.get(scope, 0.0), row["value"])

    def is_less(row: sqlite3.Row) -> bool:
        scopes = (("story", row["story"]), ("article", row["article"]))
        return row["narrow"] is not None and row["value"] < max(most.get(scope, 0.0) for scope in scopes)

    return {found.row["id"] for found in group if found.row["part"] or is_less(found.row)}


def _revisions(group: Sequence[Found]) -> dict[str, str]:
    """For each figure that its source revised, the next one by which it did.

    A source is a name, or an outlet in its own word. A later one revises an earlier one where both are of the same
    days, or neither says of which; a toll, and what is counted since some day, are revised whatever the days.
    """
    out: dict[str, str] = {}
    last: dict[object, Found] = {}
    parts = _parts(group)
    for found in sorted(group, key=lambda found: (found.row["published"] or "", found.order)):
        row = found.row
        if not found.source or not row["published"] or row["id"] in parts:
            continue
        running = row["kind"] in TOLLS or row["since"]
        of = None if running else (found.day, found.last_day) if found.basis == "stated" else "not said"
        before = last.get((fold(found.source), of))
        if before is None or before.row["published"] < row["published"]:
            if before and (before.row["value"], before.row["high"]) != (row["value"], row["high"]):
                out[before.row["id"]] = row["id"]
            last[fold(found.source), of] = found
    return out


def _point(found: Found, figure: FigureRow, part: bool, revised: dict[str, str]) -> PointRow:
    return PointRow(
        id=figure.id,
        article=figure.article,
        outlet=figure.outlet,
        published=figure.published,
        passage=figure.passage,
        value=figure.value,
        high=figure.high,
        bound=figure.bound,
        unit=figure.unit,
        number=figure.number,
        what=figure.what,
        place=figure.place,
        day=found.day,
        last_day=found.last_day,
        basis=found.basis,
        source=found.source,
        own=figure.speaker is None,
        according_to=figure.according_to,
        part=part,
        superseded_by=revised.get(figure.id),
        same_as=figure.same_as,
        appearances=figure.appearances,
        reports=figure.reports,
        score=figure.score,
    )


def _commonest(words: Iterator[str | None]) -> str | None:
    counts = Counter(word for word in words if word)
    return min(counts, key=lambda word: (-counts[word], len(word), word)) if counts else None
