"""What a name is looked up by: the same for all ways to write one name, and how far it tells who is meant."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations
from typing import Literal, NamedTuple, TypeAlias, cast

from segundo.languages import table
from segundo.resolve.lexicon import lexicon
from segundo.resolve.names import SMALL_LENGTH, Folded, contains, fold, plain, spelling
from segundo.resolve.places import named, state_of, states, unshortened

Strength: TypeAlias = Literal["full", "fair", "common", "single", "weak", "many"]
"""How far a name tells who is meant.

``full``: three words or more, or two of which one at least is no common name; ``fair``: two common ones, the second of
which is a family name, but none of the commonest; ``common``: two other common ones; ``single``: one word that is no
common name, or a short acronym; ``weak``: one common name. Of a body, ``many``: there is one of the kind in many places
("Polícia Civil"). All other names of bodies, and those of states and places, are ``full``.
"""

Level: TypeAlias = Literal["town", "state", "nation", "home", "short", "any", "noun"]
"""Where there is one body of a name: in each town, state or nation; ``any``: several in each may be called so.

``home`` is as ``nation``, but that of the outlet's country is meant, whatever the article is about: a newspaper or a
firm that is called by a common word ("Caixa"), a well-known acronym. ``short``: another acronym of up to three letters,
which several in each may have. A ``noun`` says only what kind of body it is ("Corte"), so that not even who is named
beside it tells which.
"""

_ONE = "one"
"""What the table has for a body whose name is of common words, but of which there is one ("Jornal Nacional")."""

LONGEST = 8
"""Words of a name of which parts are looked for; a longer one is a mistake of the reader."""

_NAMED = 2
"""So many words may follow the noun that is left out before a body's name."""

_ASIDE = re.compile(r"\s*\([^)]*\)|/[A-Z]{2}\b")
_NUMBER = re.compile(r"\b(\d+)(?:[aoªº]\b)?")
_NUMBERED = "N"
"""What numbers get before them, so that they are no small words of a name."""
_NUMBERS = re.compile(r"n\d+")


class Key(NamedTuple):
    """A kind of actor and the words of a name as they may be heard; a state's only word is its country's code."""

    kind: str
    words: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def key(kind: str, name: str, country: str | None, language: str) -> Key | None:
    """What a name of an actor is looked up by; None for one that names nobody ("um vizinho")."""
    if kind == "state" and country:
        return Key(kind, (country,))
    if kind == "person":
        words = _untitled(name, language)
        if not any(word.isalpha() for word in words):  # a year that was taken for a name
            return None
        return Key(kind, tuple(filter(None, (heard(word, language) for word in words))) or words) if words else None
    if kind == "place":
        return Key(kind, words) if (words := _words(unshortened(name))) else None
    if kind == "organisation":
        words = _words(_without_form(name, language))
        return Key(kind, _body(_bare(words, language), language)) if words else None
    return None


def _without_form(name: str, language: str) -> str:
    """A firm's name without its legal form ("Tordo S.A.").

    A form of two letters is one only in capitals, since "Sá" is a family name; and what stands behind a small word, or
    would leave one common word, is none.
    """
    *rest, last = name.split() or [""]
    form = last.strip(".,")
    small = lexicon(language).words
    if not rest or form.casefold() not in small["legal"] or rest[-1].lower() in small["of"]:
        return name
    family = sum(map(str.isalpha, form)) < SMALL_LENGTH and not form.isupper()
    first, *others = fold(" ".join(rest)) or ("",)
    common = not others and (first in common_words(language) or first in heads(language))
    return name if family or common else " ".join(rest)


def _untitled(name: str, language: str) -> Folded:
    """The folded words of a person's name without a title that was read as part of it ("Ministro Tordo").

    A title stays where only a common name would be left ("Capitão Pedro").
    """
    written = name.split()
    while len(written) > 1 and lexicon(language).role(written[0]):
        rest = fold(" ".join(written[1:]))
        if len(rest) == 1 and heard(rest[0], language) in given_and_family(language):
            break
        written = written[1:]
    if len(written) > 1 and written[0].lower() in lexicon(language).words["of"]:  # "De Klerk"
        written = written[1:]
    return fold(" ".join(written))


