"""Articles with records made by hand, for tests of the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from segundo.article import Article, Passage, Pieces, Span
from segundo.ledger import Ledger
from segundo.records import Actor, Event, Figure, Records, Statement, Time
from segundo.segment import segment

LEAD = "A ministra Ana Prado afirmou na quarta-feira que a ponte reabre em junho."
FIGURES = "Segundo a Proteção Civil, mais de 200 pessoas foram retiradas de casa depois da cheia."
CLOSING = "O governo da Câmara não comentou. Choveu em Évora."


class Finished(NamedTuple):
    """An article with what was found in it, as :meth:`Ledger.write` takes it."""

    article: Article
    passages: tuple[Passage, ...]
    records: Records


def finished(
    identifier: str = "a1",
    text: str = f"{LEAD}\n\n{FIGURES}\n{CLOSING}",
    *,
    outlet: str | None = "Diário do Rio",
    published: date | None = date(2015, 9, 3),
    speaker: str = "Ana Prado",
) -> Finished:
    """An article with the records that its known sentences hold, the later repeats of a paragraph left out."""
    article = Article(
        identifier,
        text,
        outlet=outlet,
        title=f"Título de {identifier}",
        published=published,
        published_basis="given" if published else "unknown",
        source=f"noticias/{identifier}.txt",
        sha256="0" * 64,
        notes=("mojibake",),
        extra={"seção": "país"},
    )

    def at(words: str, within: str) -> Pieces:
        start = text.index(within) + within.index(words)
        return (Span(start, start + len(words)),)

    times: list[Time] = []
    actors: list[Actor] = []
    statements: list[Statement] = []
    figures: list[Figure] = []
    events: list[Event] = []
    if LEAD in text:
        times += [
            Time(at("quarta-feira", LEAD)[0], "DATE", "2015-09-02", "weekday", 0.9),
            Time(at("junho", LEAD)[0], "DATE", "2016-06", "month", 0.8, "the next one"),
        ]
        mentions = at("A ministra Ana Prado", LEAD) + at("ministra", LEAD)
        actors.append(Actor(speaker, "person", mentions, "entity", 0.9, ("ministra",), "Ministério das Obras", "PT"))
        statements.append(
            Statement(
                content=at("a ponte", LEAD) + at("reabre em junho", LEAD),
                cue=at("afirmou", LEAD),
                source=at("A ministra Ana Prado", LEAD),
                form="indirect",
                act="promise",
                rule="verb",
                score=0.9,
                speaker=speaker,
                actor=0,
                on_behalf_of="Ministério das Obras",
                when=0,
            )
        )
        events.append(
            Event(at("reabre", LEAD), "GOVERN", (), at("a ponte", LEAD), "planned", "verb", 0.5, "Évora", 1, 0)
        )
    if FIGURES in text:
        statements.append(
            Statement(
                content=at("mais de 200 pessoas foram retiradas de casa depois da cheia", FIGURES),
                cue=at("Segundo", FIGURES),
                source=at("a Proteção Civil", FIGURES),
                form="indirect",
                act="state",
                rule="according",
                score=0.7,
                speaker="Proteção Civil",
                said=False,
            )
        )
        figures.append(
            Figure(
                at("200", FIGURES), at("pessoas foram retiradas", FIGURES), 200, None, "at_least", "displaced", None,
                "counted", 0.8, "Évora", 0 if times else None, len(statements) - 1,
            )
        )  # fmt: skip
    passages = segment(text)
    repeats = tuple((passage.number, passage.first) for passage in passages if passage.first != passage.number)
    return Finished(
        article,
        passages,
        Records(tuple(statements), tuple(times), tuple(figures), tuple(events), tuple(actors), repeats),
    )


def titled(item: Finished, title: str) -> Finished:
    """The same with another title."""
    return item._replace(article=replace(item.article, title=title))


def enter(ledger: Ledger, *items: Finished, version: str = "1") -> None:
    """Write articles within one run."""
    run = ledger.start_run(version)
    for item in items:
        ledger.write(*item, version=version, run=run)
