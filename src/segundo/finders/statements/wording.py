"""The acts that the words of what is said tell, whatever the cue: "a fraud", "excellent", "it is necessary"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, cast

from segundo.finders.statements import lexicon
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.page import Page
from segundo.finders.statements.predicates import finite
from segundo.languages import table
from segundo.records import Act

_LEAST = 2
"""The words of a statement tell an act when they weigh so much together."""
_OF_ONESELF: frozenset[Act] = frozenset({"concede", "threaten"})
_UNTIMELY: Mapping[Act, tuple[str, ...]] = {"demand": ("Tense=Past", "Tense=Fut", "Mood=Cnd"), "support": ("Mood=Cnd",)}
"""What was, will be or would be necessary is not demanded, what would be welcome not praised."""


def told_by_words(page: Page, draft: Draft, main: int, words: Sequence[int]) -> set[Act]:
    """The acts that the words tell: those whose weights come to the least that counts.

    What is predicated weighs more than what is mentioned beside it. Where somebody tells of himself, one word is enough
    for what he admits or threatens ("we failed").
    """
    reading = page.reading
    top = finite(page, main)
    weights = _weigh(page, [word for piece in draft.content for word in reading.words(piece)], "weight")
    for act, weight in _weigh(page, _predicated(page, main), "predicate").items():
        if not any(reading.has(top, feature) for feature in _UNTIMELY.get(act, ())):
            weights[act] = max(weights.get(act, 0), weight)
    if _is_accuser(page, draft.source):
        weights["accuse"] = weights.get("accuse", 0) + 1
        weights.pop("deny", None)  # "the receipts are false" is a charge
    if draft.rule == "verb-obj" or not _is_of_words(page, main, words):
        weights.pop("deny", None)  # "points at a false dawn", "the notes are false"
    told: set[Act] = {act for act, weight in weights.items() if weight >= _LEAST}
    subjects = [child for child in reading.dependents(main, "nsubj") if child in words]
    if not subjects or reading.has(top, "Person=1"):
        told |= (_OF_ONESELF if _is_to_come(page, top) else _OF_ONESELF - {"threaten"}) & weights.keys()
    return told


def threatens(page: Page, main: int) -> bool:
    """Whether what a predicate says that will be done is harm: "will destroy", "will answer with fury"."""
    reading = page.reading
    how = reading.dependents(main, "obl", "advmod")
    joined = (word for noun in how for word in reading.dependents(noun, "conj"))
    return "threaten" in _weigh(page, sorted({*_predicated(page, main), *how, *joined}), "predicate")


def _is_to_come(page: Page, top: int) -> bool:
    """Whether a finite word does not tell of the past, which threatens nobody."""
    return not any(page.reading.has(top, f"Tense={tense}") for tense in ("Past", "Imp", "Pqp"))


def _is_of_words(page: Page, main: int, words: Sequence[int]) -> bool:
    """Whether a clause is about what was said or about "it": "the charge is false", "it is false"."""
    reading = page.reading
    subjects = [child for child in reading.dependents(main, "nsubj") if child in words]
    said = lexicon.nouns(page.language)
    return all(reading.upos[child] == "PRON" or reading.lower[child] in said for child in subjects)


def _is_accuser(page: Page, source: Sequence[int]) -> bool:
    """Whether who speaks is there to accuse: a prosecutor, who was wronged, an opposition."""
    words = " ".join(page.reading.lower[word] for word in source)
    return any(f" {name} " in f" {words} " for name in lexicon.words(page.language, "accuser"))


def _predicated(page: Page, main: int) -> list[int]:
    """The words by which a main clause says something of its subject.

    They are its head, what that leads to ("tries to deceive"), and what hangs from a head that says little by itself
    ("there is fraud", "is a target of lies").
    """
    reading, language = page.reading, page.language
    relations: list[str] = []
    if lexicon.verb_of(reading, main, language) is None:
        relations.append("xcomp")
    if lexicon.form_of(reading, main, language, "empty") in lexicon.words(language, "empty"):
        relations += ("nsubj", "obj") if reading.upos[main] == "VERB" else ("nmod",)
    return [main, *reading.dependents(main, *relations)]


def _weigh(page: Page, words: Sequence[int], column: Literal["weight", "predicate"]) -> dict[Act, int]:
    """How much some words weigh for each act, as mentioned or as predicated; a word said twice counts once.

    Words of money and harm are asides: they count together only in an article about bribes.
    """
    stems, shortest = _stems(page.language, column)
    weights: dict[Act, int] = {}
    asides: dict[Act, int] = {}
    # "Bárbara" is a name
    forms = [page.reading.lower[word] for word in words if page.reading.upos[word] != "PROPN"]
    met: set[str] = set()
    for number, form in enumerate(forms):
        following = forms[number + 1] if number + 1 < len(forms) else ""
        for stem in (form, *(form[:size] + "*" for size in range(shortest, len(form) + 1))):
            for act, second, weight, aside in stems.get(stem, ()):
                if (not second or second == following) and stem not in met:
                    weights[act] = weights.get(act, 0) + weight
                    asides[act] = asides.get(act, 0) + aside
            met.add(stem)
    for act, count in asides.items():
        if count > 1 and lexicon.words(page.language, "affair").isdisjoint(page.reading.lower):
            weights[act] -= count - 1
    return weights


@cache
def _stems(
    language: str, column: Literal["weight", "predicate"]
) -> tuple[Mapping[str, tuple[tuple[Act, str, int, bool], ...]], int]:  # fmt: skip
    """What weighs something for an act, by its first word, and the length of the shortest beginning of a word."""
    out: dict[str, tuple[tuple[Act, str, int, bool], ...]] = {}
    for row in table(language, "act_words"):
        if (weight := int(row[column])) > 0:
            first, _, second = row["words"].partition(" ")
            out[first] = (*out.get(first, ()), (cast(Act, row["act"]), second, weight, row["predicate"] == "0"))
    return out, min((len(word) - 1 for word in out if word.endswith("*")), default=1)
