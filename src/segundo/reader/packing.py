"""A reading as few bytes, to be kept beside its text.

A packed reading is a version byte and a zlib stream of columns, one after another since neighbours of a column are
alike. Offsets are kept as steps from the word before, heads as distances, strings as numbers of a vocabulary; a form
that is the text's own and a lemma that is the lower-cased form cost no string. The stream's dictionary is made of
Universal Dependencies' names and of the text itself, so that a short passage packs as well as a long one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from itertools import chain
from sys import intern

import numpy as np

from segundo.reader.reading import Entity, Reading

VERSION = 1
_LEVEL = 9
_WIDTHS = ("<u1", "<u2", "<u4")

_AS_FORM, _AS_LOWER = 0, 1
"""Numbers of a string that is as the text has it (forms), or as the form or its lower case (lemmas)."""
_OWN = 2
"""The number of the vocabulary's first string."""

# Part of the format: a change needs a new version. What is frequent stands last, where zlib reaches it cheapest.
_NAMES = (
    b"VerbForm=Ger VerbForm=Inf Number=Plur|Person=1|VerbForm=Inf Mood=Sub|Number=Sing|Person=3|Tense=Imp|VerbForm=Fin "
    b"Mood=Cnd|Number=Sing|Person=3|VerbForm=Fin Mood=Sub|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin "
    b"Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin Mood=Ind|Number=Sing|Person=3|Tense=Fut|VerbForm=Fin "
    b"Mood=Ind|Number=Plur|Person=3|Tense=Imp|VerbForm=Fin Mood=Ind|Number=Sing|Person=3|Tense=Imp|VerbForm=Fin "
    b"Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin "
    b"Gender=Fem|Number=Sing|VerbForm=Part|Voice=Pass Gender=Masc|Number=Plur|VerbForm=Part "
    b"Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs Case=Acc|Gender=Unsp|Number=Sing|Person=3|PronType=Prs "
    b"Gender=Masc|Number=Sing|PronType=Dem Gender=Masc|Number=Sing|PronType=Ind "
    b"Gender=Masc|Number=Sing|Poss=Yes|Person=3 "
    b"Definite=Ind|Gender=Fem|Number=Sing|PronType=Art Definite=Ind|Gender=Masc|Number=Sing|PronType=Art "
    b"Gender=Masc|Number=Sing|PronType=Rel Polarity=Neg NumType=Card NumType=Ord ExtPos=ADP Abbr=Yes Foreign=Yes "
    b"X SYM INTJ PART SCONJ NUM CCONJ AUX PRON ADV PROPN ADJ VERB DET NOUN PUNCT ADP PERORGLOC "
    b"vocative orphan dislocated reparandum compound discourse fixed list csubj iobj parataxis obl:agent nsubj:pass "
    b"aux:pass expl:pass expl ccomp:speech ccomp acl:relcl acl advcl xcomp appos nummod flat:name flat conj cop aux cc "
    b"mark obj root advmod amod nsubj obl nmod det case punct Definite=Def|Gender=Fem|Number=Plur|PronType=Art "
    b"Definite=Def|Gender=Masc|Number=Plur|PronType=Art Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin "
    b"Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin Definite=Def|Gender=Fem|Number=Sing|PronType=Art "
    b"Definite=Def|Gender=Masc|Number=Sing|PronType=Art Gender=Fem|Number=Plur Gender=Masc|Number=Plur "
    b"Gender=Fem|Number=Sing Gender=Masc|Number=Sing Number=Sing _"
)


def pack(reading: Reading) -> bytes:
    """The reading without its text."""
    vocabulary: dict[str, int] = {}

    def numbers(strings: Iterable[str]) -> list[int]:
        return [vocabulary.setdefault(string, len(vocabulary) + _OWN) for string in strings]

    count = len(reading)
    ends = (0, *reading.end)
    columns = [
        [_folded(start - before) for start, before in zip(reading.start, ends, strict=False)],
        [_folded(end - start) for start, end in zip(reading.start, reading.end, strict=True)],
        [_folded(token - before) for token, before in zip(reading.token, (-1, *reading.token), strict=False)],
        [_folded(head - word) if head >= 0 else 0 for word, head in enumerate(reading.head)],
        [
            _AS_FORM if form == reading.text[start:end] else numbers([form])[0]
            for form, start, end in zip(reading.form, reading.start, reading.end, strict=True)
        ],
        [
            _AS_FORM if lemma == form else _AS_LOWER if lemma == form.lower() else numbers([lemma])[0]
            for lemma, form in zip(reading.lemma, reading.form, strict=True)
        ],
        numbers(reading.upos),
        numbers(reading.feats),
        numbers(reading.deprel),
        list(chain(*reading.sentences)),
        list(chain(*reading.paragraphs)),
        list(chain(*((first, last) for first, last, _ in reading.entities))),
        numbers(type for _, _, type in reading.entities),
        list(map(len, vocabulary)),
    ]
    sizes = [count, len(reading.sentences), len(reading.paragraphs), len(reading.entities), len(vocabulary)]
    strings = "".join(vocabulary).encode("utf-8", "surrogatepass")
    stream = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS, zdict=_dictionary(reading.text))
    body = b"".join(map(_column, [sizes, *columns])) + strings
    return bytes([VERSION]) + stream.compress(body) + stream.flush()


