"""A passage with what was found in it marked under its words: the view of ``segundo show``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.text import Text

from segundo.article import Article, Passage, Pieces, Span
from segundo.cli.columns import deed, not_given, quantity
from segundo.errors import NotFoundError

if TYPE_CHECKING:
    from segundo.ledger import Ledger
    from segundo.ledger.rows import EventRow, FigureRow, ReuseRow, Row, StatementRow

_KINDS = ("statements", "figures", "events", "times")
_STYLES = {"statements": "cyan", "figures": "yellow", "events": "green", "times": "magenta", "actors": "blue"}
_ASKED = "bold"
_SIGN = "▶"
"""Stands in place of the number of the record that is asked for."""
_ABOVE = {"article", "outlet", "published"}
"""Fields of a record that the heading of its article tells."""
# The parts of each kind and how they are drawn; a later part is drawn over an earlier one.
_PARTS = {
    "statements": (("content", "─"), ("source", "="), ("cue", "^")),
    "figures": (("what", "─"), ("number", "#")),
    "events": (("actor", "="), ("target", "~"), ("trigger", "^")),
    "times": (("words", "─"),),
    "actors": (("mentions", "="),),
}
_SIGNS = "= who   ^ cue or deed   ~ to whom   ─ what is said, counted, dated   # number"
_WORD = re.compile(r"\S+\s*")
_REUSES = 5
"""Other articles that an article's page names."""


@dataclass(frozen=True, slots=True)
class Layer:
    """What one record marks: its parts and how each is drawn, the words that explain it, whether it is asked for."""

    parts: tuple[tuple[Pieces, str], ...]
    label: str
    style: str
    asked: bool = False

    def touches(self, span: Span) -> bool:
        """Whether any part lies in the span."""
        return any(start < span.end and end > span.start for pieces, _ in self.parts for start, end in pieces)


def page(book: Ledger, identifier: str, width: int) -> Iterator[Text]:
    """The lines that show a record's passages, or an article's, with all that was found in them.

    Raises:
        NotFoundError: if neither a record nor an article has this id.
    """
    from segundo.ledger import EventRow, FigureRow, Filter, StatementRow
    from segundo.ledger.fixing import kind_of

    row, article = _find(book, identifier)
    wanted = Filter(article=article.id)
    rows = [(kind, found) for kind in _KINDS for found in getattr(book, kind)(wanted)]
    layers = [_layer(kind, found) for kind, found in rows if row is None or found.id != row.id]
    asked = _layer(kind_of(row), row, asked=True) if row else None
    if asked:
        layers.insert(0, asked)
    yield from _heading(article)
    if row:
        yield from _fields(row)
    if row is None:
        yield from map(_reuse, book.reuses(article.id)[:_REUSES])
    elif isinstance(row, StatementRow | FigureRow | EventRow) and row.appearances > 1:
        yield Text(f"{row.appearances} appearances, {row.reports} of them independent", "bright_black")
        yield from map(_appearance, book.appearances(row.id))
    for passage in book.passages(article.id):
        here = row is None or passage.number == row.passage or (asked and asked.touches(passage.span))
        if here:
            yield Text()
            yield from marked(passage, [layer for layer in layers if layer.touches(passage.span)], width)
    if layers:
        yield Text(f"\n{_SIGNS}", "bright_black")


def _find(book: Ledger, identifier: str) -> tuple[Row | None, Article]:
    try:
        row = book.record(identifier)
    except NotFoundError as missing:
        try:
            return None, book.article(identifier)
        except NotFoundError:
            raise missing from None
    return row, book.article(row.article)


def _heading(article: Article) -> Iterator[Text]:
    if article.title:
        yield Text(article.title, "bold")
    published = f"{article.published} ({article.published_basis})" if article.published else "no date"
    yield Text(" · ".join((article.outlet or "no outlet", published, article.id, article.source)), "bright_black")
    if article.notes:
        yield Text(f"notes: {'; '.join(article.notes)}", "bright_black")


def _fields(row: Row) -> Iterator[Text]:
    """A record in full, a line for each field that is known, called as in JSON."""
    told = {
        field.name: value
        for field in fields(row)
        if field.name not in _ABOVE and not field.name.endswith("_spans")
        if (value := getattr(row, field.name)) not in (None, ())
    }
    width = max(map(len, told))
    for name, value in told.items():
        words = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        yield Text.assemble((f"{name:{width}}  ", "bright_black"), (words, _ASKED))


