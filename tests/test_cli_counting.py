"""What the command line shows of copies, stories and appearances."""

from __future__ import annotations

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from segundo.cli.app import app
from segundo.errors import UsageError
from segundo.ledger import open_ledger
from tests.ledger_build import enter
from tests.test_ledger_sayings import OWN, SHORT, WHOLE, item


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("cli") / "counting.ledger"
    with open_ledger(path, write=True) as ledger:
        enter(ledger, item("a", WHOLE), item("b", SHORT, around=OWN["a"], day=4), item("c", WHOLE, day=5))
        ledger.compare()
    return str(path)


def output(*arguments: str) -> str:
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


@pytest.mark.parametrize(("how", "articles"), [("all", "abc"), ("once", "a"), ("independent", "ac")])
def test_statements_are_counted_as_asked(book: str, how: str, articles: str) -> None:
    rows = map(json.loads, output("statements", book, "--count", how, "--json").splitlines())
    assert [row["article"] for row in rows] == list(articles)


@pytest.mark.parametrize(("least", "articles"), [("3", "abc"), ("4", "")])
def test_what_several_outlets_give_is_listed_and_exported(book: str, least: str, articles: str) -> None:
    for verb in (("statements", book, "--json"), ("export", book, "annotations")):
        told = output(*verb, "--outlets", least)
        assert [name for name in "abc" if f'"Jornal {name}"' in told or f":article:{name}" in told] == list(articles)
    if not articles:
        result = CliRunner().invoke(app, ["statements", book, "--outlets", least])
        assert "without --outlets 4 there are 3" in result.stderr


def test_the_stories_are_listed(book: str) -> None:
    (row,) = map(json.loads, output("stories", book, "--json").splitlines())
    assert (row["id"], row["articles"]) == ("a", 3)
    assert row["name"] in output("stories", book)


def test_stories_have_filters_limits_and_forms_like_other_lists(book: str) -> None:
    with open_ledger(book) as ledger:
        (story,) = ledger.stories()
    (row,) = csv.DictReader(io.StringIO(output("stories", book, "--csv", "--outlet", "Jornal b")))
    assert (row["id"], row["name"]) == (story.id, story.name)
    assert [row["article"] for row in csv.DictReader(io.StringIO(output("stories", book, "b", "--csv")))] == [*"abc"]
    assert output("stories", book, "--json", "--offset", "1") == ""
    result = CliRunner().invoke(app, ["stories", book, "--since", "2016"])
    assert result.stderr == "there are no such stories; without --since 2016-01-01 there are 1\n"


def test_a_story_is_explained(book: str) -> None:
    rows = [json.loads(line) for line in output("stories", book, "c", "--json").splitlines()]
    assert [(row["article"], row["like"]) for row in rows] == [("a", None), ("b", "a"), ("c", "a")]
    assert "barragem" in output("stories", book, "c")
    result = CliRunner().invoke(app, ["stories", book, "c", "--outlet", "Jornal b"])
    assert isinstance(result.exception, UsageError)


def test_an_article_shows_what_it_copies(book: str) -> None:
    assert "reprint of a (Jornal a): 100% of the text" in output("show", book, "b")


def test_a_statement_shows_its_appearances(book: str) -> None:
    with open_ledger(book) as ledger:
        first = next(ledger.statements())
    page = output("show", book, first.id)
    assert "3 appearances, 2 of them independent" in page
    assert "Jornal b, 2015-09-04: shortened, Ana Prado" in page
