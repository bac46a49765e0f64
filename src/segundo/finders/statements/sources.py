"""Sources: the words that name who speaks, found from the verb group of the cue."""

from __future__ import annotations

from collections.abc import Sequence

from segundo.finders.statements import lexicon
from segundo.finders.statements.page import Group, Page
from segundo.finders.statements.phrases import noun_phrase

Words = tuple[int, ...]
_PAUSES = frozenset({",", ".", ";", ":", "-", "–", "—", "--", "!", "?", "…"})
_APPOSED = frozenset({"NOUN", "PROPN", "DET", "ADJ", "NUM"})
_BRACKETED = 12
"""What stands in brackets after a name belongs to it if it is no longer than so many words."""
_LONGEST_ASIDE = 16
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"})


def source_of(page: Page, group: Group, content: Sequence[tuple[int, int]] = ()) -> Words:
    """The subject of a verb group, its own or shared with a verb before it; the agent of a passive; or none.

    No word of ``content`` names the source: the tree is not followed into it.
    """
    first, last = page.limits(group.verb)
    if group.passive or (group.shape == "participle" and len(group.words) == 1):
        return agent_of(page, group.verb, last)
    reading = page.reading
    for verb in (group.verb, *reversed(group.words)):
        # of two subjects that a verb has by error, the nearer one is its own
        for child in sorted(reading.dependents(verb, "nsubj"), key=lambda word: abs(word - verb)):
            if not first <= child < last or child in group.words or _within(child, content):
                continue
            if is_led(page, child) or (reading.upos[child] == "ADP" and not reading.children[child]):
                continue  # neither a preposition nor what it leads is a subject
            if reading.has(child, "PronType=Rel") and opens_anew(page, verb):
                continue  # the reader took "and that" for a relative pronoun
            if reading.upos[child] == "DET" and child + 1 in reading.dependents(verb, "nsubj"):
                continue  # the reader took the article for a subject beside its noun
            if not is_clitic(page, child):
                return _widened(page, with_article(page, _named(page, child, first, last), first), group, last)
    if group.shape == "gerund" and (beside := _accompanying(page, group, first)):
        return beside
    if group.shape == "finite":
        return _shared(page, group, first, last) or _widened(page, _preceding(page, group, first), group, last)
    return ()


def _accompanying(page: Page, group: Group, first: int) -> Words:
    """Who stands right before a gerund after a pause and "with", and does what it tells: "…, with **Rui** claiming".

    "And" may join a second one to a first: "…, with Rui claiming that … and **Ana** denying it".
    """
    reading = page.reading
    phrase = nominal_before(page, group.first, first) if group.first > first else ()
    before = phrase[0] - 1 if phrase else -1
    if before > first and reading.upos[before] == "DET":
        before -= 1
    if before <= first or phrase[-1] != group.first - 1:
        return ()
    led = _is_with(page, before)
    if reading.upos[before] == "CCONJ":
        led = any(_is_with(page, at) for at in range(first + 1, before)) and any(
            reading.has(at, "VerbForm=Ger") for at in range(first, before)
        )
    return phrase if led else ()


def _is_with(page: Page, word: int) -> bool:
    """Whether "with" stands at a word, after a pause."""
    return page.reading.lower[word] in lexicon.words(page.language, "with") and page.is_punct(word - 1)


def _within(word: int, runs: Sequence[tuple[int, int]]) -> bool:
    return any(first <= word < last for first, last in runs)


def _widened(page: Page, phrase: Words, group: Group, last: int) -> Words:
    """A subject with the apposition that follows it after a comma; its verb comes after both, or before both."""
    before = bool(phrase) and phrase[-1] < group.first
    return appositions(page, phrase, group.first if before else last, before_verb=before)


def appositions(page: Page, phrase: Words, last: int, *, before_verb: bool = False) -> Words:
    """A noun phrase with the apposition that follows it between commas; a definite one only where its verb follows."""
    reading = page.reading
    if not phrase or (end := phrase[-1] + 1) >= last or reading.upos[phrase[-1]] == "PRON":
        return phrase
    if reading.form[end] == "(":
        closing = next((word for word in range(end, min(last, end + _BRACKETED)) if reading.form[word] == ")"), None)
        if closing is None:
            return phrase
        phrase = (*phrase, *range(end, closing + 1))
        end = closing + 1
    if end >= last or reading.form[end] != ",":
        return phrase
    stop = end + 1
    if body := _whose(page, phrase, stop, last):
        return (*phrase, *range(end, body))
    if stop >= last or reading.upos[stop] not in _APPOSED or reading.has(stop, "PronType=Rel"):
        return phrase
    if reading.upos[stop] == "DET" and reading.has(stop, "Definite=Def") and not before_verb:
        return phrase
    while stop < last and not (reading.form[stop] in _PAUSES or reading.upos[stop] in ("VERB", "AUX", "SCONJ")):
        stop += 1
    closed = stop >= len(reading) or reading.form[stop] in _PAUSES
    return (*phrase, *range(end, stop)) if closed and stop - end > 1 else phrase


