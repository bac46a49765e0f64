"""What a speaker does with what he says: told by the cue, or by the words themselves."""

from __future__ import annotations

from collections.abc import Sequence

from segundo.finders.statements import lexicon, transcripts
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.groups import verb_group
from segundo.finders.statements.page import Page
from segundo.finders.statements.predicates import finite, governs_infinitive, predicate, sentences_of
from segundo.finders.statements.promises import is_quoted, is_same_side, promises, promises_later, will
from segundo.finders.statements.wording import threatens, told_by_words
from segundo.records import Act

_ORDER: tuple[Act, ...] = ("threaten", "deny", "accuse", "demand", "concede", "support")
_PERFORMED: frozenset[Act] = frozenset({"demand", "reject", "support", "concede"})


def act_of(page: Page, draft: Draft) -> Act:
    """The act of a statement."""
    if draft.act == "support" and draft.rule == "verb-obj" and _is_deed(page, draft):
        return "demand"
    if draft.act == "state" and draft.rule == "verb-obj":
        named = _named_act(page, draft)
        if named is not None:
            return named
    words = next(iter(sentences_of(page, draft)), None)
    if draft.act == "promise" and words is not None:
        return "threaten" if threatens(page, predicate(page, words)) else "promise"
    if draft.act != "state" and not _asserts(page, draft):
        return draft.act
    if not draft.said or words is None:
        return "state"
    if draft.verb is None and _is_question(page, draft):
        return "ask"
    main = predicate(page, words)
    real = not _is_unreal(page, main, words)
    if real and _denies(page, main, words):
        if _refuses(page, main, words):
            return "reject"
        if _forbids(page, main, words):
            return "demand"
        if not _undoes(page, main, words):
            return "deny"
    if real and _demands(page, main):
        return "demand"
    told = _performs(page, draft, main, words)
    if told is not None:
        return told
    if promises(page, draft, main, words):
        return "threaten" if threatens(page, main) or draft.act == "threaten" else "promise"
    found = told_by_words(page, draft, main, words)
    told = next((act for act in _ORDER if act in found), None)
    return told or ("promise" if promises_later(page, draft) else "state")


def _named_act(page: Page, draft: Draft) -> Act | None:
    """The act of an object that is a noun of asking: "repeats the request"."""
    reading = page.reading
    head = next((word for word in reading.words(draft.content[0]) if reading.upos[word] == "NOUN"), None)
    asked = head is not None and reading.lower[head] in lexicon.nouns_of_act(page.language, "demand")
    return "demand" if asked else None


def _asserts(page: Page, draft: Draft) -> bool:
    """Whether what is asked for or warned of is told as a fact: "the survey suggests that most agree"."""
    words = next(iter(sentences_of(page, draft)), None)
    if words is None:
        return False
    top = finite(page, predicate(page, words))
    told = page.reading.has(top, "Mood=Ind")
    if draft.act == "threaten":
        return told and _warns(page, draft) and not will(page, top)
    return told and draft.act == "demand" and draft.rule in ("verb-that", "verb-whether", "model-verb")


def _warns(page: Page, draft: Draft) -> bool:
    """Whether the cue warns, which may be of what is so: "she warned that the river is deep"."""
    warn = lexicon.words(page.language, "warn")
    return draft.verb is not None and lexicon.form_of(page.reading, draft.verb, page.language, "warn") in warn


def _is_deed(page: Page, draft: Draft) -> bool:
    """Whether an object names what is to be done: an indefinite noun, or one of an action."""
    reading = page.reading
    words = reading.words(draft.content[0])
    if reading.has(words[0], "Definite=Ind"):
        return True
    head = next((word for word in words if reading.upos[word] == "NOUN"), words[0])
    return reading.lower[head] in lexicon.words(page.language, "deed")


def _is_question(page: Page, draft: Draft) -> bool:
    """Whether words end with a question mark and, but for a turn of a transcript, are one sentence."""
    text = page.reading.text[draft.content[0].start : draft.content[-1].end + 1]
    whole = draft.rule == transcripts.RULE or not any(mark in text[:-2] for mark in ".!?")
    return whole and text.rstrip("\"”»'’").endswith("?")


