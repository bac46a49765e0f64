"""Who is who, as the ledger gives it back: people, bodies, states and places over all articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from segundo.ledger.rows import EventRow, Place, StatementRow
from segundo.records import ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRow:
    """A person, body, state or place over all articles.

    ``id`` is that of its earliest actor; the id of any of its actors leads to it. ``name`` is the fullest of the common
    ones, ``names`` are the others, most used first; ``roles`` are the commonest, as they are written. ``articles`` are
    those that name it, ``statements`` are its own; ``first_day`` and ``last_day`` bound the articles that are dated.
    ``stands_for`` is the state's code where the name is one for its government ("Kremlin"); else None.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    stands_for: str | None
    roles: tuple[str, ...]
    names: tuple[str, ...]
    articles: int
    statements: int
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for or against two names being one's: a code (docs/actors.md lists them), and what it rests on."""

    code: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """A role of somebody over time: ``over`` if articles call it a former one, the days of the first and last article.

    ``articles`` are the ids of all that give the role, the earliest first, ``evidence`` where the first three of them
    name one; ``organisation`` is what most of them add.
    """

    role: str
    over: bool
    organisation: str | None
    first_day: date | None
    last_day: date | None
    articles: tuple[str, ...]
    evidence: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BearerRow:
    """A name of somebody: how it is written, most used first, in how many articles, and why it is this one's.

    ``id`` is that of the earliest actor so called. ``like`` is the fuller name that it is another one of, ``score`` how
    sure that is; both are None for a name that stands by itself.
    """

    id: str
    name: str
    spellings: tuple[str, ...]
    articles: int
    like: str | None
    score: float | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingRow:
    """An article that names somebody: ``id`` is the actor there, ``name`` and ``roles`` are as the article gives them.

    ``bearer`` and ``like`` are the ``id`` and the ``like`` of the :class:`BearerRow` of that name.
    """

    id: str
    name: str
    bearer: str
    like: str | None
    roles: tuple[str, ...]
    article: str
    title: str | None
    outlet: str | None
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtRow:
    """Two who may be one: their ids and names, how sure that is, and what speaks for it and against.

    ``unsure`` is whether a person has looked at both and could not tell.
    """

    one: str
    one_name: str
    other: str
    other_name: str
    score: float
    reasons: tuple[Reason, ...]
    unsure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """All about one: the row, its roles over time, its names and why they are its own, and who may be the same."""

    row: IdentityRow
    roles: tuple[RoleRow, ...]
    bearers: tuple[BearerRow, ...]
    doubts: tuple[DoubtRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherRow:
    """Somebody who is named in the same articles as another one: one's actor in one of them, and in how many."""

    id: str
    name: str
    kind: ActorKind
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What some ``articles`` that name somebody have of one, the latest first: 300 of them at most.

    ``statements`` are one's own, ``about`` those of others whose content names one, ``events`` those in which one is
    actor or target, whatever their status; ``others`` are named in the same articles. ``counts`` says of these three
    parts how many rows there are in all, where not all are given. ``speakers`` are those of ``about``, ``types`` those
    of the events, each with how many there are, the commonest first.
    """

    articles: int
    counts: Mapping[str, int]
    statements: tuple[StatementRow, ...]
    about: tuple[StatementRow, ...]
    events: tuple[EventRow, ...]
    speakers: tuple[tuple[str, int], ...]
    types: tuple[tuple[str, int], ...]
    others: tuple[OtherRow, ...]
