from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segundo.reader.packing import pack, unpack
from segundo.reader.reading import Entity, Happening, Reading, Saying
from segundo.records import ACTS, STATUSES
from tests.build import reading

CHANCE = st.integers(0, 1000).map(lambda number: number / 1000)
SENTENCE = """
    De@Da    de       ADP    _                                              3 case
    a@       o        DET    Definite=Def|Gender=Fem|Number=Sing|PronType=Art            3 det
    ponte    ponte    NOUN   Gender=Fem|Number=Sing                         4 obl
    falou    falar    VERB   Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin     0 root
    Ana      Ana      PROPN  _                                              4 nsubj
    Prado    Prado    PROPN  _                                              5 flat:name
    _.       .        PUNCT  _                                              4 punct
"""


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading that keeps the promises of :class:`Reading`, over any text."""
    text = draw(st.text(max_size=80))
    count = draw(st.integers(0, 30))
    offsets = st.lists(st.integers(0, len(text)), min_size=2, max_size=2).map(sorted)
    spans = draw(st.lists(offsets, min_size=count, max_size=count))
    strings = st.lists(st.text(max_size=6), min_size=count, max_size=count).map(tuple)
    words = st.integers(-1, count - 1)
    cuts = sorted(draw(st.sets(st.integers(0, count))) | {0, count})
    ranges = tuple(pairwise(cuts))
    own = draw(st.booleans())
    form = tuple(text[start:end] for start, end in spans) if own else draw(strings)
    heads = draw(st.lists(words, min_size=count, max_size=count))
    return Reading(
        text=text,
        form=form,
        lemma=tuple(map(str.lower, form)) if own else draw(strings),
        upos=draw(strings),
        feats=draw(strings),
        head=tuple(-1 if head == word else head for word, head in enumerate(heads)),
        deprel=draw(strings),
        start=tuple(start for start, _ in spans),
        end=tuple(end for _, end in spans),
        token=tuple(accumulate(draw(st.lists(st.integers(0, 2), min_size=count, max_size=count)))),
        sentences=ranges,
        paragraphs=draw(st.sampled_from([(), ((0, count),), ranges])),
        entities=tuple(Entity(first, last, draw(st.text(max_size=3))) for first, last in ranges[:3]),
        sayings=tuple(draw(sayings(count)) for _ in range(draw(st.integers(0, min(count, 3))))),
        happenings=tuple(
            Happening(draw(st.integers(0, count - 1)), draw(CHANCE), draw(st.text(max_size=5)), draw(CHANCE),
                      draw(st.tuples(*[CHANCE] * len(STATUSES))))
            for _ in range(draw(st.integers(0, min(count, 3))))
        ),
    )  # fmt: skip


@st.composite
def sayings(draw: st.DrawFn, count: int) -> Saying:
    """Any saying over so many words."""
    word = st.integers(0, count - 1)
    ranges = st.tuples(word, st.integers(1, count))
    return Saying(
        draw(word), draw(st.booleans()), draw(CHANCE), draw(st.none() | ranges), draw(CHANCE), draw(ranges),
        draw(CHANCE), draw(st.tuples(*[CHANCE] * len(ACTS))),
    )  # fmt: skip


@settings(deadline=None)
@given(readings())
def test_any_reading_comes_back_as_it_was(original: Reading) -> None:
    unpacked = unpack(pack(original), original.text)
    assert unpacked == original
    assert hash(unpacked) == hash(original)


def test_a_sentence_packs_to_no_more_bytes_than_its_columns_have_numbers() -> None:
    original = reading(SENTENCE, ((4, 6, "PER"),))
    packed = pack(original)
    assert unpack(packed, original.text) == original
    assert len(packed) <= 13 * len(original)


def test_a_long_passage_packs_to_fewer() -> None:
    original = reading(SENTENCE * 60)
    packed = pack(original)
    assert unpack(packed, original.text) == original
    assert len(packed) < len(original)


def test_packing_is_stable() -> None:
    assert pack(reading(SENTENCE)) == pack(reading(SENTENCE))


def test_strings_come_back_interned() -> None:
    back = unpack(pack(reading(SENTENCE + "\n" + SENTENCE)), reading(SENTENCE + "\n" + SENTENCE).text)
    assert back.upos[0] is back.upos[7]
    assert back.form[2] is back.form[9]


@pytest.mark.parametrize("packed", [b"", b"\x02", b"\x01abc", b"\x02not a stream", pack(reading(SENTENCE))[:-9]])
def test_other_bytes_are_refused(packed: bytes) -> None:
    with pytest.raises(ValueError, match="not a packed reading"):
        unpack(packed, reading(SENTENCE).text)


def test_the_packed_reading_of_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not a packed reading of this text"):
        unpack(pack(reading(SENTENCE)), "outro texto")
