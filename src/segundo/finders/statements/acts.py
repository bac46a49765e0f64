"""What a speaker does with what he says: told by the cue, or by the words themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

from segundo.finders.statements import lexicon, transcripts
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.groups import is_future, verb_group
from segundo.finders.statements.page import Page
from segundo.languages import table
from segundo.records import Act

_ORDER: tuple[Act, ...] = ("threaten", "accuse", "demand", "concede", "support")
_PERFORMED: frozenset[Act] = frozenset({"demand", "reject", "support", "concede"})
_LEAST = 2
"""The words of a statement tell an act when they weigh so much together."""


def act_of(page: Page, draft: Draft) -> Act:
    """The act of a statement."""
    if draft.act == "support" and draft.rule == "verb-obj" and _is_deed(page, draft):
        return "demand"
    if draft.act == "state" and draft.rule == "verb-obj":
        named = _named_act(page, draft)
        if named is not None:
            return named
    if draft.act != "state":
        return draft.act
    words = _first_words(page, draft)
    if not words or not draft.said:
        return "state"
    if draft.verb is None and _is_question(page, draft):
        return "ask"
    main = _predicate(page, words)
    real = not _is_unreal(page, main, words)
    if real and _denies(page, main, words):
        return "reject" if _refuses(page, main, words) else "deny"
    if real and _demands(page, main):
        return "demand"
    told = _performs(page, main, words)
    if told is not None:
        return told
    found = _by_words(page, draft)
    if _promises(page, draft, main, words):
        return "threaten" if "threaten" in found else "promise"
    return next((act for act in _ORDER if act in found), "state")


def _named_act(page: Page, draft: Draft) -> Act | None:
    """The act of an object that is a noun of asking: "repeats the request"."""
    reading = page.reading
    head = next((word for word in reading.words(draft.content[0]) if reading.upos[word] == "NOUN"), None)
    asked = head is not None and reading.form[head].lower() in lexicon.nouns_of_act(page.language, "demand")
    return "demand" if asked else None


def _is_deed(page: Page, draft: Draft) -> bool:
    """Whether an object names what is to be done: an indefinite noun, or one of an action."""
    reading = page.reading
    words = reading.words(draft.content[0])
    if reading.has(words[0], "Definite=Ind"):
        return True
    head = next((word for word in words if reading.upos[word] == "NOUN"), words[0])
    return reading.form[head].lower() in lexicon.words(page.language, "deed")


def _is_question(page: Page, draft: Draft) -> bool:
    """Whether words end with a question mark and, but for a turn of a transcript, are one sentence."""
    text = page.reading.text[draft.content[0].start : draft.content[-1].end + 1]
    whole = draft.rule == transcripts.RULE or not any(mark in text[:-2] for mark in ".!?")
    return whole and text.rstrip("\"”»'’").endswith("?")


def _performs(page: Page, main: int, words: Sequence[int]) -> Act | None:
    """The act that the words themselves name: "we demand that …", "the party rejects …"."""
    reading = page.reading
    known = lexicon.verb_of(reading, main, page.language)
    if known is None or known.thought or reading.has(main, "Tense=Past") or verb_group(page, main).passive:
        return None
    act = next(iter(known.frames.values()))
    subjects = [child for child in reading.dependents(main, "nsubj") if child in words]
    own = not subjects or reading.has(_finite(page, main), "Person=1")
    return act if act in _PERFORMED and own else None


def _refuses(page: Page, main: int, words: Sequence[int]) -> bool:
    """Whether a negated clause says that the speaker will not do what is asked of him."""
    reading, refuse = page.reading, lexicon.words(page.language, "refuse")
    own = not any(child in words for child in reading.dependents(main, "nsubj"))
    # the tree may have what will not be done below the word for "will"
    deeds = (main, *(child for child in reading.dependents(main, "xcomp") if reading.has(child, "VerbForm=Inf")))
    refused = any(lexicon.form_of(reading, deed, page.language, "refuse") in refuse for deed in deeds)
    return refused and (own or reading.has(_finite(page, main), "Person=1"))


def _first_words(page: Page, draft: Draft) -> list[int]:
    """The words of the content's first sentence."""
    reading = page.reading
    words = [word for piece in draft.content for word in reading.words(piece) if not page.is_punct(word)]
    return [word for word in words if reading.sentence[word] == reading.sentence[words[0]]]


