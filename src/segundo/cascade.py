"""A cascade of finite-state rules over words, after Abney, "Partial parsing via finite-state cascades" (1996).

Every word of a text becomes one character that stands for the classes it belongs to, its part of speech and whether it
has a capital; a rule is then a regular expression over such characters, tried on the few words about one of some class
where they have what it cannot do without, and compiled at first trial. What a rule matches becomes one item for the
rules of the next level.
Rules and classes are data (see ``languages/``); nothing here is of a language.

A rule's pattern is a regular expression without spaces in which a bare word stands for itself, ``<class>`` for any word
or item of a class, ``<class:name>`` for the same captured under a name, ``<NOUN>`` for a word of that part of speech,
``<Capital>`` for a word with a capital, ``$`` for the end of a span and ``«…»`` for the part to be marked where that is
not the whole match.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    r"|[^\W\d_][^\W_]*(?:-[^\W\d_]+)*"
    r"|[^\w\s]|_"
)
_ATOM = re.compile(
    r"<(?P<cls>[^\W\d]\w*)(?::(?P<name>\w+))?>|(?P<word>[^\W\d_][^\W\d_-]*(?:-[^\W\d_-]+)*)|(?P<space>\s+)"
)
_LOOKBEHIND = re.compile(r"\(\?<([=!])([^()]*\|[^()]*)\)")
_STEP = re.compile(rf"(?P<open>\((?:\?(?:<?(?P<not>!)|<?=|:))?)|(?P<close>\))|(?P<or>\|)|(?P<may>[?*])|{_ATOM.pattern}")
_TAG = {tag: number for number, tag in enumerate(UPOS)}
_CAPITAL = len(UPOS)
_FIRST = 0x100
_BLOCK = 2 * len(UPOS)
_MARGIN = 4
_END = chr(_FIRST - 1)


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
    """Neighbouring words and nodes of a text, in order: code, span, folded word or node."""

    __slots__ = ("codes", "content", "spans")

    def __init__(self) -> None:
        self.codes: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self.content: list[str | Node] = []

    def add(self, code: str, span: tuple[int, int], content: str | Node) -> None:
        self.codes.append(code)
        self.spans.append(span)
        self.content.append(content)


class _Alphabet:
    """The characters that stand for words: a block for each set of classes, in it one a part of speech and case.

    The parts of speech of words without a capital come first, so that all that have one are one range of a block.
    """

    def __init__(
        self, classes: Mapping[str, set[str]], shapes: Sequence[Row], made: Iterable[str], light: Iterable[str]
    ) -> None:
        shaped = [frozenset(row["classes"].split()) for row in shapes]
        sets = {frozenset[str](), *map(frozenset, classes.values()), *shaped, *(frozenset([name]) for name in made)}
        self._sets = sorted(sets, key=sorted)
        self._blocks = {names: _FIRST + _BLOCK * number for number, names in enumerate(self._sets)}
        self._words = {form: self._blocks[frozenset(names)] for form, names in classes.items()}
        self._shape = re.compile("|".join(f"({row['pattern']})" for row in shapes), re.IGNORECASE)
        self._shapes = [self._blocks[names] for names in shaped]
        self._names: dict[str, frozenset[str]] = {_END: frozenset([""])}
        self._members: dict[str, list[int]] = {}
        for names, block in self._blocks.items():
            for name in names:
                self._members.setdefault(name, []).append(block)
        self.known = {"", "Capital", *UPOS, *self._members}
        self.unknown = self._blocks[frozenset()]
        self.heavy = frozenset(self._blocks.values()) - {self.unknown}
        self.heavy -= {block for name in light for block in self._members[name]}

    def block(self, word: str) -> int:
        """The block of a folded word."""
        known = self._words.get(word)
        if known is None and word[0].isdecimal() and (shape := self._shape.fullmatch(word)):
            return self._shapes[(shape.lastindex or 1) - 1]
        return self.unknown if known is None else known

    def made(self, name: str) -> str:
        """The character of what a rule makes."""
        return chr(self._blocks[frozenset([name])])

    def names(self, codes: Iterable[str]) -> set[str]:
        """All classes, parts of speech and ``Capital`` that any of these characters belongs to."""
        return {""}.union(*(self._names.get(code) or self._names_of(code) for code in codes))

    def _names_of(self, code: str) -> frozenset[str]:
        block, kind = divmod(ord(code) - _FIRST, _BLOCK)
        capital, tag = divmod(kind, _CAPITAL)
        names = self._names[code] = self._sets[block] | {UPOS[tag], *(["Capital"] * capital)}
        return names

    def range(self, name: str) -> str:
        """A character class of all that belong to a class, have a part of speech, or start with a capital."""
        if name in _TAG:
            tag = _TAG[name]
            return f"[{''.join(chr(block + tag) + chr(block + tag + _CAPITAL) for block in self._blocks.values())}]"
        blocks, first = (self._blocks.values(), _CAPITAL) if name == "Capital" else (self._members[name], 0)
        return f"[{''.join(f'{chr(block + first)}-{chr(block + _BLOCK - 1)}' for block in blocks)}]"


class Rule:
    """A rule of the table. ``needs``: for each of its alternatives, sets of names; a text must have one of each set.

    Raises:
        ValueError: if the pattern names a class that no row has; when first tried, if it is no regular expression.
    """

    def __init__(self, row: Row, alphabet: _Alphabet) -> None:
        self.row = row
        self._alphabet = alphabet
        self._pattern = flat = _LOOKBEHIND.sub(_split, row["pattern"])
        self.marks = tuple(f"m{number}" for number in range(flat.count("«")))
        named = [(atom["name"], _name(atom)) for atom in _ATOM.finditer(flat) if atom["name"]]
        self.captures = {f"g{number}": capture for number, capture in enumerate(named)}
        if unknown := set(map(_name, _ATOM.finditer(flat))) - alphabet.known:
            raise ValueError(f"rule {row['rule']}: there is no class {min(unknown)}")
        self.needs = _needs(flat)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern: compiling those of all rules takes longer than reading an article."""
        groups, marks = iter(self.captures), iter(self.marks)

        def atom(match: re.Match[str]) -> str:
            codes = self._alphabet.range(name) if (name := _name(match)) else ""
            return f"(?P<{next(groups)}>{codes})" if match["name"] else codes

        pattern = _ATOM.sub(atom, self._pattern).replace("»", ")").replace("$", _END)
        pattern = re.sub("«", lambda _: f"(?P<{next(marks)}>", pattern)
        try:
            return re.compile(pattern)
        except re.error as error:
            raise ValueError(f"rule {self.row['rule']}: {error}") from error


