"""Stories: articles on the same happening, whatever the order in which they come."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segundo.ledger import Ledger, open_ledger
from segundo.repeats.stories import (
    Term,
    common,
    likeness,
    likenesses,
    name,
    pack,
    pack_weights,
    profile,
    unpack,
    unpack_weights,
    weights,
)
from tests.ledger_build import Finished, enter, finished

WHALE = (
    "Uma baleia de doze metros deu à costa na madrugada de domingo na praia de Esmoriz e morreu ao fim da manhã.",
    "Biólogos da universidade de Aveiro examinam a baleia que encalhou em Esmoriz. A praia está fechada.",
    "A baleia encalhada em Esmoriz vai para um aterro. A praia reabre na quinta-feira, depois da limpeza.",
)
BRIDGE = (
    "A ponte de Ervedal fecha ao trânsito durante seis meses para obras nos pilares, anunciou a câmara.",
    "Comerciantes de Ervedal protestam contra o fecho da ponte e pedem obras durante a noite nos pilares.",
)


pytestmark = pytest.mark.usefixtures("two_at_once")


def item(identifier: str, text: str, day: int | None = 3, month: int = 9) -> Finished:
    return finished(identifier, text, published=date(2015, month, day) if day else None)


def told(ledger: Ledger, *items: Finished) -> Ledger:
    enter(ledger, *items)
    ledger.compare()
    assert not list(ledger.verify())
    return ledger


def grouped(ledger: Ledger) -> dict[str, str | None]:
    return {row.id: row.story for row in ledger.articles()}


def test_articles_on_the_same_happening_are_one_story(ledger: Ledger) -> None:
    told(ledger, item("b1", BRIDGE[0]), item("w2", WHALE[1], 4), item("w1", WHALE[0]), item("b2", BRIDGE[1], 5))
    assert grouped(ledger) == {"w1": "w1", "w2": "w1", "b1": "b1", "b2": "b1"}


def test_a_story_is_named_by_its_own_words(ledger: Ledger) -> None:
    told(ledger, *(item(f"w{number}", text, number + 1) for number, text in enumerate(WHALE)))
    (story,) = ledger.stories()
    assert (story.id, story.articles, story.first_day, story.last_day) == (
        "w0", 3, date(2015, 9, 1), date(2015, 9, 3),
    )  # fmt: skip
    assert {"baleia", "Esmoriz"} <= set(story.name.split(" · "))


def test_it_is_explained_why_an_article_belongs_to_a_story(ledger: Ledger) -> None:
    told(ledger, item("w1", WHALE[0], 1), item("w2", WHALE[1], 2))
    first, second = ledger.story("w2")
    assert (first.article, first.like, first.words) == ("w1", None, ())
    assert (second.article, second.like) == ("w2", "w1")
    assert second.likeness is not None and second.likeness > 0.2
    assert {"baleia", "Esmoriz"} <= set(second.words)


def test_articles_far_apart_in_time_are_not_one_story(ledger: Ledger) -> None:
    told(ledger, item("w1", WHALE[0], 1, month=1), item("w2", WHALE[1], 1, month=9))
    assert grouped(ledger) == {"w1": "w1", "w2": "w2"}


def test_copies_are_one_story_whatever_their_dates(ledger: Ledger) -> None:
    told(ledger, item("w1", WHALE[0], 1, month=1), item("w2", f"{WHALE[0]} Fim.", 1, month=9))
    assert grouped(ledger) == {"w1": "w1", "w2": "w1"}


def test_a_missing_date_parts_nothing(ledger: Ledger) -> None:
    told(ledger, item("w1", WHALE[0], None), item("w2", WHALE[1], 4))
    told(ledger, item("w3", WHALE[2], None))
    assert set(grouped(ledger).values()) == {"w2"}


def test_an_article_that_is_rewritten_leaves_its_story(ledger: Ledger) -> None:
    told(ledger, item("w1", WHALE[0], 1), item("w2", WHALE[1], 2), item("w3", WHALE[2], 3))
    told(ledger, item("w1", BRIDGE[0], 1))
    assert grouped(ledger) == {"w1": "w1", "w2": "w2", "w3": "w2"}


def test_a_profile_comes_back_as_it_was_packed() -> None:
    about = profile("Baleia em Esmoriz", WHALE[0])
    assert unpack(pack(about)) == about
    assert unpack_weights(pack_weights(weights(about))) == weights(about)
    assert abs(sum(term.weight**2 for term in about.values()) - 1) < 0.01


def test_inflection_and_case_do_not_matter_much() -> None:
    one, other = profile(None, "Baleias encalhadas"), profile(None, "BALEIA ENCALHADA")
    assert likeness(weights(one), weights(other), 0) > 0.99
    assert common(one, other)[0] in {"Baleias", "encalhadas"}


def test_likeness_is_less_sure_where_days_lie_between() -> None:
    about = weights({"baleia": Term(1.0, "baleia")})
    assert [likeness(about, about, apart) for apart in (0, 3, 4, None, 45, 46)] == [1, 1, 0.95, 0.95, 0.95, 0]


WEIGHTS = st.dictionaries(st.integers(0, 40).map(lambda number: number * 10**8), st.integers(0, 9999), max_size=20)


@given(WEIGHTS, st.lists(st.tuples(WEIGHTS, st.sampled_from([None, 0, 3, 4, 45, 46])), max_size=6))
def test_many_are_as_alike_at_once_as_one_by_one(
    one: dict[int, int], others: list[tuple[dict[int, int], int | None]]
) -> None:
    packed = [(pack_weights(other), apart) for other, apart in others]
    assert likenesses(one, packed) == [likeness(one, other, apart) for other, apart in others]


def test_a_name_has_the_form_that_most_articles_use() -> None:
    assert name([{"baleia": Term(0.9, form)} for form in ("baleia", "baleias", "baleias")]) == "baleias"


def test_a_name_has_no_word_twice() -> None:
    words = ("vaia", "vaias", "Pan-Americanos", "pan-americanos", "jogos", "triste", "rádio")
    weighed = {f"{number}": Term(0.9 - number / 10, word) for number, word in enumerate(words)}
    assert name([weighed]) == "vaia · Pan-Americanos · jogos · triste"


def test_an_article_without_words_is_like_none() -> None:
    nothing = weights(profile(None, "..."))
    assert likeness(nothing, nothing, 0) == 0


TEXTS = st.sampled_from([*WHALE, *BRIDGE, f"{WHALE[0]} {BRIDGE[1]}"])
ARTICLES = st.dictionaries(
    st.sampled_from(["a1", "a2", "a3", "a4", "a5"]), st.tuples(TEXTS, st.sampled_from([1, 6, None])), min_size=2
)


@settings(max_examples=30, deadline=None)
@given(ARTICLES, st.integers(0, 99), st.integers(1, 3))
def test_stories_do_not_depend_on_the_order_of_arrival(
    tmp_path_factory: pytest.TempPathFactory, articles: dict[str, tuple[str, int | None]], seed: int, several: int
) -> None:
    folder = tmp_path_factory.mktemp("order")
    items = [item(name, *given) for name, given in articles.items()]
    with open_ledger(folder / "once.ledger", write=True) as once:
        expected = grouped(told(once, *items))
        links = {row.article: (row.like, row.likeness) for name in articles for row in once.story(name)}
    Random(seed).shuffle(items)
    with open_ledger(folder / "steps.ledger", write=True) as steps:
        told(steps, *(item(part.article.id, BRIDGE[0]) for part in items[:several]))
        for start in range(0, len(items), several):
            told(steps, *items[start : start + several])
        assert grouped(steps) == expected
        assert {row.article: (row.like, row.likeness) for name in articles for row in steps.story(name)} == links
