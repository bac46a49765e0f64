"""Words set down as those of somebody: interviews turn by turn, and lists of what people said.

"Prado: The bridge fell. Reporter: When? Prado: …"; "Ana Prado, mayor: '…'. Rui Sousa (PDT), deputy: '…'".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from segundo.article import Span
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.lexicon import may_speak
from segundo.finders.statements.page import Page

_MARKS = frozenset({":", "-", "–", "—", "--"})
_LABEL = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "X"})
_ENDS = frozenset({".", "!", "?", "…", "...", ":", ";", '"', "”", "»", "'", "’"})
_CLAUSAL = frozenset({"VERB", "AUX", "SCONJ", "PRON"})
_LONGEST_NAME = 24
"""The words of the longest name with its offices."""
_LONGEST_LABEL = 7
"""The words and articles of the longest label."""
_FEWEST = 4
"""A transcript has at least so many turns."""
RULE = "transcript"
SHARE = 0.95
"""How many turns are right: of 72 in ten transcripts read by eye, 69 had the right words and the right source.

Too few gold articles are transcripts to weigh turns beside other statements; a page is known as one by its shape.
"""


@dataclass(frozen=True, slots=True)
class Turn:
    """The words ``[first, mark)`` that name who speaks, the mark after them, and the word after what is said."""

    first: int
    mark: int
    last: int


def find_transcript(page: Page) -> list[Draft]:
    """The statements of the turns of a transcript; where a page is none, of those whose names introduce their words."""
    drafts = []
    for turn in find_turns(page) or find_introduced(page):
        pieces = page.pieces([(turn.mark + 1, turn.last)])
        if pieces:
            drafts.append(Draft(pieces, (turn.mark,), tuple(range(turn.first, turn.mark)), "state", RULE))
    return drafts


def without_labels(page: Page, draft: Draft, turns: Sequence[Draft]) -> Draft:
    """A draft whose content begins no sooner than what is said in the turn that it stands in."""
    labels = [page.reading.span(turn.source[0], turn.cue[0] + 1) for turn in turns]
    content = []
    for start, end in draft.content:
        after = max((label.end for label in labels if start <= label.start < label.end < end), default=start)
        while after < end and page.reading.text[after].isspace():
            after += 1
        content.append(Span(after, end))
    return replace(draft, content=tuple(content)) if tuple(content) != draft.content else draft


def find_turns(page: Page) -> list[Turn]:
    """The turns of a transcript: of two speakers or more, each named at least twice, in turn and in sentences.

    One of them at least must be somebody: signs of the zodiac and teams have lists that look alike.
    """
    reading = page.reading
    found = [(first, mark) for mark in range(1, len(reading)) if (first := _label(page, mark)) is not None]
    count = Counter(_speaker(page, mark) for _, mark in found)
    often = [mark for _, mark in found if count[_speaker(page, mark)] > 1]
    labels = [(first, mark) for first, mark in found if mark in often or _joins(page, mark, often)]
    speakers = [_speaker(page, mark) for _, mark in labels]
    changes = sum(one != other for one, other in pairwise(speakers))
    if len(labels) < _FEWEST or 2 * changes < len(labels) or not any(_is_somebody(page, mark) for mark in often):
        return []
    ends = [first for first, _ in labels[1:]] + [_end(page, *labels[-1])]
    turns = [Turn(first, mark, _close(page, mark, end)) for (first, mark), end in zip(labels, ends, strict=True)]
    alone = [one == other for one, other in pairwise(speakers)]
    turns = [_asked(page, turn) if again else turn for turn, again in zip(turns, [*alone, False], strict=True)]
    told = sum(any(reading.has(word, "VerbForm=Fin") for word in range(turn.mark + 1, turn.last)) for turn in turns)
    return turns if 2 * told >= len(turns) else []


def _asked(page: Page, turn: Turn) -> Turn:
    """The turn of somebody who has the next turn too: it ends with the questions, which somebody else answers."""
    reading = page.reading
    asked = turn.mark
    for word in range(turn.mark + 1, turn.last):
        ends = word + 1 == turn.last or reading.sentence[word + 1] != reading.sentence[word]
        if ends and reading.form[word] == "?":
            asked = word
        elif ends and asked > turn.mark:
            break
    return replace(turn, last=asked + 1) if asked > turn.mark else turn


def find_introduced(page: Page) -> list[Turn]:
    """The quotations that a colon gives to a person, of whom nothing but the name and offices stands before it."""
    reading = page.reading
    turns = []
    for quotation in page.quotations:
        mark = page.last_before(quotation.outer.start)
        if mark < 0 or not quotation.closed or reading.form[mark] != ":":
            continue
        if (first := _introduced(page, mark)) is not None:
            turns.append(Turn(first, mark, page.first_after(quotation.inner.end)))
    return turns


def _introduced(page: Page, colon: int) -> int | None:
    """The first word of somebody's name and offices, where they alone stand between what is before them and a colon."""
    reading = page.reading
    begin = reading.paragraphs[reading.paragraph[colon]][0]
    first = colon
    while first > max(begin, colon - _LONGEST_NAME):
        if reading.upos[first - 1] in _CLAUSAL or reading.form[first - 1] in _ENDS:
            break
        first -= 1
    name = reading.entity[first]
    person = name >= 0 and reading.entities[name].type == "PER" and reading.entities[name].last < colon
    return first if person and (first == begin or reading.form[first - 1] in _ENDS) else None


def _close(page: Page, mark: int, end: int) -> int:
    """Where a turn ends that would end at a word: with its quotation, where it opens with one."""
    first = mark + 1
    while first < end and page.is_punct(first) and page.quoted[first] < 0:
        first += 1
    if first == mark + 1 or first >= end or (number := page.quoted[first]) < 0:
        return end
    return min(end, page.first_after(page.quotations[number].inner.end))


def _label(page: Page, mark: int) -> int | None:
    """The first word of the label that ends at a mark, if one does: a name, or a noun with a capital, that opens."""
    reading = page.reading
    if reading.form[mark] not in _MARKS or (first := page.label_before(mark, _LABEL, _LONGEST_LABEL)) is None:
        return None
    begin = reading.paragraphs[reading.paragraph[mark]][0]
    opens = first == begin or page.is_punct(first - 1) or reading.sentence[first - 1] != reading.sentence[first]
    return first if opens else None


def _joins(page: Page, mark: int, often: list[int]) -> bool:
    """Whether somebody who is named as speaking once does so among others who speak more often."""
    return bool(often) and often[0] < mark < often[-1] and page.reading.entity[mark - 1] >= 0


def _is_somebody(page: Page, mark: int) -> bool:
    """Whether the label before a mark ends with a person's name or a noun for one who may speak."""
    reading = page.reading
    name = reading.entity[mark - 1]
    if name >= 0:
        return reading.entities[name].type == "PER"
    return may_speak(reading.form[mark - 1], page.language)


def _speaker(page: Page, mark: int) -> str:
    """By what a speaker is told from others: the last word of the label, since full names become family names."""
    return page.reading.lower[mark - 1]


def _end(page: Page, first: int, mark: int) -> int:
    """Where the last turn ends: with its paragraph, or with its first sentence where turns are not set apart."""
    reading = page.reading
    begin, end = reading.paragraphs[reading.paragraph[mark]]
    return end if begin == first else page.stretch[min(mark + 1, end - 1)][1]
