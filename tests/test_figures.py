"""Figures: what counts, its unit, kind, place, time and source; one behaviour each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segundo.article import Span
from segundo.errors import ModelError
from segundo.finders.figures import find_figures
from segundo.finders.quantities import find_quantities
from segundo.languages import table
from segundo.reader import Reader, load_reader
from segundo.reader.reading import Reading
from segundo.records import Figure, Statement, Time
from tests.build import reading
from tests.plain import plain_reading

DEATHS = reading(
    """
    Em em ADP _ 2 case
    Síria Síria PROPN _ 7 obl
    _, , PUNCT _ 2 punct
    mais mais ADV _ 6 advmod
    de de ADP _ 4 fixed
    220 220 NUM _ 8 nummod
    mil mil NUM _ 6 flat
    pessoas pessoa NOUN Number=Plur 9 nsubj
    morreram morrer VERB VerbForm=Fin 0 root
    desde desde ADP _ 11 case
    2011 2011 NUM _ 9 obl
    _. . PUNCT _ 9 punct
    """,
    ((1, 2, "LOC"),),
)


HURT = reading(
    """
    Cerca cerca ADV _ 3 advmod
    de de ADP _ 1 fixed
    30 30 NUM _ 4 nummod
    pessoas pessoa NOUN Number=Plur 6 nsubj
    se se PRON _ 6 expl
    feriram ferir VERB VerbForm=Fin 0 root
    _. . PUNCT _ 6 punct
    """
)


def only(words: Reading, times: tuple[Time, ...] = (), statements: tuple[Statement, ...] = ()) -> Figure:
    (figure,) = find_figures(words, times, statements)
    return figure


def at(words: Reading, phrase: str) -> Span:
    start = words.text.index(phrase)
    return Span(start, start + len(phrase))


def time(words: Reading, phrase: str, value: str) -> Time:
    return Time(at(words, phrase), "DATE", value, "test", 1.0)


def statement(*content: Span) -> Statement:
    return Statement(content, (), (), "indirect", "state", "test", 1.0)


def test_a_figure_has_value_bound_kind_what_place_and_time() -> None:
    when = time(DEATHS, "2011", "2011")
    figure = only(DEATHS, (when,))
    assert (figure.value, figure.bound, figure.kind) == (220_000, "at_least", "killed")
    assert figure.number == (at(DEATHS, "220 mil"),)
    assert figure.what == (at(DEATHS, "pessoas morreram"),)
    assert (figure.place, figure.when) == ("Síria", 0)


def test_according_to_is_the_innermost_statement() -> None:
    whole, part = statement(Span(0, len(DEATHS.text))), statement(at(DEATHS, "mais de 220 mil pessoas"))
    aside = statement(at(DEATHS, "Síria"))
    assert only(DEATHS, (time(DEATHS, "2011", "2011"),), (whole, part, aside)).according_to == 1


def test_what_no_statement_holds_is_the_articles_own() -> None:
    when = time(DEATHS, "2011", "2011")
    assert only(DEATHS, (when,), (statement(at(DEATHS, "Síria")),)).according_to is None


def test_an_elliptic_number_takes_the_kind_of_its_verb() -> None:
    words = reading(
        """
        E e CCONJ _ 5 cc
        11 11 NUM _ 5 nsubj:pass
        milhões milhão NOUN _ 2 flat
        foram ser AUX _ 5 aux:pass
        desalojados desalojar VERB VerbForm=Part 0 root
        """
    )
    figure = only(words)
    assert (figure.value, figure.kind) == (11_000_000, "displaced")
    assert figure.what == (at(words, "foram desalojados"),)


def test_the_one_who_kills_is_not_the_killed() -> None:
    words = reading(
        """
        Dois dois NUM _ 2 nummod
        soldados soldado NOUN Number=Plur 3 nsubj
        mataram matar VERB VerbForm=Fin 0 root
        cães cão NOUN _ 3 obj
        """
    )
    assert only(words).kind == "other"


def test_coordinated_numbers_share_their_kind() -> None:
    words = reading(
        """
        Os o DET Definite=Def 2 det
        corpos corpo NOUN Number=Plur 0 root
        de de ADP _ 5 case
        11 11 NUM _ 5 nummod
        homens homem NOUN Number=Plur 2 nmod
        e e CCONJ _ 8 cc
        4 4 NUM _ 8 nummod
        mulheres mulher NOUN Number=Plur 5 conj
        """
    )
    assert [figure.kind for figure in find_figures(words, (), ())] == ["killed", "killed"]


def test_a_share_is_a_percentage_and_its_whole_a_count() -> None:
    words = reading(
        """
        Dois dois NUM _ 2 nummod
        terços terço NOUN _ 0 root
        de@das de ADP _ 6 case
        as@ o DET Definite=Def 6 det
        12 12 NUM _ 6 nummod
        casas casa NOUN Number=Plur 2 nmod
        """
    )
    share, whole = find_figures(words, (), ())
    assert (share.value, share.unit, share.kind) == (66.67, "%", "percent")
    assert (whole.value, whole.kind) == (12, "other")


def test_both_sides_of_a_vote_are_votes() -> None:
    words = reading(
        """
        Passou passar VERB VerbForm=Fin 0 root
        por por ADP _ 4 case
        40 40 NUM _ 4 nummod
        votos voto NOUN Number=Plur 1 obl
        a a ADP _ 6 case
        25 25 NUM _ 4 nmod
        """
    )
    assert [(figure.value, figure.kind) for figure in find_figures(words, (), ())] == [(40, "votes"), (25, "votes")]


def test_a_unit_is_shared_with_the_number_before() -> None:
    words = reading(
        """
        Subiu subir VERB VerbForm=Fin 0 root
        6,1 6,1 NUM _ 3 nummod
        _% % SYM _ 1 obj
        aqui aqui ADV _ 1 advmod
        e e CCONJ _ 6 cc
        6,5 6,5 NUM _ 3 conj
        em em ADP _ 8 case
        Lima Lima PROPN _ 6 nmod
        """
    )
    assert [figure.unit for figure in find_figures(words, (), ())] == ["%", "%"]


def test_a_coin_worth_a_thousand_is_counted_in_its_currency() -> None:
    words = reading("Custou custar VERB _ 0 root\n28 28 NUM _ 3 nummod\ncontos conto NOUN Number=Plur 1 obj")
    figure = only(words)
    assert (figure.value, figure.unit, figure.kind) == (28_000, "PTE", "money")


def test_a_range_of_money_keeps_both_values() -> None:
    words = reading(
        """
        Custa custar VERB _ 0 root
        de de ADP _ 4 case
        R$ R$ SYM _ 4 nmod
        2 2 NUM _ 1 obl
        a a ADP _ 7 case
        R$ R$ SYM _ 7 nmod
        3 3 NUM _ 4 nmod
        milhões milhão NOUN _ 7 flat
        """
    )
    figure = only(words)
    assert (figure.value, figure.high, figure.unit, figure.bound) == (2e6, 3e6, "BRL", "range")


def test_what_a_time_expression_holds_is_no_figure() -> None:
    words = reading("Choveu chover VERB _ 0 root\n40 40 NUM _ 3 nummod\nnoites noite NOUN Number=Plur 1 obl")
    assert find_figures(words, (time(words, "40 noites", "P40D"),), ()) == ()
    assert len(find_figures(words, (), ())) == 1


def test_an_age_beside_a_name_is_no_figure() -> None:
    words = reading(
        """
        Rui Rui PROPN _ 5 nsubj
        _, , PUNCT _ 3 punct
        62 62 NUM _ 1 nummod
        _, , PUNCT _ 3 punct
        saiu sair VERB _ 0 root
        """,
        ((0, 1, "PER"),),
    )
    assert find_figures(words, (), ()) == ()


def test_people_of_an_undated_sentence_take_the_last_date_of_its_paragraph() -> None:
    words = reading(
        """
        Ardeu arder VERB _ 0 root
        em em ADP _ 3 case
        2011 2011 NUM _ 1 obl
        _. . PUNCT _ 1 punct

        Morreram morrer VERB _ 0 root
        30 30 NUM _ 3 nummod
        pessoas pessoa NOUN Number=Plur 1 nsubj
        _, , PUNCT _ 6 punct
        50 50 NUM _ 6 nummod
        vinhas vinha NOUN Number=Plur 3 conj
        _. . PUNCT _ 1 punct
        ¶
        Morreram morrer VERB _ 0 root
        20 20 NUM _ 3 nummod
        pessoas pessoa NOUN Number=Plur 1 nsubj
        """
    )
    people, vines, later = find_figures(words, (time(words, "2011", "2011"),), ())
    assert (people.when, vines.when, later.when) == (0, None, None)


@given(st.text())
def test_any_text_gives_sorted_figures_inside_it(text: str) -> None:
    check_spans(plain_reading(text))


WORDS = ["mais", "de", "220", "mil", "pessoas", "morreram", "e", "um", "R$", "3", "%", ",", "(", "terços", "a", "\n"]


@given(st.lists(st.sampled_from(WORDS)))
def test_any_row_of_words_gives_sorted_figures_inside_it(words: list[str]) -> None:
    check_spans(plain_reading(" ".join(words)))


def check_spans(words: Reading) -> None:
    figures = find_figures(words, (), ())
    assert list(figures) == sorted(figures, key=lambda figure: figure.number)
    for start, end in (span for figure in figures for span in (*figure.number, *figure.what)):
        assert 0 <= start < end <= len(words.text)
        assert words.text[start:end] == words.text[start:end].strip()


@cache
def reader() -> Reader:
    try:
        return load_reader()
    except ModelError:
        pytest.skip("there is no model yet")


def read(text: str) -> Reading:
    return reader().read([text])[0]


MEASURES = [(row, row.get("code") or row["unit"]) for name in ("currencies", "units") for row in table("pt", name)]


@pytest.mark.parametrize(("row", "unit"), MEASURES, ids=lambda cell: cell["form"] if isinstance(cell, Mapping) else "")
def test_unit_examples(row: Mapping[str, str], unit: str) -> None:
    (quantity,) = find_quantities(read(row["example"]), ())
    assert quantity.unit == unit
    assert row["form"] in row["example"]


@pytest.mark.parametrize("row", table("pt", "figure_kinds"), ids=lambda row: f"{row['kind']}-{row['role']}")
def test_kind_examples(row: Mapping[str, str]) -> None:
    assert only(read(row["example"])).kind == row["kind"]


@pytest.mark.parametrize("row", table("pt", "figure_homes"), ids=lambda row: row["class"])
def test_home_examples(row: Mapping[str, str]) -> None:
    assert only(read(row["example"])).kind == "displaced"


@pytest.mark.parametrize("row", table("pt", "figure_words"), ids=lambda row: f"{row['class']}-{row['forms'][:12]}")
def test_word_examples(row: Mapping[str, str]) -> None:
    assert len(find_figures(read(row["example"]), (), ())) == int(row["figures"])


@pytest.mark.shared
def test_the_founding_example_has_both_figures() -> None:
    path = Path(__file__).parents[2] / "shared" / "seed" / "gold.jsonl"
    if not path.exists():
        pytest.skip("the development data is not beside the repository")
    gold = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    first = gold["text"].split("\n")[:5]
    words = read("\n".join(first))
    times = tuple(Time(Span(*time["span"]), time["type"], time["value"], "gold", 1.0) for time in gold["times"])
    statements = tuple(statement(*(Span(*piece) for piece in said["content"])) for said in gold["statements"])
    found = find_figures(words, times, statements)
    fields = ("value", "high", "bound", "kind", "unit", "place", "when", "according_to")
    assert [{name: getattr(figure, name) for name in fields} for figure in found] == [
        {name: figure[name] for name in fields} for figure in gold["figures"]
    ]
    assert [[list(span) for span in figure.what] for figure in found] == [figure["what"] for figure in gold["figures"]]


def test_what_people_do_to_themselves_is_done_to_them() -> None:
    assert only(HURT).kind == "injured"


LEFT = """
    A a DET _ 2 det
    cheia cheia NOUN _ 3 nsubj
    matou matar VERB Tense=Past|VerbForm=Fin 0 root
    30 30 NUM _ 5 nummod
    pessoas pessoa NOUN Number=Plur 3 obj
    e e CCONJ _ 8 cc
    milhares milhar NOUN Number=Plur 8 nsubj
    {verb} 3 conj
    as o DET _ 10 det
    {object} NOUN Number=Plur 8 obj
