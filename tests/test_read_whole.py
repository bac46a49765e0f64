"""Constructions of the news, in our own words, read by the trained reader and all finders: who said what."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from segundo.article import Article
from segundo.pipeline import extract
from segundo.reader import load_reader
from segundo.records import Records


@cache
def records(text: str) -> Records:
    """What is found in a text of 20 June 2017, a Tuesday."""
    return extract(Article("a", text, published=date(2017, 6, 20), published_basis="given"), load_reader())


def told(text: str) -> list[str]:
    """The statements of a text: speaker and, after a colon, what is said, its pieces parted by a stroke."""
    return [
        f"{one.speaker}: {' / '.join(text[slice(*piece)] for piece in one.content)}" for one in records(text).statements
    ]


DECREE = (
    "A Secretaria de Saúde informou que o repasse atrasou. O governo decretou calamidade, de acordo com o Decreto"
    ' 47.101, de 5 de dezembro. "Diante disso, estamos nos esforçando para honrar os compromissos".'
)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "Carlos Pena vende remédios. «Quando os prazos acabarem», explicou ainda, «os armazéns correm riscos».",
            "Carlos Pena: Quando os prazos acabarem / os armazéns correm riscos",
        ),
        (
            "BRASÍLIA - “Foi uma boa semana para todos. Ninguém se feriu.”",
            "None: Foi uma boa semana para todos. Ninguém se feriu",
        ),
        (
            'A sala abriu de manhã (Veja no vídeo) "Estava na porta, mas não vi", disse o presidente Rui Prado.',
            "Rui Prado: Estava na porta, mas não vi",
        ),
        (
            "Rui Prado foi afastado, segundo Ana Lima, para não atrasar a obra.",
            "Ana Lima: Rui Prado foi afastado / para não atrasar a obra",
        ),
        (
            "A alta é explicada, segundo Ana Lima, pelo preço da carne.",
            "Ana Lima: A alta é explicada / pelo preço da carne",
        ),
        (DECREE, "Decreto 47.101: O governo decretou calamidade"),
        (DECREE, "Secretaria de Saúde: Diante disso, estamos nos esforçando para honrar os compromissos"),
        ("Dois homens morreram, segundo Ana Lima, elevando para nove os mortos.", "Ana Lima: Dois homens morreram"),
        (
            '"Falam muito disso. A gente quer que o prazo seja curto", disse Ana Lima.',
            "Ana Lima: o prazo seja curto",
        ),
        ("Um guarda que pediu para não ser identificado disse que a ponte caiu.", "guarda: não ser identificado"),
        (
            '"O preço caiu muito este mês", destacou em nota a clientes Rui Prado, analista do banco.',
            "Rui Prado: O preço caiu muito este mês",
        ),
        ("Uma semana após dizer que a greve acabou, o presidente Rui Prado saiu.", "Rui Prado: a greve acabou"),
        ("Cerca de 35% acreditam que a lei caiu.", "None: a lei caiu"),
        (
            "Ana Lima falou. O índice é alto - segundo ela, no banco esse índice é de 5%.",
            "Ana Lima: no banco esse índice é de 5%",
        ),
        ("Ana Lima sorriu. Poucos dias antes, disse que voltaria.", "Ana Lima: voltaria"),
        (
            "Ana Lima lançou um apelo aos juízes. O Governo suíço reagiu mal, ameaçando recorrer ao tribunal.",
            "Governo: recorrer ao tribunal",
        ),
    ],
)
def test_who_says_what(text: str, statement: str) -> None:
    assert statement in told(text)


@pytest.mark.parametrize(
    ("text", "speaker", "behalf"),
    [
        ("O Senado parou. O presidente da Câmara, Rui Prado, disse que volta.", "Rui Prado", "Câmara"),
        ("O Senado parou. O presidente da Casa, Rui Prado, disse que volta.", "Rui Prado", "Senado"),
        (
            "O procurador-geral Rui Prado saiu. O procurador-geral da República, Rui Prado, disse que volta.",
            "Rui Prado",
            "Procuradoria-Geral da República",
        ),
        ("Advogados ouvidos pelo G1 disseram que a prisão é legal.", "advogados ouvidos pelo G1", None),
        (
            "O ministro Rui Prado saiu. Um assessor de um ministro disse que a lei caiu.",
            "assessor de um ministro",
            None,
        ),
        (
            "O presidente do Banco Central, Rui Prado, saiu. Segundo o presidente do BC, a inflação caiu.",
            "Rui Prado",
            "Banco Central",
        ),
        (
            "A ex-ministra Ana Lima (Rede Sustentabilidade-AC) saiu. A Rede pediu a cassação do senador.",
            "Rede Sustentabilidade",
            None,
        ),
        ("O presidente da Corte de Obras (COB), Rui Prado, disse que volta.", "Rui Prado", "Corte de Obras"),
        ("O PT venceu. O líder da sigla, Rui Prado (PDT-RS), disse que volta.", "Rui Prado", "PDT"),
        ("O PT venceu. O líder da sigla, Rui Prado, disse que volta.", "Rui Prado", "PT"),
    ],
)
def test_for_whom_somebody_speaks(text: str, speaker: str, behalf: str | None) -> None:
    (found,) = records(text).statements
    assert (found.speaker, found.on_behalf_of) == (speaker, behalf)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("A joia deve sair por algo entre US$ 150 mil e 200 mil no leilão.", [(150_000, 200_000, "USD")]),
        ("A polícia prendeu um homem de 23 anos e uma mulher de 59 durante a briga.", []),
        ("A capa não fere os artigos 12, 17 e 21 do Código Civil.", []),
        ("Aos 29, Rui Prado ampliou, e aos 61, fez mais um gol.", []),
        ("O acidente deixou uma pessoa morta e outras 19 feridas.", [(1, None, None), (19, None, None)]),
        ("O peso caiu 0,1 p.p na cidade.", [(0.1, None, "%")]),
    ],
)
def test_what_counts(text: str, figures: list[tuple[float, float | None, str | None]]) -> None:
    assert [(one.value, one.high, one.unit) for one in records(text).figures] == figures


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("A ideia de um segundo mandato cresceu.", []),
        ("A gravação é de março. A obra parou no último dia 18.", ["2017-03", "2017-06-18"]),
        ("O rapaz foi preso em 29 de março de 2004, mas fugiu em 9 de junho.", ["2004-03-29", "2004-06-09"]),
        ("O líder sai no próximo mês de fevereiro.", ["2018-02"]),
        ("O cantor, que tem 79 anos, parou.", []),
        ("Os ladrões, de 28 e 31 anos, foram presos.", []),
        ("Pelo menos 210 pessoas morreram em 2016 vítimas da doença.", ["2016"]),
    ],
)
def test_what_days_are_meant(text: str, values: list[str]) -> None:
    assert [time.value for time in records(text).times] == values


@pytest.mark.parametrize(
    "text",
    [
        "Terça-feira de Carnaval: prefeito não dá folga",
        "O governo deu verba a todos, menos para PT e Rede, e o prefeito foi um dos beneficiados.",
        "Os assaltos ocorriam, por norma, à hora do almoço.",
        "Na mesma ação, ele responde por ter recebido um terreno.",
    ],
)
def test_where_nobody_speaks(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("A pesquisa sugere que a maioria percebe uma falha.", "state"),
        ("O conselho sugere que a rua feche.", "demand"),
    ],
)
def test_what_is_told_as_a_fact_is_not_asked_for(text: str, act: str) -> None:
    assert [one.act for one in records(text).statements] == [act]


def test_who_would_say_something_says_it_but_once() -> None:
    text = '"Eu diria que é melhor respeitar a lei", afirmou o ministro Rui Prado.'
    assert told(text) == ["Rui Prado: Eu diria que é melhor respeitar a lei"]


def test_a_preposition_that_ends_a_text_completes_nothing() -> None:
    assert told("A ponte caiu, segundo Rui Prado, em") == ["Rui Prado: A ponte caiu"]


@pytest.mark.parametrize(("speaker", "act"), [("O porta-voz da empresa", "promise"), ("O clube", "state")])
def test_a_body_promises_nothing_for_another(speaker: str, act: str) -> None:
    assert [one.act for one in records(f"{speaker} disse que a empresa pagará a conta.").statements] == [act]


def test_a_toll_that_rises_to_a_number_is_no_minute() -> None:
    rose, scored = (
        records(text).figures
        for text in ("O número de mortos subiu aos 29, disse a polícia.", "Rui empatou aos 29, de cabeça.")
    )
    assert [(one.kind, one.value) for one in rose] == [("killed", 29)]
    assert not scored


def test_the_last_word_of_a_text_does_not_stand_before_its_first() -> None:
    text = "Não vou sair, disse Rui Prado."
    acts = {one.act for end in ("", " Choveu quase") for one in records(text + end).statements}
    assert len(acts) == 1
