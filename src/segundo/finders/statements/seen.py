"""Drafts from what the model sees: its sayings, with the cue's words and the edges of phrases put right."""

from __future__ import annotations

from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.groups import verb_group
from segundo.finders.statements.page import Page
from segundo.reader.reading import Range, Saying

_GAP = 2
"""So few words left out inside a part are a slip of the model, unless they are the cue or the source."""


def draft_of(page: Page, saying: Saying) -> Draft | None:
    """The draft that a saying stands for; ``None`` where nothing is left of its content."""
    reading = page.reading
    source = _words(saying.source)
    cue = () if saying.bare else _cue(page, saying.word)
    apart = {*source, *cue}
    content = page.pieces(_bridged(saying.content, apart))
    if not content:
        return None
    low, high = page.trim(source[0], source[-1] + 1) if source else (0, 0)
    negated = not saying.bare and reading.upos[saying.word] == "VERB" and not verb_group(page, saying.word).said
    return Draft(
        content, cue, tuple(word for word in source if low <= word < high), "state",
        "model-bare" if saying.bare else f"model-{reading.upos[saying.word].lower()}",
        not negated, None if saying.bare else saying.word,
    )  # fmt: skip


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


def _words(ranges: tuple[Range, ...]) -> tuple[int, ...]:
    """The words of the longest range: a source is in one piece."""
    first, last = max(ranges, key=lambda each: each[1] - each[0], default=(0, 0))
    return tuple(range(first, last))


def _bridged(ranges: tuple[Range, ...], apart: set[int]) -> list[Range]:
    """The ranges, joined over small gaps that hold none of the words kept apart."""
    out: list[Range] = []
    for first, last in ranges:
        if out and first - out[-1][1] <= _GAP and apart.isdisjoint(range(out[-1][1], first)):
            out[-1] = (out[-1][0], last)
        else:
            out.append((first, last))
    return out
