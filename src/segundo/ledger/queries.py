"""From a filter to rows."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from segundo.article import Failure, Pieces, Span
from segundo.errors import NotFoundError
from segundo.ledger import rules, tallying
from segundo.ledger.filters import GROUPS, Filter, independent, page, where
from segundo.ledger.ids import KINDS, LETTERS
from segundo.ledger.rows import (
    ActorRow,
    ArticleRow,
    Counts,
    EventRow,
    FigureRow,
    Row,
    RunRow,
    StatementRow,
    Stats,
    Tally,
    TimeRow,
)
from segundo.ledger.seeking import found, looking
from segundo.repeats.wordings import wording

T = TypeVar("T")
_EVERYTHING = Filter()
_ID = re.compile(r"[sfeta][0-9a-f]{0,15}")
_JOIN = re.compile(r"\s+(?=LEFT JOIN )|(?<!LEFT)\s+(?=JOIN )")
_TOP = 10
_NAMED = 10
"""Ids that are named where several begin as was asked."""

_REVIEW = "(SELECT state FROM found WHERE found.id = record.id) AS review"
_RECORD = f"""
    record.*, article.id AS article_id, article.outlet, article.published, {_REVIEW}, 1 + (
        SELECT count(*) FROM {{kind}} AS other WHERE other.first_id = coalesce(record.first_id, record.id)
    ) AS appearances
"""
_APPEARANCES = """
    CASE WHEN its_group.root IS NULL THEN 1 + (
        SELECT count(*) FROM {kind} AS other WHERE other.first_id = coalesce(record.first_id, record.id)
    ) ELSE (SELECT count(*) FROM {groups} AS other WHERE other.root = its_group.root) END
"""
_GROUPED_RECORD = f"""
    record.*, article.id AS article_id, article.outlet, article.published, {_REVIEW},
    iif(its_group.root != record.{{key}}, earliest.id, NULL) AS same_as,
    {_APPEARANCES} AS appearances,
    CASE WHEN its_group.root IS NULL THEN 1 ELSE (
        SELECT count(*) FROM {{groups}} AS of_group JOIN {{kind}} AS mine ON mine.{{key}} = of_group.node
        JOIN articles AS here ON here.number = mine.article
        LEFT JOIN texts AS its_text ON its_text.article = mine.article
        WHERE of_group.root = its_group.root AND {{independent}}
    ) END AS reports
"""
_FROM = "FROM {source} AS record JOIN articles AS article ON article.number = record.article"
_TIME = "LEFT JOIN times AS time ON time.id = record.when_id"
_GROUP = """
    LEFT JOIN {groups} AS its_group ON its_group.node = record.{key}
    LEFT JOIN {kind} AS earliest ON earliest.{key} = its_group.root
    LEFT JOIN texts AS text ON text.article = record.article
