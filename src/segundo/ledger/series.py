"""Figures in series: of one thing, in one place or happening, over time."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence, Set
from dataclasses import fields, replace
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any, NamedTuple

from segundo.errors import NotFoundError
from segundo.ledger import rules
from segundo.ledger.filters import EVERYTHING, Filter, where
from segundo.ledger.queries import ACT_ON_FIGURES, columns_of, figure_row, record, tables
from segundo.ledger.rows import FigureRow
from segundo.ledger.timelines import DayBasis, OneSeries, PointRow, SeriesRow, dated
from segundo.records import NOT_GIVEN, FigureKind
from segundo.repeats.amounts import TOLLS, all_stems, asked_stems, kind_stems
from segundo.segment import fold

PAST = timedelta(45)
"""A toll whose own time is so long before publication is of another happening than that the article tells of."""

_MONTH = "month "
"""What the happening begins with of a toll that only its place and its month tell of."""

SEVERAL = 2
"""Values that a source may give of one thing at one time; of money and percentages one."""


class Key(NamedTuple):
    """What the figures of a series have in common."""

    kind: FigureKind
    unit: str | None
    counted: str
    since: str | None
    place: str | None
    happening: str | None


_COLUMNS = """
    record.id, record.kind, record.unit, record.value, record.high, record.what, record.place, record.position,
    record.article, article.id AS article_id, article.outlet, article.published, statement.speaker,
    amount.counted, amount.narrow, amount.place AS place_folded, amount.since, amount.part, time.value AS time_value,
    time.first_day, time.last_day, profile.root AS story, amount.line, bearer.root AS who,
    (SELECT count(*) FROM (SELECT 1 FROM profiles AS other WHERE other.root = profile.root LIMIT 2)) AS told
"""
_FROM = """
    FROM figures AS record JOIN amounts AS amount ON amount.node = record.id
    JOIN articles AS article ON article.number = record.article
    LEFT JOIN profiles AS profile ON profile.node = record.article
    LEFT JOIN times AS time ON time.id = record.when_id
    LEFT JOIN statements AS statement ON statement.id = record.according_to
    LEFT JOIN uses ON uses.actor = statement.actor_id LEFT JOIN bearers AS bearer ON bearer.node = uses.node
