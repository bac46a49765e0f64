"""What a verb of saying says: its clause, infinitive, noun, or the words that stand before it.

Every function looks for one construction and gives the runs of words of what is said, and the frame that it used.
"""

from __future__ import annotations

from segundo.finders.statements import lexicon
from segundo.finders.statements.clauses import clause_end, finite_after, object_end
from segundo.finders.statements.groups import verb_group
from segundo.finders.statements.lexicon import Verb
from segundo.finders.statements.page import Group, Page
from segundo.finders.statements.phrases import noun_phrase
from segundo.finders.statements.sources import agent_of, may_speak, nominal_after, source_of, without_listener
from segundo.records import Act

Run = tuple[int, int]
Complement = tuple[list[Run], str]
_PAUSES = frozenset({",", "-", "–", "—", "--", "?", "!", "…"})
_SAID = ("obj", "ccomp", "csubj", "xcomp")
"""The relations of what a verb says."""
_FAR = 40
"""So many words after its verb a clause may begin."""
_NEAR = 8
"""So many words after a verb an insertion may begin."""
_CLAUSES = ("ccomp", "csubj", "xcomp", "parataxis", "advcl", "obj", "acl")


def clause(page: Page, group: Group, known: Verb) -> Complement | None:
    """A clause after "that", "whether" or a question word."""
    last = _limit(page, group)
    mark = _conjunction(page, group, known, last) or _after_insertion(page, group, known, last)
    if mark is None:
        return None
    at, start, frame = mark
    reading = page.reading
    inside: set[int] = set()
    for child in reading.dependents(group.verb, *_CLAUSES):
        if child > at and (tree := reading.subtree(child))[0] <= start + 1:
            inside.update(tree)
    return [(start, clause_end(page, start, group, inside, last, strict=False))], frame


def _limit(page: Page, group: Group) -> int:
    """The word before which what a verb says must end.

    That is the end of its sentence, and in a clause said of a subject the verb of that: "a man who asked not to be
    named said …".
    """
    reading, last = page.reading, page.limits(group.verb)[1]
    named = reading.head[group.verb]
    if not reading.deprel[group.verb].startswith("acl:relcl") or not reading.deprel[named].startswith("nsubj"):
        return last
    above = verb_group(page, reading.head[named]).first
    return min(last, above) if above > group.verb else last


def _conjunction(page: Page, group: Group, known: Verb, last: int) -> tuple[int, int, str] | None:
    """Where a reported clause opens: its conjunction, its first word, the frame."""
    reading, language = page.reading, page.language
    that, whether = (lexicon.words(language, role) for role in ("that", "whether"))
    asks = "whether" in known.frames or not group.said
    tells = asks or (not known.thought and not reading.has(group.top, "Mood=Sub"))
    for at in range(group.verb + 1, min(last, group.verb + _FAR)):
        form, tag = reading.lower[at], reading.upos[at]
        if form in that and "that" in known.frames and not _is_relative(page, at, group.verb):
            if reading.lower[at - 1] in lexicon.words(language, "when"):
                return None  # "as soon as", in Portuguese with the word for "that"
            if reading.upos[at - 1] == "ADP" and not _asks_for(page, known, group.verb, at):
                return None
            if group.passive and at > group.verb + 3:
                return None
            return at, _skip_comma(page, at + 1), "that"
        if form in whether and tag == "SCONJ" and asks and at <= group.verb + 12:
            return at, at + 1, "whether" if "whether" in known.frames else "that"
        if tells and at == group.verb + 1 and _asks_which(page, at, last):
            return at, at, "whether" if "whether" in known.frames else "that"
        if tag in ("VERB", "AUX", "SCONJ") or form in (":", ";"):
            return None
    return None