"""
ACT_ON_FIGURES = "CASE WHEN statement.act = 'deny' AND statement.form != 'indirect' THEN 'state' ELSE statement.act END"
"""In SQL what :func:`segundo.records.act_on_figures` tells."""
_STATEMENT = "LEFT JOIN statements AS statement ON statement.id = record.according_to"
_WHEN = "time.words AS when_words, time.value AS time_value"
_SOURCES = {
    "statements": (
        f"{_GROUPED_RECORD}, earliest.content AS earliest_content, {_WHEN}", f"{_FROM} {_TIME} {_GROUP}"
    ),
    "figures": (
        f"{_GROUPED_RECORD}, {_WHEN}, statement.speaker AS speaker, {ACT_ON_FIGURES} AS act",
        f"{_FROM} {_TIME} {_STATEMENT} {_GROUP}"
    ),
    "events": (
        f"{_GROUPED_RECORD}, {_WHEN}, statement.speaker AS speaker", f"{_FROM} {_TIME} {_STATEMENT} {_GROUP}"
    ),
    "times": (_RECORD, _FROM),
    "actors": (_RECORD, _FROM),
    "articles": (
        """
        article.*,
        (SELECT count(*) FROM passages WHERE passages.article = article.number) AS passages,
        (SELECT count(*) FROM passages WHERE passages.article = article.number AND (first < number
            OR fingerprint != '' AND EXISTS (SELECT 1 FROM passages AS earlier
            WHERE earlier.fingerprint = passages.fingerprint AND earlier.article < passages.article))) AS repeats,
        (SELECT id FROM articles AS other WHERE other.number = text.original AND text.original != article.number)
            AS original,
        (SELECT count(*) - 1 FROM texts AS other WHERE other.original = text.original) AS copies,
        coalesce(text.credits, '[]') AS credits,
        (SELECT other.id FROM profiles JOIN articles AS other ON other.number = root WHERE node = article.number)
            AS story,
        """
        + ", ".join(f"(SELECT count(*) FROM {kind} WHERE article = article.number) AS {kind}" for kind in KINDS),
        "FROM articles AS article LEFT JOIN texts AS text ON text.article = article.number",
    ),
}
"""For each kind, what is selected and from where."""

_SPEAKERS = f"""
    SELECT speaker, sum(statements) AS said, max(statements) FROM (
        SELECT coalesce(root, speaker_folded) AS who, max(speaker) AS speaker, count(*) AS statements
        FROM statements LEFT JOIN uses ON actor = actor_id LEFT JOIN bearers USING (node)
        WHERE speaker_folded IS NOT NULL AND first_id IS NULL GROUP BY who, speaker_folded
    ) GROUP BY who ORDER BY said DESC, speaker LIMIT {_TOP}