"""

_GIVEN = "coalesce({}, '') NOT IN ({})".format(ACT_ON_FIGURES, ", ".join(f"'{act}'" for act in sorted(NOT_GIVEN)))
_NEAR = "amount.line IN (SELECT line FROM amounts WHERE node IN (SELECT value FROM json_each(?)))"

LISTED = Filter(count="once")
"""By which figures the series that are kept are counted; of one kind alone they are the same."""
LEAST = 2
"""Points of the series that are kept."""
COLUMNS = tuple(field.name for field in fields(SeriesRow))
"""Of a series that is kept."""


class Found(NamedTuple):
    """A figure as it stands in a series."""

    row: sqlite3.Row
    key: Key
    day: date | None
    last_day: date | None
    basis: DayBasis
    source: str | None

    @property
    def who(self) -> int | str | None:
        """Who the source is: one under all names, where the ledger knows, else the folded name."""
        if self.row["who"] is not None:
            return int(self.row["who"])
        return fold(self.source) if self.source else None

    @property
    def order(self) -> tuple[bool, date, bool, str, str, int]:
        """What orders points: their days, unknown ones last, then publication."""
        row = self.row
        published = row["published"] or ""
        return self.day is None, self.day or date.min, not published, published, row["article_id"], row["position"]


def series(connection: sqlite3.Connection, wanted: Filter, least: int) -> list[SeriesRow]:
    """The series of the figures that meet a filter, with so many points at least; those of most points come first."""
    asked, wanted = asked_stems(wanted.about or ""), replace(wanted, about=None)
    known = rules.found(connection) == rules.VERSION
    if known and least >= LEAST and replace(wanted, kind=None, limit=None, offset=0) == LISTED:
        rows = kept(connection, wanted.kind, least, asked)
    else:
        near, values = "1", list[str]()
        met = meeting(connection, wanted)
        if known and where("figures", replace(wanted, count="all"))[0] != EVERYTHING:
            near, values = _NEAR, [json.dumps(sorted(met))]
        rows = listed(connection, groups(select(connection, near, values)), met, least, asked)
    return rows[wanted.offset : None if wanted.limit is None else wanted.offset + wanted.limit]


def listed(
    connection: sqlite3.Connection, some: Iterable[Sequence[Found]], met: Container[str], least: int,
    asked: Set[str] = frozenset(),
) -> list[SeriesRow]:  # fmt: skip
    """The rows of series, given by their figures, that have so many points at least of the figures that are ``met``."""
    rows = []
    for group in some:
        shown = [found for found in group if found.row["id"] in met]
        if len(shown) >= least and asked <= words(group):
            rows.append(_series(connection, shown, _parts(group)))
    # What one article counts several times by one word, such as "casas", is hardly ever one thing.
    rows = [row for row in rows if row.points >= least and (least == 1 or row.articles > 1 or row.kind in TOLLS)]
    return sorted(rows, key=lambda row: (-row.points, -row.sources, row.id))


def line(key: Key) -> int:
    """A number by which all figures are found that may be in one series; of a happening those of all its places."""
    placed = key.happening is None or key.happening.startswith(_MONTH)
    of = repr(tuple(key if placed else key._replace(place=None)))
    return int.from_bytes(blake2b(of.encode(), digest_size=8).digest(), "little", signed=True)


def kept(connection: sqlite3.Connection, kind: str | None, least: int, asked: Set[str]) -> list[SeriesRow]:
    """The series that are kept."""
    rows = connection.execute(
        f"SELECT {', '.join(COLUMNS)}, words FROM series WHERE points >= ? AND kind = coalesce(?, kind)"
        " ORDER BY points DESC, sources DESC, id",
        (least, kind),
    )
    return [_row(row) for row in rows if not asked or asked <= set(json.loads(row["words"]))]


def _row(row: sqlite3.Row) -> SeriesRow:
    values: dict[str, Any] = {name: row[name] for name in COLUMNS}
    for name in ("first_day", "last_day"):
        values[name] = date.fromisoformat(row[name]) if row[name] else None
    return SeriesRow(**values)


def one(connection: sqlite3.Connection, prefix: str, wanted: Filter) -> OneSeries:
    """The series in which the figure stands whose id begins so, by those of its figures that meet a filter.

    Raises:
        NotFoundError: if there is no such figure, or more than one, or it is in no series.
    """
    figure = record(connection, prefix)
    if not isinstance(figure, FigureRow):
        raise NotFoundError("this is no figure", where=repr(prefix), do="Give the id of a series or of a figure in it")
    among = groups(select(connection, "amount.line = (SELECT line FROM amounts WHERE node = ?)", [figure.id]))
    group = next((group for group in among if any(found.row["id"] == figure.id for found in group)), None)
    if group is None:
        raise NotFoundError(
            "this figure is in no series: its words do not tell of what it is, it is denied, or it is not compared yet",
            where=repr(prefix), do="`segundo series LEDGER` lists those there are",
        )  # fmt: skip
    met = meeting(connection, wanted, [found.row["id"] for found in group])
    parts, revised = _parts(group), _revisions(group)
    shown = [found for found in group if found.row["id"] in met]
    figures = {
        row["id"]: figure_row(row)
        for row in connection.execute(
            f"SELECT {columns_of('figures')} {tables('figures')} WHERE record.id IN (SELECT value FROM json_each(?))",
            (json.dumps([found.row["id"] for found in shown]),),
        )
    }
    names = _names(group)
    return OneSeries(
        series=_series(connection, shown, parts) if shown else None,
        points=tuple(
            _point(found, figures[found.row["id"]], names[found.who], found.row["id"] in parts, revised)
            for found in shown
        ),
    )


def _names(group: Sequence[Found]) -> dict[int | str | None, str | None]:
    """How each source of a series is called in it: as by most figures."""
    called: dict[int | str | None, list[str | None]] = defaultdict(list)
    for found in group:
        called[found.who].append(found.source)
    return {who: _commonest(iter(names)) for who, names in called.items()}


def meeting(connection: sqlite3.Connection, wanted: Filter, among: Sequence[str] | None = None) -> set[str]:
    """The ids of the figures, all or some, that meet a filter, whatever its limit."""
    condition, values = where("figures", wanted)
    if among is not None:
        condition = f"record.id IN (SELECT value FROM json_each(?)) AND {condition}"
        values = [json.dumps(among), *values]
    rows = connection.execute(f"SELECT record.id {tables('figures')} WHERE {condition}", values)
    return {identifier for (identifier,) in rows}


def groups(all_found: Iterable[Found]) -> list[list[Found]]:
    """The figures of each series, in order of time."""
    by_key: dict[Key, list[Found]] = defaultdict(list)
    for found in all_found:
        by_key[found.key].append(found)
    # A toll whose sentence names no place is of the place that most tolls of its happening have.
    placed: dict[Key, list[Key]] = defaultdict(list)
    for key in by_key:
        if key.happening and key.place:
            placed[key._replace(place=None)].append(key)
    for key, near in placed.items():
        if key in by_key:
            by_key[min(near, key=lambda other: (-len(by_key[other]), other.place))] += by_key.pop(key)
    return [sorted(_told_apart(group), key=lambda found: found.order) for group in by_key.values()]


def _told_apart(group: Sequence[Found]) -> list[Found]:
    """What is left of a series when an article gives several values where there can be one.

    A source that gives several percentages of what its words call the same, of the same days, speaks of several things:
    the words do not tell of what each of them is.
    """
    given: dict[object, set[tuple[float, float | None]]] = defaultdict(set)
    for found in group:
        given[_saying(found)].add((found.row["value"], found.row["high"]))
    return [
        found
        for found in group
        if found.row["kind"] in TOLLS or len(given[_saying(found)]) <= (1 if found.row["unit"] else SEVERAL)
    ]


def _saying(found: Found) -> tuple[object, ...]:
    return found.row["article"], found.who, found.day, found.last_day


def select(connection: sqlite3.Connection, condition: str = "1", values: Sequence[object] = ()) -> Iterator[Found]:
    """The figures that meet a condition and can stand in a series: who denies one or asks for it does not give it."""
    sql = f"SELECT {_COLUMNS} {_FROM} WHERE amount.counted != '' AND {_GIVEN} AND {condition}"
    return map(_found, connection.execute(sql, values))


def _found(row: sqlite3.Row) -> Found:
    published = date.fromisoformat(row["published"]) if row["published"] else None
    # What is counted since some day is counted up to the day of publication.
    stated = row["first_day"] is not None and row["since"] is None
    day, basis = dated(date.fromisoformat(row["first_day"]) if stated else None, published)
    last = date.fromisoformat(row["last_day"]) if stated else published
    key = _key(row, published, last if stated else None, last)
    return Found(row, key, day, last, basis, row["speaker"] or row["outlet"])


def _key(row: sqlite3.Row, published: date | None, stated: date | None, last: date | None) -> Key:
    """What a figure is counted with; ``stated`` is the day that the text gives it, ``last`` that or publication's."""
    key = Key(row["kind"], row["unit"], row["counted"], row["since"], row["place_folded"], None)
    if key.since and key.place:
        return key
    if key.kind in TOLLS and stated and published and published - stated > PAST:
        return key._replace(happening=f"in {stated.year}")
    # A place has had many happenings; a toll is of the one that several articles tell of, where there is such a one.
    if key.place and key.kind not in TOLLS:
        return key
    if key.place and row["told"] <= 1 and last:
        return key._replace(happening=f"{_MONTH}{last:%Y-%m}")
    return key._replace(happening=f"story {row['story']}" if row["story"] else f"article {row['article']}")