def _reuse(reuse: ReuseRow) -> Text:
    """How much of the article stands in another one, and what the two are to one another."""
    what = f"{reuse.kind} {'of' if reuse.later else 'in'} " if reuse.kind else "shares words with "
    where = ", ".join(map(str, reuse.passages))
    return Text(
        f"{what}{reuse.article} ({reuse.outlet or 'no outlet'}): {reuse.share:.0%} of the text, in paragraphs {where}",
        "bright_black",
    )


def _appearance(row: StatementRow | FigureRow | EventRow) -> Text:
    """Where a record appears, how it is worded there, and to whom it is given."""
    from segundo.ledger import FigureRow, StatementRow

    where = f"{row.outlet or 'no outlet'}, {row.published or 'no date'}"
    if isinstance(row, StatementRow):
        what = f"{row.wording or 'the earliest'}, {row.speaker or 'speaker not known'}"
    else:
        how = quantity(row) if isinstance(row, FigureRow) else row.trigger
        act = row.act if isinstance(row, FigureRow) else None
        what = f"{how}, according to {row.speaker or 'the article'}{not_given(act)}"
    return Text(f"  {row.id}  {where}: {what}", "bright_black")


def _layer(kind: str, row: Any, *, asked: bool = False) -> Layer:
    parts = tuple((getattr(row, f"{name}_spans"), mark) for name, mark in _PARTS[kind])
    review = f"  {row.review}" if row.review else ""
    first = f"  first as {row.first_id}" if row.first_id else ""
    label = f"{row.id}  {_label(kind, row)}  [{row.rule} {row.score:.2f}]{review}{first}"
    return Layer(parts, label, f"{_ASKED} {_STYLES[kind]}" if asked else _STYLES[kind], asked)


def _label(kind: str, row: Any) -> str:
    match kind:
        case "statements":
            behalf = f" for {row.on_behalf_of}" if row.on_behalf_of else ""
            return f"{row.speaker or row.source or 'not known'}{behalf}: {row.act}, {row.form}{_at(row)}"
        case "figures":
            said = f"according to {row.speaker or 'the article'}{not_given(row.act)}"
            return f"{quantity(row)} {row.kind}{_at(row)}, {said}"
        case "events":
            where = f", {row.place}" if row.place else ""
            return f"{row.type} {row.status}: {deed(row)}{where}{_at(row)}, according to {row.speaker or 'the article'}"
        case "actors":
            return f"{row.name}: {row.kind}"
        case _:
            return f"{row.type} {row.value or row.reason}"


def _at(row: Any) -> str:
    return f", {row.time}" if row.time else ""


def marked(passage: Passage, layers: Sequence[Layer], width: int) -> Iterator[Text]:
    """The passage in lines of ``width``, under each a line for every layer that has a part in it, then the labels."""
    gutter = len(str(len(layers)))
    signs = [_SIGN if layer.asked else str(number) for number, layer in enumerate(layers, 1)]
    for line in _lines(passage, width - gutter - 3):
        text = passage.text[line.start - passage.span.start : line.end - passage.span.start]
        yield Text(f"{'':{gutter}} │ {text}")
        for sign, layer in zip(signs, layers, strict=True):
            if layer.touches(line):
                yield Text(f"{sign:>{gutter}} │ {_marks(text, line.start, layer)}", layer.style)
    for sign, layer in zip(signs, layers, strict=True):
        yield Text(f"{sign:>{gutter}}   {layer.label}", layer.style)
    if passage.first != passage.number:
        yield Text(f"{'':{gutter}}   the same as paragraph {passage.first}, and read there", "bright_black")


def _lines(passage: Passage, width: int) -> Iterator[Span]:
    """The passage cut at spaces into spans of its article that fit ``width``; a longer word has a line of its own."""
    start, end, offset = 0, 0, passage.span.start
    for word in _WORD.finditer(passage.text):
        if end > start and cell_len(passage.text[start : word.end()].rstrip()) > width:
            yield Span(offset + start, offset + end)
            start = word.start()
        end = word.start() + len(word[0].rstrip())
    yield Span(offset + start, offset + end)


def _marks(text: str, offset: int, layer: Layer) -> str:
    """A mark under every character that the layer marks; wide characters get wide marks."""
    marks = [" "] * len(text)
    for pieces, mark in layer.parts:
        for start, end in pieces:
            for at in range(max(start - offset, 0), min(end - offset, len(text))):
                marks[at] = mark
    return "".join(mark * cell_len(character) for mark, character in zip(marks, text, strict=True)).rstrip()
