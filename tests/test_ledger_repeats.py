"""Equal records of repeated passages: which one counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from segundo.ledger import Filter, Ledger, open_ledger
from tests.ledger_build import CLOSING, FIGURES, LEAD, Finished, enter, finished


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "test.ledger", write=True) as opened:
        yield opened


def pointers(ledger: Ledger) -> dict[str, str | None]:
    """For each statement, by its article and its cue, the article of the first equal one."""
    rows = {row.id: row for row in ledger.statements()}
    return {f"{row.article} {row.cue}": rows[row.first_id].article if row.first_id else None for row in rows.values()}


def test_a_repeated_passage_points_to_the_first_article_that_had_it(ledger: Ledger) -> None:
    enter(ledger, finished("a1", LEAD), finished("a2", f"{FIGURES}\n{LEAD}"), finished("a3", f"{LEAD}\n{FIGURES}"))
    assert pointers(ledger) == {
        "a1 afirmou": None,
        "a2 Segundo": None,
        "a2 afirmou": "a1",
        "a3 afirmou": "a1",
        "a3 Segundo": "a2",
    }
    assert [row.appearances for row in ledger.statements()] == [3, 2, 3, 3, 2]
    assert [row.article for row in ledger.statements(Filter(count="once"))] == ["a1", "a2"]
    assert [row.article for row in ledger.events(Filter(count="once"))] == ["a1"]


def test_case_and_punctuation_do_not_make_another_passage(ledger: Ledger) -> None:
    first, second = finished("a1", LEAD), finished("a2", LEAD)
    loud = second.article.text.replace("ministra", "Ministra").replace(".", "!")
    passages = tuple(passage for passage in finished("a2", loud).passages)
    article = finished("a2", loud).article
    enter(ledger, first, Finished(article, passages, second.records))
    assert pointers(ledger) == {"a1 afirmou": None, "a2 afirmou": "a1"}
    assert not list(ledger.verify())


def test_a_repeat_within_one_article_is_read_once(ledger: Ledger) -> None:
    enter(ledger, finished("a1", f"{LEAD}\n{CLOSING}\n{LEAD}"))
    assert pointers(ledger) == {"a1 afirmou": None}
    assert [row.repeats for row in ledger.articles()] == [1]
    assert ledger.records("a1").repeats == ((3, 1),)
    assert not list(ledger.verify())


def test_a_record_that_the_first_article_lacks_points_to_the_next(ledger: Ledger) -> None:
    without = finished("a1", LEAD)._replace(records=finished("a1", CLOSING).records)
    enter(ledger, without, finished("a2", LEAD), finished("a3", LEAD))
    assert pointers(ledger) == {"a2 afirmou": None, "a3 afirmou": "a2"}


def test_when_the_first_one_changes_its_text_the_next_becomes_first(ledger: Ledger) -> None:
    enter(ledger, finished("a1", LEAD), finished("a2", LEAD), finished("a3", LEAD))
    enter(ledger, finished("a1", CLOSING))
    assert pointers(ledger) == {"a2 afirmou": None, "a3 afirmou": "a2"}
    enter(ledger, finished("a1", LEAD))
    assert pointers(ledger) == {"a1 afirmou": None, "a2 afirmou": "a1", "a3 afirmou": "a1"}
    assert not list(ledger.verify())


def test_passages_without_words_repeat_nothing(ledger: Ledger) -> None:
    enter(ledger, finished("a1", "* * *"), finished("a2", "* * *"))
    assert [row.repeats for row in ledger.articles()] == [0, 0]


def told(ledger: Ledger) -> list[list[object]]:
    """All records of a ledger, by kind."""
    return [list(getattr(ledger, kind)()) for kind in ("statements", "figures", "events", "times", "actors")]


TEXTS = st.lists(st.sampled_from([LEAD, FIGURES, CLOSING, "***"]), min_size=1, max_size=4).map("\n".join)
WRITES = st.lists(st.tuples(st.sampled_from(["a1", "a2", "a3", "a4"]), TEXTS, st.booleans()), max_size=8)


@settings(max_examples=60, deadline=None)
@given(WRITES)
def test_the_outcome_depends_on_the_order_of_arrival_alone(
    tmp_path_factory: pytest.TempPathFactory, writes: list[tuple[str, str, bool]]
) -> None:
    """However articles are replaced, the ledger is as if each had been written once, with its last text."""
    folder = tmp_path_factory.mktemp("order")
    last: dict[str, Finished] = {}
    with open_ledger(folder / "replaced.ledger", write=True) as replaced:
        for identifier, text, emptied in writes:
            item = finished(identifier, text)
            last[identifier] = item._replace(records=finished(identifier, CLOSING).records) if emptied else item
            enter(replaced, last[identifier])
            assert not list(replaced.verify())
        with open_ledger(folder / "once.ledger", write=True) as once:
            enter(once, *last.values())
            assert told(replaced) == told(once)


@settings(max_examples=60, deadline=None)
@given(WRITES)
@example([(name, LEAD, False) for name in ("a1", "a3", "a2", "a3")] + [("a1", FIGURES, False)])
@example([(name, LEAD, False) for name in ("a1", "a2", "a3", "a3", "a2")] + [("a1", FIGURES, False)])
def test_articles_that_are_written_together_are_as_if_each_was_written_by_itself(
    tmp_path_factory: pytest.TempPathFactory, writes: list[tuple[str, str, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("together")
    items = [finished(identifier, text) for identifier, text, _ in writes]
    with (
        open_ledger(folder / "together.ledger", write=True) as together,
        open_ledger(folder / "single.ledger", write=True) as single,
    ):
        for start in range(0, len(items), 3):
            some = items[start : start + 3]
            together.write_all(some, version="1", run=together.start_run("1"))
            enter(single, *some)
        assert told(together) == told(single)
        assert not list(together.verify())
