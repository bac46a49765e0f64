"""What speaks for and against a candidate being the main mention of an event that a reader would put on a timeline."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from math import log1p

from segundo.finders.events.frames import preposition
from segundo.finders.events.status import modality, verb_form, verb_group
from segundo.finders.events.triggers import Candidate
from segundo.finders.loglinear import UNSEEN, log_odds
from segundo.languages import table
from segundo.reader.reading import Reading

OPENING = 40
SMALL = frozenset({"advmod", "mark", "case", "det", "cc"})
COMPLEMENTS = frozenset({"amod", "nmod", "obj", "obl"})


@cache
def domains(language: str) -> Mapping[str, str]:
    """The subject (sport, culture, business, …) that a lemma speaks for."""
    return {lemma: row["domain"] for row in table(language, "domains") for lemma in row["words"].split(",")}


def bucket(count: float, *edges: float) -> int:
    """How many edges, given in order, a number reaches."""
    return bisect_right(edges, count)


class Article:
    """What the features of all candidates of an article share."""

    def __init__(
        self,
        reading: Reading,
        candidates: Sequence[Candidate],
        timed: frozenset[int],
        acts: Sequence[str],
        language: str,
    ) -> None:
        self.reading = reading
        self.timed = timed
        self.acts = acts
        self.modality = modality(language)
        self.triggers: dict[int, Candidate] = {}
        for candidate in candidates:
            if not candidate.unmet:
                self.triggers.setdefault(candidate.word, candidate)
        self.mentions: dict[str, list[int]] = defaultdict(list)
        for candidate in self.triggers.values():
            self.mentions[candidate.sense.family].append(candidate.word)
        self.named = {word: _named(reading, candidate) for word, candidate in self.triggers.items()}
        self.lemmas = Counter(reading.lower_lemma)
        topics = domains(language)
        count = Counter[str]()
        for lemma in topics.keys() & self.lemmas.keys():
            count[topics[lemma]] += self.lemmas[lemma]
        size = max(len(reading), 1)
        self.topics = [f"topic={name}{bucket(1000 * n / size, 8, 20, 40)}" for name, n in sorted(count.items())]
        self.types = Counter(candidate.sense.type for candidate in self.triggers.values())
        self.headline = _headline(reading)
        self.opened = max(self.headline, min(OPENING, len(reading)))
        self.opening = {
            reading.lower_lemma[word]
            for word in range(self.opened)
            if reading.upos[word] in ("NOUN", "PROPN", "VERB")
        }


def _headline(reading: Reading) -> int:
    """How many words the headline has: the paragraphs before the first that is longer than all before it together."""
    if len(reading.paragraphs) < 2:
        return 0
    last = 0
    for first, end in reading.paragraphs[:3]:
        if end - first > 60 and end - first > first:
            break
        last = end
    return last if last < len(reading) / 2 else 0


def features(article: Article, candidate: Candidate) -> dict[str, float]:
    """A candidate's features by name: what holds of it has the value 1, measures have their own."""
    reading, word, sense, frame = article.reading, candidate.word, candidate.sense, candidate.frame
    kind = "noun" if frame.nominal else "verb" if reading.upos[word] == "VERB" else "participle"
    relation = "relcl" if reading.deprel[word] == "acl:relcl" else reading.relation[word]
    group = verb_group(reading, word, article.modality)[0]
    form = "noun" if frame.nominal else verb_form(reading, group[-1])
    act = article.acts[word]
    out = [
        "bias", f"type={sense.type}", f"family={sense.family}", f"word={candidate.lemma}",
        f"strength={sense.strength}", f"{kind}&strength={sense.strength}", f"conditions={sense.conditions}",
        f"kind={kind}", f"{kind}&relation={relation}", f"form={form}", f"act={act}", f"{kind}&act={act}",
        *article.topics,
    ]  # fmt: skip
    out += [f"{kind}&{name}" for name, head in (("actor", frame.actor), ("target", frame.target)) if head is not None]
    for name, head in (("actor", frame.actor), ("target", frame.target)):
        if head is not None:
            number = reading.entity[head]
            out.append(f"{kind}&{name}={reading.entities[number].type if number >= 0 else reading.upos[head]}")
    seen = reading.happening.get(word)
    out.append(f"seen={'none' if seen is None else 'same' if seen.type == sense.type else 'other'}")
    first = article.triggers.get(word, candidate) is candidate
    out += [f"unmet={len(candidate.unmet)}", f"first={first}", f"first={first}&unmet={len(candidate.unmet)}"]
    out += [f"{kind}&unmet {name}" for name in candidate.unmet]
    if candidate.unmet:
        out += [f"unmet&family={sense.family}", f"unmet&word={candidate.lemma}"]
    if sense.agent and frame.actor is None:
        out.append(f"{kind}&agent unknown")
    if frame.passive:
        out.append("passive")
    if frame.clitic:
        out.append("clitic")
    out += _noun_features(article, candidate) if kind == "noun" else _verb_features(article, candidate)
    out += _position_features(article, candidate, kind)
    out += _clause_features(article, word, group, kind)
    out += _participant_features(article, candidate, kind)
    found = dict.fromkeys(out, 1.0)
    found.update(_measures(article, candidate))
    return found


