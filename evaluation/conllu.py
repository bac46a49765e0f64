"""Treebanks and entity files: CoNLL-U and IOB2 in, sentences with chunks and words out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ENTITY_TYPES = ("PER", "ORG", "LOC")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A gold sentence. Chunks are as :mod:`segundo.reader.tokens` makes them; heads count from 1, 0 is the root.

    ``entities`` holds IOB2 tags, or ``None`` where the sentence has no entity annotation. ``document`` is the name of
    the document, empty where the treebank does not say.
    """

    name: str
    document: str
    text: str
    chunks: tuple[str, ...]
    spaced: tuple[bool, ...]
    form: tuple[str, ...]
    chunk: tuple[int, ...]
    part: tuple[int, ...]
    lemma: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[str, ...]
    head: tuple[int, ...]
    deprel: tuple[str, ...]
    entities: tuple[str, ...] | None


def blocks(path: Path) -> Iterator[list[str]]:
    """The sentences of a CoNLL-U or IOB2 file as lists of lines."""
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip()):
        yield block.splitlines()


def read_entities(path: Path) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """The IOB2 tags of each sentence, by its words; types other than PER, ORG and LOC are left out."""
    out: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for lines in blocks(path):
        rows = [line.split("\t") for line in lines if re.match(r"\d+\t", line)]
        tags = tuple(row[2] if row[2][2:] in ENTITY_TYPES else "O" for row in rows)
        out[tuple(row[1] for row in rows)].append(tags)
    return out


def read_treebank(path: Path, entities: Path | None = None) -> list[Sentence]:
    """The sentences of a treebank, with entity tags where ``entities`` has a sentence of the same words."""
    tags = read_entities(entities) if entities else {}
    sentences, document = [], ""
    for lines in blocks(path):
        comments = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
        document = comments.get("newdoc_id", comments.get("newdoc id", document))
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        words = [row for row in rows if row[0].isdigit()]
        waiting = tags.get(tuple(row[1] for row in words))
        found = waiting.pop(0) if waiting else None
        sentences.append(_sentence(comments, document, rows, words, found))
    return sentences


def _sentence(
    comments: dict[str, str],
    document: str,
    rows: list[list[str]],
    words: list[list[str]],
    entities: tuple[str, ...] | None,
) -> Sentence:
    chunks: list[str] = []
    spaced: list[bool] = []
    chunk: list[int] = []
    part: list[int] = []
    space, covered = True, 0
    for row in rows:
        if "-" in row[0]:
            first, covered = map(int, row[0].split("-"))
            forms = [words[i - 1][1] for i in range(first, covered + 1)]
            pieces = _split_clitics(row[1], forms)
            for at, piece in enumerate(pieces):
                chunks.append(piece)
                spaced.append(space if at == 0 else False)
            for at in range(len(forms)):
                chunk.append(len(chunks) - len(pieces) + min(at, len(pieces) - 1))
                part.append(0 if len(pieces) == len(forms) else at + 1)
            space = "SpaceAfter=No" not in row[9]
        elif row[0].isdigit() and int(row[0]) > covered:
            chunks.append(row[1])
            spaced.append(space)
            chunk.append(len(chunks) - 1)
            part.append(0)
            space = "SpaceAfter=No" not in row[9]

    def column(number: int) -> tuple[str, ...]:
        return tuple(row[number] for row in words)

    return Sentence(
        comments.get("sent_id", ""), document, comments.get("text", ""), tuple(chunks), tuple(spaced), column(1),
        tuple(chunk), tuple(part), column(2), column(3), column(5), tuple(int(row[6]) for row in words), column(7),
        entities,
    )  # fmt: skip


def _split_clitics(surface: str, forms: list[str]) -> list[str]:
    """Cut "tornou-se" before each hyphen, as the tokenizer does; a contraction stays one piece."""
    pieces = [match.group() for match in re.finditer(r"(?:^|-)[^-]+", surface)]
    return pieces if len(pieces) == len(forms) and "-" in surface else [surface]
