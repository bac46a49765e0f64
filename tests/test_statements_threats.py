"""What warns and what threatens, read by the model."""

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
