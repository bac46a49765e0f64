"""Who asks or accuses somebody in a passive that does not say: "was asked in an interview", "is accused of theft"."""

from __future__ import annotations

from segundo.records import Statement
from segundo.resolve.documents import maker, paper_of
from segundo.resolve.scene import Moment, Scene, Voices, named


def unwritten_agent(scene: Scene, statement: Statement, moment: Moment) -> Voices:
    """The voices of a passive with no agent: to whom the words were spoken, who prosecutes, or whose paper says it."""
    paper = paper_of(scene, moment.word)
    if statement.act == "ask":
        return () if paper is None else _spoken_to(scene, paper)
    if paper is not None:
        return maker(scene, paper, moment)
    return _prosecutor(scene, moment) if statement.act == "accuse" else ()


def _spoken_to(scene: Scene, paper: int) -> Voices:
    """To whom a testimony or an interview was given: who is named after it and "to"."""
    reading = scene.reading
    word = paper + 1
    if word >= len(reading) or reading.lower[word] not in scene.lexicon.words["to"]:
        return ()
    while word < len(reading) and reading.upos[word] in ("ADP", "DET", "NOUN"):
        if (mention := scene.mentions.get(word)) and mention.named:
            break
        word += 1
    mention = scene.mentions.get(word)
    return (named(scene, mention.actor),) if mention and mention.named else ()


def _prosecutor(scene: Scene, moment: Moment) -> Voices:
    """The prosecution named last before a word, else the first after it, in its paragraph or one beside that."""
    reading, found = scene.reading, None
    here = reading.paragraph[moment.word]
    for mention in scene.trail:
        if mention.first > moment.word and found is not None:
            break
        near = here - 1 <= reading.paragraph[mention.first] <= here + 1
        if near and mention.named and _prosecutes(scene, mention.actor):
            found = mention.actor
    return () if found is None else (named(scene, found),)


def _prosecutes(scene: Scene, number: int) -> bool:
    """Whether an actor is a prosecution by its name; a form of the table has hyphens between words."""
    actor = scene.cast.members[number].actor
    name = actor.name.lower().replace(" ", "-")
    forms = scene.lexicon.words["prosecution"]
    return actor.kind == "organisation" and any(f"{name}-".startswith(f"{form}-") for form in forms)
