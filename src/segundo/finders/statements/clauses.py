"""Where reported words end."""

from __future__ import annotations

from collections.abc import Collection

from segundo.finders.statements import lexicon
from segundo.finders.statements.groups import same_form, verb_group
from segundo.finders.statements.lexicon import Verb
from segundo.finders.statements.page import Group, Page

_DASHES = frozenset({"-", "–", "—", "--"})
_BREAKS = frozenset({".", ";", ":"}) | _DASHES
_ON = ("ADP", "DET")
_OPEN, _CLOSED = frozenset("([{"), frozenset(")]}")


def clause_end(page: Page, start: int, group: Group | None, inside: Collection[int], last: int, *, strict: bool) -> int:
    """The word before which the reported clause that starts at ``start`` ends.

    ``inside`` are the words that the tree puts into the clause (empty where it knows of none). The clause runs on to
    ``last`` unless the cue's own sentence goes on after a comma, a conjunction or a dash; with ``strict``, it ends
    where the tree ends it.
    """
    reading = page.reading
    if start >= last:
        return last
    own = page.quoted[start if group is None else group.verb]
    at = start
    acts = group is None
    while at < last:
        quote = page.quoted[at]
        if quote not in (-1, own):
            while at < last and page.quoted[at] == quote:
                at += 1
            continue
        form = reading.form[at]
        if form in _OPEN:
            closing = _closing(page, at, last)
            ends = closing + 1 >= last or page.is_punct(closing + 1)
            if ends and _is_aside(page, at, closing):
                return at
            at = closing + 1
            continue
        if form in _DASHES:
            partner = next((word for word in range(at + 1, last) if reading.form[word] in _DASHES), None)
            if partner is None or partner + 1 >= last:
                return at
            at = partner + 1
            continue
        opens = at + 1 < last and page.quoted[at + 1] not in (-1, own)
        acts = acts or (reading.upos[at] in ("VERB", "AUX") and not _is_in_relative(page, at, start))
        boundary = acts and ((page.is_punct(at) and not opens) or reading.upos[at] == "CCONJ")
        if boundary and at > start and _leaves(page, at, group, inside, last):
            return at
        if strict and inside and at not in inside and not page.is_punct(at):
            return at
        at += 1
    return last


def _is_in_relative(page: Page, word: int, start: int) -> bool:
    """Whether a word stands in a relative clause said of something from ``start`` on: the clause has no verb yet."""
    reading = page.reading
    for at in (word, *reading.ancestors(word)):
        if reading.head[at] < start:
            return False
        if reading.deprel[at] == "acl:relcl":
            return True
    return False


def _closing(page: Page, at: int, last: int) -> int:
    return next((word for word in range(at + 1, last) if page.reading.form[word] in _CLOSED), at)


def _is_aside(page: Page, at: int, closing: int) -> bool:
    """Whether brackets hold a clause of the writer's own."""
    return any(page.reading.has(word, "VerbForm=Fin") for word in range(at + 1, closing))


def _leaves(page: Page, at: int, group: Group | None, inside: Collection[int], last: int) -> bool:
    """Whether the cue's own sentence goes on after a comma or a conjunction."""
    reading = page.reading
    after = at + 1
    while after < last and (page.is_punct(after) or reading.upos[after] == "CCONJ"):
        after += 1
    if after >= last:
        return False
    if group is None:
        return False
    verb = _verb_after(page, after, last)
    if verb is not None and _is_cue(page, verb, group, inside):
        return True
    if not inside or after in inside or page.quoted[after] not in (-1, page.quoted[group.verb]):
        return False
    if _is_gloss(page, after) or _is_gloss(page, at - 1):
        return False
    if reading.upos[after] in ("SCONJ", "ADP") or reading.has(after, "PronType=Rel"):
        return False
    finite = finite_after(page, after, last)
    return finite is not None and finite not in inside and not _holds(page, finite, inside)


def _is_gloss(page: Page, word: int) -> bool:
    """Whether a word is of "that is" or "in other words": what follows says the same again."""
    return page.reading.upos[word] != "CCONJ" and page.reading.deprel[word] in ("cc", "fixed")


