"""Finished articles into the tables, within one transaction of the caller's."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b, sha256
from json.encoder import encode_basestring
from typing import Any, TypeAlias

from segundo.article import Article, Passage, Pieces
from segundo.ledger import copying, facts, naming, sayings, telling
from segundo.ledger.days import days
from segundo.ledger.ids import KINDS, Kind, Marked, identify
from segundo.ledger.pointing import Repeatable, point
from segundo.records import Actor, Event, Figure, Records, Statement, Time
from segundo.segment import fold

JOINER = " […] "
"""What stands between the pieces of a part when its words are given as one string."""

Ids = Mapping[str, Sequence[str]]
"""The ids of an article's records, by kind, in the order of :class:`Records`."""

Finished: TypeAlias = tuple[Article, Sequence[Passage], Records]
"""An article with its passages and all that was found in it."""

AT_ONCE = 40
"""Rows that are entered by one statement."""

_DIGEST_BYTES = 16
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str)


def words(text: str, pieces: Pieces) -> str | None:
    """The words that the pieces mark; None where there are no pieces."""
    return JOINER.join(text[start:end] for start, end in pieces) or None


def mentioned(text: str, pieces: Pieces) -> str:
    """The words of each piece, as a JSON list."""
    return _listed([text[start:end] for start, end in pieces])


def spans(pieces: Pieces) -> str:
    """The pieces as a JSON list of pairs."""
    return "[" + ",".join(f"[{start},{end}]" for start, end in pieces) + "]"


def digest(article: Article) -> bytes:
    """A hash of all in an article that decides what is found in it or shown of it (not of where it was read from)."""
    told = (
        article.text, article.outlet, article.url, article.title, article.byline,
        article.published.isoformat() if article.published else None, article.published_basis, _json(article.extra),
    )  # fmt: skip
    return blake2b(json.dumps(told).encode(), digest_size=_DIGEST_BYTES).digest()


def write(connection: sqlite3.Connection, finished: Sequence[Finished], version: str, run: int) -> list[int]:
    """Put articles with all that was found in them in place of what the ledger had under their ids.

    It returns their numbers.

    Raises:
        ValueError: if a record marks nothing or refers to one that is not there.
    """
    if len({article.id for article, _, _ in finished}) < len(finished):  # the later one is to replace the earlier
        return [number for each in finished for number in write(connection, [each], version, run)]
    entered = [_enter(connection, article, version, run) for article, _, _ in finished]
    numbers = [number for number, _ in entered]
    _enter_passages(connection, zip(numbers, (passages for _, passages, _ in finished), strict=True))
    marked = [identify(article.id, passages, records) for article, passages, records in finished]
    (serial,) = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM statements").fetchone()
    for kind in KINDS:
        rows = [
            row
            for number, (article, _, records), found in zip(numbers, finished, marked, strict=True)
            for row in _rows(kind, number, article.text, records, found)
        ]
        if kind == "statements":
            rows = [{"number": serial + place, **row} for place, row in enumerate(rows)]
        _insert(connection, kind, rows)
    for (number, before), found in zip(entered, marked, strict=True):
        after = {
            Repeatable(kind, passage.fingerprint, identifier)
            for kind, some in found.items()
            for identifier, passage in some
            if passage.fingerprint
        }
        point(connection, number, before, after)
    sources = [(article.source,) for article, _, _ in finished]
    connection.executemany("DELETE FROM failures WHERE source = ?", sources)
    return numbers


def _rows(
    kind: Kind, number: int, text: str, records: Records, found: Mapping[Kind, Sequence[Marked]]
) -> Iterator[dict[str, Any]]:
    """The rows of an article's records of a kind."""
    ids = {kind: [record.id for record in some] for kind, some in found.items()}
    for position, (record, (identifier, passage)) in enumerate(zip(getattr(records, kind), found[kind], strict=True)):
        yield {
            "id": identifier,
            "article": number,
            "passage": passage.number,
            "position": position,
            "rule": record.rule,
            "score": record.score,
            **_COLUMNS[kind](record, text, ids),
        }


def _enter(connection: sqlite3.Connection, article: Article, version: str, run: int) -> tuple[int, set[Repeatable]]:
    """The article's number, and the records that it had, now taken out."""
    row = {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "outlet_folded": _folded(article.outlet),
        "url": article.url,
        "byline": article.byline,
        "published": article.published.isoformat() if article.published else None,
        "basis": article.published_basis,
        "text": article.text,
        "text_sha256": sha256(article.text.encode()).hexdigest(),
        "source": article.source,
        "source_sha256": article.sha256,
        "notes": _json(article.notes),
        "extra": _json(article.extra),
        "digest": digest(article),
        "version": version,
        "run": run,
    }
    found = connection.execute("SELECT number FROM articles WHERE id = ?", (article.id,)).fetchone()
    if found is None:
        (number,) = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM articles").fetchone()
        _insert(connection, "articles", [{"number": number, **row}])
        return number, set()
    (number,) = found
    before = {
        Repeatable(kind, mark, identifier)
        for kind in KINDS
        for mark, identifier in connection.execute(
            f"SELECT passage.fingerprint, record.id FROM {kind} AS record JOIN passages AS passage"
            " ON passage.article = record.article AND passage.number = record.passage"
            " WHERE record.article = ? AND passage.fingerprint != ''",
            (number,),
        )
    }
    connection.execute("DELETE FROM found WHERE article = ?", (number,))
    copying.forget(connection, number)
    telling.forget(connection, number)
    sayings.forget(connection, number)
    facts.forget(connection, number)
    naming.forget(connection, number)
    connection.execute("DELETE FROM passages WHERE article = ?", (number,))
    changes = ", ".join(f"{column} = :{column}" for column in row)
    connection.execute(f"UPDATE articles SET {changes} WHERE number = :number", {"number": number, **row})
    return number, before


