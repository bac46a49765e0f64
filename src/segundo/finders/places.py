"""Places: which of the names that the reader takes for places may be one."""

from __future__ import annotations

from segundo.reader.reading import Entity, Reading


def is_place(reading: Reading, entity: Entity) -> bool:
    """Whether a name may be that of a place: a noun with a capital and no figures in it, nor a politician's party.

    The reader takes years, verbs and "(PSC-RJ)" for places now and then.
    """
    first, last, kind = entity
    words = reading.form[first:last]
    party = first > 0 and reading.form[first - 1] == "(" and words[0].partition("-")[0].isupper() and "-" in words[0]
    named = words[0][:1].isupper() and not any(letter.isdigit() for word in words for letter in word)
    noun = any(tag in ("PROPN", "NOUN", "X") for tag in reading.upos[first:last])
    return kind == "LOC" and named and noun and not party
