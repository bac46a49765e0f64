"""Training passages: neighbouring sentences joined, as the reader meets them in a paragraph."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from evaluation.conllu import Sentence, read_treebank
from segundo.reader.lemmas import lemma_rule
from segundo.reader.pieces import Encoded, Pieces
from segundo.records import ACTS, STATUSES

TREEBANKS = ("bosque", "porttinari", "gsd")
"""Each treebank has its own embedding; the place here is its number."""
EVENTS = (
    "none", "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "GOVERN", "JUSTICE", "HARM",
)  # fmt: skip
ANCHORS = ("none", "cue", "bare")
"""What a word is to a statement: nothing, the last word of its cue, the first word of a content without a cue."""
GSD = TREEBANKS.index("gsd")
"""A treebank whose trees alone are good enough to learn from."""
IGNORE = -100
HEADS = ("upos", "feats", "lemma", "deprel", "entity", "head", "last")
NAMES = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
QUOTES = (('"', '"'), ("“", "”"), ("«", "»"), ("'", "'"), ("‘", "’"), ("”", "”"))
DASHES = ("-", "–", "—", "--")
STYLE = TREEBANKS.index("porttinari")
"""The treebank whose annotation style the reader follows: present-day news, with direct speech marked."""
NAMED = TREEBANKS.index("bosque")
"""The treebank whose names are annotated."""
FOREIGN, NAMED_FOREIGN = 0.1, 0.35
"""The chance that a passage is read in another treebank's style, and that one with names is read in the reader's."""
RENAMED = 0.3
"""The chance that a name is put in another's place."""
LEAST_COUNT = 3
"""A lemma rule seen less often is not learnt."""


@dataclass(frozen=True)
class Labels:
    """What each head predicts, by number."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemma: tuple[str, ...]
    deprel: tuple[str, ...]
    entity: tuple[str, ...] = NAMES
    act: tuple[str, ...] = ACTS
    event: tuple[str, ...] = EVENTS
    status: tuple[str, ...] = STATUSES


@dataclass(frozen=True)
class Passage:
    """Consecutive sentences of one treebank, and the number of the treebank in whose style they are to be read.

    ``foreign``: that style is another treebank's, so that tree, features and lemmas teach nothing.
    """

    sentences: tuple[Sentence, ...]
    treebank: int
    foreign: bool = False

    def __len__(self) -> int:
        return sum(len(sentence.form) for sentence in self.sentences)


def load(shared: Path, split: str, treebanks: Iterable[str]) -> list[tuple[int, list[Sentence]]]:
    """The sentences of each treebank's split, entities joined where there are any."""
    out = []
    for name in treebanks:
        iob = shared / "entities" / f"uner-{name}" / f"{split}.iob2"
        path = shared / "treebanks" / name / f"{split}.conllu"
        number = TREEBANKS.index(name) if name in TREEBANKS else 0
        out.append((number, read_treebank(path, iob if iob.exists() else None)))
    return out


def labels(sentences: Sequence[Sentence]) -> Labels:
    """The label inventories of the training sentences, most frequent first."""

    def count(values: Iterable[str], least: int = 1) -> tuple[str, ...]:
        return tuple(value for value, number in Counter(values).most_common() if number >= least)

    return Labels(
        upos=count(x for s in sentences for x in s.upos),
        feats=count(x for s in sentences for x in s.feats),
        lemma=count((lemma_rule(f, m) for s in sentences for f, m in zip(s.form, s.lemma, strict=True)), LEAST_COUNT),
        deprel=count(x for s in sentences for x in s.deprel),
    )


def group(treebank: int, sentences: Sequence[Sentence], most: int, rng: random.Random) -> list[Passage]:
    """Join neighbouring sentences of a document into passages of one to a few sentences and at most ``most`` words.

    Treebanks without documents are joined in their own order: ends are learnt from them, not what follows what.
    """
    out: list[Passage] = []
    current: list[Sentence] = []
    goal, size = 1, 0
    for sentence in sentences:
        new = current and sentence.document != current[-1].document
        if current and (new or len(current) >= goal or size + len(sentence.form) > most):
            out.append(Passage(tuple(current), treebank))
            current, size = [], 0
        if not current:
            goal = rng.choice((1, 1, 2, 2, 3, 3, 4, 5))
        current.append(sentence)
        size += len(sentence.form)
    if current:
        out.append(Passage(tuple(current), treebank))
    return out


def vary_chunks(chunks: Sequence[str], rng: random.Random) -> tuple[str, ...]:
    """The chunks with other quotation marks and dashes, so that the reader knows those of every outlet."""
    if not any(chunk in "\"“”«»'-–—--" for chunk in chunks):
        return tuple(chunks)
    marks, dash, opened = rng.choice(QUOTES), rng.choice(DASHES), False
    out = list(chunks)
    for at, chunk in enumerate(out):
        if chunk in ('"', "“", "”", "«", "»"):
            opened = chunk in ("“", "«") or (chunk == '"' and not opened)
            out[at] = marks[0] if opened else marks[1]
        elif chunk in ("--", "–", "—"):
            out[at] = dash
    return tuple(out)


