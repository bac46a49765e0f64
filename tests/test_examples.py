"""The examples through the whole pipeline: what the founding example asks for, and that nothing changes unnoticed."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

from segundo.export.gold import Gold
from segundo.ledger import Filter, Ledger, open_ledger
from segundo.run import read_into
from segundo.sources import read_sources
from tests import pictures
from tests.examples import ARTICLES, GOLDEN, examples, lines, words

FOUNDING = "sem-data.txt"


@pytest.fixture(scope="module")
def founding() -> Gold:
    return examples()[FOUNDING]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    path = tmp_path_factory.mktemp("examples") / "examples.ledger"
    with open_ledger(path, write=True) as book:
        read_into(book, read_sources([ARTICLES]), jobs=1)
    return open_ledger(path)


@pytest.mark.parametrize(
    ("speaker", "act", "form"),
    [
        ("Toner", "state", "direct"),
        ("Serguei Lavrov", "demand", "indirect"),
        ("Dmitri Peskov", "deny", "indirect"),
        ("ONU", "state", "indirect"),
        ("Rússia", "accuse", "indirect"),
        ("Vladimir Putin", "promise", "indirect"),
    ],
)
def test_the_founding_example_gives_each_statement(founding: Gold, speaker: str, act: str, form: str) -> None:
    assert (speaker, act, form) in {(s["speaker"], s["act"], s["form"]) for s in founding["statements"]}


def test_the_founding_example_gives_the_figures_of_the_un(founding: Gold) -> None:
    found = {
        (figure["value"], figure["bound"], figure["kind"], words(founding, figure).get("according_to"))
        for figure in founding["figures"]
    }
    assert {(220_000, "at_least", "killed", "ONU"), (11_000_000, "exact", "displaced", "ONU")} <= found


def test_four_repeated_paragraphs_are_read_once(founding: Gold) -> None:
    assert founding["repeats"] == [[6, 2], [7, 3], [8, 4], [9, 5]]
    assert len(founding["statements"]) <= 8


def test_nothing_that_is_only_said_to_be_planned_or_denied_has_happened(founding: Gold) -> None:
    denied = next(s for s in founding["statements"] if s["act"] == "deny")
    start, end = denied["content"][0]
    inside = [event for event in founding["events"] if start <= event["trigger"][0][0] < end]
    assert [event for event in inside if event["status"] in {"happened", "ongoing"}] == []


def test_a_date_that_is_not_known_stays_open(founding: Gold) -> None:
    values = {words(founding, time)["words"]: time["value"] for time in founding["times"]}
    assert values["quarta-feira"] == "XXXX-WXX-3"


def test_a_reprint_counts_once(ledger: Ledger) -> None:
    reprinted = list(ledger.statements(Filter(outlet="Diário do Cerrado")))
    assert reprinted
    assert {row.passage for row in reprinted if row.first_id is None} == {1}  # where "nesta" became "na"
    everything, once = (ledger.count("statements", Filter(count=how)) for how in ("all", "once"))
    assert once < everything


def test_the_ledger_of_the_examples_is_sound(ledger: Ledger) -> None:
    assert list(ledger.verify()) == []
    assert list(ledger.failures()) == []
    assert ledger.stats().articles == 14


def test_the_examples_give_what_they_gave() -> None:
    kept = GOLDEN.read_text(encoding="utf-8").splitlines()
    changes = "\n".join(unified_diff(kept, list(lines()), "kept", "now", lineterm="", n=0))
    assert changes == "", f"`make golden` keeps what is right:\n{changes}"


def test_every_example_is_described() -> None:
    page = (ARTICLES.parent / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in Path(ARTICLES).iterdir() if f"`{path.name}`" not in page] == []


def test_the_pages_that_the_docs_picture_are_there(ledger: Ledger, tmp_path: Path) -> None:
    assert pictures.figure(ledger).startswith("/article?id=")
    with open_ledger(tmp_path / "notes.ledger", write=True) as book:
        read_into(book, pictures.notes(), jobs=1)
        (row,) = book.series()
        assert pictures.series(book).endswith(row.id)
        assert (row.points, row.sources, row.high) == (9, 3, 63)
