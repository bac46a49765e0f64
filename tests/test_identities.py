"""Who is who over all articles of a ledger: what is joined, what is kept apart, why, and that order does not matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segundo.article import Article, Span
from segundo.errors import NotFoundError
from segundo.languages import table
from segundo.ledger import Filter, Identity, Ledger, identities, naming, open_ledger
from segundo.records import Actor, ActorKind, Records, Statement
from segundo.resolve.keys import heard, key
from segundo.resolve.names import fold
from segundo.segment import segment
from tests.ledger_build import Finished, enter

WHALE = "Uma baleia de doze metros encalhou em Esmoriz e biólogos medem a ossada, a gordura e os dentes."
"""The matter of articles that are alike, and in no story where their days are far apart."""


class Told(NamedTuple):
    """An actor of an article as the text tells of it; ``also`` are other names that it has there."""

    name: str
    kind: ActorKind = "person"
    roles: tuple[str, ...] = ()
    organisation: str | None = None
    country: str | None = None
    also: tuple[str, ...] = ()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "test.ledger", write=True) as opened:
        yield opened


def item(identifier: str, *told: Told | str, text: str = "", day: int | None = None) -> Finished:
    """An article that names these; each says something. By its number it is months from others, so in no story."""
    actors, statements = [], []
    for one in told:
        here = Told(one) if isinstance(one, str) else one
        start = len(text) + 2
        text = f"{text}\n\n{here.name}"
        spans = [Span(start, len(text))]
        for other in here.also:
            text = f"{text} ou {other}"
            spans.append(Span(len(text) - len(other), len(text)))
        text = f"{text} falou."
        actors.append(Actor(here.name, here.kind, tuple(spans), "n", 0.9, here.roles, here.organisation, here.country))
        cue = (Span(len(text) - 6, len(text) - 1),)
        statements.append(
            Statement((), cue, tuple(spans[:1]), "indirect", "state", "r", 0.9, here.name, len(actors) - 1)
        )
    day = 100 * int(identifier[1:]) if day is None else day
    published = date(2010, 1, 1) + timedelta(days=day)
    article = Article(identifier, text.strip(), published=published, published_basis="given", source=identifier)
    cut = len(text) - len(text.lstrip())
    records = Records(
        actors=tuple(
            Actor(a.name, a.kind, tuple(Span(s - cut, e - cut) for s, e in a.mentions), a.rule, a.score, a.roles,
                  a.organisation, a.country) for a in actors
        ),
        statements=tuple(
            Statement((), tuple(Span(s - cut, e - cut) for s, e in x.cue),
                      tuple(Span(s - cut, e - cut) for s, e in x.source), x.form, x.act, x.rule, x.score, x.speaker,
                      x.actor) for x in statements
        ),
    )  # fmt: skip
    return Finished(article, segment(article.text), records)


def told(ledger: Ledger, *items: Finished) -> Ledger:
    enter(ledger, *items)
    ledger.compare()
    assert not list(ledger.verify())
    return ledger


def groups(ledger: Ledger) -> set[frozenset[tuple[str, str]]]:
    """The identities, each as the article and name of its actors."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in ledger.actors():
        if row.kind != "unnamed":
            found.setdefault(ledger.identity(row.id).row.id, set()).add((row.article, row.name))
    return set(map(frozenset, found.values()))


def parted(ledger: Ledger) -> int:
    return len(groups(ledger))


def about(ledger: Ledger, name: str) -> Identity:
    (row, *_) = ledger.identities(Filter(speaker=name))
    return ledger.identity(row.id)


MINISTER = Told("Serguei Lavrov", roles=("ministro dos Negócios Estrangeiros da Rússia",), country="RU")


@pytest.mark.parametrize("row", table("pt", "transliteration"), ids=lambda row: row["names"])
def test_spellings_of_one_name_are_heard_alike(row: dict[str, str]) -> None:
    one, other = (key("person", name, None, "pt") for name in row["names"].split(" / "))
    assert one == other
    words = {word for name in row["names"].split(" / ") for word in fold(name)}
    assert words & set(fold(row["example"]))


def test_a_word_that_may_be_left_out_is_not_heard() -> None:
    assert heard("al", "pt") == ""


@pytest.mark.parametrize("row", table("pt", "common_names"), ids=lambda row: row["name"])
def test_examples_hold_the_common_name(row: dict[str, str]) -> None:
    assert row["name"] in row["example"]


@pytest.mark.parametrize("row", table("pt", "role_fields"), ids=lambda row: row["field"])
def test_examples_hold_a_role_of_the_field(row: dict[str, str]) -> None:
    assert {word.strip(".").lower() for word in row["example"].split()} & set(row["forms"].split())