def _whose(page: Page, phrase: Words, at: int, last: int) -> int | None:
    """The end of the body, between commas, that somebody named right before is of: "Rui, of the **Prado bank**,"."""
    reading = page.reading
    named = reading.entity[phrase[-1]]
    if named < 0 or reading.entities[named].type != "PER" or at >= last:
        return None
    if reading.upos[at] != "ADP" or reading.lower_lemma[at] not in lexicon.words(page.language, "of"):
        return None
    body = next((word for word in range(at + 1, min(last, at + 3)) if reading.entity[word] >= 0), None)
    if body is None or reading.entities[reading.entity[body]].type == "PER":
        return None
    end = reading.entities[reading.entity[body]].last
    if end + 2 < last and reading.form[end] == "(" and reading.form[end + 2] == ")":
        end += 3
    return end if end < last and reading.form[end] in _PAUSES else None


def inverted_subject(page: Page, group: Group, last: int) -> Words:
    """The subject that follows its verb, or the pronoun or name that stands before it outside quotation marks."""
    found = source_of(page, group)
    if found and found[-1] < group.first and page.quoted[found[0]] < 0:
        return found
    return without_listener(page, found if found and found[0] > group.verb else nominal_after(page, group.verb, last))


def without_listener(page: Page, subject: Words) -> Words:
    """A subject after its verb without whom it speaks to: "says the minister to the judge"."""
    reading, language = page.reading, page.language
    for number, word in enumerate(subject[1:], 1):
        before = subject[number - 1]
        to = reading.upos[word] == "ADP" and reading.lower[word] in lexicon.words(language, "to")
        named = reading.upos[before] in ("NOUN", "PROPN")
        if to and named and reading.lower[before] not in lexicon.words(language, "candidate"):
            return subject[:number]
    return subject


def agent_of(page: Page, verb: int, last: int) -> Words:
    """The agent of a passive verb: the noun phrase after "by"."""
    reading = page.reading
    for child in reading.children[verb]:
        if verb < child < last and any(_is_agent_mark(page, case) for case in reading.dependents(child, "case")):
            return noun_phrase(page, child, verb + 1, last)
    for deed in reading.dependents(verb, "xcomp", "ccomp", "advcl"):
        # the tree hangs it from the infinitive, which has no agent: "accused of lying by the judge"
        for child in reading.dependents(deed, "obl:agent") if reading.has(deed, "VerbForm=Inf") else ():
            if verb < child < last:
                return noun_phrase(page, child, deed + 1, last)
    for at in range(verb + 1, min(last, verb + 8)):
        if _is_agent_mark(page, at):
            return nominal_after(page, at, last)
        if reading.upos[at] in ("VERB", "SCONJ", "CCONJ"):
            break
    return ()


def document_of(page: Page, group: Group) -> Words:
    """The document in which something is said of somebody: "in the report, the mayor is accused of …"."""
    reading, language = page.reading, page.language
    first, last = page.limits(group.verb)
    for child in reading.dependents(group.verb, "obl"):
        cases = {reading.lower_lemma[case] for case in reading.dependents(child, "case")}
        led = first <= child < last and bool(cases & lexicon.words(language, "in"))
        if led and reading.lower[child] in lexicon.documents(language):
            return noun_phrase(page, child, first, group.first if child < group.verb else last)
    return ()


def _is_agent_mark(page: Page, word: int) -> bool:
    lemma = page.reading.lower_lemma[word]
    return page.reading.upos[word] == "ADP" and lemma in lexicon.words(page.language, "agent")


def _named(page: Page, subject: int, first: int, last: int) -> Words:
    """The phrase of a subject; that of its antecedent where the subject is a relative pronoun."""
    reading = page.reading
    if not reading.has(subject, "PronType=Rel") and not _follows_noun(page, subject, first):
        return noun_phrase(page, subject, first, last)
    for verb in reading.ancestors(subject):
        if reading.deprel[verb] == "acl:relcl" and first <= (antecedent := reading.head[verb]) < subject:
            return noun_phrase(page, antecedent, first, subject)
    before = nominal_before(page, subject, first)
    return before or (subject,)


