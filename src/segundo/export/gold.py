"""The gold form: an article and its records as one JSON object, the shape of the annotation guidelines.

It is what ``segundo extract`` prints, a line an article, and what the development set is scored in. Spans are
``[start, end)`` pairs of code points of ``text``; references between records are indices into the object's own lists.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeAlias

from segundo.article import Article
from segundo.records import Event, Figure, Records, Statement, Time

if TYPE_CHECKING:
    from segundo.ledger import Settled

Gold: TypeAlias = dict[str, Any]
"""One article in the gold form: plain dictionaries, lists, strings and numbers."""


def to_gold(article: Article, records: Records) -> Gold:
    """The article and its records in the gold form.

    Beyond the keys of the guidelines every record has its ``rule`` and ``score``, statements have ``actor`` (an index
    into ``actors``), times a ``reason`` where a value stays open; the article has what is known of where it is from.
    """
    return {
        "id": article.id,
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "published_basis": article.published_basis,
        "title": article.title,
        "byline": article.byline,
        "source": article.source,
        "sha256": article.sha256,
        "notes": list(article.notes),
        "text": article.text,
        "statements": [_plain(record) for record in records.statements],
        "times": [_plain(record) for record in records.times],
        "figures": [_plain(record) for record in records.figures],
        "events": [_plain(record) for record in records.events],
        "actors": [asdict(actor) for actor in records.actors],
        "repeats": [list(pair) for pair in records.repeats],
    }


def to_settled(item: Settled) -> Gold:
    """What persons have settled of an article, in the gold form.

    Beside the records that are right it has those that are ``rejected``, by kind, and whether persons have looked at
    all of the article's statements, figures and events (``complete``).
    """
    rejected = to_gold(item.article, item.rejected)
    kinds = ("statements", "times", "figures", "events", "actors")
    return {
        **to_gold(item.article, item.records),
        "rejected": {kind: rejected[kind] for kind in kinds},
        "complete": item.complete,
    }


def _plain(record: Statement | Time | Figure | Event) -> Gold:
    """A record as a dictionary; whole numbers are written without a fraction, as people write them."""
    return {
        key: int(value) if isinstance(value, float) and value.is_integer() and key in {"value", "high"} else value
        for key, value in asdict(record).items()
    }
