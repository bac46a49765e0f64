"""Headlines of other articles inside a paragraph: where they begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segundo.languages import table
from segundo.reader.headlines import headline_bounds
from segundo.reader.reader import stretches
from segundo.reader.tokens import tokenize


def parts(text: str) -> list[str]:
    """The parts of a text between its bounds."""
    tokens = tokenize(text)
    starts = [0, *(tokens.start[word] for word in headline_bounds(tokens)), len(text)]
    return [part for first, last in pairwise(starts) if (part := text[first:last].strip())]


def test_a_mark_begins_a_headline_and_a_small_word_with_a_capital_what_follows() -> None:
    text = "O juiz saiu. + Prefeito nega ter pago obra Em nota, ele diz que não."
    assert parts(text) == ["O juiz saiu.", "+", "Prefeito nega ter pago obra", "Em nota, ele diz que não."]


def test_headlines_in_a_row_are_parted() -> None:
    text = "O juiz saiu. +++Prefeito nega tudo +++ Câmara de Lima vota hoje Ele saiu."
    assert parts(text) == ["O juiz saiu.", "+++", "Prefeito nega tudo", "+++", "Câmara de Lima vota hoje", "Ele saiu."]


def test_a_name_that_the_text_has_elsewhere_begins_what_follows() -> None:
    text = "Rui Sá saiu. + Base do governo fala em apoiar Lima Rui Sá falou ontem, com Lima ao lado."
    assert parts(text)[2:] == ["Base do governo fala em apoiar Lima", "Rui Sá falou ontem, com Lima ao lado."]


def test_so_does_a_name_of_one_word_where_a_small_word_follows() -> None:
    text = "Lima saiu com Sá. + Nada muda na obra, diz Lima Sá falou ontem."
    assert parts(text)[2:] == ["Nada muda na obra, diz Lima", "Sá falou ontem."]


def test_a_first_name_that_others_bear_is_not_parted_from_its_family_name() -> None:
    text = "Rui Prado saiu com Sá. + Nada muda na obra de Rui Sá neste ano."
    assert parts(text)[2:] == ["Nada muda na obra de Rui Sá neste ano."]


@pytest.mark.parametrize(
    "text",
    [
        "A soma de 2 + 2 é quatro.",
        "O plano A + B custa mais.",
        "A nota subiu. + 5 pontos para a turma.",
        "Ele usa o Google+ e escreve em C++ Ontem parou.",
    ],
)
def test_a_plus_sign_inside_a_sentence_or_before_a_number_begins_nothing(text: str) -> None:
    assert parts(text) == [text]


def test_where_nothing_tells_the_end_it_is_left_to_the_reader() -> None:
    assert parts("O juiz saiu. + Prefeito nega tudo Lima saiu.")[-1] == "Prefeito nega tudo Lima saiu."


@pytest.mark.parametrize("row", table("pt", "sentence_openers"), ids=lambda row: row["forms"][:12])
def test_opener_examples(row: dict[str, str]) -> None:
    assert parts(row["example"])[-1].split()[0] in row["forms"].split()


@given(st.lists(st.sampled_from(["+", "+++", "Lima", "O", "saiu", ".", "da", "nega-se", "”", "5"]), max_size=30))
def test_stretches_are_all_words_in_order(words: list[str]) -> None:
    tokens = tokenize(" ".join(words))
    assert [word for first, last in stretches(tokens) for word in range(first, last)] == list(range(len(tokens.form)))
