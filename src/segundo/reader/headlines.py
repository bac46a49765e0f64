"""Headlines of other articles inside a paragraph, as pages put them there to be followed.

In "O juiz saiu. + Prefeito nega tudo Ele falou ontem." a mark tells where the headline begins; that it has no full stop
leaves its end to be found: before a small word with a capital, or before a name that the paragraph has elsewhere.
"""

from __future__ import annotations

import re
from functools import cache

from segundo.languages import table
from segundo.reader.tokens import Tokens

_MARK = "+"
_STOPS = frozenset(".!?…")
_ENDS = _STOPS | frozenset(":;\"”»’')")
_OPENING = frozenset("\"“«‘'")
_SHORTEST = 3
"""A headline has at least so many words."""


def headline_bounds(tokens: Tokens, language: str = "pt") -> list[int]:
    """The words that begin such a headline's mark, the headline, and what follows it, in order."""
    if _MARK not in tokens.text:
        return []
    chunks = [tokens.text[start:end] for start, end in zip(tokens.chunk_start, tokens.chunk_end, strict=True)]
    bounds: list[int] = []
    linked, at = False, 0
    while at < len(chunks):
        if chunks[at] != _MARK or not tokens.spaced[at]:
            linked = linked and chunks[at] not in _STOPS
            at += 1
            continue
        first = at + 1
        while first < len(chunks) and chunks[first] == _MARK and not tokens.spaced[first]:
            first += 1
        begins = at == 0 or chunks[at - 1][-1] in _ENDS or linked
        if begins and first < len(chunks) and (chunks[first][0].isupper() or chunks[first] in _OPENING):
            end = _end(tokens, chunks, first, language)
            bounds += [at, first] if end is None else [at, first, end]
            linked = end is None
        at = first
    words = {chunk: word for word, chunk in reversed(list(enumerate(tokens.chunk)))}
    return [words[chunk] for chunk in bounds]


@cache
def openers(language: str) -> frozenset[str]:
    """The small words, with a capital, that begin a sentence."""
    return frozenset(form for row in table(language, "sentence_openers") for form in row["forms"].split())


def _end(tokens: Tokens, chunks: list[str], first: int, language: str) -> int | None:
    """The chunk behind a headline, where the text tells it; the reader may tell it where the text does not."""
    for at in range(first + _SHORTEST, len(chunks)):
        if chunks[at] in _STOPS or chunks[at] == _MARK:
            return None
        capital = chunks[at][0].isupper() and chunks[at - 1][-1].isalnum()
        if capital and (chunks[at] in openers(language) or _is_another(tokens, chunks, at)):
            return at
    return None


def _is_another(tokens: Tokens, chunks: list[str], at: int) -> bool:
    """Whether two names touch that the text has each without the other, the first with no capital behind it.

    A name of one word has a small word behind it, since a headline may end with it: "… diz Lima Sá falou ontem".
    """
    last = at
    while last + 1 < len(chunks) and chunks[last + 1][0].isupper():
        last += 1
    before, behind = chunks[at - 1], chunks[last + 1 : last + 2]
    if not before[0].isupper() or (last == at and not any(map(str.islower, behind))):
        return False
    text, end = tokens.text, tokens.chunk_end[last]
    name, joined = text[tokens.chunk_start[at] : end], text[tokens.chunk_start[at - 1] : end]
    word = re.escape(before)
    return (
        text.count(name) > text.count(joined) == 1
        and re.search(rf"\b{word}\b(?!\s+[^\W\d_a-zà-ÿ])", text) is not None
        and re.search(rf"\b{word.lower()}\b", text) is None
    )
