"""Which names of an article name the same person, body or country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from segundo.reader.reading import Entity, Reading
from segundo.records import ActorKind
from segundo.resolve.keys import is_unknown, without_kind
from segundo.resolve.lexicon import Lexicon, Metonym
from segundo.resolve.names import (
    SMALL_LENGTH,
    Folded,
    abbreviates,
    contains,
    fold,
    initials,
    misspells,
    plain,
    spelling,
    starts,
)  # fmt: skip
from segundo.resolve.places import COUNTRY, state_of, states

_KINDS: dict[str, ActorKind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_STATIC_CASES = ("obl", "nmod")
"""Relations in which the name of a capital is a place, not a government."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: the words ``[first, last)``, how it is written, its folded words, kind and country."""

    first: int
    last: int
    text: str
    folded: Folded
    kind: ActorKind
    country: str | None = None


def read_names(reading: Reading, entities: Sequence[Entity], lexicon: Lexicon, language: str) -> list[Name]:
    """The article's names with their kinds: what a name is most often called by the reader, or what a table says."""
    texts = [_text(reading, entity) for entity in entities]
    folds = [fold(text) for text in texts]
    votes: dict[Folded, list[str]] = {}
    for folded, entity in zip(folds, entities, strict=True):
        votes.setdefault(folded, []).append(entity.type)
    types = {folded: max(dict.fromkeys(votes[folded]), key=votes[folded].count) for folded in votes}
    full = [folded for folded, type in types.items() if type == "PER" and len(folded) > 1]
    words = {word for folded in full for word in folded}
    families = {folded[-1] for folded in full}
    people: dict[ActorKind, set[str]] = {
        "place": words,
        # firms are called by family names, but in longer names too, or with an article or a noun before them
        "organisation": {word for folded in full for word in folded[:-1]},
        "person": words,
    }
    longer = (folded for folded, type in types.items() if type == "ORG" and len(folded) > 1)
    firms: set[Folded] = {(word,) for folded in longer for word in folded}
    firms |= {folded for folded, entity in zip(folds, entities, strict=True) if _is_led(reading, lexicon, entity)}
    own = _own(reading, lexicon)
    told = {lexicon.demonyms.get(form.lower()) for form in reading.frequency}
    told |= {lexicon.countries.get(folded) for folded in folds if folded not in lexicon.towns}
    ends = {entity.last - 1 for entity in entities if entity.type == "PER"}
    names = []
    for entity, text, folded in zip(entities, texts, folds, strict=True):
        if not folded:
            continue
        kind, country = _KINDS[types[folded]], None
        bare = _is_bare(reading, entity)
        # Rui Chile, and then "Chile"
        called = len(folded) == 1 and folded[0] in (words if entity.type == "PER" else families if bare else ())
        joined = entity.first - 2 in ends and reading.lower[entity.first - 1] in lexicon.words["and"]
        if code := lexicon.countries.get(folded):
            town = lexicon.towns.get(folded) == own and code not in told
            kind, country = ("person", None) if called else ("place", None) if town else ("state", code)
        elif (
            len(folded) == 1
            and folded[0] in (words if joined or (kind == "organisation" and folded not in firms) else people[kind])
            and (kind == "person" or folded not in lexicon.metonyms)
        ):
            kind = "person"
        elif metonym := lexicon.metonyms.get(folded):
            if _is_government(reading, entity, metonym, own):
                kind, country = metonym.kind, metonym.country
            elif metonym.kind == "state":
                kind = "place"
        elif kind == "organisation" and own == COUNTRY and state_of(text) and is_unknown(text, language):
            kind = "place"
        names.append(Name(entity.first, entity.last, text, folded, kind, country))
    return names


def _is_bare(reading: Reading, entity: Entity) -> bool:
    """Whether no article stands before a name."""
    return entity.first == 0 or reading.upos[entity.first - 1] != "DET"


def _is_led(reading: Reading, lexicon: Lexicon, entity: Entity) -> bool:
    """Whether an article, or a noun that is no title, stands before a name: "a Prado", "os contratos Prado"."""
    before = entity.first - 1
    noun = before >= 0 and reading.upos[before] == "NOUN" and lexicon.role(reading.form[before]) is None
    return noun or not _is_bare(reading, entity)


def _text(reading: Reading, entity: Entity) -> str:
    """The text of a name; without the state of a politician's party in brackets after him, "(Rede-AC)"."""
    start, end = reading.span(entity.first, entity.last)
    _, hyphen, code = reading.text[start:end].rpartition("-")
    person = entity.first > 1 and reading.form[entity.first - 1] == "(" and reading.entity[entity.first - 2] >= 0
    if hyphen and person and reading.entities[reading.entity[entity.first - 2]].type == "PER" and state_of(code):
        end -= len(hyphen + code)
    return " ".join(reading.text[start:end].split()).strip("\"“”'‘’«»,.;:()[] ")


def _own(reading: Reading, lexicon: Lexicon) -> str | None:
    """Of the countries that speak the article's language the one that it speaks of most; the first where of none."""
    counts = dict.fromkeys(lexicon.homes, 0)
    for form, count in reading.frequency.items():
        code = lexicon.demonyms.get(form.lower()) or lexicon.countries.get(fold(form))
        if code in counts:
            counts[code] += count
    return max(lexicon.homes, key=lambda code: counts[code], default=None)


def _is_government(reading: Reading, entity: Entity, metonym: Metonym, own: str | None) -> bool:
    """Whether a metonym is used as one here: palaces always, a capital where it acts, but at home it is the town."""
    if metonym.kind == "organisation":
        return True
    if metonym.kind == "state" and metonym.country == own:
        return False
    head = next((w for w in range(entity.first, entity.last) if not entity.first <= reading.head[w] < entity.last), -1)
    return head >= 0 and reading.deprel[head].partition(":")[0] == "nsubj"


