"""The words of an event's actor and target, its place and its time."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from segundo.article import Pieces
from segundo.finders.events.frames import NOMINAL, Frame, Roles, coordinated, preposition
from segundo.finders.events.triggers import Candidate
from segundo.finders.places import is_place
from segundo.reader.reading import Reading
from segundo.records import Time

LEFT_OUT = frozenset({"acl", "advcl", "parataxis", "punct", "case", "cc", "conj", "mark", "dep", "discourse", "list"})
CLAUSES = frozenset({"acl", "advcl", "parataxis", "dep", "list"})
SMALL = frozenset({"ADP", "DET", "CCONJ", "SCONJ"})
LONGEST = 16
IN = 4
TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""The types of what is done with somebody."""
SUFFERED = "HARM"
"""The type of what befalls its subject: who dies, the ship that sinks."""

JUDGED = "JUSTICE"
"""The type of what courts, prosecutors and the police do: a body that a noun is of does it."""


def participants(
    reading: Reading, candidate: Candidate, dated: Container[int], words: Roles
) -> tuple[int | None, int | None]:
    """The heads of an event's actor and target, no words of times (``dated``).

    Without an object, whom something is done with or to is the target; harm befalls its subject.
    """
    frame, kind = candidate.frame, candidate.sense.type
    actor, target = (None if head in dated else head for head in (frame.actor, frame.target))
    if kind == JUDGED and frame.nominal and actor is None and target is not None and _judges(reading, frame, words):
        below = ((preposition(reading, noun), noun) for noun in reading.dependents(target, "nmod"))
        return target, next((noun for case, noun in (*frame.obliques, *below) if case in words["against"]), None)
    if target is not None:
        return actor, target
    if actor is None and (two := _between(reading, candidate, dated, words)) is not None:
        return two
    does_harm = reading.lower_lemma[frame.word] in words["harms"]
    if kind == SUFFERED and not frame.nominal and not frame.passive and not does_harm:
        return None, actor
    cases = (words["with"] if kind in TOGETHER else frozenset()) | (frozenset() if frame.nominal else words["toward"])
    others = [noun for case, noun in frame.obliques if case in cases and noun > frame.word and noun != actor]
    parties = (_party(reading, noun, words) for noun in others if noun not in dated)
    return actor, next((party for party in parties if party is not None), None)


def _between(
    reading: Reading, candidate: Candidate, dated: Container[int], words: Roles
) -> tuple[int, int | None] | None:
    """The two sides, or the one that is both, between which something is: "talks between Lisbon and Madrid"."""
    side = next((noun for case, noun in candidate.frame.obliques if case in words["between"]), None)
    if side is None or side in dated or reading.upos[side] not in ("NOUN", "PROPN", "PRON"):
        return None
    return side, next((other for other in coordinated(reading, side) if other != side), None)


def _judges(reading: Reading, frame: Frame, words: Roles) -> bool:
    """Whether what a noun is of is the body or officer of the law that does it: "the inquiry of the police".

    Somebody with a name does what is given ("the sentence of judge Prado"), and undergoes the rest ("the trial of …").
    """
    noun = frame.target
    if noun is None or preposition(reading, noun) not in words["plain"]:
        return False
    entity = reading.entity[noun]
    if entity >= 0 and reading.entities[entity].type == "ORG":
        name = " ".join(reading.lower[reading.entities[entity].first : reading.entities[entity].last])
        return any(f" {body} " in f" {name} " for body in words["law"])
    officer = not words["law"].isdisjoint((reading.lower_lemma[noun], reading.lower[noun]))
    nameless = not reading.dependents(noun, "flat", "appos", "nmod")
    return officer and (nameless or reading.lower_lemma[frame.word] in words["given"])


def _party(reading: Reading, noun: int, words: Roles) -> int | None:
    """Who or what a complement is: itself, or what it leads to ("in favour of the **reform**"); a means is nobody."""
    bare, lemma = not reading.dependents(noun, "det"), reading.lower_lemma[noun]
    if bare and lemma in words["behind"]:
        below = reading.dependents(noun, "nmod")
        return next((inner for inner in below if preposition(reading, inner) in words["plain"]), None)
    way = bare and lemma in words["means"] | words["cause"]
    return noun if reading.upos[noun] in NOMINAL and not way else None


def phrase(reading: Reading, head: int | None, apart: int | None = None, dated: Container[int] = ()) -> Pieces:
    """The span of a participant's phrase: title, apposition and who else takes part included, clauses, its
    preposition, who stands ``apart`` and a time (``dated``) after a pause left out."""
    if head is None:
        return ()
    words = [head]
    for child in reading.children[head]:
        if child != apart and (reading.relation[child] not in LEFT_OUT or _joins(reading, child)):
            words += _without_clauses(reading, child)
    case = next((child for child in reading.children[head] if reading.deprel[child].startswith("case")), None)
    contracted = reading.token[case] if case is not None else -1
    kept = (word for word in words if reading.token[word] != contracted and reading.upos[word] != "PUNCT")
    words = sorted({head, *kept})
    words = _around(reading, words, head)
    words = words[: next((at for at, word in enumerate(words) if _tells_when(reading, word, head, dated)), None)]
    while words[-1] != head and reading.upos[words[-1]] in SMALL:  # where a long phrase was cut
        words.pop()
    first, last = words[0], words[-1] + 1
    run = reading.form[first:last]
    closed = run.count("(") <= run.count(")") or reading.form[last : last + 1] != (")",)
    return (reading.span(first, last if closed else last + 1),)


