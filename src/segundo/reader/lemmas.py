"""Lemmas as edit rules, so that a classifier can choose among a few hundred of them.

A rule is ``case|cut|ending``: lower the form, cut so many letters from its end, add the ending; then ``case`` says how
to write it (``L`` lower, ``T`` title, ``U`` upper, ``K`` keep the form as it is).
"""

from __future__ import annotations


def lemma_rule(form: str, lemma: str) -> str:
    """The rule that makes ``lemma`` of ``form``."""
    low, target = form.lower(), lemma.lower()
    if target == low:
        return f"{'L' if lemma == target else 'K' if lemma == form else 'U'}|0|"
    shared = 0
    while shared < min(len(low), len(target)) and low[shared] == target[shared]:
        shared += 1
    return f"{'L' if lemma == target else 'T'}|{len(low) - shared}|{target[shared:]}"


def apply_lemma_rule(form: str, rule: str) -> str:
    """The lemma that ``rule`` makes of ``form``."""
    case, cut, ending = rule.split("|", 2)
    if case == "K":
        return form
    low = form.lower()
    lemma = low[: len(low) - int(cut)] + ending
    if case == "T":
        return lemma[:1].upper() + lemma[1:]
    return lemma.upper() if case == "U" else lemma
