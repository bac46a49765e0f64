"""Offices: what a title, written out, says of its holder, and for whom the holder speaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from segundo.resolve.lexicon import Lexicon, Role, lexicon
from segundo.resolve.names import fold, is_acronym


@dataclass(frozen=True, slots=True)
class Office:
    """A title taken apart: role, whether it is over, complement with its preposition, country of its adjective."""

    role: Role
    over: bool
    of: str
    complement: str
    country: str | None


@lru_cache(maxsize=1 << 12)
def parse(title: str, language: str) -> Office | None:
    """Take a title such as ``"ministro russo da Energia"`` apart; None where it has no known role."""
    lex = lexicon(language)
    words = title.split()
    noun = next((number for number, word in enumerate(words) if lex.role(word)), None)
    if noun is None or (role := lex.role(words[noun])) is None:
        return None
    # who heads a body heads it "by" nothing: what follows says how he spoke, or for what he answers
    joins = lex.words["of"] if role.office == "head" else lex.words["of"] | lex.words["by"]
    of = next((n for n in range(noun + 1, len(words)) if words[n].lower() in joins), len(words))
    if of - 1 > noun and is_heard(words[of - 1], lex):
        of = len(words)  # "lawyers heard by the paper"
    adjectives = [word for word in words[noun + 1 : None if role.office == "area" else of] if word in lex.demonyms]
    return Office(
        role=role,
        over=lex.former(words[noun])
        or any(lex.former(word) or word.lower() in lex.words["former"] for word in words[: noun + 2]),
        of="".join(words[of : of + 1]),
        complement=" ".join(words[of + 1 :]),
        country=lex.demonyms[adjectives[0]] if adjectives else None,
    )


def is_heard(word: str, lex: Lexicon) -> bool:
    """Whether a word is a participle of a verb for what papers do with whom they ask."""
    return word.lower().startswith(tuple(f"{verb[:-1]}d" for verb in lex.words["hear"]))


def body(office: Office, lex: Lexicon, country: Callable[[str], str]) -> str | None:
    """The body, place, state or person for whom the holder of an office speaks, as the title names it.

    ``country`` gives the name that the article has for a country's code.
    """
    kind = office.role.office
    if kind in ("none", "kin") or office.over:
        return None
    if kind == "within":
        return next((part for part in _within(office.complement, lex) if is_body(part, lex)), None)
    whole, *inner = _parts(office.complement, lex)
    if office.of == lex.joiner and whole.islower():
        return None
    told = whole[:1].islower() and not is_body(whole, lex)
    if kind == "head" and told and any(word in lex.bodies for word in whole.split()):
        return None  # "the head of the largest firm in the country"
    if kind in ("head", "area", "seat"):
        if office.country:
            return country(office.country)
        for part in (whole, *inner):
            if code := lex.countries.get(fold(part)):
                return country(code)
    if kind == "seat" or (kind == "area" and whole and not is_body(whole, lex)):
        return " ".join(filter(None, (office.role.body, office.of, whole)))
    if kind == "head":
        parts = (whole, *inner) if office.of == lex.joiner or office.of.lower() in lex.words["of"] else (whole,)
        return next((part for part in parts if part and (part[0].isupper() or is_body(part, lex))), None)
    first = whole.partition(" ")[0]
    if first in lex.words["press"] or ((role := lex.role(first)) and role.office == "side"):
        whole = next(iter(inner), "")
    someone = kind == "counsel" and lex.role(whole.partition(" ")[0])
    return whole if someone or not whole.islower() or is_body(whole, lex) else None


def _parts(complement: str, lex: Lexicon) -> list[str]:
    """A complement without what says where, and what stands in it after each "of" ("Defesa dos EUA": whole, "EUA")."""
    words = complement.split()
    beside = [number for number, word in enumerate(words) if number and word.lower() in lex.words["in"]]
    words = words[: min(beside, default=len(words))]
    cuts = [number + 1 for number, word in enumerate(words) if word.lower() in lex.words["of"] | lex.words["beside"]]
    return [" ".join(words), *(" ".join(words[cut:]) for cut in cuts)]


def _within(complement: str, lex: Lexicon) -> list[str]:
    """A complement, and what stands in it after each "of" or "in"."""
    words = complement.split()
    small = lex.words["of"] | lex.words["in"]
    return [complement, *(" ".join(words[n + 1 :]) for n, word in enumerate(words) if word.lower() in small)]


def is_body(name: str, lex: Lexicon) -> bool:
    """Whether a complement names a body itself ("Supremo", "Casa Civil"), not an area of government ("Saúde")."""
    first, _, rest = name.partition(" ")
    second = rest.partition(" ")[0]
    of_kind = first.lower() in lex.bodies or (second.istitle() and second.lower() in lex.bodies)  # "Superior Tribunal"
    return of_kind or is_acronym(first) or fold(name) in lex.metonyms
