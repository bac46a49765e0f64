"""Who takes part in events, read by the trained reader from whole sentences; one behaviour each."""

from __future__ import annotations

import pytest

from segundo.finders.events.arguments import find_place, find_time, participants, phrase
from segundo.finders.events.frames import roles
from segundo.finders.events.triggers import find_candidates
from segundo.languages import table
from segundo.reader import Reader


def taking_part(reader: Reader, text: str, trigger: str, dated: tuple[str, ...] = ()) -> tuple[str, str]:
    """The words of the actor and of the target of the likeliest sense of a trigger."""
    (reading,) = reader.read([text])
    found = next(one for one in find_candidates(reading, "pt") if reading.form[one.word] == trigger)
    times = {word for word, form in enumerate(reading.form) if form in dated}
    heads = participants(reading, found, times, roles("pt"))
    phrases = (phrase(reading, heads[0], heads[1]), phrase(reading, heads[1]))
    actor, target = (" … ".join(text[a:b] for a, b in pieces) for pieces in phrases)
    return actor, target


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        ("A crise levou o ministro a renunciar ao cargo.", "renunciar", "o ministro"),
        ("A guarda prendeu o vizinho suspeito de matar a mulher.", "matar", "o vizinho suspeito"),
        ("O homem é suspeito de matar a mulher.", "matar", "O homem"),
        ("O objetivo da operação é prender os líderes do bando.", "prender", ""),
        ("O prefeito foi afastado por ordem do juiz.", "afastado", "juiz"),
        ("O tesoureiro foi condenado por corrupção.", "condenado", ""),
        ("O porteiro foi demitido por dormir no serviço.", "demitido", ""),
        ("Os dois lados assinaram um acordo de paz em Faro.", "acordo", "Os dois lados"),
        ("O acordo de paz trouxe alívio à vila.", "acordo", ""),
        ("A reunião dos ministros durou uma hora.", "reunião", "ministros"),
        ("Na ocasião, ela sucedeu Rui Prado (PDB-RJ), que havia renunciado ao cargo.", "renunciado", "Rui Prado"),
    ],
)
def test_who_acts(reader: Reader, text: str, trigger: str, actor: str) -> None:
    assert taking_part(reader, text, trigger)[0] == actor


@pytest.mark.parametrize("row", [row for row in table("pt", "event_roles") if row["role"] == "cause"])
def test_a_cause_is_nobody_who_acts(reader: Reader, row: dict[str, str]) -> None:
    (reading,) = reader.read([row["example"]])
    found = [one for one in find_candidates(reading, "pt") if one.frame.passive]
    assert found
    assert {one.frame.actor for one in found} == {None}


@pytest.mark.parametrize(
    ("text", "trigger", "took_part"),
    [
        ("Nove idosos morreram no incêndio.", "morreram", ("", "Nove idosos")),
        ("O barco afundou e dois pescadores desapareceram no mar.", "desapareceram", ("", "dois pescadores")),
        ("O terremoto matou nove idosos.", "matou", ("O terremoto", "nove idosos")),
    ],
)
def test_harm_befalls_its_subject_where_it_has_no_object(
    reader: Reader, text: str, trigger: str, took_part: tuple[str, str]
) -> None:
    assert taking_part(reader, text, trigger) == took_part


def test_a_time_takes_no_part(reader: Reader) -> None:
    text = "A eleição de agosto mobilizou a vila."
    assert taking_part(reader, text, "eleição") == ("", "agosto")
    assert taking_part(reader, text, "eleição", ("agosto",)) == ("", "")
    assert taking_part(reader, "A eleição de 2018 mobilizou a vila.", "eleição") == ("", "")


@pytest.mark.parametrize(
    ("text", "trigger", "target"),
    [
        ("A polícia prendeu o contador e a sócia dele.", "prendeu", "o contador e a sócia dele"),
        ("A câmara aprovou uma lei que proíbe fogos.", "aprovou", "uma lei"),
        ("A polícia prendeu o dono da loja que vendia fogos.", "prendeu", "o dono da loja"),
        ("A polícia investigou a Caixa Econômica Federal (CEF).", "investigou", "a Caixa Econômica Federal (CEF)"),
    ],
)
def test_a_phrase_has_all_who_take_part_and_no_clauses(reader: Reader, text: str, trigger: str, target: str) -> None:
    assert taking_part(reader, text, trigger)[1] == target


@pytest.mark.parametrize(
    ("text", "trigger", "target"),
    [
        ("O ministro se reuniu com o bispo.", "reuniu", "o bispo"),
        ("O encontro com o bispo durou pouco.", "encontro", "o bispo"),
        ("O ministro renunciou ao cargo.", "renunciou", "cargo"),
        ("Os alunos protestaram contra a reitora.", "protestaram", "a reitora"),
        ("O conselho se reuniu a pedido da reitora.", "reuniu", ""),
        ("O conselho se recusou a votar.", "recusou", ""),
    ],
)
def test_without_an_object_the_target_is_whom_it_is_done_with_or_to(
    reader: Reader, text: str, trigger: str, target: str
) -> None:
    assert taking_part(reader, text, trigger)[1] == target


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("O protesto de alunos em Faro durou uma hora.", "protesto", "Faro"),
        ("A polícia prendeu o dono da loja que ardeu em Faro.", "prendeu", None),
    ],
)
def test_what_hangs_on_a_participant_tells_the_place(
    reader: Reader, text: str, trigger: str, place: str | None
) -> None:
    (reading,) = reader.read([text])
    assert find_place(reading, reading.form.index(trigger), roles("pt")["place"]) == place


