"""Names: folding them, and telling whether two may name the same person or body."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

Folded: TypeAlias = tuple[str, ...]
"""The words of a name in lower case, without accents, punctuation and the small words that join names."""

SMALL_LENGTH = 3
"""The small words of names ("de", "dos", "e") are written in lower case and have no more letters than this."""

LONG = 8
"""Letters from which two words that differ by one of them are hardly two names."""

_INITIALS = str.maketrans({"c": "k", "q": "k", "y": "i", "z": "s", "w": "v"})
_SOUNDS = _INITIALS | {ord("h"): ""}
_DOUBLE = re.compile(r"(.)\1+")
_BRACKETED = re.compile(r"\s*\([^()]*\)")
_WORD = re.compile(r"(-?)([^\W_]+)")


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """A text in lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@lru_cache(maxsize=1 << 14)
def fold(name: str) -> Folded:
    """The words of a name that tell it from others: a name that is all small words keeps them."""
    words = _WORD.findall(name)
    strong = [word for hyphen, word in words if hyphen or len(word) > SMALL_LENGTH or not word.islower()]
    return tuple(plain(word) for word in strong or [word for _, word in words])


def unbracketed(name: str) -> str:
    """A name without what stands in brackets in it: its letters, a party ("Supremo Tribunal Federal (STF)")."""
    return _BRACKETED.sub("", name).strip()


@lru_cache(maxsize=1 << 14)
def spelling(word: str) -> str:
    """A folded word as it may be heard: so that "Luiz" is "Luís", "Thiago" "Tiago", "Jacqueline" "Jaqueline".

    Short words stay as they are: they may be initials.
    """
    if len(word) <= SMALL_LENGTH:
        return word
    return _DOUBLE.sub(r"\1", word[0].translate(_INITIALS) + word[1:].translate(_SOUNDS))


def misspells(word: str, other: str) -> bool:
    """Whether two folded words, too long for chance, differ by one letter: left out, put in or exchanged."""
    if min(len(word), len(other)) < LONG or word[0] != other[0] or abs(len(word) - len(other)) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    return word[same + (len(word) >= len(other)) :] == other[same + (len(other) >= len(word)) :]


def initials(full: Folded, short: str) -> bool:
    """Whether a folded word is made of the initials of spelled words ("jfk"), of which the last may be missing."""
    first = "".join(word[0] for word in full).translate(_INITIALS)
    letters = short.translate(_INITIALS)
    return len(first) > 1 and len(short) > 2 and letters[: len(first)] == first and len(short) - len(full) < 2


def contains(fuller: Folded, shorter: Folded) -> bool:
    """Whether all words of the shorter name stand in the fuller one, in the same order."""
    rest = iter(fuller)
    return bool(shorter) and all(word in rest for word in shorter)


def starts(fuller: Folded, shorter: Folded) -> bool:
    """Whether the fuller name begins with the shorter one: so bodies are shortened ("Câmara" dos Deputados)."""
    return bool(shorter) and fuller[: len(shorter)] == shorter


def is_acronym(name: str) -> bool:
    """Whether a name looks like an acronym: one word of two to eight letters, at least two of them capitals."""
    return 2 <= len(name) <= 8 and name.isalnum() and sum(map(str.isupper, name)) >= 2


def abbreviates(short: str, words: Sequence[str]) -> bool:
    """Whether an acronym is made of the initials of a name's words, small words free to be left out.

    One that is read as a word ("Anvisa") may take more letters from the start of each.
    """
    letters = plain(short)
    words = [part for word in words for part in word.split("-") if part]  # "PGR" is of three, and "PR" not of it
    strong = [plain(word) for word in words if len(word) > SMALL_LENGTH or not word.islower()]
    if len(strong) < 2 or not short.isalnum():
        return False
    if is_acronym(short) and letters in (
        "".join(word[0] for word in strong),
        "".join(plain(word)[0] for word in words),
    ):
        return True
    return len(letters) > SMALL_LENGTH and len(strong) > 2 and _is_of_starts(letters, strong)


def _is_of_starts(letters: str, words: Sequence[str]) -> bool:
    """Whether letters are the starts of words, in a row, of up to four letters each."""
    if not words or not letters:
        return not words and not letters
    sizes = range(1, 5)
    return any(letters.startswith(words[0][:n]) and _is_of_starts(letters[n:], words[1:]) for n in sizes)