def _bare(words: Folded, language: str) -> Folded:
    """The words of a body's name without what says only of what kind it is, or where a party's member is from.

    "The Tordo Times" is the "Tordo Times", and "PSB-MA" the "PSB".
    """
    known = lexicon(language)
    if len(words) > 2 and words[0] in _plain_forms("foreign", language):
        words = words[1:]
    if len(words) == 2 and state_of(words[1].upper()):
        whole = known.acronyms.get(words[:1], words[:1])
        if whole[0] in _plain_forms("party", language):
            return words[:1]
    return without_kind(words, language)


@lru_cache(maxsize=1 << 14)
def without_kind(words: Folded, language: str) -> Folded:
    """The words of a body's name without a noun before it for its kind: "Grupo Tordo" is "Tordo".

    The noun stays where a common word, an adjective for how far a body reaches, a place, or a body that the tables know
    is left: the "Jornal Nacional" is no "Nacional", and the "Agência Senado" not the "Senado".
    """
    rest = words[1:]
    if words[0] not in _plain_forms("before", language) or not 0 < len(rest) <= _NAMED:
        return words
    says_little = rest[0] in common_words(language) or rest[0] in _plain_forms("wide", language)
    known = _body(rest, language) != rest
    reach = level(Key("organisation", rest), language)
    if says_little or known or reach not in (None, "home", "short") or _tells_where(rest, language):
        return words
    return rest


def _words(name: str) -> Folded:
    """The folded words of a name, its numbers among them, without what stands in brackets or after a stroke."""
    name = _NUMBER.sub(lambda match: _NUMBERED + match[1], name)
    return fold(_ASIDE.sub("", name)) or fold(name)


def _body(words: Folded, language: str) -> Folded:
    """The words of a body's full name where the language's tables have it for a short one ("STF", "Planalto", "TJ-SP").

    What says only that a number is one of a row is left out ("4ª Região").
    """
    known = lexicon(language)
    ranked = _plain_forms("ranked", language)
    words = tuple(
        word for at, word in enumerate(words) if word not in ranked or not at or not _NUMBERS.fullmatch(words[at - 1])
    )
    if words in known.acronyms:
        return known.acronyms[words]
    if len(words) == 2 and words[:1] in known.acronyms:
        state = states().get(state_of(words[1].upper()) or "")
        if state or _NUMBERS.fullmatch(words[1]):
            return (*known.acronyms[words[:1]], *(fold(state) if state else words[1:]))
    whole = fold(known.metonyms[words].name) if words in known.metonyms else ()
    return whole if len(whole) > 1 else words


@lru_cache(maxsize=1 << 16)
def heard(word: str, language: str) -> str:
    """A folded word of a person's name as all its transliterations have it; empty where it may be left out."""
    for pattern, becomes in _rewritings(language):
        word = pattern.sub(becomes, word)
    return spelling(word)


@lru_cache(maxsize=1 << 16)
def strength(of: Key, language: str) -> Strength:
    """How far a name tells who is meant."""
    if of.kind == "organisation":
        there = level(of, language)
        return "single" if there == "short" else "full" if there in (None, "nation", "home") else "many"
    if of.kind != "person":
        return "full"
    common = given_and_family(language)
    if len(of.words) == 1:
        return "weak" if of.words[0] in common else "single"
    if len(of.words) > 2 or not common.keys() >= {*of.words}:
        return "full"
    return "fair" if common[of.words[1]] == "family" else "common"


@lru_cache(maxsize=1 << 14)
def level(of: Key, language: str) -> Level | None:
    """Where there is one body of a name that others bear elsewhere; None where the name tells which body it is.

    A name that goes on does so if it ends with a place ("Secretaria de Saúde de Olinda"). What the tables do not know
    is a ``noun`` where it is one common word, a letter or a number, or a kind of body and how far it reaches
    ("Associação Brasileira").
    """
    if of.kind != "organisation":
        return None
    whole, begun = _local_bodies(language)
    if of.words in whole:
        return whole[of.words]
    for count in range(len(of.words), 0, -1):
        if there := begun.get(of.words[:count]):
            return None if there != "nation" and _tells_where(of.words[count:], language) else there
    if _is_cut(of.words, language):
        return "noun"
    short = len(of.words) == 1 and len(of.words[0]) <= SMALL_LENGTH and of.words[0].isalpha()
    return "short" if short else None


