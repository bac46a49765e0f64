"""The reader's entities, mended: titles, tags and small words left out, halves of one name put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from segundo.article import Span
from segundo.reader.reading import Entity, Reading
from segundo.resolve.keys import common_words
from segundo.resolve.lexicon import Lexicon
from segundo.resolve.names import abbreviates, fold, is_acronym
from segundo.resolve.own_names import own_name
from segundo.resolve.places import state_of

_IN_NAMES = ("ADP", "DET", "NOUN", "PROPN", "ADJ", "NUM")
_NAMES = frozenset({"PROPN", "NOUN", "ADJ", "X"})
"""What a name has a word of, in the article if not where it stands."""
_REST = 6
"""How many words of a name the reader may have left out before its acronym."""


def trim(reading: Reading, lexicon: Lexicon, language: str) -> tuple[Entity, ...]:
    """The reading's entities without titles, brackets and small words at their edges, and no halves of names."""
    known = _known(reading, lexicon)
    names = {form for form, tag in zip(reading.form, reading.upos, strict=True) if tag in _NAMES}
    out: list[Entity] = []
    for entity in (part for whole in reading.entities for part in _opponents(reading, whole)):
        first, last = _edges(reading, lexicon, entity)
        if entity.type == "PER" and last > first + 2:
            first = _own_start(reading, first, last, language)
        bodied = entity.type == "PER" and last > first + 1 and reading.lower[first] in lexicon.bodies
        if bodied and (_complements(reading, lexicon, first) or reading.lower[first] in lexicon.words["nation"]):
            first, bodied = first + 1, False  # "o assessor da Presidência Ana Prado"
        if first >= last or (out and first < out[-1].last) or _is_tag(reading, lexicon, first, last):
            continue
        if names.isdisjoint(reading.form[first:last]):
            continue  # "He", "See", "2016": taken for a name since a sentence or a bracket opens with it
        if _is_law(reading, lexicon, first) or _is_shouted(reading, lexicon, first, last, language):
            continue
        if last == first + 1 and entity.type == "PER" and _is_pair(reading, first):
            continue
        crossing = [name for name in known if first < name.last and name.first < last]
        if any(_gives_way(first, last, name) for name in crossing):
            continue
        last = max([last, *(name.last for name in crossing if name.type == "ORG" and first < name.first)])
        first = max([first, *(name.last for name in crossing if name.first < first and name.last < last)])
        start = _to_acronym(reading, lexicon, first)
        type = next((name.type for name in crossing if (name.first, name.last) == (first, last)), entity.type)
        kind = "ORG" if start < first or bodied or _is_body(reading, lexicon, first, last) else type
        first = start
        if kind == "ORG" and last == first + 1 and reading.lower[first] in lexicon.bodies:
            last = _to_field(reading, lexicon, last)
        last = _to_bracket(reading, first, _to_list_end(reading, lexicon, first, last) if kind == "ORG" else last, kind)
        kind = "ORG" if kind == "LOC" and _is_abbreviated(reading, first, last) else kind
        beside = out and reading.sentence[out[-1].first] == reading.sentence[first]
        if beside and (
            _is_seat(reading, lexicon, out[-1], first)
            or _are_halves(reading, lexicon, out[-1], Entity(first, last, kind))
            or _is_called(reading, lexicon, out[-1], first, last)
        ):
            first, kind = out[-1].first, "ORG" if out[-1].type == "ORG" else max(kind, out[-1].type)
            out.pop()
        elif beside and kind == "PER" and _ends_with_given(reading, lexicon, out[-1], first):
            first -= 1
            out[-1] = out[-1]._replace(last=first)
        out.append(Entity(first, last, kind))
    out = [entity for entity in out if not _is_any_body(reading, lexicon, entity)]
    people = Counter(tuple(reading.form[one.first : one.last]) for one in out if one.type == "PER")
    out = [part for entity in out for part in _parts(reading, lexicon, people, entity)]
    covered = {word for first, last, _ in out for word in range(first, last)}
    return tuple(sorted(out + [name for name in known if covered.isdisjoint(range(name.first, name.last))]))


def _opponents(reading: Reading, entity: Entity) -> list[Entity]:
    """The two people whom a heading sets against each other and the reader took for one: "Prado X Sousa"."""
    at = next((word for word in range(entity.first + 1, entity.last - 1) if reading.lower[word] == "x"), None)
    if at is None or entity.type != "PER":
        return [entity]
    return [entity._replace(last=at), entity._replace(first=at + 1)]


