"""Who speaks: the fullest name that the article gives the source of each statement, and on whose behalf it speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from segundo.article import Span
from segundo.reader.reading import Reading
from segundo.records import Actor, Statement
from segundo.resolve.cast import by_agreement
from segundo.resolve.sources import Said, Scene, Voices, named, read_source, survey

_SHARING = ("conj", "advcl", "xcomp")
"""Relations by which a verb shares the subject of its governor."""


def resolve_speakers(
    reading: Reading, statements: Sequence[Statement], actors: Sequence[Actor], language: str = "pt"
) -> tuple[Statement, ...]:
    """The statements with ``speaker``, ``actor`` and ``on_behalf_of`` filled in; all else stays as it was.

    A source that is a pronoun, a noun or not written is resolved within the article, in the order of the text. What
    cannot be resolved stays None.
    """
    scene = survey(reading, actors, language)
    order = sorted(range(len(statements)), key=lambda number: _anchor(statements[number]))
    quoted = [span for statement in statements if statement.form == "direct" for span in statement.content]
    found: dict[int, Voices] = {}
    past: list[Said] = []
    for number in order:
        statement = statements[number]
        hosts = [other for other in found if _inside(statement, statements[other])]
        host = found[hosts[-1]] if hosts else ()
        words = [word for span in statement.source for word in reading.words(span)]
        voices = read_source(scene, words, past, host) if words else _infer(scene, statement, past, quoted)
        if voices:
            found[number] = voices
            if not hosts:
                past.append(Said(reading.words(Span(_anchor(statement), _anchor(statement) + 1))[0], voices))
    following: Voices = ()
    for number in reversed(order):
        if not statements[number].source:
            found.setdefault(number, following)
        following = found.get(number, following)
    return tuple(
        _spoken(statement, found[number]) if found.get(number) else statement
        for number, statement in enumerate(statements)
    )


def _spoken(statement: Statement, voices: Voices) -> Statement:
    sides = dict.fromkeys(voice.behalf for voice in voices if voice.behalf)
    return replace(
        statement,
        speaker="; ".join(dict.fromkeys(voice.name for voice in voices)),
        actor=voices[0].actor if len(voices) == 1 else None,
        on_behalf_of="; ".join(sides) or None,
    )


def _anchor(statement: Statement) -> int:
    """Where a statement is uttered: at its cue, or where its content begins."""
    return min(span.start for span in statement.cue or statement.content)


def _inside(statement: Statement, other: Statement) -> bool:
    """Whether a statement's cue, or else its content, stands within the content of another."""
    piece = (statement.cue or statement.content)[0]
    return statement is not other and any(span.start <= piece.start and piece.end <= span.end for span in other.content)


def _infer(scene: Scene, statement: Statement, past: Sequence[Said], quoted: Sequence[Span]) -> Voices:
    """The voices of a statement that names none: the subject that its verb shares, else who spoke or acted last.

    Who is named within a quotation, or within what the statement itself reports, does not utter it.
    """
    reading, members = scene.reading, scene.cast.members
    last = past[-1].voices if past else ()
    cue = [word for span in statement.cue for word in reading.words(span)]
    word = cue[-1] if cue else reading.words(statement.content[0])[0]
    silent = {other for span in (*quoted, *statement.content) for other in reading.words(span)}
    if cue and (subject := _shared_subject(scene, word, silent)) is not None:
        voices = read_source(scene, _phrase(scene, subject), past, ())
        if all(voice.actor is not None or voice.behalf for voice in voices):
            return voices
    if last and (not cue or len(last) > 1 or last[0].actor is None):
        return last
    favour = past[-1].single if past else None
    spoke = favour[0] if favour else None
    number = by_agreement(
        scene.cast,
        word,
        "",
        lambda n: members[n].actor.kind in ("person", "organisation", "state") or n == spoke,
        favour,
        silent.__contains__,
    )
    return (named(scene, number),) if number is not None else last


def _shared_subject(scene: Scene, verb: int, silent: set[int]) -> int | None:
    """The subject of a verb, or of the verb that it shares its subject with; not the subject of a passive."""
    reading = scene.reading
    while True:
        if subjects := [word for word in reading.dependents(verb, "nsubj") if word not in silent]:
            return subjects[0] if reading.deprel[subjects[0]] != "nsubj:pass" else None
        if reading.head[verb] < 0 or reading.deprel[verb].partition(":")[0] not in _SHARING:
            return None
        verb = reading.head[verb]


def _phrase(scene: Scene, head: int) -> list[int]:
    """The words of a noun phrase, its relative clauses left out."""
    reading = scene.reading
    dropped = {word for child in reading.dependents(head, "acl") for word in reading.subtree(child)}
    return [word for word in reading.subtree(head) if word not in dropped]
