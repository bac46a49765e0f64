"""Which rows: a filter, and what it means in SQL for each kind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from segundo.errors import UsageError
from segundo.ledger.rows import Review
from segundo.records import EVENT_TYPES, Act, ActorKind, FigureKind, Form, Status, TimeType
from segundo.resolve import places
from segundo.resolve.keys import key
from segundo.resolve.lexicon import lexicon
from segundo.resolve.names import fold as words
from segundo.segment import fold

Count: TypeAlias = Literal["all", "once", "independent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which rows to give: those that meet all that is set.

    Names (``speaker``, ``on_behalf_of``, ``outlet``, ``place``) match whole words anywhere in the name, whatever their
    case and accents; of people, bodies and states, in any name that the same one has in the ledger ("Lavrov", "PGR").
    Figures and events have the speaker whom they are according to; an actor's own name is its ``speaker``, its
    organisation its ``on_behalf_of``. ``kind`` is of figures and actors, ``type`` of events and times, ``place`` of
    figures and events: of a state or country also what lies in it, where the article tells (docs/actors.md).
    ``since`` and ``until`` bound the day of publication, ``when_since`` and ``when_until`` the days of the record's
    own time (a record without such days is left out); both ends count. ``text`` searches the passage, ``content`` what
    was said, of events the deed and who did it to whom: words, "phrases" and beginnings*, all of which must be there.
    ``count`` says what of that which stands in
    several articles to give: ``all``; ``once``, only the earliest; or ``independent``, one of each independent report
    (docs/counting.md has the rules). ``outlets`` asks for statements, figures and events that so many outlets give at
    least, the sections of a site being one, ``about`` for series by words that tell of what they are: the kind's in the
    language ("mortos"), what is counted, the place, since when. ``article`` is an exact id. ``review`` asks for what a
    person has ``confirmed``, ``corrected`` or ``added``, or for what is ``rejected``, which is in no list otherwise and
    is given as it was found.
    """

    speaker: str | None = None
    on_behalf_of: str | None = None
    act: str | None = None
    form: str | None = None
    said: bool | None = None
    status: str | None = None
    kind: str | None = None
    type: str | None = None
    place: str | None = None
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
    outlets: int | None = None
    about: str | None = None
    count: Count = "all"
    limit: int | None = None
    offset: int = 0


_SPELT = """
    SELECT name FROM spelling_words JOIN spellings ON spellings.number = spelling
        WHERE word = :word AND instr(' ' || folded || ' ', :words)
"""
"""The names that have some words, of all that stand in the ledger, as they stand there."""

_ROOTS = f"""
    SELECT root FROM actors JOIN uses ON uses.actor = actors.id JOIN bearers USING (node)
        WHERE name_folded IN ({_SPELT})
    UNION SELECT root FROM names CROSS JOIN bearers ON bearers.name = names.number
        WHERE kind = 'organisation' AND words = :body OR kind = 'state' AND words = :country
"""
_ACTORS = f"SELECT actor FROM bearers JOIN uses USING (node) WHERE root IN ({_ROOTS})"
_CALLED = f"""
    SELECT name_folded FROM bearers JOIN uses USING (node) JOIN actors ON actors.id = uses.actor
        WHERE root IN ({_ROOTS})
"""
"""The actors of those who have a name that has these words, and all names of these."""

class Groups(NamedTuple):
    """Where it is kept which records of a kind are one: the table, and the record's column that it names as a node."""

    groups: str
    key: str


GROUPS: Mapping[str, Groups] = {
    "statements": Groups("sayings", "number"),
    "figures": Groups("amounts", "id"),
    "events": Groups("deeds", "id"),
}