def _tells_when(reading: Reading, word: int, head: int, dated: Container[int]) -> bool:
    """Whether a time begins at a word behind a pause after a phrase's head: "the campaign, **in 2014**"."""
    paused = word > head + 1 and reading.form[word - 1] == "," and word - 2 not in dated
    leads = reading.upos[word] in SMALL and word + 1 < len(reading)
    return paused and (word in dated or (leads and word + 1 in dated))


def _joins(reading: Reading, word: int) -> bool:
    """Whether a word is a noun that is coordinated with the one above it."""
    return reading.relation[word] == "conj" and reading.upos[word] in NOMINAL


def _without_clauses(reading: Reading, head: int) -> list[int]:
    """A word and what is below it, but for clauses."""
    inner = (child for child in reading.children[head] if reading.relation[child] not in CLAUSES)
    return [head, *(word for child in inner for word in _without_clauses(reading, child))]


def _around(reading: Reading, words: list[int], head: int) -> list[int]:
    """The run of words about the head, at most ``LONGEST``, broken only by punctuation."""
    at = words.index(head)
    first = last = at
    while first > 0 and all(reading.upos[gap] == "PUNCT" for gap in range(words[first - 1] + 1, words[first])):
        first -= 1
    while last + 1 < len(words) and all(
        reading.upos[gap] == "PUNCT" or reading.token[gap] == reading.token[words[last + 1]]
        for gap in range(words[last] + 1, words[last + 1])
    ):
        last += 1
    return words[first : last + 1][:LONGEST] if last - first < LONGEST else words[at : min(last, at + LONGEST) + 1]


def find_place(reading: Reading, word: int, locatives: Container[str]) -> str | None:
    """The places that a trigger, a phrase of it or of its clause is said to be in; several are joined with ``;``.

    What hangs on a participant may tell where it all is: "the protest of students in Faro".
    """
    node = word
    for _ in range(IN):
        near = reading.children[node] if node != word else sorted(_without_clauses(reading, word)[1:])
        places = [
            name
            for child in near
            if reading.relation[child] in ("obl", "nmod", "advmod") and preposition(reading, child) in locatives
            for name in _locations(reading, child)
        ]
        if places:
            return "; ".join(dict.fromkeys(places))
        if reading.head[node] < 0 or reading.deprel[node].startswith(("ccomp", "acl:relcl", "parataxis")):
            return None
        node = reading.head[node]
    return None


def _locations(reading: Reading, head: int) -> list[str]:
    """The names of places of a phrase: its own, else those that it is within."""
    numbers = dict.fromkeys(reading.entity[word] for word in reading.subtree(head) if reading.entity[word] >= 0)
    entities = [reading.entities[number] for number in numbers if is_place(reading, reading.entities[number])]
    spans = [reading.span(entity.first, entity.last) for entity in entities]
    return [reading.text[span.start : span.end] for span in spans]


def time_words(reading: Reading, times: Sequence[Time]) -> Mapping[int, int]:
    """The index of the date or clock time that each word is part of."""
    return {
        word: index
        for index, time in enumerate(times)
        if time.type in ("DATE", "TIME")
        for word in reading.words(time.span)
    }


def find_time(
    reading: Reading, word: int, dated: Mapping[int, int], vague: Container[int] = (), apart: Container[int] = ()
) -> int | None:
    """The index of the time that dates a trigger: the nearest below it or below the clause that holds it.

    Of several one that is not among the ``vague``: of "mais cedo neste sábado" the Saturday. What dates the words that
    stand ``apart`` does not date the deed: the saying in which it is told, another deed that it is a complement of.
    """
    node = word
    for _ in range(IN):
        if node in apart:
            return None
        if found := _times_below(reading, node, dated):
            return next((time for time in found if time not in vague), found[0])
        if reading.head[node] < 0 or reading.deprel[node].startswith(("ccomp", "acl:relcl", "parataxis")):
            return None
        node = reading.head[node]
    return None


def _times_below(reading: Reading, node: int, dated: Mapping[int, int]) -> list[int]:
    """The times among the adverbials of a word, not within another clause."""
    below = (child for child in reading.children[node] if _may_date(reading, child, dated))
    return [dated[inner] for child in below for inner in (child, *reading.children[child]) if inner in dated]


def _may_date(reading: Reading, word: int, dated: Container[int]) -> bool:
    """Whether a word is an adverbial, or a time that the tree takes for an object ("arrested six months ago")."""
    adverbial = reading.relation[word] in ("obl", "nmod", "advmod", "nummod", "appos")
    return adverbial or (word in dated and reading.relation[word] != "nsubj")
