"""What the page of an actor shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from segundo.ledger import Dossier, Identity, Ledger

SHOWN = 20
"""Statements and events of each part of the page."""
SPEAKERS = 12


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Somebody, what there is of one, and who speaks about one, most often first; ``asked`` searches for one."""

    identity: Identity
    dossier: Dossier
    speakers: Sequence[tuple[str, int]]
    asked: str
    shown: int = SHOWN

    @property
    def sections(self) -> list[str]:
        """The parts of the page that there are."""
        of = self.dossier
        parts = {
            "roles": self.identity.roles, "said": of.statements, "about": of.about, "events": of.events,
            "others": of.others, "names": self.identity.bearers,
        }  # fmt: skip
        return [name for name, part in parts.items() if part]


def actor_page(book: Ledger, actor: str) -> ActorPage:
    """The page of the one whom an actor of some article is.

    Raises:
        NotFoundError: if there is no such actor, or it has no name.
    """
    identity, dossier = book.identity(actor), book.dossier(actor)
    speakers = Counter(row.speaker for row in dossier.about if row.speaker).most_common(SPEAKERS)
    names = [identity.row.name, *identity.row.names]
    last = min(names, key=lambda name: (len(name.split()), names.index(name)))
    return ActorPage(identity, dossier, [(name, count) for name, count in speakers if name], f'"{last}"')
