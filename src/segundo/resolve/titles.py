"""Titles: noun phrases headed by a role ("o ministro da Fazenda"), and the names that they stand beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from segundo.article import Span
from segundo.reader.reading import Entity, Reading
from segundo.resolve.lexicon import Lexicon, Role


@dataclass(frozen=True, slots=True)
class Title:
    """The words ``[first, last)`` of a role with its complement, article left out.

    ``noun`` is its head, ``complement`` the words after the first "of"; ``names`` are the entities that bear it.
    ``over`` says that the role is past or yet to come.
    """

    first: int
    last: int
    noun: int
    role: Role
    complement: tuple[int, int] | None
    over: bool
    plural: bool
    definite: bool
    names: tuple[int, ...] = ()


def trim(reading: Reading, lexicon: Lexicon) -> tuple[Entity, ...]:
    """The reading's entities without titles, brackets and small words at their edges, and no halves of countries."""
    countries = _countries(reading, lexicon)
    out: list[Entity] = []
    for first, last, kind in reading.entities:
        crossing = [country for country in countries if first < country.last and country.first < last]
        if crossing and not any(first <= country.first and country.last <= last for country in crossing):
            continue
        if "(" in (forms := reading.form[first:last]):
            last = max(first + 1, first + forms.index("("))
        while kind == "PER" and first < last and lexicon.role(reading.form[first]):
            first += 1
        while first < last and not _is_edge(reading, first):
            first += 1
        while first < last and not _is_edge(reading, last - 1):
            last -= 1
        while first < last and first and _continues(reading, first - 1, first):
            first -= 1
        while first < last < len(reading) and _continues(reading, last, last - 1):
            last += 1
        if first < last and not (out and first < out[-1].last):
            out.append(Entity(first, last, kind))
    covered = {word for first, last, _ in out for word in range(first, last)}
    return tuple(sorted(out + [country for country in countries if country.first not in covered]))


def _countries(reading: Reading, lexicon: Lexicon) -> list[Entity]:
    """The names of countries of several words ("Sri Lanka"), wherever they stand."""
    out = []
    for word, form in enumerate(reading.form):
        for name in lexicon.country_starts.get(form, ()):
            start, end = reading.start[word], reading.start[word] + len(name)
            if reading.text.startswith(name, start) and not reading.text[end : end + 1].isalnum():
                out.append(Entity(word, reading.words(Span(start, end))[-1] + 1, "LOC"))
                break
    return out


def _is_edge(reading: Reading, word: int) -> bool:
    """Whether a name may begin or end with a word."""
    return reading.upos[word] not in ("ADP", "DET", "PUNCT", "CCONJ") and not reading.form[word].islower()


def _continues(reading: Reading, word: int, neighbour: int) -> bool:
    """Whether a word is part of the name that its neighbour stands in, though the reader left it out."""
    return (
        reading.upos[word] == "PROPN"
        and reading.entity[word] < 0
        and reading.form[word][:1].isupper()
        and (reading.head[word] == neighbour or reading.head[neighbour] == word)
        and "flat" in (reading.deprel[word][:4], reading.deprel[neighbour][:4])
    )


def find_titles(reading: Reading, entities: Sequence[Entity], lexicon: Lexicon) -> list[Title]:
    """All titles of a reading, in order, each with the persons among ``entities`` that bear it."""
    inside = [-1] * len(reading)
    for number, entity in enumerate(entities):
        inside[entity.first : entity.last] = [number] * (entity.last - entity.first)
    titles: list[Title] = []
    for first, last in reading.sentences:
        word = first
        while word < last:
            role = lexicon.role(reading.form[word]) if inside[word] < 0 else None
            if role and reading.upos[word] in ("NOUN", "PROPN"):
                titles.append(_title(reading, entities, inside, lexicon, word, last, role))
            word += 1
    return _named(reading, entities, inside, lexicon, titles)


