"""Titles: noun phrases headed by a role ("o ministro da Fazenda"), and the names that they stand beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from segundo.reader.reading import Entity, Reading
from segundo.resolve.entities import trim
from segundo.resolve.lexicon import Lexicon, Role, lexicon
from segundo.resolve.names import is_acronym


@dataclass(frozen=True, slots=True)
class Title:
    """The words ``[first, last)`` of a role with its complement, article left out.

    ``noun`` is its head, ``complement`` the words after the first "of"; ``names`` are the entities that bear it, and
    ``away`` is the complement that comes only after them ("o ministro Sousa, do Supremo", "o ministro Sousa (Obras)").
    ``over`` says that the role is past or yet to come, ``new`` that an indefinite article comes before it,
    ``led`` that a definite one does or that it opens its sentence.
    """

    first: int
    last: int
    noun: int
    role: Role
    complement: tuple[int, int] | None
    over: bool
    plural: bool
    new: bool
    led: bool
    names: tuple[int, ...] = ()
    away: tuple[int, int] | None = None

    def written(self, reading: Reading, joiner: str) -> str:
        """The title as the text gives it; a complement that stands away from it is joined to it."""
        parts = [reading.span(self.first, self.last)]
        if self.away:
            parts.append(reading.span(*self.away))
        texts = [" ".join(reading.text[start:end].split()) for start, end in parts]
        return (f" {joiner} " if self.away and reading.form[self.away[0] - 1] == "(" else " ").join(texts)


@lru_cache(1)
def names_and_titles(reading: Reading, language: str) -> tuple[tuple[Entity, ...], tuple[Title, ...]]:
    """The names of a reading, trimmed, and its titles: found once for actors and for speakers."""
    known = lexicon(language)
    entities = trim(reading, known, language)
    return entities, tuple(find_titles(reading, entities, known))


def find_titles(reading: Reading, entities: Sequence[Entity], lexicon: Lexicon) -> list[Title]:
    """All titles of a reading, in order, each with the persons among ``entities`` that bear it."""
    inside = [-1] * len(reading)
    for number, entity in enumerate(entities):
        inside[entity.first : entity.last] = [number] * (entity.last - entity.first)
    titles: list[Title] = []
    for first, last in reading.sentences:
        word = first
        while word < last:
            noun = inside[word] < 0 and reading.upos[word] in ("NOUN", "PROPN")
            if noun and (role := lexicon.role(reading.form[word])):
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
    while first > start and (form := reading.lower[first - 1]) not in words["definite"]:
        if form in words["former"] or lexicon.former(form):
            over = True
        elif reading.upos[first - 1] != "ADJ" and form not in words["now"]:
            break
        first -= 1
    word, complement = noun + 1, None
    while word < end:
        form = reading.lower[word]
        if inside[word] >= 0 and entities[inside[word]].type == "PER":
            break
        beside = form in words["beside"] | words["to"] and reading.upos[word] == "ADP"
        if form in words["of"] or (beside and _goes_on(reading, lexicon, role, complement, word)):
            after = _noun_phrase(reading, entities, inside, lexicon, word + 1, end, of_person=role.office == "kin")
            if after == word + 1:
                break
            complement = (word + 1, after) if complement is None else (complement[0], after)
            word = after
        elif (field := _field_end(reading, entities, inside, lexicon, word, end)) > word:
            complement, word = complement or (word + 1, field), field
        elif complement and form in words["and"] and _is_body_of(reading, lexicon, word + 1, end):
            word += 1
        elif _is_adjective(reading, lexicon, word) and form not in words["definite"]:
            over = over or form in words["former"]
            word += 1
        elif form in words["in"] and word + 1 < end and reading.lower[word + 1] in words["acting"]:
            word += 2
        else:
            break
    if complement and role.office == "within" and (comma := _before_name(reading, entities, inside, noun)) > word:
        complement, word = (complement[0], comma), comma
    before = reading.lower[first - 1] if first > start else ""
    return Title(
        first=first,
        last=word,
        noun=noun,
        role=role,
        complement=complement,
        over=over,
        plural=reading.has(noun, "Number=Plur"),
        new=before in words["one"],
        led=first == start or before in words["definite"] - words["one"],
    )


def _before_name(reading: Reading, entities: Sequence[Entity], inside: list[int], noun: int) -> int:
    """The comma before the person whom the tree sets beside a noun, however much of its complement stands between.

    "The rapporteur of the case against Rui Sousa in the Ethics Committee, Ana Prado".
    """
    for child in reading.dependents(noun, "appos"):
        if _person(entities, inside, child) is not None and reading.form[child - 1] == ",":
            return child - 1
    return -1


def _field_end(
    reading: Reading, entities: Sequence[Entity], inside: list[int], lexicon: Lexicon, word: int, end: int
) -> int:
    """The end of what a title is in, at or for, where a person's name comes right after it; ``word`` where none does.

    "A doutora em Direito Rita Prado", "o correspondente para o Sul Rui Sousa".
    """
    words = lexicon.words
    if reading.lower[word] not in words["in"] | words["beside"] or reading.upos[word] != "ADP":
        return word
    after = _noun_phrase(reading, entities, inside, lexicon, word + 1, end)
    return after if after > word + 1 and _person(entities, inside, after) is not None else word


def _is_adjective(reading: Reading, lexicon: Lexicon, word: int) -> bool:
    """Whether a word is an adjective by its tag, by the tree alone ("secretário municipal") or by the tables."""
    form = reading.lower[word]
    tagged = reading.upos[word] == "ADJ" or (reading.upos[word] == "NOUN" and reading.deprel[word] == "amod")
    return tagged or form in lexicon.demonyms or form in lexicon.words["wide"] | lexicon.words["former"]


def _is_body_of(reading: Reading, lexicon: Lexicon, word: int, end: int) -> bool:
    """Whether a second complement with "of" and a name starts at a word ("presidente da Usina e do Banco Prado")."""
    of = word + 1 < end and reading.lower[word] in lexicon.words["of"]
    return of and any(form[:1].isupper() for form in reading.form[word + 1 : min(end, word + 3)])


def _goes_on(
    reading: Reading, lexicon: Lexicon, role: Role, complement: tuple[int, int] | None, word: int
) -> bool:
    """Whether a title goes on with a preposition other than "of": to its first complement, or to a name."""
    form = reading.lower[word]
    if complement is None and form not in lexicon.words["to"]:
        return form in lexicon.words["by"] and role.office != "head"
    return any(form[:1].isupper() for form in reading.form[word + 1 : word + 3])


def _noun_phrase(
    reading: Reading,
    entities: Sequence[Entity],
    inside: list[int],
    lexicon: Lexicon,
    word: int,
    end: int,
    *,
    of_person: bool = False,
) -> int:
    """The end of the noun phrase that starts at ``word``: articles, nouns, adjectives, names; ``word`` where none.

    A person's name goes into it after a noun for people, or after any where it is ``of_person``.
    """
    words, start = lexicon.words, word
    while word < end and (reading.upos[word] == "DET" or reading.lower[word] in words["definite"]):
        word += 1
    core = word
    while word < end:
        form = reading.lower[word]
        if inside[word] >= 0:
            person = entities[inside[word]].type == "PER"
            before = reading.lower[word - 1]
            role = lexicon.role(before)
            told = (role and role.office != "side") or lexicon.former(before) or before in lexicon.demonyms
            told = told or _is_affair(reading, lexicon, word - 1)
            if person and word > core and not (told or of_person):
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


def _is_affair(reading: Reading, lexicon: Lexicon, word: int) -> bool:
    """Whether a noun is called by whose it is ("ministro do governo Prado"), and no area ("secretário de governo")."""
    noun = reading.form[word]  # in small letters: "da Presidência Rui Prado"
    return noun in lexicon.words["affair"] - lexicon.words["nation"] and reading.upos[word - 1] == "DET"


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
        if title.role.office == "side":
            continue
        end = reading.sentences[reading.sentence[title.noun]][1]
        names = _after(reading, entities, inside, lexicon, out, starts, title, end)
        if not names:
            names = _before(reading, entities, inside, lexicon, out, title)
        if names:
            away = _affiliation(reading, entities, inside, lexicon, title, entities[names[-1]].last, end)
            out[number] = replace(title, names=names, away=away)
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
    """The persons named right after a title, after a comma, or by the title that follows in apposition.

    Two titles that "and" joins with no article between are of one person, unless several act: "the owner and manager
    Rui Prado".
    """
    if title.last + 1 in starts and reading.lower[title.last] in lexicon.words["and"]:
        joined, over = titles[starts[title.last + 1]], reading.head[title.noun]
        if not (title.plural or joined.plural or (over >= 0 and reading.has(over, "Number=Plur"))):
            return joined.names
    word = _skip_brackets(reading, title.last, end)
    comma = word < end and reading.form[word] == ","
    word += comma
    if comma and word < end and reading.lower[word] in lexicon.words["definite"]:
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
        appositive = following and not following.plural and not _is_joined(reading, following.noun)
        return following.names if following and appositive and not title.plural else ()
    if comma and (
        (reading.deprel[_head(reading, entities[person])] == "conj" and not title.plural)
        or any(
            other.first < title.first and title.last <= other.last and other.role.office != "side" for other in titles
        )
        or (_is_beside(reading, title, entities[person]) and _is_subject_end(reading, lexicon, entities[person].last))
        or (_is_loose(reading, title) and _acts(reading, _skip_brackets(reading, entities[person].last, end)))
    ):
        return ()
    names = [person]
    while title.plural and (word := _next_in_list(reading, entities[names[-1]].last, end, lexicon)):
        if (person := _person(entities, inside, word)) is None:
            break
        names.append(person)
    return tuple(names)


def _is_joined(reading: Reading, noun: int) -> bool:
    """Whether a title is one of several that a conjunction joins; with a comma alone it is an apposition."""
    if reading.deprel[noun].partition(":")[0] != "conj":
        return False
    joined = (noun, *reading.dependents(reading.head[noun], "conj"))
    return any(True for each in joined for _ in reading.dependents(each, "cc"))


def _affiliation(
    reading: Reading,
    entities: Sequence[Entity],
    inside: list[int],
    lexicon: Lexicon,
    title: Title,
    word: int,
    end: int,
) -> tuple[int, int] | None:
    """The complement that follows a name at ``word``: a body after a comma and "of", or an area in brackets."""
    if title.complement or title.plural or title.last > word or title.role.office not in ("head", "area"):
        return None
    close = _skip_brackets(reading, word, end)
    if title.role.office == "area" and close > word + 2:
        area = reading.text[reading.start[word + 1] : reading.end[close - 2]]
        if not (is_acronym(area.partition("-")[0]) or inside[word + 1] >= 0 or area.islower()):
            return (word + 1, close - 1)
    word = close + (close < end and reading.form[close] == ",")
    if word + 2 < end and reading.lower[word] in lexicon.words["of"]:
        first = word + 1 + (reading.upos[word + 1] == "DET")
        if inside[first] >= 0 and entities[inside[first]].type == "ORG":
            return (word, entities[inside[first]].last)
    return None


def _is_loose(reading: Reading, title: Title) -> bool:
    """Whether a title may well end its phrase: it has no complement or is plural, and is introduced by an article."""
    if title.complement and not title.plural:
        return False
    start = reading.sentences[reading.sentence[title.noun]][0]
    return title.first > start and reading.upos[title.first - 1] in ("DET", "ADP", "NUM")


def _is_beside(reading: Reading, title: Title, person: Entity) -> bool:
    """Whether a title ends a phrase with a preposition before a subject: "ao lado do chefe da Casa, Rui pediu"."""
    start = reading.sentences[reading.sentence[title.noun]][0]
    first = title.first - 1
    while first >= start and reading.upos[first] == "DET":
        first -= 1
    led = first >= start and reading.upos[first] == "ADP"
    return led and reading.deprel[_head(reading, person)].startswith("nsubj")


def _is_subject_end(reading: Reading, lexicon: Lexicon, word: int) -> bool:
    """Whether a subject ends before a word: at its verb, or where another one is joined to it."""
    return _acts(reading, word) or (word < len(reading) and reading.lower[word] in lexicon.words["and"])


def _acts(reading: Reading, word: int) -> bool:
    """Whether a verb, or what may stand before it, follows at once: a name before it is a subject, no apposition."""
    acts = word < len(reading) and reading.upos[word] in ("VERB", "AUX", "PRON", "ADV")
    return acts and not reading.has(word, "PronType=Rel")


def _next_in_list(reading: Reading, word: int, end: int, lexicon: Lexicon) -> int:
    """The word after a comma or "and" that follows a name and its bracket, 0 where the list ends."""
    word = _skip_brackets(reading, word, end)
    if word < end and (reading.form[word] == "," or reading.lower[word] in lexicon.words["and"]):
        return word + 1
    return 0


def _before(
    reading: Reading,
    entities: Sequence[Entity],
    inside: list[int],
    lexicon: Lexicon,
    titles: Sequence[Title],
    title: Title,
) -> tuple[int, ...]:
    """The person that a title follows in apposition ("Sousa, diretor do museu") or is said to be ("Sousa é chefe").

    Not whom another title is of, where the tree sets it beside that: "foi ministro de Sousa, diretor do museu".
    """
    head = reading.head[title.noun]
    if reading.deprel[title.noun] == "appos" and head >= 0 and inside[head] >= 0:
        return (inside[head],) if entities[inside[head]].type == "PER" else ()
    if reading.dependents(title.noun, "cop") and not reading.dependents(title.noun, "case"):
        subjects = [inside[word] for word in reading.dependents(title.noun, "nsubj") if inside[word] >= 0]
        return tuple(number for number in subjects if entities[number].type == "PER")
    word = title.first - 1
    start = reading.sentences[reading.sentence[title.noun]][0]
    while word > start and reading.lower[word] in lexicon.words["one"] | lexicon.words["of"]:
        word -= 1
    end = reading.sentences[reading.sentence[title.noun]][1]
    if title.last < end and _acts(reading, title.last):
        return ()
    article = word > start and reading.lower[word] in lexicon.words["definite"] and word == title.first - 1
    if article or word <= start or reading.form[word] != ",":
        return ()
    word -= 1
    if reading.form[word] == ")":
        while word > start and reading.form[word] != "(":
            word -= 1
        word -= 1
    number = inside[word] if word >= start else -1
    over = next((one for one in titles if one.noun == head and reading.deprel[title.noun] == "appos"), None)
    if over and over.complement and word in range(*over.complement):
        return ()
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