@pytest.mark.parametrize(
    ("text", "trigger", "took_part"),
    [
        ("As negociações entre o sindicato e a câmara pararam.", "negociações", ("o sindicato", "a câmara")),
        ("O diálogo entre os dois países parou.", "diálogo", ("os dois países", "")),
    ],
)
def test_what_is_between_two_has_one_for_its_actor_and_one_for_its_target(
    reader: Reader, text: str, trigger: str, took_part: tuple[str, str]
) -> None:
    assert taking_part(reader, text, trigger) == took_part


def test_what_dates_a_saying_does_not_date_the_deed(reader: Reader) -> None:
    (reading,) = reader.read(["O clube admitiu ontem a demissão do técnico."])
    saying, day, trigger = (reading.form.index(word) for word in ("admitiu", "ontem", "demissão"))
    dated = {day: 0}
    assert find_time(reading, trigger, dated) == 0
    assert find_time(reading, trigger, dated, apart={saying}) is None


def test_what_dates_a_deed_does_not_date_what_it_is_about(reader: Reader) -> None:
    (reading,) = reader.read(["A votação da denúncia, ontem, foi longa."])
    vote, charge, day = (reading.form.index(word) for word in ("votação", "denúncia", "ontem"))
    dated = {day: 0}
    assert find_time(reading, vote, dated, apart={charge}) == 0
    assert find_time(reading, charge, dated, apart={vote}) is None


@pytest.mark.parametrize(
    ("text", "trigger", "took_part"),
    [
        ("O inquérito da Polícia Federal contra o autarca acabou.", "inquérito", ("Polícia Federal", "o autarca")),
        ("A sentença do juiz surpreendeu a cidade.", "sentença", ("juiz", "")),
        ("O julgamento do tesoureiro durou um ano.", "julgamento", ("", "tesoureiro")),
        ("A sentença do juiz Rui Prado surpreendeu a cidade.", "sentença", ("juiz Rui Prado", "")),
        ("O julgamento do juiz Rui Prado começa hoje.", "julgamento", ("", "juiz Rui Prado")),
        ("A condenação da Petrobras saiu ontem.", "condenação", ("", "Petrobras")),
    ],
)
def test_what_is_of_a_body_of_the_law_is_done_by_it(
    reader: Reader, text: str, trigger: str, took_part: tuple[str, str]
) -> None:
    assert taking_part(reader, text, trigger) == took_part


@pytest.mark.parametrize(
    ("text", "trigger", "took_part"),
    [
        ("O bairro sofreu um ataque na terça-feira.", "ataque", ("", "O bairro")),
        ("O tesoureiro foi alvo de uma investigação.", "investigação", ("", "O tesoureiro")),
        ("A turista foi vítima de sequestro.", "sequestro", ("", "A turista")),
    ],
)
def test_who_undergoes_what_a_noun_names_is_its_target(
    reader: Reader, text: str, trigger: str, took_part: tuple[str, str]
) -> None:
    assert taking_part(reader, text, trigger) == took_part


def test_a_phrase_ends_before_a_time_behind_a_comma(reader: Reader) -> None:
    (reading,) = reader.read(["O clube anunciou a demissão do técnico, em 2014, por carta."])
    head, year = (reading.form.index(word) for word in ("demissão", "2014"))
    told = [phrase(reading, head, dated=dated)[0] for dated in ({}, {year: 0})]
    assert [reading.text[piece.start : piece.end] for piece in told] == [
        "a demissão do técnico, em 2014",
        "a demissão do técnico",
    ]


@pytest.mark.parametrize(
    ("text", "trigger", "took_part"),
    [
        ("Dois homens foram mortos por forças israelenses.", "mortos", ("forças israelenses", "Dois homens")),
        ("A lei foi aprovada pela maioria dos deputados.", "aprovada", ("maioria dos deputados", "A lei")),
        ("O advogado foi condenado pela Ordem dos Advogados.", "condenado", ("Ordem dos Advogados", "O advogado")),
        ("Os deputados votaram a favor da reforma.", "votaram", ("Os deputados", "reforma")),
        ("Depois de ser preso, o vereador foi levado à cadeia.", "preso", ("", "o vereador")),
        ("Após ser preso, o vereador fugiu.", "preso", ("", "o vereador")),
        ("O motorista atropelou um ciclista e matou.", "matou", ("O motorista", "")),
    ],
)
def test_who_does_and_who_undergoes_a_deed(
    reader: Reader, text: str, trigger: str, took_part: tuple[str, str]
) -> None:
    assert taking_part(reader, text, trigger) == took_part


def test_a_time_that_the_tree_takes_for_an_object_dates_the_deed(reader: Reader) -> None:
    (reading,) = reader.read(["O prefeito, preso há seis meses, nada disse."])
    trigger, month = (reading.form.index(word) for word in ("preso", "meses"))
    assert find_time(reading, trigger, {month: 0}) == 0
