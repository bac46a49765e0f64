"""Statements that a preposition gives to their source: "according to X"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import cast

from segundo.finders.statements import lexicon
from segundo.finders.statements.clauses import clause_end
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.groups import verb_group
from segundo.finders.statements.page import Page
from segundo.finders.statements.phrases import noun_phrase
from segundo.finders.statements.sources import appositions, nominal_after, source_of, with_article
from segundo.languages import table
from segundo.reader.reading import Reading
from segundo.records import Act

Run = tuple[int, int]
_DASHES = frozenset({"-", "–", "—", "--"})
_CLOSING = frozenset({"’", "”", "»"})
_STRAIGHT = frozenset({'"', "'"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})


@dataclass(frozen=True, slots=True)
class According:
    """A cue of several words and its source; ``end`` is the word after both."""

    cue: tuple[int, ...]
    source: tuple[int, ...]
    act: Act
    end: int


@cache
def _cues(language: str) -> dict[str, tuple[tuple[tuple[str, ...], str, Act], ...]]:
    """The cues by their first word, the longest first: their words, what may follow, the act."""
    out: dict[str, list[tuple[tuple[str, ...], str, Act]]] = {}
    for row in table(language, "cue_prepositions"):
        words = tuple(row["cue"].split())
        out.setdefault(words[0], []).append((words, row["source"], cast(Act, row["act"])))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in out.items()}


def according_at(page: Page, at: int) -> According | None:
    """The cue and its source that start at a word."""
    reading = page.reading
    last = page.limits(at)[1]
    for words, kind, act in _cues(page.language).get(reading.lower[at], ()):
        end = _match(reading, at, words, last)
        if end is None:
            continue
        if end >= last:
            return None
        cue = tuple(word for word in range(at, end))
        if reading.upos[end] in ("VERB", "AUX") and kind == "any":
            group = verb_group(page, end)
            if lexicon.verb_of(reading, end, page.language) is None:
                return None
            source = source_of(page, group) or nominal_after(page, end, last)
            return According((*cue, *group.words), source, act, max((end, *source)) + 1)
        if kind != "any" and not _opens(page, at, end):
            return None
        source, after = _without_relative(page, _source(page, at, end, last), last)
        if not source or not _fits(page, source, kind):
            return None
        if kind != "any" and (
            after >= last or (reading.form[after] != "," and reading.upos[after] not in ("DET", "PROPN", "NOUN"))
        ):
            return None
        told = after if kind == "any" and _tells(page, after, last) else None
        return According(cue if told is None else (*cue, told), source, act, after if told is None else told + 1)
    return None


def _tells(page: Page, word: int, last: int) -> bool:
    """Whether a source is followed by its verb alone: "according to what the paper found, …"."""
    reading = page.reading
    if word >= last or reading.upos[word] != "VERB" or not reading.has(word, "VerbForm=Fin"):
        return False
    return lexicon.verb_of(reading, word, page.language) is not None and (word + 1 >= last or page.is_punct(word + 1))


def _match(reading: Reading, at: int, words: tuple[str, ...], last: int) -> int | None:
    """The word after a cue that stands at a word and ends before ``last``, articles inside it skipped."""
    if len(words) == 1 and reading.upos[at] in ("ADJ", "NOUN", "PROPN", "NUM"):
        return None
    for number, word in enumerate(words):
        while number > 0 and at < last and reading.upos[at] == "DET":
            at += 1
        if at >= last or reading.lower[at] != word:
            return None
        at += 1
    return at


def _opens(page: Page, at: int, end: int) -> bool:
    """Whether a common preposition opens a clause and a noun phrase follows."""
    reading = page.reading
    first = page.limits(at)[0]
    before = at - 1
    while before >= first and reading.upos[before] == "ADV":
        if reading.lower[before] in lexicon.words(page.language, "except"):
            return False
        before -= 1
    straight = reading.form[before] in _STRAIGHT and before > first and page.quoted[before - 1] >= 0
    paused = page.is_punct(before) and reading.form[before] not in _CLOSING and not straight
    free = before < first or reading.upos[before] in ("CCONJ", "SCONJ") or paused
    return free and reading.upos[end] in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM")


def _source(page: Page, at: int, end: int, last: int) -> tuple[int, ...]:
    """The noun phrase after a cue, with its appositions."""
    reading = page.reading
    head = reading.head[at] if reading.deprel[at] == "case" else reading.head[end - 1]
    if not end <= head < last or reading.upos[head] not in _NOMINAL or _is_apart(page, end, head):
        head = next((word for word in range(end, min(last, end + 3)) if reading.upos[word] != "DET"), end)
        while (
            end <= (above := reading.head[head]) < last
            and reading.upos[above] in _NOMINAL
            and not _is_apart(page, end, above)
        ):
            head = above
    phrase = _with_complements(page, noun_phrase(page, head, end, last), last)
    return appositions(page, with_article(page, phrase, end), last)


def _with_complements(page: Page, phrase: tuple[int, ...], last: int) -> tuple[int, ...]:
    """A phrase with what "of" joins to it right behind, which the tree may hang elsewhere: no clause begins so."""
    reading = page.reading
    while phrase and (at := phrase[-1] + 1) < last and reading.upos[at] == "ADP":
        near = (word for word in range(at + 1, min(last, at + 4)) if reading.upos[word] in ("NOUN", "PROPN"))
        noun = reading.head[at] if at < reading.head[at] < last else next(near, at)
        inner = noun_phrase(page, noun, at, last)
        if reading.lower_lemma[at] not in lexicon.words(page.language, "of") or not at < inner[0] <= at + 2:
            break
        end = inner[-1] + 1
        while end < last and reading.upos[end] in ("ADJ", "PROPN"):
            end += 1
        phrase = tuple(range(phrase[0], end))
    return phrase


def _without_relative(page: Page, source: tuple[int, ...], last: int) -> tuple[tuple[int, ...], int]:
    """A source without the relative clause that follows it with no comma ("the report to which the paper had access"),
    and the word after both."""
    reading = page.reading
    noun = next((number for number, word in enumerate(source) if reading.upos[word] in ("NOUN", "PROPN")), len(source))
    for number in range(noun + 1, len(source) + 1):
        if not _opens_relative(page, at := source[number - 1] + 1, last):
            continue
        while at < last and not (reading.form[at] == "," and _finite(page, (source[number - 1], at)) is not None):
            at += 1
        return source[:number], at
    return source, source[-1] + 1 if source else last


def _opens_relative(page: Page, at: int, last: int) -> bool:
    """Whether a relative pronoun stands at a word, after a preposition and an article or not."""
    reading = page.reading
    known = lexicon.words(page.language, "relative") | lexicon.words(page.language, "that")
    if at < last and reading.upos[at] == "ADP":
        at += 1
    beside = [word for word in (at, at + 1) if word < last and reading.lower[word] in known]
    return bool(beside) and all(reading.upos[word] in ("DET", "PRON", "SCONJ") for word in (at, *beside))


def _is_apart(page: Page, start: int, head: int) -> bool:
    """Whether a comma and a verb stand between a cue and a noun, which then is the content's, not the source's."""
    reading = page.reading
    between = range(start, head)
    comma = next((word for word in between if reading.form[word] == ","), None)
    return comma is not None and any(reading.upos[word] in ("VERB", "AUX", "ADP") for word in range(comma, head))


def _fits(page: Page, source: tuple[int, ...], kind: str) -> bool:
    reading = page.reading
    if kind == "any":
        return not _is_own(page, source) and not _is_scale(page, source)
    led = (word for word in (source[0] - 1, source[0]) if not reading.has(word, "PronType=Ind"))
    if kind == "document" and all(reading.upos[word] != "DET" for word in led):
        return False  # "by six votes", "by letter", "for more appeals"
    if kind == "document" and reading.lower[source[0]] in lexicon.words(page.language, "habit"):
        return False  # "as a rule"
    nouns = lexicon.speakers(page.language) if kind == "speaker" else lexicon.documents(page.language)
    first = next((word for word in source if reading.upos[word] in ("NOUN", "PROPN", "PRON")), None)
    if first is None:
        return False
    if reading.has(first, "Person=1") and page.quoted[first] >= 0:
        return False  # "for me, …": a speaker's own thought inside his own quotation
    if reading.lower[first] in nouns:
        return True
    if kind != "speaker":
        return False
    entity = reading.entity[first]
    if entity >= 0:
        return reading.entities[entity].type in ("PER", "ORG")
    return reading.has(first, "PronType=Prs") or (reading.upos[first] == "PROPN" and not reading.entities)


def _is_scale(page: Page, source: tuple[int, ...]) -> bool:
    """Whether a source is by what something is measured or ranked, not who tells it: "according to their age"."""
    reading = page.reading
    noun = next((word for word in source if reading.upos[word] in ("NOUN", "PROPN", "PRON")), source[0])
    return reading.lower[noun] in lexicon.words(page.language, "scale")


def _is_own(page: Page, source: tuple[int, ...]) -> bool:
    """Whether a source is something of somebody's that cannot speak: "they answer according to their deeds"."""
    reading, language = page.reading, page.language
    if reading.upos[source[0]] != "DET" or not reading.has(source[0], "PronType=Prs") or len(source) == 1:
        return False
    known = (lexicon.speakers(language), lexicon.documents(language), lexicon.nouns(language))
    return all(reading.lower[source[1]] not in nouns for nouns in known)


