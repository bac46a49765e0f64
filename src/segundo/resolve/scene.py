"""The scene of an article: its voices, and all that is known of the text when its sources are read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

from segundo.reader.reading import Reading
from segundo.records import Actor, Statement
from segundo.resolve.cast import Cast, gather, is_subject, speaks_for
from segundo.resolve.lexicon import Lexicon, lexicon
from segundo.resolve.names import fold
from segundo.resolve.offices import parse
from segundo.resolve.titles import Title, names_and_titles


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
    """The voices of a statement, the word at which they spoke, and the words of its content."""

    word: int
    voices: Voices
    content: frozenset[int]

    @property
    def single(self) -> int | None:
        """The actor that spoke, where it was one."""
        return self.voices[0].actor if len(self.voices) == 1 else None


class Moment(NamedTuple):
    """When something is uttered: at ``word``, after ``past``, in the words of ``host`` where it is part of a statement.

    ``begin`` is where the statement begins and ``content`` its words, none of which names who utters it; ``quoted``
    says that it stands in a quotation. ``kind`` is how its speaker is referred to: by a ``pronoun``, a ``title``, a
    ``document`` of theirs, or not at all: with the cue ``before`` or ``after`` the content, ``loose`` (not finite),
    ``passive``, a ``noun``, or with none (``bare``).
    """

    word: int
    begin: int
    kind: str
    past: Sequence[Said]
    host: Voices
    quoted: bool
    content: frozenset[int]

    @property
    def last(self) -> Voices:
        """Who spoke last."""
        return self.past[-1].voices if self.past else ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant where no name stands: the voices, and the features that speak for or against."""

    voices: Voices
    features: tuple[str, ...]


Choose: TypeAlias = Callable[[Moment, Sequence[Candidate]], Candidate]
"""How one of several candidates is chosen."""


@dataclass(frozen=True, slots=True)
class Mention:
    """The words ``[first, last)`` that mention an actor, by name or not; ``outer`` is where its titles begin."""

    first: int
    last: int
    actor: int
    outer: int
    named: bool


@dataclass(frozen=True)
class Scene:
    """What is known of an article when its sources are read: the cast, its mentions by first word, and its titles.

    ``quoted`` are the words of its quotations; ``choose`` tells who of several candidates is meant.
    """

    cast: Cast
    language: str
    mentions: dict[int, Mention]
    titles: dict[int, Title]
    quoted: frozenset[int]
    choose: Choose

    @property
    def reading(self) -> Reading:
        """The article's reading."""
        return self.cast.reading

    @property
    def lexicon(self) -> Lexicon:
        """The language's lexicon."""
        return self.cast.lexicon

    @cached_property
    def trail(self) -> tuple[Mention, ...]:
        """The mentions in the order of the text."""
        return tuple(self.mentions[first] for first in sorted(self.mentions))

    @cached_property
    def papers(self) -> tuple[int, ...]:
        """The nouns for documents."""
        documents, reading = self.lexicon.documents, self.reading
        forms = zip(reading.form, reading.upos, strict=True)
        return tuple(n for n, (form, tag) in enumerate(forms) if form.lower() in documents and tag != "VERB")

    @cached_property
    def told(self) -> tuple[int, ...]:
        """For each sentence how many before it are not all quotation: the steps in which a story is told."""
        out, count = [], 0
        for first, last in self.reading.sentences:
            out.append(count)
            words = [word for word in range(first, last) if self.reading.upos[word] != "PUNCT"]
            count += not words or not self.quoted.issuperset(words)
        return tuple(out)

    @cached_property
    def topics(self) -> tuple[Mention | None, ...]:
        """For each sentence the mention outside quotations that is the subject of its highest verb."""
        best: list[tuple[int, Mention] | None] = [None] * len(self.reading.sentences)
        for mention in self.trail:
            number = self.reading.sentence[mention.first]
            acts = any(is_subject(self.reading, word) for word in range(mention.outer, mention.first + 1))
            if mention.first not in self.quoted and acts:
                depth = sum(1 for _ in self.reading.ancestors(mention.first))
                known = best[number]
                if known is None or depth < known[0]:
                    best[number] = (depth, mention)
        return tuple(entry and entry[1] for entry in best)

    def before(self, word: int) -> int:
        """How many mentions of the trail stand before a word."""
        return bisect_left(self._places, word)

    @cached_property
    def _places(self) -> tuple[int, ...]:
        return tuple(mention.first for mention in self.trail)


def survey(
    reading: Reading, statements: Sequence[Statement], actors: Sequence[Actor], language: str, choose: Choose
) -> Scene:
    """The scene of an article."""
    lex = lexicon(language)
    entities, found = names_and_titles(reading, language)
    titles = {title.noun: title for title in found}
    starts = {entity.first for entity in entities}
    ends = {title.last: title for title in titles.values() if title.names}
    mentions = {}
    for number, actor in enumerate(actors):
        for span in actor.mentions:
            words = reading.words(span)
            outer = words[0]
            while outer in ends:
                outer = ends[outer].first
            if actor.kind == "person" and outer == words[0] and _is_named_after(reading, lex, outer):
                continue
            mentions[words[0]] = Mention(words[0], words[-1] + 1, number, outer, words[0] in starts)
    quotations = (span for statement in statements if statement.form == "direct" for span in statement.content)
    quoted = frozenset(word for span in quotations for word in reading.words(span))
    return Scene(gather(reading, actors, lex, language), language, mentions, titles, quoted, choose)


def _is_named_after(reading: Reading, lex: Lexicon, word: int) -> bool:
    """Whether a person's name tells a case, an operation or a government from others: "the Sousa case"."""
    noun = reading.lower[word - 1] if word > 0 else ""
    if word > 1 and reading.upos[word - 2] == "ADP":
        return False  # "his mate from the party Rui", with no article in Portuguese, is Rui
    return noun in lex.words["affair"] or noun in lex.bodies or noun in lex.documents


def named(scene: Scene, number: int) -> Voice:
    """The voice of an actor; a place speaks as its state."""
    member = scene.cast.members[number]
    if member.actor.kind == "unnamed":
        return describe(scene, member.actor.name, member.words[0])
    metonym = scene.lexicon.metonyms.get(fold(member.actor.name))
    if member.actor.kind == "place" and metonym and metonym.kind == "state":
        return Voice(scene.cast.country(metonym.country), number, None)
    return Voice(member.actor.name, number, speaks_for(scene.cast, member.offices, member.words[0], member.party))


def describe(scene: Scene, text: str, word: int) -> Voice:
    """The voice of somebody who has no name, only a description that begins at ``word``."""
    office = parse(text, scene.language)
    mention = scene.mentions.get(word)
    return Voice(
        name=text if scene.reading.upos[word] == "PROPN" else uncapitalised(text),
        actor=mention.actor if mention else None,
        behalf=speaks_for(scene.cast, [office], word) if office else None,
        plural=scene.reading.has(word, "Number=Plur"),
    )


def uncapitalised(text: str) -> str:
    """A description without the capital that opens its sentence; words all in capitals stay: "G1", "IBGE"."""
    opening = text.partition(" ")[0]
    return text if opening.isupper() and len(opening) > 1 else text[:1].lower() + text[1:]
