"""A ledger under bad luck: killed writers, full disks, broken files, two writers, older and newer versions."""

from __future__ import annotations

import random
import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from time import sleep

import pytest

from segundo.errors import LedgerBusyError, LedgerError, LedgerFullError, NotALedgerError
from segundo.ledger import Filter, Ledger, migrations, open_ledger, opening
from tests.ledger_build import CLOSING, FIGURES, LEAD, Finished, enter, finished

ROOT = Path(__file__).parents[1]

WRITER = """
import sys
from segundo.errors import SegundoError
from segundo.ledger import open_ledger
from tests.test_ledger_faults import items

try:
    with open_ledger(sys.argv[1], write=True) as ledger:
        run = ledger.start_run("1")
        for item in items():
            if not ledger.known(item.article, "1"):
                ledger.write(*item, version="1", run=run)
                print(item.article.id, flush=True)
except SegundoError as error:
    print(error.code, error, flush=True)
"""

COMPARER = """
import sys
from segundo.ledger import open_ledger, store
from tests.test_ledger_faults import items

store.COMPARISONS = tuple(step._replace(at_once=20) for step in store.COMPARISONS)
with open_ledger(sys.argv[1], write=True) as ledger:
    run = ledger.start_run("1")
    new = [item for item in items() if not ledger.known(item.article, "1")]
    for start in range(0, len(new), 16):
        ledger.write_all(new[start : start + 16], version="1", run=run)
        print(*(item.article.id for item in new[start : start + 16]), flush=True)
    ledger.compare(lambda stage: print(stage, flush=True))
"""
"""It does as a run does: it writes sixteen articles at once, and then compares them in several parts."""


def items() -> list[Finished]:
    """Sixty articles that share passages."""
    texts = (LEAD, FIGURES, f"{LEAD}\n{CLOSING}", f"{CLOSING}\n{FIGURES}\n{LEAD}")
    return [finished(f"a{number}", f"Notícia {number}.\n{texts[number % 4]}") for number in range(60)]


def writer(path: Path, script: str = WRITER) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", script, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def told(process: subprocess.Popen[str]) -> list[str]:
    out, _ = process.communicate(timeout=60)
    return out.splitlines()


def content(ledger: Ledger) -> list[object]:
    """All that the ledger holds but its runs, and what was found over articles."""
    kinds = (ledger.articles, ledger.statements, ledger.figures, ledger.events, ledger.times, ledger.actors)
    over = [*ledger.copies(), *ledger.identities(), *ledger.series(), ledger.counting()]
    return [row for rows in kinds for row in rows(Filter())] + over


def make(path: Path, *what: Finished) -> Path:
    with open_ledger(path, write=True) as ledger:
        enter(ledger, *(what or [finished("a1"), finished("a2"), finished("a3", CLOSING)]))
    return path


def test_killed_at_any_moment_it_loses_nothing_and_the_next_run_completes_it(tmp_path: Path) -> None:
    path = tmp_path / "killed.ledger"
    moment = random.Random(7)
    done: set[str] = set()
    for after, seconds in ((0, 0.3), (0, 0.6), (1, 0.01), (5, 0.01), (9, 0.01), (14, 0.01)):
        process = writer(path)
        assert process.stdout is not None
        for _ in range(after):
            done.add(process.stdout.readline().strip())
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=moment.uniform(0, seconds))
        process.send_signal(signal.SIGKILL)
        done.update(told(process))
        if path.exists() and path.stat().st_size:
            with open_ledger(path, write=True) as ledger:
                assert not list(ledger.verify())
                assert done <= {row.id for row in ledger.articles()}
    told(writer(path))
    with open_ledger(path) as killed, open_ledger(make(tmp_path / "whole.ledger", *items())) as whole:
        assert not list(killed.verify())
        assert content(killed) == content(whole)
        assert [run.finished for run in killed.runs()] == [None] * len(list(killed.runs()))


def test_killed_while_it_compares_it_loses_no_article_and_the_next_run_does_the_rest(tmp_path: Path) -> None:
    path, whole = tmp_path / "killed.ledger", tmp_path / "whole.ledger"
    told(writer(whole, COMPARER))
    # What is killed in a stage finds the same stage again: so each is met at its beginning and some way on.
    for lines, seconds in ((1, 0.0), (3, 0.02), (1, 0.05), (2, 0.0), (3, 0.01), (5, 0.0)):
        process = writer(path, COMPARER)
        assert process.stdout is not None
        for _ in range(lines):
            process.stdout.readline()
        sleep(seconds)
        process.send_signal(signal.SIGKILL)
        told(process)
        with open_ledger(path) as ledger:
            assert ledger.count("articles") in (16, 32, 48, 60)
            assert not list(ledger.verify())
    told(writer(path, COMPARER))
    with open_ledger(path) as killed, open_ledger(whole) as other:
        assert not list(killed.verify())
        assert content(killed) == content(other)


