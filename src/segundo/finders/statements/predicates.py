"""The clauses of what is said: its sentences, what each predicates, and the word that carries tense and person."""

from __future__ import annotations

from collections.abc import Sequence

from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.groups import verb_group
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


def predicate(page: Page, words: Sequence[int]) -> int:
    """The head word of the first main clause among some words."""
    reading = page.reading
    inside = set(words)
    tops = [word for word in words if reading.head[word] not in inside]
    for word in tops:
        if reading.upos[word] == "VERB" or reading.dependents(word, "cop", "aux"):
            return word
    return next((word for word in words if reading.has(word, "VerbForm=Fin")), tops[0] if tops else words[0])


def finite(page: Page, main: int) -> int:
    """The finite word of a predicate: itself, an auxiliary or a copula."""
    reading = page.reading
    for word in (verb_group(page, main).top, *reading.dependents(main, "aux", "cop")):
        if reading.has(word, "VerbForm=Fin"):
            return word
    return main


def governs_infinitive(page: Page, verb: int) -> bool:
    """Whether an infinitive follows a verb, small words between them or not."""
    reading = page.reading
    at = verb + 1
    while at < len(reading) and reading.upos[at] in ("ADV", "PRON"):
        at += 1
    return at < len(reading) and reading.has(at, "VerbForm=Inf")