def _own_start(reading: Reading, first: int, last: int, language: str) -> int:
    """Where a person's name begins that was read with the end of an office ("procuradora da | República Ana Prado")."""
    span = reading.span(first, last)
    own = own_name(reading.text, (span,), reading.text[span.start : span.end], language)
    return reading.words(Span(span.end - len(own), span.end)).start


def _parts(
    reading: Reading, lexicon: Lexicon, people: Mapping[tuple[str, ...], int], entity: Entity
) -> list[Entity]:
    """An entity, or the two people whose names were read as one, the first one of ``people`` named elsewhere.

    A title runs into a full name, known from elsewhere or behind a government's ("a minister of the government Prado
    Ana Sousa"); or into the next sentence, where the second is named by this word alone and in a full name: "the order
    of the judge Rui Prado Sousa was freed", where there are "Rui Prado", "Sousa" and "Ana Sousa".
    """
    whole = tuple(reading.form[entity.first : entity.last])
    if people.get(whole) != 1:
        return [entity]
    before = before_case(reading, entity.first)
    affair = before >= 0 and reading.lower[before] in lexicon.words["affair"]
    others = [name for name in people if name != whole]
    for cut in range(1, len(whole)):
        first, second = whole[:cut], whole[cut:]
        known = first in people and second in people and (len(second) > 1 or _runs_on(people, whole, first))
        given = affair and len(second) > 1 and second[0].lower() in lexicon.given
        if known or (given and (first in people or (cut > 1 and any(name[:cut] == first != name for name in others)))):
            return [entity._replace(last=entity.first + cut), entity._replace(first=entity.first + cut)]
    return [entity]


def _runs_on(people: Mapping[tuple[str, ...], int], whole: tuple[str, ...], first: tuple[str, ...]) -> bool:
    """Whether the last word of a whole is somebody of a full name who has nothing else of the first one's."""
    others = [name for name in people if len(name) > 1 and name[-1:] == whole[-1:] and name != whole]
    return len(first) > 1 and bool(others) and all(name[0] != first[0] for name in others)


def _is_law(reading: Reading, lexicon: Lexicon, first: int) -> bool:
    """Whether a name is that of a law: with the noun for one, or right after it, unless that noun says of what somebody
    is in charge ("the author of the bill Rui Prado")."""
    laws = lexicon.words["law"]
    if reading.lower[first] in laws:
        return True
    noun = first - 1
    if noun < 0 or reading.lower[noun] not in laws:
        return False
    over = reading.head[noun]
    return reading.form[noun][0].isupper() or over < 0 or lexicon.role(reading.form[over]) is None


def _is_shouted(reading: Reading, lexicon: Lexicon, first: int, last: int, language: str) -> bool:
    """Whether a name is a common word, and none for a body, among others in capitals: "COM A PALAVRA, O CLUBE"."""
    word = reading.form[first]
    common = word.isupper() and fold(word)[0] in common_words(language) and word.lower() not in lexicon.bodies
    if last > first + 1 or not common:
        return False
    begin, end = reading.sentences[reading.sentence[first]]
    beside = [reading.form[at] for at in (first - 1, first + 1) if begin <= at < end]
    return any(form.isupper() and form.isalpha() for form in beside)


def _edges(reading: Reading, lexicon: Lexicon, entity: Entity) -> tuple[int, int]:
    """Where an entity begins and ends once what is no part of its name is left out and what is one is taken in."""
    first, last, kind = entity
    if "(" in (forms := reading.form[first:last]):
        last = max(first + 1, first + forms.index("("))
    while first < last and _is_title(reading, lexicon, first, last, kind):
        first += 1
    while first < last and not _is_edge(reading, first):
        first += 1
    while first < last and not _is_edge(reading, last - 1):
        last -= 1
    while 0 < first < last and _continues(reading, first - 1, first):
        title = kind == "PER" and _is_title(reading, lexicon, first - 1, last, kind)
        if title or (kind == "PER" and last > first + 1 and _complements(reading, lexicon, first - 1)):
            break
        first -= 1
    while first < last < len(reading) and _continues(reading, last, last - 1):
        last += 1
    if first < last and reading.lower[first] in lexicon.bodies:
        last = _to_tree_end(reading, lexicon, first, last, ("ORG", "LOC"))
    elif first < last and kind != "LOC":
        last = _to_tree_end(reading, lexicon, first, last, (kind,))
    if kind == "PER" and first < last:
        named = last > first + 1 or (last < len(reading) and reading.entity[last] >= 0)
        shout = named and reading.lower[first] in lexicon.words["shout"]
        if shout or _is_of_rank(reading, lexicon, first):
            first += 1  # "Fora Sousa", "COLABOROU ANA PRADO"
    return first, last


