"""Copies with words of their own: figures and events that stand in all of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from random import Random

import pytest

from segundo.ledger import Ledger, facts
from segundo.ledger.comparing import COMPARISONS
from segundo.ledger.forest import Forest, Near, attach
from tests.ledger_build import FIGURES, LEAD, Finished, enter, finished
from tests.test_ledger_copies import ONE

WORDS = ("rio", "ponte", "mar", "chuva", "vento", "festa", "rua", "noite", "tarde", "barco", "livro", "mesa")


def near_copy(number: int, *, day: int = 3) -> Finished:
    """One of many copies of an article, with a note of its own behind it."""
    chance = Random(number)
    note = f"Nota: {' '.join(chance.choice(WORDS) for _ in range(9))} {number}."
    text = "\n\n".join((LEAD, FIGURES, *ONE, note))
    return finished(f"n{number}", text, outlet=f"Jornal {number}", published=date(2015, 9, day))


def test_what_waits_for_a_later_part_is_looked_at_when_its_turn_comes(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second is nearer to the third than to nothing, and nearer still to the first, which was there before."""
    steps = tuple(step._replace(at_once=1) for step in COMPARISONS)
    monkeypatch.setattr("segundo.ledger.store.COMPARISONS", steps)
    for some in ([near_copy(0, day=1)], [near_copy(1, day=2), near_copy(2, day=3)]):
        enter(ledger, *some)
        ledger.compare()
    sql = "SELECT parent, root FROM amounts UNION ALL SELECT parent, root FROM deeds"
    found = ledger._connection.execute(sql).fetchall()
    assert {parent for parent, _ in found if parent} == {root for _, root in found}


def test_a_figure_of_a_copy_is_compared_with_the_earliest_and_not_with_each(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = 0

    def counted(connection: object, forest: Forest[str], node: str, near: Iterable[Near[str]]) -> set[str]:
        nonlocal looked_at
        some = list(near)
        looked_at += len(some)
        return attach(ledger._connection, forest, node, some)

    monkeypatch.setattr(facts, "attach", counted)
    enter(ledger, *map(near_copy, range(30)))
    ledger.compare()
    records = 2 * 30  # a figure and an event each
    # The earliest looks at all others and they at it, in copies and in the same words; by pairs it would be 3,480.
    assert looked_at <= 4 * records
