"""From marked wording to notes: an editor's note is a bracket, wherever the marking of the page begins and ends.

The official pages cut one note into several marked spans («(Пункт», «утратил силу -», «)»), or mark «Абзац.» before
the bracket, or let one span hold two notes. The brackets themselves are reliable.
"""

from __future__ import annotations

from collections.abc import Iterable

from ingest.document import Span
from ingest.law.dates import DATE
from ingest.law.pattern import pattern

_EDITORIAL = pattern(r"^\([А-ЯЁ][а-яё]* |[№N] ?\d")
"""«(В редакции …», «(введён … № 5-ФЗ»; not «(замкнутые водоёмы)» inside amended wording."""
_BARE = pattern(
    r"(?:Документ |Акт )?(?:[Уу]тратил[аио]? силу|[Пп]риостановлен[аоы]?|[Оо]тмен[её]н[аоы]?|[Нн]е действует)\b"
    rf"[^\n]{{0,600}}?\bот\s{DATE}"
)
"""A note that needs no bracket: it tells of a deed and names its act."""
_BRACKET = pattern(r"[()]")


def bracketed(text: str, marked: Iterable[Span]) -> list[Span]:
    """Whole brackets that open inside the marked ranges, outermost ones, in order; ranges that are notes without any.

    A bracket that never closes ends where its range ends: the note is kept, however badly it was typed.
    """
    closing = _pairs(text)
    notes: list[Span] = []
    reached = 0
    for start, end in sorted(marked):
        if start >= reached and _BARE.match(text, start, end):
            notes.append(Span(start, end))
            reached = end
        at = text.find("(", max(start, reached), end)
        while at >= 0:
            reached = closing.get(at, end)
            if _EDITORIAL.search(text[at:reached]):
                notes.append(Span(at, reached))
            at = text.find("(", reached, end)
    return notes


def _pairs(text: str) -> dict[int, int]:
    """Offset of every opening bracket that is closed → offset after the bracket that closes it."""
    opened: list[int] = []
    closing = {}
    for bracket in _BRACKET.finditer(text):
        if bracket[0] == "(":
            opened.append(bracket.start())
        elif opened:
            closing[opened.pop()] = bracket.end()
    return closing