_HAS_WORDS = "SELECT rowid FROM statements_fts WHERE statements_fts MATCH :query"
_ARTICLES = {
    "outlet": f"{{+}}article.number IN (SELECT number FROM articles WHERE outlet_folded IN ({_SPELT}))",
    "article": "article.id = :value",
    "since": "{+}article.number IN (SELECT number FROM articles WHERE published >= :value)",
    "until": "{+}article.number IN (SELECT number FROM articles WHERE published <= :value)",
    "text": "{~}article.number IN (SELECT article FROM passages JOIN passages_fts ON passages_fts.rowid = passages.id"
    " WHERE passages_fts MATCH :query)",
}
_RECORDS = {
    **{name: condition.replace("article.number", "record.article") for name, condition in _ARTICLES.items()},
    "article": "record.article = (SELECT number FROM articles WHERE id = :value)",
    "text": "({~}record.article, {~}record.passage) IN (SELECT article, number FROM passages"
    " JOIN passages_fts ON passages_fts.rowid = passages.id WHERE passages_fts MATCH :query)",
    "min_score": "record.score >= :value",
    "review": "{+}record.id IN (SELECT id FROM found WHERE state = :value)",
}
_DATED = {
    "when_since": "{+}record.when_id IN (SELECT id FROM times WHERE last_day >= :value)",
    "when_until": "{+}record.when_id IN (SELECT id FROM times WHERE first_day <= :value)",
}
_SPEAKER = f"({{+}}speaker_folded IN ({_SPELT}) OR {{+}}actor_id IN ({_ACTORS}))"
_BEHALF = f"{{+}}{{field}}_folded IN ({_SPELT} UNION ALL {_CALLED})"
_ATTRIBUTED = {
    "speaker": f"{{+}}record.according_to IN (SELECT id FROM statements WHERE {_SPEAKER.replace('{+}', '')})",
    "on_behalf_of": "{+}record.according_to IN (SELECT id FROM statements WHERE "
    f"{_BEHALF.replace('{+}{field}', 'on_behalf_of')})",
    "place": f"({{+}}record.place IN ({_SPELT}) OR ({{+}}record.article, {{+}}record.place) IN"
    " (SELECT article, name FROM places WHERE state IN (SELECT value FROM json_each(:states))))",
    "content": "{~}record.according_to IN (SELECT id FROM statements"
    f" WHERE number IN ({_HAS_WORDS}))",
}
# What has the words of an event is among the passages that have them.
_DEED = """ AND NOT EXISTS (SELECT 1 FROM json_each(:terms) WHERE NOT instr(' ' || fold(
    coalesce(record.actor, '') || ' ' || coalesce(record."trigger", '') || ' ' || coalesce(record.target, '')
    ) || ' ', value))"""
# The sections of a site are one outlet, and those that are not known are none. Few groups have so many members at all.
_OUTLETS = """
    {{+}}its_group.root IN (SELECT root FROM {groups} GROUP BY root HAVING count(*) >= :value)
    AND (SELECT count(DISTINCT house) FROM {groups} AS alike JOIN {kind} AS given ON given.{key} = alike.node
        JOIN texts ON texts.article = given.article WHERE alike.root = its_group.root) >= :value
"""
_SEVERAL = {kind: {"outlets": _OUTLETS.format(kind=kind, **groups._asdict())} for kind, groups in GROUPS.items()}
CONDITIONS: Mapping[str, Mapping[str, str]] = {
    "articles": _ARTICLES,
    "statements": {
        **_RECORDS,
        **_DATED,
        "speaker": _SPEAKER.replace("{+}", "{+}record."),
        "on_behalf_of": _BEHALF.replace("{field}", "record.on_behalf_of"),
        "content": f"{{~}}record.number IN ({_HAS_WORDS})",
        "act": "{=}record.act = :value",
        "form": "{=}record.form = :value",
        "said": "{=}record.said = :value",
        **_SEVERAL["statements"],
    },
    "figures": {**_RECORDS, **_DATED, **_ATTRIBUTED, "kind": "{=}record.kind = :value", **_SEVERAL["figures"]},
    "events": {
        **_RECORDS, **_DATED, **_ATTRIBUTED, "status": "{=}record.status = :value", "type": "{=}record.type = :value",
        "content": _RECORDS["text"] + _DEED, **_SEVERAL["events"],
    },
    "times": {
        **_RECORDS,
        "when_since": "record.last_day >= :value",
        "when_until": "record.first_day <= :value",
        "type": "{=}record.type = :value",
    },
    "actors": {
        **_RECORDS,
        "speaker": f"({{+}}record.name_folded IN ({_SPELT}) OR {{+}}record.id IN ({_ACTORS}))",
        "on_behalf_of": _BEHALF.replace("{field}", "record.organisation"),
        "kind": "{=}record.kind = :value",
    },
}  # fmt: skip
"""For each kind, the filters that it has and what each means.

``{+}`` stands before a column by which the rows of a set can be looked up, ``{~}`` where the set is of those that have
words, ``{=}`` before one that has one value; :func:`where` puts there what keeps SQLite from doing so.
"""