def _to_tree_end(reading: Reading, lexicon: Lexicon, first: int, last: int, kinds: Collection[str]) -> int:
    """The end of a name that the reader cut at an "of", where the tree goes on with it: "Rui | de Sousa Prado".

    What follows is of one of the types, or of none.
    """
    while True:
        word = last
        while word < len(reading) and reading.lower[word] in lexicon.words["of"] | lexicon.words["definite"]:
            word += 1
        end = word
        while end < len(reading) and _is_flat(reading, end, first, end) and _is_of_kind(reading, end, kinds):
            number = reading.entity[end]
            end = end + 1 if number < 0 else reading.entities[number].last
        while end > word and not _is_edge(reading, end - 1):
            end -= 1
        if end == word or word == last or reading.lower[last] not in lexicon.words["of"]:
            return last
        last = end


def _is_flat(reading: Reading, word: int, first: int, last: int) -> bool:
    """Whether the tree makes a word with a capital a part of the name ``[first, last)``."""
    flat = reading.deprel[word].startswith("flat") and first <= reading.head[word] < last
    return flat and reading.form[word][:1].isupper()


def _is_of_kind(reading: Reading, word: int, kinds: Collection[str]) -> bool:
    """Whether the reader has a word in a name of one of some types, or in none."""
    number = reading.entity[word]
    return number < 0 or reading.entities[number].type in kinds


def _is_pair(reading: Reading, word: int) -> bool:
    """Whether a word joins two people, of whom the article names one by itself ("a chapa Prado-Sousa").

    Nobody is called by a longer name that ends so ("Ana Prado-Sousa").
    """
    one, hyphen, other = reading.form[word].partition("-")
    ends = {reading.form[last - 1] for first, last, _ in reading.entities if last > first + 1}
    if not hyphen or reading.form[word] in ends:
        return False
    return one[:1].isupper() and other[:1].isupper() and (one in reading.form or other in reading.form)


def _complements(reading: Reading, lexicon: Lexicon, word: int) -> bool:
    """Whether a word is what a title is of ("o ex-diretor da Usina Rui Prado"), not a part of the name after it."""
    before = before_case(reading, word)
    return before < word - 1 and lexicon.role(reading.form[before]) is not None


def _is_of_rank(reading: Reading, lexicon: Lexicon, word: int) -> bool:
    """Whether a word belongs to the military rank before it ("capitão de Corveta Rui Prado")."""
    rank = lexicon.role(reading.form[before_case(reading, word)]) if _complements(reading, lexicon, word) else None
    return rank is not None and not lexicon.words["military"].isdisjoint(rank.wider)


def before_case(reading: Reading, word: int, first: int = 0) -> int:
    """The last word, from ``first`` on, before the prepositions and articles that lead to a word."""
    word -= 1
    while word > first and reading.upos[word] in ("ADP", "DET"):
        word -= 1
    return word


def _is_title(reading: Reading, lexicon: Lexicon, first: int, last: int, kind: str) -> bool:
    """Whether an entity opens with a title: before a person's name, or where a title was taken for a body."""
    role = lexicon.role(reading.form[first])
    if role is None or role.office == "side":
        return False
    if reading.deprel[first].startswith("flat") and reading.head[first] == first - 1:
        return False  # "Polícia Militar"
    follows = reading.lower[first + 1] if first + 1 < last else ""
    alone = not follows or follows in lexicon.words["of"]
    return kind == "PER" or (kind == "ORG" and alone and reading.lower[first] not in lexicon.bodies)


def _is_tag(reading: Reading, lexicon: Lexicon, first: int, last: int) -> bool:
    """Whether an entity is only a tag ("PDT-RS", "RS" in brackets) or a word for the republic."""
    form = reading.form[first]
    if last > first + 1:
        return False
    if form.lower() in lexicon.words["republic"]:
        return True
    party, hyphen, region = form.partition("-")
    bracketed = first > 1 and reading.form[first - 1] == "("
    whose = reading.entities[reading.entity[first - 2]].type if bracketed and reading.entity[first - 2] >= 0 else ""
    area = whose in ("PER", "") and state_of(form) is not None  # "(CE)" is no European Commission there
    short = area or (len(form) == 2 and whose in ("PER", "LOC") and fold(form) not in lexicon.acronyms)
    return bracketed and ((bool(hyphen) and is_acronym(party) and region.isupper()) or (short and form.isupper()))


