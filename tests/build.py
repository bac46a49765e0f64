"""Readings built by hand, for tests of one behaviour each."""

from __future__ import annotations

from segundo.reader.reading import Entity, Reading


def reading(rows: str, entities: tuple[tuple[int, int, str], ...] = ()) -> Reading:
    """A reading of rows ``form lemma upos feats head deprel``, one word a line.

    Heads count from 1 within the sentence, 0 is the root. A blank line ends a sentence, ``¶`` alone a paragraph. A form
    that starts with ``_`` is joined to the word before it without a space; ``de@da`` and then ``a@`` is a contraction.
    """
    words: list[tuple[str, str, str, str, int, str, int, int, int]] = []
    sentences: list[tuple[int, int]] = []
    paragraphs: list[tuple[int, int]] = []
    text, first, opened, token = "", 0, 0, -1

    def close_sentence() -> None:
        nonlocal first
        if len(words) > first:
            sentences.append((first, len(words)))
            first = len(words)

    def close_paragraph() -> None:
        nonlocal opened
        close_sentence()
        if len(words) > opened:
            paragraphs.append((opened, len(words)))
            opened = len(words)

    for line in map(str.strip, rows.strip().splitlines()):
        if line == "¶":
            close_paragraph()
            text += "\n"
        elif not line:
            close_sentence()
        else:
            form, lemma, upos, feats, head, deprel = line.split()
            form, at, surface = form.partition("@")
            if at and not surface:
                start, end = words[-1][6], words[-1][7]
            else:
                glued, surface = form.startswith("_"), (surface or form).removeprefix("_")
                text += "" if glued or not text or text.endswith("\n") else " "
                start, end = len(text), len(text) + len(surface)
                text, token = text + surface, token + 1
            governor = int(head) - 1 + first if int(head) else -1
            words.append((form.removeprefix("_"), lemma, upos, feats, governor, deprel, start, end, token))
    close_paragraph()
    forms, lemmas, tags, feats_, heads, deprels, starts, ends, tokens = zip(*words, strict=True)
    return Reading(
        text=text, form=forms, lemma=lemmas, upos=tags, feats=feats_, head=heads, deprel=deprels, start=starts,
        end=ends, token=tokens, sentences=tuple(sentences), paragraphs=tuple(paragraphs),
        entities=tuple(Entity(*entity) for entity in entities),
    )  # fmt: skip
