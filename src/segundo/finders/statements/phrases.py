"""Noun phrases: the longest one around a head word, relative clauses left out."""

from __future__ import annotations

from segundo.finders.statements.page import Page

_NOT_IN_PHRASE = frozenset(
    {
        "acl:relcl",
        "parataxis",
        "advcl",
        "ccomp",
        "csubj",
        "nsubj",
        "cop",
        "aux",
        "discourse",
        "dislocated",
        "mark",
        "vocative",
    }
)
_NOT_AT_HEAD = frozenset({"case", "cc", "punct"})


def noun_phrase(page: Page, head: int, first: int, last: int) -> tuple[int, ...]:
    """The words of the phrase around a head, within the words ``[first, last)``; one run, or two around a clause."""
    reading = page.reading
    kept, todo = {head}, [head]
    while todo:
        node = todo.pop()
        for child in reading.children[node]:
            if not first <= child < last or _outside(page, node, child, node == head):
                continue
            kept.add(child)
            todo.append(child)
    low = high = head
    while (at := _next(page, low, kept, -1)) is not None:
        low = at
    while (at := _next(page, high, kept, 1)) is not None:
        high = at
    low, end = page.trim(low, high + 1)
    return tuple(range(low, end))


def _next(page: Page, word: int, kept: set[int], step: int) -> int | None:
    """The next kept word in a direction, punctuation skipped; None where another word comes between."""
    at = word + step
    while 0 <= at < len(page.reading) and at not in kept and page.is_punct(at):
        at += step
    return at if at in kept else None


def _outside(page: Page, node: int, child: int, of_head: bool) -> bool:
    """Whether a dependent of a word is no part of the phrase."""
    reading = page.reading
    relation = reading.deprel[child]
    base = relation.partition(":")[0]
    if base == "parataxis" and _is_bracketed(page, child):
        return False
    if relation in _NOT_IN_PHRASE or base in _NOT_IN_PHRASE:
        return True
    if of_head and base in _NOT_AT_HEAD:
        return True
    if of_head and base == "advmod" and child > node:
        return True
    start = min(reading.subtree(child))
    after_comma = start > 0 and page.is_punct(start - 1) and reading.form[start - 1] == ","
    if base == "acl":
        finite = reading.has(child, "VerbForm=Fin")
        return after_comma or finite or reading.upos[node] == "PRON" or _has_relative(page, child)
    if base == "appos":
        return reading.form[start] == ":"
    if base == "det" and child > node and reading.upos[child] == "PRON":
        return True  # "a note in the which"
    if base == "conj":
        return reading.upos[child] in ("VERB", "AUX") or any(
            reading.deprel[one].partition(":")[0] in ("nsubj", "cop") for one in reading.children[child]
        )
    return bool(base in ("obl", "nmod") and after_comma and of_head)


def _is_bracketed(page: Page, word: int) -> bool:
    """Whether a word with what hangs on it stands in brackets and is no clause: a party, an acronym, an age."""
    reading = page.reading
    tree = reading.subtree(word)
    opens = tree[0] - (reading.form[tree[0]] != "(")
    return opens >= 0 and reading.form[opens] == "(" and not any(reading.has(at, "VerbForm=Fin") for at in tree)


def _has_relative(page: Page, verb: int) -> bool:
    """Whether a clause starts with a relative pronoun."""
    return any(page.reading.has(child, "PronType=Rel") for child in page.reading.children[verb])
