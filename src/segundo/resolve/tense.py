"""Which way of the present a word of a sentence looks: from the tense of the verb that governs it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from segundo.article import Span
from segundo.reader.reading import Reading

Tense: TypeAlias = Literal["past", "present", "future"]

_PAST = ("Tense=Past", "Tense=Imp", "Tense=Pqp")
_FUTURE = ("Tense=Fut", "Mood=Cnd")


def governing_tense(reading: Reading, span: Span) -> Tense | None:
    """The tense of the clause that a span stands in, ``None`` where no finite verb governs it.

    A participle without an auxiliary is past; an infinitive under an auxiliary of the present ("deve chegar") looks to
    the future, another infinitive or a gerund takes the tense of the clause above it.
    """
    inside = reading.words(span)
    top = next((word for word in inside if reading.head[word] not in inside), None)
    if top is None:
        return None
    for word in (top, *reading.ancestors(top)):
        if tense := _own(reading, word):
            return tense
    return None


def _own(reading: Reading, word: int) -> Tense | None:
    auxiliaries = [child for child in reading.dependents(word, "aux", "cop") if reading.has(child, "VerbForm=Fin")]
    if auxiliaries:
        tense = _finite(reading, auxiliaries[0])
        return "future" if tense == "present" and reading.has(word, "VerbForm=Inf") else tense
    if reading.has(word, "VerbForm=Fin"):
        return _finite(reading, word)
    return "past" if reading.has(word, "VerbForm=Part") and reading.upos[word] == "VERB" else None


def _finite(reading: Reading, word: int) -> Tense | None:
    if any(reading.has(word, feature) for feature in _FUTURE):
        return "future"
    if any(reading.has(word, feature) for feature in _PAST):
        return "past"
    return "present" if reading.has(word, "Tense=Pres") else None
