"""Figures: how many, how much, of what, where, when, and according to whom.

A figure's kind comes from the table ``figure_kinds``: from the counted noun, the noun that governs it ("a morte de 30
pessoas"), or the verb that it is the subject or the object of. The tree is asked, and the order of the words where the
tree says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cache
from typing import cast

from segundo.article import Span
from segundo.finders.counted import denials, of_what
from segundo.finders.evidence import VERBAL, evidence
from segundo.finders.places import is_place
from segundo.finders.quantities import NOMINAL, Quantity, find_quantities, words_of
from segundo.languages import table
from segundo.reader.reading import Entity, Reading
from segundo.records import Figure, FigureKind, Statement, Time
from segundo.resolve.names import fold
from segundo.resolve.places import named, state_of

_HUMAN: frozenset[FigureKind] = frozenset(
    {"killed", "injured", "missing", "displaced", "detained", "affected", "participants"}
)
_NEAR = 4
_CASE = 2
"""The words of "em" with its article, which stand before a place."""
_AROUND = frozenset({"ADP", "DET", "PUNCT"})
"""What stands between a place and that in which it lies."""
_PHRASE_BEFORE = frozenset({"ADP", "DET", "NOUN", "ADJ", "PRON"})
"""What may stand between a word that compares and the place of what is compared with."""
_CLOCK = re.compile(r"\d{1,2}(?:h\d*|:\d\d)")
_CLAUSES = frozenset({"root", "ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp"})
_GOES_ON = frozenset({"advcl", "xcomp", "conj"})
_CASUALTIES = frozenset({"killed", "injured", "missing", "displaced", "votes"})


def find_figures(
    reading: Reading, times: Sequence[Time], statements: Sequence[Statement], language: str = "pt"
) -> tuple[Figure, ...]:
    """The figures of a reading, in order; ``when`` and ``according_to`` are places in ``times`` and ``statements``."""
    figures: list[Figure] = []
    last: Quantity | None = None
    told: list[int] = []
    timed = frozenset(word for time in times for word in reading.words(time.span))
    quantities = find_quantities(reading, times, language)
    for place, quantity in enumerate(quantities):
        kind, rule, deciding = _kind(reading, quantity, last, figures, timed, language)
        when = _when(reading, quantity, kind in _HUMAN, times)
        told = of_what(reading, quantity, deciding, (last, told) if last else None, timed, language)
        figures.append(
            Figure(
                number=(quantity.span,),
                what=reading.pieces(told),
                value=quantity.value,
                high=quantity.high,
                bound=quantity.number.bound,
                kind=kind,
                unit=quantity.unit,
                rule=f"figure.{rule}",
                score=_SCORES[rule],
                place=_place(reading, quantity, kind in _HUMAN, language),
                when=_of_pair(reading, place, quantities, when, times, language),
                according_to=_according_to(quantity, statements),
            )
        )
        last = quantity
    return tuple(figures)


_SCORES = {"unit": 0.96, "does": 0.95, "of": 0.95, "done": 0.9, "ill": 0.9, "noun": 0.85, "row": 0.85, "count": 0.8}
"""How sure each rule is: near its share of right figures on the articles it was made on, less sure where it is rare."""


@cache
def _kinds(language: str, role: str) -> dict[str, FigureKind]:
    rows = (row for row in table(language, "figure_kinds") if row["role"] == role)
    return {word: cast(FigureKind, row["kind"]) for row in rows for word in row["words"].split()}


@cache
def _stems(language: str, role: str) -> dict[str, FigureKind]:
    """The verbs without the ending of their conjugation, which a reader may take for another's ("prendeu", prendar)."""
    verbal = role in ("does", "done")
    return {word[:-2]: kind for word, kind in _kinds(language, role).items() if verbal and word.endswith("r")}


def _look(reading: Reading, word: int, role: str, language: str) -> FigureKind | None:
    """What the table says of a word in a role: by the form with the next word's, the form, the lemma, a verb's stem."""
    kinds, form, lemma = _kinds(language, role), reading.lower[word], reading.lower_lemma[word]
    pair = f"{form}_{reading.lower[word + 1]}" if word + 1 < len(reading) else ""
    kind = kinds.get(pair) or kinds.get(form) or kinds.get(lemma)
    return kind or (_stems(language, role).get(lemma[:-2]) if reading.upos[word] == "VERB" else None)


