"""What holds of the times of any text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from segundo.finders.times import find_times
from segundo.languages import table
from tests.plain import plain_reading

LENGTH = r"P(?=.)(?:(?:\d+(?:\.\d+)?|X)(?:DE|CE|[YMWD]))*(?:T(?:(?:\d+(?:\.\d+)?|X)[HMS])+)?"
TIMEX3 = re.compile(
    rf"""(?:PAST|PRESENT|FUTURE)_REF
      | (?:\d\d|XX|\d\d\d|XXX)                                              # a century, a decade
      | (?:\d\d\d\d|XXXX) (?:-(?:(?:\d\d|XX)(?:-(?:\d\d|XX))?|[QH][\dX]|S[PU]|FA|WI))?
        (?:T(?:MO|AF|NI|EV|XX|\d\d:\d\d))?
      | (?:\d\d\d\d|XXXX)-W(?:\d\d|XX) (?:-(?:WE|\d))? (?:T(?:MO|AF|NI|EV|XX|\d\d:\d\d))?
      | (?:\d\d\d\d-\d\d)/(?:\d\d\d\d-\d\d) | XXXX-\d\d/XXXX-\d\d
      | {LENGTH} (?:/{LENGTH})? | PXX""",
    re.VERBOSE,
)
PUBLISHED = st.none() | st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
FORMS = sorted({form for row in table("pt", "time_words") for form in row["forms"].split("|")})
NUMBERS = st.integers(0, 2100).map(str) | st.sampled_from(["18h30", "18:30", "2/9", "02/09/2015", "1º", "7min12s27"])
WORDS = st.sampled_from(FORMS) | NUMBERS | st.sampled_from(["a casa", "abriu", "Lisboa", "."])
TEXTS = st.lists(WORDS, max_size=14).map(" ".join)


def every_text(test: Callable[..., None]) -> Callable[..., None]:
    return given(TEXTS | st.text(max_size=80), PUBLISHED)(test)


@every_text
def test_spans_lie_in_the_text_in_order_and_apart(text: str, published: date | None) -> None:
    end = 0
    for time in find_times(plain_reading(text), published):
        assert end <= time.span.start < time.span.end <= len(text)
        marked = text[slice(*time.span)]
        assert marked == marked.strip()
        end = time.span.end


@every_text
def test_values_are_those_of_timex3(text: str, published: date | None) -> None:
    for time in find_times(plain_reading(text), published):
        assert TIMEX3.fullmatch(time.value or ""), time
        assert time.type in ("DATE", "TIME", "DURATION", "SET")


@every_text
def test_text_before_shifts_spans_and_changes_nothing_else(text: str, published: date | None) -> None:
    before = "A casa branca.\n"
    plain = find_times(plain_reading(text), published)
    shifted = find_times(plain_reading(before + text), published)
    assert [(time.span.start - len(before), time.value, time.rule) for time in shifted] == [
        (time.span.start, time.value, time.rule) for time in plain
    ]


@given(PUBLISHED.filter(bool), st.sampled_from([row for row in table("pt", "time_words") if row["class"] == "weekday"]))
def test_weekday_is_within_a_week_of_the_publication(published: date, row: dict[str, str]) -> None:
    for pattern in ("Abriu na {}.", "Abre na próxima {}.", "Abriu na {} passada.", "Ficou para {}."):
        (time,) = find_times(plain_reading(pattern.format(row["forms"].split("|")[0])), published)
        day = date.fromisoformat(time.value or "")
        assert day.isoweekday() == int(row["value"])
        assert abs((day - published).days) <= 7


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)), st.dates(date(1400, 1, 1), date(2099, 1, 1)))
def test_date_in_full_is_itself(published: date, day: date) -> None:
    months = {row["value"]: row["forms"] for row in table("pt", "time_words") if row["class"] == "monthname"}
    text = f"Abriu em {day.day} de {months[f'{day.month:02}']} de {day.year}."
    assert [time.value for time in find_times(plain_reading(text), published)] == [day.isoformat()]
