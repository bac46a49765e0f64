"""What is written: the records that the finders make of an article.

Spans are code points of the article's text. Records refer to one another by their place in the lists of the same
:class:`Records` (``when`` is an index into ``times``, ``according_to`` into ``statements``, ``actor`` into ``actors``).
Every record says which rule or model found it (``rule``) and how sure that is (``score``, 0 to 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from segundo.article import Pieces, Span

TimeType: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]
Form: TypeAlias = Literal["direct", "indirect", "mixed"]
Act: TypeAlias = Literal[
    "state", "deny", "reject", "demand", "promise", "threaten", "accuse", "support", "concede", "ask"
]
Bound: TypeAlias = Literal["exact", "at_least", "at_most", "about", "range"]
FigureKind: TypeAlias = Literal[
    "killed", "injured", "missing", "displaced", "detained", "affected", "participants", "money", "percent", "votes",
    "other",
]  # fmt: skip
Status: TypeAlias = Literal["happened", "ongoing", "planned", "denied", "wanted", "conditional"]
ACTS: tuple[Act, ...] = get_args(Act)
NOT_GIVEN: frozenset[Act] = frozenset({"deny", "reject", "demand", "ask"})
"""The acts of those who do not give as a fact what they speak of."""
STATUSES: tuple[Status, ...] = get_args(Status)
EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "GOVERN", "JUSTICE", "HARM",
)  # fmt: skip
"""The types of events: the roots of PLOVER and three more."""
ActorKind: TypeAlias = Literal["person", "organisation", "state", "place", "unnamed"]


@dataclass(frozen=True, slots=True)
class Time:
    """A TIMEX3 time expression. ``value`` is ISO 8601 as TIMEX3 writes it; ``reason`` says why a part of it is open."""

    span: Span
    type: TimeType
    value: str | None
    rule: str
    score: float
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what. ``source`` is what the text calls the speaker here, ``speaker`` the fullest name it gives."""

    content: Pieces
    cue: Pieces
    source: Pieces
    form: Form
    act: Act
    rule: str
    score: float
    speaker: str | None = None
    actor: int | None = None
    on_behalf_of: str | None = None
    said: bool = True
    when: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that a reader might cite. ``unit`` is ISO 4217 for money, ``%`` for per cent."""

    number: Pieces
    what: Pieces
    value: float
    high: float | None
    bound: Bound
    kind: FigureKind
    unit: str | None
    rule: str
    score: float
    place: str | None = None
    when: int | None = None
    according_to: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something done by or to people, organisations or states. ``type`` is a PLOVER root, GOVERN, JUSTICE or HARM."""

    trigger: Pieces
    type: str
    actor: Pieces
    target: Pieces
    status: Status
    rule: str
    score: float
    place: str | None = None
    when: int | None = None
    according_to: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, state or place of an article, with all its mentions.

    ``name`` is the fullest name; ``roles`` are as the text gives them; ``country`` is ISO 3166-1 alpha-2.
    """

    name: str
    kind: ActorKind
    mentions: Pieces
    rule: str
    score: float
    roles: tuple[str, ...] = ()
    organisation: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Records:
    """All that was found in one article. ``repeats`` pairs a repeated paragraph's number with the first one's."""

    statements: tuple[Statement, ...] = ()
    times: tuple[Time, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    actors: tuple[Actor, ...] = ()
    repeats: tuple[tuple[int, int], ...] = ()


def act_on_figures(act: Act, form: Form) -> Act:
    """What a statement does with the figures in it: a quotation with a "not" does not deny every number beside it."""
    return "state" if act == "deny" and form != "indirect" else act