def _is_body(reading: Reading, lexicon: Lexicon, first: int, last: int) -> bool:
    """Whether an entity is a body whatever the reader calls it: "Câmara de …", "CPI", "grupo EBX", "hotel Prado"."""
    form, alone = reading.form[first], last == first + 1
    noun = reading.form[first - 1] if first > 0 else ""
    led = first > 1 and reading.upos[first - 2] == "DET"  # not "the anchor of television Rui Prado"
    kind = lexicon.takes_up.get(noun, "")  # empty where it begins with a capital
    if (led and kind == "any") or (alone and kind and is_acronym(form)):
        return True
    of = first + 1 < len(reading) and reading.lower[first + 1] in lexicon.words["of"]
    return (of and form.lower() in lexicon.bodies) or (alone and fold(form) in lexicon.acronyms)


def _are_halves(reading: Reading, lexicon: Lexicon, before: Entity, entity: Entity) -> bool:
    """Whether two entities that touch are one name: two of one type, or a place and a body.

    A firm taken for a person is no part of the name after it ("o diretor da Prado Rui Sousa").
    """
    if before.last != entity.first:
        return False
    if before.type == entity.type == "PER" and entity.last > entity.first + 1:
        return not _complements(reading, lexicon, before.first)
    return before.type == entity.type or "PER" not in (before.type, entity.type)


def _is_called(reading: Reading, lexicon: Lexicon, body: Entity, first: int, last: int) -> bool:
    """Whether a word that touches a body is the end of its name ("Instituto Sousa").

    So the tree has it, or all else of the name is a noun by which any body may be called, below no title.
    """
    flat = reading.deprel[first].startswith("flat") and body.first <= reading.head[first] < body.last
    bare = reading.form[body.first][:1].isupper() and _is_any_body(reading, lexicon, body)
    bare = bare and all(lexicon.role(reading.form[head]) is None for head in reading.ancestors(body.first))
    return (flat or bare) and (body.type, body.last, last) == ("ORG", first, first + 1)


def _ends_with_given(reading: Reading, lexicon: Lexicon, body: Entity, first: int) -> bool:
    """Whether a body's name took the given name of the person whose name follows ("a Usina Rui | Sousa Prado")."""
    given = reading.lower[first - 1]
    more = body.type == "ORG" and body.last == first > body.first + 1
    return more and (given in lexicon.given or given in lexicon.genders)


def _is_seat(reading: Reading, lexicon: Lexicon, body: Entity, first: int) -> bool:
    """Whether a name that starts at ``first`` tells whose a body is, or where: "Banco do Brasil"."""
    between = reading.form[body.last : first]
    small = lexicon.words["of"] | lexicon.words["definite"] | lexicon.words["area"]
    return (
        body.type == "ORG"
        and any(form.lower() in lexicon.bodies for form in reading.form[body.first : min(body.last, body.first + 2)])
        and 1 <= len(between) <= 4
        and between[0].lower() in lexicon.words["of"]
        and small.issuperset(map(str.lower, between))
    )


def _known(reading: Reading, lexicon: Lexicon) -> list[Entity]:
    """The names of several words of countries ("Sri Lanka") and of well-known bodies, wherever they stand."""
    out: list[Entity] = []
    for word, form in enumerate(reading.form):
        if out and word < out[-1].last:
            continue
        for name, kind in lexicon.known_starts.get(form, ()):
            start, end = reading.start[word], reading.start[word] + len(name)
            if reading.text.startswith(name, start) and not reading.text[end : end + 1].isalnum():
                out.append(Entity(word, reading.words(Span(start, end))[-1] + 1, kind))
                break
    return out


def _gives_way(first: int, last: int, known: Entity) -> bool:
    """Whether words that were read as a name are none beside a known one: the half of a body, or part of a country."""
    holds = first <= known.first and known.last <= last
    return not holds and (known.type == "LOC" or (known.first <= first and last <= known.last))


def _is_any_body(reading: Reading, lexicon: Lexicon, entity: Entity) -> bool:
    """Whether an entity is only a noun for any body, or for several ("a Companhia", "os Ministérios")."""
    noun = reading.lower[entity.first]
    plural = any(reading.has(word, "Number=Plur") for word in range(max(0, entity.first - 1), entity.last))
    several = plural and lexicon.bodies.get(noun, noun) != noun
    return entity.last == entity.first + 1 and (several or lexicon.takes_up.get(noun, "own") != "own")