class _Between(NamedTuple):
    """The condition of two filters that are both set, and their names."""

    condition: str
    sides: tuple[str, str]


# Few articles or times lie between two days, where many lie after the one and many before the other.
_PUBLISHED = "SELECT number FROM articles WHERE published BETWEEN :since AND :until"
_TOLD_OF = "{+}record.when_id IN (SELECT id FROM times WHERE last_day >= :whensince AND first_day <= :whenuntil)"
_BETWEEN: Mapping[str, _Between] = {
    **dict.fromkeys(
        (_ARTICLES["since"], _ARTICLES["until"]),
        _Between(f"{{+}}article.number IN ({_PUBLISHED})", ("since", "until")),
    ),
    **dict.fromkeys(
        (_RECORDS["since"], _RECORDS["until"]),
        _Between(f"{{+}}record.article IN ({_PUBLISHED})", ("since", "until")),
    ),
    **dict.fromkeys(_DATED.values(), _Between(_TOLD_OF, ("when_since", "when_until"))),
}

_MATCHED = "SELECT rowid FROM passages_fts WHERE passages_fts MATCH :query"
_IN_MATCHED = (
    f"(SELECT id FROM passages WHERE article = record.article AND number = record.passage) IN ({_MATCHED})"
)
_TIMED = "record.when_id IS NOT NULL"  # so that only those are gone through which have a time
_ON_THE_WAY = {
    _DATED["when_since"]: f"{_TIMED} AND (SELECT last_day FROM times WHERE id = record.when_id) >= :value",
    _DATED["when_until"]: f"{_TIMED} AND (SELECT first_day FROM times WHERE id = record.when_id) <= :value",
    _TOLD_OF: f"{_TIMED} AND (SELECT last_day >= :whensince AND first_day <= :whenuntil FROM times"
    " WHERE id = record.when_id)",
    **{of["since"]: "article.published >= :value" for of in (_ARTICLES, _RECORDS)},
    **{of["until"]: "article.published <= :value" for of in (_ARTICLES, _RECORDS)},
    **{_BETWEEN[of["since"]].condition: "article.published BETWEEN :since AND :until" for of in (_ARTICLES, _RECORDS)},
    _ARTICLES["text"]: "EXISTS (SELECT 1 FROM passages WHERE passages.article = article.number AND"
    f" passages.id IN ({_MATCHED}))",
    _RECORDS["text"]: _IN_MATCHED,
    _RECORDS["text"] + _DEED: _IN_MATCHED + _DEED,
}
"""Conditions that are cheaper to test row by row where most rows are met: what they are then."""