def _name(atom: re.Match[str]) -> str:
    """What an atom of a pattern stands for: a class, a part of speech, ``=word``; nothing for a space."""
    return atom["cls"] or (f"={atom['word']}" if atom["word"] else "")


def _needs(pattern: str) -> list[list[frozenset[str]]]:
    """For each alternative of a pattern, sets of names: a text that it matches has one of each set."""
    groups: list[tuple[bool, list[list[frozenset[str]]]]] = [(False, [[]])]
    for step in _STEP.finditer(pattern):
        negative, alternatives = groups[-1]
        if step["open"]:
            groups.append((step["not"] is not None, [[]]))
        elif step["or"]:
            alternatives.append([])
        elif step["close"] and groups[1:]:
            groups.pop()
            fewest = [min(filter(None, needed), key=len, default=frozenset[str]()) for needed in alternatives]
            sure = not negative and all(fewest)
            groups[-1][1][-1].append(frozenset[str]().union(*fewest) if sure else frozenset())
        elif step["may"]:
            del alternatives[-1][-1:]
        elif name := _name(step):
            alternatives[-1].append(frozenset([name]))
    return [[*filter(None, needed)] for needed in groups[0][1]]


_Level: TypeAlias = Mapping[str, Sequence[tuple[int, Rule, Sequence[frozenset[str]]]]]
"""The rules of a level by names of which the text must have one, each with its place and what else is needed."""


def _by_need(rules: Sequence[Rule], frequency: Mapping[str, int]) -> _Level:
    """The rules of a level, each alternative by the names that the fewest others need."""
    level: dict[str, list[tuple[int, Rule, Sequence[frozenset[str]]]]] = {}
    for order, rule in enumerate(rules):
        for needed in rule.needs:
            for name in min(needed, key=lambda names: sum(map(frequency.__getitem__, names)), default=("",)):
                level.setdefault(name, []).append((order, rule, needed))
    return level