def _follows_noun(page: Page, word: int, first: int) -> bool:
    """Whether a pronoun "that" stands right after a noun, with or without a comma."""
    reading = page.reading
    if reading.lower[word] not in lexicon.words(page.language, "that"):
        return False
    before = word - 1
    while before > first and page.is_punct(before):
        before -= 1
    return before >= first and reading.upos[before] in _NOMINAL


def _shared(page: Page, group: Group, first: int, last: int) -> Words:
    """The subject of the verb that a finite verb is joined to, or what a relative clause with none is said of."""
    reading = page.reading
    verb = group.verb
    if phrase := _antecedent(page, verb, first):
        return phrase
    while reading.deprel[verb].startswith("conj") and first <= reading.head[verb] < last and not opens_anew(page, verb):
        verb = reading.head[verb]
        for child in reading.dependents(verb, "nsubj"):
            if first <= child < last:
                return _named(page, child, first, last)
        if phrase := _antecedent(page, verb, first):
            return phrase
    return ()


def opens_anew(page: Page, verb: int) -> bool:
    """Whether a reported clause is joined to another by "and that": "she said that the tax hurts and that appeals"."""
    reading, that = page.reading, lexicon.words(page.language, "that")
    if reading.deprel[verb] != "conj" or reading.relation[reading.head[verb]] != "ccomp":
        return False
    return any(
        reading.lower[word] in that and reading.upos[word - 1] == "CCONJ"
        for word in reading.dependents(verb, "mark", "nsubj")
    )


def _antecedent(page: Page, verb: int, first: int) -> Words:
    """What a relative clause is said of, where its pronoun was taken for a conjunction."""
    reading = page.reading
    if reading.deprel[verb] != "acl:relcl" or not first <= (noun := reading.head[verb]) < verb:
        return ()
    marks = (mark for mark in reading.dependents(verb, "mark") if noun < mark < verb)
    return next((noun_phrase(page, noun, first, mark) for mark in marks if _follows_noun(page, mark, first)), ())


def _preceding(page: Page, group: Group, first: int) -> Words:
    """The noun phrase right before a finite verb, where nothing but commas stands before that phrase.

    What stands between commas may come between: "the mayor, in a note, said".
    """
    phrase = nominal_before(page, group.first, first)
    if phrase and _opens_clause(page, phrase, first):
        return phrase
    aside = _aside(page, group.first, first)
    phrase = () if aside is None else nominal_before(page, aside, first)
    # the tree may set a subject beside a name in the words before its clause
    comma = max((word for word in phrase if page.reading.form[word] == ","), default=-1)
    phrase = tuple(word for word in phrase if word > comma)
    if phrase and aside is not None and not all(page.is_punct(word) for word in range(phrase[-1] + 1, aside)):
        return ()
    return phrase if phrase and _opens_clause(page, phrase, first) and _agrees(page, phrase, group) else ()


def _aside(page: Page, verb: int, first: int) -> int | None:
    """Where what stands between commas before a verb begins: the place of the first comma."""
    reading = page.reading
    if verb - 1 <= first or reading.form[verb - 1] != ",":
        return None
    for at in range(verb - 2, max(first, verb - _LONGEST_ASIDE), -1):
        if reading.form[at] == ",":
            return at
        if reading.has(at, "VerbForm=Fin"):
            return None
    return None


def _opens_clause(page: Page, phrase: Words, first: int) -> bool:
    """Whether nothing but a comma or a small word stands before a phrase, which no preposition leads."""
    before = phrase[0] - 1
    return before < first or page.is_punct(before) or page.reading.upos[before] in ("CCONJ", "SCONJ", "ADV")


def _agrees(page: Page, phrase: Words, group: Group) -> bool:
    """Whether a phrase is one or several as its verb is."""
    reading = page.reading
    head = next((word for word in phrase if reading.head[word] not in phrase), phrase[0])
    joined = any(reading.head[word] == head for word in phrase if reading.deprel[word] == "conj")
    return (joined or reading.has(head, "Number=Plur")) == reading.has(group.top, "Number=Plur")


def nominal_before(page: Page, word: int, first: int) -> Words:
    """The noun phrase that ends right before a word, an apposition's comma skipped."""
    at = word - 1
    while at >= first and (page.is_punct(at) or page.reading.upos[at] == "ADV"):
        at -= 1
    if at < first or page.reading.upos[at] not in _NOMINAL or is_clitic(page, at):
        return ()
    head = _climb(page, at, first, word)
    return noun_phrase(page, head, first, word)


