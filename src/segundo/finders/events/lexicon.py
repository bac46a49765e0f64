"""The words that name events, read from the language's tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from segundo.languages import table

KINDS = ("verb", "participle", "noun")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word names when its conditions are met: one row of the table ``triggers``.

    ``clitic`` asks for a reflexive clitic; ``theme``, ``agent`` and ``oblique`` ask for one of these participants
    (lemmas, ``@classes``, kinds of entity; an oblique is ``preposition:participant``). ``of`` is what a noun's plain
    complement ("visita **do** papa") is: ``actor`` or ``target``.
    """

    type: str
    family: str
    strength: str
    of: str
    clitic: bool
    theme: frozenset[str]
    agent: frozenset[str]
    oblique: frozenset[str]

    @property
    def conditions(self) -> int:
        """How many conditions the sense has."""
        return bool(self.theme) + bool(self.agent) + bool(self.oblique)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The senses of verbs and of nouns by lemma, the most specific first, and the classes of each noun.

    ``forms`` gives by kind (``verb``, ``participle``, ``noun``) the lemma of each inflected form; ``fixed`` holds
    expressions whose noun names no event, ``in_fixed`` the words of all these, ``unlike`` the participants with which
    a word names none.
    """

    verbs: Mapping[str, tuple[Sense, ...]]
    nouns: Mapping[str, tuple[Sense, ...]]
    forms: Mapping[str, Mapping[str, str]]
    classes: Mapping[str, frozenset[str]]
    fixed: frozenset[str]
    in_fixed: frozenset[str]
    unlike: Mapping[str, frozenset[str]]

    def verb(self, form: str, lemma: str) -> str | None:
        """The event verb that a word is a form of, if any; the reader's lemma comes first."""
        if lemma in self.verbs:
            return lemma
        return self.forms["verb"].get(form) or self.forms["participle"].get(form)

    def noun(self, form: str, lemma: str) -> str | None:
        """The event noun that a word is a form of, if any."""
        if lemma in self.nouns:
            return lemma
        return form if form in self.nouns else self.forms["noun"].get(form)


def _split(cell: str) -> list[str]:
    return [item for item in cell.split(",") if item]


@cache
def lexicon(language: str) -> Lexicon:
    """The event words of a language."""
    verbs: dict[str, list[Sense]] = defaultdict(list)
    nouns: dict[str, list[Sense]] = defaultdict(list)
    for row in table(language, "triggers"):
        conditions = [_with_forms(language, _split(row[column])) for column in ("theme", "agent", "oblique")]
        for lemma in _split(row["verbs"]):
            bare = lemma.removesuffix("-se")
            sense = Sense(row["type"], row["family"], row["strength"], row["of"], bare != lemma, *conditions)
            verbs[bare].append(sense)
        for lemma in _split(row["nouns"]):
            nouns[lemma].append(Sense(row["type"], row["family"], row["strength"], row["of"], False, *conditions))
    classes: dict[str, set[str]] = defaultdict(set)
    for row in table(language, "event_classes"):
        for noun in _with_forms(language, _split(row["nouns"].lower())):
            classes[noun].add(f"@{row['class']}")
    unlike: dict[str, frozenset[str]] = {}
    for row in table(language, "event_unlike"):
        participants = _with_forms(language, _split(row["participants"]))
        unlike.update((word, unlike.get(word, frozenset()) | participants) for word in _split(row["words"]))
    fixed = frozenset(row["expression"] for row in table(language, "event_fixed"))
    return Lexicon(
        verbs={lemma: _ordered(senses) for lemma, senses in verbs.items()},
        nouns={lemma: _ordered(senses) for lemma, senses in nouns.items()},
        forms={kind: inflected(language, kind, nouns if kind == "noun" else verbs) for kind in KINDS},
        classes={noun: frozenset(names) for noun, names in classes.items()},
        fixed=fixed,
        in_fixed=frozenset(word for expression in fixed for word in expression.split()),
        unlike=unlike,
    )


def _ordered(senses: Iterable[Sense]) -> tuple[Sense, ...]:
    """The senses with the most conditions first, else in the order of the table."""
    return tuple(sorted(senses, key=lambda sense: -sense.conditions))


def _with_forms(language: str, words: list[str]) -> frozenset[str]:
    """The words with their plurals and feminines."""
    if not words:
        return frozenset()
    plural = inflected(language, "noun", words)
    feminine = inflected(language, "feminine", words)
    return frozenset({*words, *plural, *feminine})


def inflected(language: str, kind: str, lemmas: Iterable[str]) -> dict[str, str]:
    """The lemma of each inflected form, by the endings and the irregular forms that the table lists."""
    out: dict[str, str] = {}
    irregular, endings = _inflection(language, kind)
    for lemma in lemmas:
        for form in irregular.get(lemma, ()):
            out[form] = lemma
        for ending, forms in endings:
            if lemma.endswith(ending) and lemma != ending:
                stem = lemma.removesuffix(ending)
                for form in forms:
                    out.setdefault(stem + form[1:], lemma)
    return out


@cache
def _inflection(language: str, kind: str) -> tuple[dict[str, list[str]], list[tuple[str, list[str]]]]:
    """The irregular forms of a kind by their base, and the endings of its forms by that of the base."""
    rows = [(row["base"], _split(row["forms"])) for row in table(language, "inflection") if row["kind"] == kind]
    irregular = {base: forms for base, forms in rows if not base.startswith("-")}
    return irregular, [(base[1:], forms) for base, forms in rows if base.startswith("-")]
