"""Readings without a model, for tests of what needs words, sentences and paragraphs alone."""

from __future__ import annotations

import re

from segundo.reader.reading import Reading

_WORD = re.compile(r"\w+(?:[-/:.,]\w+)*|[^\w\s]")


def plain_reading(text: str) -> Reading:
    """A reading that knows nothing of the words of a text but where they stand; a line is a paragraph."""
    words = [*_WORD.finditer(text)]
    count = len(words)
    sentences: list[tuple[int, int]] = []
    paragraphs: list[tuple[int, int]] = []
    for index, word in enumerate(words):
        gap = text[word.end() : words[index + 1].start()] if index + 1 < count else "\n"
        if "\n" in gap or (word[0] in ".!?" and gap):
            sentences.append((sentences[-1][1] if sentences else 0, index + 1))
        if "\n" in gap:
            paragraphs.append((paragraphs[-1][1] if paragraphs else 0, index + 1))
    forms = tuple(word[0] for word in words)
    return Reading(
        text=text, form=forms, lemma=forms, upos=("X",) * count, feats=("_",) * count, head=(-1,) * count,
        deprel=("root",) * count, start=tuple(word.start() for word in words), end=tuple(word.end() for word in words),
        token=tuple(range(count)), sentences=tuple(sentences), paragraphs=tuple(paragraphs), entities=(),
    )  # fmt: skip
