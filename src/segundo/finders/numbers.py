"""Numbers in text: digits and words mixed, their value, their bound and their range.

Everything here is a pure function of the text and the language's tables ``numerals`` (words that write numbers),
``bounds`` ("more than"), ``ranges`` ("between 2 and 3"), ``currencies`` and ``units`` (what may stand inside a range).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple, TypeAlias, cast

from segundo.article import Span
from segundo.languages import table
from segundo.records import Bound

Sort: TypeAlias = Literal["cardinal", "article", "vague", "share", "multiple"]
"""What a number expression is: a cardinal; "um" or "uma" alone, which may be the article; a bare plural such as
"milhares"; a share of a whole ("dois terços"); a multiple of something ("o dobro")."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number expression: its digits and words, its value, its bound, and the upper value of a range.

    ``lead`` is where the words that bound it begin: the start of the span where there are none.
    """

    span: Span
    value: float
    sort: Sort
    lead: int
    bound: Bound = "exact"
    high: float | None = None


class _Token(NamedTuple):
    start: int
    end: int
    kind: str
    value: Decimal


class _Found(NamedTuple):
    start: int
    end: int
    value: Decimal
    sort: Sort
    scale: Decimal = Decimal(1)
    high: Decimal | None = None


class _Part(NamedTuple):
    """A parsed part: its value, the last scale word's worth, and the index of the token after it."""

    value: Decimal
    scale: Decimal
    next: int


_DIGITS = r"""
    \d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)                  # 1.234,56
  | \d{1,3}(?:[\u0020\u00a0\u202f]\d{3})+(?:,\d+)?(?!\d)  # 12 345,6
  | \d{1,3}(?:,\d{3}){2,}(?!\d) | \d{1,3}(?:,\d{3})+\.\d+  # 1,234,567 and 1,234.56, as in English
  | \d+[.,]\d+ | \d+
"""
# Digits glued to a letter, a stroke, a colon, a plus or a hyphen are a code, a date, a score, a clock time: G1, 25/19.
_TOKEN = re.compile(
    rf"""(?<![\w/.:+])(?<![\w)][-‐]) (?P<digits>{_DIGITS})
         (?![/.,:+‐-]?\d | \.?[ºª] | \.[ao]\b | °(?!C)) (?P<unit>[^\W\d_]*) (?!\w)
       | (?P<word>[^\W\d_]+)""",
    re.VERBOSE,
)
_ENGLISH = re.compile(r"\d+(?:(?:,\d{3}){2,}|(?:,\d{3})+\.\d+)")
_DECIMAL_POINT = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})|0\.\d+")
_WORD = re.compile(r"""[("'“‘«\[—–-]*([^\s("'“‘«\[]\S*)""")
_LINKING = frozenset({"of", "by"})
"""The classes of small words that go on after a sum: what else stands there may be the next of a list of prices."""
_ONE, _HUNDRED, _THOUSAND = Decimal(1), Decimal(100), Decimal(1000)
_WINDOW = 80
_LONGEST_BOUND = 5


def parse_number(text: str, language: str = "pt") -> float | None:
    """The value of a text that is one number expression and nothing else, or ``None``.

    >>> parse_number("3,5 mil milhões")
    3500000000.0
    """
    bare = text.strip()
    found = _parse(bare, language)
    return float(found[0].value) if len(found) == 1 and (found[0].start, found[0].end) == (0, len(bare)) else None


def find_numbers(text: str, language: str = "pt") -> tuple[Number, ...]:
    """All number expressions of a text in order, ranges joined and bounds read; spans do not overlap.

    Digits that are part of a word, an ordinal, a date, a code or a score are left out. ``um`` and ``uma`` alone are
    given with the sort ``article``. The value of a share is a fraction of one.
    """
    joined: list[_Found] = []
    for number in _parse(text, language):
        pair = _range(text, joined[-1], number, language) if joined else None
        if pair:
            joined[-1] = pair
        else:
            joined.append(number)
    return tuple(
        Number(
            Span(number.start, number.end), float(number.value), number.sort, *_bound(text, number, language),
            None if number.high is None else float(number.high),
        )
        for number in joined
    )  # fmt: skip


@cache
def _numerals(language: str) -> dict[str, tuple[str, Decimal]]:
    return {row["form"]: (row["class"], Decimal(row["value"] or 0)) for row in table(language, "numerals")}


@cache
def _units(language: str) -> frozenset[str]:
    """The words that may follow a number as its unit, within a range: one by one, and "de" before them."""
    forms = [row["form"] for name in ("currencies", "units") for row in table(language, name)]
    joiners = [form for form, (kind, _) in _numerals(language).items() if kind == "of"]
    return frozenset([word for form in forms for word in form.split()] + joiners)


