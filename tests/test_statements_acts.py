"""What a speaker does with what is said: promises, denies, refuses, demands."""

from __future__ import annotations

import pytest

from segundo.article import Span
from segundo.finders.statements import find_statements
from segundo.finders.statements.acts import act_of
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.page import Page
from segundo.records import Act
from tests.build import reading
from tests.plain_weights import RULES
from tests.said import DEFINITE, FUTURE, PAST, PRESENT


def test_a_promise_of_ones_own() -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        prefeito prefeito NOUN _ 3 nsubj
        disse dizer VERB {PAST} 0 root
        que que SCONJ _ 5 mark
        reabrirá reabrir VERB {FUTURE} 3 ccomp
        a o DET {DEFINITE} 7 det
        ponte ponte NOUN _ 5 obj
        _. . PUNCT _ 3 punct
    """)
    assert find_statements(read, (), weights=RULES)[0].act == "promise"


def test_a_negated_clause_is_a_denial() -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        prefeito prefeito NOUN _ 3 nsubj
        disse dizer VERB {PAST} 0 root
        que que SCONJ _ 8 mark
        a o DET {DEFINITE} 6 det
        ponte ponte NOUN _ 8 nsubj
        não não ADV _ 8 advmod
        caiu cair VERB {PAST} 3 ccomp
        _. . PUNCT _ 3 punct
    """)
    assert find_statements(read, (), weights=RULES)[0].act == "deny"


@pytest.mark.parametrize(("above", "below"), [("aux", "ccomp"), ("ccomp", "xcomp")])
def test_a_refusal_is_one_wherever_the_tree_has_the_word_for_will(above: str, below: str) -> None:
    heads = (7, 3) if above == "aux" else (3, 6)
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        clube clube NOUN _ 3 nsubj
        disse dizer VERB {PAST} 0 root
        que que SCONJ _ 6 mark
        não não ADV _ 6 advmod
        irá ir AUX {FUTURE} {heads[0]} {above}
        comentar comentar VERB VerbForm=Inf {heads[1]} {below}
        o o DET {DEFINITE} 9 det
        caso caso NOUN _ 7 obj
        _. . PUNCT _ 3 punct
    """)
    assert [one.act for one in find_statements(read, (), weights=RULES)] == ["reject"]


@pytest.mark.parametrize(("tense", "act"), [(PRESENT, "demand"), (PAST, "state")])
def test_what_has_to_be_done_is_demanded_and_what_had_to_be_is_told(tense: str, act: str) -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        guarda guarda NOUN _ 3 nsubj
        disse dizer VERB {PAST} 0 root
        que que SCONJ _ 6 mark
        tudo tudo PRON _ 6 nsubj
        tem ter VERB {tense} 3 ccomp
        de de ADP _ 8 mark
        parar parar VERB VerbForm=Inf 6 xcomp
        _. . PUNCT _ 3 punct
    """)
    assert [one.act for one in find_statements(read, (), weights=RULES)] == [act]


SET_AGAINST = f"""
    A o DET {DEFINITE} 2 det
    prova prova NOUN _ 4 nsubj
    não não ADV _ 4 advmod
    acabou acabar VERB {PAST} 0 root
    _, , PUNCT _ 7 punct
    mas mas CCONJ _ 7 cc
    parou parar VERB {PAST} 4 conj
"""
NO_DOUBT = f"""
    não não ADV _ 2 advmod
    resta restar VERB {PRESENT} 0 root
    dúvida dúvida NOUN _ 2 nsubj
"""
ON_A_CONDITION = f"""
    a o DET {DEFINITE} 2 det
    ponte ponte NOUN _ 4 nsubj
    não não ADV _ 4 advmod
    cairia cair VERB Mood=Cnd|VerbForm=Fin 0 root
    se se SCONJ _ 6 mark
    chovesse chover VERB Mood=Sub|VerbForm=Fin 4 advcl
"""
REPORTED = f"""
    a o DET {DEFINITE} 2 det
    ponte ponte NOUN _ 4 nsubj
    não não ADV _ 4 advmod
    cairia cair VERB Mood=Cnd|VerbForm=Fin 0 root
"""
LATER = f"""
    vai ir AUX {PRESENT} 2 aux
    sair sair VERB VerbForm=Inf 0 root
"""
READY = f"""
    está estar AUX {PRESENT} 2 cop
    disposto disposto ADJ _ 0 root
    a a ADP _ 4 mark
    sair sair VERB VerbForm=Inf 2 advcl
"""
OTHERS_READY = f"""
    o o DET {DEFINITE} 2 det
    banco banco NOUN _ 4 nsubj
    está estar AUX {PRESENT} 4 cop
    disposto disposto ADJ _ 0 root
    a a ADP _ 6 mark
    sair sair VERB VerbForm=Inf 4 advcl
"""


