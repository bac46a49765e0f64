"""Which drafts are statements: what the rules and the model say of a cue, weighed against each other.

For each cue there may be a draft of a rule, a draft of the model, or both; where both, a statement may have the
content of one and the source of the other. A log-linear model over named features gives the chance that such a
candidate is right (content and source), which is the statement's score; the likeliest candidate of each cue is taken,
if it is likely enough. Where neither the cue nor the words tell the act, a second one does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from segundo.article import Pieces
from segundo.finders.loglinear import UNSEEN, Features, log_chance, log_odds
from segundo.finders.statements import reported, transcripts
from segundo.finders.statements.acts import act_of, undoes
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.lexicon import verb_of
from segundo.finders.statements.page import Page
from segundo.finders.statements.seen import draft_of
from segundo.finders.statements.weights import Weights
from segundo.reader.reading import Saying
from segundo.records import ACTS, Act

_SAME = 0.5
"""A rule and the model mean the same statement when their contents overlap so much."""
_ALIKE = 0.8
"""So much overlap is agreement on a content."""
TWICE = 0.8
"""Two statements whose contents overlap so much are one."""

_SHARES = {transcripts.RULE: transcripts.SHARE, reported.PASSIVE: reported.PASSIVE_SHARE}


@dataclass(frozen=True, slots=True)
class Cue:
    """What was found at one cue: the draft of a rule, the draft of the model with its saying, or both."""

    ruled: Draft | None
    seen: Draft | None
    saying: Saying | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft that may be a statement, with its features."""

    draft: Draft
    features: Features


def find_cues(page: Page, drafts: Sequence[Draft]) -> list[Cue]:
    """The drafts of the rules, each with the model's draft of the same statement, then the model's own."""
    seen = [(saying, draft) for saying in page.reading.sayings if (draft := draft_of(page, saying)) is not None]
    free = set(range(len(seen)))
    out = []
    for ruled in drafts:
        likeness, _, place = max(
            ((_likeness(page, ruled, *seen[place]), seen[place][0].score, place) for place in free),
            default=(0.0, 0.0, -1),
        )
        if likeness < _SAME:
            out.append(Cue(ruled, None, None))
        else:
            # the model may see an anchor in each word of a cue ("de acordo com"); they are one
            free -= {place, *(other for other in free if _is_cue_of(ruled, seen[other][0]))}
            out.append(Cue(ruled, seen[place][1], seen[place][0]))
    return out + [Cue(None, seen[place][1], seen[place][0]) for place in sorted(free)]


def choose(page: Page, drafts: Sequence[Draft], weights: Weights) -> list[tuple[Draft, float]]:
    """The statements among the drafts and the model's sayings, with acts, and how likely each is right."""
    chosen = []
    for cue in find_cues(page, drafts):
        chance, candidate = _likeliest(page, cue, weights)
        if chance >= weights.threshold:
            act = act_of(page, candidate.draft)
            if act == candidate.draft.act == "state":
                # what a cue or a construction tells is told; where nothing does, the model may know
                seen = cast(Act, weights.act(act_features(candidate.draft, act, cue.saying)))
                act = "state" if seen == "deny" and undoes(page, candidate.draft) else seen
            chosen.append((replace(candidate.draft, act=act), chance))
    return without_doubles(page, chosen)


def _likeliest(page: Page, cue: Cue, weights: Weights) -> tuple[float, Candidate]:
    """The candidate of a cue that is likeliest right, and how likely it is; a turn of a transcript is as it stands."""
    if cue.ruled is not None and cue.ruled.rule in _SHARES:
        return _SHARES[cue.ruled.rule], next(candidates(page, cue))
    found = ((weights.chance(candidate.features), candidate) for candidate in candidates(page, cue))
    return max(found, key=lambda pair: pair[0])


def candidates(page: Page, cue: Cue) -> Iterator[Candidate]:
    """The statements that a cue may make."""
    ruled, seen = cue.ruled, cue.seen
    both = overlap(ruled.content, seen.content) if ruled and seen else 0.0
    if ruled is not None:
        yield _candidate(page, cue, ruled, "rule", "rule", both)
    if seen is None:
        return
    if ruled is None:
        yield _candidate(page, cue, seen, "model", "model", both)
        return
    # who is named within the words themselves does not utter them
    apart = not any(word in page.reading.words(piece) for piece in ruled.content for word in seen.source)
    sources = (("model", seen.source),) if ruled.source != seen.source and apart else ()
    for source, words in sources:
        yield _candidate(page, cue, replace(ruled, source=words), "rule", source, both)
    # where the two agree but for an edge, the rule's edges are the tree's and the marks', hence the better ones
    if both < _ALIKE:
        for source, words in (("rule", ruled.source), *sources):
            yield _candidate(page, cue, replace(ruled, content=seen.content, source=words), "model", source, both)


