"""Statements of an article: every rule over the reading, the choice among them, then forms and dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from segundo.article import Span
from segundo.finders.statements import transcripts
from segundo.finders.statements.according import find_according
from segundo.finders.statements.choice import choose
from segundo.finders.statements.colons import find_colons
from segundo.finders.statements.dating import when_of
from segundo.finders.statements.dialogue import find_dialogue, find_unclosed
from segundo.finders.statements.direct import find_bare, find_direct
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.nouns import find_noun
from segundo.finders.statements.page import Page
from segundo.finders.statements.predicates import makes_sure
from segundo.finders.statements.reported import find_reported
from segundo.finders.statements.sharing import share_sources
from segundo.finders.statements.sources import is_led, is_nobody, opens_anew
from segundo.finders.statements.weights import Weights, load_weights
from segundo.reader.reading import Reading
from segundo.records import Form, Statement, Time


def find_statements(
    reading: Reading, times: Sequence[Time], language: str = "pt", weights: Weights | None = None
) -> tuple[Statement, ...]:
    """The statements of a reading, in the order of the text; who speaks and for whom is left open.

    ``weights`` choose between the rules and the model; those of the language when not given.
    """
    page = Page(reading, language)
    chosen = choose(page, find_drafts(page), weights or load_weights(language))
    chosen = [(draft, score) for draft, score in chosen if not makes_sure(page, draft)]
    chosen = [(_untimed(page, draft, times), score) for draft, score in chosen if not _is_dated(page, draft, times)]
    found = [_statement(page, draft, score, times) for draft, score in chosen]
    return tuple(sorted(found, key=lambda one: one.content))


def find_drafts(page: Page) -> list[Draft]:
    """What the rules take for statements."""
    turns = transcripts.find_transcript(page)
    marks = {draft.cue for draft in turns}
    drafts = find_direct(page) + find_dialogue(page) + find_unclosed(page)
    drafts = turns + [draft for draft in drafts if draft.cue not in marks]
    used = {draft.verb for draft in drafts}
    cues = {draft.cue for draft in drafts}
    credits = [draft for draft in find_according(page) if draft.cue not in cues]
    for word, tag in enumerate(page.reading.upos):
        find = find_noun if tag == "NOUN" else find_reported if tag == "VERB" and word not in used else None
        if find is not None and (draft := find(page, word)) is not None:
            drafts.append(draft)
    drafts = [draft if draft in turns else _without_credit(page, draft, credits) for draft in drafts] + credits
    drafts = [draft for draft in share_sources(page, drafts) if not is_nobody(page, draft.source)]
    drafts = [draft for draft in drafts if not _names_source(page, draft)]
    found_verbs = {draft.verb for draft in drafts}
    drafts += [draft for draft in find_colons(page) if draft.verb not in found_verbs]
    drafts = [transcripts.without_labels(page, draft, turns) for draft in drafts]
    return drafts + find_bare(page, _covered(page, drafts))


def _names_source(page: Page, draft: Draft) -> bool:
    """Whether a draft's words are a name in the words for who speaks: "the leader of 'Free School' answered"."""
    if not draft.source:
        return False
    first, last = page.reading.start[draft.source[0]], page.reading.end[draft.source[-1]]
    return any(first < piece.start and piece.end <= last for piece in draft.content)


def _without_credit(page: Page, draft: Draft, credits: Sequence[Draft]) -> Draft:
    """A draft without the credit that ends its sentence: "the mayor said that it rains, according to the paper"."""
    reading, piece = page.reading, draft.content[-1]
    for credit in credits:
        first, last = credit.cue[0], max((*credit.cue, *credit.source))
        inside = piece.start < reading.start[first] and reading.end[last] == piece.end
        apart = inside and reading.form[first - 1] == "," and reading.upos[first - 2] not in ("SCONJ", "CCONJ")
        same = apart and page.quoted[first] == page.quoted[reading.words(piece)[0]]
        if same and _ends_sentence(page, last):
            return replace(draft, content=(*draft.content[:-1], Span(piece.start, reading.end[first - 2])))
    return draft


