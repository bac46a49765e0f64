"""Which rows: a filter, and what it means in SQL for each kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal, TypeAlias, get_args

from segundo.errors import UsageError
from segundo.ledger.rows import Review
from segundo.records import Act, ActorKind, FigureKind, Form, Status, TimeType
from segundo.segment import fold

Count: TypeAlias = Literal["all", "once", "independent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which rows to give: those that meet all that is set.

    Names (``speaker``, ``on_behalf_of``, ``outlet``) match whole words anywhere in the name, whatever their case and
    accents. Figures and events have the speaker whom they are according to; an actor's own name is its ``speaker``, its
    organisation its ``on_behalf_of``. ``kind`` is of figures and actors, ``type`` of events and times.
    ``since`` and ``until`` bound the day of publication, ``when_since`` and ``when_until`` the days of the record's
    own time (a record without such days is left out); both ends count. ``text`` searches the passage, ``content`` what
    was said: words, "phrases" and beginnings*, all of which must be there. ``count`` says what of that which stands in
    several articles to give: ``all``; ``once``, only the earliest; or ``independent``, one of each independent report
    (docs/counting.md has the rules). ``article`` is an exact id. ``review`` asks for what a person has ``confirmed``,
    ``corrected`` or ``added``, or for what is ``rejected``, which is in no list otherwise and is given as it was found.
    """

    speaker: str | None = None
    on_behalf_of: str | None = None
    act: str | None = None
    form: str | None = None
    said: bool | None = None
    status: str | None = None
    kind: str | None = None
    type: str | None = None
    outlet: str | None = None
    article: str | None = None
    since: date | None = None
    until: date | None = None
    when_since: date | None = None
    when_until: date | None = None
    text: str | None = None
    content: str | None = None
    min_score: float | None = None
    review: str | None = None
    count: Count = "all"
    limit: int | None = None
    offset: int = 0


_ARTICLES = {
    "outlet": "instr(' ' || article.outlet_folded || ' ', ?)",
    "article": "article.id = ?",
    "since": "article.published >= ?",
    "until": "article.published <= ?",
    "text": "article.number IN (SELECT article FROM passages JOIN passages_fts ON passages_fts.rowid = passages.id"
    " WHERE passages_fts MATCH ?)",
}
_RECORDS = {
    **_ARTICLES,
    "text": "(record.article, record.passage) IN (SELECT article, number FROM passages"
    " JOIN passages_fts ON passages_fts.rowid = passages.id WHERE passages_fts MATCH ?)",
    "min_score": "record.score >= ?",
    "review": "record.id IN (SELECT id FROM found WHERE state = ?)",
}
_DATED = {"when_since": "time.last_day >= ?", "when_until": "time.first_day <= ?"}
_ATTRIBUTED = {
    "speaker": "instr(' ' || statement.speaker_folded || ' ', ?)",
    "on_behalf_of": "instr(' ' || statement.on_behalf_of_folded || ' ', ?)",
    "content": "statement.number IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH ?)",
}
CONDITIONS: Mapping[str, Mapping[str, str]] = {
    "articles": _ARTICLES,
    "statements": {
        **_RECORDS,
        **_DATED,
        # The names are searched in their index, which is far smaller than the table.
        "speaker": "record.speaker_folded IN (SELECT DISTINCT speaker_folded FROM statements"
        " WHERE instr(' ' || speaker_folded || ' ', ?))",
        "on_behalf_of": "instr(' ' || record.on_behalf_of_folded || ' ', ?)",
        "content": "record.number IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH ?)",
        "act": "record.act = ?",
        "form": "record.form = ?",
        "said": "record.said = ?",
    },
    "figures": {**_RECORDS, **_DATED, **_ATTRIBUTED, "kind": "record.kind = ?"},
    "events": {**_RECORDS, **_DATED, **_ATTRIBUTED, "status": "record.status = ?", "type": "record.type = ?"},
    "times": {
        **_RECORDS,
        "when_since": "record.last_day >= ?",
        "when_until": "record.first_day <= ?",
        "type": "record.type = ?",
    },
    "actors": {
        **_RECORDS,
        "speaker": "record.name_folded IN (SELECT DISTINCT name_folded FROM actors"
        " WHERE instr(' ' || name_folded || ' ', ?))",
        "on_behalf_of": "instr(' ' || record.organisation_folded || ' ', ?)",
        "kind": "record.kind = ?",
    },
}
"""For each kind, the filters that it has and what each means."""

