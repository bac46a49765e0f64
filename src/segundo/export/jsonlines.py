"""Articles with all that was found in them as JSON lines that :func:`read_jsonlines` gives back as they were.

A line is the gold form (:mod:`segundo.export.gold`) with what a ledger knows besides: the article's ``extra`` fields
and the ``version`` that read it. Passages, ids and what is a repeat of what follow from the text and the order, so they
are not written: the same lines in the same order give the same ledger.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TextIO, TypeVar

from segundo.article import Article, Span
from segundo.errors import FormatError
from segundo.export.gold import to_gold
from segundo.ledger import Counts, Filter, Ledger
from segundo.records import Actor, Event, Figure, Records, Statement, Time
from segundo.segment import segment

T = TypeVar("T")

_SAME = ("id", "text", "outlet", "url", "title", "byline", "published_basis", "source")
_PIECES = {"content", "cue", "source", "number", "what", "trigger", "actor", "target", "mentions"}


@dataclass(frozen=True, slots=True)
class Line:
    """What one line holds: an article, its records, and the version of the reader and the finders that made them."""

    article: Article
    records: Records
    version: str


def lines(ledger: Ledger, wanted: Filter) -> Iterator[Line]:
    """The articles of a ledger that meet a filter, in the order in which they arrived."""
    for row in ledger.articles(wanted):
        yield Line(ledger.article(row.id), ledger.records(row.id), row.version)


def write_jsonlines(items: Iterable[Line], out: TextIO) -> None:
    """Write a line for each article."""
    for item in items:
        gold = {**to_gold(item.article, item.records), "extra": dict(item.article.extra), "version": item.version}
        out.write(f"{json.dumps(gold, ensure_ascii=False)}\n")


def read_jsonlines(source: Iterable[str]) -> Iterator[Line]:
    """What :func:`write_jsonlines` wrote.

    Raises:
        FormatError: at a line that holds no article with its records; ``where`` is its number.
    """
    for number, text in enumerate(source, 1):
        try:
            yield _line(json.loads(text))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise FormatError(
                f"it is no article with its records ({type(error).__name__}: {error})",
                where=f"line {number}",
                do="Give what `segundo export LEDGER jsonl` wrote",
            ) from error


def add_lines(ledger: Ledger, items: Iterable[Line]) -> int:
    """Write articles with their records into a ledger that is open for writing, and return how many.

    Raises:
        FormatError: if a record marks what the article does not have.
        LedgerError: if the ledger cannot be written.
    """
    run, count = None, 0
    for item in items:
        run = ledger.start_run(item.version) if run is None else run
        try:
            ledger.write(item.article, segment(item.article.text), item.records, version=item.version, run=run)
        except ValueError as error:
            raise FormatError(f"its records do not fit its text: {error}", where=item.article.id) from error
        count += 1
    if run is not None:
        ledger.finish_run(run, Counts(articles=count, known=0, failures=0))
    return count


def _line(item: dict[str, Any]) -> Line:
    article = Article(
        **{name: item[name] for name in _SAME},
        published=date.fromisoformat(item["published"]) if item["published"] else None,
        sha256=item["sha256"],
        notes=tuple(item["notes"]),
        extra=item["extra"],
    )
    length = len(article.text)
    records = Records(
        statements=_records(Statement, item["statements"], _PIECES - {"actor"}, length),
        times=_records(Time, item["times"], _PIECES, length),
        figures=_records(Figure, item["figures"], _PIECES, length),
        events=_records(Event, item["events"], _PIECES, length),
        actors=_records(Actor, item["actors"], _PIECES, length),
        repeats=tuple((later, first) for later, first in item["repeats"]),
    )
    return Line(article, records, item["version"])


def _records(kind: type[T], items: list[dict[str, Any]], pieces: set[str], length: int) -> tuple[T, ...]:
    """Records of a kind in a text of some length; ``pieces`` names the fields that are lists of spans."""

    def span(given: Any) -> Span:
        start, end = given
        if not 0 <= start < end <= length:
            raise ValueError(f"the text has no span {given}")
        return Span(start, end)

    def value(name: str, given: Any) -> Any:
        if name in pieces:
            return tuple(map(span, given))
        if name == "span":
            return span(given)
        if name == "roles":
            return tuple(given)
        return float(given) if kind is Figure and name in {"value", "high"} and given is not None else given

    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    return tuple(kind(**{name: value(name, item[name]) for name in names}) for item in items)
