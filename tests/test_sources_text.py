"""Canonical text, encodings, front matter and fields."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
import unicodedata
from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from segundo.errors import EmptyError, EncodingError, FormatError
from segundo.languages import table
from segundo.sources.canonical import canonical, one_line
from segundo.sources.dates import parse_date
from segundo.sources.encoding import decode, mend_mojibake
from segundo.sources.fields import make_article
from segundo.sources.foreign import FOREIGN
from segundo.sources.text import front_matter, read_text, unwrap

SENTENCE = "“A eleição não será adiada”, disse a ministra Inês Conceição às 10h — e o câmbio subiu 5 ‰ «já»."
PLAIN = "A eleição não será adiada, disse Inês às 10h; o preço caiu à noite."


@given(st.text())
@example("e\u200d\u0301")
@example("\u212b\u200dX")
@example("a \u200d \n\n \x85\x93 \r\r\n")
@example("\u4e00\u200d\u200da")
def test_a_canonical_text_stays_as_it_is(text: str) -> None:
    once, _ = canonical(text)
    assert canonical(once) == (once, ())


@given(st.text())
def test_a_canonical_text_has_no_controls_nor_loose_space(text: str) -> None:
    clean, _ = canonical(text)
    assert unicodedata.is_normalized("NFC", clean)
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in clean.replace("\n", ""))
    assert all(line == line.rstrip() for line in clean.split("\n"))
    assert clean == clean.strip("\n")
    clean.encode()


@pytest.mark.parametrize(
    "text",
    [
        "Um parágrafo.\nOutro, com dois  espaços.",
        "Um.\n\n\nDepois de duas linhas em branco.",
        "   Recuado.\n\tR$\u00a05 mil e 10\u202f000",
        "Família: 👨‍👩‍👧 e bandeira 🏴󠁧󠁢󠁥󠁮󠁧󠁿, می‌خواهم",
    ],
)
def test_what_is_canonical_but_for_tabs_comes_out_unchanged(text: str) -> None:
    assert canonical(text)[0] == text.replace("\t", " ")


@pytest.mark.parametrize(
    ("text", "clean", "notes"),
    [
        ("um\r\ndois\rtrês\u2028quatro\x0ccinco", "um\ndois\ntrês\nquatro\ncinco", ()),
        ("acordo  \nfeito\u00a0\n\n", "acordo\nfeito", ()),
        ("ação de João", "ação de João", ()),
        ("go\u00adver\u200bno\ufeff", "governo", ("invisible or control characters left out: 3",)),
        ("ca\u200dsa", "casa", ()),
        ("\x93Sim\x94, disse", "“Sim”, disse", ("control characters read as Windows-1252: 2",)),
        ("\ud83dfim", "�fim", ("unpaired surrogates replaced: 1",)),
        ("_x201C_Sim_x201D_._x000D_\nFim", "“Sim”.\nFim", ("escapes of spreadsheets decoded: 3",)),
        ("_x005F_x201C_ e nome_x0041_b", "_x005F_x201C_ e nome_x0041_b", ()),
        ("_x20\u200b1C_", "“", ("invisible or control characters left out: 1", "escapes of spreadsheets decoded: 1")),
        ("_xD83D__xDE00_", "\U0001f600", ("escapes of spreadsheets decoded: 2",)),
        ("a\x00b\x1fc", "ab c", ("invisible or control characters left out: 1",)),
    ],
)
def test_what_is_mended_and_noted(text: str, clean: str, notes: tuple[str, ...]) -> None:
    assert canonical(text) == (clean, notes)


def test_a_field_of_one_line_has_single_spaces() -> None:
    assert one_line(" Chuva \n forte\t hoje ")[0] == "Chuva forte hoje"


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", "read as UTF-16-LE"),
        ("utf-16-le", "read as UTF-16-LE"),
        ("utf-16-be", "read as UTF-16-BE"),
        ("utf-32", "read as UTF-32-LE"),
        ("cp1252", "read as Windows-1252"),
        ("mac_roman", "read as Mac Roman"),
    ],
)
def test_encodings_are_told_apart(encoding: str, note: str | None) -> None:
    assert decode(SENTENCE.encode(encoding)) == (SENTENCE, (note,) if note else ())


def test_iso_8859_1_and_cp850_are_told_apart() -> None:
    assert decode(PLAIN.encode("latin-1")) == (PLAIN, ("read as ISO-8859-1",))
    assert decode(PLAIN.encode("cp850")) == (PLAIN, ("read as CP850",))


portuguese = st.text(alphabet="abcdefgilmnoprstuvz ABCDE.,\náàâãçéêíóôõúüÁÀÂÃÇÉÊÍÓÔÕÚ“”‘’–…ºª", min_size=1)


@given(portuguese, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_what_was_encoded_is_decoded(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@given(portuguese)
def test_what_was_encoded_as_windows_1252_is_decoded_among_portuguese_words(text: str) -> None:
    text = f"{SENTENCE.replace('‰', '%')} {text} {PLAIN}"
    assert decode(text.encode("cp1252"))[0] == text


@given(portuguese)
def test_mojibake_is_mended(text: str) -> None:
    spoilt = f"{PLAIN} {text}".encode().decode("cp1252", "ignore")
    mended, notes = mend_mojibake(spoilt)
    assert mended.startswith(PLAIN.replace("à noite", "")[:40])
    assert notes == ("mojibake mended",)


@given(portuguese)
def test_good_text_is_no_mojibake(text: str) -> None:
    assume(not re.search("[ÂÃâ][ªº“”‘’–…]", text))  # no word has these, and mojibake does
    assert mend_mojibake(text) == (text, ())


@pytest.mark.parametrize("text", ["“ATÉ AMANHÔ, disse.", "A IRMÃ–MADRE", "VOCÊ™", "à £5", "ÂNGELA e ÃO"])
def test_capitals_beside_quotation_marks_are_no_mojibake(text: str) -> None:
    assert mend_mojibake(text) == (text, ())


def test_a_declared_encoding_is_respected_but_valid_utf_8_is_so_by_no_accident() -> None:
    cyrillic = "Москва — столица"
    assert decode(cyrillic.encode("cp1251"), "windows-1251") == (cyrillic, ("read as windows-1251, as it declares",))
    assert decode(SENTENCE.encode(), "iso-8859-1") == (SENTENCE, ())
    assert decode("“não”".encode("cp1252"), "iso-8859-1")[0] == "“não”"
    assert decode(PLAIN.encode("latin-1"), "no-such-charset")[0] == PLAIN
    assert decode(PLAIN.encode("latin-1"), "hex")[0] == PLAIN
    assert decode(PLAIN.encode("latin-1"), "utf-8")[0] == PLAIN


def test_stray_bytes_in_utf_8_are_read_as_windows_1252() -> None:
    text, notes = decode(SENTENCE.encode() + b" Caf\xe9")
    assert text == f"{SENTENCE} Café"
    assert notes == ("bytes that are not UTF-8 read as Windows-1252: 1",)


@pytest.mark.parametrize(
    "raw",
    [
        bytes(range(256)) * 4,
        b"\x00\x01\x02\x03texto" * 20,
        b"\xff\xfeA\x00B",
        "日本語の記事です。".encode("shift_jis"),
        "Москва — столица".encode("cp1251"),
        b"\x00\x00",
    ],
)
def test_bytes_that_are_no_text_are_refused(raw: bytes) -> None:
    with pytest.raises(EncodingError):
        decode(raw)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2015-09-02", date(2015, 9, 2)),
        ("2015-09-02T23:30:00-03:00", date(2015, 9, 2)),
        ("2015-09-02T23:30Z", date(2015, 9, 2)),
        ("2015-09-02 10:00:00", date(2015, 9, 2)),
        ("20150902", date(2015, 9, 2)),
        ("2015/9/2", date(2015, 9, 2)),
        ("2/9/2015", date(2015, 9, 2)),
        ("02.09.2015 às 10h", date(2015, 9, 2)),
        ("Wed, 02 Sep 2015 10:00:00 GMT", date(2015, 9, 2)),
        ("2 de setembro de 2015", date(2015, 9, 2)),
        ("Quarta-feira, 2 de Set. de 2015 às 10h", date(2015, 9, 2)),
        ("31 de fevereiro de 2015", None),
        ("2 de vindima de 2015", None),
        ("31/02/2015", None),
        ("2015-13-01", None),
        ("2015-09", None),
        ("0001-01-01", None),
        ("ontem", None),
        ("1612012800000", None),
        ("02/09/15", None),
    ],
)
def test_dates(written: str, day: date | None) -> None:
    assert parse_date(written) == day


@pytest.mark.parametrize("row", table("pt", "own_words"), ids=lambda row: row["word"])
def test_examples_hold_the_word_that_only_the_language_has(row: dict[str, str]) -> None:
    assert row["word"] in re.findall(r"\w+", row["example"])


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("El ministro dijo el miércoles que más de doscientas personas huyeron de las inundaciones en el sur.", True),
        ("The minister said on Wednesday that more than 200 people had to flee the floods in the south of it.", True),
        ("O ministro disse na quarta que mais de duzentas pessoas fugiram das cheias do sul em uma noite.", False),
        ("Évora 3, Braga 2; Porto 1, Lisboa 0; Faro 2, Aveiro 2: resultados e tabela da ronda, em ordem.", False),
    ],
)
def test_an_article_in_another_language_is_noted(text: str, foreign: bool) -> None:
    long, short = (make_article({"text": " ".join([text] * times)}, raw=b"", source="x") for times in (3, 1))
    assert (FOREIGN in long.notes) == foreign
    assert FOREIGN not in short.notes


@pytest.mark.parametrize("written", ["20150902", 20150902])
def test_a_day_may_be_given_as_a_number(written: object) -> None:
    article = make_article({"text": "Um texto.", "published": written}, raw=b"", source="x")
    assert (article.published, article.notes) == (date(2015, 9, 2), ())


@given(st.text())
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    parse_date(text)


def test_front_matter() -> None:
    raw = (
        b"---\nid: serra-1\nOutlet: Correio da Serra\nurl: https://serra.example/1\npublished: 2015-09-02\n"
        b'title: "Ponte: obra para"\n\n# nota\nbyline: Ana Prado\nsection: Local\nempty:\n---\n\nA obra parou.\n'
    )
    article = read_text(raw, "um.txt")
    assert article.id == "serra-1"
    assert article.outlet == "Correio da Serra"
    assert article.url == "https://serra.example/1"
    assert article.title == "Ponte: obra para"
    assert article.byline == "Ana Prado"
    assert (article.published, article.published_basis) == (date(2015, 9, 2), "given")
    assert article.extra == {"section": "Local", "empty": None}
    assert article.text == "A obra parou."


@pytest.mark.parametrize(
    "content", ["---\nDisse que sim: é certo.\nE mais nada\n---\nFim.", "--- Sim, disse ela.", "---\na: b"]
)
def test_what_is_no_front_matter_is_text(content: str) -> None:
    assert front_matter(content) == ({}, content)
    article = read_text(content.encode(), "um.txt")
    assert article.text == content
    assert article.notes == ("what stands after --- is no front matter: read as text",)


PARAGRAPHS = (
    "A ponte velha da Serra vai fechar na segunda-feira para obras que devem durar três meses, anunciou a câmara.",
    "Fim.",
    "“Não havia outra solução”, disse a vereadora, segundo a qual os pilares tinham fendas que preocupavam os "
    "engenheiros desde o inverno passado e não podiam esperar mais tempo por outro estudo.",
)


@given(st.integers(min_value=52, max_value=99), st.sampled_from(["\n", "\r\n"]))
def test_paragraphs_that_were_wrapped_at_a_margin_are_joined(margin: int, end: str) -> None:
    wrapped = (end + end).join(end.join(textwrap.wrap(paragraph, margin)) for paragraph in PARAGRAPHS)
    article = read_text(wrapped.encode(), "a.txt")
    assert article.text == "\n".join(PARAGRAPHS)
    assert article.notes == ("lines of wrapped paragraphs joined",)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),
        "\n\n".join(PARAGRAPHS),
        "\n".join(textwrap.wrap(PARAGRAPHS[2], 60)),
        "Título da notícia\n\nO rio subiu e a ponte foi fechada ao trânsito.\nA escola reabre hoje.\nNinguém se feriu.",
        "Versos\n\ncurtos\ncomo\neste\nsão\nassim",
        "",
    ],
)
def test_other_texts_keep_their_lines(text: str) -> None:
    assert unwrap(text) == (text, False)


def test_an_article_without_an_id_gets_one_from_its_bytes() -> None:
    one, same, other = (read_text(raw, name) for raw, name in [(b"Um.", "a"), (b"Um.", "b"), (b"Dois.", "c")])
    assert one.id == same.id == one.sha256[:16] != other.id
    assert (one.published, one.published_basis, one.title) == (None, "unknown", None)


def test_a_bad_field_makes_a_note_and_keeps_the_article() -> None:
    fields = {
        "id": 7, "text": "Choveu.", "published": "31/02/2015", "title": {"pt": "x"}, "byline": ["Ana Prado", "Rui Sá"],
        "outlet": "  ", "score": 3,
    }  # fmt: skip
    article = make_article(fields, raw=b"x", source="a:1")
    assert (article.id, article.byline, article.outlet, article.title) == ("7", "Ana Prado; Rui Sá", None, None)
    assert (article.published, article.published_basis) == (None, "unknown")
    assert article.extra == {"score": 3, "title": {"pt": "x"}}
    assert article.notes == ("title is of type dict, not a string: kept aside", "published is no date: '31/02/2015'")


@pytest.mark.parametrize("text", [None, "", " \n", "* * *", "\u200b"])
def test_an_article_needs_words(text: str | None) -> None:
    with pytest.raises(EmptyError):
        make_article({"text": text}, raw=b"", source="a")


@pytest.mark.parametrize("text", [3, ["a"], {"a": "b"}, True])
def test_a_text_is_a_string(text: object) -> None:
    with pytest.raises(FormatError):
        make_article({"text": text}, raw=b"", source="a")


def test_what_only_pages_and_mojibake_need_is_not_imported_before() -> None:
    code = "import sys, segundo.sources; print({'trafilatura', 'htmldate', 'ftfy', 'lxml', 'babel'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_escapes_within_escapes_are_decoded_so_deep_and_no_deeper() -> None:
    nested = "_x00" * 2000 + "_x0007_" + "07_" * 2000
    clean, _ = canonical(nested)
    assert len(nested) > len(clean) > len(nested) - 100
