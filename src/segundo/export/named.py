"""What the formats for machines have in common: names of things that stay the same, and what an article has beside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from segundo.article import Article, Pieces
from segundo.ledger import ActorRow, Filter, Ledger

PARTS: Mapping[str, tuple[str, ...]] = {
    "statements": ("content", "cue", "source"),
    "figures": ("number", "what"),
    "events": ("trigger", "actor", "target"),
    "times": ("words",),
    "actors": ("mentions",),
}
"""For each kind of record the parts that mark words of the text, the one that it is about first."""

ARTICLES_KEPT = 64
"""Articles that are remembered while rows are written; rows come article by article."""


def urn(what: str, identifier: str) -> str:
    """The name of an article, a record or a term, the same in all ledgers."""
    return f"urn:segundo:{what}:{quote(identifier, safe='')}"


def pieces(row: Any, part: str) -> Pieces:
    """The spans of a part of a row."""
    spans: Pieces = getattr(row, f"{part}_spans")
    return spans


def articles_of(ledger: Ledger) -> Callable[[str], Article]:
    """A function that gives the article with an id, and remembers the last ones."""
    return lru_cache(ARTICLES_KEPT)(ledger.article)


def actors_of(ledger: Ledger) -> Callable[[str], tuple[ActorRow, ...]]:
    """A function that gives the actors of the article with an id, and remembers those of the last ones."""

    @lru_cache(ARTICLES_KEPT)
    def actors(article: str) -> tuple[ActorRow, ...]:
        return tuple(ledger.actors(Filter(article=article)))

    return actors
