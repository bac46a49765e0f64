"""The words beside a number that say what became of the counted: its verb, the noun with "de", a participle.

The tree is asked, and the order of the words where the tree says nothing.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from segundo.finders.quantities import NOMINAL, Quantity
from segundo.reader.reading import Reading

REACH = 18
VERBAL = frozenset({"VERB", "AUX"})


def evidence(reading: Reading, quantity: Quantity, timed: Container[int]) -> Iterator[tuple[int, str]]:
    """The words that say what became of the counted, and their roles, the surest first."""
    if quantity.noun is None and quantity.after < len(reading) and reading.upos[quantity.after] in VERBAL:
        yield from behind(reading, quantity)
    yield from governors(reading, quantity)
    yield from before(reading, quantity, timed)
    yield from behind(reading, quantity)


def governors(reading: Reading, quantity: Quantity) -> Iterator[tuple[int, str]]:
    """What the tree says: the verb, the noun with "de", the participle or relative clause of the counted."""
    head = quantity.noun if quantity.noun is not None else quantity.after - 1
    for child in reading.dependents(head, "acl", "amod"):
        if reading.upos[child] == "VERB" and reading.has(child, "VerbForm=Part"):
            yield child, "done"
            yield child, "does"
        elif reading.deprel[child] == "acl:relcl" and reading.upos[child] == "VERB":
            yield child, "does"
    while reading.deprel[head] in ("conj", "nummod", "flat", "appos") and reading.head[head] >= 0:
        head = reading.head[head]
    governor, relation = reading.head[head], reading.deprel[head]
    if governor < 0:
        return
    if relation in ("obj", "nsubj:pass"):
        yield governor, "done"
    if relation.startswith("nsubj"):
        yield governor, "does"
        for child in reading.dependents(governor, "xcomp"):
            yield child, "does"
            yield child, "done"
    if relation == "nmod":
        yield governor, "of"


def before(reading: Reading, quantity: Quantity, timed: Container[int] = ()) -> Iterator[tuple[int, str]]:
    """What stands before: a verb right before the number, or a noun with only "de" and articles between.

    Between verb and number there may be a time, with what leads it: "prendeu até esta terça-feira 14 homens"; or else
    one noun with its preposition: "matou de fome 30 pessoas", "matou de fome entre 30 e 40 pessoas".
    """
    begin = reading.sentences[reading.sentence[quantity.first]][0]
    joined = passed = False
    for word in range(quantity.lead - 1, max(begin, quantity.lead - REACH) - 1, -1):
        tag = reading.upos[word]
        if word in timed or (passed and tag in ("ADP", "DET")):
            passed = True
            continue
        passed = False
        if tag == "VERB" and not joined:
            yield word, "done"
            yield word, "does"
            return
        if tag in NOMINAL:
            if joined:
                yield word, "of"
            if (not joined or quantity.high is not None) and (verb := _over(reading, word, begin)) is not None:
                yield verb, "done"
            return
        if tag == "ADP":
            joined = True
        elif tag not in ("DET", "ADV", "ADJ", "NUM", "PRON", "SYM", "AUX"):
            return


def _over(reading: Reading, noun: int, begin: int) -> int | None:
    """The verb before a noun that has nothing but a preposition and an article before it."""
    word = noun - 1
    while word > begin and reading.upos[word] == "DET":
        word -= 1
    led = word > begin and reading.upos[word] == "ADP"
    return word - 1 if led and reading.upos[word - 1] == "VERB" else None


def behind(reading: Reading, quantity: Quantity) -> Iterator[tuple[int, str]]:
    """What stands behind: the next verb of the clause, and the participle, adjective or noun after a copula."""
    end = min(reading.sentences[reading.sentence[quantity.first]][1], quantity.past + REACH)
    for word in range(quantity.past, end):
        tag = reading.upos[word]
        if tag == "VERB":
            if _has_own_subject(reading, word, quantity):
                continue
            yield word, "does"
            if reading.has(word, "VerbForm=Part"):
                yield word, "done"
                return
        elif reading.upos[word - 1] in VERBAL and (tag == "ADJ" or (tag == "NOUN" and _is_said(reading, word))):
            yield word, "does"
            return
        elif tag == "PUNCT" and reading.form[word] in ";:.?!":
            return


def _has_own_subject(reading: Reading, verb: int, quantity: Quantity) -> bool:
    """Whether a verb that goes on after another tells of others: "300 presos fugiram e morreram 4".

    A subject that is a number, behind its verb, may be read as an object.
    """
    if reading.relation[verb] != "conj":
        return False
    subjects = (word for word in reading.dependents(verb, "nsubj") if reading.upos[word] in (*NOMINAL, "NUM"))
    objects = (word for word in reading.dependents(verb, "obj") if _is_counted(reading, word))
    return any(word >= quantity.past for word in (*subjects, *objects))


def _is_counted(reading: Reading, word: int) -> bool:
    return reading.upos[word] == "NUM" or bool(reading.dependents(word, "nummod"))


def _is_said(reading: Reading, noun: int) -> bool:
    """Whether a noun is what its clause says of the subject: "30 ficaram feridos", the last word taken for a noun."""
    return reading.relation[noun] == "xcomp" or bool(reading.dependents(noun, "cop"))
