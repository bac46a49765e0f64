"""From a text to its passages, and the fingerprint by which a repeated passage is known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256

from segundo.article import Passage, Span

FINGERPRINT_DIGITS = 32
"""Hexadecimal digits of a fingerprint: 128 bits, so that no two passages of any archive share one by chance."""

_LINE = re.compile(r"[^\S\n]*(\S(?:[^\n]*\S)?)")
# The Unicode blocks of combining diacritical marks.
_DIACRITIC = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
# Currency signs and the per cent sign are no punctuation to a reader of figures: "5 %" is not "5 €".
_WORD = re.compile(r"\w+|[%‰$€£¥¢₣₤₩₪₫₱₹₽]")


def paragraphs(text: str) -> Iterator[Span]:
    """The spans of a text's paragraphs: its lines that are not blank, without the white space around them."""
    for line in _LINE.finditer(text):
        yield Span(*line.span(1))


def fold(text: str) -> str:
    """The words of a text with case, diacritics, punctuation and space folded, one space between them."""
    bare = _DIACRITIC.sub("", unicodedata.normalize("NFKD", text.casefold()))
    # Folding again: compatibility letters ("𝐀", "ℌ") only show their case once they are decomposed.
    return " ".join(_WORD.findall(bare.casefold()))


def fingerprint(text: str) -> str:
    """The SHA-256 of the folded words, shortened; empty where a text has no letters, since "* * *" repeats nothing."""
    if not any(character.isalpha() for character in text):
        return ""
    return sha256(fold(text).encode()).hexdigest()[:FINGERPRINT_DIGITS]


def segment(text: str) -> tuple[Passage, ...]:
    """The passages of an article's text, numbered from 1, each with the first passage that has the same words.

    A passage without letters has an empty fingerprint and is always its own first.
    """
    passages: list[Passage] = []
    first: dict[str, int] = {}
    for number, span in enumerate(paragraphs(text), start=1):
        words = text[span.start : span.end]
        mark = fingerprint(words)
        passages.append(Passage(number, span, words, mark, first.setdefault(mark, number) if mark else number))
    return tuple(passages)
