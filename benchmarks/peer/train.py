"""Train the peer's pipeline from scratch on the sentences that the reader learns from.

    python -m benchmarks.peer.train FOLDER [--minutes N]

Tokens are orthographic, as spaCy has them: a contraction has the tag, the head and the relation of its highest word.
The pipeline with the best score on the treebanks' dev parts is kept in FOLDER/model-best.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from evaluation.conllu import Sentence
from evaluation.data import SHARED
from training.data import group, load

CONFIG = Path(__file__).with_name("pipeline.cfg")
TREEBANKS = ("bosque", "porttinari")
WORDS = 120
"""The longest training passage: neighbouring sentences are joined, so that the parser learns where they end."""
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
COLUMNS = ("words", "spaces", "lemmas", "pos", "morphs", "deps", "heads", "ents", "sent_starts")


def main() -> None:
    """Write the treebanks as spaCy has them, and train."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peer.train", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=30, help="stop after so long; the best so far is kept")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("pt").vocab
    for split in ("train", "dev"):
        DocBin(docs=documents(split, vocab)).to_disk(given.folder / f"{split}.spacy")
    command = [sys.executable, "-m", "spacy", "train", str(CONFIG), "--output", str(given.folder)]
    command += [f"--paths.{split}={given.folder / split}.spacy" for split in ("train", "dev")]
    try:
        subprocess.run(command, check=True, timeout=60 * given.minutes, env=os.environ | ONE_THREAD)
    except subprocess.TimeoutExpired:
        print(f"stopped after {given.minutes:g} minutes")


def documents(split: str, vocab: Vocab) -> Iterator[Doc]:
    """The passages of a split of both treebanks."""
    for number, sentences in load(SHARED, split, TREEBANKS):
        for passage in group(number, sentences, WORDS, random.Random(1)):
            yield document(passage.sentences, vocab)


def document(sentences: Sequence[Sentence], vocab: Vocab) -> Doc:
    """Neighbouring sentences as one document."""
    columns: dict[str, list[object]] = {name: [] for name in COLUMNS}
    for sentence in sentences:
        offset = len(columns["words"])
        spaced = [*sentence.spaced[1:], True]
        for chunk, (form, space) in enumerate(zip(sentence.chunks, spaced, strict=True)):
            inside = [word for word, its in enumerate(sentence.chunk) if its == chunk]
            word = min(inside, key=lambda word: _depth(sentence, word))
            governor = sentence.chunk[sentence.head[word] - 1] if sentence.head[word] else -1
            row = (
                form,
                space,
                sentence.lemma[word],
                sentence.upos[word],
                sentence.feats[word],
                "ROOT" if governor < 0 else sentence.deprel[word],
                offset + (chunk if governor < 0 else governor),
                "" if sentence.entities is None else sentence.entities[word],
                chunk == 0,
            )
            for name, value in zip(COLUMNS, row, strict=True):
                columns[name].append(value)
    return Doc(vocab, **columns)


def _depth(sentence: Sentence, word: int) -> int:
    """How many words stand between a word and its root."""
    return 1 + _depth(sentence, sentence.head[word] - 1) if sentence.head[word] else 0


if __name__ == "__main__":
    main()