def _kind(
    reading: Reading, quantity: Quantity, last: Quantity | None, figures: Sequence[Figure], timed: Container[int],
    language: str,
) -> tuple[FigureKind, str, int | None]:  # fmt: skip
    """A figure's kind, the rule that gave it, and the verb that decided it.

    ``figures`` are those before it, ``timed`` the words of time expressions.
    """
    if quantity.kind or quantity.unit:
        return quantity.kind or "other", "unit", None
    alone = quantity.noun is None
    noun = None if quantity.noun is None else _look(reading, quantity.noun, "noun", language)
    if noun in _CASUALTIES:
        return noun, "noun", None
    row = last is not None and last.kind is None and _is_in_row(reading, last, quantity)
    counted = last.noun if last and row and alone else quantity.noun
    people = noun is not None or counted is None or _is_people(reading, counted, language)
    whole = _is_whole(reading, quantity)
    if last and noun is None and figures[-1].kind in _HUMAN and _is_among(reading, last, quantity, language):
        return figures[-1].kind, "row", None
    if people and not whole:
        for word, role in evidence(reading, quantity, timed):
            if role in ("does", "done") and denials(reading, word, language):
                continue
            kind = _look(reading, word, role, language)
            if kind is None and role == "does":
                kind = _leaving(reading, word, counted, language)
            if kind is None and role == "done":
                kind = _brought(reading, word, language)
            if kind is None and role == "does" and _is_reflexive(reading, word, language):
                kind = _look(reading, word, "done", language)
            if kind:
                return kind, role, word if reading.upos[word] not in NOMINAL else None
    if people and (kind := _without(reading, quantity, language)):
        return kind, "done", None
    if noun:
        return noun, "noun", None
    if alone and (kind := _subject_kind(reading, quantity, language)):
        return kind, "noun", None
    if row and (alone or (people and not whole)) and not (figures[-1].kind == "killed" and _acts(reading, quantity)):
        counts = None if last is None or last.noun is None else _look(reading, last.noun, "noun", language)
        return (counts or "other") if figures[-1].kind == "other" else figures[-1].kind, "row", None
    if quantity.noun is not None and (kind := _case_kind(reading, quantity.noun, figures, language)):
        return kind, "ill", None
    return "other", "count", None


def _is_reflexive(reading: Reading, verb: int, language: str) -> bool:
    """Whether a verb has a pronoun of its subject beside it, so that what it does is done to the subject."""
    beside = (word for word in (verb - 1, verb + 1) if 0 <= word < len(reading) and reading.upos[word] == "PRON")
    return any(reading.lower[word].strip("-") in words_of(language, "reflexive") for word in beside)


def _leaving(reading: Reading, verb: int, counted: int | None, language: str) -> FigureKind | None:
    """What those are who leave their homes, and people at large, or a number alone, who leave their land."""
    large = counted is None or reading.lower[counted] in _homes(language, "large")
    homes = _homes(language, "home").union(_homes(language, "land") if large else ())
    home = any(reading.lower[left] in homes for left in reading.dependents(verb, "obj"))
    return _look(reading, verb, "leave", language) if home else None


def _without(reading: Reading, quantity: Quantity, language: str) -> FigureKind | None:
    """What those are who are left without a home ("deixou 30 pessoas sem casa"), or without something else."""
    end = reading.sentences[reading.sentence[quantity.first]][1]
    for word in range(quantity.past, min(quantity.past + _NEAR, end - 1)):
        if reading.lower[word] in words_of(language, "without"):
            return "displaced" if reading.lower[word + 1] in _homes(language, "home") else "other"
        if reading.upos[word] == "PUNCT":
            break
    return None


def _brought(reading: Reading, verb: int, language: str) -> FigureKind | None:
    """What those become whom a verb brings somewhere: "levou 30 pessoas à morte"."""
    if reading.lower_lemma[verb] not in words_of(language, "brings"):
        return None
    ends = (_look(reading, end, "of", language) for end in reading.dependents(verb, "obl", "nmod"))
    return next(filter(None, ends), None)


@cache
def _homes(language: str, name: str) -> frozenset[str]:
    rows = (row for row in table(language, "figure_homes") if row["class"] == name)
    return frozenset(word for row in rows for word in row["words"].split())


def _acts(reading: Reading, quantity: Quantity) -> bool:
    """Whether the counted did something, as the dead do not: "20 morreram e milhares deixaram o país"."""
    head = quantity.after - 1 if quantity.noun is None else quantity.noun
    while reading.deprel[head].startswith(("nmod", "nummod", "flat")) and reading.head[head] >= quantity.first:
        head = reading.head[head]
    verb = reading.head[head]
    return reading.deprel[head] == "nsubj" and reading.upos[verb] == "VERB" and reading.has(verb, "Tense=Past")


def _case_kind(reading: Reading, noun: int, figures: Sequence[Figure], language: str) -> FigureKind | None:
    """What counted cases are: ill people where an illness follows, or did at an earlier figure."""
    if reading.lower[noun] not in words_of(language, "cased"):
        return None
    following = range(noun + 1, min(noun + 4, len(reading)))
    ill = next((kind for word in following if (kind := _look(reading, word, "ill", language))), None)
    return ill or next((figure.kind for figure in figures if figure.rule == "figure.ill"), None)


