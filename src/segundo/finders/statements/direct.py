"""Direct speech: quotations and the cues beside them."""

from __future__ import annotations

from dataclasses import dataclass

from segundo.article import Pieces
from segundo.finders.statements import lexicon
from segundo.finders.statements.according import according_at
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.groups import verb_group
from segundo.finders.statements.headings import floor_before
from segundo.finders.statements.page import Page
from segundo.finders.statements.phrases import noun_phrase
from segundo.finders.statements.quotations import Quotation
from segundo.finders.statements.sources import inverted_subject, may_speak, source_of
from segundo.records import Act

_SKIPPED = frozenset({",", "-", "–", "—", "--", "!", "?", "…", "...", '"', "”", "»", "'", "’", ")", "]"})
_ENDS = frozenset({".", "!", "?", ":", "…", "...", ";"})
_DASHES = frozenset({"-", "–", "—"})
_LABEL = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET"})
_LONGEST_LABEL = 6
"""The words and articles of the longest label in a transcript."""
_LEAST_BARE = 6
"""So many words in quotation marks are a saying even where they are no sentence and nothing says whose they are."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Who a quotation is given to: the cue's words, the source's, and the word after both (-1: before the words)."""

    cue: tuple[int, ...]
    source: tuple[int, ...]
    act: Act
    rule: str
    said: bool = True
    verb: int | None = None
    end: int = -1


def find_direct(page: Page) -> list[Draft]:
    """The statements made of quotations that a cue stands beside."""
    drafts: list[Draft] = []
    skip = -1
    for number, quotation in enumerate(page.quotations):
        if number <= skip or quotation.kind == "dash" or not quotation.closed or names_work(page, quotation):
            continue
        before = _before(page, quotation) or _governing(page, quotation)
        credit = _after(page, quotation)
        pieces = quotation.pieces
        if credit is not None:
            left = _fronted(page, quotation)
            if left and credit.rule == "quote-other":
                continue
            pieces = (*left, *pieces)
        elif before is not None:
            credit = before
        if credit is None:
            continue
        following = page.quotations[number + 1] if number + 1 < len(page.quotations) else None
        if following is not None and credit.end >= 0 and _goes_on(page, credit, following):
            pieces += following.pieces
            skip = number + 1
        drafts.append(Draft(pieces, credit.cue, credit.source, credit.act, credit.rule, credit.said, credit.verb))
    return drafts


def _after(page: Page, quotation: Quotation) -> Credit | None:
    """The credit right after a quotation, in its sentence."""
    reading = page.reading
    at = page.first_after(quotation.outer.end)
    if at >= len(reading) or reading.paragraph[at] != page.paragraph_at(quotation.outer.end):
        return None
    marked = False
    while at < len(reading) and page.is_punct(at):
        if reading.form[at] not in _SKIPPED:
            return None
        marked = True
        at += 1
    if at >= len(reading) or page.quoted[at] >= 0:
        return None
    ended = reading.text[quotation.inner.end - 1] in ".…"
    if not marked and (ended or not _opens_sentence(page, quotation)):
        return None
    return credit_at(page, at, page.stretch[at][1], marked, is_saying(page, quotation))


def credit_at(page: Page, at: int, last: int, marked: bool, saying: bool) -> Credit | None:
    """The credit that starts at a word: a preposition, an inverted verb, or a subject and its verb."""
    reading = page.reading
    found = according_at(page, at)
    if found is not None:
        return Credit(found.cue, found.source, found.act, "quote-according", end=found.end)
    verb = _verb_at(page, at, last)
    if verb is None:
        return _subject_first(page, at, last) if marked else None
    group = verb_group(page, verb)
    if group.shape != "finite" or group.passive:
        return None
    if reading.has(at, "PronType=Rel") and reading.head[at] == verb and reading.deprel[at].startswith("nsubj"):
        return None  # "the so-called "hawks", who defend the war": they are spoken of
    if lexicon.is_before_that(reading, verb, page.language):
        return None  # "the weekly "Night", says that …": it is another's words that it says
    known = lexicon.verb_of(reading, verb, page.language)
    if known is not None and "quote" in known.frames:
        source = _unless_uttered(page, inverted_subject(page, group, last))
        end = max((verb, *source)) + 1
        return Credit(group.words, source, known.frames["quote"], "quote-verb", group.said, verb, end)
    if known is None and marked and saying:
        source = _unless_uttered(page, inverted_subject(page, group, last))
        if source and source[0] > verb:
            return Credit(group.words, source, "state", "quote-other", group.said, verb, source[-1] + 1)
    return None