def _to_acronym(reading: Reading, lexicon: Lexicon, first: int) -> int:
    """The start of a body's name that the acronym of another before it is a part of: "CPI do Banco do Povo"."""
    word = before_case(reading, first)
    form = reading.form[word]
    led = word < first - 1 and reading.lower[word + 1] in lexicon.words["of"]
    known = is_acronym(form) and lexicon.takes_up.get(form.lower()) == "own"
    return word if led and known and reading.entity[word] < 0 else first


def _to_field(reading: Reading, lexicon: Lexicon, last: int) -> int:
    """The end of a body's name of which the reader has the noun alone ("Secretaria" of "Secretaria de Obras Novas")."""
    word = last
    while word < len(reading) and reading.lower[word] in lexicon.words["of"]:
        word += 1
    end = word
    while end < len(reading) and reading.form[end][:1].isupper() and reading.entity[end] < 0:
        end += 1
    return end if last < word < end and not _is_head(lexicon, reading.form[word]) else last


def _to_list_end(reading: Reading, lexicon: Lexicon, first: int, last: int) -> int:
    """The end of a body's name that lists what it is for ("Ministério da Agricultura, Pecuária e Abastecimento")."""
    forms = reading.form
    if forms[first].lower() not in lexicon.bodies or lexicon.words["of"].isdisjoint(forms[first:last]):
        return last
    end = last
    while end + 1 < len(reading) and (forms[end] == "," or forms[end] in lexicon.words["and"]):
        own = reading.upos[end + 1] in ("NOUN", "PROPN", "ADJ") and forms[end + 1][:1].isupper()
        if not own or _is_head(lexicon, forms[end + 1]) or not _hangs_on(reading, end + 1, first, last):
            return last
        if forms[end] != ",":
            return end + 2
        end += 2
    return last


def _is_head(lexicon: Lexicon, form: str) -> bool:
    """Whether a word begins a name of its own: a noun for bodies or people, an acronym, a country, a government."""
    known = fold(form) in lexicon.countries or fold(form) in lexicon.metonyms or is_acronym(form)
    return known or form.lower() in lexicon.bodies or lexicon.role(form) is not None


def _hangs_on(reading: Reading, word: int, first: int, last: int) -> bool:
    """Whether a word is governed by one of ``[first, last)``, directly or through others."""
    return any(first <= head < last for head in reading.ancestors(word))


def _to_bracket(reading: Reading, first: int, last: int, kind: str) -> int:
    """The end of a body's name, which goes on to the acronym in brackets after it where only its kind of words do.

    Over another name or an "and" it goes on only where the acronym is made of its words ("União dos Pescadores (UDP)").
    """
    cut = kind != "ORG"
    for word in range(last, min(last + _REST, len(reading) - 2)):
        if reading.form[word] == "(":
            short = reading.form[word + 1].partition("-")[0]
            own = word > last and is_acronym(short) and reading.form[word + 2] in (")", "-")
            own = own and (not cut or abbreviates(short, reading.form[first:word]))
            return word if own and reading.form[word - 1][:1].isupper() else last
        if reading.upos[word] not in _IN_NAMES and reading.upos[word] != "CCONJ":
            break
        cut = cut or reading.entity[word] >= 0 or reading.upos[word] == "CCONJ"
    return last


def _is_abbreviated(reading: Reading, first: int, last: int) -> bool:
    """Whether the acronym of a name follows it in brackets, with more letters than that of a region has."""
    short = reading.form[last + 1] if last + 2 < len(reading) and reading.form[last] == "(" else ""
    return len(short) > 2 and reading.form[last + 2] == ")" and abbreviates(short, reading.form[first:last])


def _is_edge(reading: Reading, word: int) -> bool:
    """Whether a name may begin or end with a word."""
    return reading.upos[word] not in ("ADP", "DET", "PUNCT", "CCONJ") and not reading.form[word].islower()


def _continues(reading: Reading, word: int, neighbour: int) -> bool:
    """Whether a word is part of the name that its neighbour stands in, though the reader left it out."""
    return (
        reading.upos[word] == "PROPN"
        and reading.entity[word] < 0
        and reading.form[word][:1].isupper()
        and (reading.head[word] == neighbour or reading.head[neighbour] == word)
        and "flat" in (reading.deprel[word][:4], reading.deprel[neighbour][:4])
    )
