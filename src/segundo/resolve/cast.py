"""The cast of an article: its actors with what tells them apart, and who is meant where no name stands."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from segundo.reader.reading import Reading
from segundo.records import Actor
from segundo.resolve.lexicon import Lexicon, Role, lexicon
from segundo.resolve.names import Folded, contains, fold, is_acronym, plain, unbracketed
from segundo.resolve.offices import Office, body, parse
from segundo.resolve.places import state_of, states
from segundo.resolve.titles import names_and_titles

_COUNSEL = ("counsel", "side")
NEAR = 4
"""A title that stands for a person reaches over so many sentences and no further."""

SUBJECT, HABIT = 0.6, 0.02
"""How many sentences nearer counts who was a subject, and each mention of an actor."""


@dataclass(frozen=True, slots=True)
class Member:
    """An actor as the cast knows it; ``words`` are the first words of its mentions, in order.

    ``sure`` says that the text tells its gender, which else is only likely.
    """

    actor: Actor
    offices: tuple[Office, ...]
    bodies: frozenset[str]
    gender: str
    sure: bool
    words: tuple[int, ...]
    party: str | None

    def agrees(self, gender: str, *, sure: bool = False) -> bool:
        """Whether it may be of a gender, which is empty where open; with ``sure`` what is only likely bars nothing."""
        return gender in ("", self.gender) or not self.gender or (sure and not self.sure)


@dataclass(frozen=True, slots=True)
class Cast:
    """The members of an article's cast, in the order of its actors, and the names that they are called by."""

    reading: Reading
    lexicon: Lexicon
    members: tuple[Member, ...]
    called: dict[Folded, int]
    home: str | None

    def full(self, name: str) -> str:
        """The fullest name that the article has for a person or body, or the name itself."""
        number = self.find(name)
        return name if number is None else self.members[number].actor.name

    def find(self, name: str) -> int | None:
        """The actor that is called so, wholly or by the first word of the name and no other actor."""
        return self.called.get(fold(name))

    def country(self, code: str) -> str:
        """The name that the article, or else the language, has for a country."""
        names = (m.actor.name for m in self.members if m.actor.kind == "state" and m.actor.country == code)
        return next(names, self.lexicon.country_names.get(code, code))


def gather(reading: Reading, actors: Sequence[Actor], lexicon: Lexicon, language: str) -> Cast:
    """The cast that an article's actors make."""
    known = _known(reading, language)
    members = tuple(
        known.get(actor) or known.setdefault(actor, _member(reading, actor, lexicon, language)) for actor in actors
    )
    called: dict[Folded, int] = {}
    for number, actor in enumerate(actors):
        if actor.kind != "unnamed":
            called.setdefault(fold(actor.name), number)
            for start, end in actor.mentions:
                called.setdefault(fold(reading.text[start:end]), number)
    return Cast(reading, lexicon, members, called, _home(reading, actors, lexicon))


def _home(reading: Reading, actors: Sequence[Actor], lexicon: Lexicon) -> str | None:
    """The country that the article is written in: of those that speak its language the one it names most, if any."""
    counts: Counter[str] = Counter()
    for form in lexicon.demonyms.keys() & reading.frequency.keys():
        counts[lexicon.demonyms[form]] += reading.frequency[form]
    for actor in actors:
        metonym = lexicon.metonyms.get(fold(actor.name))
        if code := actor.country if actor.kind == "state" else metonym.country if metonym else None:
            counts[code] += len(actor.mentions)
    own = [code for code in lexicon.homes if counts[code]]
    return max(own, key=lambda code: counts[code], default=None)


@lru_cache(1)
def _told_genders(reading: Reading, language: str) -> dict[int, str]:
    """The gender of the people whose names start at some words, as the articles before them or their titles have it."""
    entities, titles = names_and_titles(reading, language)
    out = {entity.first: gender_of(reading, entity.first) for entity in entities if entity.type == "PER"}
    for title in titles:
        if len(title.names) == 1 and (gender := gender_of(reading, title.noun)):
            out[entities[title.names[0]].first] = gender
    return out


