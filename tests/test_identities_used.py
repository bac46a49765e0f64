"""Who is who where the ledger tells of speakers and sources: somebody is one under all names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from segundo.article import Article, Span
from segundo.ledger import Filter, Ledger, open_ledger
from segundo.ledger.identities import display
from segundo.records import Act, Actor, Figure, Records, Statement
from segundo.segment import segment
from tests.ledger_build import Finished, enter

SHORT, FULL = "PGR", "Procuradoria-Geral da República"
BRIDGE = "a construção da ponte do aeroporto de Beja"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "test.ledger", write=True) as opened:
        yield opened


def item(
    identifier: str, speaker: str, day: int, *, act: Act = "state", casks: int = 12, matter: str = BRIDGE
) -> Finished:
    """An article in which a body says something of a bridge and how many casks were stolen since 2011."""
    text = f"{speaker} falou {matter}, e que desde 2011 {casks} pipas sumiram em Évora na edição {identifier}."

    def at(words: str) -> tuple[Span, ...]:
        return (Span(text.index(words), text.index(words) + len(words)),)

    said = Statement(at(matter), at("falou"), at(speaker), "indirect", act, "r", 0.9, speaker, 0)
    counted = Figure(
        at(str(casks)), at("pipas"), float(casks), None, "exact", "other", None, "r", 0.9, "Évora", None, 0
    )
    actor = Actor(speaker, "organisation", at(speaker), "n", 0.9)
    article = Article(
        identifier, text, outlet=f"Jornal {identifier}", published=date(2015, 9, 1) + timedelta(day),
        published_basis="given", source=identifier,
    )  # fmt: skip
    return Finished(article, segment(text), Records((said,), (), (counted,), (), (actor,)))


def told(ledger: Ledger, *items: Finished) -> Ledger:
    enter(ledger, *items)
    ledger.compare()
    return ledger


def test_a_source_revises_its_figure_under_another_name(ledger: Ledger) -> None:
    told(ledger, item("a", SHORT, 3), item("b", FULL, 5, casks=20), item("c", FULL, 7, casks=30))
    (series,) = ledger.series(Filter(count="once"))
    points = ledger.points(series.id)
    assert (series.sources, [point.source for point in points]) == (1, [FULL] * 3)
    assert [point.superseded_by for point in points] == [points[1].id, points[2].id, None]


def test_a_source_of_a_series_is_found_under_another_name(ledger: Ledger) -> None:
    told(ledger, item("a", SHORT, 3), item("b", FULL, 5, casks=20), item("c", "ONU", 7, casks=30))
    (series,) = ledger.series(Filter(speaker=SHORT, count="once"))
    assert (series.points, series.sources) == (2, 1)


def test_a_change_is_of_one_speaker_under_all_names(ledger: Ledger) -> None:
    told(ledger, item("a", SHORT, 3), item("b", FULL, 5, act="deny"))
    (change,) = ledger.changes(SHORT, None).candidates
    assert (change.earlier.speaker, change.later.speaker) == (SHORT, FULL)


def test_two_of_one_name_changed_nothing(ledger: Ledger) -> None:
    other = item("b", "Polícia Civil", 203, act="deny", matter="o fecho da escola velha de Moura, às nove da noite")
    told(ledger, item("a", "Polícia Civil", 3), other)
    assert len({ledger.identity(row.id).row.id for row in ledger.actors()}) == 2
    assert ledger.changes("Polícia", None).candidates == ()


def test_who_said_most_is_counted_under_all_names(ledger: Ledger) -> None:
    told(ledger, item("a", SHORT, 3), item("b", FULL, 5), item("c", FULL, 7), item("d", "ONU", 8), item("e", "ONU", 9))
    assert ledger.stats().speakers == ((FULL, 3), ("ONU", 2))


@pytest.mark.parametrize(
    ("kind", "names", "shown"),
    [
        ("person", ["Tordo", "João Silva", "João Silva Tordo Zuzarte"], "João Silva"),
        ("person", ["Tordo", "João"], "Tordo"),
        ("organisation", ["PQP", "PQP-MS", "ex-PQP/MS", "Partido dos Quintais"], "Partido dos Quintais"),
        ("organisation", ["PQP", "ex-PQP/MS"], "PQP"),
        ("place", ["Beja", "Beja Nova"], "Beja"),
    ],
)
def test_one_is_shown_by_the_most_used_name_that_tells_who_it_is(kind: str, names: list[str], shown: str) -> None:
    assert display(kind, names) == shown


def test_what_is_said_out_of_courtesy_is_no_role(ledger: Ledger) -> None:
    finished = item("a", "Tordo", 1)
    (actor,) = finished.records.actors
    named = replace(actor, kind="person", roles=("Dr.", "dona de bar", "dona"))
    enter(ledger, finished._replace(records=replace(finished.records, actors=(named,))))
    ledger.compare()
    (row,) = ledger.identities(Filter(speaker="Tordo"))
    assert row.roles == ("dona de bar",)