def _subject_kind(reading: Reading, quantity: Quantity, language: str) -> FigureKind | None:
    """The kind of what a sentence gives the number of before the number itself: "o número de mortos subiu para 30"."""
    begin = reading.sentences[reading.sentence[quantity.first]][0]
    for word in range(quantity.first - 1, begin, -1):
        if reading.lower[word] in words_of(language, "number_of"):
            nominal = (at for at in range(word + 1, quantity.first) if reading.upos[at] in NOMINAL)
            return _look(reading, next(nominal, word), "noun", language)
    return None


def _is_in_row(reading: Reading, last: Quantity, quantity: Quantity) -> bool:
    """Whether a number goes on what the last began: in its sentence, with no noun of its own or no verb between."""
    if reading.sentence[last.first] != reading.sentence[quantity.first]:
        return False
    return quantity.noun is None or not VERBAL & set(reading.upos[last.after : quantity.lead])


def _is_among(reading: Reading, last: Quantity, quantity: Quantity, language: str) -> bool:
    """Whether a number is of some of those counted before, and nothing else is said of them: "sendo três crianças,"."""
    begin, end = reading.sentences[reading.sentence[quantity.first]]
    if last.first < begin or reading.lower[quantity.lead - 1] not in words_of(language, "among"):
        return False
    return quantity.past == end or reading.upos[quantity.past] in ("PUNCT", "CCONJ")


def _is_whole(reading: Reading, quantity: Quantity) -> bool:
    """Whether a number is that of which another takes a share: 12 in "cinco das 12 casas" and "das 12 casas, cinco"."""
    lead = quantity.lead
    if lead < 2 or reading.token[lead - 1] != reading.token[lead - 2] or reading.upos[lead - 2] != "ADP":
        return False
    begin = reading.sentences[reading.sentence[quantity.first]][0]
    return lead - 2 == begin or reading.upos[lead - 3] in ("NUM", "SYM", "PUNCT")


def _is_people(reading: Reading, noun: int, language: str) -> bool:
    form = reading.lower[noun]
    return form in words_of(language, "people") or form.endswith(tuple(words_of(language, "people_ending")))


def _place(reading: Reading, quantity: Quantity, human: bool, language: str) -> str | None:
    """The nearest place after "em" that the tree ties to what is counted.

    For people else the nearest such place of the sentence, the first of all that it names, or the last before in the
    paragraph.
    """
    first = reading.paragraphs[reading.paragraph[quantity.first]][0]
    begin, end = reading.sentences[reading.sentence[quantity.first]]
    places = [entity for entity in reading.entities if first <= entity.first < end and is_place(reading, entity)]
    places = [
        place for place in places
        if not (_is_zone(reading, place, language) or _is_compared(reading, place, begin, language))
    ]  # fmt: skip
    here = [place for place in places if place.first >= begin]
    inside = [place for place in here if _is_inside(reading, place, begin, language)]
    tied = [place for place in inside if _is_tied(reading, quantity, place)]
    if tied or (human and inside):
        chosen = _nearest(reading, quantity, tied or inside)
    elif human and places:
        chosen = (here or places[-1:])[0]
    else:
        return None
    return _in_full(reading, chosen)


def _in_full(reading: Reading, place: Entity) -> str:
    """A place's name; of the end of a town's name that the text has given before the whole name.

    "Serra" is "São Lourenço da Serra" after that, but not where a state stands behind it: "Serra (ES)".
    """
    name = reading.text[slice(*reading.span(place.first, place.last))]
    short, behind = fold(name), reading.form[place.last : place.last + 2]
    if named(short).states or (behind[:1] == ("(",) and state_of("".join(behind[1:]))):
        return name
    for entity in reading.entities:
        if entity.first >= place.first:
            break
        whole = reading.text[slice(*reading.span(entity.first, entity.last))]
        words = fold(whole)
        if len(words) > len(short) and words[-len(short) :] == short and named(words).towns:
            return whole
    return name


def _nearest(reading: Reading, quantity: Quantity, places: Sequence[Entity]) -> Entity:
    """The place nearest to a number; of "em Évora, no Alentejo" the first."""

    def gap(place: Entity) -> int:
        return max(quantity.lead - place.last, place.first - _CASE - quantity.past, 0)

    chosen = min(places, key=gap)
    for place in reversed(places):
        between = reading.upos[place.last : chosen.first]
        if place.first < chosen.first and len(between) <= _NEAR and _AROUND.issuperset(between):
            chosen = place
    return chosen