"""


def test_those_who_did_something_beside_the_dead_are_not_dead() -> None:
    words = reading(LEFT.format(verb="ouviram ouvir VERB Tense=Past|VerbForm=Fin", object="sirenes sirene"))
    assert [figure.kind for figure in find_figures(words, (), ())] == ["killed", "other"]


def test_those_who_leave_their_homes_are_displaced() -> None:
    words = reading(LEFT.format(verb="deixaram deixar VERB Tense=Past|VerbForm=Fin", object="casas casa"))
    assert [figure.kind for figure in find_figures(words, (), ())] == ["killed", "displaced"]


GONE = """
    {gone}
    deixaram deixar VERB Tense=Past|VerbForm=Fin 0 root
    o o DET _ {object} det
    país país NOUN Number=Sing {verb} obj
"""


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("enfermeiros enfermeiro", "other"),
        ("soldados soldado", "other"),
        ("empresas empresa", "other"),
        ("famílias família", "displaced"),
        ("habitantes habitante", "displaced"),
    ],
)
def test_only_people_at_large_are_displaced_by_leaving_a_country(noun: str, kind: str) -> None:
    gone = f"40 40 NUM _ 2 nummod\n{noun} NOUN Number=Plur 3 nsubj"
    assert only(reading(GONE.format(gone=gone, verb=3, object=5))).kind == kind


def test_a_number_alone_is_of_people_who_leave_their_country() -> None:
    assert only(reading(GONE.format(gone="40 40 NUM _ 2 nsubj", verb=2, object=4))).kind == "displaced"


def test_a_time_may_stand_between_the_verb_and_the_number() -> None:
    words = reading(
        """
        Prendeu prender VERB Tense=Past|VerbForm=Fin 0 root
        até até ADP _ 4 case
        esta este DET _ 4 det
        terça-feira terça-feira NOUN _ 1 obl
        14 14 NUM _ 6 nummod
        homens homem NOUN Number=Plur 4 nmod
        """
    )
    time = Time(words.span(3, 4), "DATE", "2015-09-01", "times/weekday", 0.9)
    assert only(words, (time,)).kind == "detained"