def _title(
    reading: Reading, entities: Sequence[Entity], inside: list[int], lexicon: Lexicon, noun: int, end: int, role: Role
) -> Title:
    """The title headed by ``noun``: adjectives before it, then adjectives and complements up to a name or a comma."""
    words = lexicon.words
    start = reading.sentences[reading.sentence[noun]][0]
    first, over = noun, lexicon.former(reading.form[noun])
    while first > start and (form := reading.form[first - 1].lower()) not in words["definite"]:
        if form in words["former"]:
            over = True
        elif reading.upos[first - 1] != "ADJ" and form not in words["now"]:
            break
        first -= 1
    word, complement = noun + 1, None
    while word < end:
        form = reading.form[word].lower()
        if inside[word] >= 0 and entities[inside[word]].type == "PER":
            break
        if form in words["of"] or (form in words["beside"] and _goes_on(reading, lexicon, complement, word)):
            after = _noun_phrase(reading, entities, inside, lexicon, word + 1, end)
            if after == word + 1:
                break
            complement = (word + 1, after) if complement is None else (complement[0], after)
            word = after
        elif (reading.upos[word] == "ADJ" or form in lexicon.demonyms) and form not in words["definite"]:
            over = over or form in words["former"]
            word += 1
        elif form in words["in"] and word + 1 < end and reading.form[word + 1].lower() in words["acting"]:
            word += 2
        else:
            break
    before = reading.form[first - 1].lower() if first > start else ""
    return Title(
        first=first,
        last=word,
        noun=noun,
        role=role,
        complement=complement,
        over=over,
        plural=reading.has(noun, "Number=Plur"),
        definite=before in words["definite"] or before in words["again"] or before in words["his"],
    )


def _goes_on(reading: Reading, lexicon: Lexicon, complement: tuple[int, int] | None, word: int) -> bool:
    """Whether a title goes on with a preposition other than "of": to its first complement, or to a name."""
    if complement is None:
        return reading.form[word].lower() in lexicon.words["by"]
    return any(form[:1].isupper() for form in reading.form[word + 1 : word + 3])


def _noun_phrase(
    reading: Reading, entities: Sequence[Entity], inside: list[int], lexicon: Lexicon, word: int, end: int
) -> int:
    """The end of the noun phrase that starts at ``word``: articles, nouns, adjectives, names; ``word`` where none."""
    words, start = lexicon.words, word
    while word < end and (reading.upos[word] == "DET" or reading.form[word].lower() in words["definite"]):
        word += 1
    core = word
    while word < end:
        form = reading.form[word].lower()
        if inside[word] >= 0:
            person = entities[inside[word]].type == "PER"
            if person and word > core and not lexicon.role(reading.form[word - 1]):
                break
            word = entities[inside[word]].last
            if person:
                return word
            word = _bracket(reading, word, end)
        elif reading.upos[word] in ("NOUN", "PROPN", "ADJ", "NUM", "X") or (
            form in words["and"]
            and word > core
            and word + 1 < end
            and inside[word + 1] < 0
            and reading.form[word + 1][:1].isupper()
            and not lexicon.role(reading.form[word + 1])
        ):
            word += 1
        else:
            break
    return word if word > core else start


def _bracket(reading: Reading, word: int, end: int) -> int:
    """The word after a bracket of one word ("(ONU)") that opens at ``word``, else ``word``."""
    if word + 2 < end and reading.form[word] == "(" and reading.form[word + 2] == ")":
        return word + 3
    return word


def _named(
    reading: Reading, entities: Sequence[Entity], inside: list[int], lexicon: Lexicon, titles: list[Title]
) -> list[Title]:
    """The titles with their names: after them, after a comma or another title, or before them."""
    starts = {title.first: number for number, title in enumerate(titles)}
    out: list[Title] = list(titles)
    for number in range(len(titles) - 1, -1, -1):
        title = titles[number]
        end = reading.sentences[reading.sentence[title.noun]][1]
        names = _after(reading, entities, inside, lexicon, out, starts, title, end)
        if not names:
            names = _before(reading, entities, inside, lexicon, title)
        if names:
            out[number] = Title(
                title.first, title.last, title.noun, title.role, title.complement, title.over, title.plural,
                title.definite, names,
            )  # fmt: skip
    return out


