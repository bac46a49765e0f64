"""The clauses of what is said: its sentences, what each predicates, and the word that carries tense and person."""

from __future__ import annotations

from collections.abc import Sequence

from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.groups import verb_group
from segundo.finders.statements.lexicon import form_of, words
from segundo.finders.statements.page import Page


def sentences_of(page: Page, draft: Draft) -> list[list[int]]:
    """The words of a content, punctuation left out, by sentence."""
    reading = page.reading
    out: dict[int, list[int]] = {}
    for piece in draft.content:
        for word in reading.words(piece):
            if not page.is_punct(word):
                out.setdefault(reading.sentence[word], []).append(word)
    return list(out.values())


def predicate(page: Page, clause: Sequence[int]) -> int:
    """The head word of the first main clause among some words."""
    reading = page.reading
    inside = set(clause)
    tops = [word for word in clause if reading.head[word] not in inside]
    for word in tops:
        if reading.upos[word] == "VERB" or reading.dependents(word, "cop", "aux"):
            return word
    return next((word for word in clause if reading.has(word, "VerbForm=Fin")), tops[0] if tops else clause[0])


def finite(page: Page, main: int) -> int:
    """The finite word of a predicate: itself, an auxiliary or a copula."""
    reading = page.reading
    for word in (verb_group(page, main).top, *reading.dependents(main, "aux", "cop")):
        if reading.has(word, "VerbForm=Fin"):
            return word
    return main


def makes_sure(page: Page, draft: Draft) -> bool:
    """Whether a verb that tells that something is so tells with a subjunctive that it is to be so: no saying at all.

    "She guaranteed that the bridge is safe" is one, "guaranteeing that the bridge be safe" is none.
    """
    reading, verb = page.reading, draft.verb
    if verb is None or form_of(reading, verb, page.language, "ensure") not in words(page.language, "ensure"):
        return False
    clause = next(iter(sentences_of(page, draft)), [])
    led = clause and clause[0] > 0 and reading.lower[clause[0] - 1] in words(page.language, "that")
    return bool(led) and reading.has(finite(page, predicate(page, clause)), "Mood=Sub")


def governs_infinitive(page: Page, verb: int) -> bool:
    """Whether an infinitive follows a verb, small words between them or not."""
    reading = page.reading
    at = verb + 1
    while at < len(reading) and reading.upos[at] in ("ADV", "PRON"):
        at += 1
    return at < len(reading) and reading.has(at, "VerbForm=Inf")
