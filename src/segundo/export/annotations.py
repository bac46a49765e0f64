"""Records as W3C Web Annotations (JSON-LD): each target with a position selector and a quote selector.

The target is the article's canonical text, not the web page that it came from: positions are code points of that text,
as the Web Annotation Data Model has them, and the quote with what stands around it finds the place on the page too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any, TextIO

from segundo.article import Article, Span
from segundo.export.named import PARTS, articles_of, pieces, urn
from segundo.ledger import Ledger, Row

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"segundo": "urn:segundo:term:"}]
"""The terms of Web Annotation, and our own under a prefix."""

AROUND = 32
"""Characters of a quote selector's prefix and suffix."""

_LEFT_OUT = {"id", "article", "outlet", "published", "passage", "start", "first_id", "appearances", "mentions"}


def write_annotations(ledger: Ledger, rows: Iterable[tuple[str, Row]], out: TextIO) -> None:
    """Write an AnnotationPage of rows, each with its kind."""
    out.write(f'{{"@context": {json.dumps(CONTEXT)}, "type": "AnnotationPage", "items": [')
    for number, annotation in enumerate(to_annotations(ledger, rows)):
        out.write(",\n" if number else "\n")
        out.write(json.dumps(annotation, ensure_ascii=False, default=date.isoformat))
    out.write("\n]}\n")


def to_annotations(ledger: Ledger, rows: Iterable[tuple[str, Row]]) -> Iterator[dict[str, Any]]:
    """The rows as annotations, without their context."""
    article_of = articles_of(ledger)
    for kind, row in rows:
        article = article_of(row.article)
        yield {
            "id": urn("record", row.id),
            "type": "Annotation",
            "motivation": "describing",
            "body": _body(kind, row),
            "target": [_target(article, span, part) for part in PARTS[kind] for span in pieces(row, part)],
        }


def _body(kind: str, row: Row) -> dict[str, Any]:
    """What the record says, each field a term of ours; what is not known is left out."""
    said = {
        f"segundo:{name}": urn("record", value) if name == "according_to" else value
        for name, value in asdict(row).items()
        if name not in _LEFT_OUT and not name.endswith("_spans") and value is not None
    }
    first = {"segundo:first": urn("record", row.first_id)} if row.first_id else {}
    return {"type": f"segundo:{kind.removesuffix('s').capitalize()}", **said, **first}


def _target(article: Article, span: Span, part: str) -> dict[str, Any]:
    source = {"id": urn("article", article.id), "type": "Text", "format": "text/plain"}
    known = {"segundo:url": article.url, "segundo:title": article.title, "segundo:published": article.published}
    return {
        "type": "SpecificResource",
        "source": {**source, **{name: value for name, value in known.items() if value}},
        "segundo:part": part,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": article.text[span.start : span.end],
                "prefix": article.text[max(0, span.start - AROUND) : span.start],
                "suffix": article.text[span.end : span.end + AROUND],
            },
        ],
    }