def names_speaker(page: Page, cue: tuple[int, ...], source: tuple[int, ...]) -> bool:
    """Whether a preposition that has other uses too is followed by what can speak: not "for the match, …".

    It is not asked of verbs, nouns and prepositions that have no other use.
    """
    reading = page.reading
    words = tuple(reading.lower[word] for word in cue)
    if cue and source and reading.upos[cue[0]] in ("ADP", "NOUN") and _is_own(page, source):
        return False
    rows = _cues(page.language).get(words[0], ()) if cue and reading.upos[cue[0]] == "ADP" else ()
    kind = next((kind for known, kind, _ in rows if known == words), "any")
    if source and cue and reading.upos[cue[0]] == "ADP" and _is_scale(page, source):
        return False
    if kind == "any" or (source and _fits(page, source, kind)):
        return True
    named = (reading.entity[word] for word in takewhile(lambda word: reading.upos[word] != "ADP", source))
    return any(entity >= 0 and reading.entities[entity].type in ("PER", "ORG") for entity in named)


def find_according(page: Page) -> list[Draft]:
    """The statements of a page that a preposition gives to their source."""
    drafts = []
    known = _cues(page.language)
    for word, form in enumerate(page.reading.lower):
        if form not in known or (found := according_at(page, word)) is None:
            continue
        runs = _content(page, found)
        pieces = page.pieces(runs)
        if pieces:
            drafts.append(Draft(pieces, found.cue, found.source, found.act, f"according-{_where(runs, found)}"))
    return drafts


