"""What the ledger gives back: flat rows, one class a kind, and what is said of the ledger as a whole.

Words of several pieces are joined with " […] "; spans are code points of the article's text; days are dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from segundo.article import Basis, Pieces
from segundo.records import Act, ActorKind, Bound, FigureKind, Form, Status, TimeType
from segundo.repeats.copies import Kind
from segundo.repeats.wordings import Wording

Review: TypeAlias = Literal["confirmed", "corrected", "added", "rejected"]
"""What a person said of a record: that it is right, is right as set by a person, was missed, or is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """What all records have.

    ``article`` is the article's id, ``passage`` the number of the paragraph, ``start`` where the record begins.
    ``first_id`` names the equal record of the article that had the same passage first; it is None at that first one,
    so records with None count once each. ``appearances`` is the number of articles that hold the equal record.
    ``review`` is what a person said of it: None where nobody looked at it.
    """

    id: str
    article: str
    outlet: str | None
    published: date | None
    passage: int
    start: int
    rule: str
    score: float
    first_id: str | None
    appearances: int
    review: Review | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow(RecordRow):
    """Who said what; ``when`` is what the text says of when, ``time`` its TIMEX3 value, ``actor`` an actor's id.

    ``same_as`` names the earliest appearance of the statement and ``wording`` says how this one differs from it; both
    are None for that earliest one. ``appearances`` counts all of them, ``reports`` those that are independent.
    """

    same_as: str | None
    wording: Wording | None
    reports: int
    speaker: str | None
    act: Act
    form: Form
    said: bool
    content: str | None
    cue: str | None
    source: str | None
    on_behalf_of: str | None
    when: str | None
    time: str | None
    actor: str | None
    content_spans: Pieces
    cue_spans: Pieces
    source_spans: Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow(RecordRow):
    """A quantity; ``speaker`` is who gave it, by the statement ``according_to``, whose act on it is ``act``.

    Who denies, rejects, demands or asks does not give the figure as a fact; the act is None where the article itself
    says so.

    ``same_as`` names the earliest appearance of the figure, None for that one itself; ``appearances`` counts all of
    them, ``reports`` those that are independent.
    """

    same_as: str | None
    reports: int
    kind: FigureKind
    number: str | None
    value: float
    high: float | None
    bound: Bound
    unit: str | None
    what: str | None
    place: str | None
    when: str | None
    time: str | None
    speaker: str | None
    act: Act | None
    according_to: str | None
    number_spans: Pieces
    what_spans: Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow(RecordRow):
    """Something done; ``speaker`` is who says so, by the statement ``according_to`` (None: the article itself).

    ``same_as``, ``appearances`` and ``reports`` are as those of a figure.
    """

    same_as: str | None
    reports: int
    type: str
    status: Status
    trigger: str | None
    actor: str | None
    target: str | None
    place: str | None
    when: str | None
    time: str | None
    speaker: str | None
    according_to: str | None
    trigger_spans: Pieces
    actor_spans: Pieces
    target_spans: Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRow(RecordRow):
    """A time expression and the days that its value covers."""

    words: str
    type: TimeType
    value: str | None
    first_day: date | None
    last_day: date | None
    reason: str | None
    words_spans: Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow(RecordRow):
    """A person, organisation, state or place of one article."""

    name: str
    kind: ActorKind
    roles: tuple[str, ...]
    organisation: str | None
    country: str | None
    mentions: tuple[str, ...]
    mentions_spans: Pieces


Row: TypeAlias = StatementRow | FigureRow | EventRow | TimeRow | ActorRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """An article without its text: ``words`` counts the text's words, the kinds count its records.

    ``repeats`` is the number of its passages that stood earlier, in this article or in another. ``original`` is the id
    of the article whose text this one copies; None for one that copies none. ``copies`` is the number of articles that
    go back to the same original, itself left out; ``credits`` names agencies.
    ``story`` is the id of the first article that tells of the same happening; its own where none does.
    """

    id: str
    outlet: str | None
    published: date | None
    basis: Basis
    title: str | None
    byline: str | None
    url: str | None
    source: str
    version: str
    words: int
    passages: int
    repeats: int
    original: str | None
    copies: int
    credits: tuple[str, ...]
    story: str | None
    statements: int
    figures: int
    events: int
    times: int
    actors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow:
    """Two articles of which one is a copy of the other: an update of the same house, or a reprint by another one.

    ``share_of_later`` is how much of the later article's text stands in the earlier one, ``share_of_earlier`` how much
    of the earlier one's in the later.
    """

    later: str
    earlier: str
    kind: Kind
    share_of_later: float
    share_of_earlier: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReuseRow:
    """Words of one article that another one, ``article``, has too.

    ``kind`` says what the two are to one another if one is a copy; None where they only have a part in common.
    ``later`` is whether this article is the later one. ``share`` is how much of this article's text the other has,
    ``spans`` where (in this article), ``passages`` in which of its paragraphs.
    """

    article: str
    outlet: str | None
    published: date | None
    kind: Kind | None
    later: bool
    share: float
    passages: tuple[int, ...]
    spans: Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """A happening that several articles tell of: ``id`` is the first one's, ``name`` is made of their own words."""

    id: str
    name: str
    articles: int
    outlets: int
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRow:
    """An article of a story, and why it belongs to it: how alike it is to the earlier article ``like``, by which words.

    ``like`` is None for the story's first article.
    """

    article: str
    outlet: str | None
    published: date | None
    title: str | None
    like: str | None
    likeness: float | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What an article has: how many statements, figures and events, and the first of these that it was first to print.

    ``id`` is the article's. ``said`` and ``counted`` are statements and figures that are the earliest of theirs.
    """

    id: str
    statements: int
    figures: int
    events: int
    said: tuple[StatementRow, ...]
    counted: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the record, if it is one, the article, its outlet and day, the paragraph."""

    id: str | None
    article: str
    outlet: str | None
    published: str | None
    passage: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What a run did: articles written, articles known before, inputs that failed."""

    articles: int
    known: int
    failures: int


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run; ``finished`` and ``counts`` are None where it was cut short. Times are ISO 8601, UTC."""

    number: int
    version: str
    started: str
    finished: str | None
    counts: Counts | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many records of a kind there are, and how many when equal ones of repeated passages count once."""

    all: int
    once: int


@dataclass(frozen=True, slots=True)
class StoryList:
    """Some of the stories that meet a filter, how many there are in all, and the outlets that tell most of these."""

    rows: tuple[StoryRow, ...]
    count: int
    outlets: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """How many records of a kind, or articles, there are by each way of counting (docs/counting.md)."""

    all: int
    once: int
    independent: int


@dataclass(frozen=True, slots=True)
class Counting:
    """How many there are of each kind, and by which version of the rules; None where nothing has been compared."""

    rules: int | None
    kinds: dict[str, Ways]


@dataclass(frozen=True, slots=True)
class Stats:
    """The ledger in figures: articles by outlet (most first), days, records by kind, speakers (most heard first).

    ``rules`` is the version of the rules of counting, None where nothing has been compared.
    """

    articles: int
    outlets: tuple[tuple[str | None, int], ...]
    first_day: date | None
    last_day: date | None
    undated: int
    passages: Tally
    records: dict[str, Tally]
    speakers: tuple[tuple[str, int], ...]
    failures: int
    versions: tuple[tuple[str, int], ...]
    rules: int | None
    bytes: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the ledger that is not as it should be: the id of the record, article or run, and what is wrong."""

    id: str
    what: str