class Cascade:
    """The compiled rules of a language.

    ``words`` are rows ``class, value, forms`` (forms are separated by ``|``), ``shapes`` rows ``classes, pattern`` for
    words that start with a digit (the first that fits the whole word holds), ``rules`` rows with at least ``level,
    rule, pattern, yields``; rules of a level compete by length, then by their order. ``light`` are classes of words so
    frequent that they alone do not make their neighbourhood worth reading.

    Raises:
        ValueError: if a pattern names a class that no row has, or is no regular expression.
    """

    def __init__(
        self, words: Iterable[Row], shapes: Sequence[Row], rules: Sequence[Row], light: Iterable[str] = ()
    ) -> None:
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
        self._alphabet = _Alphabet(classes, shapes, {row["yields"] for row in rules}, light)
        levels: dict[int, list[Rule]] = {}
        for row in rules:
            levels.setdefault(int(row["level"]), []).append(Rule(row, self._alphabet))
        needs = (needed for level in levels.values() for rule in level for needed in rule.needs)
        frequency = Counter(name for needed in needs for names in needed for name in names)
        self._levels = [_by_need(levels[level], frequency) for level in sorted(levels)]

    def parse(self, text: str, spans: Iterable[Span], upos: Mapping[int, str]) -> list[Node]:
        """The nodes that the whole cascade leaves in some spans of a text, in order; none reaches over two spans.

        ``upos`` gives the part of speech of the word that starts at an offset, where it is known.
        """
        out: list[Node] = []
        for span in spans:
            for items in self._windows(text, span, upos):
                there = self._alphabet.names(items.codes)
                for level in self._levels:
                    if self._apply(level, there, items):
                        there = self._alphabet.names(items.codes)
                out += (node for node in items.content if isinstance(node, Node))
        return out

    def _windows(self, text: str, span: Span, upos: Mapping[int, str]) -> Iterator[_Items]:
        """The words of a span that stand near a word of some class, each run of them by itself."""
        alphabet = self._alphabet
        matches = [*_TOKEN.finditer(text, span.start, span.end)]
        words = [match[0].lower() for match in matches]
        blocks = [alphabet.block(word) for word in words]
        items, done = _Items(), 0
        for here, block in enumerate(blocks):
            if block not in alphabet.heavy:
                continue
            first = max(done, here - _MARGIN)
            if first > done and items.codes:
                yield items
                items = _Items()
            done = min(here + _MARGIN + 1, len(blocks))
            for index in range(first, done):
                match, word = matches[index], words[index]
                code = blocks[index] + _TAG.get(upos.get(match.start(), "X"), 0)
                code += _CAPITAL if match[0][0] != word[0] else 0
                items.add(chr(code), match.span(), word)
        if items.codes:
            if done == len(blocks):
                items.add(_END, (span.end, span.end), "")
            yield items

    def _apply(self, level: _Level, there: set[str], items: _Items) -> bool:
        """Put what the rules of a level make of a window in its place, if any; ``there`` are the names of its words."""
        tried = {
            order: rule
            for name in level.keys() & there
            for order, rule, needed in level[name]
            if not any(map(there.isdisjoint, needed))
        }
        if not tried:
            return False
        codes = "".join(items.codes)
        found = []
        for order, rule in tried.items():
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
            items.codes[first:last] = [self._alphabet.made(node.row["yields"])]
            items.content[first:last] = [node]
            items.spans[first:last] = [(node.span.start, node.span.end)]
        return bool(made)

    def _node(self, rule: Rule, match: re.Match[str], first: int, last: int, items: _Items) -> Node:
        words: dict[str, str] = {}
        nodes: dict[str, Node] = {}
        for group, (name, cls) in rule.captures.items():
            if (at := match.start(group)) >= 0:
                content = items.content[at]
                if isinstance(content, Node):
                    nodes[name] = content
                else:
                    words[name] = self._values.get((cls, content), content)
        return Node(rule.row, Span(items.spans[first][0], items.spans[last - 1][1]), words, nodes)
