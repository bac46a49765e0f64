"""Of whom a short name is another name: what speaks for each bearer of a fuller one, and against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple, TypeAlias

from segundo.identities.cells import ON_TOPIC
from segundo.identities.uses import AREA, KNOWN, NATION, Mark, abroad, clash, shared
from segundo.resolve.keys import Key, Strength, initials, shortens

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

SURE = 10
"""Articles that give both names, from which a bearer is so well known that nothing more is asked for."""

HINT = 0.06
"""Articles so much alike, or one other who is named beside both, back a link for which little else speaks."""

FAR = 0.8
"""An article of another bearer is at most this part as much alike where what articles are about tells who is meant."""

TOPIC_ALONE, TOPIC_BESIDE = 0.15, 2
"""So much alike articles are where that alone tells who is meant; less will do where so many are named beside both."""

FEW = 4
"""Where more may be meant than these, no pairs are listed."""

LONG_ACRONYM = 5
"""An acronym of so many letters is hardly that of two bodies; one of a letter less must be in an article on a like
matter, one of two less in one on the same matter, and of the body's nation."""


class Name(NamedTuple):
    """A name whose bearer is looked for: how far it tells who is meant, and whether it is ``rare``: of two words or
    more, none of which many people bear."""

    key: Key
    power: Strength
    rare: bool = False


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

    ``company`` is how many others are named with full names both beside this one and beside the short name; ``matter``
    how much alike an article of the one and one that uses the short name are at most, ``topic`` the same of those uses
    of the short name alone whose bearer is looked for.
    """

    bearer: Bearer
    called: int
    of: int
    company: int = 0
    matter: float = 0.0
    topic: float = 0.0

    @property
    def backed(self) -> bool:
        """Whether anything else speaks for this one than the name."""
        return self.company > 0 or self.matter >= HINT


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


def choose(of: Name, marks: frozenset[Mark], kin: Sequence[Kin], only: int | None) -> Choice:
    """Of whom among the bearers of fuller names a name is another one; ``only`` is the tree that its stories have."""
    trees: dict[int, list[Kin]] = defaultdict(list)
    for one in kin:
        against = clash(marks, one.bearer.marks, of.power) or abroad(marks, one.bearer.marks)
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
        if choice := judge(of, marks, trees):
            return choice
    return Choice(doubts=_doubts(of, trees))


def _is_of_no_place(marks: frozenset[Mark], bearer: Bearer) -> bool:
    """Whether a body has no place, neither in its name nor known, where that of the short name has one."""
    places = [mark for mark in marks if mark.sort == AREA]
    named = bool(places) and all(set(mark.words.split()) <= set(bearer.key.words) for mark in places)
    return bool(places) and not named and all(mark.sort != AREA for mark in bearer.marks)


def _called(of: Name, marks: frozenset[Mark], trees: Mapping[int, Sequence[Kin]]) -> Choice | None:
    """The one whom nearly all articles that give both names call so."""
    # An acronym of two letters is that of as many as a common name is.
    share, least = CALLED["weak" if of.key.kind == "organisation" and len("".join(of.key.words)) == 2 else of.power]
    counts = sorted(sum(one.called for one in some) for some in trees.values())
    for some in trees.values():
        count, total, enough = sum(one.called for one in some), some[0].of, least
        begins = any(one.called and _begins(one.bearer.key, of.key) for one in some)
        if of.key.kind == "organisation" and begins:
            enough = max(least, SHORTENED) if len(of.key.words) == 1 else least + 1
        elif of.key.kind == "organisation" and len(of.key.words) > 1:
            continue
        elif of.power == "single" and begins:
            enough = max(least, GIVEN)
        if not _speaks_enough(of, some):
            continue
        leads = of.power != "weak" and count == counts[-1] >= LEADS and count >= LEAD * max(counts[:-1], default=0)
        if count >= enough and count >= (LEADING if leads else share) * total:
            best = _best(some)
            return Choice(best.bearer, round(min(0.99, 0.99 * count / total), 3), (("called", f"{count}/{total}"),))
    return None


def _speaks_enough(of: Name, some: Sequence[Kin]) -> bool:
    """Whether so many articles that give both names suffice, or the name is hardly that of two, or the link is backed.

    A given name, which is that of many, is asked for twice as much of each.
    """
    count = sum(one.called for one in some)
    if of.rare or (of.key.kind == "organisation" and len("".join(of.key.words)) >= LONG_ACRONYM):
        return True
    if of.power == "single" and any(one.called and _begins(one.bearer.key, of.key) for one in some):
        return count >= 2 * SURE or any(one.matter >= ON_TOPIC or one.company >= TOPIC_BESIDE for one in some)
    return count >= SURE or any(one.backed for one in some)


def _begins(full: Key, short: Key) -> bool:
    return full.words[: len(short.words)] == short.words


def _alone(of: Name, marks: frozenset[Mark], trees: Mapping[int, Sequence[Kin]]) -> Choice | None:
    """The only one whose fuller name begins with the same word, or ends with the only word, or has the initials."""
    if of.power not in ("full", "single"):
        return None
    if of.key.kind == "person" and of.power == "full":
        alike = [some for some in trees.values() if any(one.bearer.key.words[0] == of.key.words[0] for one in some)]
        if len(alike) > 1:  # only words in the middle are left out, those that tell are not
            alike = [some for some in alike if any(one.bearer.key.words[-1] == of.key.words[-1] for one in some)]
        if len(alike) != 1 or not (of.rare or any(one.backed for one in alike[0])):
            return None
        return Choice(_best(alike[0]).bearer, SHORTER, (("shorter", ""),))
    if len(trees) > 1:
        return None
    ((_, some),) = trees.items()
    best = _best(some)
    if initials(best.bearer.key) == of.key.words[0] and _suffices(of.key.words[0], marks, best):
        return Choice(best.bearer, INITIALS, (("initials", ""),))
    known = (best.called and best.backed) or best.company >= COMPANY
    if of.power == "single" and of.key.words[0] == best.bearer.key.words[-1] and known:
        why: Reason = ("called", f"{best.called}/{best.of}") if best.called else ("company", str(best.company))
        return Choice(best.bearer, ONLY, (("only", ""), why))
    return None


def _suffices(acronym: str, marks: frozenset[Mark], one: Kin) -> bool:
    """Whether an acronym that fits a body's name is hardly another's."""
    if len(acronym) >= LONG_ACRONYM:
        return True
    if len(acronym) == LONG_ACRONYM - 1:
        return one.matter >= HINT
    nations = {mark for mark in marks if mark.sort == NATION}
    return len(acronym) == LONG_ACRONYM - 2 and one.matter >= ON_TOPIC and bool(nations & one.bearer.marks)


def _alike(of: Name, marks: frozenset[Mark], trees: Mapping[int, Sequence[Kin]]) -> Choice | None:
    """The only one who has an office or a body in common with the name's bearer."""
    found = {tree: both for tree, some in trees.items() if (both := _shared(marks, some))}
    if len(found) != 1 or of.power == "weak" or of.key.kind != "person":
        return None
    ((tree, both),) = found.items()
    some = trees[tree]
    if all(mark.sort == KNOWN for mark in both):  # very many are of one field
        least = ON_TOPIC if of.power in ("fair", "common") else HINT
        if not any(one.matter >= least or (least == HINT and one.backed) for one in some):
            return None
    best = _best(some)
    return Choice(best.bearer, SHARED, (("shorter", ""), ("shared", "; ".join(sorted({mark.words for mark in both})))))


