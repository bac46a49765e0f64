"""One statement in several articles: its appearances, their wording, and how many of them are independent."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segundo.article import Article, Span
from segundo.ledger import Filter, Ledger, StatementRow, open_ledger
from segundo.records import Form, Records, Statement
from segundo.repeats.wordings import Saying, phrases, sameness, wording
from segundo.segment import segment
from tests.ledger_build import Finished, enter

WHOLE = "A barragem nova custa doze milhões e fica pronta antes do próximo inverno, com ou sem apoio de Lisboa"
SHORT = "A barragem nova custa doze milhões e fica pronta antes do próximo inverno"
ALTERED = "A barragem nova custa vinte milhões e fica pronta antes do próximo inverno, com ou sem apoio de Lisboa"
OTHER = "Ninguém da oposição quis ouvir os moradores antes de votar contra o projeto na semana passada"
OWN = {
    "a": "A vereadora falava à saída da reunião da câmara, que durou até à meia-noite e juntou cem pessoas no salão.",
    "b": "Foi durante uma visita às margens do rio, com engenheiros e jornalistas, que o assunto voltou ontem à mesa.",
    "c": "O calendário das obras fora pedido em janeiro por duas associações de agricultores do vale, sem resposta.",
    "d": "Num discurso de vinte minutos, transmitido pela rádio local, houve palavras para os bombeiros da vila.",
    "e": "Em entrevista ao nosso jornal, gravada no jardim da biblioteca, contou como passou os últimos meses.",
}
"""What each article says besides, more than the statement has words."""


pytestmark = pytest.mark.usefixtures("two_at_once")


def item(
    identifier: str, content: str, *, speaker: str | None = "Ana Prado", day: int | None = 3, month: int = 9,
    form: Form = "direct", around: str = "",
) -> Finished:  # fmt: skip
    """An article with one statement, in a paragraph with words of its own."""
    head = f"{around or OWN[identifier]} "
    text = f"{head}Disse: “{content}.”"
    start = text.index(content)
    cue = (Span(len(head), len(head) + len("Disse")),)
    statement = Statement((Span(start, start + len(content)),), cue, (), form, "state", "quote", 0.9, speaker)
    published = date(2015, month, day) if day else None
    article = Article(
        identifier, text, outlet=f"Jornal {identifier}", published=published,
        published_basis="given" if published else "unknown", source=f"{identifier}.txt",
    )  # fmt: skip
    return Finished(article, segment(text), Records((statement,)))


def united(ledger: Ledger, *items: Finished) -> dict[str, StatementRow]:
    enter(ledger, *items)
    ledger.compare()
    assert not list(ledger.verify())
    return {row.article: row for row in ledger.statements()}


def earliest(rows: dict[str, StatementRow]) -> dict[str, str]:
    """For each article, the article in which its statement appeared first."""
    articles = {row.id: article for article, row in rows.items()}
    return {article: articles[row.same_as] if row.same_as else article for article, row in rows.items()}


def test_a_statement_has_its_appearances_the_earliest_first(ledger: Ledger) -> None:
    rows = united(ledger, item("b", SHORT, day=4), item("c", ALTERED, day=5), item("a", WHOLE), item("d", OTHER))
    assert earliest(rows) == {"a": "a", "b": "a", "c": "a", "d": "d"}
    assert {article: row.wording for article, row in rows.items()} == {
        "a": None, "b": "shortened", "c": "altered", "d": None,
    }  # fmt: skip
    assert {article: row.appearances for article, row in rows.items()} == {"a": 3, "b": 3, "c": 3, "d": 1}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (item("a", WHOLE), item("b", WHOLE, speaker="Prado"), True),
        (item("a", WHOLE), item("b", WHOLE, speaker=None), True),
        (item("a", WHOLE), item("b", WHOLE, day=None), True),
        (item("a", WHOLE), item("b", WHOLE, month=12), False),
        (item("a", WHOLE), item("b", WHOLE, speaker="Rui Amaro"), True),
        (item("a", WHOLE), item("b", WHOLE, speaker="Rui Amaro", form="indirect"), False),
        (item("a", WHOLE), item("b", f"{WHOLE[:40]} {OTHER}", speaker="Rui Amaro"), False),
        (item("a", WHOLE), item("b", OTHER), False),
        (item("a", "Não comento"), item("b", "Não comento"), False),
    ],
    ids=[
        "short name", "no name", "no date", "months later", "quotation of another", "not quoted, of another",
        "a few words, of another", "other words", "too short to tell",
    ],
)  # fmt: skip
def test_what_is_the_same_statement(ledger: Ledger, one: Finished, other: Finished, same: bool) -> None:
    assert earliest(united(ledger, one, other)) == {"a": "a", "b": "a" if same else "b"}


def test_each_article_with_words_of_its_own_is_a_report(ledger: Ledger) -> None:
    rows = united(ledger, *(item(name, WHOLE, day=day) for day, name in enumerate("abc", 1)))
    assert [row.reports for row in rows.values()] == [3, 3, 3]
    assert [ledger.count("statements", Filter(count=how)) for how in ("all", "once", "independent")] == [3, 1, 3]


def test_copies_of_one_text_are_one_report(ledger: Ledger) -> None:
    rows = united(ledger, item("a", WHOLE), item("b", SHORT, around=OWN["a"], day=4), item("c", WHOLE, day=5))
    assert [row.original for row in ledger.articles()] == [None, "a", None]
    assert (rows["a"].appearances, rows["a"].reports) == (3, 2)
    assert {row.article for row in ledger.statements(Filter(count="independent"))} == {"a", "c"}
    assert [row.article for row in ledger.statements(Filter(count="once"))] == ["a"]


def test_what_is_not_compared_yet_counts_by_its_passage(ledger: Ledger) -> None:
    enter(ledger, item("a", WHOLE, around="Igual."), item("b", WHOLE, around="Igual."))
    assert [(row.appearances, row.reports, row.same_as) for row in ledger.statements()] == [(2, 1, None)] * 2
    assert ledger.count("statements", Filter(count="once")) == 1


def test_an_appearance_that_is_rewritten_leaves_the_others_together(ledger: Ledger) -> None:
    united(ledger, item("a", WHOLE), item("b", SHORT, day=4), item("c", WHOLE, day=5))
    assert earliest(united(ledger, item("a", OTHER))) == {"a": "a", "b": "b", "c": "b"}


@pytest.mark.parametrize(
    ("content", "word"),
    [(WHOLE.upper(), "same"), (SHORT, "shortened"), (f"Repito: {WHOLE}", "extended"), (ALTERED, "altered")],
)
def test_how_a_wording_differs(content: str, word: str) -> None:
    assert wording(content, WHOLE) == word


def test_sameness_is_of_the_shorter_statement() -> None:
    one, other = (Saying(phrases(content), "ana prado", True, 1) for content in (WHOLE, SHORT))
    assert sameness(one, other) == sameness(other, one) == 1


CONTENTS = st.sampled_from([WHOLE, SHORT, ALTERED, OTHER])
SPEAKERS = st.sampled_from(["Ana Prado", "Prado", "Rui Amaro", None])
ARTICLES = st.dictionaries(
    st.sampled_from("abcde"), st.tuples(CONTENTS, SPEAKERS, st.sampled_from([1, 2, None])), min_size=2
)


@settings(max_examples=30, deadline=None)
@given(ARTICLES, st.integers(0, 99), st.integers(1, 3))
def test_groups_do_not_depend_on_the_order_of_arrival(
    tmp_path_factory: pytest.TempPathFactory, articles: dict[str, tuple[str, str | None, int | None]], seed: int,
    several: int,
) -> None:  # fmt: skip
    folder = tmp_path_factory.mktemp("order")
    items = [item(name, content, speaker=who, day=day) for name, (content, who, day) in articles.items()]
    with open_ledger(folder / "once.ledger", write=True) as once:
        expected = {name: (row.same_as, row.wording, row.reports) for name, row in united(once, *items).items()}
    Random(seed).shuffle(items)
    with open_ledger(folder / "steps.ledger", write=True) as steps:
        united(steps, *(item(part.article.id, OTHER) for part in items[:several]))
        for start in range(0, len(items), several):
            rows = united(steps, *items[start : start + several])
        assert {name: (row.same_as, row.wording, row.reports) for name, row in rows.items()} == expected
