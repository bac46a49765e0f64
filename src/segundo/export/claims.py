"""What was claimed, as schema.org ``Claim`` (JSON-LD), for fact-checkers.

Only what somebody asserts becomes a claim: statements whose act is to state, accuse or concede, and that were said. A
denial holds the words of what is denied, and schema.org has no place to say so; demands and questions assert nothing.
The same statement in several articles is one claim with several appearances, the first of them the first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from segundo.article import Article
from segundo.export.named import actors_of, articles_of, urn
from segundo.ledger import Ledger, StatementRow
from segundo.records import Act

ASSERTING: frozenset[Act] = frozenset({"state", "accuse", "concede"})
"""Acts that say that something is so."""

_TYPES = {"person": "Person", "state": "Country", "organisation": "Organization"}


def write_claims(ledger: Ledger, rows: Iterable[StatementRow], out: TextIO) -> None:
    """Write the claims among the statements as one graph."""
    out.write('{"@context": "https://schema.org", "@graph": [')
    for number, claim in enumerate(claims(ledger, rows)):
        out.write(",\n" if number else "\n")
        out.write(json.dumps(claim, ensure_ascii=False))
    out.write("\n]}\n")


def claims(ledger: Ledger, rows: Iterable[StatementRow]) -> Iterator[dict[str, Any]]:
    """The claims among the statements, in the order of their first rows."""
    same: dict[str, list[StatementRow]] = {}
    for row in rows:
        if row.act in ASSERTING and row.said and row.content:
            same.setdefault(row.first_id or row.id, []).append(row)
    article_of, actors = articles_of(ledger), actors_of(ledger)
    for identifier, (first, *later) in same.items():
        kinds = {actor.id: actor.kind for actor in actors(first.article)} if first.actor else {}
        works = [_work(article_of(row.article)) for row in (first, *later)]
        claim: dict[str, Any] = {
            "@type": "Claim",
            "@id": urn("record", identifier),
            "text": first.content,
            "inLanguage": "pt",
            "firstAppearance": works[0],
            "appearance": works,
        }
        if first.speaker:
            claim["author"] = {"@type": _TYPES.get(kinds.get(first.actor or "", ""), "Thing"), "name": first.speaker}
            if first.on_behalf_of and claim["author"]["@type"] == "Person":
                claim["author"]["affiliation"] = {"@type": "Organization", "name": first.on_behalf_of}
        if first.time and len(first.time) == len("2015-09-03") and "X" not in first.time:
            claim["datePublished"] = first.time
        yield claim


def _work(article: Article) -> dict[str, Any]:
    known = {
        "url": article.url,
        "headline": article.title,
        "datePublished": article.published.isoformat() if article.published else None,
        "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
    }
    work = {"@type": "NewsArticle", "@id": urn("article", article.id)}
    return {**work, **{name: value for name, value in known.items() if value}}