def _is_inside(reading: Reading, place: Entity, begin: int, language: str) -> bool:
    before = reading.form[max(begin, place.first - 2) : place.first]
    return not words_of(language, "in").isdisjoint(form.lower() for form in before)


def _is_zone(reading: Reading, place: Entity, language: str) -> bool:
    """Whether a place tells only by whose clock an hour is: "às 19h (hora de Lima)", "às 19h (23h em Lisboa)"."""
    before = reading.lower[max(0, place.first - _NEAR) : place.first]
    bracket = "(" in before and any(_CLOCK.fullmatch(form) for form in before)
    return bracket or not words_of(language, "clock").isdisjoint(before)


def _is_compared(reading: Reading, place: Entity, begin: int, language: str) -> bool:
    """Whether a place is that of what something is only compared with: "como em Lima", "mais do que os de Lima"."""
    word = place.first
    while word > begin and reading.upos[word - 1] in _PHRASE_BEFORE:
        if _ends_comparison(reading, word, begin, language):
            break
        word -= 1
    led = word < place.first  # in "cidades como Lima" the place is one of them
    return led and _ends_comparison(reading, word, begin, language)


def _ends_comparison(reading: Reading, word: int, begin: int, language: str) -> bool:
    """Whether what stands right before a word compares: of "tanto em Lima como em Évora" both are meant."""
    said = "_".join(reading.lower[begin:word])
    if not any(f"_{said}".endswith(f"_{form}") for form in words_of(language, "compares")):
        return False
    return words_of(language, "both").isdisjoint(reading.lower[begin:word])


def _is_tied(reading: Reading, quantity: Quantity, place: Entity) -> bool:
    """Whether a place and what is counted are in one clause, or one of them is part of the other's phrase.

    A clause that goes on with another's subject and place ("deixando", "e matou") is one with it.
    """
    head = quantity.noun if quantity.noun is not None else quantity.after - 1
    at = place.first
    while place.first <= reading.head[at] < place.last:
        at = reading.head[at]
    above = {head, *reading.ancestors(head)}
    if at in above or head in reading.ancestors(at):
        return True
    clause = _clause(reading, head)
    clauses = {clause}
    while reading.relation[clause] in _GOES_ON and reading.head[clause] >= 0:
        clause = _clause(reading, reading.head[clause])
        clauses.add(clause)
    return _clause(reading, at) in clauses


def _clause(reading: Reading, word: int) -> int:
    """The word that heads the clause in which a word stands."""
    above = (at for at in (word, *reading.ancestors(word)) if reading.relation[at] in _CLAUSES)
    return next(above, word)


def _when(reading: Reading, quantity: Quantity, human: bool, times: Sequence[Time]) -> int | None:
    """The date of the sentence that is nearest to the number; for people else the last before in the paragraph."""
    paragraph = reading.span(*reading.paragraphs[reading.paragraph[quantity.first]])
    sentence = reading.span(*reading.sentences[reading.sentence[quantity.first]])
    dates = [place for place, time in enumerate(times) if time.type in ("DATE", "TIME")]
    here = [place for place in dates if sentence.start <= times[place].span.start < sentence.end]
    if here:
        return min(here, key=lambda place: _distance(times[place].span, quantity.span))
    before = [place for place in dates if paragraph.start <= times[place].span.start < sentence.start]
    return before[-1] if before and human else None


def _of_pair(
    reading: Reading, at: int, quantities: Sequence[Quantity], when: int | None, times: Sequence[Time], language: str
) -> int | None:
    """The time of a figure; of "from 10 to 25 between 2015 and 2016" each number has its own.

    ``at`` is the figure's place among ``quantities``, ``when`` the time that is nearest to it.
    """
    if when is None:
        return None
    text, onto, until = reading.text, words_of(language, "onto"), words_of(language, "until")
    spans = [quantity.span for quantity in quantities]
    first = at + 1 < len(spans) and text[spans[at].end : spans[at + 1].start].strip() in onto
    last = at > 0 and text[spans[at - 1].end : spans[at].start].strip() in onto
    if first == last:
        return when
    for late in range(max(when, 1), min(when + 2, len(times))):
        one, other = times[late - 1], times[late]
        if one.type == other.type == "DATE" and text[one.span.end : other.span.start].strip() in until:
            return late - 1 if first else late
    return when


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end)


def _according_to(quantity: Quantity, statements: Sequence[Statement]) -> int | None:
    """The innermost statement in whose content the number stands."""
    holding = [
        (sum(end - start for start, end in statement.content), place)
        for place, statement in enumerate(statements)
        if any(start <= quantity.span.start < end for start, end in statement.content)
    ]
    return min(holding)[1] if holding else None