def test_transliterations_are_one(ledger: Ledger) -> None:
    told(ledger, item("a1", MINISTER), item("a2", "Sergei Lavrov"), item("a3", "Sergey Lavrov"))
    found = about(ledger, "Lavrov")
    assert (found.row.articles, found.row.statements, found.row.country) == (3, 3, "RU")
    assert set(found.row.names) | {found.row.name} == {"Serguei Lavrov", "Sergei Lavrov", "Sergey Lavrov"}
    assert [reason.code for reason in found.bearers[0].reasons] == ["spelling"]


def test_accents_and_small_words_do_not_matter(ledger: Ledger) -> None:
    assert parted(told(ledger, item("a1", "Íris da Cruz Zuzarte"), item("a2", "Iris Cruz Zuzarte"))) == 1


def test_a_family_name_is_the_one_of_its_story(ledger: Ledger) -> None:
    whale = "Uma baleia de doze metros encalhou na praia de Esmoriz e os biólogos examinam a baleia."
    first = item("a1", "Rita Zuzarte", text=whale, day=10)
    told(ledger, first, item("a2", "Zuzarte", text=f"{whale} Fim.", day=11), item("a3", "Zuzarte"))
    assert groups(ledger) == {frozenset({("a1", "Rita Zuzarte"), ("a2", "Zuzarte")}), frozenset({("a3", "Zuzarte")})}
    assert [reason.code for reason in about(ledger, "Rita").bearers[1].reasons] == ["story"]
    assert [(row.one_name, row.other_name) for row in ledger.doubts()] == [("Zuzarte", "Rita Zuzarte")]


def test_a_family_name_is_his_whom_others_call_so(ledger: Ledger) -> None:
    full = Told("Mário Tordo", also=("Tordo",))
    beside = "Rita Zuzarte"
    told(ledger, item("a1", full, beside), item("a2", full), item("a3", "Clara Tordo"), item("a4", "Tordo", beside))
    assert parted(ledger) == 3
    (_, short) = about(ledger, "Mário Tordo").bearers
    assert (short.name, short.like, short.score) == ("Tordo", "Mário Tordo", 0.99)
    assert [(reason.code, reason.words) for reason in short.reasons] == [("called", "2/2")]


def test_a_family_name_of_whom_nothing_else_is_known_is_his_only_whom_very_many_call_so(ledger: Ledger) -> None:
    full = Told("Mário Tordo", also=("Tordo",))
    few = [item(f"a{number}", full) for number in range(1, 10)]
    told(ledger, *few, item("a20", "Tordo"))
    assert parted(ledger) == 2
    assert [(row.one_name, row.other_name) for row in ledger.doubts()] == [("Tordo", "Mário Tordo")]
    told(ledger, item("a10", full))
    assert parted(ledger) == 1


def test_a_family_name_of_two_is_nobodys(ledger: Ledger) -> None:
    told(ledger, item("a1", "Mário Tordo"), item("a2", "Clara Tordo"), item("a3", "Tordo"))
    assert parted(ledger) == 3
    assert [[reason.code for reason in row.reasons] for row in ledger.doubts()] == [["shorter", "others"]] * 2


def test_a_shortened_full_name_is_one(ledger: Ledger) -> None:
    told(ledger, item("a1", "Dulce Vana Zuzarte"), item("a2", "Dulce Zuzarte"))
    assert parted(ledger) == 1


def test_names_of_two_people_read_as_one_join_nobody(ledger: Ledger) -> None:
    pair = [item(f"a{n}", "Dulce Zuzarte", "Mário Tordo") for n in (1, 2)]
    told(ledger, *pair, item("a3", "Dulce Zuzarte Mário Tordo"))
    assert parted(ledger) == 3


def test_a_common_name_is_two_peoples_unless_they_have_something_in_common(ledger: Ledger) -> None:
    mayor = Told("João Silva", roles=("prefeito de Olinda",))
    told(ledger, item("a1", mayor), item("a2", "João Silva"), item("a3", mayor))
    one, other = sorted(groups(ledger), key=len)
    assert one == {("a2", "João Silva")} and other == {("a1", "João Silva"), ("a3", "João Silva")}
    (doubt,) = ledger.doubts()
    assert [reason.code for reason in doubt.reasons] == ["same", "nothing"]