def _on_topic(of: Name, marks: frozenset[Mark], trees: Mapping[int, Sequence[Kin]]) -> Choice | None:
    """The one in whose articles the matter is the same, where it is in no other's."""
    if of.power != "single" or of.key.kind != "person":
        return None
    topics = sorted(((max(one.topic for one in some), tree) for tree, some in trees.items()), reverse=True)
    (top, tree), *others = topics
    company = max(one.company for one in trees[tree])
    near = top >= TOPIC_ALONE or (top >= ON_TOPIC and company >= TOPIC_BESIDE)
    if not near or any(topic > FAR * top for topic, _ in others):
        return None
    best = _best(trees[tree])
    ends = of.key.words[0] in (best.bearer.key.words[0], best.bearer.key.words[-1])
    return Choice(best.bearer, TOPIC, (("topic", str(round(100 * top))),)) if ends else None


def _doubts(of: Name, trees: Mapping[int, Sequence[Kin]]) -> tuple[Doubt, ...]:
    """Those who may be the same, where they are few."""
    if len(trees) > FEW or of.power == "weak":
        return ()
    out = []
    for some in trees.values():
        best = _best(some)
        reasons: list[Reason] = [("shorter" if shortens(of.key, best.bearer.key) else "initials", "")]
        if len(trees) > 1:
            reasons.append(("others", str(len(trees) - 1)))
        if of.power == "common":
            reasons.append(("common", ""))
        out.append(Doubt(best.bearer, round(UNSURE / len(trees), 3), tuple(reasons)))
    return tuple(sorted(out, key=lambda doubt: (doubt.bearer.key, doubt.bearer.first)))


def _best(kin: Iterable[Kin]) -> Kin:
    """Of the names of one, that of most articles which give both, then of most articles, then the first by words."""
    return min(kin, key=lambda one: (-one.called, -one.company, -one.bearer.articles, one.bearer.key, one.bearer.first))


def _shared(marks: frozenset[Mark], kin: Iterable[Kin]) -> set[Mark]:
    return {mark for one in kin for mark in shared(marks, one.bearer.marks)}

