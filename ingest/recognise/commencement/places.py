"""Where an act may speak of force: paragraphs outside its head, quoted wording and editor's notes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ingest.document import Block, Document, Span

_ANY = ("",)
_STEMS = (
    ("в силу", _ANY),
    ("в действие", _ANY),
    ("действует ", _ANY),
    ("действуют ", _ANY),
    ("применяется ", ("до", "по", "с", "начиная")),
    ("применяются ", ("до", "по", "с", "начиная")),
    ("применять с ", _ANY),
    ("существляются с ", _ANY),
    ("существляется с ", _ANY),
    ("ввести ", ("его с", "ее с", "её с", "их с")),
    ("применению ", ("с", "начиная")),
    ("вводится с ", _ANY),
    ("вводятся с ", _ANY),
    ("аспростран", _ANY),
    ("отношениям, возникш", _ANY),
    ("ных начиная с", _ANY),
    ("ачивает силу", _ANY),
    ("ачивают силу", _ANY),
    ("екращает ", _ANY),
    ("екращают ", _ANY),
    ("рок действия", _ANY),
    ("рока действия", _ANY),
    ("рок реализации", _ANY),
    ("охраняет ", ("силу", "сво", "действие")),
    ("охраняют ", ("силу", "сво", "действие")),
    ("ата введения", _ANY),
    ("рок введения", _ANY),
    (" В СИЛУ", _ANY),
    (" в с и л у", _ANY),
)
"""Every clause holds one of these, and one of those right after it: the cheap question to ask a text before any rule
runs."""


def asked(document: Document, head_end: int) -> Iterator[Block]:
    """The paragraphs in order of the text, each once."""
    from ingest.recognise.structure.quotations import quoted_spans

    text = document.text
    places = sorted({at for stem, after in _STEMS for at in _occurrences(text, stem, after)})
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
            or at < head_end
            or _covered(at, quoted, quoted_starts)
            or _covered(at, document.notes, note_starts)
        ):
            continue
        seen = number
        yield document.blocks[number]


def _occurrences(text: str, stem: str, after: tuple[str, ...]) -> Iterator[int]:
    at = text.find(stem)
    while at >= 0:
        if text.startswith(after, at + len(stem)):
            yield at
        at = text.find(stem, at + 1)


def _covered(at: int, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    i = bisect_right(starts, at) - 1
    return i >= 0 and spans[i].end > at
