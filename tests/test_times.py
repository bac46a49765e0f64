"""What time expressions are worth: tense, cues, anchors, articles without a date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from segundo.finders.times import find_times
from segundo.reader.reading import Reading
from segundo.records import Time
from segundo.resolve.tense import Clause, Tense
from segundo.resolve.timex.context import Context
from segundo.resolve.timex.lengths import after
from segundo.resolve.timex.periods import relative
from tests.build import reading
from tests.plain import plain_reading

THURSDAY = date(2015, 9, 3)

PAST = "afirmou afirmar VERB Mood=Ind|Tense=Past|VerbForm=Fin"
PRESENT = "começa começar VERB Mood=Ind|Tense=Pres|VerbForm=Fin"


def found(text: str, published: date | None = THURSDAY) -> list[tuple[str, str | None]]:
    return [(text[slice(*time.span)], time.value) for time in find_times(plain_reading(text), published)]


def values(text: str, published: date | None = THURSDAY) -> list[str | None]:
    return [value for _, value in found(text, published)]


def only(read: Reading, published: date | None = THURSDAY) -> Time:
    (time,) = find_times(read, published)
    return time


def clause(verb: str, *time: str, first: str = "A a DET _ 2 det\nfeira feira NOUN _ 3 nsubj") -> Reading:
    """A sentence of a subject, a verb and a time that hangs on the verb."""
    return reading(f"{first}\n{verb} 0 root\nem@na em ADP _ 6 case\na@ o DET _ 6 det\n" + "\n".join(time))


def test_weekday_under_a_verb_of_the_past_is_the_one_before() -> None:
    time = only(clause(PAST, "terça-feira terça-feira NOUN _ 3 obl"))
    assert (time.value, time.type) == ("2015-09-01", "DATE")


def test_weekday_under_a_verb_of_the_present_is_the_one_after() -> None:
    assert only(clause(PRESENT, "terça-feira terça-feira NOUN _ 3 obl")).value == "2015-09-08"


def test_weekday_under_an_auxiliary_and_an_infinitive_is_the_one_after() -> None:
    read = reading("""
        Deve dever AUX Mood=Ind|Tense=Pres|VerbForm=Fin 2 aux
        chegar chegar VERB VerbForm=Inf 0 root
        sábado sábado NOUN _ 2 obl
    """)
    assert only(read).value == "2015-09-05"


def test_weekday_under_a_passive_infinitive_is_not_past() -> None:
    read = reading("""
        Deve dever VERB Mood=Ind|Tense=Pres|VerbForm=Fin 0 root
        ser ser AUX VerbForm=Inf 3 aux:pass
        lido ler VERB VerbForm=Part|Voice=Pass 1 xcomp
        sábado sábado NOUN _ 3 obl
    """)
    assert only(read).value == "2015-09-05"


def test_weekday_under_a_conditional_is_the_one_after() -> None:
    verb = "chegaria chegar VERB Mood=Cnd|VerbForm=Fin"
    assert only(clause(verb, "terça-feira terça-feira NOUN _ 3 obl")).value == "2015-09-08"


def test_weekday_on_which_the_article_appears_is_that_day() -> None:
    assert values("O museu abriu nesta quinta-feira.") == ["2015-09-03"]


def test_weekday_with_a_day_in_brackets_is_the_date_on_which_both_agree() -> None:
    assert found("O museu reabriu na quinta-feira (20).") == [("quinta-feira (20)", "2015-08-20")]


def test_weekday_holds_where_the_day_in_brackets_is_wrong() -> None:
    assert values("O museu reabriu na terça-feira (3).") == ["2015-09-01"]


@pytest.mark.parametrize("days", range(14))
def test_last_weekday_is_strictly_before_and_next_strictly_after(days: int) -> None:
    published = THURSDAY + timedelta(days=days)
    assert date.fromisoformat(values("Abriu no último sábado.", published)[0] or "") < published
    assert date.fromisoformat(values("Abre no próximo sábado.", published)[0] or "") > published


def test_month_without_a_year_near_the_turn_of_the_year_follows_the_tense() -> None:
    verb = PAST
    january = date(2016, 1, 10)
    assert only(clause(verb, "dezembro dezembro NOUN _ 3 obl"), january).value == "2015-12"
    assert only(clause(PRESENT.replace("Pres", "Fut"), "fevereiro fevereiro NOUN _ 3 obl"), january).value == "2016-02"


def test_month_without_a_verb_is_the_nearest() -> None:
    assert values("Novo museu em janeiro", date(2015, 12, 20)) == ["2016-01"]


def test_length_under_a_verb_of_the_present_is_a_duration_without_its_verb() -> None:
    read = reading("""
        A a DET _ 2 det
        loja loja NOUN _ 4 nsubj
        está estar AUX Mood=Ind|Tense=Pres|VerbForm=Fin 4 cop
        fechada fechado ADJ _ 0 root
        há haver VERB Mood=Ind|Tense=Pres|VerbForm=Fin 4 advmod
        dois dois NUM _ 7 nummod
        anos ano NOUN _ 5 obj
    """)
    time = only(read)
    assert (read.text[slice(*time.span)], time.value, time.type) == ("dois anos", "P2Y", "DURATION")


def test_length_under_a_verb_of_the_past_is_a_date() -> None:
    read = reading("""
        A a DET _ 2 det
        loja loja NOUN _ 3 nsubj
        fechou fechar VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
        há haver VERB Mood=Ind|Tense=Pres|VerbForm=Fin 3 advmod
        dois dois NUM _ 6 nummod
        anos ano NOUN _ 4 obj
    """)
    time = only(read)
    assert (read.text[slice(*time.span)], time.value, time.type) == ("há dois anos", "2013", "DATE")


def test_today_under_a_copula_of_the_present_is_the_present() -> None:
    read = reading("""
        A a DET _ 2 det
        vila vila NOUN _ 6 nsubj
        é ser AUX Mood=Ind|Tense=Pres|VerbForm=Fin 6 cop
        hoje hoje ADV _ 6 advmod
        um um DET _ 6 det
        deserto deserto NOUN _ 0 root
    """)
    assert only(read).value == "PRESENT_REF"


def test_clock_time_takes_the_day_named_before_it() -> None:
    assert values("O barco partiu ontem. Às 18h30 ainda chovia.") == ["2015-09-02", "2015-09-02T18:30"]


def test_clock_times_of_both_countries() -> None:
    text = "Abre às 18h30, às 18:30, às 10 horas, às 20h00, às seis da tarde e ao meio-dia."
    assert [str(value)[11:] for value in values(text)] == ["18:30", "18:30", "10:00", "20:00", "18:00", "12:00"]


def test_day_number_alone_is_of_the_month_named_before_it() -> None:
    assert values("A sessão será em novembro. A lista sai para o dia 5.") == ["2015-11", "2015-11-05"]


def test_european_forms() -> None:
    text = "No passado dia 1 e no próximo dia 10, desta quinta-feira a terça-feira passada, às 18:00 de 5 de Outubro."
    assert found(text) == [
        ("passado dia 1", "2015-09-01"),
        ("próximo dia 10", "2015-09-10"),
        ("desta quinta-feira", "2015-09-03"),
        ("terça-feira passada", "2015-09-01"),
        ("18:00 de 5 de Outubro", "2015-10-05T18:00"),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Reúnem-se na quarta-feira.", "XXXX-WXX-3"),
        ("Reúnem-se em junho.", "XXXX-06"),
        ("Reúnem-se em 5 de junho.", "XXXX-06-05"),
        ("Reuniram-se ontem.", "XXXX-XX-XX"),
        ("Reuniram-se no ano passado.", "XXXX"),
        ("Reúnem-se esta semana.", "XXXX-WXX"),
        ("Reúnem-se no fim de semana.", "XXXX-WXX-WE"),
        ("Reúnem-se na quinta-feira à noite.", "XXXX-WXX-4TNI"),
        ("Reúnem-se no segundo trimestre.", "XXXX-Q2"),
        ("Reúnem-se no próximo verão.", "XXXX-SU"),
        ("Reuniram-se há cinco meses.", "XXXX-XX"),
        ("Reúnem-se na Páscoa.", "XXXX"),
    ],
)
def test_article_without_a_date_leaves_open_what_it_cannot_tell(text: str, value: str) -> None:
    (time,) = find_times(plain_reading(text), None)
    assert (time.value, time.reason) == (value, "no publication date")


def test_article_without_a_date_still_knows_what_is_written_in_full() -> None:
    (time,) = find_times(plain_reading("Reuniram-se em 5 de junho de 2013."), None)
    assert (time.value, time.reason) == ("2013-06-05", None)


@pytest.mark.parametrize(
    "text",
    [
        "Segundo a polícia, a porta abriu.",
        "A segunda volta será renhida.",
        "O 25 de Abril mudou o país.",
        "A equipa venceu por 3-1.",
        "A equipa venceu por 2 a 1.",
        "Um homem de 53 anos, de Faro, caiu.",
        "Uma mulher de 31 anos caiu.",
        "Casou aos 20 anos.",
        "A Lei n.º 202/2004 foi revista.",
        "A loja da Rua 7 de Setembro fechou.",
        "O Diário de Notícias mudou de sede.",
        "Há 200 pessoas na praça.",
        "O Rio de Janeiro acordou cedo.",
        "A ponte custou 2000 euros.",
        "Foi a quarta vez que caiu.",
        "Mora em Santo Domingo.",
        "O vírus H1N1 e a covid19 voltaram.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert found(text) == []


def test_paragraph_that_the_reading_leaves_out_has_no_times() -> None:
    whole = plain_reading("Abriu ontem.\nAbriu ontem.")
    first = Reading(**{name: getattr(whole, name) for name in whole.__dataclass_fields__} | {"paragraphs": ((0, 3),)})
    assert len(find_times(first, THURSDAY)) == 1


def test_no_paragraph_has_no_times() -> None:
    assert find_times(plain_reading(""), THURSDAY) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Houve um ataque. Dois dias depois, o grupo saiu.", ["XXXX-XX-XX"]),
        ("Houve um ataque. No dia seguinte, o grupo saiu.", ["XXXX-XX-XX"]),
        ("Houve um ataque. Na semana seguinte, o grupo saiu.", ["XXXX-WXX"]),
        ("O barco ardeu ontem. Dois dias antes, tinha partido.", ["2015-09-02", "2015-08-31"]),
        ("O barco ardeu na terça-feira. Foi rápido. Todos viram. Ninguém fugiu. No dia seguinte, choveu.",
         ["2015-09-01", "2015-09-02"]),
    ],
)  # fmt: skip
def test_what_lies_after_another_time_is_open_where_none_was_told(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_the_day_of_a_weekday_is_no_part_of_the_length_behind_it() -> None:
    expected = [("terça-feira, 1", "2015-09-01"), ("um dia", "P1D")]
    assert found("O barco ardeu na terça-feira, 1, um dia após a partida.") == expected


MONTHS = """
    {noun} NOUN _ 0 root
    Prado Prado PROPN _ 1 nmod
    _, , PUNCT _ 6 punct
    {of} ADP _ 6 case
    9 9 NUM _ 6 nummod
    meses mês NOUN _ 1 nmod
    _, , PUNCT _ 1 punct
    acabou acabar VERB Mood=Ind|Tense=Past|VerbForm=Fin 1 parataxis
