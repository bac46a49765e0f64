"""The verbs ``series`` and ``changes``: tables, drawings, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from segundo.cli.app import app
from segundo.cli.plotting import Scale
from segundo.ledger import PointRow, SeriesRow, open_ledger
from tests.ledger_build import enter
from tests.test_ledger_changes import item as statement
from tests.test_ledger_series import item


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("cli") / "timelines.ledger"
    with open_ledger(path, write=True) as ledger:
        enter(
            ledger, item("a", "Morreram 30 pessoas", "Entre elas há 12 crianças"),
            item("b", "São já 34 pessoas", day=5),
            item("c", "Ficaram 90 pessoas", kind="injured"), statement("x", "deny"), statement("y", "concede", day=9),
        )  # fmt: skip
        ledger.compare()
    return str(path)


def run(*arguments: str, width: int = 120) -> Result:
    return CliRunner(env={"COLUMNS": str(width)}).invoke(app, list(arguments), catch_exceptions=False)


def test_series_are_listed(book: str) -> None:
    (row,) = map(json.loads, run("series", book, "--json").stdout.splitlines())
    assert set(row) == set(SeriesRow.__dataclass_fields__)
    assert (row["points"], row["parts"]) == (2, 1)
    table = run("series", book).stdout
    assert "killed · Évora" in table
    assert "injured" not in table
    assert "injured · Évora" in run("series", book, "--least", "1").stdout


@pytest.mark.parametrize("asked", ["mortos em Évora", "id"])
def test_one_series_shows_its_points(book: str, asked: str) -> None:
    with open_ledger(book) as ledger:
        (series,) = ledger.series()
    shown = run("series", book, series.id if asked == "id" else asked).stdout
    assert "killed · Évora" in shown
    assert all(words in shown for words in ("Jornal a (own word)", "part: crianças", "2015-09-05 p", "●", "○"))


def test_points_leave_as_json_and_csv(book: str) -> None:
    rows = [json.loads(line) for line in run("series", book, "mortos", "--json").stdout.splitlines()]
    assert [row["value"] for row in rows] == [30, 12, 34]
    assert set(rows[0]) == set(PointRow.__dataclass_fields__)
    sheet = csv.DictReader(io.StringIO(run("series", book, "mortos", "--csv").stdout, newline=""))
    assert [row["value"] for row in sheet] == ["30", "12", "34"]


def test_no_line_is_wider_than_a_narrow_terminal(book: str) -> None:
    for arguments in (("series", book), ("series", book, "mortos"), ("changes", book, "--actor", "Prado")):
        assert all(len(line) <= 80 for line in run(*arguments, width=80).stdout.splitlines())


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("series mortos --least 9", "there is no such series of 9 points or more; with --least 1 there are 1"),
        ("series Marte", "there is no such series; without 'Marte' there are 1"),
        ("series --kind missing", "there are no such series; without --kind missing there are 1"),
        ("changes --actor Ninguém", "nobody called 'Ninguém' said so; `segundo actors BOOK` lists who is named"),
        ("changes --actor Prado --about túnel", "nobody called 'Prado' said so; without --about: 2 statements"),
        ("changes --actor Ninguém --about túnel", "nobody called 'Ninguém' said so; `segundo actors BOOK` lists who is"
         " named"),
    ],
)
def test_where_there_is_nothing_it_is_told_why(book: str, asked: str, told: str) -> None:
    verb, *options = asked.split()
    done = run(verb, book, *options)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.strip() == told.replace("BOOK", book)


def test_changes_stand_side_by_side(book: str) -> None:
    shown = run("changes", book, "--actor", "Prado", "--about", "ponte").stdout
    assert any("deny" in line and "concede" in line for line in shown.splitlines())
    (found,) = map(json.loads, run("changes", book, "--actor", "Prado", "--json").stdout.splitlines())
    assert [len(found["positions"]), len(found["candidates"])] == [2, 1]


def test_positions_are_listed_without_a_matter_and_counted_alike(book: str) -> None:
    done = run("changes", book, "--actor", "Prado")
    (found,) = map(json.loads, run("changes", book, "--actor", "Prado", "--json").stdout.splitlines())
    assert all(row["id"] in done.stdout.split("candidate")[0] for row in found["positions"])
    assert "what was said" in done.stdout and done.stderr == "2 statements; 1 candidate change\n"
    assert "One JSON object" in run("changes", "--help").stdout


def test_what_stands_in_two_articles_counts_once_with_and_without_a_matter(tmp_path: Path) -> None:
    path = str(tmp_path / "twice.ledger")
    with open_ledger(path, write=True) as ledger:
        enter(ledger, statement("x", "deny"), statement("y", "deny", day=1), statement("z", "concede", day=9))
        ledger.compare()
    with_none = run("changes", path, "--actor", "Prado").stderr
    without = run("changes", path, "--actor", "Prado", "--about", "túnel").stderr
    assert with_none.startswith("2 statements;")
    assert without == "nobody called 'Prado' said so; without --about: 2 statements\n"


def test_formats_exclude_one_another(book: str) -> None:
    result = CliRunner().invoke(app, ["series", book, "--json", "--csv"])
    assert "exclude one another" in str(result.exception)


def test_a_scale_begins_at_zero_unless_values_are_near_one_another() -> None:
    assert [Scale.of([5, 10], 11).at(value) for value in (5, 10)] == [5, 10]
    assert [Scale.of([95, 100], 11).at(value) for value in (95, 100)] == [0, 10]
    assert [Scale.of([1, 1_000_000], 13).at(value) for value in (1, 1000, 1_000_000)] == [0, 6, 12]
    assert Scale.of([7], 11).at(7) in range(11)
