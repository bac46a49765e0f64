"""The errors of a prediction against gold, each in one class, so that the largest class can be mended first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from evaluation.data import Judge
from segundo.export.gold import Gold

Record: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Error:
    """One thing that is wrong: its class (``missed``, ``act``, …), where, what gold has and what was predicted."""

    kind: str
    article: str
    gold: str
    predicted: str


def errors(kind: str, gold: Sequence[Gold], predicted: Mapping[str, Gold], judge: Judge) -> list[Error]:
    """All errors in records of one kind: ``statement``, ``time``, ``figure`` or ``event``."""
    compare = {"statement": _statements, "time": _times, "figure": _figures, "event": _events}[kind]
    return [error for article in gold for error in compare(article, predicted[article["id"]], judge)]


def confusion(found: Sequence[Error], kind: str) -> Counter[tuple[str, str]]:
    """How often gold's value was taken for another, for the classes that compare values (``act``, ``status``, …)."""
    return Counter(
        (error.gold.partition("  ")[0], error.predicted.partition("  ")[0]) for error in found if error.kind == kind
    )


def _show(text: str, pieces: Sequence[Sequence[int]]) -> str:
    return " … ".join(text[start:end] for start, end in pieces)


def _unmatched(
    article: Gold, gold: Sequence[Record], predicted: Sequence[Record], pairs: Sequence[tuple[int, int, float]],
    show: Callable[[Record], str],
) -> Iterator[Error]:  # fmt: skip
    doc, met, right = article["id"], {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    yield from (Error("missed", doc, show(record), "") for i, record in enumerate(gold) if i not in met)
    yield from (Error("spurious", doc, "", show(record)) for j, record in enumerate(predicted) if j not in right)


def _differences(
    article: Gold, gold: Record, predicted: Record, keys: Sequence[str], show: Callable[[Record], str]
) -> Iterator[Error]:
    for key in keys:
        if gold[key] != predicted[key]:
            what = show(gold)
            yield Error(key, article["id"], f"{gold[key]}  {what}", f"{predicted[key]}  {predicted['rule']}")


def _linked(records: Sequence[Record], index: int | None, key: str) -> Any:
    return None if index is None else records[index][key]


def _statements(gold: Gold, predicted: Gold, judge: Judge) -> Iterator[Error]:
    text, ours, theirs = gold["text"], predicted["statements"], gold["statements"]
    letters = [judge.letters(text, s["content"]) for s in theirs], [judge.letters(text, s["content"]) for s in ours]

    def show(record: Record) -> str:
        return f"{record['speaker']} [{_show(text, record['cue'])}] {_show(text, record['content'])}"

    pairs = judge.pair(
        range(len(theirs)), range(len(ours)), lambda i, j: judge.overlap(letters[0][i], letters[1][j]), 0.01
    )
    yield from _unmatched(gold, theirs, ours, pairs, show)
    for i, j, same in pairs:
        g, p = theirs[i], ours[j]
        if same < 0.8:
            yield Error("content boundary", gold["id"], show(g), f"{show(p)}  {p['rule']}")
            continue
        yield from _differences(gold, g, p, ("form", "act", "said"), show)
        source = judge.letters(text, g["source"]), judge.letters(text, p["source"])
        if any(source) and judge.overlap(*source) < 0.5:
            sources = _show(text, g["source"]) or None, _show(text, p["source"]) or None
            yield Error("source", gold["id"], f"{sources[0]}  {show(g)}", f"{sources[1]}  {p['rule']}")
        for key in ("speaker", "on_behalf_of"):
            if (g[key] or p[key]) and not judge.same_name(g[key], p[key]):
                yield Error(key, gold["id"], f"{g[key]}  {show(g)}", f"{p[key]}  {p['rule']}")
        when = _linked(gold["times"], g["when"], "value"), _linked(predicted["times"], p["when"], "value")
        if when[0] != when[1]:
            yield Error("when", gold["id"], f"{when[0]}  {show(g)}", f"{when[1]}  {p['rule']}")


def _times(gold: Gold, predicted: Gold, judge: Judge) -> Iterator[Error]:
    text, theirs, ours = gold["text"], gold["times"], predicted["times"]

    def show(record: Record) -> str:
        start, end = record["span"]
        before = text[max(0, start - 30) : start].replace("\n", " ")
        return f"{before}[{text[start:end]}]{text[end : end + 30]!r} = {record['value']}"

    def same(a: Record, b: Record) -> float:
        return judge.overlap(judge.letters(text, [a["span"]]), judge.letters(text, [b["span"]]))

    pairs = judge.pair(theirs, ours, same, 0.01)
    yield from _unmatched(gold, theirs, ours, pairs, show)
    for i, j, _ in pairs:
        yield from _differences(gold, theirs[i], ours[j], ("value", "type"), show)


def _figures(gold: Gold, predicted: Gold, judge: Judge) -> Iterator[Error]:
    text, theirs, ours = gold["text"], gold["figures"], predicted["figures"]

    def show(record: Record) -> str:
        return f"[{_show(text, record['number'])}] {_show(text, record['what'])}"

    def same(a: Record, b: Record) -> float:
        spans = judge.overlap(judge.letters(text, a["number"]), judge.letters(text, b["number"]))
        return spans * (1.0 if a["value"] == b["value"] else 0.5)

    pairs = judge.pair(theirs, ours, same, 0.01)
    yield from _unmatched(gold, theirs, ours, pairs, show)
    for i, j, _ in pairs:
        g, p = theirs[i], ours[j]
        yield from _differences(gold, g, p, ("value", "high", "bound", "kind", "unit"), show)
        who = (
            _linked(gold["statements"], g["according_to"], "speaker"),
            _linked(predicted["statements"], p["according_to"], "speaker"),
        )
        if any(who) and not judge.same_name(*who):
            yield Error("according to", gold["id"], f"{who[0]}  {show(g)}", f"{who[1]}  {p['rule']}")


def _events(gold: Gold, predicted: Gold, judge: Judge) -> Iterator[Error]:
    text, theirs, ours = gold["text"], gold["events"], predicted["events"]

    def show(record: Record) -> str:
        actor, target = _show(text, record["actor"]), _show(text, record["target"])
        return f"{record['type']}/{record['status']} {actor} [{_show(text, record['trigger'])}] {target}"

    def same(a: Record, b: Record) -> float:
        spans = judge.overlap(judge.letters(text, a["trigger"]), judge.letters(text, b["trigger"]))
        return spans * (1.0 if a["type"] == b["type"] else 0.5)

    pairs = judge.pair(theirs, ours, same, 0.01)
    yield from _unmatched(gold, theirs, ours, pairs, show)
    for i, j, _ in pairs:
        yield from _differences(gold, theirs[i], ours[j], ("type", "status"), show)
