"""What a ledger keeps, and what it gives back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segundo.article import Failure, Span
from segundo.errors import NotFoundError, UsageError
from segundo.ledger import Counts, Filter, Ledger, open_ledger
from segundo.ledger.days import days
from segundo.records import Actor, Records, Time
from segundo.segment import segment
from tests.build import reading
from tests.ledger_build import CLOSING, FIGURES, LEAD, enter, finished, titled


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "test.ledger", write=True) as opened:
        yield opened


def dump(ledger: Ledger) -> str:
    """Everything in the ledger but its runs."""
    with closing(sqlite3.connect(ledger.path)) as connection:
        return "\n".join(line for line in connection.iterdump() if not line.startswith('INSERT INTO "runs"'))


def test_what_was_written_comes_back(ledger: Ledger) -> None:
    items = finished("a1"), finished("a2", f"{FIGURES}\n{LEAD}", outlet=None, published=None)
    enter(ledger, *items)
    for item in items:
        assert ledger.article(item.article.id) == item.article
        assert ledger.passages(item.article.id) == item.passages
        assert ledger.records(item.article.id) == item.records
    assert not list(ledger.verify())


def test_rows_say_all_of_a_record(ledger: Ledger) -> None:
    enter(ledger, finished("a1"))
    statement, other = ledger.statements()
    assert (statement.article, statement.outlet, statement.published) == ("a1", "Diário do Rio", date(2015, 9, 3))
    assert (statement.passage, statement.start, statement.first_id, statement.appearances) == (1, 0, None, 1)
    assert statement.content == "a ponte […] reabre em junho"
    assert len(statement.content_spans) == 2
    assert (statement.speaker, statement.act, statement.said) == ("Ana Prado", "promise", True)
    assert (statement.when, statement.time) == ("quarta-feira", "2015-09-02")
    assert (other.said, other.when, other.actor) == (False, None, None)
    (figure,) = ledger.figures()
    assert (figure.number, figure.value, figure.what) == ("200", 200.0, "pessoas foram retiradas")
    assert (figure.speaker, figure.according_to) == ("Proteção Civil", other.id)
    (event,) = ledger.events()
    assert (event.trigger, event.actor, event.target, event.time) == ("reabre", None, "a ponte", "2016-06")
    assert event.according_to == statement.id
    weekday, month = ledger.times()
    assert (weekday.words, weekday.first_day) == ("quarta-feira", date(2015, 9, 2))
    assert (month.first_day, month.last_day, month.reason) == (date(2016, 6, 1), date(2016, 6, 30), "the next one")
    (actor,) = ledger.actors()
    assert (actor.name, actor.roles, actor.country) == ("Ana Prado", ("ministra",), "PT")
    assert actor.mentions == ("A ministra Ana Prado", "ministra")
    assert statement.actor == actor.id
    (article,) = ledger.articles()
    assert (article.words, article.passages, article.repeats, article.statements) == (37, 3, 0, 2)


def test_rereading_the_same_changes_nothing(ledger: Ledger) -> None:
    items = finished("a1"), finished("a2", f"{LEAD}\n{CLOSING}")
    enter(ledger, *items)
    before = dump(ledger)
    run = ledger.start_run("1")
    assert all(ledger.known(item.article, "1") for item in items)
    for item in items:
        ledger.clear_failure(item.article.source)
    ledger.finish_run(run, Counts(0, 2, 0))
    assert dump(ledger) == before


def test_writing_the_same_again_gives_the_same_ids(ledger: Ledger) -> None:
    enter(ledger, finished("a1"), finished("a2"))
    before = list(ledger.statements()), list(ledger.figures()), list(ledger.events())
    enter(ledger, finished("a1"), finished("a2"), version="2")
    assert (list(ledger.statements()), list(ledger.figures()), list(ledger.events())) == before


def test_ids_survive_changes_elsewhere_in_the_article(ledger: Ledger) -> None:
    enter(ledger, finished("a1"))
    before = [row.id for row in ledger.statements()]
    enter(ledger, finished("a1", f"Um parágrafo novo.\n{LEAD}\n{FIGURES}"))
    assert [row.id for row in ledger.statements()] == before


def test_known_looks_at_text_metadata_and_version(ledger: Ledger) -> None:
    item = finished("a1")
    enter(ledger, item)
    assert ledger.known(item.article, "1")
    assert ledger.known(replace(item.article, source="elsewhere.txt", sha256="1" * 64), "1")
    assert not ledger.known(item.article, "2")
    assert not ledger.known(replace(item.article, text=item.article.text + "!"), "1")
    assert not ledger.known(replace(item.article, published=date(2015, 9, 4)), "1")
    assert not ledger.known(replace(item.article, id="a2"), "1")


def test_a_newer_version_replaces_what_an_older_one_found(ledger: Ledger) -> None:
    item = finished("a1")
    enter(ledger, item)
    better = item._replace(records=replace(item.records, events=(), figures=()))
    enter(ledger, better, version="2")
    assert ledger.records("a1") == better.records
    assert [row.version for row in ledger.articles()] == ["2"]
    assert not list(ledger.verify())


def test_a_changed_text_replaces_the_old_one_and_keeps_its_place(ledger: Ledger) -> None:
    enter(ledger, finished("a1"), finished("a2", CLOSING))
    enter(ledger, finished("a1", CLOSING))
    assert [row.id for row in ledger.articles()] == ["a1", "a2"]
    assert not list(ledger.statements())
    assert not list(ledger.articles(Filter(text="ministra")))
    assert not list(ledger.verify())


def test_a_title_alone_can_change(ledger: Ledger) -> None:
    enter(ledger, finished("a1"))
    enter(ledger, titled(finished("a1"), "Outro"))
    assert [row.title for row in ledger.articles()] == ["Outro"]
    assert not list(ledger.verify())


def test_records_that_mark_the_same_have_ids_of_their_own(ledger: Ledger) -> None:
    item = finished("a1")
    twice = item._replace(records=Records(times=item.records.times + item.records.times))
    enter(ledger, twice)
    assert len({row.id for row in ledger.times()}) == 4
    assert ledger.records("a1").times == twice.records.times
    assert not list(ledger.verify())


@pytest.mark.parametrize(
    "records",
    [
        Records(actors=(Actor("Ana", "person", (), "entity", 1.0),)),
        replace(finished().records, times=()),
    ],
)
def test_records_that_cannot_be_are_refused_and_nothing_is_written(ledger: Ledger, records: Records) -> None:
    run = ledger.start_run("1")
    article, passages, _ = finished()
    with pytest.raises(ValueError, match="a record"):
        ledger.write(article, passages, records, version="1", run=run)
    assert not list(ledger.articles())
    assert not list(ledger.verify())


def test_failures_stay_until_the_source_can_be_read(ledger: Ledger) -> None:
    run = ledger.start_run("1")
    item = finished("a1")
    failure = Failure(item.article.source, "encoding", "no text")
    ledger.add_failure(failure, run)
    ledger.add_failure(Failure("b.txt", "empty", "nothing"), run)
    before = dump(ledger)
    ledger.add_failure(failure, ledger.start_run("1"))
    assert dump(ledger) == before
    assert list(ledger.failures()) == [Failure("b.txt", "empty", "nothing"), failure]
    ledger.add_failure(Failure("b.txt", "format", "no JSON"), run)
    enter(ledger, item)
    assert list(ledger.failures()) == [Failure("b.txt", "format", "no JSON")]
    ledger.clear_failure("b.txt")
    assert not list(ledger.failures())


def test_runs_say_what_they_did(ledger: Ledger) -> None:
    ledger.finish_run(ledger.start_run("1"), Counts(3, 2, 1))
    ledger.start_run("2")
    done, cut_short = ledger.runs()
    assert (done.version, done.counts) == ("1", Counts(3, 2, 1))
    assert done.finished is not None and done.finished >= done.started
    assert (cut_short.finished, cut_short.counts) == (None, None)


def test_readings_are_kept_for_the_model_that_made_them(ledger: Ledger) -> None:
    one, two = (reading(f"{word} {word} NOUN _ 0 root") for word in ("Ponte", "Rio"))
    ledger.store_readings(["Ponte", "Rio"], [one, two], "m1")
    assert ledger.cached_readings(["Rio", "Mar", "Ponte"], "m1") == [two, None, one]
    assert ledger.cached_readings(["Rio"], "m2") == [None]
    ledger.store_readings(["Rio"], [two], "m2")
    assert ledger.cached_readings(["Rio"], "m2") == [two]
    assert ledger.cached_readings(["Rio"], "m1") == [None]


def test_a_damaged_reading_is_as_none(ledger: Ledger) -> None:
    one = reading("Ponte ponte NOUN _ 0 root")
    ledger.store_readings(["Ponte"], [one], "m1")
    with closing(sqlite3.connect(ledger.path)) as connection, connection:
        connection.execute("UPDATE readings SET reading = substr(reading, 1, 9)")
    assert ledger.cached_readings(["Ponte"], "m1") == [None]
    ledger.store_readings(["Ponte"], [one], "m1")
    assert ledger.cached_readings(["Ponte"], "m1") == [one]


def test_a_ledger_open_for_reading_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "test.ledger"
    with open_ledger(path, write=True) as ledger:
        enter(ledger, finished())
    with open_ledger(path) as ledger:
        assert len(list(ledger.statements())) == 2
        with pytest.raises(UsageError, match="not open to write"):
            ledger.start_run("1")


def test_closing_leaves_one_file(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "test.ledger", write=True) as ledger:
        enter(ledger, finished())
    ledger.close()
    with open_ledger(ledger.path) as reader:
        assert len(list(reader.articles())) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["test.ledger"]


def test_records_and_articles_are_found_by_the_beginning_of_their_id(ledger: Ledger) -> None:
    enter(ledger, finished("noticia-1"), finished("noticia-11"), finished("outra", CLOSING))
    for row in (*ledger.statements(), *ledger.figures(), *ledger.events(), *ledger.times(), *ledger.actors()):
        assert ledger.record(row.id) == row
        assert ledger.record(row.id[:12]).id == row.id
    assert ledger.article("out").id == "outra"
    assert ledger.article("noticia-1").id == "noticia-1"


@pytest.mark.parametrize("identifier", ["", "s", "x123", "s" + "0" * 15, "s%", "sé", "s" + "0" * 40, "s\0"])
def test_no_other_id_is_found(ledger: Ledger, identifier: str) -> None:
    enter(ledger, finished("noticia-1"), finished("noticia-2"))
    with pytest.raises(NotFoundError):
        ledger.record(identifier)
    with pytest.raises(NotFoundError):
        ledger.article(identifier)
    with pytest.raises(NotFoundError):
        ledger.records(identifier)


def test_the_views_show_every_record_and_every_piece(ledger: Ledger) -> None:
    enter(ledger, finished("a1"))
    with closing(sqlite3.connect(ledger.path)) as connection:
        kinds = connection.execute("SELECT kind, count(*) FROM records GROUP BY kind ORDER BY kind").fetchall()
        pieces = connection.execute("SELECT role, piece, words FROM spans WHERE record LIKE 's%' AND role = 'content'")
        assert kinds == [("actor", 1), ("event", 1), ("figure", 1), ("statement", 2), ("time", 2)]
        assert ("content", 1, "reabre em junho") in pieces.fetchall()


def test_stats_count_all_and_once(ledger: Ledger) -> None:
    enter(ledger, finished("a1"), finished("a2", published=None), finished("a3", CLOSING, outlet=None))
    ledger.add_failure(Failure("x", "empty", ""), 1)
    stats = ledger.stats()
    assert (stats.articles, stats.undated, stats.failures) == (3, 1, 1)
    assert stats.outlets == (("Diário do Rio", 2), (None, 1))
    assert (stats.first_day, stats.last_day) == (date(2015, 9, 3), date(2015, 9, 3))
    assert (stats.passages.all, stats.passages.once) == (7, 3)
    assert (stats.records["statements"].all, stats.records["statements"].once) == (4, 2)
    assert stats.speakers == (("Ana Prado", 1), ("Proteção Civil", 1))
    assert stats.versions == (("1", 3),)
    assert stats.bytes > 0


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2015-09-02", "2015-09-02", "2015-09-02"),
        ("2015-09-02T21:30", "2015-09-02", "2015-09-02"),
        ("2018-03-14TNI", "2018-03-14", "2018-03-14"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015-12", "2015-12-01", "2015-12-31"),
        ("2011", "2011-01-01", "2011-12-31"),
        ("199", "1990-01-01", "1999-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
        ("2015-W01", "2014-12-29", "2015-01-04"),
        ("2018-W11-WE", "2018-03-17", "2018-03-18"),
        ("2015-Q4", "2015-10-01", "2015-12-31"),
        ("2015-H1", "2015-01-01", "2015-06-30"),
    ],
)
def test_the_days_of_a_time_value(value: str, first: str, last: str) -> None:
    assert days(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "value",
    [None, "", "P2D", "XXXX-WXX-3", "PRESENT_REF", "2015-02-30", "2015-13", "2015-W60", "2015-Q5", "0000", "2015-SU"],
)
def test_a_value_that_names_no_days(value: str | None) -> None:
    assert days(value) is None


@settings(deadline=None)  # each makes a ledger, and disks differ
@given(text=st.text(st.sampled_from("aé ¶\n.😀ß€"), min_size=1), data=st.data())
def test_any_spans_come_back_and_verify(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    passages = segment(text)
    if not passages:
        return
    bounds = st.sampled_from(passages).flatmap(
        lambda passage: st.tuples(
            st.integers(passage.span.start, passage.span.end - 1), st.integers(passage.span.start + 1, passage.span.end)
        ).filter(lambda span: span[0] < span[1])
    )
    spans = sorted(data.draw(st.lists(bounds, max_size=6)))
    item = finished("h", text)
    times = tuple(Time(Span(*span), "DATE", None, "any", 0.5) for span in spans)
    item = item._replace(records=Records(times=times, repeats=item.records.repeats))
    with open_ledger(tmp_path_factory.mktemp("any") / "x.ledger", write=True) as ledger:
        enter(ledger, item)
        assert sorted(ledger.records("h").times, key=lambda time: time.span) == list(times)
        assert not list(ledger.verify())
