"""Quantities: the numbers of a reading that count or measure something, with their unit.

Left out are dates, ages and durations, scores, positions, labels ("artigo 12"), and groups that the text has already
counted ("os dois países"). The words that tell are in the table ``figure_words``, the units in ``units`` and
``currencies``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from segundo.article import Span
from segundo.finders.numbers import Number, find_numbers
from segundo.languages import table
from segundo.reader.reading import Reading
from segundo.records import FigureKind, Time

_SMALL_GROUP = 5
_LARGE = 1000
_COLLECTIVE = 10
_BEYOND_BOUND = 3
_RATE_BASES = frozenset({1e3, 1e4, 1e5, 1e6})
_OLDEST = 120
_YEARS = range(1500, 2101)
_DAY_AND_MONTH = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])")
_DASHES = ("-", "–", "—")
_QUOTES = ('"', "“", "”", "‘", "’", "«", "»")
_PRIMES = ("'", "’", "′")
_ENUMERATION = (".", ")")
_ASIDE = (",", "(")
_ITEMS = (";", "!", "?")
_STREET = 9
"""How many words before a number the word for its street may stand."""
_OF = ("ADP", "DET")
NOMINAL = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a reading that counts or measures something.

    ``span`` holds the number with its sign, ``value`` and ``high`` are in ``unit``; ``kind`` is given where the unit or
    the form alone decides it. Words: ``lead`` is the first of the bound, ``first`` of the number, ``after`` the one
    behind number and unit, ``noun`` the counted noun's, ``past`` the one behind all of these.
    """

    number: Number
    span: Span
    value: float
    high: float | None
    unit: str | None
    kind: FigureKind | None
    lead: int
    first: int
    after: int
    noun: int | None

    @property
    def past(self) -> int:
        """The word behind number, unit and counted noun."""
        return self.after if self.noun is None else self.noun + 1


class _Unit(NamedTuple):
    name: str
    factor: float
    kind: FigureKind | None


def find_quantities(reading: Reading, times: Sequence[Time], language: str = "pt") -> list[Quantity]:
    """The quantities of a reading in order. ``times`` are its time expressions: what they hold is no quantity."""
    numbers = [number for number in find_numbers(reading.text, language) if reading.words(number.span)]
    scores, votes = _pairs(reading.text, numbers, language)
    timed = _timed(reading, numbers, times, language)
    measured = []
    for number in numbers:
        if number not in scores and number not in timed:
            quantity = _measure(reading, number, language)
            measured.append(replace(quantity, kind="votes") if number in votes else quantity)
    found: list[Quantity] = []
    for place, quantity in enumerate(measured):
        behind = measured[place + 1] if place + 1 < len(measured) else None
        if quantity.unit is None and (unit := _shared_unit(reading, quantity, found)):
            found.append(_in_unit(quantity, unit))
        elif behind and _reaches(reading, quantity, behind, language):
            found.append(replace(quantity, unit=behind.unit, kind=behind.kind, noun=None))
        elif quantity.number.sort == "article":
            if _in_breakdown(reading, quantity, found, measured[place + 1 : place + 2], language):
                found.append(quantity)
        elif quantity.kind == "votes" or not _is_no_count(reading, quantity, language):
            found.append(quantity)
    return found


def _timed(reading: Reading, numbers: Sequence[Number], times: Sequence[Time], language: str) -> set[Number]:
    """The numbers that a time expression holds, that stand before its noun, or share it: "de 9 para 12 anos"."""
    starts, ends = [time.span.start for time in times], [time.span.end for time in times]
    timed: set[Number] = set()
    for number, following in zip(reversed(numbers), [None, *reversed(numbers)], strict=False):
        place, after = bisect_right(ends, number.span.start), reading.words(number.span).stop
        if (
            (place < len(times) and starts[place] < number.span.end)
            or (after < len(reading) and reading.lower[after] in words_of(language, "duration"))
            or (following in timed and _between(reading, number, following) in words_of(language, "onto"))
        ):
            timed.add(number)
    return timed


def _between(reading: Reading, low: Number, high: Number) -> str:
    return reading.text[low.span.end : high.span.start].strip()


@cache
def words_of(language: str, name: str) -> frozenset[str]:
    """The forms of a class of the table ``figure_words``."""
    rows = (row for row in table(language, "figure_words") if row["class"] == name)
    return frozenset(form for row in rows for form in row["forms"].split())


@cache
def _known_units(language: str) -> dict[str, _Unit]:
    measures = {
        row["form"]: _Unit(row["unit"], 1, "percent" if row["unit"] == "%" else None)
        for row in table(language, "units")
    }
    money = {row["form"]: _Unit(row["code"], float(row["factor"]), "money") for row in table(language, "currencies")}
    return measures | money


