"""A small ledger made by hand, for tests of what reads ledgers: two articles, of which one repeats the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from segundo.article import Article, Failure, Pieces, Span
from segundo.ledger import Counts, open_ledger
from segundo.records import Actor, Event, Figure, Records, Statement, Time
from segundo.segment import segment

TEXT = (
    "O ministro Rui Amaro disse na terça-feira que mais de 200 pessoas fugiram das cheias.\n\n"
    "Uma testemunha nega. “Fugiu toda a gente”, contou ela."
)
FIRST = Article(
    id="ria-1", text=TEXT, outlet="Correio da Ria", title="=Cheias no vale", published=date(2015, 9, 3),
    published_basis="given", source="ria.txt",
)  # fmt: skip
SECOND = replace(FIRST, id="serra-1", outlet="Jornal da Serra", title=None, published=None, published_basis="unknown")


def spans(words: str) -> Pieces:
    """Where some words stand in the text."""
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


RECORDS = Records(
    statements=(
        Statement(
            content=spans("mais de 200 pessoas fugiram das cheias"), cue=spans("disse"),
            source=spans("O ministro Rui Amaro"), form="indirect", act="state", rule="verb", score=0.9,
            speaker="Rui Amaro", actor=0, on_behalf_of="Governo", when=0,
        ),
        Statement(
            content=spans("Fugiu toda a gente"), cue=spans("contou"), source=spans("ela"), form="direct", act="state",
            rule="quotation", score=0.7,
        ),
    ),
    times=(Time(spans("terça-feira")[0], "DATE", "2015-09-01", "weekday", 0.95),),
    figures=(
        Figure(
            number=spans("200"), what=spans("pessoas fugiram"), value=200.0, high=None, bound="at_least",
            kind="displaced", unit=None, rule="counted noun", score=0.8, place="vale", when=0, according_to=0,
        ),
    ),
    events=(
        Event(
            trigger=spans("fugiram"), type="HARM", actor=spans("pessoas"), target=(), status="happened", rule="verb",
            score=0.6, when=0, according_to=0,
        ),
    ),
    actors=(Actor("Rui Amaro", "person", spans("Rui Amaro"), "title", 0.9, ("ministro",), "Governo", "PT"),),
)  # fmt: skip


def make(path: Path) -> Path:
    """A ledger of the two articles and a failure."""
    with open_ledger(path, write=True) as ledger:
        run = ledger.start_run("test")
        for article in (FIRST, SECOND):
            ledger.write(article, segment(article.text), RECORDS, version="test", run=run)
        ledger.add_failure(Failure("broken.txt", "encoding", "its bytes are no text"), run)
        ledger.finish_run(run, Counts(articles=2, known=0, failures=1))
    return path
