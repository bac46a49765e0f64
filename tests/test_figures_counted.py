"""Of what a figure is: the counted or measured, and what happened to it; one behaviour each."""

from __future__ import annotations

import pytest

from segundo.finders.figures import find_figures
from segundo.finders.quantities import find_quantities
from segundo.reader.reading import Reading
from segundo.records import Time
from tests.build import reading


def told(words: Reading, *times: Time) -> list[str]:
    """Of each figure the words that tell of what it is."""
    figures = find_figures(words, times, ())
    return [" … ".join(words.text[slice(*piece)] for piece in figure.what) for figure in figures]


def time(words: Reading, phrase: str) -> Time:
    start = words.text.index(phrase)
    return Time(words.span(*_words(words, start)), "DATE", phrase, "test", 1.0)


def _words(words: Reading, start: int) -> tuple[int, int]:
    first = words.start.index(start)
    return first, first + 1


def test_a_sum_that_a_verb_takes_is_of_the_verbs_subject() -> None:
    words = reading(
        """
        A o DET _ 2 det
        obra obra NOUN _ 3 nsubj
        custou custar VERB VerbForm=Fin 0 root
        R$ R$ SYM _ 6 nmod
        3,5 3,5 NUM _ 6 nummod
        milhões milhão NOUN _ 3 obj
        """
    )
    assert told(words) == ["A obra custou"]


def test_the_subject_is_looked_for_above_the_infinitive() -> None:
    words = reading(
        """
        A o DET _ 2 det
        obra obra NOUN _ 3 nsubj
        deve dever VERB VerbForm=Fin 0 root
        custar custar VERB VerbForm=Inf 3 xcomp
        30 30 NUM _ 6 nummod
        euros euro NOUN _ 4 obj
        """
    )
    assert told(words) == ["A obra … custar"]


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    words = reading(
        """
        A o DET _ 2 det
        obra obra NOUN _ 8 nsubj
        que que PRON PronType=Rel 4 nsubj
        custou custar VERB VerbForm=Fin 2 acl:relcl
        30 30 NUM _ 6 nummod
        euros euro NOUN _ 4 obj
        já já ADV _ 8 advmod
        abriu abrir VERB VerbForm=Fin 0 root
        """
    )
    assert told(words) == ["A obra … custou"]


def test_a_person_is_no_sum_but_may_have_a_share() -> None:
    rows = """
        Ana Ana PROPN _ 2 nsubj
        tem ter VERB VerbForm=Fin 0 root
        30 30 NUM _ 4 nummod
        {} x {} _ 2 obj
        """
    person = ((0, 1, "PER"),)
    assert told(reading(rows.format("euros", "NOUN"), person)) == ["tem"]
    assert told(reading(rows.format("%", "SYM"), person)) == ["Ana tem"]


def test_what_the_copula_gives_a_sum_is_of_its_subject() -> None:
    words = reading(
        """
        O o DET _ 2 det
        prejuízo prejuízo NOUN _ 7 nsubj
        anual anual ADJ _ 2 amod
        foi ser AUX _ 7 cop
        de de ADP _ 7 case
        30 30 NUM _ 7 nummod
        euros euro NOUN _ 0 root
        """
    )
    assert told(words) == ["O prejuízo anual"]


def test_what_a_verb_brings_to_a_sum_is_its_object() -> None:
    words = reading(
        """
        O o DET _ 2 det
        governo governo NOUN _ 3 nsubj
        elevou elevar VERB VerbForm=Fin 0 root
        para para ADP _ 6 case
        30 30 NUM _ 6 nummod
        euros euro NOUN _ 3 obl
        o o DET _ 8 det
        subsídio subsídio NOUN _ 3 obj
        """
    )
    assert told(words) == ["elevou … o subsídio"]


def test_a_share_that_a_subjects_fall_is_of_the_subject_too() -> None:
    words = reading(
        """
        As o DET _ 2 det
        vendas venda NOUN _ 3 nsubj
        tiveram ter VERB VerbForm=Fin 0 root
        uma um DET _ 5 det
        queda queda NOUN _ 3 obj
        de de ADP _ 8 case
        30 30 NUM _ 8 nummod
        % % SYM _ 5 nmod
        """
    )
    assert told(words) == ["As vendas tiveram uma queda"]


