"""Where an act may speak of force: paragraphs outside its head, quoted wording and editor's notes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ingest.document import Block, Document, Span
from ingest.parsed import Requisites

_STEMS = (
    "в силу",
    "в действие",
    "действует до",
    "действуют до",
    "действует по",
    "действуют по",
    "отношения, возникш",
    "применяется до",
    "применяются до",
    "применяется по",
    "применяются по",
    "применяется с",
    "применяются с",
    "ачивает силу",
    "ачивают силу",
    "отношениям, возникш",
    "ных начиная с",
    "В СИЛУ",
    "В ДЕЙСТВИЕ",
    "с и л у",
    "С И Л У",
)
"""Every clause holds one of these: the cheap question to ask a text before any rule runs."""


def asked(document: Document, head: Requisites) -> Iterator[Block]:
    """The paragraphs in order of the text, each once."""
    from ingest.recognise.structure.quotations import quoted_spans

    text = document.text
    places = sorted({at for stem in _STEMS for at in _occurrences(text, stem)})
    if not places:
        return
    quoted = quoted_spans(document)
    quoted_starts, note_starts = [q.start for q in quoted], [n.start for n in document.notes]
    starts = [b.start for b in document.blocks]
    seen = -1
    for at in places:
        number = bisect_right(starts, at) - 1
        if (
            number == seen
            or at < head.end
            or _covered(at, quoted, quoted_starts)
            or _covered(at, document.notes, note_starts)
        ):
            continue
        seen = number
        yield document.blocks[number]


def _occurrences(text: str, stem: str) -> Iterator[int]:
    at = text.find(stem)
    while at >= 0:
        yield at
        at = text.find(stem, at + 1)


def _covered(at: int, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    i = bisect_right(starts, at) - 1
    return i >= 0 and spans[i].end > at
