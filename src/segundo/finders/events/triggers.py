"""Which words may name an event, and of what type: the lexicon's senses tried against the word's participants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from segundo.finders.events.frames import NOMINAL, Frame, Roles, coordinated, noun_frame, roles, verb_frame
from segundo.finders.events.lexicon import Lexicon, Sense, lexicon
from segundo.reader.reading import Reading

TITLE = 8
TAGS = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may name an event: its sense, its participants, and its lemma with its kind (``prender:verb``)."""

    word: int
    sense: Sense
    frame: Frame
    lemma: str


class Classes:
    """The classes of the nouns of a reading; a person has those of the titles that the text gives it."""

    def __init__(self, reading: Reading, words: Lexicon, roles: Roles) -> None:
        self.roles = roles
        self._reading = reading
        self._words = words
        self._titles = self._find_titles()

    def _find_titles(self) -> Mapping[str, frozenset[str]]:
        reading = self._reading
        titles: dict[str, set[str]] = defaultdict(set)
        for entity in reading.entities:
            if entity.type != "PER":
                continue
            found = titles[reading.form[entity.last - 1].lower()]
            first = reading.sentences[reading.sentence[entity.first]][0]
            for word in range(entity.first - 1, max(first, entity.first - TITLE) - 1, -1):
                if reading.upos[word] in ("VERB", "AUX", "SCONJ", "CCONJ"):
                    break
                found |= self.of_noun(word)
            end = reading.sentences[reading.sentence[entity.first]][1]
            if entity.last < end and reading.upos[entity.last] in ("PUNCT", "ADP"):
                for word in range(entity.last, min(end, entity.last + TITLE)):
                    if reading.upos[word] in ("VERB", "AUX", "SCONJ", "CCONJ"):
                        break
                    found |= self.of_noun(word)
        return {name: frozenset(found) for name, found in titles.items()}

    def of_noun(self, word: int) -> frozenset[str]:
        """The classes of a noun, alone and with the word that follows it ("ministério público")."""
        reading, classes = self._reading, self._words.classes
        if reading.upos[word] not in NOMINAL:
            return frozenset()
        form, lemma = reading.form[word].lower(), reading.lemma[word].lower()
        pair = f"{form} {reading.form[word + 1].lower()}" if word + 1 < len(reading) else form
        if pair in classes:
            return classes[pair]
        return classes.get(lemma) or classes.get(form) or frozenset()

    def names(self, word: int) -> set[str]:
        """All that a condition may ask of a participant: lemma, classes, kind of entity."""
        reading = self._reading
        names = {reading.lemma[word].lower(), reading.form[word].lower(), *self.of_noun(word)}
        number = reading.entity[word]
        if number >= 0:
            entity = reading.entities[number]
            names.add(entity.type)
            if entity.type == "PER":
                names |= self._titles.get(reading.form[entity.last - 1].lower(), frozenset())
        return names

    def meets(self, wanted: frozenset[str], word: int | None, *, deep: bool = False) -> bool:
        """Whether a participant, or one coordinated with it (``deep``: or a noun within it), is one of ``wanted``."""
        if word is None:
            return False
        for noun in coordinated(self._reading, word):
            if not wanted.isdisjoint(self.names(noun)):
                return True
        if not deep:
            return False
        inner = self._reading.dependents(word, "nmod", "appos", "flat")
        return any(not wanted.isdisjoint(self.names(noun)) for noun in inner)


def find_candidates(reading: Reading, language: str) -> list[Candidate]:
    """The words of a reading that may name an event, in the order of the text."""
    words = lexicon(language)
    classes = Classes(reading, words, roles(language))
    out = []
    for word, tag in enumerate(reading.upos):
        if tag not in TAGS or (tag == "PROPN" and reading.entity[word] >= 0):
            continue
        form, lemma = reading.form[word].lower(), reading.lemma[word].lower()
        noun = words.noun(form, lemma) if tag != "VERB" and not _is_fixed(reading, words, word) else None
        if noun is not None:
            candidate = _as_noun(reading, words, classes, word, noun)
        else:
            verb = words.verb(form, lemma) if tag == "VERB" else words.forms["participle"].get(form)
            candidate = _as_verb(reading, words, classes, word, verb) if verb is not None else None
        if candidate is not None:
            out.append(candidate)
    return out


def _is_fixed(reading: Reading, words: Lexicon, word: int) -> bool:
    """Whether a noun stands in a fixed expression with the preposition before it, and perhaps the one after."""
    if word == 0:
        return False
    pair = f"{reading.form[word - 1]} {reading.form[word]}".lower()
    return pair in words.fixed or (
        word + 1 < len(reading) and f"{pair} {reading.form[word + 1].lower()}" in words.fixed
    )


def _as_verb(reading: Reading, words: Lexicon, classes: Classes, word: int, lemma: str) -> Candidate | None:
    frame = verb_frame(reading, word, classes.roles)
    senses = tuple(sense for sense in words.verbs[lemma] if not sense.clitic or frame.clitic)
    sense = next((sense for sense in senses if _fits(reading, classes, sense, frame)), None)
    if sense is None and (frame.actor is None or reading.upos[frame.actor] == "PRON"):
        sense = next((sense for sense in senses if _fits(reading, classes, sense, frame, known=False)), None)
    return None if sense is None else Candidate(word, sense, frame, f"{lemma}:{reading.upos[word].lower()}")


def _as_noun(reading: Reading, words: Lexicon, classes: Classes, word: int, lemma: str) -> Candidate | None:
    senses = words.nouns[lemma]
    frames = [noun_frame(reading, word, sense.of, classes.roles) for sense in senses]
    for known in (True, False):
        for sense, frame in zip(senses, frames, strict=True):
            if (known or frame.actor is None) and _fits(reading, classes, sense, frame, known=known):
                return Candidate(word, sense, frame, f"{lemma}:{reading.upos[word].lower()}")
    return None


def _fits(reading: Reading, classes: Classes, sense: Sense, frame: Frame, *, known: bool = True) -> bool:
    """Whether the participants meet the sense's conditions; an agent that is not ``known`` meets any."""
    if sense.theme:
        themes = _complements(reading, frame) if frame.nominal else [frame.target]
        if not any(classes.meets(sense.theme, theme) for theme in themes):
            return False
    if sense.agent and known and not classes.meets(sense.agent, frame.actor, deep=True):
        return False
    return not sense.oblique or any(
        f"{case}:{name}" in sense.oblique for case, noun in frame.obliques for name in classes.names(noun)
    )


def _complements(reading: Reading, frame: Frame) -> list[int | None]:
    """What a noun's theme may be: its complements and its adjectives."""
    return [frame.target, frame.actor, *reading.dependents(frame.word, "amod", "nmod", "acl")]