@pytest.mark.parametrize(
    ("rows", "said", "act"),
    [
        (READY, True, "promise"),
        (OTHERS_READY, True, "state"),
        (SET_AGAINST, True, "state"),
        (NO_DOUBT, True, "state"),
        (ON_A_CONDITION, True, "state"),
        (REPORTED, True, "deny"),
        (LATER, True, "promise"),
        (LATER, False, "state"),
    ],
)
def test_what_a_negation_and_a_saying_that_was_none_tell(rows: str, said: bool, act: str) -> None:
    read = reading(rows)
    page = Page(read, "pt")
    draft = Draft((Span(0, len(read.text)),), (), (), "state", "verb-that", said, len(read) - 1)
    assert act_of(page, draft) == act


def act_in(rows: str, rule: str = "verb-that", source: int = 0, cue: int | None = None, act: Act = "state") -> str:
    """The act of rows of words as a content; so many of the first are its source, to which a cue may be next."""
    read = reading(rows)
    content = Span(read.start[source if cue is None else cue + 1], len(read.text))
    return act_of(Page(read, "pt"), Draft((content,), (), tuple(range(source)), act, rule, True, cue))


FORBIDDEN = f"""
    os o DET {DEFINITE} 2 det
    guardas guarda NOUN _ 5 nsubj
    não não ADV _ 5 advmod
    podem poder AUX {PRESENT} 5 aux
    sair sair VERB VerbForm=Inf 0 root
"""
IMPOSSIBLE = f"""
    a o DET {DEFINITE} 2 det
    ponte ponte NOUN _ 6 nsubj
    não não ADV _ 6 advmod
    pode poder AUX {PRESENT} 6 aux
    ser ser AUX VerbForm=Inf 6 aux:pass
    vista ver VERB VerbForm=Part 0 root
"""


@pytest.mark.parametrize(("rows", "act"), [(FORBIDDEN, "demand"), (IMPOSSIBLE, "deny")])
def test_what_somebody_may_not_do_is_forbidden_and_what_cannot_be_done_to_a_thing_is_denied(
    rows: str, act: str
) -> None:
    assert act_in(rows) == act


@pytest.mark.parametrize(("word", "act"), [("quase", "state"), ("ontem", "deny")])
def test_what_hardly_was_is_not_denied(word: str, act: str) -> None:
    assert act_in(f"{word} {word} ADV _ 3 advmod\nnão não ADV _ 3 advmod\nchoveu chover VERB {PAST} 0 root") == act


def test_a_negation_before_the_finite_word_counts_wherever_the_tree_hangs_it() -> None:
    rows = f"""
        não não ADV _ 3 advmod
        haverá haver AUX {FUTURE} 0 root
        cair cair VERB VerbForm=Inf 2 xcomp
        chuva chuva NOUN _ 2 obj
    """
    assert act_in(rows) == "deny"


@pytest.mark.parametrize(
    ("noun", "of", "act"), [("partido", False, "promise"), ("partido", True, "state"), ("rio", False, "state")]
)
def test_a_body_promises_by_its_own_noun(noun: str, of: bool, act: str) -> None:
    after = "do de ADP _ 7 case\nrival rival NOUN _ 5 nmod\n" if of else ""
    verb = 8 if of else 6
    rows = f"""
        A o DET {DEFINITE} 2 det
        chefe chefe NOUN _ 3 nsubj
        disse dizer VERB {PAST} 0 root
        o o DET {DEFINITE} 5 det
        {noun} {noun} NOUN _ {verb} nsubj
        {after}sairá sair VERB {FUTURE} 3 ccomp
    """
    assert act_in(rows, source=3) == act


def test_a_source_promises_of_its_own_word() -> None:
    rows = f"""
        o o DET {DEFINITE} 2 det
        hotel hotel NOUN _ 3 nsubj
        o o DET {DEFINITE} 4 det
        hotel hotel NOUN _ 5 nsubj
        fechará fechar VERB {FUTURE} 0 root
    """
    assert act_in(rows, source=2) == "promise"