def finite_after(page: Page, at: int, last: int) -> int | None:
    """The finite verb of the clause that starts at a word, if one comes before the next comma or clause."""
    reading = page.reading
    while at < last and not page.is_punct(at) and reading.upos[at] != "SCONJ" and not reading.has(at, "PronType=Rel"):
        if reading.has(at, "VerbForm=Fin"):
            return at
        at += 1
    return None


def _holds(page: Page, word: int, inside: Collection[int]) -> bool:
    return any(head in inside for head in page.reading.ancestors(word))


def _verb_after(page: Page, at: int, last: int) -> int | None:
    """The verb that a clause starts with, adverbs, pronouns and auxiliaries before it skipped."""
    reading = page.reading
    while at < last and reading.upos[at] in ("ADV", "AUX", "PRON") and not reading.has(at, "PronType=Rel"):
        at += 1
    if at < last and reading.upos[at] == "VERB":
        group = verb_group(page, at)
        link = at + 1
        if lexicon.helper_of(reading, at, page.language) in lexicon.periphrases(page.language):
            while link < last and reading.upos[link] in ("ADP", "PRON"):
                link += 1
            if link < last and reading.upos[link] == "VERB" and verb_group(page, link).first <= group.first:
                return link
        return at
    return None


def _is_cue(page: Page, verb: int, group: Group, inside: Collection[int]) -> bool:
    """Whether a verb after a comma or a conjunction is a new cue of the same speaker."""
    reading = page.reading
    known = lexicon.verb_of(reading, verb, page.language)
    if known is None:
        return False
    other = verb_group(page, verb)
    if other.shape == "gerund":
        return "that" in known.frames and reading.upos[verb - 1] != "ADP" and _reports(page, verb, known)
    if other.shape != "finite" or group.shape != "finite":
        return False
    if reading.lemma[verb] == reading.lemma[group.verb] and lexicon.is_before_that(reading, verb, page.language):
        return True
    if verb in inside and reading.deprel[verb].startswith("conj") and reading.head[verb] in inside:
        return same_form(page, other.top, group.top) and not same_form(page, reading.head[verb], group.top)
    return same_form(page, other.top, group.top)


def _reports(page: Page, verb: int, known: Verb) -> bool:
    """Whether a gerund says something and does not tell what happened: ", adding that …", not ", reaching …"."""
    reading = page.reading
    if known.frames.get("obj", "state") != "state" or lexicon.is_before_that(reading, verb, page.language):
        return True
    after = range(verb + 1, min(verb + 4, len(reading)))
    reflexive = lexicon.words(page.language, "reflexive")
    return any(
        reading.has(word, "VerbForm=Inf")
        or page.quoted[word] != page.quoted[verb]
        or reading.lower[word].lstrip("-") in reflexive
        for word in after
    )


def object_end(page: Page, phrase: tuple[int, ...], last: int) -> int:
    """Where an object ends: at a comma before a clause, at a conjunction before a verb, at the end of the sentence."""
    reading = page.reading
    at = phrase[-1] + 1
    own = page.quoted[phrase[0] - 1] if phrase[0] > 0 else -1
    while at < last:
        quote = page.quoted[at]
        if quote not in (-1, own):
            at += 1
            continue
        form = reading.form[at]
        if form in _BREAKS:
            return at
        if form == "," or reading.upos[at] == "CCONJ":
            after = at + 1
            while after < last and (page.is_punct(after) or reading.upos[after] in ("CCONJ", "ADV")):
                after += 1
            if after >= last or _opens_clause(page, after, last):
                return at
        at += 1
    return last


def _opens_clause(page: Page, at: int, last: int) -> bool:
    """Whether a finite or relative clause, a gerund, or an infinitive with an article starts at a word."""
    reading = page.reading
    if reading.has(at, "PronType=Rel") or reading.has(at, "VerbForm=Ger"):
        return True
    if at + 1 < last and reading.upos[at] == "ADP" and reading.has(at + 1, "PronType=Rel"):
        return True
    if at + 2 < last and reading.has(at + 2, "VerbForm=Inf") and (reading.upos[at], reading.upos[at + 1]) == _ON:
        return True  # ", on leaving the court"
    if reading.upos[at] == "SCONJ":
        return False
    while at < last and not page.is_punct(at) and reading.upos[at] not in ("SCONJ", "CCONJ"):
        if reading.has(at, "PronType=Rel"):
            return False
        if reading.has(at, "VerbForm=Fin"):
            return True
        at += 1
    return False
