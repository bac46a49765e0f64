"""Which texts are copies of one another, and of which one: the rules, without the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, TypeAlias

from segundo.segment import fold

Kind: TypeAlias = Literal["update", "reprint"]
"""A copy of the same house is an update of its article, one of another house a reprint."""

COPY = 0.5
"""So much of the shorter text's shingles stand in the longer one where one is a copy of the other."""
CREDITED = 0.3
"""So much is enough where both credit the same agency: the credit is a hint, and alone shows nothing."""
LEAST = 8
"""Shingles that copies share at least: two short texts are soon alike."""

_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}")
_COUNTRY_LETTERS, _REGISTRY_LETTERS = 2, 3


class Link(NamedTuple):
    """A copy, the text it shares so many shingles with, and which of the two came first."""

    later: int
    earlier: int
    shared: int


def is_copy(shared: int, size: int, other_size: int, *, credited: bool = False) -> bool:
    """Whether texts of so many shingles, which share so many, are copies."""
    return shared >= LEAST and shared >= (CREDITED if credited else COPY) * min(size, other_size)


def worth_comparing(marks: int, size: int, other_size: int, sample: int) -> bool:
    """Whether texts that share so many marks can be copies; a third of what would be expected is enough to look."""
    return marks * sample * 3 >= CREDITED * min(size, other_size)


def house(outlet: str | None, url: str | None) -> str | None:
    """The house that an outlet belongs to: the name that all addresses of a site share, or else the outlet's own.

    ``politica.estadao.com.br``, ``www.estadao.com.br`` and ``Estadão`` are one house; None where nothing is known.
    """
    if outlet and not _HOST.fullmatch(outlet.casefold()):
        return fold(outlet).replace(" ", "") or None
    host = outlet or re.sub(r"^\w+://", "", url or "").partition("/")[0].partition(":")[0]
    labels = host.casefold().split(".")
    if len(labels) > 2 and len(labels[-1]) == _COUNTRY_LETTERS:
        labels.pop()
    if len(labels) > 1 and len(labels[-1]) <= _REGISTRY_LETTERS:
        labels.pop()
    return fold(labels[-1]).replace(" ", "") or None


def kind(house: str | None, other: str | None) -> Kind:
    """What a copy is; where a house is not known, it is taken for another one."""
    return "update" if house and house == other else "reprint"


def originals(articles: Iterable[int], links: Iterable[Link], order: Mapping[int, tuple[str, str]]) -> dict[int, int]:
    """The original of each article: where one comes to by going from copy to copied, until there is none earlier.

    A copy goes to the earlier text that it shares most with, of several such to the earliest by ``order``. So what is
    put together from two articles goes with one of them and does not make them one.
    """
    parent: dict[int, Link] = {}
    for link in links:
        best = parent.get(link.later)
        if best is None or (-link.shared, order[link.earlier]) < (-best.shared, order[best.earlier]):
            parent[link.later] = link
    out = {}
    for article in articles:
        original = article
        while original in parent:
            original = parent[original].earlier
        out[article] = original
    return out
