"""``segundo actors``: who is who, one explained, pairs to settle."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from segundo.cli.app import app
from segundo.ledger import open_ledger
from tests.ledger_build import enter
from tests.test_identities import WHALE, Told, item


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("cli") / "actors.ledger"
    full = Told("Mário Tordo", roles=("ministro da Saúde",), country="PT", also=("Tordo",))
    with open_ledger(path, write=True) as ledger:
        enter(
            ledger, item("a1", full), item("a2", full, text=WHALE), item("a3", "Tordo", text=WHALE),
            item("a4", "Rita Zuzarte"), item("a5", "Rui Zuzarte"),
            item("a6", "Zuzarte", Told("um vizinho", kind="unnamed")),
        )  # fmt: skip
        ledger.compare()
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, ["actors", *arguments])


def rows(*arguments: str) -> list[Any]:
    return [json.loads(line) for line in run(*arguments, "--json").stdout.splitlines()]


def test_everybody_is_listed_once(book: str) -> None:
    assert [(row["name"], row["articles"], row["statements"]) for row in rows(book)] == [
        ("Mário Tordo", 3, 3), ("Rita Zuzarte", 1, 1), ("Rui Zuzarte", 1, 1), ("Zuzarte", 1, 1),
    ]  # fmt: skip
    shown = run(book, "--limit", "1")
    assert "also Tordo" in shown.stdout
    assert "1 of 4 actors" in shown.stderr
    assert run(book, "--csv").stdout.startswith("id,name,kind")


def test_the_actors_of_each_article_are_listed(book: str) -> None:
    assert [row["article"] for row in rows(book, "--each", "--name", "mário tordo")] == ["a1", "a2", "a3"]


@pytest.mark.parametrize("who", ["Mário Tordo", "tordo", "id"])
def test_one_is_explained(book: str, who: str) -> None:
    who = rows(book)[0]["id"] if who == "id" else who
    shown = run(book, who).stdout
    assert "person · PT" in shown
    assert "ministro da Saúde" in shown and "2 articles: a1, a2" in shown
    assert "called so beside the other name in 2/2 articles that give both" in shown
    (found,) = rows(book, who)
    assert found["row"]["name"] == "Mário Tordo"
    assert found["bearers"][1]["reasons"] == [{"code": "called", "words": "2/2"}]


def test_others_of_the_name_are_named(book: str) -> None:
    shown = run(book, "Zuzarte")
    assert shown.stdout.startswith("Zuzarte\n")
    assert "others have a name with this: Rita Zuzarte" in shown.stderr
    assert "May be the same" in shown.stdout


def test_pairs_to_settle_are_listed(book: str) -> None:
    assert [(row["one_name"], row["other_name"]) for row in rows(book, "--unsure")] == [
        ("Zuzarte", "Rita Zuzarte"), ("Zuzarte", "Rui Zuzarte"),
    ]  # fmt: skip
    assert "against it: 1 more may be meant" in run(book, "--unsure").stdout
    assert "1 of 2 pairs" in run(book, "--unsure", "--limit", "1").stderr


def test_who_is_nobody_is_an_error(book: str) -> None:
    found = run(book, "Beltrano")
    assert found.exit_code != 0


def test_two_ways_to_look_exclude_one_another(book: str) -> None:
    assert run(book, "Tordo", "--each").exit_code != 0
