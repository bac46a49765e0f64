"""What a language's tables know of people, bodies and countries, as look-ups by folded form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from segundo.languages import table
from segundo.records import ActorKind
from segundo.resolve.names import Folded, fold, plain
from segundo.resolve.places import named, states

_NO_COUNTRY = {"UN", "EZ", "QO", "XA", "XB", "ZZ"}
"""Codes of CLDR that name no country or union of countries."""


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for people: for whom its holder speaks, and which other nouns may take up the same person.

    ``office`` is ``head``, ``area``, ``voice``, ``counsel`` or ``none``; ``body`` is what an ``area`` belongs to.
    """

    noun: str
    office: str
    body: str
    wider: frozenset[str]


@dataclass(frozen=True, slots=True)
class Metonym:
    """A place or palace that stands for a government."""

    name: str
    kind: ActorKind
    country: str


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A word that stands for a speaker named elsewhere; gender and number are empty where open."""

    gender: str
    number: str
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """A noun for what is written or said: whether it speaks for its ``author`` or as a ``text``, and its ``kind``."""

    speaks: str
    kind: str

    def takes_up(self, other: Document) -> bool:
        """Whether the noun may take up what another named before."""
        return "none" not in (self.kind, other.kind) and (self.kind in ("any", other.kind) or other.kind == "any")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The look-ups of one language. Keys are forms in lower case or, for names, folded words."""

    roles: Mapping[str, Role]
    bodies: Mapping[str, str]
    takes_up: Mapping[str, str]
    documents: Mapping[str, Document]
    members: Mapping[str, str]
    role_genders: Mapping[str, str]
    demonyms: Mapping[str, str]
    countries: Mapping[Folded, str]
    towns: Mapping[Folded, str]
    known_starts: Mapping[str, tuple[tuple[str, str], ...]]
    country_names: Mapping[str, str]
    metonyms: Mapping[Folded, Metonym]
    acronyms: Mapping[Folded, Folded]
    agencies: frozenset[Folded]
    pronouns: Mapping[str, Pronoun]
    genders: Mapping[str, str]
    given: frozenset[str]
    words: Mapping[str, frozenset[str]]
    joiner: str
    homes: tuple[str, ...]

    def role(self, form: str) -> Role | None:
        """The role that a form names, with or without a prefix that says that it is over, or that it is a deputy's."""
        key = form.lower()
        role = self.roles.get(key)
        if role or "-" not in key:
            return role
        bare = self.bare(key)
        return self.roles.get(bare) or self._deputy(bare)

    def _deputy(self, key: str) -> Role | None:
        """The role of a deputy whose noun is made of the other's: speaks for the same, and is at times called so."""
        prefix, hyphen, rest = key.partition("-")
        role = self.roles.get(rest) if hyphen and prefix in self.words["deputy"] else None
        return role and replace(role, noun=f"{prefix}-{role.noun}", wider=role.wider | {role.noun})

    def former(self, form: str) -> bool:
        """Whether a form carries a prefix that says that the role is over ("ex-ministro")."""
        key = form.lower()
        return self.bare(key) != key

    def bare(self, key: str) -> str:
        """A form in lower case without a prefix that says that a role is over."""
        prefix, hyphen, rest = key.partition("-")
        return rest if hyphen and prefix in self.words["former"] else key


def _forms(language: str, name: str, value: str) -> dict[str, str]:
    """The forms of a table's rows, each with one cell of its row."""
    return {form: row[value] for row in table(language, name) for form in row["forms"].split()}


def _role_genders(language: str) -> dict[str, str]:
    """The gender of the nouns for people that have a form for each: one in -a, -ã or -triz beside one with another end.

    A noun with one form for both ("jornalista") tells nothing; those that a table says tell it as well ("rainha").
    """
    out: dict[str, str] = {}
    for row in table(language, "roles"):
        forms = row["forms"].split()
        for number, form in enumerate(forms):
            other = next((one for one in forms[:number] if not _is_feminine(one) and _are_of_one_stem(one, form)), None)
            if other is not None and _is_feminine(form):
                out[form] = "Fem"
                out.setdefault(other, "Masc")
    told = {row["class"]: row["forms"].split() for row in table(language, "phrase_words")}
    return out | dict.fromkeys(told["he"], "Masc") | dict.fromkeys(told["she"], "Fem")