def _any_of(forms: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))


@cache
def _sign(language: str) -> re.Pattern[str]:
    signs = (row["form"] for row in table(language, "currencies") if row["class"] == "sign")
    return re.compile(rf"(?:{_any_of(signs)})(?=[ \u00a0]?$)")


@cache
def joiners(language: str) -> frozenset[str]:
    """The forms of "de" that may stand between a number and its unit or noun."""
    return frozenset(row["form"] for row in table(language, "numerals") if row["class"] == "of")


@cache
def _unit(language: str) -> re.Pattern[str]:
    return re.compile(rf"[ \u00a0]?(?:(?:{_any_of(joiners(language))})[ ])?({_any_of(_known_units(language))})(?!\w)")


@cache
def _against(language: str) -> re.Pattern[str]:
    """What stands between the two sides of a score or a vote: "3 [sets] a 1", "40 votos a 25"."""
    return re.compile(rf"[ ](?:([^\W\d_]+)[ ])?(?:{_any_of(words_of(language, 'against'))})[ ]")


def _pairs(text: str, numbers: Sequence[Number], language: str) -> tuple[set[Number], set[Number]]:
    """The numbers that are scores, and those that are the two sides of a vote."""
    scores: set[Number] = set()
    votes: set[Number] = set()
    for low, high in pairwise(numbers):
        between = text[low.span.end : high.span.start]
        if (match := _against(language).fullmatch(between)) and low.sort == high.sort == "cardinal":
            (votes if match[1] in words_of(language, "vote") else scores).update((low, high))
    return scores, votes


def _measure(reading: Reading, number: Number, language: str) -> Quantity:
    """A number with its unit: a sign before it, a sign or noun after it, or the per cent that a share is."""
    text, (start, end) = reading.text, number.span
    value, high, unit = number.value, number.high, None
    stop = end
    if number.sort == "share":
        value, unit = round(value * 100, 2), _known_units(language)["%"]
    else:
        if match := _unit(language).match(text, end):
            unit, stop = _known_units(language)[match[1]], match.end()
            end = stop if not match[1][0].isalpha() else end
        if match := _sign(language).search(text, max(0, start - 5), start):
            unit, start = _known_units(language)[match[0]], match.start()
    inside = reading.words(Span(start, stop))
    quantity = Quantity(
        number, Span(start, end), value, high, None, None,
        reading.words(Span(min(number.lead, start), stop)).start, inside.start, inside.stop, None,
    )  # fmt: skip
    return _in_unit(quantity, unit) if unit else replace(quantity, noun=_counted(reading, quantity, language))


def _in_unit(quantity: Quantity, unit: _Unit) -> Quantity:
    high = None if quantity.high is None else quantity.high * unit.factor
    return replace(quantity, value=quantity.value * unit.factor, high=high, unit=unit.name, kind=unit.kind)


def _counted(reading: Reading, quantity: Quantity, language: str) -> int | None:
    """The noun that a number counts: the next one, over adjectives, quotation marks, and "de" where it may stand."""
    end = reading.sentences[reading.sentence[quantity.first]][1]
    word, adjective = quantity.after, None
    if word < end and reading.upos[word] == "ADP":
        if not _takes_of(reading, quantity, language):
            return None
        word += 1
    for at in range(word, min(end, word + 5)):
        tag = reading.upos[at]
        if tag in NOMINAL:
            return _number_of(reading, at, end, language)
        if tag == "ADJ" or (tag == "VERB" and at == word and reading.has(at, "VerbForm=Part")):
            adjective = at if adjective is None else adjective
        elif adjective is not None or tag not in ("DET", "NUM", "PUNCT", "ADV") or reading.form[at] in ",;:.()":
            break
    return adjective


def _number_of(reading: Reading, noun: int, end: int, language: str) -> int:
    """The noun itself; of "o número de mortos" the noun behind "de"."""
    if reading.lower[noun] in words_of(language, "number_of"):
        return next((word for word in range(noun + 1, min(noun + 4, end)) if reading.upos[word] in NOMINAL), noun)
    return noun


@cache
def _articled_of(language: str) -> frozenset[str]:
    """The forms of "de" with an article or demonstrative: between a share and its whole ("cinco das 12")."""
    return frozenset(row["form"] for row in table(language, "numerals") if row["class"] == "whole")


