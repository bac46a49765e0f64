"""Sides: the voices of somebody's counsel, spokesmen or office, and how they are called."""

from __future__ import annotations

from collections.abc import Sequence

from segundo.resolve.entities import before_case
from segundo.resolve.lexicon import Role
from segundo.resolve.owners import listed, text_of, whose
from segundo.resolve.scene import Mention, Said, Scene, Voice, Voices, uncapitalised

SIDES = ("voice", "counsel", "side")
"""The offices whose holders speak for whom their complement names."""


def same_side(scene: Scene, role: Role, past: Sequence[Said], behalf: str | None = None) -> Voices:
    """The voices of the side that a noun such as "the defence" takes up: who last spoke so, for ``behalf`` if given."""
    for said in reversed(past):
        voice = said.voices[0]
        noun, *rest = voice.name.split()
        other = scene.lexicon.role(noun)
        of_somebody = voice.behalf or (rest and not has_name(scene, voice))
        if other and of_somebody and _is_alike(role, other) and behalf in (None, voice.behalf):
            return said.voices
    return ()


def has_name(scene: Scene, voice: Voice) -> bool:
    """Whether a voice is called by a name, not only described."""
    return voice.actor is not None and scene.cast.members[voice.actor].actor.kind != "unnamed"


def titled_side(scene: Scene, role: Role, head: int) -> Voices:
    """The voice of the side that a noun such as "the defence" takes up, as the text names it before, or else next."""
    for word in sorted(scene.titles, key=lambda word: (word > head, abs(word - head))):
        title = scene.titles[word]
        if title.complement and title.role.office in SIDES and _is_alike(role, title.role):
            rest = range(*title.complement)
            if (number := whose(scene, rest)) is not None:
                own = word > head and role.office == "side"
                return (on_side(scene, head, (), number) if own else on_side(scene, word, rest, number),)
    return ()


def _is_alike(one: Role, other: Role) -> bool:
    """Whether a noun of one role may take up one of the other."""
    return not {one.noun, *one.wider}.isdisjoint((other.noun, *other.wider))


def on_side(scene: Scene, head: int, rest: Sequence[int], number: int) -> Voice:
    """The voice of somebody's counsel or office: its noun with the full name of a person, with a body as it is written.

    The body's full name is whom it speaks for.
    """
    reading, actor = scene.reading, scene.cast.members[number].actor
    joiner = _joiner(scene, number)
    mention = next((found for word in rest if (found := scene.mentions.get(word)) and found.actor == number), None)
    if mention is not None and len(mentions := listed(scene, mention)) > 1:
        text = text_of(reading, range(head, mentions[-1].last))
        names = (scene.cast.members[one.actor].actor.name for one in mentions)
        return Voice(uncapitalised(text), None, "; ".join(names), plural=True)
    shown = actor.name
    if mention is None or (actor.kind == "person" and (not mention.named or _has_complement(scene, mention))):
        # the title of whom it is of gives way to the name: "defesa do ex-presidente da Usina Rui Prado"
        last = before_case(reading, _pointer(scene, rest, head) if mention is None else mention.outer, head)
        before = f"{text_of(reading, range(head, last + 1))} {joiner}"
    else:
        before = " ".join(reading.text[reading.start[head] : reading.start[mention.first]].split())
        if actor.kind != "person":
            shown = text_of(reading, range(mention.first, mention.last))
    return Voice(f"{uncapitalised(before)} {shown}", None, actor.name, reading.has(head, "Number=Plur"))


def _pointer(scene: Scene, rest: Sequence[int], head: int) -> int:
    """The noun of a complement that takes up somebody, or else the word after the head."""
    nouns = scene.lexicon.bodies.keys() | scene.lexicon.members.keys()
    points = (word for word in rest if word in scene.titles or scene.reading.lower[word] in nouns)
    return next(points, head + 1)


def _joiner(scene: Scene, number: int) -> str:
    """The preposition "of" before a name, with the article that a body's name has where the text has it with "of"."""
    reading, of = scene.reading, scene.lexicon.words["of"]
    member = scene.cast.members[number]
    for word in member.words if member.actor.kind == "organisation" else ():
        led = reading.text[reading.start[word - 1] : reading.end[word - 1]].lower() if word > 0 else ""
        if led in of:
            return led
    return scene.lexicon.joiner


def _has_complement(scene: Scene, mention: Mention) -> bool:
    """Whether the title before a name says of what it is."""
    return any(title.complement for title in scene.titles.values() if title.first == mention.outer < mention.first)
