"""A cascade of finite-state rules over words, after Abney, "Partial parsing via finite-state cascades" (1996).

Every word of a text becomes one character that stands for the classes it belongs to, its part of speech and whether it
has a capital; a rule is then a regular expression over such characters, compiled once. What a rule matches becomes one
item for the rules of the next level. Rules and classes are data (see ``languages/``); nothing here is of a language.

A rule's pattern is a regular expression without spaces in which a bare word stands for itself, ``<class>`` for any word
or item of a class, ``<class:name>`` for the same captured under a name, ``<NOUN>`` for a word of that part of speech,
``<Capital>`` for a word with a capital and ``«…»`` for the part to be marked where that is not the whole match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from segundo.article import Span

Row: TypeAlias = Mapping[str, str]

UPOS = (
    "X", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB",
)  # fmt: skip
"""The parts of speech of Universal Dependencies, the unknown one first."""

_TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d(?!\d)"  # 2015-09-02
    r"|\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d\d))?(?![\d/])"  # 2/9, 02/09/2015
    r"|\d+(?:[.,:]\d+)*[^\W_]*[ºª°]?"  # 2015, 1.500, 18:30, 18h30, 1º
    r"|[^\W\d_]+(?:-[^\W\d_]+)*"
    r"|[^\w\s]|_"
)
_ATOM = re.compile(
    r"<(?P<cls>[^\W\d]\w*)(?::(?P<name>\w+))?>|(?P<word>[^\W\d_][^\W\d_-]*(?:-[^\W\d_-]+)*)|(?P<space>\s+)"
)
_LOOKBEHIND = re.compile(r"\(\?<([=!])([^()]*\|[^()]*)\)")
_FIRST = 0x100
_BLOCK = 2 * len(UPOS)


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule: its row in the table and the class of each name that it captures."""

    row: Row
    regex: re.Pattern[str]
    captures: Mapping[str, tuple[str, str]]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """What a rule matched: the rule's row, its span, and the words and nodes that it captured, by name."""

    row: Row
    span: Span
    words: Mapping[str, str]
    nodes: Mapping[str, Node]


def _split(match: re.Match[str]) -> str:
    """A lookbehind for each of its alternatives, as ``re`` wants them of one width."""
    each = [f"(?<{match[1]}{alternative})" for alternative in match[2].split("|")]
    return "".join(each) if match[1] == "!" else f"(?:{'|'.join(each)})"


class _Items:
    """The words and nodes of a text, in order: code, span, folded word or node."""

    __slots__ = ("codes", "content", "spans")

    def __init__(self) -> None:
        self.codes: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self.content: list[str | Node] = []


