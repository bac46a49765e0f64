"""Names that the reader cut or took too far, and names of one word that articles on one matter have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.actors import stale
from evaluation.drawing import draw
from segundo.article import Span
from segundo.identities import areas, mending
from segundo.languages import table
from segundo.ledger import Ledger, open_ledger
from segundo.repeats.stories import likeness, profile, weights, without
from segundo.resolve.keys import key, level
from segundo.resolve.lexicon import lexicon
from segundo.resolve.names import fold
from segundo.resolve.own_names import own_name
from segundo.resolve.places import named
from tests.test_identities import Told, about, groups, item, parted, told


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "test.ledger", write=True) as opened:
        yield opened


def spans(text: str, name: str) -> tuple[Span, ...]:
    return (Span(text.index(name), text.index(name) + len(name)),)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Disse à Coluna do Farol de Olinda que não.", "Coluna", "Coluna do Farol de Olinda"),
        ("O Tribunal Regional Federal da 4ª Região adiou.", "Tribunal Regional Federal",
         "Tribunal Regional Federal da 4ª Região"),
        ("A Associação Nacional dos Faroleiros da Costa e Ilhas pediu.", "Associação Nacional",
         "Associação Nacional dos Faroleiros da Costa e Ilhas"),
        ("O Conselho de Ética da Casa adiou.", "Conselho de Ética", None),  # taken up
        ("A Coluna de Ana Tordo saiu.", "Coluna", None),  # a person
        ("O Tribunal de Olinda adiou.", "Tribunal", None),  # a place
        ("A Coluna da praia saiu.", "Coluna", None),
        ("A Comissão de Saúde reuniu.", "Comissão", None),  # one common word
        ("O Banco Zuzarte de Valores abriu.", "Banco Zuzarte", None),  # whole already
    ],
)  # fmt: skip
def test_a_body_that_the_reader_cut_goes_on_in_the_text(text: str, name: str, expected: str | None) -> None:
    places = [(None, spans(text, "Olinda"))] if "Olinda" in text else []
    people = {text.index("Ana Tordo")} if "Ana Tordo" in text else set()
    ground = areas.survey(text, places, "BR", "pt")
    assert mending.whole_body(ground, people, spans(text, name), name, "pt") == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("O procurador-geral da República Zeferino Tordo falou.", "República Zeferino Tordo", "Zeferino Tordo"),
        ("A governadora de Roraima Zita Tordo falou.", "Roraima Zita Tordo", "Zita Tordo"),
        ("O presidente de Mato Grosso Zeferino Tordo falou.", "Mato Grosso Zeferino Tordo", "Zeferino Tordo"),
        ("Falou a STF Zeferino Tordo ontem.", "STF Zeferino Tordo", "Zeferino Tordo"),
        ("Viram a República Zeferino Tordo ontem.", "República Zeferino Tordo", "República Zeferino Tordo"),
        ("O ministro da Rosa Maria Tordo falou.", "Maria Rosa Tordo", "Maria Rosa Tordo"),
        ("O presidente da Maria Zeferina Tordo falou.", "Maria Zeferina Tordo", "Maria Zeferina Tordo"),
        ("O presidente da República Tordo falou.", "República Tordo", "República Tordo"),
        ("Falou ZEFERINO TORDO ALVES ontem.", "ZEFERINO TORDO ALVES", "ZEFERINO TORDO ALVES"),
        ("Falou JOSÉ Zeferino Tordo ontem.", "JOSÉ Zeferino Tordo", "JOSÉ Zeferino Tordo"),
    ],
)
def test_what_the_reader_took_from_before_a_name_is_left_out(text: str, name: str, expected: str) -> None:
    assert own_name(text, spans(text, name) if name in text else (), name, "pt") == expected


def test_a_person_is_one_without_the_end_of_an_office(ledger: Ledger) -> None:
    told(
        ledger,
        item("a1", "República Zeferino Tordo", text="O procurador da"),
        item("a2", "Zeferino Tordo"),
    )
    assert parted(ledger) == 1


def test_a_small_word_before_a_family_name_is_left_out() -> None:
    assert key("person", "De Zuzarte", None, "pt") == key("person", "Zuzarte", None, "pt")


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Os ministérios da Cultura e da Educação pagam.", "Educação", "ministério da Educação"),
        ("Os ministros da Cultura e Educação pagam.", "Educação", "Ministério da Educação"),
        ("A ministra da Educação paga.", "Educação", "Ministério da Educação"),
        ("A Cultura e a Educação pagam.", "Educação", None),
        ("O ministro da Cultura e Zuzarte pagam.", "Zuzarte", None),
    ],
)
def test_the_last_of_several_areas_is_that_of_their_office(text: str, name: str, expected: str | None) -> None:
    assert areas.full_name(text, spans(text, name), name, "pt") == expected


BEACH = "Uma baleia de doze metros encalhou em Esmoriz e biólogos medem a ossada, a gordura e os dentes."


def test_a_name_of_one_word_in_articles_on_one_matter_is_one(ledger: Ledger) -> None:
    told(
        ledger,
        item("a1", "Zuzarte", text=BEACH),
        item("a2", "Zuzarte", text=f"Meses depois, a ossada da baleia de Esmoriz está num museu. {BEACH[40:]}"),
        item("a3", "Zuzarte", text="O orçamento da escola de música de Tavira foi aprovado sem emendas."),
    )
    assert groups(ledger) == {
        frozenset({("a1", "Zuzarte"), ("a2", "Zuzarte")}),
        frozenset({("a3", "Zuzarte")}),
    }


def test_a_family_name_is_the_one_whose_articles_are_on_the_matter(ledger: Ledger) -> None:
    told(
        ledger,
        item("a1", "Rita Zuzarte", text=BEACH),
        item("a2", "Artur Zuzarte", text="O orçamento da escola de música de Tavira foi aprovado sem emendas."),
        item("a3", "Zuzarte", text=f"Meses depois, a ossada da baleia de Esmoriz está num museu. {BEACH[40:]}"),
    )
    assert frozenset({("a1", "Rita Zuzarte"), ("a3", "Zuzarte")}) in groups(ledger)
    assert [reason.code for reason in about(ledger, "Rita").bearers[1].reasons] == ["topic"]


def test_a_name_alone_is_no_matter() -> None:
    one, other = (weights(profile(None, f"Zuzarte {words}")) for words in ("viu a praia", "pagou o imposto"))
    assert likeness(one, other, None) > 0
    assert likeness(without(one, "Zuzarte"), without(other, "Zuzarte"), None) == 0


def test_a_common_word_that_was_read_as_a_name_is_none_of_a_matter(ledger: Ledger) -> None:
    told(ledger, item("a1", "Jato", text=BEACH), item("a2", "Jato", text=f"{BEACH} A ossada está num museu."))
    assert parted(ledger) == 2


def test_the_middle_of_a_name_may_be_left_out_though_others_begin_alike(ledger: Ledger) -> None:
    told(
        ledger,
        item("a1", "Zita Pardal Tordo"),
        item("a2", "Zita Tordo Melro"),
        item("a3", "Zita Tordo"),
    )
    assert frozenset({("a1", "Zita Pardal Tordo"), ("a3", "Zita Tordo")}) in groups(ledger)


def test_two_names_are_two_where_the_first_is_one_word(ledger: Ledger) -> None:
    told(
        ledger,
        item("a1", Told("Zuzarte Rita Tordo", also=("Zuzarte",))),
        *(item(f"a{number}", "Rita Tordo") for number in (2, 3)),
        *(item(f"a{number}", "Zuzarte", text=BEACH) for number in (4, 5)),
    )
    assert frozenset({("a1", "Zuzarte Rita Tordo")}) in groups(ledger)


@pytest.mark.parametrize(("country", "expected"), [("pt", 1), ("br", 2)])
def test_an_acronym_of_three_letters_is_the_body_of_its_nation(ledger: Ledger, country: str, expected: int) -> None:
    full = item("a1", Told("Federação Portuguesa de Petanca", "organisation"), text=BEACH)
    short = item("a2", Told("FPP", "organisation"), text=BEACH)
    short = short._replace(article=replace(short.article, url=f"https://jornal.{country}/1"))
    told(ledger, full, short)
    assert parted(ledger) == expected


def test_drawing_passes_over_whom_it_drew_before() -> None:
    actors = [("a1", "person", "Rita Tordo"), ("a2", "person", "Zita Tordo")]
    assert {one for one, _ in draw(actors, 2, 1, "")} == set(actors)
    assert {one for one, _ in draw(actors, 2, 1, "", actors[:1])} == {actors[1]}


def test_evaluation_tells_of_a_ledger_that_other_code_has_made(ledger: Ledger) -> None:
    told(ledger, item("a1", "Rita Tordo"), item("a2", "Zita Tordo"))
    versions = {row.version for row in ledger.articles()}
    assert list(stale(ledger, ["a1", "a2"], *versions)) == []
    assert len(list(stale(ledger, ["a1", "a2", "a3"], "another"))) == 2
    with ledger._transaction() as connection:
        connection.execute("UPDATE rules SET version = version - 1")
    assert len(list(stale(ledger, ["a1"], *versions))) == 1


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("O juiz Artur Tordo negou.", "Tordo", "Artur Tordo"),
        ("O comício Fora Tordo encheu.", "Tordo", "Tordo"),
        ("Viveu na Era Tordo.", "Tordo", "Tordo"),
        ("Sorriu Quando Tordo negou.", "Tordo", "Tordo"),
        ("Gritou Ele Não Tordo.", "Tordo", "Tordo"),
        ("O médico Tordo da Rocha negou.", "Tordo", "Tordo da Rocha"),
        ("O governo Tordo negou.", "Tordo", "Tordo"),
        ("O ministro Tordo negou.", "Tordo", "Tordo"),
        ("Hoje Tordo negou.", "Tordo", "Tordo"),
        ("O Tordo de Olinda negou.", "Tordo", "Tordo"),
    ],
)
def test_a_family_name_takes_the_rest_of_the_name(text: str, name: str, whole: str) -> None:
    start = text.index(name)
    places = [(None, spans(text, "Olinda"))] if "Olinda" in text else []
    ground = areas.survey(text, places, "BR", "pt")
    assert mending.whole_person(ground, {start}, set(), spans(text, name), name, "pt") == whole


def test_a_town_at_home_that_is_called_like_a_country_is_the_town() -> None:
    text = "O prefeito de Salvador negou."
    places = [("SV", spans(text, "Salvador"))]
    assert areas.survey(text, places, "BR", "pt").sites[14].country is None
    assert areas.survey(text, places, "PT", "pt").sites[14].country == "SV"
    assert areas.survey(f"{text} O governo salvadorenho ouviu.", places, "BR", "pt").sites[14].country == "SV"


@pytest.mark.parametrize("text", ["A ONU ouviu a Palestina.", "Morreu no Congo.", "Foi a Macau e a Lisboa."])
def test_a_country_that_a_little_known_town_is_called_like_is_the_country(text: str) -> None:
    name = next(word for word in ("Palestina", "Congo", "Macau") if word in text)
    (site,) = areas.survey(text, [("XX", spans(text, name))], "BR", "pt").sites.values()
    assert site.country == "XX"


def test_a_state_s_letters_behind_a_country_s_name_make_it_a_town() -> None:
    text = "A ponte de Palestina (SP) caiu."
    (site,) = areas.survey(text, [("PS", spans(text, "Palestina"))], "BR", "pt").sites.values()
    assert site.country is None


def test_only_a_whole_word_tells_that_a_country_is_meant() -> None:
    text = "O prefeito de Salvador, o antissalvadorenho, negou."
    (site,) = areas.survey(text, [("SV", spans(text, "Salvador"))], "BR", "pt").sites.values()
    assert site.country is None


@pytest.mark.parametrize("row", table("pt", "towns"), ids=lambda row: row["name"])
def test_a_town_of_the_table_is_one_of_its_country(row: dict[str, str]) -> None:
    assert row["name"] in row["example"]
    assert lexicon("pt").countries[fold(row["name"])] != row["country"]
    assert any(code.startswith(row["country"]) for code in named(fold(row["name"])).towns)


@pytest.mark.parametrize("name", ["Viveiro de Sá", "Tordo Sá", "Viveiro do SA", "Construtora SA", "Tordo Sa"])
def test_a_family_name_is_no_legal_form(name: str) -> None:
    of = key("organisation", name, None, "pt")
    assert of is not None
    assert of.words[-1] == "sa"


@pytest.mark.parametrize("name", ["PCC", "FPF", "Cadê", "Cade"])
def test_a_short_name_that_others_bear_is_no_full_one(name: str) -> None:
    assert key("organisation", name, None, "pt") == ("organisation", fold(name))


@pytest.mark.parametrize("name", ["CDU", "CEE", "SME", "CET", "CLT", "PIS", "OAS", "UTC"])
def test_an_acronym_of_several_bodies_is_a_short_name(name: str) -> None:
    of = key("organisation", name, None, "pt")
    assert of is not None
    assert level(of, "pt") == "short"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tordo S.A.", "Tordo"),
        ("Tordo SA", "Tordo"),
        ("Tordo S/A", "Tordo"),
        ("The Olinda Times", "Olinda Times"),
        ("Zuzarte Remos Ltda", "Zuzarte Remos"),
    ],
)
def test_a_legal_form_and_a_foreign_article_are_no_part_of_a_name(one: str, other: str) -> None:
    assert key("organisation", one, None, "pt") == key("organisation", other, None, "pt")


def test_a_year_is_nobodys_name() -> None:
    assert key("person", "2014", None, "pt") is None
