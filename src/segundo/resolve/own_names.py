"""Names of persons that the reader began too early: "República Carlos Tordo" behind "procurador da"."""

from __future__ import annotations

from collections.abc import Collection

from segundo.article import Pieces
from segundo.resolve.keys import common_words, given_and_family, heads, heard
from segundo.resolve.lexicon import lexicon
from segundo.resolve.names import fold, plain
from segundo.resolve.places import named

_AROUND = 120
"""Characters before a name among which the office stands that ends with its first words."""


def own_name(text: str, mentions: Pieces, name: str, language: str) -> str:
    """The name of a person without what the reader took from before it.

    That is the end of an office ("República Carlos Tordo" behind "procurador da") or what stands in capitals ("STF
    Carlos Tordo"). Two words at least are left.
    """
    words = name.split()
    lead = 0
    while lead + 2 < len(words) and words[lead].isupper() and words[lead].isalpha() and len(words[lead]) > 2:
        lead += 1
    if lead and not words[lead].isupper() and not given_and_family(language).keys() & _heard(words[:lead], language):
        return " ".join(words[lead:])
    starts = [text.find(name, start, end) for start, end in mentions]
    if len(words) > 2 and any(_ends_office(text[max(0, at - _AROUND) : at], language) for at in starts if at > 0):
        for count in range(len(words) - 2, 0, -1):
            if words[count][0].isupper() and _is_area(words[:count], language):
                return " ".join(words[count:])
    return name


def _heard(words: Collection[str], language: str) -> set[str]:
    return {heard(plain(word), language) for word in words}


def _ends_office(before: str, language: str) -> bool:
    """Whether a text ends with a noun for an office and a small word ("procurador da"), perhaps with a word between."""
    known = lexicon(language)
    *_, noun, area, small = ("", "", "", *before.split())
    return before[-1:].isspace() and small in known.words["of"] and any(map(known.role, (noun, area)))


def _is_area(words: Collection[str], language: str) -> bool:
    """Whether words are a state, or one common word that is nobody's name: what an office is of."""
    folded = fold(" ".join(words))
    if named(folded).states or folded in lexicon(language).countries:
        return True
    return (
        len(folded) == 1
        and folded[0] in common_words(language)
        and folded[0] not in heads(language)
        and heard(folded[0], language) not in given_and_family(language)
    )