def test_a_verb_left_out_leaves_its_subject() -> None:
    words = reading(
        """
        As o DET _ 2 det
        vendas venda NOUN _ 3 nsubj
        subiram subir VERB VerbForm=Fin 0 root
        30 30 NUM _ 5 nummod
        % % SYM _ 3 obj
        e e CCONJ _ 8 cc
        os o DET _ 8 det
        lucros lucro NOUN _ 3 conj
        _, , PUNCT _ 11 punct
        8 8 NUM _ 11 nummod
        % % SYM _ 8 orphan
        """
    )
    assert told(words) == ["As vendas subiram", "os lucros"]


def test_a_noun_before_a_comma_is_not_of_a_sum_that_has_a_verb() -> None:
    words = reading(
        """
        Na em ADP _ 2 case
        vila vila NOUN _ 7 obl
        _, , PUNCT _ 2 punct
        30 30 NUM _ 5 nummod
        euros euro NOUN _ 7 nsubj:pass
        foram ser AUX _ 7 aux:pass
        pagos pagar VERB VerbForm=Part 0 root
        """
    )
    assert told(words) == ["foram pagos"]


def test_a_sum_in_brackets_after_another_is_the_same_in_other_money() -> None:
    words = reading(
        """
        uma um DET _ 2 det
        dívida dívida NOUN _ 0 root
        de de ADP _ 5 case
        30 30 NUM _ 5 nummod
        euros euro NOUN _ 2 nmod
        ( ( PUNCT _ 8 punct
        _40 40 NUM _ 8 nummod
        dólares dólar NOUN _ 5 appos
        _) ) PUNCT _ 8 punct
        """
    )
    assert told(words) == ["uma dívida", "uma dívida"]


def test_a_row_of_sums_for_other_times_is_of_the_same() -> None:
    words = reading(
        """
        perdas perda NOUN _ 0 root
        de de ADP _ 4 case
        30 30 NUM _ 4 nummod
        euros euro NOUN _ 1 nmod
        em em ADP _ 6 case
        2014 2014 NUM _ 4 nmod
        e e CCONJ _ 10 cc
        de de ADP _ 10 case
        40 40 NUM _ 10 nummod
        euros euro NOUN _ 4 conj
        em em ADP _ 12 case
        2015 2015 NUM _ 10 nmod
        """
    )
    assert told(words, time(words, "2014"), time(words, "2015")) == ["perdas", "perdas"]


def test_a_sum_with_the_word_for_a_sum_is_of_the_noun_before() -> None:
    words = reading(
        """
        Pediu pedir VERB VerbForm=Fin 0 root
        doações doação NOUN _ 1 obj
        no@no em ADP _ 5 case
        o@ o DET _ 5 det
        valor valor NOUN _ 2 nmod
        de de ADP _ 8 case
        30 30 NUM _ 8 nummod
        euros euro NOUN _ 5 nmod
        """
    )
    assert told(words) == ["doações"]


def test_a_sum_is_of_the_whole_phrase_before_it_without_what_leads_the_phrase() -> None:
    words = reading(
        """
        Falou falar VERB VerbForm=Fin 0 root
        num@num em ADP _ 4 case
        um@ um DET _ 4 det
        bônus bônus NOUN _ 1 obl
        de de ADP _ 6 case
        assinatura assinatura NOUN _ 4 nmod
        de de ADP _ 9 case
        30 30 NUM _ 9 nummod
        euros euro NOUN _ 4 nmod
        """
    )
    assert told(words) == ["bônus de assinatura"]