def _where(runs: list[Run], found: According) -> str:
    if len(runs) == 2:
        return "within"
    return "before" if runs[0][0] > found.cue[0] else "after"


def _content(page: Page, found: According) -> list[Run]:
    """What the source says: the clause after it, the clause before it, or the one that it stands in."""
    reading = page.reading
    first, last = page.limits(found.cue[0])
    left = _left(page, found, first)
    start = found.end
    while start < last and page.is_punct(start):
        start += 1
    start = _after_aside(page, found, start, last)
    right = (start, clause_end(page, start, None, (), last, strict=False))
    relative = any(reading.lower[word] in lexicon.words(page.language, "relative") for word in found.source[:2])
    if left[0] == left[1] or relative:
        return [right]
    before, after = _finite(page, left), _finite(page, right)
    if after is not None and reading.form[found.cue[0] - 1] in _DASHES and reading.form[found.end] == ",":
        return [right]
    if before is None:
        named = any(reading.upos[word] in _NOMINAL for word in range(*left))
        return [left, right] if named else [right]
    closed = start >= last or not page.is_punct(found.end)
    if closed or not (_is_subordinate(page, left) if after is not None else _is_argument(page, left, right)):
        return [left]
    return [left, right]


def _after_aside(page: Page, found: According, start: int, last: int) -> int:
    """The word after a relative clause, or an apposition with one, that stands between commas after the source."""
    reading = page.reading
    closing = next((word for word in range(start, last) if reading.form[word] == ","), last)
    verb = next((word for word in range(start, closing) if reading.deprel[word] == "acl:relcl"), None)
    if start == found.end or verb is None or reading.head[verb] not in (*found.source, *range(start, verb)):
        return start
    if reading.relation[reading.head[verb]] == "nsubj":
        return start  # the relative clause is of what is spoken of: "according to X, the firms whose …, are …"
    finite = (word for word in range(start, closing) if reading.has(word, "VerbForm=Fin"))
    if any(word != verb and reading.head[word] != verb for word in finite):
        return start
    return start if _finite(page, (closing, last)) is None else closing + 1