FIRST = "Mood=Ind|Number=Plur|Person=1|Tense=Pres|VerbForm=Fin"


@pytest.mark.parametrize(
    ("rows", "rule", "act"),
    [
        (f"sairá sair VERB {FUTURE} 0 root", "verb-that", "promise"),
        (f"sairá sair VERB {FUTURE} 0 root", "quote-verb", "state"),
        (f"Vamos ir AUX {PAST} 2 aux\nsair sair VERB VerbForm=Inf 0 root", "quote-verb", "promise"),
        (f"Vamos ir AUX {FIRST} 2 aux\nver ver VERB VerbForm=Inf 0 root", "quote-verb", "state"),
        (f"queremos querer VERB {FIRST} 0 root", "quote-verb", "state"),
    ],
)
def test_who_is_quoted_promises_in_the_first_person_and_only_deeds(rows: str, rule: str, act: str) -> None:
    assert act_in(rows, rule) == act


@pytest.mark.parametrize(("rule", "act"), [("quote-verb", "promise"), ("verb-that", "state")])
def test_a_promise_may_follow_in_a_later_sentence_of_a_quotation(rule: str, act: str) -> None:
    rows = f"""
        Tudo tudo PRON _ 2 nsubj
        caiu cair VERB {PAST} 0 root
        _. . PUNCT _ 2 punct

        Vamos ir AUX {FIRST} 2 aux
        sair sair VERB VerbForm=Inf 0 root
    """
    assert act_in(rows, rule) == act


@pytest.mark.parametrize(("body", "act"), [("Público", "accuse"), ("Interno", "state")])
def test_a_body_that_accuses_needs_one_word_less(body: str, act: str) -> None:
    rows = f"""
        Ministério Ministério PROPN _ 0 root
        {body} {body} PROPN _ 1 flat:name
        houve haver VERB {PAST} 1 parataxis
        prejuízo prejuízo NOUN _ 3 obj
    """
    assert act_in(rows, source=2) == act


@pytest.mark.parametrize(
    ("rows", "act"),
    [
        (f"falhou falhar VERB {PAST} 0 root", "concede"),
        (f"Rui Rui PROPN _ 2 nsubj\nfalhou falhar VERB {PAST} 0 root", "state"),
    ],
)
def test_of_oneself_one_word_is_enough(rows: str, act: str) -> None:
    assert act_in(rows) == act


NECESSARY = "necessário necessário ADJ _ 0 root\nsair sair VERB VerbForm=Inf 2 csubj"
SOMEBODY = "Rui Rui PROPN _ 2 nsubj\n"


@pytest.mark.parametrize(
    ("rows", "act"),
    [
        (f"{SOMEBODY}roubou roubar VERB {PAST} 0 root", "accuse"),
        (f"{SOMEBODY}viu ver VERB {PAST} 0 root\nroubos roubo NOUN _ 2 obj", "state"),
        (f"{SOMEBODY}tentou tentar VERB {PAST} 0 root\nroubar roubar VERB VerbForm=Inf 2 xcomp", "accuse"),
        (f"{SOMEBODY}cometeu cometer VERB {PAST} 0 root\nabusos abuso NOUN _ 2 obj", "accuse"),
        (f"{SOMEBODY}descreveu descrever VERB {PAST} 0 root\nabusos abuso NOUN _ 2 obj", "state"),
        (f"isso isso PRON _ 3 nsubj\né ser AUX {PRESENT} 3 cop\nmentira mentira NOUN _ 0 root", "deny"),
        (f"é ser AUX {PRESENT} 2 cop\n{NECESSARY}", "demand"),
        (f"foi ser AUX {PAST} 2 cop\n{NECESSARY}", "state"),
    ],
)
def test_what_is_predicated_tells_the_act_sooner_than_what_is_mentioned(rows: str, act: str) -> None:
    assert act_in(rows) == act


@pytest.mark.parametrize(("words", "act"), [(("crime", "abuso"), "accuse"), (("crime", "crimes"), "state")])
def test_a_word_said_twice_weighs_once(words: tuple[str, str], act: str) -> None:
    one, other = words
    rows = f"""
        Rui Rui PROPN _ 2 nsubj
        viu ver VERB {PAST} 0 root
        {one} {one} NOUN _ 2 obj
        e e CCONJ _ 5 cc
        {other} {other} NOUN _ 3 conj
    """
    assert act_in(rows) == act