def _after_insertion(page: Page, group: Group, known: Verb, last: int) -> tuple[int, int, str] | None:
    """Where a reported clause opens behind what is inserted between commas: "said, speaking to the party, that …".

    The tree may take it for a relative clause of what was inserted; a verb that has nothing else to say needs it.
    """
    reading, that = page.reading, lexicon.words(page.language, "that")
    inverted = any(subject > group.verb for subject in reading.dependents(group.verb, "nsubj"))
    if "that" not in known.frames or known.thought or group.passive or inverted:
        return None
    after = range(group.verb + 1, min(last, group.verb + _NEAR))
    opening = next((at for at in after if page.is_punct(at) or reading.upos[at] in ("VERB", "AUX", "SCONJ")), last)
    if opening >= last or reading.form[opening] != "," or reading.dependents(group.verb, *_SAID):
        return None
    for at in range(opening + 2, min(last, group.verb + _FAR)):
        if reading.lower[at] in that and reading.form[at - 1] == "," and finite_after(page, at + 1, last) is not None:
            return at, _skip_comma(page, at + 1), "that"
        if page.is_punct(at) and reading.form[at] not in (",", "(", ")"):
            return None
    return None


def _asks_which(page: Page, at: int, last: int) -> bool:
    """Whether a question word opens a clause at a word: "explained how …", not "describes as …"."""
    reading, which = page.reading, lexicon.words(page.language, "which")
    form = reading.lower[at]
    if form in which:
        return finite_after(page, at + 1, last) is not None
    return f"{form} {reading.lower[min(at + 1, last - 1)]}" in which


def _is_relative(page: Page, mark: int, verb: int) -> bool:
    """Whether "that" opens a relative clause, not one that the verb reports."""
    reading = page.reading
    clause = reading.head[mark]
    if reading.deprel[mark].startswith("nsubj") and reading.form[mark - 1] == "," and reading.dependents(verb, "obj"):
        # "criticises the plan, which …": an object stands already, and the pronoun is a subject
        return True
    told = clause >= 0 and reading.deprel[clause] == "acl:relcl" and verb < reading.head[clause] < mark
    if told and reading.form[mark - 1] == "," and all(child == mark for child in reading.dependents(clause, "nsubj")):
        return True
    if reading.deprel[mark] == "mark" or (clause >= 0 and reading.head[clause] == verb):
        return False
    return reading.has(mark, "PronType=Rel")


def _asks_for(page: Page, known: Verb, verb: int, mark: int) -> bool:
    """Whether a verb asks for the preposition before a conjunction."""
    reading = page.reading
    lemma = reading.lower_lemma[mark - 1]
    if lemma in lexicon.words(page.language, "of"):
        clause = reading.head[mark]
        # after an apposition, "warned China, the ally, of that …", no noun is near enough to have the clause
        closed = reading.form[mark - 2] == ","
        return mark - 1 == verb + 1 or closed or (clause >= 0 and reading.head[clause] == verb)
    return lemma in known.prepositions


def _skip_comma(page: Page, at: int) -> int:
    return at + 1 if at < len(page.reading) and page.reading.form[at] == "," else at


def infinitive(page: Page, group: Group, known: Verb) -> Complement | None:
    """An infinitive with no preposition before it."""
    reading = page.reading
    last = _limit(page, group)
    if known.thought and (not group.said or reading.has(group.top, "Tense=Past")):
        return None
    for at in range(group.verb + 1, min(last, group.verb + 16)):
        tag = reading.upos[at]
        if tag in ("VERB", "AUX"):
            if not reading.has(at, "VerbForm=Inf") or _after_preposition(page, at, group.verb):
                return None
            head = at
            while head >= 0 and reading.head[head] not in (-1, group.verb):
                head = reading.head[head]
            inside = set(reading.subtree(head)) if reading.head[head] == group.verb else set()
            start = at
            while start - 1 > group.verb and (reading.upos[start - 1] in ("ADV", "PRON")):
                start -= 1
            return [(start, clause_end(page, start, group, inside, last, strict=False))], "inf"
        if tag not in ("ADV", "PRON", "PUNCT"):
            if tag in ("SCONJ", "CCONJ"):
                return None
            if tag != "ADP" and not _is_led(page, at, group.verb):
                return None
    return None


def _is_led(page: Page, word: int, verb: int) -> bool:
    """Whether a word stands in a phrase with a preposition beside a verb: "told the paper to have seen it"."""
    reading = page.reading
    for at in (word, *reading.ancestors(word)):
        if at == verb:
            return False
        if reading.dependents(at, "case"):
            return True
    return False


