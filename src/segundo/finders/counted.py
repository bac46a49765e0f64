"""What a figure is of: the words that it counts, or whose measure it is, and what happened to them.

A count is of its noun. A sum, a share or a measure is of the noun with "de" before it ("uma dívida de 30 euros"), of
the one behind it ("40% das aulas"), or of the subject whose verb it completes ("a obra custou 30 euros").
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from segundo.finders.evidence import VERBAL, before, governors
from segundo.finders.quantities import NOMINAL, Quantity, joiners, words_of
from segundo.reader.reading import Reading

_PHRASE = frozenset({"amod", "nmod", "case", "det", "flat", "compound", "fixed"})
_SHARED = frozenset({"xcomp", "conj"})
_COMPLETING = frozenset({"obj", "obl", "nmod", "advmod"})
_ARGUMENTS = frozenset({"nsubj", "obj", "obl"})
_SMALL = frozenset({"ADP", "DET", "ADV"})


def of_what(
    reading: Reading, quantity: Quantity, verb: int | None, last: tuple[Quantity, Sequence[int]] | None,
    timed: Collection[int], language: str,
) -> list[int]:  # fmt: skip
    """The words that tell of what a figure is, in order.

    ``verb`` is the one that decided its kind, ``last`` the quantity before with its words; ``timed`` are the words of
    times, which tell of no figure what it is of.
    """
    after, words = quantity.after, set[int]()
    if verb is None:
        verb = next((word for word, _ in governors(reading, quantity) if _predicates(reading, word)), None)
    if quantity.noun is not None:
        words.update(range(after, quantity.past))
        words.update(word for word in _phrase(reading, quantity.noun) if word >= after)
    elif quantity.unit is not None:
        if last and _goes_on(reading, quantity, last[0], timed, language):
            return list(last[1])
        words.update(_behind(reading, quantity, timed, language))
        words.update(_measured(reading, quantity, language))
    if verb is not None:
        words.update(_verb_group(reading, verb, language))
    return _untimed(reading, sorted(words.difference(range(quantity.lead, after))), timed)


def _goes_on(
    reading: Reading, quantity: Quantity, last: Quantity, timed: Collection[int], language: str
) -> bool:
    """Whether a measure is one more of the same: in brackets ("8 euros (9 dólares)") or for another time."""
    if last.unit is None or reading.sentence[last.first] != reading.sentence[quantity.first]:
        return False
    if last.after == quantity.lead - 1 and reading.form[last.after] == "(":
        return quantity.kind == last.kind and quantity.unit != last.unit
    between = [word for word in range(last.after, quantity.lead) if word not in timed]
    small = all(reading.upos[word] in ("ADP", "DET", "CCONJ", "PUNCT") for word in between)
    return quantity.unit == last.unit and bool(between) and small and not _behind(reading, quantity, timed, language)


def _measured(reading: Reading, quantity: Quantity, language: str) -> list[int]:
    """What a sum, share or measure is of that stands before it, or that a verb brings to it."""
    top = _top(reading, quantity)
    verb, relation = reading.head[top], reading.relation[top]
    if is_so := reading.dependents(top, "nsubj"):
        return _subject(reading, quantity, is_so[0], top)
    if words := _named_before(reading, quantity, language):
        return words
    if relation in _COMPLETING and reading.upos[verb] == "VERB":
        brought = (noun for noun in reading.dependents(verb, "obj") if reading.upos[noun] in NOMINAL and noun != top)
        if (noun := next(brought, None)) is not None:
            return [*_phrase(reading, noun), verb]
        if words := _completed(reading, quantity, verb, language):
            return words
    noun = _beside(reading, quantity, relation in _ARGUMENTS, language)
    return [] if noun is None else [word for word in _phrase(reading, noun) if word < quantity.lead]


def _top(reading: Reading, quantity: Quantity) -> int:
    """The word of a number and its unit that the others depend on."""
    inside = range(quantity.first, quantity.after)
    return next((word for word in inside if reading.head[word] not in inside), quantity.first)


def _completed(reading: Reading, quantity: Quantity, verb: int, language: str) -> list[int]:
    """The subject of the verb that a number completes, and the verb; of a participle the noun that it goes with."""
    first, steps = verb, 0
    while verb >= 0 and reading.upos[verb] == "VERB" and steps < 3:
        if subjects := reading.dependents(verb, "nsubj"):
            words = _subject(reading, quantity, subjects[0], verb)
            return [*words, *_verb_group(reading, first, language)] if words else []
        if verb == first and reading.relation[verb] == "acl" and reading.has(verb, "VerbForm=Part"):
            return [*(word for word in _phrase(reading, reading.head[verb]) if word < quantity.lead), verb]
        if reading.relation[verb] not in _SHARED:
            return []
        verb, steps = reading.head[verb], steps + 1
    return []


def _subject(reading: Reading, quantity: Quantity, subject: int, verb: int) -> list[int]:
    """What does or is so much, for a relative pronoun what it stands for; a person has a share, but is no sum."""
    if reading.upos[subject] == "PRON" and reading.deprel[verb] == "acl:relcl":
        subject = reading.head[verb]
    if reading.upos[subject] not in NOMINAL or subject >= quantity.lead:
        return []
    named = (word for word in (subject, subject + 1) if word < len(reading) and reading.entity[word] >= 0)
    person = any(reading.entities[reading.entity[word]].type == "PER" for word in named)
    if person and quantity.kind != "percent":
        return []
    return _phrase(reading, subject)


def _named_before(reading: Reading, quantity: Quantity, language: str) -> list[int]:
    """The noun that a number follows with "de", or that which has the "valor" or "total" that it follows so.

    "As vendas tiveram uma queda de 30%" tells of both: a share of a change is of what changes too.
    """
    noun, end = next((word for word, role in before(reading, quantity) if role == "of"), None), quantity.lead
    begin = reading.sentences[reading.sentence[quantity.first]][0]
    if noun is None and quantity.number.bound == "about" and end > begin:
        noun = _up(reading, end - 1, language)  # "um prejuízo estimado em 30 euros": the bound has the "em"
    elif noun is not None:
        holder = _holder(reading, noun, language)
        noun, end = (_up(reading, noun, language), end) if holder is None else (holder, noun)
    if noun is None:
        return []
    words = [word for word in _phrase(reading, noun) if word < end]
    while words and reading.upos[words[-1]] in _SMALL:
        words.pop()
    while words and reading.upos[words[0]] == "ADP":
        led = reading.token[words.pop(0)]
        words = [word for word in words if reading.token[word] != led]
    if quantity.kind == "percent" and reading.relation[noun] == "obj":
        words += _completed(reading, quantity, reading.head[noun], language)
    return words


def _holder(reading: Reading, noun: int, language: str) -> int | None:
    """The noun right before a word for a sum that a preposition leads: "doações" in "doações no valor"."""
    if reading.lower[noun] not in words_of(language, "amount"):
        return None
    begin, word = reading.sentences[reading.sentence[noun]][0], noun - 1
    while word >= begin and reading.upos[word] in _SMALL:
        word -= 1
    return _up(reading, word, language) if begin <= word < noun - 1 else None


def _up(reading: Reading, word: int, language: str) -> int | None:
    """The noun of the phrase that ends with a word."""
    begin = reading.sentences[reading.sentence[word]][0]
    while reading.relation[word] in (*_PHRASE, "acl") and begin <= reading.head[word] < word:
        if any(reading.lower[case] not in joiners(language) for case in reading.dependents(word, "case")):
            break
        if reading.dependents(reading.head[word], "nummod"):
            break
        word = reading.head[word]
    return word if reading.upos[word] in NOMINAL else None


def _beside(reading: Reading, quantity: Quantity, argument: bool, language: str) -> int | None:
    """The noun that a number follows in brackets or, unless it has a verb, after a comma: "as vendas, 18%"."""
    begin = reading.sentences[reading.sentence[quantity.first]][0]
    word = quantity.lead - 2
    if word < begin or reading.form[word + 1] not in ("(" if argument else "(,"):
        return None
    return _up(reading, word, language)


def _behind(reading: Reading, quantity: Quantity, timed: Collection[int], language: str) -> list[int]:
    """The noun that a share or measure is of, as far as nothing stands between: "40% das aulas"."""
    after = quantity.after
    if after >= len(reading) or reading.upos[after] != "ADP":
        return []
    noun = reading.head[after]
    if noun < after or noun in timed:
        return []
    counted = bool(reading.dependents(noun, "nummod"))
    if counted and (quantity.kind == "money" or reading.lower[after] not in joiners(language)):
        return []
    words = (word for word in _phrase(reading, noun) if word >= after)
    return [word for place, word in enumerate(words) if word == after + place]


def _predicates(reading: Reading, word: int) -> bool:
    """Whether a word is a verb, or what a copula says of its subject."""
    return reading.upos[word] in VERBAL or bool(reading.dependents(word, "cop"))


def _verb_group(reading: Reading, verb: int, language: str) -> list[int]:
    """A verb with its auxiliaries, and what denies it: without that the words would tell the contrary."""
    return [*denials(reading, verb, language), *reading.dependents(verb, "aux", "cop"), verb]


def denials(reading: Reading, verb: int, language: str) -> list[int]:
    """The adverbs by which a verb is denied: "30 pessoas que não participaram"."""
    return [word for word in reading.dependents(verb, "advmod") if reading.lower[word] in words_of(language, "denies")]


def _phrase(reading: Reading, noun: int) -> list[int]:
    """A noun and what depends on it, without relative clauses, coordinated nouns and punctuation."""
    out, todo = [], [noun]
    while todo:
        out.append(word := todo.pop())
        todo += [child for child in reading.children[word] if reading.relation[child] in _PHRASE]
    return sorted(out)


def _untimed(reading: Reading, words: Sequence[int], timed: Collection[int]) -> list[int]:
    """Words without those of times, and the small words that lead them."""
    out: list[int] = []
    for word in words:
        if word in timed:
            while out and out[-1] == word - 1 and reading.upos[out[-1]] in ("ADP", "DET"):
                word = out.pop()
        else:
            out.append(word)
    return out
