"""Quotations by dependency rules, as extractors over a spaCy pipeline usually have them.

A verb of saying has its clause (or the quotation marks beside it) as content and its subject as source; "segundo X" has
the rest of its sentence as content and X as source. Verbs and prepositions are Segundo's own tables, so that nothing is
missed for want of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from spacy.tokens import Doc, Span, Token

from segundo.languages import table

Ranges: TypeAlias = list[list[int]]

CLAUSES = ("ccomp", "ccomp:speech")
BESIDE = ("parataxis", "ccomp:speech")
"""Relations of a clause of its own to the verb of saying beside it, or of that verb to the clause."""
SUBJECTS = ("nsubj", "nsubj:pass")
QUOTED = re.compile(r"“([^“”]+)”|«([^«»]+)»|\"([^\"]+)\"")
EDGES = " \t\n\"“”«»'.,;:!?–—-"
PREPOSITIONS = {row["cue"] for row in table("pt", "cue_prepositions") if row["source"] == "any"}
VERBS = {row["lemma"]: row["act"] for row in table("pt", "cues")}


def statements(doc: Doc) -> Iterator[dict[str, Any]]:
    """The statements of a text in the gold form."""
    quoted = [match.span(match.lastindex or 0) for match in QUOTED.finditer(doc.text)]
    for sentence in doc.sents:
        inside = [quote for quote in quoted if quote[0] < sentence.end_char and quote[1] > sentence.start_char]
        for token in sentence:
            if token.pos_ in ("VERB", "AUX") and token.lemma_ in VERBS:
                yield from _said(token, inside)
            elif token.dep_ == "case":
                preposition = [token, *(child for child in token.children if child.dep_ == "fixed")]
                if " ".join(part.lower_ for part in preposition) in PREPOSITIONS:
                    yield from _according(sentence, preposition)


def _said(verb: Token, quoted: Iterable[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    clause = next((child for child in verb.children if child.dep_ in CLAUSES), None)
    subject = _subject(verb)
    source = [] if subject is None else _without_clauses(subject)
    outside = {verb.i, *(token.i for token in source)}
    if clause is not None:
        content = [token for token in clause.subtree if token.i not in outside]
        marks = [token for token in clause.children if token.dep_ == "mark" and token.i < clause.i]
        content = [token for token in content if not marks or token.i > marks[0].i]
    elif verb.dep_ in BESIDE:
        below = {token.i for token in verb.subtree}
        content = [token for token in verb.head.subtree if token.i not in below]
    else:
        content = [token for child in verb.children if child.dep_ in BESIDE for token in child.subtree]
    ranges = _ranges(content)
    inner = [[start, end] for start, end in quoted if not ranges or any(a < end and b > start for a, b in ranges)]
    if inner and (not ranges or verb.dep_ in BESIDE):
        ranges = inner
    if ranges:
        negated = any(child.lower_ == "não" for child in verb.children)
        yield _statement(verb.doc, ranges, [verb], source, inner, act=VERBS[verb.lemma_], said=not negated)


def _according(sentence: Span, preposition: list[Token]) -> Iterator[dict[str, Any]]:
    source = [token for token in _without_clauses(preposition[0].head) if token not in preposition]
    outside = {*preposition, *source}
    if ranges := _ranges([token for token in sentence if token not in outside]):
        yield _statement(sentence.doc, ranges, preposition, source, [], act="state", said=True)


def _statement(
    doc: Doc, content: Ranges, cue: list[Token], source: list[Token], quoted: Ranges, *, act: str, said: bool
) -> dict[str, Any]:
    letters = [at for start, end in content for at in range(start, end) if doc.text[at].isalnum()]
    within = [any(start <= at < end for start, end in quoted) for at in letters]
    words = _ranges(source)
    return {
        "content": content,
        "cue": _ranges(cue),
        "source": words,
        "speaker": " ".join(doc.text[start:end] for start, end in words) or None,
        "on_behalf_of": None,
        "form": "direct" if all(within) else "mixed" if any(within) else "indirect",
        "act": act,
        "when": None,
        "said": said,
    }


def _subject(verb: Token) -> Token | None:
    """The verb's subject, or that of the verb it is coordinated with."""
    found = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    return _subject(verb.head) if found is None and verb.dep_ == "conj" else found


def _without_clauses(noun: Token) -> list[Token]:
    """A noun phrase without its relative clauses."""
    left_out = {token.i for child in noun.children if child.dep_.startswith("acl") for token in child.subtree}
    return [token for token in noun.subtree if token.i not in left_out]


def _ranges(tokens: Iterable[Token]) -> Ranges:
    """Runs of neighbouring tokens as code points, without marks and white space at their ends."""
    out: Ranges = []
    last = -2
    doc = None
    for token in sorted(tokens, key=lambda token: token.i):
        doc = token.doc
        if token.i == last + 1:
            out[-1][1] = token.idx + len(token)
        else:
            out.append([token.idx, token.idx + len(token)])
        last = token.i
    text = doc.text if doc is not None else ""
    for piece in out:
        while piece[0] < piece[1] and text[piece[0]] in EDGES:
            piece[0] += 1
        while piece[0] < piece[1] and text[piece[1] - 1] in EDGES:
            piece[1] -= 1
    return [piece for piece in out if piece[0] < piece[1]]
