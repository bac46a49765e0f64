"""Direct speech: quotations and the cues beside them."""

from __future__ import annotations

from dataclasses import dataclass

from segundo.article import Pieces, Span
from segundo.finders.statements import lexicon
from segundo.finders.statements.according import according_at
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.groups import Group, verb_group
from segundo.finders.statements.page import Page
from segundo.finders.statements.quotations import Quotation
from segundo.finders.statements.sources import nominal_after, source_of
from segundo.records import Act

_STOPS = frozenset(".;")
_SKIPPED = frozenset({",", "-", "–", "—", "--", "!", "?", "…", '"', "”", "»", "'", "’", ")", "]"})


@dataclass(frozen=True, slots=True)
class _Credit:
    """Who a quotation is given to: the cue's words, the source's, and where the credit ends."""

    cue: tuple[int, ...]
    source: tuple[int, ...]
    act: Act
    rule: str
    said: bool
    verb: int | None
    end: int


def find_direct(page: Page) -> list[Draft]:
    """The statements made of quotations that a cue stands beside."""
    drafts: list[Draft] = []
    done = -1
    for number, quotation in enumerate(page.quotations):
        if number <= done or quotation.kind == "dash":
            continue
        credit = _after(page, quotation) or _before(page, quotation)
        if credit is None:
            continue
        pieces = quotation.pieces
        following = page.quotations[number + 1] if number + 1 < len(page.quotations) else None
        if following is not None and credit.end >= 0 and _goes_on(page, credit.end, following):
            pieces += following.pieces
            done = number + 1
        drafts.append(Draft(pieces, credit.cue, credit.source, credit.act, credit.rule, credit.said, credit.verb))
    return drafts


def _after(page: Page, quotation: Quotation) -> _Credit | None:
    """The credit right after a quotation, in its sentence."""
    reading = page.reading
    at = page.first_after(quotation.outer.end)
    if at >= len(reading) or reading.paragraph[at] != page.paragraph_at(quotation.outer.end):
        return None
    marked = False
    while at < len(reading) and page.is_punct(at):
        if reading.form[at] in _STOPS or reading.form[at] not in _SKIPPED:
            return None
        marked = True
        at += 1
    last = page.stretch[at][1] if at < len(reading) else at
    if at >= last:
        return None
    return _credit(page, at, last, marked)


def _credit(page: Page, at: int, last: int, marked: bool) -> _Credit | None:
    """The credit that starts at a word."""
    reading = page.reading
    found = according_at(page, at)
    if found is not None:
        return _Credit(found.cue, found.source, found.act, "quote-according", True, None, found.end)
    verb = _verb_at(page, at, last)
    if verb is not None:
        group = verb_group(page, verb)
        known = lexicon.verbs(page.language).get(reading.lemma[verb].lower())
        if group.shape == "finite" and ((known is not None and "quote" in known.frames) or (known is None and marked)):
            source = _inverted_subject(page, group, last)
            end = max((verb, *source)) + 1
            act: Act = known.frames["quote"] if known is not None else "state"
            return _Credit(group.words, source, act, "quote-verb", group.said, verb, end)
    return None


def _verb_at(page: Page, at: int, last: int) -> int | None:
    reading = page.reading
    for word in range(at, min(last, at + 6)):
        if reading.upos[word] == "VERB":
            return word if word + 1 >= last or not _is_helper(page, word) else _verb_at(page, word + 1, last)
        if reading.upos[word] not in ("ADV", "AUX", "PRON", "ADP", "SCONJ") or (
            reading.upos[word] == "ADP" and word == at
        ):
            return None
    return None


def _is_helper(page: Page, word: int) -> bool:
    reading = page.reading
    for later in range(word + 1, min(word + 4, len(reading))):
        if reading.upos[later] == "VERB":
            return word in verb_group(page, later).words
    return False


def _inverted_subject(page: Page, group: Group, last: int) -> tuple[int, ...]:
    """The subject that follows its verb, or the pronoun that stands before it."""
    found = source_of(page, group)
    if found and (found[0] > group.verb or (found[-1] < group.first and page.quoted[found[0]] < 0)):
        return found
    return nominal_after(page, group.verb, last)


def _before(page: Page, quotation: Quotation) -> _Credit | None:
    """The credit before a quotation: a verb of saying and a colon, or the verb alone."""
    reading = page.reading
    at = page.first_after(quotation.outer.start) - 1
    while at >= 0 and reading.end[at] > quotation.outer.start:
        at -= 1
    if at < 0:
        return None
    first = page.stretch[at][0]
    colon = reading.form[at] == ":"
    if colon:
        for word in range(at - 1, first - 1, -1):
            known = lexicon.verbs(page.language).get(reading.lemma[word].lower())
            if reading.upos[word] == "VERB" and known is not None and {"quote", "que"} & set(known.frames):
                group = verb_group(page, word)
                act = known.frames.get("quote", known.frames.get("que", "state"))
                return _Credit(group.words, source_of(page, group), act, "quote-colon", group.said, word, -1)
    return None


def _goes_on(page: Page, end: int, following: Quotation) -> bool:
    """Whether the next quotation takes up the one before it after its credit."""
    reading = page.reading
    at = end
    while at < len(reading) and reading.end[at] <= following.outer.start:
        if reading.form[at] in ".?!" or reading.upos[at] in ("VERB", "AUX", "CCONJ"):
            return False
        at += 1
    return at < len(reading) and reading.sentence[at - 1] == reading.sentence[end - 1] and at - end < 15


def find_bare(page: Page, covered: set[int]) -> list[Draft]:
    """Quotations that no cue stands beside: whole sentences, or long stretches, of quoted words."""
    reading = page.reading
    drafts = []
    for quotation in page.quotations:
        words = [word for piece in quotation.pieces for word in reading.words(piece)]
        if quotation.kind == "dash" or not words or any(word in covered for word in words):
            continue
        content = [word for word in words if not page.is_punct(word)]
        if _is_sentence(page, quotation, content) or (len(content) >= 6 and quotation.kind == "double"):
            drafts.append(Draft(quotation.pieces, (), (), "state", "quote-bare"))
    return drafts


def _is_sentence(page: Page, quotation: Quotation, words: list[int]) -> bool:
    reading = page.reading
    if len(words) < 3:
        return False
    before = words[0] - 1
    while before >= 0 and reading.end[before] > quotation.outer.start:
        before -= 1
    starts = (
        before < 0
        or reading.form[before] in (".", "!", "?", ":", "…")
        or reading.paragraph[before] != reading.paragraph[words[0]]
    )
    return starts and any(reading.has(word, "VerbForm=Fin") for word in words)


def span_of(pieces: Pieces) -> Span:
    """From the first character of some pieces to the last."""
    return Span(pieces[0].start, pieces[-1].end)