_RECORD_ONCE = "record.first_id IS NULL"
_ARTICLE_ONCE = "coalesce(text.original, article.number) = article.number"
_INDEPENDENT = """
    NOT EXISTS (
        SELECT 1 FROM sayings AS other JOIN statements AS earlier ON earlier.number = other.node
        JOIN articles AS there ON there.number = earlier.article LEFT JOIN texts ON texts.article = earlier.article
        JOIN passages AS elsewhere ON elsewhere.article = earlier.article AND elsewhere.number = earlier.passage
        WHERE other.root = {saying}.root
        AND (coalesce(there.published, '9999'), there.id, earlier.position)
            < (coalesce({article}.published, '9999'), {article}.id, {record}.position)
        AND (coalesce(texts.original, earlier.article) = coalesce({text}.original, {record}.article)
            OR elsewhere.fingerprint = (SELECT fingerprint FROM passages
                WHERE article = {record}.article AND number = {record}.passage))
    )
"""


def independent(record: str, article: str, text: str, saying: str) -> str:
    """The SQL condition that no earlier appearance of a statement stands in the same text or in the same passage."""
    return _INDEPENDENT.format(record=record, article=article, text=text, saying=saying)


COUNTS: Mapping[str, Mapping[Count, str]] = {
    "statements": {
        # What has not been compared yet has no root.
        "once": "coalesce(saying.root = record.number, record.first_id IS NULL)",
        "independent": f"{_RECORD_ONCE} AND {independent('record', 'article', 'text', 'saying')}",
    },
    **{kind: {"once": _RECORD_ONCE, "independent": _RECORD_ONCE} for kind in ("figures", "events", "times", "actors")},
    "articles": {"once": _ARTICLE_ONCE, "independent": _ARTICLE_ONCE},
}
"""For each kind, what is given of what stands in several articles."""

_PAGE = {"limit", "offset"}
_NAMES = {"speaker", "on_behalf_of", "outlet"}
_WORDS = {"text", "content"}
_CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("statements", "act"): get_args(Act),
    ("statements", "form"): get_args(Form),
    ("events", "status"): get_args(Status),
    ("figures", "kind"): get_args(FigureKind),
    ("actors", "kind"): get_args(ActorKind),
    ("times", "type"): get_args(TimeType),
}
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')


def where(kind: str, wanted: Filter) -> tuple[str, list[Any]]:
    """The SQL condition of a filter for a kind, and the values to bind.

    Raises:
        UsageError: for a filter that the kind does not have, a value that there is not, or a search without a word.
    """
    conditions, values = ["1"], []
    for name, value in _given(wanted):
        if name in _PAGE:
            continue
        if name == "count":
            conditions.append(_counted(kind, value))
            continue
        condition = CONDITIONS[kind].get(name)
        if condition is None:
            there = ", ".join(sorted({*CONDITIONS[kind], *_PAGE, "count"}))
            raise UsageError(f"{kind} have no filter {name!r}", do=f"Filters of {kind}: {there}")
        if name == "content" and wanted.review == "rejected":
            raise UsageError("the words of what is rejected are not searched", do="Search its paragraphs: `text`")
        conditions.append(condition)
        if "?" in condition:
            values.append(_value(kind, name, value))
    return " AND ".join(conditions), values


def page(wanted: Filter) -> tuple[str, list[Any]]:
    """The SQL of a filter's limit and offset, and the values to bind.

    Raises:
        UsageError: for a negative number.
    """
    if wanted.offset < 0 or (wanted.limit is not None and wanted.limit < 0):
        raise UsageError("a limit or offset cannot be negative")
    return "LIMIT ? OFFSET ?", [-1 if wanted.limit is None else wanted.limit, wanted.offset]


def fts_query(words: str) -> str:
    """What a person typed, as an FTS5 query: all the words, "phrases" and beginnings*; nothing else has a meaning.

    Raises:
        UsageError: if there is no word in it.
    """
    terms = []
    for phrase, word in _TERM.findall(words.replace("\0", " ")):
        bare = phrase or word.rstrip("*")
        if fold(bare):
            terms.append(f'"{bare}"' + ("*" if word.endswith("*") else ""))
    if not terms:
        raise UsageError("there is no word to search for", where=repr(words), do='Give words, "phrases" or beginnings*')
    return " ".join(terms)


def _counted(kind: str, count: Any) -> str:
    if count not in COUNTS[kind]:
        raise UsageError(f"{kind} cannot be counted {count!r}", do=f"There are: {', '.join(get_args(Count))}")
    return COUNTS[kind][count]


def _given(wanted: Filter) -> Iterator[tuple[str, Any]]:
    for field in fields(wanted):
        value = getattr(wanted, field.name)
        if value != field.default:
            yield field.name, value


def _value(kind: str, name: str, value: Any) -> Any:
    if name in _NAMES:
        if not (folded := fold(value)):
            raise UsageError(f"there is no word in the {name}", where=repr(value))
        return f" {folded} "
    if name in _WORDS:
        return fts_query(value)
    choices = get_args(Review) if name == "review" else _CHOICES.get((kind, name))
    if choices and value not in choices:
        raise UsageError(f"{kind} have no {name} {value!r}", do=f"There are: {', '.join(choices)}")
    return value.isoformat() if isinstance(value, date) else value