def test_a_common_given_name_and_a_rarer_family_name_are_one_persons_unless_fields_clash(ledger: Ledger) -> None:
    told(ledger, item("a1", Told("Rui Furtado", roles=("goleiro",))), item("a2", "Rui Furtado"))
    assert parted(ledger) == 1
    told(ledger, item("a3", Told("Rui Furtado", roles=("pastor",))))
    assert parted(ledger) == 2
    assert [reason.code for doubt in ledger.doubts() for reason in doubt.reasons] == ["same", "clash"]


@pytest.mark.parametrize(
    ("titled", "name", "alike"),
    [
        ("Ministro Zuzarte", "Zuzarte", True), ("Senadora Dulce Zuzarte", "Dulce Zuzarte", True),
        ("Capitão Pedro", "Pedro", False), ("Ministro", "Zuzarte", False),
    ],
)  # fmt: skip
def test_a_title_that_was_read_as_part_of_a_name_is_none(titled: str, name: str, alike: bool) -> None:
    assert (key("person", titled, None, "pt") == key("person", name, None, "pt")) == alike


def test_homonyms_of_other_fields_are_kept_apart(ledger: Ledger) -> None:
    one, other = Told("João Silva", roles=("goleiro",)), Told("João Silva", roles=("pastor",))
    told(ledger, item("a1", one), item("a2", one), item("a3", one), item("a4", other))
    assert parted(ledger) == 2
    assert [reason.code for doubt in ledger.doubts() for reason in doubt.reasons] == ["same", "clash"]


def test_who_is_of_another_country_and_field_is_another(ledger: Ledger) -> None:
    one = Told("Mário Tordo", roles=("goleiro",), country="BR")
    told(ledger, item("a1", one), item("a2", Told("Mário Tordo", roles=("juiz",), country="PT")))
    assert parted(ledger) == 2


def test_who_is_named_in_the_same_company_is_the_same(ledger: Ledger) -> None:
    told(ledger, *(item(f"a{n}", "João Silva", "Rita Zuzarte", "Mário Tordo") for n in (1, 2)))
    assert parted(ledger) == 3


def test_other_kinds_are_others(ledger: Ledger) -> None:
    told(ledger, item("a1", "Zuzarte"), item("a2", Told("Zuzarte", kind="organisation")))
    assert parted(ledger) == 2


def test_an_acronym_of_the_table_is_one_with_its_expansion(ledger: Ledger) -> None:
    long = Told("Procuradoria-Geral da República", kind="organisation")
    told(ledger, item("a1", Told("PGR", kind="organisation")), item("a2", long))
    (found,) = ledger.identities()
    assert (found.name, found.names, found.articles) == ("Procuradoria-Geral da República", ("PGR",), 2)
    assert [reason.code for reason in ledger.identity(found.id).bearers[0].reasons] == ["acronym"]


def test_a_party_is_not_called_by_a_branch_of_it(ledger: Ledger) -> None:
    told(ledger, *(item(f"a{at}", Told(name, kind="organisation")) for at, name in enumerate(("PSB-MA", "PSB", "PSB"))))
    (found,) = ledger.identities()
    assert (found.name, found.names) == ("PSB", ("PSB-MA",))


def test_a_name_in_capitals_is_no_other_name(ledger: Ledger) -> None:
    capitals = Told("RITA ZUZARTE", also=("Rita",))
    told(ledger, item("a1", capitals), item("a2", "Rita Zuzarte"), item("a3", "Rita Zuzarte"))
    (found,) = ledger.identities()
    assert (found.name, found.names) == ("Rita Zuzarte", ())
    assert ledger.stats().speakers == (("Rita Zuzarte", 2),)


def test_an_acronym_is_whose_articles_give_both(ledger: Ledger) -> None:
    long = Told("Liga dos Amigos do Rio", kind="organisation", also=("LIRIO",))
    told(ledger, item("a1", long), item("a2", Told("LIRIO", kind="organisation")))
    assert parted(ledger) == 1


def test_an_acronym_of_two_letters_is_not_that_of_whom_few_articles_call_so(ledger: Ledger) -> None:
    long = Told("Liga Zuzarte", kind="organisation", also=("LZ",))
    uses = [item(f"a{number}", long) for number in range(1, 5)]
    told(ledger, *uses, item("a9", Told("LZ", kind="organisation")))
    assert parted(ledger) == 2


def test_an_acronym_of_three_letters_is_left_to_a_person(ledger: Ledger) -> None:
    long, short = (Told(name, kind="organisation") for name in ("Liga Amigos Rio", "LAR"))
    told(ledger, item("a1", long), item("a2", short))
    assert parted(ledger) == 2
    assert [[reason.code for reason in row.reasons] for row in ledger.doubts()] == [["initials"]]