_RECORD_ONCE = "record.first_id IS NULL"
_ARTICLE_ONCE = "coalesce(text.original, article.number) = article.number"
_INDEPENDENT = """
    NOT EXISTS (
        SELECT 1 FROM {groups} AS other JOIN {kind} AS earlier ON earlier.{key} = other.node
        JOIN articles AS there ON there.number = earlier.article LEFT JOIN texts ON texts.article = earlier.article
        JOIN passages AS elsewhere ON elsewhere.article = earlier.article AND elsewhere.number = earlier.passage
        WHERE other.root = {group}.root
        AND other.node != {record}.{key}
        AND (coalesce(there.published, '9999'), there.id, earlier.position)
            < (coalesce({article}.published, '9999'), {article}.id, {record}.position)
        AND (coalesce(texts.original, earlier.article) = coalesce({text}.original, {record}.article)
            OR elsewhere.fingerprint = (SELECT fingerprint FROM passages
                WHERE article = {record}.article AND number = {record}.passage))
    )
"""


def independent(kind: str, record: str, article: str, text: str, group: str) -> str:
    """The SQL condition that no earlier appearance of a record stands in the same text or in the same passage."""
    names = {"record": record, "article": article, "text": text, "group": group}
    return _INDEPENDENT.format(kind=kind, **GROUPS[kind]._asdict(), **names)


COUNTS: Mapping[str, Mapping[Count, str]] = {
    **{
        kind: {
            # What has not been compared yet has no root.
            "once": f"coalesce(its_group.root = record.{groups.key}, record.first_id IS NULL)",
            "independent": f"iif(its_group.root IS NULL, {_RECORD_ONCE},"
            f" {independent(kind, 'record', 'article', 'text', 'its_group')})",
        }
        for kind, groups in GROUPS.items()
    },
    **{kind: {"once": _RECORD_ONCE, "independent": _RECORD_ONCE} for kind in ("times", "actors")},
    "articles": {"once": _ARTICLE_ONCE, "independent": _ARTICLE_ONCE},
}
"""For each kind, what is given of what stands in several articles."""

By: TypeAlias = Literal["filter", "rest", "list", "day"]
"""How the rows that meet a filter are come by: looked up, by words too or by all the rest of it; or met on the way
through a list or through the days."""

_PLUS: Mapping[By, Mapping[str, str]] = {
    "filter": {"+": "", "~": "", "=": ""}, "rest": {"+": "", "~": "+", "=": ""},
    "list": {"+": "+", "~": "+", "=": ""}, "day": {"+": "+", "~": "+", "=": "+"},
}  # fmt: skip
"""A plus before a column keeps SQLite from looking rows up by it."""

EVERYTHING = "1"
"""The condition of a filter that leaves nothing out."""

_LANGUAGE = "pt"
_PAGE = {"limit", "offset"}
_NAMES = {"speaker", "on_behalf_of", "outlet", "place"}
_WORDS = {"text", "content"}
_CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("statements", "act"): get_args(Act),
    ("statements", "form"): get_args(Form),
    ("events", "status"): get_args(Status),
    ("events", "type"): EVENT_TYPES,
    ("figures", "kind"): get_args(FigureKind),
    ("actors", "kind"): get_args(ActorKind),
    ("times", "type"): get_args(TimeType),
}
_MARK = re.compile(r":([a-z]+)")
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')


def where(kind: str, wanted: Filter, *, by: By = "filter") -> tuple[str, list[Any]]:
    """The SQL condition of a filter for a kind, and the values to bind; ``by`` is how its rows are come by.

    Raises:
        UsageError: for a filter that the kind does not have, a value that there is not, or a search without a word.
    """
    conditions, values = [], list[Any]()
    for name, value in _given(wanted):
        if name in _PAGE:
            continue
        if name == "count":
            conditions.append(_counted(kind, value))
            continue
        condition = CONDITIONS[kind].get(name)
        if condition is None:
            there = sorted({*CONDITIONS[kind], *_PAGE, "count"})
            raise UsageError(
                "{kind} have no filter {name!r}", do="There are: {there}", kind=kind, name=name, there=there
            )
        if name == "content" and wanted.review == "rejected" and kind != "events":
            raise UsageError("the words of what is rejected are not searched", do="Search its paragraphs: `text`")
        between = _BETWEEN.get(condition)
        if between and None not in [getattr(wanted, side) for side in between.sides]:
            if name == between.sides[1]:
                continue  # it is in the condition of the other one
            condition = between.condition
        if by in ("list", "day"):
            condition = _ON_THE_WAY.get(condition, condition)
        bound = {**_bound(kind, name, value), **_days(wanted)}
        values += [bound[mark[1]] for mark in _MARK.finditer(condition)]
        conditions.append(_MARK.sub("?", condition))
    return (" AND ".join(conditions) or EVERYTHING).format_map(_PLUS[by]), values


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
    return " ".join(f'"{bare}"{"*" * begun}' for bare, begun in _terms(words))


