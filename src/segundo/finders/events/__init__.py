"""Events: what was done by or to people, organisations or states, one trigger word each.

A word is a candidate when a sense of the lexicon fits it and its participants (:mod:`.triggers`). Of the candidates the
main mentions are selected (:mod:`.features`), each told its status (:mod:`.status`) and its place, time and source.
Types are the roots of PLOVER (Halterman et al. 2023), with GOVERN, JUSTICE and HARM.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import cast

from segundo.finders.events.arguments import find_place, find_time, participants, phrase, time_words
from segundo.finders.events.features import Article, features
from segundo.finders.events.frames import roles
from segundo.finders.events.status import OUTSIDE, at_its_time, cues, is_going_on
from segundo.finders.events.triggers import Candidate, find_candidates
from segundo.finders.events.weights import Weights, load_weights
from segundo.finders.loglinear import probability
from segundo.reader.reading import Reading
from segundo.records import Event, Statement, Status, Time
from segundo.resolve.timex.calendar import side

__all__ = ["find_events"]


def find_events(
    reading: Reading,
    times: Sequence[Time],
    statements: Sequence[Statement],
    published: date | None = None,
    language: str = "pt",
) -> tuple[Event, ...]:
    """The events of an article that was ``published`` on a day, in the order of the text.

    ``times`` and ``statements`` are those of the article; the events refer to them by their place in these sequences.
    """
    weights = load_weights(language)
    candidates = find_candidates(reading, language)
    if not candidates:
        return ()
    holders = innermost(reading, statements)
    acts = [OUTSIDE if holder is None else statements[holder].act for holder in holders]
    dated = time_words(reading, times)
    vague = frozenset(index for index, time in enumerate(times) if (time.value or "").endswith("_REF"))
    deeds = {candidate.word for candidate in candidates if reading.upos[candidate.word] == "NOUN"}
    cued = [{word for piece in statement.cue for word in reading.words(piece)} for statement in statements]
    timed = frozenset(reading.sentence[word] for word in dated)
    article = Article(reading, candidates, timed, acts, language)
    scores = weights.log_odds(candidates, [features(article, candidate) for candidate in candidates])
    events = []
    for candidate, log_odds in select(candidates, scores, weights):
        word = candidate.word
        holder = holders[word]
        actor, target = participants(reading, candidate, dated, roles(language))
        going_on = is_going_on(reading, word)
        told = cues(reading, candidate, holders, acts[word], word < article.headline, language)
        apart = deeds - {word} | (set() if holder is None else cued[holder])
        when = find_time(reading, word, dated, vague, apart)
        status = "ongoing" if going_on else weights.best_status(told)
        if candidate.frame.nominal and when is not None and published is not None:
            status = at_its_time(status, side(times[when].value or "", published))
        events.append(
            Event(
                trigger=(reading.span(word, word + 1),),
                type=candidate.sense.type,
                actor=phrase(reading, actor, target, dated),
                target=phrase(reading, target, None, dated),
                status=cast(Status, status),
                rule=f"{candidate.sense.family}:{candidate.lemma}",
                score=round(probability(log_odds), 3),
                place=find_place(reading, word, roles(language)["place"]),
                when=when,
                according_to=holder,
            )
        )
    return tuple(events)


def innermost(reading: Reading, statements: Sequence[Statement]) -> list[int | None]:
    """For each word the index of the smallest statement whose content holds it."""
    out: list[int | None] = [None] * len(reading)
    sizes = [sum(piece.end - piece.start for piece in statement.content) for statement in statements]
    for index in sorted(range(len(statements)), key=lambda index: -sizes[index]):
        for piece in statements[index].content:
            for word in reading.words(piece):
                out[word] = index
    return out


def select(candidates: Sequence[Candidate], scores: Sequence[float], weights: Weights) -> list[tuple[Candidate, float]]:
    """The candidates that are main mentions with their log-odds, in the order of the text."""
    taken: Counter[str] = Counter()
    words: set[int] = set()
    chosen = []
    for index in sorted(range(len(candidates)), key=lambda index: (-scores[index], index)):
        family = candidates[index].sense.family
        score = scores[index] - weights.repeated * taken[family]
        if probability(score) >= weights.threshold and candidates[index].word not in words:
            words.add(candidates[index].word)
            taken[family] += 1
            chosen.append((index, score))
    return [(candidates[index], score) for index, score in sorted(chosen)]