def _measures(article: Article, candidate: Candidate) -> dict[str, float]:
    """The features that have a value: what the model sees, and how often the article names what the event is about."""
    frame, reading = candidate.frame, article.reading
    named = [head for head in (frame.actor, frame.target) if head is not None]
    seen = reading.happening.get(candidate.word)
    same = seen is not None and seen.type == candidate.sense.type
    return {
        "salience": max((log1p(article.lemmas[reading.lower_lemma[head]]) for head in named), default=0.0),
        "mentions": log1p(article.lemmas[reading.lower_lemma[candidate.word]]),
        "seen": UNSEEN if seen is None else log_odds(seen.score),
        "seen type": log_odds(seen.type_score) if seen is not None and same else UNSEEN,
    }


def _clause_features(article: Article, word: int, group: Sequence[int], kind: str) -> list[str]:
    """The word above a candidate, its auxiliaries and the small words about its ``group`` of verbs."""
    reading = article.reading
    out = [f"depth={bucket(sum(1 for _ in reading.ancestors(word)), 1, 2, 3, 5)}"]
    head = reading.head[word]
    if head >= 0:
        out += [f"head={reading.lower_lemma[head]}", f"head tag={reading.upos[head]}&{reading.relation[word]}"]
        out.append(f"head form={verb_form(reading, head)}")
    out += [f"auxiliary={article.modality.lemma(reading, member)}" for member in group[1:]]
    for child in (child for member in group for child in reading.children[member]):
        relation = reading.relation[child]
        if relation in SMALL:
            out.append(f"{relation}={reading.lower_lemma[child]}")
        elif relation in COMPLEMENTS:
            out.append(f"{kind}&has {relation}")
    return out


def _participant_features(article: Article, candidate: Candidate, kind: str) -> list[str]:
    """Who takes part: how named, how often, whether the article opens with them."""
    reading, frame = article.reading, candidate.frame
    out = []
    for name, head in (("actor", frame.actor), ("target", frame.target)):
        if head is None:
            continue
        lemma = reading.lower_lemma[head]
        determined = any(reading.deprel[child].startswith("det") for child in reading.children[head])
        out += [
            f"{name}={lemma}", f"{name}&opening={lemma in article.opening}",
            f"{name}&plural={reading.has(head, 'Number=Plur')}", f"{name}&{reading.upos[head]}&{determined}",
        ]  # fmt: skip
    named = [head for head in (frame.actor, frame.target) if head is not None]
    out.append(f"{kind}&participants={len(named)}&{min(2, len(frame.obliques))}")
    out.append(f"{kind}&named={sum(reading.entity[head] >= 0 for head in named)}")
    if candidate.word >= article.opened and reading.lower_lemma[candidate.word] in article.opening:
        out.append("in opening")
    return out