def _enter_passages(connection: sqlite3.Connection, articles: Iterable[tuple[int, Sequence[Passage]]]) -> None:
    (following,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM passages").fetchone()
    every = [(number, passage) for number, passages in articles for passage in passages]
    _insert(
        connection,
        "passages",
        [
            {
                "id": following + index,
                "article": number,
                "number": passage.number,
                "start": passage.span.start,
                "stop": passage.span.end,
                "first": passage.first,
                "fingerprint": passage.fingerprint,
                "text": passage.text,
            }
            for index, (number, passage) in enumerate(every)
        ],
    )


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Enter rows, many by one statement: before the next, SQLite writes down what full-text indexes have gathered."""
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        names, marks = ", ".join(f'"{name}"' for name in some[0]), ", ".join("?" * len(some[0]))
        values = ", ".join([f"({marks})"] * len(some))
        connection.execute(
            f"INSERT INTO {table} ({names}) VALUES {values}", [value for row in some for value in row.values()]
        )


def _time(record: Time, text: str, ids: Ids) -> dict[str, Any]:
    covered = days(record.value)
    return {
        "words": text[record.span.start : record.span.end],
        "words_spans": spans((record.span,)),
        "type": record.type,
        "value": record.value,
        "first_day": covered[0].isoformat() if covered else None,
        "last_day": covered[1].isoformat() if covered else None,
        "reason": record.reason,
    }


def _actor(record: Actor, text: str, ids: Ids) -> dict[str, Any]:
    return {
        "name": record.name,
        "name_folded": _folded(record.name) or "",
        "kind": record.kind,
        "roles": _listed(record.roles),
        "organisation": record.organisation,
        "organisation_folded": _folded(record.organisation),
        "country": record.country,
        "mentions": mentioned(text, record.mentions),
        "mentions_spans": spans(record.mentions),
    }


def _statement(record: Statement, text: str, ids: Ids) -> dict[str, Any]:
    return {
        "speaker": record.speaker,
        "speaker_folded": _folded(record.speaker),
        "act": record.act,
        "form": record.form,
        "said": int(record.said),
        "content": words(text, record.content),
        "cue": words(text, record.cue),
        "source": words(text, record.source),
        "on_behalf_of": record.on_behalf_of,
        "on_behalf_of_folded": _folded(record.on_behalf_of),
        "actor_id": _reference(ids, "actors", record.actor),
        "when_id": _reference(ids, "times", record.when),
        "content_spans": spans(record.content),
        "cue_spans": spans(record.cue),
        "source_spans": spans(record.source),
    }


def _figure(record: Figure, text: str, ids: Ids) -> dict[str, Any]:
    return {
        "kind": record.kind,
        "number": words(text, record.number),
        "value": record.value,
        "high": record.high,
        "bound": record.bound,
        "unit": record.unit,
        "what": words(text, record.what),
        "place": record.place,
        "when_id": _reference(ids, "times", record.when),
        "according_to": _reference(ids, "statements", record.according_to),
        "number_spans": spans(record.number),
        "what_spans": spans(record.what),
    }


def _event(record: Event, text: str, ids: Ids) -> dict[str, Any]:
    return {
        "type": record.type,
        "status": record.status,
        "trigger": words(text, record.trigger),
        "actor": words(text, record.actor),
        "target": words(text, record.target),
        "place": record.place,
        "when_id": _reference(ids, "times", record.when),
        "according_to": _reference(ids, "statements", record.according_to),
        "trigger_spans": spans(record.trigger),
        "actor_spans": spans(record.actor),
        "target_spans": spans(record.target),
    }


_COLUMNS: Mapping[str, Callable[[Any, str, Ids], dict[str, Any]]] = {
    "times": _time,
    "actors": _actor,
    "statements": _statement,
    "figures": _figure,
    "events": _event,
}


def _reference(ids: Ids, kind: str, index: int | None) -> str | None:
    if index is None:
        return None
    if not 0 <= index < len(ids[kind]):
        raise ValueError(f"a record refers to number {index} of {len(ids[kind])} {kind}")
    return ids[kind][index]


@lru_cache(maxsize=1 << 14)
def _folded(name: str | None) -> str | None:
    return fold(name) if name else None


def _listed(texts: Iterable[str]) -> str:
    """Texts as a JSON list, as :func:`_json` gives it but without all that it is ready for."""
    return "[" + ", ".join(map(encode_basestring, texts)) + "]"


def _json(value: Any) -> str:
    return _ENCODER.encode(value)
