"""What the templates show, gathered from a ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from threading import Lock
from typing import TYPE_CHECKING, Any

from segundo.article import Article, Passage, Span
from segundo.errors import EmptyError, UsageError
from segundo.ledger import Filter, Ledger, Place, ReuseRow, Row, StoryRow, open_ledger
from segundo.ledger.browsing import sample_of
from segundo.ledger.corrections import Correction, shown
from segundo.ledger.days import days, precise
from segundo.ledger.emptying import without
from segundo.ledger.opening import MEMORY
from segundo.segment import fold, segment
from segundo.web.asking import PAGE_SIZE, Culprit, active, culprits, to_query
from segundo.web.headings import headed
from segundo.web.lists import LISTS, MOST_COUNTED
from segundo.web.marking import PARTS, Bit, bits, marks
from segundo.web.words import Say

if TYPE_CHECKING:
    from segundo.reader import Reader

LARGEST_TEXT = 60_000
"""Characters of a pasted text."""
LARGEST_SHOWN = 200_000
"""Characters of an article that its page shows; the rest is in its JSON."""

PASTED = "texto"
"""The id of a pasted text."""

_READING = Lock()
_WORD = re.compile(r"\w+")
_CLOCK = re.compile(r"T(\d\d):(\d\d)")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: its words, how many rows, the query that chooses it, and whether it is chosen."""

    value: str
    count: int
    query: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of rows: which they are of how many, the facets, the filters that are set, and what emptied it.

    ``more`` is whether there are more rows than ``count`` says, ``sampled`` whether the facets are of the first rows.
    """

    kind: str
    rows: Sequence[Any]
    count: int
    more: bool
    wanted: Filter
    facets: Mapping[str, Sequence[Choice]]
    sampled: bool
    filters: Sequence[tuple[str, str, str]]
    culprits: Sequence[Culprit]
    query: str
    earlier: str | None
    later: str | None

    @property
    def first(self) -> int:
        """The number of the first row, from 1."""
        return self.wanted.offset + 1

    @property
    def last(self) -> int:
        """The number of the last row."""
        return self.wanted.offset + len(self.rows)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage as its article's page shows it: in bits, with its records (rejected too), and where it stood before."""

    passage: Passage
    bits: Sequence[Bit]
    rows: Sequence[tuple[str, Row]]
    before: Place | None


@dataclass(frozen=True, slots=True)
class Page:
    """An article with what was found in it; ``elsewhere`` are the other places of records, by their ids.

    ``story`` is what it tells with others, ``reuses`` are other articles that have words of it.
    """

    article: Article
    paragraphs: Sequence[Paragraph]
    counts: Mapping[str, int]
    elsewhere: Mapping[str, Sequence[Place]]
    cut: bool
    story: StoryRow | None
    reuses: Sequence[ReuseRow]


def listing(book: Ledger, kind: str, wanted: Filter) -> Listing:
    """A page of a list."""
    of = LISTS[kind]
    found = of.gather(book, replace(wanted, limit=PAGE_SIZE + 1))
    rows, count = found.rows, found.count
    start = replace(wanted, offset=0)
    offset = wanted.offset
    return Listing(
        kind=kind,
        rows=headed(book, rows[:PAGE_SIZE]) if kind == "articles" else rows[:PAGE_SIZE],
        count=MOST_COUNTED if count == MOST_COUNTED + 1 else count,
        more=count == MOST_COUNTED + 1,
        wanted=wanted,
        facets={name: _choices(name, values, start) for name, values in found.facets.items()},
        sampled=of.at_once is None and count > sample_of(book.count(of.filters)),
        filters=[(name, value, to_query(without(wanted, name))) for name, value in active(wanted)],
        culprits=[] if count else culprits(partial(of.count, book), start, MOST_COUNTED),
        query=to_query(start),
        earlier=to_query(wanted, offset=max(0, offset - PAGE_SIZE)) if offset else None,
        later=to_query(wanted, offset=offset + PAGE_SIZE) if len(rows) > PAGE_SIZE else None,
    )


def _choices(name: str, found: Sequence[tuple[Any, int]], wanted: Filter) -> list[Choice]:
    chosen = getattr(wanted, name)
    values = [(bool(value) if name == "said" else value, count) for value, count in found]
    if len(values) < 2 and chosen is None:
        return []  # where all are alike there is nothing to choose

    def same(value: Any) -> bool:
        return value == chosen or (isinstance(chosen, str) and fold(chosen) == fold(str(value)))

    return [
        Choice(
            value=str(value).lower() if name == "said" else str(value),
            count=count,
            query=to_query(wanted, **{name: None if same(value) else value}),
            chosen=same(value),
        )
        for value, count in values
    ]


@cache
def reader() -> Reader:
    """The reader, loaded when the first text comes.

    Raises:
        ModelError: if its model is missing or broken.
    """
    from segundo.reader import load_reader

    return load_reader()