def _left(page: Page, found: According, first: int) -> Run:
    """What stands before the cue in its clause; nothing where a conjunction or a relative pronoun stands before it."""
    reading = page.reading
    last = found.cue[0]
    while last > first and (reading.upos[last - 1] == "ADV" and page.is_punct(last - 2)):
        last -= 1
    while last > first and page.is_punct(last - 1) and reading.form[last - 1] != ")":
        last -= 1
    opens = last > first and (
        reading.upos[last - 1] in ("CCONJ", "SCONJ")
        or reading.has(last - 1, "PronType=Rel")
        or reading.lower[last - 1] in lexicon.words(page.language, "that")
    )
    if opens:
        return last, last
    start = max(_relative_start(page, found, first, last), _subject_start(page, first, last))
    while start < last and (page.is_punct(start) or reading.upos[start] == "CCONJ"):
        start += 1
    return start, last


def _relative_start(page: Page, found: According, first: int, last: int) -> int:
    """Where the clause before the cue starts: after its relative pronoun, where the cue hangs on a relative clause."""
    reading = page.reading
    if not found.source:
        return first
    outer = next((word for word in found.source if reading.head[word] not in found.source), found.source[0])
    verb = reading.head[outer]
    if not first <= verb < last or reading.deprel[verb] != "acl:relcl":
        return first
    clause = reading.subtree(verb)[0]
    return clause + 1 if first <= clause < last and reading.upos[clause] == "PRON" else first


def _subject_start(page: Page, first: int, last: int) -> int:
    """Where a subject cut off from its verb by the cue starts: after a conjunction with no verb since."""
    reading = page.reading
    for word in range(last - 1, first, -1):
        if reading.upos[word] in ("VERB", "AUX"):
            break
        if reading.upos[word] == "SCONJ":
            return word + 1
    return first


def _finite(page: Page, run: Run) -> int | None:
    return next((word for word in range(*run) if page.reading.has(word, "VerbForm=Fin")), None)


def _is_subordinate(page: Page, run: Run) -> bool:
    """Whether the clause of some words hangs on a verb after them."""
    over = _governors(page, run)
    return bool(over) and all(head >= run[1] for head in over)


def _hangs_on(page: Page, run: Run, other: Run) -> bool:
    """Whether all that governs some words stands among others."""
    over = _governors(page, run)
    return bool(over) and all(other[0] <= head < other[1] for head in over)


def _governors(page: Page, run: Run) -> list[int]:
    """What the words of a run hang on outside of it, punctuation left out."""
    heads = [page.reading.head[word] for word in range(*run) if not page.is_punct(word)]
    return [head for head in heads if not run[0] <= head < run[1]]


def _is_argument(page: Page, left: Run, run: Run) -> bool:
    """Whether words without a finite verb complete a clause before them.

    So do a noun phrase, an infinitive, and what a preposition leads and the tree hangs on that clause.
    """
    reading = page.reading
    first = run[0]
    if first >= len(reading) or reading.has(first, "PronType=Rel"):
        return False
    if reading.upos[first] == "ADP":
        if first + 1 >= run[1]:
            return False
        led = reading.has(first + 1, "PronType=Rel") or reading.has(min(first + 2, len(reading) - 1), "PronType=Rel")
        of = reading.lower_lemma[first] in lexicon.words(page.language, "of")
        dated = of and reading.upos[first + 1] == "NUM"  # "the decree 47, of 5 December"
        # where a copula was parted from what it says of its subject ("the bridge is, …, in danger"), it hangs on that
        held = all(left[0] <= head < left[1] for head in _governors(page, run)) or _hangs_on(page, left, run)
        return not led and not dated and held
    return reading.upos[first] in ("DET", "NOUN", "PROPN", "ADJ", "NUM") or reading.has(first, "VerbForm=Inf")