def _candidate(page: Page, cue: Cue, draft: Draft, content: str, source: str, both: float) -> Candidate:
    reading, saying = page.reading, cue.saying
    kind = draft.rule.partition("-")[0]
    out = {"bias": 1.0, f"rule={draft.rule}": 1.0, f"content={content}": 1.0, f"source={source}": 1.0}
    out["seen"] = UNSEEN if saying is None else log_odds(saying.score)
    out["seen content"] = UNSEEN if saying is None else log_odds(saying.content_score)
    out["seen source"] = UNSEEN if saying is None else log_odds(saying.source_score)
    if cue.ruled is not None and cue.seen is not None:
        out["both"] = 1.0
        out["overlap"] = both
        alike = "same" if both > 0.99 else "alike" if both >= _ALIKE else "other"
        out[f"content {alike}&{content}"] = 1.0
        out[f"content {alike}&{content}&{kind}"] = 1.0
        out[f"sources {_compare(cue.ruled.source, cue.seen.source)}&{source}"] = 1.0
    else:
        out[f"only={content}"] = 1.0
        out[f"only={content}&{kind}"] = 1.0
    out[f"source is {_kind_of_source(page, draft.source)}"] = 1.0
    words = sum(len(reading.words(piece)) for piece in draft.content)
    out[f"length={min(words, 40) // 4 if words < 12 else 3 + min(words, 40) // 20}"] = 1.0
    if len(draft.content) > 1:
        out["pieces"] = 1.0
    quoted = page.quoted[reading.words(draft.content[0])[0]] >= 0
    out[f"quoted={quoted}&cue={bool(draft.cue)}"] = 1.0
    if draft.verb is not None:
        known = reading.upos[draft.verb] == "VERB" and verb_of(reading, draft.verb, page.language) is not None
        out[f"known={known}&{reading.upos[draft.verb]}"] = 1.0
    if not draft.said:
        out["unsaid"] = 1.0
    return Candidate(draft, out)


def act_features(draft: Draft, ruled: Act, saying: Saying | None) -> Features:
    """What tells the act: the cue, what the rules say (``ruled``), the model's chances."""
    out = {"bias": 1.0, f"ruled={ruled}": 1.0, f"cue={draft.act}": 1.0}
    if saying is None:
        out["unseen"] = 1.0
    else:
        for act, chance in zip(ACTS, saying.acts, strict=True):
            out[f"chance={act}"] = log_chance(chance)
    return out


def overlap(one: Pieces, other: Pieces) -> float:
    """F1 of two contents, by characters."""
    shared = 0
    for start, end in one:
        for begin, stop in other:
            if start < stop and begin < end:
                shared += min(end, stop) - max(start, begin)
    return 2 * shared / sum(end - start for start, end in (*one, *other)) if shared else 0.0


def _likeness(page: Page, ruled: Draft, saying: Saying, seen: Draft) -> float:
    """How much a rule's draft and the model's are of one statement: the cue counts most."""
    return _is_cue_of(ruled, saying) + overlap(ruled.content, seen.content)


def _is_cue_of(ruled: Draft, saying: Saying) -> bool:
    """Whether a saying hangs from a word of a draft's cue."""
    return not saying.bare and (saying.word in ruled.cue or saying.word == ruled.verb)


def _compare(ruled: tuple[int, ...], seen: tuple[int, ...]) -> str:
    if not ruled or not seen:
        return "none" if ruled == seen else "ruled only" if ruled else "seen only"
    shared = len(set(ruled) & set(seen))
    return "same" if 2 * shared >= 0.5 * (len(ruled) + len(seen)) else "other"


def _kind_of_source(page: Page, source: tuple[int, ...]) -> str:
    if not source:
        return "none"
    if len(source) == 1 and page.reading.upos[source[0]] == "PRON":
        return "pronoun"
    return "name" if any(page.reading.entity[word] >= 0 for word in source) else "noun"


def without_doubles(page: Page, found: list[tuple[Draft, float]]) -> list[tuple[Draft, float]]:
    """The statements, of those with nearly the same content only the likeliest, unless one is made within the other."""
    out: list[tuple[Draft, float]] = []
    for draft, chance in sorted(found, key=lambda pair: -pair[1]):
        alike = (other for other, _ in out if overlap(draft.content, other.content) >= TWICE)
        if all(_is_within(page, draft, other) or _is_within(page, other, draft) for other in alike):
            out.append((draft, chance))
    return out


def _is_within(page: Page, inner: Draft, outer: Draft) -> bool:
    """Whether a statement is made by somebody named in the words of another: "according to A, B said that …"."""
    words = {word for piece in outer.content for word in page.reading.words(piece)}
    return bool(inner.cue and inner.source) and words.issuperset(inner.cue)