def _takes_of(reading: Reading, quantity: Quantity, language: str) -> bool:
    """Whether "de" may stand between a number and what it counts: "milhões de", "dois terços da", "cinco das 12"."""
    surface = reading.text[reading.start[quantity.after] : reading.end[quantity.after]].lower()
    if surface in _articled_of(language):
        return True
    grouping = quantity.value >= _COLLECTIVE and reading.form[quantity.after - 1].isalpha()
    return surface in joiners(language) and (grouping or quantity.number.sort != "cardinal")


def _shared_unit(reading: Reading, quantity: Quantity, before: Sequence[Quantity]) -> _Unit | None:
    """The unit that a number without one shares with the last: "6,1 por cento este ano e 6,5 em 1997"."""
    if quantity.noun is not None or not before or before[-1].unit is None or before[-1].kind is None:
        return None
    last, number = before[-1], quantity.number
    ends_here = quantity.after >= len(reading) or reading.upos[quantity.after] in ("PUNCT", "ADP", "CCONJ")
    apart = reading.sentence[quantity.first] - reading.sentence[last.first]
    if last.kind == "percent" and apart == 0 and number.value % 1 and ends_here:
        return _Unit(last.unit or "", 1, last.kind)
    if last.kind == "money" and apart <= 1 and number.value >= _LARGE * _LARGE and ends_here:
        return _Unit(last.unit or "", last.value / last.number.value, last.kind)
    return None


def _reaches(reading: Reading, quantity: Quantity, behind: Quantity, language: str) -> bool:
    """Whether a number has the unit of the one behind it, both in digits alone: "de 1,20 para 1,35 euros"."""
    return (
        quantity.unit is None
        and behind.unit is not None
        and quantity.number.sort == "cardinal"
        and behind.lead == behind.first
        and not any(letter.isalpha() for letter in reading.text[slice(*behind.number.span)])
        and _between(reading, quantity.number, behind.number) in words_of(language, "onto")
    )


def _is_no_count(reading: Reading, quantity: Quantity, language: str) -> bool:
    """Whether a number counts nothing: an age or duration, a name, a label, a date, a group already known."""
    behind = reading.lower[quantity.after] if quantity.after < len(reading) else ""
    before = reading.lower[quantity.lead - 1] if quantity.lead else ""
    if _is_base(reading, quantity, before, language):
        return True
    if quantity.number.sort == "share" and quantity.lead and reading.has(quantity.lead - 1, "NumType=Ord"):
        return True
    if _is_supposed(reading, quantity, language):
        return True
    if quantity.kind == "money":
        return _listed_noun(reading, quantity) in words_of(language, "note")
    if quantity.unit is not None:
        race = quantity.unit == "m" and quantity.number.bound == "exact" and before in words_of(language, "definite")
        return race or behind in words_of(language, "event")
    near = range(quantity.after, min(quantity.after + _BEYOND_BOUND, len(reading)))
    tail = quantity.noun is None and reading.upos[near.start : near.start + 1] == ("CCONJ",)
    counted = near if tail else [] if quantity.noun is None else [quantity.noun]
    if quantity.value == 0 or any(reading.lower[word] in words_of(language, "duration") for word in counted):
        return True
    lead = quantity.lead - 1
    at = lead >= 0 and reading.text[reading.start[lead] : reading.end[lead]].lower() in words_of(language, "at")
    if at and reading.text.startswith(_PRIMES, quantity.span.end):
        return True
    if at and quantity.noun is None and behind == "," and not _is_reached(reading, lead, language):
        return True  # "at 29, Rui scored": a minute or an age
    if quantity.number.sort == "vague":
        followed = quantity.after < len(reading) and reading.upos[quantity.after] in ("VERB", "AUX", "ADP")
        return not followed or at
    return _is_name(reading, quantity, language) or _is_known_group(reading, quantity, language)


def _is_base(reading: Reading, quantity: Quantity, before: str, language: str) -> bool:
    """Whether a number is what a rate counts by: "each 100 metres", "in each group of 100,000", "per 100,000"."""
    rate, first = words_of(language, "rate"), quantity.lead
    grouped = first > 2 and reading.upos[first - 2 : first] == ("NOUN", "ADP") and reading.lower[first - 3] in rate
    round_ = quantity.value in _RATE_BASES and quantity.kind != "money"
    return before in rate or (round_ and (grouped or before in words_of(language, "per")))


def _is_supposed(reading: Reading, quantity: Quantity, language: str) -> bool:
    """Whether a number is of what is only compared with, not told: "é como se 30 pessoas tivessem morrido"."""
    begin, end = reading.sentences[reading.sentence[quantity.first]]
    for word in range(quantity.lead - 1, begin, -1):
        if reading.form[word] in ",;:":
            return False
        if f"{reading.lower[word - 1]}_{reading.lower[word]}" in words_of(language, "as_if"):
            verb = next((at for at in range(word, end) if reading.upos[at] in ("VERB", "AUX")), word)
            return reading.has(verb, "Mood=Sub")
    return False


