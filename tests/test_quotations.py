from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segundo.article import Span
from segundo.finders.statements.quotations import Quotation, find_quotations


def quotations(text: str) -> tuple[Quotation, ...]:
    paragraphs, at = [], 0
    for line in text.split("\n"):
        if line:
            paragraphs.append(Span(at, at + len(line)))
        at += len(line) + 1
    return find_quotations(text, paragraphs)


def quoted(text: str) -> list[str]:
    return [" / ".join(text[slice(*piece)] for piece in one.pieces) for one in quotations(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"A ponte caiu", disse o guarda.', ["A ponte caiu"]),
        ("“A ponte caiu”, disse o guarda.", ["A ponte caiu"]),
        ("«A ponte caiu», disse o guarda.", ["A ponte caiu"]),
        ("‘A ponte caiu’, disse o guarda.", ["A ponte caiu"]),
        ("'A ponte caiu', disse o guarda.", ["A ponte caiu"]),
        ("„A ponte caiu“, disse o guarda.", ["A ponte caiu"]),
        ('“A ponte caiu", disse o guarda.', ["A ponte caiu"]),
        ('"A ponte caiu”, disse o guarda.', ["A ponte caiu"]),
        ('" A ponte caiu ", disse o guarda.', ["A ponte caiu"]),
    ],
)
def test_marks_of_every_kind_pair(text: str, words: list[str]) -> None:
    assert quoted(text) == words


def test_several_sentences_are_one_quotation() -> None:
    assert quoted('"A ponte caiu. Ninguém se feriu", disse.') == ["A ponte caiu. Ninguém se feriu"]


def test_two_quotations_of_a_paragraph() -> None:
    assert quoted('"Caiu", disse. "Ninguém viu", disse.') == ["Caiu", "Ninguém viu"]


def test_marks_within_marks_are_left_to_the_outer_ones() -> None:
    assert quoted("“O livro ‘Mar’ e o “Rio” sumiram”, disse.") == ["O livro ‘Mar’ e o “Rio” sumiram"]


def test_an_apostrophe_opens_nothing() -> None:
    assert quoted("O copo d'água e a taça d’ouro sumiram.") == []


def test_a_quotation_over_paragraphs_has_a_piece_for_each() -> None:
    text = "«A ponte caiu.\nNinguém se feriu», disse."
    assert quoted(text) == ["A ponte caiu. / Ninguém se feriu"]


def test_a_mark_at_the_start_of_a_paragraph_opens_the_same_quotation_again() -> None:
    text = "“A ponte caiu.\n“Ninguém se feriu”, disse."
    assert quoted(text) == ["A ponte caiu. / Ninguém se feriu"]


def test_what_follows_a_quotation_over_paragraphs_is_read() -> None:
    assert quoted('"Caiu.\nNinguém viu", disse. "Foi cedo", disse.') == ["Caiu. / Ninguém viu", "Foi cedo"]


def test_a_quotation_never_closed_ends_with_its_paragraph_and_says_so() -> None:
    (one,) = quotations('"A ponte caiu, disse o guarda.\nO rio subiu.')
    assert not one.closed
    assert one.inner == Span(1, 30)


def test_a_quotation_never_closed_ends_before_the_next() -> None:
    first, second = quotations("“Caiu hoje. Mas disse “ninguém viu”.")
    assert not first.closed
    assert second.closed
    assert first.outer.end <= second.outer.start


def test_a_closing_mark_alone_is_passed_over() -> None:
    assert quoted('A ponte caiu", disse o guarda.') == []


@pytest.mark.parametrize("dash", ["-", "–", "—", "--"])
def test_a_line_after_a_dash_is_dialogue(dash: str) -> None:
    (one,) = quotations(f"{dash} A ponte caiu {dash} disse o guarda.")
    assert one.kind == "dash"


def test_a_dash_closes_what_was_left_open() -> None:
    first, second = quotations(
        '"A ponte caiu\n- Ninguém viu',
    )
    assert (first.closed, second.kind) == (False, "dash")


TEXTS = st.text(alphabet=st.sampled_from("ab .,:\n-—\"'“”«»‘’„("), max_size=60)


@given(TEXTS | st.text(max_size=60))
def test_spans_stand_inside_in_order_and_apart(text: str) -> None:
    found = quotations(text)
    assert found == quotations(text)
    for one in found:
        assert 0 <= one.outer.start < one.outer.end <= len(text)
        for piece in one.pieces:
            assert one.outer.start <= piece.start < piece.end <= one.outer.end
            assert text[slice(*piece)] == text[slice(*piece)].strip()
    for one, other in itertools.pairwise(found):
        assert one.outer.end <= other.outer.start
