"""Whether an event happened: the cues of modality, negation, tense and speech act around its trigger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from segundo.finders.events.lexicon import inflected
from segundo.finders.events.triggers import Candidate
from segundo.finders.loglinear import log_chance
from segundo.languages import table
from segundo.reader.reading import Reading
from segundo.records import STATUSES

LEVELS = 3
OUTSIDE = "none"
FORMS = ("Mood=Cnd", "Mood=Sub", "Tense=Fut", "Tense=Pqp", "Tense=Past", "Tense=Imp", "Tense=Pres")
NON_FINITE = ("VerbForm=Inf", "VerbForm=Ger", "VerbForm=Part")
ENDING = 3
INFLECTED = frozenset({"VERB", "AUX", "ADJ", "DET", "PRON"})
ADVERBIAL = frozenset({"obl", "nmod", "advmod"})
BESIDE = frozenset({"advcl", "parataxis", "appos", "nsubj"})


@dataclass(frozen=True, slots=True)
class Modality:
    """By use (governor, modifier, auxiliary, mark, adverb, time) what each cue speaks for; the forms of its verbs."""

    cues: Mapping[str, Mapping[str, str]]
    forms: Mapping[str, str]

    def lemma(self, reading: Reading, word: int) -> str:
        """The lemma of a word, by its form where the form is one of a cue; empty for names."""
        if reading.upos[word] == "PROPN":
            return ""
        lemma = self.forms.get(reading.lower[word]) if reading.upos[word] in INFLECTED else None
        return lemma or reading.lower_lemma[word]


@cache
def modality(language: str) -> Modality:
    """The cues of a language."""
    out: dict[str, dict[str, str]] = defaultdict(dict)
    for row in table(language, "modality"):
        out[row["use"]][row["cue"]] = row["status"]
    forms: dict[str, str] = {}
    for use in ("auxiliary", "governor", "copula"):
        forms = inflected(language, "verb", out[use]) | forms
    return Modality(out, forms | inflected(language, "adjective", out["modifier"]))


def is_going_on(reading: Reading, word: int) -> bool:
    """Whether a noun is what somebody is in at present: "we are in talks"."""
    nominal = reading.upos[word] == "NOUN" and bool(reading.dependents(word, "case"))
    return nominal and any(reading.has(copula, "Tense=Pres") for copula in reading.dependents(word, "cop"))


def at_its_time(status: str, side: int) -> str:
    """The status of a noun's event that lies before (-1) or after (1) the day of publication: what is past is no plan,
    what lies ahead is one.
    """
    if side < 0 and status == "planned":
        return "happened"
    return "planned" if side > 0 and status in ("happened", "ongoing") else status


def verb_form(reading: Reading, word: int) -> str:
    """The mood or tense of a finite verb, the kind of a non-finite one, empty for other words."""
    feats = reading.feats[word]
    if "VerbForm=Fin" in feats or "VerbForm=" not in feats:
        for form in FORMS:
            if form in feats:
                return form.partition("=")[2]
    for form in NON_FINITE:
        if form in feats:
            return form.partition("=")[2]
    return ""


def verb_group(reading: Reading, word: int, tables: Modality) -> tuple[list[int], int]:
    """A predicate with its auxiliaries, and the uppermost of them: some trees put an auxiliary above its verb.

    A non-finite verb shares the auxiliaries of the verb that it is coordinated with.
    """
    auxiliaries = tables.cues["auxiliary"]
    group, top = [word], word
    while reading.deprel[top].startswith("xcomp") and reading.head[top] >= 0:
        if tables.lemma(reading, reading.head[top]) not in auxiliaries:
            break
        top = reading.head[top]
        group.append(top)
    for member in tuple(group):
        group += [child for child in reading.children[member] if reading.deprel[child].startswith(("aux", "cop"))]
    if len(group) == 1 and reading.deprel[word] == "conj" and verb_form(reading, word) in ("Inf", "Part", "Ger"):
        shared, top = verb_group(reading, reading.head[word], tables)
        group += shared[1:]
    return group, top


def levels(reading: Reading, word: int, tables: Modality) -> Iterator[tuple[list[int], bool]]:
    """The predicates about a trigger, each with whether it governs what is below it as a participant or complement.

    First its own group, then those above it, within its clause and one above.
    """
    governs = False
    for level in range(LEVELS):
        group, top = verb_group(reading, word, tables)
        yield group, governs
        while reading.deprel[top] == "conj":
            top = reading.head[top]
        relation = reading.deprel[top]
        beside = relation.partition(":")[0] in BESIDE or _is_when(reading, top, tables)
        governs = (governs or level == 0) and not beside
        if reading.head[top] < 0 or relation == "acl:relcl" or (level and relation.startswith(("ccomp", "parataxis"))):
            return
        word = reading.head[top]


def _is_when(reading: Reading, word: int, tables: Modality) -> bool:
    """Whether a noun says when something was ("during the trial"): what is wanted or planned then is another thing."""
    leads = (tables.cues["mark"].get(mark_cue(reading, case, tables)) for case in reading.dependents(word, "case"))
    return any(status in ("happened", "ongoing") for status in leads)


def cues(
    reading: Reading, candidate: Candidate, holders: Sequence[int | None], act: str, headline: bool, language: str
) -> dict[str, float]:
    """The cues for a candidate's status: what holds has the value 1, a status that the model sees its log-chance.

    ``holders`` gives the innermost statement of each word, ``act`` the candidate's statement's act, ``none`` outside
    statements.
    """
    tables = modality(language)
    kind = "noun" if candidate.frame.nominal else "verb"
    word = candidate.word
    out = ["bias", f"{kind}&act={act}", f"family={candidate.sense.family}", f"type={candidate.sense.type}"]
    for level, (group, governs) in enumerate(levels(reading, word, tables)):
        for name in _group_cues(reading, group, tables):
            out.append(f"{name[0]}{level}{name[1]}")
            if governs and name[0] == "negated":
                out.append("within negation")
        governor = tables.lemma(reading, group[0])
        if governs and governor in tables.cues["governor"]:
            status = tables.cues["governor"][governor]
            out += [f"governor{level}={status}", f"governor:{governor}", f"governor={status}&act={act}"]
        form, ending = _finite(reading, group)
        if level == 0 and form == "Fut" and _is_perfect(reading, group, tables):
            out.append("perfect future")
        if form:
            out.append(f"{kind}&form{level}={form}")
            if level == 0:
                out.append(f"form={form}&act={act}")
            elif "verb&form0=Ger" in out:
                out.append(f"gerund&form{level}={form}")
        if ending:
            out.append(f"{kind}&ending{level}={ending}")
        if level < 2:
            out.append(f"{kind}&relation{level}={reading.deprel[group[0]].partition(':')[0]}")
    for child in reading.children[word]:
        lemma = tables.lemma(reading, child)
        if lemma in tables.cues["modifier"]:
            out.append(f"modifier={tables.cues['modifier'][lemma]}")
    top = verb_group(reading, word, tables)[1]
    if act != OUTSIDE and (reading.head[top] < 0 or holders[reading.head[top]] != holders[word]):
        out.append(f"top&act={act}")
    if headline:
        out.append("headline")
    if "negated0" in out:
        out.append(f"negated&act={act}")
    seen = reading.happening.get(word)
    chances = zip(STATUSES, seen.statuses, strict=True) if seen else ()
    return dict.fromkeys(out, 1.0) | {f"chance={status}": log_chance(chance) for status, chance in chances}


def _is_perfect(reading: Reading, group: list[int], tables: Modality) -> bool:
    """Whether an auxiliary says that what is told lies before: in the future it is a rumour ("terá sido")."""
    auxiliaries = tables.cues["auxiliary"]
    return any(auxiliaries.get(tables.lemma(reading, member)) == "happened" for member in group[1:])


def _finite(reading: Reading, group: list[int]) -> tuple[str, str]:
    """The form and the last letters of the group's finite verb, else the form of its predicate."""
    for member in reversed(group):
        form = verb_form(reading, member)
        if form and form not in ("Inf", "Ger", "Part"):
            return form, reading.form[member][-ENDING:].lower()
    return verb_form(reading, group[0]), ""