def test_what_an_accuser_calls_false_is_no_denial() -> None:
    rows = f"""
        {{who}} {{who}} NOUN _ 0 root
        acusações acusação NOUN _ 4 nsubj
        são ser AUX {PRESENT} 4 cop
        falsas falso ADJ _ 1 ccomp
    """
    assert [act_in(rows.format(who=who), source=1) for who in ("banqueiros", "promotores")] == ["deny", "accuse"]


@pytest.mark.parametrize(
    ("rows", "rule", "act"),
    [
        (f"pede pedir VERB {PRESENT} 0 root", "verb-that", "demand"),
        (f"pedirá pedir VERB {FUTURE} 0 root", "verb-that", "promise"),
        ("pediria pedir VERB Mood=Cnd|VerbForm=Fin 0 root", "verb-that", "promise"),
        ("pediria pedir VERB Mood=Cnd|VerbForm=Fin 0 root", "quote-verb", "demand"),
    ],
)
def test_what_will_be_asked_for_is_promised_not_asked(rows: str, rule: str, act: str) -> None:
    assert act_in(rows, rule) == act


def test_who_promises_revenge_threatens() -> None:
    assert [act_in(f"{what} {what} NOUN _ 0 root", "verb-obj", act="promise") for what in ("obras", "represálias")] == [
        "promise",
        "threaten",
    ]


@pytest.mark.parametrize(
    ("det", "noun", "verb", "act"),
    [
        ("Number=Sing|PronType=Prs", "partido", f"rejeita rejeitar VERB {PRESENT}", "reject"),
        ("Number=Sing|PronType=Prs", "país", f"rejeita rejeitar VERB {PRESENT}", "reject"),
        ("Number=Sing|PronType=Prs", "governo", f"sairá sair VERB {FUTURE}", "promise"),
        ("Number=Sing|PronType=Prs", "filho", f"sairá sair VERB {FUTURE}", "state"),
        (DEFINITE, "país", f"rejeita rejeitar VERB {PRESENT}", "state"),
    ],
)
def test_what_is_said_to_be_the_speakers_body_or_country_is_his_side(det: str, noun: str, verb: str, act: str) -> None:
    assert act_in(f"seu seu DET {det} 2 det\n{noun} {noun} NOUN _ 3 nsubj\n{verb} 0 root") == act


@pytest.mark.parametrize(
    ("source", "subject", "act"),
    [
        ("ministro", "governo", "promise"),
        ("deputado", "governo", "state"),
        ("Planalto", "presidente", "promise"),
        ("deputado", "presidente", "state"),
    ],
)
def test_a_minister_promises_for_the_government_and_a_palace_for_its_head(source: str, subject: str, act: str) -> None:
    rows = f"{source} {source} NOUN _ 0 root\n{subject} {subject} NOUN _ 3 nsubj\nsairá sair VERB {FUTURE} 1 ccomp"
    assert act_in(rows, source=1) == act


@pytest.mark.parametrize(
    ("cue", "lemma", "rule", "act"),
    [
        ("anunciou", "anunciar", "verb-that", "promise"),
        ("disse", "dizer", "verb-that", "state"),
        ("anunciou", "anunciar", "quote-verb", "state"),
    ],
)
def test_what_is_announced_for_the_future_is_promised(cue: str, lemma: str, rule: str, act: str) -> None:
    rows = f"""
        {cue} {lemma} VERB {PAST} 0 root
        escolas escola NOUN _ 4 nsubj:pass
        serão ser AUX {FUTURE} 4 aux:pass
        abertas abrir VERB VerbForm=Part|Voice=Pass 1 ccomp
    """
    assert act_in(rows, rule, cue=0) == act


@pytest.mark.parametrize(
    ("person", "next_", "act"),
    [("1", "se se SCONJ", "state"), ("1", "isso isso PRON", "deny"), ("3", "se se SCONJ", "deny")],
)
def test_what_somebody_wonders_is_not_denied(person: str, next_: str, act: str) -> None:
    verb = f"sei saber VERB Mood=Ind|Number=Sing|Person={person}|Tense=Pres|VerbForm=Fin"
    rows = f"não não ADV _ 2 advmod\n{verb} 0 root\n{next_} _ 4 mark\nchove chover VERB {PRESENT} 2 ccomp"
    assert act_in(rows, "quote-verb") == act