def _unless_uttered(page: Page, source: tuple[int, ...]) -> tuple[int, ...]:
    """A source, or nothing where it stands in a quotation that says something: "…", she explained, "the shops …"."""
    reading = page.reading
    holders = [page.quotations[number] for number in {page.quoted[word] for word in source} - {-1}]
    utterances = (reading.words(holder.inner) for holder in holders if holder.closed and holder.kind != "dash")
    uttered = any(reading.has(word, "VerbForm=Fin") for words in utterances for word in words)
    return () if uttered else source


def _subject_first(page: Page, at: int, last: int) -> Credit | None:
    """The credit "…, X says": a noun phrase and right after it a verb of saying."""
    reading = page.reading
    for verb in range(at + 1, min(last, at + 25)):
        known = lexicon.verb_of(reading, verb, page.language)
        if known is None:
            if reading.upos[verb] in ("VERB", "SCONJ", "CCONJ") or reading.form[verb] in _ENDS:
                return None
            continue
        if lexicon.is_before_that(reading, verb, page.language):
            return None
        group = verb_group(page, verb)
        source = source_of(page, group)
        if "quote" in known.frames and group.shape == "finite" and source and source[0] in (at, at + 1):
            return Credit(group.words, source, known.frames["quote"], "quote-verb", group.said, verb, verb + 1)
        return None
    return None


def _verb_at(page: Page, at: int, last: int) -> int | None:
    """The verb that a credit starts with, small words and auxiliaries before it skipped."""
    reading = page.reading
    for word in range(at, min(last, at + 7)):
        if reading.upos[word] == "VERB" and not _is_helper(page, word, last):
            return word
        if reading.upos[word] not in ("ADV", "AUX", "PRON", "SCONJ", "VERB") and (
            reading.upos[word] != "ADP" or word == at
        ):
            return None
    return None


def _is_helper(page: Page, word: int, last: int) -> bool:
    """Whether a verb belongs to the group of one after it."""
    reading = page.reading
    for later in range(word + 1, min(word + 4, last)):
        if reading.upos[later] == "VERB":
            return word in verb_group(page, later).words
    return False


def _before(page: Page, quotation: Quotation) -> Credit | None:
    """The credit before a quotation: a verb of saying, or a noun phrase alone, and a colon; a name and a dash."""
    reading = page.reading
    if (floor := floor_before(page, quotation)) is not None:
        return Credit(*floor, "state", "quote-heading")
    at = page.last_before(quotation.outer.start)
    if at > 0 and reading.form[at] in _DASHES:
        return _label(page, at)
    if at < 0 or reading.form[at] != ":":
        return None
    first = page.stretch[at][0]
    for word in range(at - 1, first - 1, -1):
        known = lexicon.verb_of(reading, word, page.language)
        if known is not None and {"quote", "that"} & set(known.frames):
            group = verb_group(page, word)
            act = known.frames.get("quote", known.frames.get("that", "state"))
            return Credit(group.words, source_of(page, group), act, "quote-colon", group.said, word)
    if any(reading.has(word, "VerbForm=Fin") for word in range(first, at)):
        return None
    head = next((word for word in range(first, at) if not first <= reading.head[word] < at), None)
    if head is None or reading.upos[head] not in ("NOUN", "PROPN"):
        return None
    phrase = noun_phrase(page, head, first, at)
    speaks = bool(phrase) and phrase[-1] == at - 1 and may_speak(page, phrase)
    return Credit((at,), phrase, "state", "quote-colon") if speaks else None


def _label(page: Page, dash: int) -> Credit | None:
    """The credit of a transcript: a name or title alone between the words before it and a dash."""
    reading = page.reading
    first = page.label_before(dash, _LABEL, _LONGEST_LABEL)
    if first is None or _is_dateline(page, first, dash):
        return None
    if first > reading.paragraphs[reading.paragraph[dash]][0] and not page.is_punct(first - 1):
        return None
    return Credit((dash,), tuple(range(first, dash)), "state", "quote-colon")


def _is_dateline(page: Page, first: int, dash: int) -> bool:
    """Whether the words of a label are the name of a place, from which an article was sent."""
    reading = page.reading
    entity = reading.entity[first]
    return entity >= 0 and reading.entities[entity].type == "LOC" and reading.entities[entity].last == dash