def _group_cues(reading: Reading, group: list[int], tables: Modality) -> Iterator[tuple[str, str]]:
    """The cues of a predicate: its auxiliaries, negation, adverbs and marks, each as name and value."""
    for member in group[1:]:
        lemma = tables.lemma(reading, member)
        if lemma in tables.cues["auxiliary"]:
            yield "auxiliary", f"={tables.cues['auxiliary'][lemma]}"
            yield "auxiliary", f":{lemma}"
            yield "auxiliary", f":{lemma}&{verb_form(reading, group[0])}"
            yield "auxiliary", f":{lemma}&{verb_form(reading, group[0])}&{verb_form(reading, member)}"
        elif reading.deprel[member] == "cop":
            yield "copula", f":{lemma}"
    for member in group:
        for child in reading.children[member]:
            relation = reading.deprel[child].partition(":")[0]
            lemma = tables.lemma(reading, child)
            if relation in ("advmod", "cc") and lemma in tables.cues["adverb"]:
                status = tables.cues["adverb"][lemma]
                yield ("negated", "") if status == "denied" else ("adverb", f"={status}")
            elif relation in ADVERBIAL and any(
                status := tables.cues["time"].get(tables.lemma(reading, inner), "")
                for inner in (child, *reading.children[child])
            ):
                yield "time", f"={status}"
            elif relation == "advcl" and any(
                tables.cues["mark"].get(mark_cue(reading, mark, tables)) == "conditional"
                for mark in reading.dependents(child, "mark")
            ):
                yield "condition", ""
            elif relation in ("mark", "case") and (mark := mark_cue(reading, child, tables)):
                yield "mark", f"={tables.cues['mark'][mark]}"
                yield "mark", f":{mark}"
            elif relation in ("nsubj", "obj") and any(
                tables.cues["modifier"].get(tables.lemma(reading, inner)) == "denied"
                for inner in (child, *reading.children[child])
            ):
                yield "negated", ""


def mark_cue(reading: Reading, word: int, tables: Modality) -> str:
    """The cue that a mark is, with the words fixed to it ("mesmo que") or alone; empty where it is none."""
    lemma = tables.lemma(reading, word)
    whole = " ".join([lemma, *(reading.lower[child] for child in reading.dependents(word, "fixed"))])
    return next((cue for cue in (whole, lemma) if cue in tables.cues["mark"]), "")
