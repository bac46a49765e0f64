"""Actors: the people, bodies, states and places of an article, all mentions of one joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from segundo.article import Span
from segundo.reader.reading import Reading
from segundo.records import Actor
from segundo.resolve.cast import by_role, gather, is_subject, nearest_named, speaks_for
from segundo.resolve.cluster import Name, join, read_names
from segundo.resolve.lexicon import Lexicon, lexicon
from segundo.resolve.names import fold, is_acronym
from segundo.resolve.offices import parse
from segundo.resolve.titles import Title, names_and_titles

_SOLE = ("head", "area", "seat")
_ACTING = ("nsubj", "nsubj:pass", "obl:agent")
NAMED, UNNAMED = 0.9, 0.5
"""The scores of actors with and without a name."""


def find_actors(reading: Reading, language: str = "pt") -> tuple[Actor, ...]:
    """The actors of an article in the order of their first mention.

    A person's mentions are joined by shortened names, a body's also by acronyms, a state's by country. A title with no
    name beside it ("a ministra") is a mention of the person who bears it, or makes an unnamed actor where it acts.
    """
    lex = lexicon(language)
    entities, titles = names_and_titles(reading, language)
    names = read_names(reading, entities, lex, language)
    groups: dict[int, list[Name]] = {}
    numbers = join(reading, names, lex, language)
    for name, number in zip(names, numbers, strict=True):
        groups.setdefault(number, []).append(name)
    owner = {name.first: number for name, number in zip(names, numbers, strict=True)}
    borne: dict[int, list[Title]] = {}
    for title in titles:
        for entity in title.names:
            if entities[entity].first in owner:
                borne.setdefault(owner[entities[entity].first], []).append(title)
    actors = [_named(reading, lex, group, borne.get(number, [])) for number, group in groups.items()]
    bare = [title for title in titles if not title.names]
    actors = _placed(reading, lex, _adopted(reading, lex, actors, bare, language), language)
    return tuple(sorted(_with_titles(reading, lex, actors, bare, language), key=lambda actor: actor.mentions[0]))


def _named(reading: Reading, lex: Lexicon, group: Sequence[Name], titles: Sequence[Title]) -> Actor:
    """One actor of all names that name it, with the titles that it bears."""
    kind, country = group[0].kind, next((name.country for name in group if name.country), None)
    return Actor(
        name=_fullest(group, lex),
        kind=kind,
        mentions=tuple(sorted({reading.span(name.first, name.last) for name in group})),
        rule="name",
        score=NAMED,
        roles=tuple(dict.fromkeys(title.written(reading, lex.joiner) for title in titles)),
        country=country,
    )


def _fullest(group: Sequence[Name], lex: Lexicon) -> str:
    """The fullest of an actor's names: most words, no acronym, then the most frequent, then the first."""
    counts = Counter(name.text for name in group)
    own = [text for text in counts if fold(text) not in lex.metonyms]
    if not own and group[0].kind == "state":
        return lex.metonyms[group[0].folded].name

    def rank(text: str) -> tuple[int, bool, bool, int]:
        return len(fold(text)), not is_acronym(text), not text.isupper(), counts[text]

    return max(own or counts, key=rank)


def _adopted(
    reading: Reading, lex: Lexicon, actors: list[Actor], titles: Sequence[Title], language: str
) -> list[Actor]:
    """The actors with the titles that tell of one person whom no name stands beside ("o líder chileno … Sousa").

    Such a title is given to the nearest person who has none and agrees with it: one that acts, or, for the
    head of a country, the only one; where it heads nothing, to one who was named first near by.
    """
    cast = gather(reading, actors, lex, language)
    given: dict[int, list[str]] = {}
    for title in titles:
        text = _text(reading, title.first, title.last)
        office = parse(text, language)
        if not office or title.plural or title.new or title.over or office.role.office not in _SOLE:
            continue
        if not (office.complement or office.country) or reading.deprel[title.noun] not in _ACTING:
            continue
        if by_role(cast, title.role, office, title.noun, title.over) is not None:
            continue
        here = reading.sentence[title.noun]
        near = {
            number: any(is_subject(reading, word) for word in words)
            for number, member in enumerate(cast.members)
            if member.actor.kind == "person" and not member.actor.roles and number not in given
            # a head of state needs no introduction, a minister is told to be one where first named
            and (office.role.office == "head" or reading.sentence[member.words[0]] >= here - 2)
            if (words := [word for word in member.words if abs(reading.sentence[word] - here) <= 2])
        }
        free = {number for number, acts in near.items() if acts}
        if not free and len(near) == 1 and office.role.office == "head" and office.country and not office.complement:
            free = set(near)
        gender = lex.role_genders.get(reading.lower[title.noun], "")
        number = nearest_named(cast, title.noun, gender, free)
        if number is not None:
            given.setdefault(number, []).append(text)
    return [
        replace(actor, roles=(*actor.roles, *given[number])) if number in given else actor
        for number, actor in enumerate(actors)
    ]


def _placed(reading: Reading, lex: Lexicon, actors: list[Actor], language: str) -> list[Actor]:
    """The actors with the body and the country that their titles name, else the party that a bracket does."""
    cast = gather(reading, actors, lex, language)
    states = {member.actor.name: member.actor.country for member in cast.members if member.actor.kind == "state"}
    out = []
    for actor, member in zip(actors, cast.members, strict=True):
        side = speaks_for(cast, member.offices, member.words[0], member.party)
        country = actor.country or states.get(side or "") or lex.countries.get(fold(side or ""))
        country = country or next((office.country for office in member.offices if office.country), None)
        body = None if side in states or (side and fold(side) in lex.countries) else side
        body = body or member.party
        known = (body, country) == (actor.organisation, actor.country)
        out.append(actor if known else replace(actor, organisation=body, country=country))
    return out


def _with_titles(
    reading: Reading, lex: Lexicon, actors: list[Actor], titles: Sequence[Title], language: str
) -> list[Actor]:
    """The actors with the titles that stand for them, and the unnamed actors that the other titles make."""
    cast = gather(reading, actors, lex, language)
    taken: dict[int, list[Span]] = {}
    told: dict[int, list[str]] = {}
    unnamed: dict[str, list[Span]] = {}
    for title in titles:
        text, span = _text(reading, title.first, title.last), reading.span(title.first, title.last)
        number: int | None = None
        if title.led and not title.plural and title.role.office != "side":
            number = by_role(cast, title.role, parse(text, language), title.noun, title.over)
        if number is not None:
            taken.setdefault(number, []).append(span)
            if title.complement and actors[number].kind == "person":
                told.setdefault(number, []).append(text)
        elif reading.deprel[title.noun] in _ACTING:
            unnamed.setdefault(text.lower(), []).append(span)
    out = [
        replace(
            actor,
            mentions=tuple(sorted({*actor.mentions, *taken[number]})),
            roles=tuple(dict.fromkeys((*actor.roles, *told.get(number, ())))),
        )
        if number in taken
        else actor
        for number, actor in enumerate(actors)
    ]
    for spans in unnamed.values():
        name = reading.text[spans[0].start : spans[0].end]
        out.append(Actor(name[:1].lower() + name[1:], "unnamed", tuple(spans), rule="title", score=UNNAMED))
    return out


def _text(reading: Reading, first: int, last: int) -> str:
    start, end = reading.span(first, last)
    return " ".join(reading.text[start:end].split())
