"""Whatever is changed in a sound ledger behind its back, verification tells."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from segundo.errors import LedgerError
from segundo.ledger import Problem, open_ledger
from tests.ledger_build import CLOSING, FIGURES, LEAD, enter, finished


def make(path: Path) -> Path:
    with open_ledger(path, write=True) as ledger:
        enter(ledger, finished("a1"), finished("a2", f"{CLOSING}\n{LEAD}\n{CLOSING}\n{FIGURES}"))
    return path


def problems(path: Path) -> list[Problem]:
    with open_ledger(path) as ledger:
        return list(ledger.verify())


def tamper(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(sql)


def first(path: Path, kind: str) -> str:
    """The id of the first record of a kind."""
    with open_ledger(path) as ledger:
        return str(next(getattr(ledger, kind)()).id)


@pytest.mark.parametrize(
    ("sql", "identifier", "what"),
    [
        ("UPDATE articles SET text = replace(text, 'ponte', 'fonte') WHERE id = 'a1'", "a1", "its SHA-256 differs"),
        ("UPDATE articles SET title = 'X' WHERE id = 'a1'", "a1", "particulars are not those"),
        ("UPDATE articles SET published = 'ontem' WHERE id = 'a1'", "a1", "cannot be read"),
        ("UPDATE articles SET extra = '{' WHERE id = 'a1'", "a1", "cannot be read"),
        ("DELETE FROM passages WHERE article = 1 AND number = 1", "a1", "passage 1 is missing"),
        ("DELETE FROM passages WHERE article = 1 AND number = 3", "a1", "words of no passage at the end"),
        ("UPDATE passages SET stop = stop - 2 WHERE id = 2", "a1", "the text of passage 2 is not the article's"),
        ("UPDATE passages SET stop = stop - 2 WHERE id = 2", "a1", "words of no passage before passage 3"),
        ("UPDATE passages SET start = 9 WHERE id = 2", "a1", "passage 2 does not stand after the one before it"),
        ("UPDATE passages SET stop = 9999 WHERE id = 3", "a1", "passage 3 does not stand after"),
        ("UPDATE passages SET fingerprint = 'f' WHERE id = 2", "a1", "fingerprint of passage 2"),
        ("UPDATE passages SET first = 1 WHERE id = 2", "a1", "passage 2 does not name the first equal passage"),
    ],
)
def test_articles_and_passages(tmp_path: Path, sql: str, identifier: str, what: str) -> None:
    path = make(tmp_path / "x.ledger")
    assert not problems(path)
    tamper(path, sql)
    assert any(problem.id == identifier and what in problem.what for problem in problems(path))


@pytest.mark.parametrize(
    ("kind", "change", "what"),
    [
        ("statements", "content = 'outra coisa'", "words of the content"),
        ("statements", "cue = NULL", "words of the cue"),
        ("statements", "source_spans = '[[0,9999]]'", "source is not inside the text"),
        ("statements", "source_spans = '[[9,3]]'", "source is not inside the text"),
        ("statements", "content_spans = '[[1,2]]', content = 'A'", "the id is not that of what the record marks"),
        ("statements", "passage = 2", "the record stands in passage 1, not 2"),
        ("statements", "score = 1.5", "score is not between 0 and 1"),
        ("statements", "when_id = 'gone'", "refers to something that is not in times"),
        ("statements", "actor_id = 'gone'", "refers to something that is not in actors"),
        ("statements", "first_id = id", "does not point to the first equal record"),
        ("figures", "number = '300'", "words of the number"),
        ("figures", "according_to = 'gone'", "refers to something that is not in statements"),
        ("events", "target = 'a fonte'", "words of the target"),
        ("times", "words = 'quinta-feira'", "words of the words"),
        ("times", "id = 't00000000000000'", "the id is not that of what the record marks"),
        ("actors", "mentions = '[\"Ana\"]'", "words of the mentions"),
    ],
)
def test_records(tmp_path: Path, kind: str, change: str, what: str) -> None:
    path = make(tmp_path / "x.ledger")
    identifier = first(path, kind)
    tamper(path, f"UPDATE {kind} SET {change} WHERE id = '{identifier}'")
    assert any(what in problem.what for problem in problems(path))
    if "id = " not in change.split()[0:3]:
        assert any(problem.id[0] == kind[0] for problem in problems(path))


def test_a_missing_pointer(tmp_path: Path) -> None:
    path = make(tmp_path / "x.ledger")
    tamper(path, "UPDATE events SET first_id = NULL")
    with open_ledger(path) as ledger:
        _, second = ledger.events()
    assert problems(path) == [Problem(second.id, "does not point to the first equal record")]


@pytest.mark.parametrize("table", ["passages", "statements"])
def test_a_full_text_index_that_lacks_something(tmp_path: Path, table: str) -> None:
    path = make(tmp_path / "x.ledger")
    tamper(path, f"INSERT INTO {table}_fts ({table}_fts) VALUES ('delete-all')")
    assert problems(path) == [Problem("ledger", f"the full-text index {table}_fts does not agree with its table")]


def test_bytes_changed_at_random_are_told_or_harmless(tmp_path: Path) -> None:
    sound = make(tmp_path / "sound.ledger").read_bytes()
    chance = random.Random(3)
    seen = 0
    for _ in range(80):
        damaged = bytearray(sound)
        for at in chance.sample(range(100, len(damaged)), 40):
            damaged[at] = chance.randrange(256)
        path = tmp_path / "damaged.ledger"
        path.write_bytes(damaged)
        try:
            seen += bool(problems(path))
        except LedgerError as error:
            assert "damaged.ledger" in str(error)
            seen += 1
    assert seen > 40
