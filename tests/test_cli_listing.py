"""What the listing verbs say to people: tables that fit a narrow terminal, and why a list is empty."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from segundo.cli.app import app
from segundo.ledger import open_ledger
from tests.book import make
from tests.ledger_build import enter
from tests.test_ledger_changes import item

LONG = "o observatório meteorológico intermunicipal desaconselhou terminantemente qualquer deslocação"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = make(tmp_path_factory.mktemp("listing") / "small.ledger")
    with open_ledger(path, write=True) as ledger:
        ledger.compare()
    return str(path)


def run(*arguments: str, width: int = 80) -> Result:
    return CliRunner(env={"COLUMNS": str(width)}).invoke(app, list(arguments), catch_exceptions=False)


def test_no_word_of_what_was_said_is_broken_in_a_narrow_terminal(tmp_path: Path) -> None:
    path = tmp_path / "long.ledger"
    speaker = "Maria do Rosário Espírito-Santo Albuquerque"
    with open_ledger(path, write=True) as ledger:
        enter(ledger, item("a", "demand", LONG, speaker=speaker))
    shown = run("statements", str(path)).stdout
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert set(LONG.split()) <= set(shown.split())


def test_where_a_time_is_no_day_its_own_words_stand(tmp_path: Path) -> None:
    path = tmp_path / "times.ledger"
    with open_ledger(path, write=True) as ledger:
        enter(ledger, item("a", "deny", when="XXXX-WXX-2"), item("b", "deny", when="2015-09-01"))
    first, second = (run("statements", str(path), "--article", article).stdout for article in ("a", "b"))
    assert "Ontem" in first and "XXXX" not in first
    assert "2015-09-01" in second and "Ontem" not in second


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("statements --speaker Ninguém", "there are no such statements; without --speaker Ninguém there are 4"),
        ("statements --speaker 'Rui & Cia'", "there are no such statements; without --speaker 'Rui & Cia' there are 4"),
        ("statements --not-said", "there are no such statements; without --not-said there are 4"),
        ("statements --speaker Ninguém --act deny", "no statements meet all these filters, nor all but one of them"),
        ("statements --offset 9", "there are no more than 4 statements"),
        ("figures --kind killed --since 2015", "there are no such figures; without --kind killed there are 1"),
        ("actors --name Ninguém", "there are no such actors; without --name Ninguém there are 1"),
        ("statements --speaker Ninguém --json", "there are no such statements; without --speaker Ninguém there are 4"),
    ],
)
def test_an_empty_list_says_which_filter_empties_it(book: str, asked: str, told: str) -> None:
    verb, *options = shlex.split(asked)
    done = run(verb, book, *options)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.strip() == told


def test_an_empty_ledger_is_told_without_filters(tmp_path: Path) -> None:
    path = tmp_path / "empty.ledger"
    open_ledger(path, write=True).close()
    assert run("events", str(path)).stderr == "there are no events\n"
    assert run("stories", str(path)).stderr == "there are no stories\n"


def test_bytes_are_not_written_to_a_terminal(book: str) -> None:
    pytest.importorskip("pyarrow")
    near, far = os.openpty()
    command = [sys.executable, "-m", "segundo", "export", book, "parquet"]
    done = subprocess.run(command, stdout=far, stderr=subprocess.PIPE, text=True, check=False)
    os.close(far)
    os.close(near)
    assert (done.returncode, done.stderr) == (2, "segundo: parquet is no text for a terminal. Name a file with -o\n")


def test_the_signs_under_a_passage_are_explained(book: str) -> None:
    assert run("show", book, "ria-1").stdout.splitlines()[-1].startswith("= who   ^ cue or deed")
