"""Drafts from what the model sees: its sayings, with the cue's words and the edges of phrases put right."""

from __future__ import annotations

from segundo.finders.statements.according import names_speaker
from segundo.finders.statements.direct import names_work
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.groups import verb_group
from segundo.finders.statements.page import Page
from segundo.finders.statements.sources import is_clitic, is_led, is_nobody
from segundo.reader.reading import Range, Saying


def draft_of(page: Page, saying: Saying) -> Draft | None:
    """The draft that a saying stands for; ``None`` where nothing is left of its content."""
    reading = page.reading
    cue = () if saying.bare else _cue(page, saying.word)
    source = tuple(range(*page.trim(*saying.source))) if saying.source else ()
    if len(source) > 1 and reading.has(source[0], "PronType=Prs") and page.is_punct(source[1]):
        source = source[:1]  # "he, stressing the motto"
    if is_nobody(page, source) or not names_speaker(page, cue, source):
        return None
    small = all(reading.upos[word] in ("ADP", "SCONJ", "CCONJ", "PUNCT") for word in source)
    no_phrase = small or any(is_clitic(page, word) for word in source[:1]) or _is_clause(page, source)
    if no_phrase or _is_no_subject(page, saying, source):
        source = ()
    content = page.pieces(_around(saying.content, {*cue, *source}))
    if not content or (saying.bare and _is_title(page, saying.content)):
        return None
    negated = not saying.bare and reading.upos[saying.word] == "VERB" and not verb_group(page, saying.word).said
    kind = "bare" if saying.bare else reading.upos[saying.word].lower()
    return Draft(
        content, cue, source, "state", f"model-{kind}", not negated, None if saying.bare else saying.word
    )  # fmt: skip


def _is_no_subject(page: Page, saying: Saying, source: tuple[int, ...]) -> bool:
    """Whether a preposition leads what is to be the source of an active verb, which is then no subject.

    It may be what a relative clause is said of: "a report by residents who say that …".
    """
    reading = page.reading
    if saying.bare or not source or reading.upos[saying.word] != "VERB" or verb_group(page, saying.word).passive:
        return False
    if reading.deprel[saying.word].startswith("acl"):
        return False
    return any(is_led(page, word) for word in source if reading.head[word] not in source)


def _is_clause(page: Page, words: tuple[int, ...]) -> bool:
    """Whether words are a clause, not a phrase: they have a finite verb that is of no relative clause among them."""
    reading, inside = page.reading, set(words)

    def is_relative(word: int) -> bool:
        chain = (word, *(above for above in reading.ancestors(word) if above in inside))
        return any(reading.deprel[one].startswith("acl") and reading.head[one] in inside for one in chain)

    return any(reading.has(word, "VerbForm=Fin") and not is_relative(word) for word in words)


def _is_title(page: Page, content: Range) -> bool:
    """Whether a content is all of the title of a work, in quotation marks."""
    number = page.quoted[content[0]]
    return number >= 0 and page.quoted[content[1] - 1] == number and names_work(page, page.quotations[number])


def _around(content: Range, apart: set[int]) -> list[Range]:
    """The pieces of a content before and after the cue and the source, where these stand in it."""
    first, last = content
    inside = [word for word in apart if first <= word < last]
    return [(first, min(inside)), (max(inside) + 1, last)] if inside else [content]


def _cue(page: Page, word: int) -> tuple[int, ...]:
    """The words of the cue that ends at a word: a verb's auxiliaries, the words fixed to a preposition."""
    reading = page.reading
    if reading.upos[word] in ("VERB", "AUX"):
        return verb_group(page, word).words
    first = word
    while first > 0 and (reading.head[first] == first - 1 or reading.head[first - 1] == first):
        if "fixed" not in (reading.deprel[first], reading.deprel[first - 1]):
            break
        first -= 1
    return tuple(range(first, word + 1))

