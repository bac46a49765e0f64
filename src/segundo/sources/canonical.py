"""The canonical form of a text: what all offsets count in."""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_LINE_ENDS = "\v\f\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
_SPACES = "\t\x1c\x1d\x1e\x1f"
# Soft hyphen, zero-width space, word joiner, byte-order mark, and the marks and embeddings of bidirectional text.
_INVISIBLE = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_CONTROLS = "".join(chr(code) for code in (*range(0x09), *range(0x0E, 0x1C), 0x7F))


def _c1_as_windows_1252() -> dict[int, str]:
    """C1 controls stand where Windows-1252 text was read as ISO-8859-1: give them back their printed characters."""
    return {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}


_MEND: dict[int, str] = {
    **dict.fromkeys(map(ord, _LINE_ENDS), "\n"),
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, _INVISIBLE + _CONTROLS), ""),
    **dict.fromkeys(range(0xD800, 0xE000), REPLACEMENT),
    **_c1_as_windows_1252(),
}
_ODD = re.compile(f"[{_LINE_ENDS}{_SPACES}{_INVISIBLE}{re.escape(_CONTROLS)}\x80-\x9f\ud800-\udfff]")
_DROPPED = re.compile(f"[{_INVISIBLE}{re.escape(_CONTROLS)}]")
_LONE_C1 = re.compile("[\x80-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# A joiner means something between letters of Arabic or Indic scripts and between emoji; within Latin it is dirt.
_SCRIPTS_WITH_JOINERS = "[\u0370-\u1fff\u2100-\u2fff\u3001-\U0010ffff\u200c\u200d\ufe0f]"
_JOINERS = re.compile(rf"(?<!{_SCRIPTS_WITH_JOINERS})[\u200c\u200d]+|[\u200c\u200d]+(?!{_SCRIPTS_WITH_JOINERS})")
# Spreadsheets (Office Open XML) write what XML cannot hold as _xHHHH_: controls, and in passing what is beyond ASCII.
_ESCAPED = re.compile(r"(?<!_x005[Ff])_x(00[01][0-9A-Fa-f]|007[Ff]|(?!00[0-7])[0-9A-Fa-f]{4})_")
_DEEPEST = 8
"""So many escapes within each other are decoded."""
_TRAILING = re.compile(r"[^\S\n]+(?=\n|\Z)")


def canonical(text: str) -> tuple[str, tuple[str, ...]]:
    r"""A text in canonical form, with notes of what was mended.

    Unicode NFC; lines ended by ``\n``; no space at the end of a line and no blank lines at either end; no controls and
    no invisible characters. Everything else (indents, double and no-break spaces, blank lines within) stays as it is,
    so that a canonical text comes out unchanged. Controls U+0080 to U+009F become what they mean in Windows-1252, and
    the escapes of spreadsheets (``_x0093_``) what they stand for.
    """
    notes: list[str] = []
    for _ in range(_DEEPEST):
        text, more = _mended(text)
        notes += more
        if "_x" not in text or not _ESCAPED.search(text):
            break  # else an escape came of what stood within it
    return text, tuple(notes)


def _mended(text: str) -> tuple[str, list[str]]:
    notes: list[str] = []
    if "_x" in text:
        text, count = _ESCAPED.subn(lambda found: chr(int(found[1], 16)), text)
        if count:
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")  # pairs are one
            notes.append(f"escapes of spreadsheets decoded: {count}")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _ODD.search(text):
        if count := len(_LONE_C1.findall(text)):
            notes.append(f"control characters read as Windows-1252: {count}")
        if count := len(_SURROGATE.findall(text)):
            notes.append(f"unpaired surrogates replaced: {count}")
        if count := len(_DROPPED.findall(text)):
            notes.append(f"invisible or control characters left out: {count}")
        text = text.translate(_MEND)
    text = unicodedata.normalize("NFC", text)
    if "\u200c" in text or "\u200d" in text:
        # Leaving a joiner out can bring a letter and its accent together, so compose once more.
        text = unicodedata.normalize("NFC", _JOINERS.sub("", text))
    return _TRAILING.sub("", text).strip("\n"), notes


def one_line(text: str) -> tuple[str, tuple[str, ...]]:
    """A short field (a title, a name) in canonical form on one line, with notes of what was mended."""
    clean, notes = canonical(text)
    return " ".join(clean.split()), notes
