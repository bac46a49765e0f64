"""Numbers: their grammar, their bounds and ranges, and what is no number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segundo.finders.numbers import Number, find_numbers, parse_number
from segundo.languages import table

UNITS = "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezasseis dezassete"
UNITS += " dezoito dezanove"
TENS = "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa"
HUNDREDS = "cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos"


def spell(number: int) -> str:
    """A number below a thousand million and one in words, as a school grammar writes them, without commas."""
    if number < 20:
        return UNITS.split()[number]
    if number < 100:
        return " e ".join([TENS.split()[number // 10 - 2], *([spell(number % 10)] if number % 10 else [])])
    if number == 100:
        return "cem"
    if number < 1000:
        return " e ".join([HUNDREDS.split()[number // 100 - 1], *([spell(number % 100)] if number % 100 else [])])
    if number < 10**6:
        thousands = "mil" if number < 2000 else f"{spell(number // 1000)} mil"
        return thousands + link(number % 1000)
    if number < 10**9:
        millions = "um milhão" if number < 2 * 10**6 else f"{spell(number // 10**6)} milhões"
        return millions + link(number % 10**6)
    return "mil milhões"


def link(rest: int) -> str:
    if not rest:
        return ""
    joined = rest < 100 or (rest < 1000 and rest % 100 == 0)
    return f" e {spell(rest)}" if joined else f" {spell(rest)}"


def only(text: str) -> Number:
    (number,) = find_numbers(text)
    return number


@given(st.integers(0, 10**9))
def test_words_read_back(number: int) -> None:
    assert parse_number(spell(number)) == number


@given(st.integers(0, 10**12), st.sampled_from([".", " ", "\u00a0", "\u202f"]), st.integers(0, 99))
def test_digits_of_both_countries_read_back(whole: int, separator: str, cents: int) -> None:
    digits = f"{whole:,}".replace(",", separator)
    assert parse_number(digits) == whole
    assert parse_number(f"{digits},{cents:02}") == pytest.approx(whole + cents / 100)


@given(st.integers(1, 999), st.sampled_from([("mil", 10**3), ("milhões", 10**6), ("mil milhões", 10**9)]))
def test_digits_and_scale_words_mix(count: int, scale: tuple[str, int]) -> None:
    assert parse_number(f"{count} {scale[0]}") == count * scale[1]


@given(st.text())
def test_any_text_gives_spans_inside_it(text: str) -> None:
    numbers = find_numbers(text)
    ends = [0] + [number.span.end for number in numbers]
    for number, end in zip(numbers, ends, strict=False):
        assert end <= number.span.start < number.span.end <= len(text)
        assert not text[number.span.start].isspace() and not text[number.span.end - 1].isspace()


WORDS = [
    "de",
    "mil",
    "e",
    "um",
    "milhões",
    "2",
    "3,5",
    "cem",
    "meio",
    "dúzia",
    "centenas",
    "terços",
    "dos",
    "a",
    "%",
    "\n",
]


@given(st.lists(st.sampled_from(WORDS)))
def test_any_row_of_number_words_is_read(words: list[str]) -> None:
    text = " ".join(words)
    assert all(text[number.span.start : number.span.end].strip() for number in find_numbers(text))


@pytest.mark.parametrize("row", table("pt", "numerals"), ids=lambda row: row["form"])
def test_numeral_examples(row: dict[str, str]) -> None:
    number = only(row["example"])
    assert number.value == pytest.approx(float(row["reads"]), abs=1e-4)
    assert row["form"] in row["example"].lower().replace(".", "").split()


@pytest.mark.parametrize("row", table("pt", "bounds"), ids=lambda row: row["forms"][:20])
def test_bound_examples(row: dict[str, str]) -> None:
    assert only(row["example"]).bound == ("at_least" if row["bound"] == "skip" else row["bound"])
    example = row["example"].lower()
    assert any(form.strip() in example for form in row["forms"].split(";"))


BEFORE = [row for row in table("pt", "bounds") if row["position"] == "before"]


@pytest.mark.parametrize("row", BEFORE, ids=lambda row: row["forms"][:20])
def test_every_form_of_a_bound_is_read(row: dict[str, str]) -> None:
    for form in row["forms"].split(";"):
        skip = row["bound"] == "skip"
        *_, number = find_numbers(f"Foi {'pelo menos ' if skip else ''}{form.strip()} 30 barcos")
        assert (number.value, number.bound) == (30, "at_least" if skip else row["bound"]), form


@pytest.mark.parametrize("row", table("pt", "ranges"), ids=lambda row: row["link"])
def test_range_examples(row: dict[str, str]) -> None:
    number = only(row["example"])
    assert (number.value, number.high, number.bound) == (float(row["low"]), float(row["high"]), "range")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,5 milhão", 1.5e6),
        ("3 mil milhões", 3e9),
        ("meio milhão", 5e5),
        ("um milhão e meio", 1.5e6),
        ("centena e meia", 150),
        ("três e meio", 3.5),
        ("2 mil e 500", 2500),
        ("dois milhões e 300 mil", 2.3e6),
        ("dezenas de milhares", 10_000),
        ("milhares e milhares", 1000),
        ("mil novecentos e noventa e quatro", 1994),
        ("1.234,56", 1234.56),
        ("1,234,567.5", 1234567.5),
        ("0.375", 0.375),
        ("20mil", 20_000),
        ("sete em cada dez", 0.7),
    ],
)
def test_mixed_forms(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "casa", "12 casas", "dois e três", "cem mil e", "meio"])
def test_what_is_not_one_number(text: str) -> None:
    assert parse_number(text) is None


def test_billion_of_portugal_and_of_brazil_differ() -> None:
    assert parse_number("dois biliões") == 2e12
    assert parse_number("dois bilhões") == 2e9


def test_scale_serves_both_ends_of_a_range() -> None:
    number = only("Vieram entre 2 e 3 mil sócios.")
    assert (number.value, number.high) == (2000, 3000)


def test_range_keeps_its_own_scales_and_units() -> None:
    text = "O dano fica entre 500 mil euros e 2 milhões de euros."
    number = only(text)
    assert (number.value, number.high) == (5e5, 2e6)
    assert text[slice(*number.span)] == "500 mil euros e 2 milhões"


def test_bound_before_a_range_is_kept_when_it_says_about() -> None:
    assert only("Deu cerca de três a quatro passos.").bound == "about"


def test_and_without_between_is_no_range() -> None:
    assert [number.value for number in find_numbers("Vieram 2 e 3 ficaram.")] == [2, 3]


def test_falling_pair_is_no_range() -> None:
    assert [number.value for number in find_numbers("Passou por 40 votos a 25.")] == [40, 25]


def test_small_number_after_digits_counts_something_else() -> None:
    assert [number.value for number in find_numbers("Levou 5 mil e dois cavalos.")] == [5000, 2]


@pytest.mark.parametrize(
    "text",
    [
        "O G1 soube.", "O TRF-4 negou.", "A 13a turma e o 5º andar.", "Foi às 10:33.", "Em 31/05 choveu.",
        "O 4x200 livre.", "Placar: 118-109.", "Ligue (034) 661-2458.", "Tantos por cento.", "Ao meio-dia.",
    ],
)  # fmt: skip
def test_codes_dates_scores_and_ordinals_are_no_numbers(text: str) -> None:
    assert not find_numbers(text)


def test_per_cent_is_not_a_hundred() -> None:
    assert [number.value for number in find_numbers("Subiu seis por cento.")] == [6]


def test_bare_plural_is_a_lower_bound() -> None:
    number = only("Saíram milhares de aves.")
    assert (number.value, number.sort, number.bound) == (1000, "vague", "at_least")


def test_bound_reaches_over_other_words_and_the_currency_sign() -> None:
    assert only("Custou pelo menos outros R$ 30 milhões.").bound == "at_least"


def test_bound_stays_in_its_line() -> None:
    assert only("Foi cerca de\n30 barcos.").bound == "exact"


def test_article_is_marked() -> None:
    assert only("Saiu uma nau.").sort == "article"


def test_room_is_no_fraction() -> None:
    assert only("Alugou um quarto de hotel.").sort == "article"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Pagou R$ 38, 80 pelo almoço.", 38.8),
        ("Pagou R$ 38, 80.", 38.8),
        ("Soma 14, 048 milhões de cabeças.", 14_048_000),
        ("Custou R$ 1, 160 bilhão.", 1_160_000_000),
    ],
)
def test_a_space_behind_the_decimal_comma_is_a_slip(text: str, value: float) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Bolinhos (R$ 27, 10 unidades).", [27, 10]),
        ("Em 2016, 616 mil pessoas votaram.", [2016, 616_000]),
        ("Fala-se em 200, 300 mil casas.", [200, 300_000]),
        ("Saltou 20, 40 metros.", [20, 40]),
        ("A sopa custa R$ 14, 25.300 já a provaram.", [14, 25_300]),
        ("A sopa custa US$ 40, 12.5% menos.", [40, 12.5]),
        ("Há lugares a R$ 15, 25 e 45.", [15, 25, 45]),
        ("Há lugares a R$ 40, 20 a meia.", [40, 20]),
        ("Há lugares a R$ 40, 20 para crianças.", [40, 20]),
        ("Dos 400, 6 mil sobraram.", [400, 6000]),
        ("No dia 7, 2 milhões votaram.", [7, 2_000_000]),
        ("Por R$ 30, 5 mil viram a peça.", [30, 5000]),
    ],
)
def test_a_comma_between_two_numbers_parts_them(text: str, values: list[float]) -> None:
    assert [number.value for number in find_numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Gastou mil e duzentos milhões de euros.", [1_200_000_000]),
        ("Gastou dois mil e 500 milhões de euros.", [2_500_000_000]),
        ("Gastou entre 150 mil e 200 mil euros.", [150_000]),
    ],
)
def test_a_scale_counts_all_before_it_unless_that_had_as_great_a_one(text: str, values: list[float]) -> None:
    assert [number.value for number in find_numbers(text)] == values
