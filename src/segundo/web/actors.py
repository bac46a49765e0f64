"""What the page of an actor shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from segundo.ledger import Dossier, Identity, Ledger, Pair
from segundo.ledger.dossier import LOOKED_AT

SHOWN = 20
"""Statements and events of each part of the page."""
SPEAKERS = 12
DOUBTS = 300
"""Pairs that are kept for who settles one after the other: to find the surest among very many takes long."""


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Somebody, what there is of one, and who speaks about one, most often first; ``asked`` searches for one.

    ``said`` is what persons said of who one is. ``skip`` articles, the latest, are passed over; ``whole`` is whether
    all of the others' dossier is shown.
    """

    identity: Identity
    dossier: Dossier
    speakers: Sequence[tuple[str, int]]
    asked: str
    said: Sequence[Pair]
    skip: int
    whole: bool

    def query(self, skip: int, whole: bool) -> str:
        """The query of a part of the dossier."""
        return urlencode({"id": self.identity.row.id, **({"skip": skip} if skip else {}),
                          **({"whole": "true"} if whole else {})})  # fmt: skip

    @property
    def later(self) -> int:
        """How many articles are passed over for the part of the dossier before this one."""
        return max(self.skip - LOOKED_AT, 0)

    @property
    def earlier(self) -> int | None:
        """How many articles are passed over for the part of the dossier after this one, if there is one."""
        end = self.skip + self.dossier.articles
        return end if end < self.identity.row.articles else None

    @property
    def firm_roles(self) -> int:
        """How many of the roles, which are in order of that, more than one article gives."""
        return sum(len(role.articles) > 1 for role in self.identity.roles)

    @property
    def sections(self) -> list[str]:
        """The parts of the page that there are."""
        counts = self.dossier.counts
        parts = {
            "roles": self.identity.roles, "said": counts["statements"], "about": counts["about"],
            "events": counts["events"], "others": self.dossier.others, "names": self.identity.bearers,
        }  # fmt: skip
        return [name for name, part in parts.items() if part]


def actor_page(book: Ledger, actor: str, skip: int = 0, whole: bool = False) -> ActorPage:
    """The page of the one whom an actor of some article is: of the latest articles after so many, in short or whole.

    Raises:
        NotFoundError: if there is no such actor, or it has no name.
    """
    identity = book.identity(actor)
    dossier = book.dossier(actor, skip=skip, limit=None if whole else SHOWN)
    names = [identity.row.name, *identity.row.names]
    last = min(names, key=lambda name: (len(name.split()), names.index(name)))
    said = book.corrections.pairs_of(identity.row.id)
    return ActorPage(identity, dossier, dossier.speakers[:SPEAKERS], f'"{last}"', said, skip, whole)


def doubts(book: Ledger) -> tuple[int, list[tuple[str, str]]]:
    """How many pairs may be one, and the surest of them by their ids."""
    return book.count_doubts(), [(doubt.one, doubt.other) for doubt in book.doubts(limit=DOUBTS)]