def _performs(page: Page, draft: Draft, main: int, words: Sequence[int]) -> Act | None:
    """The act that the words themselves name: "we demand that …", "the party rejects …", "I shall ask for …"."""
    reading = page.reading
    known = lexicon.verb_of(reading, main, page.language)
    if known is None or known.thought or reading.has(main, "Tense=Past") or verb_group(page, main).passive:
        return None
    act, top = known.usual, finite(page, main)
    subject = next((child for child in reading.dependents(main, "nsubj") if child in words), None)
    own = subject is None or reading.has(top, "Person=1") or is_same_side(page, subject, draft.source)
    objects = {reading.lower[one] for one in reading.dependents(main, "obj") if reading.upos[one] in ("NOUN", "PROPN")}
    things = not objects <= lexicon.words(page.language, "fault")
    idiom = " " in known.lemma
    other = things and not idiom and "obj" not in known.frames  # "took over the party", in the word for "admitted"
    if act not in _PERFORMED or not own or other:
        return None
    # what one will ask for is not asked for yet; who is quoted asks by "I would ask"
    later = will(page, top) or (reading.has(main, "Mood=Cnd") and not is_quoted(draft))
    return "promise" if later and act in ("demand", "support", "concede") else act


def _refuses(page: Page, main: int, words: Sequence[int]) -> bool:
    """Whether a negated clause says that the speaker will not do what is asked of him."""
    reading, refuse = page.reading, lexicon.words(page.language, "refuse")
    own = not any(child in words for child in reading.dependents(main, "nsubj"))
    # the tree may have what will not be done below the word for "will"
    deeds = (main, *(child for child in reading.dependents(main, "xcomp") if reading.has(child, "VerbForm=Inf")))
    refused = any(lexicon.form_of(reading, deed, page.language, "refuse") in refuse for deed in deeds)
    return refused and (own or reading.has(finite(page, main), "Person=1"))


def _denies(page: Page, main: int, words: Sequence[int]) -> bool:
    """Whether the main clause is negated, and says by that that something is not so.

    It does not where something else is set against it ("not this, but that"), and where what is not is a doubt.
    """
    reading = page.reading
    if _is_corrected(page, main, words) or _is_sure(page, main) or _wonders(page, main, words):
        return False
    if _says_no(page, main, words):
        return True
    none, degrees = lexicon.words(page.language, "none"), lexicon.words(page.language, "degree")
    inside = set(words)
    top = finite(page, main)
    if any(reading.lower[word] in degrees for word in range(top, min(top + 4, words[-1] + 1))):
        return False
    first = min(main, top)
    far = (child for child in reading.dependents(main, "advmod") if child < first)
    for word in sorted({*range(max(words[0], first - 4), first), *far}):
        if word in inside and _negates(page, word, main, top):
            return word - 1 not in inside or reading.lower[word - 1] not in degrees
    for child in reading.dependents(main, "nsubj", "obj"):
        if reading.lower[child] in none or any(
            reading.lower[one] in none for one in reading.children[child]
        ):
            return child in inside
    return False


def _says_no(page: Page, main: int, words: Sequence[int]) -> bool:
    """Whether a clause comes to a bare no: "no, it did not", "I think not"."""
    reading, negations = page.reading, lexicon.words(page.language, "not")
    bare = [word for word in reading.dependents(main, "ccomp") if word in words and reading.lower[word] in negations]
    apart = words[0] + 1 == len(reading) or page.is_punct(words[0] + 1)
    opens = apart and reading.lower[words[0]] in negations
    ordered = any(reading.has(main, mood) for mood in ("Mood=Imp", "Mood=Sub"))  # "no! stop it"
    return (opens and not ordered and not _is_thanks(page, words)) or bool(bare)


def _is_thanks(page: Page, words: Sequence[int]) -> bool:
    """Whether a bare no declines something: "no, thank you"."""
    return len(words) > 1 and page.reading.lower[words[1]] in lexicon.words(page.language, "thanks")


def _negates(page: Page, word: int, main: int, top: int) -> bool:
    """Whether a word negates a predicate: it hangs from it, or stands before its finite word wherever it hangs from."""
    reading = page.reading
    if reading.upos[word] == "ADP" or reading.lower[word] not in lexicon.words(page.language, "not"):
        return False
    if reading.lower[word + 1] in lexicon.words(page.language, "only"):
        return False
    return reading.head[word] in (main, top) or all(reading.upos[at] == "PRON" for at in range(word + 1, top))


def _forbids(page: Page, main: int, words: Sequence[int]) -> bool:
    """Whether a negated clause says that somebody may not do something: "the candidates may not hide it"."""
    reading, language = page.reading, page.language
    top = finite(page, main)
    may = lexicon.form_of(reading, top, language, "may") in lexicon.words(language, "may")
    if not (may and reading.has(top, "Tense=Pres") and reading.has(top, "Person=3")):
        return False
    verb = next((word for word in words if word > top and reading.has(word, "VerbForm=Inf")), None)
    passive = verb is None or reading.has(min(verb + 1, len(reading) - 1), "VerbForm=Part")
    return not passive and any(child in words for at in {main, top} for child in reading.dependents(at, "nsubj"))