@pytest.mark.parametrize(
    "rows",
    [
        f"""
        Jamais jamais ADV _ 8 advmod
        _, , PUNCT _ 1 punct
        com com ADP _ 5 case
        tanta tanto DET _ 5 det
        chuva chuva NOUN _ 8 obl
        forte forte ADJ _ 5 amod
        _, , PUNCT _ 1 punct
        choveu chover VERB {PAST} 0 root
        """,
        f"acho achar VERB {PRESENT} 0 root\nque que SCONJ _ 3 mark\nnão não ADV _ 1 ccomp",
        f"Não não ADV _ 3 discourse\n_, , PUNCT _ 1 punct\nchoveu chover VERB {PAST} 0 root",
        "Não não ADV _ 0 root",
    ],
)
def test_a_no_is_one_wherever_it_stands(rows: str) -> None:
    assert act_in(rows, "quote-verb") == "deny"


@pytest.mark.parametrize(("lemma", "act", "told"), [("acreditar", "deny", True), ("confirmar", "state", False)])
def test_a_negated_opinion_denies_and_a_negated_saying_was_none(lemma: str, act: str, told: bool) -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        guarda guarda NOUN _ 4 nsubj
        não não ADV _ 4 advmod
        {lemma[:-1]} {lemma} VERB {PRESENT} 0 root
        que que SCONJ _ 6 mark
        choveu chover VERB {PAST} 4 ccomp
        _. . PUNCT _ 4 punct
    """)
    assert [(one.act, one.said) for one in find_statements(read, (), weights=RULES)] == [(act, told)]


@pytest.mark.parametrize(("link", "act"), [("", "promise"), ("que que SCONJ _ 8 mark\n", "state")])
def test_a_forecast_of_ones_own_deed_is_a_promise(link: str, act: str) -> None:
    verb = f"cai cair VERB {PRESENT}" if link else "sair sair VERB VerbForm=Inf"
    rows = f"""
        A o DET {DEFINITE} 2 det
        previsão previsão NOUN _ 0 root
        do@de de ADP _ 5 case
        o@ o DET {DEFINITE} 5 det
        banco banco NOUN _ 2 nmod
        de de ADP _ {8 if link else 7} mark
        {link}{verb} 2 acl
        _. . PUNCT _ 2 punct
    """
    assert [one.act for one in find_statements(reading(rows), (), weights=RULES)] == [act]


@pytest.mark.parametrize(("tense", "act"), [(PRESENT, "state"), (FUTURE, "promise")])
def test_who_takes_something_over_admits_nothing(tense: str, act: str) -> None:
    form = "assumirá" if tense == FUTURE else "assume"
    assert act_in(f"{form} assumir VERB {tense} 0 root\no o DET {DEFINITE} 3 det\npartido partido NOUN _ 1 obj") == act


MONEY = """
    pagou pagar VERB {} 0 root
    dinheiro dinheiro NOUN _ 1 obj
    _. . PUNCT _ 1 punct
"""


@pytest.mark.parametrize(("after", "act"), [("propina", "accuse"), ("chuva", "state")])
def test_money_tells_an_accusation_only_in_an_article_about_bribes(after: str, act: str) -> None:
    read = reading(f"{MONEY.format(PAST)}\n{after} {after} NOUN _ 0 root".replace("    ", ""))
    end = read.text.index(".")
    draft = Draft((Span(0, end),), (), (), "state", "verb-that", True, None)
    assert act_of(Page(read, "pt"), draft) == act


@pytest.mark.parametrize(
    ("tense", "act"), [(PRESENT, "support"), (PAST, "support"), ("Mood=Cnd|VerbForm=Fin", "state")]
)
def test_what_would_be_welcome_is_not_praised(tense: str, act: str) -> None:
    rows = f"""
        a o DET {DEFINITE} 2 det
        ajuda ajuda NOUN _ 4 nsubj
        é ser AUX {tense} 4 cop
        bem-vinda bem-vindo ADJ _ 0 root
    """
    assert act_in(rows) == act


@pytest.mark.parametrize(("noun", "act"), [("apoio", "support"), ("revolta", "accuse"), ("preocupação", "state")])
def test_what_somebody_expresses_tells_what_he_does(noun: str, act: str) -> None:
    read = reading(f"""
        Rui Rui PROPN _ 2 nsubj
        manifestou manifestar VERB {PAST} 0 root
        {noun} {noun} NOUN _ 2 obj
        _. . PUNCT _ 2 punct
    """)
    assert [one.act for one in find_statements(read, (), weights=RULES)] == [act]