def _after_preposition(page: Page, at: int, verb: int) -> bool:
    """Whether a preposition stands before an infinitive, adverbs and pronouns between them or not."""
    reading = page.reading
    before = at - 1
    while before > verb and reading.upos[before] in ("ADV", "PRON"):
        before -= 1
    return before > verb and reading.upos[before] == "ADP"


def prepositional(page: Page, group: Group, known: Verb) -> Complement | None:
    """What follows a preposition that the verb asks for, unless an object of its own stands before it."""
    reading = page.reading
    last = _limit(page, group)
    wanted = known.prepositions
    for child in _candidates(page, group, known) if wanted else ():
        for case in reading.dependents(child, "case", "mark"):
            lemma = reading.lower_lemma[case]
            infinitive = f"{lemma}+" in wanted and reading.has(child, "VerbForm=Inf")
            if not group.verb < case < child < last or not (lemma in wanted or infinitive):
                continue
            phrase = _object_phrase(page, group, last) if "obj" in known.frames else ()
            if phrase and phrase[-1] < case:
                return None
            return [(case + 1, object_end(page, tuple(range(case + 1, child + 1)), last))], lemma + "+" * infinitive
    return None


def _candidates(page: Page, group: Group, known: Verb) -> list[int]:
    """What may be the complement of a verb: what hangs on it, or, as parsers have it, on the object before it."""
    reading = page.reading
    out = list(reading.children[group.verb])
    for noun in reading.dependents(group.verb, "obj"):
        out += [
            child
            for child in reading.dependents(noun, "acl", "nmod")
            if reading.has(child, "VerbForm=Inf") or " " in known.lemma
        ]
    return out


def predicate(page: Page, group: Group, known: Verb) -> Complement | None:
    """What a verb says that something is: "calls X a Y", in either order."""
    reading = page.reading
    last = _limit(page, group)
    links = lexicon.words(page.language, "of") | lexicon.words(page.language, "as")
    parts, linked = [], False
    for child in reading.children[group.verb]:
        relation = reading.deprel[child].partition(":")[0]
        if not group.verb < child < last or relation not in ("obj", "xcomp", "obl", "advcl", "nmod", "amod", "ccomp"):
            continue
        case = next((one for one in reading.dependents(child, "case", "mark") if one < child), None)
        link = case is not None and reading.lower_lemma[case] in links
        if relation in ("obl", "advcl", "nmod") and not link:
            continue
        linked |= link or relation == "xcomp" or (relation == "obj" and _has_link(page, child, links))
        parts.append((reading.subtree(child)[0], child))
    if not linked:
        return None
    start = max(group.verb + 1, min(first for first, _ in parts))
    head = max(child for _, child in parts)
    while start < head and (reading.upos[start] in ("ADP", "ADV") or page.is_punct(start)):
        start += 1
    return [(start, object_end(page, tuple(range(start, head + 1)), last))], "as"


def _has_link(page: Page, noun: int, links: frozenset[str]) -> bool:
    """Whether what an object is said to be hangs on the object itself, as parsers have it."""
    reading = page.reading
    return any(
        reading.lower_lemma[case] in links and noun < case
        for child in reading.dependents(noun, "nmod", "amod", "acl")
        for case in reading.dependents(child, "case", "mark")
    )


def self_description(page: Page, group: Group, known: Verb) -> Complement | None:
    """What a speaker says that he is: a reflexive pronoun beside the verb and an adjective after it."""
    reading = page.reading
    reflexive = lexicon.words(page.language, "reflexive")
    last = _limit(page, group)
    beside = (group.verb - 1, group.verb + 1)
    if not any(0 <= at < last and reading.lower[at].lstrip("-") in reflexive for at in beside):
        return None
    start = group.verb + 1
    while start < last and (page.is_punct(start) or reading.upos[start] in ("PRON", "ADV")):
        start += 1
    if start >= last or not (reading.upos[start] == "ADJ" or reading.has(start, "VerbForm=Part")):
        return None
    return [(start, object_end(page, (start,), last))], "self"


