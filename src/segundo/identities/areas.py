"""Where the bodies of an article are of which there are many: what the words behind a name say, or else the article.

Two of one name in two towns, states or countries are two. A municipality lies in the state that the article names and
that has one of this name; where the article names none of those, in the only one that has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from segundo.article import Pieces
from segundo.identities.uses import AREA, HOME, NATION, Mark
from segundo.languages import table
from segundo.resolve.keys import Level, key, level
from segundo.resolve.lexicon import lexicon
from segundo.resolve.names import Folded, fold
from segundo.resolve.offices import is_body
from segundo.resolve.places import Named, named, state_of

OWN_SHARE = 0.5
"""An article is of the country that more than this share of what it names of countries is of."""

_RANK = re.compile(r"\s*\w{1,3}\s+(\d+)\b")
_AROUND = 40
"""Characters around a name among which an office or the rest of the name stands."""
_LETTERS = re.compile(r"\s*[-(/]\s*([A-Z]{2})\b")
_SMALL = re.compile(r",?\s*([^\W\d_]+)\s*")
_WORD = re.compile(r"\s*([^\W\d_]+(?:-[^\W\d_]+)*)")
_WHOLE_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Short(NamedTuple):
    """A body that is called by the word for its kind: its country, its name, the words that tell it and deny it."""

    country: str
    name: str
    tells: frozenset[str]
    denies: frozenset[str]


class Site(NamedTuple):
    """A place that an article names: where the name ends, its folded words, and the code of a country."""

    end: int
    words: Folded
    country: str | None


@dataclass(frozen=True, slots=True)
class Ground:
    """The places of an article by where their names begin, and what it is of: the country, the states, the towns.

    ``home`` is the country of its outlet.
    ``stated`` are the states that it names, ``states`` also those of towns that no other state has.
    """

    text: str
    sites: Mapping[int, Site]
    home: str | None
    country: str | None
    stated: frozenset[str]
    states: frozenset[str]
    towns: frozenset[Folded]

    def states_of(self, words: Folded) -> frozenset[str]:
        """The states that a name of this article may be of; several where the article does not tell."""
        return _settled(named(words), self.states)

    def within(self, language: str) -> dict[str, str]:
        """The places, as they are written, of which the article tells the state: its name, or a town's that it has.

        A name that goes on ("São Bernardo do Campo"), or is said to be of another country, is no town's of the state.
        """
        out: dict[str, str] = {}
        for start, site in self.sites.items():
            there = named(site.words)
            found = there.states or there.towns & self.stated
            if site.country is None and len(found) == 1 and (there.states or not _goes_on(self, site.end, language)):
                (out[self.text[start : site.end]],) = found
        return out


def survey(text: str, places: Iterable[tuple[str | None, Pieces]], home: str | None, language: str) -> Ground:
    """The ground of an article from its text and its places and states: the country's code of each and its mentions.

    ``home`` is the country of its outlet, if that is known.
    """
    sites = {
        start: Site(end, fold(text[start:end]), country) for country, mentions in places for start, end in mentions
    }
    sites = {start: _at_home(site, text, home, language) for start, site in sites.items()}
    told = [named(site.words) for site in sites.values() if site.country is None]
    stated = frozenset(code for there in told for code in there.states)
    stated |= {code for site in sites.values() if (code := _lettered(text, site.end))}
    towns = frozenset(site.words for site in sites.values() if named(site.words).towns)
    within = (found for words in towns if len(found := _settled(named(words), stated)) == 1)
    country = _country(text, sites, stated, home, language)
    return Ground(text, sites, home, country, stated, stated.union(*within), towns)


def _at_home(site: Site, text: str, home: str | None, language: str) -> Site:
    """A place that is called like a country ("Salvador") as a town of the outlet's country.

    That it is where the letters of a state that has such a town follow it; or where the table has the town, which is
    far better known by this name, and the article has nothing else of the other country: not its whole name, nor its
    adjective.
    """
    towns = named(site.words).towns
    if not site.country or home not in {code.partition("-")[0] for code in towns}:
        return site
    if _lettered(text, site.end) in towns:
        return site._replace(country=None)
    if (site.words, home) not in _known_towns(language):
        return site
    known = lexicon(language)
    adjectives = {word for word, code in known.demonyms.items() if code == site.country}
    whole = known.country_names.get(site.country)
    named_whole = whole is not None and re.search(rf"\b{re.escape(whole)}\b", text)
    told = named_whole or not adjectives.isdisjoint(_words_of(text))
    return site if told else site._replace(country=None)


@cache
def _known_towns(language: str) -> frozenset[tuple[Folded, str]]:
    """The towns that are better known than the country that is called so too, each with its own country."""
    return frozenset((fold(row["name"]), row["country"]) for row in table(language, "towns"))


def marks(ground: Ground, mentions: Pieces, level: Level, language: str) -> frozenset[Mark]:
    """The marks of where a body is that is named at these places and of which there is one in each of its level."""
    if level in ("home", "short"):
        return _only(NATION, {ground.home} if ground.home else ())
    return _nation(ground, mentions, language) | _area(ground, mentions, level, language)


def _area(ground: Ground, mentions: Pieces, level: Level, language: str) -> frozenset[Mark]:
    """The mark of the town, the state or the place of a body."""
    if level == "nation":
        return frozenset()
    behind = [site for _, end in mentions if (site := _behind(ground, end, language))]
    if level == "state":
        codes = {
            code for _, end in mentions if (code := _lettered(ground.text, end))
        } or {code for site in behind for code in ground.states_of(site.words)}
        return _only(AREA, codes or (set() if behind else ground.states))
    words = {" ".join(site.words) for site in behind}
    if level == "town":
        words = words or {" ".join(town) for town in ground.towns}
    elif not words:
        words = {match[1] for _, end in mentions if (match := _RANK.match(ground.text, end))}
    return _only(AREA, words)


def _nation(ground: Ground, mentions: Pieces, language: str) -> frozenset[Mark]:
    """The mark of the nation of a body that is named at these places: that behind the name, else the article's.

    Where there is none, that of the country of the outlet.
    """
    behind = {site.country for _, end in mentions if (site := _behind(ground, end, language)) and site.country}
    found = behind or {code for _, end in mentions if (code := _demonym(ground.text, end, language))}
    found = found or ({ground.country} if ground.country else set())
    return _only(NATION, found) or _only(HOME, {ground.home} if ground.home else ())


def full_name(text: str, mentions: Pieces, name: str, language: str) -> str | None:
    """The full name of a body that a text calls by less of it; None where the text tells of none.

    It goes on behind the name to one that the tables know ("Procuradoria-Geral da República"), or the name is only an
    area, of which the office before it tells the body ("a ministra da Saúde").
    """
    known = lexicon(language)
    wholes, first = _wholes(language), _first_words(language)
    by_area = not is_body(name, known)
    for start, end in mentions:
        own = len(text[start:end].split())
        written = text[start : end + _AROUND].split()
        whole = end + _AROUND >= len(text)  # else the last word may be cut
        begins = written[0].islower() or fold(written[0])[:1] in first
        for count in range(own + 1, len(written) + whole) if begins else ():
            if written[count - 1][0].isupper() and fold(" ".join(written[:count])) in wholes:
                return " ".join(written[:count])
        if by_area and (head := _head(text[max(0, start - _AROUND) : start].split(), name, language)):
            return f"{head} {name}"
    return None


def _head(before: list[str], name: str, language: str) -> str:
    """The kind of body, with a small word, of which an office or a body names the area last before a name.

    "ministra da" and "ministérios da Cultura e da" tell of a "Ministério da", the second only of common words.
    """
    known = lexicon(language)
    small, listed = "", False
    while before:
        word = before.pop()
        if word.lower() in known.words["of"]:
            small = word
        elif word in known.words["and"] or (listed and word[0].isupper()):
            listed = True
        else:
            role, one = known.role(word), word.lower().removesuffix("s")
            body = role.body if role and role.office == "area" else ""
            if listed and one != word.lower() and one in known.bodies:
                body = one
            of = key("organisation", name, None, language)
            common = of is not None and level(of, language) in ("any", "noun")
            return f"{body} {small}" if small and body and (common or not listed) else ""
    return ""


def meant(ground: Ground, mentions: Pieces, name: str, language: str) -> str | None:
    """The body that an article calls by the word for its kind ("Câmara"); None where it does not tell."""
    rows = [row for row in _short_bodies(language).get(fold(name), ()) if row.country == ground.country]
    if not rows or any(_behind(ground, end, language) for _, end in mentions):
        return None
    words = {word.lower() for word in {*_words_of(ground.text)}}
    return next((row.name for row in rows if words & row.tells and not words & row.denies), None)


@cache
def _short_bodies(language: str) -> Mapping[Folded, tuple[Short, ...]]:
    """The bodies that the table has for a word."""
    out: dict[Folded, tuple[Short, ...]] = {}
    for row in table(language, "short_bodies"):
        short = Short(row["country"], row["name"], frozenset(row["with"].split()), frozenset(row["without"].split()))
        out[fold(row["short"])] = (*out.get(fold(row["short"]), ()), short)
    return out


@cache
def _wholes(language: str) -> frozenset[Folded]:
    """The names of bodies that the tables know, short and full, of two words or more."""
    known = lexicon(language).acronyms
    return frozenset(whole for names in (known, known.values()) for whole in names if len(whole) > 1)


@lru_cache(maxsize=4)
def _words_of(text: str) -> Sequence[str]:
    """The words of a text; kept, since several names of an article ask for them."""
    return _WHOLE_WORD.findall(text)


@cache
def _first_words(language: str) -> frozenset[Folded]:
    """The first word of each of these names."""
    return frozenset(whole[:1] for whole in _wholes(language))


def _only(sort: str, values: Iterable[str]) -> frozenset[Mark]:
    """The mark where there is one value; several tell nothing."""
    found = frozenset(Mark(sort, value) for value in values)
    return found if len(found) == 1 else frozenset()


def _settled(there: Named, among: frozenset[str]) -> frozenset[str]:
    """The states that a name is of or that have such a town: of those that an article names, else all."""
    if there.states:
        return there.states
    return there.towns & among or there.towns


def _lettered(text: str, end: int) -> str | None:
    """The state whose letters stand behind a name: "(MG)", "-MG"."""
    match = _LETTERS.match(text, end)
    return state_of(match[1]) if match else None


def _goes_on(ground: Ground, end: int, language: str) -> bool:
    """Whether a name goes on after a small word or a comma, or another country is named so."""
    start, small = _next(ground.text, end, language)
    if not small or not ground.text[start : start + 1].isupper():
        return False
    site = ground.sites.get(start)
    return site.country is not None if site else small in lexicon(language).words["of"]


def _behind(ground: Ground, end: int, language: str) -> Site | None:
    """The place that the words behind a name say it is of or in: "do Rio", "em Olinda"."""
    start, small = _next(ground.text, end, language)
    return ground.sites.get(start) if small else None


def _next(text: str, end: int, language: str) -> tuple[int, str]:
    """Where the word behind the small word behind a name begins, and the small word ("de", "em"); empty for none."""
    words = lexicon(language).words
    match = _SMALL.match(text, end)
    small = match[1] if match and match[1] in words["of"] | words["in"] else ""
    return (match.end(), small) if match else (end, "")


def _demonym(text: str, end: int, language: str) -> str | None:
    """The country that an adjective behind a name says it is of: "russo"."""
    match = _WORD.match(text, end)
    return lexicon(language).demonyms.get(match[1]) if match else None


def nation_in(name: str, language: str) -> frozenset[Mark]:
    """The mark of the nation that an adjective in a body's name says it is of: "Federação Portuguesa de Futebol"."""
    known = lexicon(language)
    words = name.lower().split()
    # Behind a small word it is the country: the "Organização de Libertação da Palestina" is of no outlet's nation.
    adjectives = (word for before, word in pairwise(words) if before not in known.words["of"])
    return _only(NATION, {code for word in adjectives if (code := known.demonyms.get(word))})


def _country(
    text: str, sites: Mapping[int, Site], states: frozenset[str], home: str | None, language: str
) -> str | None:
    """The country that an article is of: of all that it names that which it names most, if that is enough."""
    known = lexicon(language)
    counts = Counter(site.country for site in sites.values() if site.country)
    words = _words_of(text)
    for adjective in known.demonyms.keys() & set(words):
        counts[known.demonyms[adjective]] += words.count(adjective)
    # A town's name alone is of no country: there are towns called Buenos Aires and Toledo in Brazil.
    within = (named(site.words) for site in sites.values() if not site.country)
    counts.update(code.partition("-")[0] for there in within for code in (there.states or there.towns & states))
    if home:
        counts[home] += 1
    top, count = max(counts.items(), key=lambda item: (item[1], item[0]), default=(None, 0))
    if count == 1 and top not in known.homes:  # what is named once in passing, or is a person called like a country
        return None
    return top if count > OWN_SHARE * counts.total() else None
