"""Who does what to whom: the participants of an event word, read off the tree.

Relations are those of Universal Dependencies; the reader's trees have errors, so a participant that the tree does not
give is looked for in the words that follow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from segundo.languages import table
from segundo.reader.reading import Reading

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
NEAR = 5
OUTER = "nsubj:outer"
"""What a clause is said of, which does not act in it: "the **aim** is to arrest the leaders"."""

Roles: TypeAlias = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Frame:
    """The heads of an event word's participants.

    ``nominal`` tells a noun that names an event from a verb or participle. ``obliques`` pairs each other complement
    with its preposition's lemma. ``passive`` holds of passive verbs and of participles without an auxiliary;
    ``clitic`` where the verb has a reflexive clitic.
    """

    word: int
    nominal: bool
    passive: bool
    clitic: bool
    actor: int | None
    target: int | None
    obliques: tuple[tuple[str, int], ...]


@cache
def roles(language: str) -> Mapping[str, frozenset[str]]:
    """The words that play each role: prepositions, pronouns, and nouns and verbs that tell who acts or undergoes."""
    out: dict[str, set[str]] = defaultdict(set)
    classes = {row["class"]: row["nouns"].lower().split(",") for row in table(language, "event_classes")}
    for row in table(language, "event_roles"):
        for word in row["words"].split(","):
            out[row["role"]].update(classes[word[1:]] if word.startswith("@") else [word])
    return {role: frozenset(words) for role, words in out.items()}


def preposition(reading: Reading, word: int) -> str:
    """The lemma of the first preposition (or conjunction) of a phrase, empty if it has none."""
    for child in reading.children[word]:
        if child > word:
            break
        if reading.deprel[child] in ("case", "mark"):
            return reading.lower_lemma[child]
    return ""


def coordinated(reading: Reading, word: int) -> Iterator[int]:
    """A word and those coordinated with it."""
    yield word
    for child in reading.children[word]:
        if reading.deprel[child].startswith("conj"):
            yield child


def _relative(reading: Reading, subject: int, verb: int, words: Roles) -> int:
    """The antecedent of a relative pronoun, or where the tree has none the noun before it; any other word itself."""
    pronoun = reading.upos[subject] == "PRON" and reading.lemma[subject] in words["relative"]
    if not pronoun and not reading.has(subject, "PronType=Rel"):
        return subject
    for node in (verb, *reading.ancestors(verb)):
        if reading.deprel[node].startswith("acl"):
            return reading.head[node]
    first, bracketed, noun = reading.sentences[reading.sentence[subject]][0], 0, -1
    for noun in range(subject - 1, first - 1, -1):
        bracketed += (reading.form[noun] == ")") - (reading.form[noun] == "(")
        if not bracketed and reading.upos[noun] != "PUNCT":
            break
    if noun < first or reading.upos[noun] not in ("NOUN", "PROPN"):
        return subject
    while reading.relation[noun] in ("flat", "appos") and first <= reading.head[noun] < noun:
        noun = reading.head[noun]
    return noun


def _subject(reading: Reading, verb: int, words: Roles) -> tuple[int | None, bool]:
    """The subject of a verb, also one that it shares with its governor; and whether it is a passive one."""
    node, steps = verb, 0
    while True:
        subjects = [word for word in reading.dependents(node, "nsubj", "csubj") if reading.deprel[word] != OUTER]
        if subjects:
            passive = reading.deprel[subjects[0]].endswith(":pass")
            return _relative(reading, subjects[0], node, words), passive and node == verb
        relation = reading.deprel[node].partition(":")[0]
        above = reading.head[node]
        if relation == "acl" and reading.upos[above] == "ADV":  # "after being arrested"
            above, relation = reading.head[above], "advcl"
        if relation == "acl" and reading.has(node, "VerbForm=Ger"):
            return reading.head[node], False
        if relation == "acl" and reading.has(node, "VerbForm=Inf"):
            return _bearer(reading, reading.head[node], words), False
        if node != verb and relation in ("acl", "amod") and reading.has(node, "VerbForm=Part"):
            return reading.head[node], False
        if relation == "xcomp" and (object_ := _controller(reading, node)) is not None:
            return object_, False
        if steps == 3 or relation not in ("conj", "xcomp", "advcl") or above < 0:
            return None, False
        if relation == "advcl" and not _is_without_tense(reading, node):
            return None, False
        node, steps = above, steps + 1


def _is_without_tense(reading: Reading, verb: int) -> bool:
    """Whether a verb is a gerund or an infinitive, active or passive, which has the subject of the clause above."""
    forms = (verb, *reading.dependents(verb, "aux:pass"))
    return any(reading.has(form, "VerbForm=Ger") or reading.has(form, "VerbForm=Inf") for form in forms)


def _bearer(reading: Reading, noun: int, words: Roles) -> int | None:
    """Who a noun is said of that tells of somebody that he does a thing: "**he** is suspected of killing his wife"."""
    if reading.lower_lemma[noun] not in words["doer"]:
        return None
    subjects = reading.dependents(noun, "nsubj")
    if subjects:
        return subjects[0]
    return reading.head[noun] if reading.relation[noun] in ("appos", "amod", "acl") else noun


def _undergoing(reading: Reading, noun: int, words: Roles) -> int | None:
    """Who undergoes what a noun names: "**she** suffered an attack", "**he** was the target of an inquiry"."""
    above, relation = reading.head[noun], reading.relation[noun]
    if above < 0 or relation not in ("obj", "nmod") or reading.lower_lemma[above] not in words["undergo"]:
        return None
    return _subject(reading, above, words)[0]


def _controller(reading: Reading, node: int) -> int | None:
    """The object of the verb above an infinitive, who is made to do it: "the crisis led **him** to resign"."""
    if not reading.has(node, "VerbForm=Inf"):
        return None
    objects = (child for child in reading.dependents(reading.head[node], "obj") if child < node)
    return next((child for child in objects if reading.upos[child] in NOMINAL), None)


def _obliques(reading: Reading, word: int, *relations: str) -> tuple[tuple[str, int], ...]:
    return tuple((preposition(reading, child), child) for child in reading.dependents(word, *relations))


def verb_frame(reading: Reading, verb: int, words: Roles) -> Frame:
    """The participants of a verb, or of a participle that stands as an adjective."""
    subject, passive_subject = _subject(reading, verb, words)
    children = reading.children[verb]
    relations = {reading.deprel[child] for child in children}
    participle = reading.has(verb, "VerbForm=Part") or reading.upos[verb] in ("ADJ", "NOUN")
    perfect = any(reading.deprel[child] == "aux" for child in children)
    passive = passive_subject or "aux:pass" in relations or (participle and not perfect)
    clitic = any(
        reading.deprel[child].startswith("expl")
        or (reading.upos[child] == "PRON" and reading.lemma[child] in words["clitic"])
        for child in children
    )
    if "expl:pass" in relations:
        passive = True
    obliques = _obliques(reading, verb, "obl", "iobj", "nmod", "xcomp", "advcl")
    objects = [child for child in reading.dependents(verb, "obj") if reading.upos[child] in NOMINAL]
    objects = [child for child in objects if reading.lemma[child] not in words["clitic"]]
    if not passive:
        target = objects[0] if objects else None
        if target is None and not clitic:
            target = _following(reading, verb)
            target = None if target == subject else target
        return Frame(verb, False, False, clitic, subject, target, obliques)
    actor = _agent(reading, obliques, words)
    if reading.deprel[verb] in ("acl", "amod") and not passive_subject and reading.upos[reading.head[verb]] in NOMINAL:
        subject = reading.head[verb]
    target = subject if subject is not None else next(iter(objects), None)
    return Frame(verb, False, True, clitic, actor, target, obliques)


def _agent(reading: Reading, obliques: Sequence[tuple[str, int]], words: Roles) -> int | None:
    """Who does what is done: no cause ("for lack of money"), and who is behind a means ("by order of the judge")."""
    for case, noun in obliques:
        if case not in words["agent"] or reading.upos[noun] not in NOMINAL:
            continue
        if reading.lower_lemma[noun] in words["means"] and reading.entity[noun] < 0:
            behind = (*_obliques(reading, noun, "nmod"), *(other for other in obliques if other[1] > noun))
            noun = next((inner for case, inner in behind if case in words["plain"]), -1)
        if noun >= 0 and reading.lower_lemma[noun] not in words["cause"]:
            return noun
    return None


def _is_number(reading: Reading, word: int) -> bool:
    """Whether a noun's complement is a bare number: "the election of 2018"."""
    return reading.upos[word] == "NUM" and not reading.dependents(word, "det", "nmod")


