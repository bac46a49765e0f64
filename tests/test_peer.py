"""The peer's dependency rules, on trees made by hand; without spaCy there is no peer."""

from __future__ import annotations

from typing import Any

import pytest

spacy = pytest.importorskip("spacy")
quotes = pytest.importorskip("benchmarks.peer.quotes")


def statement(*rows: str) -> dict[str, Any]:
    """The one statement of a sentence given as rows of word, space after it, lemma, tag, head and relation."""
    from spacy.tokens import Doc

    words, spaces, lemmas, pos, heads, deps = zip(*(row.split() for row in rows), strict=True)
    document = Doc(
        spacy.blank("pt").vocab, words=words, spaces=[space == "_" for space in spaces], lemmas=lemmas, pos=pos,
        heads=[int(head) for head in heads], deps=deps, sent_starts=[True, *[False] * (len(rows) - 1)],
    )  # fmt: skip
    (found,) = quotes.statements(document)
    show = {
        part: " … ".join(document.text[start:end] for start, end in found[part])
        for part in ("content", "source", "cue")
    }
    return {**found, **show}


def test_a_clause_is_content_and_the_subject_source() -> None:
    found = statement(
        "Rui _ Rui PROPN 1 nsubj", "disse _ dizer VERB 1 ROOT", "que _ que SCONJ 3 mark", "chove _ chover VERB 1 ccomp",
        "hoje - hoje ADV 3 advmod", ". - . PUNCT 1 punct",
    )  # fmt: skip
    assert (found["content"], found["source"], found["form"]) == ("chove hoje", "Rui", "indirect")


def test_a_quotation_beside_the_verb_is_direct() -> None:
    found = statement(
        "“ - “ PUNCT 1 punct", "Chove - chover VERB 1 ROOT", "” - ” PUNCT 1 punct", ", _ , PUNCT 1 punct",
        "disse _ dizer VERB 1 parataxis", "Rui - Rui PROPN 4 nsubj", ". - . PUNCT 1 punct",
    )  # fmt: skip
    assert (found["content"], found["source"], found["form"]) == ("Chove", "Rui", "direct")


def test_according_to_has_the_rest_of_the_sentence() -> None:
    found = statement(
        "De _ de ADP 3 case", "acordo _ acordo NOUN 0 fixed", "com _ com ADP 0 fixed", "Rui - Rui PROPN 5 obl",
        ", _ , PUNCT 5 punct", "chove - chover VERB 5 ROOT", ". - . PUNCT 5 punct",
    )  # fmt: skip
    assert (found["content"], found["source"], found["cue"]) == ("chove", "Rui", "De acordo com")