"""


@pytest.mark.parametrize(("noun", "of"), [("bebé bebé", "de de"), ("guia guia", "com com")])
def test_the_months_of_a_child_are_no_time(noun: str, of: str) -> None:
    assert find_times(reading(MONTHS.format(noun=noun, of=of)), THURSDAY) == ()


def test_the_months_of_what_has_a_name_are_a_length() -> None:
    assert only(reading(MONTHS.format(noun="castigo castigo", of="de de"))).value == "P9M"


RANGE = """
    {noun} NOUN _ 0 root
    {quality} ADJ _ 1 amod
    entre entre ADP _ 7 case
    dois dois NUM _ 7 nummod
    e e CCONJ _ 6 cc
    quatro quatro NUM _ 4 conj
    anos ano NOUN _ 1 nmod
    {behind}
"""
STOP = "_. . PUNCT _ 1 punct"


@pytest.mark.parametrize("noun", ["crianças criança", "alunos aluno"])
def test_years_between_which_people_are_old_are_no_time(noun: str) -> None:
    assert find_times(reading(RANGE.format(noun=noun, quality="pobres pobre", behind=STOP)), THURSDAY) == ()


def test_years_between_which_a_thing_lasts_are_a_length() -> None:
    read = reading(RANGE.format(noun="aluguer aluguer", quality="válido válido", behind=STOP))
    assert [time.type for time in find_times(read, THURSDAY)] == ["DURATION"]


def test_years_between_which_people_do_something_after_something_are_no_age() -> None:
    read = reading(
        RANGE.format(noun="alunos aluno", quality="contentes contente", behind="depois depois ADV _ 7 advmod")
    )
    assert len(find_times(read, THURSDAY)) == 1


def test_rounds_of_a_cup_are_no_weekdays() -> None:
    assert found("O clube passou às quartas de final; o museu fecha às quartas.") == [("quartas", "XXXX-WXX-3")]


def test_what_begins_on_a_day_is_not_its_beginning() -> None:
    assert found("O debate teve início nesta terça-feira.") == [("nesta terça-feira", "2015-09-01")]
    assert found("A feira abre no início desta semana.") == [("início desta semana", "2015-W36")]


@pytest.mark.parametrize(
    "text", ["O júri ouviu o pai dele (77 anos).", "Venceu Rui, em 1900 (41 anos).", "A tia terá 41 anos."]
)
def test_an_age_in_brackets_or_to_come_is_no_time(text: str) -> None:
    assert "P" not in "".join(value or "" for value in values(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A empresa oferece contratos com entre dois e cinco anos.", ["P2Y/P5Y"]),
        ("As crianças com entre dois e cinco anos não pagam.", []),
        ("A fiscalização achou crianças de 5 a 12 anos na lavoura.", []),
    ],
)
def test_contracts_last_and_children_are_so_old(text: str, value: list[str]) -> None:
    assert values(text) == value


def test_a_match_lasts_what_a_clock_would_show() -> None:
    assert values("A tenista venceu em 1h33min; a festa começou às 15h30.") == ["PT1H33M", "2015-09-03T15:30"]


def test_who_is_somewhere_since_long_has_been_there_so_long() -> None:
    assert values("O cão está há quatro anos na casa.") == ["P4Y"]


def test_a_year_named_since_is_too_wide_for_the_time_of_a_deed() -> None:
    assert values("A obra parou em junho de 2014. Em 2012 a câmara protestou; na época chovia.")[-1] == "PAST_REF"


def test_a_date_may_lack_its_small_word() -> None:
    assert found("A obra parou em 15 dezembro de 2014.") == [("15 dezembro de 2014", "2014-12-15")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Em 2010 fugiu; dez anos depois foi preso.", ["2010", "XXXX"]),
        ("Em 2010 fugiu; três anos depois foi preso.", ["2010", "2013"]),
        ("Em 2017 abre; dois anos depois fecha.", ["2017", "2019"]),
        ("A meta é de 2030. O tema desse ano é a água.", ["2030", "2015"]),
    ],
)
def test_what_is_past_counts_from_nothing_that_lies_ahead(text: str, value: list[str]) -> None:
    assert values(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A loja do Colégio 24 de Maio fechou.", []),
        ("A LOJA ABRE NO DIA 24 DE MAIO.", ["2015-05-24"]),
        ("A Revista fechou em 24 de Maio.", ["2015-05-24"]),
        ("O bairro Dois de Julho acordou cedo.", []),
        ("A rua XV de Novembro fechou.", []),
        ("A obra parou desde 3 maio.", ["2015-05-03"]),
    ],
)
def test_a_date_may_be_the_name_of_something(text: str, value: list[str]) -> None:
    assert values(text) == value


@pytest.mark.parametrize(
    ("tense", "before", "same"), [("past", "XXXX", "2015"), ("present", "2027", "2015"), ("future", "2027", "2030")]
)
def test_what_the_past_counts_from_is_told_by_the_tense(tense: Tense, before: str, same: str) -> None:
    context = Context(THURSDAY, Clause(tense, state=False, before=True), anchor="2030")
    assert after({"length": "P3Y", "by": "-1"}, context).value == before
    assert relative({"unit": "Y", "by": "0", "anchor": "1"}, context) == same