def direct_object(page: Page, group: Group, known: Verb) -> Complement | None:
    """The noun that a verb of saying has for its object, with all that belongs to it."""
    last = _limit(page, group)
    if group.passive:
        return _patient(page, group, known)
    phrase = _object_phrase(page, group, last)
    if phrase and "quote" in known.frames and _follows_clause(page, group) and may_speak(page, phrase[-1:]):
        return None
    if phrase and _represents(page, group, known, phrase[-1]):
        return None
    if not phrase or group.future or _is_deed(page, group, known, phrase[-1]):
        return None
    return [(phrase[0], _before_occasion(page, group, phrase[-1], object_end(page, phrase, last)))], "obj"


def _before_occasion(page: Page, group: Group, noun: int, end: int) -> int:
    """Where an object ends before the occasion on which its verb says it: "defended the reform in an interview"."""
    reading, language = page.reading, page.language
    during, occasions = lexicon.words(language, "during"), lexicon.words(language, "occasion")
    for child in reading.dependents(group.verb, "obl"):
        led = any(reading.lower_lemma[case] in during for case in reading.dependents(child, "case"))
        told = reading.lower[child] in lexicon.documents(language) or reading.lower[child] in occasions
        if led and told and noun < child < end:
            end = max(noun + 1, reading.subtree(child)[0])
    return end


def _represents(page: Page, group: Group, known: Verb, noun: int) -> bool:
    """Whether it is a lawyer's work that a verb of support tells: "the lawyer Rui Prado, who defends Ana Sousa"."""
    reading = page.reading
    counsel = lexicon.counsel(page.language)
    lawyer = any(reading.lower[word] in counsel for word in source_of(page, group))
    return lawyer and known.frames["obj"] == "support" and _is_person(page, noun)


def _is_deed(page: Page, group: Group, known: Verb, noun: int) -> bool:
    """Whether a verb with an object does something and says nothing: rules on a plea, cites or indicts somebody."""
    return _is_ruling(page, group, known, noun) or _is_of_person(page, group, known, noun)


def _is_of_person(page: Page, group: Group, known: Verb, noun: int) -> bool:
    """Whether an object is somebody who is cited or indicted, which says nothing of what is said.

    A prosecution or a court indicts, and as far as one knows who is named or meant; a union, say, only denounces.
    """
    reading, source = page.reading, source_of(page, group)
    other = any(reading.upos[word] == "NOUN" for word in source) and not _is_by(page, group, "prosecution", "court")
    charges = known.lemma in lexicon.words(page.language, "indict") and not other
    return (known.frames["obj"] == "state" or charges) and _is_person(page, noun)


def _is_by(page: Page, group: Group, *roles: str) -> bool:
    """Whether the source of a verb has a word of one of some roles."""
    forms = {page.reading.lower[word] for word in source_of(page, group)}
    return any(forms & lexicon.words(page.language, role) for role in roles)


def _is_person(page: Page, noun: int) -> bool:
    """Whether an object names somebody, by name or by a noun for people or bodies."""
    entity = page.reading.entity[noun]
    if entity >= 0 and page.reading.entities[entity].type == "PER":
        return True
    return page.reading.lower[noun] in lexicon.speakers(page.language)


def _patient(page: Page, group: Group, known: Verb) -> Complement | None:
    """The subject of a passive verb, where an agent says it."""
    reading = page.reading
    first, last = page.limits(group.verb)
    if not agent_of(page, group.verb, last):
        return None
    subjects = [one for word in group.words for one in reading.dependents(word, "nsubj")]
    for subject in subjects:
        if first <= subject < last and reading.upos[subject] in ("NOUN", "PROPN"):
            phrase = noun_phrase(page, subject, first, group.first if subject < group.verb else last)
            if phrase and not _is_deed(page, group, known, subject):
                return [(phrase[0], phrase[-1] + 1)], "obj"
    return None


def _follows_clause(page: Page, group: Group) -> bool:
    """Whether a verb follows a comma with a whole clause before it: "…, announced the police"."""
    reading = page.reading
    first, comma = page.limits(group.verb)[0], group.first - 1
    if comma <= first or reading.form[comma] != ",":
        return False
    return any(reading.has(word, "VerbForm=Fin") for word in range(first, comma))


