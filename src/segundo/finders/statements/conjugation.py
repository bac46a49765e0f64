"""Forms of verbs, so that a known verb is known whatever lemma the reader gives it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from segundo.languages import table

_BEFORE_E_AND_I = {"c": "qu", "g": "gu", "ç": "c"}
"""How the last letter of a stem in ``-ar`` is written before ``e`` and ``i``."""
_BEFORE_A_AND_O = {"c": "ç", "g": "j"}
"""How the last letter of a stem in ``-er`` or ``-ir`` is written before ``a`` and ``o``."""


def forms(language: str, lemmas: Iterable[str]) -> Mapping[str, str]:
    """The lemma of each form of some verbs, in lower case; the verb named first keeps a form that two share."""
    out: dict[str, str] = {}
    for lemma in lemmas:
        for form in (*_irregular(language).get(lemma, ()), *_regular(language, lemma)):
            out.setdefault(form, lemma)
    return out


def _regular(language: str, lemma: str) -> Iterable[str]:
    stem, kind = lemma[:-2], lemma[-2:]
    spelling = _BEFORE_E_AND_I if kind == "ar" else _BEFORE_A_AND_O
    front = "eéêií" if kind == "ar" else "aáâoóô"
    for ending in _endings(language).get(kind, ()):
        turned = ending[0] in front and stem[-1:] in spelling
        yield (stem[:-1] + spelling[stem[-1]] if turned else stem) + ending


@cache
def _endings(language: str) -> Mapping[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for row in table(language, "verb_endings"):
        out[row["class"]] = (*out.get(row["class"], ()), *row["endings"].split())
    return out


@cache
def _irregular(language: str) -> Mapping[str, tuple[str, ...]]:
    return {row["lemma"]: tuple(row["forms"].split()) for row in table(language, "verb_forms")}
