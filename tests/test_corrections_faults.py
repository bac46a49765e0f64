"""Corrections under bad luck: killed in the middle, beside another writer, in an older ledger, on a disk of others."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread

import pytest

from segundo.errors import FormatError, LedgerBusyError
from segundo.ledger import Filter, migrations, open_ledger, opening
from tests.book import make
from tests.ledger_build import enter, finished
from tests.test_ledger_faults import content, items

ROOT = Path(__file__).parents[1]

CORRECTOR = """
import sys
from segundo.ledger import open_ledger

with open_ledger(sys.argv[1], correct=True) as ledger:
    record = next(ledger.statements()).id
    while True:
        for name in ("Ana Prado", "Beatriz Serra"):
            ledger.corrections.set(record, "speaker", name, everywhere=True)
            print(name, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "x.ledger"
    with open_ledger(path, write=True) as ledger:
        enter(ledger, *items()[:20])
        ledger.compare()
    return path


def test_killed_at_any_moment_a_correction_is_there_wholly_or_not_at_all(path: Path) -> None:
    chance = random.Random(3)
    for _ in range(4):
        process = subprocess.Popen([sys.executable, "-c", CORRECTOR, str(path)], cwd=ROOT, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=chance.uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with open_ledger(path) as ledger:
            assert list(ledger.verify()) == []
            names = {row.speaker for row in ledger.statements() if row.speaker != "Proteção Civil"}
            assert len(names) == 1
            batches: dict[str | None, int] = {}
            for item in ledger.corrections.log():
                batches[item.correction.batch] = batches.get(item.correction.batch, 0) + 1
            assert len(set(batches.values())) == 1


@pytest.mark.usefixtures("two_at_once")
def test_corrections_go_on_while_articles_are_written_and_compared(path: Path, tmp_path: Path) -> None:
    faults: list[BaseException] = []

    def read() -> None:
        try:
            with open_ledger(path, write=True) as ledger:
                enter(ledger, *items()[20:])
                ledger.compare()
        except BaseException as error:  # so that the test tells of it
            faults.append(error)

    thread = Thread(target=read)
    thread.start()
    done = 0
    while thread.is_alive() or not done:
        # On a machine that is busy enough a turn may come too late; the one who reads must never feel that.
        with open_ledger(path, correct=True) as ledger, suppress(LedgerBusyError):
            record = next(ledger.statements()).id
            ledger.corrections.reject(record, everywhere=True)
            ledger.corrections.confirm(record)
            done += 1
    thread.join()
    assert faults == []
    with open_ledger(path) as ledger:
        assert list(ledger.verify()) == []
        assert ledger.count("articles") == 60
        assert ledger.corrections.count() >= 2 * done
        log = [*ledger.corrections.lines()]
    # What is corrected between two parts of a comparison is as if it had been so from the beginning.
    with open_ledger(path, write=True) as ledger, open_ledger(tmp_path / "other.ledger", write=True) as other:
        enter(other, *items())
        other.corrections.add_lines(log, "log")
        for each in (ledger, other):
            each.compare()
        assert content(ledger) == content(other)


def test_two_can_correct_at_once(path: Path) -> None:
    with open_ledger(path, correct=True) as one, open_ledger(path, correct=True) as other:
        record = next(one.statements()).id
        one.corrections.set(record, "speaker", "Ana", by="ana")
        other.corrections.set(record, "act", "deny", by="bia")
        other.corrections.set(record, "speaker", "Bia", by="bia")
        assert one.record(record) == other.record(record)
        assert one.corrections.conflicts() == []  # she saw what the other had said


def test_one_who_writes_too_long_is_told_of(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other, open_ledger(path, correct=True) as ledger:
        other.execute("BEGIN IMMEDIATE")
        record = next(ledger.statements()).id
        with pytest.raises(LedgerBusyError):
            ledger.corrections.confirm(record)
        other.execute("ROLLBACK")
        ledger.corrections.confirm(record)


def test_a_file_with_one_bad_line_adds_nothing(path: Path, tmp_path: Path) -> None:
    other = make(tmp_path / "other.ledger")
    with open_ledger(other, correct=True) as there:
        there.corrections.confirm(next(there.statements()).id)
        good = list(there.corrections.lines())
    for bad in ("{", "[]", "nonsense", '{"id": "c1"}', "\x00", good[0][:-1], good[0].replace('"confirm"', '"reject"')):
        with open_ledger(path, correct=True) as ledger:
            with pytest.raises(FormatError) as error:
                ledger.corrections.add_lines([*good, "", bad], "theirs.jsonl")
            assert str(error.value).startswith("theirs.jsonl: line 3 is no correction")
            assert ledger.corrections.count() == 0


def test_an_older_ledger_is_brought_up_to_date_to_be_corrected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.ledger"
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:1])
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            migrations.create(connection)
    with open_ledger(path, correct=True) as ledger:
        assert ledger.corrections.log() == []
    with open_ledger(path, write=True) as ledger:
        enter(ledger, finished())
        ledger.corrections.reject(next(ledger.figures()).id)
        assert ledger.count("figures", Filter(review="rejected")) == 1
        assert list(ledger.verify()) == []


def test_what_was_changed_behind_the_log_is_found(path: Path) -> None:
    with open_ledger(path, correct=True) as ledger:
        record = next(ledger.statements()).id
        ledger.corrections.set(record, "speaker", "Ana")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE statements SET speaker = 'Outra' WHERE id = ?", (record,))
    with open_ledger(path) as ledger:
        assert [(problem.id, problem.what) for problem in ledger.verify()] == [
            (record, "is not what the corrections make of it")
        ]


@pytest.mark.parametrize("row", ["{", "[]", '{"id": 1}'])
def test_what_was_found_and_cannot_be_read_is_told_of(path: Path, row: str) -> None:
    with open_ledger(path, correct=True) as ledger:
        ledger.corrections.set(next(ledger.statements()).id, "act", "deny")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE found SET row = ?", (row,))
    with open_ledger(path) as ledger:
        (problem,) = ledger.verify()
    assert problem.what.startswith("cannot be read")