def is_unknown(short: str, language: str) -> bool:
    """Whether an acronym of up to three letters is of no body that the tables know."""
    of = Key("organisation", fold(short))
    return of.words not in lexicon(language).acronyms and level(of, language) == "short"


def takes_up(words: Folded, language: str) -> bool:
    """Whether the tables have words for one that takes up a body ("Casa")."""
    return _local_bodies(language)[0].get(words) == "noun"


def _is_cut(words: Folded, language: str) -> bool:
    """Whether words are hardly a whole name of a body."""
    if len(words) == 1:
        common = words[0] in common_words(language) or words[0] in heads(language)
        return common or len(words[0]) == 1 or bool(_NUMBERS.fullmatch(words[0]))
    head, *rest = words
    return len(rest) == 1 and rest[0] in _plain_forms("wide", language) and head in heads(language)


def _tells_where(rest: Folded, language: str) -> bool:
    """Whether the rest of a body's name says where it is: in a town or state of its own, or in the nation."""
    known = lexicon(language)
    ends = (rest[start:] for start in range(len(rest)))
    placed = any(known.countries.get(end) or any(named(end)) for end in ends if end not in _local_bodies(language)[0])
    return placed or not _plain_forms("nation", language).isdisjoint(rest)


def shorter(of: Key) -> Iterator[Key]:
    """The names by which who bears this one may be called for short: some of its words, in order."""
    if of.kind == "person":
        words = of.words[:LONGEST]
        for count in range(len(words) - 1, 0, -1):
            yield from (Key(of.kind, some) for some in combinations(words, count))


def shortens(short: Key, full: Key) -> bool:
    """Whether one name may be a shorter form of another by its words."""
    return short.kind == full.kind and len(short.words) < len(full.words) and contains(full.words, short.words)


def initials(of: Key) -> str | None:
    """The initials of a body's name of three words or more, by which an acronym may stand for it."""
    if of.kind != "organisation" or len(of.words) < 3:
        return None
    return "".join(word[0] for word in of.words)


@cache
def _rewritings(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["becomes"]) for row in table(language, "transliteration"))


@cache
def _plain_forms(name: str, language: str) -> frozenset[str]:
    """The folded forms of a class of small words."""
    return frozenset(map(plain, lexicon(language).words[name]))


@cache
def given_and_family(language: str) -> Mapping[str, str]:
    """The common names of people, as they may be heard, each with its place in a name."""
    return {heard(plain(row["name"]), language): row["place"] for row in table(language, "common_names")}


@cache
def common_words(language: str) -> frozenset[str]:
    """The nouns and adjectives that are no names, without accents, as ``training/common_words.py`` found them."""
    path = files("segundo.languages") / language / "common_words.json"
    return frozenset(word for line in json.loads(path.read_text(encoding="utf-8")) for word in line.split())


@cache
def _heard_words(language: str) -> frozenset[str]:
    """The common words as names that sound so are written."""
    return frozenset(heard(word, language) for word in common_words(language))


def is_rare(of: Key, language: str) -> bool:
    """Whether a person's name has two words or more, none of which many people bear."""
    return of.kind == "person" and len(of.words) > 1 and given_and_family(language).keys().isdisjoint(of.words)


def is_word(of: Key, language: str) -> bool:
    """Whether a person's name of one word is rather a common word, of a title or taken for a name ("Jato")."""
    return of.kind == "person" and len(of.words) == 1 and of.words[0] in _heard_words(language)


@cache
def heads(language: str) -> frozenset[str]:
    """The nouns for bodies, without accents."""
    return frozenset(map(plain, lexicon(language).bodies))


@cache
def _local_bodies(language: str) -> tuple[Mapping[Folded, Level | None], Mapping[Folded, Level | None]]:
    """The names of bodies of which there are many, and the beginnings of such names, each with its level."""
    whole: dict[Folded, Level | None] = {}
    begun: dict[Folded, Level | None] = {}
    for row in table(language, "local_bodies"):
        there = begun if row["rest"] == "any" else whole
        there[_words(row["name"])] = None if row["level"] == _ONE else cast(Level, row["level"])
    return whole, begun
