"""Sources: which voices the words of a source name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from segundo.reader.reading import Reading
from segundo.records import Actor
from segundo.resolve.cast import Cast, by_agreement, by_body, by_role, gather, latest, nearest_named, speaks_for
from segundo.resolve.entities import trim
from segundo.resolve.lexicon import Lexicon, Pronoun, lexicon
from segundo.resolve.names import fold
from segundo.resolve.offices import parse
from segundo.resolve.titles import Title, find_titles

_NOMINAL = ("DET", "ADJ", "NUM", "PUNCT", "NOUN", "PROPN", "X")
"""The words that stand between a name and the preposition that makes it a complement."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker: its name, its actor if it has one, on whose behalf it speaks, and whether it is several."""

    name: str
    actor: int | None
    behalf: str | None
    plural: bool = False


Voices: TypeAlias = tuple[Voice, ...]
"""Who speaks together."""


class Said(NamedTuple):
    """The voices of a statement, and the word at which they spoke."""

    word: int
    voices: Voices

    @property
    def single(self) -> tuple[int, int] | None:
        """The actor that spoke, where it was one, and the word at which it did."""
        actor = self.voices[0].actor if len(self.voices) == 1 else None
        return None if actor is None else (actor, self.word)


@dataclass(frozen=True, slots=True)
class Mention:
    """The words ``[first, last)`` that mention an actor, by name or not; ``outer`` is where its titles begin."""

    first: int
    last: int
    actor: int
    outer: int
    named: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of an article when its sources are read: the cast, its mentions by first word, and its titles."""

    cast: Cast
    language: str
    mentions: dict[int, Mention]
    titles: dict[int, Title]

    @property
    def reading(self) -> Reading:
        """The article's reading."""
        return self.cast.reading

    @property
    def lexicon(self) -> Lexicon:
        """The language's lexicon."""
        return self.cast.lexicon


def survey(reading: Reading, actors: Sequence[Actor], language: str) -> Scene:
    """The scene of an article."""
    lex = lexicon(language)
    entities = trim(reading, lex)
    titles = {title.noun: title for title in find_titles(reading, entities, lex)}
    starts = {entity.first for entity in entities}
    ends = {title.last: title for title in titles.values() if title.names}
    mentions = {}
    for number, actor in enumerate(actors):
        for span in actor.mentions:
            words = reading.words(span)
            outer = words[0]
            while outer in ends:
                outer = ends[outer].first
            mentions[words[0]] = Mention(words[0], words[-1] + 1, number, outer, words[0] in starts)
    return Scene(gather(reading, actors, lex, language), language, mentions, titles)


def read_source(scene: Scene, words: Sequence[int], past: Sequence[Said], host: Voices) -> Voices:
    """The voices that the words of a source name.

    ``past`` are the voices of the statements before, ``host`` those of the one in whose content this one stands.
    """
    reading, lex = scene.reading, scene.lexicon
    small = (
        lex.words["definite"]
        | lex.words["again"]
        | lex.words["self"]
        | lex.words["of"]
        | lex.words["one"]
        | lex.words["in"]
    )
    core = [word for word in words if reading.form[word].lower() not in small and reading.upos[word] != "PUNCT"]
    head = core[0] if core else words[-1]
    if pronoun := _pronoun(scene, words):
        return refer(scene, head, pronoun, past, host)
    if heads := _heads(scene, words, head):
        return tuple(named(scene, mention.actor) for mention in heads)
    forms = {reading.form[word].lower() for word in words if word < head}
    if forms & lex.words["again"] and past:
        return past[-1].voices
    return _by_noun(scene, [word for word in words if word >= head], not forms & lex.words["one"], past)


def named(scene: Scene, number: int) -> Voice:
    """The voice of an actor; a place speaks as its state."""
    member = scene.cast.members[number]
    if member.actor.kind == "unnamed":
        return describe(scene, member.actor.name, member.words[0])
    metonym = scene.lexicon.metonyms.get(fold(member.actor.name))
    if member.actor.kind == "place" and metonym and metonym.kind == "state":
        return Voice(scene.cast.country(metonym.country), number, None)
    return Voice(member.actor.name, number, speaks_for(scene.cast, member.offices, member.words[0]))


def describe(scene: Scene, text: str, word: int) -> Voice:
    """The voice of somebody who has no name, only a description that begins at ``word``."""
    office = parse(text, scene.language)
    mention = scene.mentions.get(word)
    return Voice(
        name=text[:1].lower() + text[1:] if scene.reading.upos[word] != "PROPN" else text,
        actor=mention.actor if mention else None,
        behalf=speaks_for(scene.cast, [office], word) if office else None,
        plural=scene.reading.has(word, "Number=Plur"),
    )


