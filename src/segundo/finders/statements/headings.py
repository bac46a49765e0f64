"""Headings that give the floor to somebody, whose own words follow: "THE FLOOR TO JOHN PRADO"."""

from __future__ import annotations

from segundo.finders.statements import lexicon
from segundo.finders.statements.page import Page
from segundo.finders.statements.quotations import Quotation

_LONGEST = 24
"""The words of the longest heading."""


def floor_before(page: Page, quotation: Quotation) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """The words of a heading right before a quotation: those that give the floor, and those for who has it.

    A heading is a paragraph of its own or, where the lines of a text were joined, all capitals.
    """
    reading = page.reading
    end = page.first_after(quotation.outer.start)
    while end > 0 and page.is_punct(end - 1):
        end -= 1
    for first in range(end - 1, max(-1, end - _LONGEST), -1):
        if reading.paragraph[first] != reading.paragraph[end - 1]:
            return None
        for phrase in lexicon.phrases(page.language, "floor"):
            after = first + len(phrase)
            if tuple(form.lower() for form in reading.form[first:after]) != phrase:
                continue
            begin, close = reading.paragraphs[reading.paragraph[first]]
            alone = begin == first and all(page.is_punct(word) for word in range(end, close))
            source = _without_clause(page, *page.trim(after, end))
            if source and (alone or reading.text[reading.start[first] : reading.end[end - 1]].isupper()):
                return tuple(range(first, after)), source
    return None


def _without_clause(page: Page, first: int, last: int) -> tuple[int, ...]:
    """The words of who has the floor, without the relative clause that says more of them."""
    form, that = page.reading.form, lexicon.words(page.language, "that")
    pauses = (word for word in range(first, last - 1) if form[word] == "," and form[word + 1].lower() in that)
    return tuple(range(first, next(pauses, last)))