def _governing(page: Page, quotation: Quotation) -> Credit | None:
    """The credit on which a quotation after a comma hangs: "…, she said in her speech, '…'"."""
    reading = page.reading
    at = page.last_before(quotation.outer.start)
    inside = set(reading.words(quotation.inner))
    if at < 0 or reading.form[at] != "," or not any(reading.has(word, "VerbForm=Fin") for word in inside):
        return None
    for word in inside:
        verb = reading.head[word]
        if verb in inside or not page.stretch[at][0] <= verb < at or reading.deprel[word].partition(":")[0] != "ccomp":
            continue
        known = lexicon.verb_of(reading, verb, page.language)
        group = verb_group(page, verb)
        if known is None or "quote" not in known.frames or group.shape != "finite" or group.passive:
            continue
        if any(page.quoted[between] >= 0 for between in range(verb, at)) or reading.dependents(word, "mark"):
            continue
        source = source_of(page, group)
        start = min((*group.words, *source))
        if all(reading.upos[fronted] in ("CCONJ", "PUNCT") for fronted in range(page.stretch[at][0], start)):
            return Credit(group.words, source, known.frames["quote"], "quote-verb", group.said, verb)
    return None


def _opens_sentence(page: Page, quotation: Quotation) -> bool:
    """Whether nothing of its sentence stands before a quotation."""
    at = page.last_before(quotation.outer.start)
    reading = page.reading
    first = page.first_after(quotation.inner.start)
    if at < 0 or first >= len(reading) or reading.paragraph[at] != reading.paragraph[first]:
        return True
    return reading.form[at] in _ENDS or reading.end[at] > quotation.outer.start


def is_saying(page: Page, quotation: Quotation) -> bool:
    """Whether quoted words are a sentence: they open one, and a finite verb is among them."""
    words = page.reading.words(quotation.inner)
    return (
        len(words) >= 3
        and _opens_sentence(page, quotation)
        and any(page.reading.has(word, "VerbForm=Fin") for word in words)
    )


def _fronted(page: Page, quotation: Quotation) -> Pieces:
    """What stands before a quotation in its sentence and belongs to the same saying."""
    if _opens_sentence(page, quotation) or _stands_alone(page, quotation):
        return ()
    at = page.last_before(quotation.outer.start)
    first = page.stretch[at][0]
    for word in range(at, first - 1, -1):
        if page.reading.form[word] in (":", ";"):
            first = word + 1
            break
    while first <= at and page.reading.upos[first] in ("CCONJ", "PUNCT"):
        first += 1
    return page.pieces([(first, at + 1)])


def _stands_alone(page: Page, quotation: Quotation) -> bool:
    """Whether quoted words are a sentence of their own wherever they stand: a capital that opens no name, a verb."""
    reading = page.reading
    words = reading.words(quotation.inner)
    opens = next((word for word in words if not page.is_punct(word)), words[0])
    capital = reading.form[opens][:1].isupper() and reading.upos[opens] != "PROPN" and reading.entity[opens] < 0
    return capital and any(reading.has(word, "VerbForm=Fin") for word in words)


def _goes_on(page: Page, credit: Credit, following: Quotation) -> bool:
    """Whether the next quotation takes up the one before it after its credit, of which it is no part."""
    reading = page.reading
    at = end = credit.end
    if page.first_after(following.inner.start) in credit.source:
        return False
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
        if quotation.kind == "dash" or not quotation.closed or not words or any(word in covered for word in words):
            continue
        content = [word for word in words if not page.is_punct(word)]
        long = len(content) >= _LEAST_BARE and quotation.kind == "double"
        named = _is_name(page, content) or names_work(page, quotation)
        if (is_saying(page, quotation) or long) and not named:
            drafts.append(Draft(quotation.pieces, (), (), "state", "quote-bare"))
    return drafts


def names_work(page: Page, quotation: Quotation) -> bool:
    """Whether a quotation is a title or a name: it stands right after the noun for a work ("the novel '…'"), or for a
    newspaper, which are spoken to as well ("told the paper '…'")."""
    before = page.last_before(quotation.outer.start)
    form = page.reading.lower[before] if before >= 0 else ""
    if form in lexicon.words(page.language, "paper"):
        return _is_name(page, [word for word in page.reading.words(quotation.inner) if not page.is_punct(word)])
    return form in lexicon.words(page.language, "work")


def _is_name(page: Page, words: list[int]) -> bool:
    """Whether quoted words are a name or a title: most of them with a capital letter, or no verb among them."""
    reading = page.reading
    capitals = sum(reading.form[word][:1].isupper() for word in words)
    return capitals * 2 > len(words)
