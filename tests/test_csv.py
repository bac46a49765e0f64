import csv
import io
from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from segundo.article import Pieces, Span
from segundo.export.csv import read_csv, write_csv


@dataclass(frozen=True, slots=True)
class Row:
    text: str
    maybe: str | None
    number: float
    high: float | None
    count: int
    said: bool
    day: date | None
    names: tuple[str, ...]
    spans: Pieces


def row(text: str = "x", **changes: object) -> Row:
    values = {
        "maybe": None, "number": 1.0, "high": None, "count": 2, "said": True, "day": date(2015, 9, 3),
        "names": ("Ana", "Rui; Zé"), "spans": (Span(1, 4), Span(6, 9)),
    }  # fmt: skip
    return Row(text, **{**values, **changes})  # type: ignore[arg-type]


def written(*rows: Row) -> str:
    out = io.StringIO(newline="")
    write_csv(rows, Row, out)
    return out.getvalue()


def test_the_header_stands_even_without_rows() -> None:
    assert written() == "text,maybe,number,high,count,said,day,names,spans\r\n"


def test_cells_are_plain_where_they_can_be() -> None:
    cells = next(csv.reader(written(row(high=1.5)).splitlines()[1:]))
    assert cells == ["x", "", "1", "1.5", "2", "true", "2015-09-03", '["Ana", "Rui; Zé"]', "[[1, 4], [6, 9]]"]


def test_nothing_that_a_spreadsheet_would_run_stands_bare() -> None:
    for text in ("=1+1", "+55 11", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"):
        assert next(csv.reader(io.StringIO(written(row(text)).partition("\r\n")[2], newline="")))[0] == f"'{text}"


def test_numbers_may_be_negative() -> None:
    assert ",-2," in written(row(number=-2.0))


CHARACTERS = st.characters(codec="utf-8", min_codepoint=1) | st.sampled_from("'=+-@\t\r\n\",; ")


@given(
    st.text(alphabet=CHARACTERS),
    st.floats(allow_nan=False, allow_infinity=False),
    st.lists(st.text(max_size=4, alphabet="a'=,\"\n"), max_size=3).map(tuple),
)
def test_rows_come_back_as_they_were(text: str, number: float, names: tuple[str, ...]) -> None:
    rows = [row(text, maybe=text or None, number=number, names=names), row(high=number, day=None, said=False, spans=())]
    assert list(read_csv(io.StringIO(written(*rows), newline=""), Row)) == rows