@pytest.mark.usefixtures("two_at_once")
def test_a_disk_that_fills_up_while_it_compares_is_told_and_the_rest_is_done_later(tmp_path: Path) -> None:
    path = make(tmp_path / "full.ledger", *items())
    with open_ledger(make(tmp_path / "whole.ledger", *items()), write=True) as other:
        other.compare()
        expected = content(other)
    full = 0
    for more in range(20):
        with open_ledger(path, write=True) as ledger:
            (pages,) = ledger._connection.execute("PRAGMA page_count").fetchone()
            ledger._connection.execute(f"PRAGMA max_page_count = {pages + more}")
            try:
                ledger.compare()
            except LedgerFullError as error:
                assert "Make room and run again" in str(error)
                full += 1
            else:
                assert content(ledger) == expected
                break
            assert ledger.count("articles") == 60
            assert not list(ledger.verify())
    assert full > 2


def test_a_limit_on_the_file_is_told_and_the_ledger_stays_good(tmp_path: Path) -> None:
    path = make(tmp_path / "full.ledger", finished("before"))
    limit = path.stat().st_size + 100_000
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    *done, error = told(process)
    assert 0 < len(done) < 60
    assert error.startswith("ledger-full")
    assert "Make room and run again" in error
    with open_ledger(path, write=True) as ledger:
        assert not list(ledger.verify())
        assert [row.id for row in ledger.articles()] == ["before", *done]
    assert len(done) + len(told(writer(path))) == 60


def test_a_full_disk_is_told_and_the_ledger_stays_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_ledger(tmp_path / "empty.ledger", write=True).close()
    with closing(sqlite3.connect(tmp_path / "empty.ledger")) as connection:
        (empty,) = connection.execute("PRAGMA page_count").fetchone()

    def small(path: Path, **how: bool) -> sqlite3.Connection:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute(f"PRAGMA max_page_count = {empty + 4}")
        return connection

    path = tmp_path / "full.ledger"
    with monkeypatch.context() as patch:
        patch.setattr(opening, "attach", small)
        with open_ledger(path, write=True) as ledger:
            with pytest.raises(LedgerFullError, match="Make room and run again"):
                enter(ledger, *items())
            held = [row.id for row in ledger.articles()]
            assert 0 < len(held) < 60
            with pytest.raises(LedgerFullError):
                enter(ledger, *items()[len(held) :])
    with open_ledger(path, write=True) as ledger:
        assert [row.id for row in ledger.articles()] == held
        assert not list(ledger.verify())
        enter(ledger, *items())
        assert not list(ledger.verify())


def test_a_disk_too_full_for_a_new_ledger_leaves_one_that_can_be_made_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tiny(path: Path, **how: bool) -> sqlite3.Connection:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA max_page_count = 5")
        return connection

    path = tmp_path / "full.ledger"
    with monkeypatch.context() as patch:
        patch.setattr(opening, "attach", tiny)
        with pytest.raises(LedgerFullError):
            open_ledger(path, write=True)
    with open_ledger(make(path)) as ledger:
        assert not list(ledger.verify())


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("size", [50, 100, 4096, 8192, 9000, 40_000, 8192 * 10])
def test_a_truncated_ledger_is_refused(tmp_path: Path, size: int, write: bool) -> None:
    path = make(tmp_path / "cut.ledger")
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(NotALedgerError, match=r"cut\.ledger"):
        open_ledger(path, write=write)
    assert path.stat().st_size == size


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("data", [random.Random(1).randbytes(20_000), b"\0" * 8192, "notícia\n".encode() * 999, b"{}"])
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, data: bytes, write: bool) -> None:
    path = tmp_path / "other.txt"
    path.write_bytes(data)
    with pytest.raises(NotALedgerError, match=r"other\.txt"):
        open_ledger(path, write=write)
    assert path.read_bytes() == data
    assert [file.name for file in tmp_path.iterdir()] == ["other.txt"]


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("sql", ["CREATE TABLE notes (text)", "PRAGMA application_id = 7", "PRAGMA user_version = 3"])
def test_a_database_of_another_application_is_refused_and_left_alone(tmp_path: Path, sql: str, write: bool) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(sql)
    before = path.read_bytes()
    with pytest.raises(NotALedgerError, match=r"other\.db: this is a database of another application"):
        open_ledger(path, write=write)
    assert path.read_bytes() == before


