"""Reported speech: verbs of saying with a clause, an infinitive or a noun."""

from __future__ import annotations

from segundo.finders.statements import lexicon
from segundo.finders.statements.clauses import clause_end, object_end
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.groups import Group, verb_group
from segundo.finders.statements.lexicon import Verb
from segundo.finders.statements.page import Page
from segundo.finders.statements.sources import source_of
from segundo.records import Act

Run = tuple[int, int]
_PAUSES = frozenset({",", "-", "–", "—", "--", "?", "!", "…"})


def find_reported(page: Page, verb: int) -> Draft | None:
    """The statement that a verb of saying reports, if it reports one."""
    known = lexicon.verb_of(page.reading, verb, page.language)
    if known is None:
        return None
    group = verb_group(page, verb)
    if _own_thought(page, group, known):
        return None
    for frame, find in (
        ("que", _clause),
        ("as", _predicate),
        ("inf", _infinitive),
        ("", _prepositional),
        ("obj", _object),
        ("quote", _fronted),
    ):
        if frame and frame not in known.frames and not (frame == "que" and "se" in known.frames):
            continue
        found = find(page, group, known)
        if found is None:
            continue
        runs, used = found
        pieces = page.pieces(runs)
        source = source_of(page, group, runs)
        if pieces and (source or _stands_alone(group, used)):
            act = known.frames.get(used, next(iter(known.frames.values())))
            return Draft(pieces, group.words, source, act, f"verb-{used}", group.said, verb)
    return None


def _stands_alone(group: Group, frame: str) -> bool:
    """Whether a cue without a source can be told from a verb in another sense."""
    if frame in ("que", "se"):
        return group.shape != "participle" or group.passive
    return group.shape in ("finite", "gerund") and not group.passive


def _own_thought(page: Page, group: Group, known: Verb) -> bool:
    """Whether a speaker tells a thought of his own inside his own quotation."""
    return known.thought and page.reading.has(group.top, "Person=1")


def _clause(page: Page, group: Group, known: Verb) -> tuple[list[Run], str] | None:
    last = page.limits(group.verb)[1]
    mark = _conjunction(page, group, known, last)
    if mark is None:
        return None
    at, start, frame = mark
    reading = page.reading
    inside: set[int] = set()
    for child in reading.children[group.verb]:
        if child > at and reading.deprel[child].partition(":")[0] in (
            "ccomp",
            "csubj",
            "xcomp",
            "parataxis",
            "advcl",
            "obj",
            "acl",
        ):
            tree = reading.subtree(child)
            if tree[0] <= start + 1:
                inside.update(tree)
    return [(start, clause_end(page, start, group, inside, last, strict=False))], frame


def _conjunction(page: Page, group: Group, known: Verb, last: int) -> tuple[int, int, str] | None:
    """Where a reported clause opens: its conjunction, its first word, the frame."""
    reading, language = page.reading, page.language
    that, whether, which = (lexicon.words(language, role) for role in ("that", "whether", "which"))
    asks = "se" in known.frames or not group.said
    for at in range(group.verb + 1, min(last, group.verb + 40)):
        form, tag = reading.form[at].lower(), reading.upos[at]
        if form in that and "que" in known.frames and not _is_relative(page, at, group.verb):
            if reading.upos[at - 1] == "ADP" and at - 1 > group.verb + 1 and not _governs(page, group.verb, at):
                return None
            return at, _skip_comma(page, at + 1), "que"
        if form in whether and tag == "SCONJ" and asks and at <= group.verb + 12:
            return at, at + 1, "se" if "se" in known.frames else "que"
        if (
            asks
            and at == group.verb + 1
            and (form in which or f"{form} {reading.form[min(at + 1, last - 1)].lower()}" in which)
        ):
            return at, at, "se" if "se" in known.frames else "que"
        if tag in ("VERB", "AUX", "SCONJ") or form in (":", ";"):
            return None
    return None


def _is_relative(page: Page, mark: int, verb: int) -> bool:
    """Whether "that" opens a relative clause, not one that the verb reports."""
    reading = page.reading
    clause = reading.head[mark]
    if reading.deprel[mark] == "mark" or (clause >= 0 and reading.head[clause] == verb):
        return False
    return reading.has(mark, "PronType=Rel")


