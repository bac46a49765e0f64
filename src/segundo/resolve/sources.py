"""Sources: which voices the words of a source name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile, takewhile

from segundo.resolve.antecedents import find_candidates
from segundo.resolve.cast import by_body, by_role, gender_of, is_subject, nearest_named
from segundo.resolve.documents import maker
from segundo.resolve.entities import before_case
from segundo.resolve.lexicon import Pronoun
from segundo.resolve.offices import is_heard, parse
from segundo.resolve.owners import all_of, bearers, member_of, text_of, whose
from segundo.resolve.scene import Mention, Moment, Said, Scene, Voice, Voices, describe, named
from segundo.resolve.sides import SIDES, has_name, on_side, same_side, titled_side

_NOMINAL = ("DET", "ADJ", "NUM", "PUNCT", "NOUN", "PROPN", "X")
"""The words that stand between a name and the preposition that makes it a complement."""
_MAKERS = ("person", "organisation", "state", "unnamed")


def read_source(scene: Scene, words: Sequence[int], moment: Moment) -> Voices:
    """The voices that the words of a source name."""
    reading, lex = scene.reading, scene.lexicon
    small = (
        lex.words["definite"]
        | lex.words["again"]
        | lex.words["self"]
        | lex.words["of"]
        | lex.words["one"]
        | lex.words["in"]
    )
    if parts := _parts(scene, words):
        return tuple(dict.fromkeys(voice for part in parts for voice in read_source(scene, part, moment)))
    core = [word for word in words if reading.lower[word] not in small and reading.upos[word] != "PUNCT"]
    head = core[0] if core else words[-1]
    shares = any(reading.lower[word] in lex.words["share"] for word in words[:-1])
    if reading.lower[words[-1]] in lex.words["share"] or (shares and reading.upos[words[-1]] == "PRON"):
        return ()  # "35% think so", "35% of them": of whom, nobody knows
    if moment.quoted and head == words[-1] and reading.lower[head] in lex.words["we"]:
        return moment.host
    if pronoun := _pronoun(scene, words):
        return _refer(scene, head, pronoun, moment)
    role = scene.lexicon.role(reading.form[head])
    nameless = role and role.office == "side" and not ((mention := scene.mentions.get(head)) and mention.named)
    if not nameless and (heads := _heads(scene, words, head)):
        return tuple(named(scene, mention.actor) for mention in heads)
    forms = {reading.lower[word] for word in words if word < head}
    noun = reading.lower[head]
    phrase = [word for word in words if word >= head]
    alone = all(reading.upos[word] == "PUNCT" for word in phrase[1:])
    nobody = not any(reading.form[word][:1].isupper() for word in phrase)
    same = _same_noun(scene, noun, moment.past) or (moment.last if alone else ())
    if forms & lex.words["again"] and nobody and same:
        return same
    if forms & lex.words["that"] and nobody and (number := by_body(scene.cast, noun, head)) is not None:
        return (named(scene, number),)
    known = (forms | {noun}).isdisjoint(lex.words["one"] | lex.words["quantity"])
    return _by_noun(scene, phrase, known, moment)


def _parts(scene: Scene, words: Sequence[int]) -> list[list[int]]:
    """The words of each voice that "and" joins, where one of them has no name: "he and Rui", "jurists and the mayor".

    Two nouns with no article between them are of one person: "the deputy and physician".
    """
    reading, lex = scene.reading, scene.lexicon
    tops = [word for word in words if reading.head[word] not in words and reading.upos[word] != "PUNCT"]
    joined = [word for word in reading.dependents(tops[0], "conj") if word in words] if len(tops) == 1 else []
    if not joined or not any(reading.lower[word] in lex.words["and"] for word in reading.children[joined[-1]]):
        return []
    parts, rest = [], list(words)
    for top in reversed(joined):
        part = [word for word in reading.subtree(top) if word in rest]
        parts.append(list(dropwhile(lambda word: reading.upos[word] in ("PUNCT", "CCONJ"), part)))
        rest = [word for word in rest if word < min(part, default=0)]
    parts.append(rest)
    if not all(parts):
        return []
    nameless = [part for part in parts if not any((m := scene.mentions.get(word)) and m.named for word in part)]
    apart = all(_stands_alone(scene, part) for part in parts[:-1])
    return parts[::-1] if nameless and apart and all(_is_voice(scene, part) for part in parts) else []


def _stands_alone(scene: Scene, words: Sequence[int]) -> bool:
    """Whether the words of a second voice begin with an article or a name, or are a pronoun or a noun for several.

    What such a noun is of may be what the first is of too: "ministers and former ministers of the court".
    """
    reading, of = scene.reading, scene.lexicon.words["of"]
    if reading.upos[words[0]] in ("DET", "NUM", "PRON", "PROPN"):
        return True
    return reading.has(words[0], "Number=Plur") and not any(reading.lower[word] in of for word in words)


def _is_voice(scene: Scene, words: Sequence[int]) -> bool:
    """Whether words name or describe who may speak: a pronoun, a name, a noun for people or bodies."""
    lex = scene.lexicon
    for word in words:
        form, mention = scene.reading.lower[word], scene.mentions.get(word)
        if (mention and mention.named) or form in lex.bodies or form in lex.members or form in lex.demonyms:
            return True
        if form in lex.pronouns or lex.role(form):
            return True
    return False


def _pronoun(scene: Scene, words: Sequence[int]) -> Pronoun | None:
    """The pronoun that a source is, if it is nothing else."""
    reading, pronouns = scene.reading, scene.lexicon.pronouns
    if any(reading.upos[word] in ("NOUN", "PROPN") for word in words):
        return None
    return next((pronouns[form] for word in reversed(words) if (form := reading.lower[word]) in pronouns), None)


def _refer(scene: Scene, word: int, pronoun: Pronoun, moment: Moment) -> Voices:
    """The voices that a pronoun at ``word`` stands for."""
    if pronoun.kind == "first":
        return moment.host or moment.last
    if pronoun.kind == "relative":
        if antecedent := _antecedent(scene, word):
            return read_source(scene, antecedent, moment)
        place = scene.before(word)
        return (named(scene, scene.trail[place - 1].actor),) if place else ()
    if pronoun.number == "Plur":
        return _several(scene, word, moment, pronoun.gender)
    return _someone(scene, moment._replace(word=word, kind="pronoun"), pronoun.gender)


def _antecedent(scene: Scene, pronoun: int) -> list[int]:
    """The words before a relative pronoun that it stands for, as the tree has them.

    Where the tree has no such clause, what stands before a preposition and the pronoun: "two men, according to whom".
    """
    reading, definite = scene.reading, scene.lexicon.words["definite"]
    for verb in reading.ancestors(pronoun):
        if reading.deprel[verb] == "acl:relcl" and reading.head[verb] < pronoun:
            return [word for word in reading.subtree(reading.head[verb]) if word < pronoun]
    first, case = reading.sentences[reading.sentence[pronoun]][0], pronoun - 1
    if case > first and reading.lower[case] in definite:
        case -= 1
    if case <= first or reading.upos[case] != "ADP":
        return []
    end = noun = case - 1 - (reading.form[case - 1] == ",")
    while first <= (over := reading.head[noun]) < noun and reading.upos[over] in ("NOUN", "PROPN"):
        noun = over
    if reading.upos[noun] not in ("NOUN", "PROPN"):
        return []
    led = max(reading.dependents(noun, "case"), default=-1)
    return [word for word in reading.subtree(noun) if led < word <= end]


def _someone(
    scene: Scene, moment: Moment, gender: str, described: Voice | None = None, native: str = ""
) -> Voices:
    """The voices of the one person whom a pronoun or a noun stands for: mentioned before, or else soon after.

    ``native`` is a noun for people of some place: nobody who is told to be of another is meant.
    """
    for sure in (False, True) if described is None else (True,):
        found = find_candidates(scene, moment, ("person", "unnamed"), gender, "Sing", described=described, sure=sure)
        found = [candidate for candidate in found if len(candidate.voices) == 1 and not candidate.voices[0].plural]
        found = [candidate for candidate in found if _may_be(scene, candidate.voices[0].actor, native)]
        if any(candidate.voices != (described,) for candidate in found):
            return scene.choose(moment, found).voices
    people = {number for number, member in enumerate(scene.cast.members) if member.actor.kind == "person"}
    people = {number for number in people if _may_be(scene, number, native)}
    number = nearest_named(scene.cast, moment.word, gender, people)
    return () if number is None else (named(scene, number),)


def _may_be(scene: Scene, number: int | None, native: str) -> bool:
    """Whether somebody may be of the country or region that a noun is of, by what the text has before the name."""
    if number is None or not native:
        return True
    lex, actor = scene.lexicon, scene.cast.members[number].actor
    told = {word for role in actor.roles for word in role.lower().split()}
    told |= {scene.reading.lower[word - 1] for word in scene.cast.members[number].words if word > 0}
    if code := lex.demonyms.get(native):
        return {code} >= {lex.demonyms[word] for word in told if word in lex.demonyms} | {actor.country or code}
    return {native[:-1]} >= {word[:-1] for word in told & lex.words["native"]}


def _several(scene: Scene, word: int, moment: Moment, gender: str) -> Voices:
    """The voices that a plural pronoun stands for: who last spoke or acted together, else the two people named last."""
    spoke = next((said for said in reversed(moment.past[-3:]) if len(said.voices) > 1 or said.voices[0].plural), None)
    acted = _acting_together(scene, word, moment, gender)
    if acted is not None and (spoke is None or acted.first > spoke.word):
        return (named(scene, acted.actor),)
    if spoke is not None:
        return spoke.voices
    latest = {}
    for number, member in enumerate(scene.cast.members):
        before = [mention for mention in member.words if mention < word]
        if before and member.actor.kind == "person":
            latest[before[-1]] = number
    return tuple(named(scene, latest[mention]) for mention in sorted(latest)[-2:])


def _acting_together(scene: Scene, word: int, moment: Moment, gender: str) -> Mention | None:
    """The noun for several people that was last the subject of its sentence, in this sentence or the one before."""
    reading = scene.reading
    for mention in reversed(scene.trail[: scene.before(word)]):
        if reading.sentence[mention.first] < reading.sentence[word] - 1:
            break
        member = scene.cast.members[mention.actor]
        several = member.actor.kind == "unnamed" and reading.has(mention.first, "Number=Plur") and member.agrees(gender)
        free = mention.first not in scene.quoted and mention.first not in moment.content
        if several and free and is_subject(reading, mention.first):
            return mention
    return None


def _heads(scene: Scene, words: Sequence[int], head: int) -> list[Mention]:
    """The mentions that a source is about: not what its nouns are "of", and several only where joined by "and"."""
    reading, lex = scene.reading, scene.lexicon
    depth = 0
    found: list[Mention] = []
    for word in words:
        depth += (reading.form[word] == "(") - (reading.form[word] == ")")
        mention = scene.mentions.get(word)
        if mention and mention.named and not (depth and word != head) and (not found or word >= found[-1].last):
            found.append(mention)
    free: list[Mention] = []
    bound: list[Mention] = []
    for mention in found:
        own = mention.first == head or not (
            _is_complement(scene, mention, words, head) or any(_is_second(scene, one, mention) for one in bound)
        )
        (free if own else bound).append(mention)
    if not free:
        return []
    heads = [free[0]]
    for mention in free[1:]:
        between = _between(scene, heads[-1].last, mention.outer, bound)
        joins = lex.words["and"] | lex.words["definite"] | {",", ";"}
        listed = between and all(reading.lower[at] in joins or reading.upos[at] == "NOUN" for at in between)
        if listed and mention.actor != heads[-1].actor:
            heads.append(mention)
    if len(heads) > 1 and not any(
        reading.lower[word] in lex.words["and"] for word in range(heads[-2].last, heads[-1].outer)
    ):
        return heads[:1]
    return heads


def _between(scene: Scene, first: int, last: int, bound: Sequence[Mention]) -> list[int]:
    """The words between two names without what stands in brackets (a party, an acronym) and what the first is of."""
    reading = scene.reading
    of = {word for one in bound for word in range(before_case(reading, one.outer, first - 1) + 1, one.last)}
    out, depth = [], 0
    for word in range(first, last):
        depth += reading.form[word] == "("
        if not depth and word not in of:
            out.append(word)
        depth -= reading.form[word] == ")"
    return out


def _is_complement(scene: Scene, mention: Mention, words: Sequence[int], head: int) -> bool:
    """Whether a mention is what another noun of the source is of, at or for.

    A person's name right after that of a body is none: "o sócio da Usina Rui Prado".
    """
    word = mention.outer - 1
    reading = scene.reading
    person = scene.cast.members[mention.actor].actor.kind == "person"
    if person and word in words and word != head and reading.form[word][:1].isupper():
        return False
    while word in words and word != head and reading.upos[word] in _NOMINAL and reading.form[word] != ",":
        word -= 1
    such = scene.lexicon.words["such"]
    led = word in words and word != head and reading.upos[word] == "ADP" and reading.lower[word] not in such
    return led and not _is_named_kind(scene, mention, word, head)


def _is_named_kind(scene: Scene, mention: Mention, case: int, head: int) -> bool:
    """Whether what a preposition with no article leads is of the kind of a name: "the maker of ships Prado".

    So where a body's name comes after a noun for bodies, or a person's where a mate is one of such a body.
    """
    reading, bodies = scene.reading, scene.lexicon.bodies
    nouns = [word for word in range(case + 1, mention.outer) if reading.upos[word] == "NOUN"]
    if not nouns or reading.upos[case + 1] == "DET" or reading.form[nouns[0]][:1].isupper():
        return False
    kind = scene.cast.members[mention.actor].actor.kind
    return reading.lower[nouns[0] if kind == "person" else head] in bodies


def _is_second(scene: Scene, one: Mention, other: Mention) -> bool:
    """Whether a bare name is joined to another one: "the firemen of Évora and Beja", "the lawyers Ana, Rui and Lia".

    One with an article and no preposition of its own is joined to the whole.
    """
    reading = scene.reading
    person = scene.cast.members[other.actor].actor.kind == "person"
    whole = other.first > 1 and reading.upos[other.first - 1] == "DET" and reading.upos[other.first - 2] != "ADP"
    if whole or (person and other.outer < other.first):
        return False
    if other in bearers(scene, one):
        return True
    return reading.deprel[other.first] == "conj" and one.first <= reading.head[other.first] < one.last


def _by_noun(scene: Scene, words: Sequence[int], known: bool, moment: Moment) -> Voices:
    """The voices of a source with no name of its own: a document, a side, a title, a body, or whoever is described.

    ``known`` says that no indefinite article introduces it, so that somebody met before may be meant.
    """
    reading, lex = scene.reading, scene.lexicon
    head = next((word for word in words if reading.upos[word] in ("NOUN", "PROPN")), words[0])
    form = reading.lower[head]
    pause = next((word for word in words if word > head and reading.form[word] == ","), words[-1] + 1)
    lists = pause + 1 in words and reading.lower[pause + 1] in lex.words["of"]
    named_by = [word for word in words if lists or word < pause]
    if form in lex.documents:  # where and when it appeared does not name it: "the decree published on Friday"
        told = [word for word in reading.children[head] if reading.has(word, "VerbForm=Part")]
        named_by = list(takewhile(lambda word: word not in told, named_by))
    described = describe(scene, text_of(reading, named_by), head)
    if described.name[:1].isupper() and (number := scene.cast.find(described.name)) is not None:
        return (named(scene, number),)  # a name elsewhere, where the reader has seen it
    words = [word for word in words if word < pause]
    rest = [word for word in words if word > head]
    role = lex.role(form)
    if form in lex.documents:
        return _maker(scene, head, rest, described, known, moment)
    if known and not rest and moment.last and moment.last[0].name == form and not has_name(scene, moment.last[0]):
        return moment.last
    title = scene.titles.get(head)
    office = parse(text_of(reading, words), scene.language)
    bearer = None
    if role and known and role.office != "side" and not described.plural:
        then = head > 0 and reading.lower[head - 1] in lex.words["then"]
        for over in dict.fromkeys((then or bool(title and title.over), bool(title and title.over))):
            bearer = by_role(scene.cast, role, office, head, over, moment.content) if bearer is None else bearer
    if bearer is not None and scene.cast.members[bearer].actor.kind == "person":
        return (named(scene, bearer),)
    if role and role.office in SIDES and not any(is_heard(reading.form[word], lex) for word in rest):
        if (number := whose(scene, rest)) is not None:
            voice = on_side(scene, head, rest, number)
            return same_side(scene, role, moment.past, voice.behalf) or (voice,)
        if not rest and (before := same_side(scene, role, moment.past) or titled_side(scene, role, head)):
            return before
    if not rest and any(said.voices[0].name == form and said.voices[0].actor is None for said in moment.past):
        return (described,)
    if known and not rest and (number := by_body(scene.cast, form, head)) is not None:
        return _bodies(scene, moment.past) or (described,) if described.plural else (named(scene, number),)
    if known and not rest and (same := _same_noun(scene, form, moment.past)):
        return same
    if known and not rest and (form in lex.demonyms or form in lex.words["native"]) and not described.plural:
        there = moment._replace(word=head, kind="title")
        return _someone(scene, there, gender_of(reading, head), described, form) or (described,)
    if role and not described.plural:
        if bearer is None and not rest and known and role.office not in ("side", "kin"):
            there = moment._replace(word=head, kind="title")
            return _someone(scene, there, gender_of(reading, head), described) or (described,)
        if bearer is not None:
            fuller = any(reading.form[word][:1].isupper() for word in rest)
            return (described,) if fuller else (named(scene, bearer),)
    the = head > 0 and reading.lower[head - 1] in lex.words["definite"]
    if form in lex.members and described.plural and the and not rest:
        party = scene.cast.find(lex.members[form])
        if party is not None:
            return (named(scene, party),)  # "the Tories": the whole of them
    if form in lex.members and not described.plural and (number := member_of(scene, head)) is not None:
        return (named(scene, number),)
    person = known and not rest and not described.plural and form not in lex.bodies
    if person and (number := _called_so(scene, head)) is not None:
        return (named(scene, number),)
    return (described,)


def _called_so(scene: Scene, head: int) -> int | None:
    """The person before whose name a noun stands elsewhere: "a australiana Ana Prado", and then "a australiana"."""
    form = scene.reading.lower[head]
    return next(
        (
            mention.actor
            for mention in reversed(scene.trail)
            if mention.named
            and mention.outer > 0
            and scene.reading.lower[mention.outer - 1] == form
            and scene.cast.members[mention.actor].actor.kind == "person"
        ),
        None,
    )


def _bodies(scene: Scene, past: Sequence[Said]) -> Voices:
    """The bodies that last spoke together."""
    members = scene.cast.members
    for said in reversed(past):
        actors = [voice.actor for voice in said.voices]
        if len(actors) > 1 and all(n is not None and members[n].actor.kind == "organisation" for n in actors):
            return said.voices
    return ()


def _maker(scene: Scene, head: int, rest: Sequence[int], described: Voice, known: bool, moment: Moment) -> Voices:
    """The voices behind a document: named beside it here or at its last mention, else who spoke before it.

    Where it was published, or to whom it was sent, is not who made it.
    """
    reading, lex = scene.reading, scene.lexicon
    done = next((word for word in rest if word in reading.children[head] and reading.has(word, "VerbForm=Part")), None)
    if done is not None:
        by = next((word for word in rest if word > done and reading.lower[word] in lex.words["by"]), rest[-1] + 1)
        rest = [word for word in rest if word < done or word >= by]
    place = next((word for word in rest if reading.lower[word] in lex.words["in"]), rest[-1] + 1 if rest else 0)
    rest = [word for word in rest if word < place]
    if numbers := all_of(scene, rest):
        return tuple(named(scene, number) for number in numbers)
    if papers := [word for word in rest if reading.lower[word] in lex.documents]:
        return _by_noun(scene, [word for word in rest if word >= papers[0]], True, moment)
    if bodies := [word for word in rest if _is_maker(scene, head, rest, word)]:
        return _by_noun(scene, [word for word in rest if word >= bodies[0]], True, moment)
    if any(reading.upos[word] == "ADJ" and lex.role(reading.form[word]) for word in rest):
        return (described,)  # "the medical bulletins", "official figures"
    form = reading.lower[head]
    led = head > 0 and reading.lower[head - 1] in lex.words["definite"]
    if lex.documents[form].speaks == "text" or not known or (described.plural and not led):
        return (described,)
    if not described.plural and (voices := maker(scene, head, moment)):
        return voices
    if any(reading.form[word][:1].isupper() for word in rest):
        return (described,)  # of somebody whom the article does not name elsewhere
    there = moment._replace(word=head, kind="document")
    voices = scene.choose(there, find_candidates(scene, there, _MAKERS, described=described)).voices
    spoke = {voice.actor for said in moment.past for voice in said.voices}
    # whom a paper is about, and who says nothing, did not write it
    silent = (voice.actor for voice in voices if voice.actor is not None and voice.actor not in spoke)
    if any(scene.cast.members[number].actor.kind == "person" for number in silent):
        return (described,)
    return voices


def _is_maker(scene: Scene, head: int, rest: Sequence[int], word: int) -> bool:
    """Whether a word beside a document is a noun for a body or for people, and whose the document is.

    It is not where it belongs to another noun: "the text on the abuse of authority".
    """
    reading, lex = scene.reading, scene.lexicon
    form = reading.lower[word]
    if reading.upos[word] not in ("NOUN", "PROPN") or not (form in lex.bodies or lex.role(form)):
        return False
    over = reading.head[word]
    return over not in rest or over == head or reading.upos[over] != "NOUN" or lex.role(reading.form[over]) is not None


def _same_noun(scene: Scene, form: str, past: Sequence[Said]) -> Voices:
    """The last voices that were described with the same noun and more; what a noun is of is another one."""
    for said in reversed(past):
        voice = said.voices[0]
        words = voice.name.lower().split()
        heads = takewhile(lambda word: word not in scene.lexicon.words["of"], words)
        if voice.actor is None and form in heads and len(words) > 1:
            return said.voices
    return ()
