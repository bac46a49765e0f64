"""The reader: one pass of the model over a passage gives its sentences, words, tags, tree and entities.

The model takes one passage a call. Its activations are quantised by the call, so that company in a batch would change
what is read; alone, a reading is a pure function of the passage's text and the model.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib.resources import files
from itertools import accumulate, chain, pairwise
from pathlib import Path

import numpy as np
import onnxruntime

from segundo.article import Passage
from segundo.errors import ModelError
from segundo.reader.abbreviations import leads
from segundo.reader.decoding import entities, goes_on, happenings, sayings, sentence_ranges, tree
from segundo.reader.headlines import headline_bounds
from segundo.reader.lemmas import apply_lemma_rule
from segundo.reader.pieces import Pieces
from segundo.reader.reading import Entity, Happening, Reading, Saying
from segundo.reader.tokens import Tokens, tokenize

MOST_CHUNKS = 160
"""A longer passage is read in stretches, cut after a sentence's end where there is one."""
LINKS = frozenset({"ADP", "DET", "CCONJ"})
SENTENCE_MARKS = frozenset(".!?…;:")
FILES = ("reader.onnx", "tokenizer.json", "labels.json")
CACHED_LEMMAS = 200_000


class Reader:
    """A loaded model. ``threads`` is how many cores one call may use.

    Raises:
        ModelError: if the model's files are missing or broken.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        _check(folder)
        try:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            options.inter_op_num_threads = 1
            # the export has simplified the graph; what else a runtime might make of it would change what is read
            options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
            self._session = onnxruntime.InferenceSession(
                str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
            )
            description = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            self._labels = {name: tuple(values) for name, values in description["labels"].items()}
            self._treebank = np.array([description["treebank"]], np.int64)
            self._pieces = Pieces(folder / "tokenizer.json")
        except Exception as error:
            raise ModelError(
                "the model is broken: {error}", where=str(folder), do="Install segundo again", error=error
            ) from error
        self._lemmas: dict[tuple[str, int], str] = {}

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """The reading of each passage; offsets count from the passage's start."""
        return [self.read_tokens(tokenize(text)) for text in texts]

    def read_tokens(self, tokens: Tokens, treebank: int | None = None) -> Reading:
        """The reading of a passage whose words are known; ``treebank`` chooses whose annotation style to follow."""
        style = self._treebank if treebank is None else np.array([treebank], np.int64)
        columns: dict[str, list[str]] = {name: [] for name in ("lemma", "upos", "feats", "deprel")}
        heads: list[int] = []
        sentences: list[tuple[int, int]] = []
        found: list[Entity] = []
        said: list[Saying] = []
        happened: list[Happening] = []
        for first, last in stretches(tokens):
            self._read_stretch(tokens, first, last, style, columns, heads, sentences, found, said, happened)
        size = len(tokens.form)
        return Reading(
            text=tokens.text, form=tokens.form, lemma=tuple(columns["lemma"]), upos=tuple(columns["upos"]),
            feats=tuple(columns["feats"]), head=tuple(heads), deprel=tuple(columns["deprel"]), start=tokens.start,
            end=tokens.end, token=tokens.token, sentences=tuple(sentences),
            paragraphs=((0, size),) if size else (), entities=tuple(found), sayings=tuple(said),
            happenings=tuple(happened),
        )  # fmt: skip

    def _read_stretch(
        self, tokens: Tokens, first: int, last: int, style: np.typing.NDArray[np.int64],
        columns: dict[str, list[str]], heads: list[int], sentences: list[tuple[int, int]], found: list[Entity],
        said: list[Saying], happened: list[Happening],
    ) -> None:  # fmt: skip
        from_chunk, to_chunk = tokens.chunk[first], tokens.chunk[last - 1] + 1
        encoded = self._pieces.encode(
            [_shown(tokens.text[tokens.chunk_start[c] : tokens.chunk_end[c]]) for c in range(from_chunk, to_chunk)],
            tokens.spaced[from_chunk:to_chunk],
            [chunk - from_chunk for chunk in tokens.chunk[first:last]],
            tokens.part[first:last],
        )
        inputs = {name: np.array([getattr(encoded, name)], np.int64) for name in ("pieces", "first", "last", "part")}
        ends, arcs, governors, relations, upos, feats, lemma, entity, *layers = (
            output[0] for output in self._session.run(None, inputs | {"treebank": style})
        )
        anchors, bounds, sure, acts, events, statuses = (layer[1:] for layer in layers)
        ranges = sentence_ranges(ends[1:] * ~goes_on(tokens.form[first:last], leads))
        local = tree(governors[1:], arcs[1:], ranges)
        labels = self._labels
        tags = [labels["upos"][i] for i in upos[1:].tolist()]
        columns["upos"] += tags
        columns["feats"] += [labels["feats"][i] for i in feats[1:].tolist()]
        columns["deprel"] += [
            "root" if head < 0 else labels["deprel"][relation]
            for head, relation in zip(local, relations[1:].tolist(), strict=True)
        ]
        columns["lemma"] += [
            self._lemma(form, rule) for form, rule in zip(tokens.form[first:last], lemma[1:].tolist(), strict=True)
        ]
        heads += [head + first if head >= 0 else -1 for head in local]
        sentences += [(start + first, end + first) for start, end in ranges]
        forms = tokens.form[first:last]
        inner = np.fromiter(map(_ends_no_name, forms, tags), bool, last - first)
        found += [
            Entity(a + first, b + first, kind)
            for a, b, kind in entities(entity[1:], labels["entity"], inner)
            if not all(map(str.islower, forms[a:b]))
        ]
        said += [moved(saying, first) for saying in sayings(anchors, bounds, sure, acts)]
        happened += [
            event._replace(word=event.word + first) for event in happenings(events, statuses, labels["event"])
        ]

    def _lemma(self, form: str, rule: int) -> str:
        lemma = self._lemmas.get((form, rule))
        if lemma is None:
            if len(self._lemmas) >= CACHED_LEMMAS:
                self._lemmas.clear()
            lemma = self._lemmas[form, rule] = apply_lemma_rule(form, self._labels["lemma"][rule])
        return lemma


