from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segundo.segment import FINGERPRINT_DIGITS, fingerprint, fold, segment

SHARED = Path(__file__).parents[2] / "shared"


def test_a_paragraph_is_a_line_that_is_not_blank() -> None:
    text = "Choveu em Braga.\n\n   \n  O rio subiu.\nFim"
    assert [(p.number, p.text, p.span) for p in segment(text)] == [
        (1, "Choveu em Braga.", (0, 16)),
        (2, "O rio subiu.", (24, 36)),
        (3, "Fim", (37, 40)),
    ]


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n\u00a0"])
def test_a_blank_text_has_no_passages(text: str) -> None:
    assert segment(text) == ()


def test_only_a_line_feed_ends_a_paragraph() -> None:
    assert len(segment("uma\u2028linha\x0bsó")) == 1


def test_a_repeated_passage_points_to_the_first_whatever_its_case_accents_and_marks() -> None:
    passages = segment("A ponte caiu.\nOutra coisa.\n«A PONTE caiu»\nÀ ponte,  caiu!")
    assert [p.first for p in passages] == [1, 2, 1, 1]


def test_short_passages_repeat_but_those_without_letters_do_not() -> None:
    passages = segment("Leia mais\n* * *\n2015\nLeia mais\n* * *\n2015")
    assert [p.first for p in passages] == [1, 2, 3, 1, 5, 6]
    assert [bool(p.fingerprint) for p in passages] == [True, False, False, True, False, False]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("subiu 1,5 ponto", "subiu 15 pontos"),
        ("custa 5 € agora", "custa 5 $ agora"),
        ("caiu 5% agora", "caiu 5 agora"),
        ("são dois", "são doze"),
    ],
)
def test_other_words_and_figures_have_other_fingerprints(one: str, other: str) -> None:
    assert fingerprint(one) != fingerprint(other)


def test_a_fingerprint_is_hexadecimal_of_fixed_length() -> None:
    mark = fingerprint("A ponte caiu.")
    assert len(mark) == FINGERPRINT_DIGITS
    assert int(mark, 16)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"], include_characters="\n\t")))
def test_spans_cover_the_text_but_for_white_space_and_never_overlap(text: str) -> None:
    passages = segment(text)
    end = 0
    for number, passage in enumerate(passages, start=1):
        assert passage.number == number
        assert passage.first <= number
        assert not text[end : passage.span.start].strip()
        assert passage.text == text[passage.span.start : passage.span.end] == passage.text.strip()
        assert passage.text and "\n" not in passage.text
        end = passage.span.end
    assert not text[end:].strip()


@given(st.lists(st.text(alphabet="abç é.,", min_size=1), max_size=8))
def test_a_first_passage_is_its_own_first_and_has_the_same_fingerprint(lines: list[str]) -> None:
    passages = segment("\n".join(lines))
    for passage in passages:
        first = passages[passage.first - 1]
        assert first.first == first.number
        assert first.fingerprint == passage.fingerprint


@pytest.mark.shared
@pytest.mark.parametrize("name", ["seed/gold.jsonl", "gold/train.jsonl", "gold/dev.jsonl"])
def test_repeats_agree_with_the_gold_files(name: str) -> None:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the development data are not at {SHARED}")
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        found = [[p.number, p.first] for p in segment(article["text"]) if p.first != p.number]
        assert found == article["repeats"], article["id"]
