"""Articles with the very same words: one in copies, stories, statements, figures and events, and cheap to add."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from segundo.ledger import Filter, Ledger, open_ledger
from tests.ledger_build import FIGURES, LEAD, Finished, enter, finished, titled
from tests.test_ledger_copies import ONE, TWO, compared, state

pytestmark = pytest.mark.usefixtures("two_at_once")


def twins(count: int, *, days: bool = False) -> list[Finished]:
    """So many articles with the very same words, of one day or of one after the other."""
    text = "\n".join((LEAD, FIGURES, *ONE, "Choveu muito."))
    return [
        finished(f"t{number}", text, outlet=f"Jornal {number}", published=date(2015, 9, 3 + number * days))
        for number in range(count)
    ]


def add(ledger: Ledger, *items: Finished) -> None:
    enter(ledger, *items)
    ledger.compare()


def grouped(ledger: Ledger) -> dict[str, object]:
    """All that was found of copies, stories, statements, figures and events."""
    rows = [(row.id, row.same_as) for kind in (ledger.statements, ledger.figures, ledger.events) for row in kind()]
    stories = {row.id: row.story for row in ledger.articles()}
    return {"state": state(ledger), "stories": stories, "told": ledger.story("t0"), "rows": sorted(rows, key=str)}


def test_the_same_words_are_each_counted_once(ledger: Ledger) -> None:
    compared(ledger, *twins(4, days=True))
    once = Filter(count="once")
    assert [len(list(kind(once))) for kind in (ledger.statements, ledger.figures, ledger.events)] == [2, 1, 1]
    assert [row.reports for row in ledger.statements(once)] == [1, 1]
    assert len(list(ledger.copies())) == 6
    assert len(ledger.story("t0")) == 4


def test_an_event_that_tells_little_is_one_in_the_same_words(ledger: Ledger) -> None:
    bare = [
        item._replace(records=replace(item.records, events=(replace(event, target=(), place=None, when=None),)))
        for item in twins(3)
        for event in item.records.events
    ]
    compared(ledger, *bare)
    assert [row.appearances for row in ledger.events(Filter(count="once"))] == [3]


def test_a_short_statement_is_one_in_the_same_words(ledger: Ledger) -> None:
    short = [
        item._replace(records=replace(item.records, statements=(replace(said, content=said.content[:1]),), figures=()))
        for item in twins(3, days=True)
        for said in item.records.statements[:1]
    ]
    compared(ledger, *short)
    assert [row.appearances for row in ledger.statements(Filter(count="once"))] == [3]


def test_when_the_first_with_some_words_changes_the_next_one_takes_its_place(ledger: Ledger) -> None:
    items = [*twins(3, days=True), finished("u", "\n".join((*ONE, LEAD)), published=date(2015, 9, 9))]
    compared(ledger, *items)
    compared(ledger, finished("t0", "\n".join(TWO)))
    with open_ledger(Path(":memory:"), write=True) as other:
        add(other, finished("t0", "\n".join(TWO)), *items[1:])
        assert grouped(ledger) == grouped(other)
    assert state(ledger)[1]["u"] == ("t1", 2)


def test_copies_of_one_text_are_linked_with_its_first_alone(ledger: Ledger) -> None:
    compared(ledger, *(titled(item, "Cheia") for item in twins(30)))
    with closing(sqlite3.connect(ledger.path)) as connection:
        (links, marked) = connection.execute(
            "SELECT (SELECT count(*) FROM copies), (SELECT count(DISTINCT article) FROM marks)"
        ).fetchone()
        (keyed,) = connection.execute("SELECT count(DISTINCT article) FROM keys").fetchone()
    assert (links, marked, keyed) == (0, 1, 1)


def test_statements_are_looked_up_in_the_first_with_some_words_though_it_arrives_late(ledger: Ledger) -> None:
    early, late = twins(2)
    for item in (late, early):
        add(ledger, item)
    rows = ledger._connection.execute(
        "SELECT DISTINCT articles.id FROM phrases JOIN statements ON statements.number = statement"
        " JOIN articles ON articles.number = statements.article"
    )
    assert [identifier for (identifier,) in rows] == ["t0"]