def _predicate(page: Page, words: Sequence[int]) -> int:
    """The head word of the first main clause among some words."""
    reading = page.reading
    inside = set(words)
    tops = [word for word in words if reading.head[word] not in inside]
    for word in tops:
        if reading.upos[word] == "VERB" or reading.dependents(word, "cop", "aux"):
            return word
    return next((word for word in words if reading.has(word, "VerbForm=Fin")), tops[0] if tops else words[0])


def _finite(page: Page, main: int) -> int:
    """The finite word of a predicate: itself, an auxiliary or a copula."""
    reading = page.reading
    for word in (verb_group(page, main).top, *reading.dependents(main, "aux", "cop")):
        if reading.has(word, "VerbForm=Fin"):
            return word
    return main


def _denies(page: Page, main: int, words: Sequence[int]) -> bool:
    """Whether the main clause is negated, and says by that that something is not so.

    It does not where something else is set against it ("not this, but that"), and where what is not is a doubt.
    """
    reading = page.reading
    if _is_corrected(page, main, words) or _is_sure(page, main):
        return False
    negations, none = lexicon.words(page.language, "not"), lexicon.words(page.language, "none")
    inside = set(words)
    finite = _finite(page, main)
    degrees = lexicon.words(page.language, "degree")
    if any(reading.form[word].lower() in degrees for word in range(finite, min(finite + 4, words[-1] + 1))):
        return False
    for word in range(max(words[0], min(main, finite) - 4), min(main, finite)):
        if reading.form[word + 1].lower() in lexicon.words(page.language, "only"):
            continue
        negates = reading.upos[word] != "ADP" and reading.form[word].lower() in negations
        if word in inside and negates and reading.head[word] in (main, finite):
            return True
    for child in reading.dependents(main, "nsubj", "obj"):
        if reading.form[child].lower() in none or any(
            reading.form[one].lower() in none for one in reading.children[child]
        ):
            return child in inside
    return False


def _is_unreal(page: Page, main: int, words: Sequence[int]) -> bool:
    """Whether a predicate tells what would be, on a condition."""
    reading, when = page.reading, lexicon.words(page.language, "if")
    return reading.has(_finite(page, main), "Mood=Cnd") and any(
        reading.form[word].lower() in when and reading.upos[word] == "SCONJ" and reading.head[word] in words
        for word in words
    )


def _is_corrected(page: Page, main: int, words: Sequence[int]) -> bool:
    """Whether "but" joins something to a predicate or to a part of its clause."""
    reading, but = page.reading, lexicon.words(page.language, "but")
    joined = (one for head in (main, *reading.children[main]) for one in reading.dependents(head, "conj"))
    links = (link for one in joined if one in words for link in reading.dependents(one, "cc"))
    return any(reading.form[link].lower() in but for link in links)


def _is_sure(page: Page, main: int) -> bool:
    """Whether a predicate is about a doubt, so that its negation asserts: "no doubt is left that …"."""
    doubts = lexicon.words(page.language, "doubt")
    return any(page.reading.form[child].lower() in doubts for child in page.reading.dependents(main, "nsubj", "obj"))


def _demands(page: Page, main: int) -> bool:
    """Whether the main clause says that something must be done, or commands it."""
    reading, language = page.reading, page.language
    finite = _finite(page, main)
    if reading.has(finite, "Mood=Imp"):
        return True
    must = lexicon.form_of(reading, finite, language, "must") in lexicon.words(language, "must")
    if (must or _has_to(page, finite)) and not reading.has(finite, "Tense=Past"):
        return not reading.has(finite, "Person=1") or reading.has(finite, "Number=Plur")
    mild = lexicon.form_of(reading, finite, language, "must-mild") in lexicon.words(language, "must-mild")
    return mild and (reading.has(finite, "Mood=Cnd") or reading.has(finite, "Tense=Imp"))


