"""Whether what is said is a promise: what the speaker's side will do."""

from __future__ import annotations

from collections.abc import Sequence

from segundo.finders.statements import lexicon, transcripts
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.groups import is_future, verb_group
from segundo.finders.statements.page import Page
from segundo.finders.statements.predicates import finite, governs_infinitive, predicate, sentences_of


def promises(page: Page, draft: Draft, main: int, words: Sequence[int]) -> bool:
    """Whether a main clause tells what the speaker's side will do, or would do."""
    reading, language = page.reading, page.language
    top = finite(page, main)
    if lexicon.form_of(reading, top, language, "may") in lexicon.words(language, "may") or befalls(page, main):
        return False
    future = will(page, top) or _is_ready(page, main)
    if _is_own(page, top):
        return future
    subjects = [child for child in reading.dependents(main, "nsubj") if child in words]
    # what one would have done is not to come
    perfect = lexicon.form_of(reading, top, language, "perfect") in lexicon.words(language, "perfect")
    would = reading.has(top, "Mood=Cnd") and not (perfect and top != main)
    if subjects:
        if future and _is_pledged(page, draft, main, subjects[0]):
            return True
        return (future or would) and is_same_side(page, subjects[0], draft.source)
    # who is quoted says "I" of himself; "would support …, if Damascus agreed" is a promise on a condition, which stands
    # in the subjunctive
    return not is_quoted(draft) and (future or (would and any(reading.has(word, "Mood=Sub") for word in words)))


def _is_pledged(page: Page, draft: Draft, main: int, subject: int) -> bool:
    """Whether a cue promises what will be done, or what somebody will do: "announces that the school will be built"."""
    verb = draft.verb
    if verb is None or is_quoted(draft):
        return False
    pledge = lexicon.words(page.language, "pledge")
    pledges = lexicon.form_of(page.reading, verb, page.language, "pledge") in pledge
    entity = page.reading.entity[subject]
    somebody = entity >= 0 and page.reading.entities[entity].type == "PER"
    return pledges and (somebody or verb_group(page, main).passive)


def promises_later(page: Page, draft: Draft) -> bool:
    """Whether who is quoted says after a first sentence what he will do: "This is a duty. We will find them"."""
    if not is_quoted(draft):
        return False
    for words in sentences_of(page, draft)[1:]:
        main = predicate(page, words)
        top = finite(page, main)
        if _is_own(page, top) and will(page, top) and not befalls(page, main):
            return True
    return False


def is_quoted(draft: Draft) -> bool:
    """Whether a draft's words are those that the speaker used."""
    return draft.rule.startswith(("quote-", "dash-", transcripts.RULE))


def _is_own(page: Page, top: int) -> bool:
    """Whether a finite verb is in the first person, by its form where its features do not say so."""
    first = lexicon.words(page.language, "will-first")
    return page.reading.has(top, "Person=1") or page.reading.lower[top] in first


def will(page: Page, top: int) -> bool:
    """Whether a finite verb tells what will be."""
    goes = lexicon.form_of(page.reading, top, page.language, "will") in lexicon.words(page.language, "will")
    return (goes and governs_infinitive(page, top)) or is_future(page, top)


def befalls(page: Page, main: int) -> bool:
    """Whether a predicate is no deed: what one is, has or sees is not promised."""
    befall = lexicon.words(page.language, "befall")
    return lexicon.form_of(page.reading, main, page.language, "befall") in befall


def _is_ready(page: Page, main: int) -> bool:
    """Whether a predicate tells that its subject is ready to do something: "is willing to", "is committed to"."""
    reading = page.reading
    led = main + 1 < len(reading) and reading.upos[main + 1] == "ADP"
    return led and reading.lower[main] in lexicon.words(page.language, "ready")


def is_same_side(page: Page, subject: int, source: Sequence[int]) -> bool:
    """Whether a subject stands for the side that the source speaks for.

    It does where both name one country ("the Russian president" and "Moscow"), where the source has the subject's
    word ("the mayor's office" of its spokesman) or speaks for it ("the government" of a minister), where it is said to
    be the speaker's body or country ("his party"), and where it is a bare noun by which a body speaks of itself.
    """
    reading, language = page.reading, page.language
    form = reading.lower[subject]
    countries = lexicon.countries(language)
    beside = reading.dependents(subject, "nmod", "amod")
    plain = not any(reading.lower[word] in countries for word in beside)  # "the Syrian government" is another one
    who = " ".join(reading.lower[word] for word in source)
    if plain and any(f" {member} " in f" {who} " for member in lexicon.members(language, form)):
        return True
    if form in {reading.lower[word] for word in source if reading.upos[word] in ("NOUN", "PROPN")}:
        return True
    owned = any(reading.has(word, "PronType=Prs") for word in reading.dependents(subject, "det"))
    if owned and (form in lexicon.bodies(language) or form in lexicon.words(language, "country")):
        return True
    bodies = lexicon.words(language, "own-body")
    if form in bodies and not beside:
        return bodies.isdisjoint(reading.lower[word] for word in source)  # else that other body speaks
    own = countries.get(form)
    return own is not None and any(countries.get(reading.lower[word]) == own for word in source)