def gender_of(reading: Reading, word: int) -> str:
    """The gender of a noun or name as an article or adjective with it shows, else as the reader says; empty if open."""
    shown = [child for child in reading.dependents(word, "det", "amod") if child < word]
    own = () if reading.upos[word] == "PROPN" else (word,)
    return _read_gender(reading, (*shown, *own))


def _read_gender(reading: Reading, words: Sequence[int]) -> str:
    """The gender of the first of some words to which the reader gives one; empty where it gives none."""
    return next((gender for word in words for gender in ("Fem", "Masc") if reading.has(word, f"Gender={gender}")), "")


@lru_cache(1)
def _known(reading: Reading, language: str) -> dict[Actor, Member]:
    """The members that were made of an article's actors: its cast is gathered anew whenever more is known of a few."""
    return {}


def _member(reading: Reading, actor: Actor, lex: Lexicon, language: str) -> Member:
    roles = (actor.name,) if actor.kind == "unnamed" else actor.roles
    offices = tuple(office for role in roles if (office := parse(role, language)))
    words = tuple(reading.words(span)[0] for span in actor.mentions)
    own = takewhile(lambda word: word not in lex.words["of"], actor.name.lower().split())
    told = {*own, *(_noun_before(reading, word) for word in words)}
    nouns = told & lex.bodies.keys()
    if spelled := lex.acronyms.get(fold(actor.name)):
        nouns |= _spelled_bodies(language, spelled)
    if actor.name in lex.members.values():
        nouns |= lex.words["party"] & lex.bodies.keys()
    kinds = frozenset(lex.bodies[noun] for noun in nouns)
    ends = [reading.words(span)[-1] + 1 for span in actor.mentions]
    its_party = (_party(reading, lex, ends) or _led_party(offices, lex)) if actor.kind == "person" else None
    gender, sure = _gender(reading, actor, words, lex, _told_genders(reading, language))
    return Member(actor, offices, kinds, gender, sure, words, its_party)


@cache
def _spelled_bodies(language: str, spelled: Folded) -> frozenset[str]:
    """The nouns of whose kind is what an acronym stands for: headed by one, or, where few are, with it."""
    takes_up = lexicon(language).takes_up
    return frozenset(noun for noun in takes_up if plain(noun) in (spelled if takes_up[noun] == "own" else spelled[:1]))


def _party(reading: Reading, lexicon: Lexicon, ends: Iterable[int]) -> str | None:
    """The party in brackets after a politician's name ("Fulano (PDT-RS)"), of which the ``ends`` are given."""
    for last in ends:
        if last + 2 < len(reading) and reading.form[last] == "(":
            short, hyphen, _ = reading.form[last + 1].partition("-")
            known = len(short) > 2 or (fold(short) in lexicon.acronyms and state_of(short) is None)
            if is_acronym(short) and short.isalpha() and (hyphen or known):
                return short
    return None


def _led_party(offices: Iterable[Office], lexicon: Lexicon) -> str | None:
    """The party in which a politician holds an office ("líder do PDT")."""
    parties = set(lexicon.members.values())
    return next((word for office in offices for word in office.complement.split() if word in parties), None)


def _noun_before(reading: Reading, word: int) -> str:
    """The noun that a name follows ("o jornal «Expresso»"), empty where none."""
    before = word - 1
    while before >= 0 and reading.upos[before] in ("ADJ", "PUNCT") and reading.form[before] != ",":
        before -= 1
    return reading.lower[before] if before >= 0 and reading.upos[before] == "NOUN" else ""


