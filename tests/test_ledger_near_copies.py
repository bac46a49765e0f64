"""Copies with words of their own: figures and events that stand in all of them, in whatever parts they are compared."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from segundo.ledger import Ledger, facts, open_ledger
from segundo.ledger.comparing import COMPARISONS
from segundo.ledger.forest import Forest, Near, attach
from tests.ledger_build import FIGURES, LEAD, Finished, enter, finished
from tests.test_ledger_copies import ONE

WORDS = ("rio", "ponte", "mar", "chuva", "vento", "festa", "rua", "noite", "tarde", "barco", "livro", "mesa")


def near_copy(number: int, *, own: bool = True, day: int = 3) -> Finished:
    """One of many copies of an article, with a note of its own behind it or without."""
    chance = Random(number)
    note = [f"Nota: {' '.join(chance.choice(WORDS) for _ in range(9))} {number}."] if own else []
    text = "\n\n".join((LEAD, FIGURES, *ONE, *note))
    return finished(f"n{number}", text, outlet=f"Jornal {number}", published=date(2015, 9, day))


def trees(ledger: Ledger) -> set[tuple[str, str | None, float | None, str]]:
    """What each figure and event goes to, and its group."""
    sql = "SELECT node, parent, likeness, root FROM amounts UNION ALL SELECT node, parent, likeness, root FROM deeds"
    return set(map(tuple, ledger._connection.execute(sql)))


def compared(items: Iterable[Iterable[Finished]], at_once: int) -> set[tuple[str, str | None, float | None, str]]:
    """The trees of articles that come in several parts and are compared so many at once."""
    with pytest.MonkeyPatch.context() as patch, open_ledger(Path(":memory:"), write=True) as ledger:
        steps = tuple(step._replace(at_once=at_once) for step in COMPARISONS)
        patch.setattr("segundo.ledger.store.COMPARISONS", steps)
        for some in items:
            enter(ledger, *some)
            ledger.compare()
        return trees(ledger)


@examples(max_examples=10)
@given(
    several=st.lists(st.tuples(st.booleans(), st.integers(1, 5)), min_size=3, max_size=7),
    order=st.randoms(use_true_random=False),
    part=st.integers(1, 7),
    at_once=st.integers(1, 3),
)
def test_it_makes_no_difference_how_many_are_compared_at_once(
    several: list[tuple[bool, int]], order: Random, part: int, at_once: int
) -> None:
    items = [near_copy(number, own=own, day=day) for number, (own, day) in enumerate(several)]
    order.shuffle(items)
    parts = [items[start : start + part] for start in range(0, len(items), part)]
    assert compared(parts, at_once) == compared(parts, 100)


def test_what_waits_for_a_later_part_is_looked_at_when_its_turn_comes() -> None:
    """The second is nearer to the third than to nothing, and nearer still to the first, which was there before."""
    items = [[near_copy(0, day=1)], [near_copy(1, day=2), near_copy(2, day=3)]]
    found = compared(items, 1)
    assert {parent for _, parent, *_ in found if parent} == {root for _, _, _, root in found}


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