def _series(connection: sqlite3.Connection, group: Sequence[Found], parts: Container[str]) -> SeriesRow:
    whole = [found for found in group if found.row["id"] not in parts]
    values = [value for found in whole for value in (found.row["value"], found.row["high"]) if value is not None]
    first, days = group[0].row, [found.day for found in whole if found.day]
    story = None
    if (group[0].key.happening or "").startswith("story "):
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
        parts=len(group) - len(whole),
        articles=len({found.row["article"] for found in group}),
        sources=len({found.who for found in group}),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        low=min(values, default=0.0),
        high=max(values, default=0.0),
        last=whole[-1].row["value"] if whole else 0.0,
    )


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

    A source is somebody under all names, or an outlet in its own word. A later one revises an earlier one where both
    are of the same days, or neither says of which; a toll, and what is counted since some day, are revised whatever
    the days.
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
        before = last.get((found.who, of))
        if before is None or before.row["published"] < row["published"]:
            if before and (before.row["value"], before.row["high"]) != (row["value"], row["high"]):
                out[before.row["id"]] = row["id"]
            last[found.who, of] = found
    return out


def _point(found: Found, figure: FigureRow, source: str | None, part: bool, revised: dict[str, str]) -> PointRow:
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
        source=source,
        own=figure.speaker is None,
        according_to=figure.according_to,
        part=part,
        superseded_by=revised.get(figure.id),
        same_as=figure.same_as,
        appearances=figure.appearances,
        reports=figure.reports,
        score=figure.score,
    )


def words(group: Sequence[Found]) -> frozenset[str]:
    """The stems of the words that tell of what a series is."""
    told = {part for found in group for part in (found.row["what"], found.row["place"], found.key.since) if part}
    return kind_stems(group[0].key.kind) | {stem for part in told for stem in all_stems(part)}


def _commonest(words: Iterator[str | None]) -> str | None:
    counts = Counter(word for word in words if word)
    return min(counts, key=lambda word: (-counts[word], len(word), word)) if counts else None