def _noun_features(article: Article, candidate: Candidate) -> list[str]:
    reading, word = article.reading, candidate.word
    determiner = "none"
    for child in reading.children[word]:
        if reading.deprel[child].startswith("det"):
            determiner = next(
                (name for name in ("Def", "Ind") if reading.has(child, f"Definite={name}")), reading.lemma[child]
            )
            if determiner not in ("Def", "Ind"):
                determiner = "other"
            break
    number = "Plur" if reading.has(word, "Number=Plur") else "Sing"
    out = [f"determiner={determiner}", f"number={number}", f"determiner={determiner}&number={number}"]
    case = preposition(reading, word)
    out.append(f"case={case}")
    if reading.dependents(word, "amod"):
        out.append("adjective")
    if reading.dependents(word, "acl"):
        out.append("noun&clause")
    head = reading.head[word]
    if head >= 0:
        if reading.upos[head] == "NOUN":
            out.append("above=noun")
        if head in article.triggers:
            same = article.triggers[head].sense.type == candidate.sense.type
            out.append(f"above=trigger&same={same}&{reading.relation[word]}")
    if reading.form[word][:1].isupper():
        out.append("capital")
    if reading.entity[word] >= 0:
        out.append("in entity")
    return out


def _verb_features(article: Article, candidate: Candidate) -> list[str]:
    reading, word, frame = article.reading, candidate.word, candidate.frame
    out = []
    if any(reading.deprel[child].startswith("aux") for child in reading.children[word]):
        out.append("auxiliary")
    for head in (frame.target, frame.actor):
        if head is not None and head in article.triggers:
            out.append("with trigger")
            if article.triggers[head].sense.type == candidate.sense.type:
                out.append("with trigger of its type")
    head = reading.head[word]
    if head in article.triggers:
        out.append(f"below trigger&{reading.relation[word]}")
    if reading.upos[word] != "VERB":
        out.append(f"tag={reading.upos[word]}&{reading.relation[word]}")
    if len(frame.obliques) > 0:
        out.append("oblique")
    return out


def _position_features(article: Article, candidate: Candidate, kind: str) -> list[str]:
    reading, word = article.reading, candidate.word
    mentions = article.mentions[candidate.sense.family]  # in the order of the text
    before = bisect_left(mentions, word)
    body_before = max(0, before - bisect_left(mentions, article.headline))
    later = len(mentions) - bisect_right(mentions, word)
    sentence = reading.sentence[word]
    first, last = reading.sentences[sentence]
    out = [
        f"before={bucket(before, 1, 2, 4)}", f"later={bucket(later, 1, 2, 4)}",
        f"sentence={bucket(sentence, 1, 2, 4, 8, 16)}", f"length={bucket(last - first, 10, 20, 40)}",
        f"in sentence={bucket((word - first) / (last - first), 0.34, 0.67)}",
        f"density={bucket(len(article.triggers) / len(reading) * 100, 2, 4, 6, 9)}",
    ]  # fmt: skip
    if before:
        out.append(f"{kind}&participants={_shared(article, candidate, mentions[:before])}")
    if word < article.headline:
        out += ["headline", f"headline&later={bucket(later, 1, 2)}"]
    else:
        out += [f"body before={bucket(body_before, 1, 2, 4)}", f"{kind}&body before={bucket(body_before, 1, 2, 4)}"]
        if article.headline and before > body_before == 0:
            out.append("first after the headline")
    if sentence in article.timed:
        out.append("timed sentence")
    out.append(f"share={bucket(article.types[candidate.sense.type] / max(1, len(article.triggers)), 0.2, 0.4, 0.7)}")
    return out


def _shared(article: Article, candidate: Candidate, earlier: Sequence[int]) -> str:
    """How a candidate's participants compare with those of earlier mentions: none named, shared, or new."""
    named = _named(article.reading, candidate)
    if not named:
        return "none"
    return "new" if all(named.isdisjoint(article.named[word]) for word in earlier) else "shared"


def _named(reading: Reading, candidate: Candidate) -> set[str]:
    """The lemmas of a candidate's participants."""
    heads = (candidate.frame.actor, candidate.frame.target)
    return {reading.lower_lemma[head] for head in heads if head is not None and reading.upos[head] != "PRON"}