def _pronoun(scene: Scene, words: Sequence[int]) -> Pronoun | None:
    """The pronoun that a source is, if it is nothing else."""
    reading, pronouns = scene.reading, scene.lexicon.pronouns
    if any(reading.upos[word] in ("NOUN", "PROPN") for word in words):
        return None
    return next((pronouns[form] for word in reversed(words) if (form := reading.form[word].lower()) in pronouns), None)


def refer(scene: Scene, word: int, pronoun: Pronoun, past: Sequence[Said], host: Voices) -> Voices:
    """The voices that a pronoun at ``word`` stands for."""
    last = past[-1].voices if past else ()
    if pronoun.kind == "first":
        return host or last
    if pronoun.kind == "relative":
        before = [mention for first, mention in scene.mentions.items() if first < word]
        return (named(scene, max(before, key=lambda mention: mention.first).actor),) if before else ()
    if pronoun.number == "Plur":
        return _several(scene, word, past)
    number = _nearest_person(scene, word, pronoun.gender, past)
    return (named(scene, number),) if number is not None else last


def _several(scene: Scene, word: int, past: Sequence[Said]) -> Voices:
    """The voices that a plural pronoun stands for: who last spoke together, else the two people named last."""
    for _, voices in reversed(past[-3:]):
        if len(voices) > 1 or voices[0].plural:
            return voices
    latest = {}
    for number, member in enumerate(scene.cast.members):
        before = [mention for mention in member.words if mention < word]
        if before and member.actor.kind == "person":
            latest[before[-1]] = number
    return tuple(named(scene, latest[mention]) for mention in sorted(latest)[-2:])


def _nearest_person(scene: Scene, word: int, gender: str, past: Sequence[Said]) -> int | None:
    """The person whom a singular pronoun or noun at ``word`` may mean; who spoke last even where unnamed."""
    members, favour = scene.cast.members, past[-1].single if past else None
    people = {number for number, member in enumerate(members) if member.actor.kind == "person"}
    if favour and members[favour[0]].actor.kind == "unnamed" and not past[-1].voices[0].plural:
        people.add(favour[0])
    number = by_agreement(scene.cast, word, gender, people.__contains__, favour)
    return nearest_named(scene.cast, word, gender, people) if number is None else number


def _heads(scene: Scene, words: Sequence[int], head: int) -> list[Mention]:
    """The mentions that a source is about: not what its nouns are "of", and several only where joined by "and"."""
    reading, lex = scene.reading, scene.lexicon
    depth = 0
    found: list[Mention] = []
    for word in words:
        depth += (reading.form[word] == "(") - (reading.form[word] == ")")
        mention = scene.mentions.get(word)
        if mention and mention.named and not (depth and word != head) and (not found or word >= found[-1].last):
            found.append(mention)
    free = [mention for mention in found if mention.first == head or not _is_complement(scene, mention, words, head)]
    if not free:
        return []
    heads = [free[0]]
    for mention in free[1:]:
        between = [reading.form[word].lower() for word in range(heads[-1].last, mention.outer)]
        listed = between and all(form in lex.words["and"] | lex.words["definite"] | {","} for form in between)
        if listed and mention.actor != heads[-1].actor:
            heads.append(mention)
    if len(heads) > 1 and not any(
        reading.form[word].lower() in lex.words["and"] for word in range(heads[-2].last, heads[-1].outer)
    ):
        return heads[:1]
    return heads


def _is_complement(scene: Scene, mention: Mention, words: Sequence[int], head: int) -> bool:
    """Whether a mention is what another noun of the source is of, at or for."""
    word = mention.outer - 1
    reading = scene.reading
    while word in words and word != head and reading.upos[word] in _NOMINAL and reading.form[word] != ",":
        word -= 1
    return word in words and word != head and reading.upos[word] == "ADP"


def _by_noun(scene: Scene, words: Sequence[int], known: bool, past: Sequence[Said]) -> Voices:
    """The voices of a source with no name of its own: a document, a side, a title, a body, or whoever is described.

    ``known`` says that no indefinite article introduces it, so that somebody met before may be meant.
    """
    reading, lex = scene.reading, scene.lexicon
    head = next((word for word in words if reading.upos[word] in ("NOUN", "PROPN")), words[0])
    form = reading.form[head].lower()
    rest = [word for word in words if word > head]
    described = describe(scene, _text(reading, words), head)
    role = lex.role(form)
    if form in lex.documents:
        return _maker(scene, head, rest, described, known, past)
    title = scene.titles.get(head)
    office = parse(described.name, scene.language)
    bearer = (
        by_role(scene.cast, role, office, head, bool(title and title.over))
        if role and known and role.office != "side" and not described.plural
        else None
    )
    if bearer is not None and scene.cast.members[bearer].actor.kind == "person":
        return (named(scene, bearer),)
    if role and role.office in ("voice", "counsel", "side"):
        if (number := _whose(scene, rest)) is not None:
            return (_on_side(scene, head, rest, number),)
        if not rest and (before := _said_before(scene, role.office, past)):
            return before
    if not rest and (number := by_body(scene.cast, form, head)) is not None:
        return (named(scene, number),)
    if known and not rest and (same := _same_noun(form, past)):
        return same
    if role and not described.plural:
        if bearer is None and not rest and known and role.office not in ("side", "kin"):
            bearer = _nearest_person(scene, head, _gender(reading, head), past)
        if bearer is not None:
            return (named(scene, bearer),)
    if form in lex.members and not described.plural and (number := _member(scene, head)) is not None:
        return (named(scene, number),)
    return (described,)


