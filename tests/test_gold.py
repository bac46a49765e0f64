import json
from datetime import date

from segundo.article import Article, Span
from segundo.export.gold import to_gold
from segundo.records import Actor, Event, Figure, Records, Statement, Time

TEXT = "Ana Lima disse em 2015 que duas pessoas morreram no incêndio."
ARTICLE = Article(id="a", text=TEXT, outlet="Correio da Ria", published=date(2015, 9, 3), published_basis="given")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


RECORDS = Records(
    statements=(
        Statement(
            content=(span("duas pessoas morreram no incêndio"),), cue=(span("disse"),), source=(span("Ana Lima"),),
            form="indirect", act="state", rule="test", score=0.9, speaker="Ana Lima", actor=0, when=0,
        ),
    ),
    times=(Time(span("2015"), "DATE", "2015", "test", 1.0),),
    figures=(
        Figure(
            number=(span("duas"),), what=(span("pessoas morreram"),), value=2.0, high=None, bound="exact",
            kind="killed", unit=None, rule="test", score=1.0, according_to=0,
        ),
    ),
    events=(
        Event(
            trigger=(span("incêndio"),), type="HARM", actor=(), target=(), status="happened", rule="test", score=0.5,
            according_to=0,
        ),
    ),
    actors=(Actor("Ana Lima", "person", (span("Ana Lima"),), "test", 1.0),),
    repeats=((3, 1),),
)  # fmt: skip

# The keys of the annotation guidelines, part 7.
KEYS = {
    "statements": {"content", "cue", "source", "speaker", "on_behalf_of", "form", "act", "when", "said"},
    "times": {"span", "type", "value"},
    "figures": {"number", "what", "value", "high", "bound", "kind", "unit", "place", "when", "according_to"},
    "events": {"trigger", "type", "actor", "target", "place", "when", "status", "according_to"},
}


def test_it_has_every_key_of_the_gold_form() -> None:
    gold = to_gold(ARTICLE, RECORDS)
    assert {"id", "outlet", "published", "title", "text", "repeats", *KEYS} <= set(gold)
    for kind, keys in KEYS.items():
        assert all(keys <= set(record) for record in gold[kind])


def test_spans_become_pairs_and_dates_become_iso() -> None:
    gold = json.loads(json.dumps(to_gold(ARTICLE, RECORDS)))
    assert gold["published"] == "2015-09-03"
    assert gold["repeats"] == [[3, 1]]
    start, end = gold["statements"][0]["source"][0]
    assert TEXT[start:end] == "Ana Lima"
    assert TEXT[slice(*gold["times"][0]["span"])] == "2015"


def test_whole_numbers_have_no_fraction_but_scores_stay_scores() -> None:
    gold = to_gold(ARTICLE, RECORDS)
    assert json.dumps(gold["figures"][0]["value"]) == "2"
    assert json.dumps(gold["times"][0]["score"]) == "1.0"


def test_what_is_not_known_is_null() -> None:
    gold = to_gold(Article(id="b", text="Nada."), Records())
    assert gold["published"] is None
    assert gold["published_basis"] == "unknown"
    assert gold["statements"] == []
