"""Owners: the actor that the words of a complement name, by name, by title or by party."""

from __future__ import annotations

from collections.abc import Sequence

from segundo.reader.reading import Reading
from segundo.resolve.cast import by_body, by_role, latest
from segundo.resolve.offices import parse
from segundo.resolve.scene import Mention, Scene
from segundo.resolve.titles import names_and_titles


def whose(scene: Scene, words: Sequence[int]) -> int | None:
    """The actor that a complement names, by name, by title or by party."""
    reading, lex = scene.reading, scene.lexicon
    for word in words:
        form = reading.lower[word]
        if (mention := scene.mentions.get(word)) and scene.cast.members[mention.actor].actor.kind != "unnamed":
            return mention.actor
        if title := scene.titles.get(word):
            if title.new and not title.names:
                return None  # "the aide of a minister", whoever that is
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
            if word + 1 in words and reading.lower[word + 1] in lex.words["of"]:
                return None  # what follows tells which body: "the board of the Sousa trust"
    return None


def all_of(scene: Scene, words: Sequence[int]) -> tuple[int, ...]:
    """The actors that a complement names: one, or those of one title or list ("by the lawyers Ana and Rui")."""
    first = whose(scene, words)
    mention = next((m for word in words if (m := scene.mentions.get(word)) and m.actor == first), None)
    if first is None or mention is None:
        return () if first is None else (first,)
    fellows = bearers(scene, mention)
    return tuple(one.actor for one in (fellows if len(fellows) > 1 else listed(scene, mention)))


def bearers(scene: Scene, mention: Mention) -> list[Mention]:
    """The names that bear the title that stands before one of them."""
    entities, _ = names_and_titles(scene.reading, scene.language)
    titles = (title for title in scene.titles.values() if title.first == mention.outer < mention.first)
    starts = (entities[name].first for title in titles for name in title.names)
    return [scene.mentions[start] for start in starts if start in scene.mentions]


def listed(scene: Scene, mention: Mention) -> list[Mention]:
    """A name and those that are listed after it with no article between: "the defences of Sousa, Lima and Prado"."""
    reading, joins = scene.reading, scene.lexicon.words["and"]
    found, last = [mention], False
    while not last and found[-1].last < len(reading):
        between = reading.lower[found[-1].last]
        other = scene.mentions.get(found[-1].last + 1)
        same = other and other.named and other.outer == other.first and other.actor != mention.actor
        if other is None or not same or not (between == "," or between in joins):
            break
        found.append(other)
        last = between in joins
    return found if last else [mention]


def _called(scene: Scene, words: Sequence[int], noun: int) -> int | None:
    """The body that a noun means: the one whose name follows it ("o jornal «Voz do Vale»"), else one named before.

    Several bodies are none that can be named.
    """
    reading = scene.reading
    after = next((word for word in words if word > noun and reading.upos[word] != "PUNCT"), None)
    if after is not None and (mention := scene.mentions.get(after)) and mention.named:
        return mention.actor
    return None if reading.has(noun, "Number=Plur") else by_body(scene.cast, reading.lower[noun], noun)


def member_of(scene: Scene, word: int) -> int | None:
    """The person whom a noun for members of a party means: one of that party, else who is named most of those before.

    Who is named only later is meant where nobody was named before whose party is not told.
    """
    members = scene.cast.members
    party = scene.lexicon.members[scene.reading.lower[word]]
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
