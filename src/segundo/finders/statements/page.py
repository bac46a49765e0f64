"""The page that every rule for statements looks at: a reading with its quotations and the language's words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from segundo.article import Pieces
from segundo.finders.statements.quotations import Quotation, find_quotations
from segundo.reader.reading import Reading

Shape: TypeAlias = Literal["finite", "infinitive", "gerund", "participle"]

_STOPS = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class Group:
    """A verb with its auxiliaries.

    ``words`` are those of the cue, ``verb`` is its head word, ``top`` the one that carries person and tense, ``first``
    where the group starts. ``said`` is false where the saying is negated, avoided or to come (``future``).
    """

    verb: int
    top: int
    first: int
    words: tuple[int, ...]
    shape: Shape
    passive: bool
    said: bool
    future: bool


@dataclass(frozen=True)
class Page:
    """A reading, the quotations in it, and the language whose tables are used."""

    reading: Reading
    language: str

    @cached_property
    def groups(self) -> dict[int, Group]:
        """The verb groups that were found so far, by their verbs: most are asked for by several rules."""
        return {}

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The outermost quotations of the paragraphs that were read."""
        spans = [self.reading.span(first, last) for first, last in self.reading.paragraphs]
        return find_quotations(self.reading.text, spans)

    @cached_property
    def quoted(self) -> tuple[int, ...]:
        """The number of the quotation that each word stands in (its marks not), -1 where none."""
        out = [-1] * len(self.reading)
        for number, quotation in enumerate(self.quotations):
            for piece in quotation.pieces:
                for word in self.reading.words(piece):
                    out[word] = number
        return tuple(out)

    @cached_property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """The sentences, joined where the break between two stands inside one quotation of one paragraph."""
        out: list[tuple[int, int]] = []
        for first, last in self._sentences():
            if out and first > 0:
                quote = self.quoted[first]
                same = quote >= 0 and quote == self.quoted[first - 1] and self.quotations[quote].kind != "dash"
                if same and self.reading.paragraph[first] == self.reading.paragraph[first - 1]:
                    out[-1] = (out[-1][0], last)
                    continue
            out.append((first, last))
        return tuple(out)

    def _sentences(self) -> Iterator[tuple[int, int]]:
        """The sentences, parted where a quotation that ends one ("… enough." The bridge …) was not seen to do so."""
        reading = self.reading
        closed = (quote for quote in self.quotations if quote.closed)
        ends = {quote.outer.end for quote in closed if reading.text[quote.inner.end - 1] in _STOPS}
        for first, last in reading.sentences:
            for word in range(first + 1, last):
                if reading.end[word - 1] in ends and reading.form[word][:1].isupper():
                    yield first, word
                    first = word
            yield first, last

    @cached_property
    def stretch(self) -> tuple[tuple[int, int], ...]:
        """The stretch of each word."""
        return tuple(stretch for stretch in self.stretches for _ in range(*stretch))

    def limits(self, word: int) -> tuple[int, int]:
        """The words ``[first, last)`` in which what belongs to a word must stand.

        Its sentence inside the quotation that holds it; outside quotations, its sentence with all the quotations in it.
        """
        quote = self.quoted[word]
        if quote < 0:
            return self.stretch[word]
        first, last = self.reading.sentences[self.reading.sentence[word]]
        while self.quoted[first] != quote:
            first += 1
        while self.quoted[last - 1] != quote:
            last -= 1
        return first, last

    def first_after(self, place: int) -> int:
        """The first word that starts at or after a place of the text."""
        return bisect_left(self.reading.start, place)

    def last_before(self, place: int) -> int:
        """The last word that ends before a place of the text, -1 where there is none."""
        at = self.first_after(place) - 1
        while at >= 0 and self.reading.end[at] > place:
            at -= 1
        return at

    def label_before(self, mark: int, tags: Set[str], longest: int) -> int | None:
        """The first word of the label that ends at a mark, if it may be one: at most so many words with these tags in
        its paragraph, of which the first has a capital letter."""
        reading = self.reading
        begin = max(reading.paragraphs[reading.paragraph[mark]][0], mark - longest)
        first = mark
        while first > begin and reading.upos[first - 1] in tags:
            first -= 1
        return first if first < mark and reading.form[first][:1].isupper() else None

    def paragraph_at(self, place: int) -> int:
        """The number of the paragraph that holds the character before a place of the text."""
        return self.reading.paragraph[max(0, bisect_left(self.reading.start, place) - 1)]

    def is_punct(self, word: int) -> bool:
        """Whether a word is a punctuation mark."""
        return self.reading.upos[word] == "PUNCT"

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """The words ``[first, last)`` without punctuation at either end, nor the second half of a contraction."""
        reading = self.reading
        while first < last and (self.is_punct(first) or self._continues(first)):
            first += 1
        while last > first and self.is_punct(last - 1):
            last -= 1
        run = reading.form[first:last]
        if run.count("(") > run.count(")") and last < len(reading):
            last += reading.form[last] == ")"
        return first, last

    def _continues(self, word: int) -> bool:
        """Whether an article is written in one with the preposition before it."""
        token = self.reading.token
        return word > 0 and token[word] == token[word - 1] and self.reading.upos[word] != "PRON"

    def pieces(self, runs: Iterable[tuple[int, int]]) -> Pieces:
        """The spans of runs of words, one piece for each run and paragraph."""
        reading, out = self.reading, []
        for first, last in runs:
            if first >= last:
                continue
            for number in range(reading.paragraph[first], reading.paragraph[last - 1] + 1):
                begin, end = reading.paragraphs[number]
                low, high = self.trim(max(first, begin), min(last, end))
                if low < high:
                    out.append(reading.span(low, high))
        return tuple(out)