def _is_unreal(page: Page, main: int, words: Sequence[int]) -> bool:
    """Whether a predicate tells what would be, on a condition."""
    reading, when = page.reading, lexicon.words(page.language, "if")
    return reading.has(finite(page, main), "Mood=Cnd") and any(
        reading.lower[word] in when and reading.upos[word] == "SCONJ" and reading.head[word] in words
        for word in words
    )


def _is_corrected(page: Page, main: int, words: Sequence[int]) -> bool:
    """Whether "but" joins something to a predicate or to a part of its clause."""
    reading, but = page.reading, lexicon.words(page.language, "but")
    joined = (one for head in (main, *reading.children[main]) for one in reading.dependents(head, "conj"))
    links = (link for one in joined if one in words for link in reading.dependents(one, "cc"))
    return any(reading.lower[link] in but for link in links)


def _is_sure(page: Page, main: int) -> bool:
    """Whether a predicate is about a doubt, so that its negation asserts: "no doubt is left that …"."""
    doubts = lexicon.words(page.language, "doubt")
    return any(page.reading.lower[child] in doubts for child in page.reading.dependents(main, "nsubj", "obj"))


def undoes(page: Page, draft: Draft) -> bool:
    """Whether the first sentence of a statement negates a word that says no itself, and so denies nothing."""
    words = next(iter(sentences_of(page, draft)), None)
    return words is not None and _undoes(page, predicate(page, words), words)


def _undoes(page: Page, main: int, words: Sequence[int]) -> bool:
    """Whether a predicate, or the infinitive that it leads to, says no itself, so that its negation does not.

    "I cannot but thank them", "he does not deny the delay", "there is no way to deny it".
    """
    reading, language = page.reading, page.language
    deeds = (word for word in reading.dependents(main, "xcomp", "advcl") if word > main and word in words)
    deeds = (word for word in deeds if reading.has(word, "VerbForm=Inf"))
    for verb in (main, *deeds):
        if lexicon.form_of(reading, verb, language, "undo") in lexicon.words(language, "undo"):
            return True
        if lexicon.form_of(reading, verb, language, "cease") in lexicon.words(language, "cease"):
            of = (mark for word in reading.dependents(verb, "xcomp") for mark in reading.dependents(word, "mark"))
            return any(reading.lower_lemma[mark] in lexicon.words(language, "of") for mark in of)
    return False


def _wonders(page: Page, main: int, words: Sequence[int]) -> bool:
    """Whether a predicate leaves a question open: "I do not know when it will rain" denies nothing."""
    reading, language = page.reading, page.language
    if lexicon.form_of(reading, main, language, "know") not in lexicon.words(language, "know"):
        return False
    asked = lexicon.words(language, "whether") | lexicon.words(language, "which")
    own = reading.has(main, "Person=1") and reading.has(main, "Tense=Pres")
    at = main + 1
    while at in words and reading.upos[at] in ("ADV", "ADP") and reading.lower[at] not in asked:
        at += 1
    # "in what state they are": after a preposition the word for "that" asks
    led = at in words and at > main + 1 and reading.upos[at - 1] == "ADP"
    which = led and reading.lower[at] in lexicon.words(language, "that")
    return own and at in words and (which or reading.lower[at] in asked)


def _demands(page: Page, main: int) -> bool:
    """Whether the main clause says that something must be done, or commands it."""
    reading, language = page.reading, page.language
    top = finite(page, main)
    if reading.has(top, "Mood=Imp"):
        return True
    must = lexicon.form_of(reading, top, language, "must") in lexicon.words(language, "must")
    if (must or _has_to(page, top)) and not reading.has(top, "Tense=Past"):
        return not reading.has(top, "Person=1") or reading.has(top, "Number=Plur")
    mild = lexicon.form_of(reading, top, language, "must-mild") in lexicon.words(language, "must-mild")
    return mild and (reading.has(top, "Mood=Cnd") or reading.has(top, "Tense=Imp"))


def _has_to(page: Page, verb: int) -> bool:
    """Whether a verb says together with the small word after it that something must be done: "has to be seen to"."""
    reading = page.reading
    if verb + 2 >= len(reading) or not governs_infinitive(page, verb + 1):
        return False
    both = f"{reading.lemma[verb]} {reading.form[verb + 1]}".lower()
    return both in lexicon.words(page.language, "must-to")
