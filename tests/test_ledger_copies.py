"""Copies of articles in a ledger: found for what is new, whatever the order, kept up when an article changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segundo.ledger import CopyRow, Filter, Ledger, copying, open_ledger
from segundo.repeats import reuse, shingles
from tests.ledger_build import Finished, enter, finished

ONE = (
    "A câmara aprovou na terça-feira o plano para as margens do rio, com dois votos contra. As obras começam em março.",
    "O vereador do urbanismo disse que a ciclovia fica pronta antes do verão e que nenhuma árvore será abatida.",
    "Os moradores da rua de baixo pediram um muro mais alto, depois de três cheias em menos de dez anos.",
    "O orçamento prevê oito milhões para a primeira fase, pagos em partes iguais pela cidade e pelo fundo.",
)
TWO = (
    "Uma baleia de doze metros deu à costa na madrugada de domingo, na praia do norte, e morreu ao fim da manhã.",
    "Biólogos da universidade recolheram amostras e dizem que o animal não tinha ferimentos causados por navios.",
    "A praia fica fechada até quinta-feira, enquanto duas máquinas retiram o corpo para um aterro a vinte quilómetros.",
)


pytestmark = pytest.mark.usefixtures("two_at_once")


def item(identifier: str, *paragraphs: str, outlet: str | None = "Diário do Rio", day: int | None = 3) -> Finished:
    return finished(identifier, "\n".join(paragraphs), outlet=outlet, published=date(2015, 9, day) if day else None)


def compared(ledger: Ledger, *items: Finished) -> Ledger:
    enter(ledger, *items)
    ledger.compare()
    assert not list(ledger.verify())
    return ledger


def state(ledger: Ledger) -> tuple[list[CopyRow], dict[str, tuple[str | None, int]]]:
    """The pairs and the groups, in an order of their own."""
    copies = sorted(ledger.copies(), key=lambda row: (row.later, row.earlier))
    return copies, {row.id: (row.original, row.copies) for row in ledger.articles()}


def test_a_shortened_reprint_is_a_copy_of_the_earlier_article(ledger: Ledger) -> None:
    compared(ledger, item("a2", *ONE[:2], outlet="Folha da Serra", day=4), item("a1", *ONE), item("a3", *TWO))
    (row,) = ledger.copies()
    assert (row.later, row.earlier, row.kind, row.share_of_later) == ("a2", "a1", "reprint", 1)
    assert 0.4 < row.share_of_earlier < 0.7
    assert state(ledger)[1] == {"a1": (None, 1), "a2": ("a1", 1), "a3": (None, 0)}
    assert [row.id for row in ledger.articles(Filter(count="once"))] == ["a1", "a3"]


def test_a_copy_in_the_same_house_is_an_update(ledger: Ledger) -> None:
    compared(ledger, item("a1", *ONE[:3], outlet="rio.example.pt"), item("a2", *ONE, outlet="www.example.pt", day=4))
    assert [(row.later, row.kind) for row in ledger.copies()] == [("a2", "update")]


def test_a_wrong_or_missing_date_hides_no_copy(ledger: Ledger) -> None:
    late = finished("a1", "\n".join(ONE), published=date(1970, 1, 1))
    compared(ledger, late, item("a2", *ONE[1:], day=None), item("a3", *ONE, day=9))
    assert state(ledger)[1] == {"a1": (None, 2), "a2": ("a1", 2), "a3": ("a1", 2)}


def test_the_credit_of_one_agency_lets_a_smaller_share_do(ledger: Ledger) -> None:
    mixed = [ONE[0], *TWO[:2]]
    compared(ledger, item("a1", *ONE[:3]), item("a2", *mixed, outlet="Folha da Serra"))
    assert list(ledger.copies()) == []
    compared(ledger, item("a1", *ONE[:3], "Lusa"), item("a2", *mixed, "Lusa", outlet="Folha da Serra"))
    assert [row.credits for row in ledger.articles()] == [("Lusa",), ("Lusa",)]
    assert len(list(ledger.copies())) == 1


def test_what_is_reused_is_told_with_its_paragraphs(ledger: Ledger) -> None:
    compared(ledger, item("a1", *ONE), item("a2", TWO[0], ONE[2], *TWO[1:], outlet="Folha da Serra", day=4))
    assert list(ledger.copies()) == []
    (reuse,) = ledger.reuses("a2")
    assert (reuse.article, reuse.kind, reuse.passages, reuse.later) == ("a1", None, (2,), False)
    text = ledger.article("a2").text
    assert [text[slice(*span)] for span in reuse.spans] == [ONE[2]]
    assert 0.2 < reuse.share < 0.4
    (back,) = ledger.reuses("a1")
    assert (back.article, back.passages) == ("a2", (3,))


def test_the_words_of_an_article_are_found_once_for_all_that_have_some(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared(ledger, item("a1", *ONE), *(item(f"b{number}", ONE[2], TWO[number]) for number in range(3)))
    asked: list[str] = []

    def words(text: str) -> list[shingles.Word]:
        asked.append(text)
        return shingles.words(text)

    monkeypatch.setattr(reuse, "words", words)
    assert len(ledger.reuses("a1")) == 3
    assert asked == [ledger.article("a1").text]


def test_comparing_again_changes_nothing(ledger: Ledger) -> None:
    compared(ledger, item("a1", *ONE), item("a2", *ONE[1:]))
    before = state(ledger)
    assert ledger.compare() == 0
    assert state(ledger) == before


def test_only_what_is_new_is_compared(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    compared(ledger, item("a1", *ONE), item("a2", *TWO))
    read: list[int] = []
    text_of = copying.text_of

    def watched(connection: sqlite3.Connection, number: int) -> copying.Text:
        read.append(number)
        return text_of(connection, number)

    monkeypatch.setattr(copying, "text_of", watched)
    enter(ledger, item("a3", *ONE[1:]))
    assert ledger.compare() == 1
    assert read == [3]
    assert state(ledger)[1]["a3"] == ("a1", 1)


def test_a_copy_whose_original_is_rewritten_stands_alone(ledger: Ledger) -> None:
    compared(ledger, item("a1", *ONE), item("a2", *ONE[:3], day=4), item("a3", *ONE[1:], day=5))
    compared(ledger, item("a1", *TWO))
    assert state(ledger)[1] == {"a1": (None, 0), "a2": (None, 1), "a3": ("a2", 1)}


def test_a_crowd_that_shares_a_line_is_not_compared_in_full(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "CROWD", 2)
    compared(ledger, *(item(f"a{number}", *ONE) for number in range(5)))
    assert {original for original, _ in state(ledger)[1].values()} == {None, "a0"}


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("UPDATE texts SET shingles = x'00000000' WHERE article = 1", "shingles, house or credits are not"),
        ("UPDATE texts SET house = 'x' WHERE article = 1", "shingles, house or credits are not"),
        ("DELETE FROM marks WHERE article = 1", "cannot be found by its shingles"),
        ("UPDATE texts SET original = 2 WHERE article = 1", "its original is not"),
        ("UPDATE copies SET shared = 9", "is not the copy"),
    ],
)
def test_verification_tells_what_was_changed(tmp_path: Path, sql: str, what: str) -> None:
    path = tmp_path / "x.ledger"
    with open_ledger(path, write=True) as ledger:
        compared(ledger, item("a1", *ONE), item("a2", *ONE[1:]))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)
    with open_ledger(path) as ledger:
        assert any(what in problem.what for problem in ledger.verify())


PARAGRAPHS = st.lists(st.sampled_from([*ONE, *TWO]), min_size=1, max_size=5, unique=True)
ARTICLES = st.dictionaries(
    st.sampled_from(["a1", "a2", "a3", "a4", "a5"]),
    st.tuples(PARAGRAPHS, st.sampled_from(["Diário do Rio", "Folha da Serra", None]), st.sampled_from([1, 2, None])),
    min_size=2,
)


@settings(max_examples=40, deadline=None)
@given(ARTICLES, st.randoms(use_true_random=False), st.integers(1, 3))
def test_the_outcome_does_not_depend_on_the_order_of_arrival(
    tmp_path_factory: pytest.TempPathFactory, articles: dict[str, tuple[Sequence[str], str | None, int | None]],
    chance: object, several: int,
) -> None:  # fmt: skip
    """Whether articles come at once or one by one, in whatever order, and whatever stood under their ids before."""
    folder = tmp_path_factory.mktemp("order")
    items = [item(name, *text, outlet=outlet, day=day) for name, (text, outlet, day) in articles.items()]
    with open_ledger(folder / "once.ledger", write=True) as once:
        expected = state(compared(once, *items))
    chance.shuffle(items)  # type: ignore[attr-defined]
    with open_ledger(folder / "steps.ledger", write=True) as steps:
        compared(steps, *(item(part.article.id, *TWO) for part in items[:several]))
        for start in range(0, len(items), several):
            compared(steps, *items[start : start + several])
        assert state(steps) == expected