class Cascade:
    """The compiled rules of a language.

    ``words`` are rows ``class, value, forms`` (forms are separated by ``|``), ``shapes`` rows ``classes, pattern`` for
    words that start with a digit (the first that fits the whole word holds), ``rules`` rows with at least ``level,
    pattern, yields``; rules of a level compete by length, then by their order.

    Raises:
        ValueError: if a pattern names a class that no row has, or is no regular expression.
    """

    def __init__(self, words: Iterable[Row], shapes: Iterable[Row], rules: Sequence[Row]) -> None:
        self._values: dict[tuple[str, str], str] = {}
        classes: dict[str, set[str]] = {}
        for row in words:
            for form in row["forms"].split("|"):
                classes.setdefault(form, set()).add(row["class"])
                self._values[row["class"], form] = row["value"]
        for row in rules:
            for atom in _ATOM.finditer(row["pattern"]):
                if word := atom["word"]:
                    classes.setdefault(word, set()).add(f"={word}")
        shaped = [(row["pattern"], frozenset(row["classes"].split())) for row in shapes]
        self._shape = re.compile("|".join(f"({pattern})" for pattern, _ in shaped), re.IGNORECASE)
        sets = {frozenset[str](), *map(frozenset, classes.values()), *(names for _, names in shaped)}
        sets |= {frozenset([row["yields"]]) for row in rules}
        base = {names: _FIRST + _BLOCK * number for number, names in enumerate(sorted(sets, key=sorted))}
        self._unknown = base[frozenset()]
        self._lexicon = {form: base[frozenset(names)] for form, names in classes.items()}
        self._shapes = [base[names] for _, names in shaped]
        self._yields = {row["yields"]: chr(base[frozenset([row["yields"]])]) for row in rules}
        self._members = {
            name: [start for names, start in base.items() if name in names] for name in frozenset().union(*sets)
        }
        self._starts = sorted(base.values())
        levels: dict[str, list[Rule]] = {}
        for row in rules:
            levels.setdefault(row["level"], []).append(self._compile(row))
        self._levels = [levels[level] for level in sorted(levels, key=int)]

    @cached_property
    def _tags(self) -> dict[str, int]:
        return {tag: 2 * number for number, tag in enumerate(UPOS)}

    def value(self, name: str, word: str) -> str:
        """The value of a folded word in a class; the word itself where the table gives none."""
        return self._values.get((name, word), word)

    def _compile(self, row: Row) -> Rule:
        captures: dict[str, tuple[str, str]] = {}

        def atom(match: re.Match[str]) -> str:
            if match["space"]:
                return ""
            if match["word"]:
                return self._range(f"={match['word']}", row)
            if name := match["name"]:
                group = f"g{len(captures)}"
                captures[group] = (name, match["cls"])
                return f"(?P<{group}>{self._range(match['cls'], row)})"
            return self._range(match["cls"], row)

        pattern = _ATOM.sub(atom, _LOOKBEHIND.sub(_split, row["pattern"])).replace("»", ")")
        marks = tuple(f"m{number}" for number in range(pattern.count("«")))
        for mark in marks:
            pattern = pattern.replace("«", f"(?P<{mark}>", 1)
        try:
            return Rule(row, re.compile(pattern), captures, marks)
        except re.error as error:
            raise ValueError(f"rule {row['rule']}: {error}") from error

    def _range(self, name: str, row: Row) -> str:
        """A character class of all codes that belong to a class, a part of speech or to words with a capital."""
        if name == "Capital":
            codes = [chr(start + offset) for start in self._starts for offset in range(1, _BLOCK, 2)]
            return f"[{''.join(codes)}]"
        if name in self._tags:
            offset = self._tags[name]
            return f"[{''.join(chr(start + offset) + chr(start + offset + 1) for start in self._starts)}]"
        if name not in self._members:
            raise ValueError(f"rule {row['rule']}: no class {name!r}")
        return f"[{''.join(f'{chr(start)}-{chr(start + _BLOCK - 1)}' for start in self._members[name])}]"

    def parse(self, text: str, span: Span, upos: Mapping[int, str]) -> list[Node]:
        """The nodes that the whole cascade leaves in a span of a text, in order.

        ``upos`` gives the part of speech of the word that starts at an offset, where it is known.
        """
        items = self._read(text, span, upos)
        for rules in self._levels:
            self._apply(rules, items)
        return [node for node in items.content if isinstance(node, Node)]

    def _read(self, text: str, span: Span, upos: Mapping[int, str]) -> _Items:
        items = _Items()
        for match in _TOKEN.finditer(text, span.start, span.end):
            word = match[0]
            lower = word.lower()
            code = self._lexicon.get(lower)
            if code is None:
                code = self._unknown
                if word[0].isdecimal() and (shape := self._shape.fullmatch(lower)):
                    code = self._shapes[(shape.lastindex or 1) - 1]
            tag = self._tags.get(upos.get(match.start(), "X"), 0)
            items.codes.append(chr(code + tag + (word[0] != lower[0])))
            items.spans.append(match.span())
            items.content.append(lower)
        return items

    def _apply(self, rules: Sequence[Rule], items: _Items) -> None:
        codes = "".join(items.codes)
        found = []
        for order, rule in enumerate(rules):
            for match in rule.regex.finditer(codes):
                first, last = next((match.span(mark) for mark in rule.marks if match[mark] is not None), match.span())
                if last > first:
                    found.append((first - last, order, first, last, rule, match))
        taken: set[int] = set()
        chosen = []
        for candidate in sorted(found, key=lambda candidate: candidate[:3]):
            _, _, first, last, rule, match = candidate
            if taken.isdisjoint(range(first, last)):
                taken.update(range(first, last))
                chosen.append((first, last, rule, match))
        chosen.sort(key=lambda choice: choice[0], reverse=True)
        made = [self._node(rule, match, first, last, items) for first, last, rule, match in chosen]
        for (first, last, _, _), node in zip(chosen, made, strict=True):
            items.codes[first:last] = [self._yields[node.row["yields"]]]
            items.content[first:last] = [node]
            items.spans[first:last] = [(node.span.start, node.span.end)]

    def _node(self, rule: Rule, match: re.Match[str], first: int, last: int, items: _Items) -> Node:
        words: dict[str, str] = {}
        nodes: dict[str, Node] = {}
        for group, (name, cls) in rule.captures.items():
            if (at := match.start(group)) >= 0:
                content = items.content[at]
                if isinstance(content, Node):
                    nodes[name] = content
                else:
                    words[name] = self.value(cls, content)
        return Node(rule.row, Span(items.spans[first][0], items.spans[last - 1][1]), words, nodes)