def _is_feminine(form: str) -> bool:
    """Whether a noun for people, one or several, ends as feminine ones do."""
    return any(part.rstrip("s").endswith(("a", "ã", "triz")) for part in form.split("-"))


def _are_of_one_stem(masculine: str, feminine: str) -> bool:
    """Whether two nouns differ by their end alone: "deputado" and "deputada", "ator" and "atriz"."""
    one, other = (plain(form.partition("-")[0]) for form in (masculine, feminine))
    return other.startswith(one[: 2 if other.endswith("triz") else -1])


def _countries(language: str) -> tuple[dict[Folded, str], dict[str, str], set[str]]:
    """The names of countries in CLDR and the table of other names.

    Names to codes, codes to names, and the names of several words.
    """
    from babel import Locale  # slow to import, and needed only once articles are read

    codes: dict[Folded, str] = {}
    names: dict[str, str] = {}
    several: set[str] = set()
    given = [(row["country"], row["name"]) for row in table(language, "countries")]
    for row in table(language, "varieties"):
        given += Locale.parse(row["locale"]).territories.items()
    for code, name in given:
        if code.isalpha() and code not in _NO_COUNTRY:
            codes.setdefault(fold(name), code)
            if " " in name:
                several.add(name)
    for row in reversed(table(language, "varieties")):
        names |= Locale.parse(row["locale"]).territories
    return codes, names, several


def _states_alone() -> list[str]:
    """The names of several words of Brazil's states that no town bears."""
    return [name for name in states().values() if " " in name and not named(fold(name)).towns]


def _starts(known: Iterable[tuple[str, str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    """The names of several words, each with the type of its entity, by their first word, the longest first."""
    out: dict[str, set[tuple[str, str]]] = {}
    for name, kind in known:
        if " " in name:
            out.setdefault(name.split()[0], set()).add((name, kind))
    return {word: tuple(sorted(some, key=lambda one: (-len(one[0]), one))) for word, some in out.items()}


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, read once from its tables."""
    codes, names, several = _countries(language)
    acronyms = table(language, "acronyms")
    return Lexicon(
        roles={
            form: Role(row["forms"].split()[0], row["office"], row["body"], frozenset(row["wider"].split()))
            for row in table(language, "roles")
            for form in row["forms"].split()
        },
        bodies={form: forms.split()[0] for form, forms in _forms(language, "organisations", "forms").items()},
        takes_up=_forms(language, "organisations", "takes_up"),
        documents={
            form: Document(row["speaks"], row["kind"])
            for row in table(language, "documents")
            for form in row["forms"].split()
        },
        members=_forms(language, "members", "party"),
        role_genders=_role_genders(language),
        demonyms=_forms(language, "demonyms", "country"),
        countries=codes,
        known_starts=_starts(
            [(name, "LOC") for name in (*several, *_states_alone())]
            + [(row["name"], "ORG") for row in acronyms]
            + [(row["name"], "ORG") for row in table(language, "local_bodies") if row["level"] == "one"]
        ),
        country_names=names,
        metonyms={
            fold(row["name"]): Metonym(row["refers"], cast(ActorKind, row["kind"]), row["country"])
            for row in table(language, "metonyms")
        },
        agencies=frozenset(fold(row["phrase"]) for row in table(language, "agencies")),
        acronyms={fold(row["short"]): fold(row["name"]) for row in acronyms},
        pronouns={
            row["form"]: Pronoun(row["gender"], row["number"], row["class"]) for row in table(language, "pronouns")
        },
        genders={row["name"].lower(): row["gender"] for row in table(language, "given_names")},
        given=frozenset(row["name"].lower() for row in table(language, "common_names") if row["place"] == "given"),
        words={row["class"]: frozenset(row["forms"].split()) for row in table(language, "phrase_words")},
        joiner=next(row["forms"].split()[0] for row in table(language, "phrase_words") if row["class"] == "of"),
        towns={fold(row["name"]): row["country"] for row in table(language, "towns")},
        homes=tuple(row["locale"].partition("_")[2] for row in table(language, "varieties")),
    )
