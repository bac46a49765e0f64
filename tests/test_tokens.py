from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segundo.languages import table
from segundo.reader.abbreviations import leads
from segundo.reader.tokens import NUMBER, tokenize


def forms(text: str) -> list[str]:
    return list(tokenize(text).form)


def surface(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[a:b] for a, b in zip(tokens.chunk_start, tokens.chunk_end, strict=True)]


def test_a_contraction_is_one_chunk_of_two_words() -> None:
    tokens = tokenize("Saiu da casa.")
    assert tokens.form == ("Saiu", "de", "a", "casa", ".")
    assert tokens.part == (0, 1, 2, 0, 0)
    assert tokens.token == (0, 1, 1, 2, 3)
    places = [tokens.text[a:b] for a, b in zip(tokens.start, tokens.end, strict=True)]
    assert places == ["Saiu", "da", "da", "casa", "."]


def test_a_clitic_is_a_word_of_the_verbs_token() -> None:
    tokens = tokenize("Disse-lhe tudo.")
    assert tokens.form == ("Disse", "lhe", "tudo", ".")
    assert tokens.token == (0, 0, 1, 2)
    assert tokens.text[tokens.start[1] : tokens.end[1]] == "lhe"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gastou R$ 1,5 milhão.", ["Gastou", "R$", "1,5", "milhão", "."]),
        ("Custa US$3.200,50!", ["Custa", "US$", "3.200,50", "!"]),
        ("Às 18h30 ou 18:30.", ["Às", "18h30", "ou", "18:30", "."]),
        ("Subiu 5%...", ["Subiu", "5", "%", "..."]),
        ("O sr. Lima e a Sá Ltda. faliram.", ["O", "sr.", "Lima", "e", "a", "Sá", "Ltda.", "faliram", "."]),
        ("Leia em https://exemplo.pt/a?b=1.", ["Leia", "em", "https://exemplo.pt/a?b=1", "."]),
        ("— Não — disse.", ["—", "Não", "—", "disse", "."]),
        ("A luso-brasileira P. Sá", ["A", "luso-brasileira", "P.", "Sá"]),
    ],
)
def test_marks_numbers_and_abbreviations(text: str, expected: list[str]) -> None:
    assert surface(text) == expected


def test_nos_before_a_verb_is_a_pronoun() -> None:
    assert forms("Ele nos disse") == ["Ele", "nos", "disse"]
    assert forms("Vivem nos campos") == ["Vivem", "em", "os", "campos"]


@pytest.mark.parametrize("row", table("pt", "contractions"), ids=lambda row: row["form"])
def test_contraction_examples(row: dict[str, str]) -> None:
    words = row["words"].split()
    found = [form.lower() for form in forms(row["example"])]
    assert any(found[i : i + len(words)] == words for i in range(len(found)))


@pytest.mark.parametrize("row", table("pt", "clitics"), ids=lambda row: row["form"])
def test_clitic_examples(row: dict[str, str]) -> None:
    assert row["form"] in forms(row["example"])


@pytest.mark.parametrize("row", table("pt", "abbreviations"), ids=lambda row: row["form"])
def test_abbreviation_examples(row: dict[str, str]) -> None:
    found = surface(row["example"])
    if "0" in row["form"]:
        found = [re.sub(NUMBER, "0", chunk) for chunk in found]
    assert row["form"] + "." in (map(str.lower, found) if row["form"].islower() else found)


@pytest.mark.parametrize("row", table("pt", "abbreviations"), ids=lambda row: row["form"])
def test_an_abbreviation_that_leads_belongs_to_the_name_after_it(row: dict[str, str]) -> None:
    form = row["form"].replace("0", "3") + "."
    assert leads(form, "Lima") is (row["leads"] == "yes")
    assert not leads(form, "Depois") and not leads(form, ",")


def test_an_abbreviation_with_a_capital_is_no_word_in_small_letters() -> None:
    assert surface("O Ver. Lima quis ver.") == ["O", "Ver.", "Lima", "quis", "ver", "."]


@given(st.text())
def test_every_visible_character_stands_in_exactly_one_chunk(text: str) -> None:
    tokens = tokenize(text)
    covered = [i for a, b in zip(tokens.chunk_start, tokens.chunk_end, strict=True) for i in range(a, b)]
    assert covered == [i for i, character in enumerate(text) if not character.isspace()]


@given(st.text(alphabet=st.sampled_from("da no-lhe Sr. R$5,3%\"'«»—\n")))
def test_words_lie_inside_their_chunks_in_order(text: str) -> None:
    tokens = tokenize(text)
    for start, end, chunk in zip(tokens.start, tokens.end, tokens.chunk, strict=True):
        assert tokens.chunk_start[chunk] <= start < end <= tokens.chunk_end[chunk]
    assert list(tokens.start) == sorted(tokens.start)
