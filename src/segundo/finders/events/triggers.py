"""Which words may name an event, and of what types: the lexicon's senses tried against the word's participants.

A word has one candidate for each type that its senses allow. Conditions that are not met do not rule a sense out: trees
err and classes have gaps, so they are evidence that is weighed with the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from segundo.finders.events.frames import NOMINAL, Frame, Roles, coordinated, noun_frame, roles, verb_frame
from segundo.finders.events.lexicon import Lexicon, Sense, lexicon
from segundo.reader.reading import Reading

TITLE = 8
SEEN = "seen"
"""The family and strength of what the lexicon does not have."""
LEAST_SEEN = 0.2
"""What the model gives a smaller chance is no candidate unless the lexicon has it."""
TAGS = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may name an event: its sense, its participants, and its lemma with its kind (``prender:verb``).

    ``unmet`` names the sense's conditions that the participants do not meet; ``open`` tells that an agent is asked for
    and not named.
    """

    word: int
    sense: Sense
    frame: Frame
    lemma: str
    unmet: tuple[str, ...] = ()
    open: bool = False


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
            found = titles[reading.lower[entity.last - 1]]
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
        form = reading.lower[word]
        pair = f"{form} {reading.lower[word + 1]}" if word + 1 < len(reading) else form
        if pair in classes:
            return classes[pair]
        return classes.get(reading.lower_lemma[word]) or classes.get(form) or frozenset()

    def names(self, word: int) -> set[str]:
        """All that a condition may ask of a participant: lemma, classes, kind of entity."""
        reading = self._reading
        names = {reading.lower_lemma[word], reading.lower[word], *self.of_noun(word)}
        number = reading.entity[word]
        if number >= 0:
            entity = reading.entities[number]
            names.add(entity.type)
            if entity.type == "PER":
                names |= self._titles.get(reading.lower[entity.last - 1], frozenset())
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
    """The words of a reading that may name an event, in the order of the text, for each its likeliest type first."""
    words = lexicon(language)
    classes = Classes(reading, words, roles(language))
    out: list[Candidate] = []
    for word, (tag, form, lemma) in enumerate(zip(reading.upos, reading.lower, reading.lower_lemma, strict=True)):
        if tag not in TAGS or (tag == "PROPN" and reading.entity[word] >= 0):
            continue
        noun = words.noun(form, lemma) if tag != "VERB" and not _is_fixed(reading, words, word) else None
        verb = words.verb(form, lemma) if tag == "VERB" else words.forms["participle"].get(form)
        found: list[Candidate] = []
        if noun is not None:
            frames = {of: noun_frame(reading, word, of, classes.roles) for of in ("actor", "target")}
            senses = words.nouns[noun]
            found = _by_type([_candidate(reading, classes, sense, frames[sense.of], noun) for sense in senses])
        elif verb is not None:
            frame = verb_frame(reading, word, classes.roles)
            senses = tuple(sense for sense in words.verbs[verb] if not sense.clitic or frame.clitic)
            found = _by_type([_candidate(reading, classes, sense, frame, verb) for sense in senses])
        if _is_unlike(reading, words, found):
            continue
        out += found
        if word in reading.happening:
            out += _seen(reading, classes, word, {candidate.sense.type for candidate in found})
    return out


def _is_unlike(reading: Reading, words: Lexicon, found: Sequence[Candidate]) -> bool:
    """Whether a word has a participant with which it names no event: "prices exploded"."""
    for candidate in found:
        bars = words.unlike.get(candidate.lemma.partition(":")[0])
        if not bars:
            continue
        frame = candidate.frame
        participants = (word for word in (frame.actor, frame.target) if word is not None)
        if any(not bars.isdisjoint((reading.lower_lemma[word], reading.lower[word])) for word in participants):
            return True
    return False


def _seen(reading: Reading, classes: Classes, word: int, known: set[str]) -> list[Candidate]:
    """A word as the model sees it, where the lexicon does not have it or not of that type."""
    seen = reading.happening[word]
    if seen.type_score < LEAST_SEEN or seen.type in known:
        return []
    nominal = reading.upos[word] != "VERB"
    frame = noun_frame(reading, word, "target", classes.roles) if nominal else verb_frame(reading, word, classes.roles)
    none = frozenset[str]()
    sense = Sense(seen.type, SEEN, SEEN, "target", False, none, none, none)
    return [Candidate(word, sense, frame, f"{reading.lower_lemma[word]}:{reading.upos[word].lower()}")]


def _by_type(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidate of each type whose conditions are met best, the best of all first."""
    best: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda candidate: (len(candidate.unmet), candidate.open)):
        best.setdefault(candidate.sense.type, candidate)
    return list(best.values())


def _is_fixed(reading: Reading, words: Lexicon, word: int) -> bool:
    """Whether a noun stands in a fixed expression of two or three words."""
    if reading.lower[word] not in words.in_fixed:
        return False
    forms = reading.lower[max(0, word - 2) : word + 3]
    at = min(word, 2)
    runs = (forms[first : first + length] for length in (2, 3) for first in range(max(0, at + 1 - length), at + 1))
    return any(" ".join(run) in words.fixed for run in runs)


def _candidate(reading: Reading, classes: Classes, sense: Sense, frame: Frame, lemma: str) -> Candidate:
    """A sense tried against a word's participants."""
    unmet = []
    if sense.theme:
        themes = _complements(reading, frame) if frame.nominal else [frame.target]
        if not any(classes.meets(sense.theme, theme) for theme in themes):
            unmet.append("theme")
    unknown = frame.actor is None or (not frame.nominal and reading.upos[frame.actor] == "PRON")
    met = not sense.agent or classes.meets(sense.agent, frame.actor, deep=True)
    if not met and not unknown:
        unmet.append("agent")
    if sense.oblique and not any(
        f"{case}:{name}" in sense.oblique for case, noun in frame.obliques for name in classes.names(noun)
    ):
        unmet.append("oblique")
    tag = reading.upos[frame.word].lower()
    return Candidate(frame.word, sense, frame, f"{lemma}:{tag}", tuple(unmet), not met and unknown)


def _complements(reading: Reading, frame: Frame) -> list[int | None]:
    """What a noun's theme may be: its complements and its adjectives."""
    return [frame.target, frame.actor, *reading.dependents(frame.word, "amod", "nmod", "acl")]
