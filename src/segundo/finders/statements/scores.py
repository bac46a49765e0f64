"""How sure a rule is: the share of its statements that are right, content and source, on the development articles."""

from __future__ import annotations

_MEASURED = {
    "according-after": 0.58,
    "according-before": 0.95,
    "according-within": 0.70,
    "colon-verb": 0.62,
    "noun-of": 0.53,
    "noun-inf": 0.36,
    "noun-prep": 0.68,
    "noun-quote": 0.42,
    "quote-according": 0.58,
    "quote-bare": 0.75,
    "quote-colon": 0.65,
    "quote-verb": 0.94,
    "quote-within": 0.58,
    "verb-as": 0.50,
    "verb-inf": 0.64,
    "verb-obj": 0.68,
    "verb-prep": 0.50,
    "verb-quote": 0.68,
    "verb-self": 0.69,
    "verb-that": 0.81,
    "verb-whether": 0.75,
}
_RARE = 0.5
"""A rule that was met too seldom to be measured is as likely right as wrong."""


def score_of(rule: str) -> float:
    """The score of a statement that a rule found, 0 to 1."""
    return _MEASURED.get(rule, _RARE)
