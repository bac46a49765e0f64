"""Cues in a row: "X said that … and denied that …" has one source for both."""

from __future__ import annotations

from dataclasses import replace

from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.groups import same_form, verb_group
from segundo.finders.statements.page import Page


def share_sources(page: Page, drafts: list[Draft]) -> list[Draft]:
    """The drafts, a cue without a source given the source of the cue before it that it is joined to."""
    out: list[Draft] = []
    for draft in sorted(drafts, key=lambda one: one.verb if one.verb is not None else one.content[0].start):
        if not draft.source and draft.verb is not None and page.reading.upos[draft.verb] == "VERB":
            known = _joined_to(page, draft.verb, out)
            if known is not None:
                draft = replace(draft, source=known.source)
        out.append(draft)
    return out


def _joined_to(page: Page, verb: int, before: list[Draft]) -> Draft | None:
    """The last draft before a verb in its sentence that the verb is joined to: same person, same tense."""
    reading = page.reading
    group = verb_group(page, verb)
    if group.shape != "finite" or group.passive:
        return None
    at = group.first - 1
    while at >= 0 and reading.upos[at] in ("ADV", "PRON"):
        at -= 1
    first = page.limits(verb)[0]
    if at < first or (reading.upos[at] != "CCONJ" and reading.form[at] != ","):
        return None
    for draft in reversed(before):
        if draft.verb is None or not draft.source or not first <= draft.verb < verb:
            continue
        if reading.upos[draft.verb] == "VERB" and page.quoted[draft.verb] == page.quoted[verb]:
            other = verb_group(page, draft.verb)
            if other.shape == "finite" and not other.passive and same_form(page, other.top, group.top):
                return draft
    return None
