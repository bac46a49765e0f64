"""What is asserted, and what is asked, supposed or said of anybody, read by the model."""

from __future__ import annotations

from datetime import date

import pytest

from segundo.article import Article
from segundo.pipeline import extract
from segundo.reader import Reader
from segundo.records import Statement


def spoken(reader: Reader, text: str) -> tuple[Statement, ...]:
    """The statements of a text."""
    return extract(Article(id="x", text=text, published=date(2020, 5, 1)), reader).statements


def told(reader: Reader, text: str) -> list[tuple[str, str | None, str]]:
    """The statements of a text: act, who speaks, what is said."""
    return [
        (one.act, one.speaker, " / ".join(text[slice(*piece)] for piece in one.content))
        for one in spoken(reader, text)
    ]


@pytest.mark.parametrize(
    ("text", "act", "said"),
    [
        ("O ministro não acha que a obra é cara.", "deny", True),
        ("Rui não só acha que a obra é cara, como quer pará-la.", "state", True),
        ("Rui não apenas acredita que a obra é cara, mas também quer pará-la.", "state", True),
        ("Se o governo não considerar que a obra é urgente, o dinheiro volta.", "state", False),
        ("Se o governo não acredita que a obra é urgente, o dinheiro volta.", "state", False),
        ("Quem não acredita que a Terra é redonda deve ler mais.", "state", False),
        ("O senhor não acha que a obra é cara?", "state", False),
    ],
)
def test_who_does_not_think_so_denies_it_where_that_is_asserted(
    reader: Reader, text: str, act: str, said: bool
) -> None:
    found = spoken(reader, text)[0]
    assert (found.act, found.said) == (act, said)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Bolsonaro é acusado de genocídio pela oposição.", "oposição", "genocídio"),
        ("O deputado é acusado de corrupção pelo Ministério Público.", "Ministério Público", "corrupção"),
        ("O governo é acusado de mentir pela oposição.", "oposição", "mentir"),
        ("O prefeito é acusado de ter passado pela ponte.", None, "ter passado pela ponte"),
    ],
)
def test_who_is_accused_by_somebody_is_so_of_what_stands_before_the_agent(
    reader: Reader, text: str, speaker: str | None, content: str
) -> None:
    assert told(reader, text) == [("accuse", speaker, content)]


@pytest.mark.parametrize(
    "text", ["Quem é acusado de homicídio deve ter advogado.", '"Sou acusado de tudo", diz o ator.']
)
def test_nobody_accuses_anybody_nor_himself(reader: Reader, text: str) -> None:
    assert "accuse" not in [act for act, _, _ in told(reader, text)]


CHARGED = "O cantor é acusado de plágio."


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"A MPB perdeu um nome. {CHARGED}", None),
        (f"O MPLA venceu a eleição. {CHARGED}", None),
        (f"O MP-RJ abriu um inquérito. {CHARGED}", "MP-RJ"),
        (f"A Procuradoria abriu um inquérito.\n\n{CHARGED}", "Procuradoria"),
        (f"A Procuradoria elogiou a lei.\n\nO mar está calmo.\n\n{CHARGED}", None),
        (f"{CHARGED} A Procuradoria abriu um inquérito.", "Procuradoria"),
    ],
)
def test_a_prosecution_accuses_whom_its_own_or_the_next_paragraph_is_about(
    reader: Reader, text: str, speaker: str | None
) -> None:
    (found,) = [one for one in spoken(reader, text) if one.act == "accuse"]
    assert found.speaker == speaker


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("O técnico disse que assume a culpa.", "concede"),
        ("O técnico disse que assume a responsabilidade pela derrota.", "concede"),
        ("O técnico disse que assume os erros.", "concede"),
        ("O deputado disse que assume a pasta na segunda.", "state"),
        ("O deputado disse que assume o partido.", "state"),
        ('"Não! Parem já com isso", disse o juiz.', "state"),
        ('"Não, a ponte está aberta", disse o juiz.', "deny"),
        ('"Não, obrigado. Vamos vencer", disse o técnico.', "state"),
        ('"Não sabemos ainda se o avião caiu", disse o piloto.', "state"),
        ('"Não sabemos em que condições eles estão", disse o piloto.', "state"),
        ('"Não sabemos de nada", disse o piloto.', "deny"),
    ],
)
def test_what_is_admitted_and_what_is_left_open(reader: Reader, text: str, act: str) -> None:
    assert [found for found, _, _ in told(reader, text)] == [act]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "O ministro negou a liberdade de imprensa no país.",
            [("deny", "ministro", "a liberdade de imprensa no país")],
        ),
        ("O governo rejeitou a liberdade de expressão.", [("reject", "governo", "a liberdade de expressão")]),
        ("O juiz negou a liberdade ao preso.", []),
        ("O juiz negou a liberdade de réu ao preso.", []),
        ("O ministro negou a liberdade ao preso.", []),
        ("O sindicato denunciou o governo à OIT.", [("accuse", "sindicato", "o governo à OIT")]),
        ("A promotora denunciou o prefeito.", []),
        ("Rui Prado denunciou o prefeito.", []),
    ],
)
def test_who_grants_or_indicts_says_nothing_by_it(
    reader: Reader, text: str, statements: list[tuple[str, str, str]]
) -> None:
    assert told(reader, text) == statements


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("Conforme sua idade, os alunos são divididos.", []),
        ("De acordo com suas contas, o gasto caiu.", []),
        ("Segundo sua assessoria, Rui Prado volta.", [("state", "sua assessoria", "Rui Prado volta")]),
        (
            "O caso seguiu, com Rui Prado dizendo que a ponte caiu e Ana Lima negando que haja risco.",
            [
                ("state", "Rui Prado", "a ponte caiu e Ana Lima negando que haja risco"),
                ("deny", "Ana Lima", "haja risco"),
            ],
        ),
        (
            'Rui pediu "luvas" para o clube, em maio.',
            [("demand", "Rui", 'luvas" para o clube, em maio')],
        ),
    ],
)
def test_who_speaks_by_a_preposition(reader: Reader, text: str, statements: list[tuple[str, str, str]]) -> None:
    assert told(reader, text) == statements
