"""Bodies of which there are many: where each is, and that those of different places are kept apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from segundo.article import Article, Span
from segundo.identities import areas
from segundo.identities.uses import AREA, NATION
from segundo.languages import table
from segundo.ledger import Filter, Ledger, open_ledger
from segundo.records import Actor, ActorKind, Event, Records
from segundo.repeats.amounts import place
from segundo.resolve.keys import Level, common_words, key, level
from segundo.resolve.names import fold
from segundo.resolve.places import named, state_of, states, unshortened
from segundo.segment import segment
from tests.ledger_build import Finished, enter

PLACES = ("Olinda", "Recife", "Pernambuco", "Bahia", "Salvador", "Mariana", "Minas Gerais", "São Paulo", "Buenos Aires")
STATES = {"Rússia": "RU", "Brasil": "BR", "Portugal": "PT"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "test.ledger", write=True) as opened:
        yield opened


def every(text: str, words: str) -> tuple[Span, ...]:
    starts = [at for at in range(len(text)) if text.startswith(words, at)]
    return tuple(Span(at, at + len(words)) for at in starts)


def item(identifier: str, body: str, text: str, *, outlet: str = "Jornal", day: int | None = None) -> Finished:
    """An article that names a body and places; by its number it is months from others, so in no story."""
    kinds: list[tuple[str, ActorKind, str | None]] = [(body, "organisation", None)]
    kinds += [(name, "place", None) for name in PLACES if name in text]
    kinds += [(name, "state", code) for name, code in STATES.items() if name in text]
    actors = tuple(
        Actor(name, kind, every(text, name), "n", 0.9, country=country)
        for name, kind, country in sorted(kinds, key=lambda one: text.index(one[0]))
    )
    published = date(2010, 1, 1) + timedelta(100 * int(identifier[1:]) if day is None else day)
    article = Article(
        identifier, text, outlet=outlet, published=published, published_basis="given", source=identifier
    )
    return Finished(article, segment(text), Records(actors=actors))


def bodies(ledger: Ledger, *items: Finished) -> set[frozenset[str]]:
    """The articles of each identity among the bodies."""
    enter(ledger, *items)
    ledger.compare()
    assert not list(ledger.verify())
    found: dict[str, set[str]] = {}
    for row in ledger.actors(Filter(kind="organisation")):
        found.setdefault(ledger.identity(row.id).row.id, set()).add(row.article)
    return set(map(frozenset, found.values()))


@pytest.mark.parametrize("row", table("pt", "local_bodies"), ids=lambda row: f"{row['name']}-{row['rest']}")
def test_a_body_of_which_there_are_many_has_its_level(row: dict[str, str]) -> None:
    assert row["name"] in row["example"]
    assert row["rest"] in ("any", "no")
    of = key("organisation", row["name"], None, "pt")
    assert of is not None
    assert (level(of, "pt") is None) == (row["level"] == "one")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Secretaria de Saúde", "any"), ("Secretaria de Saúde de Olinda", None), ("Secretaria Nacional de Obras", None),
        ("Polícia Civil", "state"), ("Polícia Civil da Bahia", None), ("Câmara Municipal", "town"),
        ("Ministério da Defesa", "nation"), ("Hospital Municipal", "town"), ("Liga dos Amigos", None),
        ("Comunidade", "noun"), ("Cooperadora", None), ("B", "noun"), ("4ª", "noun"), ("Caixa", "home"),
        ("XYZ", "short"), ("SIC", "home"), ("Hospital", "noun"), ("Jornal Nacional", None),
        ("Associação Brasileira", "noun"), ("Associação Brasileira de Canoagem", None), ("Banco Mundial", None),
    ],
)  # fmt: skip
def test_a_name_that_says_where_is_of_one_body(name: str, expected: Level | None) -> None:
    of = key("organisation", name, None, "pt")
    assert of is not None
    assert level(of, "pt") == expected


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Grupo Zuzarte", "Zuzarte", True), ("Construtora Zuzarte", "Zuzarte", True), ("Grupo XYZ", "XYZ", True),
        ("Grupo Especial", "Especial", False), ("Grupo Olinda", "Olinda", False), ("Grupo dos 20", "20", False),
        ("Agência STF", "STF", False), ("Agência Senado", "Senado", False), ("Agência Brasil", "Brasil", False),
        ("PSB-MA", "PSB", True), ("PSB-MA", "Partido Socialista Brasileiro", True), ("TJ-MA", "TJ", False),
        ("Clube-MA", "Clube", False),
    ],
)  # fmt: skip
def test_what_says_only_the_kind_of_a_body_is_no_part_of_its_name(one: str, other: str, alike: bool) -> None:
    assert (key("organisation", one, None, "pt") == key("organisation", other, None, "pt")) == alike


def test_common_words_are_folded_and_no_names() -> None:
    common = common_words("pt")
    assert {"comunidade", "regiao", "economia"} <= common
    assert all(fold(word) == (word,) for word in common)
    assert common.isdisjoint({"petrobras", "benfica", "lisboa"})


@pytest.mark.parametrize("row", table("pt", "short_bodies"), ids=lambda row: f"{row['short']}-{row['country']}")
def test_a_body_called_by_its_kind_is_the_one_that_the_words_tell(row: dict[str, str]) -> None:
    assert meant(row["example"], row["short"], row["country"]) == row["name"]
    assert meant(row["example"], row["short"], "RU") is None
    denied = f"{row['example']} Nada disse {row['without'].split()[0]}."
    assert meant(denied, row["short"], row["country"]) is None


def test_a_body_called_by_its_kind_is_none_where_a_place_stands_behind_or_nothing_tells() -> None:
    assert meant("O deputado falou na Câmara de Olinda.", "Câmara", "BR") is None
    assert meant("A cantora falou na Câmara.", "Câmara", "BR") is None


def meant(text: str, name: str, country: str) -> str | None:
    places = [(None, every(text, place)) for place in PLACES if place in text]
    ground = replace(areas.survey(text, places, None, "pt"), country=country)
    return areas.meant(ground, every(text, name), name, "pt")


def test_the_table_of_places_has_all_states_and_towns() -> None:
    assert len(states()) == 27
    assert named(fold("Minas Gerais")).states == {"BR-MG"}
    assert named(fold("Mariana")).towns == {"BR-MG"}
    assert len(named(fold("Bom Jesus")).towns) > 1
    assert named(fold("Lisboa")) == (frozenset(), frozenset())
    assert (state_of("MG"), state_of("ZZ")) == ("BR-MG", None)


def told(text: str, body: str, there: Level, home: str | None = None) -> set[str]:
    """What an article tells of where a body is."""
    places = [(None, every(text, name)) for name in PLACES if name in text]
    ground = areas.survey(text, [*places, *((code, every(text, name)) for name, code in STATES.items())], home, "pt")
    sort = NATION if there in ("nation", "home") else AREA
    return {mark.words for mark in areas.marks(ground, every(text, body), there, "pt") if mark.sort == sort}


@pytest.mark.parametrize(
    ("text", "there", "expected"),
    [
        ("A Polícia Civil de Pernambuco prendeu dois em Salvador, na Bahia.", "state", {"BR-PE"}),
        ("A Polícia Civil (BA) prendeu dois em Pernambuco.", "state", {"BR-BA"}),
        ("A Polícia Civil prendeu dois em Olinda.", "state", {"BR-PE"}),
        ("A Polícia Civil prendeu dois em Olinda e na Bahia.", "state", set()),
        ("A Polícia Civil em Recife prendeu dois, e outros na Bahia.", "state", {"BR-PE"}),
        ("A Polícia Civil prendeu dois em Olinda e no Recife.", "town", set()),
        ("A Polícia Civil prendeu dois em Olinda.", "town", {"olinda"}),
        ("A Polícia Civil prendeu dois em Olinda.", "any", set()),
        ("A Polícia Civil de Olinda prendeu dois.", "any", {"olinda"}),
    ],
)
def test_where_a_body_is(text: str, there: Level, expected: set[str]) -> None:
    assert told(text, "Polícia Civil", there) == expected


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        ("O Ministério da Defesa russo negou. O Brasil ouviu.", "BR", {"RU"}),
        ("O Ministério da Defesa da Rússia negou. O Brasil ouviu.", "BR", {"RU"}),
        ("O Ministério da Defesa negou em São Paulo.", None, {"BR"}),
        ("O Ministério da Defesa negou.", "PT", {"PT"}),
        ("O Ministério da Defesa negou em Buenos Aires.", None, set()),
        ("O Ministério da Defesa negou. Brasil e Rússia ouviram.", None, set()),
    ],
)
def test_of_which_nation_a_body_is(text: str, home: str | None, expected: set[str]) -> None:
    assert told(text, "Ministério da Defesa", "nation", home) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Disse o ministro da Agricultura ontem.", "Agricultura", "Ministério da Agricultura"),
        ("Disse a secretária de Obras ontem.", "Obras", "Secretaria de Obras"),
        ("Disse o ministro da Casa Civil ontem.", "Casa Civil", None),
        ("Disse o ministro do STF ontem.", "STF", None),
        ("Disse o amigo da Agricultura ontem.", "Agricultura", None),
        ("Agricultura disse ontem.", "Agricultura", None),
        ("Negou a Procuradoria-Geral da República.", "Procuradoria-Geral", "Procuradoria-Geral da República."),
        ("A Procuradoria-Geral da República negou.", "Procuradoria-Geral", "Procuradoria-Geral da República"),
        ("A Procuradoria-Geral de Olinda negou a nota.", "Procuradoria-Geral", None),
        ("A Polícia judiciária e a civil negaram.", "Polícia", None),
        ("O Conselho Nacional de Justiça, em Olinda", "Conselho Nacional", "Conselho Nacional de Justiça,"),
    ],
)
def test_a_body_that_is_called_by_less_of_its_name_is_the_full_one(text: str, name: str, expected: str | None) -> None:
    assert areas.full_name(text, every(text, name), name, "pt") == expected


def test_a_ministry_is_one_by_its_area_and_in_full(ledger: Ledger) -> None:
    found = bodies(
        ledger,
        item("a1", "Agricultura", "Disse a ministra da Agricultura que chove."),
        item("a2", "Ministério da Agricultura", "O Ministério da Agricultura abriu concurso."),
        item("a3", "Agricultura", "A secretária da Agricultura saiu."),
    )
    assert found == {frozenset({"a1", "a2"}), frozenset({"a3"})}


def test_bodies_of_two_places_are_two_and_of_one_place_one(ledger: Ledger) -> None:
    found = bodies(
        ledger,
        item("a1", "Polícia Civil", "A Polícia Civil ouviu o vizinho em Olinda."),
        item("a2", "Polícia Civil", "A Polícia Civil de Pernambuco achou o barco."),
        item("a3", "Polícia Civil", "Em Salvador, na Bahia, a Polícia Civil soltou o preso."),
        item("a4", "Polícia Civil", "A Polícia Civil não quis falar do assalto."),
    )
    assert found == {frozenset({"a1", "a2"}), frozenset({"a3"}), frozenset({"a4"})}


def test_in_one_story_bodies_of_two_places_are_two(ledger: Ledger) -> None:
    whale = "Uma baleia de doze metros encalhou na praia e os biólogos examinam a baleia morta."
    found = bodies(
        ledger,
        item("a1", "Polícia Civil", f"{whale} A Polícia Civil de Pernambuco veio.", day=10),
        item("a2", "Polícia Civil", f"{whale} A Polícia Civil da Bahia não veio.", day=11),
        item("a3", "Polícia Civil", f"{whale} A Polícia Civil de Pernambuco saiu.", day=12),
    )
    assert found == {frozenset({"a1", "a3"}), frozenset({"a2"})}


def test_in_one_company_bodies_of_two_places_are_two(ledger: Ledger) -> None:
    people = "Mário Tordo e Rita Zuzarte ouviram"
    items = [
        item("a1", "Casa Civil", f"{people} a Casa Civil de Pernambuco."),
        item("a2", "Casa Civil", f"{people} a Casa Civil."),
        item("a3", "Casa Civil", f"{people} a Casa Civil da Bahia."),
    ]
    named_too = []
    for one in items:
        text, there = one.article.text, one.records.actors
        others = [Actor(name, "person", every(text, name), "n", 0.9) for name in ("Mário Tordo", "Rita Zuzarte")]
        named_too.append(one._replace(records=replace(one.records, actors=(*others, *there))))
    assert bodies(ledger, *named_too) == {frozenset({"a1", "a2"}), frozenset({"a3"})}


def test_an_address_that_is_none_tells_nothing(ledger: Ledger) -> None:
    odd = item("a1", "PSD", "O PSD votou contra a taxa.")
    odd = odd._replace(article=replace(odd.article, url="http://[odd"))
    assert bodies(ledger, odd) == {frozenset({"a1"})}


def test_a_party_of_one_name_in_two_nations_is_two(ledger: Ledger) -> None:
    found = bodies(
        ledger,
        item("a1", "PSD", "O PSD votou contra a taxa.", outlet="folha.example.br"),
        item("a2", "PSD", "O PSD perdeu a câmara.", outlet="diario.example.pt"),
        item("a3", "PSD", "O PSD português reuniu-se.", outlet="folha.example.br"),
        item("a4", "PSD", "O PSD elegeu um senador.", outlet="folha.example.br"),
    )
    assert found == {frozenset({"a1", "a4"}), frozenset({"a2", "a3"})}


def test_what_is_of_a_place_is_no_short_name_of_a_body_of_none(ledger: Ledger) -> None:
    whole = [item(f"a{n}", "Câmara dos Deputados", "A Câmara dos Deputados votou.") for n in range(1, 5)]
    called = [Actor(one.records.actors[0].name, "organisation", (Span(2, 22), Span(2, 8)), "n", 0.9) for one in whole]
    found = bodies(
        ledger,
        *(one._replace(records=Records(actors=(actor,))) for one, actor in zip(whole, called, strict=True)),
        item("a5", "Câmara", "A Câmara de Olinda votou."),
        item("a6", "Câmara", "A Câmara votou."),
    )
    assert found == {frozenset({"a1", "a2", "a3", "a4", "a6"}), frozenset({"a5"})}


def test_a_body_whose_article_tells_no_nation_is_none_of_two(ledger: Ledger) -> None:
    found = bodies(
        ledger,
        item("a1", "Ministério da Pesca", "O Ministério da Pesca negou.", outlet="folha.example.br"),
        item("a2", "Ministério da Pesca", "O Ministério da Pesca negou.", outlet="diario.example.pt"),
        item("a3", "Ministério da Pesca", "O Ministério da Pesca negou."),
    )
    assert found == {frozenset({"a1"}), frozenset({"a2"}), frozenset({"a3"})}


def test_what_an_outlet_of_another_country_names_is_not_the_one_of_this_unless_it_says_so(ledger: Ledger) -> None:
    text = "O Ministério da Pesca negou."
    abroad = "O Ministério da Pesca negou. Portugal e Rússia ouviram."
    found = bodies(
        ledger,
        *(item(f"a{number}", "Ministério da Pesca", text, outlet="folha.example.br") for number in range(1, 6)),
        item("a6", "Ministério da Pesca", abroad, outlet="diario.example.pt"),
        item("a7", "Ministério da Pesca", "O Ministério da Pesca do Brasil negou.", outlet="diario.example.pt"),
    )
    assert found == {frozenset({"a1", "a2", "a3", "a4", "a5", "a7"}), frozenset({"a6"})}


def test_an_acronym_that_the_table_has_is_that_of_the_country_of_the_outlet(ledger: Ledger) -> None:
    text = "A SIC negou. A Rússia ouviu, e a Rússia respondeu."
    found = bodies(
        ledger,
        item("a1", "SIC", "A SIC negou.", outlet="folha.example.br"),
        item("a2", "SIC", text, outlet="folha.example.br"),
        item("a3", "SIC", "A SIC negou.", outlet="diario.example.pt"),
    )
    assert found == {frozenset({"a1", "a2"}), frozenset({"a3"})}


def test_another_acronym_of_three_letters_is_one_where_the_matter_is(ledger: Ledger) -> None:
    boats = "A regata dos veleiros partiu do cais e os veleiros voltaram ao cais com vento."
    found = bodies(
        ledger,
        item("a1", "XYZ", f"A XYZ negou. {boats}"),
        item("a2", "XYZ", f"A XYZ calou. {boats} Fim."),
        item("a3", "XYZ", "A XYZ negou que a vacina fosse cara para os hospitais e as enfermeiras."),
    )
    assert found == {frozenset({"a1", "a2"}), frozenset({"a3"})}


def test_a_body_is_of_the_nation_that_has_nearly_all(ledger: Ledger) -> None:
    text = "O Ministério da Pesca negou."
    found = bodies(
        ledger,
        *(item(f"a{number}", "Ministério da Pesca", text, outlet="folha.example.br") for number in range(1, 6)),
        item("a6", "Ministério da Pesca", text, outlet="diario.example.pt"),
        item("a7", "Ministério da Pesca", text),
    )
    assert found == {frozenset({"a1", "a2", "a3", "a4", "a5", "a7"}), frozenset({"a6"})}


def test_what_lies_in_a_state_is_found_by_it_where_the_article_names_both(ledger: Ledger) -> None:
    told = {
        "a1": "Caiu a ponte de Mariana, em Minas Gerais.", "a2": "Caiu a ponte de Mariana.",
        "a3": "Caiu a ponte de Salvador, e não em Minas Gerais.", "a4": "Caiu a ponte de Minas Gerais.",
        "a5": "Caiu a ponte de Mariana (MG).", "a6": "Caiu a ponte de Olinda (PE), não em Minas Gerais.",
        "a7": "Caiu a ponte de Mariana do Sul, não em Minas Gerais.",
        "a8": "Caiu a ponte de Mariana, na Rússia, não em Minas Gerais.",
    }  # fmt: skip
    items = []
    for name, text in told.items():
        place = next(name for name in PLACES if f"ponte de {name}" in text)
        event = Event(every(text, "Caiu"), "HARM", (), every(text, "ponte"), "happened", "x", 0.9, place)
        finished = item(name, "ponte", text)
        items.append(finished._replace(records=replace(finished.records, events=(event,))))
    bodies(ledger, *items)

    def where(place: str) -> set[str]:
        return {row.article for row in ledger.events(Filter(place=place))}

    assert where("Minas Gerais") == where("minas") == {"a1", "a4", "a5"}
    assert where("Brasil") == {"a1", "a4", "a5", "a6"}
    assert where("Mariana") == {"a1", "a2", "a5", "a7", "a8"}
    assert where("Portugal") == set()


@pytest.mark.parametrize("row", table("pt", "short_states"), ids=lambda row: row["name"])
def test_a_state_is_one_under_its_short_name(row: dict[str, str]) -> None:
    assert row["name"] in row["example"]
    assert unshortened(row["name"]) == row["state"] in states().values()
    assert named(fold(row["name"])).states == named(fold(row["state"])).states
    assert key("place", row["name"], None, "pt") == key("place", row["state"], None, "pt")
    assert place(row["name"]) == place(row["state"])
    assert unshortened("Rio Grande") == "Rio Grande"
