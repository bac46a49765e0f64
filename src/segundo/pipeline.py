"""From an article to its records: the whole way of the data, without a ledger."""

from __future__ import annotations

from collections.abc import Sequence

from segundo.article import Article, Passage
from segundo.finders.actors import find_actors
from segundo.finders.events import find_events
from segundo.finders.figures import find_figures
from segundo.finders.statements import find_statements
from segundo.finders.times import find_times
from segundo.reader import Reader, join
from segundo.reader.reading import Reading
from segundo.records import Records
from segundo.resolve.speakers import resolve_speakers
from segundo.segment import segment

LANGUAGE = "pt"


def extract(article: Article, reader: Reader) -> Records:
    """Read an article and return all its records; a paragraph that stands twice is read once."""
    passages = segment(article.text)
    distinct = [passage for passage in passages if passage.first == passage.number]
    readings = reader.read([passage.text for passage in distinct])
    return find(article, passages, join(article.text, distinct, readings))


def find(article: Article, passages: Sequence[Passage], reading: Reading, language: str = LANGUAGE) -> Records:
    """Run all finders over the reading of an article's distinct passages: a pure function of its arguments."""
    times = find_times(reading, article.published, language)
    actors = find_actors(reading, language)
    statements = resolve_speakers(reading, find_statements(reading, times, language), actors, language)
    return Records(
        statements=statements,
        times=times,
        figures=find_figures(reading, times, statements, language),
        events=find_events(reading, times, statements, article.published, language),
        actors=actors,
        repeats=tuple((passage.number, passage.first) for passage in passages if passage.first != passage.number),
    )