def nominal_after(page: Page, word: int, last: int) -> Words:
    """The noun phrase that follows a word, adverbs and phrases with a preposition skipped."""
    reading = page.reading
    at = word + 1
    while at < last:
        tag = reading.upos[at]
        if is_clitic(page, at):
            at += 1
        elif tag == "DET" or tag in _NOMINAL:
            head = _climb(page, at, word + 1, last)
            if reading.upos[head] == "DET" and head + 1 < last and reading.upos[head + 1] in ("NOUN", "PROPN"):
                head = _climb(page, head + 1, word + 1, last)  # the tree hangs the article elsewhere
            if any(reading.dependents(head, "cop")):
                return ()  # "…, he said, the road is clear": a clause, whose predicate is no source
            phrase = with_article(page, noun_phrase(page, head, word + 1, last), at)
            if not any(case > word for case in reading.dependents(head, "case")):
                return phrase
            if named := _person_after_body(page, head, phrase):
                return named
            at = max(at, phrase[-1] if phrase else at) + 1
        elif tag in ("ADV", "ADP", "PUNCT"):
            at += 1
        else:
            return ()
    return ()


def _person_after_body(page: Page, head: int, phrase: Words) -> Words:
    """The part of a phrase that is a person's name, where the tree made one name of it and a body's before it.

    "Says to the Tordo Rui Prado", "said in a note to clients Rui Prado".
    """
    reading = page.reading
    for word in phrase:
        number, before = reading.entity[word], reading.entity[word - 1]
        beside = reading.deprel[word].startswith("flat") or (reading.deprel[word] == "nmod" and not is_led(page, word))
        if head < word and number not in (-1, before) and beside:
            body = _may_listen(page, word - 1) if before < 0 else reading.entities[before].type == "ORG"
            person = body and reading.entities[number].type == "PER"
            return tuple(at for at in phrase if at >= word) if person else ()
    return ()


def _may_listen(page: Page, word: int) -> bool:
    """Whether a word before a person's name is none of his titles: another name, or a noun for several."""
    reading = page.reading
    return reading.upos[word] == "PROPN" or (reading.upos[word] == "NOUN" and reading.has(word, "Number=Plur"))


def with_article(page: Page, phrase: Words, first: int) -> Words:
    """A noun phrase with the article right before it, no further than ``first``, wherever the tree hangs it.

    An article that is contracted with a preposition stays with that.
    """
    before = phrase[0] - 1 if phrase else -1
    if before < first or page.reading.upos[before] != "DET":
        return phrase
    contracted = before > 0 and page.reading.token[before - 1] == page.reading.token[before]
    return phrase if contracted else (before, *phrase)


def _climb(page: Page, word: int, first: int, last: int) -> int:
    """The head of the largest nominal around a word within ``[first, last)``."""
    reading = page.reading
    while first <= (head := reading.head[word]) < last and reading.upos[head] in _NOMINAL:
        word = head
    return word


def may_speak(page: Page, source: tuple[int, ...]) -> bool:
    """Whether a source can say something: a name, a pronoun, or a noun for people, a body or a document."""
    reading = page.reading
    head = next((word for word in source if reading.head[word] not in source and not page.is_punct(word)), source[0])
    return reading.upos[head] != "NOUN" or lexicon.may_speak(reading.form[head], page.language)


def is_led(page: Page, word: int) -> bool:
    """Whether a preposition leads a noun phrase, given by its head."""
    return any(page.reading.upos[case] == "ADP" for case in page.reading.dependents(word, "case"))


def is_clitic(page: Page, word: int) -> bool:
    """Whether a word is an object pronoun ("me", "se"), which the tree at times takes for a subject."""
    own = page.reading.upos[word] == "PRON" and not lexicon.is_before_that(page.reading, word, page.language)
    return own and page.reading.lower[word] in lexicon.words(page.language, "clitic")


def is_nobody(page: Page, source: Words) -> bool:
    """Whether a source is no one who could speak: "this", "everything", "what" of "which tells that …"."""
    forms = {page.reading.lower[word] for word in source}
    small = lexicon.words(page.language, "clitic") | lexicon.words(page.language, "that")
    what = bool(source) and forms <= small and lexicon.is_before_that(page.reading, source[0], page.language)
    nobody = forms <= lexicon.words(page.language, "nobody") or not any(map(str.isalnum, "".join(forms)))
    return what or (bool(source) and nobody)
