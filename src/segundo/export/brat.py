"""Records as brat standoff (https://brat.nlplab.org/standoff.html): a folder, with two files an article.

A statement, figure or event is a brat event whose trigger is its main part (what was said, the number, the word for
the deed), with the other parts as arguments; a time is a text-bound annotation, an actor one for each mention, tied
together as equivalent. What else is known stands in attributes, the id in a note. Offsets are code points, as brat's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, groupby
from pathlib import Path
from typing import Any, get_args

from segundo.article import Pieces
from segundo.export.named import PARTS, articles_of, pieces
from segundo.ledger import Ledger, Row
from segundo.records import Act, ActorKind, Bound, FigureKind, Form, Status, TimeType

ATTRIBUTES: dict[str, dict[str, tuple[str, ...]]] = {
    "statements": {"act": get_args(Act), "form": get_args(Form)},
    "figures": {"kind": get_args(FigureKind), "bound": get_args(Bound)},
    "events": {"status": get_args(Status)},
    "times": {"type": get_args(TimeType)},
    "actors": {"kind": get_args(ActorKind)},
}
"""For each kind the fields that are attributes, and their values."""

_UNSAFE = re.compile(r"[^\w.-]")


def write_brat(ledger: Ledger, rows: Iterable[tuple[str, Row]], folder: Path) -> int:
    """Write the articles that have rows, and what marks them, into a folder; returns how many articles.

    Rows of one article need not stand together. Files are named by the article's number and id.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "annotation.conf").write_text(configuration(), encoding="utf-8")
    article_of = articles_of(ledger)
    number = 0
    ordered = sorted(rows, key=lambda item: item[1].article)
    for number, (identifier, items) in enumerate(groupby(ordered, key=lambda item: item[1].article), 1):
        text = article_of(identifier).text
        path = folder / f"{number:06}-{_UNSAFE.sub('_', identifier)[:80]}"
        path.with_name(f"{path.name}.txt").write_text(text, encoding="utf-8", newline="\n")
        lines = "".join(f"{line}\n" for line in standoff(text, list(items)))
        path.with_name(f"{path.name}.ann").write_text(lines, encoding="utf-8", newline="\n")
    return number


def standoff(text: str, rows: Sequence[tuple[str, Row]]) -> Iterator[str]:
    """The lines of an article's annotation file."""
    numbers = {letter: count(1) for letter in "TEA#"}

    def new(letter: str) -> str:
        return f"{letter}{next(numbers[letter])}"

    def bound(label: str, spans: Pieces) -> tuple[str, str]:
        places = ";".join(f"{start} {end}" for start, end in spans)
        words = " ".join(text[start:end] for start, end in spans)
        name = new("T")
        return name, f"{name}\t{label} {places}\t{words}"

    for kind, row in rows:
        label, (main, *others) = label_of(kind), PARTS[kind]
        if kind == "actors":
            mentions = [bound(label, (span,)) for span in pieces(row, main)]
            yield from (line for _, line in mentions)
            if len(mentions) > 1:
                yield f"*\tEquiv {' '.join(name for name, _ in mentions)}"
            owner = mentions[0][0]
        else:
            # A statement may be told of without its words ("he agreed"): then the cue stands for it.
            part = next(part for part in (main, *others) if pieces(row, part))
            owner, line = bound(label, pieces(row, part))
            yield line
            if others:
                parts = [(other, bound(other.capitalize(), pieces(row, other))) for other in others
                         if other != part and pieces(row, other)]  # fmt: skip
                yield from (line for _, (_, line) in parts)
                arguments = "".join(f" {other.capitalize()}:{name}" for other, (name, _) in parts)
                trigger, owner = owner, new("E")
                yield f"{owner}\t{label}:{trigger}{arguments}"
        for name in ATTRIBUTES[kind]:
            yield f"{new('A')}\t{label}_{name} {owner} {getattr(row, name)}"
        yield f"{new('#')}\tAnnotatorNotes {owner}\t{note(row)}"


def label_of(kind: str) -> str:
    """What brat calls a kind: ``Statement`` for statements."""
    return kind.removesuffix("s").capitalize()


def note(row: Any) -> str:
    """A record's id, and what no attribute says, in one line."""
    told = ("speaker", "on_behalf_of", "type", "value", "high", "unit", "place", "time", "according_to", "name")
    known = [f"{name}={getattr(row, name)}" for name in told if getattr(row, name, None) is not None]
    return " ".join((f"{row.id};", "; ".join(known))).replace("\n", " ").rstrip("; ")


def configuration() -> str:
    """brat's ``annotation.conf`` for these annotations."""
    events = [kind for kind, parts in PARTS.items() if len(parts) > 1]
    entities = [label_of(kind) for kind in PARTS if kind not in events]
    parts = sorted({part.capitalize() for kind in events for part in PARTS[kind]})
    lines = ["[entities]", *entities, *parts, "", "[relations]", "", "[events]"]
    for kind in events:
        roles = ", ".join(f"{part.capitalize()}?:{part.capitalize()}" for part in PARTS[kind][1:])
        lines.append(f"{label_of(kind)}\t{roles}")
    lines += ["", "[attributes]"]
    for kind, attributes in ATTRIBUTES.items():
        on = "<EVENT>" if kind in events else "<ENTITY>"
        for name, values in attributes.items():
            lines.append(f"{label_of(kind)}_{name}\tArg:{on}, Value:{'|'.join(values)}")
    return "\n".join((*lines, ""))