def _maker(scene: Scene, head: int, rest: Sequence[int], described: Voice, known: bool, past: Sequence[Said]) -> Voices:
    """The voices behind a document: named beside it here or at its last mention, else who spoke before it."""
    reading, lex = scene.reading, scene.lexicon
    if (number := _whose(scene, rest)) is not None:
        return (named(scene, number),)
    if papers := [word for word in rest if reading.form[word].lower() in lex.documents]:
        return _by_noun(scene, [word for word in rest if word >= papers[0]], True, past)
    if bodies := [word for word in rest if (form := reading.form[word].lower()) in lex.bodies or lex.role(form)]:
        return _by_noun(scene, [word for word in rest if word >= bodies[0]], True, past)
    form = reading.form[head].lower()
    if lex.documents[form] == "text" or not known:
        return (described,)
    for word in range(head - 1, -1, -1):
        if reading.form[word].lower() == form:
            number = _whose(scene, range(word + 1, min(word + 5, head)))
            if number is not None:
                return (named(scene, number),)
    return past[-1].voices if past else (described,)


def _whose(scene: Scene, words: Sequence[int]) -> int | None:
    """The actor that a complement names, by name, by title or by party."""
    reading, lex = scene.reading, scene.lexicon
    for word in words:
        form = reading.form[word].lower()
        if (mention := scene.mentions.get(word)) and scene.cast.members[mention.actor].actor.kind != "unnamed":
            return mention.actor
        if title := scene.titles.get(word):
            office = parse(_text(reading, range(title.first, title.last)), scene.language)
            number = by_role(scene.cast, title.role, office, word, title.over)
            if number is not None:
                return number
        if form in lex.members and (number := _member(scene, word)) is not None:
            return number
        if form in lex.bodies and (number := by_body(scene.cast, form, word)) is not None:
            return number
    return None


def _member(scene: Scene, word: int) -> int | None:
    """The person whom a noun for members of a party means: one of that party, else whoever was named last."""
    members = scene.cast.members
    party = scene.lexicon.members[scene.reading.form[word].lower()]
    people = {number for number, member in enumerate(members) if member.actor.kind == "person"}
    fellows = {number for number in people if members[number].actor.organisation == party}
    if fellows:
        return max(fellows, key=lambda number: latest(members[number], word))
    before = [number for number in people if members[number].words[0] < word]
    return max(before, key=lambda number: len(members[number].words), default=None)


def _said_before(scene: Scene, office: str, past: Sequence[Said]) -> Voices:
    """The last voices that spoke for the same side."""
    for _, voices in reversed(past):
        role = scene.lexicon.role(voices[0].name.split()[0])
        if role and role.office == office and voices[0].behalf:
            return voices
    return ()


def _same_noun(form: str, past: Sequence[Said]) -> Voices:
    """The last voices that were described with the same noun and more."""
    for _, voices in reversed(past):
        words = voices[0].name.lower().split()
        if voices[0].actor is None and form in words and len(words) > 1:
            return voices
    return ()


def _on_side(scene: Scene, head: int, rest: Sequence[int], number: int) -> Voice:
    """The voice of somebody's counsel or office: its noun with the full name of whom it stands for."""
    reading, name = scene.reading, scene.cast.members[number].actor.name
    place = next((word for word in rest if reading.entity[word] >= 0 and word in scene.mentions), None)
    if place is None:
        before = f"{reading.form[head]} {scene.lexicon.joiner}"
    else:
        before = " ".join(reading.text[reading.start[head] : reading.start[place]].split())
    return Voice(f"{before[:1].lower()}{before[1:]} {name}", None, name, reading.has(head, "Number=Plur"))


def _gender(reading: Reading, word: int) -> str:
    """The gender of a word as the reader says it, empty where it does not."""
    return next((gender for gender in ("Fem", "Masc") if reading.has(word, f"Gender={gender}")), "")


def _text(reading: Reading, words: Sequence[int]) -> str:
    spans = reading.pieces(list(words))
    return " ".join(" ".join(reading.text[start:end] for start, end in spans).split())
