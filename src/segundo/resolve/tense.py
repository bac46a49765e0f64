"""Which way of the present a word of a sentence looks: from the tense of the verb that governs it."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from segundo.article import Span
from segundo.reader.reading import Reading

Tense: TypeAlias = Literal["past", "imperfect", "present", "future"]


class Clause(NamedTuple):
    """The tense of a clause, whether it tells of a state (a copula, a progressive), whether its verb stands before."""

    tense: Tense
    state: bool
    before: bool


def governing_clause(reading: Reading, span: Span) -> Clause | None:
    """The clause that a span stands in, ``None`` where the sentence has no finite verb.

    A participle without an auxiliary is past; an infinitive under an auxiliary of the present ("deve chegar") looks to
    the future, another infinitive, active or passive, or a gerund takes the tense of the clause above it. Where no verb
    governs the span, the nearest finite verb of the sentence does.
    """
    inside = reading.words(span)
    top = next((word for word in inside if reading.head[word] not in inside), None)
    if top is None:
        return None
    for word in (top, *reading.ancestors(top)):
        if clause := _clause(reading, word, inside):
            return clause
    first, last = reading.sentences[reading.sentence[top]]
    verbs = [word for word in range(first, last) if word not in inside and reading.has(word, "VerbForm=Fin")]
    nearest = min(verbs, key=lambda word: abs(word - top), default=None)
    return None if nearest is None else _clause(reading, nearest, inside)


def _clause(reading: Reading, word: int, inside: range) -> Clause | None:
    helpers = [
        child
        for child in reading.dependents(word, "aux", "cop")
        if child not in inside and reading.has(child, "VerbForm=Fin")
    ]
    before = word < inside.start
    if helpers:
        tense = _finite(reading, helpers[0])
        infinitive = reading.has(word, "VerbForm=Inf")
        state = word not in inside and (reading.deprel[helpers[0]] == "cop" or reading.has(word, "VerbForm=Ger"))
        return tense and Clause("future" if tense == "present" and infinitive else tense, state, before)
    if word in inside:
        return None
    if reading.has(word, "VerbForm=Fin"):
        tense = _finite(reading, word)
        return tense and Clause(tense, False, before)
    past = reading.has(word, "VerbForm=Part") and reading.upos[word] == "VERB"
    unfinished = any(reading.has(helper, "VerbForm=Inf") for helper in reading.dependents(word, "aux:pass"))
    return Clause("past", False, before) if past and not unfinished else None


def _finite(reading: Reading, word: int) -> Tense | None:
    if reading.has(word, "Tense=Fut") or reading.has(word, "Mood=Cnd"):
        return "future"
    if reading.has(word, "Tense=Imp"):
        return "imperfect"
    if reading.has(word, "Tense=Past") or reading.has(word, "Tense=Pqp"):
        return "past"
    return "present" if reading.has(word, "Tense=Pres") else None