def _governs(page: Page, verb: int, mark: int) -> bool:
    """Whether the clause that a conjunction opens depends on a verb."""
    clause = page.reading.head[mark]
    return clause >= 0 and page.reading.head[clause] == verb


def _skip_comma(page: Page, at: int) -> int:
    return at + 1 if at < len(page.reading) and page.reading.form[at] == "," else at


def _infinitive(page: Page, group: Group, known: Verb) -> tuple[list[Run], str] | None:
    reading = page.reading
    last = page.limits(group.verb)[1]
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
            if not any(reading.dependents(at, "case")) and tag != "ADP":
                return None
    return None


def _after_preposition(page: Page, at: int, verb: int) -> bool:
    """Whether a preposition stands before an infinitive, adverbs and pronouns between them or not."""
    reading = page.reading
    before = at - 1
    while before > verb and reading.upos[before] in ("ADV", "PRON"):
        before -= 1
    return before > verb and reading.upos[before] == "ADP"


def _prepositional(page: Page, group: Group, known: Verb) -> tuple[list[Run], str] | None:
    reading = page.reading
    last = page.limits(group.verb)[1]
    wanted = known.prepositions
    if not wanted:
        return None
    for child in reading.children[group.verb]:
        if not group.verb < child < last:
            continue
        for case in reading.dependents(child, "case", "mark"):
            if case > group.verb and reading.lemma[case].lower() in wanted and case < child:
                inside = set(reading.subtree(child))
                start = case + 1
                end = clause_end(page, start, group, inside, last, strict=True)
                return [(start, end)], reading.lemma[case].lower()
    return None


def _predicate(page: Page, group: Group, known: Verb) -> tuple[list[Run], str] | None:
    reading = page.reading
    last = page.limits(group.verb)[1]
    inside: set[int] = set()
    start = last
    for child in reading.children[group.verb]:
        if child > group.verb and reading.deprel[child].partition(":")[0] in (
            "obj",
            "xcomp",
            "obl",
            "advcl",
            "nmod",
            "amod",
            "advmod",
        ):
            inside.update(tree := reading.subtree(child))
            start = min(start, tree[0])
    if not any(reading.deprel[c].partition(":")[0] in ("xcomp",) for c in reading.children[group.verb]) and not any(
        reading.lemma[case].lower() in lexicon.words(page.language, "of") | lexicon.words(page.language, "as")
        for c in reading.children[group.verb]
        if c > group.verb
        for case in reading.dependents(c, "case", "mark")
    ):
        return None
    if start >= last:
        return None
    while start < last and reading.upos[start] in ("ADP", "ADV"):
        start += 1
    return [(start, clause_end(page, start, group, inside, last, strict=True))], "as"


def _object(page: Page, group: Group, known: Verb) -> tuple[list[Run], str] | None:
    """The noun that a verb of saying has for its object, with all that belongs to it."""
    last = page.limits(group.verb)[1]
    phrase = _object_phrase(page, group, last)
    if not phrase or group.future or _is_ruling(page, known, phrase[-1]):
        return None
    return [(phrase[0], object_end(page, phrase, last))], "obj"


def _is_ruling(page: Page, known: Verb, noun: int) -> bool:
    """Whether a verb of refusal rules on a request or a complaint: an event, nothing that is said."""
    acts: tuple[Act, ...] = ("demand",) if known.frames["obj"] == "deny" else ("demand", "accuse")
    refused = known.frames["obj"] in ("deny", "reject")
    return refused and page.reading.lemma[noun].lower() in lexicon.nouns_of_act(page.language, *acts)


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


def _fronted(page: Page, group: Group, known: Verb) -> tuple[list[Run], str] | None:
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
    source = source_of(page, group)
    inverted = bool(source) and source[0] > group.verb
    if not inverted and not _ends_after(page, group.verb, last):
        return None
    if source and source[-1] < group.first and reading.upos[source[0]] != "PRON":
        return None
    end = max((group.verb, *source)) + 1
    while first < before and (page.is_punct(first) or reading.upos[first] == "CCONJ"):
        first += 1
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
