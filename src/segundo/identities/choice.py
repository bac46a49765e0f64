"""Of whom a short name is another name: what speaks for each bearer of a fuller one, and against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple, TypeAlias

from segundo.identities.cells import ON_TOPIC
from segundo.identities.keys import Key, Strength, initials, shortens
from segundo.identities.uses import AREA, NATION, Mark, abroad, clash, shared

Reason: TypeAlias = tuple[str, str]
"""What speaks for or against one bearer: a code, and the words or counts that it rests on.

For: ``same`` (the same name), ``shorter`` (a shorter form of that name), ``only`` (nobody else's name has the word),
``story`` (nobody else is called so in its story), ``called`` (of so many articles that call somebody by both names, so
many call that one so), ``initials``, ``company`` (so many others are named beside both), ``topic``
(so much alike, in percent, are an article of the one and one of the other), ``shared`` (an office, a body or a field in
common). Against: ``clash`` (countries or fields), ``others`` (so many more may be meant), ``common`` (many people bear
the name), ``nothing`` (nothing in common is known).
"""

STORY, ONLY, SHORTER, SHARED, INITIALS, TOPIC = 0.95, 0.85, 0.9, 0.93, 0.8, 0.85
"""How sure a link is that rests on this alone."""

UNSURE, CLASHING = 0.5, 0.2
"""How sure it is that two are one where little speaks for it, and where something speaks against it."""

CALLED: Mapping[Strength, tuple[float, int]] = {
    "full": (0.8, 1), "fair": (0.8, 2), "single": (0.8, 2), "common": (0.8, 2), "many": (0.8, 2),
    "weak": (0.95, 8),
}  # fmt: skip
"""From which share of the articles that call somebody by both names, and from how many of them, a link is made."""

LEADING, LEAD, LEADS = 0.6, 10, 20
"""A link is also made from this share where so many articles speak for it, and so many times as many as for any other:
the rest are hardly more than names that were read wrongly."""

SHORTENED = 3
"""Articles that give both the name of a body and its beginning, from which a link is made: many may begin so."""

GIVEN = 3
"""The same for one word with which a person's name begins: a given name is that of many."""

COMPANY = 3
"""So many others must be named beside both where nothing else speaks for a link than that nobody else has the word."""

FAR = 0.8
"""An article of another bearer is at most this part as much alike where what articles are about tells who is meant."""

FEW = 4
"""Where more may be meant than these, no pairs are listed."""

LONG_ACRONYM = 4
"""An acronym of so many letters is hardly that of two bodies; nor is one of a letter less of one nation."""


class Bearer(NamedTuple):
    """Who bears a fuller name: the node, the tree that it is in, the name, and what is said of the bearer."""

    node: int
    tree: int
    key: Key
    first: str
    articles: int
    marks: frozenset[Mark]


class Kin(NamedTuple):
    """A bearer of a fuller name; how many articles call that one by the short name too, and how many anybody.

    ``company`` is how many others are named with full names both beside this one and beside the short name; ``topic``
    how much alike an article of the one and one of the other are at most.
    """

    bearer: Bearer
    called: int
    of: int
    company: int = 0
    topic: float = 0.0


class Doubt(NamedTuple):
    """A bearer who may be the same."""

    bearer: Bearer
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The bearer of a fuller name who bears this one too, how sure that is and why; and who may be the same."""

    parent: Bearer | None = None
    score: float | None = None
    reasons: tuple[Reason, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())


def homonyms(power: Strength, told: Sequence[frozenset[Mark]]) -> list[tuple[int, int, float, tuple[Reason, ...]]]:
    """The pairs of bearers of one name that may be one after all, by their places in ``told``, what is said of each.

    None where there are many.
    """
    if not 1 < len(told) <= FEW or power not in ("full", "fair", "common"):
        return []
    out: list[tuple[int, int, float, tuple[Reason, ...]]] = []
    for one, other in combinations(range(len(told)), 2):
        against = clash(told[one], told[other], power)
        why: Reason = ("clash", "; ".join(mark.words for mark in against)) if against else ("nothing", "")
        out.append((one, other, CLASHING if against else UNSURE, (("same", ""), why)))
    return out


def choose(of: Key, power: Strength, marks: frozenset[Mark], kin: Sequence[Kin], only: int | None) -> Choice:
    """Of whom among the bearers of fuller names a name is another one; ``only`` is the tree that its stories have."""
    trees: dict[int, list[Kin]] = defaultdict(list)
    for one in kin:
        against = clash(marks, one.bearer.marks, power) or abroad(marks, one.bearer.marks)
        if one.bearer.tree == only or not (against or _is_of_no_place(marks, one.bearer)):
            trees[one.bearer.tree].append(one)
    if only is not None:
        if only in trees:
            best = _best(trees[only])
            return Choice(best.bearer, STORY, (("story", ""),))
        return Choice()
    if not trees:
        return Choice()
    for judge in (_called, _alone, _alike, _on_topic):
        if choice := judge(of, power, marks, trees):
            return choice
    return Choice(doubts=_doubts(of, power, trees))


def _is_of_no_place(marks: frozenset[Mark], bearer: Bearer) -> bool:
    """Whether a body has no place, neither in its name nor known, where that of the short name has one."""
    places = [mark for mark in marks if mark.sort == AREA]
    named = bool(places) and all(set(mark.words.split()) <= set(bearer.key.words) for mark in places)
    return bool(places) and not named and all(mark.sort != AREA for mark in bearer.marks)


def _called(
    of: Key, power: Strength, marks: frozenset[Mark], trees: Mapping[int, Sequence[Kin]]
) -> Choice | None:
    """The one whom nearly all articles that give both names call so."""
    # An acronym of two letters is that of as many as a common name is.
    share, least = CALLED["weak" if of.kind == "organisation" and len("".join(of.words)) == 2 else power]
    counts = sorted(sum(one.called for one in some) for some in trees.values())
    for some in trees.values():
        count, total, enough = sum(one.called for one in some), some[0].of, least
        begins = any(one.called and _begins(one.bearer.key, of) for one in some)
        if of.kind == "organisation" and begins:
            enough = max(least, SHORTENED) if len(of.words) == 1 else least + 1
        elif of.kind == "organisation" and len(of.words) > 1:
            continue
        elif power == "single" and begins:
            enough = max(least, GIVEN)
        leads = power != "weak" and count == counts[-1] >= LEADS and count >= LEAD * max(counts[:-1], default=0)
        if count >= enough and count >= (LEADING if leads else share) * total:
            best = _best(some)
            return Choice(best.bearer, round(min(0.99, 0.99 * count / total), 3), (("called", f"{count}/{total}"),))
    return None


def _begins(full: Key, short: Key) -> bool:
    return full.words[: len(short.words)] == short.words


def _alone(of: Key, power: Strength, marks: frozenset[Mark], trees: Mapping[int, Sequence[Kin]]) -> Choice | None:
    """The only one whose fuller name begins with the same word, or ends with the only word, or has the initials."""
    if power not in ("full", "single"):
        return None
    if of.kind == "person" and power == "full":
        alike = [some for some in trees.values() if any(one.bearer.key.words[0] == of.words[0] for one in some)]
        if len(alike) > 1:  # only words in the middle are left out, those that tell are not
            alike = [some for some in alike if any(one.bearer.key.words[-1] == of.words[-1] for one in some)]
        return Choice(_best(alike[0]).bearer, SHORTER, (("shorter", ""),)) if len(alike) == 1 else None
    if len(trees) > 1:
        return None
    ((_, some),) = trees.items()
    best = _best(some)
    told = {mark for mark in marks if mark.sort == NATION}
    long = len(of.words[0]) >= LONG_ACRONYM or (len(of.words[0]) == LONG_ACRONYM - 1 and told & best.bearer.marks)
    if long and initials(best.bearer.key) == of.words[0]:
        return Choice(best.bearer, INITIALS, (("initials", ""),))
    if power == "single" and of.words[0] == best.bearer.key.words[-1] and (best.called or best.company >= COMPANY):
        why: Reason = ("called", f"{best.called}/{best.of}") if best.called else ("company", str(best.company))
        return Choice(best.bearer, ONLY, (("only", ""), why))
    return None


def _alike(of: Key, power: Strength, marks: frozenset[Mark], trees: Mapping[int, Sequence[Kin]]) -> Choice | None:
    """The only one who has an office or a body in common with the name's bearer."""
    found = {tree: both for tree, some in trees.items() if (both := _shared(marks, some))}
    if len(found) != 1 or power == "weak" or of.kind != "person":
        return None
    ((tree, both),) = found.items()
    best = _best(trees[tree])
    return Choice(best.bearer, SHARED, (("shorter", ""), ("shared", "; ".join(both))))


def _on_topic(of: Key, power: Strength, marks: frozenset[Mark], trees: Mapping[int, Sequence[Kin]]) -> Choice | None:
    """The one in whose articles the matter is the same, where it is in no other's."""
    if power != "single" or of.kind != "person":
        return None
    topics = sorted(((max(one.topic for one in some), tree) for tree, some in trees.items()), reverse=True)
    (top, tree), *others = topics
    if top < ON_TOPIC or any(topic > FAR * top for topic, _ in others):
        return None
    best = _best(trees[tree])
    ends = of.words[0] in (best.bearer.key.words[0], best.bearer.key.words[-1])
    return Choice(best.bearer, TOPIC, (("topic", str(round(100 * top))),)) if ends else None


def _doubts(of: Key, power: Strength, trees: Mapping[int, Sequence[Kin]]) -> tuple[Doubt, ...]:
    """Those who may be the same, where they are few."""
    if len(trees) > FEW or power == "weak":
        return ()
    out = []
    for some in trees.values():
        best = _best(some)
        reasons: list[Reason] = [("shorter" if shortens(of, best.bearer.key) else "initials", "")]
        if len(trees) > 1:
            reasons.append(("others", str(len(trees) - 1)))
        if power == "common":
            reasons.append(("common", ""))
        out.append(Doubt(best.bearer, round(UNSURE / len(trees), 3), tuple(reasons)))
    return tuple(sorted(out, key=lambda doubt: (doubt.bearer.key, doubt.bearer.first)))


def _best(kin: Iterable[Kin]) -> Kin:
    """Of the names of one, that of most articles which give both, then of most articles, then the first by words."""
    return min(kin, key=lambda one: (-one.called, -one.company, -one.bearer.articles, one.bearer.key, one.bearer.first))


def _shared(marks: frozenset[Mark], kin: Iterable[Kin]) -> list[str]:
    found = {mark.words for one in kin for mark in shared(marks, one.bearer.marks)}
    return sorted(found)