"""
"""Who said most, each by the name that most of the statements give; of its spellings one that is not in capitals."""

_ORDER = {"articles": "article.number"}
_RECORD_ORDER = "record.article, record.passage, record.position"
_NEWEST = "record.article DESC, record.passage DESC, record.position DESC"
_BY_DAY = "moment.day DESC, record.article DESC, record.passage, record.position"
_MOMENT = "JOIN moments AS moment ON moment.event = record.id"
# What is rejected is no event, and has no moment.
_BY_DAY_REJECTED = _BY_DAY.replace("moment.day", "coalesce(time.first_day, article.published)")


def select(
    connection: sqlite3.Connection, kind: str, wanted: Filter, *, newest: bool = False, by_day: bool = False
) -> Iterator[sqlite3.Row]:
    """The rows of a kind that meet a filter, as SQLite gives them.

    Of records also those that arrived last first or, ``by_day``, events of the latest days first: of their own time, or
    else of the publication.
    """
    limit, bounds = page(wanted)
    rejected = wanted.review == "rejected"
    order = _NEWEST if newest else _ORDER.get(kind, _RECORD_ORDER)
    if by_day:
        order = _BY_DAY_REJECTED if rejected else _BY_DAY
    moment = _MOMENT if order == _BY_DAY else ""
    if wanted.limit is None:
        condition, values = where(kind, wanted, by=looking(connection, kind, wanted) or "filter")
        sql = f"{selected(kind, wanted)} {moment} WHERE {condition} ORDER BY {order} {limit}"
        return connection.execute(sql, [*values, *bounds])
    # Which rows they are is found with as few columns as that takes: all others are gathered for these alone.
    key = "article.number" if kind == "articles" else "record.id"

    def chosen(condition: str) -> str:
        source = tables(kind, wanted, condition, order)
        return f"SELECT {key} {source} {moment} WHERE {condition} ORDER BY {order} {limit}"

    keys = [key for (key,) in found(connection, kind, wanted, chosen, bounds, by="day" if by_day else "list")]
    return connection.execute(
        f"{selected(kind, wanted)} {moment} WHERE {key} IN (SELECT value FROM json_each(?)) ORDER BY {order}",
        (json.dumps(keys),),
    )


def selected(kind: str, wanted: Filter = _EVERYTHING) -> str:
    """The SQL that selects what the rows of a kind are made of, up to its condition."""
    return f"SELECT {columns_of(kind)} {tables(kind, wanted)}"


def tables(kind: str, wanted: Filter = _EVERYTHING, *used: str) -> str:
    """The SQL of where the rows of a kind that meet a filter come from: what is rejected stands apart.

    Where SQL is given that uses them, with only what that needs.
    """
    source = f"rejected_{kind}" if wanted.review == "rejected" and kind in LETTERS else kind
    whole = _filled(_SOURCES[kind][1], kind, source=source)
    if not used:
        return whole
    first, *joins = _JOIN.split(whole)
    needed: list[str] = []
    for join in reversed(joins):
        alias = join.partition(" ON ")[0].rpartition(" ")[2]
        if any(re.search(rf"\b{alias}\.", sql) for sql in (*used, *needed)):
            needed.insert(0, join)
    return " ".join((first, *needed))


def columns_of(kind: str) -> str:
    """The SQL of what is selected of a kind, as the functions that make rows of it take it."""
    return _filled(_SOURCES[kind][0], kind)


def appearances_of(kind: str) -> str:
    """The SQL of how often a statement, figure or event appears."""
    return _filled(_APPEARANCES, kind)


def gathered(
    connection: sqlite3.Connection, kind: str, ids: Sequence[str], convert: Callable[[sqlite3.Row], T]
) -> list[T]:
    """The records of a kind that have these ids, in their order."""
    sql = f"{selected(kind)} WHERE record.id IN (SELECT value FROM json_each(?))"
    found = {row["id"]: row for row in connection.execute(sql, (json.dumps(ids),))}
    return [convert(found[identifier]) for identifier in ids]


def _filled(sql: str, kind: str, **more: str) -> str:
    if kind not in GROUPS:
        return sql.format(kind=kind, **more)
    reports = independent(kind, "mine", "here", "its_text", "of_group")
    return sql.format(kind=kind, independent=reports, **GROUPS[kind]._asdict(), **more)


def count(connection: sqlite3.Connection, kind: str, wanted: Filter, most: int | None = None) -> int:
    """How many rows of a kind meet a filter; limit and offset do not matter.

    Where ``most`` is given and counting takes long, no more than that and one are counted.
    """

    def rows(condition: str) -> str:
        return f"{tables(kind, wanted, condition)} WHERE {condition}"

    def some(condition: str) -> str:
        return f"SELECT count(*) FROM (SELECT 1 {rows(condition)} LIMIT {-1 if most is None else most + 1})"

    def all_of(condition: str) -> str:
        return f"SELECT count(*) {rows(condition)}"

    ((number,),) = found(connection, kind, wanted, all_of, on_the_way=some)
    return int(number)


def record(connection: sqlite3.Connection, prefix: str) -> Row:
    """The record whose id begins so, also one that is rejected.

    Raises:
        NotFoundError: if there is none, or more than one.
    """
    found: list[tuple[str, str, Filter]] = []
    if _ID.fullmatch(prefix):
        kind = next(kind for kind, letter in LETTERS.items() if prefix.startswith(letter))
        for wanted in (_EVERYTHING, Filter(review="rejected")):
            sql = f"SELECT record.id {tables(kind, wanted)} WHERE record.id BETWEEN ? AND ? ORDER BY 1 LIMIT ?"
            rows = connection.execute(sql, (prefix, f"{prefix}g", _NAMED + 1))
            found += [(kind, row["id"], wanted) for row in rows]
    kind, identifier, wanted = _only(found, [identifier for _, identifier, _ in found], prefix, "record")
    row = connection.execute(f"{selected(kind, wanted)} WHERE record.id = ?", (identifier,)).fetchone()
    return ROWS[kind](row)


def appearances(connection: sqlite3.Connection, prefix: str) -> tuple[StatementRow | FigureRow | EventRow, ...]:
    """All appearances of the record whose id begins so, the earliest first; itself alone where it is not compared.

    Raises:
        NotFoundError: if there is no such statement, figure or event, or more than one.
    """
    identifier = record(connection, prefix).id
    kind = next(kind for kind, letter in LETTERS.items() if identifier.startswith(letter))
    if kind not in GROUPS:
        raise NotFoundError(
            "{kind} are not grouped", where=repr(prefix), do="Give a statement, figure or event", kind=kind
        )
    groups, key = GROUPS[kind]
    rows = connection.execute(
        f"{selected(kind)} WHERE record.id = ?1 OR its_group.root = (SELECT root FROM {groups}"
        f" JOIN {kind} AS mine ON mine.{key} = node WHERE mine.id = ?1)"
        " ORDER BY article.published IS NULL, article.published, article.id, record.position",
        (identifier,),
    )
    return tuple(_GROUPED[kind](row) for row in rows)


def article_number(connection: sqlite3.Connection, prefix: str) -> int:
    """The number of the article with this id or, if there is none, whose id begins so.

    Raises:
        NotFoundError: if there is none, or more than one.
    """
    rows = connection.execute("SELECT number, id FROM articles WHERE id = ?", (prefix,)).fetchall()
    if not rows:
        length = len(prefix)
        rows = connection.execute(
            "SELECT number, id FROM articles WHERE id >= ? AND substr(id, 1, ?) = ? ORDER BY id LIMIT ?",
            (prefix, length, prefix, _NAMED + 1),
        ).fetchall()
    return int(_only([row["number"] for row in rows], [row["id"] for row in rows], prefix, "article"))


def failures(connection: sqlite3.Connection) -> Iterator[Failure]:
    """The inputs that could not be read, by their names."""
    for row in connection.execute("SELECT source, code, reason FROM failures ORDER BY source"):
        yield Failure(row["source"], row["code"], row["reason"])


def runs(connection: sqlite3.Connection) -> Iterator[RunRow]:
    """The runs, oldest first."""
    for row in connection.execute("SELECT * FROM runs ORDER BY number"):
        counts = Counts(row["articles"], row["known"], row["failures"]) if row["finished"] else None
        yield RunRow(row["number"], row["version"], row["started"], row["finished"], counts)


def stats(connection: sqlite3.Connection, *, speakers: bool) -> Stats:
    """The ledger in figures, with who said most or without."""

    def all_of(sql: str) -> list[tuple[Any, ...]]:
        return list(map(tuple, connection.execute(sql)))

    ((articles, first_day, last_day, dated),) = all_of(
        "SELECT count(*), min(published), max(published), count(published) FROM articles"
    )
    ((passages,),) = all_of("SELECT count(*) FROM passages")
    counted = {kind: tallying.ways(connection, kind) for kind in sorted(KINDS)}
    heard = [(name, said) for name, said, _ in all_of(_SPEAKERS)] if speakers else []
    ((failed,),) = all_of("SELECT count(*) FROM failures")
    ((size,),) = all_of("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    return Stats(
        articles=articles,
        outlets=tuple(all_of("SELECT outlet, count(*) FROM articles GROUP BY 1 ORDER BY 2 DESC, 1")),
        first_day=_date(first_day),
        last_day=_date(last_day),
        undated=articles - dated,
        passages=Tally(passages, tallying.distinct_passages(connection)),
        records={kind: Tally(ways.all, ways.once) for kind, ways in counted.items()},
        speakers=tuple(heard),
        failures=failed,
        versions=tuple(all_of("SELECT version, count(*) FROM articles GROUP BY 1 ORDER BY 1")),
        rules=rules.found(connection),
        bytes=size,
    )


def pieces(text: str) -> Pieces:
    """The spans of a JSON list of pairs."""
    return tuple([Span(*pair) for pair in json.loads(text)])


def pieces_of(texts: Sequence[str]) -> list[Pieces]:
    """The spans of many such lists, read at once."""
    return [tuple([Span(*pair) for pair in pairs]) for pairs in json.loads(f"[{','.join(texts)}]")]


def statement_row(row: sqlite3.Row) -> StatementRow:
    """A statement as it is given back."""
    of = _columns(row)
    content, cue, source = (pieces(of[f"{part}_spans"]) for part in ("content", "cue", "source"))
    return StatementRow(
        **_common(of, content, cue, source),
        **_same(of, "speaker", "act", "form", "content", "cue", "source", "on_behalf_of"),
        same_as=of["same_as"],
        wording=wording(of["content"] or "", of["earliest_content"] or "") if of["same_as"] else None,
        reports=of["reports"],
        said=bool(of["said"]),
        when=of["when_words"],
        time=of["time_value"],
        actor=of["actor_id"],
        content_spans=content,
        cue_spans=cue,
        source_spans=source,
    )


def figure_row(row: sqlite3.Row) -> FigureRow:
    """A figure as it is given back."""
    of = _columns(row)
    number, what = pieces(of["number_spans"]), pieces(of["what_spans"])
    return FigureRow(
        **_common(of, number, what),
        **_same(of, "kind", "number", "value", "high", "bound", "unit", "what", "place", "speaker", "according_to"),
        **_same(of, "act", "same_as", "reports"),
        when=of["when_words"],
        time=of["time_value"],
        number_spans=number,
        what_spans=what,
    )


def event_row(row: sqlite3.Row) -> EventRow:
    """An event as it is given back."""
    of = _columns(row)
    trigger, actor, target = (pieces(of[f"{part}_spans"]) for part in ("trigger", "actor", "target"))
    return EventRow(
        **_common(of, trigger, actor, target),
        **_same(of, "type", "status", "trigger", "actor", "target", "place", "speaker", "according_to"),
        **_same(of, "same_as", "reports"),
        when=of["when_words"],
        time=of["time_value"],
        trigger_spans=trigger,
        actor_spans=actor,
        target_spans=target,
    )


def time_row(row: sqlite3.Row) -> TimeRow:
    """A time as it is given back."""
    of = _columns(row)
    words = pieces(of["words_spans"])
    return TimeRow(
        **_common(of, words),
        **_same(of, "words", "type", "value", "reason"),
        first_day=_date(of["first_day"]),
        last_day=_date(of["last_day"]),
        words_spans=words,
    )


def actor_row(row: sqlite3.Row) -> ActorRow:
    """An actor as it is given back."""
    of = _columns(row)
    mentions = pieces(of["mentions_spans"])
    return ActorRow(
        **_common(of, mentions),
        **_same(of, "name", "kind", "organisation", "country"),
        roles=tuple(json.loads(of["roles"])),
        mentions=tuple(json.loads(of["mentions"])),
        mentions_spans=mentions,
    )


def article_row(row: sqlite3.Row) -> ArticleRow:
    """An article as it is given back."""
    of = _columns(row)
    names = (
        "id",
        "outlet",
        "basis",
        "title",
        "byline",
        "url",
        "source",
        "version",
        "passages",
        "repeats",
        "original",
        "story",
    )
    same = _same(of, *names, *KINDS)
    return ArticleRow(
        **same,
        published=_date(of["published"]),
        words=len(of["text"].split()),
        copies=max(of["copies"], 0),
        credits=tuple(json.loads(of["credits"])),
    )


ROWS: Mapping[str, Callable[[sqlite3.Row], Row]] = {
    "statements": statement_row,
    "figures": figure_row,
    "events": event_row,
    "times": time_row,
    "actors": actor_row,
}
"""How a row of each kind of record is given back."""

_GROUPED: Mapping[str, Callable[[sqlite3.Row], StatementRow | FigureRow | EventRow]] = {
    "statements": statement_row,
    "figures": figure_row,
    "events": event_row,
}


def _columns(row: sqlite3.Row) -> dict[str, Any]:
    """A row by its columns' names: in the row itself each name is compared with all before it."""
    return dict(zip(row.keys(), row, strict=True))


def _common(row: Mapping[str, Any], *parts: Pieces) -> dict[str, Any]:
    return {
        **_same(row, "id", "outlet", "passage", "rule", "score", "first_id", "appearances", "review"),
        "article": row["article_id"],
        "published": _date(row["published"]),
        "start": min(part[0].start for part in parts if part),
    }


def _same(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _only(found: list[T], ids: list[str], prefix: str, what: str) -> T:
    if not found:
        raise NotFoundError(
            "no {thing} has this id", where=repr(prefix), do="List the ids, and copy one", thing=what
        )
    if len(found) > 1:
        several = ids if len(ids) <= _NAMED else [*ids[:_NAMED], "…"]
        raise NotFoundError(
            "the ids of several {thing}s begin so: {ids}", where=repr(prefix), do="Give more of the id", thing=what,
            ids=several,
        )  # fmt: skip
    return found[0]