def _is_reached(reading: Reading, to: int, language: str) -> bool:
    """Whether a verb before a contraction, given by its last word, says that something rises or falls to a number."""
    verb = next((word for word in range(to, -1, -1) if reading.token[word] != reading.token[to]), None)
    return verb is not None and reading.lower_lemma[verb] in words_of(language, "reach")


def _listed_noun(reading: Reading, quantity: Quantity) -> str:
    """The noun before a number, over "de", signs and the other numbers of a list."""
    word = quantity.lead - 1
    while word >= 0 and (reading.upos[word] in ("ADP", "NUM", "SYM", "CCONJ") or reading.form[word] == ","):
        word -= 1
    return reading.lower[word] if word >= 0 else ""


def _is_name(reading: Reading, quantity: Quantity, language: str) -> bool:
    """Whether a number is part of a name or a label of something, an age beside a name, a year, or one of a list."""
    first, after, lead = quantity.first, quantity.after, quantity.lead
    begin = reading.sentences[reading.sentence[first]][0]
    digits = reading.form[first][0].isdigit()
    if quantity.noun is None and (_DAY_AND_MONTH.fullmatch(reading.form[first]) or _is_line(reading, quantity)):
        return True
    behind = reading.form[after] if after < len(reading) else ""
    if not digits and reading.form[first][0].isupper() and first > begin:
        return reading.upos[first - 1] != "PUNCT" or behind[:1].isupper()
    entity = reading.entity[first]
    if entity >= 0 and reading.entities[entity].first < first:
        return True
    if digits and behind in _ENUMERATION and (first == begin or _opens_item(reading, quantity)):
        return True
    beyond = reading.form[after + 1] if after + 1 < len(reading) else ""
    if digits and behind in _DASHES and (first == begin or _is_suffix(reading, quantity, beyond)):
        return True
    if lead == begin or (lead < first and digits):
        return False
    before, tag = reading.lower[lead - 1], reading.upos[lead - 1]
    direct = quantity.noun is not None and reading.upos[after] != "ADP"
    if before in words_of(language, "label") and not (direct and reading.has(quantity.noun or 0, "Number=Plur")):
        return True
    if direct or not digits:
        return False
    if (tag == "CCONJ" or before == ",") and _listed_noun(reading, quantity) in words_of(language, "label"):
        return True
    if _is_numbered(reading, quantity, language) or (before == "," and _is_in_street(reading, quantity, language)):
        return True
    if tag in NOMINAL and (tag == "PROPN" or quantity.value % 1 == 0 or "." in reading.form[first]):
        return True
    if (behind in _DASHES and beyond.isdigit()) or (before in _DASHES and reading.form[lead - 2].isdigit()):
        return True
    if quantity.value in _YEARS and reading.form[first].isdigit():
        return True
    named = lead >= 2 and reading.form[lead - 2][0].isupper()
    if before == "(" and behind == ")":
        return named
    if before in _QUOTES and behind in _QUOTES:
        return True
    if quantity.value > _OLDEST:
        return False
    whose = reading.lower[lead - 2] if lead >= 2 else ""
    if before in joiners(language) and whose in words_of(language, "people") and quantity.noun is None:
        return True  # "a man of 59 during a fight"
    if before in joiners(language) and whose in _ASIDE and quantity.noun is None and _is_person(reading, lead - 3):
        return True  # "Ana Prado, of 59 and her son"
    if reading.upos[after : after + 1] != ("PUNCT",):
        return False
    if before == ",":
        return named and _entity_type(reading, lead - 2) not in ("ORG", "LOC")
    return before in joiners(language) and whose == ","


def _is_line(reading: Reading, quantity: Quantity) -> bool:
    """Whether a number has a line for itself, as those of lists and tables have."""
    before, behind = reading.text[: quantity.span.start], reading.text[quantity.span.end :]
    begins = "\n" in before[len(before.rstrip()) :]
    return begins and (not behind.strip() or "\n" in behind[: len(behind) - len(behind.lstrip())])


def _opens_item(reading: Reading, quantity: Quantity) -> bool:
    """Whether a number with a bracket or a stop behind it opens an item of a list that runs on: "saiu; 2) voltou"."""
    before = reading.form[quantity.first - 1]
    return before in _ENUMERATION or before in _ITEMS or (before == ":" and quantity.value == 1)


