"""The verbs that read, in processes of their own, with the shipped model."""

import json
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from time import sleep

import pytest

from segundo.cli.output import many
from segundo.errors import LedgerError
from segundo.ledger import open_ledger

SEGUNDO = [sys.executable, "-m", "segundo"]
TEXT = "O ministro Rui Amaro disse na quarta-feira que mais de 200 pessoas fugiram das cheias."


def process(*arguments: str, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*SEGUNDO, *arguments], input=stdin, capture_output=True, check=False, cwd=cwd)


def test_try_shows_what_was_found() -> None:
    done = process("try", TEXT, "--published", "2015-09-03")
    assert done.returncode == 0
    shown = done.stdout.decode()
    assert all(words in shown for words in ("Statements", "Rui Amaro", "Figures", "≥ 200", "2015-09-02"))
    assert done.stderr == b""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_try_takes_standard_input_in_any_encoding(encoding: str) -> None:
    done = process("try", "-", stdin="A juíza negou que “haja razões” para a prisão.".encode(encoding))
    assert done.returncode == 0
    assert "juíza" in done.stdout.decode()


def test_try_with_nothing_to_find_says_so() -> None:
    done = process("try", "Chove.")
    assert (done.returncode, done.stdout.decode().strip()) == (0, "Nothing was found.")


def test_extract_prints_the_gold_form_and_goes_on_after_a_bad_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"---\npublished: 2015-09-03\n---\n{TEXT}", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02\x03" * 20)
    (tmp_path / "c.jsonl").write_text('{"id": "c", "text": "Chove."}\n{"id": "d"\n', encoding="utf-8")
    done = process("extract", "a.txt", "b.txt", "c.jsonl", "nowhere.txt", cwd=tmp_path)
    assert done.returncode == 3
    articles = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [article["published"] for article in articles] == ["2015-09-03", None]
    (statement,) = articles[0]["statements"]
    assert [TEXT[start:end] for start, end in statement["cue"]] == ["disse"]
    talk = done.stderr.decode()
    assert all(f"{name}: " in talk for name in ("b.txt", "nowhere.txt"))
    assert "3 failed" in talk


def test_extract_writes_to_a_file(tmp_path: Path) -> None:
    done = process("extract", "-", "-o", "out.jsonl", stdin=TEXT.encode(), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["text"] == TEXT


def test_read_makes_a_ledger_and_passes_over_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    first, second = (process("read", "news.ledger", "a.txt", cwd=tmp_path) for _ in range(2))
    assert (first.returncode, first.stdout, second.returncode) == (0, b"", 0)
    assert "1 article read, 0 known before, 0 failed" in first.stderr.decode()
    assert "0 articles read, 1 known before, 0 failed" in second.stderr.decode()
    with open_ledger(tmp_path / "news.ledger") as ledger:
        assert [row.speaker for row in ledger.statements()] == ["Rui Amaro"]
        assert list(ledger.verify()) == []


def test_read_lists_failures_and_keeps_them(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02\x03" * 20)
    done = process("read", "news.ledger", "bad.txt", "-", stdin=TEXT.encode(), cwd=tmp_path)
    assert done.returncode == 3
    assert "bad.txt: " in done.stderr.decode()
    with open_ledger(tmp_path / "news.ledger") as ledger:
        assert [failure.source for failure in ledger.failures()] == ["bad.txt"]


def test_read_tells_of_articles_without_a_day_and_show_of_the_reason(tmp_path: Path) -> None:
    for number, day in enumerate(("no outono", "3 de setembro de 2015")):
        (tmp_path / f"{number}.txt").write_text(f"---\nid: a{number}\npublished: {day}\n---\n{TEXT}", encoding="utf-8")
    done = process("read", "news.ledger", "0.txt", "1.txt", cwd=tmp_path)
    told = "1 article without a day of publication: days that depend on it stay open"
    assert done.stderr.decode().splitlines()[1:] == [told]
    shown = process("show", "news.ledger", "a0", cwd=tmp_path).stdout.decode()
    assert "notes: published is no date: 'no outono'" in shown
    assert "notes" not in process("show", "news.ledger", "a1", cwd=tmp_path).stdout.decode()


def test_read_tells_of_articles_in_another_language(tmp_path: Path) -> None:
    spanish = "El ministro dijo el miércoles que más de doscientas personas huyeron de las inundaciones. " * 3
    (tmp_path / "es.jsonl").write_text(json.dumps({"published": "2015-09-03", "text": spanish}), encoding="utf-8")
    talk = process("read", "news.ledger", "es.jsonl", cwd=tmp_path).stderr.decode()
    assert "1 article that seems to be in another language: what was found there is worth little" in talk


def test_no_ledger_is_made_where_nothing_can_be_read(tmp_path: Path) -> None:
    done = process("read", "news.ledger", "artigos-errados", cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr.decode().splitlines() == [
        "news.ledger was not made: there is no article that can be read",
        "artigos-errados: No such file or directory [source]",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_that_another_process_writes_is_busy(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "news.ledger", write=True):
        done = process("read", "news.ledger", "-", stdin=TEXT.encode(), cwd=tmp_path)
    assert done.returncode == 1
    assert "news.ledger" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_run_is_clean_and_can_be_completed(tmp_path: Path, jobs: str) -> None:
    articles = [{"id": str(number), "text": f"{TEXT}\n\nFoi o dia {number}."} for number in range(400)]
    (tmp_path / "many.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in articles), encoding="utf-8")
    command = [*SEGUNDO, "read", "news.ledger", "many.jsonl", "--jobs", jobs]
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a shell's background jobs are told to ignore it
    running = subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=heeding
    )
    ledger = tmp_path / "news.ledger"
    while running.poll() is None and not _articles(ledger):
        sleep(0.1)
    os.killpg(running.pid, signal.SIGINT)  # as Ctrl-C does: the workers get it too
    talk = running.communicate(timeout=60)[1].decode()
    assert running.returncode == 130
    assert "Traceback" not in talk
    assert "the same command reads the rest" in talk
    kept = _articles(ledger)
    assert 0 < kept < len(articles)
    done = process(*command[len(SEGUNDO) :], cwd=tmp_path)
    assert f"{many(len(articles) - kept, 'article')} read, {kept} known before" in done.stderr.decode()


def _articles(path: Path) -> int:
    """How many articles a ledger holds; none while it is being made."""
    try:
        with open_ledger(path) as ledger:
            return ledger.count("articles")
    except LedgerError:
        return 0