def _person(entities: Sequence[Entity], inside: list[int], word: int) -> int | None:
    """The number of the person whose name starts at ``word``, if one does."""
    if word < len(inside) and inside[word] >= 0:
        entity = entities[inside[word]]
        if entity.type == "PER" and entity.first == word:
            return inside[word]
    return None


def _after(
    reading: Reading,
    entities: Sequence[Entity],
    inside: list[int],
    lexicon: Lexicon,
    titles: list[Title],
    starts: dict[int, int],
    title: Title,
    end: int,
) -> tuple[int, ...]:
    """The persons named right after a title, after a comma, or by the title that follows in apposition."""
    word = _skip_brackets(reading, title.last, end)
    comma = word < end and reading.form[word] == ","
    word += comma
    if comma and word < end and reading.form[word].lower() in lexicon.words["definite"]:
        word += 1
    person = _person(entities, inside, word)
    if (
        person is not None
        and not comma
        and any(other.names == (person,) and title.first < other.first < title.last for other in titles)
    ):
        return ()
    if person is None:
        following = titles[starts[word]] if word in starts and word > title.noun else None
        appositive = following and not following.plural and reading.deprel[following.noun].partition(":")[0] != "conj"
        return following.names if following and appositive and not title.plural else ()
    if comma and reading.deprel[_head(reading, entities[person])] == "conj" and not title.plural:
        return ()
    names = [person]
    while title.plural and (word := _next_in_list(reading, entities[names[-1]].last, end, lexicon)):
        if (person := _person(entities, inside, word)) is None:
            break
        names.append(person)
    return tuple(names)


def _next_in_list(reading: Reading, word: int, end: int, lexicon: Lexicon) -> int:
    """The word after a comma or "and" that follows a name and its bracket, 0 where the list ends."""
    word = _skip_brackets(reading, word, end)
    if word < end and (reading.form[word] == "," or reading.form[word].lower() in lexicon.words["and"]):
        return word + 1
    return 0


def _before(
    reading: Reading, entities: Sequence[Entity], inside: list[int], lexicon: Lexicon, title: Title
) -> tuple[int, ...]:
    """The person that a title follows in apposition ("Sousa, diretor do museu") or is said to be ("Sousa é chefe")."""
    head = reading.head[title.noun]
    if reading.deprel[title.noun] == "appos" and head >= 0 and inside[head] >= 0:
        return (inside[head],) if entities[inside[head]].type == "PER" else ()
    if reading.dependents(title.noun, "cop") and not reading.dependents(title.noun, "case"):
        subjects = [inside[word] for word in reading.dependents(title.noun, "nsubj") if inside[word] >= 0]
        return tuple(number for number in subjects if entities[number].type == "PER")
    word = title.first - 1
    start = reading.sentences[reading.sentence[title.noun]][0]
    while word > start and reading.form[word].lower() in lexicon.words["one"] | lexicon.words["of"]:
        word -= 1
    end = reading.sentences[reading.sentence[title.noun]][1]
    if title.last < end and reading.upos[title.last] in ("VERB", "AUX", "PRON", "ADV"):
        return ()
    article = word > start and reading.form[word].lower() in lexicon.words["definite"] and word == title.first - 1
    if article or word <= start or reading.form[word] != ",":
        return ()
    word -= 1
    if reading.form[word] == ")":
        while word > start and reading.form[word] != "(":
            word -= 1
        word -= 1
    number = inside[word] if word >= start else -1
    return (number,) if number >= 0 and entities[number].type == "PER" else ()


def _skip_brackets(reading: Reading, word: int, end: int) -> int:
    """The word after a bracket that opens at ``word``, however long, else ``word``."""
    if word < end and reading.form[word] == "(":
        for close in range(word + 1, min(end, word + 12)):
            if reading.form[close] == ")":
                return close + 1
    return word


def _head(reading: Reading, entity: Entity) -> int:
    """The word of an entity whose governor stands outside it."""
    for word in range(entity.first, entity.last):
        if not entity.first <= reading.head[word] < entity.last:
            return word
    return entity.first