def unpack(packed: bytes, text: str) -> Reading:
    """The reading of this text that was packed.

    Raises:
        ValueError: if these are not the bytes of a packed reading of this text.
    """
    if packed[:1] != bytes([VERSION]):
        raise ValueError(f"not a packed reading of version {VERSION}")
    try:
        stream = zlib.decompressobj(wbits=-zlib.MAX_WBITS, zdict=_dictionary(text))
        columns = _Columns(stream.decompress(packed[1:]) + stream.flush())
    except zlib.error as error:
        raise ValueError(f"not a packed reading of this text: {error}") from error
    count, sentences, paragraphs, entities, words = columns.take(5)
    steps, lengths, tokens, heads, forms, lemmas, upos, feats, deprel = (columns.take(count) for _ in range(9))
    sentence, paragraph, named = (columns.take(2 * number) for number in (sentences, paragraphs, entities))
    types, sizes = columns.take(entities), columns.take(words)
    vocabulary = ["", "", *_cut(columns.rest().decode("utf-8", "surrogatepass"), sizes)]
    start, end, token = [], [], []
    at, number = 0, -1
    for step, length, more in zip(steps, lengths, tokens, strict=True):
        start.append(at := at + _unfolded(step))
        end.append(at := at + _unfolded(length))
        token.append(number := number + _unfolded(more))
    form = tuple(
        vocabulary[index] if index else intern(text[first:last])
        for index, first, last in zip(forms, start, end, strict=True)
    )
    return Reading(
        text=text,
        form=form,
        lemma=tuple(
            vocabulary[index] if index >= _OWN else word if index == _AS_FORM else intern(word.lower())
            for index, word in zip(lemmas, form, strict=True)
        ),
        upos=tuple(vocabulary[index] for index in upos),
        feats=tuple(vocabulary[index] for index in feats),
        head=tuple(word + _unfolded(step) if step else -1 for word, step in enumerate(heads)),
        deprel=tuple(vocabulary[index] for index in deprel),
        start=tuple(start),
        end=tuple(end),
        token=tuple(token),
        sentences=tuple(_pairs(sentence)),
        paragraphs=tuple(_pairs(paragraph)),
        entities=tuple(
            Entity(first, last, vocabulary[index]) for (first, last), index in zip(_pairs(named), types, strict=True)
        ),
    )


class _Columns:
    """Reads columns of numbers from bytes, one after another."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, count: int) -> list[int]:
        """The next column, of this many numbers."""
        kind = np.dtype(_WIDTHS[self._data[self._at]])
        begin, self._at = self._at + 1, self._at + 1 + count * kind.itemsize
        column: list[int] = np.frombuffer(self._data, kind, count, begin).tolist()
        return column

    def rest(self) -> bytes:
        """All that no column has taken."""
        return self._data[self._at :]


def _column(values: Sequence[int]) -> bytes:
    width = 0 if (top := max(values, default=0)) < 1 << 8 else 1 if top < 1 << 16 else 2
    return bytes([width]) + np.array(values, _WIDTHS[width]).tobytes()


def _dictionary(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass") + _NAMES


def _folded(step: int) -> int:
    return 2 * step if step >= 0 else -2 * step - 1


def _unfolded(number: int) -> int:
    return -(number + 1) // 2 if number % 2 else number // 2


def _pairs(numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    return zip(numbers[::2], numbers[1::2], strict=True)


def _cut(text: str, sizes: Sequence[int]) -> Iterable[str]:
    at = 0
    for size in sizes:
        yield intern(text[at : at + size])
        at += size
