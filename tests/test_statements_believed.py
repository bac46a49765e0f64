"""Which drafts are believed to be statements, and with which words, read by the trained reader; in our own words."""

from __future__ import annotations

from functools import cache

import pytest

from segundo.finders.actors import find_actors
from segundo.finders.statements import find_statements
from segundo.reader import load_reader
from segundo.records import Statement
from segundo.resolve.speakers import resolve_speakers


@cache
def spoken(text: str) -> tuple[Statement, ...]:
    """The statements of a text with their speakers."""
    (reading,) = load_reader().read([text])
    return resolve_speakers(reading, find_statements(reading, ()), find_actors(reading))


def told(text: str) -> list[str]:
    """The statements of a text: speaker and, after a colon, what is said, its pieces parted by a stroke."""
    return [f"{one.speaker}: {' / '.join(text[slice(*piece)] for piece in one.content)}" for one in spoken(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Para o jogo contra o Inter, o Santos terá a volta do zagueiro.",
        "Para o lugar de Rui Prado na pasta, o prefeito nomeou Ana Lima.",
        "Por carta, a diretora Ana Lima saiu do conselho e a obra parou.",
        "A obra buscou atrair empresas, garantindo que a agência tivesse mais dados.",
        "Eles terão permissão para entrar no país, contando que medidas sejam tomadas antes.",
        "Os alunos são avaliados, conforme sua idade, em três turmas.",
    ],
)
def test_what_nobody_says(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Para o tucano, a reforma está madura.", "tucano: a reforma está madura"),
        ("A gerente garantiu que a agência tem dados.", "gerente: a agência tem dados"),
        ("Segundo sua assessoria, Rui Prado volta na terça.", "sua assessoria: Rui Prado volta na terça"),
        (
            "Segundo Ana Lima, as lojas cujos donos trabalham à noite podem esperar multas em breve, se nada mudar.",
            "Ana Lima: as lojas cujos donos trabalham à noite podem esperar multas em breve, se nada mudar",
        ),
        (
            "Segundo informações do Departamento Intersindical de Estatística e Estudos (DIE), o piso serve de base"
            " para 9 mil.",
            "Departamento Intersindical de Estatística e Estudos: o piso serve de base para 9 mil",
        ),
        (
            "O senador Rui Prado afirmou na quinta-feira, ao discursar na abertura do Congresso do PDB, em Faro, que já"
            " provou a inocência.",
            "Rui Prado: já provou a inocência",
        ),
        (
            "Segundo a assessoria de imprensa do Banco Prado, a entrada para o museu era franca.",
            "assessoria de imprensa do Banco Prado: a entrada para o museu era franca",
        ),
        (
            "Segundo Rui Prado, do Instituto Montaigne, a cidade vive uma onda de medo, que cresce.",
            "Rui Prado: a cidade vive uma onda de medo, que cresce",
        ),
        (
            "Segundo Ana Lima, casos em que houve briga, e às vezes até morte, são exceção.",
            "Ana Lima: casos em que houve briga, e às vezes até morte, são exceção",
        ),
        ("O tom do debate subiu, com Rui Prado afirmando que a ponte caiu.", "Rui Prado: a ponte caiu"),
        (
            "O réu pode entrar com novo recurso pedindo a anulação da pena.",
            "réu: a anulação da pena",
        ),
    ],
)
def test_what_somebody_says(text: str, statement: str) -> None:
    assert statement in told(text)


def test_a_name_in_quotation_marks_within_a_source_is_not_said() -> None:
    said = told("Por carta, Rui Prado, líder do “Praça sem Carros”, respondeu à nota afirmando que o grupo é legal.")
    assert said == ["Rui Prado: o grupo é legal"]


def test_a_verb_that_completes_one_in_the_first_person_is_of_nobody_named() -> None:
    text = "A reforma agrada a Rui Prado. Não posso dizer que a obra acabe em março."
    assert told(text) == ["None: a obra acabe em março"]


def test_then_president_is_who_was_one() -> None:
    text = (
        "O ex-presidente Rui Prado visitou a fábrica. O presidente do banco, Ivo Sá, sorriu. "
        "“A fábrica é nossa”, discursou o então presidente."
    )
    assert told(text) == ["Rui Prado: A fábrica é nossa"]


def test_to_whom_a_note_was_sent_did_not_make_it() -> None:
    text = "Rui Prado falou ao G1. A Secretaria de Saúde agiu. Uma nota enviada ao G1 diz que a obra parou."
    assert told(text) == ["nota: a obra parou"]


def test_who_is_told_to_have_been_president_speaks_for_no_country() -> None:
    text = "O Brasil parou. O presidente Rui Prado disse que volta."
    assert spoken(text)[0].on_behalf_of == "Brasil"
    assert spoken(f"{text} O ex-presidente Rui Prado saiu.")[0].on_behalf_of is None


def test_two_letters_are_not_short_for_three_words() -> None:
    text = "A Procuradoria-Geral da República (PGR) agiu. Assessores do PR negam que o deputado saia."
    assert spoken(text)[0].on_behalf_of == "PR"
