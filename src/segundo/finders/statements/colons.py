"""Colons without quotation marks: "X said: …" and headlines such as "Mayor: bridge is safe"."""

from __future__ import annotations

from segundo.finders.statements import lexicon
from segundo.finders.statements.clauses import clause_end
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.groups import verb_group
from segundo.finders.statements.page import Page
from segundo.finders.statements.phrases import noun_phrase
from segundo.finders.statements.sources import is_nobody, may_speak, nominal_after, source_of

_ENDS = frozenset(".!?…")
_LONGEST = 8
"""Who speaks in a headline is named in no more than so many words."""


def find_colons(page: Page) -> list[Draft]:
    """The statements that follow a colon with no quotation mark after it."""
    drafts = []
    for word, form in enumerate(page.reading.form):
        if form != ":" or page.quoted[word] >= 0:
            continue
        first, last = page.limits(word)
        if word + 1 >= last or page.quoted[word + 1] >= 0 or page.is_punct(word + 1):
            continue
        draft = _after_verb(page, first, word, last) or _headline(page, first, word, last)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _after_verb(page: Page, first: int, colon: int, last: int) -> Draft | None:
    """The words after "X said:"."""
    reading = page.reading
    for verb in range(colon - 1, first - 1, -1):
        if reading.upos[verb] == "VERB":
            known = lexicon.verb_of(reading, verb, page.language)
            group = verb_group(page, verb)
            says = known is not None and not known.thought and {"quote", "that"} <= set(known.frames)
            if known is None or not says or group.shape != "finite" or group.passive or colon - verb > _LONGEST:
                return None
            if not any(reading.has(word, "VerbForm=Fin") for word in range(colon + 1, last)):
                return None
            source = source_of(page, group)
            if is_nobody(page, source):  # "What the mayor says: …"
                source = nominal_after(page, verb, colon)
            pieces = page.pieces([(colon + 1, clause_end(page, colon + 1, None, (), last, strict=False))])
            return Draft(pieces, group.words, source, known.frames["quote"], "colon-verb", group.said, verb)
    return None


def _headline(page: Page, first: int, colon: int, last: int) -> Draft | None:
    """The words after "X:" in a line without a full stop."""
    reading = page.reading
    begin, end = reading.paragraphs[reading.paragraph[colon]]
    alone = (begin, end) == (first, last) or (begin == first and reading.paragraph[colon] == 0)
    if not alone or colon - first > _LONGEST or reading.form[last - 1] in _ENDS:
        return None
    if any(reading.upos[word] in ("VERB", "AUX") for word in range(first, colon)):
        return None
    if not any(reading.has(word, "VerbForm=Fin") for word in range(colon + 1, last)):
        return None
    head = next((word for word in range(first, colon) if not first <= reading.head[word] < colon), None)
    source = () if head is None else noun_phrase(page, head, first, colon)
    if not source or not may_speak(page, source):
        return None
    return Draft(page.pieces([(colon + 1, last)]), (colon,), source, "state", "headline", verb=colon)
