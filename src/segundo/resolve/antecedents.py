"""Antecedents: whom a pronoun, a title or an unwritten subject means, by a log-linear ranking of who may be meant.

The weights are fitted by ``training/speakers.py``.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from segundo.resolve.cast import is_subject
from segundo.resolve.scene import Candidate, Choose, Mention, Moment, Scene, Voice, Voices, named

NEAR = 4
"""Who was last mentioned more than so many sentences before, quotations not counted, is not meant."""


@cache
def load_weights(language: str) -> Mapping[str, float]:
    """The weights of a language's features; one that is not there counts nothing."""
    path = files("segundo.languages") / language / "antecedent_weights.json"
    weights: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return weights


def score(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """How much speaks for a candidate."""
    return sum(weights.get(feature, 0.0) for feature in features)


def ranker(language: str) -> Choose:
    """The choice of the candidate that most speaks for; of equals the first one, who was mentioned last."""
    weights = load_weights(language)
    return lambda _, found: max(found, key=lambda candidate: score(weights, candidate.features))


def find_candidates(
    scene: Scene,
    moment: Moment,
    kinds: Collection[str],
    gender: str = "",
    number: str = "",
    pointed: Voices = (),
    described: Voice | None = None,
    *,
    sure: bool = False,
) -> list[Candidate]:
    """Who may be meant: actors of some kinds mentioned shortly before, and who spoke last even without a name.

    The last mentioned comes first. ``gender`` and ``number`` are those of the words that refer, empty where open; with
    ``sure`` only a gender that the text tells bars somebody;
    ``pointed`` are the voices that something points to: as the subject of the clause, as the maker of a document.
    Where a noun refers, it may be ``described`` and mean nobody else. Who is quoted is not meant by a third person in
    the quotation.
    """
    members = scene.cast.members
    latest: dict[int, Mention] = {}
    quoted = {voice.actor for voice in moment.host} if moment.quoted and moment.kind not in _OWN else set()
    for mention in _visible(scene, moment):
        member = members[mention.actor]
        if member.actor.kind in kinds and member.agrees(gender, sure=sure) and mention.actor not in quoted:
            latest.setdefault(mention.actor, mention)
    topics = _topics(scene, moment)
    spoke = {said.single: said.word for said in moment.past[-4:]}
    out = []
    for place, (actor, mention) in enumerate(latest.items()):
        voice = named(scene, actor)
        told = [*_of_mention(scene, moment, mention, spoke.get(actor, -1)), *_of_topics(topics, actor)]
        told += _of_past(scene, moment, actor, topics)
        told += _of_voices(scene, (voice,), gender, number)
        told += [f"often {bisect_left(_OFTEN, bisect_left(members[actor].words, moment.word))}"]
        told += ["within"] * any(word in moment.content for word in members[actor].words)
        told += ["nearest"] * (not place) + ["pointed to"] * ((voice,) == pointed)
        out.append(Candidate((voice,), _crossed(moment, told)))
    last = moment.last
    text = moment.kind in ("bare", "after") and _is_text(scene, last)
    if last and not text and moment.past[-1].single not in {*latest, *quoted} and _agrees(scene, last, gender, kinds):
        told = [f"spoke {_since(scene, moment)}", "spoke", "only spoke", *_of_voices(scene, last, gender, number)]
        told += ["overtaken"] * (_overtaker(moment, topics) is not None) + ["pointed to"] * (last == pointed)
        out.append(Candidate(last, _crossed(moment, told)))
    if pointed and all(one.voices != pointed for one in out) and _agrees(scene, pointed, gender, kinds):
        told = ["pointed to", "only pointed to", *_of_voices(scene, pointed, gender, number)]
        out.append(Candidate(pointed, _crossed(moment, told)))
    if described:
        told = ["itself"] + ["itself, several"] * described.plural
        out.append(Candidate((described,), _crossed(moment, told)))
    return out


def _is_text(scene: Scene, voices: Voices) -> bool:
    """Whether what spoke is a law or the like, which is cited but utters no quotation."""
    noun = voices[0].name.partition(" ")[0].lower() if voices else ""
    return noun in scene.lexicon.documents and scene.lexicon.documents[noun].speaks == "text"


_OWN = ("bare", "noun")
"""Ways of referring that say nothing of the person."""
_OFTEN = (1, 3, 7)


def _visible(scene: Scene, moment: Moment) -> Iterator[Mention]:
    """The mentions before a moment, the last one first, that can name who utters something then."""
    step = scene.told[scene.reading.sentence[moment.begin]]
    about = _told_of(scene, moment)
    for place in range(scene.before(moment.word) - 1, -1, -1):
        mention = scene.trail[place]
        if step - scene.told[scene.reading.sentence[mention.first]] > NEAR:
            break
        if mention.first in moment.content or mention.first in about:
            continue
        if moment.quoted or mention.first not in scene.quoted:
            yield mention


def _told_of(scene: Scene, moment: Moment) -> frozenset[int]:
    """The words before the cue that say what something is told about: "on Rui's debts, he denies that …"."""
    reading, about = scene.reading, scene.lexicon.words["about"]
    out: set[int] = set()
    for child in reading.dependents(moment.word, "obl", "nmod", "advmod"):
        cases = (reading.lower[case] for case in reading.dependents(child, "case"))
        if child < moment.word and not about.isdisjoint(cases):
            out.update(reading.subtree(child))
    return frozenset(out)


def _topics(scene: Scene, moment: Moment) -> tuple[Mention | None, Mention | None]:
    """The subjects of the moment's own sentence, if before it, and of the last sentence told before."""
    number = scene.reading.sentence[moment.begin]
    own = scene.topics[number]
    if own and (own.first >= moment.word or own.first in moment.content):
        own = None
    before = number - 1
    while before > 0 and scene.told[before] == scene.told[number]:
        before -= 1
    return own, scene.topics[before] if before >= 0 else None


def _of_mention(scene: Scene, moment: Moment, mention: Mention, spoke: int) -> Iterator[str]:
    """What the last mention of a candidate tells: how far it is, and what it is in its sentence.

    Who ``spoke`` after it was mentioned again as the speaker.
    """
    reading = scene.reading
    sentence = reading.sentence[max(mention.first, spoke)]
    gap = max(0, scene.told[reading.sentence[moment.begin]] - scene.told[sentence])
    yield f"gap {gap}"
    yield f"{'speaker' if spoke > mention.first else _relation(scene, mention)} {min(gap, 2)}"
    if scene.cast.members[mention.actor].words[0] == mention.first:
        yield f"new {min(gap, 2)}"
    if mention.outer - reading.sentences[sentence][0] <= 1:
        yield f"opens {min(gap, 2)}"
    if reading.paragraph[mention.first] == reading.paragraph[moment.begin]:
        yield "same paragraph"
    if not mention.named:
        yield "by title"


def _relation(scene: Scene, mention: Mention) -> str:
    """What a mention is in its sentence: the relation, without its subtype, of the word that heads it."""
    reading = scene.reading
    inside = range(mention.outer, mention.last)
    tops = [reading.deprel[word].partition(":")[0] for word in inside if reading.head[word] not in inside]
    if "nsubj" in tops or is_subject(reading, mention.first):
        return "subject"
    return next((relation for relation in tops if relation in _RELATIONS), "other")


_RELATIONS = ("obj", "obl", "nmod", "iobj")


def _of_topics(topics: tuple[Mention | None, Mention | None], actor: int) -> Iterator[str]:
    """Whether a candidate is the subject of the moment's own sentence or of the one told before."""
    own, before = topics
    if own and own.actor == actor:
        yield "topic"
    if before and before.actor == actor:
        yield "topic before"
    if before and before.actor != actor and not (own and own.actor == actor):
        yield "not topic"


def _of_past(scene: Scene, moment: Moment, actor: int, topics: tuple[Mention | None, Mention | None]) -> Iterator[str]:
    """What a candidate's own statements tell."""
    if moment.past and moment.past[-1].single == actor:
        yield "spoke"
        yield f"spoke {_since(scene, moment)}"
        if _overtaker(moment, topics) not in (None, actor):
            yield "overtaken"
    elif any(said.single == actor for said in moment.past[-4:-1]):
        yield "spoke before"
    elif any(said.single == actor for said in moment.past):
        yield "spoke once"
    if any(voice.actor == actor for voice in moment.host):
        yield "host quoted" if moment.quoted else "host"


def _since(scene: Scene, moment: Moment) -> int:
    """How many sentences were told since somebody spoke, at most three."""
    number = scene.reading.sentence
    return min(3, max(0, scene.told[number[moment.begin]] - scene.told[number[moment.past[-1].word]]))


def _overtaker(moment: Moment, topics: tuple[Mention | None, Mention | None]) -> int | None:
    """Who was the subject of a sentence since somebody spoke."""
    return next((topic.actor for topic in topics if topic and topic.first > moment.past[-1].word), None)


def _of_voices(scene: Scene, voices: Voices, gender: str, number: str) -> Iterator[str]:
    """What a candidate is, and whether it agrees in number and, as far as is known, in gender."""
    several = len(voices) > 1 or voices[0].plural
    if number:
        yield f"{number} for {'several' if several else 'one'}"
    actor = voices[0].actor
    member = None if actor is None or len(voices) > 1 else scene.cast.members[actor]
    yield member.actor.kind if member else "no actor"
    if gender and member and member.gender == gender:
        yield "agrees"


def _agrees(scene: Scene, voices: Voices, gender: str, kinds: Collection[str]) -> bool:
    """Whether who spoke last is not known to be of another gender or kind."""
    actor = voices[0].actor
    if actor is None or len(voices) > 1:
        return True
    member = scene.cast.members[actor]
    return member.actor.kind in kinds and member.agrees(gender)


def _crossed(moment: Moment, told: Sequence[str]) -> tuple[str, ...]:
    """The features, each alone and with how the speaker is referred to."""
    return (*told, *(f"{moment.kind}: {feature}" for feature in told))
