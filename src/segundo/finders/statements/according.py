"""Statements that a preposition gives to their source: "according to X"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from segundo.finders.statements import lexicon
from segundo.finders.statements.clauses import clause_end
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.groups import verb_group
from segundo.finders.statements.page import Page
from segundo.finders.statements.phrases import noun_phrase
from segundo.finders.statements.sources import nominal_after, source_of
from segundo.languages import table
from segundo.records import Act

_DASHES = frozenset({"-", "–", "—", "--"})


@dataclass(frozen=True, slots=True)
class According:
    """A cue of several words and its source; ``end`` is the word after both."""

    cue: tuple[int, ...]
    source: tuple[int, ...]
    act: Act
    end: int


@cache
def _cues(language: str) -> dict[str, tuple[tuple[tuple[str, ...], str, Act], ...]]:
    """The cues by their first word, the longest first: their words, what may follow, the act."""
    out: dict[str, list[tuple[tuple[str, ...], str, Act]]] = {}
    for row in table(language, "cue_prepositions"):
        words = tuple(row["cue"].split())
        out.setdefault(words[0], []).append((words, row["source"], cast(Act, row["act"])))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in out.items()}


def according_at(page: Page, at: int) -> According | None:
    """The cue and its source that start at a word."""
    reading = page.reading
    for words, kind, act in _cues(page.language).get(reading.form[at].lower(), ()):
        end = _match(page, at, words)
        if end is None:
            continue
        last = page.limits(at)[1]
        if end >= last:
            return None
        cue = tuple(word for word in range(at, end))
        if reading.upos[end] in ("VERB", "AUX") and kind == "any":
            group = verb_group(page, end)
            if lexicon.verb_of(reading, end, page.language) is None:
                return None
            source = source_of(page, group) or nominal_after(page, end, last)
            return According((*cue, *group.words), source, act, max((end, *source)) + 1)
        if kind != "any" and not _opens(page, at, end):
            return None
        source = _source(page, at, end, last)
        if not source or not _fits(page, source, kind):
            return None
        after = source[-1] + 1
        if kind != "any" and (
            after >= last or (reading.form[after] != "," and reading.upos[after] not in ("DET", "PROPN", "NOUN"))
        ):
            return None
        return According(cue, source, act, source[-1] + 1)
    return None


def _match(page: Page, at: int, words: tuple[str, ...]) -> int | None:
    """The word after a cue that stands at a word, articles inside it skipped."""
    reading = page.reading
    last = page.limits(at)[1]
    if len(words) == 1 and reading.upos[at] in ("ADJ", "NOUN", "PROPN", "NUM"):
        return None
    for number, word in enumerate(words):
        while number > 0 and at < last and reading.upos[at] == "DET":
            at += 1
        if at >= last or reading.form[at].lower() != word:
            return None
        at += 1
    return at


def _opens(page: Page, at: int, end: int) -> bool:
    """Whether a common preposition opens a clause and a noun phrase follows."""
    reading = page.reading
    first = page.limits(at)[0]
    before = at - 1
    while before >= first and reading.upos[before] == "ADV":
        before -= 1
    free = before < first or reading.upos[before] in ("CCONJ", "SCONJ") or page.is_punct(before)
    return free and reading.upos[end] in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM")


def _source(page: Page, at: int, end: int, last: int) -> tuple[int, ...]:
    reading = page.reading
    head = reading.head[end - 1] if reading.deprel[end - 1] == "case" else reading.head[at]
    if not (reading.deprel[at] in ("case", "mark") and end <= head < last):
        head = end
        while end <= (above := reading.head[head]) < last and reading.upos[above] in (
            "NOUN",
            "PROPN",
            "PRON",
            "ADJ",
            "NUM",
        ):
            head = above
    return noun_phrase(page, head, end, last)


def _fits(page: Page, source: tuple[int, ...], kind: str) -> bool:
    reading = page.reading
    if kind == "any":
        return True
    nouns = lexicon.speakers(page.language) if kind == "speaker" else lexicon.documents(page.language)
    first = next((word for word in source if reading.upos[word] in ("NOUN", "PROPN", "PRON")), None)
    if first is None:
        return False
    if reading.form[first].lower() in nouns:
        return True
    if kind != "speaker":
        return False
    entity = reading.entity[first]
    if entity >= 0:
        return reading.entities[entity].type in ("PER", "ORG")
    return reading.has(first, "PronType=Prs") or (reading.upos[first] == "PROPN" and not reading.entities)


def find_according(page: Page) -> list[Draft]:
    """The statements of a page that a preposition gives to their source."""
    drafts = []
    known = _cues(page.language)
    for word, form in enumerate(page.reading.form):
        if form.lower() not in known or (found := according_at(page, word)) is None:
            continue
        runs = _content(page, found)
        pieces = page.pieces(runs)
        if pieces:
            drafts.append(Draft(pieces, found.cue, found.source, found.act, f"according-{_where(runs, found)}"))
    return drafts


def _where(runs: list[tuple[int, int]], found: According) -> str:
    if len(runs) == 2:
        return "within"
    return "before" if runs[0][0] > found.cue[0] else "after"


def _content(page: Page, found: According) -> list[tuple[int, int]]:
    reading = page.reading
    first, last = page.limits(found.cue[0])
    left_end = found.cue[0]
    while (
        left_end > first
        and reading.upos[left_end - 1] == "ADV"
        and left_end - 1 > first
        and page.is_punct(left_end - 2)
    ):
        left_end -= 1
    left_first, left_last = _left(page, first, left_end)
    right_first = found.end
    while right_first < last and page.is_punct(right_first):
        right_first += 1
    left_verb = any(reading.has(word, "VerbForm=Fin") for word in range(left_first, left_last))
    right_end = _right_end(page, right_first, last)
    right_verb = any(reading.has(word, "VerbForm=Fin") for word in range(right_first, right_end))
    closes = right_first >= last or found.end >= last or not page.is_punct(found.end)
    if left_verb and (closes or not right_verb):
        return [(left_first, left_last)]
    if left_verb:
        return (
            [(left_first, left_last)]
            if not _joined(page, left_first, left_last, right_first, right_end)
            else [(left_first, left_last), (right_first, right_end)]
        )
    if left_last > left_first and any(
        reading.upos[word] in ("NOUN", "PROPN", "PRON", "NUM") for word in range(left_first, left_last)
    ):
        return [(left_first, left_last), (right_first, right_end)]
    return [(right_first, right_end)]


def _left(page: Page, first: int, end: int) -> tuple[int, int]:
    """What stands before the cue in its clause."""
    reading = page.reading
    last = end
    while last > first and (page.is_punct(last - 1) and reading.form[last - 1] != ")"):
        last -= 1
    if last > first and reading.upos[last - 1] in ("CCONJ", "SCONJ"):
        return last, last
    start = first
    while start < last and (page.is_punct(start) or reading.upos[start] == "CCONJ"):
        start += 1
    return start, last


def _right_end(page: Page, first: int, last: int) -> int:
    return clause_end(page, first, None, (), last, strict=False)


def _joined(page: Page, left_first: int, left_last: int, right_first: int, right_end: int) -> bool:
    """Whether what stands after the source belongs to the clause before it."""
    reading = page.reading
    for word in range(right_first, right_end):
        if reading.has(word, "VerbForm=Fin"):
            heads = list(reading.ancestors(word))
            return not any(left_first <= head < left_last for head in heads)
    return True