def page(book: Ledger, identifier: str) -> Page:
    """The page of an article.

    Raises:
        NotFoundError: if there is no such article.
    """
    article = book.article(identifier)
    wanted = Filter(article=article.id)
    rows = _shown(book, wanted)
    found, seen = sorted(marks(rows), key=lambda mark: mark.span), set[str]()
    cards = sorted(rows + _shown(book, replace(wanted, review="rejected")), key=lambda item: item[1].start)
    before = book.repeated(article.id)
    whole = [_cut(passage) for passage in book.passages(article.id) if passage.span.start < LARGEST_SHOWN]
    paragraphs = [
        Paragraph(
            passage=passage,
            bits=list(bits(passage, [mark for mark in found if _touches(mark.span, passage.span)], seen)),
            rows=[item for item in cards if item[1].passage == passage.number],
            before=before.get(passage.number),
        )
        for passage in whole
    ]
    elsewhere = {
        row.id: [place for place in book.places(row.id) if place.article != article.id]
        for kind, row in rows
        if row.appearances > 1 and kind != "actors"  # an actor's own page says where else it is named
    }
    counts = {kind: sum(found_kind == kind for found_kind, _ in rows) for kind in PARTS}
    return Page(
        article, paragraphs, counts, elsewhere, len(article.text) > LARGEST_SHOWN, book.story_of(article.id),
        book.reuses(article.id),
    )  # fmt: skip


def _shown(book: Ledger, wanted: Filter) -> list[tuple[str, Row]]:
    return [(kind, row) for kind in PARTS for row in getattr(book, kind)(wanted) if row.start < LARGEST_SHOWN]


def _cut(passage: Passage) -> Passage:
    """The passage as far as it is shown."""
    start, end = passage.span
    shown = min(end, LARGEST_SHOWN)
    return replace(passage, span=Span(start, shown), text=passage.text[: shown - start])


def _touches(one: Sequence[int], other: Sequence[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def read(text: str, published: str) -> Page:
    """A pasted text, read at once and shown as an article's page is; it is written nowhere: its ledger is in memory.

    Raises:
        EmptyError: if there is no text.
        UsageError: if it is too long, or the day is none.
        ModelError: if the reader's model is missing.
    """
    from segundo.pipeline import extract
    from segundo.sources.canonical import canonical
    from segundo.sources.dates import parse_date

    if len(text) > LARGEST_TEXT:
        raise UsageError(
            "the text has more than {most:,} characters", do="Read it with `segundo read`", most=LARGEST_TEXT
        )
    text, _ = canonical(text)
    if not any(character.isalnum() for character in text):
        raise EmptyError("there is no text", do="Paste some")
    day = parse_date(published) if published.strip() else None
    if published.strip() and day is None:
        raise UsageError("{value!r} is no date", do="Write it as 2015-09-03", value=published)
    article = Article(PASTED, text, published=day, published_basis="given" if day else "unknown")
    with _READING:  # the reader uses all cores for one text
        records = extract(article, reader())
    with open_ledger(MEMORY, write=True) as book:
        book.write(article, segment(text), records, version="", run=book.start_run(""))
        return page(book, PASTED)


def lit(text: str, query: str | None) -> Iterator[tuple[str, bool]]:
    """A text in pieces, each with whether it is a word that a search asked for."""
    if not query:
        yield text, False
        return
    asked = [fold(word) for word in query.replace('"', " ").split()]
    whole = {word for word, raw in zip(asked, query.replace('"', " ").split(), strict=True) if not raw.endswith("*")}
    begun = tuple(word for word in asked if word not in whole and word)
    at = 0
    for word in _WORD.finditer(text):
        folded = fold(word[0])
        if folded in whole or (begun and folded.startswith(begun)):
            yield text[at : word.start()], False
            yield word[0], True
            at = word.end()
    yield text[at:], False


def says(entry: Correction, say: Say) -> str:
    """What an entry of the log says, in the language of the interface; of which record is left out."""
    match entry.action:
        case "set":
            return f"{say(f'field.{entry.field}')}: {_value(entry.was, say)} → {_value(entry.value, say)}"
        case "add":
            values = (f"{say(f'field.{name}')} {_value(value, say)}" for name, value in entry.value.items())
            return f"{say('review.added')}: {', '.join(values)}"
        case "same" | "different" | "unsure":
            key = {"same": "said_one", "different": "said_two", "unsure": "said_unsure"}[entry.action]
            sides = zip(("one", "other"), (entry.record or "").split("|"), strict=True)
            return say(key, **{side: (entry.value or {}).get(side, {}).get("name", text) for side, text in sides})
        case "undo":
            return say("undoes", target=entry.target)
        case action:
            return say(f"review.{action}ed")


def _value(value: Any, say: Say) -> str:
    return say("fix_nothing") if value in (None, []) else shown(value)


def day(value: date | str | None, language: str, last: date | None = None) -> str:
    """A day, or the days up to ``last`` or that a TIMEX3 value covers, as a language has them: 3/9/2015 or 2015-09-03.

    A month is written without a day, and a year alone; of a value that names no days of the calendar nothing is.
    """
    covered = (value, last or value) if isinstance(value, date) else days((value or "").partition("T")[0])
    if covered is None:
        return ""
    first, last = covered
    forms = () if language == "en" else (_day_in_portuguese, _month_in_portuguese)
    written = precise(first, last, *forms)
    clock = _CLOCK.search(str(value)) if first == last else None
    return f"{written}, {clock[1]}:{clock[2]}" if clock else written


def _day_in_portuguese(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _month_in_portuguese(day: date) -> str:
    return f"{day.month}/{day.year}"