def vary(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence in other quotation marks and dashes."""
    return replace(sentence, chunks=vary_chunks(sentence.chunks, rng))


Names: TypeAlias = dict[tuple[str, ...], list[tuple[str, ...]]]
"""Names by what must be alike for one to stand in another's place: type, tags and features of their words."""


def names(sentences: Iterable[Sentence]) -> Names:
    """The names of the sentences that have entities, those only whose words are chunks of their own."""
    out: Names = {}
    for sentence in sentences:
        for first, last, key in _named(sentence):
            out.setdefault(key, []).append(sentence.form[first:last])
    return out


def rename(sentence: Sentence, known: Names, rng: random.Random) -> Sentence:
    """The sentence with some names changed for others of their kind, so that names are told by their company."""
    form, lemma, chunks = list(sentence.form), list(sentence.lemma), list(sentence.chunks)
    for first, last, key in _named(sentence):
        if rng.random() >= RENAMED:
            continue
        form[first:last] = lemma[first:last] = new = rng.choice(known[key])
        for word, text in zip(range(first, last), new, strict=True):
            chunks[sentence.chunk[word]] = text
    return replace(sentence, form=tuple(form), lemma=tuple(lemma), chunks=tuple(chunks))


def _named(sentence: Sentence) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The names of a sentence ``[first, last)`` that another may replace, with what must be alike."""
    tags = sentence.entities or ()
    for first, tag in enumerate(tags):
        if not tag.startswith("B-"):
            continue
        last = first + 1
        while last < len(tags) and tags[last] == f"I-{tag[2:]}":
            last += 1
        words = range(first, last)
        proper = all(sentence.upos[w] == "PROPN" and sentence.lemma[w] == sentence.form[w] for w in words)
        if proper and not any(sentence.part[w] for w in words) and _alone(sentence, first, last):
            yield first, last, (tag[2:], *sentence.feats[first:last])


def _alone(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words ``[first, last)`` share no chunk with another word."""
    own = sentence.chunk[first:last]
    return len(set(own)) == last - first and all(
        sentence.chunks[chunk] == form for chunk, form in zip(own, sentence.form[first:last], strict=True)
    )


def estrange(passage: Passage, rng: random.Random) -> Passage:
    """Now and then a passage in the style of another treebank, so that no style lacks entities or sentence ends.

    Those with names are read in the reader's own style, which has no names of its own.
    """
    named = passage.treebank == NAMED
    if rng.random() >= (NAMED_FOREIGN if named else FOREIGN):
        return passage
    others = [STYLE] if named else [number for number in range(len(TREEBANKS)) if number != passage.treebank]
    return replace(passage, treebank=rng.choice(others), foreign=True)


def encode(passage: Passage, pieces: Pieces) -> Encoded:
    """A passage's pieces and words, sentences run together with a space between them."""
    chunks: list[str] = []
    spaced: list[bool] = []
    chunk: list[int] = []
    part: list[int] = []
    for sentence in passage.sentences:
        chunk += [c + len(chunks) for c in sentence.chunk]
        part += sentence.part
        chunks += sentence.chunks
        spaced += sentence.spaced
    return pieces.encode(chunks, spaced, chunk, part)


def targets(passage: Passage, index: dict[str, dict[str, int]]) -> dict[str, list[int]]:
    """What each head should say of each word, the root (ignored) first."""
    out: dict[str, list[int]] = {name: [IGNORE] for name in HEADS}
    for sentence in passage.sentences:
        offset, size = len(out["head"]) - 1, len(sentence.form)
        for name, values in (("upos", sentence.upos), ("feats", sentence.feats), ("deprel", sentence.deprel)):
            out[name] += [index[name].get(value, IGNORE) for value in values]
        out["lemma"] += [
            index["lemma"].get(lemma_rule(f, m), IGNORE) for f, m in zip(sentence.form, sentence.lemma, strict=True)
        ]
        out["head"] += [head + offset if head else 0 for head in sentence.head]
        out["last"] += [0] * (size - 1) + [1]
        out["entity"] += [index["entity"][t] for t in sentence.entities] if sentence.entities else [IGNORE] * size
    ignored: tuple[str, ...] = ("feats", "lemma", "deprel", "head") if passage.foreign else ()
    if passage.sentences and passage.treebank == GSD and not passage.foreign:
        ignored = ("upos", "feats", "lemma")
    for name in ignored:
        out[name] = [IGNORE] * len(out[name])
    return out


def pad(rows: Sequence[Sequence[int]], value: int) -> NDArray[np.int64]:
    """Rows of different lengths as one array, filled up with ``value``."""
    out = np.full((len(rows), max(map(len, rows))), value, np.int64)
    for at, row in enumerate(rows):
        out[at, : len(row)] = row
    return out


def batches(lengths: Sequence[int], most_pieces: int, rng: random.Random | None = None) -> list[list[int]]:
    """Group passages of like length, at most ``most_pieces`` pieces a padded batch; shuffled with ``rng``."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + (rng.random() * 8 if rng else 0))
    out: list[list[int]] = []
    longest = 0
    for i in order:
        longest = max(longest, lengths[i]) if out else lengths[i]
        if out and longest * (len(out[-1]) + 1) <= most_pieces:
            out[-1].append(i)
        else:
            out.append([i])
            longest = lengths[i]
    if rng:
        rng.shuffle(out)
    return out
