"""From bytes to text: which encoding they are in, and the mending of text that was once decoded wrongly."""

from __future__ import annotations

import codecs
import re

from segundo.errors import EncodingError

# UTF-32 stands before UTF-16, whose mark its own begins with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Shares of zero bytes in one and the other half of Latin text in UTF-16.
_MANY_ZEROS = 0.6
_FEW_ZEROS = 0.1
# Labels of ISO-8859-1 and ASCII mean Windows-1252, as in the WHATWG Encoding Standard (https://encoding.spec.whatwg.org).
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252"}
# In this order: the first wins where two fit equally well.
_SINGLE_BYTE = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "CP850"}
# What print of Western Europe has beyond ASCII; bytes that decode to other characters are in another encoding.
_PRINTED = frozenset(
    "áàâãäåæçéèêëíìîïñóòôõöøœúùûüýÿßÁÀÂÃÄÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÕÖØŒÚÙÛÜÝšžŠŽ“”‘’„‚«»‹›–—…•·§ªº°²³½¼¾×±€£©®™´¿¡†\xa0\xad"
)
_PLAUSIBLE = 0.9
# Other scripts decode to accented letters throughout; in no text of Western Europe are they so many.
_MOST_BEYOND_ASCII = 0.7
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# A control or two are strays; bytes with more than this share of them are no text.
_CONTROL_SHARE = 0.01
BINARY = "it is binary, not text"
# The traces of UTF-8 read as Windows-1252 or ISO-8859-1, all behind one set of letters so that the search is fast. A
# capital before the trace with a typographic mark after it ("AMANHÃ”") is a word in capitals inside quotation marks.
_MOJIBAKE = re.compile(
    "[ÂÃâï](?:"
    "(?<=[ÂÃ])[\x80-\xbf]|(?<=[ÂÃ])(?<![A-ZÀ-Þ][ÂÃ])[\u0152-\u0192\u02c6\u02dc\u2013-\u2122]"
    "|(?<=â)[\x80-\x83€][\x80-\xbf\u0152-\u2122]|(?<=ï)»¿)"
)


def unicode_encoding(raw: bytes) -> tuple[str, int] | None:
    """The encoding of Unicode that some bytes begin in, and the length of the byte-order mark that says so.

    UTF-16 is also known without a mark, by the zeros of Latin text in every other byte; UTF-8 only by its mark.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding, len(mark)
    even, odd, half = raw[::2].count(0), raw[1::2].count(0), len(raw) // 2
    if odd > _MANY_ZEROS * half and even < _FEW_ZEROS * half:
        return "utf-16-le", 0
    if even > _MANY_ZEROS * half and odd < _FEW_ZEROS * half:
        return "utf-16-be", 0
    return None


def is_binary(raw: bytes) -> bool:
    """Whether some bytes have more control characters than text would."""
    return not unicode_encoding(raw) and len(_CONTROLS.findall(raw)) > _CONTROL_SHARE * len(raw)


def decode(raw: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of some bytes, with a note where they are not plain UTF-8.

    In this order: a byte-order mark, UTF-16 without a mark, valid UTF-8, the encoding that the document declares, UTF-8
    with a few stray bytes of Windows-1252, and the single-byte encoding that gives the most plausible text. Bytes that
    are valid UTF-8 with accents in it are so by no accident, whatever the document declares.

    Raises:
        EncodingError: if the bytes are no text in any of these.
    """
    if known := unicode_encoding(raw):
        encoding, mark = known
        return _strictly(raw[mark:], encoding), () if encoding == "utf-8" else (f"read as {encoding.upper()}",)
    if is_binary(raw):
        raise EncodingError(BINARY)
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _not_utf8(raw, declared)


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(f"it is broken {encoding.upper()}: {error.reason} at byte {error.start}") from error


def _not_utf8(raw: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    if 0 in raw:
        raise EncodingError(BINARY)
    codec = _codec(declared)
    if codec and codec != "utf-8":
        try:
            return raw.decode(codec), (f"read as {declared}, as it declares",)
        except UnicodeDecodeError:
            pass
    strays = raw.decode("utf-8", "surrogateescape")
    wrong = [character for character in strays if "\udc80" <= character <= "\udcff"]
    accents = sum(character > "\x7f" for character in strays) - len(wrong)
    if accents > 4 * len(wrong):
        mended = re.sub("[\udc80-\udcff]", lambda found: _stray(found[0]), strays)
        return mended, (f"bytes that are not UTF-8 read as Windows-1252: {len(wrong)}",)
    texts = {name: raw.decode(name, "replace") for name in _SINGLE_BYTE}
    best = max(texts, key=lambda name: _plausibility(texts[name]))
    if _plausibility(texts[best]) < _PLAUSIBLE:
        tried = ", ".join(("UTF-8", "UTF-16", *_SINGLE_BYTE.values()))
        raise EncodingError(f"its bytes are no text in any of {tried}", do="Convert it to UTF-8")
    if best == "cp1252" and not any(0x80 <= byte < 0xA0 for byte in raw):
        return texts[best], ("read as ISO-8859-1",)
    return texts[best], (f"read as {_SINGLE_BYTE[best]}",)


def _codec(label: str | None) -> str | None:
    """Python's name of the encoding that a document declares, or None where it declares none that is known."""
    if label is None:
        return None
    try:
        info = codecs.lookup(label)
        "".encode(info.name)  # codecs such as "hex" are known as well, but are no encodings of text
    except (LookupError, ValueError):
        return None
    return _AS_BROWSERS_DO.get(info.name, info.name)


def _stray(escaped: str) -> str:
    byte = bytes([ord(escaped) - 0xDC00])
    return byte.decode("cp1252", "replace")


def _plausibility(text: str) -> float:
    """The share of the characters beyond ASCII that print of Western Europe has; 0 where nearly all are beyond it."""
    beyond = [character for character in text if character > "\x7f"]
    if len(beyond) > _MOST_BEYOND_ASCII * len(text):
        return 0.0
    return sum(character in _PRINTED for character in beyond) / len(beyond) if beyond else 1.0


def mend_mojibake(text: str) -> tuple[str, tuple[str, ...]]:
    """A text whose UTF-8 was once read as a single-byte encoding ("nÃ£o"), put right, with a note; others unchanged."""
    if not _MOJIBAKE.search(text):
        return text, ()
    # Imported here, since it takes longer than the rest of this package and few texts have mojibake.
    from ftfy import fix_encoding

    mended = fix_encoding(text)
    return mended, ("mojibake mended",) if mended != text else ()