def test_bodies_of_which_there_are_many_are_kept_apart(ledger: Ledger) -> None:
    police = Told("Polícia Civil", kind="organisation")
    assert parted(told(ledger, *(item(f"a{n}", police) for n in range(1, 5)))) == 4


def test_numbers_tell_bodies_apart(ledger: Ledger) -> None:
    names = (Told(f"Tribunal Regional Federal da {n}ª Região", kind="organisation") for n in (2, 4))
    assert parted(told(ledger, *(item(f"a{n}", one) for n, one in enumerate(names, 1)))) == 2


def test_states_are_one_by_their_code_and_palaces_point_to_them(ledger: Ledger) -> None:
    states = [Told("Rússia", kind="state", country="RU"), Told("Federação Russa", kind="state", country="RU")]
    kremlin = Told("Kremlin", kind="organisation", country="RU")
    told(ledger, item("a1", states[0]), item("a2", states[1]), item("a3", kremlin))
    assert parted(ledger) == 2
    assert [row.stands_for for row in ledger.identities(Filter(speaker="Kremlin"))] == ["RU"]
    assert [row.articles for row in ledger.identities(Filter(speaker="Moscou"))] == [2]


def test_a_ministry_points_to_its_state_by_any_of_its_names(ledger: Ledger) -> None:
    full = Told("Ministério das Relações Exteriores", kind="organisation")
    told(ledger, item("a1", full), item("a2", full), item("a3", Told("Itamaraty", kind="organisation", country="BR")))
    found = about(ledger, "Itamaraty")
    assert (found.row.name, found.row.articles, found.row.stands_for) == ("Ministério das Relações Exteriores", 3, "BR")


def test_roles_are_dated_by_the_articles_that_give_them(ledger: Ledger) -> None:
    def role(*roles: str) -> Told:
        return Told("Mário Tordo", roles=roles, organisation="Ministério da Saúde")

    told(
        ledger, item("a1", role("ministro da Saúde")), item("a2", role("ministro da Saúde")),
        item("a3", role("ex-ministro da Saúde")),
    )  # fmt: skip
    now, former = about(ledger, "Tordo").roles
    assert (now.role, now.over, now.organisation, now.articles) == (
        "ministro da Saúde", False, "Ministério da Saúde", ("a1", "a2"),
    )  # fmt: skip
    assert (now.first_day, now.last_day) == (date(2010, 4, 11), date(2010, 7, 20))
    assert (former.over, former.articles) == (True, ("a3",))


def test_filters_find_all_names_of_one(ledger: Ledger) -> None:
    full = Told("Mário Tordo", also=("Tordo",))
    told(ledger, item("a1", full), item("a2", full, "Rita Zuzarte"), item("a3", "Tordo", "Rita Zuzarte"))
    assert ledger.count("statements", Filter(speaker="Mário")) == 3
    assert ledger.count("actors", Filter(speaker="mario tordo")) == 3
    assert ledger.count_identities(Filter(speaker="Mário")) == 1


def test_those_come_first_whom_most_articles_name_however_often_each_does(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identities, "SPARE", 0)  # so that it shows whether more are looked at
    twice = Told("PGR", kind="organisation"), Told("Procuradoria-Geral da República", kind="organisation")
    told(ledger, item("a1", *twice, "Rita Zuzarte"), item("a2", "Rita Zuzarte", "Mário Tordo"), item("a3", *twice[:1]),
         item("a4", "Rita Zuzarte"))  # fmt: skip
    named = [("Rita Zuzarte", 3), ("Procuradoria-Geral da República", 2), ("Mário Tordo", 1)]
    for wanted in (Filter(), Filter(since=date(2010, 1, 1))):
        assert [(row.name, row.articles) for row in ledger.identities(wanted)] == named
        for at in range(3):
            (row,) = ledger.identities(replace(wanted, limit=1, offset=at))
            assert row.name == named[at][0]


def test_an_acronym_finds_what_is_said_under_the_full_name(ledger: Ledger) -> None:
    told(ledger, item("a1", Told("Procuradoria-Geral da República", kind="organisation")))
    assert ledger.count("statements", Filter(speaker="PGR")) == 1


def test_an_article_that_is_rewritten_takes_its_actors_along(ledger: Ledger) -> None:
    full = Told("Mário Tordo", also=("Tordo",))
    told(ledger, item("a1", full), item("a2", full), item("a3", "Tordo"))
    told(ledger, item("a1", "Rita Zuzarte"), item("a2", "Rita Zuzarte"))
    assert groups(ledger) == {frozenset({("a1", "Rita Zuzarte"), ("a2", "Rita Zuzarte")}), frozenset({("a3", "Tordo")})}


