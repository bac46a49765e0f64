"""What an actor said on a matter over time, and what of it may be a change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from segundo.article import Article, Span
from segundo.errors import UsageError
from segundo.ledger import Changes, Filter, Ledger, open_ledger
from segundo.records import Act, Records, Statement, Time
from segundo.segment import segment
from tests.ledger_build import Finished, enter

BRIDGE = "a construção da ponte do aeroporto de Beja"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "test.ledger", write=True) as opened:
        yield opened


def item(
    identifier: str, act: Act, content: str = BRIDGE, *, day: int | None = 3, speaker: str = "Ana Prado",
    said: bool = True, when: str | None = None,
) -> Finished:  # fmt: skip
    text = f"Ontem na edição {identifier} do jornal: {content}."
    start = text.index(content)
    published = date(2015, 9, day) if day else None
    times = (Time(Span(0, 5), "DATE", when, "x", 0.9),) if when else ()
    statement = Statement(
        (Span(start, start + len(content)),), (), (), "indirect", act, "x", 0.9, speaker, said=said,
        when=0 if when else None,
    )  # fmt: skip
    article = Article(
        identifier, text, outlet=f"Jornal {identifier}", published=published,
        published_basis="given" if published else "unknown", source=f"{identifier}.txt",
    )  # fmt: skip
    return Finished(article, segment(text), Records((statement,), times))


def told(ledger: Ledger, *items: Finished, about: str | None = None) -> Changes:
    enter(ledger, *items)
    ledger.compare()
    return ledger.changes("Prado", about)


def pairs(changes: Changes) -> list[tuple[str, str]]:
    return [(row.earlier.article, row.later.article) for row in changes.candidates]


def test_of_more_statements_than_are_asked_for_there_are_none(ledger: Ledger) -> None:
    changes = told(ledger, item("a", "reject", day=2), item("b", "support", day=5))
    assert changes.candidates and not changes.more
    assert ledger.changes("Prado", most=2) == changes
    assert ledger.changes("Prado", most=1) == Changes(positions=(), candidates=(), more=True)


def test_positions_come_in_order_of_time(ledger: Ledger) -> None:
    changes = told(
        ledger, item("a", "reject", day=None), item("b", "deny", day=5), item("c", "support", day=9, when="2015-09-01")
    )
    assert [(row.article, row.day, row.basis) for row in changes.positions] == [
        ("c", date(2015, 9, 1), "stated"), ("b", date(2015, 9, 5), "published"), ("a", None, "unknown"),
    ]  # fmt: skip


def test_a_candidate_shows_the_earlier_and_the_later_words(ledger: Ledger) -> None:
    changes = told(ledger, item("b", "concede", day=9), item("a", "deny"))
    (candidate,) = changes.candidates
    assert pairs(changes) == [("a", "b")]
    assert candidate.differs == ("act",)
    assert {"ponte", "Beja"} <= set(candidate.words)
    assert 0 < candidate.alike <= 1


@pytest.mark.parametrize(
    "other",
    [
        item("b", "reject", day=3),
        item("b", "reject", day=9, speaker="Rui Amaro"),
        item("b", "reject", day=9, said=False),
        item("b", "reject", "a greve dos professores de Faro", day=9),
        item("b", "support", f"{BRIDGE} e do viaduto", day=9),
    ],
    ids=["same day", "other speaker", "not said", "other matter", "same position"],
)
def test_what_is_no_candidate(ledger: Ledger, other: Finished) -> None:
    assert pairs(told(ledger, item("a", "support"), other)) == []


def test_a_query_keeps_to_the_matter(ledger: Ledger) -> None:
    greve = "a greve dos professores de Faro"
    items = [item("a", "support"), item("b", "reject", day=9), item("c", "support", greve)]
    assert len(told(ledger, *items, item("d", "reject", greve, day=8), about="pónte").positions) == 2
    assert pairs(ledger.changes("Ana", "greve")) == [("c", "d")]
    assert sorted(pairs(ledger.changes("Prado"))) == [("a", "b"), ("c", "d")]


def test_a_filter_narrows_what_is_told(ledger: Ledger) -> None:
    told(ledger, item("a", "support"), item("b", "reject", day=9))
    assert len(ledger.changes("Prado", None, Filter(since=date(2015, 9, 4))).positions) == 1


def test_a_name_or_a_matter_without_a_word_is_an_error(ledger: Ledger) -> None:
    with pytest.raises(UsageError):
        ledger.changes("…")
    with pytest.raises(UsageError):
        ledger.changes("Prado", "!")


def test_a_position_is_dated_as_precisely_as_the_text_dates_it(ledger: Ledger) -> None:
    enter(ledger, item("a", "state", when="2014"), item("b", "deny"))
    found = {row.article: (row.day, row.last_day, row.basis) for row in ledger.changes("Prado").positions}
    assert found["a"] == (date(2014, 1, 1), date(2014, 12, 31), "stated")
    assert found["b"] == (date(2015, 9, 3), None, "published")
