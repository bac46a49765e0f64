"""Nouns of saying: "the claim of X that …", "a request by X to …"."""

from __future__ import annotations

from segundo.finders.statements import lexicon
from segundo.finders.statements.clauses import clause_end, object_end
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.groups import verb_group
from segundo.finders.statements.page import Page
from segundo.finders.statements.phrases import noun_phrase
from segundo.finders.statements.sources import agent_of, source_of

_NEAR = 3
"""Quoted words stand no further from their noun than so many words."""
_REACH = 25
"""What is said is looked for in so many words after the noun."""


def find_noun(page: Page, noun: int) -> Draft | None:
    """The statement that a noun of saying reports, if it reports one."""
    reading = page.reading
    known = lexicon.nouns(page.language).get(reading.lower[noun])
    if known is None:
        return None
    last = page.limits(noun)[1]
    found = _complement(page, noun, frozenset(known.frames), last)
    if found is None:
        return None
    start, frame, source = found
    pieces = page.pieces([(start, _end(page, noun, start, frame, last))])
    source = source or _owner(page, noun, start)
    if not pieces or (not source and frame != "quote"):
        return None
    return Draft(pieces, (noun,), source, known.frames.get(frame, known.act), f"noun-{frame}", verb=noun)


def _end(page: Page, noun: int, start: int, frame: str, last: int) -> int:
    """Where what is said ends: where the tree ends it if the sentence's verb is still to come, else like a verb's."""
    reading = page.reading
    head = reading.head[noun]
    if head > noun or frame in ("of", "quote"):
        top = start
        while noun < reading.head[top] < last and reading.head[top] != noun:
            top = reading.head[top]
        return clause_end(page, start, None, set(reading.subtree(top)), last, strict=True)
    return object_end(page, (start,), last)


def _complement(page: Page, noun: int, frames: frozenset[str], last: int) -> tuple[int, str, tuple[int, ...]] | None:
    """Where what is said starts, by which construction, and the source named on the way."""
    reading, language = page.reading, page.language
    that, of = lexicon.words(language, "that"), lexicon.words(language, "of")
    source: tuple[int, ...] = ()
    at = noun + 1
    while at < min(last, noun + _REACH):
        tag, lemma = reading.upos[at], reading.lower_lemma[at]
        after = at + 1
        if "quote" in frames and page.quoted[at] >= 0 and page.quoted[at] != page.quoted[noun]:
            return (at, "quote", source) if at <= noun + _NEAR else None
        if tag == "ADP" and after < last:
            if reading.lower[after] in that and "that" in frames:
                return _past_comma(page, after + 1), "that", source
            if lemma in of and reading.has(after, "VerbForm=Inf"):
                return (after, "inf", source) if frames & {"inf", "of"} else None
            phrase = _phrase_at(page, after, last)
            if (
                lemma in of
                and phrase
                and page.quoted[phrase[0]] == page.quoted[noun]
                and (_names_speaker(page, phrase) or "of" not in frames)
            ):
                if source or not _names_speaker(page, phrase):
                    return None if "of" not in frames else (after, "of", source)
                source = phrase
                at = phrase[-1] + 1
                continue
            if lemma in of and "of" in frames and not page.is_punct(after):
                return after, "of", source
            if lemma in frames and not page.is_punct(after):
                return after, "prep", source
            if lemma in lexicon.words(language, "agent") and phrase:
                source = source or phrase
                at = phrase[-1] + 1
                continue
            if phrase:
                at = phrase[-1] + 1
                continue
        elif source and tag == "AUX" and (told := _told(page, noun, at, frames, last)) is not None:
            return (*told, source)
        elif (
            (tag in ("VERB", "AUX") and not reading.has(at, "VerbForm=Part"))
            or tag in ("CCONJ", "SCONJ")
            or reading.form[at] in (";", ":", ".")
        ):
            return None
        at += 1
    return None


def _told(page: Page, noun: int, copula: int, frames: frozenset[str], last: int) -> tuple[int, str] | None:
    """What a noun of saying is said to be: "the minister's forecast is that …", "… is to sell"."""
    reading, language = page.reading, page.language
    after = copula + 1
    if after < last and reading.lower[after] in lexicon.words(language, "of"):
        after += 1
    if after + 1 >= last or not reading.has(copula, "VerbForm=Fin"):
        return None
    if reading.lower[after] in lexicon.words(language, "that") and "that" in frames:
        return _past_comma(page, after + 1), "that"
    if reading.has(after, "VerbForm=Inf") and frames & {"inf", "of"}:
        return after, "inf"
    return None


def _past_comma(page: Page, at: int) -> int:
    return at + 1 if at < len(page.reading) and page.reading.form[at] == "," else at


def _phrase_at(page: Page, at: int, last: int) -> tuple[int, ...]:
    """The noun phrase that starts at a word."""
    reading = page.reading
    if reading.upos[at] not in ("DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ"):
        return ()
    head = at
    while at <= (above := reading.head[head]) < last and reading.upos[above] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
        head = above
    phrase = noun_phrase(page, head, at, last)
    return phrase if phrase and phrase[0] - at <= 1 else ()


def _names_speaker(page: Page, phrase: tuple[int, ...]) -> bool:
    reading = page.reading
    first = next((word for word in phrase if reading.upos[word] in ("NOUN", "PROPN", "PRON")), None)
    if first is None:
        return False
    if reading.upos[first] == "PRON":
        return reading.has(first, "PronType=Prs")
    if lexicon.may_speak(reading.form[first], page.language):
        return True
    return reading.entity[first] >= 0 or reading.upos[first] == "PROPN"


def _owner(page: Page, noun: int, start: int) -> tuple[int, ...]:
    """Who made the saying, where no phrase before what is said names him: an agent, or the subject of a light verb."""
    reading = page.reading
    for child in reading.children[noun]:
        if reading.deprel[child].startswith("acl") and noun < child < start:
            agent = agent_of(page, child, page.limits(noun)[1])
            if agent:
                return agent
    head = reading.head[noun]
    light = lexicon.words(page.language, "light")
    if head >= 0 and lexicon.form_of(reading, head, page.language, "light") in light:
        return source_of(page, verb_group(page, head))
    return ()
