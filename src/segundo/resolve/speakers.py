"""Who speaks: the fullest name that the article gives the source of each statement, and on whose behalf it speaks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from segundo.reader.reading import Reading
from segundo.records import Actor, Statement
from segundo.resolve.antecedents import find_candidates, ranker
from segundo.resolve.documents import maker, paper_of
from segundo.resolve.passives import unwritten_agent
from segundo.resolve.scene import Choose, Moment, Said, Scene, Voice, Voices, named, survey
from segundo.resolve.sources import read_source

_SHARING = ("conj", "advcl", "xcomp")
"""Relations by which a verb shares the subject of its governor."""
_LOOSE = ("Inf", "Ger", "Part")
"""Forms of a verb that has no subject of its own."""
_SPEAKING = ("person", "organisation", "state", "unnamed")


def resolve_speakers(
    reading: Reading,
    statements: Sequence[Statement],
    actors: Sequence[Actor],
    language: str = "pt",
    choose: Choose | None = None,
) -> tuple[Statement, ...]:
    """The statements with ``speaker``, ``actor`` and ``on_behalf_of`` filled in; all else stays as it was.

    A source that is a pronoun, a noun or not written is resolved within the article: first those of the text itself, in
    its order, then those within the content of another. What cannot be resolved stays None. ``choose`` takes the place
    of the language's ranking of candidates.
    """
    scene = survey(reading, statements, actors, language, choose or ranker(language))
    contents = [frozenset(word for span in one.content for word in reading.words(span)) for one in statements]
    hosts = _hosts(reading, statements, contents)
    words = [_word(reading, statement) for statement in statements]
    found: dict[int, Voices] = {}
    past: list[Said] = []
    outer = sorted((n for n, host in enumerate(hosts) if host is None), key=words.__getitem__)
    inner = sorted((n for n, host in enumerate(hosts) if host is not None), key=lambda n: -len(contents[n]))
    for number in (*outer, *inner):
        statement, host = statements[number], hosts[number]
        moment = Moment(
            word=words[number],
            begin=min(words[number], *contents[number]),
            kind=_kind(reading, statement, words[number]),
            past=past if host is None else past[: bisect_left(past, words[number], key=lambda said: said.word)],
            host=() if host is None else found.get(host, ()),
            quoted=words[number] in scene.quoted and host is not None,
            content=contents[number],
        )
        source = [word for span in statement.source for word in reading.words(span)]
        voices = read_source(scene, source, moment) if source else _infer(scene, statement, moment)
        if voices:
            found[number] = voices
            if host is None:
                past.append(Said(words[number], voices, contents[number]))
    following: Voices = ()
    for number in reversed(outer):
        if not statements[number].source and _kind(reading, statements[number], words[number]) in ("bare", "after"):
            found.setdefault(number, following)
        following = found.get(number, following)
    found = _one_informant(scene, _headlines(scene, statements, words, found))
    return tuple(
        _spoken(statement, found[number]) if found.get(number) else statement
        for number, statement in enumerate(statements)
    )


def _headlines(
    scene: Scene, statements: Sequence[Statement], words: Sequence[int], found: dict[int, Voices]
) -> dict[int, Voices]:
    """The voices, with a noun alone, as headlines have it, for whom the text means by it: "says witness"."""
    reading = scene.reading
    nouns: dict[int, str] = {}
    later: dict[str, Voices] = {}
    for number in sorted(found, key=words.__getitem__, reverse=True):
        source = [word for span in statements[number].source for word in reading.words(span)]
        if not source or scene.lexicon.role(reading.form[source[-1]]) is None:
            continue
        noun = reading.lower[source[-1]]
        if len(source) == 1:
            nouns[number] = noun
        elif reading.lower[source[0]] in scene.lexicon.words["definite"] and len(source) == 2:
            later[noun] = found[number]
    return found | {number: later[noun] for number, noun in nouns.items() if noun in later}


def _one_informant(scene: Scene, found: dict[int, Voices]) -> dict[int, Voices]:
    """The voices, with the informant whom an article describes in several ways called by the fullest: "police source".

    It is one informant where only one description names a body.
    """
    unnamed = {
        voice
        for voices in found.values()
        for voice in voices
        if voice.name.partition(" ")[0] in scene.lexicon.words["informant"]
    }
    bodies = [member.actor.name for member in scene.cast.members if member.actor.kind == "organisation"]
    full = [voice for voice in unnamed if any(name in voice.name for name in bodies)]
    vague = {voice for voice in unnamed if voice.name.islower()}
    if len(full) != 1 or not vague:
        return found
    return {
        number: tuple(full[0] if voice in vague else voice for voice in voices) for number, voices in found.items()
    }


def _hosts(reading: Reading, statements: Sequence[Statement], contents: Sequence[frozenset[int]]) -> list[int | None]:
    """For each statement the one, if any, in whose content it is uttered, the innermost of several."""
    hosts: list[int | None] = [None] * len(statements)
    holder: dict[int, int] = {}
    for number in sorted(range(len(statements)), key=lambda n: -len(contents[n])):
        hosts[number] = holder.get(_word(reading, statements[number]))
        holder |= dict.fromkeys(contents[number], number)
    return hosts


def _word(reading: Reading, statement: Statement) -> int:
    """The word at which a statement is uttered: the last of its cue, or the first of its content."""
    if statement.cue:
        return reading.words(statement.cue[-1])[-1]
    return reading.words(statement.content[0])[0]


def _kind(reading: Reading, statement: Statement, word: int) -> str:
    """How a statement that names no source has its cue: as a noun, a passive or loose verb, or before or after it."""
    if not statement.cue:
        return "bare"
    if reading.upos[word] == "NOUN":
        return "noun"
    if reading.dependents(word, "aux:pass"):
        return "passive"
    if statement.cue[0] > statement.content[0]:
        return "after"
    loose = not reading.dependents(word, "aux") and any(reading.has(word, f"VerbForm={form}") for form in _LOOSE)
    return "loose" if loose else "before"


def _spoken(statement: Statement, voices: Voices) -> Statement:
    sides = dict.fromkeys(voice.behalf for voice in voices if voice.behalf not in (None, voice.name))
    return replace(
        statement,
        speaker="; ".join(dict.fromkeys(voice.name for voice in voices)),
        actor=voices[0].actor if len(voices) == 1 else None,
        on_behalf_of="; ".join(sides) or None,
    )


def _infer(scene: Scene, statement: Statement, moment: Moment) -> Voices:
    """The voices of a statement that names none: who is most likely meant, or None for whoever writes.

    A verb in the first person speaks of who is quoted, or of nobody that the article names; a passive of nobody known.
    """
    reading = scene.reading
    verb = moment.word
    if statement.cue and _is_own(reading, verb):
        return moment.host
    if moment.kind == "passive":
        return unwritten_agent(scene, statement, moment)
    if moment.kind == "bare" and (introduced := _introduced(scene, moment) or _heard(scene, moment)):
        return introduced
    number = next((n for n in ("Plur", "Sing") if statement.cue and reading.has(verb, f"Number={n}")), "")
    if moment.host and _is_own_clause(scene, verb):
        return moment.host
    subject = _shared_subject(scene, moment) if statement.cue else None
    if subject is not None and reading.has(subject, "PronType=Rel"):
        return read_source(scene, [subject], moment)
    paper = paper_of(scene, verb) if statement.cue and subject is None else None
    if paper is not None and (voices := maker(scene, paper, moment)):
        return voices
    mention = None if subject is None else scene.mentions.get(subject)
    if subject is not None and reading.upos[subject] in ("NOUN", "PROPN") and not (mention and mention.named):
        voices = read_source(scene, reading.subtree(subject), moment)
        # a description that means nobody else is one of those who may be meant
        if mention is None or any(voice.actor != mention.actor for voice in voices):
            return voices
    pointed = () if mention is None else (named(scene, mention.actor),)
    if pointed and reading.has(verb, "VerbForm=Ger"):
        return pointed  # "the banks objected, holding that …"
    if mention is not None and mention.named and mention.first > verb and not moment.host:
        return pointed  # "after he denied it, Rui left"
    found = find_candidates(scene, moment, _SPEAKING, "", number, pointed)
    if number == "Plur":
        several = [one for one in found if len(one.voices) > 1 or one.voices[0].plural]
        found = several or [one for one in found if _is_body(scene, one.voices[0])]
        if not found:
            return ()  # "they say that …" of nobody in particular
    return scene.choose(moment, found).voices if found else moment.last


def _is_own(reading: Reading, verb: int) -> bool:
    """Whether a verb, its auxiliary or the verb that it completes is in the first person: "I cannot say that …"."""
    while True:
        if any(reading.has(word, "Person=1") for word in (verb, *reading.dependents(verb, "aux"))):
            return True
        if reading.relation[verb] != "xcomp" or reading.dependents(verb, "nsubj"):
            return False
        verb = reading.head[verb]


def _is_own_clause(scene: Scene, verb: int) -> bool:
    """Whether a verb with no subject of its own is joined to another clause by "and that".

    What is left out is then who speaks: "she said that the tax hurts the town and that will appeal".
    """
    reading = scene.reading
    if reading.relation[verb] != "conj" or reading.relation[reading.head[verb]] != "ccomp":
        return False
    opening = [word for word in reading.dependents(verb, "mark", "nsubj") if reading.upos[word - 1] == "CCONJ"]
    links = [word for word in opening if reading.upos[word] == "SCONJ" or reading.has(word, "PronType=Rel")]
    return bool(links) and set(links).issuperset(reading.dependents(verb, "nsubj"))


def _is_body(scene: Scene, voice: Voice) -> bool:
    """Whether a voice is that of a named body, which may be several."""
    return voice.actor is not None and scene.cast.members[voice.actor].actor.kind == "organisation"


def _introduced(scene: Scene, moment: Moment) -> Voices:
    """Who, or what document, is the subject of the words before a colon: "The mayor was blunt: '…'"."""
    reading = scene.reading
    at = moment.begin - 1
    while at >= 0 and reading.upos[at] == "PUNCT" and reading.form[at] != ":":
        at -= 1
    if at < 0 or reading.form[at] != ":" or reading.paragraph[at] != reading.paragraph[moment.begin]:
        return ()
    number = reading.sentence[at]
    topic = scene.topics[number]
    if topic and topic.first < at:
        return (named(scene, topic.actor),)
    for word in range(reading.sentences[number][0], at):
        subject = reading.deprel[word].partition(":")[0] == "nsubj" and reading.deprel[reading.head[word]] == "root"
        if subject and reading.lower[word] in scene.lexicon.documents:
            return read_source(scene, reading.subtree(word), moment)
    return ()


def _heard(scene: Scene, moment: Moment) -> Voices:
    """Who is asked or heard in the sentence right before a quotation: "The paper spoke to the engineer Rui Prado."."""
    reading, lex = scene.reading, scene.lexicon
    number = reading.sentence[moment.begin] - 1
    if number < 0 or reading.paragraph[reading.sentences[number][0]] != reading.paragraph[moment.begin]:
        return ()
    for verb in range(*reading.sentences[number]):
        if reading.head[verb] >= 0 or reading.lower_lemma[verb] not in lex.words["hear"] or verb in scene.quoted:
            continue
        for heard in reading.dependents(verb, "obj"):
            for word in reading.subtree(heard):
                mention = scene.mentions.get(word)
                if mention and mention.named and scene.cast.members[mention.actor].actor.kind == "person":
                    return (named(scene, mention.actor),)
    return ()


def _shared_subject(scene: Scene, moment: Moment) -> int | None:
    """The subject of a verb, or of the verb that it shares its subject with; not of a passive.

    A relative clause of what stands before the main verb shares its subject too: "in the talk in which he denied it,
    Rui left".
    """
    reading, verb = scene.reading, moment.word
    while True:
        if subjects := [word for word in reading.dependents(verb, "nsubj") if word not in moment.content]:
            return subjects[0] if reading.deprel[subjects[0]] != "nsubj:pass" else None
        if (verb := _sharing(reading, verb)) < 0:
            return None


def _sharing(reading: Reading, verb: int) -> int:
    """The verb that a verb shares its subject with, -1 where none."""
    over, relation = reading.head[verb], reading.deprel[verb].partition(":")[0]
    fronted = reading.has(verb, "VerbForm=Fin") or reading.has(verb, "VerbForm=Inf")
    if relation == "acl" and (reading.upos[over] == "ADV" or fronted):
        while 0 <= over < verb:
            over = reading.head[over]
        return over
    return over if relation in _SHARING else -1
