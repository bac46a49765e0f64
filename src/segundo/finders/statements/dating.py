"""When something was said: the time expression that belongs to the cue, not to what is said."""

from __future__ import annotations

from collections.abc import Sequence

from segundo.article import Span
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.page import Page
from segundo.records import Time

_DATING = frozenset({"DATE", "TIME"})


def when_of(page: Page, draft: Draft, times: Sequence[Time]) -> int | None:
    """The index of the time that dates a saying, if one does: in the cue's sentence, hung on the cue's verb."""
    if draft.verb is None:
        return None
    reading = page.reading
    first, last = page.stretch[draft.verb]
    sentence = reading.span(first, last)
    taken = (*draft.content, *reading.pieces(list(draft.source)))
    for number, time in enumerate(times):
        if time.type not in _DATING or not _inside(time.span, sentence) or any(_meets(time.span, one) for one in taken):
            continue
        words = reading.words(time.span)
        if words and _hangs_on(page, words[0], words[-1], draft):
            return number
    return None


def _inside(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


def _meets(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end


def _hangs_on(page: Page, first: int, last: int, draft: Draft) -> bool:
    """Whether the first verb above a time expression is the cue's, or one that the cue's verb is joined to."""
    reading = page.reading
    if draft.cue and draft.cue[-1] < first and reading.end[last] <= draft.content[0].start:
        return not any(reading.upos[word] in ("VERB", "AUX") for word in range(draft.cue[-1] + 1, first))
    word = last
    while first <= reading.head[word] <= last:
        word = reading.head[word]
    dated = (*draft.cue, *_joined(page, draft))
    for above in reading.ancestors(word):
        if above in dated:
            return True
        if reading.upos[above] in ("VERB", "AUX"):
            return False
    return False


def _joined(page: Page, draft: Draft) -> list[int]:
    """The verbs that share the time of a cue's: those that it is joined to, and what it says more of as a gerund."""
    reading, verb, out = page.reading, draft.verb, list[int]()
    while verb is not None and verb >= 0:
        loose = reading.deprel[verb] == "advcl" and reading.has(verb, "VerbForm=Ger")
        if not (loose or reading.deprel[verb] == "conj"):
            break
        verb = reading.head[verb]
        out.append(verb)
    return out
