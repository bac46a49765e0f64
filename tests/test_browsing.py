"""What pages show beside rows: facets, other places of a record or a passage."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from segundo.errors import UsageError
from segundo.ledger import Filter, Ledger, browsing, open_ledger
from tests.book import make


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path: Path = make(tmp_path_factory.mktemp("browsing") / "small.ledger")
    with open_ledger(path) as opened:
        yield opened


def test_a_facet_counts_the_values_that_other_filters_leave(ledger: Ledger) -> None:
    assert ledger.facets("statements", ("form", "speaker"), Filter(outlet="ria")) == {
        "form": [("direct", 1), ("indirect", 1)], "speaker": [("Rui Amaro", 1)],
    }  # fmt: skip


def test_a_facet_leaves_its_own_filter_aside(ledger: Ledger) -> None:
    found = ledger.facets("statements", ("form", "speaker"), Filter(form="direct"))
    assert found == {"form": [("direct", 2), ("indirect", 2)], "speaker": []}


def test_facets_of_many_rows_are_of_the_first(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browsing, "SAMPLE", 1)
    assert sum(count for _, count in ledger.facets("statements", ("form",))["form"]) == 4
    monkeypatch.setattr(browsing, "WHOLE", 3)
    assert sum(count for _, count in ledger.facets("statements", ("form",))["form"]) == 1


def test_there_are_facets_of_known_fields_only(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="There are: speaker"):
        ledger.facets("statements", ("content; DROP TABLE runs",))


def test_the_latest_statements_come_first(ledger: Ledger) -> None:
    assert ledger.latest() == list(ledger.statements())[::-1]
    (row,) = ledger.latest(Filter(count="once", limit=1))
    assert (row.article, row.form) == ("ria-1", "direct")


def test_a_record_knows_where_its_equals_stand(ledger: Ledger) -> None:
    first, _, later, _ = ledger.statements()
    for record in (first.id, later.id):
        assert [(place.id, place.outlet) for place in ledger.places(record)] == [
            (first.id, "Correio da Ria"), (later.id, "Jornal da Serra"),
        ]  # fmt: skip
    assert ledger.places("s000") == []


def test_a_repeated_passage_knows_its_first_place(ledger: Ledger) -> None:
    assert ledger.repeated("ria-1") == {}
    assert {number: (place.article, place.passage) for number, place in ledger.repeated("serra-1").items()} == {
        1: ("ria-1", 1), 2: ("ria-1", 2),
    }  # fmt: skip
