"""Owners: the actor that the words of a complement name, by name, by title or by party."""

from __future__ import annotations

from collections.abc import Sequence

from segundo.reader.reading import Reading
from segundo.resolve.cast import by_body, by_role, latest
from segundo.resolve.offices import parse
from segundo.resolve.scene import Scene


def whose(scene: Scene, words: Sequence[int]) -> int | None:
    """The actor that a complement names, by name, by title or by party."""
    reading, lex = scene.reading, scene.lexicon
    for word in words:
        form = reading.form[word].lower()
        if (mention := scene.mentions.get(word)) and scene.cast.members[mention.actor].actor.kind != "unnamed":
            return mention.actor
        if title := scene.titles.get(word):
            if (bearer := next((one for one in scene.trail if one.outer == title.first), None)) is not None:
                return bearer.actor
            office = parse(text_of(reading, range(title.first, title.last)), scene.language)
            number = by_role(scene.cast, title.role, office, word, title.over)
            if number is not None:
                return number
        if form in lex.members and (number := member_of(scene, word)) is not None:
            return number
        if form in lex.bodies:
            if (number := _called(scene, words, word)) is not None:
                return number
            if word + 1 in words and reading.form[word + 1].lower() in lex.words["of"]:
                return None  # what follows tells which body: "the board of the Sousa trust"
    return None


def _called(scene: Scene, words: Sequence[int], noun: int) -> int | None:
    """The body that a noun means: the one whose name follows it ("o jornal «Voz do Vale»"), else one named before.

    Several bodies are none that can be named.
    """
    reading = scene.reading
    after = next((word for word in words if word > noun and reading.upos[word] != "PUNCT"), None)
    if after is not None and (mention := scene.mentions.get(after)) and mention.named:
        return mention.actor
    return None if reading.has(noun, "Number=Plur") else by_body(scene.cast, reading.form[noun].lower(), noun)


def member_of(scene: Scene, word: int) -> int | None:
    """The person whom a noun for members of a party means: one of that party, else who is named most of those before.

    Who is named only later is meant where nobody was named before whose party is not told.
    """
    members = scene.cast.members
    party = scene.lexicon.members[scene.reading.form[word].lower()]
    people = {number for number, member in enumerate(members) if member.actor.kind == "person"}
    before = {number for number in people if members[number].words[0] < word}
    fellows = {number for number in people if members[number].party == party}
    unknown = {number for number in before if members[number].party is None}
    if fellows & before or (fellows and not unknown):
        return max(fellows, key=lambda number: latest(members[number], word))
    return max(unknown or before, key=lambda number: len(members[number].words), default=None)


def text_of(reading: Reading, words: Sequence[int]) -> str:
    """The text of some words, with single spaces."""
    spans = reading.pieces(list(words))
    return " ".join(" ".join(reading.text[start:end] for start, end in spans).split())
