"""Reported speech: verbs of saying with a clause, an infinitive or a noun."""

from __future__ import annotations

from segundo.finders.statements import complements, lexicon
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.groups import verb_group
from segundo.finders.statements.lexicon import Verb
from segundo.finders.statements.page import Group, Page
from segundo.finders.statements.sources import may_speak, source_of


def find_reported(page: Page, verb: int) -> Draft | None:
    """The statement that a verb of saying reports, if it reports one."""
    known = lexicon.verb_of(page.reading, verb, page.language)
    if known is None:
        return None
    group = verb_group(page, verb)
    if _own_thought(page, group, known):
        return None
    for frame, find in (
        ("that", complements.clause),
        ("inf", complements.infinitive),
        ("self", complements.self_description),
        ("as", complements.predicate),
        ("", complements.prepositional),
        ("obj", complements.direct_object),
        ("quote", complements.fronted),
    ):
        if frame != "that" and page.reading.has(group.top, "Mood=Sub"):
            continue
        if frame and frame not in known.frames and not (frame == "that" and "whether" in known.frames):
            continue
        found = find(page, group, known)
        if found is None:
            continue
        runs, used = found
        pieces = page.pieces(runs)
        source = (
            complements.fronted_source(page, group, page.limits(verb)[1])
            if used == "quote"
            else source_of(page, group, runs)
        )
        if pieces and (_fits(page, source, known, used) if source else _stands_alone(page, group, known, used)):
            act = known.frames.get(used, next(iter(known.frames.values())))
            if known.thought and act == "promise" and page.reading.has(group.top, "Tense=Imp"):
                act = "state"
            rule = "verb-prep" if used in known.prepositions else f"verb-{used}"
            if used in ("that", "inf") and _disbelieves(page, group, known):
                return Draft(pieces, group.words, source, "deny", rule, True, verb)
            return Draft(pieces, group.words, source, act, rule, group.said, verb)
    return None


def _fits(page: Page, source: tuple[int, ...], known: Verb, frame: str) -> bool:
    """Whether a source can be one: any may say that …, but not show that … or say a thing."""
    return (frame in ("that", "whether") and not known.shows) or may_speak(page, source)


def _stands_alone(page: Page, group: Group, known: Verb, frame: str) -> bool:
    """Whether a cue without a source can be told from a verb in another sense, or one that is nobody's."""
    reading = page.reading
    if group.shape == "participle" and not group.passive:
        return False
    if (known.thought or frame in ("that", "whether")) and _is_impersonal(page, group):
        return False
    if frame in ("that", "whether"):
        own = page.quoted[group.verb] < 0 and not reading.deprel[group.top].startswith("csubj")
        return group.shape != "infinitive" or own
    return group.shape in ("finite", "gerund") and not group.passive


def _is_impersonal(page: Page, group: Group) -> bool:
    """Whether "it is thought": an impersonal pronoun beside a verb with no subject."""
    reading, impersonal = page.reading, lexicon.words(page.language, "impersonal")
    beside = (group.first - 1, group.top + 1, group.verb - 1)
    return any(0 <= at < len(reading) and reading.lower[at].lstrip("-") in impersonal for at in beside)


def _disbelieves(page: Page, group: Group, known: Verb) -> bool:
    """Whether the negation of an opinion is that of what is thought: "does not think that it will rain"."""
    negated = not group.said and not group.future
    return negated and known.lemma in lexicon.words(page.language, "opinion")


def _own_thought(page: Page, group: Group, known: Verb) -> bool:
    """Whether a speaker tells a thought of his own inside his own quotation.

    A form that may be of the first person or the third is of the third where its subject is a noun or a name.
    """
    reading = page.reading
    subjects = [one for word in group.words for one in reading.dependents(word, "nsubj")]
    if any(reading.upos[one] in ("NOUN", "PROPN") and one < group.first for one in subjects):
        return False
    hedged = page.quoted[group.verb] >= 0 and reading.has(group.top, "Mood=Cnd")  # "I would say that …"
    first = any(reading.has(word, "Person=1") for word in (group.top, *(subjects if hedged else ())))
    return first and (known.thought or hedged)
