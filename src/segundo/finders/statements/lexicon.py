"""What a language's tables say of the words that signal a statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from babel import Locale

from segundo.finders.statements import conjugation
from segundo.languages import table
from segundo.reader.reading import Reading
from segundo.records import Act


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying: its constructions, each with the act that it does; a ``thought``; what things ``show`` too."""

    lemma: str
    frames: Mapping[str, Act]
    thought: bool
    shows: bool

    @property
    def prepositions(self) -> frozenset[str]:
        """The prepositions that may stand before what is said."""
        return frozenset(self.frames) - _CLAUSAL

    @property
    def usual(self) -> Act:
        """The act that the verb does in its first construction."""
        return next(iter(self.frames.values()))

    def act(self, frame: str) -> Act:
        """The act that the verb does in a construction."""
        return self.frames.get(frame, self.usual)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of saying: its constructions, each with the act that it does, and the act of the others."""

    frames: Mapping[str, Act]
    act: Act


@dataclass(frozen=True, slots=True)
class Periphrasis:
    """A verb before a verb of saying: what links the two, and whether the saying took place, did not, or is to come."""

    link: str
    effect: Literal["plain", "unsaid", "future"]


_CLAUSAL = frozenset({"that", "whether", "inf", "quote", "obj", "as", "self"})


@cache
def verbs(language: str) -> Mapping[str, Verb]:
    """The verbs of saying by lemma."""
    rows = table(language, "cues")
    return {
        row["lemma"]: Verb(row["lemma"], _frames(row), row["sort"] == "think", row["sort"] == "show") for row in rows
    }


def _frames(row: Mapping[str, str]) -> dict[str, Act]:
    """The constructions of a cue, each with its act: that of the row, or the one after a colon."""
    cells = (cell.partition(":") for cell in row["frames"].split())
    return {frame: cast(Act, act or row["act"]) for frame, _, act in cells}


def verb_of(reading: Reading, word: int, language: str) -> Verb | None:
    """The verb of saying that a word is a form of; its form decides before the lemma that the reader gives it."""
    if reading.upos[word] != "VERB":
        return None
    lemma = _cue_forms(language).get(reading.lower[word], reading.lower_lemma[word])
    for second, known in _idioms(language).get(lemma, ()):
        if second in reading.lower[word + 1 : word + 3]:
            return known
    return verbs(language).get(lemma)


@cache
def _cue_forms(language: str) -> Mapping[str, str]:
    return conjugation.forms(language, [*verbs(language), *_idioms(language)])


@cache
def _idioms(language: str) -> Mapping[str, tuple[tuple[str, Verb], ...]]:
    """The verbs that say something together with a word after them, by lemma: that word and what both are."""
    out: dict[str, tuple[tuple[str, Verb], ...]] = {}
    for lemma, known in verbs(language).items():
        first, _, second = lemma.partition(" ")
        if second:
            out[first] = (*out.get(first, ()), (second, known))
    return out


def helper_of(reading: Reading, word: int, language: str) -> str:
    """The lemma of an auxiliary; its form decides before the lemma that the reader gives it."""
    return _helper_forms(language).get(reading.lower[word], reading.lower_lemma[word])


@cache
def _helper_forms(language: str) -> Mapping[str, str]:
    auxiliaries = words(language, "passive") | words(language, "perfect")
    return conjugation.forms(language, sorted({*periphrases(language), *auxiliaries}))


@cache
def nouns(language: str) -> Mapping[str, Noun]:
    """The nouns of saying by form."""
    out = {}
    for row in table(language, "cue_nouns"):
        noun = Noun(_frames(row), cast(Act, row["act"]))
        out.update(dict.fromkeys(row["forms"].split(), noun))
    return out


@cache
def periphrases(language: str) -> Mapping[str, tuple[Periphrasis, ...]]:
    """The verbs that may stand before a verb of saying, by lemma."""
    out: dict[str, tuple[Periphrasis, ...]] = {}
    for row in table(language, "cue_periphrases"):
        found = Periphrasis(row["link"], cast(Literal["plain", "unsaid", "future"], row["effect"]))
        out[row["lemma"]] = (*out.get(row["lemma"], ()), found)
    return out


@cache
def words(language: str, role: str) -> frozenset[str]:
    """The small words that play a role."""
    return frozenset(row["word"] for row in table(language, "cue_words") if row["role"] == role)


@cache
def phrases(language: str, role: str) -> tuple[tuple[str, ...], ...]:
    """The small words of a role that are several words each, as such."""
    return tuple(tuple(phrase.split()) for phrase in sorted(words(language, role)))


def is_before_that(reading: Reading, word: int, language: str) -> bool:
    """Whether "that" follows a word at once."""
    follows = reading.lower[word + 1] if word + 1 < len(reading) else ""
    return follows in words(language, "that")


@cache
def speaker_nouns(language: str) -> frozenset[str]:
    """Nouns for those who may speak: people by office or part, bodies, documents."""
    tables = ("roles", "organisations", "documents")
    return frozenset(form for name in tables for row in table(language, name) for form in row["forms"].split())


@cache
def may_speak(form: str, language: str) -> bool:
    """Whether a noun names people, a body or a document: known as such, or by its ending."""
    form = form.lower()
    base = form.rpartition("-")[2]
    known = (speaker_nouns(language), words(language, "party"), demonyms(language))
    named = any(form in nouns or base in nouns for nouns in known)
    return named or base.endswith(tuple(words(language, "person-ending")))


@cache
def demonyms(language: str) -> frozenset[str]:
    """Nouns for the people of a country or the members of a party."""
    return frozenset(
        form for name in ("demonyms", "members") for row in table(language, name) for form in row["forms"].split()
    )


@cache
def countries(language: str) -> Mapping[str, str]:
    """The country (ISO 3166-1 alpha-2) of single words that name it, its people or its government, in lower case."""
    out = {name.lower(): code for code, name in Locale(language).territories.items() if len(code) == 2}
    for name in ("countries", "metonyms"):
        out.update((row["name"].lower(), row["country"]) for row in table(language, name))
    for row in table(language, "demonyms"):
        out.update(dict.fromkeys(row["forms"].split(), row["country"]))
    return out


@cache
def counsel(language: str) -> frozenset[str]:
    """Nouns for those who speak for others at court."""
    rows = (row for row in table(language, "roles") if row["office"] == "counsel")
    return frozenset(form for row in rows for form in row["forms"].split())


@cache
def speakers(language: str) -> frozenset[str]:
    """Nouns for people and bodies."""
    tables = ("roles", "organisations", "members")
    return frozenset(form for name in tables for row in table(language, name) for form in row["forms"].split())


@cache
def bodies(language: str) -> frozenset[str]:
    """Nouns for bodies."""
    return frozenset(form for row in table(language, "organisations") for form in row["forms"].split())


@cache
def members(language: str, body: str) -> frozenset[str]:
    """Nouns for those who speak for a government, and palaces that do for who heads it, if a word is for that."""
    if body in words(language, "government"):
        rows = (row for row in table(language, "roles") if row["office"] == "area" or row["body"] == "government")
        return frozenset(form for row in rows for form in row["forms"].split())
    if body in words(language, "head-of-state"):
        named = (row for row in table(language, "metonyms") if row["kind"] == "organisation")
        return frozenset(row["name"].lower() for row in named)
    return frozenset()


def form_of(reading: Reading, word: int, language: str, role: str) -> str:
    """The lemma of a word, by its form where it is one of the verbs of a role: the reader's lemma may be wrong."""
    return _role_forms(language, role).get(reading.lower[word], reading.lower_lemma[word])


@cache
def _role_forms(language: str, role: str) -> Mapping[str, str]:
    return conjugation.forms(language, sorted(words(language, role)))


@cache
def nouns_of_act(language: str, *acts: Act) -> frozenset[str]:
    """The nouns of saying that do one of some acts."""
    return frozenset(form for form, noun in nouns(language).items() if noun.act in acts)


@cache
def documents(language: str) -> frozenset[str]:
    """Nouns for what is written or said."""
    return frozenset(form for row in table(language, "documents") for form in row["forms"].split())