def _terms(words: str) -> list[tuple[str, bool]]:
    """The words and phrases of what a person typed, each with whether it is the beginning of one."""
    terms = [
        (bare, word.endswith("*"))
        for phrase, word in _TERM.findall(words.replace("\0", " "))
        if fold(bare := phrase or word.rstrip("*"))
    ]
    if not terms:
        raise UsageError("there is no word to search for", where=repr(words), do='Give words, "phrases" or beginnings*')
    return terms


def _counted(kind: str, count: Any) -> str:
    if count not in COUNTS[kind]:
        raise UsageError(
            "{kind} cannot be counted {way!r}", do="There are: {there}", kind=kind, way=count, there=get_args(Count)
        )
    return COUNTS[kind][count]


def _given(wanted: Filter) -> Iterator[tuple[str, Any]]:
    for field in fields(wanted):
        value = getattr(wanted, field.name)
        if value != field.default:
            yield field.name, value


def _called(name: str) -> tuple[str, str]:
    """A name as bodies and states are looked up by it: an acronym by what it is short for, a metonym by its country."""
    body = key("organisation", name, None, _LANGUAGE)
    known = lexicon(_LANGUAGE)
    folded = words(name)
    metonym = known.metonyms.get(folded)
    country = known.countries.get(folded) or (metonym.country if metonym and metonym.kind == "state" else "")
    return " ".join(body.words) if body else "", country


def _states(name: str) -> list[str]:
    """The states that are called so, or that the country has which is."""
    country = lexicon(_LANGUAGE).countries.get(words(name))
    asked = f" {fold(name)} "
    return [
        code
        for code, state in places.states().items()
        if asked in f" {fold(state)} " or code.partition("-")[0] == country
    ]


def _days(wanted: Filter) -> dict[str, str]:
    """What stands for the marks of conditions that have both ends."""
    names = ("since", "until", "when_since", "when_until")
    return {name.replace("_", ""): str(getattr(wanted, name)) for name in names}


def _bound(kind: str, name: str, value: Any) -> dict[str, Any]:
    """What stands for the marks of a condition."""
    if name in _NAMES:
        if not (folded := fold(value)):
            raise UsageError("there is no word in the {name}", where=repr(value), name=name)
        body, country = _called(value)
        longest = max(folded.split(), key=len)  # which fewest names have, as a rule
        states = json.dumps(_states(value)) if name == "place" else "[]"
        return {"word": longest, "words": f" {folded} ", "body": body, "country": country, "states": states}
    if name in _WORDS:
        terms = [f" {fold(bare)}{' ' * (not begun)}" for bare, begun in _terms(value)]
        return {"query": fts_query(value), "terms": json.dumps(terms)}
    choices = get_args(Review) if name == "review" else _CHOICES.get((kind, name))
    if choices:
        value = next((choice for choice in choices if fold(choice) == fold(value)), value)
    if choices and value not in choices:
        raise UsageError(
            "{kind} have no {name} {value!r}", do="There are: {there}", kind=kind, name=name, value=value, there=choices
        )
    return {"value": value.isoformat() if isinstance(value, date) else value}
