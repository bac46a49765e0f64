"""Words spoken with no mark at their end: lines after a dash, and quotations that are never closed."""

from __future__ import annotations

from segundo.article import Pieces
from segundo.finders.statements.direct import Credit, credit_at, is_saying
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.page import Page
from segundo.finders.statements.quotations import Quotation

_DASHES = frozenset({"-", "–", "—", "--"})
_LONGEST = 6
"""A line after a dash runs over no more than so many paragraphs before the words that say who spoke."""


def find_dialogue(page: Page) -> list[Draft]:
    """The statements of the lines after a dash; none where no such line says who speaks, as in lists."""
    drafts: list[Draft] = []
    credited = False
    for quotation in page.quotations:
        if quotation.kind == "dash":
            draft = _line(page, quotation)
            credited |= bool(draft.cue)
            drafts.append(draft)
    return drafts if credited else []


def find_unclosed(page: Page) -> list[Draft]:
    """The statements of quotations that are never closed: up to the words that say who spoke, else one sentence."""
    drafts = []
    for quotation in page.quotations:
        if quotation.closed or not is_saying(page, quotation):
            continue
        words = page.reading.words(quotation.inner)
        first, last = words[0], words[-1] + 1
        found = _credit_within(page, first, last, {",", "!", "?"})
        if found is None:
            end = min(last, page.reading.sentences[page.reading.sentence[first]][1])
            drafts.append(Draft(page.pieces([(first, end)]), (), (), "state", "quote-bare"))
        else:
            at, credit = found
            drafts.append(_draft(page.pieces([(first, at)]), credit))
    return drafts


def _line(page: Page, quotation: Quotation) -> Draft:
    """The statement of a line after a dash, and of the lines after it up to the words that say who spoke."""
    reading = page.reading
    words = reading.words(quotation.inner)
    first, last = words[0], words[-1] + 1
    number = reading.paragraph[first]
    for later in range(number, min(number + _LONGEST, len(reading.paragraphs))):
        begin, end = reading.paragraphs[later]
        if later > number and reading.form[begin] in _DASHES | {'"', "“", "«"}:
            break
        found = _credit_within(page, max(first, begin), end, _DASHES)
        if found is not None:
            at, credit = found
            runs = [(first, at)]
            rest = credit.end + 1
            if credit.end < end and reading.form[credit.end] in _DASHES:
                runs.append((rest, end))
            return _draft(page.pieces(runs), credit)
    return Draft(page.pieces([(first, last)]), (), (), "state", "dash-bare")


def _credit_within(page: Page, first: int, last: int, marks: frozenset[str] | set[str]) -> tuple[int, Credit] | None:
    """The first mark within some words that a credit follows, and that credit."""
    for at in range(first + 1, last - 1):
        if page.reading.form[at] in marks:
            credit = credit_at(page, at + 1, last, marked=True, saying=False)
            if credit is not None and credit.verb is not None:
                return at, credit
    return None


def _draft(pieces: Pieces, credit: Credit) -> Draft:
    return Draft(pieces, credit.cue, credit.source, credit.act, "quote-within", credit.said, credit.verb)