def _is_suffix(reading: Reading, quantity: Quantity, beyond: str) -> bool:
    """Whether a single capital letter hangs on a number by a dash: "o apartamento 164-A"."""
    glued = reading.start[quantity.after] == reading.end[quantity.after - 1]
    return glued and len(beyond) == 1 and beyond.isupper()


def _is_numbered(reading: Reading, quantity: Quantity, language: str) -> bool:
    """Whether a number is that of a law or a case: "a medida provisória 781", "a ação penal nº 470"."""
    label, sign, before = words_of(language, "label"), words_of(language, "numbered"), quantity.lead - 1
    token = reading.token[before]
    if reading.text[reading.start[before] : reading.end[before]].lower() in sign:
        while before >= 0 and (reading.token[before] == token or reading.lower[before] in sign):
            before -= 1
    told = before >= 1 and reading.upos[before] in ("ADJ", "PROPN") and reading.lower[before - 1] in label
    return told or (before >= 0 and reading.lower[before] in label)


def _is_in_street(reading: Reading, quantity: Quantity, language: str) -> bool:
    """Whether a number behind a comma is that of a house: "na Rua Augusta, 610"."""
    word = quantity.lead - 2
    while word >= max(0, quantity.lead - _STREET) and (reading.form[word][:1].isupper() or reading.upos[word] in _OF):
        if reading.lower[word] in words_of(language, "street"):
            return True
        word -= 1
    return False


def _entity_type(reading: Reading, word: int) -> str:
    entity = reading.entity[word]
    return reading.entities[entity].type if entity >= 0 else ""


def _is_person(reading: Reading, word: int) -> bool:
    return word >= 0 and (_entity_type(reading, word) == "PER" or reading.upos[word] == "PROPN")


def _is_known_group(reading: Reading, quantity: Quantity, language: str) -> bool:
    """Whether a small number with the definite article takes up a group: "os dois países", "os três" alone."""
    lead, noun = quantity.lead, quantity.noun
    if noun is None and lead and reading.has(lead - 1, "Definite=Def") and reading.has(lead - 1, "Number=Sing"):
        return True
    definite = lead > 0 and reading.lower[lead - 1] in words_of(language, "definite")
    if not definite or quantity.value > _SMALL_GROUP:
        return False
    if lead >= 3 and reading.upos[lead - 2] == "ADP" and reading.upos[lead - 3] == "NUM":
        return False
    if noun is None or noun + 1 >= len(reading):
        return True
    behind = noun + 1
    modified = reading.upos[behind] in ("ADJ", "ADP", "PROPN") or reading.deprel[behind] in ("amod", "acl", "nmod")
    return not (modified or reading.has(behind, "VerbForm=Part") or reading.has(behind, "PronType=Rel"))


def _in_breakdown(
    reading: Reading, quantity: Quantity, before: Sequence[Quantity], behind: Sequence[Quantity], language: str
) -> bool:
    """Whether "um" or "uma" counts: it is bounded ("pelo menos uma"), or stands in a row with other numbers."""
    lead, after = quantity.lead, quantity.after
    begin, end = reading.sentences[reading.sentence[quantity.first]]
    if after >= end or reading.lower[after] in words_of(language, "single") | words_of(language, "duration"):
        return False
    tag, link = reading.upos[after], reading.lower[quantity.first - 1] if quantity.first > begin else ""
    if link in words_of(language, "least") or quantity.unit is not None:
        return link in words_of(language, "least") | words_of(language, "limit")
    if link in words_of(language, "limit"):
        return tag in ("VERB", "AUX")
    if reading.lower[after] in joiners(language):
        return False
    if behind and quantity.noun is not None and behind[0].number.sort == "cardinal" and behind[0].noun is not None:
        between = list(range(quantity.noun + 1, behind[0].lead))
        if between and reading.upos[between[-1]] == "DET":
            between.pop()  # "e outras 19 feridas"
        plain = not any(reading.upos[word] == "PUNCT" or _is_finite(reading, word) for word in between)
        if 0 < len(between) <= 4 and reading.upos[between[-1]] == "CCONJ" and plain:
            return True
    if not before or before[-1].first < begin or before[-1].kind in ("percent", "money"):
        return False
    joined = lead > begin and reading.upos[lead - 1] == "CCONJ"
    if tag in ("VERB", "AUX", "ADP"):
        return joined or link in (":", ",")
    if quantity.noun is None or not (joined or link == ":"):
        return False
    people = reading.lower[quantity.noun] in words_of(language, "people")
    return people or link == ":" or not any(_is_finite(reading, word) for word in range(before[-1].after, lead))


def _is_finite(reading: Reading, word: int) -> bool:
    return reading.upos[word] in ("VERB", "AUX") and not reading.has(word, "VerbForm=Part")