def _ends_sentence(page: Page, word: int) -> bool:
    """Whether nothing of a sentence but punctuation, and no comma, follows a word."""
    reading, after = page.reading, word + 1
    if after >= len(reading) or reading.sentence[after] != reading.sentence[word]:
        return True
    return page.is_punct(after) and reading.form[after] != ","


def _is_dated(page: Page, draft: Draft, times: Sequence[Time]) -> bool:
    """Whether a time before a colon is no speaker: "Monday: bridge opens"."""
    return draft.cue == (draft.verb,) and _is_time(page, draft, times) and page.is_punct(draft.cue[0])


def _untimed(page: Page, draft: Draft, times: Sequence[Time]) -> Draft:
    """A draft without a source that is a time: "a few days before, she had said"."""
    return replace(draft, source=()) if _is_time(page, draft, times) or _is_leftover(page, draft) else draft


def _is_leftover(page: Page, draft: Draft) -> bool:
    """Whether a source is but the word for "any" that follows its noun, or the conjunction of a clause.

    "That at no moment (she) thought …", "that the tax hurts and that (she) will appeal".
    """
    reading = page.reading
    if len(draft.source) != 1 or draft.source[0] == 0:
        return False
    word = draft.source[0]
    if reading.upos[word - 1] == "CCONJ":
        return draft.verb is not None and opens_anew(page, draft.verb)
    return reading.has(word, "PronType=Ind") and reading.upos[word - 1] == "NOUN" and is_led(page, word - 1)


def _is_time(page: Page, draft: Draft, times: Sequence[Time]) -> bool:
    reading = page.reading
    words = [word for word in draft.source if reading.upos[word] not in ("DET", "PUNCT")]
    if not words:
        return False
    start, end = reading.start[words[0]], reading.end[words[-1]]
    return any(time.span.start <= start and end <= time.span.end for time in times)


def _covered(page: Page, drafts: Sequence[Draft]) -> set[int]:
    """The words that somebody says by a draft; what is said within a quotation leaves its words to who is quoted."""
    out: set[int] = set()
    for draft in drafts:
        words = [word for piece in draft.content for word in page.reading.words(piece)]
        within = -1 if draft.verb is None else page.quoted[draft.verb]
        out.update(word for word in words if within < 0 or page.quoted[word] != within)
    return out


def _statement(page: Page, draft: Draft, score: float, times: Sequence[Time]) -> Statement:
    reading = page.reading
    return Statement(
        content=tuple(_without_stop(reading.text, piece) for piece in draft.content),
        cue=reading.pieces(list(draft.cue)),
        source=reading.pieces(list(draft.source)),
        form=_form(page, draft),
        act=draft.act,
        rule=draft.rule,
        score=round(score, 3),
        said=draft.said,
        when=when_of(page, draft, times),
    )


def _without_stop(text: str, piece: Span) -> Span:
    """A piece of content without the full stop or comma at its end."""
    end = piece.end
    while end - 1 > piece.start and text[end - 1] in ".,;" and text[end - 2] != ".":
        end -= 1
    return Span(piece.start, end)


def _form(page: Page, draft: Draft) -> Form:
    """Whether all, a part, or none of the content stands between quotation marks of its own."""
    total = marked = 0
    if draft.rule == transcripts.RULE:
        return "direct"
    own = -1 if draft.verb is None else page.quoted[draft.verb]
    for piece in draft.content:
        for word in page.reading.words(piece):
            if page.is_punct(word):
                continue
            total += 1
            marked += page.quoted[word] not in (-1, own) or (own >= 0 and draft.rule.startswith("quote"))
    if marked == 0:
        return "indirect"
    return "direct" if marked == total else "mixed"
