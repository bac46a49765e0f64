"""Figures that who speaks does not give as a fact: what tells of them says so, and no series has them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from segundo.cli.columns import COLUMNS, table
from segundo.errors import NotFoundError
from segundo.ledger import Filter, Ledger, open_ledger
from segundo.records import NOT_GIVEN, Act, act_on_figures
from segundo.web.app import make_app
from tests.ledger_build import Finished
from tests.test_ledger_series import compared, item

GIVEN: tuple[Act, ...] = ("state", "concede", "accuse")


def flood(act: Act) -> tuple[Finished, ...]:
    return (
        item("a", "Morreram 30 pessoas", speaker="Polícia"),
        item("b", "Ao todo 40 pessoas morreram", day=4, speaker="Nogueira", act=act),
    )


@pytest.mark.parametrize("act", [*GIVEN, *sorted(NOT_GIVEN)])
def test_a_series_has_what_is_given_as_a_fact(ledger: Ledger, act: Act) -> None:
    compared(ledger, *flood(act))
    (series,) = ledger.series(Filter(count="once"), least=1)
    assert series.high == (30 if act in NOT_GIVEN else 40)


def test_a_denied_figure_is_in_no_series(ledger: Ledger) -> None:
    compared(ledger, *flood("deny"))
    (denied,) = ledger.figures(Filter(speaker="Nogueira"))
    assert denied.act == "deny"
    with pytest.raises(NotFoundError, match="it is denied"):
        ledger.one_series(denied.id)


def test_a_quotation_that_denies_something_gives_the_figures_beside_it(ledger: Ledger) -> None:
    first, second = flood("deny")
    quoted = tuple(replace(statement, form="direct") for statement in second.records.statements)
    compared(ledger, first, second._replace(records=replace(second.records, statements=quoted)))
    (given,) = ledger.figures(Filter(speaker="Nogueira"))
    assert given.act == act_on_figures("deny", "direct") == "state"
    assert act_on_figures("deny", "indirect") == "deny"


def test_a_figure_of_the_articles_own_has_no_act(ledger: Ledger) -> None:
    compared(ledger, item("a", "Morreram 30 pessoas"))
    assert [row.act for row in ledger.figures()] == [None]


@pytest.mark.parametrize(
    ("act", "shown"), [("deny", "Nogueira (denied)"), ("ask", "Nogueira (asked)"), ("state", "Nogueira")]
)
def test_the_table_says_what_is_denied(ledger: Ledger, act: Act, shown: str) -> None:
    compared(ledger, *flood(act))
    columns = table(COLUMNS["figures"], ledger.figures(Filter(speaker="Nogueira"))).columns
    (cell,) = next(column for column in columns if column.header == "according to").cells
    assert str(cell) == shown


@pytest.mark.parametrize(("language", "word"), [("pt", "nega"), ("en", "denies")])
def test_the_pages_say_what_is_denied(tmp_path: Path, language: str, word: str) -> None:
    with open_ledger(tmp_path / "a.ledger", write=True) as ledger:
        compared(ledger, *flood("deny"))
    web = TestClient(make_app(tmp_path / "a.ledger"), base_url="http://localhost:8765")
    chip = f'<span class="chip not">{word}</span>'
    for page, count in (("/figures?speaker=Nogueira", 1), ("/figures?speaker=Pol%C3%ADcia", 0), ("/article?id=b", 1)):
        assert web.get(page, headers={"Accept-Language": language}).text.count(chip) == count