def _gender(
    reading: Reading, actor: Actor, words: Sequence[int], lexicon: Lexicon, genders: Mapping[int, str]
) -> tuple[str, bool]:
    """The gender of a person, and whether the text tells it or it is only likely; of an unnamed actor, as it is read.

    A role tells it, a given name that is known or ends as such names do, or what stands with the name. A family name or
    a nickname alone, and a given name with another ending, tell nothing for sure.
    """
    if actor.kind != "person":
        return _read_gender(reading, words[:1]), True
    for role in actor.roles:
        for word in role.lower().split():
            if gender := lexicon.role_genders.get(lexicon.bare(word)):
                return gender, True
    given, *family = actor.name.lower().split()
    if gender := lexicon.genders.get(given):
        return gender, True
    told = Counter(gender for word in words if (gender := genders.get(word)))
    if told:
        return told.most_common(1)[0][0], True
    known = given in lexicon.given or (bool(family) and plain(given).endswith(("a", "o")))
    return "Fem" if plain(given).endswith("a") else "Masc", known


def _client(cast: Cast, roles: Sequence[Role]) -> str | None:
    """Whom counsel with some of these roles speaks for, as other counsel of the kind with no name has it.

    Nobody where such counsel speaks for several apart.
    """
    own = {noun for role in roles for noun in (role.noun, *role.wider)}
    clients = set()
    for member in cast.members:
        if member.actor.kind != "unnamed":
            continue
        for office in member.offices:
            alike = office.role.office in _COUNSEL and not own.isdisjoint((office.role.noun, *office.role.wider))
            if alike and office.complement and not office.complement.islower():
                clients.add(cast.full(office.complement))
    return clients.pop() if len(clients) == 1 else None


def _most_named(cast: Cast) -> str | None:
    """The state that the article names most, if it names one more than the others."""
    counts = sorted((len(member.words), member.actor.name) for member in cast.members if member.actor.kind == "state")
    return counts[-1][1] if counts and (len(counts) == 1 or counts[-2][0] < counts[-1][0]) else None


def _acting(cast: Cast) -> str | None:
    """The state that does most in the article."""
    states = [member for member in cast.members if member.actor.kind == "state"]
    acts = {member.actor.name: sum(is_subject(cast.reading, word) for word in member.words) for member in states}
    return max(acts, key=acts.__getitem__, default=None)


def by_role(
    cast: Cast, role: Role, office: Office | None, word: int, over: bool, content: Set[int] = frozenset()
) -> int | None:
    """The person whom a title at ``word`` means: who bears the role, or a narrower one, and was named last before it.

    None where nobody named bears it. Who is named only in ``content``, the words that the bearer says, is another one.
    """
    best: tuple[int, int, int] | None = None
    told = cast.lexicon.role_genders.get(cast.lexicon.bare(cast.reading.lower[word]))
    gender = told or gender_of(cast.reading, word)
    for number, member in enumerate(cast.members):
        if not member.agrees(gender, sure=True):
            continue
        if member.actor.kind == "unnamed" and not (
            member.words[0] < word and _says_more(member.offices) and _agree(cast.reading, member.words[0], word)
        ):
            continue
        if content and all(mention in content for mention in member.words):
            continue
        level = max((_fits(cast.lexicon, role, office, other, over) for other in member.offices), default=0)
        if level:
            rank = (level, latest(member, word, content), number)
            best = max(best, rank) if best else rank
    return best[-1] if best else None


def _agree(reading: Reading, one: int, other: int) -> bool:
    """Whether two nouns are both of one person or both of several."""
    return reading.has(one, "Number=Plur") == reading.has(other, "Number=Plur")


def _says_more(offices: Sequence[Office]) -> bool:
    """Whether an unnamed actor is told from others of its role, so that the role alone may take it up."""
    return any(office.complement or office.country for office in offices)