def _is_ruling(page: Page, group: Group, known: Verb, noun: int) -> bool:
    """Whether a verb of refusal or of offering rules on or files a complaint or plea: an event, nothing said.

    What a court grants may be the first word of another thing where no court is named: "denied the freedom of speech".
    """
    acts: tuple[Act, ...] = ("demand",) if known.frames["obj"] == "deny" else ("demand", "accuse")
    form = page.reading.lower[noun]
    if known.frames["obj"] not in ("deny", "reject", "promise"):
        return False
    if form in lexicon.nouns_of_act(page.language, *acts):
        return True
    granted = form in lexicon.words(page.language, "relief")
    return granted and (not _is_of_thing(page, noun) or _is_by(page, group, "court"))


def _is_of_thing(page: Page, noun: int) -> bool:
    """Whether "of" and a noun for no person follow a noun, with no article between them."""
    reading, at = page.reading, noun + 2
    led = at < len(reading) and reading.lower_lemma[noun + 1] in lexicon.words(page.language, "of")
    return led and reading.upos[at] == "NOUN" and not _is_person(page, at)


def _object_phrase(page: Page, group: Group, last: int) -> tuple[int, ...]:
    reading = page.reading
    for child in reading.dependents(group.verb, "obj", "xcomp", "ccomp"):
        if group.verb < child < last and reading.upos[child] in ("NOUN", "PROPN", "NUM", "SYM", "ADJ"):
            tree = [word for word in reading.subtree(child) if group.verb < word < last]
            start = tree[0]
            while start <= child and reading.upos[start] in ("PUNCT", "ADP", "ADV"):
                start += 1
            return tuple(range(start, child + 1))
    return ()


def fronted_source(page: Page, group: Group, last: int) -> tuple[int, ...]:
    """The subject of an inverted verb: what the tree calls its object is the one who speaks."""
    source = source_of(page, group)
    after = nominal_after(page, group.verb, last)
    inverted = after and (not source or source[0] < group.first) and may_speak(page, after)
    return without_listener(page, after if inverted else source)


def fronted(page: Page, group: Group, known: Verb) -> Complement | None:
    """What stands before an inverted "…, says X" without quotation marks, and after it where the sentence goes on."""
    reading = page.reading
    first, last = page.limits(group.verb)
    before = group.first - 1
    while before > first and reading.upos[before] in ("ADV", "CCONJ", "SCONJ", "ADP", "PRON"):
        before -= 1
    if group.shape != "finite" or group.passive or not group.said or reading.has(group.top, "Person=1"):
        return None
    if before <= first or not (page.is_punct(before) and reading.form[before] in _PAUSES):
        return None
    source = fronted_source(page, group, last)
    inverted = bool(source) and source[0] > group.verb
    if not inverted and not _ends_after(page, group.verb, last):
        return None
    if source and source[-1] < group.first and reading.upos[source[0]] != "PRON":
        return None
    subjects = reading.dependents(group.verb, "nsubj")
    if any(reading.subtree(subject)[0] <= first or reading.has(subject, "PronType=Rel") for subject in subjects):
        return None  # what stands before the verb is its own subject with a relative clause, or is what that is of
    end = max((group.verb, *source)) + 1
    while first < before and (page.is_punct(first) or reading.upos[first] == "CCONJ"):
        first += 1
    if first == before:
        return None
    runs = [(first, before)]
    while end < last and not page.is_punct(end):
        end += 1
    if (
        end < last
        and reading.form[end] in _PAUSES
        and end + 1 < last
        and _continues(page, first, before, end + 1, last)
    ):
        runs.append((end + 1, clause_end(page, end + 1, None, (), last, strict=False)))
    if not any(reading.has(word, "VerbForm=Fin") for run in runs for word in range(*run)):
        return None  # "in the same case, he answers for fraud": no clause
    return runs, "quote"


def _ends_after(page: Page, verb: int, last: int) -> bool:
    """Whether a verb ends its sentence, but for adverbs and phrases with a preposition."""
    reading = page.reading
    at = verb + 1
    while at < last and reading.upos[at] == "ADV":
        at += 1
    return at >= last or page.is_punct(at) or reading.upos[at] == "ADP"


def _continues(page: Page, first: int, last: int, start: int, end: int) -> bool:
    """Whether what follows the credit belongs to the words before it: they have no finite verb of their own."""
    reading = page.reading
    if any(reading.has(word, "VerbForm=Fin") for word in range(first, last)):
        return False
    return any(reading.has(word, "VerbForm=Fin") for word in range(start, end))