def test_a_name_that_nobody_bears_any_more_is_forgotten(ledger: Ledger) -> None:
    told(ledger, item("a1", "Mário Tordo"))
    told(ledger, item("a1", "Rita Zuzarte"))
    names = [words for (words,) in ledger._connection.execute("SELECT words FROM names")]
    assert names == [" ".join(of.words) for of in [key("person", "Rita Zuzarte", None, "pt")] if of]


def test_a_word_of_too_many_names_tells_of_none_in_whatever_order_they_come(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "FULLER", 2)
    told(ledger, item("a1", "Mário Tordo", "Abel Couceiro"), item("a2", "Mário Vaz Tordo", "Abel Couceiro"))
    assert parted(ledger) == 2
    told(ledger, item("a3", "Mário Lopo Zuzarte"), item("a4", "Clara Tordo"))
    assert parted(ledger) == 5
    told(ledger, item("a4", "Rita Zuzarte"))
    assert parted(ledger) == 4


def test_what_is_no_actor_is_not_found(ledger: Ledger) -> None:
    told(ledger, item("a1", "Mário Tordo"))
    for wrong in ("", "s123", "azz"):
        with pytest.raises(NotFoundError):
            ledger.identity(wrong)


def test_a_tree_that_does_not_lead_to_its_first_is_a_problem(ledger: Ledger) -> None:
    told(ledger, item("a1", "Mário Tordo"), item("a2", "Rita Zuzarte"))
    with ledger._transaction() as connection:
        connection.execute("UPDATE bearers SET tree = 1 WHERE node = 2")
    assert [problem.what for problem in ledger.verify()] == ["it is not the one that its names lead to"]


NAMES = st.sampled_from(
    [
        Told("Mário Tordo", also=("Tordo",)), Told("Tordo"), Told("Clara Tordo"), Told("Mário Vaz Tordo"),
        Told("João Silva", roles=("goleiro",)), Told("João Silva"), Told("João Silva", roles=("prefeito de Olinda",)),
        Told("João"), Told("Mário Tordo", country="PT", roles=("juiz",)), Told("Rita Zuzarte", country="BR"),
        Told("LIRIO", kind="organisation"), Told("Liga dos Amigos do Rio", kind="organisation", also=("LIRIO",)),
        Told("Polícia Civil", kind="organisation"), Told("Rita Zuzarte Mário Tordo"),
        Told("Rui Furtado", roles=("goleiro",)), Told("Ministro Rui Furtado", roles=("pastor",)), Told("Rui Furtado"),
        Told("Ministério da Pesca", kind="organisation", country="BR"), Told("Grupo Zuzarte", kind="organisation"),
        Told("Ministério da Pesca", kind="organisation", country="PT"), Told("Zuzarte", kind="organisation"),
        Told("Ministério da Pesca", kind="organisation"),
    ]
)  # fmt: skip
ARTICLES = st.dictionaries(
    st.sampled_from(["a1", "a2", "a3", "a4", "a5", "a6"]),
    st.tuples(st.lists(NAMES, min_size=1, max_size=4, unique_by=lambda one: one.name), st.sampled_from([None, 5, 7])),
    min_size=2,
)


@settings(max_examples=25, deadline=None)
@given(ARTICLES, st.integers(0, 99), st.integers(1, 3))
def test_who_is_who_does_not_depend_on_the_order_of_arrival(
    tmp_path_factory: pytest.TempPathFactory,
    articles: dict[str, tuple[list[Told], int | None]],
    seed: int,
    several: int,
) -> None:
    folder = tmp_path_factory.mktemp("order")
    items = [item(name, *some, day=day) for name, (some, day) in articles.items()]
    with open_ledger(folder / "once.ledger", write=True) as once:
        told(once, *items)
        expected, unsure = groups(once), list(once.doubts())
        ids = [row.id for row in once.actors() if row.kind != "unnamed"]
        whole = {actor: once.identity(actor) for actor in ids}
    Random(seed).shuffle(items)
    with open_ledger(folder / "steps.ledger", write=True) as steps:
        told(steps, *(item(part.article.id, "Rita Zuzarte", Told("Tordo")) for part in items[:several]))
        for start in range(0, len(items), several):
            told(steps, *items[start : start + several])
        assert groups(steps) == expected
        assert list(steps.doubts()) == unsure
        assert {actor: steps.identity(actor) for actor in ids} == whole