def _is_kind(reading: Reading, word: int) -> bool:
    """Whether a noun's complement tells its kind and nobody who acts: a common noun alone, as in "peace agreement"."""
    alone = reading.upos[word] == "NOUN" and reading.entity[word] < 0 and not reading.has(word, "Number=Plur")
    return alone and not reading.dependents(word, "det", "nummod", "appos", "nmod")


def _following(reading: Reading, verb: int) -> int | None:
    """The noun that follows a verb with nothing but its modifiers between, where the tree gives no object."""
    last = min(reading.sentences[reading.sentence[verb]][1], verb + NEAR)
    for word in range(verb + 1, last):
        tag = reading.upos[word]
        if tag in ("NOUN", "PROPN"):
            return word
        if tag not in ("DET", "ADJ", "NUM"):
            return None
    return None


def noun_frame(reading: Reading, noun: int, of: str, words: Roles) -> Frame:
    """The participants of a noun that names an event; ``of`` is what its plain complement is, actor or target."""
    obliques = _obliques(reading, noun, "nmod", "obl")
    plain = next((word for case, word in obliques if case in words["plain"] and not _is_number(reading, word)), None)
    against = next((word for case, word in obliques if case in words["against"]), None)
    by = _agent(reading, obliques, words)
    actor, target = (by, plain) if of == "target" or by is not None else (plain, against)
    if actor is not None and actor == plain and _is_kind(reading, actor):
        actor = None
    target = against if target is None else target
    if (bearer := _undergoing(reading, noun, words)) is not None:
        return Frame(noun, True, False, False, actor, bearer, obliques)
    if actor is None and reading.deprel[noun].partition(":")[0] == "obj" and reading.head[noun] >= 0:
        actor = _subject(reading, reading.head[noun], words)[0]
    return Frame(noun, True, False, False, actor, target, obliques)