def _ends_no_name(form: str, tag: str) -> bool:
    """Whether a word may stand within a name but not at its end: an article or preposition, a mark."""
    return (tag in LINKS and form.islower()) or not any(map(str.isalnum, form))


def _shown(chunk: str) -> str:
    """A chunk as the model is shown it: an ordinal without its full stop, as it learnt them."""
    return chunk.removesuffix(".") if chunk[0].isdigit() else chunk


def load_reader(folder: Path | None = None, *, threads: int = 1) -> Reader:
    """The reader that ships with Segundo, or the one in ``folder``.

    Raises:
        ModelError: if the model's files are missing or broken.
    """
    return Reader(folder or _shipped(), threads=threads)


def model_version(folder: Path | None = None) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a model's files, which are not loaded for it.

    Raises:
        ModelError: if a file is missing.
    """
    folder = folder or _shipped()
    _check(folder)
    digest = hashlib.sha256()
    for name in FILES:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]


def _shipped() -> Path:
    return Path(str(files(__name__.rpartition(".")[0]) / "model"))


def _check(folder: Path) -> None:
    for name in FILES:
        if not (folder / name).is_file():
            raise ModelError("the model is not complete", where=str(folder / name), do="Install segundo again")


def join(text: str, passages: Sequence[Passage], readings: Sequence[Reading]) -> Reading:
    """The readings of an article's passages as one reading of the article, in its coordinates."""
    sizes = [len(reading) for reading in readings]
    words = [0, *accumulate(sizes)]
    tokens = [0, *accumulate(reading.token[-1] + 1 if reading.token else 0 for reading in readings)]
    parts = list(zip(passages, readings, words, tokens, strict=False))

    def column(name: str) -> tuple[str, ...]:
        return tuple(chain.from_iterable(getattr(reading, name) for reading in readings))

    return Reading(
        text=text,
        form=column("form"), lemma=column("lemma"), upos=column("upos"), feats=column("feats"),
        deprel=column("deprel"),
        head=tuple(head + word if head >= 0 else -1 for _, r, word, _ in parts for head in r.head),
        start=tuple(start + passage.span.start for passage, r, _, _ in parts for start in r.start),
        end=tuple(end + passage.span.start for passage, r, _, _ in parts for end in r.end),
        token=tuple(number + token for _, r, _, token in parts for number in r.token),
        sentences=tuple((a + word, b + word) for _, r, word, _ in parts for a, b in r.sentences),
        paragraphs=tuple((word, word + len(r)) for _, r, word, _ in parts if len(r)),
        entities=tuple(Entity(e.first + word, e.last + word, e.type) for _, r, word, _ in parts for e in r.entities),
        sayings=tuple(moved(saying, word) for _, r, word, _ in parts for saying in r.sayings),
        happenings=tuple(h._replace(word=h.word + word) for _, r, word, _ in parts for h in r.happenings),
    )  # fmt: skip


def moved(saying: Saying, by: int) -> Saying:
    """The saying so many words later."""

    source = saying.source and (saying.source[0] + by, saying.source[1] + by)
    first, last = saying.content
    return saying._replace(word=saying.word + by, source=source, content=(first + by, last + by))


def stretches(tokens: Tokens) -> list[tuple[int, int]]:
    """Ranges of words of at most :data:`MOST_CHUNKS` chunks, never parting a token; a headline inside has its own."""
    bounds = sorted({0, *headline_bounds(tokens), len(tokens.form)})
    return [stretch for first, last in pairwise(bounds) for stretch in _short_stretches(tokens, first, last)]


def _short_stretches(tokens: Tokens, first: int, size: int) -> list[tuple[int, int]]:
    """The range of words up to ``size`` in parts that are short enough."""
    out = []
    while first < size:
        last = first
        best = 0
        while last < size and tokens.chunk[last] - tokens.chunk[first] < MOST_CHUNKS:
            last += 1
            whole = last == size or tokens.token[last] != tokens.token[last - 1]
            if whole and tokens.form[last - 1][-1] in SENTENCE_MARKS:
                best = last
        if last < size:
            while last > first + 1 and tokens.token[last] == tokens.token[last - 1]:
                last -= 1
            last = best or last
        out.append((first, last))
        first = last
    return out
