"""Documents: who, as far as the text says, wrote what a noun such as "the report" takes up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from segundo.resolve.owners import all_of
from segundo.resolve.scene import Moment, Scene, Voices, named

_CLAUSES = ("acl", "amod")
_OBJECTS = frozenset({"obj", "obl", "nsubj:pass"})
_TIES = ("said", "of", "in", "obj")
FAR = 12
"""A noun takes up a document of its kind no further than so many sentences away, one of its own name anywhere."""


def paper_of(scene: Scene, verb: int) -> int | None:
    """The document in which something is said: what the verb's relative clause is about, or a complement of it.

    "A note in which she denied it", "in the petition, he says".
    """
    reading, lex = scene.reading, scene.lexicon
    if reading.deprel[verb].partition(":")[0] == "acl" and reading.lower[reading.head[verb]] in lex.documents:
        before = range(reading.head[verb] + 1, verb)
        if any(reading.lower[word] in lex.words["in"] for word in before):
            return reading.head[verb]
    led = verb > 2 and reading.has(verb - 1, "PronType=Rel") and reading.lower[verb - 2] in lex.words["in"]
    if led and reading.lower[verb - 3] in lex.documents:
        return verb - 3  # the tree has the clause elsewhere
    return next(
        (
            word
            for word in reading.dependents(verb, "obl", "nmod")
            if reading.lower[word] in lex.documents and _case(scene, word) in lex.words["in"]
        ),
        None,
    )


def maker(scene: Scene, head: int, moment: Moment) -> Voices:
    """Who the text says made the document that the noun ``head`` takes up, or nobody.

    The document is looked for where it stands and where the text names it before, or next where it does not: by the
    same noun first, then by one of its kind. Its maker is who said something there, whose the noun says that it is,
    or who made it.
    """
    reading, lex = scene.reading, scene.lexicon
    form = reading.lower[head]
    paper = lex.documents[form]
    before = [word for word in reversed(scene.papers) if word <= head]
    after = [word for word in scene.papers if word > head and reading.sentence[word] <= reading.sentence[head] + 1]
    kin: list[int] = []
    same: list[int] = []
    for word in (*before, *after):
        other = reading.lower[word]
        if other == form or reading.lemma[word] == reading.lemma[head]:
            same.append(word)
        elif abs(reading.sentence[head] - reading.sentence[word]) <= FAR and paper.takes_up(lex.documents[other]):
            kin.append(word)
    for words in (same, *([word] for word in kin)):
        ties: dict[str, Voices] = {}
        for word in words:
            for tie, voices in _ties(scene, word, moment):
                ties.setdefault(tie, voices)
        if ties:
            return ties[min(ties, key=_TIES.index)]
    return ()


def _ties(scene: Scene, word: int, moment: Moment) -> Iterator[tuple[str, Voices]]:
    """Who is tied to a document where a noun names it: who says something there, whose it is, who makes it."""
    reading, lex = scene.reading, scene.lexicon
    for said in moment.past:
        if reading.sentence[said.word] == reading.sentence[word] and word not in said.content:
            yield "said", said.voices
    for child in reading.children[word]:
        if child < word:
            continue
        if reading.deprel[child].partition(":")[0] in _CLAUSES:
            for agent in reading.dependents(child, "obl"):
                if _case(scene, agent) in lex.words["by"]:
                    yield from _of(scene, reading.subtree(agent), "of")
        elif (case := _case(scene, child)) in lex.words["of"] or case in lex.words["by"]:
            yield from _of(scene, reading.subtree(child), "of")
    verb, relation = reading.head[word], reading.deprel[word]
    base = relation.partition(":")[0]
    if verb < 0 or not {relation, base} & _OBJECTS:
        return
    if base == "obl" and _case(scene, word) not in lex.words["in"]:
        return
    for subject in reading.dependents(verb, "nsubj", "obl:agent"):
        if subject != word:
            yield from _of(scene, reading.subtree(subject), "in" if base == "obl" else "obj")


def _of(scene: Scene, words: Sequence[int], tie: str) -> Iterator[tuple[str, Voices]]:
    if numbers := all_of(scene, words):
        yield tie, tuple(named(scene, number) for number in numbers)


def _case(scene: Scene, word: int) -> str:
    """The form of the preposition before a word, empty where there is none."""
    reading = scene.reading
    return next((reading.lower[child] for child in reading.dependents(word, "case") if child < word), "")