@cache
def _glued(language: str) -> frozenset[str]:
    """What may be glued to the end of digits: 30km, 20mil."""
    scales = (form for form, (kind, _) in _numerals(language).items() if kind in ("thousand", "scale", "short"))
    return frozenset([row["form"] for row in table(language, "units") if row["class"] == "symbol"]).union(scales)


@cache
def _in_units(language: str) -> dict[str, str]:
    """Number words that end a unit's name, with the words before them: "cento" in "por cento"."""
    names = (row["form"].rpartition(" ") for row in table(language, "units"))
    return {last: before + space for before, space, last in names if before and last in _numerals(language)}


_MAY_SLIP = re.compile(r"\d, \d")


@cache
def _slip(language: str) -> re.Pattern[str]:
    """The comma of a decimal with a space behind it by a slip: "R$ 38, 80 por dia", "14, 048 milhões".

    Only where no list of numbers reads so: "R$ 20, 30 e 50", "no dia 5, 2 milhões votaram".
    """
    scales, large, signs, small = (
        "|".join(map(re.escape, words))
        for words in (
            [form for form, (kind, _) in _numerals(language).items() if kind in ("thousand", "scale", "short")],
            [form for form, (kind, _) in _numerals(language).items() if kind in ("scale", "short")],
            [row["form"] for row in table(language, "currencies") if row["class"] == "sign"],
            " ".join(row["forms"] for row in table(language, "phrase_words") if row["class"] in _LINKING).split(),
        )
    )
    return re.compile(
        rf"""(?:{signs})[ \u00a0]?\d{{1,3}}(?P<cents>,)[ ]\d\d(?![.,]?\d)(?=[.;:)\n]|$|[ ](?:{small})\b)
           | (?:{signs})[ \u00a0]?\d{{1,3}}(?P<large>,)[ ]\d{{1,3}}[ ](?:{large})\b
           | \b(?<![.,])\d{{1,3}}(?P<scaled>,)[ ]0\d+[ ](?:{scales})\b""",
        re.VERBOSE,
    )


def _amount(digits: str) -> Decimal:
    if _ENGLISH.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    if _DECIMAL_POINT.fullmatch(digits):
        return Decimal(digits)
    return Decimal(re.sub(r"[^\d,]", "", digits).replace(",", "."))


def _tokens(text: str, language: str) -> list[_Token]:
    numerals, glued, in_units = _numerals(language), _glued(language), _in_units(language)
    slips = set[int]()
    if _MAY_SLIP.search(text):
        slips = {match.start(match.lastgroup or 0) for match in _slip(language).finditer(text)}
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(text):
        if digits := match["digits"]:
            leading_zero = len(digits) > 2 and digits[0] == "0" and digits.isdigit()
            if tokens and tokens[-1].end in slips and digits.isdigit():
                whole = tokens.pop()
                tokens.append(_Token(whole.start, match.end("digits"), "digits", Decimal(f"{whole.value}.{digits}")))
            elif not leading_zero and (not match["unit"] or match["unit"] in glued):
                tokens.append(_Token(match.start(), match.end("digits"), "digits", _amount(digits)))
            if match["unit"] in numerals:
                kind, value = numerals[match["unit"]]
                tokens.append(_Token(match.start("unit"), match.end(), kind, value))
        elif entry := numerals.get(match[0].lower()):
            before = in_units.get(match[0].lower())
            if before is None or not text.endswith(before, 0, match.start()):
                tokens.append(_Token(match.start(), match.end(), *entry))
    return tokens


