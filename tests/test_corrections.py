"""Corrections: made, seen everywhere, taken back, kept over a new reading."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from segundo.article import Article, Span
from segundo.errors import FormatError, NotFoundError, UsageError
from segundo.ledger import Filter, Ledger, Row, open_ledger
from segundo.records import Records
from segundo.segment import segment
from tests.book import FIRST, RECORDS, TEXT, make, spans

REJECTED = Filter(review="rejected")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(make(tmp_path / "x.ledger"), write=True) as ledger:
        ledger.compare()
        yield ledger
        assert list(ledger.verify()) == []


def everything(book: Ledger) -> list[Row]:
    """All rows of all kinds."""
    kinds = (book.statements, book.figures, book.events, book.times, book.actors)
    return [row for rows in kinds for row in rows()]


def first(book: Ledger, kind: str = "statements") -> Row:
    """The first record of a kind."""
    row: Row = next(getattr(book, kind)())
    return row


def again(book: Ledger, records: Records, article: Article = FIRST) -> None:
    """Read an article anew, by a newer reader that finds other records."""
    book.write(article, segment(article.text), records, version="2", run=book.start_run("2"))


def without_review(rows: list[Row]) -> list[Row]:
    return [replace(row, review=None) for row in rows]


@pytest.mark.parametrize(
    ("kind", "field", "value", "expected"),
    [
        ("statements", "speaker", "Rui Mário Amaro", "Rui Mário Amaro"),
        ("statements", "speaker", "", None),
        ("statements", "act", "deny", "deny"),
        ("statements", "said", "false", False),
        ("statements", "on_behalf_of", "Proteção Civil", "Proteção Civil"),
        ("statements", "content", "200 pessoas fugiram", "200 pessoas fugiram"),
        ("statements", "content", "200 […] fugiram", "200 […] fugiram"),
        ("statements", "source", "Rui Amaro", "Rui Amaro"),
        ("statements", "when", "", None),
        ("figures", "value", "2e2", 200.0),
        ("figures", "value", "1,5", 1.5),
        ("figures", "high", "300", 300.0),
        ("figures", "bound", "about", "about"),
        ("figures", "kind", "affected", "affected"),
        ("figures", "what", "pessoas", "pessoas"),
        ("figures", "place", "", None),
        ("events", "type", "RETREAT", "RETREAT"),
        ("events", "status", "denied", "denied"),
        ("events", "target", "das cheias", "das cheias"),
        ("times", "value", "2015-09-08", "2015-09-08"),
        ("actors", "name", "Rui Mário Amaro", "Rui Mário Amaro"),
        ("actors", "country", "BR", "BR"),
    ],
)
def test_a_field_is_set_and_set_back(book: Ledger, kind: str, field: str, value: str, expected: object) -> None:
    before = everything(book)
    row = first(book, kind)
    book.corrections.set(row.id, field, value, by="ana")
    changed = book.record(row.id)
    assert (getattr(changed, field), changed.review) == (expected, "corrected")
    assert first(book, kind) == changed
    assert list(book.verify()) == []
    book.corrections.undo(row.id, by="ana")
    assert everything(book) == before


@pytest.mark.parametrize(
    ("kind", "field", "value", "why"),
    [
        ("statements", "act", "sing", "There are: state, deny"),
        ("statements", "said", "perhaps", "said of statements cannot be 'perhaps'"),
        ("statements", "score", "1", "no field 'score' that can be set"),
        ("statements", "content", "", "content of statements cannot be empty"),
        ("statements", "content", "ninguém fugiu", "does not have these words"),
        ("statements", "content", "Uma testemunha nega", "does not have these words"),
        ("statements", "when", "quinta-feira", "none of the times"),
        ("figures", "value", "many", "is a number such as"),
        ("figures", "value", "inf", "cannot be inf"),
        ("events", "type", "SING", "There are: AGREE"),
    ],
)
def test_what_a_field_cannot_hold_is_told(book: Ledger, kind: str, field: str, value: str, why: str) -> None:
    before = everything(book)
    with pytest.raises(UsageError) as error:
        book.corrections.set(first(book, kind).id, field, value)
    assert why in str(error.value)
    assert (everything(book), book.corrections.count()) == (before, 0)


def test_what_is_corrected_is_found_by_its_new_value_and_not_by_the_old_one(book: Ledger) -> None:
    row = first(book)
    book.corrections.set(row.id, "speaker", "Beatriz Serra", by="ana")
    book.corrections.set(row.id, "content", "mais de 200 pessoas", by="ana")
    found = list(book.statements(Filter(speaker="serra", content="200")))
    assert [item.id for item in found] == [row.id]
    assert row.id not in {item.id for item in book.statements(Filter(content="cheias"))}
    assert ("Beatriz Serra", 1) in book.facets("statements", ["speaker"])["speaker"]
    assert dict(book.stats().speakers)["Beatriz Serra"] == 1
    figure = first(book, "figures")
    assert figure.speaker == "Beatriz Serra"  # type: ignore[union-attr]
    assert book.records(row.article).statements[0].speaker == "Beatriz Serra"


def test_a_speaker_that_is_set_is_looked_for_among_the_actors(book: Ledger) -> None:
    second = list(book.statements())[1]
    book.corrections.set(second.id, "speaker", "rui amaro")
    assert book.record(second.id).actor == first(book, "actors").id  # type: ignore[union-attr]
    book.corrections.set(second.id, "speaker", "Outra")
    assert book.record(second.id).actor is None  # type: ignore[union-attr]


def test_what_is_rejected_leaves_lists_and_counts_and_comes_back(book: Ledger) -> None:
    before = everything(book)
    row = first(book)
    book.corrections.reject(row.id, by="ana", note="não é citação")
    assert row.id not in {item.id for item in everything(book)}
    assert book.count("statements") == sum(item.id.startswith("s") for item in before) - 1
    assert [item.id for item in book.statements(REJECTED)] == [row.id]
    assert book.count("statements", REJECTED) == 1
    assert book.record(row.id).review == "rejected"
    assert first(book, "figures").according_to is None  # type: ignore[union-attr]
    assert list(book.verify()) == []
    book.corrections.confirm(row.id, by="ana")
    assert without_review(everything(book)) == before
    book.corrections.undo(row.id)
    assert book.record(row.id).review == "rejected"
    book.corrections.undo(row.id)
    assert everything(book) == before


def test_of_equal_records_the_next_one_counts_when_the_first_is_rejected(book: Ledger) -> None:
    owner, copy = (item for item in book.figures())
    assert copy.first_id == owner.id
    book.corrections.reject(owner.id)
    assert book.record(copy.id).first_id is None
    book.corrections.undo(owner.id)
    assert book.record(copy.id).first_id == owner.id


def test_everywhere_a_verdict_is_of_all_equal_records(book: Ledger) -> None:
    row = first(book, "figures")
    touched = [item.id for item in book.corrections.touched(row.id)]
    assert len(touched) == 2
    made = book.corrections.reject(row.id, everywhere=True)
    assert [entry.record for entry in made] == touched
    assert list(book.figures()) == []
    assert len(book.corrections.undo(row.id)) == 2
    assert len(list(book.figures())) == 2


def test_everywhere_a_text_is_set_where_the_field_holds_the_same(book: Ledger) -> None:
    row = first(book)
    preview = book.corrections.touched(row.id, "speaker")
    assert [item.speaker for item in preview] == ["Rui Amaro"] * 2  # type: ignore[union-attr]
    made = book.corrections.set(row.id, "speaker", "Rui Mário Amaro", everywhere=True, by="ana")
    assert {entry.batch for entry in made} == {made[0].batch} != {None}
    assert book.count("statements", Filter(speaker="Rui Mário Amaro")) == 2
    book.corrections.undo(made[0].batch or "")
    assert book.count("statements", Filter(speaker="Rui Amaro")) == 2
    assert [item.fate for item in book.corrections.log()] == ["holds", "undone", "undone"]


def test_fields_that_are_set_as_one_are_set_back_as_one(book: Ledger) -> None:
    before = everything(book)
    row = first(book)
    made = book.corrections.change(row.id, {"speaker": "Ana", "act": "deny"})
    assert {entry.batch for entry in made} != {None}
    book.corrections.undo(row.id)
    assert everything(book) == before


def test_everywhere_is_only_of_text(book: Ledger) -> None:
    with pytest.raises(UsageError, match="of one record only"):
        book.corrections.set(first(book).id, "act", "deny", everywhere=True)
    with pytest.raises(UsageError, match="is empty here"):
        book.corrections.set(list(book.statements())[1].id, "speaker", "Ana", everywhere=True)


def test_a_record_is_added_and_taken_away(book: Ledger) -> None:
    before = everything(book)
    witness = "Uma testemunha"
    values = {"content": "nega", "source": witness, "speaker": witness, "act": "deny", "when": "terça-feira"}
    made = book.corrections.add("ria-1", "statements", values, by="ana")
    row = book.record(made.record or "")
    assert (row.content, row.act, row.passage, row.review) == ("nega", "deny", 2, "added")  # type: ignore[union-attr]
    assert (row.rule, row.score, row.when) == ("person", 1.0, "terça-feira")  # type: ignore[union-attr]
    assert [item.id for item in book.statements(Filter(content="nega"))] == [row.id]
    with pytest.raises(UsageError, match="such a record already"):
        book.corrections.add("ria-1", "statements", values)
    book.corrections.set(row.id, "act", "reject")
    assert book.record(row.id).act == "reject"  # type: ignore[union-attr]
    assert list(book.verify()) == []
    book.corrections.undo(row.id)
    book.corrections.undo(row.id)
    assert everything(book) == before


@pytest.mark.parametrize(
    ("kind", "values", "why"),
    [
        ("songs", {}, "there is no kind 'songs'"),
        ("figures", {"number": "200"}, "its value must be given"),
        ("statements", {"content": "nada disto"}, "no paragraph has these words"),
        ("events", {"trigger": "fugiram", "type": "HARM"}, "such a record already"),
        ("times", {"words": "terça-feira […] 200"}, "stands in one piece"),
    ],
)
def test_what_cannot_be_added_is_told(book: Ledger, kind: str, values: dict[str, str], why: str) -> None:
    with pytest.raises(UsageError, match=why.replace("[", r"\[")):
        book.corrections.add("ria-1", kind, values)


def test_a_span_is_moved_by_its_places(book: Ledger) -> None:
    row = first(book)
    (old,) = row.content_spans  # type: ignore[union-attr]
    book.corrections.set(row.id, "content", (Span(old.start + 8, old.end),))
    assert book.record(row.id).content == "200 pessoas fugiram das cheias"  # type: ignore[union-attr]
    for wrong in ((Span(0, 9999),), (Span(old.start - 1, old.end),), (Span(5, 5),)):
        with pytest.raises(UsageError, match="there are no words"):
            book.corrections.set(row.id, "content", wrong)
    with pytest.raises(UsageError, match="own paragraph"):
        book.corrections.set(row.id, "content", spans("nega"))


# Reading again


def test_corrections_last_when_the_article_is_read_again(book: Ledger) -> None:
    statement, figure = first(book), first(book, "figures")
    book.corrections.set(statement.id, "speaker", "Beatriz Serra")
    book.corrections.reject(figure.id)
    book.corrections.confirm(first(book, "events").id)
    made = book.corrections.add("ria-1", "statements", {"content": "nega", "speaker": "Uma testemunha"})
    before = everything(book)
    again(book, RECORDS)
    book.compare()
    assert everything(book) == before
    assert book.record(made.record or "").review == "added"
    assert book.corrections.orphans() == []


def test_a_correction_finds_its_record_when_a_newer_reader_marks_other_words(book: Ledger) -> None:
    row = first(book)
    book.corrections.set(row.id, "speaker", "Beatriz Serra")
    other = replace(RECORDS.statements[0], content=spans("200 pessoas fugiram das cheias"))
    again(book, replace(RECORDS, statements=(other, RECORDS.statements[1])))
    moved = first(book)
    assert moved.id != row.id
    assert (moved.speaker, moved.review) == ("Beatriz Serra", "corrected")  # type: ignore[union-attr]
    book.corrections.set(moved.id, "speaker", "Carla Nunes")
    assert book.corrections.conflicts() == []
    assert first(book).speaker == "Carla Nunes"  # type: ignore[union-attr]


def test_a_correction_finds_its_words_in_a_text_that_was_edited(book: Ledger) -> None:
    row = first(book)
    book.corrections.set(row.id, "content", "mais de 200 pessoas")
    edited = replace(FIRST, text=f"Nota da redação.\n\n{TEXT}")
    by = len("Nota da redação.\n\n")

    def moved(record: object) -> object:
        parts = {
            name: tuple(Span(start + by, end + by) for start, end in value)
            for name in ("content", "cue", "source")
            for value in (getattr(record, name),)
        }
        return replace(record, **parts, actor=None, when=None)  # type: ignore[type-var]

    again(book, Records(statements=tuple(moved(item) for item in RECORDS.statements)), edited)  # type: ignore[misc]
    corrected = next(book.statements(Filter(article="ria-1", review="corrected")))
    assert corrected.content == "mais de 200 pessoas"


def test_what_fits_nothing_any_more_is_listed_and_comes_back(book: Ledger) -> None:
    row = first(book)
    book.corrections.set(row.id, "speaker", "Beatriz Serra", by="ana")
    again(book, replace(RECORDS, statements=(), figures=(), events=()))
    (lost,) = book.corrections.orphans()
    assert (lost.correction.record, lost.fate) == (row.id, "unplaced")
    assert lost.reason == "no record of this kind marks these words any more"
    assert [item.fate for item in book.corrections.log()] == ["unplaced"]
    again(book, RECORDS)
    assert book.corrections.orphans() == []
    assert first(book).speaker == "Beatriz Serra"  # type: ignore[union-attr]


def test_a_record_that_was_added_is_one_with_the_record_that_a_newer_reader_finds(book: Ledger) -> None:
    again(book, replace(RECORDS, statements=RECORDS.statements[:1]))
    made = book.corrections.add("ria-1", "statements", {
        "content": "Fugiu toda a gente", "cue": "contou", "speaker": "Uma testemunha",
    })  # fmt: skip
    assert book.record(made.record or "").review == "added"
    again(book, RECORDS)
    row = book.record(made.record or "")
    assert (row.rule, row.review, row.speaker) == ("quotation", "corrected", "Uma testemunha")  # type: ignore[union-attr]


def test_an_article_that_is_read_the_same_way_keeps_what_the_machine_found(book: Ledger) -> None:
    before = everything(book)
    row = first(book)
    book.corrections.set(row.id, "act", "deny")
    again(book, RECORDS)
    book.corrections.undo(row.id)
    book.compare()
    assert everything(book) == before


# The log


def test_the_log_tells_who_and_when_and_what_it_was(book: Ledger) -> None:
    row = first(book)
    book.corrections.set(row.id, "speaker", "Ana", by="ana", note="assina a nota")
    book.corrections.set(row.id, "speaker", "Bia", by="bia")
    last, earlier = book.corrections.log(record=row.id)
    assert (last.correction.was, last.correction.value, last.fate) == ("Ana", "Bia", "holds")
    assert (earlier.correction.by, earlier.correction.note, earlier.fate) == ("ana", "assina a nota", "put aside")
    assert last.correction.at.endswith("+00:00")
    assert last.correction.over == (earlier.correction.id,)


def test_an_undo_can_be_undone(book: Ledger) -> None:
    row = first(book)
    book.corrections.set(row.id, "speaker", "Ana")
    book.corrections.undo(row.id)
    undo = book.corrections.log()[0].correction
    book.corrections.undo(undo.id)
    assert first(book).speaker == "Ana"  # type: ignore[union-attr]
    with pytest.raises(UsageError, match="undone already"):
        book.corrections.undo(undo.id)


def test_there_must_be_something_to_undo(book: Ledger) -> None:
    with pytest.raises(NotFoundError, match="nothing was corrected"):
        book.corrections.undo(first(book).id)
    with pytest.raises(UsageError, match="needs a name"):
        book.corrections.confirm(first(book).id, by=" ")


def test_a_ledger_that_is_open_to_read_takes_no_correction(tmp_path: Path) -> None:
    path = make(tmp_path / "x.ledger")
    with open_ledger(path) as book, pytest.raises(UsageError, match="correct=True"):
        book.corrections.confirm(first(book).id)
    with open_ledger(path, correct=True) as book:
        book.corrections.confirm(first(book).id)
        with pytest.raises(UsageError, match="not open to write"):
            book.start_run("1")


def test_nothing_is_taken_out_of_the_log(book: Ledger) -> None:
    book.corrections.confirm(first(book).id)
    for sql in ("DELETE FROM corrections", "UPDATE corrections SET at = ''"):
        with pytest.raises(Exception, match="log of corrections"):
            book._connection.execute(sql)


# What to look at first


def test_the_queue_begins_with_the_most_doubtful_and_skips_what_was_looked_at(book: Ledger) -> None:
    queue = book.review("statements")
    assert [row.score for row in queue] == [0.7, 0.9]
    assert all(row.first_id is None for row in queue)
    book.corrections.confirm(queue[0].id)
    assert [row.id for row in book.review("statements")] == [queue[1].id]
    assert book.review("statements", Filter(speaker="ninguém")) == []
    progress = book.corrections.progress()
    assert (progress.states, progress.records["statements"]) == ({"confirmed": 1}, 2)
    with pytest.raises(UsageError, match="are not reviewed"):
        book.review("times")


# Joining


def lines(book: Ledger) -> list[str]:
    return list(book.corrections.lines())


def test_two_persons_join_their_work_and_see_where_they_differ(tmp_path: Path) -> None:
    with open_ledger(make(tmp_path / "a"), write=True) as ana, open_ledger(make(tmp_path / "b"), write=True) as bia:
        one, two = list(ana.statements())[:2]
        ana.corrections.set(one.id, "speaker", "Ana", by="ana")
        bia.corrections.set(one.id, "speaker", "Bia", by="bia")
        bia.corrections.reject(two.id, by="bia")
        mine, theirs = lines(ana), lines(bia)
        done = ana.corrections.add_lines(theirs)
        assert (done.new, done.known, done.conflicts) == (2, 0, 1)
        bia.corrections.add_lines(mine)
        assert everything(ana) == everything(bia)
        assert ana.corrections.add_lines(mine + theirs).new == 0
        (conflict,) = ana.corrections.conflicts()
        assert [(entry.by, entry.value) for entry in conflict.corrections] == [("ana", "Ana"), ("bia", "Bia")]
        assert first(ana).speaker == "Bia"  # type: ignore[union-attr]
        ana.corrections.set(one.id, "speaker", "Ana", by="ana")
        assert ana.corrections.conflicts() == []
        bia.corrections.add_lines(lines(ana))
        assert bia.corrections.conflicts() == []
        assert first(bia).speaker == "Ana"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"value": "Outra"}, "changed after it was made"),
        ({"action": "sing"}, "there is no action 'sing'"),
        ({"at": "yesterday"}, "is not in UTC"),
        ({"at": "2026-01-01T00:00:00"}, "is not in UTC"),
        ({"by": 3}, "'by' is no text"),
        ({"kind": "songs"}, "there is no kind 'songs'"),
        ({"field": "score"}, "no field 'score'"),
        ({"anchor": {}}, "no 'anchor'"),
        ({"anchor": {"parts": {"content": 3}}}, "'anchor' is none"),
        ({"over": "c1"}, "no list of ids"),
        ({"surprise": 1}, "a field 'surprise'"),
    ],
)
def test_a_line_that_is_no_correction_is_told_with_its_number(
    book: Ledger, change: dict[str, object], why: str
) -> None:
    row = first(book)
    book.corrections.set(row.id, "speaker", "Ana")
    good = lines(book)
    bad = json.dumps({**json.loads(good[0]), **change})
    with pytest.raises(FormatError) as error:
        book.corrections.add_lines([*good, bad], "hers.jsonl")
    assert (error.value.where, why in error.value.what) == ("hers.jsonl", True), error.value.what
    assert error.value.what.startswith("line 2 ")
    assert book.corrections.count() == 1


def test_corrections_of_articles_that_are_not_here_wait_for_them(tmp_path: Path) -> None:
    with open_ledger(make(tmp_path / "a"), write=True) as there:
        there.corrections.reject(first(there).id)
        with open_ledger(tmp_path / "empty", write=True) as here:
            here.corrections.add_lines(lines(there))
            (waiting,) = here.corrections.orphans()
            assert waiting.reason == "its article is not in this ledger"
            again(here, RECORDS)
            assert here.corrections.orphans() == []
            assert here.count("statements") == 1