def test_what_follows_with_another_sum_is_not_what_a_share_is_of() -> None:
    words = reading(
        """
        O o DET _ 2 det
        lucro lucro NOUN _ 3 nsubj
        subiu subir VERB VerbForm=Fin 0 root
        30 30 NUM _ 5 nummod
        % % SYM _ 3 obj
        para para ADP _ 8 case
        50 50 NUM _ 8 nummod
        euros euro NOUN _ 5 nmod
        """
    )
    assert told(words)[0] == "O lucro subiu"


def test_what_a_copula_says_of_the_counted_is_told() -> None:
    words = reading(
        """
        Ali ali ADV _ 4 advmod
        12 12 NUM _ 4 nsubj
        são ser AUX _ 4 cop
        menores menor ADJ _ 0 root
        """
    )
    assert told(words) == ["são menores"]


def counts(rows: str) -> list[float]:
    return [quantity.value for quantity in find_quantities(reading(rows), ())]


@pytest.mark.parametrize(("before", "counted"), [("; ;", []), (": :", [2]), ("! !", []), (", ,", [2])])
def test_number_that_opens_an_item_counts_nothing(before: str, counted: list[float]) -> None:
    sign, lemma = before.split()
    rows = f"""
        saiu sair VERB _ 0 root
        _{sign} {lemma} PUNCT _ 3 punct
        2 2 NUM _ 5 nummod
        _) ) PUNCT _ 3 punct
        voltou voltar VERB _ 1 parataxis
        """
    assert counts(rows) == counted


def test_first_item_may_stand_behind_a_colon() -> None:
    rows = """
        disse dizer VERB _ 0 root
        _: : PUNCT _ 3 punct
        1 1 NUM _ 1 parataxis
        _. . PUNCT _ 3 punct
        Nada nada PRON _ 1 parataxis
        """
    assert counts(rows) == []


@pytest.mark.parametrize(("behind", "counted"), [("_- _A", []), ("- A", [164]), ("_- _AB", [164])])
def test_number_with_a_letter_is_a_label(behind: str, counted: list[float]) -> None:
    dash, letter = behind.split()
    rows = f"""
        viu ver VERB _ 0 root
        o o DET _ 3 det
        triplex triplex NOUN _ 1 obj
        164 164 NUM _ 3 nummod
        {dash} - PUNCT _ 6 punct
        {letter} {letter.strip("_")} PROPN _ 3 flat
        """
    assert counts(rows) == counted


@pytest.mark.parametrize(
    ("noun", "adjective", "counted"),
    [("medida", "provisória", []), ("loja", "provisória", [781]), ("medida", "nº", []), ("loja", "nova", [781])],
)
def test_number_of_a_law_counts_nothing(noun: str, adjective: str, counted: list[float]) -> None:
    rows = f"""
        leu ler VERB _ 0 root
        a o DET _ 3 det
        {noun} {noun} NOUN _ 1 obj
        {adjective} {adjective} ADJ _ 3 amod
        781 781 NUM _ 3 nummod
        ontem ontem ADV _ 1 advmod
        """
    assert counts(rows) == counted


@pytest.mark.parametrize(("street", "counted"), [("Rua", []), ("R.", []), ("Rui", [610])])
def test_number_of_a_house_counts_nothing(street: str, counted: list[float]) -> None:
    rows = f"""
        foi ir VERB _ 0 root
        a a ADP _ 3 case
        {street} {street} PROPN _ 1 obl
        da de ADP _ 5 case
        Pedra Pedra PROPN _ 3 nmod
        _, , PUNCT _ 7 punct
        610 610 NUM _ 3 list
        _, , PUNCT _ 9 punct
        Beja Beja PROPN _ 3 list
        """
    assert counts(rows) == counted


@pytest.mark.parametrize(("adverb", "what"), [("não", "escolas não abriram"), ("já", "escolas … abriram")])
def test_what_is_denied_of_the_counted_is_told_as_denied(adverb: str, what: str) -> None:
    words = reading(
        f"""
        Trinta trinta NUM _ 2 nummod
        escolas escola NOUN Number=Plur 4 nsubj
        {adverb} {adverb} ADV _ 4 advmod
        abriram abrir VERB VerbForm=Fin 0 root
        """
    )
    assert told(words) == [what]
