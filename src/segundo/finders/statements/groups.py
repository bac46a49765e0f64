"""Verb groups: the verb of saying with its auxiliaries, and what they tell of it."""

from __future__ import annotations

from typing import Literal

from segundo.finders.statements import lexicon
from segundo.finders.statements.page import Group, Page, Shape


def verb_group(page: Page, verb: int) -> Group:
    """The group whose head word is a verb; its auxiliaries stand before it, one after the other."""
    return page.groups.get(verb) or page.groups.setdefault(verb, _group(page, verb))


def _group(page: Page, verb: int) -> Group:
    reading = page.reading
    floor = page.limits(verb)[0]
    words, top, first = [verb], verb, verb
    passive, said, future = False, True, False
    while True:
        at, link, denied = _before(page, top, floor)
        if denied:
            said = not said
            first = at + 1
        if at < floor or reading.upos[at] not in ("AUX", "VERB"):
            break
        helper = _helper(page, at, link, top)
        if helper is None:
            break
        passive |= helper == "passive"
        said ^= helper == "unsaid"
        future |= helper == "future"
        words.extend(word for word in range(at, top) if reading.upos[word] != "ADV")
        top = first = at
    shape = _shape(page, top)
    future |= shape == "finite" and is_future(page, top)
    return Group(verb, top, first, tuple(sorted(words)), shape, passive, said and not future, future)


def _before(page: Page, top: int, floor: int) -> tuple[int, str, bool]:
    """What stands before a verb, small words skipped: the place, the preposition skipped, whether it was negated."""
    reading = page.reading
    negations, clitics = lexicon.words(page.language, "not"), lexicon.words(page.language, "clitic")
    only = lexicon.words(page.language, "only")
    at, link, denied = top - 1, "", False
    while at >= floor:
        tag = reading.upos[at]
        if reading.lower[at] in negations:
            denied = reading.lower[at + 1] not in only  # "not only said"
        elif tag in ("ADP", "SCONJ") and not link and reading.has(top, "VerbForm=Inf"):
            link = reading.lower_lemma[at]
        elif tag != "ADV" and not (tag == "PRON" and reading.lower_lemma[at].lstrip("-") in clitics):
            break
        at -= 1
    return at, link, denied


def _helper(page: Page, at: int, link: str, top: int) -> Literal["plain", "passive", "unsaid", "future"] | None:
    """What a verb does before another: nothing that matters, a passive, no saying at all; None for no helper."""
    reading, language = page.reading, page.language
    lemma = lexicon.helper_of(reading, at, language)
    if reading.has(top, "VerbForm=Inf"):
        for known in lexicon.periphrases(language).get(lemma, ()):
            if known.link == link:
                return known.effect
        return None
    if link:
        return None
    if reading.has(top, "VerbForm=Part"):
        if lexicon.form_of(reading, at, language, "passive") in lexicon.words(language, "passive"):
            return "passive"
        return "plain" if reading.upos[at] == "AUX" or lemma in lexicon.words(language, "perfect") else None
    return "plain" if reading.has(top, "VerbForm=Ger") and reading.upos[at] == "AUX" else None


def _shape(page: Page, verb: int) -> Shape:
    reading = page.reading
    if reading.has(verb, "VerbForm=Inf"):
        return "infinitive"
    if reading.has(verb, "VerbForm=Ger"):
        return "gerund"
    return "participle" if reading.has(verb, "VerbForm=Part") else "finite"


def is_future(page: Page, verb: int) -> bool:
    """Whether a finite verb is in the future tense, by its ending where its features do not say so."""
    reading = page.reading
    form, lemma = reading.lower[verb], reading.lower_lemma[verb]
    if reading.has(verb, "Tense=Fut"):
        return True
    # the future is built on the infinitive, whole or shortened; other tenses of some verbs end as it does
    built = form.startswith(lemma) or lemma.endswith(tuple(lexicon.words(page.language, "future-shortened")))
    endings = tuple(lexicon.words(page.language, "future-ending"))
    return built and reading.has(verb, "VerbForm=Fin") and form.endswith(endings)


def same_form(page: Page, one: int, other: int) -> bool:
    """Whether two verbs have the same person, number, tense and mood."""
    keys = ("Person", "Number", "Tense", "Mood")

    def form(word: int) -> list[str]:
        return [feature for feature in page.reading.feats[word].split("|") if feature.partition("=")[0] in keys]

    return form(one) == form(other)