class _Grammar:
    """A recursive descent over one text's number tokens. Each rule takes a token's index and returns a part or none."""

    def __init__(self, text: str, tokens: Sequence[_Token]) -> None:
        self.text = text
        self.tokens = tokens

    def kind(self, index: int) -> str:
        """The kind of a token that stands right after the one before it, parted by a space at most."""
        if index >= len(self.tokens):
            return ""
        between = self.text[self.tokens[index - 1].end : self.tokens[index].start] if index else ""
        return self.tokens[index].kind if between in ("", " ", "\u00a0", "\u202f") else ""

    def small(self, index: int, first: bool = False) -> _Part | None:
        """Digits, or words up to 999."""
        kind = self.tokens[index].kind if first else self.kind(index)
        if kind == "digits":
            return _Part(self.tokens[index].value, _ONE, index + 1)
        order = {"hundred": ("ten", "teen", "unit"), "ten": ("unit",), "teen": (), "unit": ()}
        if kind not in order:
            return None
        total, allowed, index = self.tokens[index].value, order[kind], index + 1
        while self.kind(index) == "and" and (kind := self.kind(index + 1)) in allowed:
            total, allowed, index = total + self.tokens[index + 1].value, order[kind], index + 2
        return _Part(total, _ONE, index)

    def thousands(self, index: int, first: bool = False) -> _Part | None:
        """Words or digits up to 999 999: ``small``, or ``[small] mil [[e] small]``."""
        head = self.small(index, first)
        at = head.next if head else index
        if (self.tokens[at].kind if first and not head else self.kind(at)) != "thousand":
            return head
        return self.rest(_Part((head.value if head else _ONE) * _THOUSAND, _THOUSAND, at + 1), index, self.small)

    def begins_other(self, index: int, scale: Decimal) -> bool:
        """Whether a scale word stands there that is no greater than a part's: the number before it is another."""
        return self.kind(index) in ("thousand", "scale", "short") and self.tokens[index].value <= scale

    def rest(self, part: _Part, first: int, rule: Callable[[int], _Part | None]) -> _Part:
        """Add what stands below the scale of a part: "e duzentos", "trezentos e dois", "e 500 mil", "e meio"."""
        linked = self.kind(part.next) == "and"
        start = part.next + linked
        if linked and self.kind(start) == "half":
            return _Part(part.value + part.scale / 2, part.scale, start + 1)
        below = rule(start)
        if not below or below.value >= part.scale or self.begins_other(below.next, part.scale):
            return part  # "150 mil e 200 mil" are two, "mil e duzentos milhões" are one
        # "5 mil e dois carros", "mil 30": a small number after digits or with no link counts something else.
        digits = "digits" in (self.tokens[first].kind, self.tokens[start].kind)
        if below.value < _HUNDRED and (digits or not linked):
            return part
        if digits and (not linked or (part.scale > _THOUSAND > below.scale)):
            return part
        return _Part(part.value + below.value, below.scale, below.next)

    def cardinal(self, index: int, first: bool = False) -> _Part | None:
        """``thousands [milhões [[e] cardinal]]``."""
        part = self.thousands(index, first)
        if not part:
            return None
        kind, before = self.kind(part.next), self.tokens[part.next - 1].kind
        if kind == "scale" or (kind == "short" and before == "digits"):
            scale = self.tokens[part.next].value
            return self.rest(_Part(part.value * scale, scale, part.next + 1), index, self.cardinal)
        if kind == "and" and self.kind(part.next + 1) == "half" and part.scale == _ONE:
            return _Part(part.value + _ONE / 2, _ONE, part.next + 2)
        return part

    def collective(self, index: int, first: bool = False) -> _Part | None:
        """``dezenas``, ``milhões``, ``dezenas de milhares``, ``centena e meia``."""
        kind = self.tokens[index].kind if first else self.kind(index)
        if kind not in ("collective", "scale"):
            return None
        value, index = self.tokens[index].value, index + 1
        below = self.collective(index + (self.kind(index) == "of"))
        if below and below.value > value:
            return _Part(value * below.value, below.scale, below.next)
        if self.kind(index) == "and" and self.kind(index + 1) == "half":
            return _Part(value * 3 / 2, value, index + 2)
        if self.kind(index) == "and" and self.kind(index + 1) == kind and self.tokens[index + 1].value == value:
            return _Part(value, value, index + 2)
        return _Part(value, value, index)

    def each(self, index: int) -> _Part | None:
        """What a number is a share of: ``em cada dez``, ``de cada dez``."""
        found = self.kind(index) in ("in", "of") and self.kind(index + 1) == "each"
        return self.cardinal(index + 2) if found else None

    def expression(self, index: int) -> tuple[_Part, Sort] | None:
        """Any number expression that starts with a token."""
        token = self.tokens[index]
        if token.kind in ("part", "multiple"):
            value = _ONE / token.value if token.kind == "part" else token.value
            return _Part(value, _ONE, index + 1), "share" if token.kind == "part" else "multiple"
        if token.kind == "half":
            part = self.collective(index + 1)
            return (_Part(part.value / 2, part.scale, part.next), "cardinal") if part else None
        if part := self.cardinal(index, first=True):
            kind = self.kind(part.next)
            if kind == "denominator" or (kind == "ordinal" and self.kind(part.next + 1) == "whole"):
                return _Part(part.value / self.tokens[part.next].value, _ONE, part.next + 1), "share"
            if (whole := self.each(part.next)) and whole.value > part.value:
                return _Part(part.value / whole.value, _ONE, whole.next), "share"
            if kind == "collective" and (group := self.collective(part.next)):
                return _Part(part.value * group.value, group.scale, group.next), "cardinal"
            alone = part.next == index + 1 and token.kind == "unit" and token.value == _ONE
            return part, "article" if alone else "cardinal"
        if part := self.collective(index, first=True):
            return part, "vague"
        return None