def _fits(lex: Lexicon, role: Role, title: Office | None, office: Office, over: bool) -> int:
    """How well an office fits a title: 0 not at all, 1 by a wider noun, 2 by the noun, 3 by noun and complement."""
    if title and title.country and office.country and title.country != office.country:
        return 0
    same = role.noun == office.role.noun
    if not same and office.over and not over:
        return 0
    if not same and role.noun not in office.role.wider:
        return 0
    if same and role.office == "kin":
        return 2
    if over and not office.over:
        return 0
    if title and title.complement:
        mine, other = fold(title.complement), fold(office.complement)
        if mine == other or lex.acronyms.get(mine, mine) == lex.acronyms.get(other, other):
            return 3 if same else 1
        if not other or office.complement.lower() in lex.words["republic"]:
            return int(same and role.body != "state")
        if not (contains(other, mine) or contains(mine, other)):
            return 2 * (same and _takes_up(lex, title.complement, office.complement))
        return 3 if same else 1
    return (1 if office.over and not over else 2) if same else 1


def _takes_up(lex: Lexicon, noun: str, name: str) -> bool:
    """Whether a complement with no name ("da legenda") may take up another ("do PTB"): a body of its kind or none."""
    if name.islower():
        noun, name = name, noun
    words = noun.split()
    if not noun.islower() or words[0] not in lex.bodies:
        return False
    known = {lex.bodies[word] for word in name.lower().split() if word in lex.bodies}
    takes_up = lex.takes_up[words[0]]
    return lex.bodies[words[0]] in known or takes_up == "all" or (not known and takes_up != "own")


def latest(member: Member, word: int, content: Set[int] = frozenset()) -> int:
    """The last mention before a word and outside of ``content``, or, where there is none, minus the first one."""
    before = member.words[: bisect_left(member.words, word)]
    return next((mention for mention in reversed(before) if mention not in content), -member.words[0])


def by_body(cast: Cast, noun: str, word: int) -> int | None:
    """The body named last before ``word`` that a noun such as ``"tribunal"`` may take up, first one so named.

    A news agency is only cited: no noun takes it up but that of its own name.
    """
    kind = cast.lexicon.bodies.get(noun.lower())
    if kind is None:
        return None
    bodies = [number for number, member in enumerate(cast.members) if _is_body(cast.lexicon, member.actor)]
    takes_up = cast.lexicon.takes_up[noun.lower()]
    if takes_up == "all":
        other = bodies
    elif takes_up == "any":
        other = [number for number in bodies if not cast.members[number].bodies]
    else:
        other = [n for n in bodies if cast.lexicon.bodies.get(takes_up) in cast.members[n].bodies]
    known = [number for number in bodies if kind in cast.members[number].bodies]
    other = [number for number in other if fold(cast.members[number].actor.name) not in cast.lexicon.agencies]
    called = [number for number in known if noun.lower() in cast.members[number].actor.name.lower().split()]
    for group in (called, known, other):
        before = [number for number in group if cast.members[number].words[0] < word]
        if before:
            return max(before, key=lambda number: latest(cast.members[number], word))
    return None


def _is_body(lexicon: Lexicon, actor: Actor) -> bool:
    """Whether an actor is a body that a noun may take up: not a region that the reader took for one."""
    if actor.kind != "organisation":
        return False
    name, areas = fold(actor.name), lexicon.words["area"] | lexicon.words["ranked"]
    return not (name in lexicon.countries or name in _states() or set(map(plain, areas)).issuperset(name))


@cache
def _states() -> frozenset[Folded]:
    return frozenset(map(fold, states().values()))


def nearest_named(cast: Cast, word: int, gender: str, people: set[int]) -> int | None:
    """Of some people that agree in gender, the one named nearest to ``word``, before it or else after it.

    Before it, a subject counts as some of a sentence nearer than others, and so does who is often named.
    """
    reading = cast.reading
    here = reading.sentence[word]
    free = [number for number in people if cast.members[number].agrees(gender)]
    before: list[tuple[float, int, int]] = []
    after: list[tuple[int, int]] = []
    for number in free:
        words = cast.members[number].words
        for mention in words:
            gap = here - reading.sentence[mention]
            if mention < word and gap <= NEAR:
                nearness = SUBJECT * is_subject(reading, mention) + HABIT * len(words) - gap
                before.append((nearness, mention, number))
            elif mention > word and -gap <= NEAR:
                after.append((mention, number))
    if before:
        return max(before)[2]
    return min(after)[1] if after else None


