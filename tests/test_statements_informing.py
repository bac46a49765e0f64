"""What threatens and promises, and what of many words that may blame, praise or deny does none; read by the model."""

from __future__ import annotations

from datetime import date

import pytest

from segundo.article import Article
from segundo.pipeline import extract
from segundo.reader import Reader


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("O general advertiu que o exército responderá a qualquer ataque.", "threaten"),
        ("O general advertiu que o rio é fundo nesta época.", "state"),
        ('"A ponte está fechada", advertiu o guarda.', "state"),
        ("A advertência do guarda de que a ponte está fechada foi ouvida.", "state"),
        ("O general ameaçou que vai prender os grevistas.", "threaten"),
        ("O presidente disse que vai destruir os navios do inimigo.", "threaten"),
        ("O marinheiro contou que destruiu as cartas.", "state"),
        ("O presidente disse que responderá com fogo e fúria.", "threaten"),
        ("O ministro disse que o preço da gasolina vai subir.", "state"),
        ("O rapaz disse que agiu sozinho.", "state"),
    ],
)
def test_what_is_so_or_was_done_is_no_threat(reader: Reader, text: str, act: str) -> None:
    (statement,) = extract(Article(id="x", text=text, published=date(2020, 5, 1)), reader).statements
    assert statement.act == act


@pytest.mark.parametrize(
    "text",
    [
        "A médica disse que a vacina é gratuita.",
        "O museu informou que a entrada será gratuita.",
        "O ministro disse que está tirando férias.",
        "A polícia informou que a vítima é Bárbara Souza.",
        "O hospital informou que o paciente está incapacitado.",
        "O banco informou que houve saque de 2 milhões no caixa.",
        "O instituto informou que os dados são discriminados por sexo.",
        "O músico disse que o instrumento é uma viola.",
        "O morador disse que faltou luz na noite de sexta.",
        "O técnico disse que faltou sorte no segundo tempo.",
        "O meteorologista disse que há ameaça de chuva.",
        "O meteorologista disse que o furacão ameaça a costa.",
        "O bombeiro disse que a água invadiu as casas.",
        "O economista disse que há consequências para o emprego.",
        "O economista disse que o problema é de confiança do consumidor.",
        "A polícia informou que as cédulas são falsas.",
        "O Banco Central informou que as notas são falsas.",
        "O editor disse que o livro é de ficção científica.",
        "O FMI garantiu que a economia vai crescer.",
        "O IBGE anunciou que o desemprego vai subir.",
        "A Nasa anunciou que um asteroide passará perto da Terra.",
        "O técnico garantiu que o Brasil vai vencer a Copa.",
        "O ministro da Defesa disse que o governo sírio usará armas químicas.",
        "O ministro disse que o governo da Venezuela vai invadir a Guiana.",
        "O Planalto disse que o presidente francês visitará o Brasil.",
        "O ministro disse que o governo cairá em breve.",
        "A empresa disse que pagou as dívidas com dinheiro próprio.",
        "O clube informou que comprou o atacante por 10 milhões.",
        "O cientista disse que o medo é uma emoção comum.",
        "O ministro disse que o problema é a falta de chuva.",
        "A prefeitura informou que o desvio na estrada dura dois dias.",
        "O bombeiro disse que o incêndio destruiu dez casas.",
        "O médico disse que o erro humano é comum.",
        "A editora disse que o romance conta um crime.",
        "O deputado disse que a nota é falsa.",
    ],
)
def test_what_only_informs_does_nothing_else(reader: Reader, text: str) -> None:
    (statement,) = extract(Article(id="x", text=text, published=date(2020, 5, 1)), reader).statements
    assert statement.act == "state"


@pytest.mark.parametrize(
    "text",
    [
        "O ministro da Fazenda disse que o governo vai cortar gastos.",
        "O Planalto disse que o presidente visitará a região.",
        "A prefeitura anunciou que a escola será reaberta em março.",
        "A Casa Branca disse que o presidente visitará a China.",
        "O clube anunciou que Rui Prado assumirá o time.",
        "O prefeito prometeu apoio às vítimas de vingança.",
        "O ministro prometeu investigar as represálias.",
    ],
)
def test_what_ones_own_side_will_do_is_promised(reader: Reader, text: str) -> None:
    (statement,) = extract(Article(id="x", text=text, published=date(2020, 5, 1)), reader).statements
    assert statement.act == "promise"
