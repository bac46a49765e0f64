"""From text to the words of Universal Dependencies, each with its place in the text.

A *chunk* is what the subword tokenizer sees as a whole: a run of letters, a number, a mark. Most chunks are one word;
a contraction ("da") is one chunk of two words, a verb with a clitic ("disse-lhe") is two chunks of one token.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from segundo.languages import table

LETTERS = r"[^\W\d_]"
PATTERN = r"""
    {letters}+(?=[\s,;!?)”"]|$)                                   # most words: nothing else begins so
  | (?:https?://|www\.)[^\s<>"“”«»]*[^\s<>"“”«».,;:!?)\]}}'’]   # addresses
  | [\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+
  | (?:[A-Z]{{1,2}}|\b)[$€£]                                    # R$, US$
  | (?:{letters}\.){{2,}}(?:{letters}\b(?!\.))?                 # E.U.A.
  | (?:{abbreviations})\.
  | [A-Z]\.(?=\s+[A-Z])                                         # an initial
  | \d+(?:[.,:/-]\d+)*(?:\.?[ºª°]|{letters}+\d*\b)?              # 1.234,5  18:30  18h30  3.ª
  | {letters}[\w]*(?:['’/&-][^\W_][\w]*|\.{letters}[\w]*)*      # words, with what joins them inside
  | \.{{2,}} | -{{2,}}
  | [^\w\s]\ufe0f? | _+ | \w+
"""
CLITIC_JOINT = "-"
NUMBER = r"\d+"
"""What a 0 in an abbreviation stands for."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The chunks of a text and its words.

    ``chunk_start``, ``chunk_end``, ``spaced`` (white space stands before it): one value a chunk. ``form``, ``start``,
    ``end``, ``chunk`` (index), ``part`` (0: a chunk of its own; 1, 2, …: which word of a contraction) and ``token``
    (the words of one orthographic token share a number): one value a word.
    """

    text: str
    chunk_start: tuple[int, ...]
    chunk_end: tuple[int, ...]
    spaced: tuple[bool, ...]
    form: tuple[str, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    chunk: tuple[int, ...]
    part: tuple[int, ...]
    token: tuple[int, ...]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    forms = sorted((row["form"] for row in table(language, "abbreviations")), key=lambda form: -len(form))
    abbreviations = "|".join(
        rf"\b(?{'' if form != form.lower() else 'i'}:{re.escape(form).replace('0', NUMBER)})" for form in forms
    )
    return re.compile(PATTERN.format(letters=LETTERS, abbreviations=abbreviations), re.VERBOSE)


@cache
def _contractions(language: str) -> dict[str, tuple[tuple[str, ...], re.Pattern[str]]]:
    return {
        row["form"]: (tuple(row["words"].split()), re.compile(row["before"]))
        for row in table(language, "contractions")
    }


@cache
def _clitics(language: str) -> re.Pattern[str]:
    forms = "|".join(sorted((row["form"] for row in table(language, "clitics")), key=lambda form: -len(form)))
    return re.compile(rf"(?i)({LETTERS}{{2,}})((?:-(?:{forms}))+)")


def tokenize(text: str, language: str = "pt") -> Tokens:
    """Split a text into chunks and words. Every character that is not white space belongs to exactly one chunk."""
    chunks: list[tuple[int, int, bool]] = []
    words: list[tuple[str, int, int, int, int, int]] = []
    contractions, clitics = _contractions(language), _clitics(language)
    matches = list(_pattern(language).finditer(text))
    end = -1
    for number, match in enumerate(matches):
        spaced = match.start() != end
        (start, end), surface = match.span(), match[0]
        if parts := contractions.get(surface.lower()):
            following = matches[number + 1][0] if number + 1 < len(matches) else ""
            if parts[1].match(following):
                chunks.append((start, end, spaced))
                for part, form in enumerate(parts[0], 1):
                    words.append((_cased(form, surface, part), start, end, len(chunks) - 1, part, number))
                continue
        if CLITIC_JOINT in surface and (joined := clitics.fullmatch(surface)):
            chunks.append((start, joined.end(1) + start, spaced))
            words.append((joined.group(1), start, joined.end(1) + start, len(chunks) - 1, 0, number))
            at = start + joined.end(1)
            for clitic in joined.group(2).split(CLITIC_JOINT)[1:]:
                stop = at + 1 + len(clitic)
                chunks.append((at, stop, False))
                words.append((clitic, at + 1, stop, len(chunks) - 1, 0, number))
                at = stop
            continue
        chunks.append((start, end, spaced))
        words.append((surface, start, end, len(chunks) - 1, 0, number))
    columns = zip(*words, strict=True) if words else ((),) * 6
    starts, ends, spaces = zip(*chunks, strict=True) if chunks else ((),) * 3
    return Tokens(text, starts, ends, spaces, *columns)


def _cased(form: str, surface: str, part: int) -> str:
    if surface.isupper() and len(surface) > 1:
        return form.upper()
    return form.capitalize() if part == 1 and surface[0].isupper() else form
