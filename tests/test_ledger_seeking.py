"""Rows are the same whether they are looked up or met on the way; what lists are found by follows every change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from segundo.article import Article
from segundo.ledger import Filter, Ledger, migrations, open_ledger, seeking
from segundo.ledger.filters import CONDITIONS
from segundo.ledger.opening import MEMORY
from segundo.records import Records
from segundo.segment import segment
from tests.book import FIRST, RECORDS, make
from tests.ledger_build import enter, finished
from tests.test_ledger_filters import ledger

__all__ = ["ledger"]

_DAY = date(2016, 1, 1)
_FILTERS = {
    "speaker": ("ana", "proteção civil", "ninguém"), "on_behalf_of": ("obras",), "act": ("deny", "state"),
    "form": ("direct",), "said": (True, False), "status": ("planned",), "kind": ("displaced", "person"),
    "type": ("GOVERN", "DATE"), "place": ("evora", "rio"), "outlet": ("rio", "pais"), "article": ("a1", "a3"),
    "since": (_DAY,), "until": (_DAY,), "when_since": (_DAY,), "when_until": (_DAY,), "text": ("ponte", "choveu evora"),
    "content": ("ponte", "reabre a"), "min_score": (0.5,), "review": ("confirmed",), "outlets": (1, 2),
}  # fmt: skip


def test_every_filter_is_tried() -> None:
    assert set(_FILTERS) == {name for conditions in CONDITIONS.values() for name in conditions}


@pytest.mark.parametrize("kind", CONDITIONS)
def test_rows_and_counts_are_the_same_both_ways(ledger: Ledger, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rest = Filter(since=date(2014, 1, 1))
    choices = {"kind": {"figures": "displaced", "actors": "person"}, "type": {"events": "GOVERN", "times": "DATE"}}
    found = 0
    for name in CONDITIONS[kind]:
        for value in _FILTERS[name]:
            if value != choices.get(name, {}).get(kind, value):
                continue
            given: dict[str, Any] = {name: value}
            for wanted in (Filter(**given), replace(rest, **given)):
                rows = list(getattr(ledger, kind)(wanted))
                for steps in (1, 10**9):
                    monkeypatch.setattr(seeking, "STEPS", steps)
                    assert list(getattr(ledger, kind)(replace(wanted, limit=50))) == rows
                    assert list(getattr(ledger, kind)(replace(wanted, limit=1, offset=1))) == rows[1:2]
                    assert ledger.count(kind, wanted) == len(rows)
                found += len(rows)
    assert found


def test_the_timeline_is_the_same_both_ways(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    for wanted in (Filter(), Filter(status="planned"), Filter(outlet="rio"), Filter(when_since=_DAY)):
        whole = ledger.timeline(wanted)
        assert whole
        for steps in (1, 10**9):
            monkeypatch.setattr(seeking, "STEPS", steps)
            assert ledger.timeline(replace(wanted, limit=50)) == whole


def test_a_search_that_takes_long_leaves_nothing_behind(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeking, "STEPS", 1)
    assert ledger.count("statements", Filter(text="ponte"))
    assert len(list(ledger.statements())) > 1  # which would be interrupted too


def test_no_more_are_counted_than_asked_for_where_that_takes_long(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ledger.count("statements", Filter(min_score=0.0))
    assert ledger.count("statements", Filter(min_score=0.0), most=1) == whole  # which takes no time
    monkeypatch.setattr(seeking, "STEPS", 1)
    assert ledger.count("statements", Filter(min_score=0.0), most=1) == 2
    assert ledger.count("statements", Filter(min_score=0.0), most=whole) == whole
    assert ledger.count("statements", most=1) == whole  # of all rows the number is known at once


def put(book: Ledger, article: Article, records: Records) -> None:
    """Write an article in place of what stood under its id."""
    book.write(article, segment(article.text), records, version="test", run=1)


def test_what_a_crowd_says_is_not_looked_up(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(ledger.statements(Filter(content="ponte")))
    monkeypatch.setattr(seeking, "CROWD", 0)
    assert list(ledger.statements(Filter(content="ponte", limit=9))) == whole
    assert ledger.count("statements", Filter(content="ponte"), most=1) == len(whole) == 2
    assert ledger.count("statements", Filter(content="nenhures"), most=1) == 0


# Names


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(make(tmp_path / "b.ledger"), write=True) as opened:
        yield opened


@pytest.mark.parametrize(("name", "found"), [("vale", 2), ("VALE", 2), ("val", 0), ("vale do", 0)])
def test_a_name_has_the_words_that_are_asked_for(book: Ledger, name: str, found: int) -> None:
    assert book.count("figures", Filter(place=name)) == found


def test_a_name_that_a_person_sets_is_found(book: Ledger) -> None:
    figure = next(book.figures(Filter(limit=1)))
    assert book.count("figures", Filter(place="âmago")) == 0
    book.corrections.change(figure.id, {"place": "Âmago do Vale"}, by="ana")
    assert [row.id for row in book.figures(Filter(place="amago", limit=5))] == [figure.id]


# The days of events


def moments(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute("SELECT event, day, article, passage, position FROM moments ORDER BY 1").fetchall()
        assert kept == connection.execute(
            "SELECT event.id, coalesce(first_day, published), event.article, event.passage, event.position"
            " FROM events AS event JOIN articles AS article ON article.number = event.article LEFT JOIN times AS time"
            " ON time.id = event.when_id ORDER BY 1"
        ).fetchall()
    return kept


def test_an_event_moves_with_its_time(book: Ledger) -> None:
    event, time = next(book.events()), next(book.times())
    assert {day for _, day, *_ in moments(book.path)} == {"2015-09-01"}
    book.corrections.change(time.id, {"value": "2015-08-25"}, by="ana")
    assert {day for _, day, *_ in moments(book.path)} == {"2015-09-01", "2015-08-25"}
    book.corrections.change(event.id, {"when": None}, by="ana")
    assert "2015-09-03" in {day for _, day, *_ in moments(book.path)}
    book.corrections.reject(event.id, by="ana")
    assert len(moments(book.path)) == 1
    book.corrections.undo(event.id, by="ana")
    timeless = replace(RECORDS.events[0], when=None, according_to=None)
    put(book, replace(FIRST, published=date(2015, 10, 1)), Records(events=(timeless,)))
    assert "2015-10-01" in {day for _, day, *_ in moments(book.path)}


# Who is named most


def ranks(path: Path) -> list[tuple[int, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute("SELECT root, articles, bearers FROM ranks ORDER BY 1").fetchall()
        assert kept == connection.execute(
            "SELECT root, sum(articles), count(*) FROM bearers GROUP BY 1 ORDER BY 1"
        ).fetchall()
    return kept


def test_ranks_follow_who_is_who(book: Ledger) -> None:
    book.compare()
    assert [articles for _, articles, _ in ranks(book.path)] == [2]
    put(book, replace(FIRST, id="x"), Records(actors=RECORDS.actors))
    book.compare()
    assert [articles for _, articles, _ in ranks(book.path)] == [3]
    for identifier in ("x", FIRST.id):
        put(book, replace(FIRST, id=identifier), Records())
    book.compare()
    assert [articles for _, articles, _ in ranks(book.path)] == [1]


# An older ledger, and one that is nowhere


def test_an_older_ledger_gets_all_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Scripts that came later do not rest on this one, and comparing needs them.
    scripts = sorted(migrations.MIGRATIONS, key=lambda script: "CREATE TABLE moments" in script)
    monkeypatch.setattr(migrations, "MIGRATIONS", tuple(scripts))
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", tuple(scripts[:-1]))
        make(tmp_path / "old.ledger")
        with open_ledger(tmp_path / "old.ledger", write=True) as older:
            older.compare()
    with open_ledger(tmp_path / "old.ledger", write=True) as older:
        assert older.count("figures", Filter(place="vale")) == older.count("articles", Filter(outlet="ria")) + 1 == 2
    assert len(moments(tmp_path / "old.ledger")) == 2
    assert len(ranks(tmp_path / "old.ledger")) == 1


def test_a_ledger_in_memory_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_ledger(MEMORY, write=True) as passing:
        enter(passing, finished("a"))
        assert passing.count("articles") == 1
    with open_ledger(MEMORY, write=True) as passing:
        assert passing.count("articles") == 0
    assert not list(tmp_path.iterdir())