def _has_to(page: Page, finite: int) -> bool:
    """Whether a verb says together with the small word after it that something must be done: "has to be seen to"."""
    reading = page.reading
    if finite + 2 >= len(reading) or not _governs_infinitive(page, finite + 1):
        return False
    both = f"{reading.lemma[finite]} {reading.form[finite + 1]}".lower()
    return both in lexicon.words(page.language, "must-to")


def _promises(page: Page, draft: Draft, main: int, words: Sequence[int]) -> bool:
    """Whether the main clause tells what the speaker's side will do, or would do."""
    reading, language = page.reading, page.language
    finite = _finite(page, main)
    will = lexicon.form_of(reading, finite, language, "will") in lexicon.words(language, "will")
    if lexicon.form_of(reading, finite, language, "may") in lexicon.words(language, "may"):
        return False
    future = (will and _governs_infinitive(page, finite)) or is_future(page, finite)
    future |= _is_ready(page, main)
    subjects = [child for child in reading.dependents(main, "nsubj") if child in words]
    if reading.has(finite, "Person=1"):
        return future
    would = reading.has(finite, "Mood=Cnd")
    if not subjects:
        # "would support …, if Damascus agreed": a promise on a condition, which stands in the subjunctive
        return future or (would and any(reading.has(word, "Mood=Sub") for word in words))
    return (future or would) and _same_country(page, subjects[0], draft.source)


def _is_ready(page: Page, main: int) -> bool:
    """Whether a predicate tells that its subject is ready to do something: "is willing to", "is committed to"."""
    reading = page.reading
    led = main + 1 < len(reading) and reading.upos[main + 1] == "ADP"
    return led and reading.form[main].lower() in lexicon.words(page.language, "ready")


def _same_country(page: Page, subject: int, source: Sequence[int]) -> bool:
    """Whether a subject stands for the country that the source speaks for: "the Russian president" and "Moscow"."""
    countries = lexicon.countries(page.language)
    own = countries.get(page.reading.form[subject].lower())
    return own is not None and any(countries.get(page.reading.form[word].lower()) == own for word in source)


def _by_words(page: Page, draft: Draft) -> set[Act]:
    """The acts that the words tell: those whose weights come to the least that counts."""
    stems, shortest = _stems(page.language)
    accusers = lexicon.words(page.language, "accuser")
    weights: dict[Act, int] = {}
    if any(page.reading.form[word].lower() in accusers for word in draft.source):
        weights["accuse"] = 1
    words = [word for piece in draft.content for word in page.reading.words(piece)]
    forms = [page.reading.form[word].lower() for word in words]
    for number, form in enumerate(forms):
        following = forms[number + 1] if number + 1 < len(forms) else ""
        for stem in (form, *(form[:size] + "*" for size in range(shortest, len(form) + 1))):
            for act, second, weight in stems.get(stem, ()):
                if not second or second == following:
                    weights[act] = weights.get(act, 0) + weight
    return {act for act, weight in weights.items() if weight >= _LEAST}


@cache
def _stems(language: str) -> tuple[Mapping[str, tuple[tuple[Act, str, int], ...]], int]:
    """The words that tell an act, by their first word, and the length of the shortest beginning of a word."""
    out: dict[str, tuple[tuple[Act, str, int], ...]] = {}
    for row in table(language, "act_words"):
        first, _, second = row["words"].partition(" ")
        out[first] = (*out.get(first, ()), (cast(Act, row["act"]), second, int(row["weight"])))
    return out, min((len(word) - 1 for word in out if word.endswith("*")), default=1)


def _governs_infinitive(page: Page, verb: int) -> bool:
    """Whether an infinitive follows a verb, small words between them or not."""
    reading = page.reading
    at = verb + 1
    while at < len(reading) and reading.upos[at] in ("ADV", "PRON"):
        at += 1
    return at < len(reading) and reading.has(at, "VerbForm=Inf")
