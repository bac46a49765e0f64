"""What is compared once articles are written, and in which order: copies, stories, equal records, and who is who."""

from __future__ import annotations

from segundo.ledger import copying, facts, identifying, naming, sayings, telling

AT_ONCE = 64
"""Articles, statements or names that are compared in one transaction."""

COMPARISONS = (
    (copying.pending, copying.compare),
    (telling.pending, telling.tell),
    (sayings.pending, sayings.unite),
    (facts.pending, facts.unite),
    (naming.pending, naming.enter),
    (naming.waiting, identifying.identify),
)
"""What waits to be compared, and how it is done."""
