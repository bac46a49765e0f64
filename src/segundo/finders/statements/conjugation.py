"""Forms of verbs, so that a known verb is known whatever lemma the reader gives it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from segundo.languages import table


def forms(language: str, lemmas: Iterable[str]) -> Mapping[str, str]:
    """The lemma of each form of some verbs, in lower case; the verb named first keeps a form that two share."""
    out: dict[str, str] = {}
    for lemma in lemmas:
        for form in (*_irregular(language).get(lemma, ()), *_regular(language, lemma)):
            out.setdefault(form, lemma)
    return out


def _regular(language: str, lemma: str) -> Iterable[str]:
    stem, kind = lemma[:-2], lemma[-2:]
    before, written = _spelling(language).get((kind, stem[-1:]), ("", ""))
    for ending in _endings(language).get(kind, ()):
        yield (stem[:-1] + written if ending[0] in before else stem) + ending


@cache
def _endings(language: str) -> Mapping[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for row in table(language, "verb_endings"):
        out[row["class"]] = (*out.get(row["class"], ()), *row["endings"].split())
    return out


@cache
def _irregular(language: str) -> Mapping[str, tuple[str, ...]]:
    return {row["lemma"]: tuple(row["forms"].split()) for row in table(language, "verb_forms")}


@cache
def _spelling(language: str) -> Mapping[tuple[str, str], tuple[str, str]]:
    """By class and last letter of the stem: before which letters it changes, and into what."""
    return {(row["class"], row["letter"]): (row["before"], row["written"]) for row in table(language, "verb_spelling")}
