"""Reported speech: verbs of saying with a clause, an infinitive or a noun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from segundo.finders.statements import complements, lexicon
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.groups import verb_group
from segundo.finders.statements.lexicon import Verb
from segundo.finders.statements.page import Group, Page
from segundo.finders.statements.promises import befalls
from segundo.finders.statements.sources import document_of, may_speak, source_of
from segundo.records import Act

PASSIVE = "verb-passive"
"""The rule by which somebody is asked something, or accused and nobody is said to do it."""
PASSIVE_SHARE = 0.8
"""How many such are right: all 11 of the gold articles, 18 of 21 on 310 unseen ones read by eye."""


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
        source = (
            complements.fronted_source(page, group, page.limits(verb)[1])
            if used == "quote"
            else source_of(page, group, runs)
        )
        pieces = page.pieces(_before_agent(page, source, runs) if group.passive else runs)
        if pieces and (_fits(page, source, known, used) if source else _stands_alone(page, group, known, used)):
            return _drafted(page, group, known, used, Draft(pieces, group.words, source, "state", "", group.said, verb))
    return None


def _drafted(page: Page, group: Group, known: Verb, used: str, draft: Draft) -> Draft:
    """A draft with the act and the rule that its cue and construction tell."""
    act, rule = known.act(used), "verb-prep" if used in known.prepositions else f"verb-{used}"
    if used in ("that", "inf") and _disbelieves(page, group, known) and not _is_open(page, group):
        return replace(draft, act="deny", rule=rule, said=True)
    if known.thought and act == "promise" and (page.reading.has(group.top, "Tense=Imp") or _befalls(page, draft)):
        act = "state"
    accused = act == "accuse" and used in known.prepositions
    if group.passive and (act == "ask" or accused or not draft.source):
        source = draft.source if act == "ask" else draft.source or document_of(page, group)
        return replace(draft, act=act, rule=rule if used in ("that", "inf") else PASSIVE, source=source)
    return replace(draft, act=act, rule=rule)


def _before_agent(page: Page, source: Sequence[int], runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is said without the agent that ends it: "is accused **of theft** by the judge"."""
    reading = page.reading
    agent = next((word for word in range(source[0], -1, -1) if reading.upos[word] == "ADP"), -1) if source else -1
    return [(first, agent if first < agent < last and source[-1] + 1 >= last else last) for first, last in runs]


def _befalls(page: Page, draft: Draft) -> bool:
    """Whether what is wanted is no deed: "wants to know", "wants to be president"."""
    reading = page.reading
    verb = next((word for word in reading.words(draft.content[0]) if reading.has(word, "VerbForm=Inf")), None)
    return verb is not None and befalls(page, verb)


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
    if group.passive:
        return frame != "as" and _is_of_nobody(page, group, known.act(frame))
    return group.shape in ("finite", "gerund")


def _is_of_nobody(page: Page, group: Group, act: Act) -> bool:
    """Whether a passive counts without an agent: "was asked about it" and, while it holds, "is accused of it"."""
    if page.reading.has(group.top, "Person=1") or _is_of_anybody(page, group):
        return False
    asked = act == "ask" or (act == "accuse" and page.reading.has(group.top, "Tense=Pres"))
    return asked and group.shape == "finite"


def _is_impersonal(page: Page, group: Group) -> bool:
    """Whether "it is thought": an impersonal pronoun beside a verb with no subject."""
    reading, impersonal = page.reading, lexicon.words(page.language, "impersonal")
    beside = (group.first - 1, group.top + 1, group.verb - 1)
    return any(0 <= at < len(reading) and reading.lower[at].lstrip("-") in impersonal for at in beside)


def _disbelieves(page: Page, group: Group, known: Verb) -> bool:
    """Whether the negation of an opinion is that of what is thought: "does not think that it will rain"."""
    negated = not group.said and not group.future
    return negated and known.lemma in lexicon.words(page.language, "opinion")


def _is_open(page: Page, group: Group) -> bool:
    """Whether a finite verb asserts nothing: it is asked, ordered or supposed, or is said of anybody ("who thinks")."""
    reading, language = page.reading, page.language
    marks = (mark for word in group.words for mark in reading.dependents(word, "mark"))
    supposed = any(reading.lower[mark] in lexicon.words(language, "if") for mark in marks)
    asked = reading.form[page.limits(group.verb)[1] - 1] == "?"
    ordered = any(reading.has(group.top, mood) for mood in ("Mood=Sub", "Mood=Imp"))
    return supposed or asked or ordered or _is_of_anybody(page, group)


def _is_of_anybody(page: Page, group: Group) -> bool:
    """Whether the subject of a verb is "who" that takes up no one: "who is accused of theft needs a lawyer"."""
    reading, relative = page.reading, lexicon.words(page.language, "relative")
    subjects = [child for word in group.words for child in reading.dependents(word, "nsubj")]
    if reading.deprel[group.verb].startswith("acl"):
        subjects.append(reading.head[group.verb])
    return any(reading.lower[one] in relative and not reading.has(one, "PronType=Rel") for one in subjects)


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
