"""Names that the reader cut, as the text around them tells them whole.

"Coluna" before "do Estadão" is the beginning of a name, and so is "Tordo" before "da Rocha".
"""

from __future__ import annotations

import re
from collections.abc import Collection

from segundo.article import Pieces
from segundo.identities.areas import Ground
from segundo.resolve.keys import common_words, given_and_family, heads, heard, key, level, takes_up
from segundo.resolve.lexicon import lexicon
from segundo.resolve.names import Folded, fold, plain
from segundo.resolve.places import named

_AROUND = 120
"""Characters around a name among which the rest of it stands."""

_JOIN = re.compile(r"\s+([^\W\d_]+)\s+")
_RANK = re.compile(r"\d+\s?\.?[aoªº]\s+")
_WORD = re.compile(r"\w[\w-]*")


def whole_body(ground: Ground, people: Collection[int], mentions: Pieces, name: str, language: str) -> str | None:
    """The name of a body with what goes on behind it; None where nothing does, or what does tells no more.

    Only names that do not tell which body is meant are looked at, and not where a place follows: of that
    :func:`segundo.identities.areas.marks` tells. ``people`` are the places where the names of persons begin.
    """
    own = key("organisation", name, None, language)
    if own is None or level(own, language) not in ("noun", "any"):
        return None
    for start, end in mentions:
        if fold(ground.text[start:end]) != fold(name):
            continue
        rest = _behind(ground, people, end, language)
        whole = key("organisation", f"{name} {rest}", None, language)
        if rest and whole and level(whole, language) is None:
            return f"{name} {rest}"
    return None


def _behind(ground: Ground, people: Collection[int], end: int, language: str) -> str:
    """What a name goes on with: a small word, a rank, words with capitals; empty where these tell no more."""
    text, words = ground.text, lexicon(language).words
    join = _JOIN.match(text, end)
    if join is None or join[1] not in words["of"] or join.end() in ground.sites:
        return ""
    rank = _RANK.match(text, join.end())
    at = stop = rank.end() if rank else join.end()
    while at < end + _AROUND and at not in people and (word := _WORD.match(text, at)) and word[0][0].isupper():
        stop = word.end()
        small = _JOIN.match(text, stop)
        joins = small is not None and small[1] in words["of"] | words["and"]
        at = small.end() if small and joins else stop + 1
        if not joins and text[stop : stop + 1] != " ":
            break
    rest = fold(text[join.end() : stop])
    alone = len(rest) == 1 and not rank and rest[0] in common_words(language)
    if stop == join.end() or alone or _takes_up(rest, language):
        return ""
    return text[join.start(1) : stop].rstrip()


def _takes_up(rest: Folded, language: str) -> bool:
    """Whether the rest of a name is cut, or ends with what takes up a body: "Conselho de Ética da Casa"."""
    return len(rest[-1]) == 1 or takes_up(rest[-1:], language)


def whole_person(
    ground: Ground, taken: Collection[int], no_people: Collection[int], mentions: Pieces, name: str, language: str
) -> str:
    """The name of a person of one word, with a word before it and one behind it that are of it too.

    A word behind is of it after a small one ("Tordo da Rocha"), or where it is a common family name. ``taken`` are the
    places where the names of others begin, ``no_people`` of those that are no persons: behind a small word the reader
    may have taken the rest for another person.
    """
    if len(name.split()) > 1:
        return name
    for start, end in mentions:
        if ground.text[start:end] == name:
            before = _given(ground, taken, start, language)
            behind = _family(ground, taken, no_people, end, language)
            if before or behind:
                return " ".join(filter(None, (before, name, behind)))
    return name


def _given(ground: Ground, taken: Collection[int], start: int, language: str) -> str:
    """The common given name before a name, with a small word behind it, that is of the name too; empty for none."""
    line = ground.text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    words = line.split() if line[-1:] == " " else []
    small = words.pop() if words and words[-1] in lexicon(language).words["of"] else ""
    word = words[-1] if words else ""
    # A word with a capital may be anything else: the first of a sentence, of a slogan ("Fora Tordo"), of an age.
    is_given = given_and_family(language).get(heard(plain(word), language)) == "given"
    at = ground.text.rfind(word, 0, start)
    if not word.isalpha() or at in taken or not (is_given and _is_name(word, language)):
        return ""
    return f"{word} {small}" if small else word


def _family(ground: Ground, taken: Collection[int], no_people: Collection[int], end: int, language: str) -> str:
    """The word behind a name, with a small one before it, that is of the name too; empty for none."""
    join = _JOIN.match(ground.text, end)
    small = join[1] if join and join[1] in lexicon(language).words["of"] else ""
    at = join.end() if join and small else end + 1
    word = _WORD.match(ground.text, at)
    others = no_people if small else taken
    if word is None or at in others or at in ground.sites or not _is_name(word[0], language):
        return ""
    if small:
        return f"{small} {word[0]}"
    family = given_and_family(language).get(heard(plain(word[0]), language)) in ("family", "families")
    return word[0] if family and ground.text[end] == " " else ""


def _is_name(word: str, language: str) -> bool:
    """Whether a word with a capital is hardly anything else than a name."""
    known = lexicon(language)
    listed = heard(plain(word), language) in given_and_family(language)
    return (
        len(word) > 2
        and word.istitle()
        and (listed or plain(word) not in common_words(language))
        and plain(word) not in heads(language)
        and word not in known.demonyms
        and not known.role(word)
        and not named(fold(word)).states
    )