def _parse(text: str, language: str) -> list[_Found]:
    tokens = _tokens(text, language)
    grammar = _Grammar(text, tokens)
    found, index = [], 0
    while index < len(tokens):
        parsed = grammar.expression(index)
        if parsed:
            part, sort = parsed
            found.append(_Found(tokens[index].start, tokens[part.next - 1].end, part.value, sort, part.scale))
            index = part.next
        else:
            index += 1
    return found


@cache
def _links(language: str) -> dict[str, str]:
    """The words that link two numbers to a range, with the word that must open it."""
    return {row["link"]: row["open"] for row in table(language, "ranges")}


@cache
def _bounds(language: str, position: str) -> dict[str, str]:
    rows = (row for row in table(language, "bounds") if row["position"] == position)
    return {form.strip(): row["bound"] for row in rows for form in row["forms"].split(";")}


@cache
def _skipped(language: str) -> frozenset[str]:
    """Words that may stand between a bound and its number: articles, "outros", currency signs."""
    skipped = (form for form, bound in _bounds(language, "before").items() if bound == "skip")
    signs = (row["form"].lower() for row in table(language, "currencies") if row["class"] == "sign")
    return frozenset(skipped).union(signs)


@cache
def _after(language: str) -> re.Pattern[str]:
    joined, after = ("|".join(map(re.escape, _bounds(language, place))) for place in ("joined", "after"))
    return re.compile(rf"[ ](?P<joined>{joined})\b|(?:[ ][^\W\d_]+){{0,3}},?[ ](?P<after>{after})[ ]*(?:[,.;:)\n]|$)")


def _words_before(text: str, start: int) -> list[tuple[str, int]]:
    """The words of the same line before an offset, folded, without opening marks, each with its place."""
    low = max(text.rfind("\n", 0, start) + 1, start - _WINDOW)
    return [(match[1].lower(), match.start(1)) for match in _WORD.finditer(text, low, start)]


def _range(text: str, low: _Found, high: _Found, language: str) -> _Found | None:
    """Join two numbers that the text gives as a range; a scale word may serve both ("entre 2 e 3 mil")."""
    gap = text[low.end : high.start]
    if low.high is not None or "\n" in gap or len(gap) > _WINDOW // 2:
        return None
    units, skipped = _units(language), _skipped(language)
    words = gap.replace("%", " % ").split()
    link = next((place for place, word in enumerate(words) if word not in units), None)
    if link is None or words[link] not in _links(language) or any(w.lower() not in skipped for w in words[link + 1 :]):
        return None
    if link and len(words) > link + 1:
        return None  # a unit behind the first number and a sign before the second: "10% até R$ 200"
    if opener := _links(language)[words[link]]:
        before = [word for word, _ in _words_before(text, low.start)]
        while before and before[-1] in skipped and before[-1] != opener:
            before.pop()
        if not before or before[-1] != opener:
            return None
    least = low.value
    if low.scale == _ONE and high.scale > _ONE and least < high.value / high.scale:
        least *= high.scale
    if least >= high.value or "cardinal" not in (low.sort, high.sort):
        return None
    return _Found(low.start, high.end, least, "cardinal", high.scale, high.value)


def _bound(text: str, number: _Found, language: str) -> tuple[int, Bound]:
    """Where the words that bound a number begin, and what they say."""
    before, skipped = _bounds(language, "before"), _skipped(language)
    words = _words_before(text, number.start)
    while words:
        for length in range(min(_LONGEST_BOUND, len(words)), 0, -1):
            bound = before.get(" ".join(word for word, _ in words[-length:]), "skip")
            if bound != "skip":
                ranged = number.high is not None and bound != "about"
                return words[-length][1], "range" if ranged else cast(Bound, bound)
        if words[-1][0] not in skipped:
            break
        words.pop()
    if number.high is not None:
        return number.start, "range"
    if match := _after(language).match(text, number.end):
        place = match.lastgroup or ""
        return number.start, cast(Bound, _bounds(language, place)[match[place]])
    return number.start, "at_least" if number.sort == "vague" else "exact"