@pytest.mark.parametrize("write", [False, True])
def test_a_ledger_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path, write: bool) -> None:
    path = make(tmp_path / "new.ledger")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NotALedgerError, match=r"version 99; this Segundo knows versions up to \d+\. Install a newer"):
        open_ledger(path, write=write)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no such file"):
        open_ledger(tmp_path / "none.ledger")
    with pytest.raises(LedgerError, match=r"there is no folder '.*no folder'\. Make it"):
        open_ledger(tmp_path / "no folder" / "x.ledger", write=True)
    for write in (False, True):
        with pytest.raises(LedgerError, match="this is a folder"):
            open_ledger(tmp_path, write=write)
    assert not list(tmp_path.iterdir())


def test_an_empty_file_becomes_a_ledger_only_for_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "empty.ledger"
    path.touch()
    with pytest.raises(NotALedgerError, match="empty"):
        open_ledger(path)
    with open_ledger(make(path)) as ledger:
        assert len(list(ledger.articles())) == 3


def test_strange_names_of_files_are_no_hindrance(tmp_path: Path) -> None:
    path = make(tmp_path / "ação ?mode=ro#%20 100%.ledger")
    with open_ledger(str(path)) as ledger:
        assert not list(ledger.verify())


def test_a_second_writer_is_told_while_readers_go_on(tmp_path: Path) -> None:
    path = tmp_path / "two.ledger"
    with open_ledger(path, write=True) as ledger:
        enter(ledger, finished("a1"))
        with pytest.raises(LedgerBusyError, match=r"two\.ledger: another process is writing.*Wait until"):
            open_ledger(path, write=True)
        assert told(writer(path))[0].startswith("ledger-busy")
        with open_ledger(path) as reader:
            rows = reader.statements()
            next(rows)
            enter(ledger, finished("a2"))
            assert len(list(rows)) == 1
            assert len(list(reader.articles())) == 2
    with open_ledger(path, write=True) as ledger:
        assert len(list(ledger.articles())) == 2


def test_another_application_that_holds_the_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PATIENT_SECONDS", 0.05)
    path = make(tmp_path / "held.ledger")
    with open_ledger(path, write=True) as ledger, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusyError):
            enter(ledger, finished("a9"))
        other.execute("ROLLBACK")
        enter(ledger, finished("a9"))
        assert ledger.article("a9")


def test_a_ledger_in_a_folder_that_cannot_be_written_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(tmp_path / "x.ledger")
    monkeypatch.setattr("os.access", lambda *_: False)
    with open_ledger(path) as ledger:
        assert len(list(ledger.articles())) == 3
        assert [file.name for file in tmp_path.iterdir()] == ["x.ledger"]
        assert {problem.what.partition(": ")[2] for problem in ledger.verify()} == {"the file cannot be written"}


def test_a_failed_write_leaves_the_old_article(tmp_path: Path) -> None:
    with open_ledger(make(tmp_path / "x.ledger"), write=True) as ledger:
        before = content(ledger)
        article, passages, records = finished("a1", f"{FIGURES}\nOutro fim.")
        with pytest.raises(ValueError, match="before the first passage"):
            ledger.write(article, passages[1:], records, version="2", run=1)
        assert content(ledger) == before
        assert not list(ledger.verify())


def test_an_older_ledger_is_brought_up_to_date_by_a_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(tmp_path / "old.ledger")
    there = migrations.newest()
    more = "ALTER TABLE articles ADD COLUMN section TEXT;", "SELECT 1;"
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, *more))
    with pytest.raises(LedgerError, match=f"older version {there}"):
        open_ledger(path)
    with open_ledger(path, write=True) as ledger:
        assert not list(ledger.verify())
    with open_ledger(path) as ledger:
        assert len(list(ledger.articles())) == 3
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (there + 2,)
        connection.execute("SELECT section FROM articles")


def test_a_ledger_of_the_first_version_becomes_like_a_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", ())
        open_ledger(tmp_path / "old.ledger", write=True).close()
    open_ledger(tmp_path / "old.ledger", write=True).close()
    open_ledger(tmp_path / "new.ledger", write=True).close()
    old, new = (schema(tmp_path / f"{name}.ledger") for name in ("old", "new"))
    assert old == new


def schema(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(tmp_path / "old.ledger")
    with monkeypatch.context() as patch:
        broken = "ALTER TABLE articles ADD COLUMN section TEXT; SELECT gone FROM articles;"
        patch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, broken))
        with pytest.raises(LedgerError, match="no such column"):
            open_ledger(path, write=True)
    with open_ledger(path, write=True) as ledger:
        assert len(list(ledger.articles())) == 3
