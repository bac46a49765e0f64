"""A reading as few bytes, to be kept beside its text.

A packed reading is a version byte and a zlib stream. It keeps only what the text does not already tell: offsets as
their difference from where the next word of the text stands, heads as distances, lemmas as what to cut from the form
and what to add, and strings as numbers of a vocabulary that begins with the names of Universal Dependencies. The text
is the stream's dictionary, so that the packed reading of another text is refused.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from sys import intern

import numpy as np

from segundo.reader.reading import Entity, Happening, Reading, Saying
from segundo.records import ACTS, STATUSES

VERSION = 2
_LEVEL = 6
_REMEMBERED = 1 << 16
_WIDTHS = ("<u1", "<u2", "<u4")
_WORD = re.compile(r"\w+|\S")
_COLUMNS = 8
"""Columns of one number a word; the three tags of a word follow, word by word."""

_SAYING, _HAPPENING = 9 + len(ACTS), 4 + len(STATUSES)
"""Numbers of a saying and of a happening."""

# Part of the format: a change needs a new version. All other strings are kept with the reading.
_NAMES = (
    "NOUN ADP DET PUNCT PROPN VERB ADJ ADV PRON AUX CCONJ NUM SCONJ SYM X INTJ PART PER ORG LOC "
    "det case punct nmod obl nsubj root obj amod flat:name advmod mark conj cc advcl xcomp cop nummod acl appos ccomp "
    "aux:pass acl:relcl nsubj:pass aux obl:agent expl parataxis ccomp:speech fixed csubj flat iobj discourse compound "
    "flat:foreign nsubj:outer orphan expl:pass vocative dislocated dep "
    "_ Gender=Masc|Number=Sing Gender=Fem|Number=Sing Gender=Masc|Number=Plur Gender=Fem|Number=Plur "
    "Number=Sing Number=Plur NumType=Card Polarity=Neg PronType=Rel PronType=Ind VerbForm=Inf VerbForm=Ger "
    "Definite=Def|Gender=Masc|Number=Sing|PronType=Art Definite=Def|Gender=Fem|Number=Sing|PronType=Art "
    "Definite=Def|Gender=Masc|Number=Plur|PronType=Art Definite=Def|Gender=Fem|Number=Plur|PronType=Art "
    "Definite=Ind|Gender=Masc|Number=Sing|PronType=Art Definite=Ind|Gender=Fem|Number=Sing|PronType=Art "
    "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin "
    "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin "
    "Mood=Ind|Number=Sing|Person=3|Tense=Imp|VerbForm=Fin Mood=Ind|Number=Plur|Person=3|Tense=Imp|VerbForm=Fin "
    "Mood=Ind|Number=Sing|Person=3|Tense=Fut|VerbForm=Fin Mood=Ind|Number=Plur|Person=3|Tense=Fut|VerbForm=Fin "
    "Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin Mood=Ind|Number=Plur|Person=1|Tense=Pres|VerbForm=Fin "
    "Mood=Ind|Number=Sing|Person=1|Tense=Imp|VerbForm=Fin Mood=Ind|Number=Sing|Person=1|Tense=Past|VerbForm=Fin "
    "Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin Mood=Cnd|Number=Sing|Person=3|VerbForm=Fin "
    "Number=Plur|Person=3|VerbForm=Inf Gender=Masc|Number=Sing|VerbForm=Part Gender=Fem|Number=Sing|VerbForm=Part "
    "Gender=Masc|Number=Plur|VerbForm=Part Gender=Masc|Number=Sing|VerbForm=Part|Voice=Pass "
    "Gender=Fem|Number=Sing|VerbForm=Part|Voice=Pass Gender=Masc|Number=Plur|VerbForm=Part|Voice=Pass "
    "Gender=Fem|Number=Plur|VerbForm=Part|Voice=Pass Gender=Masc|Number=Sing|PronType=Dem "
    "Gender=Fem|Number=Sing|PronType=Dem Gender=Masc|Number=Plur|PronType=Dem Gender=Fem|Number=Plur|PronType=Dem "
    "Gender=Masc|Number=Sing|Person=3|PronType=Dem Gender=Masc|Number=Sing|PronType=Ind "
    "Gender=Fem|Number=Sing|PronType=Ind Gender=Masc|Number=Plur|PronType=Ind Gender=Fem|Number=Plur|PronType=Ind "
    "Number=Sing|PronType=Ind Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs Case=Nom|Person=3|PronType=Prs "
    "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs Case=Nom|Number=Sing|Person=1|PronType=Prs "
    "Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs "
    "Gender=Masc|Number=Plur|Person=3|Poss=Yes|PronType=Prs Gender=Fem|Number=Plur|Person=3|Poss=Yes|PronType=Prs "
    "Gender=Masc|Number=Sing|NumType=Ord Gender=Fem|Number=Sing|NumType=Ord Gender=Masc|NumType=Card "
    "Gender=Fem|NumType=Card ExtPos=PROPN|Gender=Masc|Number=Sing"
)
_VOCABULARY = ("", *map(intern, _NAMES.split()))
_KNOWN = {name: number for number, name in enumerate(_VOCABULARY)}


def pack(reading: Reading) -> bytes:
    """The reading without its text."""
    vocabulary = _Vocabulary(_KNOWN)
    words: list[tuple[int, ...]] = []
    start = end = 0
    token = -1
    told = (
        reading.form, reading.lemma, reading.upos, reading.feats, reading.deprel, reading.head, reading.token,
        reading.start, reading.end,
    )  # fmt: skip
    for word, (form, lemma, upos, feats, deprel, head, next_token, *span) in enumerate(zip(*told, strict=True)):
        step, token = next_token - token, next_token
        likely = _next_word(reading.text, end) if step else (start, end)
        start, end = span
        lower, kept = _stem(form, lemma)
        words.append(
            (
                _folded(start - likely[0]),
                _folded(end - likely[1]),
                _folded(step),
                _folded(head - word) if head >= 0 else 0,
                0 if form == reading.text[start:end] else vocabulary[form] + 1,
                lower,
                len(form) - kept,
                vocabulary[lemma[kept:]],
                vocabulary[upos],
                vocabulary[feats],
                vocabulary[deprel],
            )
        )
    columns = list(zip(*words, strict=True)) or [()] * (_COLUMNS + 3)
    body = [
        *columns[:_COLUMNS],
        list(chain.from_iterable(zip(*columns[_COLUMNS:], strict=True))),
        list(chain.from_iterable(reading.sentences)),
        list(chain.from_iterable(reading.paragraphs)),
        list(chain.from_iterable((first, last, vocabulary[type]) for first, last, type in reading.entities)),
        list(chain.from_iterable(map(_saying, reading.sayings))),
        list(
            chain.from_iterable(
                (h.word, *map(_thousandths, (h.score, h.type_score, *h.statuses)), vocabulary[h.type])
                for h in reading.happenings
            )
        ),
    ]
    own = list(vocabulary)[len(_KNOWN) :]
    sizes = [
        len(words), len(reading.sentences), len(reading.paragraphs), len(reading.entities), len(reading.sayings),
        len(reading.happenings), len(own),
    ]  # fmt: skip
    data = b"".join(map(_column, [sizes, *body, list(map(len, own))])) + _encoded("".join(own))
    stream = zlib.compressobj(_LEVEL, zdict=_encoded(reading.text))
    return bytes([VERSION]) + stream.compress(data) + stream.flush()


def unpack(packed: bytes, text: str) -> Reading:
    """The reading of this text that was packed.

    Raises:
        ValueError: if these are not the bytes of a packed reading of this text.
    """
    if packed[:1] != bytes([VERSION]):
        raise ValueError(f"not a packed reading of version {VERSION}")
    try:
        stream = zlib.decompressobj(zdict=_encoded(text))
        columns = _Columns(stream.decompress(packed[1:]))
    except zlib.error as error:
        raise ValueError(f"not a packed reading of this text: {error}") from error
    if not stream.eof:
        raise ValueError("not a packed reading: its end is missing")
    count, sentences, paragraphs, entities, sayings, happenings, strings = columns.take(7)
    starts, ends, steps, heads, forms, lowers, cuts, tails = (columns.take(count) for _ in range(_COLUMNS))
    tags = columns.take(3 * count)
    sentence, paragraph, named = columns.take(2 * sentences), columns.take(2 * paragraphs), columns.take(3 * entities)
    spoken, happened = iter(columns.take(sayings * _SAYING)), iter(columns.take(happenings * _HAPPENING))
    sizes = columns.take(strings)
    vocabulary = [*_VOCABULARY, *_cut(columns.rest().decode("utf-8", "surrogatepass"), sizes)]
    places: list[tuple[int, int, int]] = []
    form: list[str] = []
    lemma: list[str] = []
    start = end = 0
    token = -1
    for word, step in enumerate(map(_unfolded, steps)):
        likely = (start, end) if step == 0 else _next_word(text, end)
        start, end = likely[0] + _unfolded(starts[word]), likely[1] + _unfolded(ends[word])
        token += step
        places.append((start, end, token))
        form.append(vocabulary[forms[word] - 1] if forms[word] else intern(text[start:end]))
        stem = form[word].lower() if lowers[word] else form[word]
        lemma.append(intern(stem[: len(form[word]) - cuts[word]] + vocabulary[tails[word]]))
    start_column, end_column, token_column = zip(*places, strict=True) if places else ((), (), ())
    return Reading(
        text=text,
        form=tuple(form),
        lemma=tuple(lemma),
        upos=tuple(map(vocabulary.__getitem__, tags[::3])),
        feats=tuple(map(vocabulary.__getitem__, tags[1::3])),
        head=tuple(word + _unfolded(step) if step else -1 for word, step in enumerate(heads)),
        deprel=tuple(map(vocabulary.__getitem__, tags[2::3])),
        start=start_column,
        end=end_column,
        token=token_column,
        sentences=tuple(zip(sentence[::2], sentence[1::2], strict=True)),
        paragraphs=tuple(zip(paragraph[::2], paragraph[1::2], strict=True)),
        entities=tuple(
            Entity(first, last, vocabulary[type])
            for first, last, type in zip(named[::3], named[1::3], named[2::3], strict=True)
        ),
        sayings=tuple(_unpack_saying(spoken) for _ in range(sayings)),
        happenings=tuple(_unpack_happening(happened, vocabulary) for _ in range(happenings)),
    )


def _saying(saying: Saying) -> tuple[int, ...]:
    """A saying as numbers: word, bare, ranges (empty where there is no source), chances in thousandths."""
    chances = (saying.score, saying.source_score, saying.content_score, *saying.acts)
    return (saying.word, saying.bare, *(saying.source or (0, 0)), *saying.content, *map(_thousandths, chances))


def _unpack_saying(numbers: Iterator[int]) -> Saying:
    word, bare, first, last, begin, end, *chances = islice(numbers, _SAYING)
    score, source_score, content_score, *acts = (number / 1000 for number in chances)
    source = (first, last) if last else None
    return Saying(word, bool(bare), score, source, source_score, (begin, end), content_score, tuple(acts))


def _unpack_happening(numbers: Iterator[int], vocabulary: Sequence[str]) -> Happening:
    word, *chances, type = islice(numbers, _HAPPENING)
    score, type_score, *statuses = (number / 1000 for number in chances)
    return Happening(word, score, vocabulary[type], type_score, tuple(statuses))


def _thousandths(chance: float) -> int:
    return round(1000 * chance)


class _Vocabulary(dict[str, int]):
    """The numbers of strings; a new one gets the next number."""

    def __missing__(self, string: str) -> int:
        self[string] = number = len(self)
        return number


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
    try:
        return b"\0" + bytes(values)  # most columns have no number over 255
    except ValueError:
        width = 1 if max(values) < 1 << 16 else 2
        return bytes([width]) + np.array(values, _WIDTHS[width]).tobytes()


def _next_word(text: str, at: int) -> tuple[int, int]:
    """Where the next word of the text stands, as far as its letters tell."""
    match = _WORD.search(text, at)
    return match.span() if match else (at, at)


@lru_cache(_REMEMBERED)
def _stem(form: str, lemma: str) -> tuple[bool, int]:
    """Whether the lemma begins like the lower-cased form rather than the form, and for how many characters."""
    same, low = _shared(form, lemma), _shared(form.lower(), lemma)
    # Some letters change their number with their case ("İ"); the length of the form is what unpacking counts from.
    return (True, min(low, len(form))) if low > same else (False, same)


def _shared(form: str, lemma: str) -> int:
    """How many characters two strings share from their beginning."""
    if lemma.startswith(form):
        return len(form)
    return next((at for at, (one, other) in enumerate(zip(form, lemma, strict=False)) if one != other), len(lemma))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _folded(step: int) -> int:
    return 2 * step if step >= 0 else -2 * step - 1


def _unfolded(number: int) -> int:
    return -(number + 1) // 2 if number % 2 else number // 2


def _cut(text: str, sizes: Iterable[int]) -> Iterator[str]:
    at = 0
    for size in sizes:
        yield intern(text[at : at + size])
        at += size