def is_subject(reading: Reading, word: int) -> bool:
    """Whether the name or noun phrase that begins at ``word`` is a subject."""
    for governor in (word, *reading.ancestors(word)):
        relation = reading.deprel[governor].partition(":")[0]
        if relation == "nsubj":
            return True
        if relation not in ("flat", "appos", "det", "amod", "compound", "case"):
            return False
    return False


def speaks_for(cast: Cast, offices: Sequence[Office], word: int, party: str | None = None) -> str | None:
    """For whom the holder of some offices, mentioned at ``word``, speaks: the first of them that says it.

    A body that is called by a noun alone ("presidente da comissão") is the one that the noun takes up, "the party" the
    holder's own ``party`` where it is known; "the country" is the state that does most. A president with no complement
    is the head of the article's own state (one where several are called so), a head of government with none that of the
    state that is named most; counsel with none has the client that other counsel has.
    """
    left = {fold(office.complement) for office in offices if office.over}
    told = {office.role.noun for office in offices if office.complement}
    described = ""  # "the local firemen", where no other office names them
    for office in offices:
        if not (office.complement or office.country) and office.role.noun in told:
            continue  # "the attorney general", and elsewhere "of the Republic"
        if office.complement.lower() in cast.lexicon.words["republic"] and office.role.office == "head":
            continue
        complement = office.complement.lower().split()
        if complement and complement[-1] in cast.lexicon.words["country"] and not office.over:
            return _acting(cast)
        name = body(office, cast.lexicon, cast.country)
        if name and party and name in cast.lexicon.words["own-party"]:
            return cast.full(party)
        if name and fold(name) not in left:
            bare = name.islower() or name.lower() in cast.lexicon.bodies
            number = by_body(cast, name.partition(" ")[0], word) if bare else None
            full = None if number is None else cast.members[number].actor.name
            # "the Chamber" is no senate, though a chamber may take one up
            other = full is not None and name[:1].isupper() and name.lower() in cast.lexicon.words["house"]
            if full is None or (other and not contains(fold(full), fold(name))):
                full = cast.full(unbracketed(name))
            if not full.islower():
                return full
            described = described or full
    if described:
        return described
    heads = _bare_heads(cast, offices)
    if cast.home and "state" in heads:
        return cast.country(cast.home) if _leads(cast, word) else None
    if "government" in heads and (state := _most_named(cast)):
        return state
    return _client(cast, [office.role for office in _current(offices) if office.role.office in _COUNSEL])


def _current(offices: Sequence[Office]) -> list[Office]:
    """The offices that are not over."""
    ended = {office.role.noun for office in offices if office.over and not office.complement.strip()}
    return [office for office in offices if not office.over and office.role.noun not in ended]


def _bare_heads(cast: Cast, offices: Sequence[Office]) -> set[str]:
    """Of what the holder of some offices is called the head without saying of which: of a state, of a government."""
    whole = cast.lexicon.words["republic"] | cast.lexicon.words["country"]
    named = {office.role.noun for office in offices if office.complement and office.complement.lower() not in whole}
    current = [office for office in _current(offices) if office.role.noun not in named]
    return {office.role.body for office in current if not office.complement or office.complement.lower() in whole}


def _leads(cast: Cast, word: int) -> bool:
    """Whether who is first named at a word is the head of the article's own state, where several are called so.

    That is who is said to be it ("presidente da República"), else who is mentioned most: "o presidente Trump" beside "o
    presidente Sousa" of whom the article tells.
    """
    whole = cast.lexicon.words["republic"] | cast.lexicon.words["country"]

    def support(member: Member) -> tuple[bool, int]:
        told = any(office.country == cast.home or office.complement.lower() in whole for office in member.offices)
        return told, len(member.words)

    people = [member for member in cast.members if member.actor.kind == "person"]
    heads = [member for member in people if "state" in _bare_heads(cast, member.offices)]
    return all(member.words[0] != word or support(member) == max(map(support, heads)) for member in heads)