def join(reading: Reading, names: Sequence[Name], lexicon: Lexicon, language: str) -> list[int]:
    """For each name the number of its actor; numbers are given in the order of first mention."""
    keys: list[tuple[str, ...]] = [()] * len(names)
    for kind in ("person", "organisation", "place", "state"):
        chosen = [number for number, name in enumerate(names) if name.kind == kind]
        if kind == "state":
            for number in chosen:
                keys[number] = ("state", names[number].country or "")
            continue
        aliases = _aliases(reading, [names[n] for n in chosen], lexicon) if kind == "organisation" else {}
        for number, full in zip(chosen, _fullest([names[n] for n in chosen], aliases, lexicon, language), strict=True):
            keys[number] = (kind, *full)
    order: dict[tuple[str, ...], int] = {}
    return [order.setdefault(key, len(order)) for key in keys]


def _aliases(reading: Reading, names: Sequence[Name], lexicon: Lexicon) -> dict[Folded, Folded]:
    """Short names of bodies and the full ones: given in brackets, made of initials, or known from the table."""
    aliases: dict[Folded, Folded] = {}
    for name in names:
        given = _bracketed(reading, name.last)
        if len(name.folded) > 1 and len(given) > 2 and given[0].isupper():
            aliases.setdefault(fold(given), name.folded)
    texts = {name.folded: name.text for name in names}
    for short, text in texts.items():
        table = lexicon.acronyms.get(short)
        wholes = [
            whole
            for whole, words in texts.items()
            if len(whole) > 1
            and whole != short
            and (contains(whole, table) if table else abbreviates(text, words.split()))
        ]
        if short not in aliases and wholes:
            aliases[short] = wholes[0]
        elif short not in aliases and short in lexicon.metonyms:
            aliases[short] = fold(lexicon.metonyms[short].name)
    return {short: whole for short, whole in aliases.items() if aliases.get(whole) != short and short != whole}


def _bracketed(reading: Reading, word: int) -> str:
    """What stands in brackets at ``word`` up to the first comma, if it is one word such as "(MP-MA)"; else nothing."""
    if word >= len(reading) or reading.form[word] != "(":
        return ""
    end = next((at for at in range(word + 1, min(word + 5, len(reading))) if reading.form[at] in (")", ",")), None)
    if end is None or end == word + 1:
        return ""
    given = reading.text[reading.start[word + 1] : reading.end[end - 1]]
    return "" if " " in given else given


def _fullest(names: Sequence[Name], aliases: dict[Folded, Folded], lexicon: Lexicon, language: str) -> list[Folded]:
    """For each name the fullest one that it may stand for; among several, the one named last before it."""
    forms = [_follow(name.folded, aliases) for name in names]
    if names and names[0].kind == "person":
        forms = [tuple(map(spelling, form)) for form in forms]
    counts = Counter(forms)
    single = {form for form, name in zip(forms, names, strict=True) if " " not in name.text}
    spaced = [form for form in counts if form not in single]
    area = frozenset(map(plain, lexicon.words["area"]))
    given = {form for form, name in zip(forms, names, strict=True) if name.text.lower() in lexicon.genders}
    fuller: dict[Folded, list[Folded]] = {}
    for short in counts:
        test = _SHORTENS[names[0].kind]
        wider = [full for full in spaced if len(full) > len(short) and test(full, short, area, language)]
        if not wider and names[0].kind == "person" and len(short) == 1 and short not in given:
            wider = [full for full in spaced if misspells(full[-1], short[0])]
        fuller[short] = [
            full for full in wider if not any(len(o) > len(full) and test(o, full, area, language) for o in wider)
        ]
    seen: dict[Folded, int] = {}
    out = []
    for number, form in enumerate(forms):
        candidates = fuller[form]
        if candidates:
            latest = max(candidates, key=lambda full: (seen.get(full, -1), counts[full]))
            form = latest
        seen[form] = number
        out.append(form)
    return out


def _follow(folded: Folded, aliases: dict[Folded, Folded]) -> Folded:
    """The full name at the end of a chain of aliases."""
    for _ in range(3):
        if folded not in aliases:
            break
        folded = aliases[folded]
    return folded


def _shortens_place(full: Folded, short: Folded, area: frozenset[str], language: str) -> bool:
    """A place is not shortened: a city and the state around it may begin alike."""
    return False


def _shortens_person(full: Folded, short: Folded, area: frozenset[str], language: str) -> bool:
    """Whether a person's name may be shortened so: some of its words in order, or its initials."""
    if len(short) == 1 and initials(full, short[0]):
        return True
    return contains(full, short)


def _shortens_body(full: Folded, short: Folded, area: frozenset[str], language: str) -> bool:
    """Whether a body's name may be shortened so: to its first words, or without a noun for its kind or for areas.

    "Tordo" may stand for "Grupo Tordo", "Tribunal de Contas de SP" for "Tribunal de Contas do Município de São Paulo".
    """
    if starts(full, short) or without_kind(full, language) == short:
        return True
    return area.isdisjoint(short) and _spelled(short) == _spelled(tuple(word for word in full if word not in area))


def _spelled(body: Folded) -> Folded:
    """A body's name with the letters of a state at its end spelled out."""
    code = state_of(body[-1].upper()) if len(body[-1]) < SMALL_LENGTH else None
    return body if code is None else (*body[:-1], *fold(states()[code]))


_SHORTENS = {"person": _shortens_person, "organisation": _shortens_body, "place": _shortens_place}
