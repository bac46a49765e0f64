"""Copies of texts: shingles, the rules of what is a copy of what, credits, and which words are reused."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segundo.languages import table
from segundo.repeats.copies import Link, house, is_copy, kind, originals
from segundo.repeats.credits import agencies
from segundo.repeats.reuse import reused, woven
from segundo.repeats.shingles import SAMPLE, marks, pack, runs, shared, shingles, unpack, words

TEXT = (
    "A câmara aprovou na terça-feira o plano para as margens do rio, com dois votos contra e uma abstenção. As obras"
    " começam em março e custam oito milhões, pagos pelo fundo das cidades."
)
DAYS = {1: ("2020-01-01", "a"), 2: ("2020-01-02", "b"), 3: ("2020-01-03", "c"), 4: ("9999", "d")}


def test_case_accents_and_punctuation_do_not_change_shingles() -> None:
    assert shingles(TEXT) == shingles(TEXT.upper().replace(",", " –").replace("É", "E"))


def test_a_word_keeps_its_place() -> None:
    assert [(word.folded, TEXT[slice(*word.span)]) for word in words(TEXT)][4:6] == [
        ("terca", "terça-feira"),
        ("feira", "terça-feira"),
    ]


def test_a_text_shorter_than_a_shingle_has_none() -> None:
    assert shingles("Quatro palavras não bastam") == frozenset()
    assert len(runs(["cinco", "palavras", "ja", "bastam", "aqui"])) == 1


def test_a_part_of_a_text_has_a_part_of_its_marks() -> None:
    part = TEXT[: TEXT.index(" As obras")]
    assert set(marks(pack(shingles(part)))) <= set(marks(pack(shingles(TEXT))))
    assert all(mark % SAMPLE == 0 for mark in marks(pack(shingles(TEXT))))


SETS = st.frozensets(st.integers(0, 40))


@given(SETS, st.lists(SETS, max_size=5))
def test_what_many_share_with_one_is_found_at_once(one: frozenset[int], others: list[frozenset[int]]) -> None:
    assert shared(pack(one), [pack(other) for other in others]) == [len(one & other) for other in others]


@given(st.frozensets(st.integers(0, 2**32 - 1)))
def test_packed_shingles_come_back(of: frozenset[int]) -> None:
    assert unpack(pack(of)) == of


def test_bytes_that_are_no_shingles_are_told() -> None:
    with pytest.raises(ValueError, match="3 bytes"):
        unpack(b"abc")


@pytest.mark.parametrize(
    ("shared", "sizes", "credited", "copy"),
    [
        (50, (100, 400), False, True),
        (49, (100, 400), False, False),
        (30, (100, 400), True, True),
        (29, (100, 400), True, False),
        (7, (7, 7), False, False),
    ],
)
def test_what_is_a_copy(shared: int, sizes: tuple[int, int], credited: bool, copy: bool) -> None:
    assert is_copy(shared, *sizes, credited=credited) is copy


@pytest.mark.parametrize(
    ("outlet", "url", "name"),
    [
        ("politica.estadao.com.br", None, "estadao"),
        ("Estadão", None, "estadao"),
        (None, "https://www.estadao.com.br/politica/obras", "estadao"),
        ("g1.globo.com", None, "globo"),
        ("O Globo", None, "oglobo"),
        ("jn.pt", None, "jn"),
        (None, "http://rio.example:8080/1", "example"),
        ("Diário do Rio", "https://portal.example.com/1", "diariodorio"),
        (None, None, None),
        ("?", None, None),
    ],
)
def test_the_house_of_an_outlet(outlet: str | None, url: str | None, name: str | None) -> None:
    assert house(outlet, url) == name


def test_a_copy_of_the_same_house_is_an_update() -> None:
    assert kind("estadao", "estadao") == "update"
    assert kind("estadao", "globo") == kind(None, None) == kind(None, "globo") == "reprint"


def test_a_copy_of_a_copy_goes_back_to_the_first() -> None:
    assert originals([1, 2, 3], [Link(3, 2, 50), Link(2, 1, 50)], DAYS) == {1: 1, 2: 1, 3: 1}


def test_what_is_put_together_from_two_articles_does_not_make_them_one() -> None:
    assert originals([1, 2, 3], [Link(3, 1, 40), Link(3, 2, 60)], DAYS) == {1: 1, 2: 2, 3: 2}


def test_of_texts_that_are_equally_near_the_earlier_one_is_the_original() -> None:
    for links in permutations([Link(4, 3, 50), Link(4, 1, 50), Link(4, 2, 50)]):
        assert originals([4], links, DAYS) == {4: 1}


@pytest.mark.parametrize("row", table("pt", "agencies"), ids=lambda row: row["phrase"])
def test_every_agency_is_credited_in_its_example(row: dict[str, str]) -> None:
    assert row["agency"] in agencies(row["example"], TEXT)
    assert row["agency"] in agencies(None, f"{TEXT}\n{row['example']}")


def test_an_agency_is_credited_at_the_edges_of_a_text_only() -> None:
    assert agencies(None, f"LISBOA (Lusa) – {TEXT}\n{TEXT}") == ("Lusa",)
    assert agencies(None, f"{TEXT}\n{TEXT}\nLusa\n{TEXT}\n{TEXT}") == ()
    about = "O presidente da Lusa disse ontem que os trabalhadores da agência vão receber os salários em atraso."
    assert agencies(None, about) == ()


def test_several_agencies_are_credited_in_alphabetical_order() -> None:
    assert agencies("Ana Prado, com Reuters e AFP", TEXT) == ("AFP", "Reuters")


def test_reused_words_are_marked_from_the_first_to_the_last() -> None:
    copied = TEXT[: TEXT.index(" As obras")]
    other = shingles(f"Outra notícia diz: {copied} E mais nada.")
    assert [TEXT[slice(*span)] for span in reused(woven(TEXT), other)] == [copied.rstrip(".") + "."]


def test_a_word_that_differs_cuts_a_run_in_two() -> None:
    changed = TEXT.replace("rio,", "lago,")
    assert len(reused(woven(TEXT), shingles(changed))) == 2


def test_a_short_run_of_the_same_words_is_not_reuse() -> None:
    assert reused(woven(TEXT), shingles("Foi aprovado o plano para as margens do rio ontem.")) == ()


@given(st.text(st.sampled_from("aÁç1-–’ \t\n\u00a0\u0301\u00a8ßﬁ½%€…")))
def test_shingles_are_runs_of_the_folded_words(text: str) -> None:
    assert shingles(text) == frozenset(runs([word.folded for word in words(text)]))
