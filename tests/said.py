"""What is said in readings built by hand: source, cue and content of each statement."""

from __future__ import annotations

from segundo.finders.statements import find_statements
from segundo.reader.reading import Reading
from segundo.records import Statement, Time
from tests.plain_weights import RULES

PAST = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
PRESENT = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
FUTURE = "Mood=Ind|Number=Sing|Person=3|Tense=Fut|VerbForm=Fin"
DEFINITE = "Definite=Def|PronType=Art"


def said(read: Reading, *times: Time) -> list[tuple[str, str, str]]:
    """Source, cue and content of each statement."""

    def words(statement: Statement, part: str) -> str:
        return " … ".join(read.text[slice(*piece)] for piece in getattr(statement, part))

    found = find_statements(read, times, weights=RULES)
    return [(words(one, "source"), words(one, "cue"), words(one, "content")) for one in found]
