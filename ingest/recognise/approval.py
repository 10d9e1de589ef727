"""The act that a stamp names, as a citation: «УТВЕРЖДЕНО приказом директора от 06.04.2021 № 15-о»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Document, Span
from ingest.parsed import Citation, Requisites
from ingest.recognise.cores import find_cores
from ingest.recognise.identity import day_or_problem
from ingest.recognise.nouns import find_nouns

_FAR = 200
"""Characters between a kind word and the date: the organisation's name stands there."""


def with_approval(document: Document, head: Requisites, cited: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations in order, and among them the one of the approving act; what it overlaps gives way to it.

    Its act is the stamp's, who issued it included, which the words of the stamp alone may not tell.
    """
    act = head.approved_by
    if act is None:
        return tuple(cited)
    start, end = _stamp(document, head)
    exact = document.text[start:end]
    own = Citation(start, end, exact, "", act, relation="approved_by", form="stamp")
    return tuple(sorted([own, *(c for c in cited if c.end <= start or c.start >= end)], key=lambda c: c.start))


def _stamp(document: Document, head: Requisites) -> Span:
    """Where the stamp names the act: from its kind word to its date and number, else the line that has its number."""
    text, act = document.text, head.approved_by
    for core in find_cores(text, []):
        if act and (day_or_problem(core.date)[0], core.number) == (act.date, act.number):
            near = [noun for noun in find_nouns(text[: core.start]) if noun.end > core.start - _FAR]
            words = [noun.start for noun in near if noun.kind != "protokol"]
            return Span(words[-1] if words else core.start, core.end)
    number = act and act.number and re.search(rf"(?<!\w){re.escape(act.number)}(?!\w)", text[head.start : head.end])
    if not number:
        return Span(head.start, head.end)
    at = head.start + number.start()
    return Span(text.rfind("\n", 0, at) + 1, head.start + number.end())
